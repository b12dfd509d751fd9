#include "check/sheet.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace crossfoot::check {
namespace {

constexpr int64_t kLargest = 1'000'000'000'000'000;  // sums of a thousand such values still fit 64 bits

enum Word : uint32_t {
  kTotal = 1u << 0,
  kNet = 1u << 1,
  kGross = 1u << 2,
  kIncome = 1u << 3,  // income, loss, earnings, profit, margin
  kOperating = 1u << 4,
  kBefore = 1u << 5,
  kCash = 1u << 6,
  kFlow = 1u << 7,  // provided, used, generated, flows
  kIncrease = 1u << 8,
  kEnd = 1u << 9,
  kBeginning = 1u << 10,
  kMinus = 1u << 11,
  kComprehensive = 1u << 12,
  kBalance = 1u << 13,
  kPer = 1u << 14,
  kShares = 1u << 15,
  kSpan = 1u << 16,  // period, year, quarter
  kLess = 1u << 17,
  kExpense = 1u << 18,
  kInterest = 1u << 20,
  kAssets = 1u << 21,
  kActivities = 1u << 22,
  kTax = 1u << 23,
};

auto classify(std::string_view w) -> uint32_t {
  switch (w[0]) {
    case 'a':
      if (w == "administrative" || w == "advertising" || w == "accumulated" || w == "accretion" || w == "allowance" || w == "amortization") return kMinus;
      if (w == "assets") return kAssets;
      if (w == "activities") return kActivities;
      break;
    case 'b':
      if (w == "before") return kBefore;
      if (w == "beginning") return kBeginning;
      if (w == "balance" || w == "balances") return kBalance;
      if (w == "benefits") return kMinus;
      break;
    case 'c':
      if (w == "cash") return kCash;
      if (w == "cost" || w == "costs" || w == "charge" || w == "charges") return kMinus | kExpense;
      if (w == "comprehensive") return kComprehensive;
      break;
    case 'd':
      if (w == "decrease") return kIncrease;
      if (w == "deduct" || w == "deductions" || w == "dividends" || w == "dividend" || w == "depreciation" || w == "discount" || w == "distributions") return kMinus;
      break;
    case 'e':
      if (w == "earnings") return kIncome;
      if (w == "end" || w == "ending") return kEnd;
      if (w == "expense" || w == "expenses") return kMinus | kExpense;
      if (w == "elimination" || w == "eliminations") return kMinus;
      if (w == "ebitda" || w == "ebit") return kIncome;
      break;
    case 'f':
      if (w == "flow" || w == "flows") return kFlow;
      break;
    case 'g':
      if (w == "gross") return kGross;
      if (w == "general") return kMinus;
      if (w == "generated") return kFlow;
      break;
    case 'i':
      if (w == "income") return kIncome;
      if (w == "impairment") return kMinus;
      if (w == "increase") return kIncrease;
      if (w == "interest") return kInterest;
      if (w == "interests") return kInterest | kMinus;
      break;
    case 'l':
      if (w == "less") return kMinus | kLess;
      if (w == "loss" || w == "losses") return kIncome | kMinus;
      break;
    case 'm':
      if (w == "margin") return kIncome;
      if (w == "marketing") return kMinus;
      if (w == "minority") return kMinus;
      break;
    case 'n':
      if (w == "net") return kNet;
      break;
    case 'o':
      if (w == "operating" || w == "operations") return kOperating;
      break;
    case 'p':
      if (w == "profit") return kIncome;
      if (w == "provided") return kFlow;
      if (w == "provision" || w == "payments" || w == "preferred") return kMinus;
      if (w == "per") return kPer;
      if (w == "period") return kSpan;
      break;
    case 'q':
      if (w == "quarter") return kSpan;
      break;
    case 'r':
      if (w == "research" || w == "restructuring") return kMinus;
      break;
    case 's':
      if (w == "selling" || w == "special") return kMinus;
      if (w == "subtotal" || w == "subtotals") return kTotal;
      if (w == "share" || w == "shares") return kShares;
      break;
    case 't':
      if (w == "total" || w == "totals") return kTotal;
      if (w == "tax" || w == "taxes") return kMinus | kTax;
      if (w == "treasury") return kMinus;
      break;
    case 'u':
      if (w == "used") return kFlow;
      break;
    case 'w':
      if (w == "writedown" || w == "write") return kMinus;
      break;
    case 'y':
      if (w == "year") return kSpan;
      break;
    default: break;
  }
  return 0;
}

/// In statements of equity and roll-forwards the columns tell shares from amounts, not the rows.
/// Where amounts are whole, a row of cents is one of per-share amounts, whatever its label.
auto unit_of(const statement::StatementTable& table, const statement::StatementRow& row, bool mostly_whole) -> statement::Unit {
  if (row.unit == statement::Unit::currency && mostly_whole) {
    bool cents = false, whole = false;
    for (uint32_t i = row.first_figure; i < row.first_figure + row.figure_count && i < table.figures.size(); ++i) {
      const auto& f = table.figures[i];
      if (f.nil || f.percent) continue;
      (f.printed.exponent() == -2 && f.printed.abs() < Decimal(100) ? cents : whole) = true;
    }
    if (cents && !whole) return statement::Unit::per_share;
  }
  bool by_column = table.kind == statement::Kind::equity || table.kind == statement::Kind::none;
  return by_column && row.unit == statement::Unit::shares ? statement::Unit::currency : row.unit;
}

/// A label that cannot stand alone: it begins in lower case or with a dash, or is a single word.
bool is_continuation(std::string_view label) {
  if (label.empty()) return false;
  if (ascii::is_lower(label[0]) || label[0] == '-' || label[0] == '(') return true;
  return label.find(' ') == label.npos;
}

auto power_of_ten(int n) -> int64_t {
  int64_t p = 1;
  while (n-- > 0) p *= 10;
  return p;
}

/// The value as a multiple of 10^exponent; empty where it does not fit.
bool to_whole(const Decimal& d, int exponent, int64_t& out) {
  if (!d.is_valid()) return false;
  int shift = d.exponent() - exponent;
  if (shift < 0 || shift > 15) return d.is_zero() && (out = 0, true);
  Int128 v = d.coefficient() * power_of_ten(shift);
  if (v > kLargest || v < -kLargest) return false;
  out = static_cast<int64_t>(v);
  return true;
}

/// Says whether a column holds percentages although nothing but its cells tells: "15.39" under "100.00%".
enum class Percent : uint8_t { no, mixed, yes };

auto percent_columns(const statement::StatementTable& t) -> std::vector<Percent> {
  struct Tally { int percent = 0, plain = 0; bool large = false; };
  std::vector<Tally> tally(t.columns.size());
  const Decimal limit(1000);
  for (const auto& f : t.figures) {
    if (f.column >= tally.size() || f.nil) continue;
    auto& n = tally[f.column];
    ++(f.percent ? n.percent : n.plain);
    n.large = n.large || !(f.printed.abs() < limit);
  }
  std::vector<Percent> out(t.columns.size(), Percent::no);
  bool amounts = false;
  for (size_t c = 0; c < out.size(); ++c) {
    if (tally[c].percent == 0 || tally[c].large) {
      amounts |= tally[c].plain > 0;
      continue;
    }
    out[c] = tally[c].percent >= tally[c].plain || t.columns[c].label.find('%') != std::string::npos ? Percent::yes : Percent::mixed;
    amounts |= out[c] == Percent::mixed;
  }
  // A table of rates and nothing else adds up like any other.
  if (!amounts)
    for (auto& p : out)
      if (p == Percent::yes) p = Percent::mixed;
  return out;
}

auto value_columns(const statement::StatementTable& t) -> std::vector<uint16_t> {
  std::vector<uint16_t> columns;
  auto percent = percent_columns(t);
  for (size_t c = 0; c < t.columns.size() && columns.size() < Sheet::kMaxWidth; ++c)
    if (t.columns[c].kind == statement::ColumnKind::value && percent[c] != Percent::yes) columns.push_back(static_cast<uint16_t>(c));
  return columns;
}

}  // namespace

auto read_label(std::string_view label) -> LabelWords {
  LabelWords out;
  std::array<char, 16> buffer{};
  uint32_t all = 0, first = 0, second = 0, last = 0;
  int words = 0;
  bool end_of = false, beginning_of = false;
  size_t i = 0;
  while (i < label.size()) {
    while (i < label.size() && !ascii::is_alpha(label[i])) ++i;
    size_t n = 0, begin = i;
    for (; i < label.size() && ascii::is_alpha(label[i]); ++i)
      if (n < buffer.size()) buffer[n++] = ascii::to_lower(label[i]);
    if (i == begin) break;
    uint32_t w = i - begin <= buffer.size() ? classify({buffer.data(), n}) : 0;
    if (i - begin == 2 && buffer[0] == 'o' && buffer[1] == 'f') end_of |= (last & kEnd) != 0, beginning_of |= (last & kBeginning) != 0;
    all |= w;
    if (words == 0) first = w;
    if (words == 1) second = w;
    last = w;
    ++words;
  }
  out.total = all & kTotal;
  out.less = first & kLess;
  // "Other income (expense), net" takes its sign from the figure.
  bool either_way = (all & kIncome) && (all & kExpense) && !(all & kTax);
  out.cost = all & kExpense;
  out.minus = (all & kMinus) && !(all & kTotal && !(all & kExpense)) && !either_way;
  // Not "(net of allowance of $802 at fiscal year-end 1996)".
  out.beginning = (all & kBeginning) && ((all & (kCash | kBalance)) || beginning_of);
  out.ending = (all & kEnd) && ((all & kBalance) || ((all & kCash) && (first & kCash)) || end_of);
  out.net_first = first & kNet;
  out.total_assets = words == 2 && (first & kTotal) && (second & kAssets);
  out.net_suffix = words > 1 && (last & kNet);
  bool per_share = (all & kPer) && (all & kShares);
  bool net_flow = (all & kCash) && (all & kFlow) && (all & (kNet | kActivities | kOperating));
  bool net_income = (first & kNet) && (second & (kIncome | kInterest | kOperating)) && (all & kIncome) && !(all & kShares && all & kPer);
  bool gross = (first & kGross) && (second & kIncome);
  bool operating = ((first & kOperating) && (second & kIncome)) || ((first & kIncome) && (all & kOperating));
  bool before = (first & kIncome) && (all & kBefore);
  bool change = (all & kIncrease) && (all & kCash) && ((all & kNet) || (first & kIncrease));
  bool comprehensive = (all & kComprehensive) && (first & kComprehensive) && (all & kIncome);
  out.change = change;
  out.gross = gross || operating;
  out.flow = net_flow || (change && (all & kNet));
  out.result = !per_share && !out.beginning &&
               (net_flow || net_income || gross || operating || before || change || comprehensive || out.ending || (first & (kNet | kGross | kIncome | kBalance)) ||
                ((all & kCash) && (all & kFlow)) || out.net_suffix);
  out.counts = out.total || (!per_share && (net_flow || net_income || gross || operating || before || (change && (all & kNet)) || comprehensive || out.ending));
  return out;
}

namespace {

bool ends_a_period(const statement::StatementTable& t) {
  return std::any_of(t.rows.begin(), t.rows.end(), [](const auto& r) { return r.figure_count > 0 && read_label(r.label).ending; });
}

/// A cash flow statement over two pages, each half with its title and headings: the first has no cash at the end, the second has.
bool is_second_half(const statement::StatementTable& a, const statement::StatementTable& b) {
  if (a.kind != statement::Kind::cash_flow || b.kind != statement::Kind::cash_flow || a.document != b.document || a.columns.size() != b.columns.size()) return false;
  for (size_t c = 0; c < a.columns.size(); ++c)
    if (a.columns[c].period != b.columns[c].period || !a.columns[c].period.end) return false;
  return a.rows.size() > 6 && !ends_a_period(a) && ends_a_period(b);
}

}  // namespace

auto last_of_sheet(const statement::Statements& statements, uint32_t first) -> uint32_t {
  const auto& tables = statements.tables;
  size_t width = value_columns(tables[first]).size();
  uint32_t last = first;
  while (last + 1 < tables.size() && (tables[last + 1].continues_previous || is_second_half(tables[last], tables[last + 1])) && tables[last + 1].document == tables[first].document &&
         value_columns(tables[last + 1]).size() == width)
    ++last;
  return last;
}

auto make_sheet(const statement::Statements& statements, const std::vector<layout::Layout>& layouts, uint32_t first, uint32_t last) -> Sheet {
  Sheet s;
  for (uint32_t t = first; t <= last; ++t) s.tables.push_back(t);
  s.columns = value_columns(statements.tables[first]);
  s.width = static_cast<uint32_t>(s.columns.size());
  if (s.width == 0) {
    s.tables.push_back(first);
    return s;
  }

  for (uint32_t t = first; t <= last; ++t)
    for (const auto& f : statements.tables[t].figures)
      if (f.printed.is_valid()) s.exponent = std::min(s.exponent, std::max(f.printed.exponent(), -6));

  std::vector<int> finest_in(4 * s.width, 18);
  bool mostly_whole = false;
  {
    size_t whole = 0, fine = 0;
    for (uint32_t t = first; t <= last; ++t)
      for (const auto& f : statements.tables[t].figures)
        if (!f.nil && !f.percent && statements.tables[t].rows[f.row].unit == statement::Unit::currency) ++(f.printed.exponent() >= 0 ? whole : fine);
    mostly_whole = whole >= 6 && whole >= fine * 2;
  }
  int common_zeros = 18, currency_values = 0;
  for (uint32_t t = first; t <= last; ++t) {
    const auto& table = statements.tables[t];
    auto columns = value_columns(table);
    auto percent = percent_columns(table);
    std::vector<int16_t> sheet_column(table.columns.size(), -1);
    for (size_t c = 0; c < columns.size(); ++c) sheet_column[columns[c]] = static_cast<int16_t>(c);
    const auto* layout = table.document < layouts.size() ? &layouts[table.document] : nullptr;
    const auto* grid = layout && table.grid < layout->tables.size() ? &layout->tables[table.grid] : nullptr;
    bool boundary = true, after_total = false;
    const statement::StatementRow* caption = nullptr;
    for (uint32_t r = 0; r < table.rows.size(); ++r) {
      const auto& row = table.rows[r];
      if (row.figure_count == 0) {
        boundary = true;
        caption = &row;
        // The total above "Liabilities and shareholders' equity" is that of the assets, labelled or not.
        if (table.kind == statement::Kind::balance_sheet && !s.rows.empty() && ascii::starts_with_ignoring_case(row.label, "liabilities") &&
            s.rows.back().level == Level::total)
          s.rows.back().words.total_assets = true;
        continue;
      }
      SheetRow out{.table = t, .row = r, .level = Level::none, .words = read_label(row.label), .unit = unit_of(table, row, mostly_whole), .boundary = boundary};
      // "Net cash provided by operating" over "activities  3,419": the caption is the label's first line.
      if (caption && caption + 1 == &row && !caption->label.empty() && caption->label.back() != ':' && !out.words.total && is_continuation(row.label))
        out.words = read_label(caption->label + " " + row.label);
      out.recovered = grid && row.grid_row < grid->rows.size() && grid->rows[row.grid_row].recovered;
      size_t base = s.values.size();
      s.values.resize(base + s.width, 0);
      s.figures.resize(base + s.width, -1);
      int finest = 18;
      for (uint32_t i = row.first_figure; i < row.first_figure + row.figure_count && i < table.figures.size(); ++i) {
        const auto& f = table.figures[i];
        if (f.column >= sheet_column.size() || sheet_column[f.column] < 0) continue;
        auto c = static_cast<size_t>(sheet_column[f.column]);
        int64_t v = 0;
        if ((f.percent && percent[f.column] != Percent::mixed) || !to_whole(f.printed, s.exponent, v)) continue;
        s.values[base + c] = v;
        s.figures[base + c] = static_cast<int32_t>(i);
        out.present |= uint64_t{1} << c;
        if (f.nil || v == 0) continue;
        finest = std::min(finest, f.printed.exponent());
        int& in_column = finest_in[(static_cast<size_t>(out.unit) & 3) * s.width + c];
        in_column = std::min(in_column, f.printed.exponent());
        if (out.unit == statement::Unit::currency) {
          ++currency_values;
          int zeros = 0;
          for (int64_t x = v; common_zeros > 0 && x % 10 == 0 && zeros < common_zeros; x /= 10) ++zeros;
          common_zeros = std::min(common_zeros, zeros);
        }
      }
      if (out.present == 0) {
        s.values.resize(base);
        s.figures.resize(base);
        continue;
      }
      out.rounding = finest == 18 ? 1 : power_of_ten(std::clamp(finest - s.exponent, 0, 12));
      bool ruled = row.above == layout::Ruling::single && !s.rows.empty();
      out.words.total_assets |= row.concept_name == "us-gaap:Assets";
      if (row.above == layout::Ruling::twofold) out.boundary = true;
      bool unlabelled = row.label.empty();
      if (out.words.total || row.total_label || unlabelled || (ruled && !after_total)) out.level = Level::total;
      else if (out.words.result || ruled) out.level = Level::result;
      if (out.level == Level::none && !s.rows.empty() && s.rows.back().words.less && !out.words.less && !boundary) out.level = Level::result;
      if (unlabelled && ruled) out.unlabelled = out.words.counts = true;
      after_total = out.words.total || unlabelled;
      boundary = after_total;
      s.rows.push_back(out);
    }
  }
  for (int e : finest_in) s.column_rounding.push_back(e == 18 ? 1 : power_of_ten(std::clamp(e - s.exponent, 0, 12)));
  // Statements printed in whole dollars but rounded to thousands round their sums there too.
  if (currency_values >= 8 && common_zeros > 0 && common_zeros < 18)
    for (auto& r : s.rows)
      if (r.unit == statement::Unit::currency) r.rounding = std::max(r.rounding, power_of_ten(std::min(common_zeros, 12)));
  return s;
}

}  // namespace crossfoot::check
