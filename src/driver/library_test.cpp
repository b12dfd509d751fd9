#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "crossfoot/crossfoot.h"

namespace crossfoot {
namespace {

auto sample(const std::string& name) -> std::string {
  std::ifstream f(std::string(CROSSFOOT_SOURCE_DIR) + "/samples/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(f), std::istreambuf_iterator<char>()};
}

TEST(Library, ExtractsOneLine) {
  std::string bytes = sample("earnings-2003.txt");
  ASSERT_FALSE(bytes.empty());
  std::string json = extract_json(bytes, "a \"name\"");
  EXPECT_EQ(json.find('\n'), std::string::npos);
  EXPECT_TRUE(json.starts_with("{\"source\":\"a \\\"name\\\"\"")) << json.substr(0, 40);
  EXPECT_NE(json.find("\"accession\":\"0009999901-03-000052\""), std::string::npos);
}

TEST(Library, FindsWhatWasPlanted) {
  std::string bytes = sample("earnings-2003.txt");
  bool footing = false, per_share = false;
  for (const auto& f : check_filing(bytes, "earnings-2003.txt")) {
    EXPECT_LE(f.place.begin, f.place.end);
    EXPECT_LE(f.place.end, bytes.size());
    EXPECT_GE(f.place.line, 1U);
    footing |= f.rule == "footing" && f.severity != "note" && f.related.size() == 4;
    per_share |= f.rule == "per-share" && f.severity == "error";
  }
  EXPECT_TRUE(footing) << "the four current liabilities do not add up to their total";
  EXPECT_TRUE(per_share) << "0.42 is not 4,029 over 16,795 shares";
}

TEST(Library, TakesAnyBytes) {
  for (const std::string& bytes : {std::string(), std::string(1000, '\0'), std::string("<DOCUMENT>"), std::string("\xff\xfe\xfd")})
    EXPECT_TRUE(extract_json(bytes, "x").starts_with("{"));
}

}  // namespace
}  // namespace crossfoot
