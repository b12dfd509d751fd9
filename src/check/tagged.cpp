// Rule tagged: an inline XBRL tag agrees with the figure it encloses and the table it stands in.
//
// The tables are read without the tags, so the two are independent. Our own reading of a scale, a sign or a period may be
// wrong for a table, but then all its tags differ alike; what is reported is the tag that differs from its neighbours' tags:
// in scale from the table's other amounts, in sign from the same row's other columns, in period from its column's.
#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>

#include "check/statement_rules.h"

namespace crossfoot::check {
namespace {

using diag::Severity;
using statement::Figure;
using statement::StatementTable;
using statement::TaggedFact;
using statement::Unit;

/// A figure of a table and a tag around it.
struct Pair {
  uint32_t figure = 0, tag = 0;
  int power = 0;  // |tag| = |figure| x 10^power
  bool alike = false;  // the same digits, so that `power` means something
};

/// The power of ten between two numbers of the same digits; empty where the digits differ.
auto power_between(Decimal figure, Decimal tag) -> std::optional<int> {
  if (!figure.is_valid() || !tag.is_valid() || figure.is_zero() || tag.is_zero()) return std::nullopt;
  auto reduce = [](Decimal d, int& exponent) {
    Int128 c = d.coefficient();
    if (c < 0) c = -c;
    exponent = d.exponent();
    while (c % 10 == 0) c /= 10, ++exponent;
    return c;
  };
  int a = 0, b = 0;
  if (reduce(figure, a) != reduce(tag, b)) return std::nullopt;
  return b - a;
}

auto scale_words(int scale) -> std::string {
  switch (scale) {
    case -2: return "per cent";
    case 0: return "units";
    case 3: return "thousands";
    case 6: return "millions";
    case 9: return "billions";
    default: return "powers of ten (" + std::to_string(scale) + ")";
  }
}

class TableTags {
 public:
  TableTags(StatementContext& ctx, const StatementTable& table, std::vector<Pair> pairs) : ctx_(ctx), table_(table), pairs_(std::move(pairs)) {}

  void check() {
    check_scale();
    check_sign();
    check_period();
  }

 private:
  auto figure(const Pair& p) const -> const Figure& { return table_.figures[p.figure]; }
  auto tag(const Pair& p) const -> const TaggedFact& { return ctx_.statements.tagged[p.tag]; }
  auto unit(const Pair& p) const { return table_.rows[figure(p).row].unit; }

  void emit(Severity severity, const Pair& p, std::string message, const Pair& other, std::string says) {
    ctx_.emitter.emit({diag::Rule::tagged, severity, std::move(message), table_.document, figure(p).span,
                       {{name_figure(table_, figure(other)) + ", " + std::move(says), figure(other).span}}});
  }

  // Amounts of one table are tagged in one scale.
  void check_scale() {
    std::map<int, uint32_t> votes;
    for (const Pair& p : pairs_)
      if (p.alike && unit(p) == Unit::currency) ++votes[p.power];
    int usual = 0;
    uint32_t most = 0, all = 0;
    for (auto [power, n] : votes) {
      all += n;
      if (n > most) {
        most = n;
        usual = power;
      }
    }
    if (most < 3 || most < 3 * (all - most)) return;
    const Pair* like = nullptr;
    for (const Pair& p : pairs_)
      if (p.alike && unit(p) == Unit::currency && p.power == usual) {
        like = &p;
        break;
      }
    for (const Pair& p : pairs_) {
      if (!p.alike || unit(p) != Unit::currency || p.power == usual || tag(p).scale == tag(*like).scale) continue;
      emit(Severity::error, p,
           name_figure(table_, figure(p)) + " is tagged " + tag(p).concept_name + " in " + scale_words(tag(p).scale) + ", but the table's other amounts in " +
               scale_words(tag(*like).scale),
           *like, "is tagged in " + scale_words(tag(*like).scale));
    }
  }

  // One row's figures under one concept are printed with one sense of sign.
  void check_sign() {
    std::map<std::pair<uint32_t, std::string_view>, std::vector<const Pair*>> rows;
    for (const Pair& p : pairs_)
      if (p.alike) rows[{figure(p).row, tag(p).concept_name}].push_back(&p);
    for (const auto& [key, row] : rows) {
      std::vector<const Pair*> same, turned;
      for (const Pair* p : row) (figure(*p).printed.is_negative() == tag(*p).value.is_negative() ? same : turned).push_back(p);
      if (same.empty() || turned.empty()) continue;
      bool few_turned = turned.size() <= same.size();
      const auto& odd = few_turned ? turned : same;
      const Pair& like = *(few_turned ? same : turned).front();
      for (const Pair* p : odd)
        emit(Severity::warning, *p,
             name_figure(table_, figure(*p)) + " is tagged " + tag(*p).concept_name + " " + tag(*p).value.to_printed() +
                 ", but the row's other figures are tagged with the " + (few_turned ? "sign as printed" : "sign turned"),
             like, "is tagged " + tag(like).value.to_printed());
    }
  }

  // The durations of one column are tagged with one period.
  void check_period() {
    std::map<uint16_t, std::vector<const Pair*>> columns;
    for (const Pair& p : pairs_)
      if (tag(p).period.start && tag(p).period.end && !tag(p).has_dimensions) columns[figure(p).column].push_back(&p);
    for (const auto& [column, of_column] : columns) {
      std::map<std::pair<int, int>, uint32_t> votes;
      auto key = [&](const Pair& p) { return std::pair(tag(p).period.start->to_days(), tag(p).period.end->to_days()); };
      for (const Pair* p : of_column) ++votes[key(*p)];
      auto usual = std::max_element(votes.begin(), votes.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
      if (usual->second < 5 || usual->second * 10 < of_column.size() * 9) continue;
      const Pair* like = nullptr;
      for (const Pair* p : of_column)
        if (key(*p) == usual->first) {
          like = p;
          break;
        }
      auto words = [&](const Pair& p) { return tag(p).period.start->to_string() + " to " + tag(p).period.end->to_string(); };
      for (const Pair* p : of_column) {
        if (std::abs(key(*p).second - usual->first.second) <= 7 && std::abs(key(*p).first - usual->first.first) <= 7) continue;
        emit(Severity::warning, *p,
             name_figure(table_, figure(*p)) + " is tagged " + tag(*p).concept_name + " for " + words(*p) + ", but its column for " + words(*like), *like,
             "is tagged for " + words(*like));
      }
    }
  }

  StatementContext& ctx_;
  const StatementTable& table_;
  std::vector<Pair> pairs_;
};

}  // namespace

void check_tagged(StatementContext& ctx) {
  const auto& tagged = ctx.statements.tagged;
  if (tagged.empty()) return;
  // The tags of each document stand in the order of the file.
  for (const StatementTable& t : ctx.statements.tables) {
    std::vector<Pair> pairs;
    for (uint32_t f = 0; f < t.figures.size(); ++f) {
      const Figure& figure = t.figures[f];
      if (figure.nil || figure.percent) continue;
      auto first = std::partition_point(tagged.begin(), tagged.end(), [&](const TaggedFact& x) {
        return x.document != t.document ? x.document < t.document : x.span.end <= figure.span.begin;
      });
      for (auto x = first; x != tagged.end() && x->document == t.document && x->span.begin < figure.span.end; ++x) {
        auto power = power_between(figure.value, x->value);
        pairs.push_back({f, static_cast<uint32_t>(x - tagged.begin()), power.value_or(0), power.has_value()});
      }
    }
    if (pairs.size() >= 2) TableTags(ctx, t, std::move(pairs)).check();
  }
}

}  // namespace crossfoot::check
