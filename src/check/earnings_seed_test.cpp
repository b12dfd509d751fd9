// The earnings release among the seeds: every total foots, per-share is recomputed, nothing is alarmed.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "check/check.h"
#include "container/submission.h"
#include "form/form.h"
#include "layout/layout.h"
#include "statement/statement.h"

namespace crossfoot::check {
namespace {

using statement::Kind;
using statement::Tick;

auto read_seed(std::string_view prefix) -> std::string {
  std::error_code error;
  for (const auto& e : std::filesystem::directory_iterator(std::filesystem::path(CROSSFOOT_SOURCE_DIR) / ".." / "shared" / "seeds", error)) {
    if (!e.path().filename().string().starts_with(prefix)) continue;
    std::ifstream in(e.path(), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  return {};
}

TEST(EarningsSeed, every_total_foots_and_nothing_is_alarmed) {
  std::string bytes = read_seed("003");
  if (bytes.empty()) GTEST_SKIP() << "../shared/seeds is not beside this clone";
  diag::Emitter emitter;
  auto submission = container::parse_submission(bytes, emitter);
  std::vector<layout::Layout> layouts;
  for (const auto& d : submission.documents) layouts.push_back(layout::lay_out(bytes, d, emitter));
  auto form = form::read_form(bytes, submission, layouts, emitter);
  auto statements = statement::read_statements(bytes, submission, layouts, form, emitter);
  auto checks = check_statements(bytes, submission, layouts, statements, emitter);
  uint32_t totals = 0, footed = 0, primary = 0;
  for (const auto& c : checks.tables) {
    if (statements.tables[c.table].kind == Kind::none) continue;
    ++primary;
    totals += c.totals;
    footed += c.totals_footed;
  }
  EXPECT_EQ(primary, 2u);
  EXPECT_GE(totals, 13u);
  EXPECT_EQ(footed, totals);
  for (const auto& d : emitter.diagnostics()) EXPECT_EQ(d.severity, diag::Severity::note) << d.message;
  // What no sum reaches, the per-share rule does: amounts and shares are tied, all else is part of a sum.
  for (const auto& f : statements.facts) {
    if (statements.tables[f.table].kind == Kind::none || f.concept_name.ends_with("SharesAuthorized") || f.concept_name.ends_with("SharesIssued") || f.concept_name.ends_with("SharesOutstanding")) continue;
    if (f.unit == statement::Unit::per_share || f.unit == statement::Unit::shares) {
      if (f.label.starts_with("Net loss per share") || f.label.starts_with("Shares used")) {
        EXPECT_EQ(f.tick, Tick::tied) << f.label << " " << f.value.to_string();
      }
    }
    if (f.label.starts_with("Total")) {
      EXPECT_EQ(f.tick, Tick::footed) << f.label;
    }
  }
}

}  // namespace
}  // namespace crossfoot::check
