// The characters of one typewriter line, appended to a Layout: white space folded, bytes above 127 and entities
// decoded to UTF-8, segments split where words stand apart.
//
// In: a line's bytes without its end. Out: characters, one Line and its Segments. Bytes that are no UTF-8 are read as
// Windows-1252.
#pragma once
#include <string_view>

#include "base/span.h"
#include "layout/layout.h"

namespace crossfoot::layout {

/// Appends the line at `source`, whose first character stands in `column`. With `split`, pieces two or more blanks apart
/// become segments of their own; else the line is one segment. `plain`: no run of blanks, no tab, nothing to decode.
void append_line(std::string_view bytes, Span source, uint32_t column, bool split, Layout& layout, bool plain = false);

}  // namespace crossfoot::layout
