#include "base/date.h"

#include <gtest/gtest.h>

namespace crossfoot {
namespace {

auto found(std::string_view text) -> std::string {
  auto d = find_date(text);
  return d ? d->date.to_string() + "@" + std::string(text.substr(d->begin, d->end - d->begin)) : "none";
}

TEST(Date, CountsDaysBothWays) {
  // Every day of four centuries, once there and back.
  for (int day = Date{1850, 1, 1}.to_days(); day <= Date{2150, 12, 31}.to_days(); ++day) {
    Date d = Date::from_days(day);
    ASSERT_TRUE(d.is_valid());
    ASSERT_EQ(d.to_days(), day);
  }
  EXPECT_EQ((Date{1970, 1, 1}.to_days()), 0);
  EXPECT_EQ((Date{2004, 8, 23}.weekday()), 1);
}

TEST(Date, AddsMonths) {
  EXPECT_EQ((Date{2006, 12, 13}.plus_months(33).to_string()), "2009-09-13");
  EXPECT_EQ((Date{2004, 1, 31}.plus_months(1).to_string()), "2004-02-29");
  EXPECT_EQ((Date{2004, 3, 31}.plus_months(-1).to_string()), "2004-02-29");
}

TEST(Date, FindsWhatFilingsWrite) {
  EXPECT_EQ(found("on September 9, 2005, we"), "2005-09-09@September 9, 2005");
  EXPECT_EQ(found("SEPTEMBER 30,2003"), "2003-09-30@SEPTEMBER 30,2003");
  EXPECT_EQ(found("Sept. 3, 1999"), "1999-09-03@Sept. 3, 1999");
  EXPECT_EQ(found("the 9 September 2005 meeting"), "2005-09-09@9 September 2005");
  EXPECT_EQ(found("dated 9/30/03."), "2003-09-30@9/30/03");
  EXPECT_EQ(found("12/31/1999"), "1999-12-31@12/31/1999");
  EXPECT_EQ(found("2005-09-14"), "2005-09-14@2005-09-14");
  EXPECT_EQ(found("June\n   30, 2002"), "2002-06-30@June\n   30, 2002");
}

TEST(Date, RefusesWhatIsNoDate) {
  for (const char* s : {"February 30, 2003", "Maybe 5, 2003", "8-11-20", "1/2/3/4", "13/40/2003", "Section 4(2)", "March 2003", "0-20028", "May we"})
    EXPECT_EQ(found(s), "none") << s;
}

TEST(Date, ReadsCompactDates) {
  EXPECT_EQ(parse_compact_date("20050914")->to_string(), "2005-09-14");
  EXPECT_EQ(parse_compact_date("2005-09-14")->to_string(), "2005-09-14");
  EXPECT_FALSE(parse_compact_date("20051345"));
  EXPECT_FALSE(parse_compact_date("2005091"));
  EXPECT_FALSE(parse_compact_date("200509140"));
}

}  // namespace
}  // namespace crossfoot
