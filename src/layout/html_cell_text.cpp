#include "layout/html_cell_text.h"

#include <array>

#include "base/ascii.h"
#include "base/date.h"

namespace crossfoot::layout::html {
namespace {

using ascii::is_digit;

bool take(std::string_view& s, std::string_view prefix) {
  if (s.substr(0, prefix.size()) != prefix) return false;
  s.remove_prefix(prefix.size());
  return true;
}

void skip_blanks(std::string_view& s) {
  while (!s.empty() && s[0] == ' ') s.remove_prefix(1);
}

constexpr std::string_view kCurrencies[] = {"US$", "U.S.$", "U.S. $", "USD", "C$", "A$", "NT$", "HK$", "R$", "Cdn$", "CDN$", "RMB", "Rs.", "$",
                                            "\xE2\x82\xAC", "\xC2\xA3", "\xC2\xA5"};
constexpr std::string_view kDashes[] = {"\xE2\x80\x94", "\xE2\x80\x93", "\xE2\x80\x92", "\xE2\x80\x95", "\xE2\x88\x92", "-", "\xE2\x94\x80"};

bool take_currency(std::string_view& s) {
  for (std::string_view c : kCurrencies)
    if (take(s, c)) return true;
  return false;
}
bool take_dash(std::string_view& s) {
  for (std::string_view d : kDashes)
    if (take(s, d)) return true;
  return false;
}

// A raised digit: U+00B9, U+00B2, U+00B3 or U+2070-2079.
bool take_raised(std::string_view& s) {
  if (take(s, "\xC2\xB9") || take(s, "\xC2\xB2") || take(s, "\xC2\xB3")) return true;
  if (s.size() < 3 || s.substr(0, 2) != "\xE2\x81") return false;
  auto last = static_cast<unsigned char>(s[2]);
  if (last < 0xB0 || last > 0xB9) return false;
  s.remove_prefix(3);
  return true;
}

// Skips the marks of footnotes: "(1)", "(a)", "*", daggers.
void skip_notes(std::string_view& s) {
  while (true) {
    skip_blanks(s);
    if (take(s, "*") || take(s, "\xE2\x80\xA0") || take(s, "\xE2\x80\xA1") || take_raised(s)) continue;
    size_t close = s.size() > 2 && (s[0] == '(' || s[0] == '[') ? s.find(s[0] == '(' ? ')' : ']') : std::string_view::npos;
    if (close == std::string_view::npos || close > 4) return;
    for (char c : s.substr(1, close - 1))
      if (!ascii::is_alnum(c) && c != ',') return;
    s.remove_prefix(close + 1);
  }
}

bool is_roman(std::string_view s) {
  if (s.empty() || s.size() > 5) return false;
  for (char c : s)
    if (std::string_view("ivxIVX").find(c) == std::string_view::npos) return false;
  return true;
}

}  // namespace

bool is_list_mark(std::string_view t) {
  if (t.empty() || t.size() > 8) return false;
  constexpr std::string_view kBullets[] = {"\xE2\x80\xA2", "\xC2\xB7", "\xE2\x97\x8F", "\xE2\x97\x8B", "\xE2\x96\xAA", "\xE2\x96\xA0", "\xE2\x97\xA6",
                                           "\xE2\x80\xA3", "*", "o", "\xC2\xA7", "\xE2\x97\x86", "\xE2\x9E\xA2", "\xE2\x86\x92", "\xE2\x96\xBA",
                                           "\xE2\x9C\x93", "-", "--", "\xE2\x80\x93", "\xE2\x80\x94", "\xE2\xAC\xA5"};
  for (std::string_view b : kBullets)
    if (t == b) return true;
  std::string_view inner = t;
  bool open = take(inner, "(");
  if (inner.empty()) return false;
  char last = inner.back();
  if (last != ')' && last != '.' && !(open && last == ')')) return false;
  if (open && last != ')') return false;
  inner.remove_suffix(1);
  if (inner.empty() || inner.size() > 5) return false;
  if (inner.size() <= 2 && ascii::is_alpha(inner[0]) && (inner.size() == 1 || inner[1] == inner[0])) return true;
  if (is_roman(inner)) return true;
  if (inner.size() > 2) return false;
  for (char c : inner)
    if (!is_digit(c)) return false;
  return true;
}

bool starts_with_list_mark(std::string_view t) {
  size_t blank = t.find(' ');
  return blank != std::string_view::npos && blank <= 8 && is_list_mark(t.substr(0, blank));
}

bool names_period(std::string_view t) {
  if (t.size() > 120) return false;
  size_t i = 0;
  while (i < t.size()) {
    if (!ascii::is_alnum(t[i])) {
      ++i;
      continue;
    }
    size_t b = i;
    while (i < t.size() && ascii::is_alnum(t[i])) ++i;
    std::string_view w = t.substr(b, i - b);
    if (w.size() <= 2 && is_digit(w[0]) && i + 2 < t.size() && t[i] == '/' && is_digit(t[i + 1])) return true;
    if (w.size() == 4 && (w.substr(0, 2) == "19" || w.substr(0, 2) == "20") && is_digit(w[2]) && is_digit(w[3])) return true;
    if (w.size() >= 3 && parse_month(w) != 0) return true;
    for (std::string_view k : {"ended", "ending", "months", "weeks", "quarter", "year", "period", "quarters", "years"})
      if (ascii::equals_ignoring_case(w, k)) return true;
  }
  return false;
}

auto without_raised(std::string_view t) -> std::string_view {
  while (true) {
    if (t.size() >= 2 && (t.ends_with("\xC2\xB9") || t.ends_with("\xC2\xB2") || t.ends_with("\xC2\xB3"))) t.remove_suffix(2);
    else if (t.size() >= 3 && t.substr(t.size() - 3, 2) == "\xE2\x81") t.remove_suffix(3);
    else if (t.ends_with(' ')) t.remove_suffix(1);
    else return t;
  }
}

auto classify_cell(std::string_view t) -> CellText {
  t = ascii::trim(t);
  if (t.empty()) return {};
  if (t.size() > 40) return {CellClass::words};
  {
    std::string_view s = t;
    bool any = false;
    while (!s.empty()) {
      if (s[0] == ' ' || s[0] == '(') s.remove_prefix(1);
      else if (!take_currency(s)) break;
      any = true;
    }
    if (any && s.empty()) return {CellClass::before};
  }
  {
    std::string_view s = t;
    while (!s.empty() && (s[0] == ')' || s[0] == '%' || s[0] == ' ')) s.remove_prefix(1);
    if (s.size() < t.size()) {
      skip_notes(s);
      if (s.empty()) return {CellClass::after};
    }
    constexpr std::string_view kUnits[] = {"x", "bps", "pts", "pts.", "bp", "pp", "pts)", "bps)", "pp)", "ppts", "points", "pt", "x)"};
    for (std::string_view u : kUnits)
      if (t == u) return {CellClass::after};
  }
  std::string_view s = t;
  CellText r{CellClass::figure};
  bool negative = false, dash = false;
  for (bool more = true; more;) {
    more = false;
    skip_blanks(s);
    if (take_currency(s)) more = r.strong = true;
    else if (take(s, "(")) more = negative = r.strong = true;
    else if (!dash && (take_dash(s) || take(s, "+"))) more = dash = true;
    else if (take(s, "~") || take(s, "<") || take(s, ">")) more = true;
    if (s.empty()) break;
  }
  if (dash && (s.empty() || s[0] != '.') && (s.empty() || !is_digit(s[0]))) {
    // Only dashes: nothing to report.
    std::string_view rest = s;
    while (take_dash(rest)) {}
    skip_blanks(rest);
    while (!rest.empty() && (rest[0] == ')' || rest[0] == '%')) rest.remove_prefix(1);
    skip_notes(rest);
    if (rest.empty()) return {CellClass::nil};
    return {CellClass::words};
  }
  size_t digits = 0, commas = 0, points = 0;
  size_t i = 0;
  for (; i < s.size(); ++i) {
    if (is_digit(s[i])) ++digits;
    else if (s[i] == ',' && i + 1 < s.size() && is_digit(s[i + 1])) ++commas;
    else if (s[i] == '.' && points == 0) ++points;
    else break;
  }
  if (digits == 0) {
    if (t == "N/A" || t == "n/a" || t == "NA" || t == "NM" || t == "N/M" || t == "nm" || t == "n/m" || t == "N.M." || t == "nil" ||
        t == "Nil" || t == "NIL" || t == "N.A." || t == "n.m." || t == "n.a." || t == "None" || t == "NMF" || t == "*")
      return {t == "*" ? CellClass::note : CellClass::none};
    std::string_view n = t;
    skip_notes(n);
    if (n.empty()) return {is_list_mark(t) ? CellClass::bullet : CellClass::note};
    return {is_list_mark(t) ? CellClass::bullet : CellClass::words};
  }
  bool trailing_point = s[i - 1] == '.';
  s.remove_prefix(i);
  if (commas || (points && !trailing_point)) r.strong = true;
  // "(1)" is a note or a list's number, "(12)" may be a loss: a column decides, so it is a figure unless one digit stands alone.
  if (!dash && s.empty() && !negative && !commas && !points && digits == 4 && (t.substr(0, 2) == "19" || t.substr(0, 2) == "20"))
    return {CellClass::year};
  if (trailing_point && !negative && s.empty()) return {digits <= 2 ? CellClass::bullet : CellClass::words};
  bool closed = false;
  while (!s.empty()) {
    if (s[0] == ')') {
      if (closed) return {CellClass::words};
      closed = true;
      s.remove_prefix(1);
    } else if (s[0] == '%') {
      r.strong = true;
      s.remove_prefix(1);
    } else if (s[0] == ' ') {
      s.remove_prefix(1);
    } else if (take(s, "\xC2\xA2")) {
      r.strong = true;
    } else {
      std::string_view before = s;
      skip_notes(s);
      if (s.size() == before.size()) break;
    }
  }
  if (!s.empty() && !(s == "x" || s == "X" || s == "bps" || s == "pts" || s == "bp" || s == "M" || s == "B" || s == "K" || s == "million" ||
                      s == "billion" || s == "pp" || s == "-"))
    return {CellClass::words};
  if (closed && !negative && !r.strong) return {digits <= 2 ? CellClass::bullet : CellClass::figure, true};  // "1)"
  if (negative && closed && digits == 1 && !points && !commas && t.front() == '(' && t.back() == ')') return {CellClass::note};
  return r;
}

}  // namespace crossfoot::layout::html
