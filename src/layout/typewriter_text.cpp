#include "layout/typewriter_text.h"

#include <array>

#include "base/ascii.h"
#include "markup/typewriter_lines.h"

namespace crossfoot::layout {
namespace {

constexpr bool is_blank(char c) { return static_cast<unsigned char>(c) <= 32 || c == 127; }

// Windows-1252 for bytes 0x80-0x9F; 0 where it has no character.
constexpr std::array<uint16_t, 32> kWindows1252 = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                                   0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                                   0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

struct Decoded {
  char chars[4];
  uint32_t size = 0;   // characters
  uint32_t bytes = 0;  // source bytes
};

auto utf8_length(std::string_view s) -> uint32_t {
  auto byte = [&](size_t i) { return i < s.size() ? static_cast<unsigned char>(s[i]) : 0u; };
  auto tail = [&](size_t i) { return (byte(i) & 0xC0) == 0x80; };
  unsigned c = byte(0);
  if (c >= 0xC2 && c < 0xE0 && tail(1)) return 2;
  if (c >= 0xE0 && c < 0xF0 && tail(1) && tail(2) && !(c == 0xE0 && byte(1) < 0xA0) && !(c == 0xED && byte(1) >= 0xA0)) return 3;
  if (c >= 0xF0 && c < 0xF5 && tail(1) && tail(2) && tail(3) && !(c == 0xF0 && byte(1) < 0x90) && !(c == 0xF4 && byte(1) >= 0x90)) return 4;
  return 0;
}

auto decode(std::string_view s) -> Decoded {
  Decoded d;
  if (s[0] == '&') {
    struct Entity { std::string_view name; char c; };
    static constexpr Entity kEntities[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&nbsp;", ' '}};
    for (const Entity& e : kEntities) {
      if (ascii::starts_with_ignoring_case(s, e.name)) {
        d.chars[0] = e.c;
        d.size = 1;
        d.bytes = static_cast<uint32_t>(e.name.size());
        return d;
      }
    }
    return d;
  }
  if (uint32_t n = utf8_length(s)) {
    for (uint32_t i = 0; i < n; ++i) d.chars[i] = s[i];
    d.size = d.bytes = n;
    return d;
  }
  unsigned c = static_cast<unsigned char>(s[0]);
  if (c < 0xA0) c = kWindows1252[c - 0x80] ? kWindows1252[c - 0x80] : 0xFFFD;
  d.bytes = 1;
  if (c < 0x800) {
    d.chars[d.size++] = static_cast<char>(0xC0 | (c >> 6));
  } else {
    d.chars[d.size++] = static_cast<char>(0xE0 | (c >> 12));
    d.chars[d.size++] = static_cast<char>(0x80 | ((c >> 6) & 0x3F));
  }
  d.chars[d.size++] = static_cast<char>(0x80 | (c & 0x3F));
  return d;
}

/// Appends bytes without blanks, decoding what is not ASCII.
void append_word(std::string_view bytes, Span word, Text& text) {
  uint32_t plain = word.begin;
  for (uint32_t i = word.begin; i < word.end;) {
    char c = bytes[i];
    if (static_cast<unsigned char>(c) < 128 && c != '&') {
      ++i;
      continue;
    }
    Decoded d = decode(bytes.substr(i, word.end - i));
    if (d.size == 0) {
      ++i;
      continue;
    }
    text.append(bytes.substr(plain, i - plain), plain);
    text.append_as({d.chars, d.size}, {i, i + d.bytes});
    i += d.bytes;
    plain = i;
  }
  text.append(bytes.substr(plain, word.end - plain), plain);
}

}  // namespace

void append_line(std::string_view bytes, Span source, uint32_t column, bool split, Layout& layout, bool plain) {
  Text& text = layout.text;
  Line line;
  line.indent = static_cast<int32_t>(column);
  line.first_segment = static_cast<uint32_t>(layout.segments.size());
  line.text.begin = text.size();
  auto segment = [&](uint32_t begin, uint32_t from, uint32_t to) {
    layout.segments.push_back({{begin, text.size()}, static_cast<int32_t>(from), static_cast<int32_t>(to)});
  };
  if (plain) {
    text.append(bytes.substr(source.begin, source.size()), source.begin);
    segment(line.text.begin, column, column + source.size());
  } else {
    uint32_t at = source.begin;
    uint32_t segment_begin = text.size(), segment_column = column;
    while (at < source.end) {
      uint32_t word = at;
      while (at < source.end && !is_blank(bytes[at])) ++at;
      append_word(bytes, {word, at}, text);
      column += at - word;
      if (at == source.end) break;
      uint32_t gap = at, gap_column = column;
      while (at < source.end && is_blank(bytes[at])) column = markup::advance_column(column, bytes[at++]);
      if (at == source.end) {
        column = gap_column;
        break;
      }
      if (split && column - gap_column >= 2) {
        segment(segment_begin, segment_column, gap_column);
        text.append_as(" ", {gap, at});
        segment_begin = text.size();
        segment_column = column;
      } else {
        text.append_as(" ", {gap, at});
      }
    }
    segment(segment_begin, segment_column, column);
  }
  line.text.end = text.size();
  line.segment_count = static_cast<uint32_t>(layout.segments.size()) - line.first_segment;
  layout.lines.push_back(line);
}

}  // namespace crossfoot::layout
