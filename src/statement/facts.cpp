#include "statement/facts.h"

#include <algorithm>
#include <optional>

#include "base/ascii.h"
#include "statement/period.h"

namespace crossfoot::statement {
namespace {

auto figure_of(const StatementTable& t, const StatementRow& r, uint16_t column) -> const Figure* {
  for (uint32_t k = 0; k < r.figure_count; ++k)
    if (t.figures[r.first_figure + k].column == column) return &t.figures[r.first_figure + k];
  return nullptr;
}

/// The power of ten of share counts, where income, per-share amount and shares of one column tell: 71,761 x 10^p x 0.36 = 26,102 x 10^3.
auto shares_power_by_arithmetic(const StatementTable& t) -> std::optional<int> {
  const StatementRow *income = nullptr, *per_share = nullptr, *shares = nullptr;
  for (const StatementRow& r : t.rows) {
    if (r.figure_count == 0) continue;
    std::string_view c = r.concept_name;
    if (c == "us-gaap:NetIncomeLoss" || c == "us-gaap:NetIncomeLossAvailableToCommonStockholdersBasic" || c == "us-gaap:ProfitLoss") {
      if (!income || c != "us-gaap:ProfitLoss") income = &r;
    }
    if (!per_share && c.starts_with("us-gaap:EarningsPerShare")) per_share = &r;
    if (!shares && r.unit == Unit::shares && c.starts_with("us-gaap:WeightedAverage")) shares = &r;
  }
  if (!income || !per_share || !shares) return std::nullopt;
  for (uint32_t k = 0; k < income->figure_count; ++k) {
    const Figure& f = t.figures[income->first_figure + k];
    const Figure* p = figure_of(t, *per_share, f.column);
    const Figure* s = figure_of(t, *shares, f.column);
    if (!p || !s || f.nil || p->nil || s->nil || p->printed.is_zero() || s->printed.is_zero()) continue;
    Decimal whole = f.printed.shifted(t.scale_power).abs();
    for (int power : {0, 3, 6}) {
      Decimal product = (p->printed * s->printed).abs().shifted(power);
      // Within a fifth: per-share amounts are rounded, preferred dividends may come between.
      if (product * Decimal(4) <= whole * Decimal(5) && whole * Decimal(4) <= product * Decimal(5)) return power;
    }
  }
  return std::nullopt;
}

auto dates_of_row(std::string_view label) -> std::optional<Date> {
  auto hint = parse_period(label);
  for (size_t k = hint.dates.size(); k-- > 0;)
    if (hint.dates[k].full()) return Date{static_cast<int16_t>(hint.dates[k].year), static_cast<uint8_t>(hint.dates[k].month), static_cast<uint8_t>(hint.dates[k].day)};
  return std::nullopt;
}

/// "Balance at December 31, 2002", "Balances, June 30", or a bare date over figures.
bool is_balance_row(const StatementRow& r, const Label& l) {
  if (r.figure_count == 0) return false;
  if (l.starts_with("balance") || l.contains("beginning balance") || l.contains("ending balance") || l.contains("balance at") || l.contains("balance as of") || l.contains("end of period") || l.contains("end of year") ||
      l.contains("beginning of period") || l.contains("beginning of year") || l.starts_with("total stockholder equity"))
    return true;
  return dates_of_row(r.label) && (l.words.empty() || parse_month(l.first(1)) || l.starts_with("at") || l.starts_with("as of"));
}

bool is_instant_concept(std::string_view name) {
  // The names of stocks, as against flows. Checked only where the column leaves it open.
  static constexpr std::string_view kInstants[] = {"us-gaap:Assets", "us-gaap:Liabilities", "us-gaap:StockholdersEquity", "us-gaap:AssetsCurrent", "us-gaap:LiabilitiesCurrent", "us-gaap:LongTermDebt", "us-gaap:InventoryNet",
                                                   "us-gaap:LiabilitiesAndStockholdersEquity", "us-gaap:CashAndCashEquivalentsAtCarryingValue", "us-gaap:RetainedEarningsAccumulatedDeficit", "us-gaap:PropertyPlantAndEquipmentNet",
                                                   "us-gaap:LongTermDebtNoncurrent", "us-gaap:AccountsReceivableNetCurrent", "us-gaap:CashCashEquivalentsAndShortTermInvestments", "us-gaap:Deposits", "us-gaap:CommonStockSharesOutstanding"};
  return std::find(std::begin(kInstants), std::end(kInstants), name) != std::end(kInstants);
}

}  // namespace

void scale_figures(const FactInput& in, StatementTable& table) {
  int share_power = table.scale_power;
  if (in.scale.except_shares) share_power = 0;
  if (in.scale.share_power) share_power = *in.scale.share_power;
  if (auto p = shares_power_by_arithmetic(table)) share_power = *p;
  for (StatementRow& r : table.rows) {
    const Label& l = in.labels[r.grid_row];
    int power = table.scale_power;
    if (r.unit == Unit::per_share || r.unit == Unit::pure) power = 0;
    else if (r.unit == Unit::shares) {
      power = share_power;
      if (l.contains("in thousand")) power = 3;
      else if (l.contains("in million")) power = 6;
      // Counts of eight digits and more are whole.
      for (uint32_t k = 0; k < r.figure_count; ++k)
        if (power >= 3 && table.figures[r.first_figure + k].printed.abs() >= Decimal(100000000)) power = 0;
    } else if (l.contains("in thousand")) {
      power = 3;
    } else if (l.contains("in million") && table.scale_power == 0) {
      power = 6;
    }
    for (uint32_t k = 0; k < r.figure_count; ++k) {
      Figure& f = table.figures[r.first_figure + k];
      const Column* column = f.column < table.columns.size() ? &table.columns[f.column] : nullptr;
      int p = power;
      if (column && column->unit == Unit::shares && r.unit == Unit::currency) p = in.scale.except_shares ? 0 : share_power;
      if (column && column->scale_power && r.unit == Unit::currency) p = *column->scale_power;
      if (column && column->unit == Unit::per_share) p = 0;
      if (f.percent || (column && column->kind == ColumnKind::percent)) {
        f.value = f.printed.shifted(-2);
        continue;
      }
      f.value = p ? f.printed.shifted(p) : f.printed;
    }
  }
}

void make_facts(const FactInput& in, StatementTable& table, std::vector<Fact>& facts) {
  // A statement of equity tells time by its rows: "Balance at December 31, 2002" opens a period, the next one closes it.
  struct Span2 {
    std::optional<Date> from, to;
    bool instant = false;
  };
  std::vector<Span2> row_time;
  bool by_rows = false;
  if (table.kind == Kind::equity) {
    row_time.resize(table.rows.size());
    std::optional<Date> open;
    std::vector<size_t> pending;
    for (size_t i = 0; i < table.rows.size(); ++i) {
      const StatementRow& r = table.rows[i];
      if (!is_balance_row(r, in.labels[r.grid_row])) {
        pending.push_back(i);
        continue;
      }
      auto date = dates_of_row(r.label);
      if (!date) continue;
      by_rows = true;
      row_time[i] = {std::nullopt, date, true};
      if (open && *date > *open)
        for (size_t p : pending) row_time[p] = {open->plus_days(1), date, false};
      pending.clear();
      open = date;
    }
  }
  for (size_t i = 0; i < table.rows.size(); ++i) {
    StatementRow& r = table.rows[i];
    const Label& l = in.labels[r.grid_row];
    bool beginning = false, ending = false;
    if (table.kind == Kind::cash_flow || table.kind == Kind::equity || table.kind == Kind::income_statement) {
      bool balance = l.contains("cash") || l.contains("balance") || l.contains("retained income") || l.contains("deficit") || l.contains("equity") || l.starts_with("beginning") || l.starts_with("end") || l.starts_with("at beginning") || l.starts_with("at end");
      // Net income belongs to the period, whatever else the label speaks of.
      beginning = balance && (l.contains("beginning of") || l.contains("beginning balance") || l.contains("begining of") || l.starts_with("beginning") || l.contains("start of") || l.contains("at beginning") || l.contains("balance beginning") || l.contains("period beginning"));
      ending = balance && !beginning && (l.contains("end of") || l.contains("ending balance") || l.starts_with("ending") || l.contains("at end") || l.contains("balance end") || l.contains("period end"));
      if ((beginning || ending) && (l.contains("increase") || l.contains("decrease") || l.contains("change")) && !l.contains("cash and cash equivalent at")) beginning = ending = false;
    }
    std::optional<Date> row_date;
    if (table.kind == Kind::cash_flow && l.contains("cash") && (l.starts_with("cash") || l.starts_with("balance"))) row_date = dates_of_row(r.label);
    for (uint32_t k = 0; k < r.figure_count; ++k) {
      Figure& f = table.figures[r.first_figure + k];
      if (f.column >= table.columns.size()) continue;
      const Column& column = table.columns[f.column];
      if (column.kind != ColumnKind::value) continue;
      Fact fact;
      fact.label = r.label;
      fact.document = table.document;
      fact.table = table.index;
      fact.row = static_cast<uint32_t>(i);
      fact.column = f.column;
      fact.span = f.span;
      fact.unit = f.percent ? Unit::pure : r.unit;
      if (column.unit && r.unit == Unit::currency) fact.unit = *column.unit;
      fact.member = column.member;
      fact.recovered = column.recovered;
      fact.concept_name = fact.unit == r.unit && !f.percent ? r.concept_name : std::string();
      if (table.kind == Kind::equity && fact.unit == Unit::shares && is_balance_row(r, l) && !ascii::contains_ignoring_case(column.member, "preferred"))
        fact.concept_name = ascii::contains_ignoring_case(column.member, "treasury") ? "us-gaap:TreasuryStockCommonShares" : "us-gaap:CommonStockSharesOutstanding";
      fact.value = r.sign < 0 && !fact.concept_name.empty() ? -f.value : f.value;
      fact.decimals = f.nil ? -table.scale_power : -f.value.exponent();
      fact.period = column.period;
      if (by_rows && row_time[i].to) {
        const auto& t = row_time[i];
        fact.period = {t.instant ? std::nullopt : t.from, t.to};
      } else if (row_date && fact.period.end && r.figure_count == 1) {
        fact.period = {std::nullopt, row_date};
      } else if (beginning && fact.period.end) {
        if (fact.period.start) fact.period = {std::nullopt, fact.period.start->plus_days(-1)};
        else fact.period = {};
      } else if (ending && fact.period.end) {
        fact.period.start.reset();
      } else if (table.kind == Kind::none && is_instant_concept(fact.concept_name)) {
        fact.period.start.reset();
      }
      f.fact = static_cast<int32_t>(facts.size());
      facts.push_back(std::move(fact));
    }
  }
}

namespace {

struct LabelNumber {
  Decimal value;
  uint32_t begin = 0, end = 0;  // in the label's text
  int power = 0;
  bool dollar = false;
};

/// Every number of a label: "$0.001", "100,000,000", "3.5 billion". Years and day numbers are left out by the caller.
auto numbers_of(std::string_view text) -> std::vector<LabelNumber> {
  std::vector<LabelNumber> out;
  size_t i = 0;
  while (i < text.size()) {
    bool point = text[i] == '.' && i + 1 < text.size() && ascii::is_digit(text[i + 1]) && (i == 0 || !ascii::is_digit(text[i - 1]));
    if (!ascii::is_digit(text[i]) && !point) {
      ++i;
      continue;
    }
    size_t b = i;
    while (i < text.size() && (ascii::is_digit(text[i]) || ((text[i] == ',' || text[i] == '.') && i + 1 < text.size() && ascii::is_digit(text[i + 1])))) ++i;
    auto value = Decimal::parse(text.substr(b, i - b));
    bool attached = b > 0 && (ascii::is_alpha(text[b - 1]) || text[b - 1] == '-' || text[b - 1] == '/');
    if (!value || attached) continue;
    LabelNumber n;
    n.value = *value;
    n.begin = static_cast<uint32_t>(b);
    n.end = static_cast<uint32_t>(i);
    size_t k = b;
    while (k > 0 && ascii::is_space(text[k - 1])) --k;
    n.dollar = k > 0 && text[k - 1] == '$';
    auto rest = ascii::trim(text.substr(i, 12));
    if (ascii::starts_with_ignoring_case(rest, "million")) n.power = 6;
    else if (ascii::starts_with_ignoring_case(rest, "billion")) n.power = 9;
    else if (ascii::starts_with_ignoring_case(rest, "thousand")) n.power = 3;
    out.push_back(n);
  }
  return out;
}

/// The characters of the layout that a number of full_label() was read from.
auto place_in_label(const layout::Row& row, const LabelNumber& n) -> Range {
  uint32_t first = row.label.size();
  if (n.begin <= first) return {row.label.begin + n.begin, row.label.begin + n.end};
  return {row.label_rest.begin + n.begin - first - 1, row.label_rest.begin + n.end - first - 1};
}

bool is_date_number(std::string_view text, const LabelNumber& n) {
  // A day or year of a date, or the number of a note.
  size_t k = n.begin;
  while (k > 0 && (ascii::is_space(text[k - 1]) || text[k - 1] == ',')) --k;
  size_t e = k;
  while (k > 0 && ascii::is_alpha(text[k - 1])) --k;
  auto before = text.substr(k, e - k);
  if (parse_month(before)) return true;
  if (ascii::equals_ignoring_case(before, "note") || ascii::equals_ignoring_case(before, "notes") || ascii::equals_ignoring_case(before, "series") || ascii::equals_ignoring_case(before, "class")) return true;
  bool year = n.end - n.begin == 4 && n.value >= Decimal(1960) && n.value <= Decimal(2079) && n.value.exponent() == 0 && !n.dollar;
  return year;
}

}  // namespace

namespace {

struct LabelFact {
  std::string name;
  Unit unit = Unit::currency;
  Decimal value;
  uint16_t column = 0;
  Period period;
  Range text;
};

void add_label_fact(const FactInput& in, const StatementTable& table, uint32_t row, LabelFact f, std::vector<Fact>& facts) {
  Fact out;
  out.concept_name = f.name.empty() ? std::string() : "us-gaap:" + f.name;
  out.label = table.rows[row].label;
  out.unit = f.unit;
  out.value = f.value;
  out.decimals = -f.value.exponent();
  out.period = f.period;
  out.document = table.document;
  out.table = table.index;
  out.row = row;
  out.column = f.column;
  out.span = in.layout.text.to_source(f.text);
  out.recovered = true;
  facts.push_back(std::move(out));
}

/// "Net change, net of income tax benefit (expense) of $272, $(29)": one tax amount a column, in order.
void make_tax_facts(const FactInput& in, const StatementTable& table, std::vector<Fact>& facts) {
  std::vector<uint16_t> columns;
  for (size_t c = 0; c < table.columns.size() && columns.size() < 16; ++c)
    if (table.columns[c].kind == ColumnKind::value && table.columns[c].period.end && table.columns[c].member.empty()) columns.push_back(static_cast<uint16_t>(c));
  for (size_t i = 0; i < table.rows.size() && !columns.empty(); ++i) {
    const StatementRow& r = table.rows[i];
    if (r.figure_count == 0 || in.sections[i] != Section::comprehensive) continue;
    const auto& grid_row = in.grid.rows[r.grid_row];
    const std::string joined = full_label(in.layout, grid_row);
    const std::string_view text = joined;
    size_t of = ascii::find_ignoring_case(text, "net of");
    if (of == std::string_view::npos || ascii::find_ignoring_case(text, "tax", of) == std::string_view::npos) continue;
    auto numbers = numbers_of(text);
    std::erase_if(numbers, [&](const LabelNumber& n) { return n.begin < of || is_date_number(text, n) || (n.end < text.size() && text[n.end] == '%'); });
    if (numbers.size() != columns.size()) continue;
    const Label* caption = r.parent >= 0 ? &in.labels[table.rows[static_cast<size_t>(r.parent)].grid_row] : nullptr;
    auto concept_of_tax = tax_concept(in.labels[r.grid_row], caption);
    for (size_t k = 0; k < numbers.size(); ++k) {
      const LabelNumber& n = numbers[k];
      // "$(29)" and "($2)": the sign is whatever parenthesis stands right before the digits or their dollar sign.
      size_t b = n.begin;
      while (b > 0 && (text[b - 1] == '$' || text[b - 1] == ' ')) --b;
      bool negative = (b > 0 && text[b - 1] == '(' && n.end < text.size() && text[n.end] == ')') || (n.begin > 0 && text[n.begin - 1] == '(');
      Decimal value = n.value.shifted(n.power ? n.power : table.scale_power);
      add_label_fact(in, table, static_cast<uint32_t>(i), {concept_of_tax, Unit::currency, negative ? -value : value, columns[k], table.columns[columns[k]].period, place_in_label(grid_row, n)}, facts);
    }
  }
}

/// "Cash dividends declared ($1.10 per share)" beside the amount.
void make_dividend_facts(const FactInput& in, const StatementTable& table, std::vector<Fact>& facts, size_t first_fact) {
  for (size_t i = 0; i < table.rows.size(); ++i) {
    const StatementRow& r = table.rows[i];
    const Label& l = in.labels[r.grid_row];
    if (r.figure_count == 0 || !l.contains("dividend") || l.contains("preferred")) continue;
    const auto& grid_row = in.grid.rows[r.grid_row];
    const std::string joined = full_label(in.layout, grid_row);
    const std::string_view text = joined;
    size_t per = ascii::find_ignoring_case(text, "per ");
    if (per == std::string_view::npos) continue;
    auto numbers = numbers_of(text);
    std::erase_if(numbers, [&](const LabelNumber& n) { return !n.dollar || n.value >= Decimal(1000) || n.begin > per; });
    if (numbers.size() != 1) continue;
    // The period is that of the row's own facts.
    for (uint32_t k = 0; k < r.figure_count; ++k) {
      int32_t fact = table.figures[r.first_figure + k].fact;
      if (fact < static_cast<int32_t>(first_fact) || !facts[static_cast<size_t>(fact)].period.end) continue;
      const Fact& amount = facts[static_cast<size_t>(fact)];
      add_label_fact(in, table, static_cast<uint32_t>(i), {"CommonStockDividendsPerShareDeclared", Unit::per_share, numbers[0].value, amount.column, amount.period, place_in_label(grid_row, numbers[0])}, facts);
      break;
    }
  }
}

}  // namespace

void make_label_facts(const FactInput& in, const StatementTable& table, std::vector<Fact>& facts, size_t first_fact) {
  if (table.kind == Kind::comprehensive_income || table.kind == Kind::income_statement) make_tax_facts(in, table, facts);
  if (table.kind == Kind::equity) make_dividend_facts(in, table, facts, first_fact);
  if (table.kind != Kind::balance_sheet) return;
  // Dated value columns, in order: "73,305,679 and 71,722,794 shares ... respectively" follows them.
  std::vector<uint16_t> columns;
  for (size_t c = 0; c < table.columns.size(); ++c)
    if (table.columns[c].kind == ColumnKind::value && table.columns[c].period.end && columns.size() < 8) columns.push_back(static_cast<uint16_t>(c));
  if (columns.empty()) return;
  for (size_t i = 0; i < table.rows.size(); ++i) {
    const StatementRow& r = table.rows[i];
    const Label& l = in.labels[r.grid_row];
    bool common = l.starts_with("common") || l.starts_with("class") || l.starts_with("capital stock") || l.contains("common stock") || l.contains("common share") || l.contains("ordinary share");
    bool preferred = l.contains("preferred") || l.contains("preference");
    bool treasury = l.contains("treasury");
    bool receivable = l.contains("receivable") && ascii::contains_ignoring_case(r.label, "allowance");
    if (!common && !preferred && !treasury && !receivable) continue;
    const auto& grid_row = in.grid.rows[r.grid_row];
    const std::string joined = full_label(in.layout, grid_row);
    const std::string_view text = joined;
    auto numbers = numbers_of(text);
    if (numbers.empty()) continue;
    std::erase_if(numbers, [&](const LabelNumber& n) { return is_date_number(text, n); });
    int share_power = in.scale.except_shares ? 0 : table.scale_power;
    if (in.scale.share_power) share_power = *in.scale.share_power;
    auto emit = [&](std::string_view name, Unit unit, size_t first, size_t count) {
      for (size_t k = 0; k < columns.size(); ++k) {
        size_t which = count == 1 ? first : first + k;
        if (which >= first + count) break;
        const LabelNumber& n = numbers[which];
        Fact f;
        f.concept_name = std::string("us-gaap:") + std::string(name);
        f.label = r.label;
        f.unit = unit;
        int power = n.power;
        if (!power && unit == Unit::shares && n.value.abs() < Decimal(1000000)) power = share_power;
        if (!power && unit == Unit::currency) power = table.scale_power;
        f.value = power ? n.value.shifted(power) : n.value;
        f.decimals = -f.value.exponent();
        f.period.end = table.columns[columns[k]].period.end;
        f.document = table.document;
        f.table = table.index;
        f.row = static_cast<uint32_t>(i);
        f.column = columns[k];
        f.span = in.layout.text.to_source(place_in_label(grid_row, n));
        f.recovered = true;
        facts.push_back(std::move(f));
      }
    };
    if (receivable && !common && !preferred) {
      size_t at = ascii::find_ignoring_case(text, "allowance");
      size_t first = 0;
      while (first < numbers.size() && numbers[first].begin < at) ++first;
      size_t count = std::min(numbers.size() - first, columns.size());
      if (count > 0 && (count == 1 || count == columns.size())) emit("AllowanceForDoubtfulAccountsReceivableCurrent", Unit::currency, first, count);
      continue;
    }
    // What each number is: by the nearest of the words "par", "authorized", "issued", "outstanding", before or behind it.
    std::string lower = ascii::to_lower(text);
    struct Mark {
      size_t at;
      char what;
    };
    std::vector<Mark> marks;
    for (auto [word, what] : {std::pair<std::string_view, char>{"par value", 'p'}, {"stated value", 'p'}, {"authorized", 'a'}, {"issued", 'i'}, {"outstanding", 'o'}, {"liquidation", 'l'}, {"at cost", 'c'}, {"treasury", 't'}}) {
      size_t at = 0;
      while ((at = lower.find(word, at)) != std::string::npos) {
        marks.push_back({at, what});
        at += word.size();
      }
    }
    std::sort(marks.begin(), marks.end(), [](const Mark& a, const Mark& b) { return a.at < b.at; });
    std::string prefix = preferred && !common ? "PreferredStock" : "CommonStock";
    if (preferred && common && lower.find("preferred") < lower.find("common")) prefix = "PreferredStock";
    // Numbers in runs: "73,305,679 and 71,722,794" is one run, one number a column.
    size_t n = 0;
    while (n < numbers.size()) {
      size_t run = 1;
      while (n + run < numbers.size() && run < columns.size()) {
        auto between = lower.substr(numbers[n + run - 1].end, numbers[n + run].begin - numbers[n + run - 1].end);
        bool runs_on = between.size() < 60 && between.find("authorized") == std::string::npos && between.find("issued") == std::string::npos && between.find("outstanding") == std::string::npos && between.find("par") == std::string::npos &&
                      (between.find(" and ") != std::string::npos || ascii::trim(between) == "," || ascii::trim(between) == "and") && !numbers[n].dollar == !numbers[n + run].dollar;
        if (!runs_on) break;
        ++run;
      }
      const LabelNumber& first = numbers[n];
      const LabelNumber& last = numbers[n + run - 1];
      bool small = first.value < Decimal(1000) && (first.dollar || first.value.exponent() < 0);
      // The mark directly behind ("100 shares authorized"), unless a word before claims it ("authorized: 100 shares; issued: 50").
      char what = 0;
      size_t behind_at = std::string::npos, before_at = std::string::npos;
      char behind = 0, before = 0;
      for (const Mark& m : marks) {
        if (m.at < first.begin) {
          before = m.what;
          before_at = m.at;
        } else if (m.at >= last.end && !behind) {
          behind = m.what;
          behind_at = m.at;
        }
      }
      if (small && (before == 'p' || behind == 'p')) what = 'p';
      else if (!first.dollar) {
        // Between a number and the word that names it stands no other number and no separator.
        auto clear = [&](size_t from, size_t to) {
          for (const LabelNumber& o : numbers)
            if (o.begin >= from && o.end <= to) return false;
          return true;
        };
        bool behind_ok = behind && behind != 'p' && behind != 'l' && behind_at - last.end < 40 && clear(last.end, behind_at) && lower.substr(last.end, behind_at - last.end).find(';') == std::string::npos;
        bool before_ok = before && before != 'p' && before != 'l' && first.begin - before_at < 40 && clear(before_at, first.begin);
        auto gap = before_ok ? ascii::trim(std::string_view(lower).substr(before_at, first.begin - before_at)) : std::string_view();
        // "authorized: 100", "authorized - 100", "issued 50": the word before, directly.
        bool direct = before_ok && (gap == "authorized" || gap == "authorized:" || gap == "authorized," || gap == "issued" || gap == "issued:" || gap == "outstanding" || gap == "outstanding:" || gap.ends_with('-') || gap.ends_with("\x93") || gap.ends_with("\x94"));
        if (direct && !(behind_ok && behind_at - last.end <= 8)) what = before;
        else if (behind_ok) what = behind;
        else if (before_ok) what = before;
        if (what == 'i' || what == 'o') {
          // "issued and outstanding" is both.
          size_t at = what == behind ? behind_at : before_at;
          auto phrase = std::string_view(lower).substr(at, 24);
          if (phrase.starts_with("issued and outstanding") || phrase.starts_with("issued or outstanding") || phrase.starts_with("issued, and outstanding") || phrase.starts_with("outstanding and issued")) what = 'b';
          else if (what == 'o' && at >= 11 && std::string_view(lower).substr(at - 11, 11) == "issued and ") what = 'b';
        }
      }
      if (treasury && !preferred) {
        if (!first.dollar && !small && (what == 't' || what == 'c' || what == 0 || what == 'i' || what == 'o' || what == 'b')) emit("TreasuryStockCommonShares", Unit::shares, n, run);
      } else if (what == 'p') {
        emit(prefix + "ParOrStatedValuePerShare", Unit::per_share, n, 1);
      } else if (what == 'a') {
        emit(prefix + "SharesAuthorized", Unit::shares, n, run);
      } else if (what == 'i') {
        emit(prefix + "SharesIssued", Unit::shares, n, run);
      } else if (what == 'o') {
        emit(prefix + "SharesOutstanding", Unit::shares, n, run);
      } else if (what == 'b') {
        emit(prefix + "SharesIssued", Unit::shares, n, run);
        emit(prefix + "SharesOutstanding", Unit::shares, n, run);
      }
      n += run;
    }
  }
}

}  // namespace crossfoot::statement
