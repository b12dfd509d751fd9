#include <gtest/gtest.h>

#include <string>
#include <tuple>
#include <vector>

#include "layout/layout.h"
#include "layout/typewriter_regions.h"
#include "markup/typewriter_lines.h"

namespace crossfoot::layout {
namespace {

auto lay_out(const std::string& bytes) -> Layout {
  container::Document d;
  d.span = d.text = {0, static_cast<uint32_t>(bytes.size())};
  diag::Emitter emitter;
  return lay_out_typewriter(bytes, d, emitter);
}

/// One line a block: kind, its flags, and its text; segments parted by " | ".
auto outline(const std::string& bytes) -> std::string {
  Layout l = lay_out(bytes);
  std::string s;
  for (const Block& b : l.blocks) {
    s += std::string(to_string(b.kind)) + (b.centred ? " centred" : "") + (b.capitals ? " capitals" : "") + (b.underlined ? " underlined" : "") + ": ";
    if (b.kind == BlockKind::table || b.line_count == 0) {
      s += std::to_string(b.line_count) + " lines";
    } else {
      for (uint32_t i = 0; i < b.line_count; ++i) {
        const Line& line = l.lines[b.first_line + i];
        if (i) s += " / ";
        for (uint32_t k = 0; k < line.segment_count; ++k) s += (k ? " | " : "") + std::string(l.text.of(l.segments[line.first_segment + k].text));
      }
    }
    s += '\n';
  }
  return s;
}

auto texts(const std::string& bytes) -> std::vector<std::string> {
  Layout l = lay_out(bytes);
  std::vector<std::string> out;
  for (const Block& b : l.blocks) out.emplace_back(l.text.of(b.text));
  return out;
}

const std::string kLong =
    "     The Company sold its interest in the Harlow mill to an affiliate of its\n"
    "chairman on the terms that the board of directors had approved in the spring of\n"
    "that year, and";

TEST(TypewriterLines, MeasuresColumnsAndFigures) {
  std::string text = "  Net sales\t  $ 1,234     (56)\n\n\n\t12.5%\n";
  auto t = markup::scan_typewriter(text, {0, static_cast<uint32_t>(text.size())});
  ASSERT_EQ(t.lines.size(), 2u);
  EXPECT_EQ(t.lines[0].indent, 2u);
  EXPECT_EQ(t.lines[0].figures, 2);
  EXPECT_EQ(t.lines[0].figure_left, 18u);
  EXPECT_EQ(t.lines[0].right, 34u);
  EXPECT_EQ(t.lines[1].indent, 8u);
  EXPECT_EQ(t.lines[1].blanks, 2);
  EXPECT_TRUE(t.lines[1].is(markup::TypewriterLine::kFigureFirst));
}

TEST(TypewriterLines, TelephoneNumbersDatesAndRangesAreNoFigures) {
  for (std::string s : {"Austin    (512) 555-0100", "Filed    10/31/03", "Number    77-0100100", "Pages    12-14", "in the year    1998,"}) {
    auto t = markup::scan_typewriter(s, {0, static_cast<uint32_t>(s.size())});
    ASSERT_EQ(t.lines.size(), 1u) << s;
    EXPECT_EQ(t.lines[0].figures, 0) << s;
  }
}

TEST(TypewriterLines, ShortAndLongWayMeasureAlike) {
  // A tab behind the line changes nothing but the way it is measured; blanks before it move it by whole words of the masks.
  std::vector<std::string> lines = {"Net sales   $ 1,234    (56)    --", "The Company  sold  its mill.", "ITEM 5.  OTHER EVENTS", "-----   ======", "Cash .05   .36", "5",
                                    "- 2 -", "a  b  c  d  e  f  g  h", "Rent, 1998    77-0100100    (512) 555-0100", "# # #", "$", "(1,000)   12.5%", "x"};
  for (const std::string& text : lines) {
    for (size_t blanks : {0u, 1u, 15u, 16u, 50u, 61u, 63u, 64u, 120u}) {
      std::string plain = std::string(blanks, ' ') + text, tabbed = plain + "\t";
      auto a = markup::scan_typewriter(plain, {0, static_cast<uint32_t>(plain.size())});
      auto b = markup::scan_typewriter(tabbed, {0, static_cast<uint32_t>(tabbed.size())});
      ASSERT_EQ(a.lines.size(), 1u) << plain;
      ASSERT_EQ(b.lines.size(), 1u) << plain;
      const auto &x = a.lines[0], &y = b.lines[0];
      EXPECT_EQ(std::tie(x.begin, x.end, x.indent, x.right, x.upper, x.lower, x.digits), std::tie(y.begin, y.end, y.indent, y.right, y.upper, y.lower, y.digits)) << plain;
      EXPECT_EQ(std::tie(x.gaps, x.max_gap, x.figures, x.figure_left), std::tie(y.gaps, y.max_gap, y.figures, y.figure_left)) << plain;
      EXPECT_EQ(x.flags | markup::TypewriterLine::kRaw, y.flags | markup::TypewriterLine::kRaw) << plain;
    }
  }
}

TEST(TypewriterLines, EveryLineEnd) {
  for (std::string end : {"\n", "\r\n", "\r"}) {
    std::string s = "one" + end + end + "two" + end + "three";
    auto t = markup::scan_typewriter(s, {0, static_cast<uint32_t>(s.size())});
    ASSERT_EQ(t.lines.size(), 3u);
    EXPECT_EQ(t.lines[1].blanks, 1);
    EXPECT_EQ(s.substr(t.lines[2].begin, t.lines[2].end - t.lines[2].begin), "three");
    EXPECT_EQ(s.substr(t.lines[0].begin, t.lines[0].end - t.lines[0].begin), "one");
  }
}

TEST(TypewriterLines, TagsBecomePagesAndMarks) {
  std::string s = "a\n<PAGE>   7\nb <page>\n</PAGE 7>\n<TABLE> <S> <C>\nc\n</TABLE>\n<PAGE 8>\nd <b> e\n";
  auto t = markup::scan_typewriter(s, {0, static_cast<uint32_t>(s.size())});
  EXPECT_EQ(t.page_count, 4u);
  ASSERT_EQ(t.lines.size(), 6u);
  EXPECT_EQ(s.substr(t.lines[1].begin, 1), "7");
  EXPECT_EQ(t.lines[1].page, 1u);
  EXPECT_EQ(t.lines[1].indent, 9u);
  EXPECT_EQ(t.lines[2].page, 1u);
  EXPECT_TRUE(t.lines[3].is(markup::TypewriterLine::kTag));
  EXPECT_EQ(s.substr(t.lines[3].begin, t.lines[3].end - t.lines[3].begin), "<TABLE> <S> <C>");
  EXPECT_TRUE(t.lines[4].is(markup::TypewriterLine::kTagged));
  EXPECT_FALSE(t.lines[5].is(markup::TypewriterLine::kTagged));
  EXPECT_EQ(s.substr(t.lines[5].begin, t.lines[5].end - t.lines[5].begin), "d <b> e") << "not EDGAR's tag: text";
}

TEST(TypewriterLines, PemEscapeIsNotPartOfTheRule) {
  std::string s = "- -------\n- - 2 -\n- item\n";
  auto t = markup::scan_typewriter(s, {0, static_cast<uint32_t>(s.size())});
  ASSERT_EQ(t.lines.size(), 3u);
  EXPECT_TRUE(t.lines[0].is(markup::TypewriterLine::kRule));
  EXPECT_EQ(t.lines[0].begin, 2u);
  EXPECT_EQ(s.substr(t.lines[1].begin, t.lines[1].end - t.lines[1].begin), "- 2 -");
  EXPECT_EQ(s.substr(t.lines[2].begin, 1), "-");
}

TEST(Typewriter, ParagraphsJoinTheirLines) {
  EXPECT_EQ(texts(kLong + " agreed to lease it back.\n\n     A second paragraph stands apart from it and is as long as the first was, or\nnearly so.\n"),
            (std::vector<std::string>{"The Company sold its interest in the Harlow mill to an affiliate of its chairman on the terms that the board of directors had "
                                      "approved in the spring of that year, and agreed to lease it back.",
                                      "A second paragraph stands apart from it and is as long as the first was, or nearly so."}));
}

TEST(Typewriter, JustifiedTextFoldsItsBlanks) {
  EXPECT_EQ(texts("The  Company  sold its interest in the Harlow  mill  to  an  affiliate  of\n"
                  "its  chairman  for $1,250,000 in 1996,  and  agreed to lease it back for a\n"
                  "term  of  12  years.\n"),
            (std::vector<std::string>{"The Company sold its interest in the Harlow mill to an affiliate of its chairman for $1,250,000 in 1996, and agreed to lease it "
                                      "back for a term of 12 years."}));
}

TEST(Typewriter, ASentenceGoesOnOverThePageAndItsFurniture) {
  std::string s = kLong + "\n\n                                       3\n<PAGE>\n                     NOTES TO STATEMENTS (CONTINUED)\n\n" +
                  "agreed to lease it back for a term of twelve years at a rent that the parties are\nto settle every third year.\n";
  EXPECT_EQ(outline(s),
            "paragraph: The Company sold its interest in the Harlow mill to an affiliate of its / chairman on the terms that the board of directors had approved "
            "in the spring of / that year, and / agreed to lease it back for a term of twelve years at a rent that the parties are / to settle every third year.\n"
            "furniture centred: 3\n"
            "furniture centred: NOTES TO STATEMENTS (CONTINUED)\n");
}

TEST(Typewriter, ASmallWordAtAPageEndPromisesMore) {
  std::string s = kLong.substr(0, kLong.size() - 3) + "to the\n\n                                      (17)\n<PAGE>\nHarlow Trust, which was to hold the proceeds of it until the next meeting.\n";
  ASSERT_EQ(texts(s).size(), 2u);
  EXPECT_NE(texts(s)[0].find("to the Harlow Trust, which"), std::string::npos);
  EXPECT_EQ(texts(s)[1], "(17)");
}

TEST(Typewriter, PageNumbersWithoutPageTags) {
  std::string s = kLong + "\n\n\n                                       7\n\nagreed to lease it back for a term of twelve years, which is the longest that it may.\n\n\n" +
                  "                                       8\n\n" + kLong + " so on.\n";
  Layout l = lay_out(s);
  EXPECT_EQ(l.page_count, 3u);
  ASSERT_EQ(l.blocks.size(), 4u);
  EXPECT_NE(l.text.of(l.blocks[0].text).find("that year, and agreed to lease"), std::string_view::npos);
  EXPECT_EQ(l.blocks[1].kind, BlockKind::furniture);
  EXPECT_EQ(l.blocks[2].kind, BlockKind::furniture);
  EXPECT_EQ(l.blocks[3].page, 2u);
}

TEST(Typewriter, MovedFurnitureIsStillFoundByItsBytes) {
  std::string s = kLong + "\n\n                                     Page 3\n<PAGE>\nagreed to lease it back for a term of twelve years at a rent to be settled\nevery year.\n";
  Layout l = lay_out(s);
  for (std::string word : {"interest", "Page 3", "twelve", "every year."}) {
    auto at = static_cast<uint32_t>(s.find(word));
    Range r = l.text.to_text({at, at + static_cast<uint32_t>(word.size())});
    EXPECT_EQ(l.text.of(r), word);
    EXPECT_EQ(l.text.to_source(r), (Span{at, at + static_cast<uint32_t>(word.size())}));
  }
}

TEST(Typewriter, DoubleSpacedText) {
  EXPECT_EQ(texts("    HARLOW, Calif., May 2 -- Acme Paper Corporation announced results for its\n\nsecond quarter, which ended in March, and a dividend on its\n\n"
                  "common stock that is payable in June to the holders of record on the last day of\n\nMay.\n\n"
                  "    Net revenues for the quarter were higher than in the previous quarter and the\n\nquarter before it.\n"),
            (std::vector<std::string>{"HARLOW, Calif., May 2 -- Acme Paper Corporation announced results for its second quarter, which ended in March, and a dividend on "
                                      "its common stock that is payable in June to the holders of record on the last day of May.",
                                      "Net revenues for the quarter were higher than in the previous quarter and the quarter before it."}));
}

TEST(Typewriter, HeadingsListsRulesAndColumns) {
  EXPECT_EQ(outline("                               UNITED STATES\n"
                    "                    SECURITIES AND EXCHANGE COMMISSION\n"
                    "\n"
                    "================================================================================\n"
                    "\n"
                    "        Oregon                     0-10011                   93-0100100\n"
                    "(State of incorporation)     (Commission File No.)      (IRS Employer No.)\n"
                    "\n"
                    "[ ]   Written communications pursuant to Rule 425 under the Securities Act (17\n"
                    "      CFR 230.425)\n"
                    "[X]   Soliciting material pursuant to Rule 14a-12 under the Exchange Act of that\n"
                    "      year\n"
                    "\n"
                    "ITEM 5. OTHER EVENTS\n"
                    "On May 2 the registrant announced that the sale of its mill in Harlow was complete\n"
                    "and that it had been paid.\n"
                    "\n"
                    "     o    It sold the mill and the land that the mill stands on, free of every lien\n"
                    "          and charge.\n"
                    "\n"
                    "Results of Operations\n"
                    "---------------------\n"
                    "\n"
                    "(415) 555-0100\n"),
            "heading centred capitals: UNITED STATES / SECURITIES AND EXCHANGE COMMISSION\n"
            "rule: ================================================================================\n"
            "paragraph: Oregon | 0-10011 | 93-0100100 / (State of incorporation) | (Commission File No.) | (IRS Employer No.)\n"
            "list_item: [ ] Written communications pursuant to Rule 425 under the Securities Act (17 / CFR 230.425)\n"
            "list_item: [X] Soliciting material pursuant to Rule 14a-12 under the Exchange Act of that / year\n"
            "heading capitals: ITEM 5. OTHER EVENTS\n"
            "paragraph: On May 2 the registrant announced that the sale of its mill in Harlow was complete / and that it had been paid.\n"
            "list_item: o | It sold the mill and the land that the mill stands on, free of every lien / and charge.\n"
            "heading underlined: Results of Operations\n"
            "rule: ---------------------\n"
            "paragraph: (415) 555-0100\n");
}

TEST(Typewriter, SegmentsKeepTheirColumns) {
  Layout l = lay_out("By:  Jane Roe            Secretary\n");
  ASSERT_EQ(l.segments.size(), 3u);
  EXPECT_EQ(l.segments[1].column_begin, 5);
  EXPECT_EQ(l.segments[1].column_end, 13);
  EXPECT_EQ(l.segments[2].column_begin, 25);
  EXPECT_EQ(l.text.chars().substr(0, 24), "By: Jane Roe Secretary\n");
}

TEST(Typewriter, AHyphenAtALineEndTakesNoBlank) {
  EXPECT_EQ(texts("The registrant's debt consists of notes that are due in nine years and of long-\nterm leases of its mills.\n")[0],
            "The registrant's debt consists of notes that are due in nine years and of long-term leases of its mills.");
}

TEST(Typewriter, BytesAbove127AndEntities) {
  EXPECT_EQ(texts("Acme\x92s mill \x96 caf\xC3\xA9 R&amp;D &copy; AT&T\n")[0], "Acme\xE2\x80\x99s mill \xE2\x80\x93 caf\xC3\xA9 R&D &copy; AT&T");
}

const std::string kTable =
    "                              March 31,\n"
    "                         1999          1998\n"
    "                      ----------    ----------\n"
    "Cash                  $    1,200    $      900\n"
    "Receivables                  300           250\n"
    "                      ----------    ----------\n"
    "Total assets          $    1,500    $    1,150\n"
    "                      ==========    ==========\n";
const std::string kProse =
    "The registrant's cash rose because it was paid for the mill, and its receivables\n"
    "rose because its customers paid later than in the year before.\n";

auto kinds(const std::string& s) -> std::string {
  std::string out;
  for (const Block& b : lay_out(s).blocks) out += std::string(out.empty() ? "" : " ") + std::string(to_string(b.kind));
  return out;
}

TEST(Typewriter, TablesWithoutTags) {
  EXPECT_EQ(kinds(kProse + "\n" + kTable + "\n" + kProse), "paragraph table paragraph");
  EXPECT_EQ(kinds(kProse + kTable + kProse), "paragraph table paragraph") << "and without a blank line";
}

TEST(Typewriter, TaggedTables) {
  EXPECT_EQ(kinds(kProse + "\n<TABLE>\n<CAPTION>\n" + kTable.substr(0, kTable.find("Cash")) + "<S>                   <C>           <C>\n" +
                  kTable.substr(kTable.find("Cash")) + "</TABLE>\n" + kProse),
            "paragraph table paragraph");
}

TEST(Typewriter, ProseBetweenTableTagsIsNoTable) {
  EXPECT_EQ(kinds("<TABLE>\n" + kProse + "</TABLE>\n"), "paragraph");
  EXPECT_EQ(kinds("<TABLE>\n" + kProse + "\n" + kTable + "\n" + kProse + "</TABLE>\n"), "paragraph table paragraph");
}

TEST(Typewriter, ATableGoesOnOverThePage) {
  std::string s = kTable.substr(0, kTable.find("Receivables")) + "\n                      2\n<PAGE>\n" + kTable.substr(kTable.find("Receivables"));
  EXPECT_EQ(kinds(s), "table");
}

TEST(Typewriter, BlocksLinesAndSegmentsNest) {
  std::string s = kProse + "\n" + kTable + "\n" + kLong + "\n\n   Page 2\n<PAGE>\nwent on in the morning of the next day, when everybody had come.\n";
  Layout l = lay_out(s);
  uint32_t end = 0;
  for (const Block& b : l.blocks) {
    EXPECT_LE(end, b.text.begin);
    end = b.text.end;
    EXPECT_LE(b.text.end, l.text.size());
    for (uint32_t i = b.first_line; i < b.first_line + b.line_count; ++i) {
      EXPECT_LE(b.text.begin, l.lines[i].text.begin);
      EXPECT_LE(l.lines[i].text.end, b.text.end);
      for (uint32_t k = 0; k < l.lines[i].segment_count; ++k) {
        const Segment& g = l.segments[l.lines[i].first_segment + k];
        EXPECT_LE(l.lines[i].text.begin, g.text.begin);
        EXPECT_LE(g.text.end, l.lines[i].text.end);
        EXPECT_LT(g.column_begin, g.column_end);
      }
    }
  }
}

TEST(Typewriter, PageNumbersAndRunningHeads) {
  std::string s;
  for (int page = 1; page <= 5; ++page)
    s += "        ACME PAPER CORPORATION - FORM 10-Q\n\n" + kProse + "\n                         " + std::to_string(page) + "\n<PAGE>\n";
  EXPECT_EQ(kinds(s + kProse),
            "heading paragraph furniture furniture paragraph furniture furniture paragraph furniture furniture paragraph furniture furniture paragraph furniture paragraph");
}

TEST(Typewriter, HostileBytes) {
  EXPECT_TRUE(lay_out("").blocks.empty());
  EXPECT_TRUE(lay_out(std::string(1000, '\0')).blocks.empty());
  EXPECT_EQ(lay_out(std::string(1 << 20, 'x')).blocks.size(), 1u);
  lay_out(std::string(1 << 20, '<'));
  std::string tags, wide, figures;
  for (int i = 0; i < 100000; ++i) tags += "<TABLE>x<S>";
  lay_out(tags);
  for (int i = 0; i < 100000; ++i) wide += "7  ";
  lay_out(wide);
  for (int i = 0; i < 50000; ++i) figures += "a    1    2\n<PAGE>\n";
  lay_out(figures);
  std::string binary;
  for (int i = 0; i < 1 << 18; ++i) binary += static_cast<char>(i * 7919 >> 3);
  lay_out(binary);
}

}  // namespace
}  // namespace crossfoot::layout
