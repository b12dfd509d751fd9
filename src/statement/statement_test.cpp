// Whole statements through layout and statement, of invented registrants.
#include "statement/statement.h"

#include <gtest/gtest.h>

#include "layout/layout.h"

namespace crossfoot::statement {
namespace {

struct Read {
  std::string bytes;
  container::Submission submission;
  std::vector<layout::Layout> layouts;
  Statements statements;
};

auto read(std::string text) -> Read {
  Read r;
  r.bytes = std::move(text);
  diag::Emitter emitter;
  r.submission = container::parse_submission(r.bytes, emitter);
  for (const auto& d : r.submission.documents) r.layouts.push_back(layout::lay_out(r.bytes, d, emitter));
  form::Form form;
  r.statements = read_statements(r.bytes, r.submission, r.layouts, form, emitter);
  return r;
}

/// "us-gaap:Assets 21336000 @2003-09-30" of every fact with `label`, in order.
auto facts_of(const Read& r, std::string_view label) -> std::vector<std::string> {
  std::vector<std::string> out;
  for (const Fact& f : r.statements.facts) {
    if (f.label != label) continue;
    std::string s = f.concept_name.empty() ? "-" : f.concept_name.substr(8);
    s += " " + f.value.to_string() + " @";
    if (f.period.start) s += f.period.start->to_string() + "/";
    s += f.period.end ? f.period.end->to_string() : "?";
    out.push_back(s);
  }
  return out;
}

using Strings = std::vector<std::string>;

constexpr const char* kBalanceSheet = R"(
                          QUILLBROOK INSTRUMENTS, INC.
                     CONDENSED CONSOLIDATED BALANCE SHEETS
              (in thousands, except share and per share amounts)

                                                   June 30,      December 31,
                                                     1998            1997
                                                  -----------    ------------
Current assets:
  Cash and cash equivalents                       $     1,204    $        980
  Accounts receivable, net of allowance of $130
    and $120                                            2,310           2,105
  Inventories:
    Raw materials                                         400             380
    Finished goods                                        600             520
                                                  -----------    ------------
                                                        1,000             900
  Other                                                   110              95
                                                  -----------    ------------
      Total current assets                              4,624           4,080
Property, plant and equipment, net                      3,050           2,990
                                                  -----------    ------------
                                                  $     7,674    $      7,070
                                                  ===========    ============

Current liabilities:
  Accounts payable                                $       900    $        850
  Deferred income taxes                                    40              35
                                                  -----------    ------------
      Total current liabilities                           940             885
Long-term debt, less current portion                    1,500           1,600
Stockholders' equity:
  Common stock, $.01 par value; 20,000,000 shares
    authorized; 5,100,000 and 5,050,000 shares
    issued and outstanding, respectively                   51              51
  Additional paid-in capital                            4,100           4,090
  Retained earnings                                     1,083             444
                                                  -----------    ------------
      Total stockholders' equity                        5,234           4,585
                                                  -----------    ------------
                                                  $     7,674    $      7,070
                                                  ===========    ============
)";

TEST(Statement, BalanceSheetByItsRows) {
  auto r = read(kBalanceSheet);
  ASSERT_GE(r.statements.tables.size(), 1u);
  EXPECT_EQ(r.statements.tables[0].kind, Kind::balance_sheet);
  EXPECT_EQ(r.statements.tables[0].scale_power, 3);
  EXPECT_EQ(facts_of(r, "Cash and cash equivalents"), (Strings{"CashAndCashEquivalentsAtCarryingValue 1204000 @1998-06-30", "CashAndCashEquivalentsAtCarryingValue 980000 @1997-12-31"}));
  EXPECT_EQ(facts_of(r, "Total current assets")[0], "AssetsCurrent 4624000 @1998-06-30");
  EXPECT_EQ(facts_of(r, "Deferred income taxes")[0], "DeferredIncomeTaxLiabilitiesCurrent 40000 @1998-06-30");
  EXPECT_EQ(facts_of(r, "Other")[0], "OtherAssetsCurrent 110000 @1998-06-30");
}

TEST(Statement, UnlabelledTotalsAreNamed) {
  auto r = read(kBalanceSheet);
  auto blank = facts_of(r, "");
  ASSERT_GE(blank.size(), 6u);
  EXPECT_EQ(blank[0], "InventoryNet 1000000 @1998-06-30");
  EXPECT_EQ(blank[2], "Assets 7674000 @1998-06-30");
  EXPECT_EQ(blank[4], "LiabilitiesAndStockholdersEquity 7674000 @1998-06-30");
}

TEST(Statement, LabelsStateCountsAndAllowances) {
  auto r = read(kBalanceSheet);
  std::vector<std::string> stated;
  for (const Fact& f : r.statements.facts)
    if (f.recovered && (f.unit != Unit::currency || f.concept_name.find("Allowance") != std::string::npos)) stated.push_back(f.concept_name.substr(8) + " " + f.value.to_string());
  EXPECT_EQ(stated, (Strings{"AllowanceForDoubtfulAccountsReceivableCurrent 130000", "AllowanceForDoubtfulAccountsReceivableCurrent 120000", "CommonStockParOrStatedValuePerShare 0.01", "CommonStockParOrStatedValuePerShare 0.01",
                             "CommonStockSharesAuthorized 20000000", "CommonStockSharesAuthorized 20000000", "CommonStockSharesIssued 5100000", "CommonStockSharesIssued 5050000", "CommonStockSharesOutstanding 5100000",
                             "CommonStockSharesOutstanding 5050000"}));
}

constexpr const char* kIncome = R"(
                          QUILLBROOK INSTRUMENTS, INC.
                     CONSOLIDATED STATEMENTS OF OPERATIONS
                    (in thousands, except per share amounts)

                              Three Months Ended June 30,    Six Months Ended June 30,
                              ---------------------------    -------------------------
                                 1998           1997            1998          1997
                              ----------     ----------      ----------    ----------
Net sales                     $    5,000     $    4,000      $    9,500    $    7,900
Cost of sales                      3,000          2,500           5,800         5,000
                              ----------     ----------      ----------    ----------
Gross profit                       2,000          1,500           3,700         2,900
Selling, general and
  administrative                   1,100          1,900           2,100         3,500
                              ----------     ----------      ----------    ----------
Operating income (loss)              900           (400)          1,600          (600)
Interest expense                    (100)          (110)           (200)         (210)
                              ----------     ----------      ----------    ----------
Income (loss) before income
  taxes                              800           (510)          1,400          (810)
Provision for income taxes           300              -             500             -
                              ----------     ----------      ----------    ----------
Net income (loss)             $      500     $     (510)     $      900    $     (810)
                              ==========     ==========      ==========    ==========
Net income (loss) per share   $     0.10     $    (0.10)     $     0.18    $    (0.16)
                              ==========     ==========      ==========    ==========
Weighted average shares
  outstanding                      5,100          5,050           5,090         5,050
)";

TEST(Statement, IncomeStatementPeriodsAndUnits) {
  auto r = read(kIncome);
  ASSERT_GE(r.statements.tables.size(), 1u);
  EXPECT_EQ(r.statements.tables[0].kind, Kind::income_statement);
  EXPECT_EQ(facts_of(r, "Net sales"), (Strings{"Revenues 5000000 @1998-04-01/1998-06-30", "Revenues 4000000 @1997-04-01/1997-06-30", "Revenues 9500000 @1998-01-01/1998-06-30", "Revenues 7900000 @1997-01-01/1997-06-30"}));
  EXPECT_EQ(facts_of(r, "Net income (loss) per share")[1], "EarningsPerShareBasicAndDiluted -0.1 @1997-04-01/1997-06-30");
  EXPECT_EQ(facts_of(r, "Weighted average shares outstanding")[0], "WeightedAverageNumberOfSharesOutstandingBasic 5100000 @1998-04-01/1998-06-30");
}

TEST(Statement, ParenthesesAroundExpensesArePresentation) {
  auto r = read(kIncome);
  EXPECT_EQ(facts_of(r, "Interest expense")[0], "InterestExpense 100000 @1998-04-01/1998-06-30");
  // What is printed stays as it is: the arithmetic of the table needs it.
  const auto& t = r.statements.tables[0];
  for (const auto& row : t.rows)
    if (row.label == "Interest expense") {
      EXPECT_EQ(t.figures[row.first_figure].printed.to_string(), "-100");
      EXPECT_EQ(t.figures[row.first_figure].value.to_string(), "-100000");
    }
}

TEST(Statement, NilIsAFactOfZero) {
  auto r = read(kIncome);
  EXPECT_EQ(facts_of(r, "Provision for income taxes")[1], "IncomeTaxExpenseBenefit 0 @1997-04-01/1997-06-30");
}

TEST(Statement, LossUnderALossLabel) {
  auto r = read(R"(
                            TAMARACK FOUNDRY CORP.
                     CONSOLIDATED STATEMENTS OF OPERATIONS
                             (Dollars in millions)

Year Ended December 31,                      2001          2000
- ----------------------------------------------------------------
Net sales                                 $   120       $   140
Cost of sales                                 110           120
Selling and administrative                     30            29
Interest expense                                4             4
                                          -------       -------
Loss before income taxes                       24            13
Income tax benefit                              9             5
                                          -------       -------
Net loss                                  $    15       $     8
                                          =======       =======
Net loss per share                        $  1.50       $  0.80
)");
  EXPECT_EQ(facts_of(r, "Net loss"), (Strings{"NetIncomeLoss -15000000 @2001-01-01/2001-12-31", "NetIncomeLoss -8000000 @2000-01-01/2000-12-31"}));
  EXPECT_EQ(facts_of(r, "Income tax benefit")[0], "IncomeTaxExpenseBenefit -9000000 @2001-01-01/2001-12-31");
  EXPECT_EQ(facts_of(r, "Net loss per share")[0], "EarningsPerShareBasicAndDiluted -1.5 @2001-01-01/2001-12-31");
}

TEST(Statement, CashFlowSignsAndInstants) {
  auto r = read(R"(
                            TAMARACK FOUNDRY CORP.
                     CONSOLIDATED STATEMENTS OF CASH FLOWS
                             (Dollars in millions)

Years Ended December 31,                     2001          2000
- ----------------------------------------------------------------
Operating activities:
  Net loss                                $   (15)      $    (8)
  Depreciation and amortization                20            21
  Changes in operating assets and liabilities:
    Accounts receivable                        (3)            2
    Accounts payable                            1            (2)
                                          -------       -------
Net cash provided by operating activities       3            13
Investing activities:
  Capital expenditures                         (6)          (9)
                                          -------       -------
Net cash used in investing activities          (6)          (9)
Financing activities:
  Repayments of long-term debt                 (1)          (1)
                                          -------       -------
Net cash used in financing activities          (1)          (1)
                                          -------       -------
Net (decrease) increase in cash                (4)            3
Cash and cash equivalents at beginning of year 12            9
                                          -------       -------
Cash and cash equivalents at end of year  $     8       $    12
                                          =======       =======
)");
  EXPECT_EQ(facts_of(r, "Capital expenditures")[0], "PaymentsToAcquirePropertyPlantAndEquipment 6000000 @2001-01-01/2001-12-31");
  EXPECT_EQ(facts_of(r, "Accounts receivable")[0], "IncreaseDecreaseInAccountsReceivable 3000000 @2001-01-01/2001-12-31");
  EXPECT_EQ(facts_of(r, "Accounts payable")[1], "IncreaseDecreaseInAccountsPayable -2000000 @2000-01-01/2000-12-31");
  EXPECT_EQ(facts_of(r, "Cash and cash equivalents at beginning of year")[0], "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents 12000000 @2000-12-31");
  EXPECT_EQ(facts_of(r, "Cash and cash equivalents at end of year")[0], "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents 8000000 @2001-12-31");
}

TEST(Statement, YearsOfFiftyTwoWeeksTakeTheirDatesFromTheFiling) {
  auto r = read(R"(<SEC-DOCUMENT>0000000000-98-000001.txt : 19980401
<SEC-HEADER>0000000000-98-000001.hdr.sgml : 19980401
CONFORMED SUBMISSION TYPE:	10-K
CONFORMED PERIOD OF REPORT:	19980131
</SEC-HEADER>
<DOCUMENT>
<TYPE>10-K
<TEXT>
The fiscal years ended January 31, 1998, February 1, 1997 and February 3, 1996 are called fiscal 1997, 1996 and 1995. Stores open on February 1, 1997 and February 3, 1996 are counted.

                            PEBBLE & VANE STORES, INC.
                       CONSOLIDATED STATEMENTS OF INCOME
                                (In thousands)

Fiscal Year                                  1997          1996          1995
- ------------------------------------------------------------------------------
Net sales                                 $ 9,000       $ 8,000       $ 7,000
Cost of sales                               6,000         5,500         4,900
                                          -------       -------       -------
Gross profit                                3,000         2,500         2,100
Selling, general and administrative         2,000         1,900         1,800
                                          -------       -------       -------
Income before income taxes                  1,000           600           300
Income taxes                                  400           240           120
                                          -------       -------       -------
Net income                                $   600       $   360       $   180
                                          =======       =======       =======
</TEXT>
</DOCUMENT>
</SEC-DOCUMENT>
)");
  auto sales = facts_of(r, "Net sales");
  ASSERT_EQ(sales.size(), 3u);
  EXPECT_TRUE(sales[0].ends_with("/1998-01-31")) << sales[0];
  EXPECT_EQ(sales[1], "Revenues 8000000 @1996-02-04/1997-02-01");
  EXPECT_TRUE(sales[2].ends_with("/1996-02-03")) << sales[2];
}

TEST(Statement, DigestsAreNoStatements) {
  auto r = read(R"(
The following table summarizes our cash flows:

                                             2001          2000
                                          -------       -------
Net cash provided by operating activities $     3       $    13
Net cash used in investing activities          (6)           (9)
Net cash used in financing activities          (1)           (1)
)");
  for (const auto& t : r.statements.tables) EXPECT_EQ(t.kind, Kind::none);
}

TEST(Statement, EmptyAndOddInputIsSafe) {
  EXPECT_TRUE(read("").statements.facts.empty());
  EXPECT_TRUE(read("nothing but words\n").statements.facts.empty());
  auto r = read("  1  2  3\n  4  5  6\n  7  8  9\n");
  for (const Fact& f : r.statements.facts) EXPECT_TRUE(f.concept_name.empty());
}

}  // namespace
}  // namespace crossfoot::statement
