#include "prose/quantity.h"

#include <gtest/gtest.h>

#include <string>

namespace crossfoot::prose {
namespace {

/// Prints quantities as "text=value[low,high]" with marks, for comparison.
auto lex(std::string_view text) -> std::string {
  std::vector<Quantity> found;
  find_quantities(text, {0, static_cast<uint32_t>(text.size())}, found);
  std::string s;
  for (const auto& q : found) {
    if (q.dated) continue;
    if (!s.empty()) s += "; ";
    s += std::string(q.text.of(text)) + "=" + q.value.to_string();
    if (q.kind == QuantityKind::percent) s += "%";
    if (q.kind == QuantityKind::basis_points) s += "bp";
    if (q.kind == QuantityKind::number) s += "#";
    if (q.per_share) s += "/share";
  }
  return s;
}

auto interval(std::string_view text) -> std::string {
  std::vector<Quantity> found;
  find_quantities(text, {0, static_cast<uint32_t>(text.size())}, found);
  if (found.empty()) return "";
  return found[0].interval.low.to_string() + ".." + found[0].interval.high.to_string();
}

TEST(Quantity, Money) {
  EXPECT_EQ(lex("revenue of $2.3 million, or $0.36 per share"), "$2.3 million=2300000; $0.36=0.36/share");
  EXPECT_EQ(lex("a loss of ($.38) per share and $(.60) per diluted share"), "($.38)=-0.38/share; $(.60)=-0.6/share");
  EXPECT_EQ(lex("between $27.8M and $28.8M; $400K"), "$27.8M=27800000; $28.8M=28800000; $400K=400000");
  EXPECT_EQ(lex("27 cents a share"), "27 cents=0.27/share");
  EXPECT_EQ(lex("$11,506,000"), "$11,506,000=11506000");
  EXPECT_EQ(lex("$2.6\xC2\xA0million"), "$2.6\xC2\xA0million=2600000");
  EXPECT_EQ(lex("$6.0 to $6.2 billion"), "$6.0=6000000000; $6.2 billion=6200000000");
  EXPECT_EQ(lex("$.89 per share ($.88 per share on a diluted basis)"), "$.89=0.89/share; $.88=0.88/share");
}

TEST(Quantity, Percent) {
  EXPECT_EQ(lex("grew 36% and 49%, respectively"), "36%=36%; 49%=49%");
  EXPECT_EQ(lex("up four percent and 25 to 30 percent"), "four percent=4%; 25=25%; 30 percent=30%");
  EXPECT_EQ(lex("25-30% and 35\xE2\x80\x93" "37%"), "25=25%; 30%=30%; 35=35%; 37%=37%");
  EXPECT_EQ(lex("rose 30 basis points and 1.2 percentage points"), "30 basis points=30bp; 1.2 percentage points=1.2%");
}

TEST(Quantity, Numbers) {
  EXPECT_EQ(lex("175,000 shares on Form 8-K under Rule 10b5-1 in Q3 by September 30, 2003 at 2:00"), "175,000=175000#");
  EXPECT_EQ(lex("call (303) 262-2200 or 512-527-2921"), "303=303#; 2921=2921#");
  EXPECT_EQ(lex("876 thousand units; 1.61 Million Macs"), "876 thousand=876000#; 1.61 Million=1610000#");
  EXPECT_EQ(lex("twelve thousand shares"), "twelve thousand=12000#");
  EXPECT_EQ(lex("version 1.2.3 and 9/30/03"), "");
}

TEST(Quantity, Interval) {
  EXPECT_EQ(interval("$2.3 million"), "2250000..2350000");
  EXPECT_EQ(interval("$600,000"), "550000..650000");
  EXPECT_EQ(interval("$10.0 million"), "9950000..10050000");
  EXPECT_EQ(interval("more than 800 percent"), "799.5..1000");
  EXPECT_EQ(interval("approximately $1,000"), "500..1500");
  EXPECT_EQ(interval("nearly $500 million"), "450000000..500500000");
  EXPECT_EQ(interval("($0.03)"), "-0.035..-0.025");
}

TEST(Quantity, OverThatCompares) {
  std::vector<Quantity> found;
  std::string_view text = "an increase of 12% over $5.0 million";
  find_quantities(text, {0, static_cast<uint32_t>(text.size())}, found);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[1].hedge, Hedge::none);
}

TEST(Quantity, WordedNumbers) {
  EXPECT_EQ(parse_worded_number("twenty-five percent").value, 25);
  EXPECT_EQ(parse_worded_number("one hundred and five").value, 105);
  EXPECT_EQ(parse_worded_number("three thousand two hundred").value, 3200);
  EXPECT_EQ(parse_worded_number("tender").length, 0u);
}

}  // namespace
}  // namespace crossfoot::prose
