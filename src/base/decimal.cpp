#include "base/decimal.h"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace crossfoot {
namespace {

constexpr int kMaxDigits = 18;
constexpr int kMaxExponent = 60;

auto power_of_ten(int n) -> std::optional<Int128> {
  if (n < 0 || n > 37) return std::nullopt;
  Int128 p = 1;
  for (int i = 0; i < n; ++i) p *= 10;
  return p;
}

/// Multiplies a coefficient by 10^n; empty on overflow.
auto scaled(Int128 c, int n) -> std::optional<Int128> {
  if (c == 0) return Int128{0};
  auto p = power_of_ten(n);
  if (!p) return std::nullopt;
  Int128 r = 0;
  if (__builtin_mul_overflow(c, *p, &r)) return std::nullopt;
  return r;
}

auto digits_of(Int128 c) -> std::string {
  if (c >= std::numeric_limits<int64_t>::min() && c <= std::numeric_limits<int64_t>::max()) {
    std::array<char, 24> digits{};
    auto end = std::to_chars(digits.data(), digits.data() + digits.size(), static_cast<int64_t>(c)).ptr;
    return {digits.data(), end};
  }
  bool negative = c < 0;
  std::string s;
  // Peel digits with the sign kept, so that the smallest value needs no negation.
  do {
    int d = static_cast<int>(c % 10);
    s.push_back(static_cast<char>('0' + (d < 0 ? -d : d)));
    c /= 10;
  } while (c != 0);
  if (negative) s.push_back('-');
  return {s.rbegin(), s.rend()};
}

}  // namespace

auto Decimal::parse(std::string_view text) -> std::optional<Decimal> {
  bool negative = false;
  size_t i = 0;
  if (i < text.size() && text[i] == '-') negative = true, ++i;
  int64_t c = 0;
  int significant = 0, places = 0;
  bool seen_digit = false, seen_point = false;
  for (; i < text.size(); ++i) {
    char ch = text[i];
    if (ch >= '0' && ch <= '9') {
      seen_digit = true;
      if (significant > 0 || ch != '0') ++significant;
      if (significant > kMaxDigits || places >= kMaxDigits) return std::nullopt;
      c = c * 10 + (ch - '0');
      if (seen_point) ++places;
    } else if (ch == ',' && seen_digit && !seen_point && i + 1 < text.size() && text[i + 1] >= '0' && text[i + 1] <= '9') {
      continue;
    } else if (ch == '.' && !seen_point) {
      seen_point = true;
    } else {
      return std::nullopt;
    }
  }
  if (!seen_digit) return std::nullopt;
  return Decimal(Int128{negative ? -c : c}, -places);
}

auto Decimal::shifted(int power) const -> Decimal {
  if (!valid_) return *this;
  int e = exponent_ + power;
  if (e > kMaxExponent || e < -kMaxExponent) return invalid();
  return {coefficient_, e};
}

auto Decimal::abs() const -> Decimal { return is_negative() ? -*this : *this; }

auto Decimal::operator-() const -> Decimal {
  if (!valid_) return *this;
  Int128 r = 0;
  if (__builtin_sub_overflow(Int128{0}, coefficient_, &r)) return invalid();
  return {r, exponent_};
}

auto operator+(const Decimal& a, const Decimal& b) -> Decimal {
  if (!a.valid_ || !b.valid_) return Decimal::invalid();
  int e = std::min(a.exponent_, b.exponent_);
  auto x = scaled(a.coefficient_, a.exponent_ - e);
  auto y = scaled(b.coefficient_, b.exponent_ - e);
  Int128 r = 0;
  if (!x || !y || __builtin_add_overflow(*x, *y, &r)) return Decimal::invalid();
  return {r, e};
}

auto operator-(const Decimal& a, const Decimal& b) -> Decimal { return a + -b; }

auto operator*(const Decimal& a, const Decimal& b) -> Decimal {
  if (!a.valid_ || !b.valid_) return Decimal::invalid();
  Int128 r = 0;
  if (__builtin_mul_overflow(a.coefficient_, b.coefficient_, &r)) return Decimal::invalid();
  int e = a.exponent_ + b.exponent_;
  if (e > kMaxExponent || e < -kMaxExponent) return Decimal::invalid();
  return {r, e};
}

auto Decimal::divide(const Decimal& a, const Decimal& b, int places) -> Decimal {
  if (!a.valid_ || !b.valid_ || b.coefficient_ == 0) return invalid();
  // a/b to `places` digits: the numerator is shifted so that the whole quotient counts units of 10^-places.
  int shift = a.exponent_ - b.exponent_ + places;
  Int128 n = a.coefficient_, d = b.coefficient_;
  if (shift >= 0) {
    auto s = scaled(n, shift);
    if (!s) return invalid();
    n = *s;
  } else {
    auto s = scaled(d, -shift);
    if (!s) return invalid();
    d = *s;
  }
  Int128 q = n / d, r = n % d;
  Int128 ar = r < 0 ? -r : r, ad = d < 0 ? -d : d;
  if (ar >= ad - ar) q += ((n < 0) == (d < 0)) ? 1 : -1;
  return {q, -places};
}

auto Decimal::rounded(int exponent) const -> Decimal {
  if (!valid_ || exponent <= exponent_) return *this;
  auto p = power_of_ten(exponent - exponent_);
  if (!p) return {0, exponent};
  Int128 q = coefficient_ / *p, r = coefficient_ % *p;
  if ((r < 0 ? -r : r) * 2 >= *p) q += coefficient_ < 0 ? -1 : 1;
  return {q, exponent};
}

auto operator<=>(const Decimal& a, const Decimal& b) -> std::partial_ordering {
  if (!a.valid_ || !b.valid_) return std::partial_ordering::unordered;
  if (a.exponent_ == b.exponent_) return a.coefficient_ <=> b.coefficient_;
  int sa = a.coefficient_ < 0 ? -1 : a.coefficient_ > 0, sb = b.coefficient_ < 0 ? -1 : b.coefficient_ > 0;
  if (sa != sb) return sa <=> sb;
  int e = std::min(a.exponent_, b.exponent_);
  auto x = scaled(a.coefficient_, a.exponent_ - e);
  auto y = scaled(b.coefficient_, b.exponent_ - e);
  // Only one side is scaled; if it overflows, its magnitude is the larger.
  if (!x) return sa <=> 0;
  if (!y) return 0 <=> sb;
  return *x <=> *y;
}

auto Decimal::to_string() const -> std::string {
  if (!valid_) return "null";
  Int128 c = coefficient_;
  int e = exponent_;
  while (e < 0 && c % 10 == 0) c /= 10, ++e;
  if (c == 0) return "0";
  std::string s = digits_of(c);
  if (e >= 0) return s + std::string(static_cast<size_t>(e), '0');
  bool negative = s[0] == '-';
  if (negative) s.erase(0, 1);
  size_t places = static_cast<size_t>(-e);
  if (s.size() <= places) s.insert(0, places + 1 - s.size(), '0');
  s.insert(s.size() - places, ".");
  return negative ? "-" + s : s;
}

auto Decimal::to_printed() const -> std::string {
  if (!valid_) return "?";
  Decimal a = abs();
  std::string s = digits_of(a.coefficient_);
  size_t places = a.exponent_ < 0 ? static_cast<size_t>(-a.exponent_) : 0;
  if (a.exponent_ > 0) s.append(static_cast<size_t>(a.exponent_), '0');
  if (s.size() <= places) s.insert(0, places + 1 - s.size(), '0');
  std::string fraction = places ? "." + s.substr(s.size() - places) : "";
  s.resize(s.size() - places);
  for (size_t i = s.size(); i > 3; i -= 3) s.insert(i - 3, ",");
  s += fraction;
  return is_negative() ? "(" + s + ")" : s;
}

auto Decimal::to_double() const -> double {
  return valid_ ? static_cast<double>(coefficient_) * std::pow(10.0, exponent_) : std::nan("");
}

auto rounding_interval(const Decimal& v) -> Interval {
  Decimal half(Int128{5}, v.exponent() - 1);
  return {v - half, v + half};
}

}  // namespace crossfoot
