#include "prose/period_phrase.h"

#include <algorithm>

#include "base/ascii.h"

namespace crossfoot::prose {
namespace {

using namespace literals;

/// Reads the words around a head word such as "quarter".
class Reader {
 public:
  Reader(std::string_view chars, std::span<const Word> words, std::vector<PeriodPhrase>& out) : s_(chars), w_(words), out_(out) {}

  void run() {
    for (size_t i = 0; i < w_.size(); ++i) {
      size_t before = out_.size();
      if (w_[i].number) number(i);
      else head(i);
      if (out_.size() > before) i = out_.back().last;
    }
  }

 private:
  [[nodiscard]] Stem at(size_t i) const { return i < w_.size() ? w_[i].stem : 0; }
  [[nodiscard]] auto text(size_t i) const -> std::string_view { return w_[i].text.of(s_); }
  [[nodiscard]] bool number_at(size_t i) const { return i < w_.size() && w_[i].number; }

  /// A four-digit year, or two digits behind an apostrophe: 2004, '04; else 0.
  [[nodiscard]] int year_at(size_t i) const {
    if (!number_at(i)) return 0;
    auto t = text(i);
    if (t.size() == 4 && (t.starts_with("19") || t.starts_with("20")) && ascii::is_digit(t[2]) && ascii::is_digit(t[3]))
      return (t[0] - '0') * 1000 + (t[1] - '0') * 100 + (t[2] - '0') * 10 + (t[3] - '0');
    if (t.size() == 2 && ascii::is_digit(t[1]) && w_[i].text.begin > 0) {
      char before = s_[w_[i].text.begin - 1];
      bool curly = w_[i].text.begin >= 3 && s_.substr(w_[i].text.begin - 3, 2) == "\xE2\x80";
      if (before == '\'' || curly) {
        int y = (t[0] - '0') * 10 + (t[1] - '0');
        return y < 50 ? 2000 + y : 1900 + y;
      }
    }
    return 0;
  }

  [[nodiscard]] int month_at(size_t i) const {
    if (i >= w_.size() || w_[i].number || !w_[i].upper || w_[i].text.size() < 3 || w_[i].text.size() > 9) return 0;
    return parse_month(text(i));
  }

  [[nodiscard]] int small_number(size_t i) const {
    if (i >= w_.size()) return 0;
    if (w_[i].number) {
      auto t = text(i);
      if (t.size() > 2) return 0;
      int n = 0;
      for (char c : t) {
        if (!ascii::is_digit(c)) return 0;
        n = n * 10 + (c - '0');
      }
      return n;
    }
    switch (at(i)) {
      case "three"_w: return 3;
      case "six"_w: return 6;
      case "nine"_w: return 9;
      case "twelve"_w: return 12;
      case "thirteen"_w: return 13;
      case "fourteen"_w: return 14;
      case "twenty"_w: return 20;
      case "thirty"_w: return 30;
      case "forty"_w: return 40;
      case "fifty"_w: return 50;
      case "two"_w: return 2;
      case "seven"_w: return 7;
      default: return 0;
    }
  }

  [[nodiscard]] int ordinal(size_t i) const {
    switch (at(i)) {
      case "first"_w: case "1st"_w: return 1;
      case "second"_w: case "2nd"_w: return 2;
      case "third"_w: case "3rd"_w: return 3;
      case "fourth"_w: case "4th"_w: return 4;
      default: return 0;
    }
  }

  /// A date "September 30, 2003" or "September 30" or "September 2003" at i; sets `next` behind it.
  auto date_at(size_t i, size_t& next) const -> std::optional<Date> {
    int m = month_at(i);
    if (m == 0) return std::nullopt;
    int day = number_at(i + 1) && text(i + 1).size() <= 2 ? small_number(i + 1) : 0;
    if (day >= 1 && day <= 31) {
      int y = year_at(i + 2);
      if (y == 0) return std::nullopt;
      next = i + 3;
      return Date{static_cast<int16_t>(y), static_cast<uint8_t>(m), static_cast<uint8_t>(std::min(day, days_in_month(y, m)))};
    }
    int y = year_at(i + 1);
    if (y == 0 || text(i + 1).size() != 4) return std::nullopt;
    next = i + 2;
    return Date{static_cast<int16_t>(y), static_cast<uint8_t>(m), static_cast<uint8_t>(days_in_month(y, m))};
  }

  static bool is_prior(Stem w) {
    switch (w) {
      case "prior"_w: case "previous"_w: case "preceding"_w: case "last"_w: case "past"_w: case "earlier"_w: return true;
      default: return false;
    }
  }
  static bool is_same(Stem w) {
    switch (w) {
      case "same"_w: case "comparable"_w: case "corresponding"_w: case "similar"_w: case "like"_w: case "equivalent"_w: case "comparative"_w: return true;
      default: return false;
    }
  }

  /// Reads "last year", "a year ago", "the prior year", "year earlier" at i; returns the word behind it or i.
  size_t year_before(size_t i) const {
    size_t k = i;
    if (at(k) == "in"_w || at(k) == "of"_w || at(k) == "for"_w || at(k) == "from"_w || at(k) == "during"_w) ++k;
    if (at(k) == "the"_w || at(k) == "a"_w || at(k) == "one"_w || at(k) == "our"_w || at(k) == "its"_w) ++k;
    if (is_prior(at(k))) {
      size_t j = k + 1;
      if (at(j) == "fiscal"_w || at(j) == "calendar"_w) ++j;
      if (at(j) == "year"_w) return j + 1;
      return i;
    }
    if (at(k) == "year"_w && (at(k + 1) == "ago"_w || at(k + 1) == "earlier"_w || at(k + 1) == "before"_w || at(k + 1) == "prior"_w)) return k + 2;
    return i;
  }

  /// Reads what may follow the head: "ended DATE", "of fiscal 2004", "of last year", a year. Moves p.last.
  void right(PeriodPhrase& p, size_t i) {
    size_t k = i;
    if (at(k) == "period"_w || at(k) == "result"_w) p.last = static_cast<uint32_t>(k++);
    if (at(k) == "period"_w) p.last = static_cast<uint32_t>(k++);
    size_t e = k;
    if (at(e) == "which"_w || at(e) == "that"_w) ++e;
    if (at(e) == "ended"_w || at(e) == "ending"_w || at(e) == "end"_w || at(e) == "to"_w || at(e) == "through"_w) {
      size_t d = e + 1, next = 0;
      if (at(d) == "on"_w) ++d;
      if (auto date = date_at(d, next)) {
        p.end = date;
        p.last = static_cast<uint32_t>(next - 1);
        return;
      }
      // "three months ended March 31": the year is in the sentence's context.
      if (int m = month_at(d); m != 0 && p.months != 0) {
        p.month = m;
        p.last = static_cast<uint32_t>(small_number(d + 1) > 0 ? d + 1 : d);
        if (size_t y = year_before(p.last + 1); y != p.last + 1) p.shift_years = -1, p.last = static_cast<uint32_t>(y - 1);
        return;
      }
    }
    if (size_t y = year_before(k); y != k) {
      p.shift_years = -1;
      p.current = false;
      p.last = static_cast<uint32_t>(y - 1);
      return;
    }
    size_t y = k;
    if (at(y) == "of"_w || at(y) == "in"_w || at(y) == "for"_w) ++y;
    if (at(y) == "the"_w || at(y) == "its"_w || at(y) == "our"_w) ++y;
    if (at(y) == "fiscal"_w || at(y) == "calendar"_w) ++y;
    if (at(y) == "year"_w) {
      if (year_at(y + 1) == 0 && y > k && (at(y - 1) != "the"_w || at(k) == "of"_w)) p.last = static_cast<uint32_t>(y);
      ++y;
    }
    if (int n = year_at(y); n != 0) {
      p.year = n;
      p.last = static_cast<uint32_t>(y);
      p.current = false;
    } else if (at(y) == "this"_w || at(y) == "current"_w) {
      if (at(y + 1) == "year"_w || (at(y + 1) == "fiscal"_w && at(y + 2) == "year"_w)) p.last = static_cast<uint32_t>(y + (at(y + 1) == "year"_w ? 1 : 2));
    }
    // "fourth quarter of 2003 ended December 31, 2003", "third quarter, which ended"
    size_t d = p.last + 1;
    if (at(d) == "which"_w) ++d;
    if (at(d) == "ended"_w || at(d) == "ending"_w) {
      size_t next = 0;
      if (auto date = date_at(at(d + 1) == "on"_w ? d + 2 : d + 1, next)) {
        p.end = date;
        p.last = static_cast<uint32_t>(next - 1);
      }
    }
  }

  /// Reads what stands before the head at i: ordinals, "same", "prior", years, months, "fiscal". Moves p.first.
  void left(PeriodPhrase& p, size_t i) {
    size_t floor = out_.empty() ? 0 : out_.back().last + 1;
    bool prior = false, year_word = false;
    for (size_t steps = 0; i > floor && steps < 7; ++steps) {
      size_t k = i - 1;
      Stem w = at(k);
      if (int q = ordinal(k); q != 0 && p.months == 3) p.quarter = q;
      else if (q != 0) {}
      else if (int y = year_at(k); y != 0 && text(k).size() == 4 && !after_day(k)) p.year = y;
      else if (int m = month_at(k); m != 0 && p.months == 3 && p.month == 0) p.month = m;
      else if (is_same(w)) p.same_length = true;
      else if (is_prior(w)) prior = true;
      else if (w == "immediate"_w || w == "immediately"_w || w == "linked"_w || w == "trailing"_w || w == "sequential"_w) prior = prior || w != "trailing"_w;
      else if (w == "year"_w || w == "ago"_w) year_word = true;
      else if (w == "next"_w || w == "coming"_w || w == "upcoming"_w || w == "following"_w) p.future = true;
      else if (w == "this"_w || w == "current"_w || w == "latest"_w || w == "recent"_w || w == "most"_w || w == "just"_w || w == "entire"_w || w == "full"_w) p.current = true;
      else if (w == "fiscal"_w || w == "calendar"_w || w == "the"_w || w == "s"_w || w == "its"_w || w == "our"_w || w == "a"_w || w == "reported"_w || w == "week"_w ||
               w == "month"_w || w == "company"_w) {
      } else if (int n = small_number(k); n != 0 && (p.months != 3 || at(k + 1) == "week"_w || at(k + 1) == "month"_w)) {
      } else break;
      i = k;
      p.first = static_cast<uint32_t>(k);
    }
    if (prior && year_word) p.shift_years = -1;
    else if (year_word && !prior) p.shift_years = -1;
    else if (prior) {
      if (p.months == 3 && p.quarter == 0) p.shift_quarters = -1;
      else p.shift_years = -1;
    }
    if (p.same_length && p.shift_years == 0 && p.shift_quarters == 0 && p.year == 0 && !prior) p.shift_years = -1;
  }

  [[nodiscard]] bool after_day(size_t k) const { return k >= 2 && number_at(k - 1) && month_at(k - 2) != 0; }

  void take(PeriodPhrase p) { out_.push_back(p); }

  static int months_of_weeks(int n) {
    if (n == 13 || n == 14 || n == 12) return 3;
    if (n >= 26 && n <= 28) return 6;
    if (n >= 38 && n <= 40) return 9;
    if (n >= 51 && n <= 53) return 12;
    return 0;
  }

  void head(size_t i) {
    PeriodPhrase p;
    p.first = p.last = static_cast<uint32_t>(i);
    switch (at(i)) {
      case "quarter"_w: {
        // "the first three quarters of fiscal 2005"
        if (i >= 2 && at(i - 2) == "first"_w && (small_number(i - 1) == 2 || small_number(i - 1) == 3)) {
          p.months = 3 * small_number(i - 1);
          p.first = static_cast<uint32_t>(i - 2);
          right(p, i + 1);
          p.current = p.year == 0 && p.shift_years == 0;
          take(p);
          return;
        }
        p.months = 3;
        left(p, i);
        right(p, i + 1);
        if (p.quarter == 0 && p.shift_quarters == 0 && p.shift_years == 0 && !p.end && p.month == 0 && !p.same_length && !p.future) p.current = true;
        bool linked = false;
        for (uint32_t k = p.first; k < i; ++k) linked = linked || at(k) == "linked"_w || at(k) == "sequential"_w;
        if (linked) p.adverb = true, p.current = false, p.shift_quarters = -1;
        if (at(i + 1) == "over"_w && at(i + 2) == "quarter"_w) {
          p.adverb = true, p.current = false, p.shift_quarters = -1, p.last = static_cast<uint32_t>(i + 2);
        }
        take(p);
        return;
      }
      case "month"_w: {
        if (i == 0) return;
        int n = small_number(i - 1);
        if (n != 3 && n != 6 && n != 9 && n != 12) return;
        p.months = n;
        left(p, i);
        right(p, i + 1);
        p.quarter = 0;
        p.current = !p.end && p.shift_years == 0 && p.year == 0 && p.month == 0;
        take(p);
        return;
      }
      case "week"_w: {
        if (i == 0) return;
        int n = small_number(i - 1);
        if (n > 0 && n < 10 && i >= 2 && small_number(i - 2) >= 20) n += small_number(i - 2);
        p.months = months_of_weeks(n);
        if (p.months == 0) return;
        p.first = static_cast<uint32_t>(i - 1);
        size_t k = i + 1;
        if (at(k) == "year"_w && at(k + 1) == "ago"_w) p.shift_years = -1, p.last = static_cast<uint32_t>(k + 1), k += 2;
        while (at(k) == "fiscal"_w || at(k) == "quarter"_w || at(k) == "third"_w) p.last = static_cast<uint32_t>(k++);
        int months = p.months;
        left(p, i - 1);
        right(p, k);
        p.months = months;
        p.quarter = 0;
        p.shift_quarters = 0;
        p.current = !p.end && p.shift_years == 0;
        take(p);
        return;
      }
      case "half"_w: {
        if (i == 0 || (ordinal(i - 1) != 1 && ordinal(i - 1) != 2)) return;
        bool second = ordinal(i - 1) == 2;
        p.months = 6;
        left(p, i);
        right(p, i + 1);
        p.quarter = second ? 4 : 2;
        take(p);
        return;
      }
      case "period"_w: {
        p.same_length = false;
        left(p, i);
        if (p.first == i) return;
        right(p, i + 1);
        if (!p.same_length && p.shift_years == 0 && p.shift_quarters == 0 && !p.end && p.year == 0) {
          bool prior = false;
          for (uint32_t k = p.first; k < i; ++k) prior = prior || is_prior(at(k));
          if (!prior && at(i - 1) != "the"_w && at(i - 1) != "this"_w && at(i - 1) != "current"_w) return;
          p.current = !prior;
          p.shift_years = prior ? -1 : 0;
        }
        p.same_length = true;
        take(p);
        return;
      }
      case "year"_w: year(i); return;
      case "annual"_w: case "annually"_w: return;
      case "ytd"_w:
        p.current = true;
        p.months = -1;  // year to date: as long as the fiscal year so far
        take(p);
        return;
      case "sequentially"_w: case "sequential"_w:
        p.adverb = true;
        p.shift_quarters = -1;
        p.months = 3;
        take(p);
        return;
      case "fiscal"_w: {
        int y = year_at(i + 1);
        if (y == 0 && at(i + 1) == "year"_w) return;  // "year" is the head
        if (y == 0) return;
        // "fiscal 2006 third quarter": the quarter is the head.
        if ((ordinal(i + 2) != 0 && at(i + 3) == "quarter"_w) || at(i + 2) == "quarter"_w || (at(i + 2) == "first"_w && small_number(i + 3) != 0)) return;
        p.months = 12;
        p.year = y;
        p.last = static_cast<uint32_t>(i + 1);
        take(p);
        return;
      }
      default: break;
    }
    auto t = text(i);
    // Q3, Q3'04 (two words), 3Q, FY2004, FY04
    if (t.size() >= 2 && (t[0] == 'Q' || t[0] == 'q') && t[1] >= '1' && t[1] <= '4' && (t.size() == 2 || t.size() == 4)) {
      p.months = 3;
      p.quarter = t[1] - '0';
      if (t.size() == 4) p.year = 2000 + (t[2] - '0') * 10 + (t[3] - '0');
      right(p, i + 1);
      if (p.year == 0 && i > 0) {
        int y = year_at(i - 1);
        if (y != 0) p.year = y, p.first = static_cast<uint32_t>(i - 1);
      }
      take(p);
      return;
    }
    if (t.size() >= 4 && (t[0] == 'F' || t[0] == 'f') && (t[1] == 'Y' || t[1] == 'y') && ascii::is_digit(t[2]) && ascii::is_digit(t[3])) {
      p.months = 12;
      p.year = t.size() == 6 && ascii::is_digit(t[4]) && ascii::is_digit(t[5]) ? (t[2] - '0') * 1000 + (t[3] - '0') * 100 + (t[4] - '0') * 10 + (t[5] - '0')
                                                                              : 2000 + (t[2] - '0') * 10 + (t[3] - '0');
      if (ordinal(i + 1) != 0 && at(i + 2) == "quarter"_w) return;
      take(p);
      return;
    }
    if (int m = month_at(i); m != 0) {
      size_t next = 0;
      auto d = date_at(i, next);
      if (d) {
        // "the March 2003 quarter"
        if (at(next) == "quarter"_w && next == i + 2) {
          p.months = 3;
          p.end = d;
          p.last = static_cast<uint32_t>(next);
          take(p);
          return;
        }
        p.end = d;
        p.instant = true;
        p.last = static_cast<uint32_t>(next - 1);
        take(p);
      } else if (small_number(i + 1) > 0 && small_number(i + 1) <= 31 && number_at(i + 1) && i > 0 && (at(i - 1) == "at"_w || (at(i - 1) == "of"_w && i > 1 && at(i - 2) == "as"_w))) {
        p.month = m;
        p.instant = true;
        p.last = static_cast<uint32_t>(i + 1);
        take(p);
      }
    }
  }

  void year(size_t i) {
    PeriodPhrase p;
    p.first = p.last = static_cast<uint32_t>(i);
    size_t floor = out_.empty() ? 0 : out_.back().last + 1;
    if (at(i + 1) == "to"_w && at(i + 2) == "date"_w) {
      p.months = -1;
      p.current = true;
      p.last = static_cast<uint32_t>(i + 2);
      take(p);
      return;
    }
    if ((at(i + 1) == "over"_w || at(i + 1) == "on"_w) && at(i + 2) == "year"_w) {
      p.adverb = true;
      p.shift_years = -1;
      p.same_length = true;
      p.last = static_cast<uint32_t>(i + 2);
      take(p);
      return;
    }
    if (at(i + 1) == "ago"_w || at(i + 1) == "earlier"_w || at(i + 1) == "before"_w) {
      p.shift_years = -1;
      p.same_length = true;
      p.last = static_cast<uint32_t>(i + 1);
      if (i > floor && (at(i - 1) == "a"_w || at(i - 1) == "one"_w || at(i - 1) == "the"_w)) p.first = static_cast<uint32_t>(i - 1);
      size_t k = i + 2;
      if (at(k) == "fiscal"_w || ordinal(k) != 0) ++k;
      if (at(k) == "quarter"_w) p.months = 3, p.same_length = false, p.last = static_cast<uint32_t>(k);
      else if (at(k) == "period"_w) p.last = static_cast<uint32_t>(k);
      right(p, p.last + 1);
      take(p);
      return;
    }
    size_t k = i;
    bool prior = false, current = false, future = false, same = false, any = false;
    int named = 0;
    while (k > floor && i - k < 5) {
      Stem w = at(k - 1);
      if (is_prior(w)) prior = any = true;
      else if (is_same(w)) same = true;
      else if (w == "this"_w || w == "current"_w || w == "full"_w || w == "entire"_w) current = any = true;
      else if (w == "next"_w || w == "coming"_w) future = any = true;
      else if (w == "fiscal"_w || w == "calendar"_w) any = true;
      else if (w == "the"_w || w == "a"_w || w == "our"_w || w == "its"_w) {}
      else if (int y = year_at(k - 1); y != 0 && !after_day(k - 1)) named = y, any = true;
      else break;
      --k;
    }
    p.first = static_cast<uint32_t>(k);
    p.months = 12;
    p.shift_years = prior ? -1 : 0;
    p.future = future;
    p.year = named;
    (void)same;
    // "prior year quarter", "prior year second quarter", "last year's first quarter"
    size_t j = i + 1;
    if (prior) {
      size_t q = j;
      if (at(q) == "fiscal"_w || at(q) == "s"_w || is_same(at(q))) ++q;
      int ord = ordinal(q);
      if (ord != 0) ++q;
      if (at(q) == "fiscal"_w) ++q;
      if (at(q) == "quarter"_w) {
        p.months = 3;
        p.quarter = ord;
        p.last = static_cast<uint32_t>(q);
        right(p, q + 1);
        take(p);
        return;
      }
      if (at(q) == "period"_w || at(q) == "comparable"_w) {
        p.months = 0;
        p.same_length = true;
        p.last = static_cast<uint32_t>(q);
        right(p, q + 1);
        take(p);
        return;
      }
      // A length that follows speaks for itself: "prior year 13-week fiscal quarter".
      if (small_number(q) != 0) return;
    }
    if (at(j) == "ended"_w || at(j) == "ending"_w || at(j) == "end"_w || year_at(j) != 0) {
      size_t before = p.last;
      right(p, j);
      if (p.last != before) {
        p.shift_years = p.end || p.year != 0 ? 0 : p.shift_years;
        take(p);
        return;
      }
      if (at(j) == "end"_w) {  // "at year end"
        p.instant = true;
        p.months = 0;
        p.current = true;
        p.last = static_cast<uint32_t>(j);
        take(p);
        return;
      }
    }
    if (prior) {
      p.same_length = true;  // "last year": as long as what is spoken of
      p.months = 0;
      right(p, j);
      take(p);
      return;
    }
    if (named != 0) {
      take(p);
      return;
    }
    if (current || future) {
      p.current = current;
      take(p);
      return;
    }
    // "for the year", "during the year"
    if (k < i && at(k) == "the"_w && k > 0) {
      Stem w = at(k - 1);
      if (w == "for"_w || w == "during"_w || w == "in"_w) {
        p.current = true;
        take(p);
      }
    }
    (void)any;
  }

  void number(size_t i) {
    auto t = text(i);
    // 3Q, 3Q04, 2Q2004
    if (t.size() >= 2 && (t[1] == 'Q' || t[1] == 'q') && t[0] >= '1' && t[0] <= '4') {
      PeriodPhrase p;
      p.first = p.last = static_cast<uint32_t>(i);
      p.months = 3;
      p.quarter = t[0] - '0';
      if (t.size() == 4 && ascii::is_digit(t[2]) && ascii::is_digit(t[3])) p.year = 2000 + (t[2] - '0') * 10 + (t[3] - '0');
      else if (t.size() == 6) p.year = 2000 + (t[4] - '0') * 10 + (t[5] - '0');
      else right(p, i + 1);
      take(p);
      return;
    }
    // A bare year: "in 2005", "compared with 2005".
    int y = year_at(i);
    if (y == 0 || t.size() != 4 || i == 0 || after_day(i)) return;
    if (at(i + 1) == "quarter"_w || (ordinal(i + 1) != 0 && at(i + 2) == "quarter"_w) || at(i + 1) == "year"_w) return;
    switch (at(i - 1)) {
      case "in"_w: case "for"_w: case "of"_w: case "during"_w: case "with"_w: case "to"_w: case "than"_w: case "over"_w: case "from"_w: case "versus"_w: case "vs"_w:
      case "year"_w: case "and"_w: {
        PeriodPhrase p;
        p.first = p.last = static_cast<uint32_t>(i);
        p.months = 12;
        p.year = y;
        p.bare = true;
        take(p);
        return;
      }
      default: return;
    }
  }

  std::string_view s_;
  std::span<const Word> w_;
  std::vector<PeriodPhrase>& out_;
};

/// The last day of the month `months` after the month of `d`, so that shifted quarter ends stay quarter ends.
auto shift_months(Date d, int months) -> Date {
  int index = d.year * 12 + (d.month - 1) + months;
  int y = index / 12, m = index % 12 + 1;
  if (y < 1900 || y > 2200) return {};
  int day = d.day >= 28 ? days_in_month(y, m) : d.day;
  return {static_cast<int16_t>(y), static_cast<uint8_t>(m), static_cast<uint8_t>(std::min(day, days_in_month(y, m)))};
}

}  // namespace

void find_period_phrases(std::string_view chars, std::span<const Word> words, std::vector<PeriodPhrase>& phrases) { Reader(chars, words, phrases).run(); }

auto resolve(const PeriodPhrase& p, const Anchor& anchor, const Target& main) -> Target {
  Target t;
  t.months = p.months;
  t.instant = p.instant;
  t.future = p.future;
  const Date base = anchor.end.is_valid() ? anchor.end : Date{};
  if (p.end) {
    t.end = *p.end;
    if (base.is_valid() && t.months > 0 && t.end.to_days() > base.to_days() + 20) t.future = true;
    return t;
  }
  if (p.months == -1) {  // year to date
    t.months = anchor.quarter > 0 ? anchor.quarter * 3 : 0;
    t.end = base;
    return t;
  }
  if (p.instant && p.month != 0 && base.is_valid()) {
    int back = (base.month - p.month + 12) % 12;
    t.end = shift_months(base, -back);
    return t;
  }
  if (p.instant && p.current) {
    t.end = base;
    return t;
  }
  if (!base.is_valid()) return t;
  if (p.month != 0 && p.months != 0) {
    int y = p.year != 0 ? p.year : 0;
    if (y != 0) {
      t.end = {static_cast<int16_t>(y), static_cast<uint8_t>(p.month), static_cast<uint8_t>(days_in_month(y, p.month))};
    } else {
      // Quarters end within days of a month's end: the one of this name nearest to the report's, ahead by one quarter at most.
      int ahead = (p.month - base.month + 12) % 12;
      if (base.day <= 7) ahead = (p.month - (base.month == 1 ? 12 : base.month - 1) + 12) % 12;
      t.end = ahead <= 3 && ahead > 0 ? shift_months(base, ahead) : shift_months(base, ahead == 0 ? 0 : ahead - 12);
      t.end = shift_months(t.end, 12 * p.shift_years);
    }
    if (t.end.to_days() > base.to_days() + 45) t.future = true;
    return t;
  }
  if (p.months == 6 && p.quarter != 0) {
    // "first half", "second half"
    int k = anchor.quarter != 0 ? p.quarter - anchor.quarter : 0;
    if (p.year != 0 && anchor.year != 0) k += 4 * (p.year - anchor.year);
    else if (k > 2) k -= 4;
    t.end = shift_months(base, 3 * k + 12 * p.shift_years);
    t.future = t.future || k > 0;
    return t;
  }
  if (p.quarter != 0) {
    if (anchor.quarter == 0) return t;
    int k = p.quarter - anchor.quarter;
    if (p.year != 0 && anchor.year != 0) {
      k += 4 * (p.year - anchor.year);
    } else if (p.shift_years != 0) {
      k += 4 * p.shift_years;
    } else if (k > 0) {
      // A later number without a year: the quarter just before the report's, unless it is the next to come.
      if (k == 1) {
        t.future = true;
      } else {
        k -= 4;
      }
    }
    t.end = shift_months(base, 3 * k);
    if (k > 0) t.future = true;
    return t;
  }
  if (p.months == 12) {
    int to_year_end = anchor.quarter != 0 ? 3 * (4 - anchor.quarter) : 0;
    Date year_end = anchor.months == 12 ? base : shift_months(base, to_year_end);
    int shift = p.shift_years;
    if (p.year != 0) {
      if (anchor.year != 0 && anchor.quarter != 0) {
        shift = p.year - anchor.year;
      } else {
        // A fiscal year is named for the calendar year it ends in, or, ending in January, the one before.
        shift = p.year - (year_end.month == 1 && year_end.day < 31 ? year_end.year - 1 : year_end.year);
      }
    }
    t.end = shift_months(year_end, 12 * shift);
    if (t.end.to_days() > base.to_days() + 20) t.future = true;
    return t;
  }
  if (p.same_length || p.shift_years != 0) {
    int months = p.months != 0 ? p.months : main.months;
    t.months = months;
    t.instant = main.instant;
    Date from = main.known() && p.months == 0 ? main.end : base;
    if (p.months == 3 && main.known() && main.months == 3) from = main.end;
    int year_shift = p.year != 0 && anchor.year != 0 ? p.year - anchor.year : p.shift_years;
    t.end = shift_months(from, 12 * year_shift);
    return t;
  }
  if (p.shift_quarters != 0) {
    Date from = main.known() && main.months == 3 ? main.end : base;
    t.end = shift_months(from, 3 * p.shift_quarters);
    return t;
  }
  if (p.future) {
    t.end = shift_months(base, p.months == 0 ? 3 : p.months);
    return t;
  }
  t.end = base;
  if (p.year != 0 && anchor.year != 0) t.end = shift_months(base, 12 * (p.year - anchor.year));
  return t;
}

}  // namespace crossfoot::prose
