// Quantities in running text: amounts, percentages, basis points and bare numbers, in digits or in words.
//
// In: a stretch of layout text. Out: one Quantity per figure, in order, with its exact value in plain units and the interval that
// its digits and its hedge allow: "$2.3 million" is 2300000 in [2250000, 2350000]; "more than 800 percent" is [800, 1000].
//
//   about ($.38) per share        [hedge][ text  ][per_share]     value -0.38
//   $6.0 to $6.2 billion          two quantities; the first takes its scale from the second
//   27.8%  four percent  30 basis points  27 cents  $400K  875,000 shares  twelve
//
// Digits that are part of a word ("8-K", "Q3", "10b5-1") or of a decimal number that is none ("1.2.3") are no quantity. Bad
// input: more digits than a Decimal holds are skipped. One pass.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/decimal.h"
#include "base/span.h"

namespace crossfoot::prose {

enum class QuantityKind : uint8_t {
  money,         // a currency sign, "dollars" or "cents"
  percent,       // '%', "percent", "percentage points": the value is in percent
  basis_points,  // the value is in basis points
  number,        // anything else: a count, a ratio, a year, a day
};

enum class Hedge : uint8_t { none, about, nearly, over, at_least, under, up_to };

struct Quantity {
  Range text;  // from currency sign or parenthesis to scale word or '%'
  QuantityKind kind = QuantityKind::number;
  Hedge hedge = Hedge::none;
  Decimal value;      // signed; in plain units (dollars, not cents)
  Interval interval;  // signed, low <= high
  bool negative = false;   // in parentheses or with a minus sign
  bool per_share = false;  // "per share", "a share", "per diluted share" follows
  bool points = false;     // percentage points: a difference of percentages
  bool scaled = false;     // had a scale word: million, K
  bool worded = false;     // in words: "four"
  bool grouped = false;    // had commas: "175,000"
  bool point = false;      // had a decimal point: its zeros count
  bool dated = false;      // part of a date, or a year that stands alone
  bool range_low = false, range_high = false;  // the two ends of "36 to 37 percent"
  Range noun;              // the word after it (behind "per share" where there is one), lower end of a phrase: "shares"; may be empty
};

/// Appends the quantities of `chars` within `range`.
void find_quantities(std::string_view chars, Range range, std::vector<Quantity>& quantities);

/// Reads a whole worded number ("four", "twenty-five", "one hundred"); 0..999999. `length` is what it took; 0 where there is none.
struct WordedNumber {
  int64_t value = 0;
  size_t length = 0;
};
auto parse_worded_number(std::string_view text) -> WordedNumber;

}  // namespace crossfoot::prose
