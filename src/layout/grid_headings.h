// Which columns each text of a heading line stands over.
//
// In: the texts of one line and the columns below. Out: for each text the columns it labels, in order and without
// overlap; a text centred over several columns spans them, and a rule drawn beneath it says how far it reaches.
#pragma once
#include <cstdint>
#include <vector>

#include "layout/grid_columns.h"

namespace crossfoot::layout::grid {

struct HeadingText {
  int32_t begin = 0, end = 0;      // columns of the text
  int32_t reach_begin = 0, reach_end = 0;  // of the text and of the rule beneath it
  int32_t first = -1, last = -1;   // result: grid columns, -1 where it stands over none
};

/// Sets `first` and `last` of each text.
void place_headings(std::vector<HeadingText>& texts, const std::vector<Column>& columns);

}  // namespace crossfoot::layout::grid
