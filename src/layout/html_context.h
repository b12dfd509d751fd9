// What the parts of HTML layout share while they lay out one document, and how lines become blocks.
#pragma once
#include <string_view>

#include "layout/html_lines.h"
#include "layout/layout.h"
#include "markup/html_style.h"
#include "markup/html_tree.h"

namespace crossfoot::layout::html {

struct Context {
  std::string_view bytes;
  const markup::HtmlTree& tree;
  markup::StyleReader& styles;
  LineWriter& writer;
  Layout& out;
  uint32_t page = 0;
  int32_t body_size = 0;  // of most text, where known
};

struct BlockTraits {
  bool in_table = false;
  bool list_item = false;
  int32_t extra_indent = 0;  // hundredths of a point
};

/// Makes one block of `count` lines from `first` on (at least one) of the writer.
void make_block(Context& ctx, size_t first, size_t count, const BlockTraits& traits);
/// Makes blocks of the lines [first, last): one for each paragraph.
void make_paragraphs(Context& ctx, size_t first, size_t last, const BlockTraits& traits);
/// Makes a block for a rule or page mark that shows no text.
void make_rule(Context& ctx, Span source);
/// Turns the line ends inside `r` into blanks, so that the text of a block is one run of words.
void seal(Context& ctx, Range r);
/// Hundredths of a point as columns of Block.indent.
constexpr auto to_columns(int32_t hundredths) -> int32_t { return hundredths / 400; }

/// Marks page numbers, running heads and feet as furniture.
void mark_furniture(Layout& layout);

}  // namespace crossfoot::layout::html
