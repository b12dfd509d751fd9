#include "prose/quantity.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "base/ascii.h"
#include "base/date.h"

namespace crossfoot::prose {
namespace {

using std::string_view;

struct NumberWord {
  string_view word;
  int value;
};
constexpr std::array<NumberWord, 28> kNumberWords = {{{"zero", 0},      {"one", 1},       {"two", 2},        {"three", 3},     {"four", 4},
                                                      {"five", 5},      {"six", 6},       {"seven", 7},      {"eight", 8},     {"nine", 9},
                                                      {"ten", 10},      {"eleven", 11},   {"twelve", 12},    {"thirteen", 13}, {"fourteen", 14},
                                                      {"fifteen", 15},  {"sixteen", 16},  {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19},
                                                      {"twenty", 20},   {"thirty", 30},   {"forty", 40},     {"fifty", 50},    {"sixty", 60},
                                                      {"seventy", 70},  {"eighty", 80},   {"ninety", 90}}};

/// First letters of number words; everything else is no candidate.
constexpr bool starts_number_word(char c) {
  switch (c) {
    case 'o': case 't': case 'f': case 's': case 'e': case 'n': case 'z':
    case 'O': case 'T': case 'F': case 'S': case 'E': case 'N': case 'Z': return true;
    default: return false;
  }
}

auto word_at(string_view s, size_t i) -> string_view {
  size_t e = i;
  while (e < s.size() && ascii::is_alpha(s[e])) ++e;
  return s.substr(i, e - i);
}

bool is(string_view word, string_view lower) { return ascii::equals_ignoring_case(word, lower); }

/// White space and no-break spaces in UTF-8; returns the offset behind them.
auto skip_blank(string_view s, size_t i, size_t end) -> size_t {
  while (i < end) {
    if (ascii::is_space(s[i])) ++i;
    else if (i + 1 < end && s[i] == '\xC2' && s[i + 1] == '\xA0') i += 2;
    else break;
  }
  return i;
}

/// Steps back over blanks before `i`; returns the offset behind the last character that is none.
auto skip_blank_back(string_view s, size_t i, size_t begin) -> size_t {
  while (i > begin) {
    if (ascii::is_space(s[i - 1])) --i;
    else if (i >= begin + 2 && s[i - 1] == '\xA0' && s[i - 2] == '\xC2') i -= 2;
    else break;
  }
  return i;
}

/// The word that ends at `i`, not going before `begin`.
auto word_before(string_view s, size_t i, size_t begin) -> string_view {
  size_t b = i;
  while (b > begin && ascii::is_alpha(s[b - 1])) --b;
  return s.substr(b, i - b);
}

/// Length of a currency sign at `i`; 0 where there is none.
auto currency_sign(string_view s, size_t i, size_t end) -> size_t {
  if (s[i] == '$') return 1;
  if (i + 1 < end && s[i] == '\xC2' && (s[i + 1] == '\xA3' || s[i + 1] == '\xA5')) return 2;
  if (i + 2 < end && s[i] == '\xE2' && s[i + 1] == '\x82' && s[i + 2] == '\xAC') return 3;
  return 0;
}

/// Length of a dash at `i` ("-", en dash, em dash); 0 where there is none.
auto dash(string_view s, size_t i, size_t end) -> size_t {
  if (i < end && s[i] == '-') return 1;
  if (i + 2 < end && s[i] == '\xE2' && s[i + 1] == '\x80' && (s[i + 2] == '\x93' || s[i + 2] == '\x94' || s[i + 2] == '\x91')) return 3;
  return 0;
}

/// A figure as lexed, before hedge, range and noun.
struct Figure {
  size_t begin = 0, end = 0;
  size_t digits_begin = 0;
  Decimal number;  // as written
  QuantityKind kind = QuantityKind::number;
  int scale = 0;   // power of ten of a scale word
  bool negative = false, points = false, scaled = false, worded = false, grouped = false, point = false, cents = false, signed_money = false;
};

/// Digits from `i`: grouped by commas or plain, with at most one point. Empty where it is no number; `end` is behind it all the same.
auto lex_digits(string_view s, size_t i, size_t end, size_t& stop, bool& grouped, bool& point) -> std::optional<Decimal> {
  size_t b = i;
  grouped = point = false;
  bool bad = false;
  while (i < end && ascii::is_digit(s[i])) ++i;
  while (i + 3 < end && s[i] == ',' && ascii::is_digit(s[i + 1]) && ascii::is_digit(s[i + 2]) && ascii::is_digit(s[i + 3]) &&
         (i + 4 >= end || !ascii::is_digit(s[i + 4]))) {
    grouped = true;
    i += 4;
  }
  // "$1, 465,000": a line was broken, or a blank slipped, behind the first comma.
  if (!grouped && i - b <= 3 && i > b && i + 8 < end && s[i] == ',' && s[i + 1] == ' ' && b > 0 && s[b - 1] == '$') {
    auto three = [&](size_t k) { return ascii::is_digit(s[k]) && ascii::is_digit(s[k + 1]) && ascii::is_digit(s[k + 2]); };
    size_t k = i + 2;
    if (three(k) && s[k + 3] == ',') {
      size_t e = k + 3;
      while (e + 3 < end && s[e] == ',' && three(e + 1)) e += 4;
      if (e > k + 3 && (e >= end || !ascii::is_digit(s[e]))) {
        std::string joined(s.substr(b, i - b));
        for (size_t c = k; c < e; ++c)
          if (s[c] != ',') joined.push_back(s[c]);
        stop = e;
        grouped = true;
        return Decimal::parse(joined);
      }
    }
  }
  while (i + 1 < end && s[i] == '.' && ascii::is_digit(s[i + 1])) {
    bad = bad || point;
    point = true;
    ++i;
    while (i < end && ascii::is_digit(s[i])) ++i;
  }
  stop = i;
  if (bad || i - b > 40) return std::nullopt;
  return Decimal::parse(s.substr(b, i - b));
}

/// The power of ten of a scale word; 0 where it is none.
auto scale_of(string_view word) -> int {
  if (word.size() < 2) return 0;
  switch (ascii::to_lower(word[0])) {
    case 't': return is(word, "thousand") || is(word, "thousands") ? 3 : is(word, "trillion") ? 12 : 0;
    case 'm': return is(word, "million") || is(word, "millions") || is(word, "mm") || is(word, "mln") ? 6 : 0;
    case 'b': return is(word, "billion") || is(word, "billions") || is(word, "bn") ? 9 : 0;
    default: return 0;
  }
}

/// The power of ten of a letter set directly behind a figure: $400K, $27.8M, $1.2B.
auto suffix_scale(string_view word) -> int {
  if (word == "K" || word == "k") return 3;
  if (word == "M" || word == "m" || word == "MM" || word == "mm") return 6;
  if (word == "B" || word == "b" || word == "bn" || word == "BN") return 9;
  return 0;
}

/// Reads what stands behind the number: scale, per cent, cents, dollars. Moves `f.end`.
void lex_unit(string_view s, size_t end, Figure& f) {
  size_t i = f.end;
  auto after_gap = [&](size_t from) {
    size_t j = skip_blank(s, from, end);
    if (j == from && from < end && s[from] == '-' && from + 1 < end && ascii::is_alpha(s[from + 1])) j = from + 1;
    return j;
  };
  if (i < end && ascii::is_alpha(s[i])) {
    string_view w = word_at(s.substr(0, end), i);
    if (int p = suffix_scale(w); p != 0) f.scale = p, f.scaled = true, f.end = i = i + w.size();
  }
  size_t j = after_gap(i);
  string_view w = j < end ? word_at(s.substr(0, end), j) : string_view();
  if (!f.scaled) {
    if (int p = scale_of(w); p != 0) {
      f.scale = p, f.scaled = true, f.end = i = j + w.size();
      j = after_gap(i);
      w = j < end ? word_at(s.substr(0, end), j) : string_view();
    } else if (f.kind == QuantityKind::money && j > i && w.size() <= 2 && (w == "K" || w == "M" || w == "MM" || w == "B")) {
      f.scale = suffix_scale(w), f.scaled = true, f.end = i = j + w.size();
      return;
    }
  }
  if (f.kind == QuantityKind::money) return;
  if (j < end && s[j] == '%') {
    f.kind = QuantityKind::percent, f.end = j + 1;
    return;
  }
  if (j + 1 < end && s[j] == '\xC2' && s[j + 1] == '\xA2') {
    f.kind = QuantityKind::money, f.cents = true, f.end = j + 2;
    return;
  }
  if (w.empty()) return;
  switch (ascii::to_lower(w[0])) {
    case 'p': {
      if (is(w, "percent") || is(w, "pct")) {
        f.kind = QuantityKind::percent, f.end = j + w.size();
        size_t k = after_gap(f.end);
        string_view next = k < end ? word_at(s.substr(0, end), k) : string_view();
        if (is(next, "points") || is(next, "point")) f.points = true, f.end = k + next.size();
      } else if (is(w, "percentage")) {
        size_t k = after_gap(j + w.size());
        string_view next = k < end ? word_at(s.substr(0, end), k) : string_view();
        if (is(next, "points") || is(next, "point")) f.kind = QuantityKind::percent, f.points = true, f.end = k + next.size();
      } else if (is(w, "per")) {
        size_t k = skip_blank(s, j + w.size(), end);
        if (k < end && is(word_at(s.substr(0, end), k), "cent")) f.kind = QuantityKind::percent, f.end = k + 4;
      }
      break;
    }
    case 'b':
      if (is(w, "basis")) {
        size_t k = after_gap(j + w.size());
        string_view next = k < end ? word_at(s.substr(0, end), k) : string_view();
        if (is(next, "points") || is(next, "point")) f.kind = QuantityKind::basis_points, f.end = k + next.size();
      } else if (is(w, "bps") || is(w, "bp")) {
        f.kind = QuantityKind::basis_points, f.end = j + w.size();
      }
      break;
    case 'c':
      if (is(w, "cents") || is(w, "cent")) f.kind = QuantityKind::money, f.cents = true, f.end = j + w.size();
      break;
    case 'd':
      if (is(w, "dollars")) f.kind = QuantityKind::money, f.end = j + w.size();
      break;
    default: break;
  }
}

/// The hedge whose last word ends at `i`.
auto hedge_before(string_view s, size_t i, size_t begin) -> Hedge {
  i = skip_blank_back(s, i, begin);
  string_view w = word_before(s, i, begin);
  if (w.size() < 2 || w.size() > 13) return Hedge::none;
  auto previous = [&] {
    size_t j = skip_blank_back(s, i - w.size(), begin);
    return j > begin && s[j - 1] == '%' ? string_view("%") : word_before(s, j, begin);
  };
  switch (ascii::to_lower(w[0])) {
    case 'a':
      if (is(w, "approximately") || is(w, "about") || is(w, "around") || is(w, "approximate")) return Hedge::about;
      if (is(w, "almost")) return Hedge::nearly;
      if (is(w, "above")) return Hedge::over;
      return Hedge::none;
    case 'b': return is(w, "below") ? Hedge::under : Hedge::none;
    case 'e':
      if (is(w, "estimated")) return Hedge::about;
      return is(w, "exceeding") || is(w, "exceeded") || is(w, "exceed") || is(w, "exceeds") ? Hedge::over : Hedge::none;
    case 'l': return is(w, "least") ? Hedge::at_least : Hedge::none;
    case 'm': return is(w, "much") || is(w, "maximum") ? Hedge::up_to : is(w, "minimum") ? Hedge::at_least : Hedge::none;
    case 'n': return is(w, "nearly") ? Hedge::nearly : Hedge::none;
    case 'o':
      if (is(w, "over")) {
        // "an increase of 5% over $2 million" compares; "up over 5%" hedges.
        string_view p = previous();
        for (string_view no : {"%", "increase", "increases", "growth", "improvement", "gain", "percent", "decrease", "rise", "million", "points"})
          if (is(p, no)) return Hedge::none;
        return Hedge::over;
      }
      if (is(w, "of")) {
        string_view p = previous();
        return is(p, "excess") ? Hedge::over : is(p, "maximum") ? Hedge::up_to : is(p, "minimum") ? Hedge::at_least : Hedge::none;
      }
      return Hedge::none;
    case 'r': return is(w, "roughly") ? Hedge::about : Hedge::none;
    case 's':
      return is(w, "surpassed") || is(w, "surpassing") ? Hedge::over : Hedge::none;
    case 't':
      if (is(w, "than")) {
        string_view p = previous();
        if (is(p, "more") || is(p, "greater") || is(p, "better") || is(p, "higher")) {
          return Hedge::over;
        }
        return is(p, "less") || is(p, "fewer") ? Hedge::under : Hedge::none;
      }
      if (is(w, "to")) {
        string_view p = previous();
        return is(p, "up") ? Hedge::up_to : is(p, "close") ? Hedge::nearly : Hedge::none;
      }
      return is(w, "topped") || is(w, "topping") ? Hedge::over : Hedge::none;
    case 'u': return is(w, "under") ? Hedge::under : Hedge::none;
    default: return Hedge::none;
  }
}

/// Widens the interval of digits by what the hedge allows; works on magnitudes.
auto hedged(Interval i, const Decimal& magnitude, Hedge h) -> Interval {
  const Decimal tenth = magnitude.shifted(-1);
  const Decimal twentieth = tenth * Decimal(Int128{5}, -1);
  switch (h) {
    case Hedge::none: return i;
    case Hedge::about: return {std::min(i.low, magnitude - twentieth), std::max(i.high, magnitude + twentieth)};
    case Hedge::nearly: return {magnitude - tenth, std::max(i.high, magnitude)};
    case Hedge::over:
    case Hedge::at_least: return {i.low, magnitude + tenth + tenth + twentieth};
    case Hedge::under: return {magnitude - tenth - tenth - twentieth, i.high};
    case Hedge::up_to: return {Decimal(0), i.high};
  }
  return i;
}

/// "$600,000" is rounded to its last digit that is not zero, as "$0.6 million" is.
auto without_trailing_zeros(const Decimal& v) -> Decimal {
  Int128 c = v.coefficient();
  int e = v.exponent();
  if (c == 0) return v;
  while (c % 10 == 0) c /= 10, ++e;
  return {c, e};
}

void finish_value(const Figure& f, Quantity& q) {
  Decimal n = f.number;
  if (!f.point && !f.scaled && f.kind != QuantityKind::percent && f.kind != QuantityKind::basis_points && (f.grouped || n >= Decimal(1000)))
    n = without_trailing_zeros(n);
  Decimal v = n.shifted(f.scale - (f.cents ? 2 : 0));
  Interval i = hedged(rounding_interval(v), v, q.hedge);
  if (q.negative) {
    q.value = -v;
    q.interval = {-i.high, -i.low};
  } else {
    q.value = v;
    q.interval = i;
  }
}

bool is_share_word(string_view w) {
  switch (ascii::to_lower(w.empty() ? ' ' : w[0])) {
    case 's': return is(w, "share") || is(w, "shares");
    case 'u': return is(w, "unit");
    case 'a': return is(w, "ads") || is(w, "adr");
    default: return false;
  }
}

/// Reads "per diluted common share", "a share", "/share" behind a figure; returns the offset behind it or `i`.
auto skip_per_share(string_view s, size_t i, size_t end) -> size_t {
  size_t j = skip_blank(s, i, end);
  if (j < end && s[j] == ')') j = skip_blank(s, j + 1, end);
  if (j < end && s[j] == '/') {
    ++j;
  } else {
    string_view w = word_at(s.substr(0, end), j);
    if (!is(w, "per") && !is(w, "a") && !is(w, "an") && !is(w, "each")) return i;
    j += w.size();
  }
  for (int k = 0; k < 8; ++k) {
    j = skip_blank(s, j, end);
    if (j < end && (s[j] == '-' || s[j] == '/' || s[j] == ',')) j = skip_blank(s, j + 1, end);
    string_view w = word_at(s.substr(0, end), j);
    if (w.empty()) return i;
    j += w.size();
    if (is_share_word(w)) {
      // "per share" may be plural by slip, but "a shares" is none.
      return j;
    }
    bool known = false;
    for (string_view ok : {"diluted", "basic", "fully", "common", "and", "ordinary", "limited", "partner", "partnership", "net", "American", "depositary",
                           "outstanding", "assuming", "dilution", "full", "equivalent", "Class", "primary", "undiluted", "weighted", "average"})
      known = known || is(w, ok);
    if (!known) return i;
  }
  return i;
}

/// Whether a number stands in a date: behind a month, before one, or as a plain year.
bool is_dated(string_view s, const Figure& f, size_t begin, size_t end) {
  if (f.kind != QuantityKind::number || f.scaled || f.point || f.grouped || f.worded) return false;
  size_t length = f.end - f.digits_begin;
  if (length == 4 && (s[f.digits_begin] == '1' || s[f.digits_begin] == '2')) {
    char second = s[f.digits_begin + 1];
    if ((s[f.digits_begin] == '1' && second == '9') || (s[f.digits_begin] == '2' && (second == '0' || second == '1'))) {
      string_view w = word_at(s.substr(0, end), skip_blank(s, f.end, end));
      return !is(w, "shares") && !is(w, "units");
    }
  }
  if (length > 2) return false;
  size_t j = skip_blank_back(s, f.digits_begin, begin);
  if (j > begin && s[j - 1] == '.') --j;
  if (string_view w = word_before(s, j, begin); w.size() >= 3 && parse_month(w) != 0) {
    return true;
  }
  string_view w = word_at(s.substr(0, end), skip_blank(s, f.end, end));
  return w.size() >= 3 && parse_month(w) != 0;
}

enum class Link : uint8_t { none, range, list };

/// How two figures hang together by what stands between them: "to", "-" (a range), "and", "or" (a list).
auto link_between(string_view s, const Figure& a, const Figure& b, size_t begin) -> Link {
  size_t i = skip_blank(s, a.end, b.begin);
  size_t e = skip_blank_back(s, b.begin, i);
  string_view gap = s.substr(i, e - i);
  auto before = [&](string_view word) { return is(word_before(s, skip_blank_back(s, a.begin, begin), begin), word); };
  if (gap == "-" || gap == "\xE2\x80\x93" || gap == "\xE2\x80\x94" || is(gap, "to") || is(gap, "through"))
    return before("from") && is(gap, "to") ? Link::list : Link::range;
  if (is(gap, "and")) return before("between") ? Link::range : Link::list;
  if (is(gap, "or")) return Link::list;
  return Link::none;
}

class Lexer {
 public:
  Lexer(string_view chars, Range range, std::vector<Quantity>& out)
      : s_(chars), begin_(range.begin), end_(std::min<size_t>(range.end, chars.size())), out_(out) {}

  void run() {
    size_t i = begin_;
    while (i < end_) {
      char c = s_[i];
      size_t sign = 0;
      if (ascii::is_digit(c) || (c == '.' && i + 1 < end_ && ascii::is_digit(s_[i + 1]) && (i == begin_ || !ascii::is_alnum(s_[i - 1])))) {
        i = number(i, i, false);
      } else if (c == '$' || c == '\xC2' || c == '\xE2') {
        sign = currency_sign(s_, i, end_);
        i = sign == 0 ? i + 1 : money(i, sign);
      } else if (ascii::is_alpha(c)) {
        size_t e = i;
        while (e < end_ && (ascii::is_alpha(s_[e]))) ++e;
        if (starts_number_word(c) && e - i >= 3) {
          size_t next = worded(i);
          if (next != i) {
            i = next;
            continue;
          }
        }
        // Digits that follow letters belong to the word: "Q3", "COVID19".
        if (e < end_ && ascii::is_digit(s_[e])) e = skip_token(e);
        i = e;
      } else {
        ++i;
      }
    }
    flush();
  }

 private:
  auto skip_token(size_t i) const -> size_t {
    while (i < end_ && (ascii::is_alnum(s_[i]) || ((s_[i] == '-' || s_[i] == '/' || s_[i] == ':' || s_[i] == '.') && i + 1 < end_ && ascii::is_alnum(s_[i + 1])))) ++i;
    return i;
  }

  auto money(size_t i, size_t sign) -> size_t {
    size_t j = skip_blank(s_, i + sign, end_);
    if (j - i - sign > 4) return i + sign;
    bool paren = false, minus = false;
    if (j < end_ && s_[j] == '(') paren = true, ++j;
    else if (size_t d = dash(s_, j, end_); d != 0) minus = true, j += d;
    j = skip_blank(s_, j, end_);
    if (j >= end_ || !(ascii::is_digit(s_[j]) || (s_[j] == '.' && j + 1 < end_ && ascii::is_digit(s_[j + 1])))) return i + sign;
    return number(j, i, true, paren, minus);
  }

  /// Lexes digits at `i` of a figure that begins at `from`; returns where to go on.
  auto number(size_t i, size_t from, bool is_money, bool paren = false, bool minus = false) -> size_t {
    Figure f;
    f.begin = from;
    f.digits_begin = i;
    size_t stop = i;
    auto v = lex_digits(s_, i, end_, stop, f.grouped, f.point);
    if (!v) return std::max(stop, i + 1);
    f.number = *v;
    f.end = stop;
    if (is_money) f.kind = QuantityKind::money;
    if (!is_money && stop < end_) {
      char c = s_[stop];
      if ((c == '/' || c == ':') && stop + 1 < end_ && ascii::is_digit(s_[stop + 1])) return skip_token(stop);
      if (c == '-' && stop + 1 < end_ && ascii::is_alpha(s_[stop + 1])) {
        string_view w = word_at(s_.substr(0, end_), stop + 1);
        if (scale_of(w) == 0 && !is(w, "percent") && !is(w, "cent") && !is(w, "cents") && !is(w, "percentage") && !is(w, "basis") && !is(w, "share"))
          return skip_token(stop);
      }
      if (ascii::is_alpha(c)) {
        string_view w = word_at(s_.substr(0, end_), stop);
        if ((suffix_scale(w) == 0 && scale_of(w) == 0 && !is(w, "percent") && !is(w, "bps") && !is(w, "bp") && !is(w, "cents")) ||
            (stop + w.size() < end_ && ascii::is_digit(s_[stop + w.size()])))
          return skip_token(stop);
      }
    }
    lex_unit(s_, end_, f);
    if (f.cents) f.signed_money = true;
    // Parentheses around a money figure mean a loss; "(2.3%)" is taken as printed too.
    if (paren && f.end < end_ && s_[f.end] == ')') {
      f.negative = true;
      ++f.end;
      Figure unit = f;
      if (!f.scaled) lex_unit(s_, end_, unit);
      if (unit.scaled) f.scale = unit.scale, f.scaled = true, f.end = unit.end;
    } else if (minus) {
      f.negative = true;
    } else if (from > begin_ && s_[from - 1] == '(' && f.end < end_ && s_[f.end] == ')' && is_money) {
      f.negative = true;
      --f.begin;
      ++f.end;
      Figure unit = f;
      if (!f.scaled) lex_unit(s_, end_, unit);
      if (unit.scaled) f.scale = unit.scale, f.scaled = true, f.end = unit.end;
    } else if (from > begin_ && s_[from - 1] == '-' && (from - 1 == begin_ || ascii::is_space(s_[from - 2]) || s_[from - 2] == '(') &&
               (is_money || f.kind == QuantityKind::percent)) {
      f.negative = true;
      --f.begin;
    }
    push(f);
    return std::max(f.end, i + 1);
  }

  auto worded(size_t i) -> size_t {
    WordedNumber n = parse_worded_number(s_.substr(i, end_ - i));
    if (n.length == 0) return i;
    Figure f;
    f.begin = f.digits_begin = i;
    f.end = i + n.length;
    f.number = Decimal(n.value);
    f.worded = true;
    lex_unit(s_, end_, f);
    string_view w = f.end < end_ ? word_at(s_.substr(0, end_), skip_blank(s_, f.end, end_)) : string_view();
    if (f.kind == QuantityKind::number && !f.scaled && !is(w, "shares")) return i;
    push(f);
    return f.end;
  }

  void push(const Figure& f) {
    if (has_pending_) {
      Link link = f.begin - pending_.end > 12 ? Link::none : link_between(s_, pending_, f, begin_);
      bool kindred = pending_.kind == f.kind || pending_.kind == QuantityKind::number || (pending_.kind == QuantityKind::money && f.scaled);
      bool telephone = link == Link::range && pending_.kind == QuantityKind::number && f.kind == QuantityKind::number && !f.scaled &&
                       f.begin - pending_.end == 1;
      if (telephone) {  // "262-2200": neither end is a quantity
        has_pending_ = false;
        last_linked_ = false;
        return;
      }
      if (link != Link::none && kindred) {
        if (pending_.kind == QuantityKind::number && !pending_.scaled && f.kind != QuantityKind::number) {
          pending_.kind = f.kind;
          pending_.cents = f.cents;
          pending_.points = f.points;
        }
        if (f.scaled && !pending_.scaled && !pending_.grouped && pending_.kind == f.kind) pending_.scale = f.scale, pending_.scaled = true;
        emit(pending_, last_linked_, link == Link::range);
        last_linked_ = link == Link::range;
      } else {
        emit(pending_, last_linked_, false);
        last_linked_ = false;
      }
    }
    pending_ = f;
    has_pending_ = true;
  }

  void flush() {
    if (has_pending_) emit(pending_, last_linked_, false);
    has_pending_ = false;
  }

  void emit(const Figure& f, bool high, bool low) {
    Quantity q;
    q.text = {static_cast<uint32_t>(f.begin), static_cast<uint32_t>(f.end)};
    q.kind = f.kind;
    q.hedge = hedge_before(s_, f.begin, begin_);
    q.negative = f.negative;
    q.points = f.points;
    q.scaled = f.scaled;
    q.worded = f.worded;
    q.grouped = f.grouped;
    q.point = f.point;
    q.range_low = low;
    q.range_high = high;
    q.dated = is_dated(s_, f, begin_, end_);
    finish_value(f, q);
    size_t noun = f.end;
    if (f.kind == QuantityKind::money) {
      noun = skip_per_share(s_, f.end, end_);
      q.per_share = noun != f.end;
    }
    size_t j = skip_blank(s_, noun, end_);
    string_view w = j < end_ ? word_at(s_.substr(0, end_), j) : string_view();
    q.noun = {static_cast<uint32_t>(j), static_cast<uint32_t>(j + w.size())};
    if (q.value.is_valid()) out_.push_back(q);
  }

  string_view s_;
  size_t begin_, end_;
  std::vector<Quantity>& out_;
  Figure pending_;
  bool has_pending_ = false, last_linked_ = false;
};

}  // namespace

auto parse_worded_number(string_view text) -> WordedNumber {
  WordedNumber r;
  int64_t total = 0, part = 0;
  size_t i = 0;
  bool any = false, tens = false;
  while (i < text.size()) {
    string_view w = word_at(text, i);
    if (w.empty()) break;
    const NumberWord* found = nullptr;
    for (const auto& n : kNumberWords)
      if (n.word.size() == w.size() && is(w, n.word)) {
        found = &n;
        break;
      }
    if (found != nullptr) {
      // "twenty five" goes on; "five six" and "two twenty" do not.
      if (any && part % 100 != 0 && !(tens && found->value > 0 && found->value < 10)) break;
      part += found->value;
      tens = found->value >= 20;
      any = true;
    } else if (any && is(w, "hundred") && part > 0 && part < 100) {
      part *= 100;
      tens = false;
    } else if (any && is(w, "thousand") && part > 0 && total == 0) {
      total = part * 1000;
      part = 0;
      tens = false;
    } else {
      break;
    }
    i += w.size();
    r.length = i;
    r.value = total + part;
    if (i < text.size() && text[i] == '-') ++i;
    else i = skip_blank(text, i, text.size());
    if (any && is(word_at(text, i), "and") && part % 100 == 0) i = skip_blank(text, i + 3, text.size());
  }
  if (r.length < text.size() && ascii::is_alnum(text[r.length])) return {};
  return r;
}

void find_quantities(string_view chars, Range range, std::vector<Quantity>& quantities) { Lexer(chars, range, quantities).run(); }

}  // namespace crossfoot::prose
