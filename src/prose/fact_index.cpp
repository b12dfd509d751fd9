#include "prose/fact_index.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <string>

#include "base/ascii.h"

namespace crossfoot::prose {
namespace {

using namespace literals;
using statement::Unit;

constexpr int kDaysApart = 16;      // 52-week years end within a fortnight of a month's end
constexpr size_t kLabelChoices = 64;  // row labels tried per first word

int months_of(const statement::Period& p, statement::Kind kind) {
  if (!p.end) return -1;
  if (!p.start) return kind == statement::Kind::income_statement || kind == statement::Kind::cash_flow ? -1 : 0;
  int days = p.end->to_days() - p.start->to_days() + 1;
  for (int m : {3, 6, 9, 12})
    if (std::abs(days - m * 365 / 12) <= 12) return m;
  int months = (days * 12 + 182) / 365;
  return months > 0 ? months : 1;
}

/// Label text without parentheses and what they hold: "Net income (loss)".
auto without_parentheses(std::string_view s) -> std::string {
  std::string r;
  int depth = 0;
  for (char c : s) {
    if (c == '(') ++depth;
    else if (c == ')' && depth > 0) --depth;
    else if (depth == 0) r.push_back(c);
  }
  return r;
}

auto stems_of(std::string_view s) -> std::vector<Stem> {
  std::vector<Word> words;
  find_words(s, {0, static_cast<uint32_t>(s.size())}, words);
  std::vector<Stem> stems;
  for (const auto& w : words)
    if (!is_small_word(w.stem)) stems.push_back(w.stem);
  return stems;
}


bool says_adjusted(std::string_view s) {
  std::vector<Word> words;
  find_words(s, {0, static_cast<uint32_t>(std::min<size_t>(s.size(), 400))}, words);
  for (const auto& w : words) switch (w.stem) {
      case "proforma"_w: case "nongaap"_w: case "adjusted"_w: case "excluding"_w: return true;
      default: break;
    }
  return false;
}

bool is_title(std::string_view s) {
  std::vector<Word> words;
  find_words(s, {0, static_cast<uint32_t>(std::min<size_t>(s.size(), 200))}, words);
  for (const auto& w : words)
    if (w.stem == "statement"_w || w.stem == "reconciliation"_w || w.stem == "result"_w) return true;
  return false;
}

/// The measures that a concept stands for, in the order of the table of measures.
auto measures_by_concept() -> const std::multimap<std::string_view, uint16_t>& {
  static const auto map = [] {
    std::multimap<std::string_view, uint16_t> m;
    const auto& all = Measures::standard().all();
    for (uint16_t i = 0; i < all.size(); ++i)
      for (const auto& c : all[i].concepts) m.emplace(c, i);
    return m;
  }();
  return map;
}

}  // namespace

bool is_small_word(Stem w) {
  switch (w) {
    case "of"_w: case "the"_w: case "and"_w: case "for"_w: case "in"_w: case "on"_w: case "to"_w: case "a"_w: case "an"_w: case "total"_w: case "by"_w: case "s"_w: case "at"_w:
      return true;
    default: return false;
  }
}

bool is_generic_word(Stem w) {
  if (is_small_word(w)) return true;
  switch (w) {
    case "other"_w: case "net"_w: case "income"_w: case "loss"_w: case "gross"_w: case "basic"_w: case "diluted"_w: case "common"_w: case "share"_w: case "per"_w:
    case "tax"_w: case "current"_w: case "quarter"_w: case "month"_w: case "year"_w: case "three"_w: case "six"_w: case "nine"_w: case "twelve"_w: case "ended"_w:
    case "expense"_w: case "cost"_w: case "revenue"_w: case "sale"_w: case "earning"_w: case "amount"_w: case "balance"_w: case "operating"_w: case "asset"_w:
    case "period"_w: case "beginning"_w: case "end"_w: case "company"_w: case "from"_w: case "before"_w: case "after"_w: case "change"_w: case "increase"_w:
    case "decrease"_w: case "percent"_w: case "percentage"_w: case "proforma"_w: case "gaap"_w: case "nongaap"_w: case "adjusted"_w: case "as"_w: case "with"_w:
    case "less"_w: case "item"_w: case "data"_w: case "number"_w: case "profit"_w: case "margin"_w: case "result"_w: case "average"_w: case "outstanding"_w:
    case "first"_w: case "second"_w: case "third"_w: case "fourth"_w: case "january"_w: case "february"_w: case "march"_w: case "april"_w: case "may"_w: case "june"_w:
    case "july"_w: case "august"_w: case "september"_w: case "october"_w: case "november"_w: case "december"_w: case "high"_w: case "low"_w: case "all"_w: case "due"_w:
    case "stock"_w: case "unaudited"_w: case "note"_w: case "or"_w: case "its"_w: case "not"_w: case "date"_w: case "inc"_w: case "corporation"_w: case "financial"_w:
      return true;
    default: return false;
  }
}

bool same_period(const Entry& e, const Target& t) {
  if (!e.end.is_valid() || !t.known()) return false;
  if (std::abs(e.end.to_days() - t.end.to_days()) > kDaysApart) return false;
  if (e.months == 0 || t.months == 0) return true;  // a balance, or a length not said
  return e.months == -1 || e.months == t.months;
}

FactIndex::FactIndex(const statement::Statements& statements) : statements_(statements), by_measure_(Measures::standard().all().size()) {
  find_scales();
  TableWords words;
  for (uint32_t t = 0; t < statements.tables.size(); ++t) {
    const auto& table = statements.tables[t];
    words.title = stems_of(std::string_view(table.title).substr(0, 300));
    words.adjusted = table.pro_forma || says_adjusted(table.title);
    words.adjusted_columns.clear();
    for (const auto& c : table.columns) words.adjusted_columns.push_back(c.pro_forma || c.adjusted || says_adjusted(c.label));
    // One statement set under another in one table: a title between them says whose the rows are from there on.
    bool under_adjusted = false;
    for (uint32_t r = 0; r < statements.tables[t].rows.size(); ++r) {
      const auto& row = statements.tables[t].rows[r];
      if (row.figure_count > 0) index_row(t, r, words, under_adjusted);
      else if (is_title(row.label)) under_adjusted = says_adjusted(row.label);
    }
  }
}

/// A table that does not say its scale is most likely printed as the filing's other tables are, if its figures are small enough.
void FactIndex::find_scales() {
  rescale_.assign(statements_.tables.size(), 0);
  int count[3] = {0, 0, 0};
  for (const auto& t : statements_.tables)
    if (t.scale_power == 3 || t.scale_power == 6) ++count[t.scale_power == 3 ? 1 : 2];
  int power = count[2] > count[1] ? 6 : count[1] > 0 ? 3 : 0;
  if (power == 0) return;
  for (size_t k = 0; k < statements_.tables.size(); ++k) {
    const auto& t = statements_.tables[k];
    if (t.scale_power != 0) continue;
    bool small = true, any = false;
    for (const auto& row : t.rows)
      for (uint32_t f = row.first_figure; f < row.first_figure + row.figure_count && f < t.figures.size(); ++f) {
        if (row.unit != Unit::currency || t.figures[f].percent) continue;
        any = any || t.figures[f].value.abs() >= Decimal(100);
        small = small && t.figures[f].value.abs() < Decimal(10000000) && t.figures[f].value.exponent() >= 0;
      }
    if (small && any) rescale_[k] = power;
  }
}

void FactIndex::index_row(uint32_t table, uint32_t row, const TableWords& words_of_table, bool under_adjusted) {
  const auto& t = statements_.tables[table];
  const auto& source = t.rows[row];
  IndexedRow r;
  r.table = table;
  r.row = row;
  std::string label = without_parentheses(source.label);
  // A label that goes on from the line above, or a total without a name of its own, is named by its caption.
  const statement::StatementRow* caption = nullptr;
  if (row > 0 && t.rows[row - 1].figure_count == 0 && !t.rows[row - 1].label.empty() && !label.empty() && (label[0] == '-' || ascii::is_lower(label[0]))) caption = &t.rows[row - 1];
  if (caption == nullptr) {
    bool named = false;
    for (Stem s : stems_of(label)) named = named || (s != "subtotal"_w && s != "sub"_w);
    if (!named && row > 0 && t.rows[row - 1].figure_count == 0 && ascii::starts_with_ignoring_case(source.label, "(")) caption = &t.rows[row - 1];
    for (uint32_t up = row, n = 0; caption == nullptr && !named && up-- > 0 && n < 16; ++n)
        if (t.rows[up].figure_count == 0 && !t.rows[up].label.empty()) {
          caption = &t.rows[up];
          break;
        }
  }
  if (caption != nullptr) {
    r.inferred = caption != &t.rows[row - 1];
    label = without_parentheses(caption->label) + " " + label;
  }
  r.stems = stems_of(label);
  std::erase(r.stems, "subtotal"_w);
  // Captions over it, nearest first; a caption chain is short, and a hostile one is cut off.
  int parent = source.parent;
  std::string captions;
  for (int depth = 0; parent >= 0 && depth < 4 && static_cast<size_t>(parent) < t.rows.size(); ++depth) {
    for (Stem s : stems_of(t.rows[static_cast<size_t>(parent)].label)) r.above.push_back(s);
    captions += t.rows[static_cast<size_t>(parent)].label + " ";
    parent = t.rows[static_cast<size_t>(parent)].parent;
  }
  r.above.insert(r.above.end(), words_of_table.title.begin(), words_of_table.title.end());
  bool label_gaap = false;
  for (Stem s : r.stems) label_gaap = label_gaap || s == "gaap"_w;
  r.gaap = label_gaap;
  r.adjusted = !label_gaap && (says_adjusted(source.label) || says_adjusted(captions) || words_of_table.adjusted || under_adjusted);

  // Measures: by concept, then by the whole label, then by what a per-share row says.
  const auto& standard = Measures::standard();
  const auto& all = standard.all();
  auto add = [&](uint16_t m) {
    if (std::find(r.measures.begin(), r.measures.end(), m) == r.measures.end()) r.measures.push_back(m);
  };
  std::string_view name = source.concept_name;
  if (size_t colon = name.find(':'); colon != std::string_view::npos) name.remove_prefix(colon + 1);
  if (!name.empty())
    for (auto [it, end] = measures_by_concept().equal_range(name); it != end; ++it) add(it->second);
  const size_t by_concept = r.measures.size();
  bool named_measure = false;
  std::vector<Word> words;
  find_words(label, {0, static_cast<uint32_t>(label.size())}, words);
  std::erase_if(words, [](const Word& w) { return w.stem == "gaap"_w || w.stem == "nongaap"_w || w.stem == "proforma"_w || w.stem == "adjusted"_w || w.number || w.stem == "consolidated"_w; });
  for (size_t from = 0; from < std::min<size_t>(words.size(), 2); ++from) {
    if (from == 1 && words[0].stem != "total"_w) break;
    auto found = standard.match(words, from);
    if (found.length > 0 && from + found.length == words.size())
      for (uint16_t m : found.measures) add(m), named_measure = true;
  }
  r.by_concept_only = by_concept > 0 && !named_measure;
  // "Net loss on investment securities" is none of the entity's.
  for (size_t i = 0; i + 1 < words.size(); ++i)
    if ((words[i].stem == "loss"_w || words[i].stem == "gain"_w) && (words[i + 1].stem == "on"_w || words[i + 1].stem == "from"_w) && !(i + 2 < words.size() && words[i + 2].stem == "operation"_w))
      std::erase_if(r.measures, [&](uint16_t m) { return all[m].name.starts_with("NetIncomeLoss"); });
  if (source.unit == Unit::per_share) {
    bool basic = false, diluted = false, income = false, other = false;
    auto look = [&](const std::vector<Stem>& stems, bool main) {
      for (Stem s : stems) switch (s) {
          case "basic"_w: case "primary"_w: basic = basic || main; break;
          case "diluted"_w: case "dilution"_w: diluted = diluted || main; break;
          case "income"_w: case "loss"_w: case "earning"_w: case "eps"_w: income = true; break;
          case "dividend"_w: case "book"_w: case "value"_w: case "cash"_w: case "price"_w: case "discontinued"_w: case "extraordinary"_w: case "cumulative"_w:
            other = other || main;
            break;
          default: break;
        }
    };
    look(r.stems, true);
    look(r.above, false);
    if (income && !other) {
      if (basic || !diluted) add(static_cast<uint16_t>(standard.find("EarningsPerShareBasic")));
      if (diluted || !basic) add(static_cast<uint16_t>(standard.find("EarningsPerShareDiluted")));
      add(static_cast<uint16_t>(standard.find("EarningsPerShare")));
    }
  }
  // Revenue is no share count, whatever the heading over it says of shares.
  bool amounts = source.unit == Unit::shares && !r.measures.empty();
  for (uint16_t m : r.measures) amounts = amounts && all[m].kind == ClaimKind::amount;
  // "Book value per share" stands among ratios.
  bool per_share_label = false;
  for (size_t i = 0; i + 1 < words.size(); ++i) per_share_label = per_share_label || (words[i].stem == "per"_w && words[i + 1].stem == "share"_w);
  r.first = static_cast<uint32_t>(entries_.size());
  for (uint32_t f = source.first_figure; f < source.first_figure + source.figure_count && f < t.figures.size(); ++f) {
    const auto& figure = t.figures[f];
    if (!figure.printed.is_valid()) continue;
    Entry e;
    e.row = static_cast<uint32_t>(rows_.size());
    e.column = figure.column;
    e.fact = figure.fact;
    const statement::Column* column = figure.column < t.columns.size() ? &t.columns[figure.column] : nullptr;
    e.percent = figure.percent || (source.unit == Unit::pure && !per_share_label) || (column != nullptr && column->kind == statement::ColumnKind::percent);
    e.value = e.percent ? figure.printed : figure.value;
    if (per_share_label && source.unit == Unit::pure) e.value = figure.printed;
    else if (e.fact >= 0 && static_cast<size_t>(e.fact) < statements_.facts.size() && !e.percent) e.value = statements_.facts[static_cast<size_t>(e.fact)].value;
    if (!e.value.is_valid()) continue;
    int exponent = e.percent || (per_share_label && source.unit == Unit::pure) ? figure.printed.exponent() : figure.value.exponent();
    if (rescale_[table] != 0 && source.unit == Unit::currency && !e.percent && !(column != nullptr && column->unit && *column->unit != Unit::currency)) {
      e.value = e.value.shifted(rescale_[table]);
      exponent += rescale_[table];
    }
    e.half = figure.nil ? Decimal(0) : Decimal(Int128{5}, exponent - 1);
    e.unit = per_share_label && source.unit == Unit::pure ? Unit::per_share : source.unit;
    if (column != nullptr) {
      if (column->unit) e.unit = *column->unit;
      e.change = column->kind == statement::ColumnKind::change;
      e.adjusted = words_of_table.adjusted_columns[figure.column];
      e.member = !column->member.empty();
      e.months = months_of(column->period, t.kind);
      if (column->period.end) e.end = *column->period.end;
    }
    if (e.fact >= 0 && static_cast<size_t>(e.fact) < statements_.facts.size()) {
      const auto& fact = statements_.facts[static_cast<size_t>(e.fact)];
      if (e.unit != Unit::per_share) e.unit = fact.unit;
      e.months = months_of(fact.period, t.kind);
      e.end = fact.period.end ? *fact.period.end : Date{};
      e.member = !fact.member.empty();
    }
    if (amounts) e.unit = Unit::currency;
    e.adjusted = e.adjusted || r.adjusted;
    e.free_scale = t.scale_power == 0 && rescale_[table] == 0 && e.unit == Unit::currency && !e.percent && e.value.exponent() >= 0;
    entries_.push_back(e);
  }
  r.count = static_cast<uint32_t>(entries_.size()) - r.first;
  if (r.count == 0) return;
  uint32_t index = static_cast<uint32_t>(rows_.size());
  for (uint16_t m : r.measures) by_measure_[m].push_back(index);
  if (!r.stems.empty()) {
    bool speaks = false;
    for (Stem s : r.stems) speaks = speaks || !is_generic_word(s);
    if (speaks) by_first_[r.stems[0]].push_back({index, 0});
    if (speaks && r.stems.size() >= 3 && (r.stems[0] == "net"_w || r.stems[0] == "gross"_w)) by_first_[r.stems[1]].push_back({index, 1});
  }
  rows_.push_back(std::move(r));
}

auto FactIndex::latest_end(int months) const -> Date {
  // The latest that about as many figures share as any: a table misdated, or one of a forecast, has few.
  std::map<int, int> counts, all;
  for (const auto& e : entries_) {
    if (!e.known() || e.fact < 0) continue;
    ++all[e.end.to_days()];
    if (months == 0 ? e.months > 0 : e.months == months) ++counts[e.end.to_days()];
  }
  int most = 0;
  for (const auto& [day, n] : counts) most = std::max(most, all[day]);
  Date latest;
  for (const auto& [day, n] : counts)
    if (all[day] * 5 >= most * 2) latest = Date::from_days(day);
  return latest;
}

void FactIndex::date_columns(const Anchor& anchor) {
  if (!anchor.end.is_valid()) return;
  auto read = [&](std::string_view text, Target& t) {
    std::vector<Word> words;
    std::vector<PeriodPhrase> phrases;
    find_words(text, {0, static_cast<uint32_t>(std::min<size_t>(text.size(), 300))}, words);
    find_period_phrases(text, words, phrases);
    for (const auto& p : phrases) {
      // Only what names a period outright; "prior year" in a heading may be any column's.
      if (!p.end && p.quarter == 0 && p.year == 0) continue;
      if (p.months == 12 && !p.end) continue;
      Target found = resolve(p, anchor, {});
      if (!found.known() || found.future) continue;
      t = found;
      return true;
    }
    return false;
  };
  size_t row = 0;
  std::vector<Target> columns;
  std::vector<uint8_t> known;
  Target title;
  bool titled = false;
  uint32_t table = UINT32_MAX;
  for (auto& e : entries_) {
    if (e.end.is_valid() || e.change) continue;
    row = e.row;
    if (rows_[row].table != table) {
      table = rows_[row].table;
      const auto& t = statements_.tables[table];
      columns.assign(t.columns.size(), {});
      known.assign(t.columns.size(), 0);
      bool any_dated = false;
      for (const auto& c : t.columns) any_dated = any_dated || c.period.end;
      titled = !any_dated && read(t.title, title);
      for (size_t c = 0; c < t.columns.size() && c < 64; ++c) known[c] = read(t.columns[c].label, columns[c]) ? 1 : 0;
    }
    if (e.column >= columns.size()) continue;
    const Target* t = known[e.column] != 0 ? &columns[e.column] : titled ? &title : nullptr;
    if (t == nullptr) continue;
    e.end = t->end;
    e.months = t->months;
  }
}

auto FactIndex::match_label(std::span<const Word> words, size_t i) const -> LabelMatch {
  LabelMatch best;
  auto it = by_first_.find(words[i].stem);
  if (it == by_first_.end()) return best;
  size_t tried = 0;
  size_t best_stems = 0;
  for (auto [index, from] : it->second) {
    if (++tried > kLabelChoices) break;
    std::span<const Stem> stems = std::span(rows_[index].stems).subspan(from);
    if (stems.size() < best_stems || stems.size() > 10) continue;
    size_t k = i, matched = 0;
    while (matched < stems.size() && k < words.size()) {
      if (words[k].stem == stems[matched]) ++matched, ++k;
      else if (k > i && is_small_word(words[k].stem)) ++k;
      else break;
    }
    if (matched < stems.size()) continue;
    if (stems.size() > best_stems) best.rows.clear();
    best_stems = stems.size();
    best.length = static_cast<uint32_t>(k - i);
    best.rows.push_back(index);
  }
  return best;
}

}  // namespace crossfoot::prose
