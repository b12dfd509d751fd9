// What reports call their measures: the vocabulary of data/measures.tsv, and its mentions in words.
//
// In: words. Out: the longest measure wording that begins at a word. The table is parsed once; a line that is malformed
// is left out (a test reads them all).
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "prose/prose.h"
#include "prose/words.h"

namespace crossfoot::prose {

/// A ratio's or sum's parts: (numerator terms) / (denominator terms), each a measure with a sign.
struct Term {
  uint16_t measure = 0;
  int8_t sign = 1;
};

struct Measure {
  std::string name;  // us-gaap element name without prefix, or a short label
  ClaimKind kind = ClaimKind::amount;
  std::vector<std::string> concepts;             // without prefix
  std::vector<std::vector<Stem>> wordings;
  std::vector<Term> numerator, denominator;      // empty denominator: a sum
  bool gaap = false;                             // the name is a us-gaap element
  bool balance = false;                          // known at an instant: over a period it is an average
};

class Measures {
 public:
  /// The embedded table.
  static auto standard() -> const Measures&;
  explicit Measures(std::string_view tsv);

  [[nodiscard]] auto all() const -> const std::vector<Measure>& { return measures_; }
  /// Index of a measure by name; -1 where there is none.
  [[nodiscard]] int find(std::string_view name) const;

  struct Match {
    std::vector<uint16_t> measures;  // every measure of the longest wording, in table order
    uint32_t length = 0;             // words
  };
  /// Finds the longest wording that begins at words[i].
  [[nodiscard]] auto match(std::span<const Word> words, size_t i) const -> Match;

 private:
  struct Wording {
    uint16_t measure;
    uint16_t wording;
  };
  std::vector<Measure> measures_;
  std::unordered_map<Stem, std::vector<Wording>> by_first_;
};

}  // namespace crossfoot::prose
