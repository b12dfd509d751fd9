#include <gtest/gtest.h>

#include <string>

#include "layout/layout.h"

namespace crossfoot::layout {
namespace {

auto lay(std::string_view html) -> Layout {
  container::Document d;
  d.text = d.span = {0, static_cast<uint32_t>(html.size())};
  d.media = container::Media::html;
  diag::Emitter emitter;
  return lay_out_html(html, d, emitter);
}

// One line a block: "heading 'Item 8.01 Other Events'".
auto blocks_of(std::string_view html) -> std::string {
  Layout l = lay(html);
  std::string out;
  for (const Block& b : l.blocks) {
    out += to_string(b.kind);
    if (!b.text.empty()) out += " '" + std::string(l.text.of(b.text)) + "'";
    out += '\n';
  }
  return out;
}

// One line a row: "data 2 'Total assets' 0:$ 1,234 ^- _= 1:987".
auto table_of(std::string_view html) -> std::string {
  Layout l = lay(html);
  if (l.tables.empty()) return "no table\n" + blocks_of(html);
  const Table& t = l.tables[0];
  std::string out = std::to_string(t.column_count) + " columns\n";
  for (Range r : t.titles) out += "title '" + std::string(l.text.of(r)) + "'\n";
  auto mark = [](Ruling r) { return r == Ruling::twofold ? "=" : "-"; };
  for (const Row& r : t.rows) {
    out += r.kind == RowKind::heading ? "heading " : r.kind == RowKind::caption ? "caption " : "data ";
    out += std::to_string(r.indent) + " '" + std::string(l.text.of(r.label)) + "'";
    for (uint32_t k = r.first_cell; k < r.first_cell + r.cell_count; ++k) {
      const Cell& c = t.cells[k];
      out += ' ' + std::to_string(c.column);
      if (c.column_span > 1) out += '-' + std::to_string(c.column + c.column_span - 1);
      out += ':' + std::string(l.text.of(c.text));
      if (c.above != Ruling::none) out += std::string(" ^") + mark(c.above);
      if (c.below != Ruling::none) out += std::string(" _") + mark(c.below);
    }
    out += '\n';
  }
  return out;
}

TEST(HtmlLayout, ParagraphsFromSoup) {
  EXPECT_EQ(blocks_of("<DIV>First\n  line<BR>second&nbsp;line</DIV><P>Another<P>Third<div>Fourth</div>fifth"),
            "paragraph 'First line second line'\nparagraph 'Another'\nparagraph 'Third'\nparagraph 'Fourth'\nparagraph 'fifth'\n");
  EXPECT_EQ(blocks_of("One.<br><br>Two."), "paragraph 'One.'\nparagraph 'Two.'\n");
  Layout l = lay("<div>a<br>b</div>");
  ASSERT_EQ(l.blocks.size(), 1u);
  EXPECT_EQ(l.blocks[0].line_count, 2u);
}

TEST(HtmlLayout, HeadingsByWeightAndPlace) {
  EXPECT_EQ(blocks_of("<p><b>Item 8.01 Other Events.</b></p><p align=center>SIGNATURES</p><p><u>Background</u></p><h3>Outlook</h3>"
                      "<p>On <b>May 5</b>, Tidewater Looms Corp. announced results.</p>"),
            "heading 'Item 8.01 Other Events.'\nheading 'SIGNATURES'\nheading 'Background'\nheading 'Outlook'\n"
            "paragraph 'On May 5, Tidewater Looms Corp. announced results.'\n");
}

TEST(HtmlLayout, HiddenTextIsNoText) {
  EXPECT_EQ(blocks_of("<div style=\"display:none\"><ix:header><ix:hidden>secret</ix:hidden></ix:header></div>"
                      "<p style='display: none'>1</p><span style='visibility:hidden'>x</span>seen"),
            "paragraph 'seen'\n");
  EXPECT_EQ(blocks_of("<style>.x{display:none}</style><div class=x>secret</div>seen"), "paragraph 'seen'\n");
}

TEST(HtmlLayout, CharactersAreDecodedAndMapBack) {
  std::string html = "<p>caf&eacute;&#8203; &#147;Q&#148;&shy; 5&nbsp;&#160;million \xAE</p>";
  Layout l = lay(html);
  ASSERT_EQ(l.blocks.size(), 1u);
  EXPECT_EQ(l.text.of(l.blocks[0].text), "caf\xC3\xA9 \xE2\x80\x9CQ\xE2\x80\x9D 5 million \xC2\xAE");
  size_t at = l.text.chars().find("million");
  Span s = l.text.to_source({static_cast<uint32_t>(at), static_cast<uint32_t>(at + 7)});
  EXPECT_EQ(s.of(html), "million");
  at = l.text.chars().find("\xC3\xA9");
  EXPECT_EQ(l.text.to_source({static_cast<uint32_t>(at), static_cast<uint32_t>(at + 2)}).of(html), "&eacute;");
}

TEST(HtmlLayout, WingdingsBoxesAreBoxes) {
  EXPECT_EQ(blocks_of("<p><font face=\"Wingdings\">o</font> Written communications</p><p><font style=\"font-family:Wingdings\">&#254;</font> Yes</p>"),
            "paragraph '\xE2\x98\x90 Written communications'\nparagraph '\xE2\x98\x91 Yes'\n");
}

TEST(HtmlLayout, ItemHeadingInATable) {
  std::string html =
      "<table><tr><td width=10%><b>Item&nbsp;5.02</b></td><td><b>Departure of Directors<br>or Certain Officers.</b></td></tr></table><p>Text.</p>";
  EXPECT_EQ(blocks_of(html), "heading 'Item 5.02 Departure of Directors or Certain Officers.'\nparagraph 'Text.'\n");
  Layout l = lay(html);
  const Block& b = l.blocks[0];
  EXPECT_TRUE(b.in_table);
  ASSERT_EQ(b.line_count, 2u);
  ASSERT_EQ(l.lines[b.first_line].segment_count, 2u);
  EXPECT_EQ(l.text.of(l.segments[l.lines[b.first_line].first_segment + 1].text), "Departure of Directors");
  EXPECT_EQ(l.segments[l.lines[b.first_line].first_segment + 1].column_begin, 1);
}

TEST(HtmlLayout, ListsMadeOfTables) {
  EXPECT_EQ(blocks_of("<table><tr><td>&#149;</td><td>First point.</td></tr><tr><td>(b)</td><td>Second point.<p>More of it.</td></tr></table>"),
            "list_item '\xE2\x80\xA2 First point.'\nlist_item '(b) Second point.'\nparagraph 'More of it.'\n");
}

TEST(HtmlLayout, CoverAndExhibitTablesAreProse) {
  EXPECT_EQ(blocks_of("<table><tr><td>Delaware</td><td>&nbsp;</td><td>0-12345</td><td>&nbsp;</td><td>77-0123456</td></tr>"
                      "<tr><td>(State)</td><td></td><td>(Commission File Number)</td><td></td><td>(IRS No.)</td></tr></table>"),
            "paragraph 'Delaware 0-12345 77-0123456'\nparagraph '(State) (Commission File Number) (IRS No.)'\n");
  EXPECT_EQ(blocks_of("<table><tr><td><u>Exhibit No.</u></td><td><u>Description</u></td></tr>"
                      "<tr><td>10.1</td><td>Credit Agreement</td></tr><tr><td>99.1</td><td>Press release</td></tr></table>"),
            "paragraph 'Exhibit No. Description'\nparagraph '10.1 Credit Agreement'\nparagraph '99.1 Press release'\n");
}

TEST(HtmlLayout, TableWithPiecesInCellsOfTheirOwn) {
  EXPECT_EQ(table_of("<table>"
                     "<tr><td></td><td></td><td colspan=5 align=center>Three Months Ended June 30,</td></tr>"
                     "<tr><td>(In thousands)</td><td></td><td colspan=2 align=center>2003</td><td></td><td colspan=2 align=center>2002</td></tr>"
                     "<tr><td><p style='margin-left:10pt;text-indent:-10pt'>Revenue</td><td></td><td>$</td><td align=right>1,200</td><td></td><td>$</td><td align=right>1,100</td></tr>"
                     "<tr><td><p style='margin-left:20pt;text-indent:-10pt'>Cost</td><td></td><td></td><td style='border-bottom:1px solid'>(1,300</td><td>)</td><td></td><td style='border-bottom:1px solid'>&#151;</td></tr>"
                     "<tr><td>Loss</td><td></td><td>$</td><td style='border-bottom:double 2pt'>(100</td><td>)</td><td>$</td><td style='border-bottom:double 2pt'>1,100</td></tr>"
                     "</table>"),
            "2 columns\n"
            "heading 0 '' 0-1:Three Months Ended June 30,\n"
            "heading 0 '(In thousands)' 0:2003 1:2002\n"
            "data 0 'Revenue' 0:$ 1,200 1:$ 1,100\n"
            "data 2 'Cost' 0:(1,300) _- 1:\xE2\x80\x94 _-\n"
            "data 0 'Loss' 0:$ (100) ^- _= 1:$ 1,100 ^- _=\n");
}

TEST(HtmlLayout, ColspanInPlaceOfADollarCellIsTheSameColumn) {
  EXPECT_EQ(table_of("<table>"
                     "<tr><td colspan=3>Cash</td><td>$</td><td>500</td><td></td><td colspan=3></td><td>$</td><td>400</td><td></td></tr>"
                     "<tr><td colspan=3>Inventory</td><td colspan=2>1,235&#160;</td><td></td><td colspan=3></td><td colspan=2>(7)</td><td></td></tr>"
                     "<tr><td colspan=3>Total assets</td><td style='border-top:1pt solid #000'>$</td><td style='border-top:1pt solid #000'>1,735</td><td></td>"
                     "<td colspan=3></td><td style='border-top:1pt solid #000'>$</td><td style='border-top:1pt solid #000'>393</td><td></td></tr>"
                     "<tr><td colspan=3></td><td colspan=3 style='border-top:3pt double #000'></td><td colspan=3></td><td colspan=3 style='border-top:3pt double #000'></td></tr>"
                     "</table>"),
            "2 columns\n"
            "data 0 'Cash' 0:$ 500 1:$ 400\n"
            "data 0 'Inventory' 0:1,235 _- 1:(7) _-\n"
            "data 0 'Total assets' 0:$ 1,735 ^- _= 1:$ 393 ^- _=\n");
}

TEST(HtmlLayout, RulesDrawnWithHrAndIndentByColumn) {
  EXPECT_EQ(table_of("<TABLE><TR><TD COLSPAN=2>Other assets</TD><TD ALIGN=RIGHT>114</TD><TD ALIGN=RIGHT>110</TD></TR>"
                     "<TR><TD COLSPAN=2></TD><TD><HR NOSHADE></TD><TD><HR NOSHADE></TD></TR>"
                     "<TR><TD>&nbsp;</TD><TD>Total assets</TD><TD ALIGN=RIGHT>6,293</TD><TD ALIGN=RIGHT>6,021</TD></TR>"
                     "<TR><TD COLSPAN=2></TD><TD><HR NOSHADE SIZE=4></TD><TD><HR NOSHADE SIZE=4></TD></TR></TABLE>"),
            "2 columns\ndata 0 'Other assets' 0:114 _- 1:110 _-\ndata 3 'Total assets' 0:6,293 ^- _= 1:6,021 ^- _=\n");
}

TEST(HtmlLayout, RulesDrawnInTheFiguresOwnCells) {
  EXPECT_EQ(table_of("<table><tr><td>Sales</td><td><u>1,200</u></td><td>1,100<br>-------</td></tr>"
                     "<tr><td>Costs</td><td>1,000<hr></td><td>900<hr></td></tr>"
                     "<tr><td>Income</td><td>200<br>=====</td><td><hr size=4>1,000</td></tr></table>"),
            "2 columns\ndata 0 'Sales' 0:1,200 _- 1:1,100 _-\ndata 0 'Costs' 0:1,000 ^- _- 1:900 ^- _=\n"
            "data 0 'Income' 0:200 ^- _= 1:1,000 ^=\n");
}

TEST(HtmlLayout, NumbersAtTheLeftAreLabelsOnlyWhereTheyAreBare) {
  EXPECT_EQ(table_of("<table><tr><td>For</td><td>Against</td><td>Abstain</td></tr><tr><td>1,234,567</td><td>34,567</td><td>1,234</td></tr></table>"),
            "3 columns\nheading 0 '' 0:For 1:Against 2:Abstain\ndata 0 '' 0:1,234,567 1:34,567 2:1,234\n");
  EXPECT_EQ(table_of("<table><tr><td>2003</td><td>$1,200</td></tr><tr><td>2004</td><td>1,300</td></tr></table>"),
            "1 columns\ndata 0 '2003' 0:$1,200\ndata 0 '2004' 0:1,300\n");
}

TEST(HtmlLayout, TitlesCaptionsRowspansAndNotes) {
  EXPECT_EQ(table_of("<table><tr><td colspan=3 align=center><b>BALANCE SHEETS<br>(in millions)</b></td></tr>"
                     "<tr><td rowspan=2></td><td>June 30,</td><td>March 31,</td></tr><tr><td>2005</td><td>2005</td></tr>"
                     "<tr><td>Current assets:</td><td></td><td></td></tr>"
                     "<tr><td>&nbsp;&nbsp;Cash (1)</td><td>1,500<sup>2</sup></td><td>1,400</td></tr>"
                     "<tr><td></td><td>1,500</td><td>1,400</td></tr></table>"),
            "2 columns\ntitle 'BALANCE SHEETS'\ntitle '(in millions)'\n"
            "heading 0 '' 0:June 30, 1:March 31,\nheading 0 '' 0:2005 1:2005\ncaption 0 'Current assets:'\n"
            "data 2 'Cash (1)' 0:1,500 1:1,400\ndata 0 '' 0:1,500 1:1,400\n");
}

TEST(HtmlLayout, SingleDigitLossesAreFiguresAndNotesAreNot) {
  EXPECT_EQ(table_of("<table><tr><td>Other</td><td></td><td>(2</td><td>)</td><td>(3)</td></tr>"
                     "<tr><td>Sales</td><td>(1)</td><td>1,250</td><td></td><td>(7)</td></tr>"
                     "<tr><td>Costs</td><td></td><td>1,000</td><td></td><td>240</td></tr></table>"),
            "2 columns\ndata 0 'Other' 0:(2) 1:(3)\ndata 0 'Sales (1)' 0:1,250 1:(7)\ndata 0 'Costs' 0:1,000 1:240\n");
}

TEST(HtmlLayout, TablesNestedInLayoutTables) {
  std::string html =
      "<table><tr><td>Item 2.02</td><td>Results of Operations.</td></tr><tr><td><p>Below.</p><table><tr><td>Revenue</td><td>1,200</td><td>1,100</td></tr>"
      "<tr><td>Income</td><td>200</td><td>100</td></tr></table><p>Above.</td></tr></table>";
  EXPECT_EQ(blocks_of(html), "paragraph 'Item 2.02 Results of Operations.'\nparagraph 'Below.'\ntable 'Revenue 1,200 1,100 Income 200 100'\nparagraph 'Above.'\n");
  EXPECT_EQ(table_of(html), "2 columns\ndata 0 'Revenue' 0:1,200 1:1,100\ndata 0 'Income' 0:200 1:100\n");
}

TEST(HtmlLayout, TypewriterTableInPre) {
  std::string html =
      "<html><body><p>Report</p><PRE>\n              <B>TIDEWATER LOOMS CORP.</B>\n                 BALANCE SHEETS\n                 (in thousands)\n\n"
      "                              June 30,     March 31,\n                                 2003          2003\n"
      "                              --------     ---------\nCash &amp; equivalents          $  1,200      $  1,100\n"
      "<I>Receivables</I>                        300           400\n                              --------     ---------\n"
      "  Total assets                $  1,500      $  1,500\n                              ========     =========\n</PRE><p>After</p></body></html>";
  Layout l = lay(html);
  ASSERT_EQ(l.tables.size(), 1u) << blocks_of(html);
  const Table& t = l.tables[0];
  bool cash = false, total = false;
  for (const Row& r : t.rows) {
    std::string_view label = l.text.of(r.label);
    for (uint32_t k = r.first_cell; k < r.first_cell + r.cell_count; ++k) {
      const Cell& c = t.cells[k];
      if (r.kind == RowKind::data) {
        std::string_view text = l.text.of(c.text);  // "$ 1,200" for "$  1,200"
        EXPECT_EQ(c.source.of(html).substr(c.source.size() - 3), text.substr(text.size() - 3));
        EXPECT_EQ(c.source.of(html)[0], text[0]);
      }
    }
    if (label == "Cash & equivalents") {
      cash = true;
      EXPECT_EQ(r.label_source.of(html), "Cash &amp; equivalents");
    }
    total = total || label == "Total assets";
  }
  EXPECT_TRUE(cash && total) << table_of(html);
  EXPECT_EQ(l.text.of(l.blocks.front().text), "Report");
  EXPECT_EQ(l.text.of(l.blocks.back().text), "After");
}

TEST(HtmlLayout, PagesAndFurniture) {
  std::string html;
  for (int i = 1; i <= 4; ++i)
    html += "<p>Table of Contents</p><p>Text of page " + std::string(1, "abcd"[i]) + " goes on.</p><p align=center>" + std::to_string(i) +
            "</p><p align=center>Tidewater Looms Corp.</p><hr style=\"page-break-after:always\">";
  Layout l = lay(html);
  EXPECT_EQ(l.page_count, 5u);
  size_t furniture = 0;
  for (const Block& b : l.blocks) furniture += b.kind == BlockKind::furniture;
  EXPECT_EQ(furniture, 11u) << blocks_of(html);  // four feet of two blocks, three heads
}

TEST(HtmlLayout, TextOfBlocksIsInOrderAndApart) {
  std::string html = "<p>a<table><tr><td>x<p>y</td><td>1,000</td><td>2,000</td></tr><tr><td>z</td><td>3,000</td><td>4,000</td></tr></table>b<ul><li>c</ul>";
  Layout l = lay(html);
  uint32_t last = 0;
  for (const Block& b : l.blocks) {
    EXPECT_GE(b.text.begin, last);
    EXPECT_EQ(l.text.of(b.text).find('\n'), std::string_view::npos);
    last = b.text.end;
    for (uint32_t i = b.first_line; i < b.first_line + b.line_count; ++i) {
      EXPECT_GE(l.lines[i].text.begin, b.text.begin);
      EXPECT_LE(l.lines[i].text.end, b.text.end);
    }
  }
}

TEST(HtmlLayout, HostileInputIsLinear) {
  std::string nested;
  for (int i = 0; i < 100000; ++i) nested += "<table><tr><td>1";
  EXPECT_FALSE(lay(nested).blocks.empty());
  std::string wide = "<table>";
  for (int i = 0; i < 3000; ++i) wide += "<tr><td colspan=1000 rowspan=1000 style='border:1px solid'>1,000</td><td>2,000</td></tr>";
  lay(wide);
  std::string entities = "<p>";
  for (int i = 0; i < 300000; ++i) entities += "&nbsp;&#1;&a";
  lay(entities);
  std::string scattered = "<table>";
  for (int i = 0; i < 2000; ++i) {
    scattered += "<tr>";
    for (int k = 0; k < 40; ++k) scattered += "<td colspan=" + std::to_string((i * 7 + k * 13) % 29 + 1) + ">1,0" + std::to_string(10 + k) + "</td>";
  }
  lay(scattered);
}

}  // namespace
}  // namespace crossfoot::layout
