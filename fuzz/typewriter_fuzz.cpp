// Typewriter layout on any bytes: no crash, and every invariant that later phases rely on.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "form/parts.h"
#include "layout/layout.h"

namespace {

void check(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace crossfoot;
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  container::Submission submission;
  container::Document document;
  document.span = document.text = {0, static_cast<uint32_t>(size)};
  submission.documents.push_back(document);
  diag::Emitter emitter;
  std::vector<layout::Layout> layouts;
  layouts.push_back(layout::lay_out_typewriter(bytes, document, emitter));
  const layout::Layout& l = layouts.front();
  uint32_t end = 0;
  for (const layout::Block& b : l.blocks) {
    check(end <= b.text.begin && b.text.begin <= b.text.end && b.text.end <= l.text.size());
    end = b.text.end;
    check(b.source.begin <= b.source.end && b.source.end <= size);
    check(b.first_line + b.line_count <= l.lines.size());
    check(b.page < l.page_count);
    for (uint32_t i = b.first_line; i < b.first_line + b.line_count; ++i) {
      const layout::Line& line = l.lines[i];
      check(line.text.begin <= line.text.end && line.text.end <= l.text.size());
      check(line.first_segment + line.segment_count <= l.segments.size());
    }
    Span there = l.text.to_source(b.text);
    check(there.end <= size + 1);
  }
  for (const layout::Table& t : l.tables) {
    check(t.block < l.blocks.size());
    for (const layout::Row& r : t.rows) check(r.first_cell + r.cell_count <= t.cells.size());
  }
  form::find_cover(submission, layouts);
  form::find_signatures(submission, layouts);
  form::find_press_releases(submission, layouts);
  return 0;
}
