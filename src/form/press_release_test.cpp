#include <gtest/gtest.h>

#include "form/dateline.h"
#include "form/parts.h"

namespace crossfoot::form {
namespace {

constexpr Date kFiled{2003, 11, 14};

auto dateline(std::string text) -> std::string {
  text += " said today that it had completed the sale of its mill in Harlow, which it had announced in the spring of the year.";
  auto d = read_dateline(text, kFiled);
  if (!d) return "none";
  return text.substr(d->place.begin, d->place.size()) + " | " + (d->date ? d->date->to_string() : "-") + " | " + text.substr(d->body, 6);
}

TEST(Dateline, AsAgenciesWriteIt) {
  EXPECT_EQ(dateline("AUSTIN, TX, NOVEMBER 13, 2003 -- Harlow"), "AUSTIN, TX | 2003-11-13 | Harlow");
  EXPECT_EQ(dateline("AUSTIN, TEXAS - SEPTEMBER 14, 2003 - Harlow"), "AUSTIN, TEXAS | 2003-09-14 | Harlow");
  EXPECT_EQ(dateline("SAN JOSE, Calif., Oct. 21 /PRNewswire-FirstCall/ -- Harlow"), "SAN JOSE, Calif. | 2003-10-21 | Harlow");
  EXPECT_EQ(dateline("PORTLAND, Ore.--(BUSINESS WIRE)--July 20, 2003--Harlow"), "PORTLAND, Ore. | 2003-07-20 | Harlow");
  EXPECT_EQ(dateline("MINNEAPOLIS (Sept. 27, 2003) - Harlow"), "MINNEAPOLIS | 2003-09-27 | Harlow");
  EXPECT_EQ(dateline("October 21, 2003 -- SAN JOSE, Calif. -- Harlow"), "SAN JOSE, Calif. | 2003-10-21 | Harlow");
  EXPECT_EQ(dateline("PORTLAND, Ore. -- Harlow"), "PORTLAND, Ore. | - | Harlow");
  EXPECT_EQ(dateline("Portland, OR \xE2\x80\x93 May 2, 2003 \xE2\x80\x94 Harlow"), "Portland, OR | 2003-05-02 | Harlow");
  EXPECT_EQ(dateline("PORTLAND...SEPTEMBER 8, 2003... Harlow"), "PORTLAND | 2003-09-08 | Harlow");
}

TEST(Dateline, TheYearIsTheLastOneBeforeTheFiling) {
  EXPECT_EQ(dateline("PORTLAND, Ore., Dec. 30 /PRNewswire/ -- Harlow"), "PORTLAND, Ore. | 2002-12-30 | Harlow");
}

TEST(Dateline, WhatIsNone) {
  EXPECT_EQ(dateline("On October 1, 2003 - the day of the sale - Harlow"), "none");
  EXPECT_EQ(dateline("The registrant and its affiliates - Harlow"), "none");
  EXPECT_EQ(dateline("Harlow Paper Mills"), "none");
}

auto release(const std::string& bytes) -> std::optional<PressRelease> {
  container::Submission submission;
  container::Document d;
  d.span = d.text = {0, static_cast<uint32_t>(bytes.size())};
  submission.documents.push_back(d);
  diag::Emitter emitter;
  std::vector<layout::Layout> layouts;
  layouts.push_back(layout::lay_out_typewriter(bytes, d, emitter));
  auto found = find_press_releases(submission, layouts);
  if (found.empty()) return std::nullopt;
  return found[0];
}

const std::string kRelease =
    "Exhibit 99.1\n"
    "\n"
    "                              FOR IMMEDIATE RELEASE\n"
    "\n"
    "                            HARLOW PAPER MILLS, INC.\n"
    "\n"
    "              HARLOW PAPER REPORTS HIGHER EARNINGS FOR SECOND QUARTER\n"
    "\n"
    "                      Mill at Harlow Sold for $1.2 Million\n"
    "\n"
    "HARLOW, OREGON -- MAY 2, 2003 -- Harlow Paper Mills, Inc. (Nasdaq: HPMX) today\n"
    "reported net income of $2.3 million for its second quarter, which ended in March.\n"
    "\n"
    "\"We are pleased with the quarter and with the sale of the mill,\" said Jane Q.\n"
    "Roe, president of Harlow. \"It leaves us free of debt.\"\n"
    "\n"
    "Revenue from \"coated\" papers rose. John Doe, chief financial officer, added: \"We\n"
    "expect that it will go on rising through the summer.\"\n"
    "\n"
    "ABOUT HARLOW PAPER\n"
    "Harlow Paper Mills makes paper for books and for boxes at mills in three states\n"
    "and sells it in all of them.\n"
    "\n"
    "SAFE HARBOR STATEMENT\n"
    "\n"
    "This release contains forward-looking statements, which involve risks and\n"
    "uncertainties. Actual results may differ.\n"
    "\n"
    "                                      # # #\n"
    "\n"
    "MEDIA CONTACT:              INVESTOR CONTACT:           READER CONTACT:\n"
    "Doe Partners, LLC           Harlow Paper Mills, Inc.    Harlow Paper Mills, Inc.\n"
    "Mary Major                  investor@harlow.test        info@harlow.test\n"
    "mary.major@doe.test         503-555-0111                503-555-0100\n"
    "503-555-0122\n";

TEST(PressRelease, Anatomy) {
  auto r = release(kRelease);
  ASSERT_TRUE(r);
  ASSERT_TRUE(r->headline);
  EXPECT_EQ(r->headline->text, "HARLOW PAPER REPORTS HIGHER EARNINGS FOR SECOND QUARTER");
  ASSERT_EQ(r->subheads.size(), 1u);
  EXPECT_EQ(r->subheads[0].text, "Mill at Harlow Sold for $1.2 Million");
  ASSERT_TRUE(r->place);
  EXPECT_EQ(r->place->text, "HARLOW, OREGON");
  EXPECT_EQ(r->date, (Date{2003, 5, 2}));
  EXPECT_EQ(r->dateline.of(kRelease), "HARLOW, OREGON -- MAY 2, 2003 --");
  ASSERT_TRUE(r->about && r->safe_harbor && r->end_mark);
  EXPECT_TRUE(r->about->text.ends_with("sells it in all of them."));
  EXPECT_TRUE(r->safe_harbor->text.ends_with("Actual results may differ."));
  EXPECT_EQ(r->end_mark->text, "# # #");
}

TEST(PressRelease, QuotationsAndTheirSpeakers) {
  auto r = release(kRelease);
  ASSERT_TRUE(r);
  ASSERT_EQ(r->quotations.size(), 3u);
  EXPECT_EQ(r->quotations[0].speaker, "Jane Q. Roe");
  EXPECT_EQ(r->quotations[0].text, "\"We are pleased with the quarter and with the sale of the mill,\"");
  EXPECT_EQ(r->quotations[1].speaker, "Jane Q. Roe");
  EXPECT_EQ(r->quotations[2].speaker, "John Doe");
  EXPECT_EQ(r->quotations[2].span.of(kRelease), "\"We\nexpect that it will go on rising through the summer.\"");
}

TEST(PressRelease, ContactsInColumns) {
  auto r = release(kRelease);
  ASSERT_TRUE(r);
  ASSERT_EQ(r->contacts.size(), 3u);
  EXPECT_EQ(r->contacts[0].kind, "media");
  EXPECT_EQ(r->contacts[0].name, "Mary Major");
  EXPECT_EQ(r->contacts[0].organisation, "Doe Partners, LLC");
  EXPECT_EQ(r->contacts[0].phone, "503-555-0122");
  EXPECT_EQ(r->contacts[0].email, "mary.major@doe.test");
  EXPECT_EQ(r->contacts[1].kind, "investor");
  EXPECT_EQ(r->contacts[1].phone, "503-555-0111");
  EXPECT_EQ(r->contacts[2].kind, "reader");
  EXPECT_EQ(r->contacts[2].email, "info@harlow.test");
}

TEST(PressRelease, BoilerplateWithoutHeadings) {
  auto r = release(
      "                    HARLOW PAPER NAMES A TREASURER\n"
      "\n"
      "    HARLOW, Ore., Oct. 21 /PRNewswire/ -- Harlow Paper Mills, Inc. (Nasdaq: HPMX)\n"
      "today announced that John Doe is its treasurer.\n"
      "\n"
      "    He was with another company for nine years and takes up his office in the first\n"
      "week of November.\n"
      "\n"
      "    Harlow Paper Mills is a leading maker of paper for books, with headquarters in\n"
      "Harlow and mills in three states. It can be found at http://www.harlow.test\n"
      "\n"
      "    This press release contains forward-looking statements, which involve risks and\n"
      "uncertainties; what happens may differ materially from what they say will happen.\n"
      "\n"
      "    CONTACT: Jane Roe, VP Investor Relations of Harlow, 503-555-0100\n");
  ASSERT_TRUE(r);
  ASSERT_TRUE(r->headline && r->about && r->safe_harbor);
  EXPECT_EQ(r->headline->text, "HARLOW PAPER NAMES A TREASURER");
  EXPECT_TRUE(r->about->text.starts_with("Harlow Paper Mills is a leading"));
  EXPECT_TRUE(r->about->text.ends_with("http://www.harlow.test"));
  EXPECT_TRUE(r->safe_harbor->text.starts_with("This press release contains"));
  ASSERT_EQ(r->contacts.size(), 1u);
  EXPECT_EQ(r->contacts[0].name, "Jane Roe");
  EXPECT_EQ(r->contacts[0].phone, "503-555-0100");
}

TEST(PressRelease, WhatIsNone) {
  EXPECT_FALSE(release("This agreement is made between the parties that sign it below, on the day that they sign it, and it binds\nthem.\n"));
  EXPECT_FALSE(release(""));
}

}  // namespace
}  // namespace crossfoot::form
