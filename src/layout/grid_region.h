// The lines of one region with what each of them is: titles, column headings, labels, figures, rules.
//
// In: the lines of a region. Out: their pieces, the columns, and a role for every line; also the places where the
// region is really several tables, one below or beside the other. Owns nothing of the file's bytes.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "layout/grid_columns.h"
#include "layout/grid_scan.h"
#include "layout/typewriter_grid.h"

namespace crossfoot::layout::grid {

enum class Role : uint8_t { none, rule, title, heading, text, data };

/// A run of pieces that read as one text.
struct Segmented {
  uint32_t first = 0, last = 0;  // pieces
  int32_t begin = 0, end = 0;    // columns
  uint32_t skip = 0, cut = 0;    // bytes at its beginning and end that belong to its neighbours
};

/// Cuts lines into pieces and settles what one line alone cannot: numbers over <S> are headings, lines with blanks
/// between all of them stand close.
auto scan_lines(std::string_view bytes, const std::vector<GridLine>& lines, std::vector<Piece>& pieces) -> std::vector<ScannedLine>;

class Region {
 public:
  Region(std::string_view file, std::vector<ScannedLine> scanned, std::vector<Piece>& of, bool in_table)
      : bytes(file), tagged(in_table), lines(std::move(scanned)), pieces(of) {}

  /// Finds columns and what each line is; false where the lines are no table.
  auto prepare() -> bool;
  /// The lines at which another table with headings of its own begins, in order.
  [[nodiscard]] auto find_stacked() const -> std::vector<size_t>;
  /// The column at which a second table begins beside the first, each with labels of its own; -1 where there is one.
  [[nodiscard]] auto find_side_by_side() const -> int32_t;

  [[nodiscard]] auto begin() const -> uint32_t { return lines.empty() ? 0 : lines.front().source.begin; }
  [[nodiscard]] auto pieces_end(const ScannedLine& l) const -> uint32_t { return l.first_piece + l.piece_count; }
  /// The first piece of a line that stands in a column, or the end of its pieces.
  [[nodiscard]] auto first_cell(const ScannedLine& l) const -> uint32_t;
  /// The texts of a line that stand apart; valid until the next call.
  [[nodiscard]] auto segments(const ScannedLine& l) const -> std::vector<Segmented>&;
  [[nodiscard]] auto source_of(const Segmented& s) const -> Span { return {pieces[s.first].source.begin + s.skip, pieces[s.last].source.end - s.cut}; }
  [[nodiscard]] auto range_of(const Segmented& s) const -> Range { return {pieces[s.first].text.begin + s.skip, pieces[s.last].text.end - s.cut}; }
  [[nodiscard]] auto text_of(const Segmented& s) const -> std::string_view { return source_of(s).of(bytes); }
  /// Whether the first text of a heading line labels the stub and not a column.
  [[nodiscard]] auto stands_in_stub(const std::vector<Segmented>& segs, int32_t zone) const -> bool;
  /// Cuts a text of heading line `line` whose words, one blank apart, stand over columns of their own: "Opened Closed Total".
  /// `rules`: the line of rules below, or null.
  void split_words(std::vector<Segmented>& segs, size_t first, size_t line, const ScannedLine* rules) const;

  std::string_view bytes;
  bool tagged;
  std::vector<ScannedLine> lines;
  std::vector<Piece>& pieces;
  std::vector<Column> columns;
  std::vector<uint8_t> recovered;  // by line
  std::vector<Role> roles;         // by line
  int32_t stub_right = 0;          // where the labels of data lines end

 private:
  void assign_roles();
  [[nodiscard]] auto first_content(size_t from, size_t to) const -> size_t;
  [[nodiscard]] auto has_mark_below(size_t i) const -> bool;
  [[nodiscard]] auto figure_texts(const std::vector<Segmented>& segs) const -> bool;
  [[nodiscard]] auto is_list() const -> bool;
  [[nodiscard]] auto ruled_whole(const Segmented& s, const ScannedLine& rules) const -> bool;

  size_t first_data_ = 0, data_lines_ = 0, captioned_ = 0;
  mutable std::vector<Segmented> segments_;
};

/// Whether a word of `s` speaks of a period, as column headings do.
auto heading_words(std::string_view s) -> bool;

}  // namespace crossfoot::layout::grid
