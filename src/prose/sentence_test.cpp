#include "prose/sentence.h"

#include <gtest/gtest.h>

#include <string>

namespace crossfoot::prose {
namespace {

auto split(std::string_view text) -> std::vector<std::string> {
  std::vector<Sentence> sentences;
  split_sentences(text, {0, static_cast<uint32_t>(text.size())}, 0, sentences);
  std::vector<std::string> r;
  for (const auto& s : sentences) r.emplace_back(s.text.of(text));
  return r;
}
using List = std::vector<std::string>;

TEST(Sentence, StopsThatEnd) {
  EXPECT_EQ(split("Revenue was $2.3 million. Net loss was $.36 per share. It rose."),
            (List{"Revenue was $2.3 million.", "Net loss was $.36 per share.", "It rose."}));
  EXPECT_EQ(split("\"We grew,\" he said. \"It was 5%.\" Then we stopped!  Why? No."),
            (List{"\"We grew,\" he said.", "\"It was 5%.\"", "Then we stopped!", "Why?", "No."}));
}

TEST(Sentence, StopsThatDoNot) {
  EXPECT_EQ(split("Brightwater Cells, Inc. today named Mr. J. R. Ames of No. 5 U.S. Route, Wash. to the board"), (List{"Brightwater Cells, Inc. today named Mr. J. R. Ames of No. 5 U.S. Route, Wash. to the board"}));
  EXPECT_EQ(split("On Sept. 30 it filed. 1. First"), (List{"On Sept. 30 it filed.", "1. First"}));
}

TEST(Sentence, AbbreviationBeforeAStarter) {
  EXPECT_EQ(split("He left Brightwater Cells, Inc. The board met at 5 p.m. We agreed."),
            (List{"He left Brightwater Cells, Inc.", "The board met at 5 p.m.", "We agreed."}));
}

}  // namespace
}  // namespace crossfoot::prose
