// Events in the words of invented reports.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "prose/prose.h"

namespace crossfoot::prose {
namespace {

auto print(const FieldValue& v) -> std::string {
  struct Printer {
    auto operator()(std::monostate) const -> std::string { return "null"; }
    auto operator()(bool b) const -> std::string { return b ? "true" : "false"; }
    auto operator()(const std::string& s) const -> std::string { return s; }
    auto operator()(const Decimal& d) const -> std::string { return d.to_string(); }
    auto operator()(const Date& d) const -> std::string { return d.to_string(); }
    auto operator()(const FieldList& list) const -> std::string {
      std::string s = "[";
      for (const auto& x : list) s += (s.size() > 1 ? ", " : "") + print(x);
      return s + "]";
    }
    auto operator()(const FieldRecord& record) const -> std::string {
      std::string s;
      for (const auto& x : record) s += (s.empty() ? "" : " ") + print(x.value);
      return s;
    }
  };
  return std::visit(Printer{}, v.value);
}

struct Filing {
  std::string bytes;
  container::Submission submission;
  std::vector<layout::Layout> layouts;
  form::Form form;
};

void read(Filing& f) {
  diag::Emitter emitter;
  f.submission = container::parse_submission(f.bytes, emitter);
  for (const auto& d : f.submission.documents) f.layouts.push_back(layout::lay_out(f.bytes, d, emitter));
  f.form = form::read_form(f.bytes, f.submission, f.layouts, emitter);
}

auto events_of(Filing& f) -> std::vector<Event> {
  read(f);
  return find_events(f.bytes, f.submission, f.layouts, f.form, {});
}

/// A typewriter report of one item, with an exhibit where `exhibit` is not empty.
auto report(const std::string& date, const std::string& heading, const std::string& body, const std::string& exhibit = "") -> std::string {
  auto wrapped = [](const std::string& text) {
    std::string out;
    size_t column = 0;
    std::istringstream words(text);
    for (std::string w; words >> w;) {
      if (column + w.size() > 74) {
        out += '\n';
        column = 0;
      }
      out += (column ? " " : "") + w;
      column += w.size() + 1;
    }
    return out;
  };
  std::string s = "<SEC-DOCUMENT>0009999999-07-000009.txt\n<SEC-HEADER>0009999999-07-000009.hdr.sgml\nCONFORMED SUBMISSION TYPE:\t8-K\n\nFILER:\n\n\tCOMPANY DATA:\t\n"
                  "\t\tCOMPANY CONFORMED NAME:\t\t\tQUILL HARBOR MARINE INC\n\t\tCENTRAL INDEX KEY:\t\t\t0009999999\n</SEC-HEADER>\n<DOCUMENT>\n<TYPE>8-K\n<SEQUENCE>1\n<TEXT>\n"
                  "                                    FORM 8-K\n\n                                 CURRENT REPORT\n\n      Date of Report (Date of earliest event reported): " +
                  date + "\n\n                           QUILL HARBOR MARINE, INC.\n             (Exact name of registrant as specified in its charter)\n\n<PAGE>\n\n" + heading + "\n\n" + wrapped(body) +
                  "\n\n                                   SIGNATURES\n\n     Pursuant to the requirements of the Securities Exchange Act of 1934, the\nregistrant has duly caused this report to be signed on its behalf.\n\n"
                  "                                      QUILL HARBOR MARINE, INC.\n\n                                      By: /s/ Ida Marsh\n                                          Ida Marsh\n\n</TEXT>\n</DOCUMENT>\n";
  if (!exhibit.empty()) s += "<DOCUMENT>\n<TYPE>EX-99.1\n<SEQUENCE>2\n<TEXT>\n                                                      EXHIBIT 99.1\n\n" + wrapped(exhibit) + "\n</TEXT>\n</DOCUMENT>\n";
  return s + "</SEC-DOCUMENT>\n";
}

/// Every event on a line: "type item date name=value ...".
auto told(const std::string& date, const std::string& heading, const std::string& body, const std::string& exhibit = "") -> std::string {
  Filing f;
  f.bytes = report(date, heading, body, exhibit);
  std::string out;
  for (const Event& e : events_of(f)) {
    EXPECT_LT(e.span.begin, e.span.end);
    if (!out.empty()) out += '\n';
    out += e.type + " " + (e.item.empty() ? "-" : e.item) + " " + (e.date ? e.date->to_string() : "-");
    for (const Field& x : e.fields) {
      if (x.name == "vesting_terms") continue;
      EXPECT_LE(x.evidence.end, f.bytes.size()) << x.name;
      EXPECT_LT(x.evidence.begin, x.evidence.end) << e.type << "." << x.name;
      out += " | " + x.name + "=" + print(x.value);
    }
  }
  return out;
}

const std::string k502 = "ITEM 5.02  DEPARTURE OF DIRECTORS OR CERTAIN OFFICERS; ELECTION OF DIRECTORS;\n           APPOINTMENT OF CERTAIN OFFICERS";

TEST(PersonEvents, ElectedBesideTheOneWhoRetired) {
  EXPECT_EQ(told("May 2, 1997", "ITEM 5.  OTHER EVENTS", "On May 2, 1997, the Board of Directors elected Walter P. Brandt, Jr. as President and Chief Operating Officer, succeeding Harold Lane, who retired."),
            "officer_appointed 5 1997-05-02 | person=Walter P. Brandt, Jr. | roles=[President, Chief Operating Officer]\n"
            "officer_departed 5 1997-05-02 | person=Harold Lane | roles=[President, Chief Operating Officer] | reason=retired | effective=1997-05-02");
}

TEST(PersonEvents, LetteredPartsAndEffectiveDays) {
  EXPECT_EQ(told("May 3, 2012", k502,
                 "(b) On May 3, 2012, Laura M. Finch, General Counsel of Quill Harbor Marine, Inc., informed the Company of her decision to retire, effective June 30, 2012. (c) On May 4, 2012, the Board "
                 "appointed Peter J. Quigg, age 51, to serve as General Counsel, effective July 1, 2012. Mr. Quigg served as Deputy General Counsel of Oakmont Industries, Inc. from 2006 to 2011."),
            "officer_departed 5.02 2012-05-03 | person=Laura M. Finch | roles=[General Counsel] | reason=retired | effective=2012-06-30\n"
            "officer_appointed 5.02 2012-05-04 | person=Peter J. Quigg | roles=[General Counsel] | age=51 | effective=2012-07-01");
}

TEST(PersonEvents, ThreeDirectorsInOneSentence) {
  EXPECT_EQ(told("June 25, 2018", k502, "On June 25, 2018, directors Robert J. Dunn, Katharine A. Marlow and Philip J. Ott notified the Company that they intended to retire from the Board, each effective June 30, 2018."),
            "director_departed 5.02 2018-06-25 | person=Robert J. Dunn | roles=[director] | reason=retired | effective=2018-06-30\n"
            "director_departed 5.02 2018-06-25 | person=Katharine A. Marlow | roles=[director] | reason=retired | effective=2018-06-30\n"
            "director_departed 5.02 2018-06-25 | person=Philip J. Ott | roles=[director] | reason=retired | effective=2018-06-30");
}

TEST(PersonEvents, ConditionsAndBiographiesAreNone) {
  EXPECT_EQ(told("May 3, 2012", k502,
                 "If Mr. Brandt resigns for good reason, he will receive his salary for one year. Mr. Brandt was appointed Treasurer of Oakmont Industries, Inc. in 2003. Mr. Brandt does not serve as a director "
                 "of any other company."),
            "");
}

TEST(PersonEvents, ElectedToFillAVacancy) {
  EXPECT_EQ(told("May 5, 2014", k502, "On May 5, 2014, the Board of Directors of the Company elected Dr. Karen L. Osei to fill the vacancy. Dr. Osei will serve on the Audit Committee of the Board."),
            "director_elected 5.02 2014-05-05 | person=Karen L. Osei | roles=[director] | effective=2014-05-05");
}

TEST(PersonEvents, SurnameIsResolvedToTheFullestName) {
  EXPECT_EQ(told("January 10, 2005", k502, "On January 10, 2005, the Company announced that Dr. Murray Gold had been appointed to serve as a director.",
                 "BOSTON, January 10, 2005 -- Quill Harbor Marine, Inc. today announced the election of Dr. Murray A. Gold to its Board of Directors."),
            "director_elected 5.02 2005-01-10 | person=Murray A. Gold | roles=[director] | effective=2005-01-10");
}

TEST(Grants, VestingOverDatesAndShares) {
  EXPECT_EQ(told("May 2, 2007", "ITEM 1.01  ENTRY INTO A MATERIAL DEFINITIVE AGREEMENT",
                 "On May 2, 2007, we entered into an employment agreement with Ada R. Quill. Ms. Quill will receive an annual salary of $210,000. On May 2, 2007, Ms. Quill was granted options to purchase 60,000 "
                 "shares of common stock at an exercise price of $4.10 per share. The options vest as follows: 20,000 on May 2, 2008; and the remaining 40,000 in 4 equal quarterly installments from August 2, 2008 "
                 "through May 2, 2009."),
            "employment_agreement 1.01 2007-05-02 | person=Ada R. Quill | salary=210000\n"
            "option_grant 1.01 2007-05-02 | person=Ada R. Quill | shares=60000 | granted=2007-05-02 | exercise_price=4.1 | vesting=[2008-05-02 20000, 2008-08-02 10000, 2008-11-02 10000, 2009-02-02 10000, "
            "2009-05-02 10000]");
}

TEST(Grants, VestingByAnniversaryAndMonth) {
  std::string s = told("May 8, 2013", k502,
                       "On May 8, 2013, Ms. Angela Ruiz was granted an option to purchase 4,800 shares of common stock, with 25% vesting on the first anniversary of the grant date and the remainder vesting in 36 equal "
                       "monthly installments thereafter.");
  EXPECT_NE(s.find("vesting=[2014-05-08 1200, 2014-06-08 100, 2014-07-08 100"), std::string::npos) << s;
  EXPECT_NE(s.find("2017-05-08 100]"), std::string::npos) << s;
}

TEST(Grants, EmploymentAgreementsOfSeveral) {
  EXPECT_EQ(told("December 20, 2024", k502,
                 "On December 20, 2024, the Board extended the terms of the employment agreements with each of David Ball, President and Chief Executive Officer, and Monica Baker, Chief Operating Officer."),
            "employment_agreement 5.02 2024-12-20 | person=David Ball | role=President and Chief Executive Officer\n"
            "employment_agreement 5.02 2024-12-20 | person=Monica Baker | role=Chief Operating Officer");
}

TEST(Equity, PrivatePlacement) {
  EXPECT_EQ(told("November 27, 2002", "ITEM 5.  OTHER EVENTS.",
                 "On November 27, 2002, Registrant sold 1,409,560 shares of its restricted Common Stock to Brandt & Brandt Holdings, LLC, an affiliate of Carl Brandt, a director, in a private placement exempt "
                 "pursuant to Section 4(2) of the Securities Act of 1933."),
            "equity_sale 5 2002-11-27 | shares=1409560 | security=Common Stock | purchaser=Brandt & Brandt Holdings, LLC | exemption=4(2)");
}

TEST(Equity, IssuedAndOutstandingIsNoSale) {
  EXPECT_EQ(told("May 2, 2007", "ITEM 8.01  OTHER EVENTS", "On May 2, 2007, there were 12,000,000 shares of common stock issued and outstanding."), "");
}

TEST(Deals, AgreementWithItsParty) {
  EXPECT_EQ(told("April 3, 2000", "ITEM 5.  OTHER EVENTS", "On April 3, 2000, the Company entered into an Agreement and Plan of Merger with Larkspur Systems, Inc. and LS Acquisition Corp., a wholly owned subsidiary of Larkspur Systems, Inc."),
            "agreement_entered 5 2000-04-03 | counterparty=Larkspur Systems, Inc. | title=Agreement and Plan of Merger");
}

TEST(Deals, MayEnterIntoIsNone) {
  EXPECT_EQ(told("April 3, 2000", "ITEM 5.  OTHER EVENTS", "On April 3, 2000, the Company said that it may enter into an agreement with Larkspur Systems, Inc."), "");
}

TEST(Deals, AcquisitionAndItsSeller) {
  EXPECT_EQ(told("March 1, 1999", "ITEM 2.  ACQUISITION OR DISPOSITION OF ASSETS",
                 "On March 1, 1999, the Registrant acquired from Halvorsen Holdings, Inc. all of the outstanding capital stock of Pine Ridge Fasteners, Inc. for $14.5 million in cash."),
            "acquisition_completed 2 1999-03-01 | target=Pine Ridge Fasteners, Inc. | counterparty=Halvorsen Holdings, Inc. | consideration=14500000");
}

TEST(Deals, DispositionOfABusiness) {
  EXPECT_EQ(told("June 1, 2017", "ITEM 2.01  COMPLETION OF ACQUISITION OR DISPOSITION OF ASSETS", "On June 1, 2017, the Company closed the previously announced sale of its Industrial Coatings business to Axalon Chemical Company for $95 million in cash."),
            "disposition_completed 2.01 2017-06-01 | target=Industrial Coatings business | counterparty=Axalon Chemical Company | consideration=95000000");
}

TEST(Deals, TranchesOfNotes) {
  EXPECT_EQ(told("August 2, 2012", "ITEM 2.03  CREATION OF A DIRECT FINANCIAL OBLIGATION OR AN OBLIGATION UNDER AN\n           OFF-BALANCE SHEET ARRANGEMENT OF A REGISTRANT",
                 "On August 2, 2012, the Company issued $250 million aggregate principal amount of its 2.350% Senior Notes due 2022 and $300 million aggregate principal amount of its 3.700% Senior Notes due 2042."),
            "debt_incurred 2.03 2012-08-02 | amount=250000000\ndebt_incurred 2.03 2012-08-02 | amount=300000000");
}

TEST(Deals, AgreementEnded) {
  EXPECT_EQ(told("May 29, 2015", "ITEM 1.02  TERMINATION OF A MATERIAL DEFINITIVE AGREEMENT", "On May 29, 2015, the Company terminated its Credit Agreement, dated as of June 3, 2011, with Harrow Bank, N.A., as administrative agent."),
            "agreement_ended 1.02 2015-05-29 | counterparty=Harrow Bank, N.A. | title=Credit Agreement");
}

TEST(Results, PeriodFromTheItemAndExhibitNumber) {
  EXPECT_EQ(told("October 21, 2003", "ITEM 12.  RESULTS OF OPERATIONS AND FINANCIAL CONDITION",
                 "On October 21, 2003, the Company issued a press release announcing results for the quarter ended September 27, 2003. A copy is attached as Exhibit 99.1.",
                 "BOSTON, October 21, 2003 -- Quill Harbor Marine, Inc. today announced results for its quarter ended September 30, 2003."),
            "results_announced 12 2003-10-21 | period_end=2003-09-27 | exhibit=99.1");
}

TEST(Payouts, DividendAndRepurchase) {
  EXPECT_EQ(told("May 16, 2019", "ITEM 8.01  OTHER EVENTS",
                 "On May 16, 2019, the Board of Directors authorized the repurchase of up to $50 million of common stock. The Board declared a quarterly cash dividend of $0.08 per share, payable on June 28, 2019 to "
                 "shareholders of record as of June 14, 2019."),
            "share_repurchase 8.01 2019-05-16 | amount=50000000\ndividend_declared 8.01 - | per_share=0.08 | pay_date=2019-06-28 | record_date=2019-06-14");
}

TEST(Audit, AuditorsBothWays) {
  EXPECT_EQ(told("June 10, 1998", "ITEM 4.  CHANGES IN REGISTRANT'S CERTIFYING ACCOUNTANT",
                 "(a) On June 10, 1998, the Registrant dismissed Harrow Finch LLP as its independent accountants. There have been no disagreements with Harrow Finch LLP on any matter of accounting principles. (b) The "
                 "Registrant engaged Ott & Lane as its new independent accountants."),
            "auditor_changed 4 1998-06-10 | from=Harrow Finch LLP | disagreements=false | to=Ott & Lane");
}

TEST(Audit, RestatedPeriods) {
  EXPECT_EQ(told("November 8, 2005", "ITEM 4.02  NON-RELIANCE ON PREVIOUSLY ISSUED FINANCIAL STATEMENTS OR A RELATED\n           AUDIT REPORT OR COMPLETED INTERIM REVIEW",
                 "On November 8, 2005, the Audit Committee concluded that the statements for the fiscal years ended June 30, 2004 and 2003 and the quarter ended March 31, 2005 should no longer be relied upon."),
            "restatement 4.02 2005-11-08 | periods=[2004-06-30, 2003-06-30, 2005-03-31]");
}

TEST(Audit, DelistingNoticeAndRule) {
  EXPECT_EQ(told("November 6, 2009", "ITEM 3.01  NOTICE OF DELISTING OR FAILURE TO SATISFY A CONTINUED LISTING RULE OR\n           STANDARD; TRANSFER OF LISTING",
                 "On November 6, 2009, the Company received a letter from the Nasdaq Stock Market that the bid price had closed below the minimum required under Marketplace Rule 5450(a)(1)."),
            "delisting_notice 3.01 2009-11-06 | exchange=Nasdaq Stock Market | rule=5450(a)(1)");
}

TEST(Audit, Bankruptcy) {
  EXPECT_EQ(told("May 6, 2002", "ITEM 3.  BANKRUPTCY OR RECEIVERSHIP", "On May 6, 2002, the Company filed a voluntary petition under Chapter 11 in the United States Bankruptcy Court for the District of Delaware."),
            "bankruptcy 3 2002-05-06 | court=United States Bankruptcy Court for the District of Delaware");
}

TEST(Governance, BylawsAndFiscalYear) {
  EXPECT_EQ(told("May 18, 2020", "ITEM 5.03  AMENDMENTS TO ARTICLES OF INCORPORATION OR BYLAWS; CHANGE IN FISCAL YEAR", "Effective May 18, 2020, the Board of Directors approved the Amended and Restated By-Laws of the Company."), "bylaws_amended 5.03 2020-05-18");
  EXPECT_EQ(told("May 6, 2001", "ITEM 8.  CHANGE IN FISCAL YEAR", "On May 6, 2001, the Board determined to change its fiscal year end from June 30 to December 31."), "fiscal_year_changed 8 2001-05-06");
}

TEST(Charges, RestructuringTakesItsAmountFromTheRelease) {
  EXPECT_EQ(told("February 23, 2005", "ITEM 2.05  COSTS ASSOCIATED WITH EXIT OR DISPOSAL ACTIVITIES", "On February 23, 2005, the Company issued a press release announcing a restructuring. A copy is attached as Exhibit 99.1.",
                 "BOSTON, February 23, 2005 -- Quill Harbor Marine, Inc. today announced cost reductions. The company will take a restructuring charge of up to $250,000 to cover severance."),
            "restructuring 2.05 2005-02-23 | amount=250000");
}

TEST(Hostile, NoInputHangsOrCrashes) {
  std::string deep;
  for (int i = 0; i < 20000; ++i) deep += "On May 2, 2007, Ms. A. B. appointed resigned entered into (\"";
  told("May 2, 2007", "ITEM 5.  OTHER EVENTS", deep);
  told("May 2, 2007", "ITEM 5.  OTHER EVENTS", std::string(200000, '(') + std::string(200000, '"'));
  std::string marks;
  for (int i = 0; i < 5000; ++i) marks += "\xE2\x80 \xC2 \xE2\x84 $\xE2\x82";
  told("May 2, 2007", "ITEM 5.  OTHER EVENTS", marks);
}

// ---- the user's own filings ------------------------------------------------------------------------------------

auto seed_events(const char* name, std::vector<Event>& events) -> bool {
  std::filesystem::path path = std::filesystem::path(CROSSFOOT_SOURCE_DIR) / ".." / "shared" / "seeds" / name;
  std::ifstream in(path, std::ios::binary);
  if (!in) return false;
  std::ostringstream all;
  all << in.rdbuf();
  Filing f;
  f.bytes = all.str();
  events = events_of(f);
  return true;
}

auto lines(const std::vector<Event>& events) -> std::string {
  std::string out;
  for (const Event& e : events) {
    if (!out.empty()) out += '\n';
    out += e.type + " " + (e.item.empty() ? "-" : e.item) + " " + (e.date ? e.date->to_string() : "-");
    for (const Field& x : e.fields)
      if (x.name != "vesting_terms" && x.name != "vesting") out += " | " + x.name + "=" + print(x.value);
  }
  return out;
}

TEST(Seeds, Placement) {
  std::vector<Event> events;
  if (!seed_events("000_957441270c990422.txt", events)) GTEST_SKIP() << "../shared/seeds is not beside this clone";
  EXPECT_EQ(lines(events), "equity_sale 5 2002-11-27 | shares=4409560 | security=Common Stock | purchaser=Berg & Berg Enterprises, LLC | exemption=4(2)");
}

TEST(Seeds, OfficerAndGrant) {
  std::vector<Event> events;
  if (!seed_events("001_17c7d2e4f400626b.txt", events)) GTEST_SKIP() << "../shared/seeds is not beside this clone";
  EXPECT_EQ(lines(events),
            "employment_agreement 1.01 2005-09-09 | person=Thomas F. Mezger | salary=185000 | role=Chief Financial Officer and Assistant Secretary\n"
            "option_grant 1.01 2005-09-13 | person=Thomas F. Mezger | shares=175000 | granted=2005-09-13 | exercise_price=2.77\n"
            "officer_departed 5.02 2005-09-13 | person=Kevin W. Mischnick | roles=[Assistant Secretary, Principal Accounting Officer] | reason=resigned | effective=2005-09-13\n"
            "officer_appointed 5.02 2005-09-09 | person=Thomas F. Mezger | roles=[Chief Financial Officer, Assistant Secretary] | age=53");
  for (const Event& e : events)
    for (const Field& x : e.fields)
      if (x.name == "vesting") {
        EXPECT_EQ(print(x.value),
                  "[2006-09-13 43750, 2006-12-13 10937.5, 2007-03-13 10937.5, 2007-06-13 10937.5, 2007-09-13 10937.5, 2007-12-13 10937.5, 2008-03-13 10937.5, 2008-06-13 10937.5, 2008-09-13 10937.5, "
                  "2008-12-13 10937.5, 2009-03-13 10937.5, 2009-06-13 10937.5, 2009-09-13 10937.5]");
      }
}

TEST(Seeds, ReleaseOfAnAppointment) {
  std::vector<Event> events;
  if (!seed_events("004_c82779c61ef1ea4d.txt", events)) GTEST_SKIP() << "../shared/seeds is not beside this clone";
  EXPECT_EQ(lines(events), "officer_appointed - 2005-09-14 | person=Thomas Mezger | roles=[Chief Financial Officer]");
}

}  // namespace
}  // namespace crossfoot::prose
