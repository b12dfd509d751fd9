#include "statement/concepts.h"

#include <array>
#include <optional>

#include "base/ascii.h"

namespace crossfoot::data {
extern const std::string_view concepts;
}

namespace crossfoot::statement {
namespace {

constexpr std::array kSections = std::to_array<std::string_view>({
    "-", "current-assets", "noncurrent-assets", "assets", "current-liabilities", "noncurrent-liabilities", "liabilities", "equity", "revenue", "cost", "expense", "other-income", "interest-income",
    "interest-expense", "noninterest-income", "noninterest-expense", "per-share", "per-share-basic", "per-share-diluted", "shares", "comprehensive", "operating", "changes", "investing", "financing", "supplemental"});

/// The words' part of a hash: taken once for all the places that a label is looked up in.
uint64_t hash_of(std::string_view words) {
  uint64_t h = 0xcbf29ce484222325ull;
  for (char c : words) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3ull;
  return h;
}

uint64_t hash_of(Kind kind, Section section, uint64_t words) {
  uint64_t h = (words ^ (static_cast<uint64_t>(kind) << 8 | static_cast<uint64_t>(section))) * 0x9e3779b97f4a7c15ull;
  h ^= h >> 32;
  return h ? h : 1;
}

struct Chain {
  std::array<Section, 5> sections{};
  size_t count = 0;
};

/// Where to look, nearest first. A balance sheet that does not separate current from other items tries both.
auto chain_of(Section s) -> Chain {
  using S = Section;
  switch (s) {
    case S::none: return {{S::none}, 1};
    case S::current_assets: return {{S::current_assets, S::assets, S::none}, 3};
    case S::noncurrent_assets: return {{S::noncurrent_assets, S::assets, S::none}, 3};
    case S::assets: return {{S::assets, S::none, S::noncurrent_assets, S::current_assets}, 4};
    case S::current_liabilities: return {{S::current_liabilities, S::liabilities, S::none}, 3};
    case S::noncurrent_liabilities: return {{S::noncurrent_liabilities, S::liabilities, S::none}, 3};
    case S::liabilities: return {{S::liabilities, S::none, S::noncurrent_liabilities, S::current_liabilities}, 4};
    case S::equity: return {{S::equity, S::none}, 2};
    case S::cost: return {{S::cost, S::expense, S::none}, 3};
    case S::noninterest_expense: return {{S::noninterest_expense, S::expense, S::none}, 3};
    case S::noninterest_income: return {{S::noninterest_income, S::revenue, S::none}, 3};
    case S::interest_income: return {{S::interest_income, S::revenue, S::none}, 3};
    case S::interest_expense: return {{S::interest_expense, S::expense, S::none}, 3};
    case S::changes: return {{S::changes, S::operating, S::none}, 3};
    default: return {{s, S::none}, 2};
  }
}

/// Whether what follows a comma goes on with a list: "accounts payable, accrued and other liabilities" is no accounts payable.
bool is_list(std::string_view rest) {
  rest = ascii::trim(rest);
  auto first = rest.substr(0, rest.find(' '));
  static constexpr std::array kQualifiers = std::to_array<std::string_view>({"net", "less", "including", "excluding", "at", "trade", "principally", "after", "current", "noncurrent", "long", "primarily", "exclusive", "inclusive", "before", "of", "excludes",
                                                                            "par", "no", "without", "authorized", "issued", "as", "in", "on", "per", "basic", "diluted", "from", "respectively", "with", "stated", "shown", "see", "which", "mainly", "other"});
  for (auto q : kQualifiers)
    if (q == first) return false;
  return rest.find(" and ") != std::string_view::npos;
}

auto next_field(std::string_view& line) -> std::string_view {
  size_t tab = line.find('\t');
  auto field = line.substr(0, tab);
  line = tab == std::string_view::npos ? std::string_view() : line.substr(tab + 1);
  return ascii::trim(field);
}

auto parse_kind(std::string_view name) -> std::optional<Kind> {
  if (name == "balance") return Kind::balance_sheet;
  if (name == "income") return Kind::income_statement;
  if (name == "cash") return Kind::cash_flow;
  if (name == "equity") return Kind::equity;
  if (name == "comprehensive") return Kind::comprehensive_income;
  if (name == "any") return Kind::none;
  return std::nullopt;
}

}  // namespace

auto to_string(Section s) -> std::string_view { return kSections[static_cast<size_t>(s)]; }

auto parse_section(std::string_view name) -> std::optional<Section> {
  for (size_t i = 0; i < kSections.size(); ++i)
    if (kSections[i] == name) return static_cast<Section>(i);
  return std::nullopt;
}

auto ConceptTable::standard() -> const ConceptTable& {
  static const ConceptTable table(data::concepts);
  return table;
}

ConceptTable::ConceptTable(std::string_view tsv) {
  size_t labels = 0;
  for (char c : tsv) labels += c == '|' || c == '\n';
  size_t capacity = 1024;
  while (capacity < labels * 2 + 16) capacity *= 2;
  slots_.resize(capacity);
  size_t line_number = 0;
  while (!tsv.empty()) {
    size_t nl = tsv.find('\n');
    auto line = tsv.substr(0, nl);
    tsv = nl == std::string_view::npos ? std::string_view() : tsv.substr(nl + 1);
    ++line_number;
    if (ascii::trim(line).empty() || line[0] == '#') continue;
    auto statement = next_field(line), section = next_field(line), name = next_field(line), flags = next_field(line), patterns = next_field(line);
    auto kind = parse_kind(statement);
    auto sec = parse_section(section);
    if (!kind || !sec || name.empty() || patterns.empty()) {
      problems_.push_back({line_number, !kind ? "unknown statement" : !sec ? "unknown section" : "a field is empty"});
      continue;
    }
    ConceptEntry entry;
    entry.name = name;
    entry.instant = *kind == Kind::balance_sheet;
    for (char f : flags) {
      if (f == '+') entry.sign = SignRule::positive;
      else if (f == '~') entry.sign = SignRule::inverse;
      else if (f == '-') entry.sign = SignRule::negated;
      else if (f == 'i') entry.instant = true;
      else if (f == 'd') entry.instant = false;
      else if (f == 's') entry.unit = Unit::shares;
      else if (f == 'p') entry.unit = Unit::per_share;
      else if (f != '.' && f != ' ') problems_.push_back({line_number, "unknown flag"});
    }
    auto index = static_cast<int32_t>(entries_.size());
    entries_.push_back(std::move(entry));
    while (!patterns.empty()) {
      size_t bar = patterns.find('|');
      auto pattern = ascii::trim(patterns.substr(0, bar));
      patterns = bar == std::string_view::npos ? std::string_view() : patterns.substr(bar + 1);
      bool prefix = pattern.ends_with('*');
      if (prefix) pattern = ascii::trim(pattern.substr(0, pattern.size() - 1));
      auto words = normalise_label(pattern).words;
      if (words.empty()) {
        problems_.push_back({line_number, "a label has no words"});
        continue;
      }
      insert(hash_of(*kind, *sec, hash_of(words)), index, prefix, line_number);
    }
  }
}

void ConceptTable::insert(uint64_t hash, int32_t entry, bool prefix, size_t line) {
  size_t mask = slots_.size() - 1;
  for (size_t i = hash & mask;; i = (i + 1) & mask) {
    Slot& s = slots_[i];
    if (s.entry < 0) {
      s = {hash, entry, prefix};
      ++used_;
      return;
    }
    if (s.hash == hash) {
      if (s.entry == entry) s.prefix = s.prefix || prefix;
      else problems_.push_back({line, "the label stands twice: as " + entries_[static_cast<size_t>(s.entry)].name + " and as " + entries_[static_cast<size_t>(entry)].name});
      return;
    }
  }
}

auto ConceptTable::probe(uint64_t hash) const -> const Slot* {
  size_t mask = slots_.size() - 1;
  for (size_t i = hash & mask;; i = (i + 1) & mask) {
    const Slot& s = slots_[i];
    if (s.entry < 0) return nullptr;
    if (s.hash == hash) return &s;
  }
}

auto ConceptTable::find_words(Kind kind, Section section, uint64_t words, bool as_prefix, std::optional<Unit> unit) const -> const ConceptEntry* {
  const Slot* s = probe(hash_of(kind, section, words));
  if (!s || (as_prefix && !s->prefix)) return nullptr;
  const ConceptEntry& e = entries_[static_cast<size_t>(s->entry)];
  return unit && e.unit != *unit ? nullptr : &e;
}

auto ConceptTable::find_exact(Kind kind, Section section, std::string_view words, std::optional<Unit> unit) const -> const ConceptEntry* {
  if (words.empty()) return nullptr;
  const uint64_t hash = hash_of(words);
  auto chain = chain_of(section);
  for (size_t i = 0; i < chain.count; ++i)
    if (auto e = find_words(kind, chain.sections[i], hash, false, unit)) return e;
  // A statement of comprehensive income begins as an income statement; equity rows know both.
  if (kind == Kind::comprehensive_income) {
    if (auto e = find_words(Kind::income_statement, Section::comprehensive, hash, false, unit)) return e;
    if (auto e = find_words(Kind::income_statement, Section::none, hash, false, unit)) return e;
  }
  return find_words(Kind::none, Section::none, hash, false, unit);
}

auto ConceptTable::find(Kind kind, Section section, const Label& label, std::optional<Unit> unit) const -> const ConceptEntry* {
  size_t n = label.word_count();
  if (n == 0) return nullptr;
  if (auto e = find_exact(kind, section, label.words, unit)) return e;
  auto without_net = [&](size_t count) -> const ConceptEntry* {
    // "Other income, net" is "Other income" where the table does not say otherwise.
    if (count < 2) return nullptr;
    auto words = label.first(count);
    if (words.ends_with(" net")) return find_exact(kind, section, label.first(count - 1), unit);
    return nullptr;
  };
  if (auto e = without_net(n)) return e;
  // Qualifiers go from the right: ", at cost", ", less allowance for...", "(note 3)".
  for (size_t k = label.cuts.size(); k-- > 0;) {
    uint32_t at = label.cuts[k];
    if (at == 0 || at >= n) continue;
    auto head = label.first(at);
    if (at == 1 && (head == "cash" || head == "income" || head == "net" || head == "total")) continue;
    if (is_list(std::string_view(label.words).substr(head.size()))) continue;
    if (auto e = find_exact(kind, section, label.first(at), unit)) return e;
    if (auto e = without_net(at)) return e;
  }
  // Then the longest beginning that the table marks with '*'.
  auto chain = chain_of(section);
  for (size_t count = n; count-- > 0;) {
    const uint64_t words = hash_of(label.first(count + 1));
    for (size_t i = 0; i < chain.count; ++i)
      if (auto e = find_words(kind, chain.sections[i], words, true, unit)) return e;
    if (kind == Kind::comprehensive_income) {
      if (auto e = find_words(Kind::income_statement, Section::comprehensive, words, true, unit)) return e;
      if (auto e = find_words(Kind::income_statement, Section::none, words, true, unit)) return e;
    }
    if (auto e = find_words(Kind::none, Section::none, words, true, unit)) return e;
  }
  return nullptr;
}

}  // namespace crossfoot::statement
