// Rules percent and crossfooting, for columns and rows that a table derives from its own amounts: "change", "% change",
// "% of sales".
//
// Which amounts a derived figure compares is found from all of them jointly; one that does not follow, where nearly all others
// do, is reported. Filers compute from unrounded figures, so only what is far off is.
#include <algorithm>
#include <cstdlib>
#include <optional>

#include "base/ascii.h"
#include "check/statement_rules.h"

namespace crossfoot::check {
namespace {

using diag::Severity;
using statement::ColumnKind;
using statement::Figure;
using statement::StatementTable;
using statement::Tick;

constexpr size_t kMostColumns = 12, kMostRows = 200;

enum class Relation : uint8_t { difference, percent_change };
enum class Verdict : uint8_t { unknown, holds, near, fails };

auto magnitude(Int128 v) -> Int128 { return v < 0 ? -v : v; }

/// Says whether `p` percent can be the change from `b` to `a`, within its own rounding and theirs.
auto judge_percent(const Decimal& p, const Decimal& a, const Decimal& b) -> Verdict {
  if (b.is_zero() || a.is_zero() || p.is_zero()) return Verdict::unknown;
  int e = std::min(a.exponent(), b.exponent());
  Int128 x = (a - Decimal(Int128{0}, e)).coefficient(), y = (b - Decimal(Int128{0}, e)).coefficient();
  // An amount of one or two digits leaves the percentage open.
  if (magnitude(x) > Int128{1} << 60 || magnitude(y) > Int128{1} << 60 || magnitude(y) < 20) return Verdict::unknown;
  Decimal exact = Decimal::divide(Decimal((x - y) * 100, 0), Decimal(magnitude(y), 0), 4);
  // Signs of changes of losses are anybody's guess.
  Decimal gap = (exact.abs() - p.abs()).abs();
  Decimal unit(Int128{1}, p.exponent());
  Decimal slack = unit + Decimal::divide(Decimal(Int128{100} * (magnitude(x) + magnitude(y)), 0), Decimal(magnitude(y) * magnitude(y), 0), 4);
  if (gap <= slack) return Verdict::holds;
  if (gap <= slack * Decimal(3) + p.abs() * Decimal(Int128{5}, -2)) return Verdict::near;
  return Verdict::fails;
}

auto judge_difference(const Decimal& p, const Decimal& a, const Decimal& b) -> Verdict {
  if (p.is_zero() && a.is_zero()) return Verdict::unknown;
  int e = std::max({p.is_zero() ? a.exponent() : p.exponent(), a.exponent(), b.exponent()});
  Decimal slack(Int128{3}, e), gap = ((a - b).abs() - p.abs()).abs();
  return gap + gap <= slack ? Verdict::holds : Verdict::fails;
}

class DerivedColumns {
 public:
  DerivedColumns(StatementContext& ctx, const StatementTable& table) : ctx_(ctx), table_(table) {}

  void run() {
    size_t width = table_.columns.size();
    if (width < 1 || width > kMostColumns || table_.rows.size() > kMostRows) return;
    cells_.assign(table_.rows.size() * width, nullptr);
    std::vector<int> percents(width, 0), amounts(width, 0);
    for (const auto& f : table_.figures)
      if (f.column < width && f.row < table_.rows.size()) {
        cells_[f.row * width + f.column] = &f;
        ++(f.percent ? percents : amounts)[f.column];
      }
    check_shares_of_base();
    for (size_t p = 0; p < width; ++p) {
      auto kind = table_.columns[p].kind;
      bool percent = kind == ColumnKind::percent || (kind == ColumnKind::change && percents[p] > amounts[p]) || percents[p] > 2 * amounts[p];
      if (width < 3 || (!percent && kind != ColumnKind::change)) continue;
      check(p, percent ? Relation::percent_change : Relation::difference);
    }
  }

 private:
  auto cell(size_t r, size_t c) const -> const Figure* { return cells_[r * table_.columns.size() + c]; }

  auto judge(size_t r, size_t p, size_t a, size_t b, Relation relation) const -> Verdict {
    const Figure *x = cell(r, a), *y = cell(r, b), *z = cell(r, p);
    if (!x || !y || !z || x->percent || y->percent || !x->printed.is_valid() || !y->printed.is_valid() || !z->printed.is_valid()) return Verdict::unknown;
    if (relation == Relation::difference) return z->percent ? Verdict::unknown : judge_difference(z->printed, x->printed, y->printed);
    // A row of a column of percentages may print the difference instead.
    if (judge_difference(z->printed, x->printed, y->printed) == Verdict::holds) return Verdict::unknown;
    return judge_percent(z->printed, x->printed, y->printed);
  }

  /// Rows such as "Percentage of net sales", each under the amount that it is a share of; the base is one row for all.
  void check_shares_of_base() {
    size_t width = table_.columns.size(), rows = table_.rows.size();
    struct Share { size_t row, of; };
    std::vector<Share> shares;
    for (size_t r = 1; r < rows; ++r) {
      if (!is_share_row(r)) continue;
      for (size_t of = r; of-- > 0 && r - of <= 2;)
        if (is_amount_row(of)) {
          shares.push_back({r, of});
          break;
        }
    }
    if (shares.size() < 2) return;
    for (size_t base = 0; base < std::min<size_t>(rows, 4); ++base) {
      if (!is_amount_row(base)) continue;
      int holds = 0, fails = 0;
      std::vector<std::pair<Share, size_t>> failing;
      for (const auto& s : shares)
        for (size_t c = 0; c < width; ++c) {
          const Figure *z = cell(s.row, c), *x = cell(s.of, c), *y = cell(base, c);
          if (!z || !x || !y || !z->percent || s.of == base || table_.columns[c].kind != ColumnKind::value) continue;
          auto v = judge_share(z->printed, x->printed, y->printed);
          holds += v == Verdict::holds;
          if (v == Verdict::fails || v == Verdict::near) ++fails;
          if (v == Verdict::fails) failing.emplace_back(s, c);
        }
      if (holds < 5 || fails * 6 > holds) continue;
      // A wrong base fails all shares of its column.
      if (failing.size() > 1 && !std::all_of(failing.begin(), failing.end(), [&](const auto& f) { return f.second == failing.front().second; })) return;
      for (const auto& [s, c] : failing) {
        const Figure *z = cell(s.row, c), *x = cell(s.of, c), *y = cell(base, c);
        Decimal got = Decimal::divide(x->printed * Decimal(100), y->printed, -z->printed.exponent());
        diag::Diagnostic out{diag::Rule::percent, Severity::warning,
                             name_row(table_.rows[s.row]) + " is " + z->printed.to_printed() + "%, but " + x->printed.to_printed() + " is " + got.to_printed() + "% of " +
                                 y->printed.to_printed(),
                             table_.document, z->span, {}};
        out.related.push_back({name_figure(table_, *x), x->span});
        out.related.push_back({name_figure(table_, *y), y->span});
        ctx_.emitter.emit(std::move(out));
      }
      return;
    }
  }

  bool is_share_row(size_t r) const {
    if (ascii::contains_ignoring_case(table_.rows[r].label, "rate")) return false;
    int percent = 0, other = 0;
    for (size_t c = 0; c < table_.columns.size(); ++c)
      if (const Figure* f = cell(r, c); f && table_.columns[c].kind == ColumnKind::value) ++(f->percent ? percent : other);
    return percent > 0 && other <= percent;
  }
  bool is_amount_row(size_t r) const {
    for (size_t c = 0; c < table_.columns.size(); ++c)
      if (const Figure* f = cell(r, c); f && table_.columns[c].kind == ColumnKind::value && !f->percent && !f->nil) return table_.rows[r].unit == statement::Unit::currency;
    return false;
  }

  static auto judge_share(const Decimal& p, const Decimal& a, const Decimal& b) -> Verdict {
    if (b.is_zero() || a.is_zero() || b.abs() < Decimal(20)) return Verdict::unknown;
    Decimal exact = Decimal::divide(a * Decimal(100), b, 4), gap = (exact.abs() - p.abs()).abs(), unit(Int128{1}, p.exponent());
    if (!exact.is_valid()) return Verdict::unknown;
    Decimal slack = unit + Decimal::divide(Decimal(100), b.abs(), 4);
    return gap <= slack ? Verdict::holds : gap <= slack * Decimal(3) + p.abs() * Decimal(Int128{5}, -2) ? Verdict::near : Verdict::fails;
  }

  void check(size_t p, Relation relation) {
    size_t width = table_.columns.size(), best_a = 0, best_b = 0;
    int best = 0, best_fails = 0, best_near = 0;
    for (size_t a = 0; a < width; ++a)
      for (size_t b = 0; b < width; ++b) {
        if (a == b || a == p || b == p || table_.columns[a].kind != ColumnKind::value || table_.columns[b].kind != ColumnKind::value) continue;
        int holds = 0, fails = 0, near = 0;
        for (size_t r = 0; r < table_.rows.size(); ++r) {
          auto v = judge(r, p, a, b, relation);
          holds += v == Verdict::holds;
          fails += v == Verdict::fails;
          near += v == Verdict::near;
        }
        if (holds - fails > best - best_fails) best = holds, best_fails = fails, best_near = near, best_a = a, best_b = b;
      }
    if (best < 3 || (best_fails + best_near) * 4 > best) return;
    for (size_t r = 0; r < table_.rows.size(); ++r) {
      auto v = judge(r, p, best_a, best_b, relation);
      const Figure *x = cell(r, best_a), *y = cell(r, best_b), *z = cell(r, p);
      if (v == Verdict::holds) {
        set_tick(ctx_.statements, x->fact, Tick::tied);
        set_tick(ctx_.statements, y->fact, Tick::tied);
      }
      if (v != Verdict::fails || best_fails > 1 || best < 4) continue;
      bool percent = relation == Relation::percent_change;
      Decimal got = percent ? Decimal::divide((x->printed - y->printed) * Decimal(100), y->printed.abs(), -z->printed.exponent()) : x->printed - y->printed;
      std::string message = name_row(table_.rows[r]) + (percent ? " changes by " : " differs by ") + got.to_printed() + (percent ? "%" : "") + " from " + y->printed.to_printed() + " to " +
                            x->printed.to_printed() + ", but the column says " + z->printed.to_printed() + (percent ? "%" : "");
      diag::Diagnostic out{percent ? diag::Rule::percent : diag::Rule::crossfooting, best_fails == 1 && best >= 6 ? Severity::error : Severity::warning, std::move(message),
                           table_.document, z->span, {}};
      out.related.push_back({name_figure(table_, *x), x->span});
      out.related.push_back({name_figure(table_, *y), y->span});
      ctx_.emitter.emit(std::move(out));
    }
  }

  StatementContext& ctx_;
  const StatementTable& table_;
  std::vector<const Figure*> cells_;
};

}  // namespace

void check_change_columns(StatementContext& ctx) {
  for (const auto& t : ctx.statements.tables) DerivedColumns(ctx, t).run();
}

}  // namespace crossfoot::check
