// Words of a sentence, each looked up once in one small vocabulary, so that events are found by comparing numbers.
//
// In: a stretch of layout text. Out: words and punctuation marks in order, with the id of each word that some Phrases
// object knows (0 for all others). The vocabulary is filled while the program starts, by the Phrases objects of the
// sources that use it, and is read-only afterwards.
//
//   "Mr. Harlow's $2.77"   [mr][Harlow possessive][$][2.77]
//   “ ” and ’ count as " and ', – and — as -; "U.S." and "L.P." are one word each (ids of "us" and "lp")
// Bad input: any byte above 127 that is no such mark is a letter. One pass.
#pragma once
#include <array>
#include <bitset>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace crossfoot::prose {

using WordId = uint16_t;
inline constexpr size_t kMostWords = 4096;  // of the vocabulary

struct Token {
  uint32_t begin = 0;  // in the layout's text
  uint32_t end = 0;    // without the possessive 's and without a sentence's full stop
  WordId id = 0;
  bool capital = false;     // begins with an upper-case letter
  bool all_capitals = false;  // two letters or more, none of them lower-case
  bool initial = false;     // "F.", "J.P."
  bool number = false;      // digits, with commas and a point
  bool mark = false;        // punctuation
  bool possessive = false;  // 's or s' follows
  bool tight = false;       // no white space before it
  [[nodiscard]] auto of(std::string_view text) const -> std::string_view { return text.substr(begin, end - begin); }
};

/// Appends the words of `text` within `range`.
void split_tokens(std::string_view text, Range range, std::vector<Token>& words);

/// Returns the id of a lower-case word, taking it into the vocabulary; only while the program starts.
auto take_word(std::string_view lower) -> WordId;
/// Returns the id of `word` in any case, dots left out; 0 where the vocabulary lacks it.
auto find_word(std::string_view word) -> WordId;

/// Where a phrase stands: words [begin, end); `which` counts the phrases in the order they were given.
struct PhraseMatch {
  uint32_t begin = 0, end = 0;
  int which = -1;
  explicit operator bool() const { return which >= 0; }
};

using Tokens = std::vector<Token>;

/// A set of phrases, each of lower-case words and marks with one blank between them: "entered into", "on behalf of".
class Phrases {
 public:
  Phrases(std::initializer_list<std::string_view> phrases);
  explicit Phrases(const std::vector<std::string_view>& phrases);
  /// Adds one phrase; only while the program starts.
  void add(std::string_view phrase);
  /// Returns the longest phrase that begins at word `at` and ends by `end`.
  [[nodiscard]] auto match(const Tokens& words, size_t at, size_t end) const -> PhraseMatch;
  /// Returns the first match within words [begin, end).
  [[nodiscard]] auto find(const Tokens& words, size_t begin, size_t end) const -> PhraseMatch;
  [[nodiscard]] bool in(const Tokens& words, size_t begin, size_t end) const { return bool(find(words, begin, end)); }
  /// Returns the last match within words [begin, end).
  [[nodiscard]] auto find_last(const Tokens& words, size_t begin, size_t end) const -> PhraseMatch;
  [[nodiscard]] bool begins_with(WordId id) const { return id != 0 && first_.test(id); }
  [[nodiscard]] bool has(const Tokens& words, size_t at) const { return bool(match(words, at, words.size())); }

 private:
  struct Entry {
    std::array<WordId, 8> words{};
    uint8_t size = 0;
    int which = 0;
  };
  std::bitset<kMostWords> first_;
  std::vector<Entry> entries_;  // longest first
  int count_ = 0;
};

}  // namespace crossfoot::prose
