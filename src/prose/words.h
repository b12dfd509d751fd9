// Words of running text and of row labels, reduced so that both compare: lower case, singular, joined at "non-" and "pre-".
//
// In: a stretch of text. Out: one Word per run of letters and digits, with the hash of its reduced form. "Net charge-offs"
// and "net charge offs" give the same hashes; so do "Non-performing assets" and "nonperforming asset". Any bytes are safe; one pass.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace crossfoot::prose {

using Stem = uint64_t;

struct Word {
  Stem stem = 0;
  Range text;
  bool upper = false;   // begins with a capital
  bool number = false;  // begins with a digit
};

/// Appends the words of `chars` within `range`.
void find_words(std::string_view chars, Range range, std::vector<Word>& words);

/// The stem of one lower-case word, for tables of words in code.
auto stem_of(std::string_view word) -> Stem;

namespace literals {
/// "revenue"_w: the stem of a word that is lower case and singular already; at compile time.
constexpr auto operator""_w(const char* s, size_t n) -> Stem {
  Stem h = 1469598103934665603ull;
  for (size_t i = 0; i < n; ++i) h = (h ^ static_cast<unsigned char>(s[i])) * 1099511628211ull;
  return h;
}
}  // namespace literals

}  // namespace crossfoot::prose
