#include "check/business_days.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace crossfoot::data {
extern const std::string_view federal_closures_tsv;
}

namespace crossfoot::check {
namespace {

auto read_closures() -> std::vector<Date> {
  std::vector<Date> days;
  std::string_view rest = data::federal_closures_tsv;
  while (!rest.empty()) {
    size_t nl = rest.find('\n');
    std::string_view line = rest.substr(0, nl);
    rest = nl == std::string_view::npos ? std::string_view{} : rest.substr(nl + 1);
    if (line.empty() || line[0] == '#') continue;
    if (auto day = parse_compact_date(line.substr(0, line.find('\t')))) days.push_back(*day);
  }
  std::sort(days.begin(), days.end());
  return days;
}

/// Which weekday of its month a day is, from 1: the third Monday gives 3.
auto nth(Date d) -> int { return (d.day - 1) / 7 + 1; }

/// Holidays on a fixed day, before they are moved off a weekend.
bool is_fixed_holiday(Date d) {
  return (d.month == 1 && d.day == 1) || (d.month == 7 && d.day == 4) || (d.month == 11 && d.day == 11) || (d.month == 12 && d.day == 25) ||
         (d.month == 6 && d.day == 19 && d.year >= 2021);
}

}  // namespace

auto is_federal_holiday(Date d) -> bool {
  int weekday = d.weekday();
  if (is_fixed_holiday(d)) return true;
  if (weekday == 5 && is_fixed_holiday(d.plus_days(1))) return true;   // of a Saturday, observed on Friday
  if (weekday == 1 && is_fixed_holiday(d.plus_days(-1))) return true;  // of a Sunday, observed on Monday
  if (weekday == 1) {
    if (d.month == 1 && nth(d) == 3 && d.year >= 1986) return true;
    if (d.month == 2 && nth(d) == 3) return true;
    if (d.month == 5 && d.day > 24) return true;
    if (d.month == 9 && nth(d) == 1) return true;
    if (d.month == 10 && nth(d) == 2) return true;
  }
  return d.month == 11 && weekday == 4 && nth(d) == 4;
}

auto is_business_day(Date d) -> bool {
  static const std::vector<Date> closures = read_closures();
  int weekday = d.weekday();
  return weekday != 0 && weekday != 6 && !is_federal_holiday(d) && !std::binary_search(closures.begin(), closures.end(), d);
}

auto add_business_days(Date date, int count) -> Date {
  while (count > 0) {
    date = date.plus_days(1);
    count -= is_business_day(date);
  }
  return date;
}

auto next_business_day(Date date) -> Date {
  while (!is_business_day(date)) date = date.plus_days(1);
  return date;
}

auto business_days_between(Date from, Date to) -> int {
  int days = to.to_days() - from.to_days(), count = 0;
  if (days <= 0) return 0;
  // Far apart, weeks are exact enough to say how late something is.
  if (days > 2000) return days * 5 / 7;
  for (int i = 1; i <= days; ++i) count += is_business_day(from.plus_days(i));
  return count;
}

}  // namespace crossfoot::check
