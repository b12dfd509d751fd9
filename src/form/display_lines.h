// A document's lines as displayed, one after the other, without page furniture: what the readers of covers,
// signatures and contacts walk over.
//
// In: a layout. Out: views into it; it must outlive them.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "form/form.h"
#include "layout/layout.h"

namespace crossfoot::form {

struct DisplayLine {
  uint32_t block = 0;
  uint32_t line = 0;   // in Layout.lines; blocks without lines have one display line with no segments
  Range text;
  bool rule = false;
  bool gap = false;    // a blank line stands above
};

/// Lists the lines of blocks [first, last), at most `limit` of them.
auto display_lines(const layout::Layout& layout, uint32_t first, uint32_t last, size_t limit) -> std::vector<DisplayLine>;

/// The segments of a line; a line without any counts as one segment.
auto segments_of(const layout::Layout& layout, const DisplayLine& line) -> std::vector<layout::Segment>;

/// True where two segments share a column, or begin within `tolerance` columns of each other.
bool share_columns(const layout::Segment& a, const layout::Segment& b, int32_t tolerance);

/// Returns the text of `range` with white space folded, and its bytes.
auto found_at(const layout::Layout& layout, Range range) -> Found;

/// Returns `range` without white space at either end.
auto trimmed(const layout::Layout& layout, Range range) -> Range;

/// Finds a telephone number of three, three and four digits at or after `from`: "(512) 527-2900", "512.527.2900", "1-800-555-0100".
auto find_phone(std::string_view text, size_t from = 0) -> std::optional<Range>;

/// A box to tick at the beginning of `text`: its length in bytes (0: none) and whether it is ticked.
struct Box {
  uint32_t length = 0;
  bool ticked = false;
};
auto read_box(std::string_view text) -> Box;

/// True where `text` is `word` when everything but letters is taken out, in any case: "S I G N A T U R E S".
bool spells(std::string_view text, std::string_view word);

}  // namespace crossfoot::form
