// Tables of figures as statements: what each column's period is, what each row's concept is, in which unit and
// scale, and the exact facts that follow.
//
// In: layouts. Out: Statements with one StatementTable per layout table that holds figures (also tables that are
// no primary statement: kind `none`), and one Fact per figure. Ticks are set later, by check.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/decimal.h"
#include "container/submission.h"
#include "form/form.h"
#include "layout/layout.h"

namespace crossfoot::statement {

enum class Kind : uint8_t { none, balance_sheet, income_statement, cash_flow, equity, comprehensive_income };
auto to_string(Kind k) -> std::string_view;  // "" for none

enum class Unit : uint8_t { currency, shares, per_share, pure };
enum class Tick : uint8_t { unverified, footed, tied, broken };
auto to_string(Tick t) -> std::string_view;

/// Null start: an instant. Null end: unknown.
struct Period {
  std::optional<Date> start, end;
  friend bool operator==(const Period&, const Period&) = default;
};

enum class ColumnKind : uint8_t { value, percent, change, note, text };  // change: difference of two columns; note: note reference numbers

struct Column {
  std::string label;  // joined heading texts, from the top: "Three Months Ended September 30, 2003"
  Period period;
  ColumnKind kind = ColumnKind::value;
  std::optional<int> scale_power;  // where the column has a scale of its own
  std::optional<Unit> unit;
  bool pro_forma = false, restated = false, unaudited = false, adjusted = false;
  std::string member;  // a column for a part: "Common Stock", "Parent", "Restructuring": not the whole entity
  bool recovered = false;
};

/// A figure of a table. `printed` as it stands there (with its sign), `value` multiplied by the scale.
struct Figure {
  uint32_t row = 0;
  uint16_t column = 0;
  Range text;
  Span span;
  Decimal printed;
  Decimal value;
  bool nil = false;       // "-" or "--": printed and value are zero
  bool percent = false;   // had '%'
  int32_t fact = -1;      // index in Statements.facts; -1 for percent-of, note numbers...
};

struct StatementRow {
  std::string label;   // caption texts not included
  uint16_t depth = 0;  // hierarchy from indentation, captions and arithmetic
  int32_t parent = -1; // caption row this row stands under
  bool caption = false;
  std::string concept_name;  // "us-gaap:Assets", empty where unknown
  Unit unit = Unit::currency;
  int8_t sign = 1;     // -1: the fact's value is the printed figure negated ("loss of (5)"; "Less: ... 12")
  uint32_t first_figure = 0, figure_count = 0;
  uint32_t grid_row = 0;
  bool total_label = false;  // "Total ..." or ruled above
  layout::Ruling above = layout::Ruling::none;  // strongest ruling over its figures
  Span label_span;
};

struct StatementTable {
  uint32_t index = 0;       // over the filing
  uint32_t document = 0;
  uint32_t grid = 0;        // index in the document's Layout.tables; -1u when none
  Span span;
  std::string title;
  Kind kind = Kind::none;
  std::string currency = "USD";
  int scale_power = 0;      // 3: thousands
  std::vector<Column> columns;
  std::vector<StatementRow> rows;
  std::vector<Figure> figures;  // row by row
  bool continues_previous = false;  // liabilities table following an assets table, page continued
  bool pro_forma = false;
};

struct Fact {
  std::string concept_name;
  std::string label;
  Decimal value;
  Unit unit = Unit::currency;
  int decimals = 0;
  Period period;
  uint32_t document = 0, table = 0, row = 0;
  uint16_t column = 0;
  Span span;
  Tick tick = Tick::unverified;
  std::string member;        // as Column.member
  bool recovered = false;
};

/// A fact that the filer tagged in inline XBRL; kept apart from what was read off the tables.
struct TaggedFact {
  std::string concept_name, context, unit, format;
  int scale = 0;         // the tag's: 3 means the printed figure is in thousands
  bool negated = false;  // sign="-"
  Period period;
  Decimal value;
  int decimals = 0;
  bool has_dimensions = false;
  uint32_t document = 0;
  Span span;  // of the printed figure
};

struct Statements {
  std::vector<StatementTable> tables;
  std::vector<Fact> facts;
  std::vector<TaggedFact> tagged;
};

auto read_statements(std::string_view bytes, const container::Submission& submission, const std::vector<layout::Layout>& layouts,
                     const form::Form& form, diag::Emitter& emitter) -> Statements;

}  // namespace crossfoot::statement
