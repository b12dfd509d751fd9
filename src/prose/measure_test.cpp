#include "prose/measure.h"

#include <gtest/gtest.h>

namespace crossfoot::prose {
namespace {

auto name_at(std::string_view text) -> std::string {
  std::vector<Word> words;
  find_words(text, {0, static_cast<uint32_t>(text.size())}, words);
  auto m = Measures::standard().match(words, 0);
  return m.measures.empty() ? "" : Measures::standard().all()[m.measures[0]].name + "/" + std::to_string(m.length);
}

TEST(Measures, LongestWordingWins) {
  EXPECT_EQ(name_at("net income per share rose"), "EarningsPerShare/4");
  EXPECT_EQ(name_at("Net Revenues were"), "Revenues/2");
  EXPECT_EQ(name_at("non-performing assets"), "non-performing assets/2");
  EXPECT_EQ(name_at("nonperforming asset"), "non-performing assets/2");
  EXPECT_EQ(name_at("net charge-offs"), "AllowanceForLoanAndLeaseLossesWriteOffsNet/3");
  EXPECT_EQ(name_at("telephone"), "");
}

TEST(Measures, EveryLineOfTheTableIsRead) {
  const auto& all = Measures::standard().all();
  EXPECT_GT(all.size(), 70u);
  for (const auto& m : all) EXPECT_FALSE(m.wordings.empty()) << m.name;
  int k = Measures::standard().find("gross margin ratio");
  ASSERT_GE(k, 0);
  EXPECT_EQ(all[static_cast<size_t>(k)].numerator.size(), 1u);
  EXPECT_EQ(all[static_cast<size_t>(k)].denominator.size(), 1u);
}

}  // namespace
}  // namespace crossfoot::prose
