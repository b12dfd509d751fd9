// Calendar dates, exact and without time zones. Knows how filings write them; knows nothing else about filings.
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace crossfoot {

/// A day of the proleptic Gregorian calendar. Default-constructed it is no date (`is_valid` false).
struct Date {
  int16_t year = 0;
  uint8_t month = 0;
  uint8_t day = 0;

  [[nodiscard]] bool is_valid() const;
  /// Days since 1970-01-01.
  [[nodiscard]] int to_days() const;
  [[nodiscard]] static auto from_days(int days) -> Date;
  [[nodiscard]] auto plus_days(int n) const -> Date { return from_days(to_days() + n); }
  /// Adds months; a day past the end of the month becomes its last day, as vesting schedules mean it.
  [[nodiscard]] auto plus_months(int n) const -> Date;
  /// 0 is Sunday.
  [[nodiscard]] int weekday() const;
  /// "YYYY-MM-DD".
  [[nodiscard]] auto to_string() const -> std::string;
  friend auto operator<=>(const Date&, const Date&) = default;
};

auto days_in_month(int year, int month) -> int;

/// Reads "20050914" or "2005-09-14"; empty where it is no calendar day.
auto parse_compact_date(std::string_view text) -> std::optional<Date>;

/// A date found in running text, with the offsets of its characters in that text.
struct FoundDate {
  Date date;
  uint32_t begin = 0;
  uint32_t end = 0;
};

/// Finds the first date at or after `from`: "September 9, 2005", "Sept. 30,2003", "9 September 2005", "SEPTEMBER 30, 2003",
/// "9/30/03", "09/30/2003", "2005-09-14". Two-digit years below 50 are 20xx. White space inside may be any run of blanks or line ends.
auto find_date(std::string_view text, size_t from = 0) -> std::optional<FoundDate>;

/// Returns 1-12 where `word` is an English month or its usual abbreviation, in any case, with or without '.'; else 0.
auto parse_month(std::string_view word) -> int;

}  // namespace crossfoot
