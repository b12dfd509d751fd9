// Lines of HTML text: characters decoded, white space folded as a browser shows it, each line with its looks.
//
// In: text runs of the tree and the looks they inherit. Out: Layout.text grows, and a LineRecord for every line that
// shows a character. Zero-width characters and soft hyphens vanish; every kind of space becomes ' '.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "layout/layout.h"
#include "markup/html_entities.h"
#include "markup/html_style.h"
#include "markup/html_tree.h"

namespace crossfoot::layout::html {

/// The looks an element hands down to its text. Lengths in hundredths of a point.
struct Look {
  bool bold = false, underlined = false, hidden = false, pre = false, symbols = false, raised = false;
  markup::Align align = markup::Align::unset;
  int32_t indent = 0;        // left margins and paddings so far
  int32_t first_indent = 0;  // text-indent
  int32_t size = 0;          // 0: as the document has it
  markup::Tag hint = markup::Tag::other;  // h1...h6 or li
};

/// Returns the looks of an element within `outer`.
auto inherit(const Look& outer, markup::Tag tag, const markup::Style& style) -> Look;

struct LineRecord {
  Range text;
  int32_t indent = 0;  // of its first character, hundredths of a point
  markup::Align align = markup::Align::unset;
  markup::Tag hint = markup::Tag::other;
  uint32_t first_segment = 0, segment_count = 0;  // in LineWriter::segments
  uint32_t shown = 0, bold = 0, underlined = 0;   // characters other than blanks
  int32_t size = 0;
  bool starts_paragraph = false;  // a block boundary above, not just a line break
  bool blank_above = false;
};

class LineWriter {
 public:
  LineWriter(std::string_view bytes, markup::Encoding encoding, Text& text) : bytes_(bytes), encoding_(encoding), text_(text) {}

  /// Writes the characters of a text run.
  void write(Span run, const Look& look);
  /// Ends the line (<br>); an empty line is remembered as space above the next.
  void end_line();
  /// Ends the line and the paragraph; `margin`: with space below.
  void end_paragraph(bool margin);
  /// Begins a cell: the next character is set apart by one blank from what stands before it, `first` by a line end.
  void begin_cell(bool first);

  [[nodiscard]] auto lines() -> std::vector<LineRecord>& { return lines_; }
  [[nodiscard]] auto segments() const -> const std::vector<Range>& { return segments_; }
  /// Forgets the lines written so far.
  void clear() {
    lines_.clear();
    segments_.clear();
  }
  [[nodiscard]] bool line_is_open() const { return open_; }
  /// Takes the mark that an empty line or paragraph stood above.
  void add_blank() { blank_above_ = true; }

 private:
  void put(std::string_view chars, Span from, const Look& look);
  void put_plain(uint32_t begin, uint32_t end, const Look& look);
  void open_line(const Look& look, char first);
  void space(uint32_t at, uint32_t end, uint32_t width);
  void flush_space(char next);

  std::string_view bytes_;
  markup::Encoding encoding_;
  Text& text_;
  std::vector<LineRecord> lines_;
  std::vector<Range> segments_;
  LineRecord line_;
  bool open_ = false;
  bool starts_paragraph_ = true, blank_above_ = false, in_cell_ = false;  // in_cell_: no character of the cell yet
  char separator_ = '\n';     // set before the next line's first character
  uint32_t blanks_ = 0;       // columns of white space not yet written; hard ones count, soft ones are one together
  uint32_t hard_blanks_ = 0;
  Span blank_span_;
  uint32_t segment_begin_ = 0;
};

}  // namespace crossfoot::layout::html
