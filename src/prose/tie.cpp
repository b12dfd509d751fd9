#include "prose/tie.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

#include "base/ascii.h"

namespace crossfoot::prose {
namespace {

using namespace literals;
using statement::Unit;

constexpr size_t kMostRows = 400;     // rows of one subject that are looked at
constexpr size_t kMostEntries = 600;  // entries of one subject
constexpr size_t kMostScanned = 20000;  // entries looked through where no row is named
constexpr size_t kMostPairs = 4000;   // pairs of entries for a change

/// A value known within bounds, with where it comes from.
struct Known {
  Interval range;   // signed
  Decimal value;
  std::vector<uint32_t> facts;
  Target period;
  uint32_t row = 0;
  bool adjusted = false;
  bool free_scale = false;
  bool computed = false;  // by a formula that the release may reckon otherwise
  bool weak = false;   // of a row that bears the concept beside one that bears its name
  bool mixed = false;  // of figures of several tables
  std::string how;  // "13,660 + 3,046"
  int months = -1;
};

auto magnitude(const Interval& i) -> Interval {
  if (i.low.is_negative() && !i.high.is_negative()) return {Decimal(0), std::max(i.high, -i.low)};
  if (i.low.is_negative()) return {-i.high, -i.low};
  return i;
}

auto print(const Decimal& v) -> std::string { return v.abs().to_printed(); }

/// Whether two intervals share more than an edge: 0.055 is the end of what prints as 0.05 and of what prints as 0.06.
bool overlap(const Interval& a, const Interval& b) {
  if (a.low == a.high || b.low == b.high) return a.overlaps(b);
  return a.low < b.high && b.low < a.high;
}

/// Digits that mean something: "$26.1 million" has three.
int significant_digits(const Quantity& q) {
  Int128 c = q.value.coefficient();
  if (c < 0) c = -c;
  int n = 0;
  bool whole = q.kind == QuantityKind::money || q.kind == QuantityKind::number;  // "$700": the zeros may be rounding; "30 percent": they are not
  while (whole && !q.point && c > 0 && c % 10 == 0) c /= 10;
  while (c > 0) c /= 10, ++n;
  return n;
}

/// Whether two decimals of the same precision differ in exactly one digit.
bool one_digit_apart(const Decimal& a, const Decimal& b) {
  Int128 x = a.coefficient() < 0 ? -a.coefficient() : a.coefficient();
  Int128 y = b.coefficient() < 0 ? -b.coefficient() : b.coefficient();
  if (a.exponent() != b.exponent()) return false;
  int apart = 0;
  while (x > 0 || y > 0) {
    if ((x == 0) != (y == 0)) return false;  // different lengths
    if (x % 10 != y % 10) ++apart;
    x /= 10;
    y /= 10;
  }
  return apart == 1;
}

auto fact_of(const Entry& e) -> std::vector<uint32_t> { return e.fact >= 0 ? std::vector<uint32_t>{static_cast<uint32_t>(e.fact)} : std::vector<uint32_t>{}; }

auto known_of(const Entry& e, const IndexedRow& row) -> Known {
  Known k;
  k.range = e.interval();
  k.value = e.value;
  k.facts = fact_of(e);
  k.period.end = e.end;
  k.period.months = e.months;
  k.period.instant = e.months == 0;
  k.row = e.row;
  k.adjusted = e.adjusted;
  k.mixed = row.inferred;
  k.free_scale = e.free_scale;
  k.how = print(e.value);
  k.months = e.months;
  return k;
}

class Judge {
 public:
  Judge(const Reading& r, const std::vector<Reading>& sentence, const std::vector<Holding>& before, const FactIndex& facts)
      : r_(r), sentence_(sentence), before_(before), facts_(facts) {}

  auto run() -> Holding {
    h_.digits = significant_digits(r_.quantity);
    claim_ = magnitude(r_.quantity.interval);
    switch (r_.kind) {
      case ClaimKind::amount:
      case ClaimKind::count: amount(); break;
      case ClaimKind::per_share: per_share(); break;
      case ClaimKind::change: change(); break;
      case ClaimKind::ratio: ratio(); break;
    }
    return std::move(h_);
  }

 private:
  // ---- subjects ----

  /// Rows a mention means, best first: those whose label stands in the text, then those of its measures.
  auto rows_of(const Mention& m) const -> std::vector<uint32_t> {
    std::vector<uint32_t> rows;
    auto add = [&](uint32_t r) {
      if (rows.size() < kMostRows && std::find(rows.begin(), rows.end(), r) == rows.end()) rows.push_back(r);
    };
    for (uint32_t r : m.rows)
      if (covers(r, m.modifiers)) add(r);
    for (uint16_t k : m.measures)
      for (uint32_t r : facts_.rows_of(k))
        if (covers(r, m.modifiers)) add(r);
    return rows;
  }

  /// Whether the row, its captions or its table's title hold every word that narrows the subject.
  bool covers(uint32_t row, const std::vector<Stem>& modifiers) const {
    if (modifiers.empty()) return true;
    const auto& r = facts_.rows()[row];
    for (Stem s : modifiers)
      if (std::find(r.stems.begin(), r.stems.end(), s) == r.stems.end() && std::find(r.above.begin(), r.above.end(), s) == r.above.end()) return false;
    return true;
  }

  bool fits_unit(const Entry& e, ClaimKind kind) const {
    // A percentage in whole numbers says nothing about one with decimals.
    if (kind == ClaimKind::ratio && e.percent && e.half > (claim_.high - claim_.low) * Decimal(2) && r_.quantity.kind == QuantityKind::percent) return false;
    switch (kind) {
      case ClaimKind::per_share: return e.unit == Unit::per_share;
      case ClaimKind::ratio: return e.percent && !e.change;
      case ClaimKind::count: return !e.percent && e.unit != Unit::per_share;
      default: return !e.percent && !e.change && e.unit != Unit::per_share && e.unit != Unit::shares;
    }
  }

  /// Figures of rows, of the kind asked for.
  auto known(const std::vector<uint32_t>& rows, ClaimKind kind) const -> std::vector<Known> {
    std::vector<Known> v;
    for (uint32_t r : rows)
      for (const auto& e : facts_.entries_of(r)) {
        if (v.size() >= kMostEntries) return v;
        if (e.member || !fits_unit(e, kind)) continue;
        v.push_back(known_of(e, facts_.rows()[r]));
        v.back().weak = facts_.rows()[r].by_concept_only && named_beside(rows, r);
      }
    return v;
  }

  /// Whether another of the rows stands in the same table and bears the measure's name.
  bool named_beside(const std::vector<uint32_t>& rows, uint32_t row) const {
    for (uint32_t r : rows)
      if (r != row && facts_.rows()[r].table == facts_.rows()[row].table && !facts_.rows()[r].by_concept_only) return true;
    return false;
  }

  static bool in_period(const Known& k, const Target& t) {
    Entry e;
    e.end = k.period.end;
    e.months = k.months;
    return same_period(e, t);
  }

  /// What follows from the figures for `t` though no column prints it: a quarter from the months around it.
  auto derived(const std::vector<Known>& all, const Target& t) const -> std::vector<Known> {
    std::vector<Known> v;
    if (!t.known() || t.months <= 0) return v;
    size_t tried = 0;
    for (const auto& a : all) {
      if (a.months <= t.months || !a.period.end.is_valid()) continue;
      for (const auto& b : all) {
        if (++tried > kMostPairs) return v;
        if (b.row != a.row || b.months <= 0 || b.months + t.months != a.months || !b.period.end.is_valid()) continue;
        int gap_a = std::abs(a.period.end.to_days() - t.end.to_days());
        int gap_b = std::abs(b.period.end.to_days() - t.end.to_days());
        int b_before = t.end.to_days() - b.period.end.to_days();
        int a_after = a.period.end.to_days() - t.end.to_days();
        bool tail = gap_a <= 16 && std::abs(b_before - t.months * 365 / 12) <= 16;
        bool front = gap_b > 16 && std::abs(a_after - b.months * 365 / 12) <= 16 && std::abs(a.period.end.to_days() - b.period.end.to_days()) <= 16;
        if (!tail && !front) continue;
        Known k;
        k.value = a.value - b.value;
        k.range = {a.range.low - b.range.high, a.range.high - b.range.low};
        k.facts = a.facts;
        k.facts.insert(k.facts.end(), b.facts.begin(), b.facts.end());
        k.period = t;
        k.months = t.months;
        k.row = a.row;
        k.adjusted = a.adjusted;
        k.free_scale = a.free_scale && b.free_scale;
        k.how = print(a.value) + " - " + print(b.value) + " = " + k.value.to_printed();
        v.push_back(k);
      }
    }
    return v;
  }

  /// Everything known of a mention for a period: printed, then derived, then by formula.
  auto values(const Mention& m, const Target& t, ClaimKind kind) const -> std::vector<Known> {
    auto all = known(rows_of(m), kind);
    std::vector<Known> v;
    for (const auto& k : all)
      if (in_period(k, t)) v.push_back(k);
    if (v.empty())
      v = derived(all, t);
    if (v.empty() || (kind == ClaimKind::amount && !m.specific()))
      for (uint16_t k : m.measures)
        if (!m.specific()) formula(k, t, v);
    return v;
  }

  auto values_of_measure(uint16_t measure, const Target& t, ClaimKind kind) const -> std::vector<Known> {
    Mention m;
    m.measures.push_back(measure);
    auto all = known(rows_of(m), kind);
    std::vector<Known> v;
    for (const auto& k : all)
      if (in_period(k, t)) v.push_back(k);
    if (v.empty()) v = derived(all, t);
    return v;
  }

  /// Sums and differences of other measures; and a bank's revenues.
  void formula(uint16_t measure, const Target& t, std::vector<Known>& out) const {
    const auto& standard = Measures::standard();
    const auto& m = standard.all()[measure];
    std::vector<Term> terms = m.denominator.empty() ? m.numerator : std::vector<Term>{};
    if (m.name == "Revenues") {
      // Banks call net interest income and other income their revenues.
      int a = standard.find("InterestIncomeExpenseNet"), b = standard.find("NoninterestIncome");
      if (a >= 0 && b >= 0) terms = {{static_cast<uint16_t>(a), 1}, {static_cast<uint16_t>(b), 1}};
    }
    if (terms.empty()) return;
    sum(terms, t, out);
  }

  void sum(const std::vector<Term>& terms, const Target& t, std::vector<Known>& out) const {
    std::vector<Known> sums(1);
    sums[0].range = {Decimal(0), Decimal(0)};
    sums[0].value = Decimal(0);
    for (const auto& term : terms) {
      auto parts = values_of_measure(term.measure, t, ClaimKind::amount);
      std::vector<Known> next;
      for (const auto& s : sums)
        for (const auto& p : parts) {
          if (next.size() >= 16) break;
          Known k = s;
          if (term.sign > 0) k.range = {s.range.low + p.range.low, s.range.high + p.range.high}, k.value = s.value + p.value;
          else k.range = {s.range.low - p.range.high, s.range.high - p.range.low}, k.value = s.value - p.value;
          k.facts.insert(k.facts.end(), p.facts.begin(), p.facts.end());
          k.how += (k.how.empty() ? "" : term.sign > 0 ? " + " : " - ") + print(p.value);
          k.period = p.period;
          k.months = p.months;
          k.row = p.row;
          k.adjusted = p.adjusted;
          k.free_scale = p.free_scale;
          next.push_back(std::move(k));
        }
      sums = std::move(next);
      if (sums.empty()) return;
    }
    for (auto& s : sums) {
      bool there = false;
      for (const auto& o : out) there = there || o.value == s.value;
      if (there) continue;
      s.how += " = " + s.value.to_printed();
      out.push_back(std::move(s));
    }
  }

  // ---- verdicts ----

  bool agrees(const Known& k) const { return overlap(magnitude(fit(k).range), claim_); }

  /// A figure of a table that does not say its scale, in the scale nearest to the claim's.
  auto fit(const Known& k) const -> Known {
    if (r_.kind == ClaimKind::count && !k.value.is_zero()) {
      Decimal claim = r_.quantity.value.abs();
      for (int power : {-6, -3, 0, 3, 6}) {
        Decimal v = k.value.abs().shifted(power);
        if (v * Decimal(30) < claim) continue;
        Known r = k;
        r.value = k.value.shifted(power);
        r.range = {k.range.low.shifted(power), k.range.high.shifted(power)};
        return r;
      }
      return k;
    }
    if (!k.free_scale || k.value.is_zero() || r_.quantity.kind != QuantityKind::money || r_.quantity.per_share) return k;
    Decimal claim = r_.quantity.value.abs();
    for (int power : {0, 3, 6}) {
      Decimal v = k.value.abs().shifted(power);
      if (v * Decimal(20) < claim) continue;
      Known r = k;
      r.value = k.value.shifted(power);
      r.range = {k.range.low.shifted(power), k.range.high.shifted(power)};
      return r;
    }
    return k;
  }

  void tie(const Known& k, bool exact) {
    h_.verdict = Verdict::tied;
    h_.facts = k.facts;
    h_.why = k.how;
    h_.exact_period = exact;
    h_.period = k.period;
    h_.rows.push_back(k.row);
  }

  /// Whether figures of one basis for one period are far apart.
  void weigh_spread(const std::vector<Known>& v) {
    const Known* least = nullptr;
    const Known* most = nullptr;
    for (const auto& k : v) {
      if (k.adjusted != r_.adjusted || k.value.is_zero() || k.weak) continue;
      if (least == nullptr || k.value.abs() < least->value.abs()) least = &k;
      if (most == nullptr || k.value.abs() > most->value.abs()) most = &k;
    }
    if (least != nullptr && most->value.abs() > least->value.abs() + least->value.abs().shifted(-1) * Decimal(3)) h_.ambiguous = true;
  }

  /// Notes what the facts say instead, preferring what differs in one digit.
  void contradict(const Known& found) {
    if (found.weak) return;
    const Known k = fit(found);
    // At the coarser precision of the two: "$588.4 million" against 188 million is one digit off.
    int exponent = std::max(r_.quantity.value.exponent(), k.value.exponent());
    bool near = h_.digits >= 2 && one_digit_apart(r_.quantity.value.abs().rounded(exponent), k.value.abs().rounded(exponent));
    if (found.mixed && !(near && h_.digits >= 3)) return;
    if (found.computed && !near) return;
    if (h_.compared && !(near && !h_.near_miss)) return;
    h_.compared = true;
    h_.expected = k.value;
    h_.facts = k.facts;
    h_.why = k.how + ", outside " + claim_.low.to_printed() + " to " + claim_.high.to_printed();
    h_.near_miss = near;
    h_.period = k.period;
    h_.rows.assign(1, k.row);
  }

  void amount() {
    ClaimKind kind = r_.kind;
    if (r_.quantity.kind == QuantityKind::percent) kind = ClaimKind::ratio;
    auto at_period = r_.period.known() ? values(r_.subject, r_.period, kind) : std::vector<Known>{};
    for (const auto& k : at_period)
      if (agrees(k)) {
        tie(k, true);
        h_.adjusted = k.adjusted;
        h_.one_basis = true;
        for (const auto& o : at_period) h_.one_basis = h_.one_basis && (o.adjusted == k.adjusted || !agrees(o));
        return;
      }
    auto all = known(rows_of(r_.subject), kind);
    if (kind == ClaimKind::count && (count_elsewhere(all) || units_column())) return;
    // "Cash" may mean the short-term investments too.
    const auto& standard = Measures::standard();
    for (uint16_t m : r_.subject.measures)
      if (standard.all()[m].name == "CashAndCashEquivalentsAtCarryingValue" && r_.period.known()) {
        std::vector<Known> both;
        formula(static_cast<uint16_t>(standard.find("CashCashEquivalentsAndShortTermInvestments")), r_.period, both);
        for (const auto& k : both)
          if (agrees(k)) return tie(k, true);
      }
    // The same subject in another period: what the sentence meant, if the digits are telling.
    bool loose = r_.period_source <= Source::earlier;
    if (loose || h_.digits >= 3 || r_.period_source == Source::none)
      for (const auto& k : all)
        if (agrees(k)) return tie(k, false);
    if (h_.digits >= 2)
      for (const auto& k : all)
        if (!k.period.end.is_valid() && agrees(k)) return tie(k, true);
    if (is_charge() && sum_of_charges()) return;
    if (joined_sum()) return;
    if (r_.subject.specific() && h_.digits >= 3 && r_.period.known()) {
      // A word that narrows nothing, as far as the figures tell.
      Mention plain = r_.subject;
      plain.modifiers.clear();
      for (const auto& k : values(plain, r_.period, kind))
        if (agrees(k)) return tie(k, true);
    }
    if (fuzzy(kind)) return;
    weigh_spread(at_period);
    for (const auto& k : at_period)
      if (basis_fits(k)) contradict(k);
  }

  bool basis_fits(const Known& k) const {
    // A balance over a period is an average, which is contradicted by nothing but an average.
    for (uint16_t m : r_.subject.measures)
      if (Measures::standard().all()[m].balance && k.months != 0) return false;
    if (r_.kind == ClaimKind::count && !r_.subject.measures.empty()) {
      bool counts = false;
      for (uint16_t m : r_.subject.measures) counts = counts || Measures::standard().all()[m].kind == ClaimKind::count;
      if (!counts) return false;
    }
    if (r_.adjusted == k.adjusted) return true;
    // The sentence's other figures tie to that very row, or its pair to that table.
    for (size_t j = 0; j < before_.size(); ++j) {
      if (before_[j].verdict != Verdict::tied || before_[j].rows.empty() || &sentence_[j] == &r_) continue;
      if (r_.kind == ClaimKind::change && before_[j].rows[0] == k.row) return true;
      if (static_cast<int>(j) == r_.pair && facts_.rows()[before_[j].rows[0]].table == facts_.rows()[k.row].table) return true;
    }
    // On the other basis only what differs in one digit of many.
    Known f = fit(k);
    return h_.digits >= 4 && one_digit_apart(r_.quantity.value.abs(), f.value.abs().rounded(r_.quantity.value.exponent()));
  }

  bool is_charge() const {
    for (uint16_t m : r_.subject.measures)
      if (Measures::standard().all()[m].name == "charges" || Measures::standard().all()[m].name == "RestructuringCharges") return true;
    return false;
  }

  /// "one-time charges of $16.7 million": one to three charges of one column of an income statement.
  auto charges(const Target& t) const -> std::vector<Known> {
    std::vector<Known> parts;
    for (uint32_t r = 0; r < facts_.rows().size() && parts.size() < 12; ++r) {
      const auto& row = facts_.rows()[r];
      bool charge = false;
      for (Stem s : row.stems) charge = charge || s == "charge"_w || s == "impairment"_w || s == "restructuring"_w || s == "settlement"_w || s == "writedown"_w || s == "writeoff"_w;
      if (!charge) continue;
      for (const auto& e : facts_.entries_of(r))
        if (fits_unit(e, ClaimKind::amount) && same_period(e, t) && !e.value.is_zero()) {
          parts.push_back(known_of(e, row));
          break;
        }
    }
    std::vector<Known> sums;
    size_t n = parts.size();
    for (size_t mask = 1; mask < (size_t{1} << n); ++mask) {
      if (__builtin_popcountll(mask) > 3) continue;
      Known k;
      k.value = Decimal(0);
      k.range = {Decimal(0), Decimal(0)};
      for (size_t i = 0; i < n; ++i) {
        if (!(mask >> i & 1)) continue;
        auto range = magnitude(parts[i].range);
        k.value += parts[i].value.abs();
        k.range = {k.range.low + range.low, k.range.high + range.high};
        k.facts.insert(k.facts.end(), parts[i].facts.begin(), parts[i].facts.end());
        k.how += (k.how.empty() ? "" : " + ") + print(parts[i].value);
        k.period = parts[i].period;
        k.row = parts[i].row;
      }
      sums.push_back(std::move(k));
    }
    return sums;
  }

  bool sum_of_charges() {
    if (!r_.period.known()) return false;
    for (const auto& k : charges(r_.period))
      if (agrees(k)) {
        tie(k, true);
        return true;
      }
    return false;
  }

  /// "cash and investments of", two subjects joined: the sum of both.
  bool joined_sum() {
    if (r_.also.empty() || !r_.period.known()) return false;
    auto a = known(rows_of(r_.subject), ClaimKind::amount);
    auto b = known(r_.also, ClaimKind::amount);
    for (const auto& x : a)
      for (const auto& y : b) {
        if (x.row == y.row || !in_period(x, r_.period) || !in_period(y, r_.period)) continue;
        Known k = x;
        k.value = x.value + y.value;
        k.range = {x.range.low + y.range.low, x.range.high + y.range.high};
        k.facts.insert(k.facts.end(), y.facts.begin(), y.facts.end());
        k.how = print(x.value) + " + " + print(y.value) + " = " + print(k.value);
        if (agrees(k)) {
          tie(k, true);
          return true;
        }
      }
    return false;
  }

  /// Units may be printed in thousands without the table saying so.
  bool count_elsewhere(const std::vector<Known>& all) {
    for (const auto& k : all)
      for (int power : {0, 3, 6}) {
        Known s = k;
        s.range = {k.range.low.shifted(power), k.range.high.shifted(power)};
        for (int back : {0, -3, -6}) {
          Known b = s;
          b.range = {s.range.low.shifted(back), s.range.high.shifted(back)};
          bool period = !r_.period.known() || !k.period.end.is_valid() || in_period(k, r_.period);
          if (agrees(b) && period) {
            tie(k, true);
            return true;
          }
        }
      }
    return false;
  }

  /// Units sold, in a column of units of the period.
  bool units_column() {
    if (h_.digits < 2 || !r_.period.known()) return false;
    bool sold = false;
    for (Stem s : near_) sold = sold || s == "sold"_w || s == "shipped"_w || s == "unit"_w || s == "ship"_w || s == "delivered"_w || s == "shipment"_w;
    if (!sold) return false;
    const auto& statements = facts_.statements();
    size_t looked = 0;
    for (const auto& e : facts_.entries().first(std::min(facts_.entries().size(), kMostScanned))) {
      if (e.percent || e.change || !same_period(e, r_.period)) continue;
      if (++looked > kMostEntries) return false;
      const auto& table = statements.tables[facts_.rows()[e.row].table];
      if (e.column >= table.columns.size() || !ascii::contains_ignoring_case(table.columns[e.column].label, "unit")) continue;
      std::vector<Known> one{known_of(e, facts_.rows()[e.row])};
      if (count_elsewhere(one)) return true;
    }
    return false;
  }

  /// A row whose label shares the subject's telling words, where the figure has digits enough not to match by chance.
  bool fuzzy(ClaimKind kind) {
    if (h_.digits < 3 || near_.empty()) return false;
    const Entry* best = nullptr;
    for (const auto& e : facts_.entries().first(std::min(facts_.entries().size(), kMostScanned))) {
      if (e.member || !fits_unit(e, kind)) continue;
      if (!agrees(known_of(e, facts_.rows()[e.row]))) continue;
      if (r_.period.known() && e.known() && !same_period(e, r_.period) && r_.period_source >= Source::sentence) continue;
      const auto& row = facts_.rows()[e.row];
      size_t telling = 0, shared = 0;
      for (Stem s : row.stems) {
        if (is_generic_word(s)) continue;
        ++telling;
        shared += std::find(near_.begin(), near_.end(), s) != near_.end();
      }
      if (telling == 0 || shared * 2 < telling || shared == 0) continue;
      best = &e;
      break;
    }
    if (best == nullptr) return false;
    tie(known_of(*best, facts_.rows()[best->row]), true);
    return true;
  }

  // ---- per share ----

  bool is_earnings(const Mention& m) const {
    for (uint16_t k : m.measures) {
      const auto& name = Measures::standard().all()[k].name;
      if (name.starts_with("NetIncomeLoss") || name.starts_with("EarningsPerShare") || name.starts_with("IncomeLossFromContinuingOperations")) return true;
    }
    return false;
  }

  void per_share() {
    const auto& standard = Measures::standard();
    Mention eps;
    bool own = false;
    for (uint16_t m : r_.subject.measures) own = own || standard.all()[m].kind == ClaimKind::per_share;
    bool earnings = r_.subject_source == Source::none || is_earnings(r_.subject) || r_.subject.measures.empty();
    if (own) eps = r_.subject;
    std::vector<uint32_t> rows;
    if (own) rows = rows_of(eps);
    else if (!r_.subject.rows.empty() && !earnings) rows = rows_of(r_.subject);
    if (earnings) {
      for (const char* name : {"EarningsPerShareDiluted", "EarningsPerShareBasic", "EarningsPerShare"}) {
        if (r_.diluted && !r_.basic && std::string_view(name) == "EarningsPerShareBasic" && !rows.empty()) continue;
        Mention m;
        m.measures.push_back(static_cast<uint16_t>(standard.find(name)));
        for (uint32_t r : rows_of(m))
          if (std::find(rows.begin(), rows.end(), r) == rows.end()) rows.push_back(r);
      }
    }
    auto all = known(rows, ClaimKind::per_share);
    std::vector<Known> at_period;
    if (r_.period.known())
      for (const auto& k : all)
        if (in_period(k, r_.period)) at_period.push_back(k);
    // Its pair tied on one basis, GAAP or adjusted: the per-share amount of the other is another figure.
    std::optional<bool> basis;
    if (r_.pair >= 0 && before_[static_cast<size_t>(r_.pair)].verdict == Verdict::tied && before_[static_cast<size_t>(r_.pair)].one_basis) basis = before_[static_cast<size_t>(r_.pair)].adjusted;
    bool has_basis = false;
    if (basis)
      for (const auto& k : at_period) has_basis = has_basis || k.adjusted == *basis;
    for (const auto& k : at_period)
      if (agrees(k) && (!has_basis || k.adjusted == *basis)) return tie(k, true);
    if (has_basis && earnings) {
      for (const auto& k : at_period)
        if (k.adjusted == *basis) contradict(k);
      return;
    }
    if (earnings || own) {
      auto more = derived(all, r_.period);
      for (const auto& k : more)
        if (agrees(k)) return tie(k, true);
    }
    // Of an amount: "charges of $16.7 million or $0.23 per share".
    if (r_.pair >= 0 && share_of_amount()) return;
    if (r_.period_source <= Source::earlier)
      for (const auto& k : all)
        if (agrees(k)) return tie(k, false);
    // Any per-share row of the period, where the sentence excludes something or speaks of a part.
    if (r_.adjusted || r_.subject.specific() || !earnings) {
      for (const auto& e : facts_.entries().first(std::min(facts_.entries().size(), kMostScanned))) {
        if (e.unit != Unit::per_share || !same_period(e, r_.period) || !overlap(magnitude(e.interval()), claim_)) continue;
        if (r_.adjusted && !e.adjusted) continue;
        if (!r_.adjusted && !shares_word(e.row)) continue;
        return tie(known_of(e, facts_.rows()[e.row]), true);
      }
    }
    if (!earnings && !own) return;
    for (const auto& k : at_period)
      if (basis_fits(k)) contradict(k);
  }

  bool shares_word(uint32_t row) const {
    for (Stem s : facts_.rows()[row].stems)
      if (!is_generic_word(s) && std::find(near_.begin(), near_.end(), s) != near_.end()) return true;
    return false;
  }

  /// Whether every telling word of the label stands by the figure.
  bool all_words_shared(uint32_t row) const {
    size_t telling = 0;
    for (Stem s : facts_.rows()[row].stems) {
      if (is_generic_word(s)) continue;
      ++telling;
      if (std::find(near_.begin(), near_.end(), s) == near_.end()) return false;
    }
    return telling > 0;
  }

  bool share_of_amount() {
    const auto& standard = Measures::standard();
    const Reading& whole = sentence_[static_cast<size_t>(r_.pair)];
    const Holding& held = before_[static_cast<size_t>(r_.pair)];
    if (is_earnings(r_.subject)) return false;
    std::vector<Known> shares;
    for (const char* name : {"WeightedAverageNumberOfDilutedSharesOutstanding", "WeightedAverageNumberOfSharesOutstandingBasic"})
      for (auto& k : values_of_measure(static_cast<uint16_t>(standard.find(name)), r_.period, ClaimKind::count)) shares.push_back(std::move(k));
    Interval amount = magnitude(whole.quantity.interval);
    for (const auto& s : shares) {
      auto range = magnitude(s.range);
      if (range.low <= Decimal(0)) continue;
      Interval per{Decimal::divide(amount.low, range.high, 6), Decimal::divide(amount.high, range.low, 6)};
      if (!overlap(per, claim_)) continue;
      Known k = s;
      k.how = whole.quantity.value.abs().to_string() + " / " + print(s.value) + " = " + Decimal::divide(whole.quantity.value.abs(), s.value.abs(), 4).to_string();
      k.facts.insert(k.facts.begin(), held.facts.begin(), held.facts.end());
      tie(k, true);
      return true;
    }
    // The amount ties and its part per share does not: what it should be is certain.
    if (held.verdict == Verdict::tied && !shares.empty()) {
      Known k = shares[0];
      k.value = Decimal::divide(whole.quantity.value.abs(), shares[0].value.abs(), 4);
      k.how = whole.quantity.value.abs().to_string() + " / " + print(shares[0].value) + " = " + k.value.to_string();
      contradict(k);
    }
    return false;
  }

  // ---- changes ----

  /// The interval of (a - b) / |b| in percent, and its middle.
  static auto growth(const Known& a, const Known& b) -> std::optional<std::pair<Interval, Decimal>> {
    auto base = magnitude(b.range);
    Decimal base_value = b.value.abs();
    if (base.low <= Decimal(0) || base_value.is_zero()) return std::nullopt;
    Decimal hundred(100);
    bool flip = b.value.is_negative();
    // Of losses, "down 20 percent" speaks of the size.
    Decimal av = flip ? -a.value : a.value;
    Interval ar = flip ? Interval{-a.range.high, -a.range.low} : a.range;
    Decimal lowest = ar.low.is_negative() ? Decimal::divide(ar.low, base.low, 8) : Decimal::divide(ar.low, base.high, 8);
    Decimal highest = ar.high.is_negative() ? Decimal::divide(ar.high, base.high, 8) : Decimal::divide(ar.high, base.low, 8);
    Decimal middle = (Decimal::divide(av, base_value, 8) - Decimal(1)) * hundred;
    return std::pair{Interval{(lowest - Decimal(1)) * hundred, (highest - Decimal(1)) * hundred}, middle};
  }

  auto all_of(const Mention& m, const Target& t, ClaimKind kind) const { return values(m, t, kind); }

  void change() {
    if (r_.quantity.kind == QuantityKind::basis_points || r_.quantity.points) return points();
    if (r_.quantity.kind != QuantityKind::percent) return difference();
    // Without the effect of currencies, the tables do not tell it.
    for (Stem w : near_)
      if (w == "constant"_w || w == "organic"_w) organic_ = true;
    ClaimKind kind = ClaimKind::amount;
    auto kind_of = [&](const Mention& m) {
      bool per = false, count = false;
      for (uint16_t k : m.measures) {
        per = per || Measures::standard().all()[k].kind == ClaimKind::per_share;
        count = count || Measures::standard().all()[k].kind == ClaimKind::count;
      }
      return per ? ClaimKind::per_share : count || m.measures.empty() ? ClaimKind::count : ClaimKind::amount;
    };
    kind = kind_of(r_.subject);
    if (compare(kind, r_.subject)) return;
    if (!h_.compared && column_of_changes()) return;
    if (r_.subject.specific() && h_.digits >= 2 && !h_.compared) {
      Mention plain = r_.subject;
      plain.modifiers.clear();
      if (compare(kind, plain)) return;
      h_ = {};
      h_.digits = significant_digits(r_.quantity);
    }
    if (r_.subject.ratio && !r_.subject.amount) return;
    if (!h_.compared) of_tied_row();
  }

  /// The change of the figure before it in the sentence: "10.2 million units, a seven percent decline from the year-ago quarter".
  void of_tied_row() {
    for (size_t j = before_.size(); j-- > 0;) {
      if (&sentence_[j] >= &r_ || before_[j].verdict != Verdict::tied || before_[j].rows.empty()) continue;
      if (sentence_[j].kind != ClaimKind::count && sentence_[j].kind != ClaimKind::amount) continue;
      const uint32_t row = before_[j].rows[0];
      for (const auto& a : facts_.entries_of(row))
        for (const auto& base : r_.bases)
          for (const auto& b : facts_.entries_of(row)) {
            if (a.percent || b.percent || a.change || b.change || a.unit != b.unit || !same_period(a, r_.period) || !same_period(b, base)) continue;
            auto g = growth(known_of(a, facts_.rows()[row]), known_of(b, facts_.rows()[row]));
            if (!g || !overlap(magnitude(g->first), claim_)) continue;
            if (r_.direction != 0 && (r_.direction < 0) != g->second.is_negative()) continue;
            Known k = known_of(a, facts_.rows()[row]);
            if (b.fact >= 0) k.facts.push_back(static_cast<uint32_t>(b.fact));
            k.how = print(a.value) + " / " + print(b.value) + " - 1 = " + g->second.rounded(-2).to_string() + "%";
            return tie(k, true);
          }
      return;
    }
  }

  bool compare(ClaimKind kind, const Mention& subject) {
    std::vector<Known> mains;
    if (r_.period.known()) mains = all_of(subject, r_.period, kind);
    std::vector<Known> pending;
    size_t tried = 0;
    for (const auto& base : r_.bases) {
      auto bases = all_of(subject, base, kind);
      for (const auto& a : mains)
        for (const auto& b : bases) {
          if (++tried > kMostPairs) return false;
          if (a.row == b.row && a.value == b.value && a.period.end == b.period.end) continue;
          if (a.adjusted != b.adjusted) continue;
          if (a.months > 0 && b.months > 0 && a.months != b.months) continue;
          auto g = growth(a, b);
          if (!g) continue;
          Known k;
          k.range = g->first;
          k.value = g->second;
          k.facts = a.facts;
          k.facts.insert(k.facts.end(), b.facts.begin(), b.facts.end());
          k.how = print(a.value) + " / " + print(b.value) + " - 1 = " + g->second.rounded(-2).to_string() + "%";
          k.period = a.period;
          k.row = a.row;
          k.adjusted = a.adjusted;
          k.months = a.months;
          bool sign_ok = r_.direction == 0 || loss_like() || g->second.is_zero() || (r_.direction < 0) == g->second.is_negative();
          if (overlap(magnitude(k.range), claim_) && sign_ok) {
            tie(k, true);
            return true;
          }
          if (a.row == b.row && !a.weak && pending.size() < 16) pending.push_back(k);
        }
    }
    weigh_spread(mains);
    if (!organic_ && r_.direction != 0)
      for (const auto& k : pending)
        if (basis_fits(k)) contradict(k);
    return false;
  }

  bool loss_like() const {
    for (uint16_t m : r_.subject.measures) {
      const auto& name = Measures::standard().all()[m].name;
      if (name.starts_with("NetIncomeLoss") || name.find("Loss") != std::string::npos || name.find("Expense") != std::string::npos || name.find("EarningsPerShare") != std::string::npos) return true;
    }
    return false;
  }

  /// The table prints the change itself.
  bool column_of_changes() {
    for (uint32_t r : rows_of(r_.subject))
      for (const auto& e : facts_.entries_of(r)) {
        if (!e.percent) continue;
        if (!overlap(magnitude(e.interval()), claim_)) continue;
        if (h_.digits < 2 && !e.change) continue;
        tie(known_of(e, facts_.rows()[r]), true);
        return true;
      }
    return false;
  }

  void difference() {
    ClaimKind kind = r_.quantity.per_share ? ClaimKind::per_share : ClaimKind::amount;
    auto mains = r_.period.known() ? all_of(r_.subject, r_.period, kind) : std::vector<Known>{};
    std::optional<Known> first;
    for (const auto& base : r_.bases) {
      auto bases = all_of(r_.subject, base, kind);
      for (const auto& a : mains)
        for (const auto& b : bases) {
          if (a.adjusted != b.adjusted) continue;
          if (a.row == b.row && a.period.end == b.period.end) continue;
          if (a.months > 0 && b.months > 0 && a.months != b.months) continue;
          Known k = a;
          k.value = a.value - b.value;
          k.range = {a.range.low - b.range.high, a.range.high - b.range.low};
          k.facts.insert(k.facts.end(), b.facts.begin(), b.facts.end());
          k.how = print(a.value) + " - " + print(b.value) + " = " + k.value.to_printed();
          if (agrees(k)) {
            tie(k, true);
            return;
          }
          if (!first && a.row == b.row) first = k;
        }
    }
    weigh_spread(mains);
    // It may be an amount after all: "added $5 million of cash".
    auto all = known(rows_of(r_.subject), kind);
    if (h_.digits >= 2)
      for (const auto& k : all)
        if ((!r_.period.known() || in_period(k, r_.period)) && agrees(k)) return tie(k, true);
    if (fuzzy(kind)) return;
    if (first && basis_fits(*first) && r_.direction != 0) contradict(*first);
  }

  // ---- ratios ----

  /// The values of a ratio: printed as a percentage, or numerator by denominator, in percent.
  auto ratios(const Mention& m, const Target& t) const -> std::vector<Known> {
    std::vector<Known> v;
    for (const auto& k : known(rows_of(m), ClaimKind::ratio))
      if (in_period(k, t)) v.push_back(k);
    const auto& standard = Measures::standard();
    if (!m.specific())
      for (uint16_t k : m.measures) {
        const auto& measure = standard.all()[k];
        if (measure.denominator.empty()) continue;
        std::vector<Known> top, bottom;
        sum(measure.numerator, t, top);
        sum(measure.denominator, t, bottom);
        for (const auto& a : top)
          for (const auto& b : bottom) {
            if (v.size() > 64) return v;
            if (auto q = quotient(a, b)) {
              // Of two tables it may tie; what it contradicts may be ours.
              q->computed = true;
              q->mixed = a.mixed || b.mixed || facts_.rows()[a.row].table != facts_.rows()[b.row].table;
              v.push_back(*q);
            }
          }
      }
    return v;
  }

  static auto quotient(const Known& a, const Known& b) -> std::optional<Known> {
    auto top = magnitude(a.range), bottom = magnitude(b.range);
    if (bottom.low <= Decimal(0) || b.value.is_zero()) return std::nullopt;
    Known k = a;
    Decimal hundred(100);
    k.range = {Decimal::divide(top.low, bottom.high, 8) * hundred, Decimal::divide(top.high, bottom.low, 8) * hundred};
    k.value = Decimal::divide(a.value.abs(), b.value.abs(), 8) * hundred;
    k.facts.insert(k.facts.end(), b.facts.begin(), b.facts.end());
    k.how = print(a.value) + " / " + print(b.value) + " = " + k.value.rounded(-2).to_string() + "%";
    return k;
  }

  void ratio() {
    if (!r_.period.known()) {
      // Compared with an unnamed period: any column will do.
      for (const auto& k : known(rows_of(r_.subject), ClaimKind::ratio))
        if (agrees(k) && h_.digits >= 2) return tie(k, false);
    }
    if (r_.share_of) {
      auto tops = values(r_.subject, r_.period, ClaimKind::amount);
      auto bottoms = values(r_.whole, r_.period, ClaimKind::amount);
      for (const auto& a : tops)
        for (const auto& b : bottoms)
          if (a.row != b.row)
            if (auto q = quotient(a, b); q && agrees(*q)) return tie(*q, true);
      for (const auto& k : known(rows_of(r_.subject), ClaimKind::ratio))
        if (!k.period.end.is_valid() && agrees(k)) return tie(k, true);
      // Printed in the table: "Allowance as a percentage of net loans".
      for (const auto& e : facts_.entries().first(std::min(facts_.entries().size(), kMostScanned))) {
        if (!e.percent || e.change || !overlap(magnitude(e.interval()), claim_) || h_.digits < 2) continue;
        if (same_period(e, r_.period) ? shares_word(e.row) : h_.digits >= 3 && all_words_shared(e.row)) return tie(known_of(e, facts_.rows()[e.row]), true);
      }
      for (const auto& a : tops)
        for (const auto& b : bottoms)
          if (a.row != b.row && r_.subject.measures != r_.whole.measures)
            if (auto q = quotient(a, b)) contradict(*q);
      return;
    }
    auto at_period = ratios(r_.subject, r_.period);
    for (const auto& k : at_period)
      if (agrees(k)) return tie(k, true);
    // A column of percentages beside the amounts: each row's share.
    for (const auto& k : known(rows_of(r_.subject), ClaimKind::ratio))
      if (!k.period.end.is_valid() && agrees(k)) return tie(k, true);
    if (r_.period_source <= Source::earlier)
      for (const auto& k : known(rows_of(r_.subject), ClaimKind::ratio))
        if (agrees(k) && h_.digits >= 2) return tie(k, false);
    // A ratio row that shares the subject's words.
    if (h_.digits >= 2)
      for (const auto& e : facts_.entries().first(std::min(facts_.entries().size(), kMostScanned))) {
        if (!e.percent || e.change || !overlap(magnitude(e.interval()), claim_)) continue;
        if (r_.period.known() && e.known() && !same_period(e, r_.period)) continue;
        if (!fits_unit(e, ClaimKind::ratio)) continue;
        if (h_.digits >= 3 ? shares_word(e.row) : all_words_shared(e.row)) return tie(known_of(e, facts_.rows()[e.row]), true);
      }
    // A share of a whole that is not named: "commercial loans represent 17%".
    for (const auto& k : at_period)
      if (basis_fits(k)) contradict(k);
    if (at_period.empty() && !r_.subject.specific() && r_.subject_source == Source::said)
      for (uint32_t row : rows_of(r_.subject)) {
        auto entries = facts_.entries_of(row);
        for (size_t i = 0; i + 1 < entries.size(); ++i)
          if (!entries[i].percent && same_period(entries[i], r_.period) && entries[i + 1].percent && entries[i + 1].column == entries[i].column + 1)
            contradict(known_of(entries[i + 1], facts_.rows()[row]));
      }
  }

  /// Percentage and basis points between two ratios, or the growth itself.
  void points() {
    Interval want = claim_;
    if (r_.quantity.kind == QuantityKind::basis_points) want = {claim_.low.shifted(-2), claim_.high.shifted(-2)};
    auto mains = ratios(r_.subject, r_.period);
    std::optional<Known> first;
    for (const auto& base : r_.bases)
      for (const auto& a : mains)
        for (const auto& b : ratios(r_.subject, base)) {
          // The release may have taken the difference of percentages rounded to a tenth.
          Decimal tenth(Int128{5}, -2);
          Known k = a;
          k.value = a.value - b.value;
          k.range = {a.range.low - b.range.high - tenth, a.range.high - b.range.low + tenth};
          k.facts.insert(k.facts.end(), b.facts.begin(), b.facts.end());
          k.how = a.value.rounded(-2).to_string() + "% - " + b.value.rounded(-2).to_string() + "% = " + k.value.rounded(-2).to_string();
          if (overlap(magnitude(k.range), want)) {
            tie(k, true);
            return;
          }
          if (!first) first = k;
        }
    if (first) {
      Known k = *first;
      if (r_.quantity.kind == QuantityKind::basis_points) k.value = k.value.shifted(2);
      if (basis_fits(k) && r_.direction != 0) contradict(k);
    }
  }

 public:
  std::vector<Stem> near_;  // stems of the words that speak of the figure

 private:
  const Reading& r_;
  const std::vector<Reading>& sentence_;
  const std::vector<Holding>& before_;
  const FactIndex& facts_;
  Interval claim_;
  Holding h_;
  bool organic_ = false;
};

}  // namespace

auto hold(const Reading& reading, const std::vector<Reading>& sentence, const std::vector<Holding>& before, const FactIndex& facts) -> Holding {
  Judge judge(reading, sentence, before, facts);
  judge.near_ = reading.near;
  return judge.run();
}

}  // namespace crossfoot::prose
