// Heading rows -> columns: label, period, kind of column, own scale or unit, member.
//
// In: a grid, which of its rows are headings, the titles around it, the statement's kind and the filing's calendar.
// Out: one Column per grid column and heading group. Headings that change half way down a table (a second set of
// dates) append columns of their own; repeated headings at a page break do not.
#pragma once
#include <string_view>
#include <vector>

#include "layout/layout.h"
#include "statement/calendar.h"
#include "statement/statement.h"

namespace crossfoot::statement {

/// From grid row `first_row` on, grid column c is Column `base + c`.
struct ColumnGroup {
  uint32_t first_row = 0;
  uint16_t base = 0;
};

/// What the cells of one grid column are, counted before its heading is read.
struct ColumnCount {
  uint32_t figures = 0, percents = 0, decimals = 0;
};

struct ColumnInput {
  const layout::Layout& layout;
  const layout::Table& table;
  const std::vector<bool>& is_heading;  // by grid row
  const std::vector<ColumnCount>& counts;
  const std::vector<std::string_view>& titles;  // nearest first
  Kind kind = Kind::none;
  const Calendar& calendar;
};

struct ColumnSet {
  std::vector<Column> columns;
  std::vector<ColumnGroup> groups;
  bool has_periods = false;  // some column's end is known
  [[nodiscard]] auto base_of(uint32_t grid_row) const -> uint16_t;
};

auto read_columns(const ColumnInput& input) -> ColumnSet;

/// Whether a row that the grid calls data is a heading: "2003 2002" without a label, "December 31, 1997  1996".
bool looks_like_heading(const layout::Layout& layout, const layout::Table& table, const layout::Row& row);

}  // namespace crossfoot::statement
