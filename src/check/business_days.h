// Business days as the Commission counts them: not Saturdays, Sundays or federal holidays (Rule 0-2 of the Exchange Act).
//
// Holidays are computed from 5 U.S.C. 6103, with the days they are observed on; single closures stand in
// data/federal_closures.tsv. Dates must be valid.
#pragma once
#include "base/date.h"

namespace crossfoot::check {

auto is_federal_holiday(Date date) -> bool;
auto is_business_day(Date date) -> bool;

/// Returns the day `count` business days after `date`, which itself is not counted.
auto add_business_days(Date date, int count) -> Date;

/// Returns `date`, or the next business day where it is none.
auto next_business_day(Date date) -> Date;

/// Counts the business days after `from` up to and including `to`; 0 where `to` is not later.
auto business_days_between(Date from, Date to) -> int;

}  // namespace crossfoot::check
