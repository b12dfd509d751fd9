// Which typewriter lines are page furniture, and which stretches of lines are tables.
//
// In: scanned lines. Out: a mark for each furniture line, and the table regions in order, not overlapping.
// Regions are found by how figures line up to the right of labels; <TABLE> tags only help: a third of the
// tables have none, and some enclose prose.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "markup/typewriter_lines.h"

namespace crossfoot::layout {

struct TypewriterRegion {
  uint32_t first = 0, last = 0;  // lines [first, last)
  bool tagged = false;
};

/// Measures of the whole document that single lines are judged by.
struct TypewriterPage {
  uint32_t left = 0;    // usual left margin of running text
  uint32_t right = 80;  // usual right margin
  bool double_spaced = false;  // a blank line stands after every line
};

auto measure_page(std::string_view bytes, const std::vector<markup::TypewriterLine>& lines) -> TypewriterPage;

/// True for a line of running text: mostly lower case, no columns.
bool is_prose(const markup::TypewriterLine& line);
/// True for a line whose words stand in columns.
bool is_columnar(const markup::TypewriterLine& line);

/// Marks page numbers and running heads: one byte a line, 1 where it is furniture.
auto find_furniture(std::string_view bytes, const std::vector<markup::TypewriterLine>& lines) -> std::vector<uint8_t>;

auto find_table_regions(std::string_view bytes, const std::vector<markup::TypewriterLine>& lines, const std::vector<uint8_t>& furniture,
                        const TypewriterPage& page) -> std::vector<TypewriterRegion>;

}  // namespace crossfoot::layout
