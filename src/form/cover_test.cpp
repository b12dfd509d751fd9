#include <gtest/gtest.h>

#include "form/display_lines.h"
#include "form/parts.h"

namespace crossfoot::form {
namespace {

struct Read {
  std::string bytes;
  container::Submission submission;
  std::vector<layout::Layout> layouts;
};

/// Lays out a document of typewriter text, with an envelope's type where `type` is given.
void read(Read& r, std::string bytes, std::string_view type = "") {
  r.bytes = std::move(bytes);
  container::Document d;
  d.type = type;
  d.span = d.text = {0, static_cast<uint32_t>(r.bytes.size())};
  if (!type.empty()) r.submission.envelope = container::Envelope::sec_document;
  r.submission.documents.push_back(d);
  diag::Emitter emitter;
  r.layouts.push_back(layout::lay_out_typewriter(r.bytes, d, emitter));
}

auto text(const std::optional<Found>& f) -> std::string { return f ? f->text : "-"; }

const std::string kHead =
    "                       SECURITIES AND EXCHANGE COMMISSION\n"
    "                             Washington, D.C. 20549\n"
    "\n"
    "                                    FORM 8-K\n"
    "\n"
    "                                 CURRENT REPORT\n"
    "                     Pursuant to Section 13 or 15(d) of the\n"
    "                        Securities Exchange Act of 1934\n"
    "\n";
const std::string kItem = "\nItem 5. Other Events\n\n     On May 9, 2005, the registrant sold its mill in Harlow, Oregon, for cash.\n";

TEST(Cover, CaptionsBelowTheirValues) {
  Read r;
  read(r, kHead +
              "     Date of Report (Date of earliest event reported): May 12, 2005 (May 9, 2005)\n"
              "\n"
              "                          HARLOW PAPER MILLS, INC.\n"
              "             (Exact name of registrant as specified in its charter)\n"
              "\n"
              "          Oregon                     0-10011                  93-0100100\n"
              "(State or other jurisdiction       (Commission             (I.R.S. Employer\n"
              "     of incorporation)             File Number)           Identification No.)\n"
              "\n"
              "                        100 Mill Road, Suite 7\n"
              "                          Harlow, Oregon 97001\n"
              "                    (Address of principal executive offices)\n"
              "\n"
              "      Registrant's telephone number, including area code: (503) 555-0100\n"
              "\n"
              "                               Harlow Lumber Co.\n"
              "         (Former name or former address, if changed since last report)\n"
              "\n"
              "[ ]  Written communications pursuant to Rule 425 under the Securities Act (17\n"
              "     CFR 230.425)\n"
              "[X]  Soliciting material pursuant to Rule 14a-12 under the Exchange Act\n"
              "[ ]  Pre-commencement communications pursuant to Rule 14d-2(b) under the Act\n"
              "[ ]  Pre-commencement communications pursuant to Rule 13e-4(c) under the Act\n" +
              kItem);
  auto c = find_cover(r.submission, r.layouts);
  ASSERT_TRUE(c);
  EXPECT_EQ(text(c->form), "8-K");
  EXPECT_EQ(text(c->registrant), "HARLOW PAPER MILLS, INC.");
  EXPECT_EQ(text(c->state), "Oregon");
  EXPECT_EQ(text(c->file_number), "0-10011");
  EXPECT_EQ(text(c->irs_number), "93-0100100");
  EXPECT_EQ(text(c->address), "100 Mill Road, Suite 7 Harlow, Oregon 97001");
  EXPECT_EQ(text(c->telephone), "(503) 555-0100");
  EXPECT_EQ(text(c->former_name), "Harlow Lumber Co.");
  EXPECT_EQ(c->report_date, (Date{2005, 5, 9}));
  EXPECT_EQ(c->report_date_span.of(r.bytes), "May 9, 2005");
  ASSERT_EQ(c->checkboxes.size(), 4u);
  EXPECT_EQ(c->checkboxes[0].text, "Written communications pursuant to Rule 425 under the Securities Act (17 CFR 230.425)");
  EXPECT_FALSE(c->checkboxes[0].ticked);
  EXPECT_TRUE(c->checkboxes[1].ticked);
  EXPECT_EQ(c->irs_number->span.of(r.bytes), "93-0100100");
  EXPECT_LT(c->span.end, r.bytes.find("Item 5"));
}

TEST(Cover, ValuesOnTheLineOfTheirCaptions) {
  Read r;
  read(r,
       "                                  FORM 10-Q\n"
       "\n"
       "[X]  Quarterly report pursuant to Section 13 or 15(d) of the Securities Exchange\n"
       "     Act of 1934 for the quarterly period ended March 31, 1998\n"
       "\n"
       "[ ]  Transition report pursuant to Section 13 or 15(d) of the Securities Exchange\n"
       "     Act of 1934\n"
       "\n"
       "Commission file number: 1-10011\n"
       "\n"
       "                            Harlow Paper Mills, Inc.\n"
       "             (Exact name of registrant as specified in its charter)\n"
       "\n"
       "        Oregon                              93-0100100\n"
       "(State of incorporation)       (I.R.S. Employer Identification No.)\n"
       "\n"
       "100 Mill Road, Harlow, Oregon                                97001\n"
       "(Address of principal executive offices)                   (Zip Code)\n"
       "\n"
       "Registrant's telephone number, including area code   503-555-0100\n"
       "\n"
       "PART I. FINANCIAL INFORMATION\n",
       "10-Q");
  auto c = find_cover(r.submission, r.layouts);
  ASSERT_TRUE(c);
  EXPECT_EQ(text(c->form), "10-Q");
  EXPECT_EQ(text(c->registrant), "Harlow Paper Mills, Inc.");
  EXPECT_EQ(text(c->state), "Oregon");
  EXPECT_EQ(text(c->file_number), "1-10011");
  EXPECT_EQ(text(c->irs_number), "93-0100100");
  EXPECT_EQ(text(c->address), "100 Mill Road, Harlow, Oregon 97001");
  EXPECT_EQ(text(c->telephone), "503-555-0100");
  EXPECT_EQ(text(c->former_name), "-");
  EXPECT_EQ(c->report_date, (Date{1998, 3, 31}));
  ASSERT_EQ(c->checkboxes.size(), 2u);
  EXPECT_TRUE(c->checkboxes[0].ticked);
  EXPECT_FALSE(c->checkboxes[1].ticked);
}

TEST(Cover, DateAboveItsCaptionAndNoFormerName) {
  Read r;
  read(r, kHead +
              "                               November 25, 1996\n"
              "                                (Date of Report)\n"
              "\n"
              "                          HARLOW PAPER MILLS, INC.\n"
              "             (Exact name of registrant as specified in its charter)\n"
              "\n"
              "                                 Not applicable\n"
              "         (Former name or former address, if changed since last report)\n" +
              kItem,
       "8-K");
  auto c = find_cover(r.submission, r.layouts);
  ASSERT_TRUE(c);
  EXPECT_EQ(c->report_date, (Date{1996, 11, 25}));
  EXPECT_FALSE(c->former_name);
}

TEST(Cover, AnAmendmentIsSoWhereverItSaysSo) {
  Read r;
  read(r, "                                  FORM 8-K\n\n                               AMENDMENT NO. 1\n\n          HARLOW PAPER MILLS, INC.\n   (Exact name of registrant)\n" + kItem, "8-K/A");
  auto c = find_cover(r.submission, r.layouts);
  ASSERT_TRUE(c);
  EXPECT_EQ(text(c->form), "8-K/A");
}

TEST(Cover, ABareReleaseHasNone) {
  Read r;
  read(r, "HARLOW PAPER REPORTS RESULTS\n\nHARLOW, OREGON, May 2, 2003 -- Harlow Paper Mills, Inc. said today in a report on Form 10-Q that it\nearned more.\n");
  EXPECT_FALSE(find_cover(r.submission, r.layouts));
}

TEST(Boxes, EveryKind) {
  EXPECT_EQ(read_box("[ ] x").length, 3u);
  EXPECT_TRUE(read_box("[X] y").ticked);
  EXPECT_TRUE(read_box("|x| y").ticked);
  EXPECT_FALSE(read_box("|_| y").ticked);
  EXPECT_TRUE(read_box("/X/ y").ticked);
  EXPECT_EQ(read_box("( ) y").length, 3u);
  EXPECT_EQ(read_box("(a) y").length, 0u);
  EXPECT_EQ(read_box("[Logo] y").length, 0u);
  EXPECT_TRUE(read_box("\xE2\x98\x92 y").ticked);
  EXPECT_FALSE(read_box("\xE2\x98\x90 y").ticked);
  EXPECT_FALSE(read_box("o Written").ticked);
  EXPECT_EQ(read_box("of the").length, 0u);
}

TEST(Telephones, AsPrinted) {
  auto phone = [](std::string_view s) {
    auto r = find_phone(s);
    return r ? std::string(s.substr(r->begin, r->size())) : std::string("-");
  };
  EXPECT_EQ(phone("call (503) 555-0100 now"), "(503) 555-0100");
  EXPECT_EQ(phone("503.555.0100"), "503.555.0100");
  EXPECT_EQ(phone("at 1-800-555-0100"), "1-800-555-0100");
  EXPECT_EQ(phone("503/555-0100"), "503/555-0100");
  EXPECT_EQ(phone("93-0100100"), "-");
  EXPECT_EQ(phone("1,503,555,0100"), "-");
}

}  // namespace
}  // namespace crossfoot::form
