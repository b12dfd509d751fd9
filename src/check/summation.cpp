#include "check/summation.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdlib>

#include "base/ascii.h"

namespace crossfoot::check {
namespace {

constexpr uint32_t kWidth = Sheet::kMaxWidth;
constexpr size_t kRunWindow = 512, kLeafWindow = 40, kSingleWindow = 26, kRangeWindow = 14, kPairWindow = 10;
constexpr size_t kAboveWindow = 40, kExpandWindow = 10;

auto bits(uint64_t v) -> int { return 64 - std::countl_zero(v); }
auto magnitude(int64_t v) -> uint64_t { return static_cast<uint64_t>(v < 0 ? -v : v); }

/// One digit of a number of decimal places: d x 10^k, 1 <= d <= 9.
bool is_one_digit(uint64_t v) {
  if (v == 0) return false;
  while (v % 10 == 0) v /= 10;
  return v < 10;
}

/// A hypothesis over the stack: items first..end with base signs, one run flipped or skipped, up to two single items flipped or skipped.
struct Candidate {
  int score = -1;
  size_t first = 0;
  int32_t child = -1;  // >= 0: of item `first` only its parts from this one on
  enum Base : uint8_t { plain, hinted, less_rest } base = plain;
  bool negated = false;
  size_t run_begin = 0, run_end = 0;
  bool run_skipped = false;
  std::array<int32_t, 2> single{-1, -1};
  std::array<bool, 2> single_skipped{};
  uint64_t footed = 0, broken = 0, no_detail = 0;
  bool typing_error = false;
};

struct Item {
  uint32_t row = 0;
  uint32_t first_row = 0;  // first row of all it stands for
  int32_t sum = -1;        // its sum in Summation.sums
};

/// The rows of one unit that wait for a total, with running sums by column.
struct Stack {
  std::vector<Item> items;
  std::vector<int64_t> plain{}, hinted{};  // running sums: entry i is the sum of items before i
  std::vector<int64_t> rounding{0};
  size_t floor = 0;  // items below stand on the other side of "Total assets"
};

class Search {
 public:
  Search(const Sheet& sheet, bool income_rows) : sheet_(sheet), width_(sheet.width), income_rows_(income_rows), values_(sheet.values) {
    for (auto& s : stacks_) s.plain.assign(width_, 0), s.hinted.assign(width_, 0);
    hints_.resize(sheet.rows.size());
    for (size_t r = 0; r < sheet.rows.size(); ++r) {
      if (!sheet.rows[r].words.minus) continue;
      int positive = 0, negative = 0;
      for (uint32_t c = 0; c < width_; ++c) positive += sheet.value(r, c) > 0, negative += sheet.value(r, c) < 0;
      hints_[r] = positive > negative;
    }
    budget_ = 20'000 + 3'000 * static_cast<int64_t>(sheet.rows.size());
  }

  auto run() -> Summation {
    for (uint32_t r = 0; r < sheet_.rows.size(); ++r) read_row(r);
    for (auto& s : stacks_) collapse_above(s, s.items.size());
    count_totals();
    return std::move(out_);
  }

 private:
  auto stack_of(uint32_t r) -> Stack& { return stacks_[static_cast<size_t>(sheet_.rows[r].unit) & 3]; }
  auto value(uint32_t r, uint32_t c) const -> int64_t { return values_[r * width_ + c]; }

  void push(Stack& s, Item item) {
    size_t n = s.items.size();
    s.items.push_back(item);
    s.plain.resize((n + 2) * width_);
    s.hinted.resize((n + 2) * width_);
    for (uint32_t c = 0; c < width_; ++c) {
      int64_t v = value(item.row, c);
      s.plain[(n + 1) * width_ + c] = s.plain[n * width_ + c] + v;
      s.hinted[(n + 1) * width_ + c] = s.hinted[n * width_ + c] + (hint(item) ? -v : v);
    }
    s.rounding.push_back(s.rounding[n] + sheet_.rows[item.row].rounding);
    if (sheet_.rows[item.row].words.total_assets) s.floor = n + 1;
  }
  void pop_to(Stack& s, size_t n) {
    s.items.resize(n);
    s.floor = std::min(s.floor, n);
    s.plain.resize((n + 1) * width_);
    s.hinted.resize((n + 1) * width_);
    s.rounding.resize(n + 1);
  }
  void rebuild(Stack& s) {
    auto items = std::move(s.items);
    pop_to(s, 0);
    for (const auto& i : items) push(s, i);
  }
  bool hint(const Item& i) const { return hints_[i.row]; }

  /// Total assets and what makes them up add up to nothing with the liabilities below, save in "Net assets".
  auto floor() const -> size_t {
    size_t f = std::min(stack_->floor, stack_->items.size());
    return level_ == Level::result && !sheet_.rows[row_].words.total ? 0 : f;
  }

  // ---- one hypothesis ------------------------------------------------------------------------------------

  /// Holds sum_at(column) against the row under consideration; keeps the best full and the best nearly full candidate.
  template <typename F>
  void judge(const Candidate& shape, const F& sum_at, uint64_t present, int64_t rounding, int cost) {
    --budget_;
    const auto& row = sheet_.rows[row_];
    int misses = 0, matches = 0, blank = 0, evidence = 0;
    uint64_t footed = 0, broken = 0, no_detail = 0;
    int64_t difference = 0;
    int64_t count = static_cast<int64_t>(stack_->items.size() - shape.first) + (shape.child >= 0 ? 3 : 0);
    for (uint32_t i = 0; i < width_; ++i) {
      uint32_t c = order_[i];
      int64_t s = sum_at(c), t = shape.negated ? -target_[c] : target_[c];
      if (!(row.present >> c & 1)) {
        if (s != 0 && ++blank > 1 + matches) return;
        continue;
      }
      if (!(present >> c & 1)) {
        if (t != 0) no_detail |= uint64_t{1} << c;
        continue;
      }
      int64_t d = s - t;
      int64_t unit = std::max(row.rounding, sheet_.rounding(row.unit, c));
      // Half a unit for each part and for the total.
      if (static_cast<int64_t>(magnitude(d)) * 2 <= std::max(rounding + row.rounding, (count + 1) * unit)) {
        ++matches;
        footed |= uint64_t{1} << c;
        // What a wrong hypothesis would have come to is spread as wide as its largest part.
        uint64_t spread = t == 0 && s == 0 && largest_[c] == 0 ? 0 : std::max(magnitude(t), largest_[c]);
        evidence += std::min(20, bits(spread / static_cast<uint64_t>(unit) / (2 * magnitude(d) / static_cast<uint64_t>(unit) + 1)));
        // Most statements foot to the unit; a hypothesis that needs its rounding in full is a poorer one.
        if (d != 0) evidence -= 2 * static_cast<int>(std::min<uint64_t>(8, magnitude(d) / static_cast<uint64_t>(unit)));
      } else {
        // A sum over nothing, or a total of nothing, is another structure rather than a wrong figure.
        if (++misses > 1 || s == 0 || t == 0) return;
        broken |= uint64_t{1} << c;
        difference = d;
      }
    }
    if (blank > 0 && blank >= matches) return;
    cost += blank * 6;
    Candidate found = shape;
    found.footed = footed;
    found.broken = broken;
    found.no_detail = no_detail;
    found.score = evidence - cost;
    if (misses == 0) {
      if (matches > 0 && found.score > full_.score) full_ = found;
      return;
    }
    if (!joins_parts(found) || !near_allowed_) return;
    // A difference of one digit is rare among wrong hypotheses: about 18 values a digit place.
    uint32_t c = static_cast<uint32_t>(std::countr_zero(broken));
    int64_t printed = shape.negated ? -target_[c] : target_[c];
    found.typing_error = is_one_digit(magnitude(difference)) || difference == -2 * printed;
    uint64_t size = std::max(largest_[c], magnitude(target_[c]));
    if (found.typing_error) found.score += std::clamp(bits(size) - bits(static_cast<uint64_t>(9 * (bits(size) / 3 + 1))) + 1, 0, 12);
    // A run right under a caption or a total is what a total by name stands for before any arithmetic.
    bool bounded = found.child < 0 && sheet_.rows[stack_->items[found.first].first_row].boundary;
    bool run = found.run_begin == found.run_end && found.single[0] < 0;
    if (bounded) found.score += run && (level_ == Level::total || row.words.counts) ? 8 : 5;
    if (matches == 0) found.score += std::min(footed_so_far_, 2) * 2 - 2;
    if (found.score > near_.score) near_ = found;
  }

  /// Says whether some column that foots adds at least two figures: a row that merely repeats another may differ from it for good reason.
  bool joins_parts(const Candidate& c) const {
    const auto& s = *stack_;
    if (c.child >= 0) return true;
    for (uint64_t left = c.footed; left != 0; left &= left - 1) {
      auto column = static_cast<uint32_t>(std::countr_zero(left));
      int parts = 0;
      for (size_t i = c.first; i < s.items.size(); ++i) parts += value(s.items[i].row, column) != 0;
      if (parts >= 2) return true;
    }
    return c.footed == 0 && s.items.size() - c.first >= 2;
  }

  void widen(uint32_t row) {
    for (uint32_t c = 0; c < width_; ++c) largest_[c] = std::max(largest_[c], magnitude(value(row, c)));
  }

  /// Unbroken runs that end at the top of the stack: as printed, by the labels' signs, first less the rest.
  void try_runs(size_t window) {
    const auto& s = *stack_;
    size_t n = s.items.size(), low = std::max(floor(), n > window ? n - window : 0);
    uint64_t present = 0;
    bool any_hint = false;
    largest_ = {};
    for (size_t k = n; k-- > low && budget_ > 0;) {
      const auto& item = s.items[k];
      present |= sheet_.rows[item.row].present;
      any_hint |= hint(item);
      widen(item.row);
      size_t m = n - k;
      if (m == 1 && level_ == Level::none) continue;
      int cost = bits(m);
      int64_t rounding = s.rounding[n] - s.rounding[k];
      const int64_t *top = &s.plain[n * width_], *base = &s.plain[k * width_];
      Candidate shape;
      shape.first = k;
      judge(shape, [&](uint32_t c) { return top[c] - base[c]; }, present, rounding, cost);
      if (level_ == Level::none) continue;
      if (any_hint) {
        const int64_t *htop = &s.hinted[n * width_], *hbase = &s.hinted[k * width_];
        shape.base = Candidate::hinted;
        judge(shape, [&](uint32_t c) { return htop[c] - hbase[c]; }, present, rounding, cost + 1);
      }
      if (m > 1) {
        shape.base = Candidate::less_rest;
        judge(shape, [&](uint32_t c) { return 2 * value(item.row, c) - (top[c] - base[c]); }, present, rounding, cost + 2);
      }
    }
  }

  /// Runs with a few signs flipped or rows skipped.
  void try_variants() {
    const auto& s = *stack_;
    size_t n = s.items.size();
    uint64_t present = 0;
    largest_ = {};
    for (size_t m = 1; m <= std::min(n - floor(), kSingleWindow) && budget_ > 0; ++m) {
      size_t k = n - m;
      present |= sheet_.rows[s.items[k].row].present;
      widen(s.items[k].row);
      int64_t rounding = s.rounding[n] - s.rounding[k];
      int cost_m = bits(m);
      const int64_t *top = &s.plain[n * width_], *base = &s.plain[k * width_];
      const int64_t *htop = &s.hinted[n * width_], *hbase = &s.hinted[k * width_];
      Candidate shape;
      shape.first = k;
      shape.negated = true;
      judge(shape, [&](uint32_t c) { return top[c] - base[c]; }, present, rounding, cost_m + 3);
      judge_hinted(shape, htop, hbase, present, rounding, cost_m + 4);
      shape.negated = false;
      if (m < 2) continue;
      for (size_t i = k; i < n; ++i) {
        uint32_t row = s.items[i].row;
        shape.base = Candidate::plain;
        shape.single = {static_cast<int32_t>(i), -1};
        shape.single_skipped = {false, false};
        shape.negated = false;
        judge(shape, [&](uint32_t c) { return top[c] - base[c] - 2 * value(row, c); }, present, rounding, cost_m + (hint(s.items[i]) ? 1 : 2 + cost_m));
        shape.negated = true;
        judge(shape, [&](uint32_t c) { return top[c] - base[c] - 2 * value(row, c); }, present, rounding, cost_m + 4 + (hint(s.items[i]) ? 1 : 2 + cost_m));
        shape.negated = false;
        if (m < 3) continue;
        if (i != k) {
          shape.single_skipped[0] = true;
          judge(shape, [&](uint32_t c) { return top[c] - base[c] - value(row, c); }, present, rounding, cost_m * 2 + 3);
        }
        shape.base = Candidate::hinted;
        int64_t sign = hint(s.items[i]) ? -1 : 1;
        if (i != k) judge(shape, [&](uint32_t c) { return htop[c] - hbase[c] - sign * value(row, c); }, present, rounding, cost_m * 2 + 4);
        shape.single_skipped[0] = false;
        judge(shape, [&](uint32_t c) { return htop[c] - hbase[c] - 2 * sign * value(row, c); }, present, rounding, cost_m * 2 + 3);
      }
      shape.single = {-1, -1};
      shape.single_skipped = {false, false};
      if (m <= kRangeWindow) try_ranges(shape, present, rounding, cost_m);
      if (m <= kPairWindow) try_pairs(shape, present, rounding, cost_m);
    }
  }

  void judge_hinted(Candidate shape, const int64_t* htop, const int64_t* hbase, uint64_t present, int64_t rounding, int cost) {
    shape.base = Candidate::hinted;
    judge(shape, [&](uint32_t c) { return htop[c] - hbase[c]; }, present, rounding, cost);
  }

  void try_ranges(Candidate shape, uint64_t present, int64_t rounding, int cost_m) {
    const auto& s = *stack_;
    size_t n = s.items.size(), k = shape.first;
    shape.base = Candidate::plain;
    const int64_t *top = &s.plain[n * width_], *base = &s.plain[k * width_];
    for (size_t i = k; i < n; ++i)
      for (size_t j = i + 2; j <= n && budget_ > 0; ++j) {
        const int64_t *from = &s.plain[i * width_], *to = &s.plain[j * width_];
        shape.run_begin = i;
        shape.run_end = j;
        shape.run_skipped = false;
        if (i > k) judge(shape, [&](uint32_t c) { return top[c] - base[c] - 2 * (to[c] - from[c]); }, present, rounding, 3 * cost_m);
        if (i == k || n - k - (j - i) < 2) continue;
        shape.run_skipped = true;
        judge(shape, [&](uint32_t c) { return top[c] - base[c] - (to[c] - from[c]); }, present, rounding, 3 * cost_m + 2);
      }
  }

  void try_pairs(Candidate shape, uint64_t present, int64_t rounding, int cost_m) {
    const auto& s = *stack_;
    size_t n = s.items.size(), k = shape.first;
    const int64_t *top = &s.plain[n * width_], *base = &s.plain[k * width_];
    const int64_t *htop = &s.hinted[n * width_], *hbase = &s.hinted[k * width_];
    for (size_t i = k; i < n; ++i)
      for (size_t j = i + 1; j < n && budget_ > 0; ++j) {
        uint32_t a = s.items[i].row, b = s.items[j].row;
        int64_t sa = hint(s.items[i]) ? -1 : 1, sb = hint(s.items[j]) ? -1 : 1;
        shape.single = {static_cast<int32_t>(i), static_cast<int32_t>(j)};
        shape.base = Candidate::plain;
        int cost = cost_m + (sa < 0 ? 1 : 2 + cost_m) + (sb < 0 ? 1 : 2 + cost_m);
        judge(shape, [&](uint32_t c) { return top[c] - base[c] - 2 * (value(a, c) + value(b, c)); }, present, rounding, cost);
        shape.base = Candidate::hinted;
        judge(shape, [&](uint32_t c) { return htop[c] - hbase[c] - 2 * (sa * value(a, c) + sb * value(b, c)); }, present, rounding, cost_m * 3 + 4);
      }
  }

  /// Runs that begin inside what an earlier total already stands for: "Total costs" over cost of sales, which gross profit took in.
  void try_inside() {
    const auto& s = *stack_;
    size_t n = s.items.size(), low = std::max(floor(), n > kExpandWindow ? n - kExpandWindow : 0);
    uint64_t outer = 0;
    for (size_t k = n; k-- > low && budget_ > 0;) {
      const auto& item = s.items[k];
      if (item.sum >= 0 && !out_.sums[static_cast<size_t>(item.sum)].above && !out_.sums[static_cast<size_t>(item.sum)].repeat) {
        const auto& parts = out_.sums[static_cast<size_t>(item.sum)].parts;
        std::array<int64_t, kWidth> inside{};
        largest_ = {};
        for (size_t i = k + 1; i < n; ++i) widen(s.items[i].row);
        uint64_t present = outer;
        int64_t rounding = s.rounding[n] - s.rounding[k + 1];
        const int64_t *top = &s.plain[n * width_], *above = &s.plain[(k + 1) * width_];
        for (size_t j = parts.size(); j-- > 1 && budget_ > 0;) {
          for (uint32_t c = 0; c < width_; ++c) inside[c] += value(parts[j].row, c);
          widen(parts[j].row);
          present |= sheet_.rows[parts[j].row].present;
          rounding += sheet_.rows[parts[j].row].rounding;
          Candidate shape;
          shape.first = k;
          shape.child = static_cast<int32_t>(j);
          if (n - k - 1 + parts.size() - j < 2) continue;
          judge(shape, [&](uint32_t c) { return inside[c] + top[c] - above[c]; }, present, rounding, 6 + bits(n - k) + bits(parts.size()));
        }
      }
      outer |= sheet_.rows[item.row].present;
    }
  }

  // ---- one row -------------------------------------------------------------------------------------------

  auto threshold() const -> int { return level_ == Level::total ? 5 : level_ == Level::result ? (sheet_.rows[row_].words.counts ? 6 : 12) : 20; }
  auto near_threshold() const -> int { return level_ == Level::total ? 13 : level_ == Level::result ? (sheet_.rows[row_].words.counts ? 14 : 18) : 30; }

  void search_runs() {
    full_ = {};
    near_ = {};
    try_runs(level_ == Level::total ? kRunWindow : kLeafWindow);
  }

  void read_row(uint32_t r) {
    row_ = r;
    const auto& row = sheet_.rows[r];
    Stack& s = stack_of(r);
    stack_ = &s;
    level_ = row.level;
    for (uint32_t c = 0; c < width_; ++c) target_[c] = sheet_.value(r, c), order_[c] = c;
    std::sort(order_.begin(), order_.begin() + width_, [&](uint32_t a, uint32_t b) {
      uint64_t x = magnitude(target_[a]), y = magnitude(target_[b]);
      return x != y ? x > y : a < b;
    });
    bool nil = target_[order_[0]] == 0;
    if (nil || s.items.empty()) return push(s, {r, r, -1});

    // Parts below a total printed above them would foot with it as well as without it; with it says more.
    if (level_ != Level::none) collapse_above(s, s.items.size());
    near_allowed_ = row.unit == statement::Unit::currency || row.words.total || row.words.net_first || level_ == Level::total;
    search_runs();
    if (full_.score >= threshold()) return accept(full_);
    Candidate near_printed = near_;
    if (level_ != Level::none) {
      // A total below that its parts contradict: does this one hold with the sum of those parts instead?
      if (try_corrected(r)) return;
      near_ = near_printed;
      full_ = {};
      try_variants();
      try_inside();
      if (full_.score >= threshold() + 1) return accept(full_);
      near_printed = near_;
      if (near_.score < near_threshold() && accept_repeat(r)) return;
    }
    if (near_printed.score >= near_threshold() && near_printed.first < s.items.size()) return accept(near_printed);
    push(s, {r, r, -1});
  }

  bool try_corrected(uint32_t r) {
    Stack& s = stack_of(r);
    for (size_t i = s.items.size(), seen = 0; i-- > 0 && seen < kSingleWindow; ++seen) {
      int32_t index = s.items[i].sum;
      if (index < 0 || out_.sums[static_cast<size_t>(index)].broken == 0) continue;
      auto& sum = out_.sums[static_cast<size_t>(index)];
      if (sum.total != s.items[i].row || sum.total_is_wrong) continue;
      auto column = static_cast<uint32_t>(std::countr_zero(sum.broken));
      int64_t& cell = values_[sum.total * width_ + column];
      int64_t printed = cell;
      cell = sum_of_parts(sheet_, sum, column);
      rebuild(s);
      search_runs();
      if (full_.score < threshold() && level_ != Level::none) try_variants();
      if (full_.score >= threshold() && (full_.footed >> column & 1)) {
        sum.total_is_wrong = true;
        accept(full_);
        return true;
      }
      cell = printed;
      rebuild(s);
    }
    return false;
  }

  void accept(const Candidate& c) {
    Stack& s = *stack_;
    FoundSum sum;
    sum.total = row_;
    sum.footed = c.footed;
    sum.broken = c.broken;
    sum.no_detail = c.no_detail;
    sum.score = c.score;
    sum.negated = c.negated;
    sum.typing_error = c.typing_error;
    sum.plain = c.run_begin == c.run_end && c.single[0] < 0 && c.child < 0;
    size_t first = c.first;
    sum.bounded = sheet_.rows[s.items[first].first_row].boundary;
    uint32_t first_row = s.items[first].first_row;
    std::vector<Item> kept;
    auto add = [&](uint32_t row, int sign) { sum.parts.push_back({row, static_cast<int8_t>(c.negated ? -sign : sign)}); };
    if (c.child >= 0) {
      // The total stands for the inner parts now; what the outer total had besides goes back on the stack.
      const auto& outer = out_.sums[static_cast<size_t>(s.items[first].sum)];
      for (size_t j = 0; j < outer.parts.size(); ++j) {
        if (static_cast<int32_t>(j) < c.child) kept.push_back({outer.parts[j].row, outer.parts[j].row, -1});
        else add(outer.parts[j].row, 1);
      }
      first_row = outer.parts[static_cast<size_t>(c.child)].row;
    } else if (c.base == Candidate::plain) {
      // Rows that are nil in every column belong to the run they stand in.
      while (first > floor() && !sheet_.rows[s.items[first].first_row].boundary && is_nil(s.items[first - 1])) --first;
      for (size_t i = first; i < c.first; ++i) add(s.items[i].row, 1);
    }
    for (size_t i = c.child >= 0 ? c.first + 1 : c.first; i < s.items.size(); ++i) {
      int sign = 1;
      bool skipped = false;
      if (c.base == Candidate::hinted && hint(s.items[i])) sign = -1;
      if (c.base == Candidate::less_rest && i > c.first) sign = -1;
      if (i >= c.run_begin && i < c.run_end) c.run_skipped ? void(skipped = true) : void(sign = -sign);
      for (size_t x = 0; x < 2; ++x)
        if (c.single[x] == static_cast<int32_t>(i)) c.single_skipped[x] ? void(skipped = true) : void(sign = -sign);
      if (!skipped) add(s.items[i].row, sign);
    }
    if (sum.broken == 0) ++footed_so_far_;
    pop_to(s, first);
    for (const auto& k : kept) push(s, k);
    out_.sums.push_back(std::move(sum));
    push(s, {row_, first_row, static_cast<int32_t>(out_.sums.size() - 1)});
  }

  bool is_nil(const Item& i) const {
    if (i.sum >= 0) return false;
    for (uint32_t c = 0; c < width_; ++c)
      if (value(i.row, c) != 0) return false;
    return true;
  }

  /// An earlier row with the same figures: net income again, where comprehensive income begins.
  bool accept_repeat(uint32_t r) {
    const auto& row = sheet_.rows[r];
    for (uint32_t e = r, seen = 0; e-- > 0 && seen < 400; ++seen) {
      if (sheet_.rows[e].unit != row.unit || (sheet_.rows[e].present & row.present) != row.present) continue;
      int evidence = 0;
      bool same = true;
      for (uint32_t c = 0; c < width_ && same; ++c) {
        same = value(e, c) == target_[c];
        evidence += std::min(20, bits(magnitude(target_[c]) / static_cast<uint64_t>(row.rounding)));
      }
      if (!same || evidence - bits(r - e) < 12) continue;
      FoundSum sum;
      sum.total = r;
      sum.parts.push_back({e, 1});
      sum.footed = row.present;
      sum.score = evidence - bits(r - e);
      sum.repeat = true;
      out_.sums.push_back(std::move(sum));
      push(*stack_, {r, r, static_cast<int32_t>(out_.sums.size() - 1)});
      return true;
    }
    return false;
  }

  /// Rows on the stack that equal the sum of the rows right below them: totals printed above their parts.
  bool collapse_above(Stack& s, size_t end) {
    bool any = false;
    size_t low = std::max(s.floor, end > 400 ? end - 400 : 0);
    for (size_t p = end; p-- > low && budget_ > 0;) {
      if (p + 2 >= s.items.size()) continue;
      const auto& item = s.items[p];
      if (item.sum >= 0 || sheet_.rows[item.row].words.total || is_nil(item)) continue;
      const auto& row = sheet_.rows[item.row];
      size_t last = std::min(s.items.size(), p + 1 + kAboveWindow);
      for (size_t q = p + 3; q <= last; ++q) {
        --budget_;
        int64_t rounding = s.rounding[q] - s.rounding[p + 1] + row.rounding;
        int evidence = 0, columns = 0;
        bool same = true;
        for (uint32_t c = 0; c < width_ && same; ++c) {
          int64_t t = value(item.row, c), v = s.plain[q * width_ + c] - s.plain[(p + 1) * width_ + c];
          same = static_cast<int64_t>(magnitude(v - t)) * 2 <= rounding;
          if (t == 0) continue;
          ++columns;
          evidence += std::min(20, bits(magnitude(t) / static_cast<uint64_t>(row.rounding) / (2 * magnitude(v - t) / static_cast<uint64_t>(row.rounding) + 1)));
        }
        int score = evidence - bits(q - p) - bits(s.items.size() - p) - 2;
        if (!same || columns < 2 || score < 20) continue;
        FoundSum sum;
        sum.total = item.row;
        sum.footed = row.present;
        sum.score = score;
        sum.plain = sum.above = true;
        for (size_t i = p + 1; i < q; ++i) sum.parts.push_back({s.items[i].row, 1});
        out_.sums.push_back(std::move(sum));
        s.items[p].sum = static_cast<int32_t>(out_.sums.size() - 1);
        s.items.erase(s.items.begin() + static_cast<std::ptrdiff_t>(p) + 1, s.items.begin() + static_cast<std::ptrdiff_t>(q));
        rebuild(s);
        any = true;
        break;
      }
    }
    return any;
  }

  void count_totals() {
    std::vector<int32_t> sum_of(sheet_.rows.size(), -1);
    for (size_t i = 0; i < out_.sums.size(); ++i)
      if (!out_.sums[i].above || sum_of[out_.sums[i].total] < 0) sum_of[out_.sums[i].total] = static_cast<int32_t>(i);
    std::array<bool, 4> seen{};
    std::array<int, 4> leaves{};  // rows since the last total: a total by name alone is one only where parts stand above it
    int flows = 0;
    bool costs = false;
    for (uint32_t r = 0; r < sheet_.rows.size(); ++r) {
      const auto& row = sheet_.rows[r];
      size_t unit = static_cast<size_t>(row.unit) & 3;
      bool additive = row.unit == statement::Unit::currency || row.words.total;
      bool counts = row.words.counts && additive && (seen[unit] || row.words.total) && (row.words.total || row.words.ending || row.unlabelled || income_rows_ || row.words.flow);
      for (uint32_t c = 0; c < width_; ++c) seen[unit] = seen[unit] || value(r, c) != 0;
      if (counts && !row.words.total && leaves[unit] == 0 && (!row.words.change || flows < 2)) counts = false;
      if (row.words.gross && !costs) counts = false;
      if (row.words.total_assets && leaves[unit] == 0) counts = false;
      costs |= row.words.cost;
      flows += row.words.flow && !row.words.change;
      row.words.counts || sum_of[r] >= 0 ? leaves[unit] = 0 : ++leaves[unit];
      bool nil = true;
      for (uint32_t c = 0; c < width_; ++c) nil = nil && value(r, c) == 0;
      if (sum_of[r] < 0 && (!counts || nil)) continue;
      ++out_.totals;
      if (sum_of[r] < 0) {
        out_.unexplained.push_back(r);
        continue;
      }
      const auto& sum = out_.sums[static_cast<size_t>(sum_of[r])];
      if (sum.broken == 0 && sum.no_detail == 0) ++out_.totals_footed;
    }
  }

  const Sheet& sheet_;
  uint32_t width_;
  bool income_rows_;
  std::vector<int64_t> values_;  // as printed, but for totals found wrong
  std::vector<bool> hints_;
  std::array<Stack, 4> stacks_;
  Summation out_;
  int64_t budget_ = 0;
  int footed_so_far_ = 0;

  // The row under consideration.
  uint32_t row_ = 0;
  Level level_ = Level::none;
  Stack* stack_ = nullptr;
  std::array<int64_t, kWidth> target_{};
  std::array<uint64_t, kWidth> largest_{};  // largest part of the window, by column
  std::array<uint32_t, kWidth> order_{};
  Candidate full_, near_;
  bool near_allowed_ = true;
};

}  // namespace

auto find_sums(const Sheet& sheet, bool income_rows) -> Summation {
  if (sheet.width == 0 || sheet.rows.empty()) return {};
  return Search(sheet, income_rows).run();
}

auto sum_of_parts(const Sheet& sheet, const FoundSum& sum, uint32_t column) -> int64_t {
  int64_t s = 0;
  for (const auto& p : sum.parts) s += p.sign * sheet.value(p.row, column);
  return s;
}

bool is_typing_error(int64_t printed, int64_t difference) {
  if (is_one_digit(magnitude(difference))) return true;
  // Two digits that changed places.
  uint64_t v = magnitude(printed), want = magnitude(printed + difference), place = 1;
  for (; v / place >= 10; place *= 10) {
    uint64_t a = v / place % 10, b = v / place / 10 % 10;
    if (a != b && v - a * place - b * place * 10 + b * place + a * place * 10 == want) return true;
  }
  return false;
}

}  // namespace crossfoot::check
