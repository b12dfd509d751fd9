#include <algorithm>

#include "base/ascii.h"
#include "layout/html_cell_text.h"
#include "layout/html_context.h"

namespace crossfoot::layout::html {
namespace {

using markup::Align;
using markup::Tag;

constexpr size_t kLongestHeading = 250;
constexpr size_t kLongestPlainHeading = 120;  // centred or in capitals only

struct Letters {
  size_t upper = 0, lower = 0, digits = 0;
};

auto count_letters(std::string_view s) -> Letters {
  Letters n;
  for (char c : s) {
    n.upper += ascii::is_upper(c);
    n.lower += ascii::is_lower(c);
    n.digits += ascii::is_digit(c);
  }
  return n;
}

bool is_drawn_rule(std::string_view s) {
  if (s.size() < 4) return false;
  for (char c : s)
    if (c != '_' && c != '-' && c != '=' && c != ' ' && c != '*') return false;
  return true;
}

}  // namespace

void seal(Context& ctx, Range r) {
  std::string_view chars = ctx.out.text.chars();
  for (size_t i = chars.find('\n', r.begin); i < r.end; i = chars.find('\n', i + 1)) ctx.out.text.set_blank(static_cast<uint32_t>(i));
}

void make_block(Context& ctx, size_t first, size_t count, const BlockTraits& traits) {
  Layout& out = ctx.out;
  const auto& lines = ctx.writer.lines();
  const auto& segments = ctx.writer.segments();
  const LineRecord& head = lines[first];
  Block b;
  b.text = {head.text.begin, lines[first + count - 1].text.end};
  seal(ctx, b.text);
  b.source = out.text.to_source(b.text);
  b.first_line = static_cast<uint32_t>(out.lines.size());
  b.line_count = static_cast<uint32_t>(count);
  b.page = ctx.page;
  b.in_table = traits.in_table;
  b.indent = to_columns(std::max(0, head.indent + traits.extra_indent));
  b.blank_before = head.blank_above;
  uint32_t shown = 0, bold = 0, underlined = 0;
  b.centred = true;
  for (size_t i = first; i < first + count; ++i) {
    const LineRecord& l = lines[i];
    shown += l.shown;
    bold += l.bold;
    underlined += l.underlined;
    b.centred = b.centred && l.align == Align::centre;
    out.lines.push_back({l.text, static_cast<uint32_t>(out.segments.size()), l.segment_count, to_columns(std::max(0, l.indent))});
    for (uint32_t s = 0; s < l.segment_count; ++s) {
      Range r = segments[l.first_segment + s];
      int32_t column = to_columns(std::max(0, l.indent)) + static_cast<int32_t>(r.begin - l.text.begin);
      out.segments.push_back({r, column, column + static_cast<int32_t>(r.size())});
    }
  }
  std::string_view text = out.text.of(b.text);
  b.bold = bold == shown;
  b.underlined = underlined * 10 >= shown * 9;
  Letters letters = count_letters(text.substr(0, 400));
  b.capitals = letters.lower == 0 && letters.upper >= 2;
  bool has_letters = letters.upper + letters.lower > 0;
  bool is_list = traits.list_item || head.hint == Tag::li || starts_with_list_mark(text);
  if (is_drawn_rule(text)) b.kind = BlockKind::rule;
  else if (has_letters && text.size() <= kLongestHeading && (b.bold || (head.hint >= Tag::h1 && head.hint <= Tag::h6))) b.kind = BlockKind::heading;
  else if (has_letters && !is_list && text.size() <= kLongestHeading && b.underlined) b.kind = BlockKind::heading;
  else if (has_letters && !is_list && text.size() <= kLongestPlainHeading && (b.centred || (b.capitals && letters.upper > 3))) b.kind = BlockKind::heading;
  else if (is_list) b.kind = BlockKind::list_item;
  else b.kind = BlockKind::paragraph;
  out.blocks.push_back(b);
}

void make_paragraphs(Context& ctx, size_t first, size_t last, const BlockTraits& traits) {
  const auto& lines = ctx.writer.lines();
  while (first < last) {
    size_t end = first + 1;
    while (end < last && !lines[end].starts_paragraph) ++end;
    make_block(ctx, first, end - first, traits);
    first = end;
  }
}

void make_rule(Context& ctx, Span source) {
  Block b;
  b.kind = BlockKind::rule;
  b.text = {ctx.out.text.size(), ctx.out.text.size()};
  b.source = source;
  b.first_line = static_cast<uint32_t>(ctx.out.lines.size());
  b.page = ctx.page;
  ctx.out.blocks.push_back(b);
}

}  // namespace crossfoot::layout::html
