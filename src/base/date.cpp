#include "base/date.h"

#include <array>

#include "base/ascii.h"

namespace crossfoot {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"january", "february", "march",     "april",   "may",      "june",
                                                      "july",    "august",   "september", "october", "november", "december"};

auto skip_blank(std::string_view t, size_t i) -> size_t {
  while (i < t.size() && ascii::is_space(t[i])) ++i;
  return i;
}

/// Reads 1 to `most` digits at i; returns the end, or i where there is no digit.
auto read_digits(std::string_view t, size_t i, size_t most, int& value) -> size_t {
  size_t begin = i;
  value = 0;
  while (i < t.size() && i - begin < most && ascii::is_digit(t[i])) value = value * 10 + (t[i++] - '0');
  return i;
}

bool digit_at(std::string_view t, size_t i) { return i < t.size() && ascii::is_digit(t[i]); }

auto make_date(int year, int month, int day) -> std::optional<Date> {
  Date d{static_cast<int16_t>(year), static_cast<uint8_t>(month), static_cast<uint8_t>(day)};
  if (month < 1 || month > 12 || day < 1 || day > 31 || !d.is_valid()) return std::nullopt;
  return d;
}

/// "September 9, 2005" with the month word at [begin, word_end).
auto read_month_first(std::string_view t, size_t word_end, int month, size_t& end) -> std::optional<Date> {
  size_t i = word_end;
  if (i < t.size() && t[i] == '.') ++i;
  i = skip_blank(t, i);
  int day = 0, year = 0;
  size_t j = read_digits(t, i, 2, day);
  if (j == i || digit_at(t, j)) return std::nullopt;
  i = j;
  // "1st", "22nd": an ordinal ending belongs to the day.
  if (i + 1 < t.size() && ascii::is_alpha(t[i]) && ascii::is_alpha(t[i + 1]) && !(i + 2 < t.size() && ascii::is_alpha(t[i + 2]))) i += 2;
  i = skip_blank(t, i);
  if (i < t.size() && (t[i] == ',' || t[i] == '.')) i = skip_blank(t, i + 1);
  j = read_digits(t, i, 4, year);
  if (j - i != 4 || digit_at(t, j)) return std::nullopt;
  end = j;
  return make_date(year, month, day);
}

/// "9 September 2005" with the month word ending at word_end and the day read already.
auto read_day_first(std::string_view t, size_t word_end, int month, int day, size_t& end) -> std::optional<Date> {
  size_t i = word_end;
  if (i < t.size() && (t[i] == '.' || t[i] == ',')) ++i;
  i = skip_blank(t, i);
  int year = 0;
  size_t j = read_digits(t, i, 4, year);
  if (j - i != 4 || digit_at(t, j)) return std::nullopt;
  end = j;
  return make_date(year, month, day);
}

/// "9/30/03", "9-30-2003", "2005-09-14" at i.
auto read_numeric(std::string_view t, size_t i, size_t& end) -> std::optional<Date> {
  int a = 0, b = 0, c = 0;
  size_t j = read_digits(t, i, 4, a);
  size_t na = j - i;
  if (j >= t.size() || (t[j] != '/' && t[j] != '-')) return std::nullopt;
  char separator = t[j];
  size_t k = read_digits(t, j + 1, 2, b);
  if (k == j + 1 || k >= t.size() || t[k] != separator) return std::nullopt;
  size_t m = read_digits(t, k + 1, 4, c);
  size_t nc = m - k - 1;
  if (digit_at(t, m) || (m < t.size() && (t[m] == separator || t[m] == '/'))) return std::nullopt;
  end = m;
  if (na == 4 && separator == '-' && nc == 2) return make_date(a, b, c);
  if (na > 2 || (nc != 2 && nc != 4)) return std::nullopt;
  if (separator == '-' && nc == 2) return std::nullopt;  // too often a code ("8-11-20") to be read as a date
  if (nc == 2) c += c < 50 ? 2000 : 1900;
  return make_date(c, a, b);
}

}  // namespace

bool Date::is_valid() const {
  return year >= 1800 && year <= 2200 && month >= 1 && month <= 12 && day >= 1 && day <= days_in_month(year, month);
}

auto days_in_month(int year, int month) -> int {
  constexpr std::array<int, 13> kDays = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return month == 2 && leap ? 29 : kDays[static_cast<size_t>(month)];
}

int Date::to_days() const {
  int y = year - (month <= 2);
  int era = y / 400, yoe = y - era * 400;
  int doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

auto Date::from_days(int z) -> Date {
  z += 719468;
  int era = (z >= 0 ? z : z - 146096) / 146097;
  int doe = z - era * 146097;
  int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  int mp = (5 * doy + 2) / 153;
  int d = doy - (153 * mp + 2) / 5 + 1, m = mp < 10 ? mp + 3 : mp - 9;
  return {static_cast<int16_t>(yoe + era * 400 + (m <= 2)), static_cast<uint8_t>(m), static_cast<uint8_t>(d)};
}

auto Date::plus_months(int n) const -> Date {
  int total = year * 12 + (month - 1) + n;
  int y = total / 12, m = total % 12 + 1;
  int d = std::min<int>(day, days_in_month(y, m));
  return {static_cast<int16_t>(y), static_cast<uint8_t>(m), static_cast<uint8_t>(d)};
}

int Date::weekday() const { return ((to_days() + 4) % 7 + 7) % 7; }

auto Date::to_string() const -> std::string {
  std::string s = "0000-00-00";
  auto put = [&](size_t last, int digits, int value) {
    for (int i = 0; i < digits; ++i, value /= 10) s[last - static_cast<size_t>(i)] = static_cast<char>('0' + value % 10);
  };
  put(3, 4, year);
  put(6, 2, month);
  put(9, 2, day);
  return s;
}

auto parse_compact_date(std::string_view t) -> std::optional<Date> {
  int y = 0, m = 0, d = 0;
  if (t.size() >= 8 && read_digits(t, 0, 4, y) == 4) {
    size_t i = t[4] == '-' ? 5 : 4;
    size_t j = read_digits(t, i, 2, m);
    if (i == 5 && j < t.size() && t[j] == '-') ++j;
    size_t k = read_digits(t, j, 2, d);
    if (k == t.size()) return make_date(y, m, d);
  }
  return std::nullopt;
}

auto parse_month(std::string_view word) -> int {
  if (!word.empty() && word.back() == '.') word.remove_suffix(1);
  if (word.size() < 3 || word.size() > 9) return 0;
  // Nearly every word that is asked for is no month, and its first letter says so.
  switch (ascii::to_lower(word[0])) {
    case 'a': case 'd': case 'f': case 'j': case 'm': case 'n': case 'o': case 's': break;
    default: return 0;
  }
  for (size_t m = 0; m < kMonths.size(); ++m) {
    if (word.size() <= kMonths[m].size() && ascii::equals_ignoring_case(word, kMonths[m].substr(0, word.size())) &&
        (word.size() == 3 || word.size() == kMonths[m].size() || word.size() == 4))
      return static_cast<int>(m) + 1;
  }
  return 0;
}

auto find_date(std::string_view t, size_t from) -> std::optional<FoundDate> {
  size_t i = from;
  while (i < t.size()) {
    char c = t[i];
    bool word_start = i == 0 || !ascii::is_alnum(t[i - 1]);
    if (ascii::is_alpha(c)) {
      size_t j = i;
      while (j < t.size() && ascii::is_alpha(t[j])) ++j;
      if (word_start) {
        if (int month = parse_month(t.substr(i, j - i))) {
          size_t end = 0;
          if (auto d = read_month_first(t, j, month, end)) return FoundDate{*d, static_cast<uint32_t>(i), static_cast<uint32_t>(end)};
        }
      }
      i = j;
    } else if (ascii::is_digit(c)) {
      size_t end = 0;
      if (word_start && (i == 0 || (t[i - 1] != '/' && t[i - 1] != '-' && t[i - 1] != '.' && t[i - 1] != ','))) {
        if (auto d = read_numeric(t, i, end)) return FoundDate{*d, static_cast<uint32_t>(i), static_cast<uint32_t>(end)};
        int day = 0;
        size_t j = read_digits(t, i, 2, day);
        if (!digit_at(t, j)) {
          size_t k = skip_blank(t, j), w = k;
          while (w < t.size() && ascii::is_alpha(t[w])) ++w;
          if (int month = k > j ? parse_month(t.substr(k, w - k)) : 0) {
            if (auto d = read_day_first(t, w, month, day, end)) return FoundDate{*d, static_cast<uint32_t>(i), static_cast<uint32_t>(end)};
          }
        }
      }
      while (i < t.size() && ascii::is_digit(t[i])) ++i;
    } else {
      ++i;
    }
  }
  return std::nullopt;
}

}  // namespace crossfoot
