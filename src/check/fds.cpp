// Rule fds: an EX-27 Financial Data Schedule agrees with the statements of the same submission.
//
// The schedule gives the registrant's main figures a second time, a tag to a line: "<TOTAL-ASSETS>   39,604". Filers fill it in
// loosely, so only a figure that is one wrong digit away from the row that its tag names is a contradiction.
#include <algorithm>
#include <cstdlib>
#include <optional>
#include <unordered_map>

#include "base/ascii.h"
#include "check/statement_rules.h"

namespace crossfoot::data {
extern const std::string_view fds;
}

namespace crossfoot::check {
namespace {

using diag::Severity;
using statement::Kind;
using statement::Tick;

struct Tag {
  std::string_view name;
  std::vector<std::string_view> concepts, words;
};

auto split(std::string_view text, char separator) -> std::vector<std::string_view> {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    size_t cut = std::min(text.find(separator), text.size());
    if (cut > 0) out.push_back(text.substr(0, cut));
    text.remove_prefix(std::min(cut + 1, text.size()));
  }
  return out;
}

auto tags() -> const std::vector<Tag>& {
  static const auto table = [] {
    std::vector<Tag> out;
    for (auto line : split(data::fds, '\n')) {
      if (line.starts_with('#')) continue;
      auto fields = split(line, '\t');
      if (fields.size() == 3) out.push_back({fields[0], split(fields[1], ','), split(fields[2], ',')});
    }
    return out;
  }();
  return table;
}

struct Entry {
  const Tag* tag = nullptr;
  Decimal value;
  Span span;
  bool tied = false;
};

/// Digits without sign, point and trailing zeros: what two scales of one amount share.
auto digits_of(const Decimal& d) -> int64_t {
  Int128 c = d.coefficient() < 0 ? -d.coefficient() : d.coefficient();
  while (c != 0 && c % 10 == 0) c /= 10;
  return c > INT64_MAX ? 0 : static_cast<int64_t>(c);
}

auto length_of(int64_t v) -> int {
  int n = 0;
  for (; v > 0; v /= 10) ++n;
  return n;
}

/// Reads one figure at the start of `text`: "39,604", "(1,045)", "-.29", "$1.33". Returns the bytes it took, 0 where it is none.
auto read_figure(std::string_view text, Decimal& out) -> size_t {
  size_t i = 0;
  bool negative = false;
  while (i < text.size() && (text[i] == '(' || text[i] == '-' || text[i] == '$')) negative |= text[i] != '$', ++i;
  size_t begin = i;
  while (i < text.size() && (ascii::is_digit(text[i]) || text[i] == ',' || text[i] == '.')) ++i;
  auto parsed = Decimal::parse(text.substr(begin, i - begin));
  if (!parsed || (i < text.size() && ascii::is_alpha(text[i]))) return 0;
  out = negative ? -*parsed : *parsed;
  if (i < text.size() && text[i] == ')') ++i;
  return i;
}

/// Reads "DEC-30-1995".
auto read_period_end(std::string_view text) -> std::optional<Date> {
  text = ascii::trim(text);
  if (text.size() < 11 || text[3] != '-' || text[6] != '-') return std::nullopt;
  int month = parse_month(text.substr(0, 3)), day = 0, year = 0;
  for (size_t i : {4u, 5u}) day = day * 10 + (text[i] - '0');
  for (size_t i : {7u, 8u, 9u, 10u}) year = year * 10 + (text[i] - '0');
  Date d{static_cast<int16_t>(year), static_cast<uint8_t>(month), static_cast<uint8_t>(day)};
  if (month == 0 || day < 1 || day > 31 || year < 1990 || year > 2010 || !d.is_valid()) return std::nullopt;
  return d;
}

/// Reads the tag lines of one schedule, the first figure of each.
auto read_schedule(std::string_view bytes, Span text, std::optional<Date>& period_end) -> std::vector<Entry> {
  std::vector<Entry> out;
  size_t at = text.begin, end = std::min<size_t>(text.end, bytes.size());
  while (at < end) {
    size_t line_end = std::min(bytes.find('\n', at), end);
    auto line = bytes.substr(at, line_end - at);
    size_t open = line.find_first_not_of(" \t");
    if (open != line.npos && line[open] == '<') {
      size_t close = line.find('>', open);
      if (close != line.npos) {
        auto name = line.substr(open + 1, close - open - 1);
        if (ascii::equals_ignoring_case(name, "PERIOD-END")) period_end = read_period_end(line.substr(close + 1));
        for (const auto& tag : tags()) {
          if (!ascii::equals_ignoring_case(tag.name, name)) continue;
          size_t i = close + 1;
          while (i < line.size() && (ascii::is_blank(line[i]) || line[i] == '$')) ++i;
          Entry e;
          size_t n = read_figure(line.substr(i), e.value);
          // A second figure means several periods: which column is which is not ours to guess.
          size_t rest = i + n;
          while (rest < line.size() && ascii::is_space(line[rest])) ++rest;
          if (n == 0 || e.value.is_zero() || rest < line.size()) break;
          e.tag = &tag;
          e.span = {static_cast<uint32_t>(at + i), static_cast<uint32_t>(at + i + n)};
          out.push_back(e);
          break;
        }
      }
    }
    at = line_end + 1;
  }
  return out;
}

bool has_concept(const Tag& tag, std::string_view name) {
  if (name.starts_with("us-gaap:")) name.remove_prefix(8);
  return std::find(tag.concepts.begin(), tag.concepts.end(), name) != tag.concepts.end();
}

bool has_word(const Tag& tag, std::string_view label) {
  return std::any_of(tag.words.begin(), tag.words.end(), [&](auto w) { return ascii::contains_ignoring_case(label, w); });
}

struct Printed {
  const statement::StatementTable* table;
  const statement::Figure* figure;
};

void check_schedule(StatementContext& ctx, const container::Document& document) {
  std::optional<Date> period_end;
  auto entries = read_schedule(ctx.bytes, document.text, period_end);
  if (entries.size() < 4) return;
  std::unordered_map<int64_t, std::vector<Printed>> printed;
  std::vector<Printed> all;
  for (const auto& t : ctx.statements.tables) {
    if (t.kind == Kind::none || t.pro_forma || t.document == document.index) continue;
    for (const auto& f : t.figures) {
      if (f.fact < 0 || f.nil || f.column >= t.columns.size() || t.columns[f.column].kind != statement::ColumnKind::value) continue;
      all.push_back({&t, &f});
      printed[digits_of(f.printed)].push_back({&t, &f});
    }
  }
  int tied = 0;
  for (auto& e : entries) {
    auto found = printed.find(digits_of(e.value));
    if (found == printed.end()) continue;
    for (const auto& p : found->second) {
      const auto& row = p.table->rows[p.figure->row];
      if (!has_concept(*e.tag, row.concept_name) && !has_word(*e.tag, row.label)) continue;
      e.tied = true;
      set_tick(ctx.statements, p.figure->fact, Tick::tied);
    }
    // The same digits under another name: the filer's reading of the tag, not an error.
    if (length_of(digits_of(e.value)) >= 3) e.tied = true;
    tied += e.tied;
  }
  for (const auto& e : entries) {
    if (e.tied || tied < 5) continue;
    const Printed* hit = nullptr;
    bool by_concept = false;
    for (const auto& p : all) {
      const auto& row = p.table->rows[p.figure->row];
      bool named = has_concept(*e.tag, row.concept_name);
      if (!named && !(row.concept_name.empty() && has_word(*e.tag, row.label))) continue;
      if (hit && by_concept && !named) continue;
      // The schedule speaks of the filing's own period: that column, or the first where periods are unknown.
      const auto& end = p.table->columns[p.figure->column].period.end;
      if (end && period_end ? std::abs(end->to_days() - period_end->to_days()) > 7 : p.figure != &p.table->figures[row.first_figure]) continue;
      int64_t mine = digits_of(p.figure->printed), theirs = digits_of(e.value);
      int d = length_of(mine) - length_of(theirs);
      for (; d > 0; --d) theirs *= 10;
      for (; d < 0; ++d) mine *= 10;
      // One unit apart is the schedule's rounding.
      if (length_of(mine) < 3 || std::llabs(theirs - mine) < 2 || !is_typing_error(mine, theirs - mine)) continue;
      if (length_of(mine) != length_of(theirs) || p.figure->printed.exponent() != e.value.exponent()) continue;
      hit = &p;
      by_concept = named;
      if (named) break;
    }
    if (!hit) continue;
    const auto& row = hit->table->rows[hit->figure->row];
    diag::Diagnostic out{diag::Rule::fds, by_concept ? Severity::error : Severity::warning,
                         "the Financial Data Schedule gives " + std::string(e.tag->name) + " as " + std::string(e.span.of(ctx.bytes)) + ", but " + name_row(row) + " is " +
                             hit->figure->printed.to_printed(),
                         document.index, e.span, {}};
    out.related.push_back({name_figure(*hit->table, *hit->figure), hit->figure->span});
    ctx.emitter.emit(std::move(out));
    set_tick(ctx.statements, hit->figure->fact, Tick::broken);
  }
}

}  // namespace

void check_fds(StatementContext& ctx) {
  for (const auto& d : ctx.submission.documents)
    if (ascii::starts_with_ignoring_case(d.type, "EX-27")) check_schedule(ctx, d);
}

}  // namespace crossfoot::check
