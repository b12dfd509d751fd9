// The concept of a row: a us-gaap element name, looked up by statement, section and label in data/concepts.tsv.
//
// In: where a row stands and its normalised label. Out: the entry, or nothing: a row without a concept is still a fact.
// The table is parsed once; a lookup costs a few hash probes, whatever the table's size.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "statement/label.h"
#include "statement/statement.h"

namespace crossfoot::statement {

/// Part of a statement a row stands in.
enum class Section : uint8_t {
  none,
  current_assets, noncurrent_assets, assets,                  // `assets`: either, or a balance sheet that does not tell
  current_liabilities, noncurrent_liabilities, liabilities, equity,
  revenue, cost, expense, other_income, interest_income, interest_expense, noninterest_income, noninterest_expense,
  per_share, per_share_basic, per_share_diluted, shares, comprehensive,
  operating, changes, investing, financing, supplemental,
};
auto to_string(Section s) -> std::string_view;
auto parse_section(std::string_view name) -> std::optional<Section>;

/// How the figure printed under a label relates to the concept's own sign.
enum class SignRule : uint8_t {
  as_printed,  // "net income": negative is a loss; a label that says only "loss" over positive figures is turned
  positive,    // an expense, payment or contra amount: parentheses are only presentation
  inverse,     // cash-flow change of an asset: an increase is printed negative
  negated,     // printed the other way round: "other expense (income)" for an income concept
};

struct ConceptEntry {
  std::string name;  // without prefix: "Assets"
  SignRule sign = SignRule::as_printed;
  bool instant = false;
  Unit unit = Unit::currency;
};

/// Every line of the table that could not be used, for the table's own test.
struct ConceptProblem {
  size_t line;
  std::string what;
};

class ConceptTable {
 public:
  /// The table of data/concepts.tsv.
  static auto standard() -> const ConceptTable&;
  explicit ConceptTable(std::string_view tsv);

  /// Finds the entry of `label` in `section` of a statement of `kind`; null where there is none.
  /// With `unit`, entries of other units are passed over: "Common stock, $.01 par value" beside an amount is no par value.
  [[nodiscard]] auto find(Kind kind, Section section, const Label& label, std::optional<Unit> unit = {}) const -> const ConceptEntry*;
  /// As find, without falling back on shorter forms of the label.
  [[nodiscard]] auto find_exact(Kind kind, Section section, std::string_view words, std::optional<Unit> unit = {}) const -> const ConceptEntry*;
  [[nodiscard]] auto problems() const -> const std::vector<ConceptProblem>& { return problems_; }
  [[nodiscard]] size_t size() const { return used_; }

 private:
  struct Slot {
    uint64_t hash = 0;
    int32_t entry = -1;
    bool prefix = false;  // "income before *": also for longer labels
  };
  void insert(uint64_t hash, int32_t entry, bool prefix, size_t line);
  [[nodiscard]] auto probe(uint64_t hash) const -> const Slot*;
  [[nodiscard]] auto find_words(Kind kind, Section section, uint64_t words_hash, bool as_prefix, std::optional<Unit> unit) const -> const ConceptEntry*;

  std::vector<ConceptEntry> entries_;
  std::vector<Slot> slots_;
  size_t used_ = 0;
  std::vector<ConceptProblem> problems_;
};

}  // namespace crossfoot::statement
