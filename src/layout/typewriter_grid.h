// Tables out of typewriter lines: columns found from how figures line up over all rows together.
//
// In: the lines of one region that looks like a table, with or without EDGAR's <TABLE> <CAPTION> <S> <C> tags.
// Out: a Table appended to Layout.tables, and the region's characters, lines and segments appended to Layout.text,
// .lines and .segments in reading order; labels and cells are ranges of that text. The caller makes the block.
// Bad input: a figure that lines up with no column is placed by its neighbours and its row marked `recovered`;
// a region without a column of figures is no table, and the layout is left as it was.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "layout/layout.h"

namespace crossfoot::layout {

/// One line of a region, in the order of the file.
struct GridLine {
  Span source;  // without its line end
  uint32_t page = 0;
  bool furniture = false;  // page number or running head between the table's lines: kept as text, in no row
  bool tag = false;        // a tag line such as <S> <C>, or <CAPTION>
};

/// Builds the table that `lines` of `bytes` (the whole file) hold. Returns its index in layout.tables, or -1 where
/// they are no table. `tagged`: the region stood between <TABLE> and </TABLE>. Where tables with headings of their own
/// stand one below the other in the region, each becomes a table: all from the returned index on are new.
auto build_grid(std::string_view bytes, const std::vector<GridLine>& lines, bool tagged, Layout& layout) -> int32_t;

}  // namespace crossfoot::layout
