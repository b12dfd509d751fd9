// Typewriter text cut into lines, with what each line looks like measured once.
//
// In: the bytes of a document's text. Out: its lines that are not blank, in order, as offsets and counts; EDGAR's tags
// (<PAGE> <TABLE> <CAPTION> <S> <C> <FN>, any case, several on a line) are taken out and become flags and page numbers.
// Line ends are CR, LF or CRLF; tabs stop every eight columns. Control characters count as blanks.
// Bad input: tags that are not EDGAR's are text; lines of any length and NUL bytes are lines like others.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace crossfoot::markup {

struct TypewriterLine {
  static constexpr uint8_t kTag = 1;         // nothing but tags
  static constexpr uint8_t kRule = 2;        // a drawn line: ----- ===== _____ * * *, of at least three strokes
  static constexpr uint8_t kTagged = 4;      // between <TABLE> and </TABLE>
  static constexpr uint8_t kTableStart = 8;  // the first line after a <TABLE> tag
  static constexpr uint8_t kNotes = 16;      // after <FN> in a table
  static constexpr uint8_t kFigureFirst = 32;  // its first segment is a figure as well
  static constexpr uint8_t kFigureLast = 128;  // its last segment is one
  static constexpr uint8_t kRaw = 64;        // holds bytes above 127, tabs, control characters or '&'

  uint32_t begin = 0, end = 0;  // without blanks at either end
  uint32_t page = 0;
  uint32_t indent = 0, right = 0;  // columns of the first character and behind the last
  uint16_t upper = 0, lower = 0, digits = 0;  // letters and digits in it; saturate, as the other counts
  uint16_t blanks = 0;   // blank lines above it; at least 1 at the top of a page
  uint32_t figure_left = 0;  // column of the first figure that is not its first segment
  uint8_t gaps = 0;      // runs of two or more blanks between its words, or dot leaders
  uint8_t max_gap = 0;   // columns of the widest of them
  uint8_t figures = 0;   // segments, other than the first, that are figures: "$ (1,234)", "12.5%", "--"
  uint8_t flags = 0;

  [[nodiscard]] bool is(uint8_t flag) const { return (flags & flag) != 0; }
  [[nodiscard]] constexpr uint32_t width() const { return right - indent; }
};

struct TypewriterText {
  std::vector<TypewriterLine> lines;
  uint32_t page_count = 1;
};

/// Cuts bytes[text.begin, text.end) into lines.
auto scan_typewriter(std::string_view bytes, Span text) -> TypewriterText;

/// Returns the column behind `column` after reading `c`.
constexpr uint32_t advance_column(uint32_t column, char c) { return c == '\t' ? (column | 7u) + 1 : column + 1; }

}  // namespace crossfoot::markup
