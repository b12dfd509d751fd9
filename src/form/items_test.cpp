#include "form/items.h"

#include <gtest/gtest.h>

#include "form/item_numbers.h"
#include "form/item_titles.h"
#include "form/test_layout.h"

namespace crossfoot::form {
namespace {

constexpr Date kOld{2001, 5, 4};
constexpr Date kNew{2009, 5, 4};

auto find(std::string_view text, Date filed, std::vector<std::string> declared = {}, Family family = Family::current_report) {
  return find_items(layout_of(text), {family, filed, std::move(declared)}).items;
}

auto numbers(const std::vector<Item>& items) -> std::string {
  std::string s;
  for (const Item& i : items) s += (s.empty() ? "" : " ") + i.number;
  return s;
}

auto numbers(std::string_view text, Date filed, std::vector<std::string> declared = {}, Family family = Family::current_report) -> std::string {
  return numbers(find(text, filed, std::move(declared), family));
}

auto read(std::string_view text) -> std::string {
  std::string s;
  for (const auto& n : parse_item_numbers(text, 0).numbers) s += (s.empty() ? "" : " ") + n.number + n.subpart;
  return s;
}

TEST(ItemNumbers, AsPrinted) {
  EXPECT_EQ(read(" 5.  Other Events"), "5");
  EXPECT_EQ(read("5."), "5");
  EXPECT_EQ(read(" 5 - Other Events"), "5");
  EXPECT_EQ(read(" 1.01(a)"), "1.01(a)");
  EXPECT_EQ(read(" 1.01 (a)"), "1.01(a)");
  EXPECT_EQ(read(" No. 5"), "5");
  EXPECT_EQ(read(" 9.01Financial Statements"), "9.01");
  EXPECT_EQ(read(" 7A. Quantitative"), "7A");
  EXPECT_EQ(read(" 7(c) Exhibits"), "7(c)");
  EXPECT_EQ(read(": 8.01"), "8.01");
}

TEST(ItemNumbers, Lists) {
  EXPECT_EQ(read(" 1 and 2."), "1 2");
  EXPECT_EQ(read(" 1-4: not applicable"), "1 2 3 4");
  EXPECT_EQ(read(" 1 through 4, 6 and 8 Not Applicable."), "1 2 3 4 6 8");
  EXPECT_EQ(read(" 1.01(a) and 5.02(e) Amendment"), "1.01(a) 5.02(e)");
  EXPECT_EQ(read(" 2.02, 7.01 and 9.01."), "2.02 7.01 9.01");
  EXPECT_EQ(read(" 2.02 and Item 7.01 Regulation FD"), "2.02 7.01");
  EXPECT_EQ(read(" 5.02(b) and (c) Departure"), "5.02(b)");
  EXPECT_EQ(read(" 5, 2003"), "5");
}

TEST(ItemNumbers, Mended) {
  EXPECT_EQ(read(" 5. 02 Departure"), "5.02");
  EXPECT_EQ(read(" 9.O1 Financial"), "9.01");
  EXPECT_EQ(read(" 9,01 Financial"), "9.01");
  EXPECT_EQ(read(" 502 Departure"), "5.02");
  EXPECT_EQ(read(" 9.1 Financial"), "9.01");
  EXPECT_TRUE(parse_item_numbers(" 9.1 Financial", 0).numbers[0].mended);
  EXPECT_FALSE(parse_item_numbers(" 9.01 Financial", 0).numbers[0].mended);
}

TEST(ItemNumbers, NoNumbers) {
  EXPECT_EQ(read(" 7. 99.1 Press release"), "7");
  EXPECT_EQ(read(" 4045 of Regulation S-K"), "");
  EXPECT_EQ(read(" 1997"), "");
  EXPECT_EQ(read(" 10b5-1"), "");
  EXPECT_EQ(read(" of business"), "");
}

TEST(ItemTitles, TableIsWhole) {
  for (const ItemRow& row : item_rows()) {
    EXPECT_FALSE(row.number.empty());
    EXPECT_FALSE(row.title.empty());
    EXPECT_FALSE(row.words.empty()) << row.title;
    if (row.numbering == Numbering::form_8k_1993) {
      EXPECT_NE(find_item_row(Numbering::form_8k_2004, row.canonical), nullptr) << row.title;
    }
  }
}

TEST(ItemTitles, Canonical) {
  EXPECT_EQ(canonical_item("5", Scheme::y1993), "8.01");
  EXPECT_EQ(canonical_item("12", Scheme::y1993), "2.02");
  EXPECT_EQ(canonical_item("5.02", Scheme::y2004), "5.02");
  EXPECT_EQ(canonical_item("99", Scheme::y1993), "");
  EXPECT_EQ(find_item_row(Numbering::form_8k_1993, "9", {}, Date{1997, 6, 2})->canonical, "3.02");
  EXPECT_EQ(find_item_row(Numbering::form_8k_1993, "9", {}, Date{2003, 6, 2})->canonical, "7.01");
}

TEST(ItemTitles, OfTheirEra) {
  EXPECT_EQ(find_item_row(Numbering::form_8k_2004, "5.02", {}, Date{2005, 9, 14})->title,
            "Departure of Directors or Principal Officers; Election of Directors; Appointment of Principal Officers");
  EXPECT_NE(official_title("5.02", Scheme::y2004).find("Compensatory"), std::string_view::npos);
}

TEST(ItemTitles, HeaderWording) {
  EXPECT_EQ(item_of_title("Other events", Scheme::y1993), "5");
  EXPECT_EQ(item_of_title("Financial statements and exhibits", Scheme::y2004), "9.01");
  EXPECT_EQ(item_of_title("Cost Associated with Exit or Disposal Activities", Scheme::y2004), "2.05");
  EXPECT_EQ(item_of_title("Departure of Directors or Certain Officers; Election of Directors; Appointment of Certain Officers: Compensatory "
                          "Arrangements of Certain Officers", Scheme::y2004), "5.02");
  EXPECT_EQ(item_of_title("7", Scheme::y1993), "7");
  EXPECT_EQ(item_of_title("", Scheme::y1993), "");
  EXPECT_EQ(item_of_title("Weather", Scheme::y1993), "");
}

TEST(ItemTitles, Matching) {
  EXPECT_EQ(match_title("OTHER EVENTS. On May 5", Numbering::form_8k_1993, "5").length, 12U);
  EXPECT_GT(match_title("Changes in Registant's Certifing Accountants", Numbering::form_8k_1993, "4").length, 30U);
  EXPECT_EQ(match_title("The stockholders elected", Numbering::form_8k_1993, "1").length, 0U);
  EXPECT_GT(match_title("Exhibits.", Numbering::form_8k_1993, "7").length, 0U);
  EXPECT_EQ(match_title("Exhibits to this report were", Numbering::form_8k_1993, "7").length, 0U);
}

TEST(Items, PlainOldReport) {
  auto items = find("ITEM 5.  OTHER EVENTS.\n\nOn May 1 Registrant sold its mill.\n\nITEM 7.  FINANCIAL STATEMENTS, PRO FORMA FINANCIAL\n"
                    "         INFORMATION AND EXHIBITS.\n\n(c)  Exhibits.\n\n99.1 Press Release.\n\nSIGNATURES\n\nPursuant to the requirements",
                    kOld);
  ASSERT_EQ(numbers(items), "5 7");
  EXPECT_EQ(items[0].title, "OTHER EVENTS");
  EXPECT_EQ(items[0].canonical, "8.01");
  EXPECT_EQ(items[0].official, "Other Events and Regulation FD Disclosure");
  EXPECT_EQ(items[0].scheme, Scheme::y1993);
  EXPECT_EQ(items[0].text, "On May 1 Registrant sold its mill.");
  EXPECT_EQ(items[1].title, "FINANCIAL STATEMENTS, PRO FORMA FINANCIAL INFORMATION AND EXHIBITS");
  EXPECT_EQ(items[1].text, "(c) Exhibits.\n99.1 Press Release.");
  EXPECT_EQ(items[1].subparts, std::vector<std::string>{"(c)"});
}

TEST(Items, HeadingShapes) {
  EXPECT_EQ(numbers("Item5.    Other Events.\n\nText of it.", kOld), "5");
  EXPECT_EQ(numbers("ITEM 5 -- OTHER EVENTS\n\nText of it.", kOld), "5");
  EXPECT_EQ(numbers("Item 5: Other Events\n\nText of it.", kOld), "5");
  EXPECT_EQ(numbers("I T E M  5.  Other Events\n\nText of it.", kOld), "5");
  EXPECT_EQ(numbers("Item 5.  Press Release\n\nText of it.", kOld), "5");
  EXPECT_EQ(numbers("Item 2.\n\nOn May 2 the Company bought a mill and all that stood on it.", kOld), "2");
  EXPECT_EQ(numbers("Section 8 - Other Events\nItem 8.01 Other Events\n\nText of it.", kNew), "8.01");
  EXPECT_EQ(numbers("ITEM 1.01(a)\n\nText of it.", kNew), "1.01");
  EXPECT_EQ(numbers("5.02  Departure of Directors or Certain Officers\n\nText of it.", kNew), "5.02");
  EXPECT_EQ(numbers("| Item 8.01 | Other Events.\n\nText of it.", kNew), "8.01");
  EXPECT_EQ(numbers("Item 9.01(d) Exhibits\n\n99.1 Release", kNew), "9.01");
}

TEST(Items, NumberAndTitleApart) {
  auto items = find("Item 8.01.\n\nOther Events.\n\nThe mill burned down.", kNew);
  ASSERT_EQ(numbers(items), "8.01");
  EXPECT_EQ(items[0].title, "Other Events");
  EXPECT_EQ(items[0].text, "The mill burned down.");
}

TEST(Items, TitleOverTwoBlocks) {
  auto items = find("# Item 5.02. Departure of Directors or Certain Officers; Election of Directors; Appointment of\n\n"
                    "# Certain Officers; Compensatory Arrangements of Certain Officers.\n\nThe miller left.", kNew);
  ASSERT_EQ(numbers(items), "5.02");
  EXPECT_EQ(items[0].title, "Departure of Directors or Certain Officers; Election of Directors; Appointment of Certain Officers; "
                            "Compensatory Arrangements of Certain Officers");
  EXPECT_EQ(items[0].text, "The miller left.");
  EXPECT_EQ(numbers("Item 2.03 | Creation of a Direct Financial Obligation Under an Off-Balance Sheet Arrangement of a Registration\n\nText.", kNew), "2.03");
}

TEST(Items, RunInHeading) {
  auto items = find("Item 5. Other Events. On May 1, 2001 the Company sold its mill to a buyer who had asked for it for many years and\n"
                    "paid in cash. The price was fair.", kOld);
  ASSERT_EQ(numbers(items), "5");
  EXPECT_EQ(items[0].title, "Other Events");
  EXPECT_EQ(items[0].text.substr(0, 12), "On May 1, 20");
}

TEST(Items, AllInOneParagraph) {
  auto items = find("Item 5. Other Events. On May 1, 2001 the Company sold its mill, as Item 2 would require were it larger. Item 7. Financial\n"
                    "Statements and Exhibits. (c) Exhibits. 99.1 Press release of the Company.", kOld);
  ASSERT_EQ(numbers(items), "5 7");
  EXPECT_EQ(items[0].text, "On May 1, 2001 the Company sold its mill, as Item 2 would require were it larger.");
}

TEST(Items, WordAndNumberInTwoBlocks) {
  layout::Layout l = layout_of("Item 5. Other Events. On May 1, 2001 the Company sold its mill to a buyer whom it did not name. Item\n\n"
                               "7. Financial Statements and Exhibits. (c) Exhibits. 99.1 Press release dated May 2, 2001.");
  l.blocks[1].blank_before = false;
  auto items = find_items(l, {Family::current_report, kOld, {}}).items;
  ASSERT_EQ(numbers(items), "5 7");
  EXPECT_EQ(items[1].title, "Financial Statements and Exhibits");
  EXPECT_EQ(items[0].text.substr(items[0].text.size() - 4), "ame.");
}

TEST(Items, SeveralNumbersOneBody) {
  auto items = find("Items 1.01(a) and 5.02(e) Amendment of a Material Definitive Agreement;\nCompensatory Arrangements of Certain Officers\n\n"
                    "The bank amended its plan.", kNew);
  ASSERT_EQ(numbers(items), "1.01 5.02");
  EXPECT_EQ(items[1].title, "Amendment of a Material Definitive Agreement; Compensatory Arrangements of Certain Officers");
  EXPECT_EQ(items[0].text, items[1].text);
  EXPECT_EQ(items[1].subparts, std::vector<std::string>{"(e)"});
}

TEST(Items, TwoHeadingsOneBody) {
  auto items = find("Item 2.02 Results of Operations and Financial Condition\n\nItem 7.01 Regulation FD Disclosure\n\nA release was issued.\n\n"
                    "Item 9.01 Financial Statements and Exhibits\n\n99.1 Release", kNew);
  ASSERT_EQ(numbers(items), "2.02 7.01 9.01");
  EXPECT_EQ(items[0].text, "A release was issued.");
  EXPECT_EQ(items[1].text, "A release was issued.");
}

TEST(Items, NotApplicableIsNotReported) {
  std::string_view text = "Items 1 through 4, 6 and 8 Not Applicable.\n\nItem 5.  Other Events.\n\nText of it.\n\nItem 7. Exhibits\n\nNone.";
  EXPECT_EQ(numbers(text, kOld), "5");
  EXPECT_EQ(numbers(text, kOld, {"5", "7"}), "5 7");
  EXPECT_EQ(numbers("Item 1.  Changes in Control of Registrant.\n\n     Not applicable.\n\nItem 5. Other Events.\n\nText.", kOld), "5");
  EXPECT_EQ(numbers("Items 1-4: not applicable\n\nItem 5. Other Events.\n\nText.", kOld), "5");
}

TEST(Items, NamedInRunningText) {
  EXPECT_EQ(numbers("Item 8.01 Other Events\n\nThe information in\nItem 2.02 of this report is furnished. As described in Item 1.01 above, and under\n"
                    "\"Item 7.01 Regulation FD Disclosure,\" nothing is filed.\n\nItem 9.01 of the earlier report is hereby amended.", kNew), "8.01");
  EXPECT_EQ(numbers("Item 8.01 Other Events\n\nNo disclosure is needed under Item 404(a) of Regulation S-K.", kNew), "8.01");
}

TEST(Items, ListsInsideAnItem) {
  EXPECT_EQ(numbers("Item 5.07 Submission of Matters to a Vote of Security Holders\n\nItem 1. The stockholders elected four directors.\n\n"
                    "Item 2. The stockholders ratified the auditor.", kNew), "5.07");
  EXPECT_EQ(numbers("Item 5. Other Events\n\nThe meeting decided:\n\nItem 1. The stockholders elected four directors, all of whom had served before.\n\n"
                    "Item 2. The stockholders ratified the choice of the auditor for the year.\n\nItem 7. Exhibits\n\n99.1 Release", kOld), "5 7");
}

TEST(Items, TableOfContents) {
  auto items = find("Item 5 - Other Events..................................             3\n\nSignatures.............................................             4\n\n"
                    "ITEM 5 -- OTHER EVENTS\n\nRevenues were ten.", kOld);
  ASSERT_EQ(numbers(items), "5");
  EXPECT_EQ(items[0].text, "Revenues were ten.");
}

TEST(Items, TableOfContentsNamesTheSignatures) {
  auto items = find("# TABLE OF CONTENTS\n\nItem 2.02 Results of Operations and Financial Condition\n\nItem 9.01 Financial Statements and Exhibits\n\n"
                    "# SIGNATURE\n\n# EXHIBIT INDEX\n\n# EXHIBIT 99.1\n\n# Item 2.02 Results of Operations and Financial Condition\n\nA release was issued.\n\n"
                    "# Item 9.01 Financial Statements and Exhibits\n\n99.1 Release\n\n# SIGNATURE\n\nPursuant to the requirements of the Act", kNew);
  ASSERT_EQ(numbers(items), "2.02 9.01");
  EXPECT_EQ(items[0].text, "A release was issued.");
  EXPECT_EQ(items[1].text, "99.1 Release");
}

TEST(Items, ContentsEndWithAnIndex) {
  auto items = find("Item 1.01. Entry into a Material Definitive Agreement\n\nItem 9.01 Financial Statements and Exhibits\n\n# SIGNATURE\n\n# EXHIBIT INDEX\n\n"
                    "EX-1.1\n\nEX-4.1\n\nEX-5.1\n\nEX-99.1\n\nEX-99.2\n\n# Item 1.01. Entry into a Material Definitive Agreement\n\nA mill was bought and paid for in cash.\n\n"
                    "# Item 9.01 Financial Statements and Exhibits (d) Exhibits\n\n99.1 Release\n\n# SIGNATURE\n\nPursuant to the requirements of the Act", kNew);
  ASSERT_EQ(numbers(items), "1.01 9.01");
  EXPECT_EQ(items[1].title, "Financial Statements and Exhibits");
  EXPECT_EQ(items[1].text.substr(0, 12), "(d) Exhibits");
}

TEST(Items, AttachedReportHasItsOwn) {
  EXPECT_EQ(numbers("Item 5. Other Events\n\nThe quarterly report is attached.\n\nSIGNATURES\n\nPursuant to the requirements of the Act\n\n"
                    "PART I\n\nItem 1. Financial Statements\n\nItem 2. Acquisition or Disposition of Assets\n\nText.", kOld), "5");
}

TEST(Items, SchemeFromEvidence) {
  EXPECT_EQ(find("Item 5. Other Events\n\nText.", kOld)[0].scheme, Scheme::y1993);
  EXPECT_EQ(find("Item 8.01 Other Events\n\nText.", kNew)[0].scheme, Scheme::y2004);
  auto undated = find_items(layout_of("Item 7. Exhibits\n\n99 Release"), {Family::current_report, {}, {}}).items;
  ASSERT_EQ(undated.size(), 1U);
  EXPECT_EQ(undated[0].scheme, Scheme::y1993);
  // A filer that kept the old numbers after the change.
  auto late = find("Item 5. Other Events\n\nText.", Date{2004, 8, 30});
  ASSERT_EQ(late.size(), 1U);
  EXPECT_EQ(late[0].canonical, "8.01");
}

TEST(Items, TitlesAlone) {
  auto items = find("# Other Events\n\nThe mill burned down.", kNew);
  ASSERT_EQ(numbers(items), "8.01");
  EXPECT_TRUE(items[0].recovered);
}

TEST(Items, RareShapes) {
  EXPECT_EQ(numbers("ITEM V.  OTHER EVENTS\n\nText.", kOld), "5");
  EXPECT_EQ(numbers("# 5.  OTHER EVENTS\n\nText.\n\n# 7.  Financial Statements and Exhibits\n\n99 Release", kOld), "5 7");
  EXPECT_EQ(numbers("Item 5.02 (b), (c) and (d) Departure of Directors or Certain Officers\n\nText.", kNew), "5.02");
  EXPECT_EQ(numbers("ITEM 9. REGULATION FD DISCLOSURE AND ITEM 12. RESULTS OF OPERATIONS AND FINANCIAL CONDITION\n\nText.", Date{2003, 7, 1}), "9 12");
  EXPECT_EQ(numbers("Item 7. Financial Statements and Exhibits\n\n99 Release\n\n# Item 7. Financial Statements and Exhibits (continued)\n\n23 Consent", kOld), "7");
  EXPECT_EQ(numbers("Item 9.01 Financial Statements and Exhibits\n\n| Item 601 | Exhibit Number\n| 99.1 | Release", kNew), "9.01");
  EXPECT_EQ(numbers("Item 7 of the Current Report on Form 8-K filed on May 1, 2001 is hereby amended to read as follows:\n\n(a) Financial statements.", kOld), "7");
}

TEST(Items, PeriodicReport) {
  auto items = find("| Item 1. | Business | 1\n| Item 2. | Properties | 4\n| Item 3. | Legal Proceedings | 5\n\n# PART I\n\n# Item 1. Business\n\n"
                    "We mill grain and sell what we mill to bakers near and far.\n\n# Item 2. Properties\n\nOne mill and the land on which it stands.\n\n"
                    "# Item 3. Legal Proceedings\n\nNone.\n\n# PART II\n\n# Item 7A. Quantitative and Qualitative Disclosures about Market Risk\n\nSome.",
                    kNew, {}, Family::annual_report);
  ASSERT_EQ(numbers(items), "1 2 3 7A");
  EXPECT_EQ(items[0].text, "We mill grain and sell what we mill to bakers near and far.");
  EXPECT_EQ(items[3].part, "II");
  EXPECT_EQ(items[0].canonical, "");
}

TEST(Items, RunningHeadsOfAPeriodicReport) {
  auto items = find("# PART I\n\n# Item 1. Business\n\nWe mill grain and sell what we mill to bakers near and far.\n\n# Item 1\n\nWe have done so for a hundred years.\n\n"
                    "# Item 1, 2\n\nAnd mean to go on with it.\n\n# Item 2. Properties\n\nOne mill and the land on which it stands.", kNew, {}, Family::annual_report);
  ASSERT_EQ(numbers(items), "1 2");
  EXPECT_NE(items[0].text.find("go on with it"), std::string::npos);
}

TEST(Items, QuarterlyPartsNumberTwice) {
  auto items = find("# PART I\n\n# Item 1. Financial Statements\n\nSee below for what there is to see.\n\n# PART II\n\n# Item 1. Legal Proceedings\n\nNone.\n\n"
                    "# Item 6. Exhibits\n\n31.1 Certification", kNew, {}, Family::quarterly_report);
  ASSERT_EQ(numbers(items), "1 1 6");
  EXPECT_EQ(items[0].part, "I");
  EXPECT_EQ(items[1].part, "II");
}

TEST(Items, SpansAreOfTheFile) {
  std::string_view text = "Item 8.01 Other Events\n\nThe mill burned down.\n\nSIGNATURE\n";
  auto items = find_items(layout_of(text, 3, 1000), {Family::current_report, kNew, {}}).items;
  ASSERT_EQ(items.size(), 1U);
  EXPECT_EQ(items[0].document, 3U);
  EXPECT_EQ(items[0].heading.begin, 1000U);
  EXPECT_EQ(items[0].span.end, 1000U + static_cast<uint32_t>(text.find("\n\nSIGNATURE")));
}

TEST(Items, HostileInput) {
  std::string many;
  for (int i = 0; i < 200000; ++i) many += "Item 5. ";
  EXPECT_LE(find(many, kOld).size(), 4000U);
  many.clear();
  for (int i = 0; i < 20000; ++i) many += "Item 5. Other Events\n\n";
  EXPECT_LE(find(many, kOld).size(), 4000U);
}

}  // namespace
}  // namespace crossfoot::form
