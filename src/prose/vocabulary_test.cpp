// Words, persons' names and organisations' names.
#include "prose/vocabulary.h"

#include <gtest/gtest.h>

#include "prose/organisations.h"
#include "prose/persons.h"

namespace crossfoot::prose {
namespace {

auto tokens(std::string_view text) -> Tokens {
  Tokens t;
  split_tokens(text, {0, static_cast<uint32_t>(text.size())}, t);
  return t;
}

auto joined(std::string_view text) -> std::string {
  std::string s;
  for (const Token& t : tokens(text)) s += (s.empty() ? "" : "|") + std::string(t.of(text)) + (t.possessive ? "'" : "") + (t.number ? "#" : "");
  return s;
}

const Phrases kSample{"entered into", "entered", "exempt from"};

TEST(Vocabulary, WordsMarksAndNumbers) {
  EXPECT_EQ(joined("Mr. Harlow's $2.77 option"), "Mr.|Harlow'|$|2.77#|option");
  EXPECT_EQ(joined("U.S. Form 8-K, L.L.C."), "U.S.|Form|8-K|,|L.L.C.");
  EXPECT_EQ(joined("the Company\xE2\x80\x99s \xE2\x80\x9CNotes\xE2\x80\x9D"), "the|Company'|\xE2\x80\x9C|Notes|\xE2\x80\x9D");
  EXPECT_EQ(joined("\xE2\x82\xAC" "36,700,000"), "\xE2\x82\xAC|36,700,000#");
  EXPECT_EQ(joined("Tarnexo\xC2\xAE cells"), "Tarnexo|\xC2\xAE|cells");
}

TEST(Vocabulary, LongestPhraseWins) {
  Tokens t = tokens("The Company Entered into it");
  PhraseMatch m = kSample.find(t, 0, t.size());
  EXPECT_EQ(m.begin, 2u);
  EXPECT_EQ(m.end, 4u);
  EXPECT_FALSE(kSample.in(t, 3, t.size()));
}

auto name_at(std::string_view text, size_t at = 0) -> std::string {
  Tokens t = tokens(text);
  NameShape s = name_shape(t, text, at, t.size());
  if (s.end == 0) return "";
  return std::string(text.substr(t[s.name].begin, t[s.end - 1].end - t[s.name].begin)) + (s.certain ? "" : "?");
}

TEST(Persons, Shapes) {
  EXPECT_EQ(name_at("Thomas F. Harlow resigned"), "Thomas F. Harlow");
  EXPECT_EQ(name_at("Dr. Murray Goldman had"), "Murray Goldman");
  EXPECT_EQ(name_at("Peter Karmanos, Jr., 80"), "Peter Karmanos, Jr.");
  EXPECT_EQ(name_at("Ludwig van der Berg said"), "Ludwig van der Berg?");
  EXPECT_EQ(name_at("Chief Financial Officer"), "");
  EXPECT_EQ(name_at("Delaware corporation"), "");
}

TEST(Persons, ResolvesToTheFullestForm) {
  std::string_view text = "Murray A. Goldman and Mr. Goldman and Dr. Murray Goldman and John C. Goldman";
  Tokens t = tokens(text);
  Persons persons;
  for (size_t i : {0, 4, 7, 11}) persons.collect(t, text, name_shape(t, text, i, t.size()));
  persons.settle();
  EXPECT_EQ(persons.size(), 2u);
  EXPECT_EQ(persons.name(persons.resolve(t, text, name_shape(t, text, 7, t.size()))), "Murray A. Goldman");
  EXPECT_EQ(persons.name(persons.resolve(t, text, name_shape(t, text, 11, t.size()))), "John C. Goldman");
}

auto organisation_at(std::string_view text) -> std::string {
  Tokens t = tokens(text);
  OrganisationShape s = organisation_shape(t, text, 0, t.size());
  return s.end == 0 ? "" : std::string(text.substr(t[0].begin, t[s.end - 1].end - t[0].begin));
}

TEST(Organisations, Shapes) {
  EXPECT_EQ(organisation_at("Berg & Berg Enterprises, LLC, an affiliate"), "Berg & Berg Enterprises, LLC");
  EXPECT_EQ(organisation_at("Goldman, Sachs & Co. and others"), "Goldman, Sachs & Co.");
  EXPECT_EQ(organisation_at("The Bank of New York Mellon Trust Company, N.A., as trustee"), "The Bank of New York Mellon Trust Company, N.A.");
  EXPECT_EQ(organisation_at("Wells Fargo Bank, National Association, as agent"), "Wells Fargo Bank, National Association");
  EXPECT_EQ(organisation_at("John G. Kinnard and Company, Incorporated, which"), "John G. Kinnard and Company, Incorporated");
  EXPECT_EQ(organisation_at("SaRonix (Ireland) Limited for"), "SaRonix (Ireland) Limited");
  EXPECT_EQ(organisation_at("Board of Directors of the Company"), "");
}

TEST(Organisations, KeysFoldLegalForms) {
  EXPECT_EQ(organisation_key("The Larkspur Systems, Inc."), organisation_key("LARKSPUR SYSTEMS INC"));
  EXPECT_NE(organisation_key("Larkspur Systems, Inc."), organisation_key("Larkspur Holdings, Inc."));
}

TEST(Organisations, ShortNamesAreDefined) {
  std::string_view text = "American Harbor Bank, N.A. (the \"Lender\") lent to Lender";
  Tokens t = tokens(text);
  Organisations all;
  int o = all.collect(t, text, organisation_shape(t, text, 0, t.size()), t.size());
  auto alias = all.alias_at(t, text, t.size() - 1, t.size());
  ASSERT_NE(alias.end, 0u);
  EXPECT_EQ((*alias.organisations)[0], o);
}

}  // namespace
}  // namespace crossfoot::prose
