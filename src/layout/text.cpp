#include <algorithm>

#include "layout/layout.h"

namespace crossfoot::layout {

auto to_string(BlockKind k) -> std::string_view {
  switch (k) {
    case BlockKind::heading: return "heading";
    case BlockKind::paragraph: return "paragraph";
    case BlockKind::list_item: return "list_item";
    case BlockKind::table: return "table";
    case BlockKind::rule: return "rule";
    case BlockKind::furniture: return "furniture";
  }
  return "paragraph";
}

void Text::begin_piece(uint32_t source, uint32_t length) {
  uint32_t before = pieces_.empty() ? 0 : std::max(pieces_.back().before, end_of(pieces_.size() - 1));
  pieces_.push_back({size(), source, length, before});
}

auto Text::end_of(size_t piece) const -> uint32_t {
  const Piece& p = pieces_[piece];
  uint32_t next = piece + 1 == pieces_.size() ? size() : pieces_[piece + 1].at;
  return p.length ? p.source + p.length : p.source + (next - p.at);
}

void Text::append(std::string_view bytes, uint32_t source) {
  if (bytes.empty()) return;
  bool continues = !pieces_.empty() && pieces_.back().length == 0 && pieces_.back().source + (size() - pieces_.back().at) == source;
  if (!continues) begin_piece(source, 0);
  chars_.append(bytes);
}

void Text::append_as(std::string_view chars, Span from) {
  if (chars.empty()) return;
  if (chars.size() == 1 && from.size() == 1) return append(chars, from.begin);
  begin_piece(from.begin, std::max<uint32_t>(from.size(), 1));
  chars_.append(chars);
}

void Text::truncate(uint32_t size) {
  chars_.resize(std::min<size_t>(size, chars_.size()));
  while (!pieces_.empty() && pieces_.back().at >= size) pieces_.pop_back();
}

auto Text::to_source(Range r) const -> Span {
  if (pieces_.empty()) return {};
  auto piece_at = [&](uint32_t pos) -> const Piece& {
    // While a document is laid out, what is asked for was written just now: search outwards from the end.
    size_t low = pieces_.size(), step = 8;
    while (low > 0 && pieces_[low - 1].at > pos) {
      low = low > step ? low - step : 0;
      step *= 2;
    }
    auto from = pieces_.begin() + static_cast<ptrdiff_t>(low ? low - 1 : 0);
    auto stop = pieces_.begin() + static_cast<ptrdiff_t>(std::min(pieces_.size(), low + step));
    auto it = std::upper_bound(from, stop, pos, [](uint32_t p, const Piece& x) { return p < x.at; });
    return it == pieces_.begin() ? pieces_.front() : *std::prev(it);
  };
  const Piece& first = piece_at(r.begin);
  uint32_t begin = first.length ? first.source : first.source + (r.begin - first.at);
  if (r.empty()) return {begin, begin};
  const Piece& last = piece_at(r.end - 1);
  uint32_t end = last.length ? last.source + last.length : last.source + (r.end - last.at);
  return {begin, std::max(begin, end)};
}

auto Text::to_text(Span s) const -> Range {
  // Pieces run in reading order. That is the order of the bytes, but for page furniture moved behind the paragraph that
  // it interrupted; `before` rises all the same, so that both searches are those of a sorted list.
  auto index = [&](const Piece& p) { return static_cast<size_t>(&p - pieces_.data()); };
  auto it = std::partition_point(pieces_.begin(), pieces_.end(),
                                 [&](const Piece& p) { return std::max(p.before, end_of(index(p))) <= s.begin; });
  constexpr ptrdiff_t kFarthest = 512;  // pieces that a moved one stands behind its place
  if (it != pieces_.end() && it->source >= s.end) {
    auto limit = it + std::min(kFarthest, pieces_.end() - it);
    it = std::find_if(it, limit, [&](const Piece& p) { return p.source < s.end && end_of(index(p)) > s.begin; });
    if (it == limit) return {};
  }
  if (it == pieces_.end()) return {};
  uint32_t begin = it->length || s.begin <= it->source ? it->at : it->at + (s.begin - it->source);
  auto stop = std::partition_point(it, pieces_.end(), [&](const Piece& p) { return std::max(p.before, p.source) < s.end; });
  if (stop == it) stop = it + 1;
  const Piece& last = *std::prev(stop);
  uint32_t next = stop == pieces_.end() ? size() : stop->at;
  uint32_t end = last.length ? next : std::min(next, last.at + (s.end - last.source));
  return {begin, std::max(begin, end)};
}

}  // namespace crossfoot::layout
