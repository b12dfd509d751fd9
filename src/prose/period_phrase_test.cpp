#include "prose/period_phrase.h"

#include <gtest/gtest.h>

#include <string>

namespace crossfoot::prose {
namespace {

constexpr Anchor kAnchor{{2003, 9, 30}, 3, 2, 2004};  // the second quarter of fiscal 2004 ended September 30, 2003

/// Prints the targets of a sentence's phrases: "3m 2003-09-30; ...".
auto targets(std::string_view text, Anchor anchor = kAnchor) -> std::string {
  std::vector<Word> words;
  std::vector<PeriodPhrase> phrases;
  find_words(text, {0, static_cast<uint32_t>(text.size())}, words);
  find_period_phrases(text, words, phrases);
  Target main{anchor.months, anchor.end, false, false};
  std::string s;
  for (const auto& p : phrases) {
    Target t = resolve(p, anchor, main);
    if (!s.empty()) s += "; ";
    s += (t.instant ? std::string("at") : std::to_string(t.months) + "m") + " " + (t.known() ? t.end.to_string() : "?");
    if (t.future) s += " future";
  }
  return s;
}

TEST(PeriodPhrase, Quarters) {
  EXPECT_EQ(targets("During the second quarter of fiscal 2004, the company"), "3m 2003-09-30");
  EXPECT_EQ(targets("reported in the first quarter of fiscal 2004"), "3m 2003-06-30");
  EXPECT_EQ(targets("during the second quarter of fiscal 2003"), "3m 2002-09-30");
  EXPECT_EQ(targets("in the previous quarter"), "3m 2003-06-30");
  EXPECT_EQ(targets("in the immediate prior quarter ended June 30, 2003"), "3m 2003-06-30");
  EXPECT_EQ(targets("from the year-ago quarter"), "3m 2002-09-30");
  EXPECT_EQ(targets("in the prior-year quarter"), "3m 2002-09-30");
  EXPECT_EQ(targets("for its fiscal 2004 second quarter ended September 30, 2003"), "3m 2003-09-30");
  EXPECT_EQ(targets("the fourth quarter"), "3m 2003-03-31");
  EXPECT_EQ(targets("Q3 results"), "3m 2003-12-31 future");
  EXPECT_EQ(targets("in the December quarter"), "3m 2003-12-31 future");
  EXPECT_EQ(targets("for the 13-week fiscal quarter ended September 27, 2003"), "3m 2003-09-27");
}

TEST(PeriodPhrase, ComparedPeriods) {
  EXPECT_EQ(targets("for the same period a year ago"), "3m 2002-09-30");
  EXPECT_EQ(targets("in the comparable period last year"), "3m 2002-09-30");
  EXPECT_EQ(targets("in the prior year comparable period"), "3m 2002-09-30");
  EXPECT_EQ(targets("a year ago"), "3m 2002-09-30");
  EXPECT_EQ(targets("up 5% year over year"), "3m 2002-09-30");
  EXPECT_EQ(targets("up 5% sequentially"), "3m 2003-06-30");
}

TEST(PeriodPhrase, LongerPeriods) {
  EXPECT_EQ(targets("for the six months ended September 30, 2003"), "6m 2003-09-30");
  EXPECT_EQ(targets("the six month period ending September 30, 2003 was"), "6m 2003-09-30");
  EXPECT_EQ(targets("the first six months of fiscal 2003"), "6m 2002-09-30");
  EXPECT_EQ(targets("for the year ended March 31, 2003"), "12m 2003-03-31");
  EXPECT_EQ(targets("fiscal 2003 sales"), "12m 2003-03-31");
  EXPECT_EQ(targets("year-to-date"), "6m 2003-09-30");
  EXPECT_EQ(targets("twenty-six weeks ended September 27, 2003"), "6m 2003-09-27");
}

TEST(PeriodPhrase, Instants) {
  EXPECT_EQ(targets("at December 31, 2008, compared to September 30, 2008"), "at 2008-12-31; at 2008-09-30");
}

TEST(PeriodPhrase, BareYears) {
  constexpr Anchor year{{2006, 12, 31}, 12, 4, 2006};
  EXPECT_EQ(targets("rose in 2006, compared with 2005", year), "12m 2006-12-31; 12m 2005-12-31");
  EXPECT_EQ(targets("in the fourth quarter of 2005", year), "3m 2005-12-31");
  EXPECT_EQ(targets("the full year 2006", year), "12m 2006-12-31");
}

}  // namespace
}  // namespace crossfoot::prose
