// Exact decimal numbers: coefficient x 10^exponent, never a floating-point number.
//
// In: text as filings print it, or whole numbers. Out: exact values that print back as the decimal they are.
// A number read from text has at most 18 significant digits, so one product of two read numbers is always exact.
// What does not fit becomes `invalid`, which every later operation keeps and no comparison equals.
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace crossfoot {

__extension__ typedef __int128 Int128;

class Decimal {
 public:
  constexpr Decimal() = default;
  constexpr Decimal(int64_t whole) : coefficient_(whole) {}  // NOLINT: a whole number is a decimal
  /// Makes coefficient x 10^exponent.
  constexpr Decimal(Int128 coefficient, int exponent) : coefficient_(coefficient), exponent_(exponent) {}

  /// Reads plain digits with at most one '.', optional leading '-' and optional ',' between digit groups:
  /// "1,234.50", ".36", "-7". Nothing else may stand before or after. Keeps trailing zeros as precision
  /// (".50" has exponent -2). Empty where it is not such a number or has more than 18 significant digits.
  [[nodiscard]] static auto parse(std::string_view text) -> std::optional<Decimal>;
  [[nodiscard]] static constexpr auto invalid() -> Decimal { Decimal d; d.valid_ = false; return d; }

  [[nodiscard]] constexpr bool is_valid() const { return valid_; }
  [[nodiscard]] constexpr bool is_zero() const { return valid_ && coefficient_ == 0; }
  [[nodiscard]] constexpr bool is_negative() const { return valid_ && coefficient_ < 0; }
  /// The power of ten of the last digit as read: 0 for "12", -2 for "0.36". Products and sums keep the finest.
  [[nodiscard]] constexpr int exponent() const { return exponent_; }
  [[nodiscard]] constexpr Int128 coefficient() const { return coefficient_; }

  /// Returns value x 10^power; exact.
  [[nodiscard]] auto shifted(int power) const -> Decimal;
  [[nodiscard]] auto abs() const -> Decimal;
  [[nodiscard]] auto operator-() const -> Decimal;
  friend auto operator+(const Decimal& a, const Decimal& b) -> Decimal;
  friend auto operator-(const Decimal& a, const Decimal& b) -> Decimal;
  friend auto operator*(const Decimal& a, const Decimal& b) -> Decimal;
  auto operator+=(const Decimal& b) -> Decimal& { return *this = *this + b; }
  auto operator-=(const Decimal& b) -> Decimal& { return *this = *this - b; }
  /// Returns a / b rounded half away from zero to `places` digits after the point; invalid where b is zero.
  [[nodiscard]] static auto divide(const Decimal& a, const Decimal& b, int places) -> Decimal;
  /// Returns the value rounded half away from zero so that its last digit is 10^exponent.
  [[nodiscard]] auto rounded(int exponent) const -> Decimal;

  /// Compares by value: 1.50 equals 1.5. Invalid equals nothing and is unordered.
  friend auto operator<=>(const Decimal& a, const Decimal& b) -> std::partial_ordering;
  [[nodiscard]] friend bool operator==(const Decimal& a, const Decimal& b) { return (a <=> b) == 0; }

  /// Prints plain decimal digits without exponent and without trailing zeros after the point: "-381902000", "0.34".
  [[nodiscard]] auto to_string() const -> std::string;
  /// Prints as filings do: grouped, negative in parentheses, digits after the point as read: "(381,902)", "0.50".
  [[nodiscard]] auto to_printed() const -> std::string;
  /// For display and ordering only, never for arithmetic on filed amounts.
  [[nodiscard]] auto to_double() const -> double;

 private:
  Int128 coefficient_ = 0;
  int exponent_ = 0;
  bool valid_ = true;
};

/// The closed interval [low, high] a rounded or worded number stands for.
struct Interval {
  Decimal low;
  Decimal high;
  [[nodiscard]] bool contains(const Decimal& v) const { return low <= v && v <= high; }
  [[nodiscard]] bool overlaps(const Interval& o) const { return low <= o.high && o.low <= high; }
};

/// Returns the interval of values that print as `v` when rounded to its last digit: 2.3 gives [2.25, 2.35].
auto rounding_interval(const Decimal& v) -> Interval;

}  // namespace crossfoot
