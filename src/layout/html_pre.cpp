#include "layout/html_pre.h"

#include <algorithm>
#include <string>
#include <vector>

#include "markup/html_entities.h"
#include "markup/html_tokenizer.h"

namespace crossfoot::layout::html {
namespace {

using markup::Tag;
using markup::TokenKind;

// The content as a typewriter would have it, and the way back to the file: flat bytes from `at` on were read from `source`
// on, one by one, or all from the `length` bytes there.
struct FlatText {
  struct Piece {
    uint32_t at, source, length;
  };
  std::string bytes;
  std::vector<Piece> pieces;

  void copy(std::string_view file, uint32_t begin, uint32_t end) {
    if (begin >= end) return;
    pieces.push_back({static_cast<uint32_t>(bytes.size()), begin, 0});
    bytes.append(file.substr(begin, end - begin));
  }
  void put(std::string_view chars, Span from) {
    pieces.push_back({static_cast<uint32_t>(bytes.size()), from.begin, std::max(1u, from.size())});
    bytes.append(chars);
  }
  [[nodiscard]] auto piece_at(uint32_t at) const -> const Piece& {
    auto it = std::upper_bound(pieces.begin(), pieces.end(), at, [](uint32_t a, const Piece& p) { return a < p.at; });
    return it == pieces.begin() ? pieces.front() : *std::prev(it);
  }
  [[nodiscard]] auto to_file(Span s) const -> Span {
    if (pieces.empty()) return {};
    const Piece& first = piece_at(s.begin);
    uint32_t begin = first.length ? first.source : first.source + (s.begin - first.at);
    if (s.empty()) return {begin, begin};
    const Piece& last = piece_at(s.end - 1);
    uint32_t end = last.length ? last.source + last.length : last.source + (s.end - last.at);
    return {begin, std::max(begin, end)};
  }
};

// The one byte that stands for a character in typewriter text; Windows-1252 above 127.
auto to_byte(uint32_t code) -> char {
  if (code < 0x80) return static_cast<char>(code);
  switch (code) {
    case 0xA0: return ' ';
    case 0x2013: return '\x96';
    case 0x2014: return '\x97';
    case 0x2018: return '\x91';
    case 0x2019: return '\x92';
    case 0x201C: return '\x93';
    case 0x201D: return '\x94';
    case 0x2022: return '\x95';
    case 0x2122: return '\x99';
    default: return code < 0x100 ? static_cast<char>(code) : '?';
  }
}

void flatten_text(std::string_view file, Span run, FlatText& out) {
  uint32_t from = run.begin;
  for (uint32_t i = run.begin; i < run.end; ++i) {
    if (file[i] != '&') continue;
    markup::Reference r = markup::parse_reference(file.substr(i, std::min<uint32_t>(run.end - i, 40)));
    if (!r.length) continue;
    out.copy(file, from, i);
    char c = to_byte(r.code);
    out.put({&c, 1}, {i, i + r.length});
    i += r.length - 1;
    from = i + 1;
  }
  out.copy(file, from, run.end);
}

auto flatten(std::string_view file, Span content) -> FlatText {
  FlatText out;
  markup::Tokenizer tokenizer(file, content);
  markup::Token t;
  while (tokenizer.next(t)) {
    Span s{t.begin, tokenizer.position()};
    if (t.kind == TokenKind::text || t.kind == TokenKind::raw) {
      flatten_text(file, s, out);
    } else if (t.kind == TokenKind::start_tag || t.kind == TokenKind::end_tag) {
      switch (t.tag) {
        case Tag::table:
        case Tag::caption:
        case Tag::s:
        case Tag::c:
        case Tag::fn:
        case Tag::page: out.copy(file, s.begin, s.end); break;
        case Tag::br:
        case Tag::p:
        case Tag::div:
        case Tag::hr: out.put("\n", {s.begin, s.begin}); break;
        default: break;
      }
    }
  }
  return out;
}

}  // namespace

void lay_out_pre(Context& ctx, Span content, diag::Emitter& emitter) {
  FlatText flat = flatten(ctx.bytes, content);
  if (flat.bytes.empty()) return;
  container::Document d;
  d.index = ctx.out.document;
  d.text = d.span = {0, static_cast<uint32_t>(flat.bytes.size())};
  Layout inner = lay_out_typewriter(flat.bytes, d, emitter);
  if (inner.blocks.empty()) return;

  Layout& out = ctx.out;
  if (out.text.size() > 0) out.text.append_as("\n", {content.begin, content.begin});
  uint32_t shift = out.text.size();
  std::string_view chars = inner.text.chars();
  for (uint32_t i = 0; i < chars.size();) {
    Span from = inner.text.to_source({i, i + 1});
    uint32_t next = i + 1;
    if (from.size() != 1 || static_cast<unsigned char>(chars[i]) >= 0x80)
      while (next < chars.size() && inner.text.to_source({next, next + 1}) == from) ++next;
    out.text.append_as(chars.substr(i, next - i), flat.to_file(from));
    i = next;
  }
  auto move = [shift](Range r) { return Range{r.begin + shift, r.end + shift}; };
  auto first_line = static_cast<uint32_t>(out.lines.size()), first_segment = static_cast<uint32_t>(out.segments.size());
  auto first_block = static_cast<uint32_t>(out.blocks.size()), first_table = static_cast<uint32_t>(out.tables.size());
  for (Line l : inner.lines) {
    l.text = move(l.text);
    l.first_segment += first_segment;
    out.lines.push_back(l);
  }
  for (Segment s : inner.segments) {
    s.text = move(s.text);
    out.segments.push_back(s);
  }
  for (Block b : inner.blocks) {
    b.text = move(b.text);
    b.source = flat.to_file(b.source);
    b.first_line += first_line;
    b.page += ctx.page;
    if (b.table >= 0) b.table += static_cast<int32_t>(first_table);
    out.blocks.push_back(b);
  }
  for (Table& t : inner.tables) {
    t.source = flat.to_file(t.source);
    t.block += first_block;
    for (Row& r : t.rows) {
      r.label = move(r.label);
      r.label_source = flat.to_file(r.label_source);
      r.page += ctx.page;
    }
    for (Cell& c : t.cells) {
      c.text = move(c.text);
      c.source = flat.to_file(c.source);
    }
    for (Range& r : t.titles) r = move(r);
    out.tables.push_back(std::move(t));
  }
  ctx.page += inner.page_count > 0 ? inner.page_count - 1 : 0;
}

}  // namespace crossfoot::layout::html
