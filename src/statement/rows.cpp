#include "statement/rows.h"

#include <algorithm>
#include <optional>

#include "base/ascii.h"
#include "statement/figure.h"

namespace crossfoot::statement {
namespace {

bool has(std::string_view text, std::string_view needle) { return ascii::contains_ignoring_case(text, needle); }

/// What the figures of a row look like.
struct Looks {
  uint32_t figures = 0, nonzero = 0, negative = 0, positive = 0, decimals = 0, percent = 0, small = 0;
  [[nodiscard]] bool per_share() const { return nonzero > 0 && decimals == nonzero && small == nonzero; }
  [[nodiscard]] bool whole() const { return nonzero > 0 && decimals == 0; }
};

auto looks_of(const StatementTable& t, const StatementRow& r) -> Looks {
  Looks l;
  for (uint32_t k = 0; k < r.figure_count; ++k) {
    const Figure& f = t.figures[r.first_figure + k];
    if (f.column < t.columns.size() && t.columns[f.column].kind != ColumnKind::value) continue;
    ++l.figures;
    if (f.percent) {
      ++l.percent;
      continue;
    }
    if (f.nil || f.printed.is_zero()) continue;
    ++l.nonzero;
    if (f.printed.is_negative()) ++l.negative;
    else ++l.positive;
    if (f.printed.exponent() <= -2) ++l.decimals;
    if (f.printed.abs() < Decimal(1000)) ++l.small;
  }
  return l;
}

bool speaks_per_share(const Label& l) {
  return l.contains("per share") || l.contains("per common share") || l.contains("per common") || l.contains("per unit") || l.contains("per class") || l.contains("per average") || l.contains("per ordinary") ||
         l.contains("per partnership unit") || l.contains("per limited partner") || l.contains("share of common stock basic");
}

bool speaks_of_shares(const Label& l) {
  if (!l.contains("share") && !l.contains("unit") && !l.contains("stock")) return false;
  if (l.contains("weighted average") || l.contains("average common") || l.contains("average number") || l.contains("average share") || l.contains("average outstanding") || l.contains("number of") ||
      l.contains("share used") || l.contains("share outstanding") || l.contains("weighted"))
    return true;
  return l.starts_with("share outstanding") || l.starts_with("share issued") || l.starts_with("share authorized") || l.starts_with("average");
}

auto basic_or_diluted(const Label& l) -> int {  // 1 basic, 2 diluted, 3 both
  bool basic = l.contains("basic") || l.contains("primary");
  bool diluted = l.contains("diluted") || l.contains("dilution") || l.contains("assuming dilution") || l.contains("fully");
  if (l.contains("dilutive")) diluted = true;
  return int(basic) + 2 * int(diluted);
}

void step_balance(const Label& l, bool caption, SectionState& s, Section& row) {
  using S = Section;
  if (caption) {
    if (l.starts_with("current asset")) s = {S::current_assets, true, s.bank};
    else if (l.starts_with("current liability")) s = {S::current_liabilities, true, s.bank};
    else if (l.starts_with("noncurrent asset") || l.starts_with("long term asset") || l.starts_with("other asset") || l.starts_with("fixed asset")) s.section = s.classified ? S::noncurrent_assets : S::assets;
    else if (l.starts_with("noncurrent liability") || l.starts_with("long term liability") || l.starts_with("long term debt") || l.starts_with("deferred credit") || l.starts_with("other noncurrent liability")) {
      if (s.section != S::equity || l.contains("liability") || l.contains("credit")) s.section = s.classified ? S::noncurrent_liabilities : S::liabilities;
    } else if (l.starts_with("asset")) s.section = s.classified ? S::current_assets : S::assets;
    else if (l.starts_with("liability") || l.starts_with("current liability") || l.contains("liability and")) s.section = s.classified && s.section != S::current_liabilities ? S::current_liabilities : S::liabilities;
    else if (l.contains("stockholder equity") || l.contains("stockholder investment") || l.contains("stockholder deficit") || l.starts_with("equity") || l.contains("partner capital") || l.contains("partner equity") || l.contains("member equity") || l.contains("stockholder deficiency") ||
             l.contains("capital deficit") || l.starts_with("common stock equity") || l.starts_with("common equity") || l.starts_with("capital stock") || l.starts_with("capitalization"))
      s.section = S::equity;
    row = s.section;
    return;
  }
  row = s.section;
  if (l.starts_with("total current asset")) {
    row = S::current_assets;
    s.section = S::noncurrent_assets;
    s.classified = true;
  } else if (l.words == "total asset" || l.words == "asset") {
    s.section = s.classified ? S::current_liabilities : S::liabilities;
  } else if (l.starts_with("total current liability")) {
    row = S::current_liabilities;
    s.section = S::noncurrent_liabilities;
    s.classified = true;
  } else if (l.words == "total liability") {
    s.section = S::equity;
  }
}

void step_income(const Label& l, bool caption, const Looks& looks, bool whole_amounts, SectionState& s, Section& row) {
  using S = Section;
  auto enter_per_share = [&] {
    int b = basic_or_diluted(l);
    s.section = b == 1 ? S::per_share_basic : b == 2 ? S::per_share_diluted : S::per_share;
  };
  if (caption || looks.figures == 0) {
    if (speaks_of_shares(l) && !(speaks_per_share(l) && !l.contains("used") && !l.contains("average") && !l.contains("weighted"))) s.section = S::shares;
    else if (speaks_per_share(l) || l.starts_with("income per")) enter_per_share();
    else if (l.starts_with("denominator")) s.section = S::shares;
    else if ((l.words == "basic" || l.words == "diluted") && (s.section == S::per_share || s.section == S::per_share_basic || s.section == S::per_share_diluted)) s.section = l.words == "basic" ? S::per_share_basic : S::per_share_diluted;
    else if (l.contains("comprehensive")) s.section = S::comprehensive;
    else if (l.starts_with("interest income") || l.starts_with("interest and dividend income") || l.starts_with("interest and fee")) { s.section = S::interest_income; s.bank = true; }
    else if (l.starts_with("interest expense")) { s.section = S::interest_expense; s.bank = true; }
    else if (l.starts_with("noninterest income") || l.starts_with("other operating income") || (s.bank && l.starts_with("other income"))) s.section = S::noninterest_income;
    else if (l.starts_with("noninterest expense") || l.starts_with("other operating expense") || (s.bank && l.starts_with("other expense"))) s.section = S::noninterest_expense;
    else if (l.starts_with("other income") || l.starts_with("other expense") || l.starts_with("nonoperating") || l.words == "other" || l.starts_with("other deduction") || l.starts_with("other income and deduction")) s.section = S::other_income;
    else if (l.starts_with("cost of")) s.section = S::cost;
    else if (l.contains("expense") || l.starts_with("cost") || l.starts_with("operating cost") || l.contains("deduction")) s.section = S::expense;
    else if (l.starts_with("revenue") || l.starts_with("net revenue") || l.starts_with("operating revenue") || l.starts_with("sale") || l.starts_with("net sale") || l.words == "income" || l.starts_with("income revenue")) s.section = S::revenue;
    else if (l.starts_with("net income") || l.starts_with("income tax") || l.starts_with("provision for income") || l.starts_with("income from")) {
      // Under "Per share of common stock:" such a caption only says whose share of what.
      if (s.section != S::per_share && s.section != S::per_share_basic && s.section != S::per_share_diluted && s.section != S::comprehensive) s.section = S::none;
    }
    row = s.section;
    return;
  }
  bool per_share_section = s.section == S::per_share || s.section == S::per_share_basic || s.section == S::per_share_diluted;
  // Cents among whole amounts, by row: "Basic  3.22" wherever it stands.
  if (!per_share_section && looks.per_share() && whole_amounts && basic_or_diluted(l) && s.section != S::shares) {
    s.section = S::per_share;
    per_share_section = true;
  }
  // Figures decide where captions mislead: amounts under a per-share caption are no per-share amounts, and the other way round.
  if (per_share_section && looks.nonzero > 0 && looks.decimals == 0 && looks.percent == 0) {
    if (l.words == "basic" || l.words == "diluted" || speaks_of_shares(l) || l.starts_with("assuming")) s.section = S::shares;
    else s.section = S::none;
  } else if (s.section == S::shares && looks.per_share() && (speaks_per_share(l) || l.words == "basic" || l.words == "diluted" || basic_or_diluted(l))) {
    s.section = S::per_share;
  }
  row = s.section;
  if (speaks_of_shares(l) && !looks.per_share()) row = S::shares;
  else if ((speaks_per_share(l) || l.starts_with("income per")) && !looks.whole()) {
    int b = basic_or_diluted(l);
    row = b == 1 ? S::per_share_basic : b == 2 ? S::per_share_diluted : per_share_section ? s.section : S::per_share;
  } else if (s.section == S::per_share) {
    int b = basic_or_diluted(l);
    if (b == 1) row = S::per_share_basic;
    if (b == 2) row = S::per_share_diluted;
  }
  if (l.starts_with("total revenue") || l.starts_with("total net sale") || l.starts_with("total net revenue") || l.starts_with("total operating revenue") || l.starts_with("total sale")) s.section = S::expense;
  else if (l.starts_with("gross income") || l.starts_with("gross margin") || l.starts_with("total cost of")) s.section = S::expense;
  else if (l.starts_with("operating income") || l.starts_with("income from operation") || l.starts_with("total operating expense") || l.starts_with("total cost and") || l.starts_with("total operating cost") || l.starts_with("total expense")) s.section = s.bank ? S::none : S::other_income;
  else if (l.starts_with("total interest income")) s.section = S::interest_expense;
  else if (l.starts_with("total interest expense") || l.starts_with("net interest income")) s.section = S::none;
  else if (l.starts_with("income before") || l.starts_with("net income")) {
    if (!per_share_section && s.section != S::shares && s.section != S::comprehensive) s.section = S::none;
  }
}

void step_cash(const Label& l, bool caption, SectionState& s, Section& row) {
  using S = Section;
  bool total = l.starts_with("net cash") || l.starts_with("total") || l.starts_with("cash provided") || l.starts_with("cash used") || l.starts_with("cash generated") || l.starts_with("net fund");
  if (caption || !total) {
    if (l.contains("supplemental") || l.contains("supplementary") || l.contains("noncash investing") || l.contains("noncash transaction") || l.contains("noncash activity") || (l.starts_with("noncash item") && s.section != S::operating && s.section != S::changes) || l.contains("disclosure of cash")) {
      if (caption) s.section = S::supplemental;
    } else if (caption && (l.contains("operating activity") || l.starts_with("operation") || l.contains("cash flow from operation"))) s.section = S::operating;
    else if (caption && (l.contains("investing activity") || l.contains("investment activity") || l.starts_with("investing") || l.starts_with("investment"))) s.section = S::investing;
    else if (caption && (l.contains("financing activity") || l.starts_with("financing"))) s.section = S::financing;
    else if (caption && s.section == S::operating && (l.starts_with("change") || l.contains("change in") || l.starts_with("increase in") || l.starts_with("decrease in") || l.starts_with("increase decrease"))) s.section = S::changes;
    else if (caption && s.section == S::changes && l.starts_with("adjustment")) s.section = S::operating;
  }
  if (s.section == S::none && !caption && !total && !l.contains("cash and cash equivalent")) s.section = S::operating;
  row = s.section;
  if (!caption && total) {
    if (l.contains("operating activity") || l.contains("operation")) { row = S::operating; s.section = S::investing; }
    else if (l.contains("investing activity") || l.contains("investment activity")) { row = S::investing; s.section = S::financing; }
    else if (l.contains("financing activity")) { row = S::financing; s.section = S::none; }
  }
  if (!caption && (l.contains("end of period") || l.contains("end of year") || l.contains("end of quarter")) && l.contains("cash")) s.section = S::supplemental;
}

/// Rows of other comprehensive income by what they are about and what they do: "hedge reclassification"; empty where the label is plain.
auto comprehensive_key(const Label& l, const Label& caption, bool reclassified = false) -> std::string {
  if (l.contains("comprehensive income") || l.starts_with("net income")) return {};
  auto group_of = [](const Label& x) -> std::string_view {
    if (x.contains("hedge") || x.contains("derivative")) return "hedge";
    if (x.contains("available for sale") || x.contains("marketable") || x.contains("security") || x.contains("investment")) return "security";
    if (x.contains("translation") || x.contains("currency")) return "currency";
    if (x.contains("pension") || x.contains("retirement") || x.contains("postretirement") || x.contains("postemployment") || x.contains("actuarial") || x.contains("benefit plan")) return "pension";
    return {};
  };
  auto own = group_of(l), over = group_of(caption);
  auto group = over.empty() ? own : over;
  if (group.empty()) return {};
  if (l.starts_with("income tax") || l.starts_with("tax") || l.starts_with("benefit for income tax") || l.starts_with("provision for income tax")) return over.empty() ? std::string() : std::string(group) + " tax";
  bool total = l.starts_with("total") || l.starts_with("net change") || l.starts_with("net increase") || l.starts_with("net decrease");
  if (total && !over.empty()) {
    // "Net change in unrealized gains" opens the group, "net change" closes it.
    bool opens = !reclassified && !l.starts_with("total") && (l.contains("unrealized") || l.contains("fair value"));
    return std::string(group) + (opens ? " change" : " total");
  }
  bool back = l.contains("reclassification") || l.contains("reclassified") || l.contains("included in net income") || l.contains("realized and included") || l.contains("recognized in net income") || l.contains("to net income");
  if (back) return std::string(group) + " reclassification";
  if (over.empty()) return {};
  if (l.contains("change") || l.contains("gain") || l.contains("unrealized") || l.contains("income arising") || l.contains("during") || l.contains("adjustment")) return std::string(group) + " change";
  return {};
}

/// The concept of an unlabelled subtotal: total of the caption it stands under, or of the part of the statement it closes.
auto find_subtotal(const RowInput& in, const StatementTable& table, size_t index, Kind lookup, Section section, SectionState& state) -> const ConceptEntry* {
  const ConceptTable& concepts = ConceptTable::standard();
  const StatementRow& r = table.rows[index];
  auto label_at = [&](size_t i) -> const Label& { return in.labels[table.rows[i].grid_row]; };
  const StatementRow* next = index + 1 < table.rows.size() ? &table.rows[index + 1] : nullptr;
  const Label* next_label = next ? &label_at(index + 1) : nullptr;
  const Label* before = index > 0 ? &label_at(index - 1) : nullptr;
  if (table.kind == Kind::balance_sheet) {
    // "Property ... / less accumulated depreciation / net": before the deduction gross, behind it net.
    auto deducts = [](const Label* l) { return l && (l->contains("accumulated depreciation") || l->contains("allowance for depreciation") || l->starts_with("depreciation") || l->contains("accumulated amortization") || l->contains("reserve for depreciation")); };
    if (deducts(next_label) && !next->caption) return concepts.find_exact(lookup, section, "gross property plant and equipment");
    if (deducts(before)) return concepts.find_exact(lookup, section, "net property plant and equipment");
    bool asset_side = section == Section::current_assets || section == Section::noncurrent_assets || section == Section::assets;
    bool at_end = !next;
    for (size_t k = index + 1; k < table.rows.size() && !at_end; ++k) {
      // Only captions, or the other side, behind it: the sheet's own total.
      const Label& l = label_at(k);
      if (table.rows[k].figure_count > 0) break;
      if (l.starts_with("liability") || l.starts_with("current liability") || l.contains("liability and") || l.contains("stockholder equity")) at_end = asset_side;
      if (k + 1 == table.rows.size()) at_end = true;
    }
    bool notes_follow = next && next->figure_count == 0 && !at_end;
    const Label* caption = r.parent >= 0 ? &label_at(static_cast<size_t>(r.parent)) : nullptr;
    bool part = caption && !caption->starts_with("asset") && !caption->starts_with("liability") && !caption->contains("liability and") && !caption->contains("current") && !caption->contains("equity") && !caption->contains("investment") && !caption->contains("deficit");
    if (part && !at_end) {
      auto e = concepts.find_exact(lookup, section, "total " + caption->words);
      if (!e) e = concepts.find_exact(lookup, section, caption->words);
      if (e && e->name != "PropertyPlantAndEquipmentNet") return e;
      return e ? concepts.find_exact(lookup, section, "gross property plant and equipment") : nullptr;
    }
    if (at_end) {
      if (asset_side) {
        state.section = state.classified ? Section::current_liabilities : Section::liabilities;
        return concepts.find_exact(lookup, Section::none, "total asset");
      }
      return concepts.find_exact(lookup, Section::none, "total liability and stockholder equity");
    }
    bool leaves = next && (next->parent != r.parent || next->caption || notes_follow);
    if (section == Section::current_assets && leaves) {
      state.section = Section::noncurrent_assets;
      return concepts.find_exact(lookup, section, "total current asset");
    }
    if (section == Section::current_liabilities && leaves) {
      state.section = Section::noncurrent_liabilities;
      return concepts.find_exact(lookup, section, "total current liability");
    }
    if (section == Section::equity && next && next->figure_count > 0 && next->label.empty()) return concepts.find_exact(lookup, section, "total stockholder equity");
    return nullptr;
  }
  if (r.parent >= 0) {
    const Label& caption = label_at(static_cast<size_t>(r.parent));
    if (table.kind == Kind::income_statement && caption.contains("income tax")) return concepts.find_exact(lookup, Section::none, "total income tax");
    if (auto e = concepts.find_exact(lookup, section, "total " + caption.words)) return e;
  }
  if (table.kind == Kind::income_statement && (section == Section::revenue || section == Section::cost || section == Section::expense)) return concepts.find_exact(lookup, section, "total");
  return nullptr;
}

bool is_loss_concept(std::string_view name) {
  return name.find("IncomeLoss") != std::string_view::npos || name.find("ProfitLoss") != std::string_view::npos || name.find("GainLoss") != std::string_view::npos || name.starts_with("EarningsPerShare") ||
         name.starts_with("ComprehensiveIncome") || name.find("EarningsAccumulatedDeficit") != std::string_view::npos || name.find("PerBasicShare") != std::string_view::npos || name.find("PerDilutedShare") != std::string_view::npos ||
         name == "GrossProfit" || name.starts_with("OtherComprehensiveIncome");
}

/// Whether a + sign * b = c in every column that prints all three.
bool adds_up(const StatementTable& t, const StatementRow& a, const StatementRow& b, int sign, const StatementRow& c) {
  int held = 0;
  for (uint32_t i = 0; i < a.figure_count; ++i) {
    const Figure& x = t.figures[a.first_figure + i];
    const Figure *y = nullptr, *z = nullptr;
    for (uint32_t k = 0; k < b.figure_count; ++k)
      if (t.figures[b.first_figure + k].column == x.column) y = &t.figures[b.first_figure + k];
    for (uint32_t k = 0; k < c.figure_count; ++k)
      if (t.figures[c.first_figure + k].column == x.column) z = &t.figures[c.first_figure + k];
    if (!y || !z) continue;
    Decimal off = x.printed + (sign > 0 ? y->printed : -y->printed) - z->printed;
    if (off.abs() > Decimal(1)) return false;
    ++held;
  }
  return held > 0;
}

/// Concepts that wording leaves open and the figures decide.
void name_by_arithmetic(const RowInput& in, StatementTable& table) {
  StatementRow *revenues = nullptr, *operating = nullptr, *pretax = nullptr, *cost = nullptr, *gross = nullptr;
  bool interest = false;
  for (StatementRow& r : table.rows) {
    std::string_view c = r.concept_name;
    if (c == "us-gaap:Revenues") revenues = &r;  // the last: the total
    else if (c == "us-gaap:OperatingIncomeLoss" && !operating) operating = &r;
    else if (c.starts_with("us-gaap:IncomeLossFromContinuingOperationsBefore") && !pretax) pretax = &r;
    else if (c == "us-gaap:CostOfRevenue" && !cost) cost = &r;
    else if (c == "us-gaap:GrossProfit" && !gross) gross = &r;
    interest = interest || c == "us-gaap:InterestExpense" || c == "us-gaap:InvestmentIncomeInterest" || c == "us-gaap:InterestIncomeExpenseNet" || c == "us-gaap:InterestAndDebtExpense";
  }
  // The 2024 taxonomy parts interest expense into operating and nonoperating.
  std::optional<Date> latest;
  for (const Column& c : table.columns)
    if (c.period.end && (!latest || *latest < *c.period.end)) latest = c.period.end;
  bool behind_operating = false;
  for (StatementRow& r : table.rows) {
    behind_operating = behind_operating || &r == operating;
    if (latest && *latest >= Date{2024, 9, 1} && behind_operating && r.concept_name == "us-gaap:InterestExpense") r.concept_name = "us-gaap:InterestExpenseNonoperating";
  }
  for (StatementRow& r : table.rows) {
    const Label& l = in.labels[r.grid_row];
    if (r.concept_name == "us-gaap:OperatingExpenses" && cost && !gross && revenues && operating && adds_up(table, *revenues, r, -1, *operating)) r.concept_name = "us-gaap:CostsAndExpenses";
    if (r.concept_name == "us-gaap:CostsAndExpenses" && gross && operating && adds_up(table, *gross, r, -1, *operating)) r.concept_name = "us-gaap:OperatingExpenses";
    bool other = l.starts_with("other") || l.starts_with("nonoperating");
    if (!other || (r.concept_name != "us-gaap:NonoperatingIncomeExpense" && r.concept_name != "us-gaap:OtherNonoperatingIncomeExpense")) continue;
    // All that lies between operating and pretax income is the non-operating income; beside interest it is only the rest.
    if (operating && pretax && adds_up(table, *operating, r, r.sign, *pretax)) r.concept_name = "us-gaap:NonoperatingIncomeExpense";
    else if (interest) r.concept_name = "us-gaap:OtherNonoperatingIncomeExpense";
  }
}

}  // namespace

auto full_label(const layout::Layout& layout, const layout::Row& row) -> std::string {
  std::string text(layout.text.of(row.label));
  if (!row.label_rest.empty()) text.append(" ").append(layout.text.of(row.label_rest));
  return text;
}

void read_rows(const RowInput& in, StatementTable& table) {
  const auto& rows = in.grid.rows;
  struct Open {
    int32_t row;
    int32_t indent;
    bool indented_children;
  };
  std::vector<Open> open;
  table.rows.reserve(rows.size());
  table.figures.reserve(in.grid.cells.size());
  for (size_t i = 0; i < rows.size(); ++i) {
    if (in.is_heading[i]) continue;
    const auto& row = rows[i];
    const Label& label = in.labels[i];
    StatementRow r;
    r.label = row.label_rest.empty() ? ascii::fold_space(in.layout.text.of(row.label)) : ascii::fold_space(full_label(in.layout, row));
    r.label_span = row.label_source;
    r.grid_row = static_cast<uint32_t>(i);
    r.first_figure = static_cast<uint32_t>(table.figures.size());
    for (uint32_t k = 0; k < row.cell_count; ++k) {
      const auto& cell = in.grid.cells[row.first_cell + k];
      auto figure = parse_figure(in.layout.text.of(cell.text));
      if (!figure) continue;
      Figure f;
      f.row = static_cast<uint32_t>(table.rows.size());
      f.column = cell.column;
      f.text = cell.text;
      f.span = cell.source;
      // "$" stands in a cell of its own in HTML: the figure's bytes begin behind it, not with the markup between.
      auto printed = in.layout.text.of(cell.text);
      if (size_t skip = printed.find_first_not_of("$ "); skip != 0 && skip != printed.npos)
        f.span = in.layout.text.to_source({cell.text.begin + static_cast<uint32_t>(skip), cell.text.end});
      f.printed = figure->scale_power ? figure->printed.shifted(figure->scale_power) : figure->printed;
      f.value = f.printed;
      f.nil = figure->nil;
      f.percent = figure->percent;
      r.above = std::max(r.above, cell.above);
      table.figures.push_back(f);
    }
    r.figure_count = static_cast<uint32_t>(table.figures.size()) - r.first_figure;
    if (r.figure_count == 0 && r.label.empty()) continue;
    r.caption = r.figure_count == 0 && (row.kind == layout::RowKind::caption || row.cell_count == 0);
    r.total_label = label.starts_with("total") || (r.above != layout::Ruling::none && r.label.empty());
    // Captions over a row: those of a smaller indent, and of the same indent while nothing was indented under them.
    auto total_of = [&](const Open& o) {
      // "Total current assets" closes "Current assets".
      if (!r.total_label || r.label.empty()) return false;
      const Label& caption = in.labels[table.rows[static_cast<size_t>(o.row)].grid_row];
      return !caption.words.empty() && label.contains(caption.words);
    };
    if (r.label.empty() && !table.rows.empty() && table.rows.back().figure_count > 0) {
      // An unlabelled subtotal stands with the rows before it, wherever its figures happen to be printed.
      r.parent = table.rows.back().parent;
      r.depth = table.rows.back().depth;
      table.rows.push_back(std::move(r));
      continue;
    }
    while (!open.empty()) {
      Open& top = open.back();
      bool close = top.indent > row.indent || (top.indent == row.indent && (top.indented_children || (r.caption && row.indent <= top.indent)));
      if (!close) break;
      open.pop_back();
    }
    if (!open.empty()) {
      r.parent = open.back().row;
      if (row.indent > open.back().indent) open.back().indented_children = true;
    }
    r.depth = static_cast<uint16_t>(std::min<size_t>(open.size(), 1000));
    auto index = static_cast<int32_t>(table.rows.size());
    bool closes = !r.caption && !open.empty() && total_of(open.back());
    if (closes) {
      open.pop_back();
    }
    if (r.caption) open.push_back({index, row.indent, false});
    table.rows.push_back(std::move(r));
  }
}

void name_rows(const RowInput& in, StatementTable& table, SectionState& state, std::vector<Section>& sections) {
  const ConceptTable& concepts = ConceptTable::standard();
  sections.assign(table.rows.size(), Section::none);
  if (table.kind == Kind::balance_sheet && !state.classified) {
    for (const StatementRow& r : table.rows) {
      const Label& l = in.labels[r.grid_row];
      if (l.starts_with("total current asset") || l.starts_with("current asset") || l.starts_with("total current liability")) state.classified = true;
    }
    if (state.section == Section::none) state.section = state.classified ? Section::current_assets : Section::assets;
  }
  if (table.kind == Kind::comprehensive_income && state.section == Section::none) state.section = Section::comprehensive;
  const Label* last_caption = nullptr;
  int32_t reclassified = -1;  // caption under which a reclassification has been seen: what closes the group comes behind it
  int eps_plain = -1, eps_diluted = -1, eps_basic = -1;
  bool noncontrolling = false;
  size_t whole_rows = 0, decimal_rows = 0;
  for (const StatementRow& r : table.rows) {
    if (r.figure_count == 0) continue;
    Looks looks = looks_of(table, r);
    whole_rows += looks.whole();
    decimal_rows += looks.nonzero > 0 && looks.decimals > 0;
  }
  const bool whole_amounts = whole_rows > decimal_rows;
  for (size_t i = 0; i < table.rows.size(); ++i) {
    StatementRow& r = table.rows[i];
    const Label& l = in.labels[r.grid_row];
    Looks looks = looks_of(table, r);
    Section section = state.section;
    switch (table.kind) {
      case Kind::balance_sheet: step_balance(l, r.caption, state, section); break;
      case Kind::income_statement:
      case Kind::comprehensive_income: step_income(l, r.caption, looks, whole_amounts, state, section); break;
      case Kind::cash_flow: step_cash(l, r.caption, state, section); break;
      case Kind::equity:
      case Kind::none: {
        if (r.caption) state.section = Section::none;
        section = Section::none;
        bool per_share = speaks_per_share(l) && !looks.whole();
        if (r.caption && ((speaks_of_shares(l) && !speaks_per_share(l)) || l.starts_with("denominator") || l.starts_with("share used"))) state.section = Section::shares;
        else if (r.caption && (speaks_per_share(l) || l.starts_with("income per"))) state.section = Section::per_share;
        if (per_share && table.kind == Kind::none) section = basic_or_diluted(l) == 2 ? Section::per_share_diluted : basic_or_diluted(l) == 1 ? Section::per_share_basic : Section::per_share;
        else if (state.section == Section::per_share && looks.per_share()) section = Section::per_share;
        else if (state.section == Section::shares) section = Section::shares;
        else if (table.kind == Kind::none && speaks_of_shares(l) && !looks.per_share()) section = Section::shares;
        break;
      }
    }
    sections[i] = section;
    if (r.caption) {
      if (!l.words.empty()) last_caption = &l;
      continue;
    }
    if (r.figure_count == 0) continue;
    bool per_share_section = section == Section::per_share || section == Section::per_share_basic || section == Section::per_share_diluted;
    // Units first: they also guard against concepts of another unit.
    if (looks.percent * 2 > looks.figures) r.unit = Unit::pure;
    else if (per_share_section) r.unit = Unit::per_share;
    else if (whole_amounts && table.kind == Kind::income_statement && looks.per_share() && table.scale_power > 0) r.unit = Unit::per_share;
    else if (speaks_per_share(l) && looks.per_share() && table.kind != Kind::balance_sheet) r.unit = Unit::per_share;
    else if (section == Section::shares || (table.kind != Kind::balance_sheet && table.kind != Kind::cash_flow && table.kind != Kind::equity && speaks_of_shares(l) && !looks.per_share() && !speaks_per_share(l) && !l.contains("stock issued") && !l.contains("proceeds") && !l.contains("purchase") && !l.contains("issuance"))) r.unit = Unit::shares;
    else if (table.kind == Kind::none && (l.contains("ratio") || has(r.label, "percent of") || has(r.label, "as a percent"))) r.unit = Unit::pure;

    const ConceptEntry* e = nullptr;
    auto parent_label = [&]() -> const Label* {
      if (r.parent >= 0) return &in.labels[table.rows[static_cast<size_t>(r.parent)].grid_row];
      return nullptr;
    };
    Kind lookup = table.kind == Kind::none && per_share_section ? Kind::income_statement : table.kind;
    if (r.unit == Unit::shares && table.kind == Kind::none) lookup = Kind::income_statement;
    if (r.unit != Unit::pure) {
      if (l.words.empty()) {
        e = find_subtotal(in, table, i, lookup, section, state);
      } else {
        if (l.words == "total" || l.words == "total net") {
          if (const Label* p = parent_label() ? parent_label() : last_caption) {
            e = concepts.find_exact(lookup, section, "total " + p->words);
            if (!e) e = concepts.find_exact(lookup, section, p->words);
          }
        }
        if (!e && section == Section::comprehensive) {
          const Label* p = parent_label();
          auto key = comprehensive_key(l, p ? *p : Label(), reclassified == r.parent && r.parent >= 0);
          if (key.ends_with("reclassification")) reclassified = r.parent;
          if (!key.empty()) e = concepts.find_exact(lookup, section, key);
        }
        if (!e && l.starts_with("total") && (l.contains("stockholder equity") || l.contains("stockholder investment") || l.contains("stockholder deficit")) && !l.contains("liability") && !l.contains("noncontrolling") && table.kind == Kind::balance_sheet)
          e = concepts.find_exact(lookup, section, "total stockholder equity");
        if (const Label* p = parent_label(); !e && p && per_share_section && (l.starts_with("basic") || l.starts_with("diluted") || l.starts_with("assuming")) && (p->contains("continuing operation") || p->contains("discontinued operation"))) {
          // "Basic" under "Earnings per share from continuing operations".
          Section of = basic_or_diluted(l) == 1 ? Section::per_share_basic : Section::per_share_diluted;
          e = concepts.find_exact(lookup, of, p->contains("continuing operation") ? "continuing operation" : "discontinued operation");
        }
        // Whole figures are no par values, and amounts no counts of shares.
        bool amounts = table.kind == Kind::balance_sheet && !looks.per_share() && !l.contains("share issued") && !l.contains("share outstanding") && !l.contains("share authorized");
        std::optional<Unit> unit;
        if (amounts || (table.kind == Kind::balance_sheet && r.label.size() > 60)) unit = Unit::currency;
        else if (r.unit == Unit::per_share || r.unit == Unit::shares) unit = r.unit;
        if (!e) e = concepts.find(lookup, section, l, unit);
        if (const Label* p = parent_label(); !e && p && table.kind != Kind::none && (l.starts_with("before") || l.starts_with("after") || l.starts_with("from") || l.starts_with("attributable") || l.starts_with("available"))) {
          // A label that its caption begins: "Income from continuing operations" over "before income taxes".
          const StatementRow& caption = table.rows[static_cast<size_t>(r.parent)];
          e = concepts.find(lookup, section, normalise_label(caption.label + " " + r.label));
        }
      }
    }
    if (e) {
      bool unit_fits = r.unit == e->unit || (e->unit == Unit::currency && r.unit == Unit::currency);
      if (!unit_fits && e->unit == Unit::per_share && looks.per_share()) {
        r.unit = Unit::per_share;
        unit_fits = true;
      }
      if (!unit_fits && e->unit == Unit::shares && !looks.per_share()) {
        r.unit = Unit::shares;
        unit_fits = true;
      }
      if (!unit_fits) e = nullptr;
    }
    if (e) {
      r.concept_name = "us-gaap:" + e->name;
      bool all_negative = looks.negative > 0 && looks.positive == 0;
      bool all_positive = looks.positive > 0 && looks.negative == 0;
      switch (e->sign) {
        case SignRule::as_printed:
          if (e->name == "InterestIncomeExpenseNet" && l.loss_first) r.sign = -1;
          if (is_loss_concept(e->name) && all_positive && (l.loss || l.contains("deficit"))) r.sign = -1;
          break;
        case SignRule::positive:
          if (looks.negative > looks.positive) r.sign = -1;
          break;
        case SignRule::inverse: r.sign = -1; break;
        case SignRule::negated: r.sign = all_negative && !has(r.label, "income") ? int8_t{1} : int8_t{-1}; break;
      }
      if (e->name == "EarningsPerShareBasicAndDiluted" && eps_plain < 0) eps_plain = static_cast<int>(i);
      if (e->name == "EarningsPerShareDiluted") eps_diluted = static_cast<int>(i);
      if (e->name == "EarningsPerShareBasic") eps_basic = static_cast<int>(i);
      if (e->name == "NetIncomeLossAttributableToNoncontrollingInterest") noncontrolling = true;
    }
  }
  // "Net income per share" beside a diluted figure is the basic one.
  if (eps_plain >= 0 && eps_diluted >= 0 && eps_basic < 0 && !basic_or_diluted(in.labels[table.rows[static_cast<size_t>(eps_plain)].grid_row]))
    table.rows[static_cast<size_t>(eps_plain)].concept_name = "us-gaap:EarningsPerShareBasic";
  if (table.kind == Kind::income_statement) name_by_arithmetic(in, table);
  bool comprehensive_noncontrolling = false;
  for (const StatementRow& r : table.rows) comprehensive_noncontrolling = comprehensive_noncontrolling || r.concept_name == "us-gaap:ComprehensiveIncomeNetOfTaxAttributableToNoncontrollingInterest";
  if (comprehensive_noncontrolling) {
    for (StatementRow& r : table.rows) {
      const Label& l = in.labels[r.grid_row];
      if (r.concept_name == "us-gaap:ComprehensiveIncomeNetOfTax" && !l.contains("attributable")) r.concept_name = "us-gaap:ComprehensiveIncomeNetOfTaxIncludingPortionAttributableToNoncontrollingInterest";
    }
  }
  // Before noncontrolling interests are taken off, "net income" is the whole group's.
  if (noncontrolling && (table.kind == Kind::income_statement)) {
    for (StatementRow& r : table.rows) {
      const Label& l = in.labels[r.grid_row];
      if (r.concept_name == "us-gaap:NetIncomeLoss" && (l.words == "net income" || l.words.starts_with("net income including") || l.words.starts_with("net income before"))) r.concept_name = "us-gaap:ProfitLoss";
    }
  }
}

auto tax_concept(const Label& label, const Label* caption) -> std::string {
  const ConceptTable& concepts = ConceptTable::standard();
  auto key = comprehensive_key(label, caption ? *caption : Label());
  const ConceptEntry* e = key.empty() ? nullptr : concepts.find_exact(Kind::income_statement, Section::comprehensive, key + " tax");
  if (!e && !key.empty()) e = concepts.find_exact(Kind::income_statement, Section::comprehensive, key.substr(0, key.find(' ')) + " tax");
  if (!e) {
    // No caption: the row's own concept names the group.
    auto own = comprehensive_key(label, label);
    if (!own.empty()) e = concepts.find_exact(Kind::income_statement, Section::comprehensive, own.substr(0, own.find(' ')) + " tax");
  }
  return e ? e->name : std::string();
}

}  // namespace crossfoot::statement
