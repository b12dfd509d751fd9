#include "statement/scale.h"

#include <gtest/gtest.h>

namespace crossfoot::statement {
namespace {

auto power(std::string_view text) -> int { return read_scale(text).power.value_or(-1); }

TEST(Scale, WordingsOfThousands) {
  for (auto t : {"(in thousands)", "(In Thousands, Except Per Share Amounts)", "(000's omitted)", "($000s omitted)", "(Dollars in thousands)", "(thousands of dollars)", "$ in thousands", "(in $000's)",
                 "(000s)", "Amounts in thousands", "(Expressed in thousands of U.S. dollars)", "(Thousands)"})
    EXPECT_EQ(power(t), 3) << t;
}

TEST(Scale, WordingsOfMillions) {
  for (auto t : {"(in millions)", "($ IN MILLIONS)", "Millions of dollars, except per-share amounts", "(Dollars in millions)", "(U.S. $ in millions)", "(millions)"}) EXPECT_EQ(power(t), 6) << t;
}

TEST(Scale, SaysNothing) {
  for (auto t : {"Total assets", "net of $1.5 million", "sold 2 million shares", "(unaudited)", "December 31, 2003"}) EXPECT_EQ(power(t), -1) << t;
}

TEST(Scale, SharesExempt) {
  auto s = read_scale("(in thousands, except share and per share amounts)");
  EXPECT_EQ(s.power, 3);
  EXPECT_TRUE(s.except_shares);
  EXPECT_TRUE(s.except_per_share);
  s = read_scale("(in thousands, except per share amounts)");
  EXPECT_FALSE(s.except_shares);
  EXPECT_TRUE(s.except_per_share);
  s = read_scale("(In millions, except number of shares, which are reflected in thousands, and per-share amounts)");
  EXPECT_EQ(s.power, 6);
}

TEST(Scale, SharesOnTheirOwn) {
  auto s = read_scale("(dollars in millions, shares in thousands)");
  EXPECT_EQ(s.power, 6);
  EXPECT_EQ(s.share_power, 3);
}

TEST(Scale, Currencies) {
  EXPECT_EQ(read_scale("(in millions of euros)").currency, "EUR");
  EXPECT_EQ(read_scale("(in thousands of Canadian dollars)").currency, "CAD");
  EXPECT_EQ(read_scale("(Yen in millions)").currency, "JPY");
}

}  // namespace
}  // namespace crossfoot::statement
