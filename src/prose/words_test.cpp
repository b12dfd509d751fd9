#include "prose/words.h"

#include <gtest/gtest.h>

namespace crossfoot::prose {
namespace {

auto stems(std::string_view text) -> std::vector<Stem> {
  std::vector<Word> words;
  find_words(text, {0, static_cast<uint32_t>(text.size())}, words);
  std::vector<Stem> r;
  for (const auto& w : words) r.push_back(w.stem);
  return r;
}

TEST(Words, WhatLabelsAndProseWriteDifferently) {
  EXPECT_EQ(stems("Net charge-offs"), stems("net charge offs"));
  EXPECT_EQ(stems("Non-performing Assets"), stems("nonperforming asset"));
  EXPECT_EQ(stems("Losses and companies"), stems("loss and company"));
  EXPECT_EQ(stems("pro-forma pre-tax"), stems("proforma pretax"));
  EXPECT_EQ(stems("the Company's sales"), stems("the company sale"));
  EXPECT_EQ(stems("R&D"), stems("r&d"));
}

TEST(Words, Spans) {
  std::vector<Word> words;
  std::string_view text = "non-GAAP income";
  find_words(text, {0, static_cast<uint32_t>(text.size())}, words);
  ASSERT_EQ(words.size(), 2u);
  EXPECT_EQ(words[0].text.of(text), "non-GAAP");
}

}  // namespace
}  // namespace crossfoot::prose
