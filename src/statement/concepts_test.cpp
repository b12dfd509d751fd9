#include "statement/concepts.h"

#include <gtest/gtest.h>

#include <set>

namespace crossfoot::data {
extern const std::string_view concepts;
}

namespace crossfoot::statement {
namespace {

auto name(Kind kind, Section section, std::string_view label) -> std::string {
  auto e = ConceptTable::standard().find(kind, section, normalise_label(label));
  return e ? e->name : "-";
}

TEST(Label, SynonymsComeOutAlike) {
  EXPECT_EQ(normalise_label("Total shareholders\xE2\x80\x99 equity").words, normalise_label("Total stockholders' equity").words);
  EXPECT_EQ(normalise_label("Net earnings (loss) per share").words, normalise_label("Net income per share").words);
  EXPECT_EQ(normalise_label("Non-current assets").words, normalise_label("Noncurrent assets").words);
  EXPECT_EQ(normalise_label("Inventories").words, "inventory");
}

TEST(Label, LossAloneIsKnown) {
  EXPECT_TRUE(normalise_label("Net loss").loss);
  EXPECT_TRUE(normalise_label("Net (loss)").loss);
  EXPECT_FALSE(normalise_label("Net income (loss)").loss);
  EXPECT_FALSE(normalise_label("Net (loss) income").loss);
  EXPECT_FALSE(normalise_label("Operating income/(loss)").loss);
  EXPECT_EQ(normalise_label("Net (loss)").words, "net income");
}

TEST(Concepts, TableIsWellFormed) {
  const auto& table = ConceptTable::standard();
  for (const auto& p : table.problems()) ADD_FAILURE() << "data/concepts.tsv:" << p.line << ": " << p.what;
  EXPECT_GT(table.size(), 3000u);
}

TEST(Concepts, EveryLineHasFiveFieldsAndAPlainElementName) {
  std::string_view tsv = data::concepts;
  size_t number = 0;
  while (!tsv.empty()) {
    auto line = tsv.substr(0, tsv.find('\n'));
    tsv.remove_prefix(std::min(tsv.size(), line.size() + 1));
    ++number;
    if (line.empty() || line[0] == '#') continue;
    ASSERT_EQ(std::count(line.begin(), line.end(), '\t'), 4) << "line " << number;
    line.remove_prefix(line.find('\t') + 1);
    line.remove_prefix(line.find('\t') + 1);
    auto element = line.substr(0, line.find('\t'));
    EXPECT_TRUE(element.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789") == std::string_view::npos && element[0] >= 'A' && element[0] <= 'Z') << "line " << number << ": " << element;
  }
}

TEST(Concepts, BadLinesAreNamed) {
  ConceptTable bad("balance\t-\tAssets\t.\ttotal assets | TOTAL ASSETS\nledger\t-\tAssets\t.\tassets\nbalance\tnowhere\tAssets\t.\tassets\nbalance\t-\tOther\t.\ttotal assets\n");
  ASSERT_EQ(bad.problems().size(), 3u);
  EXPECT_EQ(bad.problems()[0].line, 2u);
  EXPECT_EQ(bad.problems()[1].line, 3u);
  EXPECT_EQ(bad.problems()[2].line, 4u);
}

TEST(Concepts, SectionDecides) {
  EXPECT_EQ(name(Kind::balance_sheet, Section::current_assets, "Deferred income taxes"), "DeferredIncomeTaxAssetsNetCurrent");
  EXPECT_EQ(name(Kind::balance_sheet, Section::noncurrent_liabilities, "Deferred income taxes"), "DeferredIncomeTaxLiabilitiesNet");
  EXPECT_EQ(name(Kind::cash_flow, Section::operating, "Deferred income taxes"), "DeferredIncomeTaxExpenseBenefit");
  EXPECT_EQ(name(Kind::balance_sheet, Section::current_liabilities, "Other"), "OtherLiabilitiesCurrent");
  EXPECT_EQ(name(Kind::balance_sheet, Section::current_assets, "Other"), "OtherAssetsCurrent");
  EXPECT_EQ(name(Kind::income_statement, Section::per_share_diluted, "Net income"), "EarningsPerShareDiluted");
  EXPECT_EQ(name(Kind::income_statement, Section::none, "Net income"), "NetIncomeLoss");
  EXPECT_EQ(name(Kind::income_statement, Section::shares, "Diluted"), "WeightedAverageNumberOfDilutedSharesOutstanding");
}

TEST(Concepts, QualifiersFallAway) {
  EXPECT_EQ(name(Kind::balance_sheet, Section::current_assets, "Accounts receivable, less allowance for doubtful accounts of $130 and $120"), "AccountsReceivableNetCurrent");
  EXPECT_EQ(name(Kind::balance_sheet, Section::current_assets, "Inventories (note 3)"), "InventoryNet");
  auto common = normalise_label("Common stock, $0.001 par value, authorized: 100,000,000 shares; issued: 73,305,679");
  EXPECT_EQ(ConceptTable::standard().find(Kind::balance_sheet, Section::equity, common, Unit::currency)->name, "CommonStockValue");
  EXPECT_EQ(name(Kind::income_statement, Section::none, "Income before provision for income taxes and minority interest"), "IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest");
}

TEST(Concepts, ListsAreNoQualifiers) {
  EXPECT_EQ(name(Kind::balance_sheet, Section::current_assets, "Cash, cash equivalents and marketable securities"), "CashCashEquivalentsAndShortTermInvestments");
  EXPECT_EQ(name(Kind::cash_flow, Section::changes, "Accounts payable, accrued and other liabilities"), "IncreaseDecreaseInAccountsPayableAndAccruedLiabilities");
}

TEST(Concepts, BanksInsurersUtilities) {
  EXPECT_EQ(name(Kind::balance_sheet, Section::assets, "Federal funds sold"), "FederalFundsSoldAndSecuritiesPurchasedUnderAgreementsToResell");
  EXPECT_EQ(name(Kind::balance_sheet, Section::liabilities, "Total deposits"), "Deposits");
  EXPECT_EQ(name(Kind::income_statement, Section::none, "Provision for possible loan losses"), "ProvisionForLoanAndLeaseLosses");
  EXPECT_EQ(name(Kind::balance_sheet, Section::liabilities, "Unpaid losses and loss adjustment expenses"), "LiabilityForClaimsAndClaimsAdjustmentExpense");
  EXPECT_EQ(name(Kind::income_statement, Section::revenue, "Premiums"), "PremiumsEarnedNet");
  EXPECT_EQ(name(Kind::balance_sheet, Section::assets, "Net utility plant"), "PropertyPlantAndEquipmentNet");
}

TEST(Concepts, UnknownLabelsStayUnknown) {
  EXPECT_EQ(name(Kind::balance_sheet, Section::current_assets, "Grapefruit under glass"), "-");
  EXPECT_EQ(name(Kind::none, Section::none, "Other"), "-");
  EXPECT_EQ(name(Kind::none, Section::none, ""), "-");
}

}  // namespace
}  // namespace crossfoot::statement
