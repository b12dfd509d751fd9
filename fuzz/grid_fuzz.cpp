// Any bytes as the lines of a region: the grid stays within the text, and columns within the table.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "layout/typewriter_grid.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace crossfoot;
  if (size == 0) return 0;
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  bool tagged = data[0] & 1;
  std::vector<layout::GridLine> lines;
  uint32_t page = 0;
  for (uint32_t i = 0; i < bytes.size();) {
    auto end = static_cast<uint32_t>(std::min(bytes.find('\n', i), bytes.size()));
    bool furniture = end - i < 4 && end > i && bytes[i] == '#';
    page += furniture;
    lines.push_back({{i, end}, page, furniture, bytes[i] == '<'});
    i = end + 1;
  }
  layout::Layout out;
  int32_t index = layout::build_grid(bytes, lines, tagged, out);
  if (index < 0) return 0;
  auto check = [](bool ok) {
    if (!ok) std::abort();
  };
  for (size_t t = static_cast<size_t>(index); t < out.tables.size(); ++t) {
    const layout::Table& table = out.tables[t];
    check(table.text.end <= out.text.size() && table.source.end <= size);
    check(table.first_line + table.line_count <= out.lines.size());
    for (const layout::Row& r : table.rows) {
      check(r.label.begin <= r.label.end && r.label.end <= table.text.end);
      check(r.first_cell + r.cell_count <= table.cells.size());
      int next = 0;
      for (uint32_t k = r.first_cell; k < r.first_cell + r.cell_count; ++k) {
        const layout::Cell& c = table.cells[k];
        check(c.column >= next && c.column + c.column_span <= table.column_count);
        next = c.column + c.column_span;
        check(c.text.begin < c.text.end && c.text.end <= table.text.end);
        check(c.source.begin < c.source.end && c.source.end <= size);
      }
    }
  }
  return 0;
}
