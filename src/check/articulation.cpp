// Rule articulation: the same measure agrees wherever the statements print it: net income in the income statement and the cash
// flow, cash at the end of the cash flow and in the balance sheet, revenue in the statement and in the selected data.
//
// Rows of two tables are taken to be the same measure by concept, or by label, and only where they
// agree for some other period: then the one period in which they differ is a contradiction and not a misunderstanding.
#include <algorithm>
#include <cstdlib>
#include <map>
#include <string>
#include <tuple>
#include <unordered_map>

#include "base/ascii.h"
#include "check/statement_rules.h"

namespace crossfoot::check {
namespace {

using diag::Severity;
using statement::Kind;
using statement::Tick;
using statement::Unit;

/// One figure under a measure: where it stands and what it is worth.
struct Entry {
  uint64_t measure = 0;
  int32_t start = 0, end = 0;  // days; start 0: an instant
  uint32_t sheet = 0, row = 0, column = 0;
  uint32_t fact = 0;
  bool primary = false;
  bool tied = false;   // agrees with the same measure in another table
  bool rolls = false;  // cash at the beginning or end of a cash flow's period
};

auto hash(std::string_view text, uint64_t seed) -> uint64_t {
  uint64_t h = seed ^ 0xcbf29ce484222325u;
  for (char c : text)
    if (ascii::is_alnum(c)) h = (h ^ static_cast<uint8_t>(ascii::to_lower(c))) * 0x100000001b3u;
  return h;
}

constexpr uint64_t kCashMeasure = 1, kIncomeMeasure = 2;

auto measure_of(const statement::Fact& f, Kind kind, const LabelWords& words, Unit unit) -> uint64_t {
  std::string_view c = f.concept_name;
  if (c.starts_with("us-gaap:")) c.remove_prefix(8);
  bool cash_label = ascii::contains_ignoring_case(f.label, "cash") && !ascii::contains_ignoring_case(f.label, "restricted");
  if (kind == Kind::cash_flow && unit == Unit::currency && cash_label && (words.beginning || words.ending)) return kCashMeasure;
  if (kind == Kind::balance_sheet && (c == "CashAndCashEquivalentsAtCarryingValue" || c == "Cash")) return kCashMeasure;
  if ((c == "NetIncomeLoss" || c == "ProfitLoss") && ascii::contains_ignoring_case(f.label, "net")) return kIncomeMeasure;
  if (!c.empty()) return hash(c, 7 + static_cast<uint64_t>(unit)) | 16;
  if (f.label.size() < 8) return 0;
  return hash(f.label, 1000 + static_cast<uint64_t>(unit)) | 16;
}

/// Says whether both can be the same amount, each rounded to its own last digit.
bool agree(const statement::Fact& a, const statement::Fact& b) {
  Decimal half_a(Int128{5}, -a.decimals - 1), half_b(Int128{5}, -b.decimals - 1);
  Decimal gap = (a.value.abs() - b.value.abs()).abs();
  return gap <= half_a + half_b;
}

/// Says whether the two differ as by one wrong digit or two swapped ones, where both are as precise.
bool typing_error(const statement::Fact& a, const statement::Fact& b) {
  if (a.decimals != b.decimals) return false;
  Decimal x = a.value.abs().shifted(a.decimals), y = b.value.abs().shifted(b.decimals);
  if (x.exponent() != 0 || y.exponent() != 0 || x.coefficient() > 1'000'000'000'000'000'000 || y.coefficient() > 1'000'000'000'000'000'000) return false;
  auto p = static_cast<int64_t>(x.coefficient()), q = static_cast<int64_t>(y.coefficient());
  return is_typing_error(p, q - p);
}

class Articulation {
 public:
  explicit Articulation(StatementContext& ctx) : ctx_(ctx) {}

  void run() {
    collect();
    std::sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
      return std::tie(a.measure, a.end, a.start, a.sheet, a.row, a.column) < std::tie(b.measure, b.end, b.start, b.sheet, b.row, b.column);
    });
    for (size_t i = 0; i < entries_.size();) {
      size_t j = i;
      while (j < entries_.size() && entries_[j].measure == entries_[i].measure) ++j;
      if (j - i >= 2) compare(i, j);
      i = j;
    }
  }

 private:
  void collect() {
    for (uint32_t s = 0; s < ctx_.sheets.size(); ++s) {
      const auto& checked = ctx_.sheets[s];
      const auto& sheet = checked.sheet;
      if (checked.suspect) continue;
      for (uint32_t r = 0; r < sheet.rows.size(); ++r) {
        const auto& row = sheet.rows[r];
        const auto& table = ctx_.table(row);
        if (row.recovered || table.pro_forma) continue;
        for (uint32_t c = 0; c < sheet.width; ++c) {
          int32_t f = sheet.figure(r, c);
          if (f < 0) continue;
          const auto& figure = table.figures[static_cast<size_t>(f)];
          if (figure.fact < 0 || figure.value.is_zero()) continue;
          const auto& fact = ctx_.statements.facts[static_cast<size_t>(figure.fact)];
          const auto& column = table.columns[figure.column];
          if (row.unit == Unit::per_share && fact.concept_name.empty()) continue;
          if (fact.recovered || !fact.period.end || !fact.member.empty() || column.pro_forma || column.restated || column.adjusted) continue;
          Entry e;
          e.measure = measure_of(fact, table.kind, row.words, row.unit);
          if (e.measure == 0) continue;
          e.sheet = s;
          e.row = r;
          e.column = c;
          e.fact = static_cast<uint32_t>(figure.fact);
          e.primary = table.kind != Kind::none;
          e.end = fact.period.end->to_days();
          e.start = fact.period.start ? fact.period.start->to_days() : 0;
          if (e.measure == kCashMeasure && table.kind == Kind::cash_flow) {
            const auto& p = column.period;
            if (!p.end || !p.start) continue;
            e.end = row.words.beginning && !row.words.ending ? p.start->to_days() - 1 : p.end->to_days();
            e.start = 0;
            e.rolls = true;
          }
          entries_.push_back(e);
        }
      }
    }
  }

  static bool same_period(const Entry& a, const Entry& b) {
    if ((a.start == 0) != (b.start == 0)) return false;
    // 52- and 53-week years begin within a few days of where a calendar would put them.
    int slack = a.measure == kCashMeasure ? 7 : 3;
    return std::abs(a.end - b.end) <= slack && std::abs(a.start - b.start) <= 10;
  }

  void compare(size_t begin, size_t end) {
    struct Tally {
      int agree = 0, differ = 0;
      size_t a = 0, b = 0;
    };
    std::map<std::pair<uint64_t, uint64_t>, Tally> pairs;
    if (end - begin > 120) end = begin + 120;
    for (size_t i = begin; i < end; ++i)
      for (size_t j = i + 1; j < end; ++j) {
        Entry &a = entries_[i], &b = entries_[j];
        if (b.end - a.end > 7) break;
        if (!same_period(a, b)) continue;
        if (a.sheet == b.sheet) continue;
        // The two rows of a cash flow are one series against the balance sheet.
        auto series = [](const Entry& e) { return uint64_t{e.sheet} << 32 | (e.rolls ? 0xffffffu : e.row); };
        uint64_t x = series(a), y = series(b);
        auto& t = pairs[{std::min(x, y), std::max(x, y)}];
        const auto &fa = ctx_.statements.facts[a.fact], &fb = ctx_.statements.facts[b.fact];
        if (agree(fa, fb)) {
          ++t.agree;
          a.tied = b.tied = true;
          set_tick(ctx_.statements, static_cast<int32_t>(a.fact), Tick::tied);
          set_tick(ctx_.statements, static_cast<int32_t>(b.fact), Tick::tied);
        } else {
          ++t.differ;
          t.a = i;
          t.b = j;
        }
      }
    for (const auto& [key, t] : pairs) {
      if (t.differ != 1 || t.agree < 1) continue;
      // Each agrees with others: two measures under one name.
      if (entries_[t.a].tied && entries_[t.b].tied) continue;
      report(entries_[t.a], entries_[t.b], t.agree);
    }
  }

  void report(const Entry& a, const Entry& b, int agreements) {
    // The place further down is the primary one: a reader has seen the other already.
    const Entry &second = ctx_.statements.facts[a.fact].span.begin < ctx_.statements.facts[b.fact].span.begin ? b : a;
    const Entry &first = &second == &b ? a : b;
    auto &f1 = ctx_.statements.facts[first.fact], &f2 = ctx_.statements.facts[second.fact];
    bool typing = typing_error(f1, f2);
    bool both_primary = a.primary && b.primary;
    if (!typing && (!both_primary || agreements < 2)) return;
    bool by_concept = !f1.concept_name.empty() && !f2.concept_name.empty();
    if (!a.primary && !b.primary) return;
    if (!both_primary && !by_concept) return;
    // Per-share amounts come in many kinds that concepts and labels tell apart badly.
    if (f1.unit == Unit::per_share && (!both_primary || f1.label != f2.label)) return;
    for (const auto& e : reported_)
      if (e == f2.span) return;
    bool certain = a.measure == kCashMeasure || a.measure == kIncomeMeasure || (a.measure == b.measure && !f1.concept_name.empty() && f1.label == f2.label && agreements >= 2);
    Severity severity = typing && both_primary && certain ? Severity::error : typing || agreements >= 3 ? Severity::warning : Severity::note;
    auto name = [&](const Entry& e) {
      const auto& row = ctx_.sheets[e.sheet].sheet.rows[e.row];
      const auto& table = ctx_.table(row);
      int32_t f = ctx_.sheets[e.sheet].sheet.figure(e.row, e.column);
      return std::pair(name_row(ctx_.row(row)), table.figures[static_cast<size_t>(f)].printed.to_printed());
    };
    auto [l1, v1] = name(first);
    auto [l2, v2] = name(second);
    std::string message = l2 + " is " + v2 + ", but elsewhere in the filing " + (l1 == l2 ? "the same row" : l1) + " is " + v1 + " for the same " +
                          (second.start == 0 ? "date" : "period");
    diag::Diagnostic out{diag::Rule::articulation, severity, std::move(message), f2.document, f2.span, {}};
    out.related.push_back({l1 + ", " + v1, f1.span});
    ctx_.emitter.emit(std::move(out));
    reported_.push_back(f2.span);
    if (severity != Severity::note) {
      set_tick(ctx_.statements, static_cast<int32_t>(second.fact), Tick::broken);
      set_tick(ctx_.statements, static_cast<int32_t>(first.fact), Tick::broken);
    }
  }

  StatementContext& ctx_;
  std::vector<Entry> entries_;
  std::vector<Span> reported_;
};

}  // namespace

void check_articulation(StatementContext& ctx) { Articulation(ctx).run(); }

}  // namespace crossfoot::check
