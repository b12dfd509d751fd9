// A layout made from plain text for the unit tests of this folder: blank lines part blocks, "# " marks a heading, "| " a table,
// a form feed a page. Lines of a block keep their places; runs of two blanks or "|" part segments.
#pragma once
#include <string_view>

#include "base/ascii.h"
#include "layout/layout.h"

namespace crossfoot::form {

inline auto layout_of(std::string_view bytes, uint32_t document = 0, uint32_t offset = 0) -> layout::Layout {
  layout::Layout l;
  l.document = document;
  uint32_t page = 0;
  bool in_block = false, blank = true;
  for (size_t i = 0; i < bytes.size();) {
    size_t nl = bytes.find('\n', i);
    if (nl == std::string_view::npos) nl = bytes.size();
    std::string_view line = bytes.substr(i, nl - i);
    auto start = static_cast<uint32_t>(i);
    i = nl + 1;
    if (!line.empty() && line[0] == '\f') {
      ++page;
      in_block = false;
      continue;
    }
    size_t first = line.find_first_not_of(" \t\r");
    if (first == std::string_view::npos) {
      in_block = false;
      blank = true;
      continue;
    }
    layout::BlockKind kind = layout::BlockKind::paragraph;
    auto indent = static_cast<int32_t>(first);
    if (line.substr(first, 2) == "# ") kind = layout::BlockKind::heading, first += 2;
    else if (line.substr(first, 2) == "| ") kind = layout::BlockKind::table, first += 2;
    std::string_view t = ascii::trim(line.substr(first));
    auto at = static_cast<uint32_t>(start + first) + offset;
    if (kind == layout::BlockKind::heading && in_block && l.blocks.back().kind != kind) in_block = false;
    if (!in_block) {
      if (!l.blocks.empty()) l.text.append_as("\n", {at, at});
      layout::Block b;
      b.kind = kind;
      b.text = {l.text.size(), l.text.size()};
      b.source = {at, at};
      b.first_line = static_cast<uint32_t>(l.lines.size());
      b.page = page;
      b.indent = indent;
      b.blank_before = blank;
      b.capitals = true;
      l.blocks.push_back(b);
      in_block = true;
    } else {
      l.text.append_as(" ", {at - 1, at});
    }
    blank = false;
    layout::Block& b = l.blocks.back();
    for (char c : t) b.capitals = b.capitals && !ascii::is_lower(c);
    layout::Line out;
    out.indent = indent;
    out.first_segment = static_cast<uint32_t>(l.segments.size());
    out.text.begin = l.text.size();
    for (size_t s = 0; s < t.size();) {
      size_t gap = std::min(t.find("  ", s), t.find(" | ", s));
      std::string_view piece = t.substr(s, gap == std::string_view::npos ? std::string_view::npos : gap - s);
      if (s > 0) l.text.append_as(" ", {static_cast<uint32_t>(at + s - 1), static_cast<uint32_t>(at + s)});
      uint32_t begin = l.text.size();
      l.text.append(piece, static_cast<uint32_t>(at + s));
      l.segments.push_back({{begin, l.text.size()}, static_cast<int32_t>(first + s), static_cast<int32_t>(first + s + piece.size())});
      if (gap == std::string_view::npos) break;
      s = t.find_first_not_of(" |", gap);
      if (s == std::string_view::npos) break;
    }
    out.text.end = l.text.size();
    out.segment_count = static_cast<uint32_t>(l.segments.size()) - out.first_segment;
    l.lines.push_back(out);
    b.line_count = static_cast<uint32_t>(l.lines.size()) - b.first_line;
    b.text.end = l.text.size();
    b.source.end = static_cast<uint32_t>(at + t.size());
  }
  l.page_count = page + 1;
  return l;
}

}  // namespace crossfoot::form
