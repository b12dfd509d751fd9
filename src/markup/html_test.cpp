#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "markup/html_entities.h"
#include "markup/html_style.h"
#include "markup/html_tokenizer.h"
#include "markup/html_tree.h"

namespace crossfoot::markup {
namespace {

auto whole(std::string_view s) -> Span { return {0, static_cast<uint32_t>(s.size())}; }

// "start:td text end:td": the tokens of `s` in a form a person can compare.
auto tokens_of(std::string_view s) -> std::string {
  TokenBuffer b = tokenize_html(s, whole(s));
  std::string out;
  for (size_t i = 0; i < b.tokens.size(); ++i) {
    if (i) out += ' ';
    out += to_string(b.tokens[i].kind);
    if (b.tokens[i].kind == TokenKind::start_tag || b.tokens[i].kind == TokenKind::end_tag) {
      out += ':';
      out += tag_name(b.span(i).of(s));
    }
  }
  return out;
}

// "p( b( "x" ) )": the tree of `s`.
auto tree_of(std::string_view s) -> std::string {
  HtmlTree t = build_html_tree(s, whole(s));
  std::string out;
  std::vector<uint32_t> ends;
  auto close = [&](uint32_t i) {
    while (!ends.empty() && ends.back() <= i) {
      out += ')';
      ends.pop_back();
    }
  };
  for (uint32_t i = 0; i < t.nodes.size(); ++i) {
    close(i);
    const Node& n = t.nodes[i];
    if (!out.empty() && out.back() != '(') out += ' ';
    if (n.is_text) {
      out += '"';
      out += n.span().of(s);
      out += '"';
      continue;
    }
    out += n.span().empty() ? std::string_view("implied") : tag_name(n.span().of(s));
    if (n.reopened) out += '+';
    if (n.subtree_end > i + 1) {
      out += '(';
      ends.push_back(n.subtree_end);
    }
  }
  close(static_cast<uint32_t>(t.nodes.size()));
  return out;
}

TEST(HtmlTokenizer, TellsTagsTextAndComments) {
  EXPECT_EQ(tokens_of("<TD ALIGN=right>1,235&#160;</td><!-- x > y --><!DOCTYPE html><?xml a?>"),
            "start_tag:TD text end_tag:td comment declaration declaration");
  EXPECT_EQ(tokens_of("a < b and 3 <4"), "text");
  EXPECT_EQ(tokens_of("<a href=\"x>y\">z</a>"), "start_tag:a text end_tag:a");
  EXPECT_EQ(tokens_of("<p align='left\">text"), "start_tag:p text") << "a quotation that never closes ends with its tag";
  EXPECT_EQ(tokens_of("<td width=5\">x"), "start_tag:td text") << "a stray quotation mark quotes nothing";
  EXPECT_EQ(tokens_of("<!--[if gte mso 9]><xml>1</xml><![endif]-->x<![if !vml]>y<![endif]>"), "comment text declaration text declaration");
  EXPECT_EQ(tokens_of("<!-- never closed <b>x"), "comment text") << "what follows an open comment is not lost";
  EXPECT_EQ(tokens_of("<style>a > b { }</style>t"), "start_tag:style raw end_tag:style text");
  EXPECT_EQ(tokens_of("<style>never closed"), "start_tag:style text");
  EXPECT_EQ(tokens_of("<ix:nonFraction name=\"a:B\"/>1"), "start_tag:ix:nonFraction text");
  EXPECT_EQ(tokens_of("x</"), "text text");
  EXPECT_EQ(tokens_of("x<"), "text");
}

TEST(HtmlTokenizer, PartitionsEveryInput) {
  // Every string of up to six of these pieces: tokens follow each other without a gap and reach the end.
  const std::string_view pieces[] = {"<", ">", "/", "!--", "-->", "\"", "td", "=", " ", "style"};
  std::vector<size_t> at;
  size_t inputs = 0;
  std::function<void(std::string, int)> go = [&](std::string s, int left) {
    TokenBuffer b = tokenize_html(s, whole(s));
    uint32_t next = 0;
    for (size_t i = 0; i < b.tokens.size(); ++i) {
      ASSERT_EQ(b.tokens[i].begin, next) << s;
      ASSERT_GT(b.span(i).size(), 0u) << s;
      next = b.span(i).end;
    }
    ASSERT_EQ(next, s.size()) << s;
    ++inputs;
    if (left == 0) return;
    for (std::string_view p : pieces) go(s + std::string(p), left - 1);
  };
  go("", 5);
  EXPECT_GT(inputs, 100000u);
}

TEST(HtmlTokenizer, StaysInsideItsDocument) {
  std::string_view s = "before<b>in</b>after<i";
  TokenBuffer b = tokenize_html(s, {6, 15});
  ASSERT_EQ(b.tokens.size(), 3u);
  EXPECT_EQ(b.tokens[0].begin, 6u);
  EXPECT_EQ(b.end, 15u);
}

TEST(HtmlEntities, Decode) {
  auto code = [](std::string_view s) { return parse_reference(s).code; };
  EXPECT_EQ(code("&nbsp;"), 0xA0u);
  EXPECT_EQ(code("&nbspx"), 0xA0u);
  EXPECT_EQ(code("&amp"), 38u);
  EXPECT_EQ(code("&#146;"), 0x2019u) << "Windows-1252 by number";
  EXPECT_EQ(code("&#x201C;"), 0x201Cu);
  EXPECT_EQ(code("&#8212"), 0x2014u);
  EXPECT_EQ(code("&#0;"), 0xFFFDu);
  EXPECT_EQ(code("&#99999999999999999999;"), 0xFFFDu);
  EXPECT_EQ(parse_reference("&nosuch;").length, 0u);
  EXPECT_EQ(parse_reference("& ").length, 0u);
  EXPECT_EQ(parse_reference("&#;").length, 0u);
  EXPECT_EQ(parse_reference("&mdash;").length, 7u);
}

TEST(HtmlEntities, EncodingIsDecidedByValidity) {
  EXPECT_EQ(find_encoding("plain"), Encoding::utf8);
  EXPECT_EQ(find_encoding("caf\xC3\xA9"), Encoding::utf8);
  EXPECT_EQ(find_encoding("caf\xE9"), Encoding::windows_1252);
  EXPECT_EQ(parse_high_byte("\x93", Encoding::windows_1252).code, 0x201Cu);
  EXPECT_EQ(parse_high_byte("\xC3\xA9", Encoding::utf8).code, 0xE9u);
  EXPECT_EQ(parse_high_byte("\xC3\xA9", Encoding::utf8).length, 2u);
}

TEST(HtmlEntities, Utf8RoundTrips) {
  for (uint32_t c = 0x80; c < 0x11000; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    char out[4];
    uint32_t n = to_utf8(c, out);
    Reference r = parse_high_byte({out, n}, Encoding::utf8);
    ASSERT_EQ(r.code, c);
    ASSERT_EQ(r.length, n);
  }
}

TEST(HtmlTree, ImpliesWhatOldHtmlLeavesOut) {
  EXPECT_EQ(tree_of("<P>a<P>b"), "P(\"a\") P(\"b\")");
  EXPECT_EQ(tree_of("<UL><LI>a<LI>b</UL>c"), "UL(LI(\"a\") LI(\"b\")) \"c\"");
  EXPECT_EQ(tree_of("<table><tr><td>a<td>b<tr><td>c</table>d"), "table(tr(td(\"a\") td(\"b\")) tr(td(\"c\"))) \"d\"");
  EXPECT_EQ(tree_of("<table><td>a</table>"), "table(implied(td(\"a\")))");
  EXPECT_EQ(tree_of("<HTML><BODY>x</BODY></HTML> <p>y"), "\"x\" p(\"y\")");
}

TEST(HtmlTree, FormattingCarriesOverWhatItCrosses) {
  EXPECT_EQ(tree_of("<p><b>a<p>c</b>d"), "p(b(\"a\")) p(b+(\"c\") \"d\")");
  EXPECT_EQ(tree_of("<b><i>a</b>c</i>"), "b(i(\"a\")) i+(\"c\")");
  EXPECT_EQ(tree_of("<b><p>a</b>c</p>"), "b(p(\"a\")) p+(\"c\")");
  EXPECT_EQ(tree_of("<table><tr><td><b>a</td><td>c</td></tr></table>"), "table(tr(td(b(\"a\")) td(\"c\")))") << "bold ends with its cell";
  EXPECT_EQ(tree_of("a</b></i></div>c"), "\"a\" \"c\"");
}

TEST(HtmlTree, TablesNest) {
  EXPECT_EQ(tree_of("<table><tr><td><table><tr><td>a</td></tr></table></td><td>b</td></tr></table>"),
            "table(tr(td(table(tr(td(\"a\")))) td(\"b\")))");
  std::string s = "<table><tr><td><table><tr><td>a</td></tr></table></td></tr><tr><td>b</td></tr></table>";
  HtmlTree t = build_html_tree(s, whole(s));
  EXPECT_TRUE(t.nodes[0].has_table);
  EXPECT_TRUE(t.nodes[1].has_table);
  EXPECT_FALSE(t.nodes[3].has_table) << "the inner table";
}

TEST(HtmlTree, InlineXbrlKeepsItsNamesAndSelfClosedElements) {
  std::string s = "<ix:nonFraction name=\"a:B\" id=\"f\">12</ix:nonFraction><ix:continuation/><link:x/>z";
  EXPECT_EQ(tree_of(s), "ix:nonFraction(\"12\") ix:continuation link:x \"z\"");
}

TEST(HtmlTree, PreformattedTypewriterTagsAreNoElements) {
  EXPECT_EQ(tree_of("<PRE><TABLE><CAPTION>x <S> <C>\ny 1</TABLE></PRE>"), "PRE(\"x \" \" \" \"\ny 1\")");
}

TEST(HtmlTree, HostileNestingIsFlattenedInLinearTime) {
  std::string s;
  for (int i = 0; i < 100000; ++i) s += "<table><tr><td>";
  s += "end";
  HtmlTree t = build_html_tree(s, whole(s));
  EXPECT_TRUE(t.too_deep);
  bool found = false;
  for (const Node& n : t.nodes) found |= n.is_text && n.span().of(s) == "end";
  EXPECT_TRUE(found) << "text below the deepest element is kept";
  std::string crossed;
  for (int i = 0; i < 100000; ++i) crossed += "<b><i><u><p></b></i>";
  HtmlTree c = build_html_tree(crossed, whole(crossed));
  EXPECT_LT(c.nodes.size(), crossed.size());
}

TEST(HtmlStyle, ReadsWhatLayoutAsksFor) {
  StyleReader reader;
  const Style& s = reader.read("<td colspan=\"3\" ALIGN=RIGHT style=\"padding:2px 1pt 2px 19pt;border-bottom:3pt double #000;font-weight:700\">", Tag::td);
  EXPECT_EQ(s.colspan, 3);
  EXPECT_EQ(s.align, Align::right);
  EXPECT_EQ(s.padding_left, 1900);
  EXPECT_EQ(s.bottom, Border::twofold);
  EXPECT_EQ(s.bold, Switch::on);
  EXPECT_EQ(reader.read("<p style='margin:0pt 0pt .0001pt 50.0pt;text-indent:-10.0pt;'>", Tag::p).margin_left, 5000);
  EXPECT_EQ(reader.read("<p style='text-indent:-.25in'>", Tag::p).text_indent, -1800);
  EXPECT_EQ(reader.read("<div style=\"DISPLAY: none\">", Tag::div).display, Display::none);
  EXPECT_EQ(reader.read("<div style=\"border:none;border-bottom:solid windowtext 1.0pt\">", Tag::div).bottom, Border::single);
  EXPECT_EQ(reader.read("<div style=\"border-bottom:0px solid\">", Tag::div).bottom, Border::none);
  EXPECT_EQ(reader.read("<p style=\"page-break-before: always\">", Tag::p).break_before, true);
  EXPECT_EQ(reader.read("<font face=\"Wingdings\">", Tag::font).symbols, Switch::on);
  EXPECT_EQ(reader.read("<td colspan=99999999999>", Tag::td).colspan, 1000);
  EXPECT_EQ(find_attribute("<a b='1' c=2 d>", "C"), "2");
}

TEST(HtmlStyle, SheetsApplyByTagAndClass) {
  StyleReader reader;
  reader.add_sheet("<!-- .hidden { display:none } td.sum, .total{border-top:1px solid black} p{text-align:center} div p { color:red } -->");
  EXPECT_EQ(reader.read("<div class=\"x hidden\">", Tag::div).display, Display::none);
  EXPECT_EQ(reader.read("<td class=sum>", Tag::td).top, Border::single);
  EXPECT_EQ(reader.read("<th class=sum>", Tag::th).top, Border::unset);
  EXPECT_EQ(reader.read("<p>", Tag::p).align, Align::centre);
}

}  // namespace
}  // namespace crossfoot::markup
