// The four seed documents beside the repository: covers, signatures and release anatomy as facts, not as text.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "form/parts.h"

namespace crossfoot::form {
namespace {

class SeedParts : public testing::Test {
 protected:
  /// Reads the seed whose name begins with `prefix`; false where the folder is not there.
  bool read(std::string_view prefix) {
    std::filesystem::path folder = std::filesystem::path(CROSSFOOT_SOURCE_DIR) / ".." / "shared" / "seeds";
    if (!std::filesystem::is_directory(folder)) return false;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      if (!entry.path().filename().string().starts_with(prefix)) continue;
      std::ifstream file(entry.path(), std::ios::binary);
      std::stringstream all;
      all << file.rdbuf();
      bytes_ = all.str();
      diag::Emitter emitter;
      submission_ = container::parse_submission(bytes_, emitter);
      for (const auto& d : submission_.documents) layouts_.push_back(layout::lay_out(bytes_, d, emitter));
      return true;
    }
    return false;
  }

  static auto text(const std::optional<Found>& f) -> std::string { return f ? f->text : "-"; }

  std::string bytes_;
  container::Submission submission_;
  std::vector<layout::Layout> layouts_;
};

#define READ_SEED(prefix) \
  if (!read(prefix)) GTEST_SKIP() << "../shared/seeds is not here"

TEST_F(SeedParts, ReportOf2002) {
  READ_SEED("000_");
  auto c = find_cover(submission_, layouts_);
  ASSERT_TRUE(c);
  EXPECT_EQ(text(c->form), "8-K");
  EXPECT_EQ(text(c->registrant), "VALENCE TECHNOLOGY, INC.");
  EXPECT_EQ(text(c->state), "Delaware");
  EXPECT_EQ(text(c->file_number), "0-20028");
  EXPECT_EQ(text(c->irs_number), "77-0214673");
  EXPECT_EQ(text(c->address), "6504 Bridge Point Parkway, Suite 415 Austin, Texas 78730");
  EXPECT_EQ(text(c->telephone), "(512) 527-2900");
  EXPECT_FALSE(c->former_name);
  EXPECT_EQ(c->report_date, (Date{2002, 11, 27}));
  EXPECT_TRUE(c->checkboxes.empty());
  auto s = find_signatures(submission_, layouts_);
  ASSERT_EQ(s.size(), 1u);
  EXPECT_EQ(s[0].name, "Kevin W. Mischnick");
  EXPECT_EQ(s[0].title, "Vice President of Finance");
  EXPECT_EQ(s[0].registrant, "VALENCE TECHNOLOGY, INC.");
  EXPECT_EQ(s[0].date, (Date{2002, 12, 2}));
  EXPECT_TRUE(s[0].conformed);
  EXPECT_TRUE(find_press_releases(submission_, layouts_).empty());
}

TEST_F(SeedParts, ReportOf2005) {
  READ_SEED("001_");
  auto c = find_cover(submission_, layouts_);
  ASSERT_TRUE(c);
  EXPECT_EQ(text(c->form), "8-K");
  EXPECT_EQ(text(c->registrant), "VALENCE TECHNOLOGY, INC.");
  EXPECT_EQ(text(c->state), "DELAWARE");
  EXPECT_EQ(text(c->file_number), "0-20028");
  EXPECT_EQ(text(c->irs_number), "77-0214673");
  EXPECT_EQ(text(c->address), "6504 BRIDGE POINT PARKWAY, SUITE 415 AUSTIN, TEXAS 78730");
  EXPECT_EQ(text(c->telephone), "(512) 527-2900");
  EXPECT_FALSE(c->former_name);
  EXPECT_EQ(c->report_date, (Date{2005, 9, 9}));
  ASSERT_EQ(c->checkboxes.size(), 4u);
  for (const Checkbox& b : c->checkboxes) EXPECT_FALSE(b.ticked);
  auto s = find_signatures(submission_, layouts_);
  ASSERT_EQ(s.size(), 1u);
  EXPECT_EQ(s[0].name, "Roger Williams");
  EXPECT_EQ(s[0].title, "Assistant Secretary");
  EXPECT_EQ(s[0].registrant, "VALENCE TECHNOLOGY, INC.");
  EXPECT_EQ(s[0].date, (Date{2005, 9, 14}));
  EXPECT_TRUE(find_press_releases(submission_, layouts_).empty());
}

TEST_F(SeedParts, EarningsRelease) {
  READ_SEED("003_");
  EXPECT_FALSE(find_cover(submission_, layouts_));
  EXPECT_TRUE(find_signatures(submission_, layouts_).empty());
  auto all = find_press_releases(submission_, layouts_);
  ASSERT_EQ(all.size(), 1u);
  const PressRelease& r = all[0];
  EXPECT_EQ(r.document, 0u);
  EXPECT_EQ(text(r.headline), "VALENCE REPORTS FY2004 SECOND QUARTER RESULTS");
  EXPECT_TRUE(r.subheads.empty());
  EXPECT_EQ(text(r.place), "AUSTIN, TX");
  EXPECT_EQ(r.date, (Date{2003, 11, 13}));
  ASSERT_EQ(r.quotations.size(), 2u);
  EXPECT_EQ(r.quotations[0].speaker, "Stephan Godevais");
  EXPECT_EQ(r.quotations[1].speaker, "Stephan Godevais");
  ASSERT_TRUE(r.about && r.safe_harbor);
  EXPECT_EQ(text(r.end_mark), "# # #");
  ASSERT_EQ(r.contacts.size(), 2u);
  EXPECT_EQ(r.contacts[0].kind, "media");
  EXPECT_EQ(r.contacts[0].name, "Sue Ellen M. Schaming");
  EXPECT_EQ(r.contacts[0].organisation, "Blanc and Otus Public Relations");
  EXPECT_EQ(r.contacts[0].phone, "(415) 856-5129");
  EXPECT_EQ(r.contacts[1].kind, "investor");
  EXPECT_EQ(r.contacts[1].name, "Mike Russell");
  EXPECT_EQ(r.contacts[1].phone, "(512) 527-2921");
  // The body runs from the dateline to the boilerplate: both losses are in it, the statements are not.
  std::string_view body = layouts_[0].text.of(r.body);
  EXPECT_TRUE(body.starts_with("AUSTIN, TX"));
  EXPECT_NE(body.find("$9.7 million"), body.npos);
  EXPECT_EQ(body.find("Accrued expenses"), body.npos);
}

TEST_F(SeedParts, AppointmentRelease) {
  READ_SEED("004_");
  EXPECT_FALSE(find_cover(submission_, layouts_));
  auto all = find_press_releases(submission_, layouts_);
  ASSERT_EQ(all.size(), 1u);
  const PressRelease& r = all[0];
  EXPECT_EQ(text(r.headline), "VALENCE TECHNOLOGY APPOINTS THOMAS MEZGER AS CFO");
  EXPECT_EQ(text(r.place), "AUSTIN, TEXAS");
  EXPECT_EQ(r.date, (Date{2005, 9, 14}));
  ASSERT_EQ(r.quotations.size(), 1u);
  EXPECT_EQ(r.quotations[0].speaker, "Dr. Akridge");
  EXPECT_EQ(text(r.end_mark), "# # #");
  ASSERT_TRUE(r.about && r.safe_harbor);
  // "About" goes on over the page break.
  EXPECT_NE(r.about->text.find("VLNC"), std::string::npos);
  ASSERT_EQ(r.contacts.size(), 3u);
  EXPECT_EQ(r.contacts[0].name, "Daphne Kent");
  EXPECT_EQ(r.contacts[0].phone, "512-638-5305");
  EXPECT_EQ(r.contacts[1].phone, "512-527-2921");
  EXPECT_EQ(r.contacts[2].kind, "reader");
  EXPECT_EQ(r.contacts[2].phone, "512-527-2900");
}

}  // namespace
}  // namespace crossfoot::form
