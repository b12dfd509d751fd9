#include "form/display_lines.h"

#include <algorithm>

#include "base/ascii.h"

namespace crossfoot::form {

auto display_lines(const layout::Layout& layout, uint32_t first, uint32_t last, size_t limit) -> std::vector<DisplayLine> {
  std::vector<DisplayLine> out;
  last = std::min<uint32_t>(last, static_cast<uint32_t>(layout.blocks.size()));
  for (uint32_t b = first; b < last && out.size() < limit; ++b) {
    const layout::Block& block = layout.blocks[b];
    if (block.kind == layout::BlockKind::furniture || block.text.empty()) continue;
    bool rule = block.kind == layout::BlockKind::rule;
    if (block.line_count == 0) {
      out.push_back({b, UINT32_MAX, block.text, rule, block.blank_before});
      continue;
    }
    for (uint32_t i = 0; i < block.line_count && out.size() < limit; ++i) {
      Range text = layout.lines[block.first_line + i].text;
      if (text.empty()) continue;
      out.push_back({b, block.first_line + i, text, rule, i == 0 && block.blank_before});
    }
  }
  return out;
}

auto segments_of(const layout::Layout& layout, const DisplayLine& line) -> std::vector<layout::Segment> {
  if (line.line == UINT32_MAX || layout.lines[line.line].segment_count == 0) {
    int32_t indent = line.line == UINT32_MAX ? 0 : layout.lines[line.line].indent;
    return {{line.text, indent, indent + static_cast<int32_t>(line.text.size())}};
  }
  const layout::Line& l = layout.lines[line.line];
  auto begin = layout.segments.begin() + l.first_segment;
  return {begin, begin + l.segment_count};
}

bool share_columns(const layout::Segment& a, const layout::Segment& b, int32_t tolerance) {
  if (std::min(a.column_end, b.column_end) > std::max(a.column_begin, b.column_begin)) return true;
  int32_t apart = a.column_begin - b.column_begin;
  return -tolerance <= apart && apart <= tolerance;
}

auto trimmed(const layout::Layout& layout, Range range) -> Range {
  std::string_view s = layout.text.of(range);
  std::string_view t = ascii::trim(s);
  auto skipped = static_cast<uint32_t>(t.empty() ? 0 : t.data() - s.data());
  return {range.begin + skipped, range.begin + skipped + static_cast<uint32_t>(t.size())};
}

auto found_at(const layout::Layout& layout, Range range) -> Found {
  range = trimmed(layout, range);
  return {ascii::fold_space(layout.text.of(range)), layout.text.to_source(range)};
}

auto find_phone(std::string_view text, size_t from) -> std::optional<Range> {
  auto digits = [&](size_t at, size_t n) {
    for (size_t i = 0; i < n; ++i)
      if (at + i >= text.size() || !ascii::is_digit(text[at + i])) return false;
    return at + n >= text.size() || !ascii::is_digit(text[at + n]);
  };
  auto skip = [&](size_t at, std::string_view of) {
    while (at < text.size() && of.find(text[at]) != of.npos) ++at;
    return at;
  };
  for (size_t i = from; i < text.size(); ++i) {
    if (!ascii::is_digit(text[i]) || (i > 0 && ascii::is_digit(text[i - 1]))) continue;
    if (!digits(i, 3)) continue;
    size_t a = skip(i + 3, " )-./\xC2\xA0");
    if (a == i + 3 || a > i + 8 || !digits(a, 3)) continue;
    size_t b = skip(a + 3, " -.");
    if (b == a + 3 || b > a + 6 || !digits(b, 4)) continue;
    size_t begin = i;
    if (begin > 0 && text[begin - 1] == '(') --begin;
    if (begin >= 2 && text[begin - 2] == '1' && (text[begin - 1] == '-' || text[begin - 1] == ' ') &&
        (begin == 2 || !ascii::is_digit(text[begin - 3])))
      begin -= 2;
    return Range{static_cast<uint32_t>(begin), static_cast<uint32_t>(b + 4)};
  }
  return std::nullopt;
}

auto read_box(std::string_view text) -> Box {
  if (text.empty()) return {};
  char c = text[0];
  // Typewriter boxes: [ ] [X] |_| |X| / / /x/ ( ) (X) <X>
  char close = c == '[' ? ']' : c == '|' || c == '/' ? c : c == '(' ? ')' : c == '<' ? '>' : '\0';
  if (close) {
    size_t end = text.find(close, 1);
    if (end == text.npos || end > 6) return {};
    std::string_view inside = text.substr(1, end - 1);
    if (c == '(' && inside.empty()) return {};
    bool ticked = false;
    for (size_t i = 0; i < inside.size(); ++i) {
      char k = inside[i];
      if (k == 'x' || k == 'X') ticked = true;
      else if (k != ' ' && k != '_' && k != '-' && k != '\xC2' && k != '\xA0') return {};
    }
    return {static_cast<uint32_t>(end) + 1, ticked};
  }
  struct Mark { std::string_view chars; bool ticked; };
  // Unicode boxes, and the Wingdings letters that fonts turn into boxes.
  static constexpr Mark kMarks[] = {{"\xE2\x98\x90", false}, {"\xE2\x98\x91", true},  {"\xE2\x98\x92", true},  {"\xE2\x96\xA1", false},
                                    {"\xE2\x96\xA2", false}, {"\xE2\x97\xBB", false}, {"\xE2\x9D\x91", false}, {"\xE2\x9C\x93", true},
                                    {"\xE2\x9C\x94", true},  {"\xE2\x8C\xA7", true},  {"\xE2\xAC\x9C", false}, {"\xE2\x96\xA0", true},
                                    {"\xC2\xA8", false},     {"\xC3\xBE", true},      {"\xC3\xBD", true},      {"\xC3\xB3", false}};
  for (const Mark& m : kMarks)
    if (text.starts_with(m.chars)) return {static_cast<uint32_t>(m.chars.size()), m.ticked};
  bool apart = text.size() == 1 || ascii::is_space(text[1]);
  if (apart && (c == 'o' || c == 'q')) return {1, false};
  if (apart && (c == 'x' || c == 'X')) return {1, true};
  if (text.starts_with("_X_") || text.starts_with("_x_")) return {3, true};
  if (text.starts_with("___")) {
    size_t n = text.find_first_not_of('_');
    if (n == text.npos) return {};
    if (text[n] == 'X' || text[n] == 'x') {
      size_t m = text.find_first_not_of('_', n + 1);
      return {static_cast<uint32_t>(m == text.npos ? text.size() : m), true};
    }
    return {static_cast<uint32_t>(n), false};
  }
  return {};
}

bool spells(std::string_view text, std::string_view word) {
  size_t n = 0;
  for (char c : text) {
    if (!ascii::is_alpha(c)) continue;
    if (n == word.size() || ascii::to_lower(c) != ascii::to_lower(word[n])) return false;
    ++n;
  }
  return n == word.size();
}

}  // namespace crossfoot::form
