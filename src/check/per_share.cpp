// Rule per-share: a per-share amount is the income divided by the shares, as far as the rounding of all three allows.
//
// Which income row and which share row a per-share row rests on is found from all columns of the table jointly. Scales may
// differ between the rows by whole thousands, and a misread scale is no contradiction, so only the digits are compared.
#include <algorithm>
#include <bit>
#include <cstdlib>

#include "base/ascii.h"
#include "check/statement_rules.h"

namespace crossfoot::check {
namespace {

using diag::Severity;
using statement::Kind;
using statement::Unit;

enum class Base : uint8_t { any, basic, diluted };

auto base_of(std::string_view label) -> Base {
  bool diluted = ascii::contains_ignoring_case(label, "dilut"), basic = ascii::contains_ignoring_case(label, "basic") || ascii::contains_ignoring_case(label, "primary");
  return diluted == basic ? Base::any : diluted ? Base::diluted : Base::basic;
}

auto magnitude(int64_t v) -> Int128 { return v < 0 ? -Int128{v} : Int128{v}; }

/// Says whether income = eps x shares x 10^power can hold within the rounding of all three (all in whole sheet units).
bool holds(int64_t income, int64_t income_unit, int64_t eps, int64_t eps_unit, int64_t shares, int64_t shares_unit, int power) {
  if ((income < 0) != (eps < 0)) return false;
  Int128 e = magnitude(eps) * 2, s = magnitude(shares) * 2, i = magnitude(income) * 2;
  Int128 low = (e - eps_unit) * (s - shares_unit), high = (e + eps_unit) * (s + shares_unit);  // four times eps x shares
  Int128 i_low = (i - income_unit) * 2, i_high = (i + income_unit) * 2;                       // four times income
  for (int p = power; p > 0; --p) low *= 10, high *= 10;
  for (int p = power; p < 0; ++p) i_low *= 10, i_high *= 10;
  return low <= i_high && i_low <= high;
}

/// One digit of `printed` changed so that `test` holds; 0 where none does. The number keeps its length.
template <typename F>
auto repaired(int64_t printed, const F& test) -> int64_t {
  int64_t m = std::llabs(printed), place = 1;
  for (; place <= m; place *= 10) {
    int64_t digit = m / place % 10;
    for (int64_t d = 0; d <= 9; ++d) {
      if (d == digit || (d == 0 && m / place < 10)) continue;
      int64_t v = m + (d - digit) * place;
      if (test(printed < 0 ? -v : v)) return printed < 0 ? -v : v;
    }
  }
  return 0;
}

struct Triple {
  uint32_t income = 0, shares = 0;
  int power = 0;
  int rank = -1000;
  uint64_t holds = 0, fails = 0;
};

class PerShare {
 public:
  PerShare(StatementContext& ctx, const CheckedSheet& checked) : ctx_(ctx), checked_(checked), sheet_(checked.sheet) {}

  void run() {
    for (uint32_t r = 0; r < sheet_.rows.size(); ++r) {
      const auto& row = sheet_.rows[r];
      std::string_view label = ctx_.row(row).label;
      if (row.unit == Unit::per_share) {
        if (!is_excluded(label)) eps_.push_back(r);
      } else if (row.unit == Unit::shares) {
        if (shares_.size() < 6) shares_.push_back(r);
      } else if (row.unit == Unit::currency && (row.words.result || ascii::contains_ignoring_case(label, "income") || ascii::contains_ignoring_case(label, "earnings") ||
                                                ascii::contains_ignoring_case(label, "loss"))) {
        if (incomes_.size() < 24) incomes_.push_back(r);
      }
    }
    if (eps_.size() > 12) eps_.resize(12);
    if (!shares_.empty() && !incomes_.empty())
      for (uint32_t e : eps_) check(e);
    check_dilution();
  }

 private:
  static bool is_excluded(std::string_view label) {
    for (auto w : {"dividend", "book", "price", "market", "high", "low", "distribution", "pro forma"})
      if (ascii::contains_ignoring_case(label, w)) return true;
    return false;
  }

  /// Columns of adjustments add up across; their per-share amounts are differences, not quotients.
  bool is_adjustment(uint32_t c) const {
    const auto& column = ctx_.statements.tables[sheet_.tables.front()].columns[sheet_.columns[c]];
    return column.adjusted || ascii::contains_ignoring_case(column.label, "adjust") || ascii::contains_ignoring_case(column.label, "effect");
  }

  bool test(uint32_t income, uint32_t eps, uint32_t shares, int power, uint32_t c) const {
    return holds(sheet_.value(income, c), sheet_.rows[income].rounding, sheet_.value(eps, c), sheet_.rows[eps].rounding, sheet_.value(shares, c),
                 sheet_.rows[shares].rounding, power);
  }
  /// Off by no more than participating securities and the like explain: neither for nor against the rows.
  bool near(uint32_t income, uint32_t eps, uint32_t shares, int power, uint32_t c) const {
    return holds(sheet_.value(income, c), sheet_.rows[income].rounding, sheet_.value(eps, c), sheet_.rows[eps].rounding * 7, sheet_.value(shares, c),
                 sheet_.rows[shares].rounding, power);
  }
  bool complete(uint32_t income, uint32_t eps, uint32_t shares, uint32_t c) const {
    return sheet_.value(income, c) != 0 && sheet_.value(eps, c) != 0 && sheet_.value(shares, c) != 0;
  }

  /// The whole power of a thousand that brings eps x shares nearest to the income.
  auto power_for(uint32_t income, uint32_t eps, uint32_t shares, uint32_t c) const -> int {
    // Sheet units: income = eps x shares in value means whole(income) = whole(eps) x whole(shares) x 10^exponent.
    Int128 i = magnitude(sheet_.value(income, c)), p = magnitude(sheet_.value(eps, c)) * magnitude(sheet_.value(shares, c));
    int power = 0;
    while (p < i && power < 18) p *= 10, ++power;
    bool over = power > 0;
    while (p > i && power > -18 && !over) p /= 10, --power;
    // The true power lies within one of this, on the far side of the overshoot; scales differ by whole thousands.
    int twice = 2 * power + (over ? -1 : 1), base = sheet_.exponent, best = base;
    for (int k = base - 9; k <= base + 9; k += 3)
      if (std::abs(2 * k - twice) < std::abs(2 * best - twice)) best = k;
    return best;
  }

  /// Says whether a diluted amount may stand: no better than the basic one, and what it implies as income not far from the income.
  bool is_dilution(uint32_t e, uint32_t c, const Triple& t) const {
    int64_t eps = std::llabs(sheet_.value(e, c));
    bool bounded = false;
    for (uint32_t other : eps_)
      if (other != e && base_of(label_of(other)) == Base::basic && other < e && sheet_.value(other, c) != 0) bounded = eps <= std::llabs(sheet_.value(other, c));
    Int128 implied = Int128{eps} * magnitude(sheet_.value(t.shares, c)), income = magnitude(sheet_.value(t.income, c));
    for (int p = t.power; p > 0; --p) implied *= 10;
    for (int p = t.power; p < 0; ++p) income *= 10;
    // A loss is not diluted; what is added back to an income, or a gain on the securities taken out of it, changes it.
    return bounded && sheet_.value(t.income, c) > 0 && implied * 10 <= income * 14 && implied * 10 >= income * 7;
  }

  auto label_of(uint32_t r) const -> std::string_view { return ctx_.row(sheet_.rows[r]).label; }

  auto find_triple(uint32_t e) const -> Triple {
    Triple best;
    Base base = base_of(label_of(e));
    for (uint32_t s : shares_) {
      Base sb = base_of(label_of(s));
      if (base != Base::any && sb != Base::any && sb != base) continue;
      for (uint32_t i : incomes_) {
        Triple t;
        t.income = i;
        t.shares = s;
        bool first = true;
        int columns = 0, matches = 0;
        for (uint32_t c = 0; c < sheet_.width; ++c) {
          if (!complete(i, e, s, c) || is_adjustment(c)) continue;
          ++columns;
          // The scale is the same in all columns: take it from the first that holds.
          int power = first ? power_for(i, e, s, c) : t.power;
          bool ok = test(i, e, s, power, c);
          if (ok && first) t.power = power, first = false;
          if (ok) ++matches, t.holds |= uint64_t{1} << c;
          else if (!near(i, e, s, power, c)) t.fails |= uint64_t{1} << c;
        }
        if (columns == 0) continue;
        if (first) continue;
        t.rank = matches * 10 - (columns - matches) + (sb == base ? 2 : 0) + (s > e ? 1 : 0);
        if (ascii::starts_with_ignoring_case(label_of(i), "net ")) t.rank += 1;
        if (t.rank > best.rank) best = t;
      }
    }
    return best;
  }

  void check(uint32_t e) {
    Triple t = find_triple(e);
    if (t.rank < 0) return;
    for (uint64_t left = t.holds; left != 0; left &= left - 1) {
      auto c = static_cast<uint32_t>(std::countr_zero(left));
      for (uint32_t r : {e, t.shares}) set_tick(ctx_.statements, fact(r, c), statement::Tick::tied);
    }
    if (std::popcount(t.fails) != 1 || checked_.suspect) return;
    auto c = static_cast<uint32_t>(std::countr_zero(t.fails));
    for (uint32_t r : {e, t.income, t.shares})
      if (sheet_.rows[r].recovered) return;
    // Another pair of rows may be what this column's figure rests on.
    Base base = base_of(label_of(e));
    for (uint32_t s : shares_) {
      Base other = base_of(label_of(s));
      if (base != Base::any && other != Base::any && other != base) continue;
      for (uint32_t i : incomes_)
        if (complete(i, e, s, c) && test(i, e, s, t.power, c)) return;
    }

    int64_t income = sheet_.value(t.income, c), eps = sheet_.value(e, c), shares = sheet_.value(t.shares, c);
    const auto &ri = sheet_.rows[t.income], &re = sheet_.rows[e], &rs = sheet_.rows[t.shares];
    int64_t right_eps = repaired(eps, [&](int64_t v) { return holds(income, ri.rounding, v, re.rounding, shares, rs.rounding, t.power); });
    int64_t right_shares = repaired(shares, [&](int64_t v) { return holds(income, ri.rounding, eps, re.rounding, v, rs.rounding, t.power); });
    int64_t right_income = repaired(income, [&](int64_t v) { return holds(v, ri.rounding, eps, re.rounding, shares, rs.rounding, t.power); });
    bool typing = right_eps != 0 || right_shares != 0 || right_income != 0;
    // A diluted amount of a loss, or with interest added back, may differ by a little and be right.
    Int128 got = magnitude(eps) * magnitude(shares), want = magnitude(income);
    for (int p = t.power; p > 0; --p) got *= 10;
    for (int p = t.power; p < 0; ++p) want *= 10;
    Int128 gap = got > want ? got - want : want - got;
    // Amounts of discontinued operations are often what rounding leaves over: a unit or two proves nothing.
    Int128 unit = magnitude(shares) * re.rounding * 5;
    for (int p = t.power; p > 0; --p) unit *= 10;
    if (gap * 2 < unit) return;
    bool far = gap * 12 > want;
    if (base_of(label_of(e)) == Base::diluted && is_dilution(e, c, t)) return;
    if (!far && !(std::popcount(t.holds) >= 3 && gap * 25 > want)) return;
    Severity severity = typing && std::popcount(t.holds) >= 2 ? Severity::error : typing || std::popcount(t.holds) >= 3 ? Severity::warning : Severity::note;
    emit(e, t, c, severity, income, shares, want, got);
  }

  /// Holds each diluted amount against the basic one right above: over the same shares they are the same, over more shares no better.
  void check_dilution() {
    if (checked_.suspect) return;
    for (uint32_t d : eps_) {
      if (base_of(label_of(d)) != Base::diluted || sheet_.rows[d].recovered) continue;
      const uint32_t* basic = nullptr;
      for (const uint32_t& e : eps_)
        if (e < d && base_of(label_of(e)) == Base::basic && same_measure(label_of(e), label_of(d))) basic = &e;
      if (!basic || d - *basic > 6 || sheet_.rows[*basic].recovered) continue;
      uint32_t basic_shares = 0, diluted_shares = 0;
      int found = 0;
      for (uint32_t s : shares_) {
        if (base_of(label_of(s)) == Base::basic) basic_shares = s, ++found;
        if (base_of(label_of(s)) == Base::diluted) diluted_shares = s, ++found;
      }
      Triple t;
      bool counted = found == 2 && basic_shares < diluted_shares;
      if (counted) {
        t = find_triple(*basic);
        counted = t.rank >= 0 && t.shares == basic_shares;
      }
      if (!counted) {
        check_dilution_alone(*basic, d);
        continue;
      }
      for (uint32_t c = 0; c < sheet_.width; ++c) {
        if (!(t.holds >> c & 1) || is_adjustment(c) || is_reported(d, c)) continue;
        int64_t b = sheet_.value(*basic, c), x = sheet_.value(d, c), bs = sheet_.value(basic_shares, c), ds = sheet_.value(diluted_shares, c);
        if (x == 0 || bs == 0 || ds == 0 || ds < bs) continue;
        int64_t unit = sheet_.rows[d].rounding;
        // The income that the diluted amount implies, against the one that the basic amount does.
        Int128 implied = magnitude(x) * ds, income = magnitude(b) * bs;
        bool wrong = bs == ds ? std::llabs(x - b) > unit : ((x < 0) != (b < 0) || magnitude(x) > magnitude(b) + 2 * unit || implied * 10 < income * 5);
        if (wrong) emit_dilution(d, *basic, diluted_shares, c, bs == ds && std::popcount(t.holds) >= 2);
      }
    }
  }

  /// Without share counts: a diluted amount is no better than the basic one, and seldom far below it.
  void check_dilution_alone(uint32_t basic, uint32_t d) {
    uint64_t odd = 0;
    int sound = 0;
    for (uint32_t c = 0; c < sheet_.width; ++c) {
      int64_t b = sheet_.value(basic, c), x = sheet_.value(d, c), unit = sheet_.rows[d].rounding;
      if (b == 0 || x == 0 || is_adjustment(c)) continue;
      bool wrong = (b < 0) != (x < 0) || (b > 0 && (x > b + 2 * unit || x * 2 < b)) || (b < 0 && std::llabs(x - b) * 3 > std::llabs(b) && std::llabs(x - b) > 2 * unit);
      if (wrong) odd |= uint64_t{1} << c;
      else ++sound;
    }
    if (std::popcount(odd) != 1 || sound < 1) return;
    auto c = static_cast<uint32_t>(std::countr_zero(odd));
    if (!is_reported(d, c) && !is_reported(basic, c)) emit_dilution(d, basic, d, c, false);
  }

  /// Says whether two labels differ in "basic" and "diluted" only.
  static bool same_measure(std::string_view a, std::string_view b) {
    auto letters = [](std::string_view label) {
      std::string out, word;
      for (char ch : std::string(label) + " ") {
        if (ascii::is_alpha(ch)) {
          word += ascii::to_lower(ch);
          continue;
        }
        if (word != "basic" && word != "primary" && word != "diluted" && word != "fully" && word != "assuming" && word != "dilution") out += word;
        word.clear();
      }
      return out;
    };
    return letters(a) == letters(b);
  }

  bool is_reported(uint32_t e, uint32_t c) const { return std::find(reported_.begin(), reported_.end(), std::pair(e, c)) != reported_.end(); }

  void emit_dilution(uint32_t d, uint32_t basic, uint32_t shares, uint32_t c, bool certain) {
    const auto& table = ctx_.table(sheet_.rows[d]);
    const auto &x = table.figures[static_cast<size_t>(sheet_.figure(d, c))], &b = table.figures[static_cast<size_t>(sheet_.figure(basic, c))],
               &s = table.figures[static_cast<size_t>(sheet_.figure(shares, c))];
    diag::Diagnostic out{diag::Rule::per_share, certain ? Severity::error : Severity::warning,
                         name_row(ctx_.row(sheet_.rows[d])) + " is " + x.printed.to_printed() + ", but " + name_row(ctx_.row(sheet_.rows[basic])) + " is " + b.printed.to_printed() +
                             (sheet_.value(shares, c) != 0 && certain ? " over the same shares" : ", which dilution does not explain"),
                         table.document, x.span, {}};
    out.related.push_back({name_figure(table, b), b.span});
    if (shares != d) out.related.push_back({name_figure(table, s), s.span});
    ctx_.emitter.emit(std::move(out));
    set_tick(ctx_.statements, x.fact, statement::Tick::broken);
  }

  void emit(uint32_t e, const Triple& t, uint32_t c, Severity severity, int64_t income, int64_t shares, Int128, Int128) {
    reported_.emplace_back(e, c);
    const auto& table = ctx_.table(sheet_.rows[e]);
    auto figure_of = [&](uint32_t r) -> const statement::Figure& {
      return ctx_.table(sheet_.rows[r]).figures[static_cast<size_t>(sheet_.figure(r, c))];
    };
    const auto &eps = figure_of(e), &inc = figure_of(t.income), &shr = figure_of(t.shares);
    // printed eps = income / shares x 10^-(power - exponent): the digits as they stand
    Decimal quotient = Decimal::divide(Decimal(Int128{income}, 0).shifted(-t.power + sheet_.exponent), Decimal(Int128{shares}, 0), -eps.printed.exponent());
    std::string message = name_row(ctx_.row(sheet_.rows[e])) + " is " + eps.printed.to_printed() + ", but " + inc.printed.to_printed() + " divided by " +
                          shr.printed.to_printed() + " shares is " + quotient.to_printed();
    diag::Diagnostic out{diag::Rule::per_share, severity, std::move(message), table.document, eps.span, {}};
    out.related.push_back({name_figure(ctx_.table(sheet_.rows[t.income]), inc), inc.span});
    out.related.push_back({name_figure(ctx_.table(sheet_.rows[t.shares]), shr), shr.span});
    ctx_.emitter.emit(std::move(out));
    if (severity != Severity::note) set_tick(ctx_.statements, eps.fact, statement::Tick::broken);
  }

  auto fact(uint32_t r, uint32_t c) const -> int32_t {
    int32_t f = sheet_.figure(r, c);
    return f < 0 ? -1 : ctx_.table(sheet_.rows[r]).figures[static_cast<size_t>(f)].fact;
  }

  StatementContext& ctx_;
  const CheckedSheet& checked_;
  const Sheet& sheet_;
  std::vector<uint32_t> eps_, shares_, incomes_;
  std::vector<std::pair<uint32_t, uint32_t>> reported_;  // row and column
};

}  // namespace

void check_per_share(StatementContext& ctx) {
  for (const auto& checked : ctx.sheets) PerShare(ctx, checked).run();
}

}  // namespace crossfoot::check
