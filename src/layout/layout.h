// A document as a person sees it, whatever its markup was: text in reading order, cut into blocks, lines,
// segments and tables.
//
// In: a document of a submission. Out: a Layout that owns its text and knows, for each character, the bytes it
// came from. After this phase nobody asks whether the document was typewriter text or HTML.
//
//   Layout.text    "EX-99.1 ... | Total assets 21,336 36,154 | ..."      UTF-8, entities decoded, white space folded
//   Layout.blocks  [paragraph][heading][table 0][paragraph]...           in reading order; ranges do not overlap
//   Layout.lines   each block's lines as displayed: typewriter lines, or <br>/row lines in HTML
//   Layout.segments  each line's pieces that stand apart (two or more blanks, or separate cells)
//   Layout.tables  grids; a block of kind `table` names its grid
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "container/submission.h"
#include "diag/diagnostic.h"

namespace crossfoot::layout {

/// Reading text and the way back from each of its characters to the file.
class Text {
 public:
  [[nodiscard]] auto chars() const -> std::string_view { return chars_; }
  [[nodiscard]] auto size() const -> uint32_t { return static_cast<uint32_t>(chars_.size()); }
  [[nodiscard]] auto of(Range r) const -> std::string_view { return r.of(chars_); }

  /// Appends bytes copied as they are from `source` on.
  void append(std::string_view bytes, uint32_t source);
  /// Appends characters that stand for the source bytes `from` (a decoded entity, a folded run of white space).
  void append_as(std::string_view chars, Span from);
  void reserve(size_t n) { chars_.reserve(n); }
  /// Makes the character at `at` a blank: a line end that turned out to stand inside a block.
  void set_blank(uint32_t at) { chars_[at] = ' '; }
  /// Drops everything at and after `size`.
  void truncate(uint32_t size);

  /// Returns the bytes in the file that `r` was read from, from its first to its last character.
  [[nodiscard]] auto to_source(Range r) const -> Span;
  /// Returns the characters read from within `s` (the smallest range that covers them); empty where none were.
  [[nodiscard]] auto to_text(Span s) const -> Range;

 private:
  struct Piece {
    uint32_t at;      // first character
    uint32_t source;  // its byte
    uint32_t length;  // 0: characters are bytes one by one; else: all characters stand for these many bytes
    uint32_t before;  // the furthest byte that the pieces before it reach: never falls, whatever order pieces stand in
  };
  void begin_piece(uint32_t source, uint32_t length);
  [[nodiscard]] auto end_of(size_t piece) const -> uint32_t;

  std::string chars_;
  std::vector<Piece> pieces_;
};

/// A part of a line that stands apart from its neighbours. Columns are character cells from the left margin in
/// typewriter text, and grid columns in HTML tables.
struct Segment {
  Range text;
  int32_t column_begin = 0;
  int32_t column_end = 0;
};

struct Line {
  Range text;
  uint32_t first_segment = 0;
  uint32_t segment_count = 0;
  int32_t indent = 0;  // columns of white space before the first character
};

enum class BlockKind : uint8_t {
  heading,    // short, set apart, in capitals, bold, underlined or centred
  paragraph,  // running text; its lines joined with one space
  list_item,  // paragraph that begins with a bullet, number or letter of a list
  table,      // `table` is its index in Layout.tables
  rule,       // a line of --- or ===, or <hr>
  furniture,  // page number, running head, "(continued)" at a page break: not part of the content
};
auto to_string(BlockKind k) -> std::string_view;

struct Block {
  BlockKind kind = BlockKind::paragraph;
  Range text;        // contiguous; lines of the block are joined with one space
  Span source;
  uint32_t first_line = 0;
  uint32_t line_count = 0;
  uint32_t page = 0;     // counts <PAGE> marks and page-break styles from 0
  int32_t indent = 0;    // columns (HTML: points of left padding / 4, so that depth compares alike)
  int32_t table = -1;
  bool centred = false;
  bool bold = false;
  bool underlined = false;
  bool capitals = false;      // no lower-case letter and at least two upper-case
  bool blank_before = false;  // blank line (or paragraph margin) above
  bool in_table = false;      // came out of a layout table that holds prose
};

// ---- tables -------------------------------------------------------------------------------------------------

enum class Ruling : uint8_t { none, single, twofold };  // '---' or border-top; '===' or double border

/// A figure, a heading or a text in a grid. `$`, parentheses, `%` and footnote marks that the markup keeps in
/// columns of their own have been joined to the figure they belong to: text is "$ (410,005)" or "12.5%".
struct Cell {
  Range text;
  Span source;
  uint16_t column = 0;       // first grid column
  uint16_t column_span = 1;  // > 1 in headings that span
  bool bold = false;
  Ruling above = Ruling::none;  // a rule between this cell and the cell over it in its column
  Ruling below = Ruling::none;
};

enum class RowKind : uint8_t {
  heading,  // column headings: cells label columns (may span); row.label may hold the stub's heading
  caption,  // text over the rows that follow, without figures: "Current assets:"
  data,     // a label (maybe empty) and at least one cell
};

struct Row {
  RowKind kind = RowKind::data;
  Range label;         // stub text, wrapped lines joined; empty in an unlabelled subtotal row
  Span label_source;
  Range label_rest;    // where the label goes on below the row's figures; else empty
  int32_t indent = 0;  // of the label's first line, as in Block.indent
  uint32_t first_cell = 0;
  uint32_t cell_count = 0;
  uint16_t blank_before = 0;  // blank lines above
  uint32_t page = 0;
  bool bold = false;
  bool recovered = false;  // placed by guess: misaligned, split or merged
};

/// A grid of figures. Column 0 is the first column right of the stub; the stub is Row.label.
struct Table {
  Span source;
  Range text;                // its characters; labels, cells and titles lie within
  uint32_t first_line = 0;   // in Layout.lines
  uint32_t line_count = 0;
  uint32_t block = 0;        // its block
  uint16_t column_count = 0;
  std::vector<Row> rows;
  std::vector<Cell> cells;   // row by row, by column within a row
  std::vector<Range> titles;  // lines of text inside the region above the column headings: "(in thousands)", "<CAPTION>" text
  bool tagged = false;        // had <TABLE> in typewriter text, or is an HTML table
  bool recovered = false;
};

struct Layout {
  uint32_t document = 0;
  Text text;
  std::vector<Block> blocks;
  std::vector<Line> lines;
  std::vector<Segment> segments;
  std::vector<Table> tables;
  uint32_t page_count = 1;
};

/// Lays out one document of `bytes` (the whole file). Binary documents give an empty Layout and a `skipped` note.
auto lay_out(std::string_view bytes, const container::Document& document, diag::Emitter& emitter) -> Layout;

// The two markups' own entries, called by lay_out.
auto lay_out_typewriter(std::string_view bytes, const container::Document& document, diag::Emitter& emitter) -> Layout;
auto lay_out_html(std::string_view bytes, const container::Document& document, diag::Emitter& emitter) -> Layout;

}  // namespace crossfoot::layout
