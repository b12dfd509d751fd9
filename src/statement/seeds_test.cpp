// The earnings release among the seeds: every figure of both statements is a fact with period, scale and concept.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "layout/layout.h"
#include "statement/statement.h"

namespace crossfoot::statement {
namespace {

auto seed() -> std::optional<std::string> {
  std::filesystem::path folder = std::filesystem::path(CROSSFOOT_SOURCE_DIR) / ".." / "shared" / "seeds";
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (!entry.path().filename().string().starts_with("003_")) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
  }
  return std::nullopt;
}

class EarningsSeed : public testing::Test {
 protected:
  void SetUp() override {
    auto text = seed();
    if (!text) GTEST_SKIP() << "the seeds are absent: ../shared/seeds";
    bytes_ = *text;
    diag::Emitter emitter;
    submission_ = container::parse_submission(bytes_, emitter);
    for (const auto& d : submission_.documents) layouts_.push_back(layout::lay_out(bytes_, d, emitter));
    form::Form form;
    statements_ = read_statements(bytes_, submission_, layouts_, form, emitter);
  }

  [[nodiscard]] auto table(Kind kind) const -> const StatementTable* {
    for (const auto& t : statements_.tables)
      if (t.kind == kind) return &t;
    return nullptr;
  }
  /// Values of the facts of `name`, in order; periods behind '@'.
  [[nodiscard]] auto values(std::string_view name) const -> std::vector<std::string> {
    std::vector<std::string> out;
    for (const Fact& f : statements_.facts)
      if (f.concept_name == std::string("us-gaap:") + std::string(name))
        out.push_back(f.value.to_string() + " @" + (f.period.start ? f.period.start->to_string() + "/" : "") + (f.period.end ? f.period.end->to_string() : "?"));
    return out;
  }

  std::string bytes_;
  container::Submission submission_;
  std::vector<layout::Layout> layouts_;
  Statements statements_;
};

using Strings = std::vector<std::string>;

TEST_F(EarningsSeed, BothStatementsWithScaleAndPeriods) {
  const auto* sheet = table(Kind::balance_sheet);
  const auto* income = table(Kind::income_statement);
  ASSERT_NE(sheet, nullptr);
  ASSERT_NE(income, nullptr);
  EXPECT_EQ(sheet->scale_power, 3);
  EXPECT_EQ(income->scale_power, 3);
  ASSERT_EQ(sheet->columns.size(), 2u);
  EXPECT_EQ(sheet->columns[0].period, (Period{std::nullopt, Date{2003, 9, 30}}));
  EXPECT_EQ(sheet->columns[1].period, (Period{std::nullopt, Date{2003, 3, 31}}));
  ASSERT_EQ(income->columns.size(), 4u);
  EXPECT_EQ(income->columns[0].period, (Period{Date{2003, 7, 1}, Date{2003, 9, 30}}));
  EXPECT_EQ(income->columns[1].period, (Period{Date{2002, 7, 1}, Date{2002, 9, 30}}));
  EXPECT_EQ(income->columns[2].period, (Period{Date{2003, 4, 1}, Date{2003, 9, 30}}));
  EXPECT_EQ(income->columns[3].period, (Period{Date{2002, 4, 1}, Date{2002, 9, 30}}));
}

TEST_F(EarningsSeed, EveryFigureIsAFactWithPeriod) {
  for (const auto& t : statements_.tables) {
    if (t.kind == Kind::none) continue;
    for (const Figure& f : t.figures) {
      ASSERT_GE(f.fact, 0) << t.rows[f.row].label;
      EXPECT_TRUE(statements_.facts[static_cast<size_t>(f.fact)].period.end) << t.rows[f.row].label;
    }
  }
}

TEST_F(EarningsSeed, EveryRowHasAConcept) {
  // Rows that no element name fits; everything else must have one.
  const std::set<std::string> own = {"Grant payable - short term", "Grant payable - long term", "Long-term interest", "Long-term debt to stockholder", "Intellectual property, net", "Battery and system sales"};
  size_t named = 0;
  for (const auto& t : statements_.tables) {
    if (t.kind == Kind::none) continue;
    for (const auto& row : t.rows) {
      if (row.figure_count == 0) continue;
      EXPECT_TRUE(own.contains(row.label) || !row.concept_name.empty()) << row.label;
      named += !row.concept_name.empty();
    }
  }
  EXPECT_GE(named, 45u);
}

TEST_F(EarningsSeed, FactsOfTheReleasesClaims) {
  EXPECT_EQ(values("Assets"), (Strings{"21336000 @2003-09-30", "36154000 @2003-03-31"}));
  EXPECT_EQ(values("LiabilitiesAndStockholdersEquity"), (Strings{"21336000 @2003-09-30", "36154000 @2003-03-31"}));
  EXPECT_EQ(values("RetainedEarningsAccumulatedDeficit"), (Strings{"-410005000 @2003-09-30", "-374604000 @2003-03-31"}));
  EXPECT_EQ(values("Revenues")[0], "2345000 @2003-07-01/2003-09-30");
  EXPECT_EQ(values("NetIncomeLoss")[1], "-9613000 @2002-07-01/2002-09-30");
  EXPECT_EQ(values("NetIncomeLossAvailableToCommonStockholdersBasic")[0], "-26102000 @2003-07-01/2003-09-30");
  EXPECT_EQ(values("EarningsPerShareBasicAndDiluted"), (Strings{"-0.36 @2003-07-01/2003-09-30", "-0.19 @2002-07-01/2002-09-30", "-0.5 @2003-04-01/2003-09-30", "-0.37 @2002-04-01/2002-09-30"}));
  EXPECT_EQ(values("WeightedAverageNumberOfShareOutstandingBasicAndDiluted")[0], "71761000 @2003-07-01/2003-09-30");
  EXPECT_EQ(values("ComprehensiveIncomeNetOfTax")[0], "-25896000 @2003-07-01/2003-09-30");
  EXPECT_EQ(values("CommonStockSharesIssued"), (Strings{"73305679 @2003-09-30", "71722794 @2003-03-31"}));
}

}  // namespace
}  // namespace crossfoot::statement
