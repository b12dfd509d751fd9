#include "statement/figure.h"

#include <gtest/gtest.h>

namespace crossfoot::statement {
namespace {

auto value(std::string_view text) -> std::string {
  auto f = parse_figure(text);
  if (!f) return "none";
  std::string s = f->nil ? "nil" : f->printed.to_string();
  if (f->percent) s += "%";
  if (f->scale_power) s += "e" + std::to_string(f->scale_power);
  return s;
}

TEST(Figure, PlainAndGrouped) {
  EXPECT_EQ(value("1,234"), "1234");
  EXPECT_EQ(value("21,336,000"), "21336000");
  EXPECT_EQ(value(" 7 "), "7");
  EXPECT_EQ(value("0.36"), "0.36");
  EXPECT_EQ(value(".36"), "0.36");
}

TEST(Figure, NegativesByParenthesisOrDash) {
  EXPECT_EQ(value("(410,005)"), "-410005");
  EXPECT_EQ(value("$ (410,005)"), "-410005");
  EXPECT_EQ(value("$(.60)"), "-0.6");
  EXPECT_EQ(value("(.38)"), "-0.38");
  EXPECT_EQ(value("($.38)"), "-0.38");
  EXPECT_EQ(value("-5"), "-5");
  EXPECT_EQ(value("\xE2\x88\x92" "5"), "-5");
  EXPECT_EQ(value("(1,234"), "-1234");
}

TEST(Figure, NilMarks) {
  for (auto t : {"-", "--", "$ -", "$--", "\xE2\x80\x94", "$ \xE2\x80\x94", "-0-", "(-)", "nil"}) EXPECT_EQ(value(t), "nil") << t;
}

TEST(Figure, PercentAndMagnitude) {
  EXPECT_EQ(value("12.5%"), "12.5%");
  EXPECT_EQ(value("(12.5)%"), "-12.5%");
  EXPECT_EQ(value("(12.5%)"), "-12.5%");
  EXPECT_EQ(value("27.8M"), "27.8e6");
  EXPECT_EQ(value("$1.2 billion"), "1.2e9");
}

TEST(Figure, FootnoteMarksAreNoPartOfIt) {
  EXPECT_EQ(value("1,234(a)"), "1234");
  EXPECT_EQ(value("1,234 (1)"), "1234");
  EXPECT_EQ(value("1,234*"), "1234");
  EXPECT_EQ(value("(1,234)(b)"), "-1234");
  EXPECT_EQ(value("$ 12 a/"), "12");
}

TEST(Figure, PricesInEighths) {
  EXPECT_EQ(value("12 3/8"), "12.375");
  EXPECT_EQ(value("12-3/8"), "12.375");
  EXPECT_EQ(value("7/8"), "0.875");
}

TEST(Figure, WordsDatesAndRangesAreNone) {
  for (auto t : {"", "N/A", "NM", "December 31", "12/31/97", "10-K", "1997-2001", "1,23", "see note 3", "3 months", "a"}) EXPECT_EQ(value(t), "none") << t;
}

TEST(Figure, KeepsPrintedPrecision) {
  EXPECT_EQ(parse_figure("0.50")->printed.exponent(), -2);
  EXPECT_EQ(parse_figure("$ 1,234")->printed.exponent(), 0);
}

}  // namespace
}  // namespace crossfoot::statement
