// Rule footing: a total equals the sum of its parts in every column. Also speaks for roll-forward where the total is an
// ending balance that its own table leads up to.
#include <algorithm>
#include <bit>

#include "check/statement_rules.h"

namespace crossfoot::check {
namespace {

using diag::Severity;
using statement::Kind;

/// Says whether the total lies among its parts: an average price under a column of prices.
bool is_average(const Sheet& sheet, const FoundSum& sum, uint32_t column) {
  int64_t low = 0, high = 0;
  int n = 0;
  for (const auto& p : sum.parts) {
    int64_t v = sheet.value(p.row, column);
    if (v == 0) continue;
    low = n == 0 ? v : std::min(low, v);
    high = n == 0 ? v : std::max(high, v);
    ++n;
  }
  int64_t t = sheet.value(sum.total, column);
  return n >= 2 && low > 0 && low <= t && t <= high;
}

/// What stands between a broken sum and an error.
auto severity_of(const StatementContext& ctx, const CheckedSheet& checked, const FoundSum& sum, uint32_t column) -> std::optional<Severity> {
  const auto& sheet = checked.sheet;
  const auto& total = sheet.rows[sum.total];
  if (checked.suspect || total.recovered) return std::nullopt;
  int footed = std::popcount(sum.footed), blank = 0;
  for (const auto& p : sum.parts) {
    if (sheet.rows[p.row].recovered) return std::nullopt;
    // A figure that other columns have and this one has not may be ours to blame.
    if (!sheet.has(p.row, column) && sheet.rows[p.row].present & sum.footed) ++blank;
  }
  if (is_average(sheet, sum, column) && (ctx.table(total).kind == Kind::none || !sum.typing_error)) return std::nullopt;
  bool primary = ctx.table(total).kind != Kind::none;
  bool labelled = total.level == Level::total;
  if (blank > 0 && (!sum.typing_error || blank * 2 >= static_cast<int>(sum.parts.size()))) return std::nullopt;
  if (footed == 0) return primary && sum.typing_error ? std::optional(Severity::warning) : std::nullopt;
  if (!primary) {
    // A row of figures without a name or a rule is no total.
    if (ctx.row(total).label.empty() && !total.unlabelled) return std::nullopt;
    if (!labelled || !sum.plain || footed < 2) return sum.typing_error && labelled ? std::optional(Severity::warning) : std::nullopt;
    return sum.typing_error ? Severity::error : Severity::warning;
  }
  if (sum.typing_error && (sum.plain || footed >= 2 || sum.total_is_wrong)) return Severity::error;
  if (sum.plain && labelled && footed >= 2) return Severity::error;
  if (sum.typing_error || footed >= 2 || (sum.plain && sum.bounded)) return Severity::warning;
  return Severity::note;
}

}  // namespace

void check_footing(StatementContext& ctx) {
  for (const auto& checked : ctx.sheets) {
    const auto& sheet = checked.sheet;
    if (checked.suspect) {
      const auto& table = ctx.statements.tables[sheet.tables.front()];
      if (table.kind == Kind::none) continue;
      ctx.emitter.emit({diag::Rule::footing, Severity::note,
                        "only " + std::to_string(checked.sums.totals_footed) + " of " + std::to_string(checked.sums.totals) +
                            " totals of this table foot as it was read, so its sums are not judged",
                        table.document, table.span, {}});
      continue;
    }
    for (const auto& sum : checked.sums.sums) {
      const auto& total = sheet.rows[sum.total];
      const auto& table = ctx.table(total);
      for (uint64_t left = sum.broken; left != 0; left &= left - 1) {
        auto c = static_cast<uint32_t>(std::countr_zero(left));
        int32_t f = sheet.figure(sum.total, c);
        auto severity = severity_of(ctx, checked, sum, c);
        if (!severity || f < 0) continue;
        const auto& figure = table.figures[static_cast<size_t>(f)];
        int64_t printed = sheet.value(sum.total, c), added = sum_of_parts(sheet, sum, c), d = added - printed;
        bool rolls = total.words.ending && std::any_of(sum.parts.begin(), sum.parts.end(), [&](const SumPart& p) { return sheet.rows[p.row].words.beginning; });
        std::string message;
        if (sum.repeat) {
          message = name_row(ctx.row(total)) + " is " + figure.printed.to_printed() + " here and " + print_value(sheet, added) + " further up";
        } else {
          message = "the parts add up to " + print_value(sheet, added) + ", " + print_value(sheet, d < 0 ? -d : d) + (d < 0 ? " less" : " more") + " than " +
                    (ctx.row(total).label.empty() ? "the total " : name_row(ctx.row(total)) + " ") + figure.printed.to_printed();
          if (sum.total_is_wrong) message += "; the sum above it holds with " + print_value(sheet, added);
          else if (is_typing_error(printed, d) && !sum.typing_error) message += "; two digits may have changed places";
        }
        diag::Diagnostic out{rolls ? diag::Rule::roll_forward : diag::Rule::footing, *severity, std::move(message), table.document, figure.span, {}};
        for (const auto& p : sum.parts) {
          int32_t pf = sheet.figure(p.row, c);
          if (pf < 0) continue;
          const auto& part_table = ctx.table(sheet.rows[p.row]);
          const auto& part = part_table.figures[static_cast<size_t>(pf)];
          out.related.push_back({std::string(p.sign < 0 ? "less " : "") + name_figure(part_table, part), part.span});
        }
        ctx.emitter.emit(std::move(out));
        if (*severity != Severity::note) set_tick(ctx.statements, figure.fact, statement::Tick::broken);
      }
    }
  }
}

}  // namespace crossfoot::check
