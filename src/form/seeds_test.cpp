// The user's two current reports, beside the clone: facts only, no text of theirs.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "form/form.h"

#ifndef CROSSFOOT_SOURCE_DIR
#define CROSSFOOT_SOURCE_DIR "."
#endif

namespace crossfoot::form {
namespace {

struct Seed {
  std::string bytes;
  container::Submission submission;
  std::vector<layout::Layout> layouts;
  Form form;
};

bool read_seed(std::string_view name, Seed& seed) {
  std::ifstream in(std::string(CROSSFOOT_SOURCE_DIR) + "/../shared/seeds/" + std::string(name), std::ios::binary);
  if (!in) return false;
  std::stringstream buffer;
  buffer << in.rdbuf();
  seed.bytes = buffer.str();
  diag::Emitter emitter;
  seed.submission = container::parse_submission(seed.bytes, emitter);
  for (const auto& d : seed.submission.documents) seed.layouts.push_back(layout::lay_out(seed.bytes, d, emitter));
  seed.form = read_form(seed.bytes, seed.submission, seed.layouts, emitter);
  return true;
}

TEST(Seeds, ReportOf2002) {
  Seed seed;
  if (!read_seed("000_957441270c990422.txt", seed)) GTEST_SKIP() << "../shared/seeds is not beside this clone";
  const Form& f = seed.form;
  ASSERT_EQ(f.items.size(), 2U);
  EXPECT_EQ(f.items[0].number, "5");
  EXPECT_EQ(f.items[0].canonical, "8.01");
  EXPECT_EQ(f.items[0].title, "OTHER EVENTS");
  EXPECT_EQ(f.items[0].scheme, Scheme::y1993);
  EXPECT_EQ(f.items[0].heading.begin, seed.bytes.find("ITEM 5."));
  EXPECT_EQ(f.items[1].number, "7");
  EXPECT_EQ(f.items[1].canonical, "9.01");
  EXPECT_EQ(f.items[1].title, "FINANCIAL STATEMENTS, PRO FORMA FINANCIAL INFORMATION AND EXHIBITS");
  EXPECT_EQ(f.items[1].subparts, std::vector<std::string>{"(c)"});
  EXPECT_LT(f.items[1].span.end, seed.bytes.find("SIGNATURES"));
  ASSERT_EQ(f.exhibits.size(), 1U);
  EXPECT_EQ(f.exhibits[0].number, "99.1");
  EXPECT_TRUE(f.exhibits[0].in_index);
  EXPECT_FALSE(f.exhibits[0].incorporated);
  EXPECT_FALSE(f.exhibits[0].document.has_value());
  ASSERT_EQ(f.exhibit_references.size(), 1U);
  EXPECT_EQ(f.exhibit_references[0].number, "99.1");
  EXPECT_EQ(f.exhibit_references[0].span.of(seed.bytes), "99.1");
}

TEST(Seeds, ReportOf2005) {
  Seed seed;
  if (!read_seed("001_17c7d2e4f400626b.txt", seed)) GTEST_SKIP() << "../shared/seeds is not beside this clone";
  const Form& f = seed.form;
  ASSERT_EQ(f.items.size(), 3U);
  EXPECT_EQ(f.items[0].number, "1.01");
  EXPECT_EQ(f.items[0].title, "ENTRY INTO A MATERIAL DEFINITIVE AGREEMENT");
  EXPECT_EQ(f.items[1].number, "5.02");
  EXPECT_EQ(f.items[1].title, "DEPARTURE OF DIRECTORS OR PRINCIPAL OFFICERS; ELECTION OF DIRECTORS; APPOINTMENT OF PRINCIPAL OFFICERS");
  EXPECT_EQ(f.items[1].subparts, (std::vector<std::string>{"(b)", "(c)", "(c)(1)", "(c)(2)", "(c)(3)"}));
  EXPECT_EQ(f.items[2].number, "9.01");
  for (const Item& item : f.items) EXPECT_EQ(item.scheme, Scheme::y2004);
  ASSERT_EQ(f.exhibits.size(), 2U);
  EXPECT_EQ(f.exhibits[0].number, "10.1");
  EXPECT_EQ(f.exhibits[1].number, "99.2");
  EXPECT_EQ(f.exhibits[1].description.substr(0, 13), "Press Release");
  // The body speaks of 10.1 and of a 99.1 that the list does not have.
  ASSERT_EQ(f.exhibit_references.size(), 2U);
  EXPECT_EQ(f.exhibit_references[0].number, "10.1");
  EXPECT_EQ(f.exhibit_references[1].number, "99.1");
}

}  // namespace
}  // namespace crossfoot::form
