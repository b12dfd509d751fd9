// One typewriter line cut into pieces: words of a label, figures, nils, rules.
//
// In: the bytes of a line. Out: pieces with the display columns they stand in (tabs stop every eight columns).
// A figure takes its "$", parentheses and "%" with it, also where blanks stand between: "$   1,234", "( 1,234 )",
// "1 ,234". A footnote mark behind a figure belongs to no piece. Whether a number next to a word is a figure or part
// of a label cannot be told from one line: it is a figure marked `glued`, and the columns decide.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace crossfoot::layout::grid {

enum class PieceKind : uint8_t {
  text,
  figure,
  nil,    // "-", "--", "-0-"
  word,   // stands where a figure would: "N/A", "NM", "*", "43.75 - 28.06"
  symbol, // "$" without a figure
  rule,   // three or more of - = _
};

struct Piece {
  Span source;
  Range text;              // set when the line's text is appended
  int32_t begin = 0;       // columns of all of it
  int32_t end = 0;
  int32_t core_begin = 0;  // columns from "(" or the first digit on
  int32_t edge = 0;        // column behind the last digit: figures of a column share it
  int32_t gap = 0;         // blanks before it; leaders count as many
  int32_t column = -1;     // set by the columns
  PieceKind kind = PieceKind::text;
  bool glued = false;      // one blank from the text before it
  bool year = false;       // four plain digits, 1900-2099
  bool plain = false;      // digits only: no comma, point, sign, "$" or "%"
  bool twofold = false;    // a rule of '='
  bool leader = false;     // dots lead to it
};

/// What one line holds, as pieces [first_piece, first_piece + piece_count) of a shared vector.
struct ScannedLine {
  Span source;
  uint32_t first_piece = 0;
  uint32_t piece_count = 0;
  int32_t indent = 0;
  uint32_t page = 0;
  uint32_t blank_before = 0;
  bool furniture = false;
  bool only_rules = false;
  bool has_figure = false;   // an unglued figure or nil
  bool year_line = false;    // every figure is a plain year: headings, not amounts
  bool stub_mark = false;    // held <S>
  bool caption_mark = false; // held <CAPTION>
};

enum class WordKind : uint8_t { text, dollar, open, number, number_comma, comma_tail, close, percent, nil, value, mark, fraction, rule };

/// What stands between two blanks, with what its characters alone tell.
struct Word {
  uint32_t begin = 0, end = 0;   // bytes
  uint32_t core = 0;             // byte of "(" or the first digit
  uint32_t digits_end = 0;       // byte behind the last digit
  uint32_t figure_end = 0;       // byte behind ")" and "%", before a mark
  int32_t col = 0, col_end = 0;  // columns
  int32_t gap = 0;               // blanks before
  WordKind kind = WordKind::text;
  bool leader = false, opened = false, closed = false, percent = false, dollar = false, punctuated = false, marked = false;
};

/// Scans line after line; keeps its working memory between them.
class LineScanner {
 public:
  LineScanner(std::string_view bytes, std::vector<Piece>& pieces) : bytes_(bytes), pieces_(pieces) {}
  /// Appends the pieces of `line` and describes it; tags in it count as blanks.
  auto scan(Span line) -> ScannedLine;

 private:
  void split(Span line, ScannedLine& result);
  void settle_dashes();
  void assemble();
  [[nodiscard]] auto read_figure(size_t i, Piece& p) const -> size_t;
  [[nodiscard]] auto read_plain_figure(size_t i, Piece& p) const -> size_t;

  std::string_view bytes_;
  std::vector<Piece>& pieces_;
  std::vector<Word> words_;
};

}  // namespace crossfoot::layout::grid
