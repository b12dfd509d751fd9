#include "form/exhibits.h"

#include <gtest/gtest.h>

#include "form/test_layout.h"

namespace crossfoot::form {
namespace {

struct Attached {
  std::string_view type, text;
};

/// Reads a report and its attachments as read_form does. The strings of `report` and `attached` must outlive the call.
auto read(std::string_view report, std::vector<Attached> attached = {}, Date filed = {2007, 3, 1}) -> Form {
  container::Submission s;
  s.form = "8-K";
  s.filed = filed;
  s.documents.push_back({});
  s.documents[0].type = "8-K";
  std::vector<layout::Layout> layouts;
  layouts.push_back(layout_of(report));
  for (const Attached& a : attached) {
    container::Document d;
    d.index = static_cast<uint32_t>(s.documents.size());
    d.type = a.type;
    d.span = {5000 * d.index, 5000 * d.index + 100};
    s.documents.push_back(d);
    layouts.push_back(layout_of(a.text, d.index, 5000 * d.index));
  }
  diag::Emitter emitter;
  return read_form(report, s, layouts, emitter);
}

/// "99.1=1 10.1=-": number and attached document of every exhibit.
auto list(const Form& form) -> std::string {
  std::string s;
  for (const Exhibit& e : form.exhibits)
    s += (s.empty() ? "" : " ") + e.number + "=" + (e.document ? std::to_string(*e.document) : e.incorporated ? "inc" : "-");
  return s;
}

auto references(const Form& form) -> std::string {
  std::string s;
  for (const auto& r : form.exhibit_references) s += (s.empty() ? "" : " ") + r.number + (r.elsewhere ? "!" : "");
  return s;
}

constexpr std::string_view kSigned = "\n\nSIGNATURES\n\nPursuant to the requirements of the Act\n\n";

auto with_list(std::string_view lines) -> std::string {
  return "Item 9.01 Financial Statements and Exhibits\n\n" + std::string(lines) + std::string(kSigned);
}

TEST(ExhibitNumbers, AsPrinted) {
  auto number = [](std::string_view t) {
    ExhibitNumber n = parse_exhibit_number(t, 0);
    return std::string(n.text.of(t));
  };
  EXPECT_EQ(number("99.1 Press"), "99.1");
  EXPECT_EQ(number("(99.1) Press"), "99.1");
  EXPECT_EQ(number("99(a) Press"), "99(a)");
  EXPECT_EQ(number("99 Press"), "99");
  EXPECT_EQ(number("(99) Press"), "99");
  EXPECT_EQ(number("10.1* Letter"), "10.1");
  EXPECT_EQ(number("10.1(1) Letter"), "10.1");
  EXPECT_EQ(number("10.14(b) Letter"), "10.14(b)");
  EXPECT_EQ(number("101.INS XBRL"), "101.INS");
  EXPECT_EQ(number("99-1 Press"), "99-1");
  EXPECT_EQ(number("99.1."), "99.1");
  for (std::string_view no : {"10-K for", "8-K", "1934", "2.5%", "5,000 shares", "30,2003", "0.5", "50.1", "10b5", "99.5.5.5.5.5"}) EXPECT_EQ(number(no), "") << no;
}

TEST(ExhibitNumbers, Keys) {
  EXPECT_EQ(exhibit_key("99.1"), exhibit_key("EX-99.1"));
  EXPECT_EQ(exhibit_key("99(a)"), exhibit_key("EX-99.(A)"));
  EXPECT_EQ(exhibit_key("99.01"), exhibit_key("99.1"));
  EXPECT_EQ(exhibit_key("10-1"), exhibit_key("10.1"));
  EXPECT_NE(exhibit_key("99.1"), exhibit_key("99.11"));
  EXPECT_NE(exhibit_key("9.91"), exhibit_key("99.1"));
}

TEST(Exhibits, ListShapes) {
  EXPECT_EQ(list(read(with_list("(d) Exhibits.\n\n99.1   Press release of\n       the Company."))), "99.1=-");
  EXPECT_EQ(list(read(with_list("(d) Exhibits. 99.1 Press release of the Company."))), "99.1=-");
  EXPECT_EQ(list(read(with_list("Exhibit No.   Description\n\n10.1          Letter Agreement\n\n99.2          Press Release"))), "10.1=- 99.2=-");
  EXPECT_EQ(list(read(with_list("| Exhibit | Description\n| 4.1 | Indenture\n| 99 | Press Release"))), "4.1=- 99=-");
  EXPECT_EQ(list(read(with_list("Exhibit 99.1 - Press Release\nExhibit 99.2 - Slides"))), "99.1=- 99.2=-");
  EXPECT_EQ(list(read(with_list("(c) 99.1 Press release dated May 1; 99.2 Slides shown that day"))), "99.1=- 99.2=-");
  EXPECT_EQ(list(read(with_list("(c) Exhibits\n\n12(c) --   Statement of ratios\n\n99(a) --   Balance sheets"))), "12(c)=- 99(a)=-");
}

TEST(Exhibits, InOneParagraphWithItsItem) {
  EXPECT_EQ(list(read("Item 7. Financial Statements and Exhibits. (c) Exhibits. 99.1 Press release dated May 2, 2001; 99.2 Slides.", {}, Date{2001, 5, 4})), "99.1=- 99.2=-");
}

TEST(Exhibits, NumberPartedByCells) { EXPECT_EQ(list(read(with_list("(d) Exhibits\n\n| 2 | .1* | Agreement of merger\n| 99 | .1 | Release"))), "2.1=- 99.1=-"); }

TEST(Exhibits, DescriptionWrapsAndEnds) {
  Form f = read(with_list("(c) Exhibits\n\n99.1   Press release of the Company announcing\n       5.0 million reasons in 2007 ........ 4\n\nNothing else is filed."));
  ASSERT_EQ(list(f), "99.1=-");
  EXPECT_EQ(f.exhibits[0].description, "Press release of the Company announcing 5.0 million reasons in 2007");
}

TEST(Exhibits, FinancialStatementsInTheItemAreNoExhibits) {
  EXPECT_EQ(list(read(with_list("(a) Financial statements\n\n(1) Balance sheet of the mill\n\n(c) Exhibits\n\n23.1  Consent\n\n1. Organization of the mill\n\n"
                                "2. Property and land"))), "23.1=-");
}

TEST(Exhibits, IncorporatedByReference) {
  Form f = read(with_list("(c) Exhibits\n\n2.1  Agreement of merger (filed as\n     Exhibit 2.1 to the Form 8-K of May 1, and incorporated herein by\n     reference).\n\n99.1  Release"),
                {{"EX-99.1", "Release of the day"}});
  EXPECT_EQ(list(f), "2.1=inc 99.1=1");
  EXPECT_EQ(list(read(with_list("(c) Exhibits\n\n4.1*  Rights agreement\n\n99.1  Release\n\n* Previously filed."))), "4.1=inc 99.1=-");
}

TEST(Exhibits, NotApplicable) {
  EXPECT_EQ(list(read(with_list("Text.") + "INDEX TO EXHIBITS\n\n(1)    Underwriting agreement\n\n       Not applicable.\n\n(99)   Release\n")), "99=-");
}

TEST(Exhibits, IndexBehindSignatures) {
  Form f = read("Item 5. Other Events\n\nText.\n\nSIGNATURES\n\nPursuant to the requirements of the Act\n\n\f\nEXHIBIT INDEX\n\nExhibits\n\n99.1    Press Release",
                {{"EX-99.1", "EXHIBIT 99.1\n\nRelease"}}, Date{2002, 3, 1});
  ASSERT_EQ(list(f), "99.1=1");
  EXPECT_TRUE(f.exhibits[0].in_index);
}

TEST(Exhibits, TiedToAttachments) {
  std::string two = with_list("(d) Exhibits\n\n10.1  Letter\n\n99.1  Release");
  EXPECT_EQ(list(read(two, {{"EX-99.1", "Release"}, {"EX-10.1", "Letter"}})), "10.1=2 99.1=1");
  EXPECT_EQ(list(read(two, {{"EX-99", "Exhibit 99.1\n\nRelease"}, {"EX-10", "Letter"}})), "10.1=2 99.1=1");
  EXPECT_EQ(list(read(with_list("(c) Exhibits\n\n99(a) Sheets\n\n99(b) Flows"), {{"EX-99.(A)", "x"}, {"EX-99.(B)", "y"}})), "99(a)=1 99(b)=2");
  // The list says 99.2 and the only release attached is typed 99.1: they are the same paper.
  EXPECT_EQ(list(read(with_list("(d) Exhibits\n\n99.2  Release"), {{"EX-99.1", "Release"}})), "99.2=1");
  // What no list names stands for itself.
  EXPECT_EQ(list(read(with_list("Text."), {{"EX-99.1", "Release"}, {"GRAPHIC", ""}, {"EX-27", "Schedule"}})), "99.1=1 27=3");
}

TEST(Exhibits, PrintedInsideTheReport) {
  Form f = read(with_list("(d) Exhibits\n\n99.1  Release\n\n99.2  Slides") + "\n\n\f\nEXHIBIT 99.1\n\nThe mill is sold.\n\n\f\nEXHIBIT 99.2\n\nSlides.");
  ASSERT_EQ(list(f), "99.1=0 99.2=0");
  EXPECT_FALSE(f.exhibits[0].printed.empty());
  EXPECT_EQ(f.exhibits[0].printed.end, f.exhibits[1].printed.begin);
}

TEST(Exhibits, References) {
  Form f = read("Item 8.01 Other Events\n\nThe release is attached as Exhibit 99.1. Exhibits 10.1, 10.2 and 10.3 hereto are letters. See Exhibit No. 4.1 to the\n"
                "Registration Statement on Form S-1, and Exhibit (99).\n\nItem 9.01 Exhibits\n\n(d) Exhibits\n\n99.1  Release (Exhibit 5.1 to Form 10-K)\n");
  EXPECT_EQ(references(f), "99.1 10.1 10.2 10.3 4.1! 99");
  std::string_view text = "Item 8.01 Other Events\n\nThe release is attached as Exhibit 99.1.\n";
  Form g = read(text);
  ASSERT_EQ(g.exhibit_references.size(), 1U);
  EXPECT_EQ(g.exhibit_references[0].span.of(text), "99.1");
}

TEST(Exhibits, HostileInput) {
  std::string many = "Item 9.01 Exhibits\n\n";
  for (int i = 0; i < 30000; ++i) many += "99.1 Release; 99.2 Slides and Exhibit 99.3, 99.4 and 99.5\n";
  EXPECT_LE(read(many).exhibits.size(), 4001U);
}

}  // namespace
}  // namespace crossfoot::form
