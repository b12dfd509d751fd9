#include "layout/html_table.h"

#include <algorithm>

#include "base/ascii.h"

namespace crossfoot::layout::html {
namespace {

using markup::Align;
using markup::Border;
using markup::Display;
using markup::Node;
using markup::Style;
using markup::Switch;
using markup::Tag;

constexpr size_t kNoCell = static_cast<size_t>(-1);

bool is_drawn_rule(std::string_view s) {
  if (s.empty()) return false;
  size_t strokes = 0;
  for (char c : s) {
    if (c != '-' && c != '=' && c != '_' && c != ' ') return false;
    strokes += c != ' ';
  }
  return strokes >= 3;
}

class Reader {
 public:
  Reader(Context& ctx, uint32_t first, uint32_t last, const Look& look) : ctx_(ctx), first_(first), last_(last), base_(look) {}

  auto read() -> Grid {
    grid_.first_line = static_cast<uint32_t>(ctx_.writer.lines().size());
    for (uint32_t i = first_; i < last_;) {
      leave(i);
      const Node& n = ctx_.tree.nodes[i];
      const Look& look = frames_.empty() ? base_ : frames_.back().look;
      if (n.is_text) {
        if (!look.hidden) text(n, look);
        ++i;
        continue;
      }
      i = element(i, n, look);
    }
    leave(last_);
    finish_cell();
    grid_.line_count = static_cast<uint32_t>(ctx_.writer.lines().size()) - grid_.first_line;
    return std::move(grid_);
  }

 private:
  struct Frame {
    uint32_t end;
    Look look;
    Tag tag;
    bool block;
    bool cell;
  };

  void leave(uint32_t i) {
    while (!frames_.empty() && frames_.back().end <= i) {
      const Frame& f = frames_.back();
      if (f.cell) finish_cell();
      else if (f.block) ctx_.writer.end_paragraph(f.tag == Tag::p);
      if (f.tag == Tag::caption) {
        ctx_.writer.end_paragraph(false);
        if (grid_.rows.empty()) grid_.caption_lines = static_cast<uint32_t>(ctx_.writer.lines().size()) - grid_.first_line;
        in_caption_ = false;
      }
      frames_.pop_back();
    }
  }

  void text(const Node& n, const Look& look) {
    if (cell_ == kNoCell && !in_caption_) {
      bool blank = true;
      for (uint32_t k = n.begin; k < n.end && blank; ++k) blank = ascii::is_space(ctx_.bytes[k]);
      if (blank) return;
      // Text between cells: shown, so it gets a cell of its own in a row of its own.
      begin_row({n.begin, n.begin});
      begin_cell(Style{}, look, Tag::td, true);
    }
    ctx_.writer.write(n.span(), look);
  }

  auto element(uint32_t i, const Node& n, const Look& outer) -> uint32_t {
    const Style& style = ctx_.styles.read(n.span().of(ctx_.bytes), n.tag);
    if (style.display == Display::none || n.tag == Tag::ix_header || n.tag == Tag::ix_hidden) return n.subtree_end;
    Look look = inherit(outer, n.tag, style);
    bool block = markup::is_block(n.tag) && style.display != Display::inline_;
    if (style.display == Display::block && !block) block = true;
    switch (n.tag) {
      case Tag::tr:
        finish_cell();
        begin_row(n.span());
        block = false;
        break;
      case Tag::td:
      case Tag::th:
        finish_cell();
        if (grid_.rows.empty() || !row_open_) begin_row(n.span());
        look.indent = style.margin_left + style.padding_left;
        look.first_indent = style.text_indent_set == Switch::on ? style.text_indent : 0;
        begin_cell(style, look, n.tag, false);
        break;
      case Tag::caption:
        in_caption_ = true;
        break;
      case Tag::br: ctx_.writer.end_line(); return i + 1;
      case Tag::hr:
        if (cell_ != kNoCell) {
          GridCell& c = grid_.cells[cell_];
          bool twofold = style.size >= 3 || style.top == Border::twofold || style.bottom == Border::twofold;
          if (ctx_.writer.line_is_open() || ctx_.writer.lines().size() > c.first_line) {
            c.bottom = std::max(c.bottom, twofold ? Border::twofold : Border::single);
          } else {
            c.rule = true;
            c.rule_twofold = twofold;
          }
        }
        ctx_.writer.end_line();
        return i + 1;
      case Tag::page: ++ctx_.page; return i + 1;
      default:
        if (block) {
          ctx_.writer.end_paragraph(false);
          // A block's own rule stands for the cell's, where the block is all that the cell holds.
          if (cell_ != kNoCell) {
            if (style.top == Border::single || style.top == Border::twofold) grid_.cells[cell_].top = std::max(grid_.cells[cell_].top, style.top);
            if (style.bottom == Border::single || style.bottom == Border::twofold)
              grid_.cells[cell_].bottom = std::max(grid_.cells[cell_].bottom, style.bottom);
          }
        }
        break;
    }
    if (style.break_after || style.break_before) grid_.breaks_after = true;
    if (n.subtree_end > i + 1) frames_.push_back({n.subtree_end, look, n.tag, block, n.tag == Tag::td || n.tag == Tag::th});
    else if (n.tag == Tag::td || n.tag == Tag::th) finish_cell();
    return i + 1;
  }

  void begin_row(Span at) {
    finish_cell();
    GridRow r;
    r.first_cell = static_cast<uint32_t>(grid_.cells.size());
    r.page = ctx_.page;
    r.source = at;
    grid_.rows.push_back(r);
    row_open_ = true;
    next_column_ = 0;
    wrote_in_row_ = false;
  }

  void begin_cell(const Style& style, const Look& look, Tag tag, bool whole_row) {
    uint32_t row = static_cast<uint32_t>(grid_.rows.size() - 1);
    // Columns still taken by cells that reach down from rows above.
    if (reaching_ > row)
      while (next_column_ < busy_until_.size() && busy_until_[next_column_] > row) ++next_column_;
    GridCell c;
    c.row = row;
    c.column = std::min(next_column_, kMostColumns - 1);
    c.end_column = std::min<uint32_t>(c.column + (whole_row ? std::max(1u, grid_.column_count) : style.colspan), kMostColumns);
    if (style.rowspan > 1) {
      if (busy_until_.size() < c.end_column) busy_until_.resize(c.end_column, 0);
      for (uint32_t k = c.column; k < c.end_column; ++k) busy_until_[k] = row + style.rowspan;
      reaching_ = std::max(reaching_, row + style.rowspan);
    }
    next_column_ = c.end_column;
    grid_.column_count = std::max(grid_.column_count, c.end_column);
    c.first_line = static_cast<uint32_t>(ctx_.writer.lines().size());
    c.top = style.top;
    c.bottom = style.bottom;
    c.align = look.align;
    c.head = tag == Tag::th;
    grid_.cells.push_back(c);
    ++grid_.rows.back().cell_count;
    cell_ = grid_.cells.size() - 1;
    ctx_.writer.begin_cell(!wrote_in_row_);
  }

  void finish_cell() {
    if (cell_ == kNoCell) return;
    ctx_.writer.end_paragraph(false);
    GridCell& c = grid_.cells[cell_];
    cell_ = kNoCell;
    const auto& lines = ctx_.writer.lines();
    c.line_count = static_cast<uint32_t>(lines.size()) - c.first_line;
    if (c.line_count == 0) return;
    c.text = {lines[c.first_line].text.begin, lines.back().text.end};
    std::string_view chars = ctx_.out.text.of(c.text);
    uint32_t shown = 0, bold = 0, underlined = 0;
    for (uint32_t k = c.first_line; k < lines.size(); ++k) {
      shown += lines[k].shown;
      bold += lines[k].bold;
      underlined += lines[k].underlined;
    }
    c.bold = bold == shown;
    c.underlined = underlined == shown;
    c.indent = lines[c.first_line].indent;
    c.align = lines[c.first_line].align;
    if (c.rule) {
      // <hr> above the cell's own text.
      c.rule = false;
      c.top = std::max(c.top, c.rule_twofold ? Border::twofold : Border::single);
    }
    if (is_drawn_rule(chars) && chars.size() < 200) {
      // A line drawn with characters is a rule, though its characters stay in the text.
      c.rule = true;
      c.rule_twofold = chars.find('=') != std::string_view::npos;
    } else if (c.line_count > 1) {
      // Lines drawn over or under a figure in its own cell.
      auto line = [&](uint32_t k) { return ctx_.out.text.of(lines[k].text); };
      auto drawn = [&](uint32_t k) { return line(k).find('=') != std::string_view::npos ? Border::twofold : Border::single; };
      uint32_t from = c.first_line, to = c.first_line + c.line_count;
      for (; to - from > 1 && is_drawn_rule(line(to - 1)); --to) c.bottom = std::max(c.bottom, drawn(to - 1));
      for (; to - from > 1 && is_drawn_rule(line(from)); ++from) c.top = std::max(c.top, drawn(from));
      if (to - from < c.line_count && classify_cell(ctx_.out.text.of({lines[from].text.begin, lines[to - 1].text.end})).kind != CellClass::words) {
        c.text = {lines[from].text.begin, lines[to - 1].text.end};
        chars = ctx_.out.text.of(c.text);
      }
    }
    c.look = classify_cell(chars);
    grid_.rows[c.row].blank = false;
    wrote_in_row_ = true;
    grid_.rows[c.row].source = join(grid_.rows[c.row].source, ctx_.out.text.to_source(c.text));
  }

  Context& ctx_;
  uint32_t first_, last_;
  Look base_;
  Grid grid_;
  std::vector<Frame> frames_;
  std::vector<uint32_t> busy_until_;
  uint32_t reaching_ = 0;
  uint32_t next_column_ = 0;
  size_t cell_ = kNoCell;
  bool row_open_ = false, in_caption_ = false, wrote_in_row_ = false;
};

// One block for a row of a table that places prose: lines as displayed in each cell, segments tagged with their columns.
void make_row_block(Context& ctx, const std::vector<const GridCell*>& cells, bool list_item, bool blank_above) {
  Layout& out = ctx.out;
  const auto& lines = ctx.writer.lines();
  const auto& segments = ctx.writer.segments();
  Block b;
  b.text = {cells.front()->text.begin, cells.back()->text.end};
  seal(ctx, b.text);
  b.source = out.text.to_source(b.text);
  b.first_line = static_cast<uint32_t>(out.lines.size());
  b.page = ctx.page;
  b.in_table = true;
  b.indent = to_columns(std::max(0, cells.front()->indent)) + static_cast<int32_t>(cells.front()->column) * 3;
  b.blank_before = blank_above || lines[cells.front()->first_line].blank_above;
  b.bold = b.underlined = b.centred = true;
  bool fresh = true;
  for (const GridCell* c : cells) {
    b.bold = b.bold && c->bold;
    b.underlined = b.underlined && c->underlined;
    b.centred = b.centred && c->align == Align::centre;
    for (uint32_t k = c->first_line; k < c->first_line + c->line_count; ++k) {
      const LineRecord& l = lines[k];
      if (fresh || k > c->first_line) out.lines.push_back({l.text, static_cast<uint32_t>(out.segments.size()), 0, to_columns(std::max(0, l.indent))});
      fresh = false;
      Line& line = out.lines.back();
      line.text.end = l.text.end;
      for (uint32_t s = 0; s < l.segment_count; ++s) {
        out.segments.push_back({segments[l.first_segment + s], static_cast<int32_t>(c->column), static_cast<int32_t>(c->end_column)});
        ++line.segment_count;
      }
    }
  }
  b.line_count = static_cast<uint32_t>(out.lines.size()) - b.first_line;
  std::string_view text = out.text.of(b.text);
  size_t upper = 0, lower = 0;
  for (char ch : text.substr(0, 400)) {
    upper += ascii::is_upper(ch);
    lower += ascii::is_lower(ch);
  }
  b.capitals = lower == 0 && upper >= 2;
  if (upper + lower > 0 && text.size() <= 250 && b.bold) b.kind = BlockKind::heading;
  else if (list_item) b.kind = BlockKind::list_item;
  else b.kind = BlockKind::paragraph;
  out.blocks.push_back(b);
}

void make_prose(Context& ctx, const Grid& grid) {
  const auto& lines = ctx.writer.lines();
  make_paragraphs(ctx, grid.first_line, grid.first_line + grid.caption_lines, {true});
  bool blank_above = false;
  std::vector<const GridCell*> cells;
  uint32_t page = ctx.page;
  for (const GridRow& row : grid.rows) {
    cells.clear();
    for (uint32_t k = row.first_cell; k < row.first_cell + row.cell_count; ++k)
      if (grid.cells[k].line_count) cells.push_back(&grid.cells[k]);
    if (cells.empty()) {
      blank_above = true;
      continue;
    }
    ctx.page = row.page;
    auto traits = [&](const GridCell& c) { return BlockTraits{true, false, static_cast<int32_t>(c.column) * 1200}; };
    if (cells.size() == 1) {
      const GridCell& c = *cells[0];
      size_t made = ctx.out.blocks.size();
      make_paragraphs(ctx, c.first_line, c.first_line + c.line_count, traits(c));
      if (blank_above && made < ctx.out.blocks.size()) ctx.out.blocks[made].blank_before = true;
    } else {
      const GridCell& last = *cells.back();
      bool marked = cells.size() == 2 && is_list_mark(ctx.out.text.of(cells[0]->text));
      // The first paragraph stands beside its mark or term; those below it in the same cell are paragraphs of their own.
      uint32_t stop = last.first_line + 1, end = last.first_line + last.line_count;
      uint32_t paragraphs = 1;
      for (uint32_t k = stop; k < end; ++k) paragraphs += lines[k].starts_paragraph;
      if (paragraphs > 1 && cells.size() == 2 && cells[0]->line_count == 1 && (marked || last.text.size() > 400)) {
        while (stop < end && !lines[stop].starts_paragraph) ++stop;
        GridCell beside = last;
        beside.line_count = stop - last.first_line;
        beside.text.end = lines[stop - 1].text.end;
        make_row_block(ctx, {cells[0], &beside}, marked, blank_above);
        make_paragraphs(ctx, stop, end, traits(last));
      } else {
        make_row_block(ctx, cells, marked, blank_above);
      }
    }
    blank_above = false;
  }
  ctx.page = page;
}

}  // namespace

bool holds_figures(const Context& ctx, const Grid& grid) {
  uint32_t rows_with_figures = 0, figures = 0, strong = 0, rows_with_many = 0;
  size_t words = 0, longest = 0;
  for (const GridRow& row : grid.rows) {
    if (row.blank) continue;
    uint32_t in_row = 0, strong_in_row = 0;
    const GridCell* first = nullptr;
    bool leads = false, words_follow = false;  // a number at the left; words behind it
    for (uint32_t k = row.first_cell; k < row.first_cell + row.cell_count; ++k) {
      const GridCell& c = grid.cells[k];
      if (c.line_count == 0) continue;
      bool figure = c.look.kind == CellClass::figure || c.look.kind == CellClass::nil || c.look.kind == CellClass::none;
      if (c.look.kind == CellClass::words) {
        words += c.text.size();
        longest = std::max<size_t>(longest, c.text.size());
        words_follow |= first != nullptr;
      }
      if (!first) {
        first = &c;
        if (c.look.kind != CellClass::figure) figure = false;
        else leads = ctx.out.text.of(c.text).find_first_of("$%(") == std::string_view::npos;
      }
      if (figure) {
        ++in_row;
        strong_in_row += c.look.strong;
      }
    }
    // A number at the left with words behind it numbers the row: an exhibit, a page, an item.
    if (leads && words_follow) {
      --in_row;
      strong_in_row -= first->look.strong;
    }
    if (in_row) {
      ++rows_with_figures;
      figures += in_row;
      strong += strong_in_row;
      rows_with_many += in_row > 1;
    }
  }
  if (figures == 0) return false;
  if (longest > 1500 || (words > 700 * static_cast<size_t>(figures))) return false;
  if (rows_with_figures == 1) return figures >= 2 && (strong >= 1 || figures >= 3);
  return strong >= 1 || rows_with_many >= 2 || rows_with_figures >= 3;
}

void lay_out_table(Context& ctx, uint32_t first, uint32_t last, const Look& look, Span source) {
  ctx.writer.clear();
  Grid grid = Reader(ctx, first, last, look).read();
  grid.source = source;
  if (grid.line_count == 0) return;
  if (!holds_figures(ctx, grid) || !make_table(ctx, grid)) make_prose(ctx, grid);
  ctx.writer.clear();
}

}  // namespace crossfoot::layout::html
