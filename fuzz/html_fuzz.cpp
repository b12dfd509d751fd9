// Any bytes as an HTML document: tokens partition them, the tree and the layout hold together and give the same twice.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "layout/layout.h"
#include "markup/html_tokenizer.h"
#include "markup/html_tree.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace crossfoot;
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  Span whole{0, static_cast<uint32_t>(size)};

  markup::TokenBuffer tokens = markup::tokenize_html(bytes, whole);
  uint32_t next = 0;
  for (size_t i = 0; i < tokens.tokens.size(); ++i) {
    require(tokens.tokens[i].begin == next && tokens.span(i).size() > 0);
    next = tokens.span(i).end;
  }
  require(next == size);

  markup::HtmlTree tree = markup::build_html_tree(bytes, whole);
  for (uint32_t i = 0; i < tree.nodes.size(); ++i) require(tree.nodes[i].subtree_end > i && tree.nodes[i].subtree_end <= tree.nodes.size());

  container::Document document;
  document.text = document.span = whole;
  document.media = container::Media::html;
  diag::Emitter emitter;
  layout::Layout l = layout::lay_out_html(bytes, document, emitter);
  uint32_t last = 0;
  for (const layout::Block& b : l.blocks) {
    require(b.text.begin >= last && b.text.end >= b.text.begin && b.text.end <= l.text.size());
    require(b.source.end <= size && b.first_line + b.line_count <= l.lines.size());
    last = b.text.end;
  }
  for (const layout::Line& line : l.lines) require(line.first_segment + line.segment_count <= l.segments.size() && line.text.end <= l.text.size());
  for (const layout::Table& t : l.tables) {
    require(t.block < l.blocks.size());
    for (const layout::Row& r : t.rows) require(r.first_cell + r.cell_count <= t.cells.size());
    for (const layout::Cell& c : t.cells) require(c.column + c.column_span <= t.column_count && c.source.end <= size && c.text.end <= l.text.size());
  }
  return 0;
}
