// What a heading says of time: "Three Months Ended September 30, 2003", "52 weeks ended", "As of Dec. 31", "Fiscal 2004".
//
// In: text of a column heading, a title or a row label. Out: the pieces that are stated; what is missing is filled in
// by columns.cpp from other headings and from the filing's calendar.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "base/date.h"

namespace crossfoot::statement {

/// A date of which any part may be missing: "September 30," has no year, "1997" no month.
struct PartialDate {
  int year = 0, month = 0, day = 0;
  uint32_t at = 0;     // offset in the text
  bool marked_end = false;  // stands behind "ended", "ending", "to" or "through"
  [[nodiscard]] bool full() const { return year && month && day; }
};

struct PeriodHint {
  int months = 0;   // length: 3, 6, 9, 12; 0 unknown
  int weeks = 0;
  int quarter = 0;  // 1-4 where the heading names a quarter
  bool duration = false;  // "ended", "months", "period"
  bool instant = false;   // "as of", "at"
  bool fiscal = false;    // a fiscal or financial year is spoken of
  bool year_to_date = false;
  bool inception = false; // since inception
  std::optional<Date> from;  // "period from June 1, 1995 (inception) to..."
  std::vector<PartialDate> dates;  // in order

  [[nodiscard]] bool has_length() const { return months || weeks || inception || from; }
  [[nodiscard]] bool is_empty() const { return !has_length() && dates.empty() && !quarter && !duration && !instant && !year_to_date; }
};

auto parse_period(std::string_view text) -> PeriodHint;

/// The first day of a period of `hint`'s length that ends on `end`; empty where the length is unknown.
auto start_of_period(const PeriodHint& hint, Date end) -> std::optional<Date>;

}  // namespace crossfoot::statement
