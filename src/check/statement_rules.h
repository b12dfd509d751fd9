// The rules over statements, one file each, and what they all look at.
//
// In: statements whose summation structure is found. Out: diagnostics, and ticks on the facts. A rule emits an error only
// where the same structure holds elsewhere in the same tables; what our own reading may have got wrong it leaves alone.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "check/check.h"
#include "check/sheet.h"
#include "check/summation.h"
#include "container/submission.h"
#include "diag/diagnostic.h"
#include "layout/layout.h"
#include "statement/statement.h"

namespace crossfoot::check {

struct CheckedSheet {
  Sheet sheet;
  Summation sums;
  bool suspect = false;  // fewer than half of its totals foot: the reading is in doubt, so nothing is proven by it
};

/// What every statement rule is given.
struct StatementContext {
  std::string_view bytes;
  const container::Submission& submission;
  const std::vector<layout::Layout>& layouts;
  statement::Statements& statements;
  std::vector<CheckedSheet> sheets;
  diag::Emitter& emitter;

  [[nodiscard]] auto table(const SheetRow& r) const -> const statement::StatementTable& { return statements.tables[r.table]; }
  [[nodiscard]] auto row(const SheetRow& r) const -> const statement::StatementRow& { return table(r).rows[r.row]; }
};

/// Raises a fact's tick: broken over footed over tied over unverified.
void set_tick(statement::Statements& statements, int32_t fact, statement::Tick tick);

/// A value of a sheet as the filing would print it: "(410,005)".
auto print_value(const Sheet& sheet, int64_t value) -> std::string;
/// "Total assets", or "the total without a label"; shortened where it is very long.
auto name_row(const statement::StatementRow& row) -> std::string;
/// The label that a diagnostic puts on a figure: `"Cash", 6,055`.
auto name_figure(const statement::StatementTable& table, const statement::Figure& figure) -> std::string;

void check_footing(StatementContext& ctx);
void check_crossfooting(StatementContext& ctx);
void check_change_columns(StatementContext& ctx);
void check_balance(StatementContext& ctx);
void check_per_share(StatementContext& ctx);
void check_articulation(StatementContext& ctx);
void check_roll_forward(StatementContext& ctx);
void check_derived_quarter(StatementContext& ctx);
void check_fds(StatementContext& ctx);
void check_tagged(StatementContext& ctx);

}  // namespace crossfoot::check
