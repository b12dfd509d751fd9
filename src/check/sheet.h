// A statement table as whole numbers: the rows and value columns that the arithmetic rules work on.
//
// In: a StatementTable, with the tables that continue it over a page break. Out: a Sheet that owns its numbers, all
// in one power of ten, with what label and ruling say about each row. Figures too large to add safely are absent.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "layout/layout.h"
#include "statement/statement.h"

namespace crossfoot::check {

/// How strongly label and ruling say that a row is the result of the rows above it.
enum class Level : uint8_t { none, result, total };

/// What a label says, found in one pass over its words.
struct LabelWords {
  bool total = false;      // "total", "subtotal"
  bool result = false;     // "net income", "gross profit", "cash provided by", "end of year"...
  bool counts = false;     // a row so named must be explained: what the self-check counts as a total
  bool minus = false;      // "less", "cost", "expense", "provision": usually taken away though printed positive
  bool less = false;       // begins with "less"
  bool beginning = false;  // "beginning of period"
  bool ending = false;     // "end of period"
  bool flow = false;       // "net cash provided by", "net increase in cash"
  bool change = false;     // "net increase in cash"
  bool total_assets = false;  // "Total assets" and no more
  bool cost = false;       // names a cost or an expense
  bool gross = false;      // "gross profit", "operating income": what is left of revenue after costs
  bool net_first = false;  // begins with "net"
  bool net_suffix = false; // "Property, plant and equipment, net"
};
auto read_label(std::string_view label) -> LabelWords;

struct SheetRow {
  uint32_t table = 0;  // index in Statements.tables
  uint32_t row = 0;    // index in its rows
  Level level = Level::none;
  LabelWords words;
  statement::Unit unit = statement::Unit::currency;
  bool boundary = false;   // a caption, a double rule or a grand total stands right above
  bool unlabelled = false; // a figure under a rule, and no words
  bool recovered = false;  // the grid placed it by guess
  uint64_t present = 0;    // bit c: has a figure in sheet column c
  int64_t rounding = 1;    // its last printed digit, in sheet units
};

/// Rows in printed order; only rows with figures.
struct Sheet {
  static constexpr uint32_t kMaxWidth = 24;
  uint32_t width = 0;
  int exponent = 0;  // values are whole multiples of 10^exponent
  std::vector<uint32_t> tables;
  std::vector<int64_t> column_rounding;  // last printed digit by unit, then column: a column of percentages is finer than its neighbours
  std::vector<uint16_t> columns;  // sheet column -> column of the first table
  std::vector<SheetRow> rows;
  std::vector<int64_t> values;    // row by row; 0 where absent
  std::vector<int32_t> figures;   // index in the row's table, -1 where absent

  /// The last printed digit of figures of `unit` in a column, in sheet units; 1 where there are none.
  [[nodiscard]] auto rounding(statement::Unit unit, size_t column) const -> int64_t { return column_rounding[(static_cast<size_t>(unit) & 3) * width + column]; }
  [[nodiscard]] auto value(size_t row, size_t column) const -> int64_t { return values[row * width + column]; }
  [[nodiscard]] auto figure(size_t row, size_t column) const -> int32_t { return figures[row * width + column]; }
  [[nodiscard]] bool has(size_t row, size_t column) const { return (rows[row].present >> column & 1) != 0; }
};

/// Makes the sheet of tables `first`..`last` (inclusive), of which all but the first continue the one before.
auto make_sheet(const statement::Statements& statements, const std::vector<layout::Layout>& layouts, uint32_t first, uint32_t last) -> Sheet;

/// Returns the last table that continues `first` with the same number of value columns; `first` itself where none does.
auto last_of_sheet(const statement::Statements& statements, uint32_t first) -> uint32_t;

}  // namespace crossfoot::check
