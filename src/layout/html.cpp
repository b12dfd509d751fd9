#include <algorithm>

#include "base/ascii.h"
#include "layout/html_context.h"
#include "layout/html_pre.h"
#include "layout/html_table.h"
#include "layout/layout.h"

namespace crossfoot::layout {
namespace {

using html::Context;
using html::Look;
using markup::Display;
using markup::HtmlTree;
using markup::Node;
using markup::Style;
using markup::Tag;

// Walks the tree in order: text into lines, lines into blocks, tables apart.
class Walk {
 public:
  Walk(Context& ctx, diag::Emitter& emitter) : ctx_(ctx), emitter_(emitter) {}

  void run() {
    const auto& nodes = ctx_.tree.nodes;
    uint32_t i = 0;
    while (i < nodes.size()) {
      leave(i);
      const Node& n = nodes[i];
      const Look& look = frames_.empty() ? base_ : frames_.back().look;
      if (n.is_text) {
        if (!look.hidden) ctx_.writer.write(n.span(), look);
        ++i;
      } else {
        i = element(i, n, look);
      }
    }
    leave(static_cast<uint32_t>(nodes.size()));
    flush();
  }

 private:
  struct Frame {
    uint32_t end;
    Look look;
    Tag tag;
    bool block;
    bool break_after;
    bool in_table;
  };

  void leave(uint32_t i) {
    while (!frames_.empty() && frames_.back().end <= i) {
      Frame f = frames_.back();
      frames_.pop_back();
      if (f.block) end_block(f.tag == Tag::p || (f.tag >= Tag::h1 && f.tag <= Tag::h6), f.in_table);
      if (f.break_after) break_page();
      if (f.tag == Tag::table) --tables_;
    }
  }

  void end_block(bool margin, bool) {
    ctx_.writer.end_paragraph(margin);
    flush();
  }

  void flush() {
    ctx_.writer.end_paragraph(false);
    auto& lines = ctx_.writer.lines();
    if (lines.empty()) return;
    html::make_paragraphs(ctx_, 0, lines.size(), {tables_ > 0});
    ctx_.writer.clear();
  }

  void break_page() {
    flush();
    // Two marks with nothing between them are one page break.
    if (ctx_.out.blocks.size() == blocks_at_break_) return;
    blocks_at_break_ = ctx_.out.blocks.size();
    ++ctx_.page;
  }

  auto element(uint32_t i, const Node& n, const Look& outer) -> uint32_t {
    const Style& style = ctx_.styles.read(n.span().of(ctx_.bytes), n.tag);
    if (style.display == Display::none || n.tag == Tag::ix_header || n.tag == Tag::ix_hidden) return n.subtree_end;
    if (n.tag == Tag::br) {
      ctx_.writer.end_line();
      if (style.break_before || style.break_after) break_page();
      return i + 1;
    }
    if (style.break_before && !n.reopened) break_page();
    bool block = (markup::is_block(n.tag) && style.display != Display::inline_) || style.display == Display::block;
    if (n.tag == Tag::hr) {
      flush();
      html::make_rule(ctx_, n.span());
      ctx_.writer.add_blank();
      if (style.break_after) break_page();
      return i + 1;
    }
    if (n.tag == Tag::page) {
      break_page();
      return i + 1;
    }
    bool break_after = style.break_after && !n.reopened;
    if (n.tag == Tag::table && !n.has_table) {
      flush();
      Look look = html::inherit(outer, Tag::table, style);
      html::lay_out_table(ctx_, i + 1, n.subtree_end, look, n.span());
      ctx_.writer.add_blank();
      if (break_after) break_page();
      return n.subtree_end;
    }
    if (n.tag == Tag::pre && !n.has_table) {
      flush();
      uint32_t end = n.end;
      for (uint32_t k = i + 1; k < n.subtree_end; ++k) end = std::max(end, ctx_.tree.nodes[k].end);
      html::lay_out_pre(ctx_, {n.end, end}, emitter_);
      ctx_.writer.add_blank();
      return n.subtree_end;
    }
    if (n.tag == Tag::tr && !n.has_table) {
      // Rows without a table inside, in a table that only places other tables.
      uint32_t last = n.subtree_end;
      const auto& nodes = ctx_.tree.nodes;
      uint32_t stop = frames_.empty() ? static_cast<uint32_t>(nodes.size()) : frames_.back().end;
      while (last < stop && !nodes[last].is_text && nodes[last].tag == Tag::tr && !nodes[last].has_table) last = nodes[last].subtree_end;
      flush();
      html::lay_out_table(ctx_, i, last, outer, n.span());
      return last;
    }
    Look look = html::inherit(outer, n.tag, style);
    if (n.tag == Tag::td || n.tag == Tag::th) {
      look.indent = style.margin_left + style.padding_left;
      look.first_indent = style.text_indent;
    }
    if (block && !n.reopened) {
      end_block(n.tag == Tag::p || style.margin_top >= 300, false);
    } else if (block) {
      block = true;
    }
    if (n.subtree_end > i + 1) {
      frames_.push_back({n.subtree_end, look, n.tag, block, break_after, false});
      if (n.tag == Tag::table) ++tables_;
    } else {
      // An empty paragraph is a blank line.
      if (n.tag == Tag::p) ctx_.writer.add_blank();
      if (break_after) break_page();
    }
    return i + 1;
  }

  Context& ctx_;
  diag::Emitter& emitter_;
  Look base_;
  std::vector<Frame> frames_;
  uint32_t tables_ = 0;
  size_t blocks_at_break_ = 0;
};

}  // namespace

auto lay_out_html(std::string_view bytes, const container::Document& document, diag::Emitter& emitter) -> Layout {
  Layout out;
  out.document = document.index;
  Span within = document.text;
  within.end = std::min<uint32_t>(within.end, static_cast<uint32_t>(bytes.size()));
  if (within.empty()) return out;
  HtmlTree tree = markup::build_html_tree(bytes, within);
  markup::StyleReader styles;
  for (Span s : tree.sheets) styles.add_sheet(s.of(bytes));
  out.text.reserve(within.size() / 8);
  html::LineWriter writer(bytes, markup::find_encoding(within.of(bytes)), out.text);
  Context ctx{bytes, tree, styles, writer, out};
  Walk(ctx, emitter).run();
  out.page_count = ctx.page + 1;
  html::mark_furniture(out);
  return out;
}

}  // namespace crossfoot::layout
