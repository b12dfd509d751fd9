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
  Cash                       5,138    6,904
  Receivables                1,427    1,093
  Inventory                  2,985    3,318
  Prepaid                      746    1,284
  ---
  Total current assets      10,296   12,599
Plant, net                   9,272   13,846
Patents, net                   648    8,937
---
Total assets                20,216   35,382
===
Liabilities and equity
Current liabilities:
  Notes payable                932      774
  Accounts payable           2,713    3,268
  Accrued expenses           1,894    2,247
  Deferred revenue           1,356       19
  Grant payable              1,742    1,688
  ---
  Total current liabilities  8,637    7,996
Grant, long term             2,871        .
Long-term interest           7,658    6,427
Long-term debt               5,194    5,836
Debt to stockholder         31,947   34,518
---
Total liabilities           56,307   54,777
---
Redeemable preferred         8,357        -
---
Stockholders' equity:
Common stock                    84       81
Paid-in capital            346,291  351,847
Deferred compensation         (178)    (196)
Notes receivable            (4,817)  (5,372)
Accumulated deficit       (381,902) (361,468)
Other comprehensive loss    (3,926)  (4,287)
---
Total equity               (44,448) (19,395)
---
Total liabilities, preferred stock and equity  20,216  35,382
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
Licensing revenue         84       12      547       19
System sales           2,418      236    3,162      828
---
Total revenues         2,502      248    3,709      847
Cost of sales          3,927    2,846    7,613    5,418
---
Gross profit (loss)   (1,425)  (2,598)  (3,904)  (4,571)
Operating expenses:
Research               1,764    2,391    3,742    4,916
Marketing              1,347      613    2,418    1,284
Administrative         2,518    2,847    4,936    5,327
Depreciation             736      694    1,482    1,358
Settlement             2,871        .    2,871        .
Impairment            12,943        -   12,943        -
---
Total costs           22,179    6,545   28,392   12,885
---
Operating loss       (23,604)  (9,143) (32,296) (17,456)
Interest income           92       74      183      168
Interest expense        (874)  (1,042)  (1,936)  (2,217)
---
Net loss             (24,386) (10,111) (34,049) (19,505)
Preferred dividends       62        .       81        .
Preferred accretion      194        .      194        .
---
Net loss available   (24,642) (10,111) (34,324) (19,505)
===
Other comprehensive loss:
Net loss             (24,386) (10,111) (34,049) (19,505)
Translation              (47)    (158)     (13)     (96)
---
Comprehensive loss   (24,433) (10,269) (34,062) (19,601)
===
Net loss per share     (0.34)   (0.21)   (0.47)   (0.39)  #eps
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
  picture.replace(picture.find("2,985"), 5, "2,935");
  auto r = read(picture, Kind::balance_sheet);
  const auto* s = r.sum("Total current assets");
  ASSERT_NE(s, nullptr);
  EXPECT_EQ(s->broken, 1u);
  EXPECT_EQ(s->footed, 2u);
  EXPECT_EQ(sum_of_parts(r.sheet, *s, 0), 10'246);
  EXPECT_TRUE(s->typing_error);
  EXPECT_FALSE(s->total_is_wrong);
  EXPECT_EQ(r.sum("Total assets")->broken, 0u);
}

TEST(Summation, knows_a_wrong_total_by_the_sum_above_it) {
  std::string picture(kBalance);
  picture.replace(picture.find("10,296"), 6, "70,296");
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
