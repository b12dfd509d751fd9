// The facts of a filing as claims ask for them: by measure or label, by period, GAAP or adjusted.
//
// In: Statements. Out: a FactIndex of rows (with the measures their concept or label stands for, and the stems of their labels) and of
// entries (figures with magnitude, rounding and period). It copies what it needs from Statements except their texts. Tables without
// periods give entries whose period is unknown: a claim can tie to them but is never broken by them.
#pragma once
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "prose/measure.h"
#include "prose/period_phrase.h"
#include "statement/statement.h"

namespace crossfoot::prose {

struct Entry {
  uint32_t row = 0;      // in FactIndex::rows
  uint16_t column = 0;
  int32_t fact = -1;     // in Statements.facts
  Decimal value;         // signed, plain units; percentages in percent
  Decimal half;          // half a unit of its last digit
  statement::Unit unit = statement::Unit::currency;
  bool percent = false;
  bool change = false;   // in a column of changes
  bool adjusted = false; // pro forma, non-GAAP
  bool member = false;   // of a part of the entity
  bool free_scale = false;  // its table does not say in what it is printed: thousands, as like as not
  int months = -1;       // 0 an instant, -1 unknown
  Date end;              // not valid where unknown
  [[nodiscard]] bool known() const { return end.is_valid() && months >= 0; }
  [[nodiscard]] Interval interval() const { return {value - half, value + half}; }
};

struct IndexedRow {
  uint32_t table = 0, row = 0;      // in Statements
  std::vector<Stem> stems;          // content words of the label
  std::vector<Stem> above;          // content words of its captions and the table's title
  std::vector<uint16_t> measures;
  bool adjusted = false;
  bool gaap = false;                // says GAAP outright
  bool by_concept_only = false;     // its label is no wording of its measures
  bool inferred = false;            // named by the caption over it: "Subtotal" under "Core deposits"; may tie, never contradicts
  uint32_t first = 0, count = 0;    // entries
};

class FactIndex {
 public:
  explicit FactIndex(const statement::Statements& statements);

  [[nodiscard]] auto rows() const -> const std::vector<IndexedRow>& { return rows_; }
  [[nodiscard]] auto entries_of(uint32_t row) const -> std::span<const Entry> { return std::span(entries_).subspan(rows_[row].first, rows_[row].count); }
  [[nodiscard]] auto entries() const -> std::span<const Entry> { return entries_; }
  [[nodiscard]] auto rows_of(uint16_t measure) const -> const std::vector<uint32_t>& { return by_measure_[measure]; }
  [[nodiscard]] auto statements() const -> const statement::Statements& { return statements_; }
  [[nodiscard]] bool empty() const { return entries_.empty(); }
  /// The latest end of a period of `months` (any where 0) with at least a few figures; not valid where there is none.
  [[nodiscard]] auto latest_end(int months) const -> Date;

  /// Dates columns that have no period by what their heading or their table's title says of it: "4Q 2021".
  void date_columns(const Anchor& anchor);

  struct LabelMatch {
    std::vector<uint32_t> rows;
    uint32_t length = 0;  // words of the text
  };
  /// Finds the longest row label whose content words stand at words[i] on, small words aside.
  [[nodiscard]] auto match_label(std::span<const Word> words, size_t i) const -> LabelMatch;

 private:
  void find_scales();
  /// What every row of a table takes over from it.
  struct TableWords {
    std::vector<Stem> title;               // content words
    bool adjusted = false;                 // its title says pro forma, non-GAAP
    std::vector<bool> adjusted_columns;    // by column
  };
  void index_row(uint32_t table, uint32_t row, const TableWords& words_of_table, bool under_adjusted);

  const statement::Statements& statements_;
  std::vector<int> rescale_;  // per table: the power of ten it leaves unsaid
  std::vector<IndexedRow> rows_;
  std::vector<Entry> entries_;
  std::vector<std::vector<uint32_t>> by_measure_;
  struct Label {
    uint32_t row;
    uint32_t from;  // first stem that has to stand in the text: "Net commercial loans" is "commercial loans" too
  };
  std::unordered_map<Stem, std::vector<Label>> by_first_;
};

/// Whether a stem is one of the small words that labels and sentences may differ in.
bool is_small_word(Stem w);
/// Whether a stem says little about which measure is meant: "total", "other", "income", "net".
bool is_generic_word(Stem w);
/// Whether a period ends about where `target` does and has its length, as far as both are known.
bool same_period(const Entry& e, const Target& target);

}  // namespace crossfoot::prose
