#include "base/decimal.h"

#include <gtest/gtest.h>

namespace crossfoot {
namespace {

auto parsed(std::string_view s) -> std::string {
  auto d = Decimal::parse(s);
  return d ? d->to_string() : "none";
}

TEST(Decimal, ReadsWhatFilingsPrint) {
  EXPECT_EQ(parsed("1,234.50"), "1234.5");
  EXPECT_EQ(parsed(".36"), "0.36");
  EXPECT_EQ(parsed("-7"), "-7");
  EXPECT_EQ(parsed("0"), "0");
  EXPECT_EQ(parsed("-0.00"), "0");
  EXPECT_EQ(parsed("000123"), "123");
}

TEST(Decimal, RefusesWhatIsNoNumber) {
  for (const char* s : {"", "-", ".", "1,", ",1", "1..2", "1.2.3", "12a", " 1", "1 ", "1,,2", "1.5,000", "(5)"}) EXPECT_EQ(parsed(s), "none") << s;
  EXPECT_EQ(parsed("1234567890123456789"), "none") << "nineteen digits";
  EXPECT_EQ(parsed("123456789012345678"), "123456789012345678");
}

TEST(Decimal, PrintsWhatItRead) {
  // Exhaustive over small coefficients and exponents: printed text parses back to an equal value.
  for (int64_t c = -1050; c <= 1050; ++c) {
    for (int e = -4; e <= 4; ++e) {
      Decimal d(Int128{c}, e);
      auto back = Decimal::parse(d.to_string());
      ASSERT_TRUE(back) << d.to_string();
      EXPECT_EQ(*back, d);
    }
  }
}

TEST(Decimal, AddsAndMultipliesExactly) {
  EXPECT_EQ((*Decimal::parse("0.1") + *Decimal::parse("0.2")).to_string(), "0.3");
  EXPECT_EQ((*Decimal::parse("1.005") * Decimal(1000)).to_string(), "1005");
  EXPECT_EQ((Decimal(5) - *Decimal::parse("7.25")).to_string(), "-2.25");
  EXPECT_EQ(Decimal(3).shifted(6).to_string(), "3000000");
}

TEST(Decimal, ComparesByValue) {
  EXPECT_EQ(*Decimal::parse("1.50"), *Decimal::parse("1.5"));
  EXPECT_LT(*Decimal::parse("-2"), *Decimal::parse("1"));
  EXPECT_LT(Decimal(1), Decimal(Int128{1}, 50));
  EXPECT_GT(Decimal(1), Decimal(Int128{1}, -50));
  EXPECT_FALSE(Decimal::invalid() == Decimal::invalid());
}

TEST(Decimal, DividesAndRoundsHalfAwayFromZero) {
  EXPECT_EQ(Decimal::divide(26102, 71761, 3).to_string(), "0.364");
  EXPECT_EQ(Decimal::divide(1, 2, 0).to_string(), "1");
  EXPECT_EQ(Decimal::divide(-1, 2, 0).to_string(), "-1");
  EXPECT_EQ(Decimal::divide(-1, 3, 2).to_string(), "-0.33");
  EXPECT_FALSE(Decimal::divide(1, 0, 2).is_valid());
  EXPECT_EQ(Decimal::parse("2.345")->rounded(-2).to_string(), "2.35");
  EXPECT_EQ(Decimal::parse("-2.345")->rounded(-2).to_string(), "-2.35");
}

TEST(Decimal, OverflowIsInvalidAndStaysSo) {
  Decimal big(Int128{1} << 120, 0);
  Decimal over = big * big;
  EXPECT_FALSE(over.is_valid());
  EXPECT_FALSE((over + Decimal(1)).is_valid());
  EXPECT_FALSE((Decimal(Int128{1}, 60) + Decimal(Int128{1}, -60)).is_valid());
}

TEST(Decimal, PrintsAsFilingsDo) {
  EXPECT_EQ(Decimal(-410005).to_printed(), "(410,005)");
  EXPECT_EQ(Decimal::parse("0.50")->to_printed(), "0.50");
  EXPECT_EQ(Decimal::parse("1234567.8")->to_printed(), "1,234,567.8");
  EXPECT_EQ(Decimal(999).to_printed(), "999");
}

TEST(Decimal, RoundingInterval) {
  auto i = rounding_interval(*Decimal::parse("2.3"));
  EXPECT_EQ(i.low.to_string(), "2.25");
  EXPECT_EQ(i.high.to_string(), "2.35");
  EXPECT_TRUE(i.contains(*Decimal::parse("2.345")));
  EXPECT_FALSE(i.contains(*Decimal::parse("2.351")));
}

}  // namespace
}  // namespace crossfoot
