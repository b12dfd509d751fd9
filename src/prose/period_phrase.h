// Phrases of time in running text, and the periods they mean in a given report.
//
// In: the words of a sentence. Out: PeriodPhrases in order ("the second quarter of fiscal 2004", "the same period a year ago",
// "six months ended June 30, 2003", "at December 31, 2008", "year over year"); each resolves to a Target once the
// report's own quarter is known (an Anchor). What a phrase leaves open stays open: months 0, no end. One pass over the words.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "prose/words.h"

namespace crossfoot::prose {

struct PeriodPhrase {
  uint32_t first = 0, last = 0;  // words, last included
  int months = 0;                // 3, 6, 9, 12; 0 an instant, or not said
  std::optional<Date> end;       // said outright
  int quarter = 0;               // 1-4
  int year = 0;                  // as named: fiscal 2004
  int month = 0;                 // "the March quarter"
  int shift_years = 0;           // -1: a year before the period spoken of
  int shift_quarters = 0;        // -1: the quarter before
  bool same_length = false;      // "the same period": as long as the period spoken of
  bool instant = false;          // "at", "as of"
  bool current = false;          // "the quarter", "this year"
  bool future = false;           // "next quarter"
  bool bare = false;             // a year alone: "in 2005"
  bool adverb = false;           // "year over year", "sequentially": says only what is compared with
};

/// What a phrase means: a period `months` long that ends about `end`; 0 months: an instant or a length not known.
struct Target {
  int months = 0;
  Date end;              // not valid where unknown
  bool instant = false;
  bool future = false;
  [[nodiscard]] bool known() const { return end.is_valid(); }
};

/// The report's own period: its last quarter's end, and what the report calls it.
struct Anchor {
  Date end;
  int months = 3;   // what it mainly reports: a quarter or a year
  int quarter = 0;  // 0 unknown
  int year = 0;     // fiscal, as named; 0 unknown
};

/// Appends the phrases of `words`, which are of `chars`.
void find_period_phrases(std::string_view chars, std::span<const Word> words, std::vector<PeriodPhrase>& phrases);

/// Resolves a phrase; `main` is the period the sentence speaks of so far.
auto resolve(const PeriodPhrase& phrase, const Anchor& anchor, const Target& main) -> Target;

}  // namespace crossfoot::prose
