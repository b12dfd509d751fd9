// Rule roll-forward: a period begins with the balance that the period before it ended with.
//
// That beginning, changes and end add up within one column is a sum like any other: footing finds it and reports it under
// this rule. Here the columns of a cash flow statement are held against each other.
#include <cstdlib>

#include "base/ascii.h"
#include "check/statement_rules.h"

namespace crossfoot::check {
namespace {

using diag::Severity;
using statement::Kind;
using statement::Tick;

bool is_cash(const statement::StatementRow& row) {
  return row.unit == statement::Unit::currency && ascii::contains_ignoring_case(row.label, "cash");
}

void check_sheet(StatementContext& ctx, const CheckedSheet& checked) {
  const auto& sheet = checked.sheet;
  int32_t beginning = -1, ending = -1;
  for (uint32_t r = 0; r < sheet.rows.size(); ++r) {
    const auto& words = sheet.rows[r].words;
    if (words.beginning == words.ending || !is_cash(ctx.row(sheet.rows[r]))) continue;
    int32_t& slot = words.beginning ? beginning : ending;
    if (slot >= 0) return;  // several balances: parent and subsidiaries, or supplemental rows
    slot = static_cast<int32_t>(r);
  }
  if (beginning < 0 || ending < 0) return;
  auto b = static_cast<uint32_t>(beginning), e = static_cast<uint32_t>(ending);
  const auto &begin_table = ctx.table(sheet.rows[b]), &end_table = ctx.table(sheet.rows[e]);
  bool recovered = sheet.rows[b].recovered || sheet.rows[e].recovered;
  for (uint32_t c = 0; c < sheet.width; ++c)
    for (uint32_t d = 0; d < sheet.width; ++d) {
      int32_t fb = sheet.figure(b, c), fe = sheet.figure(e, d);
      if (c == d || fb < 0 || fe < 0) continue;
      const auto &from = begin_table.figures[static_cast<size_t>(fb)], &to = end_table.figures[static_cast<size_t>(fe)];
      const auto &period = begin_table.columns[from.column].period, &before = end_table.columns[to.column].period;
      if (!period.start || !before.end || std::abs(period.start->to_days() - 1 - before.end->to_days()) > 7) continue;
      int64_t x = sheet.value(b, c), y = sheet.value(e, d);
      if (x == y) {
        set_tick(ctx.statements, from.fact, Tick::tied);
        set_tick(ctx.statements, to.fact, Tick::tied);
        continue;
      }
      if (recovered || checked.suspect || !is_typing_error(x, y - x)) continue;
      diag::Diagnostic out{diag::Rule::roll_forward, Severity::error,
                           name_row(ctx.row(sheet.rows[b])) + " is " + from.printed.to_printed() + ", but the period before ends with " + to.printed.to_printed(),
                           begin_table.document, from.span, {}};
      out.related.push_back({name_figure(end_table, to), to.span});
      ctx.emitter.emit(std::move(out));
      set_tick(ctx.statements, from.fact, Tick::broken);
      set_tick(ctx.statements, to.fact, Tick::broken);
    }
}

}  // namespace

void check_roll_forward(StatementContext& ctx) {
  for (const auto& checked : ctx.sheets)
    if (ctx.statements.tables[checked.sheet.tables.front()].kind == Kind::cash_flow) check_sheet(ctx, checked);
}

}  // namespace crossfoot::check
