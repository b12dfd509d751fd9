#include "check/summation.h"

#include <gtest/gtest.h>

#include <chrono>

#include "check/printed_table.h"

namespace crossfoot::check {
namespace {

using statement::Kind;

struct Read {
  statement::Statements statements;
  Sheet sheet;
  Summation sums;
  auto row(std::string_view label, int nth = 0) const -> uint32_t {
    for (uint32_t r = 0; r < sheet.rows.size(); ++r)
      if (statements.tables[0].rows[sheet.rows[r].row].label == label && nth-- == 0) return r;
    ADD_FAILURE() << "no row " << label;
    return 0;
  }
  auto sum(std::string_view label, int nth = 0) const -> const FoundSum* {
    uint32_t r = row(label, nth);
    for (const auto& s : sums.sums)
      if (s.total == r) return &s;
    return nullptr;
  }
  /// "Cash + Receivables - Allowance"
  auto formula(std::string_view label, int nth = 0) const -> std::string {
    const auto* s = sum(label, nth);
    if (!s) return "none";
    std::string out;
    for (const auto& p : s->parts) {
      if (!out.empty() || p.sign < 0) out += p.sign < 0 ? "- " : "+ ";
      out += statements.tables[0].rows[sheet.rows[p.row].row].label + " ";
    }
    if (!out.empty()) out.pop_back();
    return out;
  }
};

auto read(std::string_view picture, Kind kind) -> Read {
  Read r;
  r.statements = make_statements({print_table(picture, kind)});
  r.sheet = make_sheet(r.statements, {}, 0, 0);
  r.sums = find_sums(r.sheet, kind == Kind::income_statement);
  return r;
}

constexpr std::string_view kBalance = R"(
Assets
Current assets:
  Cash                       6,055    6,616
  Receivables                1,162    1,218
  Inventory                  3,616    2,757
  Prepaid                      993    1,495
  ---
  Total current assets      11,826   12,086
Plant, net                   8,939   14,279
Patents, net                   571    9,789
---
Total assets                21,336   36,154
===
Liabilities and equity
Current liabilities:
  Notes payable                859      810
  Accounts payable           2,456    3,511
  Accrued expenses           2,155    2,013
  Deferred revenue           1,477       14
  Grant payable              1,815    1,715
  ---
  Total current liabilities  8,762    8,063
Grant, long term             3,144        .
Long-term interest           8,232    6,744
Long-term debt               5,479    5,623
Debt to stockholder         33,596   33,242
---
Total liabilities           59,213   53,672
---
Redeemable preferred         8,690        -
---
Stockholders' equity:
Common stock                    73       72
Paid-in capital            372,718  366,518
Deferred compensation         (162)    (181)
Notes receivable            (5,023)  (5,161)
Accumulated deficit       (410,005) (374,604)
Other comprehensive loss    (4,168)  (4,162)
---
Total equity               (46,567) (17,518)
---
Total liabilities, preferred stock and equity  21,336  36,154
===
)";

TEST(Summation, explains_a_balance_sheet) {
  auto r = read(kBalance, Kind::balance_sheet);
  EXPECT_EQ(r.formula("Total current assets"), "Cash + Receivables + Inventory + Prepaid");
  EXPECT_EQ(r.formula("Total assets"), "Total current assets + Plant, net + Patents, net");
  EXPECT_EQ(r.formula("Total liabilities"), "Total current liabilities + Grant, long term + Long-term interest + Long-term debt + Debt to stockholder");
  EXPECT_EQ(r.formula("Total equity"),
            "Common stock + Paid-in capital + Deferred compensation + Notes receivable + Accumulated deficit + Other comprehensive loss");
  EXPECT_EQ(r.formula("Total liabilities, preferred stock and equity"), "Total liabilities + Redeemable preferred + Total equity");
  EXPECT_EQ(r.sums.totals, 6u);
  EXPECT_EQ(r.sums.totals_footed, 6u);
  EXPECT_TRUE(r.sums.unexplained.empty());
}

TEST(Summation, explains_an_income_statement) {
  auto r = read(R"(
Revenue:
Licensing revenue         69        7      625        8
System sales           2,276      253    3,351      761
---
Total revenues         2,345      260    3,976      769
Cost of sales          4,080    2,713    7,898    5,235
---
Gross profit (loss)   (1,735)  (2,453)  (3,922)  (4,466)
Operating expenses:
Research               1,835    2,285    3,891    5,083
Marketing              1,298      569    2,256    1,352
Administrative         2,673    2,730    5,141    5,143
Depreciation             770      652    1,558    1,297
Settlement             3,046        .    3,046        .
Impairment            13,660        -   13,660        -
---
Total costs           23,282    6,236   29,552   12,875
---
Operating loss       (25,017)  (8,689) (33,474) (17,341)
Interest income           85       81      165      197
Interest expense        (913)  (1,005)  (2,025)  (2,128)
---
Net loss             (25,845)  (9,613) (35,334) (19,272)
Preferred dividends       50        .       66        .
Preferred accretion      207        .      207        .
---
Net loss available   (26,102)  (9,613) (35,607) (19,272)
===
Other comprehensive loss:
Net loss             (25,845)  (9,613) (35,334) (19,272)
Translation              (51)    (164)      (6)    (104)
---
Comprehensive loss   (25,896)  (9,777) (35,340) (19,376)
===
Net loss per share     (0.36)   (0.19)   (0.50)   (0.37)  #eps
)", Kind::income_statement);
  EXPECT_EQ(r.formula("Gross profit (loss)"), "Total revenues - Cost of sales");
  EXPECT_EQ(r.formula("Operating loss"), "Gross profit (loss) - Total costs");
  EXPECT_EQ(r.formula("Net loss"), "Operating loss + Interest income + Interest expense");
  EXPECT_EQ(r.formula("Net loss available"), "Net loss - Preferred dividends - Preferred accretion");
  ASSERT_NE(r.sum("Net loss", 1), nullptr);
  EXPECT_TRUE(r.sum("Net loss", 1)->repeat);
  EXPECT_EQ(r.formula("Comprehensive loss"), "Net loss + Translation");
  EXPECT_EQ(r.sums.totals, r.sums.totals_footed);
  EXPECT_TRUE(r.sums.unexplained.empty());
}

TEST(Summation, takes_cost_of_sales_out_of_gross_profit_when_a_later_total_holds_it) {
  auto r = read(R"(
Net sales            10,250    9,125
Cost of sales         6,120    5,480
Gross profit          4,130    3,645
Research                910      877
Administrative        1,305    1,122
Total costs           8,335    7,479
Operating income      1,915    1,646
)", Kind::income_statement);
  EXPECT_EQ(r.formula("Gross profit"), "Net sales - Cost of sales");
  EXPECT_EQ(r.formula("Total costs"), "Cost of sales + Research + Administrative");
  EXPECT_EQ(r.formula("Operating income"), "Net sales - Total costs");
}

TEST(Summation, steps_over_a_memo_row_and_reads_less_rows) {
  auto r = read(R"(
Land                          1,210    1,180
Buildings                     8,344    7,902
Machinery                    12,077   11,816
---
                             21,631   20,898
Less accumulated depreciation 9,412    8,770
---
Plant, net                   12,219   12,128
Employees at year end           318      305
Goodwill                      4,406    4,511
Total assets                 16,625   16,639
)", Kind::balance_sheet);
  EXPECT_EQ(r.formula(""), "Land + Buildings + Machinery");
  EXPECT_EQ(r.formula("Plant, net"), " - Less accumulated depreciation");
  EXPECT_EQ(r.formula("Total assets"), "Plant, net + Goodwill");
}

TEST(Summation, finds_totals_above_their_parts) {
  auto r = read(R"(
Net sales         52,318   49,771   47,020
Products          31,204   30,118   28,455
Services          17,903   16,441   15,502
Other              3,211    3,212    3,063
Cost of sales     30,002   28,114   27,650
Gross profit      22,316   21,657   19,370
)", Kind::income_statement);
  ASSERT_NE(r.sum("Net sales"), nullptr);
  EXPECT_TRUE(r.sum("Net sales")->above);
  EXPECT_EQ(r.formula("Net sales"), "Products + Services + Other");
  EXPECT_EQ(r.formula("Gross profit"), "Net sales - Cost of sales");
}

TEST(Summation, a_cash_flow_with_the_balance_above) {
  auto r = read(R"(
Cash, beginning of the period   676,413    498,557
Operations:
Net income                      195,523     83,925
  Depreciation                  122,338    123,636
  Retirements                    10,469      6,243
  Working capital               166,627   (465,543)
    Cash generated by operations  494,957   (251,739)
Investments:
Purchases                      (380,603) (1,525,204)
Proceeds                        351,082  1,805,341
    Cash generated by investments (29,521)  280,137
Cash dividends                     (154)  (133,771)
Total cash generated            465,282   (105,373)
Cash, end of the period       1,141,695    393,184
)", Kind::cash_flow);
  EXPECT_EQ(r.formula("Cash generated by operations"), "Net income + Depreciation + Retirements + Working capital");
  EXPECT_EQ(r.formula("Total cash generated"), "Cash generated by operations + Cash generated by investments + Cash dividends");
  EXPECT_EQ(r.formula("Cash, end of the period"), "Cash, beginning of the period + Total cash generated");
}

TEST(Summation, rounding_up_to_the_bound_is_no_break) {
  auto r = read(R"(
Alpha      1,001    2,002
Beta       3,004    4,003
Gamma      5,001    6,006
Total      9,007   12,012
)", Kind::none);
  const auto* s = r.sum("Total");
  ASSERT_NE(s, nullptr);
  EXPECT_EQ(s->broken, 0u);
  EXPECT_EQ(s->footed, 3u);
}

TEST(Summation, finds_the_one_broken_column) {
  std::string picture(kBalance);
  picture.replace(picture.find("3,616"), 5, "3,646");
  auto r = read(picture, Kind::balance_sheet);
  const auto* s = r.sum("Total current assets");
  ASSERT_NE(s, nullptr);
  EXPECT_EQ(s->broken, 1u);
  EXPECT_EQ(s->footed, 2u);
  EXPECT_EQ(sum_of_parts(r.sheet, *s, 0), 11'856);
  EXPECT_TRUE(s->typing_error);
  EXPECT_FALSE(s->total_is_wrong);
  EXPECT_EQ(r.sum("Total assets")->broken, 0u);
}

TEST(Summation, knows_a_wrong_total_by_the_sum_above_it) {
  std::string picture(kBalance);
  picture.replace(picture.find("11,826"), 6, "71,826");
  auto r = read(picture, Kind::balance_sheet);
  const auto* s = r.sum("Total current assets");
  ASSERT_NE(s, nullptr);
  EXPECT_EQ(s->broken, 1u);
  EXPECT_TRUE(s->total_is_wrong);
  EXPECT_EQ(r.sum("Total assets")->broken, 0u);
}

TEST(Summation, every_wrong_first_digit_of_a_balance_sheet_breaks_something) {
  // By enumeration: each figure, each other first digit.
  std::string clean(kBalance);
  auto table = print_table(clean, Kind::balance_sheet);
  int planted = 0, caught = 0;
  for (const auto& f : table.figures) {
    size_t at = f.span.begin;
    while (at < f.span.end && !ascii::is_digit(clean[at])) ++at;
    if (at == f.span.end || f.nil) continue;
    for (char d = '1'; d <= '9'; ++d) {
      if (d == clean[at]) continue;
      auto picture = clean;
      picture[at] = d;
      auto r = read(picture, Kind::balance_sheet);
      bool broken = false;
      for (const auto& s : r.sums.sums) broken |= s.broken != 0;
      ++planted;
      if (!broken && getenv("SHOW")) printf("missed %s -> %c\n", std::string(f.span.of(clean)).c_str(), d);
      caught += broken;
    }
  }
  // Both grand totals are each one's check; what stays uncaught are small rows within the rounding bound.
  EXPECT_GE(caught * 100, planted * 97) << caught << " of " << planted;
}

TEST(Summation, random_rows_have_no_structure) {
  // A table of unrelated figures: a coincidence would be a false sum.
  uint64_t state = 7;
  auto next = [&] { return state = state * 6364136223846793005u + 1442695040888963407u, state >> 33; };
  int found = 0;
  for (int trial = 0; trial < 200; ++trial) {
    std::string picture;
    for (int i = 0; i < 30; ++i)
      picture += "Row " + std::string(1, static_cast<char>('a' + i % 26)) + "    " + std::to_string(1000 + next() % 90000) + "   " + std::to_string(1000 + next() % 90000) + "\n";
    auto r = read(picture, Kind::none);
    found += static_cast<int>(r.sums.sums.size());
  }
  EXPECT_LE(found, 2);
}

TEST(Summation, two_thousand_rows_take_no_time) {
  uint64_t state = 11;
  auto next = [&] { return state = state * 6364136223846793005u + 1442695040888963407u, state >> 33; };
  std::string picture;
  for (int i = 0; i < 2000; ++i)
    picture += (i % 3 ? "Net income " : "Total ") + std::string(1, static_cast<char>('a' + i % 26)) + "    " + std::to_string(1000 + next() % 90000) + "   " + std::to_string(next() % 90000) + "\n";
  auto statements = make_statements({print_table(picture, Kind::income_statement)});
  auto begin = std::chrono::steady_clock::now();
  auto sheet = make_sheet(statements, {}, 0, 0);
  auto sums = find_sums(sheet, true);
  auto took = std::chrono::steady_clock::now() - begin;
  EXPECT_LT(std::chrono::duration_cast<std::chrono::milliseconds>(took).count(), 2000);
}

}  // namespace
}  // namespace crossfoot::check
