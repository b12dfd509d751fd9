#include "check/statement_rules.h"

#include <gtest/gtest.h>

#include "check/printed_table.h"

namespace crossfoot::check {
namespace {

using diag::Rule;
using diag::Severity;
using statement::ColumnKind;
using statement::Kind;
using statement::Period;
using statement::Tick;

auto day(int year, int month, int d) -> Date { return {static_cast<int16_t>(year), static_cast<uint8_t>(month), static_cast<uint8_t>(d)}; }

struct Checked {
  statement::Statements statements;
  std::vector<diag::Diagnostic> diagnostics;
  Checks checks;
  auto of(Rule rule) const -> std::vector<diag::Diagnostic> {
    std::vector<diag::Diagnostic> out;
    for (const auto& d : diagnostics)
      if (d.rule == rule && d.severity != Severity::note) out.push_back(d);
    return out;
  }
  auto tick(std::string_view label, size_t column, size_t table = 0) const -> Tick {
    for (const auto& f : statements.facts)
      if (f.table == table && f.label == label && f.column == column) return f.tick;
    ADD_FAILURE() << "no fact " << label;
    return Tick::unverified;
  }
};

auto check(std::vector<statement::StatementTable> tables, std::string_view bytes = {}, container::Submission submission = {}) -> Checked {
  Checked out;
  out.statements = make_statements(std::move(tables));
  diag::Emitter emitter;
  out.checks = check_statements(bytes, submission, {}, out.statements, emitter);
  out.diagnostics = emitter.take_sorted();
  return out;
}

auto swapped(std::string_view picture, std::string_view from, std::string_view to) -> std::string {
  std::string out(picture);
  size_t at = out.find(from);
  EXPECT_NE(at, out.npos) << from;
  return out.replace(at, from.size(), to);
}

constexpr std::string_view kSheet = R"(
ASSETS
Current assets:
  Cash and cash equivalents        1,206    1,311
  Accounts receivable              2,017    1,902
  Inventories                      1,195    1,240
  ---
  Total current assets             4,418    4,453
Property and equipment, net        3,077    2,915
---
Total assets                       7,495    7,368 #concept=Assets
===
LIABILITIES AND SHAREHOLDERS' EQUITY
Current liabilities:
  Accounts payable                 1,488    1,371
  Accrued expenses                   905      977
  ---
  Total current liabilities        2,393    2,348
Long-term debt                     1,250    1,500
Shareholders' equity:
  Common stock                       410      410
  Retained earnings                3,442    3,110
  ---
  Total shareholders' equity       3,852    3,520
---
Total liabilities and shareholders' equity  7,495  7,368 #concept=LiabilitiesAndStockholdersEquity
)";

TEST(Footing, ticks_every_figure_of_a_sheet_that_foots) {
  auto r = check({print_table(kSheet, Kind::balance_sheet)});
  EXPECT_TRUE(r.diagnostics.empty());
  for (const auto& f : r.statements.facts) EXPECT_EQ(f.tick, Tick::footed) << f.label;
  ASSERT_EQ(r.checks.tables.size(), 1u);
  EXPECT_EQ(r.checks.tables[0].totals, 5u);
  EXPECT_EQ(r.checks.tables[0].totals_footed, 5u);
}

TEST(Footing, names_total_parts_and_difference) {
  auto picture = swapped(kSheet, "2,017", "2,047");
  auto r = check({print_table(picture, Kind::balance_sheet)});
  auto found = r.of(Rule::footing);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].severity, Severity::error);
  EXPECT_EQ(found[0].message, "the parts add up to 4,448, 30 more than \"Total current assets\" 4,418");
  EXPECT_EQ(found[0].span.of(picture), "4,418");
  ASSERT_EQ(found[0].related.size(), 3u);
  EXPECT_EQ(found[0].related[1].message, "\"Accounts receivable\", 2,047");
  EXPECT_EQ(found[0].related[1].span.of(picture), "2,047");
  EXPECT_EQ(r.tick("Total current assets", 0), Tick::broken);
  EXPECT_EQ(r.tick("Total current assets", 1), Tick::footed);
  EXPECT_EQ(r.of(Rule::balance).size(), 0u);
}

TEST(Footing, says_when_it_is_the_total_that_is_wrong) {
  auto r = check({print_table(swapped(kSheet, "4,418", "4,478"), Kind::balance_sheet)});
  auto found = r.of(Rule::footing);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].message, "the parts add up to 4,418, 60 less than \"Total current assets\" 4,478; the sum above it holds with 4,418");
}

TEST(Footing, is_silent_within_the_rounding_of_the_parts) {
  // Three parts and a total: two units at most.
  auto r = check({print_table(swapped(kSheet, "2,017", "2,015"), Kind::balance_sheet)});
  EXPECT_TRUE(r.diagnostics.empty());
  r = check({print_table(swapped(kSheet, "2,017", "2,014"), Kind::balance_sheet)});
  EXPECT_EQ(r.of(Rule::footing).size(), 1u);
}

TEST(Footing, does_not_judge_a_table_whose_totals_mostly_fail) {
  auto r = check({print_table(R"(
Alpha               1,000    2,000
Beta                3,000    4,000
Total first         9,111    7,222
Gamma               5,500    1,200
Delta               1,700    8,300
Total second        3,333    4,444
Total               8,888    9,999
)", Kind::balance_sheet)});
  for (const auto& d : r.diagnostics) EXPECT_EQ(d.severity, Severity::note) << d.message;
  EXPECT_FALSE(r.diagnostics.empty());
}

TEST(Footing, leaves_an_average_under_a_column_of_prices_alone) {
  auto r = check({print_table(R"(
January              12,100    41.20
February             10,450    44.75
March                11,300    39.10
Total                33,850    41.66
)", Kind::none)});
  EXPECT_TRUE(r.of(Rule::footing).empty());
}

TEST(Balance, holds_both_sides_against_each_other) {
  // Both grand totals foot with the same wrong part removed: only the two sides disagree.
  auto r = check({print_table(swapped(kSheet, "7,495    7,368 #concept=Assets", "7,945    7,368 #concept=Assets"), Kind::balance_sheet)});
  auto found = r.of(Rule::balance);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].severity, Severity::error);
  EXPECT_EQ(found[0].message, "\"Total liabilities and shareholders' equity\" is 7,495, but \"Total assets\" is 7,945, 450 more");
}

constexpr std::string_view kIncome = R"(
Net sales                          12,480    11,905    11,020
Cost of sales                       7,735     7,412     6,871
Gross profit                        4,745     4,493     4,149
Selling and administrative          2,918     2,803     2,655
Operating income                    1,827     1,690     1,494
Interest expense                      212       198       176
Income before income taxes          1,615     1,492     1,318
Income taxes                          597       552       488
Net income                          1,018       940       830 #concept=NetIncomeLoss
Earnings per share - basic           2.04      1.90      1.71 #eps
Earnings per share - diluted         2.00      1.87      1.68 #eps
Average shares - basic            499,120   494,700   485,380 #shares
Average shares - diluted          509,000   502,670   494,050 #shares
)";

TEST(PerShare, recomputes_and_ticks) {
  auto r = check({print_table(kIncome, Kind::income_statement)});
  EXPECT_TRUE(r.diagnostics.empty());
  EXPECT_EQ(r.tick("Earnings per share - basic", 0), Tick::tied);
  EXPECT_EQ(r.tick("Average shares - diluted", 2), Tick::tied);
}

TEST(PerShare, finds_a_wrong_amount_and_a_wrong_count) {
  auto r = check({print_table(swapped(kIncome, "2.04", "2.94"), Kind::income_statement)});
  auto found = r.of(Rule::per_share);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].severity, Severity::error);
  EXPECT_EQ(found[0].message, "\"Earnings per share - basic\" is 2.94, but 1,018 divided by 499,120 shares is 2.04");
  EXPECT_EQ(r.tick("Earnings per share - basic", 0), Tick::broken);
  r = check({print_table(swapped(kIncome, "494,700", "894,700"), Kind::income_statement)});
  EXPECT_EQ(r.of(Rule::per_share).size(), 1u);
}

TEST(PerShare, allows_what_dilution_adds_back) {
  // 1,018 and 31 of interest on convertible debt over 524,500 shares: 2.00.
  auto r = check({print_table(swapped(kIncome, "509,000", "524,500"), Kind::income_statement)});
  EXPECT_TRUE(r.of(Rule::per_share).empty());
}

TEST(PerShare, a_diluted_loss_over_the_same_shares_is_the_basic_one) {
  constexpr std::string_view picture = R"(
Net loss                           (1,018)     (940)
Loss per share - basic              (2.04)    (1.90) #eps
Loss per share - diluted            (2.04)    (1.70) #eps
Average shares - basic            499,120   494,700 #shares
Average shares - diluted          499,120   494,700 #shares
)";
  auto r = check({print_table(picture, Kind::income_statement)});
  ASSERT_EQ(r.of(Rule::per_share).size(), 1u);
  r = check({print_table(swapped(picture, "(1.70)", "(1.90)"), Kind::income_statement)});
  EXPECT_TRUE(r.of(Rule::per_share).empty());
}

auto with_years(statement::StatementTable t, bool instant = false) -> statement::StatementTable {
  for (size_t c = 0; c < t.columns.size(); ++c) {
    int year = 2003 - static_cast<int>(c);
    t.columns[c].label = std::to_string(year);
    t.columns[c].period.end = day(year, 12, 31);
    if (!instant) t.columns[c].period.start = day(year, 1, 1);
  }
  return t;
}

constexpr std::string_view kFlow = R"(
Net income                                        1,018      940      830 #concept=NetIncomeLoss
Depreciation                                        455      431      402
Working capital                                    (212)     (87)    (140)
Net cash provided by operating activities         1,261    1,284    1,092
Purchases of equipment                             (617)    (580)    (544)
Net cash used in investing activities              (617)    (580)    (544)
Repayment of debt                                  (250)    (250)    (250)
Dividends                                          (499)    (395)    (340)
Net cash used in financing activities              (749)    (645)    (590)
Net increase (decrease) in cash                    (105)      59      (42)
Cash and cash equivalents, beginning of year      1,311    1,252    1,294
Cash and cash equivalents, end of year            1,206    1,311    1,252
)";

TEST(Articulation, net_income_is_the_same_in_both_statements) {
  uint32_t base = 10'000;
  auto clean = check({with_years(print_table(kIncome, Kind::income_statement)), with_years(print_table(kFlow, Kind::cash_flow, base))});
  EXPECT_TRUE(clean.diagnostics.empty());
  // A cash flow that foots with a wrong net income: only the income statement knows.
  auto flow = swapped(swapped(kFlow, "940      830 #", "490      830 #"), "431      402", "881      402");
  auto r = check({with_years(print_table(kIncome, Kind::income_statement)), with_years(print_table(flow, Kind::cash_flow, base))});
  auto found = r.of(Rule::articulation);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].severity, Severity::error);
  EXPECT_EQ(found[0].message, "\"Net income\" is 490, but elsewhere in the filing the same row is 940 for the same period");
  EXPECT_GE(found[0].span.begin, base);
}

TEST(Articulation, cash_at_the_end_is_the_balance_sheets) {
  auto sheet = swapped(kSheet, "Cash and cash equivalents        1,206    1,311", "Cash and cash equivalents        1,266    1,311 #concept=CashAndCashEquivalentsAtCarryingValue");
  sheet = swapped(sheet, "Inventories                      1,195", "Inventories                      1,135");
  auto r = check({with_years(print_table(sheet, Kind::balance_sheet), true), with_years(print_table(kFlow, Kind::cash_flow, 10'000))});
  EXPECT_EQ(r.of(Rule::footing).size(), 0u);
  EXPECT_EQ(r.of(Rule::articulation).size(), 1u);
}

TEST(RollForward, a_year_begins_where_the_last_one_ended) {
  // 1,352 + 59 = 1,411 foots; but 2002 ends with what 2003 begins with.
  auto flow = swapped(swapped(kFlow, "1,311    1,252    1,294", "1,311    1,252    1,294"), "1,206    1,311    1,252", "1,206    1,311    1,262");
  auto r = check({with_years(print_table(flow, Kind::cash_flow))});
  EXPECT_EQ(r.of(Rule::roll_forward).size(), 2u);  // 1,294 - 42 is not 1,262, and 2002 does not begin with it
}

constexpr std::string_view kEquity = R"(
Balance, beginning of first     410    2,301   2,711
Net income                        .      940     940
Dividends                         .     (395)   (395)
Stock options                    15        .      15
Balance, end of first year      425    2,846   3,271
Net income                        .    1,018   1,018
Dividends                         .     (499)   (499)
Stock options                    22       77      99
Balance, end of second year     447    3,442   3,889
)";

TEST(Crossfooting, columns_of_an_equity_statement_add_across) {
  auto clean = check({print_table(kEquity, Kind::equity)});
  EXPECT_TRUE(clean.diagnostics.empty());
  auto r = check({print_table(swapped(kEquity, "99\n", "39\n"), Kind::equity)});
  auto found = r.of(Rule::crossfooting);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].message, "the columns of \"Stock options\" add up to 99, 60 more than its total 39");
}

TEST(DerivedQuarter, quarters_add_up_to_the_year) {
  constexpr std::string_view picture = R"(
Net sales           3,010    3,122    3,098    3,250   12,480
Cost of sales       1,870    1,931    1,925    2,009    7,735
Gross profit        1,140    1,191    1,173    1,241    4,745
Expenses              702      731      722      763    2,918
Operating income      438      460      451      478    1,827
Income taxes          146      150      148      153      597
Net income            292      310      303      325    1,230
)";
  auto dated = [](std::string_view p) {
    auto t = print_table(p, Kind::none);
    for (int q = 0; q < 4; ++q) t.columns[static_cast<size_t>(q)].period = {day(2003, q * 3 + 1, 1), day(2003, q * 3 + 3, days_in_month(2003, q * 3 + 3))};
    t.columns[4].period = {day(2003, 1, 1), day(2003, 12, 31)};
    return t;
  };
  auto clean = check({dated(picture)});
  EXPECT_TRUE(clean.diagnostics.empty());
  auto r = check({dated(swapped(picture, "1,925", "1,725"))});
  EXPECT_EQ(r.of(Rule::derived_quarter).size(), 1u);
}

TEST(ChangeColumns, a_percentage_that_does_not_follow) {
  constexpr std::string_view picture = R"(
Net sales          12,480    11,905     5%
Cost of sales       7,735     7,412     4%
Gross profit        4,745     4,493     6%
Expenses            2,918     2,803     4%
Income before       1,827     1,690     8%
Income taxes          597       552     8%
Net income          1,230     1,138    31%
)";
  auto t = print_table(picture, Kind::none);
  for (auto& f : t.figures) f.percent = f.column == 2;
  t.columns[2].kind = ColumnKind::percent;
  auto r = check({t});
  auto found = r.of(Rule::percent);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].severity, Severity::error);
  EXPECT_EQ(found[0].message, "\"Net income\" changes by 8% from 1,138 to 1,230, but the column says 31%");
}

TEST(Fds, a_schedule_one_digit_off) {
  std::string bytes =
      "<TYPE>EX-27\n<MULTIPLIER> 1,000\n<PERIOD-END>                  DEC-31-2003\n"
      "<CASH>                       1,206\n<INVENTORY>                  1,195\n<CURRENT-ASSETS>             4,418\n"
      "<TOTAL-ASSETS>               7,945\n<CURRENT-LIABILITIES>        2,393\n<TOTAL-LIABILITY-AND-EQUITY> 7,495\n";
  container::Submission submission;
  container::Document d;
  d.index = 1;
  d.type = "EX-27";
  d.span = d.text = {0, static_cast<uint32_t>(bytes.size())};
  submission.documents = {container::Document{}, d};
  auto r = check({with_years(print_table(kSheet, Kind::balance_sheet, 10'000), true)}, bytes, submission);
  auto found = r.of(Rule::fds);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].severity, Severity::error);
  EXPECT_EQ(found[0].message, "the Financial Data Schedule gives TOTAL-ASSETS as 7,945, but \"Total assets\" is 7,495");
  EXPECT_EQ(found[0].span.of(bytes), "7,945");
}

}  // namespace
}  // namespace crossfoot::check
