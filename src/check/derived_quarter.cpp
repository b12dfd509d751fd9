// Rule derived-quarter: quarters, and a quarter with the months before it, add up to the year to date.
//
// Columns whose periods follow each other without a gap and together span another column's period are its parts. A row in
// which they do not add up is reported only where nearly all other amounts of the table do: per-share amounts never need to.
#include <algorithm>
#include <bit>
#include <cstdlib>

#include "check/statement_rules.h"

namespace crossfoot::check {
namespace {

using diag::Severity;
using statement::Tick;
using statement::Unit;

auto period_of(const StatementContext& ctx, const Sheet& sheet, uint32_t c) -> const statement::Period& {
  return ctx.statements.tables[sheet.tables.front()].columns[sheet.columns[c]].period;
}

/// The columns that follow each other from the start to the end of `whole`'s period; empty where none do.
auto parts_of(const StatementContext& ctx, const Sheet& sheet, uint32_t whole) -> std::vector<uint32_t> {
  const auto& p = period_of(ctx, sheet, whole);
  if (!p.start || !p.end) return {};
  const auto& columns = ctx.statements.tables[sheet.tables.front()].columns;
  std::vector<uint32_t> parts;
  int at = p.start->to_days();
  while (at <= p.end->to_days() - 7 && parts.size() < 12) {
    int32_t next = -1;
    for (uint32_t c = 0; c < sheet.width; ++c) {
      const auto& q = period_of(ctx, sheet, c);
      if (c == whole || !q.start || !q.end || std::abs(q.start->to_days() - at) > 7 || q.end->to_days() > p.end->to_days() + 7 || *q.end <= *q.start) continue;
      if (q == p || columns[sheet.columns[c]].pro_forma) continue;
      if (std::find(parts.begin(), parts.end(), c) != parts.end()) continue;
      // The shortest step: quarters before halves.
      if (next < 0 || *q.end < *period_of(ctx, sheet, static_cast<uint32_t>(next)).end) next = static_cast<int32_t>(c);
    }
    if (next < 0) return {};
    parts.push_back(static_cast<uint32_t>(next));
    at = period_of(ctx, sheet, static_cast<uint32_t>(next)).end->to_days() + 1;
  }
  return parts.size() >= 2 && std::abs(at - 1 - p.end->to_days()) <= 7 ? parts : std::vector<uint32_t>{};
}

void check_column(StatementContext& ctx, const CheckedSheet& checked, uint32_t whole, const std::vector<uint32_t>& parts) {
  const auto& sheet = checked.sheet;
  std::vector<uint32_t> holding, failing;
  int64_t n = static_cast<int64_t>(parts.size());
  auto sum_of = [&](uint32_t r) {
    int64_t s = 0;
    for (uint32_t c : parts) s += sheet.value(r, c);
    return s;
  };
  for (uint32_t r = 0; r < sheet.rows.size(); ++r) {
    const auto& row = sheet.rows[r];
    if (row.unit != Unit::currency || !sheet.has(r, whole) || sheet.value(r, whole) == 0 || row.words.beginning || row.words.ending) continue;
    if (std::any_of(parts.begin(), parts.end(), [&](uint32_t c) { return !sheet.has(r, c); })) continue;
    int64_t d = sum_of(r) - sheet.value(r, whole);
    (std::llabs(d) * 2 <= (n + 1) * row.rounding ? holding : failing).push_back(r);
  }
  if (holding.size() < 3 || failing.size() * 4 > holding.size()) return;
  auto figure_of = [&](uint32_t r, uint32_t c) -> const statement::Figure& {
    return ctx.table(sheet.rows[r]).figures[static_cast<size_t>(sheet.figure(r, c))];
  };
  for (uint32_t r : holding) {
    set_tick(ctx.statements, figure_of(r, whole).fact, Tick::tied);
    for (uint32_t c : parts) set_tick(ctx.statements, figure_of(r, c).fact, Tick::tied);
  }
  for (uint32_t r : failing) {
    const auto& row = sheet.rows[r];
    if (row.recovered || checked.suspect) continue;
    int64_t printed = sheet.value(r, whole), d = sum_of(r) - printed;
    bool typing = is_typing_error(printed, d);
    if (!typing && failing.size() > 1) continue;
    const auto& table = ctx.table(row);
    const auto& figure = figure_of(r, whole);
    diag::Diagnostic out{diag::Rule::derived_quarter, typing && failing.size() == 1 && holding.size() >= 5 ? Severity::error : Severity::warning,
                         "the shorter periods of " + name_row(ctx.row(row)) + " add up to " + print_value(sheet, sum_of(r)) + ", " + print_value(sheet, std::llabs(d)) +
                             (d < 0 ? " less" : " more") + " than " + figure.printed.to_printed() + " for the whole",
                         table.document, figure.span, {}};
    for (uint32_t c : parts) {
      const auto& part = figure_of(r, c);
      out.related.push_back({"column \"" + table.columns[part.column].label + "\", " + part.printed.to_printed(), part.span});
    }
    ctx.emitter.emit(std::move(out));
    set_tick(ctx.statements, figure.fact, Tick::broken);
  }
}

}  // namespace

void check_derived_quarter(StatementContext& ctx) {
  for (const auto& checked : ctx.sheets) {
    if (checked.sheet.width < 3) continue;
    for (uint32_t c = 0; c < checked.sheet.width; ++c)
      if (auto parts = parts_of(ctx, checked.sheet, c); !parts.empty()) check_column(ctx, checked, c, parts);
  }
}

}  // namespace crossfoot::check
