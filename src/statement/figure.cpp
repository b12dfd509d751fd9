#include "statement/figure.h"

#include <array>
#include <string>

#include "base/ascii.h"

namespace crossfoot::statement {
namespace {

/// Walks over a cell's characters; knows the UTF-8 marks that stand for blanks, dashes and signs.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_(text) {}
  [[nodiscard]] bool done() const { return at_ >= text_.size(); }
  [[nodiscard]] char peek() const { return done() ? '\0' : text_[at_]; }
  [[nodiscard]] auto rest() const -> std::string_view { return text_.substr(at_); }
  void skip(size_t n) { at_ += n; }
  bool take(char c) {
    if (peek() != c) return false;
    ++at_;
    return true;
  }
  bool take(std::string_view s) {
    if (!rest().starts_with(s)) return false;
    at_ += s.size();
    return true;
  }
  void skip_space() {
    while (!done()) {
      if (ascii::is_space(peek())) ++at_;
      else if (!take("\xC2\xA0") && !take("\xE2\x80\x8B") && !take("\xE2\x80\x89") && !take("\xE2\x80\x83") && !take("\xE2\x80\x82")) return;
    }
  }

 private:
  std::string_view text_;
  size_t at_ = 0;
};

bool take_dash(Cursor& c) {
  return c.take('-') || c.take("\xE2\x80\x94") || c.take("\xE2\x80\x93") || c.take("\xE2\x80\x92") || c.take("\xE2\x80\x90") ||
         c.take("\xE2\x80\x91") || c.take("\xE2\x88\x92") || c.take("\xC2\xAD") || c.take("\xE2\x80\x95");
}

struct Sign {
  std::string_view text;
  std::string_view currency;
};
constexpr std::array<Sign, 14> kSigns{{{"US$", "USD"}, {"U.S.$", "USD"}, {"C$", "CAD"}, {"Cdn$", "CAD"}, {"A$", "AUD"}, {"HK$", "HKD"}, {"RMB", "CNY"},
                                       {"$", ""}, {"\xE2\x82\xAC", "EUR"}, {"\xC2\xA3", "GBP"}, {"\xC2\xA5", "JPY"}, {"L.", "GBP"}, {"DM", "DEM"}, {"FF", "FRF"}}};

bool take_currency(Cursor& c, ParsedFigure& f) {
  for (const Sign& s : kSigns) {
    if (!c.take(s.text)) continue;
    f.dollar = true;
    if (!s.currency.empty()) f.currency = s.currency;
    return true;
  }
  return false;
}

/// Skips footnote marks: "(a)", "(1)", "[2]", "*", daggers, superscript digits, a lone letter. False where something else stands.
bool skip_marks(Cursor& c) {
  while (true) {
    c.skip_space();
    if (c.done()) return true;
    char p = c.peek();
    if (p == '*' || p == ',' || p == '.' || p == '#' || p == '+' || p == '|' || p == '_' || p == ';' || p == ':') {
      c.skip(1);
    } else if (p == '(' || p == '[' || p == '<') {
      char close = p == '(' ? ')' : p == '[' ? ']' : '>';
      auto rest = c.rest();
      size_t end = rest.find(close);
      if (end == std::string_view::npos || end > 4 || end < 2) return false;
      for (char m : rest.substr(1, end - 1))
        if (!ascii::is_alnum(m) && m != ',' && m != '*') return false;
      c.skip(end + 1);
    } else if (c.take("\xE2\x80\xA0") || c.take("\xE2\x80\xA1") || c.take("\xC2\xB9") || c.take("\xC2\xB2") || c.take("\xC2\xB3") || c.take("\xC2\xA7") ||
               c.take("\xC2\xAE")) {
      continue;
    } else if (ascii::is_alpha(p) && (c.rest().size() == 1 || !ascii::is_alnum(c.rest()[1]))) {
      c.skip(1);
      if (c.peek() == '/') c.skip(1);
    } else if (p == ')') {
      c.skip(1);
    } else {
      return false;
    }
  }
}

/// Reads "3/8" as the eighths they are. Denominators are those of prices: 2, 4, 8, 16, 32, 64.
auto take_fraction(Cursor& c) -> std::optional<Decimal> {
  auto rest = c.rest();
  size_t i = 0;
  int64_t num = 0, den = 0;
  while (i < rest.size() && i < 2 && ascii::is_digit(rest[i])) num = num * 10 + (rest[i++] - '0');
  if (i == 0 || i >= rest.size() || rest[i] != '/') return std::nullopt;
  size_t d = ++i;
  while (i < rest.size() && i < d + 2 && ascii::is_digit(rest[i])) den = den * 10 + (rest[i++] - '0');
  if (i < rest.size() && (ascii::is_digit(rest[i]) || rest[i] == '/')) return std::nullopt;
  if (num == 0 || num >= den || (den != 2 && den != 4 && den != 8 && den != 16 && den != 32 && den != 64)) return std::nullopt;
  c.skip(i);
  return Decimal(num * (1000000 / den), -6);
}

/// Reads digits with groups and a point. Rejects "1,23", "1.2.3" and anything of more than 18 digits.
auto take_number(Cursor& c) -> std::optional<Decimal> {
  auto rest = c.rest();
  size_t i = 0;
  while (i < rest.size() && (ascii::is_digit(rest[i]) || (rest[i] == ',' && i + 3 < rest.size() && ascii::is_digit(rest[i + 1]) && ascii::is_digit(rest[i + 2]) &&
                                                          ascii::is_digit(rest[i + 3]) && i > 0)))
    ++i;
  if (i < rest.size() && rest[i] == '.' && i + 1 < rest.size() && ascii::is_digit(rest[i + 1])) {
    ++i;
    while (i < rest.size() && ascii::is_digit(rest[i])) ++i;
  }
  if (i == 0) return std::nullopt;
  auto value = Decimal::parse(rest.substr(0, i));
  if (value) c.skip(i);
  return value;
}

int take_magnitude(Cursor& c) {
  struct Word { std::string_view text; int power; };
  static constexpr std::array<Word, 10> kWords{{{"million", 6}, {"billion", 9}, {"thousand", 3}, {"MM", 6}, {"mm", 6}, {"M", 6}, {"B", 9}, {"K", 3}, {"mil.", 6}, {"bil.", 9}}};
  for (const Word& w : kWords) {
    auto rest = c.rest();
    if (rest.size() < w.text.size() || !(w.text.size() > 2 ? ascii::starts_with_ignoring_case(rest, w.text) : rest.starts_with(w.text))) continue;
    if (rest.size() > w.text.size() && ascii::is_alnum(rest[w.text.size()])) continue;
    c.skip(w.text.size());
    return w.power;
  }
  return 0;
}

}  // namespace

auto parse_figure(std::string_view text) -> std::optional<ParsedFigure> {
  Cursor c(text);
  ParsedFigure f;
  bool open = false, minus = false;
  // What may stand before the digits, in any order: leader dots, '$', '(', '-', '+'.
  while (true) {
    c.skip_space();
    if (c.done()) break;
    if (take_currency(c, f)) continue;
    if (c.peek() == '(' && !open) {
      c.skip(1);
      open = true;
      continue;
    }
    if (c.peek() == '<' && c.rest().size() > 1 && c.rest()[1] == '<') return std::nullopt;
    if (take_dash(c)) {
      while (take_dash(c) || c.peek() == '=') {
        if (c.peek() == '=') return std::nullopt;
      }
      minus = true;
      continue;
    }
    if (c.peek() == '+') {
      c.skip(1);
      continue;
    }
    if (c.peek() == '.' && !(c.rest().size() > 1 && ascii::is_digit(c.rest()[1]))) {
      c.skip(1);
      continue;
    }
    break;
  }
  char p = c.peek();
  if (!ascii::is_digit(p) && p != '.') {
    // A dash alone, with or without '$', parentheses or '%', is nothing.
    if (!minus) {
      if (ascii::equals_ignoring_case(ascii::trim(c.rest()), "nil") || ascii::equals_ignoring_case(ascii::trim(c.rest()), "none")) {
        f.nil = true;
        return f;
      }
      return std::nullopt;
    }
    if (c.take('%')) f.percent = true;
    c.skip_space();
    if (c.take(')')) c.skip_space();
    if (c.take('%')) f.percent = true;
    if (!skip_marks(c)) return std::nullopt;
    f.nil = true;
    return f;
  }
  auto number = take_number(c);
  if (!number) return std::nullopt;
  Decimal value = *number;
  // "-0-" is a dash with a zero in it.
  if (value.is_zero() && minus && take_dash(c)) {
    c.skip_space();
    if (!c.done() && !skip_marks(c)) return std::nullopt;
    f.nil = true;
    return f;
  }
  if (c.peek() == '/') {
    // "7/8": the whole text is a fraction; a date otherwise.
    Cursor again(text.substr(text.size() - c.rest().size() - (number->to_string().size())));
    auto fraction = take_fraction(again);
    if (!fraction || !ascii::trim(again.rest()).empty()) return std::nullopt;
    f.printed = *fraction;
    return f;
  }
  {
    Cursor again = c;
    if (again.peek() == '-' || again.peek() == ' ') again.skip(1);
    again.skip_space();
    if (auto fraction = take_fraction(again); fraction && value.exponent() == 0) {
      value = value + *fraction;
      c = again;
    }
  }
  c.skip_space();
  if (c.take('%')) f.percent = true;
  else if (c.take("\xC2\xA2")) value = value.shifted(-2);
  else f.scale_power = take_magnitude(c);
  c.skip_space();
  c.take(')');
  c.skip_space();
  if (c.take('%')) f.percent = true;
  if (ascii::is_digit(c.peek()) || c.peek() == '-' || c.peek() == '/') return std::nullopt;
  // Words that may follow: "bps", "x", "pts", "shares".
  auto rest = ascii::trim(c.rest());
  if (!rest.empty()) {
    static constexpr std::array<std::string_view, 12> kTails{{"x", "pts", "pts.", "bps", "pp", "ppt", "points", "shares", "percent", "times", "CR", "cents"}};
    bool tail = false;
    for (auto t : kTails) tail = tail || ascii::equals_ignoring_case(rest, t);
    if (ascii::equals_ignoring_case(rest, "percent")) f.percent = true;
    if (!tail && !skip_marks(c)) return std::nullopt;
  }
  // An unmatched '(' still marks a negative: the ')' was lost at the column's edge. An unmatched ')' likewise is a footnote's.
  f.negative_mark = open || minus;
  f.printed = f.negative_mark ? -value : value;
  return f;
}

}  // namespace crossfoot::statement
