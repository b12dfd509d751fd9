// The columns of a region, from how its figures line up over all lines together.
//
// In: scanned lines. Out: columns from left to right, and in each piece the column it belongs to (-1: none, it is
// part of a label or a text). Figures of one column share the column behind their last digit; two figures on one
// line never share a column. Numbers inside labels line up with nothing and become text.
#pragma once
#include <cstdint>
#include <vector>

#include "layout/grid_scan.h"

namespace crossfoot::layout::grid {

struct Column {
  int32_t left = 0;       // with "$"
  int32_t right = 0;      // with ")" and "%"
  int32_t core_left = 0;  // leftmost digit or "("
  int32_t edge = 0;       // behind the last digit
  uint32_t support = 0;   // figures that define it
};

struct Columns {
  std::vector<Column> columns;
  std::vector<uint8_t> recovered;  // by line: placed by nearness, not by alignment
};

/// Finds the columns and places every figure, nil and value word of `lines` in one.
auto find_columns(const std::vector<ScannedLine>& lines, std::vector<Piece>& pieces) -> Columns;

}  // namespace crossfoot::layout::grid
