#include "statement/tagged.h"

#include <gtest/gtest.h>

namespace crossfoot::statement {
namespace {

auto tags_of(const std::string& html) -> std::vector<TaggedFact> {
  container::Submission s;
  container::Document d;
  d.media = container::Media::html;
  d.text = d.span = {0, static_cast<uint32_t>(html.size())};
  s.documents.push_back(d);
  return read_tagged(html, s);
}

const std::string kHead =
    "<html xmlns:ix=\"http://www.xbrl.org/2013/inlineXBRL\"><div style=\"display:none\"><ix:header><ix:resources>"
    "<xbrli:context id=\"year\"><xbrli:period><xbrli:startDate>2021-01-01</xbrli:startDate><xbrli:endDate>2021-12-31</xbrli:endDate></xbrli:period></xbrli:context>"
    "<xbrli:context id=\"part\"><xbrli:entity><xbrli:segment><xbrldi:explicitMember dimension=\"a:b\">a:C</xbrldi:explicitMember></xbrli:segment></xbrli:entity>"
    "<xbrli:period><xbrli:instant>2021-12-31</xbrli:instant></xbrli:period></xbrli:context>"
    "<xbrli:unit id=\"usd\"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit>"
    "<xbrli:unit id=\"eps\"><xbrli:divide><xbrli:unitNumerator><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unitNumerator>"
    "<xbrli:unitDenominator><xbrli:measure>xbrli:shares</xbrli:measure></xbrli:unitDenominator></xbrli:divide></xbrli:unit>"
    "</ix:resources></ix:header></div>";

TEST(Tagged, ConceptPeriodUnitScaleAndSign) {
  std::string html = kHead +
                     "<td>(<ix:nonFraction id=\"f1\" name=\"us-gaap:NetIncomeLoss\" contextRef=\"year\" unitRef=\"usd\" scale=\"3\" sign=\"-\" decimals=\"-3\""
                     " format=\"ixt:num-dot-decimal\">410,005</ix:nonFraction>)</td>";
  auto f = tags_of(html);
  ASSERT_EQ(f.size(), 1u);
  EXPECT_EQ(f[0].concept_name, "us-gaap:NetIncomeLoss");
  EXPECT_EQ(f[0].value.to_string(), "-410005000");
  EXPECT_EQ(f[0].unit, "USD");
  EXPECT_EQ(f[0].scale, 3);
  EXPECT_TRUE(f[0].negated);
  EXPECT_EQ(f[0].decimals, -3);
  ASSERT_TRUE(f[0].period.start && f[0].period.end);
  EXPECT_EQ(f[0].period.start->to_string(), "2021-01-01");
  EXPECT_EQ(f[0].span.of(html), "410,005");
  EXPECT_FALSE(f[0].has_dimensions);
}

TEST(Tagged, FormatsDimensionsAndNestedTags) {
  std::string html = kHead +
                     "<ix:nonFraction name=\"a:A\" contextRef=\"part\" unitRef=\"eps\" decimals=\"INF\"><span>1<ix:exclude>x</ix:exclude>.25</span></ix:nonFraction>"
                     "<ix:nonFraction name=\"a:B\" contextRef=\"year\" unitRef=\"usd\" format=\"ixt:zerodash\">&#8212;</ix:nonFraction>"
                     "<ix:nonFraction name=\"a:C\" contextRef=\"year\" unitRef=\"usd\" format=\"ixt:numcommadecimal\">1.234,5</ix:nonFraction>"
                     "<ix:nonFraction name=\"a:D\" contextRef=\"year\" unitRef=\"usd\"><ix:nonFraction name=\"a:E\" contextRef=\"year\" unitRef=\"usd\">7</ix:nonFraction></ix:nonFraction>";
  auto f = tags_of(html);
  ASSERT_EQ(f.size(), 5u);
  EXPECT_EQ(f[0].value.to_string(), "1.25");
  EXPECT_EQ(f[0].unit, "USD/shares");
  EXPECT_TRUE(f[0].has_dimensions);
  EXPECT_FALSE(f[0].period.start);
  EXPECT_TRUE(f[1].value.is_zero());
  EXPECT_EQ(f[2].value.to_string(), "1234.5");
  EXPECT_EQ(f[3].value, f[4].value);
  EXPECT_EQ(f[3].span, f[4].span);
}

TEST(Tagged, LeavesOutWhatIsNoNumberOrHasNoContext) {
  EXPECT_TRUE(tags_of(kHead + "<ix:nonFraction name=\"a:A\" contextRef=\"year\" format=\"ixt-sec:numwordsen\">twelve</ix:nonFraction>").empty());
  EXPECT_TRUE(tags_of(kHead + "<ix:nonFraction name=\"a:A\" contextRef=\"nowhere\">12</ix:nonFraction>").empty());
  EXPECT_TRUE(tags_of(kHead + "<ix:nonFraction name=\"a:A\" contextRef=\"year\" xsi:nil=\"true\">12</ix:nonFraction>").empty());
  EXPECT_TRUE(tags_of("<p>12</p><ix:nonFraction name=\"a:A\" contextRef=\"year\">12</ix:nonFraction>").empty()) << "not declared as inline XBRL";
}

}  // namespace
}  // namespace crossfoot::statement
