#include <algorithm>

#include "check/statement_rules.h"

namespace crossfoot::check {

using statement::Kind;
using statement::Tick;

void set_tick(statement::Statements& statements, int32_t fact, Tick tick) {
  if (fact < 0 || static_cast<size_t>(fact) >= statements.facts.size()) return;
  auto rank = [](Tick t) { return t == Tick::broken ? 3 : t == Tick::footed ? 2 : t == Tick::tied ? 1 : 0; };
  Tick& now = statements.facts[static_cast<size_t>(fact)].tick;
  if (rank(tick) > rank(now)) now = tick;
}

auto print_value(const Sheet& sheet, int64_t value) -> std::string {
  int exponent = sheet.exponent;
  while (exponent < 0 && value % 10 == 0) value /= 10, ++exponent;
  return Decimal(Int128{value}, exponent).to_printed();
}

auto name_row(const statement::StatementRow& row) -> std::string {
  if (row.label.empty()) return "the total without a label";
  if (row.label.size() <= 90) return "\"" + row.label + "\"";
  size_t cut = row.label.rfind(' ', 80);
  return "\"" + row.label.substr(0, cut == std::string::npos ? 80 : cut) + "...\"";
}

auto name_figure(const statement::StatementTable& table, const statement::Figure& figure) -> std::string {
  return name_row(table.rows[figure.row]) + ", " + figure.printed.to_printed();
}

namespace {

void tick_sums(StatementContext& ctx, const CheckedSheet& checked) {
  const auto& sheet = checked.sheet;
  auto fact_of = [&](uint32_t r, uint32_t c) {
    int32_t f = sheet.figure(r, c);
    return f < 0 ? -1 : ctx.table(sheet.rows[r]).figures[static_cast<size_t>(f)].fact;
  };
  for (const auto& sum : checked.sums.sums)
    for (uint32_t c = 0; c < sheet.width; ++c) {
      if (sum.footed >> c & 1) {
        set_tick(ctx.statements, fact_of(sum.total, c), Tick::footed);
        for (const auto& p : sum.parts) set_tick(ctx.statements, fact_of(p.row, c), Tick::footed);
      }
    }
}

auto to_table_check(const StatementContext& ctx, const CheckedSheet& checked, uint32_t table) -> TableCheck {
  const auto& sheet = checked.sheet;
  TableCheck out;
  out.table = table;
  for (const auto& sum : checked.sums.sums) {
    const auto& total = sheet.rows[sum.total];
    if (total.table != table) continue;
    Sum s;
    s.total = total.row;
    s.above = sum.above;
    for (const auto& p : sum.parts) s.parts.push_back({sheet.rows[p.row].row, p.sign, sheet.rows[p.row].table});
    const auto& figures = ctx.statements.tables[table].figures;
    for (uint32_t c = 0; c < sheet.width; ++c) {
      int32_t f = sheet.figure(sum.total, c);
      uint16_t column = f >= 0 ? figures[static_cast<size_t>(f)].column : sheet.columns[c];
      if (column > 63) continue;
      if (sum.footed >> c & 1) s.footed |= uint64_t{1} << column, ++s.columns_footed;
      if (sum.broken >> c & 1) s.broken |= uint64_t{1} << column, ++s.columns_broken;
    }
    out.sums.push_back(std::move(s));
  }
  return out;
}

}  // namespace

auto check_statements(std::string_view bytes, const container::Submission& submission, const std::vector<layout::Layout>& layouts,
                      statement::Statements& statements, diag::Emitter& emitter) -> Checks {
  StatementContext ctx{bytes, submission, layouts, statements, {}, emitter};
  for (uint32_t t = 0; t < statements.tables.size();) {
    uint32_t last = last_of_sheet(statements, t);
    CheckedSheet checked;
    checked.sheet = make_sheet(statements, layouts, t, last);
    Kind kind = statements.tables[t].kind;
    checked.sums = find_sums(checked.sheet, kind == Kind::income_statement || kind == Kind::comprehensive_income);
    // A sum that holds in all columns but one speaks half for the reading, half against it.
    auto broken = static_cast<uint32_t>(std::count_if(checked.sums.sums.begin(), checked.sums.sums.end(), [](const auto& s) { return s.broken != 0 && s.footed != 0; }));
    checked.suspect = checked.sums.totals >= 2 && checked.sums.totals_footed * 2 + broken < checked.sums.totals;
    ctx.sheets.push_back(std::move(checked));
    t = last + 1;
  }
  for (const auto& s : ctx.sheets) tick_sums(ctx, s);
  check_footing(ctx);
  check_crossfooting(ctx);
  check_change_columns(ctx);
  check_balance(ctx);
  check_per_share(ctx);
  check_articulation(ctx);
  check_roll_forward(ctx);
  check_derived_quarter(ctx);
  check_fds(ctx);
  check_tagged(ctx);

  Checks out;
  out.tables.resize(statements.tables.size());
  for (uint32_t t = 0; t < out.tables.size(); ++t) out.tables[t].table = t;
  for (const auto& s : ctx.sheets)
    for (uint32_t t : s.sheet.tables) {
      out.tables[t] = to_table_check(ctx, s, t);
      if (t != s.sheet.tables.front()) continue;
      out.tables[t].totals = s.sums.totals;
      out.tables[t].totals_footed = s.sums.totals_footed;
    }
  return out;
}

}  // namespace crossfoot::check
