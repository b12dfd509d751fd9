#include "statement/period.h"

#include <gtest/gtest.h>

namespace crossfoot::statement {
namespace {

/// "3m 2003-09-30" of a heading that says everything.
auto read(std::string_view text) -> std::string {
  auto h = parse_period(text);
  std::string s;
  if (h.weeks) s += std::to_string(h.weeks) + "w ";
  else if (h.months) s += std::to_string(h.months) + "m ";
  if (h.quarter) s += "q" + std::to_string(h.quarter) + " ";
  if (h.from) s += "from " + h.from->to_string() + " ";
  for (const auto& d : h.dates) s += std::to_string(d.year) + "-" + std::to_string(d.month) + "-" + std::to_string(d.day) + " ";
  if (!s.empty()) s.pop_back();
  return s;
}

TEST(Period, DatesInFull) {
  EXPECT_EQ(read("September 30, 2003"), "2003-9-30");
  EXPECT_EQ(read("Sept. 30,2003"), "2003-9-30");
  EXPECT_EQ(read("Jan 26, 2025"), "2025-1-26");
  EXPECT_EQ(read("9/30/03"), "2003-9-30");
  EXPECT_EQ(read("12/31/1997"), "1997-12-31");
  EXPECT_EQ(read("30 September 2003"), "2003-9-30");
  EXPECT_EQ(read("March 31 '99"), "1999-3-31");
}

TEST(Period, PiecesJoinedFromHeadingRows) {
  EXPECT_EQ(read("Three Months Ended September 30, 2003"), "3m 2003-9-30");
  EXPECT_EQ(read("December 31, 1997"), "1997-12-31");
  EXPECT_EQ(read("July 30, 2023"), "2023-7-30");
  EXPECT_EQ(read("1997"), "1997-0-0");
  EXPECT_EQ(read("September 30,"), "0-9-30");
}

TEST(Period, Lengths) {
  EXPECT_EQ(read("Six Months Ended June 30, 2003"), "6m 2003-6-30");
  EXPECT_EQ(read("Thirteen weeks ended May 3, 1997"), "13w 1997-5-3");
  EXPECT_EQ(read("26 Weeks Ended"), "26w");
  EXPECT_EQ(read("thirty-nine weeks ended"), "39w");
  EXPECT_EQ(read("Fiscal year ended June 30, 1996"), "12m 1996-6-30");
  EXPECT_EQ(read("Years Ended December 31,"), "12m 0-12-31");
  EXPECT_EQ(read("For the quarter ended March 31, 2001"), "3m 2001-3-31");
  EXPECT_EQ(read("Twelve months ended December 31, 2001"), "12m 2001-12-31");
  EXPECT_EQ(read("each of the three years in the period ended December 31, 2003"), "12m 2003-12-31");
}

TEST(Period, Quarters) {
  EXPECT_EQ(read("Second Quarter 2003"), "3m q2 2003-0-0");
  EXPECT_EQ(read("Q3 2024"), "3m q3 2024-0-0");
  EXPECT_EQ(read("4Q03"), "3m q4 2003-0-0");
}

TEST(Period, SinceInception) {
  EXPECT_EQ(read("Period from June 1, 1995 (inception) to December 31, 1995"), "from 1995-06-01 1995-12-31");
}

TEST(Period, NumbersThatAreNoYears) {
  EXPECT_EQ(read("$2,003"), "");
  EXPECT_EQ(read("1,997"), "");
  EXPECT_EQ(read("Total assets"), "");
}

TEST(Period, MayAndMarchAsWords) {
  EXPECT_EQ(read("amounts may not add"), "");
  EXPECT_EQ(read("May 3, 1997"), "1997-5-3");
}

auto start(std::string_view text, Date end) -> std::string {
  auto s = start_of_period(parse_period(text), end);
  return s ? s->to_string() : "none";
}

TEST(Period, StartOfPeriod) {
  EXPECT_EQ(start("three months ended", {2003, 9, 30}), "2003-07-01");
  EXPECT_EQ(start("six months ended", {2003, 6, 30}), "2003-01-01");
  EXPECT_EQ(start("year ended", {2004, 2, 29}), "2003-03-01");
  EXPECT_EQ(start("year ended", {2023, 2, 28}), "2022-03-01");
  EXPECT_EQ(start("13 weeks ended", {1997, 5, 3}), "1997-02-02");
  EXPECT_EQ(start("as of", {1997, 5, 3}), "none");
}

}  // namespace
}  // namespace crossfoot::statement
