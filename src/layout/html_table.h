// HTML tables: read into a grid of cells, then told apart: a table of figures becomes a layout::Table, a table that
// only places prose becomes blocks, row by row.
//
// In: the nodes of a table, or of neighbouring rows, that hold no further table. Out: blocks appended to the layout.
// Spans are resolved; absurd ones are cut to kMostColumns. Linear in the nodes and cells.
#pragma once
#include <cstdint>
#include <vector>

#include "layout/html_cell_text.h"
#include "layout/html_context.h"

namespace crossfoot::layout::html {

inline constexpr uint32_t kMostColumns = 1000;

struct GridCell {
  uint32_t row = 0;
  uint32_t column = 0, end_column = 0;
  uint32_t first_line = 0, line_count = 0;  // of the writer
  Range text;
  markup::Border top = markup::Border::unset, bottom = markup::Border::unset;
  markup::Align align = markup::Align::unset;
  int32_t indent = 0;
  CellText look;
  bool bold = false, underlined = false, head = false;
  bool rule = false;  // holds <hr>, or a line drawn with characters
  bool drawn = false;  // a line drawn with characters is all that it holds
  bool rule_twofold = false;
};

struct GridRow {
  uint32_t first_cell = 0, cell_count = 0;
  uint32_t page = 0;
  Span source;
  bool blank = true;  // no text
};

struct Grid {
  std::vector<GridRow> rows;
  std::vector<GridCell> cells;  // also empty ones, row by row
  uint32_t column_count = 0;
  uint32_t first_line = 0, line_count = 0;   // all lines of the writer that the table wrote
  uint32_t caption_lines = 0;                // of these, the first ones stand in <caption>
  Span source;
  bool breaks_after = false;
};

/// Reads the nodes [first, last) as rows and lays them out as blocks and perhaps a table.
void lay_out_table(Context& ctx, uint32_t first, uint32_t last, const Look& look, Span source);

/// Does the grid hold figures in columns?
bool holds_figures(const Context& ctx, const Grid& grid);
/// Appends the grid as a Table and its block; false, and nothing done, where no column of figures is found.
bool make_table(Context& ctx, Grid& grid);

}  // namespace crossfoot::layout::html
