// The rules over form, run on whole invented submissions.
#include <gtest/gtest.h>

#include "check/business_days.h"
#include "check/rules.h"

namespace crossfoot::check {
namespace {

using Check = void (*)(const Input&, diag::Emitter&);

struct Report {
  std::string form = "8-K", period = "20070502", filed = "20070504";
  std::vector<std::string> items;  // ITEM INFORMATION lines
  std::string date = "May 2, 2007";
  std::string body;
  std::string signed_on = "May 4, 2007";
  std::string behind;  // exhibit index and what else follows the signature
  std::vector<std::pair<std::string, std::string>> attached;
};

auto to_text(const Report& r) -> std::string {
  std::string s = "<SEC-DOCUMENT>0009999999-07-000001.txt : " + r.filed + "\n<SEC-HEADER>0009999999-07-000001.hdr.sgml : " + r.filed +
                  "\nACCESSION NUMBER:\t\t0009999999-07-000001\nCONFORMED SUBMISSION TYPE:\t" + r.form + "\nPUBLIC DOCUMENT COUNT:\t\t" + std::to_string(1 + r.attached.size()) +
                  "\nCONFORMED PERIOD OF REPORT:\t" + r.period + "\n";
  for (const auto& i : r.items) s += "ITEM INFORMATION:\t\t" + i + "\n";
  s += "FILED AS OF DATE:\t\t" + r.filed + "\n\nFILER:\n\n\tCOMPANY DATA:\t\n\t\tCOMPANY CONFORMED NAME:\t\t\tQUILL HARBOR MARINE INC\n\t\tCENTRAL INDEX KEY:\t\t\t0009999999\n</SEC-HEADER>\n"
       "<DOCUMENT>\n<TYPE>" + r.form + "\n<SEQUENCE>1\n<FILENAME>report.txt\n<TEXT>\n\n"
       "                       SECURITIES AND EXCHANGE COMMISSION\n\n                                  FORM 8-K\n\n                               CURRENT REPORT\n\n"
       "      Date of Report (Date of earliest event reported): " + r.date + "\n\n                           QUILL HARBOR MARINE, INC.\n"
       "             (Exact name of registrant as specified in its charter)\n\n<PAGE>\n\n" + r.body +
       "\n\n                                   SIGNATURES\n\n     Pursuant to the requirements of the Securities Exchange Act of 1934, the\nregistrant has duly caused this report to be signed on its behalf.\n\n"
       "                                      QUILL HARBOR MARINE, INC.\n\nDate: " + r.signed_on + "                     By: /s/ Ada Quill\n                                          Ada Quill\n"
       "                                          President\n\n" + r.behind + "</TEXT>\n</DOCUMENT>\n";
  for (const auto& [type, text] : r.attached) s += "<DOCUMENT>\n<TYPE>" + type + "\n<SEQUENCE>2\n<TEXT>\n" + text + "\n</TEXT>\n</DOCUMENT>\n";
  return s + "</SEC-DOCUMENT>\n";
}

/// What a rule says of a report, one finding a line: "warning: message at 'quoted'".
auto run(Check check, const Report& report) -> std::string {
  std::string bytes = to_text(report);
  diag::Emitter reading, emitter;
  auto submission = container::parse_submission(bytes, reading);
  std::vector<layout::Layout> layouts;
  for (const auto& d : submission.documents) layouts.push_back(layout::lay_out(bytes, d, reading));
  auto form = form::read_form(bytes, submission, layouts, reading);
  statement::Statements statements;
  prose::Prose prose;
  check({bytes, submission, layouts, form, statements, prose}, emitter);
  std::string out;
  for (const auto& d : emitter.diagnostics()) {
    EXPECT_LT(d.span.begin, d.span.end) << d.message;
    EXPECT_LE(d.span.end, bytes.size());
    if (!out.empty()) out += '\n';
    out += std::string(diag::to_string(d.severity)) + ": " + d.message;
  }
  return out;
}

constexpr std::string_view kRelease = "Item 8.01 Other Events\n\nThe mill is sold. The release is attached as Exhibit 99.1.\n\n";
constexpr std::string_view kList = "Item 9.01 Financial Statements and Exhibits\n\n(d) Exhibits\n\n99.1   Press release of the Company\n";

auto clean() -> Report {
  Report r;
  r.items = {"Other Events", "Financial Statements and Exhibits"};
  r.body = std::string(kRelease) + std::string(kList);
  r.attached = {{"EX-99.1", "EXHIBIT 99.1\n\nThe mill is sold."}};
  return r;
}

TEST(FormRules, SilentOnACleanReport) {
  for (Check check : {check_exhibit, check_item_header, check_duplicate_number, check_dates, check_late}) EXPECT_EQ(run(check, clean()), "");
}

TEST(ExhibitRule, BodyAndListDisagree) {
  Report r = clean();
  r.body = std::string(kRelease) + "Item 9.01 Financial Statements and Exhibits\n\n(d) Exhibits\n\n99.2   Press release of the Company\n";
  r.attached[0] = {"EX-99.2", "The mill is sold."};
  EXPECT_EQ(run(check_exhibit, r), "error: the body speaks of Exhibit 99.1, but the exhibit listed is 99.2");
}

TEST(ExhibitRule, ListAndAttachmentDisagree) {
  Report r = clean();
  r.attached[0] = {"EX-99.2", "The mill is sold."};
  EXPECT_EQ(run(check_exhibit, r), "warning: the document filed as EX-99.2 is listed as Exhibit 99.1");
  r = clean();
  r.attached[0].second = "EXHIBIT 99.3\n\nThe mill is sold.";
  EXPECT_EQ(run(check_exhibit, r), "warning: the document filed as EX-99.1 calls itself Exhibit 99.3");
}

TEST(ExhibitRule, ListedButNotAttached) {
  Report r = clean();
  r.attached.clear();
  EXPECT_EQ(run(check_exhibit, r), "warning: Exhibit 99.1 is listed, but the submission does not hold it");
}

TEST(ExhibitRule, AttachedButNotListed) {
  Report r = clean();
  r.attached.push_back({"EX-10.1", "EMPLOYMENT AGREEMENT"});
  EXPECT_EQ(run(check_exhibit, r), "warning: the list of exhibits does not have the document filed as EX-10.1");
}

TEST(ExhibitRule, ItemAndIndexDisagree) {
  Report r = clean();
  r.behind = "<PAGE>\n\n                              EXHIBIT INDEX\n\n99.2   Press release of the Company\n";
  EXPECT_EQ(run(check_exhibit, r), "note: Exhibit 99.2 is listed, but the submission does not hold it\nwarning: the item lists Exhibit 99.1, the exhibit index 99.2");
  r.behind = "<PAGE>\n\n                              EXHIBIT INDEX\n\n99.1   Press release of the Company\n";
  EXPECT_EQ(run(check_exhibit, r), "");
}

TEST(ExhibitRule, PrintedUnderAnotherNumber) {
  Report r = clean();
  r.attached.clear();
  r.behind = "<PAGE>\n                                                  EXHIBIT 99.2\n\n     The mill is sold.\n";
  EXPECT_EQ(run(check_exhibit, r), "warning: Exhibit 99.1 is listed, but the submission does not hold it\n"
                                   "warning: the list of exhibits does not have Exhibit 99.2, which is printed here");
}

TEST(ExhibitRule, NoDisagreement) {
  Report r = clean();
  // "EX-99" and "99.1", another filing's exhibit, an exhibit left to a later amendment, XBRL.
  r.attached[0].first = "EX-99";
  EXPECT_EQ(run(check_exhibit, r), "");
  r = clean();
  r.body = "Item 8.01 Other Events\n\nSee Exhibit 4.1 to the registration statement on Form S-1, and Exhibit 99.1.\n\n" + std::string(kList) +
           "\n10.1   Agreement, to be filed by amendment\n\n104    Cover page interactive data file\n";
  EXPECT_EQ(run(check_exhibit, r), "");
}

TEST(ItemHeaderRule, UndeclaredAndMissing) {
  Report r = clean();
  r.items = {"Results of Operations and Financial Condition", "Financial Statements and Exhibits"};
  EXPECT_EQ(run(check_item_header, r), "warning: the header declares Item 2.02, but no heading of the report bears it\n"
                                       "warning: Item 8.01 is reported here, but the header does not declare it");
  r.items = {"Other Events"};
  EXPECT_EQ(run(check_item_header, r), "note: Item 9.01 is reported here, but the header does not declare it");
  r.items = {"", "Other Events"};  // a declared item without a name can be any
  EXPECT_EQ(run(check_item_header, r), "");
  r.items = {};
  EXPECT_EQ(run(check_item_header, r), "");
}

TEST(ItemHeaderRule, TitleOfAnother) {
  Report r = clean();
  r.items = {"Regulation FD Disclosure", "Financial Statements and Exhibits"};
  r.body = "Item 7.01 Other Events\n\nThe mill is sold. The release is attached as Exhibit 99.1.\n\n" + std::string(kList);
  EXPECT_EQ(run(check_item_header, r), "warning: Item 7.01 is headed \"Other Events\", which is the title of Item 8.01");
}

TEST(DuplicateNumberRule, ListAttachmentsItems) {
  Report r = clean();
  r.body = std::string(kRelease) + std::string(kList) + "\n99.1   Transcript of a call\n";
  EXPECT_EQ(run(check_duplicate_number, r), "warning: Exhibit 99.1 is listed twice: as \"Press release of the Company\" and as \"Transcript of a call\"");
  r = clean();
  r.attached.push_back({"EX-99.1", "Slides"});
  EXPECT_EQ(run(check_duplicate_number, r), "warning: two documents are filed as EX-99.1");
  r = clean();
  r.body = std::string(kRelease) + "Item 8.01 Financial Statements and Exhibits\n\n(d) Exhibits\n\n99.1   Press release of the Company\n";
  EXPECT_EQ(run(check_duplicate_number, r), "warning: Item 8.01 stands twice: over \"Other Events\" and over \"Financial Statements and Exhibits\"");
  // The item's list and the index name each exhibit once.
  r = clean();
  r.behind = "<PAGE>\n\n                              EXHIBIT INDEX\n\n99.1   Release, as above\n";
  EXPECT_EQ(run(check_duplicate_number, r), "");
}

TEST(DatesRule, NoSuchDay) {
  Report r = clean();
  r.body = "Item 8.01 Other Events\n\nThe term ends on June 31, 2008 or February 29, 2007; it began on May 31,\n2006. See Exhibit 99.1.\n\n" + std::string(kList);
  EXPECT_EQ(run(check_dates, r), "error: \"June 31, 2008\" is a day that no calendar has\nerror: \"February 29, 2007\" is a day that no calendar has");
}

TEST(DatesRule, Weekday) {
  Report r = clean();
  r.body = "Item 8.01 Other Events\n\nThe meeting is on Monday, May 8, 2007 and the call on Wednesday, May 9, 2007.\n\n" + std::string(kList);
  EXPECT_EQ(run(check_dates, r), "warning: \"Monday, May 8, 2007\" was a Tuesday");
}

TEST(DatesRule, SignedBeforeTheEvent) {
  Report r = clean();
  r.signed_on = "May 4, 2006";
  EXPECT_EQ(run(check_dates, r), "error: signed on 2006-05-04, before the event of 2007-05-02 that it reports");
  r.signed_on = "May 1, 2007";
  EXPECT_EQ(run(check_dates, r), "warning: signed on 2007-05-01, before the event of 2007-05-02 that it reports");
  r.signed_on = "May 14, 2007";
  EXPECT_EQ(run(check_dates, r), "warning: signed on 2007-05-14, after it was filed on 2007-05-04");
}

TEST(DatesRule, CoverAgainstHeader) {
  Report r = clean();
  r.period = "20070402";
  EXPECT_EQ(run(check_dates, r), "warning: the cover's date of report is 2007-05-02, the header's 2007-04-02");
  r = clean();
  r.date = "May 7, 2007";
  r.signed_on = "May 8, 2007";
  EXPECT_EQ(run(check_dates, r).substr(0, 80), "warning: the report is of an event on 2007-05-07, after it was filed on 2007-05-");
}

TEST(DatesRule, ReleaseListedUnderAnotherDay) {
  Report r = clean();
  r.body = std::string(kRelease) + "Item 9.01 Financial Statements and Exhibits\n\n(d) Exhibits\n\n99.1   Press release dated May 2, 2007\n";
  r.attached[0].second = "EXHIBIT 99.1\n\nFOR IMMEDIATE RELEASE\n\n                  QUILL HARBOR SELLS ITS MILL\n\n     PORTLAND, Maine, May 3, 2007 -- Quill Harbor Marine, Inc. today announced that it\nsold its mill to a buyer who paid for it in cash on the day of the sale.\n\n"
                         "About Quill Harbor\n\n     Quill Harbor Marine builds boats.\n";
  EXPECT_EQ(run(check_dates, r), "warning: Exhibit 99.1 is listed as dated 2007-05-02, its dateline says 2007-05-03");
}

TEST(LateRule, FourBusinessDays) {
  Report r = clean();
  r.body = "Item 5.02 Departure of Directors or Certain Officers\n\nThe miller left.\n\n" + std::string(kList);
  for (const char* in_time : {"20070503", "20070507", "20070508"}) {
    r.filed = in_time;
    EXPECT_EQ(run(check_late, r), "") << in_time;
  }
  r.filed = "20070509";
  EXPECT_EQ(run(check_late, r), "warning: filed on 2007-05-09, 1 business day late: Item 5.02 of an event on 2007-05-02 allows 4 business days, until 2007-05-08");
  r.form = "8-K/A";
  EXPECT_EQ(run(check_late, r), "");
}

TEST(LateRule, ItemsWithoutADeadline) {
  Report r = clean();
  r.filed = "20070601";
  EXPECT_EQ(run(check_late, r), "");
  r.body = "Item 5.02 Departure of Directors or Certain Officers\n\nThe miller left.\n\n" + r.body;
  EXPECT_EQ(run(check_late, r).substr(0, 5), "note:");
}

TEST(LateRule, OldItems) {
  Report r;
  r.period = "20010502";
  r.date = "May 2, 2001";
  r.signed_on = "May 4, 2001";
  r.body = "Item 4. Changes in Registrant's Certifying Accountant\n\nThe auditor resigned.\n";
  r.filed = "20010509";
  EXPECT_EQ(run(check_late, r), "");
  r.filed = "20010510";
  EXPECT_EQ(run(check_late, r), "warning: filed on 2001-05-10, 1 business day late: Item 4 of an event on 2001-05-02 allows 5 business days, until 2001-05-09");
  r.body = "Item 2. Acquisition or Disposition of Assets\n\nA mill was bought.\n";
  r.filed = "20010517";
  EXPECT_EQ(run(check_late, r), "");
  r.filed = "20010518";
  EXPECT_EQ(run(check_late, r).substr(0, 46), "warning: filed on 2001-05-18, 1 business day l");
  r.body = "Item 5. Other Events\n\nA mill was bought.\n";
  EXPECT_EQ(run(check_late, r), "");
}

TEST(BusinessDays, Holidays) {
  for (Date d : {Date{2005, 1, 17}, Date{2005, 2, 21}, Date{2005, 5, 30}, Date{2005, 7, 4}, Date{2005, 9, 5}, Date{2005, 10, 10}, Date{2005, 11, 11}, Date{2005, 11, 24},
                 Date{2005, 12, 26}, Date{2010, 12, 31}, Date{2022, 6, 20}, Date{2021, 6, 18}})
    EXPECT_TRUE(is_federal_holiday(d)) << d.to_string();
  for (Date d : {Date{2005, 1, 10}, Date{2005, 5, 23}, Date{2005, 11, 17}, Date{2020, 6, 19}, Date{2005, 12, 27}}) EXPECT_FALSE(is_federal_holiday(d)) << d.to_string();
  EXPECT_FALSE(is_business_day({2004, 6, 11}));  // closed by order
  EXPECT_EQ(add_business_days({2005, 11, 22}, 4), (Date{2005, 11, 29}));
  EXPECT_EQ(add_business_days({2005, 9, 10}, 4), (Date{2005, 9, 15}));  // an event on a Saturday
  EXPECT_EQ(next_business_day({2005, 12, 24}), (Date{2005, 12, 27}));
}

TEST(BusinessDays, EveryYearHasItsHolidays) {
  for (int year = 1993; year <= 2040; ++year) {
    int holidays = 0;
    for (Date d{static_cast<int16_t>(year), 1, 1}; d.year == year; d = d.plus_days(1)) holidays += is_federal_holiday(d) && d.weekday() % 6 != 0;
    // New Year's Day can be observed in the year before.
    EXPECT_GE(holidays, year >= 2021 ? 10 : 9) << year;
    EXPECT_LE(holidays, year >= 2021 ? 12 : 11) << year;
  }
}

}  // namespace
}  // namespace crossfoot::check
