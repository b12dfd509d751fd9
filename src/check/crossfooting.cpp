// Rule crossfooting: a total column equals the sum of its part columns in every row.
//
// Which columns add up to which is found from the rows jointly: a column is a total of the run of columns beside it when nearly
// all rows with figures say so. Then the row that does not is a contradiction.
#include <algorithm>
#include <array>
#include <bit>
#include <cstdlib>

#include "base/ascii.h"
#include "check/statement_rules.h"

namespace crossfoot::check {
namespace {

using diag::Severity;
using statement::Kind;
using statement::Tick;
using statement::Unit;

/// A total column and the columns first..last that it is the sum of, all but `skipped`.
struct ColumnSum {
  uint32_t total = 0, first = 0, last = 0;
  int32_t skipped = -1;
  int holds = 0, fails = 0, evidence = 0;
  std::vector<uint32_t> failing;
};

auto magnitude(int64_t v) -> uint64_t { return static_cast<uint64_t>(v < 0 ? -v : v); }
auto bits(uint64_t v) -> int { return 64 - std::countl_zero(v); }

class Crossfooting {
 public:
  Crossfooting(StatementContext& ctx, const CheckedSheet& checked) : ctx_(ctx), sheet_(checked.sheet) {}

  void run() {
    if (sheet_.width < 3 || sheet_.rows.size() < 3 || sheet_.rows.size() > 600) return;
    prepare();
    std::vector<ColumnSum> found;
    for (uint32_t total = 0; total < sheet_.width; ++total) {
      ColumnSum best;
      // Parts stand left of their total, seldom right of it.
      for (uint32_t first = total; first-- > 0;) consider(total, first, total - 1, best);
      for (uint32_t last = total + 2; last < sheet_.width; ++last) consider(total, total + 1, last, best);
      if (best.evidence > 0) found.push_back(std::move(best));
    }
    for (const auto& f : found) report(f);
  }

 private:
  /// A row of amounts, ready for any run of columns to be added up at once.
  struct Amounts {
    uint32_t row = 0;
    uint64_t present = 0, nonzero = 0;                       // columns
    std::array<int64_t, Sheet::kMaxWidth + 1> before{};  // entry c is the sum of the columns before c
  };

  void prepare() {
    amounts_.reserve(sheet_.rows.size());
    for (uint32_t r = 0; r < sheet_.rows.size(); ++r) {
      const auto& row = sheet_.rows[r];
      if (row.unit == Unit::per_share || row.unit == Unit::pure) continue;
      Amounts& a = amounts_.emplace_back();
      a.row = r;
      a.present = row.present;
      for (uint32_t c = 0; c < sheet_.width; ++c) {
        int64_t v = sheet_.has(r, c) ? sheet_.value(r, c) : 0;
        a.before[c + 1] = a.before[c] + v;
        if (v != 0) a.nonzero |= uint64_t{1} << c;
      }
    }
  }

  void consider(uint32_t total, uint32_t first, uint32_t last, ColumnSum& best) {
    if (last - first < 1) return;
    ColumnSum whole = judge(total, first, last, -1);
    if (whole.evidence > best.evidence) best = whole;
    // A column of share counts stands among the amounts of many equity statements.
    if (last - first >= 2)
      for (uint32_t skip = first; skip <= last; ++skip) {
        ColumnSum part = judge(total, first, last, static_cast<int32_t>(skip));
        if (part.evidence > best.evidence) best = part;
      }
  }

  auto judge(uint32_t total, uint32_t first, uint32_t last, int32_t skip) const -> ColumnSum {
    ColumnSum out{total, first, last, skip, 0, 0, 0, {}};
    int plain = 0;
    uint64_t columns = ((uint64_t{1} << (last - first + 1)) - 1) << first;
    if (skip >= 0) columns &= ~(uint64_t{1} << skip);
    for (const Amounts& a : amounts_) {
      if ((a.present >> total & 1) == 0) continue;
      const uint32_t r = a.row;
      const auto& row = sheet_.rows[r];
      int64_t sum = a.before[last + 1] - a.before[first];
      if (skip >= 0) sum -= a.before[static_cast<size_t>(skip) + 1] - a.before[static_cast<size_t>(skip)];
      int parts = std::popcount(a.present & columns), nonzero = std::popcount(a.nonzero & columns);
      int64_t t = a.before[total + 1] - a.before[total];
      if (parts == 0 || (t == 0 && nonzero == 0)) continue;
      if (static_cast<int64_t>(magnitude(sum - t)) * 2 <= (parts + 1) * row.rounding) {
        ++out.holds;
        if (nonzero >= 2) ++plain, out.evidence += std::min(20, bits(magnitude(t) / static_cast<uint64_t>(row.rounding) / (2 * magnitude(sum - t) / static_cast<uint64_t>(row.rounding) + 1)));
      } else {
        ++out.fails;
        if (out.fails > 2 && out.fails * 4 > out.holds) return {};
        out.failing.push_back(r);
      }
    }
    if (out.holds < 3 || plain < 2 || out.fails * 4 > out.holds || out.evidence < 24) return {};
    out.evidence -= 12 * out.fails;
    if (skip >= 0) out.evidence -= 6;
    return out;
  }

  void report(const ColumnSum& s) {
    auto fact = [&](uint32_t r, uint32_t c) {
      int32_t f = sheet_.figure(r, c);
      return f < 0 ? -1 : ctx_.table(sheet_.rows[r]).figures[static_cast<size_t>(f)].fact;
    };
    for (uint32_t r = 0; r < sheet_.rows.size(); ++r) {
      if (std::find(s.failing.begin(), s.failing.end(), r) != s.failing.end() || !sheet_.has(r, s.total)) continue;
      if (sheet_.rows[r].unit == Unit::per_share || sheet_.rows[r].unit == Unit::pure || sheet_.value(r, s.total) == 0) continue;
      set_tick(ctx_.statements, fact(r, s.total), Tick::footed);
      for (uint32_t c = s.first; c <= s.last; ++c)
        if (static_cast<int32_t>(c) != s.skipped) set_tick(ctx_.statements, fact(r, c), Tick::footed);
    }
    check_per_share(s);
    for (uint32_t r : s.failing) {
      const auto& row = sheet_.rows[r];
      if (row.recovered) continue;
      const auto& table = ctx_.table(row);
      int64_t sum = 0, t = sheet_.value(r, s.total);
      bool blank = false;
      diag::Diagnostic out;
      for (uint32_t c = s.first; c <= s.last; ++c) {
        if (static_cast<int32_t>(c) == s.skipped) continue;
        int32_t f = sheet_.figure(r, c);
        if (f < 0) {
          blank = true;
          continue;
        }
        sum += sheet_.value(r, c);
        const auto& figure = table.figures[static_cast<size_t>(f)];
        out.related.push_back({"column \"" + table.columns[figure.column].label + "\", " + figure.printed.to_printed(), figure.span});
      }
      int64_t d = sum - t;
      bool typing = is_typing_error(t, d);
      // In a row where most parts are blank, a figure may have landed in the wrong column.
      if (!typing && (blank || s.fails > 1)) continue;
      const auto& figure = table.figures[static_cast<size_t>(sheet_.figure(r, s.total))];
      out.rule = diag::Rule::crossfooting;
      out.severity = typing && s.fails == 1 && s.holds >= 5 ? Severity::error : typing || (s.fails == 1 && s.holds >= 10) ? Severity::warning : Severity::note;
      out.message = "the columns of " + name_row(ctx_.row(row)) + " add up to " + print_value(sheet_, sum) + ", " + print_value(sheet_, d < 0 ? -d : d) +
                    (d < 0 ? " less" : " more") + " than its total " + figure.printed.to_printed();
      out.document = table.document;
      out.span = figure.span;
      if (out.severity != Severity::note) set_tick(ctx_.statements, figure.fact, Tick::broken);
      ctx_.emitter.emit(std::move(out));
    }
  }

  /// Per-share amounts of quarters add up to the year's but for changes of the share count: only what is far off is odd.
  void check_per_share(const ColumnSum& s) {
    if (s.skipped >= 0 || s.last - s.first != 3 || !s.failing.empty()) return;
    for (uint32_t r = 0; r < sheet_.rows.size(); ++r) {
      const auto& row = sheet_.rows[r];
      std::string_view label = ctx_.row(row).label;
      if (row.unit != Unit::per_share || row.recovered || !sheet_.has(r, s.total)) continue;
      bool earnings = false;
      for (auto w : {"earnings", "income", "loss", "basic", "diluted", "dividend"}) earnings |= ascii::contains_ignoring_case(label, w);
      if (!earnings) continue;
      int64_t sum = 0, t = sheet_.value(r, s.total);
      uint64_t sizes = magnitude(t);
      bool complete = true;
      for (uint32_t c = s.first; c <= s.last; ++c) {
        complete = complete && sheet_.has(r, c);
        sum += sheet_.value(r, c);
        sizes = std::max(sizes, magnitude(sheet_.value(r, c)));
      }
      uint64_t gap = magnitude(sum - t);
      if (!complete || gap * 8 < sizes || gap < 5 * static_cast<uint64_t>(row.rounding)) continue;
      const auto& table = ctx_.table(row);
      const auto& figure = table.figures[static_cast<size_t>(sheet_.figure(r, s.total))];
      diag::Diagnostic out{diag::Rule::crossfooting, Severity::warning,
                           "the quarters of " + name_row(ctx_.row(row)) + " add up to " + print_value(sheet_, sum) + ", far from " + figure.printed.to_printed() +
                               " for the year",
                           table.document, figure.span, {}};
      for (uint32_t c = s.first; c <= s.last; ++c) {
        const auto& part = table.figures[static_cast<size_t>(sheet_.figure(r, c))];
        out.related.push_back({"column \"" + table.columns[part.column].label + "\", " + part.printed.to_printed(), part.span});
      }
      ctx_.emitter.emit(std::move(out));
    }
  }

  StatementContext& ctx_;
  const Sheet& sheet_;
  std::vector<Amounts> amounts_;
};

}  // namespace

void check_crossfooting(StatementContext& ctx) {
  for (const auto& checked : ctx.sheets) Crossfooting(ctx, checked).run();
}

}  // namespace crossfoot::check
