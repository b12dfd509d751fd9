// Rule balance: total assets equal liabilities, mezzanine and equity, in every column.
#include <bit>

#include "base/ascii.h"
#include "check/statement_rules.h"

namespace crossfoot::check {
namespace {

using diag::Severity;
using statement::Kind;
using statement::Tick;

/// "Total liabilities and stockholders' equity", whatever the owners are called.
bool is_other_side(const statement::StatementRow& row) {
  if (row.concept_name == "us-gaap:LiabilitiesAndStockholdersEquity") return true;
  if (!ascii::contains_ignoring_case(row.label, "total")) return false;
  if (!ascii::contains_ignoring_case(row.label, "liabil")) return false;
  for (auto w : {"equity", "deficit", "deficiency", "capital", "investment", "net worth", "net assets"})
    if (ascii::contains_ignoring_case(row.label, w)) return true;
  return false;
}

struct Place {
  const CheckedSheet* checked = nullptr;
  uint32_t row = 0;
};

void compare(StatementContext& ctx, const Place& assets, const Place& other) {
  const auto &a = assets.checked->sheet, &o = other.checked->sheet;
  if (a.width != o.width || a.exponent != o.exponent) return;
  if (a.rows[assets.row].recovered || o.rows[other.row].recovered) return;
  const auto &at = ctx.table(a.rows[assets.row]), &ot = ctx.table(o.rows[other.row]);
  uint64_t agree = 0, differ = 0;
  for (uint32_t c = 0; c < a.width; ++c) {
    if (!a.has(assets.row, c) || !o.has(other.row, c) || a.value(assets.row, c) == 0) continue;
    (a.value(assets.row, c) == o.value(other.row, c) ? agree : differ) |= uint64_t{1} << c;
  }
  for (uint32_t c = 0; c < a.width; ++c) {
    bool same = agree >> c & 1;
    if (!same && !(differ >> c & 1)) continue;
    const auto &x = at.figures[static_cast<size_t>(a.figure(assets.row, c))], &y = ot.figures[static_cast<size_t>(o.figure(other.row, c))];
    if (same) {
      set_tick(ctx.statements, x.fact, Tick::tied);
      set_tick(ctx.statements, y.fact, Tick::tied);
      continue;
    }
    int64_t gap = o.value(other.row, c) - a.value(assets.row, c);
    bool typing = is_typing_error(a.value(assets.row, c), gap);
    // Assets that differ in every column are most likely not the same sheet's.
    if (std::popcount(differ) > 1 || (agree == 0 && !typing)) continue;
    diag::Diagnostic out{diag::Rule::balance, agree != 0 ? Severity::error : Severity::warning,
                         name_row(ctx.row(o.rows[other.row])) + " is " + y.printed.to_printed() + ", but " + name_row(ctx.row(a.rows[assets.row])) + " is " +
                             x.printed.to_printed() + ", " + print_value(a, gap < 0 ? -gap : gap) + (gap < 0 ? " more" : " less"),
                         ot.document, y.span, {}};
    out.related.push_back({name_figure(at, x), x.span});
    ctx.emitter.emit(std::move(out));
    set_tick(ctx.statements, x.fact, Tick::broken);
    set_tick(ctx.statements, y.fact, Tick::broken);
  }
}

}  // namespace

void check_balance(StatementContext& ctx) {
  Place assets;
  uint32_t assets_document = 0;
  size_t assets_sheet = 0;
  for (size_t s = 0; s < ctx.sheets.size(); ++s) {
    const auto& checked = ctx.sheets[s];
    const auto& first = ctx.statements.tables[checked.sheet.tables.front()];
    if (first.kind != Kind::balance_sheet) continue;
    for (uint32_t r = 0; r < checked.sheet.rows.size(); ++r) {
      const auto& row = checked.sheet.rows[r];
      if (row.unit != statement::Unit::currency) continue;
      if (row.words.total_assets) {
        assets = {&checked, r};
        assets_document = first.document;
        assets_sheet = s;
      } else if (assets.checked && is_other_side(ctx.row(row)) && first.document == assets_document && s - assets_sheet <= 3) {
        compare(ctx, assets, {&checked, r});
        assets = {};
      }
    }
  }
}

}  // namespace crossfoot::check
