#include "statement/period.h"

#include <array>
#include <string>

#include "base/ascii.h"

namespace crossfoot::statement {
namespace {

struct Word {
  std::string_view text;
  uint32_t at = 0;
  bool number = false;
  char before = ' ';  // the character that stands directly before
  char after = ' ';
};

auto split(std::string_view text) -> std::vector<Word> {
  std::vector<Word> words;
  size_t i = 0;
  while (i < text.size()) {
    if (!ascii::is_alnum(text[i])) {
      ++i;
      continue;
    }
    size_t b = i;
    bool digit = ascii::is_digit(text[i]);
    if (digit) {
      // A comma belongs to the number only before exactly three digits: "30,1997" is a day and a year.
      auto digits_from = [&](size_t k) {
        size_t n = 0;
        while (k + n < text.size() && n < 5 && ascii::is_digit(text[k + n])) ++n;
        return n;
      };
      while (i < text.size() && (ascii::is_digit(text[i]) || (text[i] == ',' && digits_from(i + 1) == 3) || (text[i] == '.' && digits_from(i + 1) > 0))) ++i;
    } else {
      while (i < text.size() && ascii::is_alpha(text[i])) ++i;
    }
    words.push_back({text.substr(b, i - b), static_cast<uint32_t>(b), digit, b > 0 ? text[b - 1] : ' ', i < text.size() ? text[i] : ' '});
  }
  return words;
}

int number_of(std::string_view w) {
  if (w.empty() || w.size() > 4) return -1;
  int n = 0;
  for (char c : w) {
    if (!ascii::is_digit(c)) return -1;
    n = n * 10 + (c - '0');
  }
  return n;
}

int number_word(std::string_view w) {
  struct Entry { std::string_view word; int n; };
  static constexpr std::array kNumbers = std::to_array<Entry>({{"one", 1}, {"two", 2}, {"three", 3}, {"four", 4}, {"five", 5}, {"six", 6}, {"seven", 7}, {"eight", 8}, {"nine", 9}, {"ten", 10},
                                                              {"eleven", 11}, {"twelve", 12}, {"thirteen", 13}, {"fourteen", 14}, {"sixteen", 16}, {"seventeen", 17}, {"twenty", 20},
                                                              {"thirty", 30}, {"forty", 40}, {"fifty", 50}});
  switch (w.empty() ? ' ' : ascii::to_lower(w[0])) {
    case 'e': case 'f': case 'n': case 'o': case 's': case 't': break;
    default: return 0;
  }
  for (const Entry& e : kNumbers)
    if (ascii::equals_ignoring_case(e.word, w)) return e.n;
  return 0;
}

bool is_year(int n) { return n >= 1960 && n <= 2079; }

int ordinal(std::string_view w) {
  static constexpr std::array<std::array<std::string_view, 2>, 4> kOrdinals{{{"first", "1st"}, {"second", "2nd"}, {"third", "3rd"}, {"fourth", "4th"}}};
  for (int i = 0; i < 4; ++i)
    for (auto o : kOrdinals[static_cast<size_t>(i)])
      if (ascii::equals_ignoring_case(o, w)) return i + 1;
  return 0;
}

inline bool is_any(std::string_view w, std::initializer_list<std::string_view> list) {
  for (auto l : list)
    if (w.size() == l.size() && (w.empty() || ascii::to_lower(w[0]) == ascii::to_lower(l[0])) && ascii::equals_ignoring_case(w, l)) return true;
  return false;
}

int century(int yy) { return yy < 50 ? 2000 + yy : 1900 + yy; }

}  // namespace

auto parse_period(std::string_view text) -> PeriodHint {
  PeriodHint h;
  if (text.size() > 800) text = text.substr(0, 800);
  auto words = split(text);
  bool end_marked = false, from_marked = false;
  auto word = [&](size_t k) -> std::string_view { return k < words.size() ? words[k].text : std::string_view(); };
  auto num = [&](size_t k) { return k < words.size() && words[k].number ? number_of(words[k].text) : -1; };
  int count = 0;        // number before "months", "weeks"
  auto add = [&](int y, int m, int d, uint32_t at) {
    PartialDate p{y, m, d, at, end_marked};
    if (p.full() && !Date{static_cast<int16_t>(y), static_cast<uint8_t>(m), static_cast<uint8_t>(d)}.is_valid()) return;
    if (from_marked && p.full() && !h.from) {
      h.from = Date{static_cast<int16_t>(y), static_cast<uint8_t>(m), static_cast<uint8_t>(d)};
      from_marked = false;
      return;
    }
    // "December 31," and then, in the row below, "1997": one date.
    if (p.month == 0 && !h.dates.empty() && h.dates.back().year == 0 && h.dates.back().month) {
      h.dates.back().year = p.year;
      return;
    }
    h.dates.push_back(p);
  };
  for (size_t i = 0; i < words.size(); ++i) {
    const Word& w = words[i];
    if (w.number) {
      int n = number_of(w.text);
      // 9/30/03, 12-31-1997
      if (w.after == '/' || (w.after == '-' && n >= 1 && n <= 12 && num(i + 1) >= 1 && num(i + 2) >= 0 && i + 1 < words.size() && words[i + 1].after == '-')) {
        int d = num(i + 1), y = num(i + 2);
        if (n >= 1 && n <= 12 && d >= 1 && d <= 31 && i + 1 < words.size() && words[i + 1].after == w.after && y >= 0 && (y < 100 || is_year(y))) {
          add(y < 100 ? century(y) : y, n, d, w.at);
          i += 2;
          continue;
        }
        // "9/30" without a year, the year elsewhere
        if (w.after == '/' && n >= 1 && n <= 12 && d >= 1 && d <= 31 && i + 1 < words.size() && words[i + 1].after != '/') {
          add(0, n, d, w.at);
          i += 1;
          continue;
        }
      }
      if (int m = i + 1 < words.size() && !words[i + 1].number ? parse_month(words[i + 1].text) : 0; m && n >= 1 && n <= 31 && w.text.size() <= 2) {
        // "30 September 2003", "30-Sep-03"; not "12 Mar" of "12 March" months: a year must follow
        int y = num(i + 2);
        if (is_year(y) || (words[i + 1].after == '-' && y >= 0 && y < 100)) {
          add(y < 100 ? century(y) : y, m, n, w.at);
          i += 2;
          continue;
        }
      }
      if (is_year(n) && w.text.size() == 4 && w.before != '$' && w.before != '#') {
        add(n, 0, 0, w.at);
        // "1996/97", "2003-04": the later year counts
        continue;
      }
      if (w.text.size() == 2 && w.before == '\'' && n >= 0) {
        add(century(n), 0, 0, w.at);
        continue;
      }
      if (w.before == '\x99' && w.text.size() == 2 && n >= 0 && w.at >= 3 && text.substr(w.at - 3, 3) == "\xE2\x80\x99") {
        add(century(n), 0, 0, w.at);
        continue;
      }
      if (n == 1 || n == 2 || n == 3 || n == 4) {
        auto next = word(i + 1);
        // "1st quarter", "2Q03", "3rd qtr"
        if (is_any(next, {"st", "nd", "rd", "th"}) && is_any(word(i + 2), {"quarter", "qtr"}) && w.after == next[0]) {
          h.quarter = n;
          if (!h.months) h.months = 3;
          h.duration = true;
          i += 2;
          continue;
        }
        if (is_any(next, {"q"}) && w.after == next[0]) {
          h.quarter = n;
          if (!h.months) h.months = 3;
          h.duration = true;
          if (int y = num(i + 2); y >= 0 && (y < 100 || is_year(y)) && word(i + 2).size() % 2 == 0) {
            add(y < 100 ? century(y) : y, 0, 0, words[i + 2].at);
            i += 1;
          }
          i += 1;
          continue;
        }
      }
      count = n > 0 && n < 400 ? n : 0;
      continue;
    }
    if (int m = parse_month(w.text); m) {
      int d = num(i + 1), y = num(i + 2);
      bool may = m == 5 || m == 3;
      if (d >= 1 && d <= 31 && word(i + 1).size() <= 2) {
        if (is_any(word(i + 2), {"st", "nd", "rd", "th"})) {
          // "March 31st, 1997"
          y = num(i + 3);
          if (is_year(y)) {
            add(y, m, d, w.at);
            i += 3;
            continue;
          }
        }
        if (is_year(y)) {
          add(y, m, d, w.at);
          i += 2;
        } else if (i + 2 < words.size() && words[i + 2].before == '\'' && y >= 0 && y < 100) {
          add(century(y), m, d, w.at);
          i += 2;
        } else if (w.after == '-' && words[i + 1].after == '-' && y >= 0 && y < 100 && word(i + 2).size() == 2) {
          add(century(y), m, d, w.at);
          i += 2;
        } else {
          add(0, m, d, w.at);
          i += 1;
        }
        continue;
      }
      if (is_year(d) && word(i + 1).size() == 4) {
        add(d, m, 0, w.at);
        i += 1;
        continue;
      }
      if (i + 1 < words.size() && d >= 0 && d < 100 && words[i + 1].before == '\'') {
        add(century(d), m, 0, w.at);
        i += 1;
        continue;
      }
      if (!may || w.text.size() > 3 || w.text[0] == 'M') {
        if (!(m == 5 && !h.duration)) add(0, m, 0, w.at);
      }
      continue;
    }
    auto t = w.text;
    if (int n = number_word(t); n) {
      count = count >= 20 && n < 10 ? count + n : n;  // "thirty-nine"
      continue;
    }
    if (is_any(t, {"ended", "ending", "end"})) {
      h.duration = h.duration || t.size() > 3;
      end_marked = true;
    } else if (is_any(t, {"month", "months", "mos"})) {
      h.duration = true;
      int n = count ? count : is_any(t, {"month"}) ? 1 : 0;
      if (n >= 1 && n <= 120 && !h.months && !h.weeks) h.months = n;
      count = 0;
    } else if (is_any(t, {"week", "weeks", "wks"})) {
      h.duration = true;
      if (count >= 1 && count <= 106 && !h.weeks && !h.months) h.weeks = count;
      count = 0;
    } else if (is_any(t, {"quarter", "quarters", "quarterly", "qtr", "qtrs"})) {
      h.duration = true;
      int q = i > 0 ? ordinal(word(i - 1)) : 0;
      if (q) h.quarter = q;
      // "three quarters ended": nine months
      if (count >= 2 && count <= 3 && is_any(t, {"quarters", "qtrs"}) && !h.months) h.months = 3 * count;
      else if (!h.months && !h.weeks) h.months = 3;
      count = 0;
    } else if (is_any(t, {"half", "halves"})) {
      h.duration = true;
      if (!h.months && !h.weeks) h.months = 6;
      if (i > 0 && ordinal(word(i - 1)) == 1) h.quarter = 2;
      if (i > 0 && ordinal(word(i - 1)) == 2) h.quarter = 4;
    } else if (is_any(t, {"year", "years", "annual"})) {
      // "year ended", "fiscal year 1997", "each of the three years": a length; "year to date" is none.
      if (is_any(word(i + 1), {"to"}) && is_any(word(i + 2), {"date"})) {
        h.year_to_date = true;
        h.duration = true;
        i += 2;
      } else if (is_any(word(i + 1), {"end"})) {
        h.fiscal = true;
      } else {
        if (!h.months && !h.weeks) h.months = 12;
        h.duration = true;
        if (i > 0 && is_any(word(i - 1), {"fiscal", "financial"})) h.fiscal = true;
      }
      count = 0;
    } else if (is_any(t, {"fiscal", "fy"})) {
      h.fiscal = true;
      if (is_any(t, {"fy"})) {
        if (!h.months && !h.weeks && !h.quarter) h.months = 12;
        h.duration = true;
        int y = num(i + 1);
        if (y >= 0 && y < 100 && word(i + 1).size() == 2) {
          add(century(y), 0, 0, words[i + 1].at);
          i += 1;
        }
      }
    } else if (is_any(t, {"ytd"})) {
      h.year_to_date = true;
      h.duration = true;
    } else if (is_any(t, {"q", "Q"}) && num(i + 1) >= 1 && num(i + 1) <= 4 && w.after == word(i + 1)[0]) {
      h.quarter = num(i + 1);
      if (!h.months && !h.weeks) h.months = 3;
      h.duration = true;
      i += 1;
    } else if (is_any(t, {"as"}) && is_any(word(i + 1), {"of", "at"})) {
      h.instant = true;
      i += 1;
    } else if (is_any(t, {"at"})) {
      h.instant = true;
    } else if (is_any(t, {"inception", "incorporation", "formation"})) {
      h.inception = true;
      h.duration = true;
    } else if (is_any(t, {"from"})) {
      from_marked = true;
    } else if (is_any(t, {"since"})) {
      from_marked = true;
    } else if (is_any(t, {"to", "through", "thru", "until"})) {
      end_marked = true;
      // "January 5, 1998 (inception) through December 31, 1998" without "from"
      if (!h.from && !h.dates.empty() && h.dates.back().full() && (h.inception || h.duration)) {
        const PartialDate& p = h.dates.back();
        h.from = Date{static_cast<int16_t>(p.year), static_cast<uint8_t>(p.month), static_cast<uint8_t>(p.day)};
        h.dates.pop_back();
      }
    } else if (is_any(t, {"period", "periods"})) {
      h.duration = true;
    } else if (!is_any(t, {"and", "fiscal", "of", "the", "for", "in", "first", "second", "third", "fourth"})) {
      count = 0;
    }
  }
  return h;
}

auto start_of_period(const PeriodHint& hint, Date end) -> std::optional<Date> {
  if (hint.from) return hint.from;
  if (hint.weeks) return end.plus_days(-7 * hint.weeks + 1);
  if (!hint.months) return std::nullopt;
  // Month arithmetic on the last day of a month stays on last days: a quarter that ends June 30 began April 1.
  if (end.day == days_in_month(end.year, end.month)) {
    Date first{end.year, end.month, 1};
    return first.plus_months(-(hint.months - 1));
  }
  return end.plus_months(-hint.months).plus_days(1);
}

}  // namespace crossfoot::statement
