#include "layout/typewriter_grid.h"

#include <algorithm>
#include <cstdlib>
#include <string>

#include "base/ascii.h"
#include "base/date.h"
#include "layout/grid_columns.h"
#include "layout/grid_headings.h"
#include "layout/grid_scan.h"
#include "layout/grid_wrap.h"

namespace crossfoot::layout {
namespace {

using grid::Column;
using grid::HeadingText;
using grid::Piece;
using grid::PieceKind;
using grid::ScannedLine;

enum class Role : uint8_t { none, rule, title, heading, text, data };

/// A run of pieces that read as one text.
struct Segmented {
  uint32_t first = 0, last = 0;  // pieces
  int32_t begin = 0, end = 0;    // columns
  uint32_t skip = 0, cut = 0;    // bytes at its beginning and end that belong to its neighbours
};

/// Makes text of what only looks like a figure on a heading line.
void make_text(ScannedLine& l, std::vector<Piece>& pieces) {
  l.has_figure = l.year_line;
  for (uint32_t k = l.first_piece; k < l.first_piece + l.piece_count; ++k)
    if (!pieces[k].year && pieces[k].kind != PieceKind::rule && pieces[k].kind != PieceKind::symbol) pieces[k].kind = PieceKind::text;
}

/// Just above a line <S> stand headings: a small number there is a day, a note or a page.
void drop_heading_numbers(std::vector<ScannedLine>& lines, std::vector<Piece>& pieces) {
  for (size_t n = 0; n < 10 && n < lines.size(); ++n) {
    ScannedLine& l = lines[lines.size() - 1 - n];
    if (l.stub_mark) return;
    bool small = true;
    for (uint32_t k = l.first_piece; k < l.first_piece + l.piece_count; ++k) {
      const Piece& p = pieces[k];
      if (p.kind == PieceKind::nil || p.kind == PieceKind::word) small = false;
      if (p.kind != PieceKind::figure || p.glued || p.year) continue;
      int32_t width = p.edge - p.core_begin;
      small &= (p.plain && width <= 2) || (!p.plain && width == 2 && p.end - p.begin == 3);
    }
    if (!small) return;
    if (l.has_figure && !l.year_line) make_text(l, pieces);
  }
}

auto scan_lines(std::string_view bytes, const std::vector<GridLine>& lines, std::vector<Piece>& pieces) -> std::vector<ScannedLine> {
  grid::LineScanner scanner(bytes, pieces);
  std::vector<ScannedLine> out;
  out.reserve(lines.size());
  pieces.reserve(lines.size() * 4);
  uint32_t blanks = 0, single = 0, content = 0, above = 0, below = 0;
  size_t stub_line = lines.size();
  for (const GridLine& l : lines) {
    ScannedLine s = scanner.scan(l.source);
    s.page = l.page;
    s.furniture = l.furniture;
    if (s.piece_count == 0) {
      if (!s.stub_mark && !s.caption_mark) ++blanks;
    } else {
      s.blank_before = blanks;
      if (content > 0) single += blanks == 1;
      ++content;
      blanks = 0;
    }
    if (s.stub_mark) {
      if (stub_line == lines.size()) stub_line = out.size();
      drop_heading_numbers(out, pieces);
    }
    if (stub_line == lines.size() ? s.has_figure && !s.year_line : false) ++above;
    else if (s.has_figure) ++below;
    out.push_back(s);
  }
  // <S> stands below the headings: what looks like a figure above it is a day, a note, a number of a column.
  if (stub_line < lines.size() && above > 0 && below >= 2 * above && above <= 4) {
    for (size_t i = 0; i < stub_line; ++i) make_text(out[i], pieces);
  }
  // One agent puts a blank line after every line: there, only the second blank sets lines apart.
  if (content > 6 && single * 10 >= (content - 1) * 8)
    for (ScannedLine& l : out) l.blank_before = l.blank_before > 0 ? l.blank_before - 1 : 0;
  return out;
}

class Builder {
 public:
  Builder(std::string_view bytes, std::vector<ScannedLine> lines, std::vector<Piece>& pieces, bool tagged, Layout& layout)
      : bytes_(bytes), tagged_(tagged), layout_(layout), lines_(std::move(lines)), pieces_(pieces) {}

  /// Finds columns and what each line is; false where the lines are no table.
  auto prepare() -> bool {
    columns_ = grid::find_columns(lines_, pieces_);
    if (columns_.columns.empty()) return false;
    assign_roles();
    return data_lines_ > 0;
  }

  /// The lines at which another table with headings of its own begins, in order.
  auto find_stacked() const -> std::vector<size_t> {
    std::vector<size_t> out;
    std::string first_heading, heading;
    bool seen_data = false;
    size_t after_data = 0;
    size_t block_begin = 0, block_cells = 0;
    bool in_block = false, mark = false, block_marked = false;
    for (size_t i = 0; i < lines_.size(); ++i) {
      const ScannedLine& l = lines_[i];
      mark |= seen_data && (l.stub_mark || l.caption_mark) && i > after_data;
      if (roles_[i] == Role::data) {
        bool block = in_block || mark;
        if (!seen_data) {
          first_heading = std::move(heading);
        } else if (block && ((in_block && block_cells >= 2) || block_marked || mark) && heading != first_heading && !heading.empty()) {
          size_t at = mark ? first_content(after_data + 1, i) : block_begin;
          out.push_back(at);
          first_heading = std::move(heading);
        }
        heading.clear();
        in_block = mark = block_marked = false;
        block_cells = 0;
        seen_data = true;
        after_data = i;
        continue;
      }
      if (l.piece_count == 0 || l.furniture || roles_[i] == Role::rule) continue;
      if (roles_[i] == Role::heading) {
        if (!in_block) block_begin = i;
        in_block = true;
        const auto& segs = segments(l);
        block_cells = std::max(block_cells, segs.size() - (segs.size() > 1 && segs.front().begin < columns_.columns.front().left - 2));
      }
      if (roles_[i] == Role::heading || (seen_data ? mark || lines_with_mark_below(i) : false))
        for (uint32_t k = l.first_piece; k < pieces_end(l); ++k) heading.append(pieces_[k].source.of(bytes_)).push_back(' ');
    }
    return out;
  }

  [[nodiscard]] auto take_lines() -> std::vector<ScannedLine> { return std::move(lines_); }
  [[nodiscard]] auto begin() const -> uint32_t { return lines_.empty() ? 0 : lines_.front().source.begin; }

  /// Appends text, lines, segments and the table.
  void build() {
    Range text{layout_.text.size(), 0};
    auto first_line = static_cast<uint32_t>(layout_.lines.size());
    emit_text();
    make_rows();
    Table& t = layout_.tables.back();
    t.text = {text.begin, layout_.text.size()};
    t.first_line = first_line;
    t.line_count = static_cast<uint32_t>(layout_.lines.size()) - first_line;
  }

 private:
  auto first_content(size_t from, size_t to) const -> size_t {
    for (size_t i = from; i < to; ++i)
      if (lines_[i].piece_count > 0 && !lines_[i].furniture && roles_[i] != Role::rule) return i;
    return from;
  }

  /// Whether a tag line <S> follows `i` before the next data.
  auto lines_with_mark_below(size_t i) const -> bool {
    for (size_t k = i + 1; k < lines_.size() && k < i + 12; ++k) {
      if (lines_[k].stub_mark) return true;
      if (roles_[k] == Role::data) return false;
    }
    return false;
  }

  auto pieces_end(const ScannedLine& l) const -> uint32_t { return l.first_piece + l.piece_count; }

  /// The first piece of a line that stands in a column, or the end of its pieces.
  auto first_cell(const ScannedLine& l) const -> uint32_t {
    for (uint32_t k = l.first_piece; k < pieces_end(l); ++k)
      if (pieces_[k].column >= 0) return k;
    return pieces_end(l);
  }

  /// Whether all texts behind the first begin with a digit or "$" and are no dates.
  auto figure_texts(const std::vector<Segmented>& segs) const -> bool {
    for (size_t s = 1; s < segs.size(); ++s) {
      std::string_view t = text_of(segs[s]);
      if (!(ascii::is_digit(t.front()) || t.front() == '$' || t.front() == '(') || pieces_[segs[s].first].year || heading_words(t)) {
        bool years = ascii::is_digit(t.front()) && t.find("year") != std::string_view::npos && !pieces_[segs[s].first].year;
        if (!years) return false;
      }
      bool over = std::any_of(columns_.columns.begin(), columns_.columns.end(),
                              [&](const Column& c) { return segs[s].begin < c.right && c.left < segs[s].end && segs[s].begin >= c.left - 6; });
      if (!over) return false;
      size_t slash = t.find('/');
      if (slash != std::string_view::npos || (t.size() > 3 && t.find(',') == t.size() - 1)) return false;
    }
    return segs.size() > 1;
  }

  auto source_of(const Segmented& s) const -> Span { return {pieces_[s.first].source.begin + s.skip, pieces_[s.last].source.end - s.cut}; }
  auto range_of(const Segmented& s) const -> Range { return {pieces_[s.first].text.begin + s.skip, pieces_[s.last].text.end - s.cut}; }
  auto text_of(const Segmented& s) const -> std::string_view { return source_of(s).of(bytes_); }

  /// The texts of a line that stand apart; valid until the next call.
  auto segments(const ScannedLine& l) const -> std::vector<Segmented>& {
    std::vector<Segmented>& out = segments_;
    out.clear();
    for (uint32_t k = l.first_piece; k < pieces_end(l); ++k) {
      const Piece& p = pieces_[k];
      if (p.kind == PieceKind::rule || p.kind == PieceKind::symbol) continue;
      bool joins = !out.empty() && p.gap <= 1 && (p.kind == PieceKind::text || pieces_[out.back().last].kind == PieceKind::text);
      if (joins) { out.back().last = k; out.back().end = p.end; }
      else out.push_back({k, k, p.begin, p.end, 0, 0});
    }
    return out;
  }

  /// Whether a word of `s` speaks of a period, as column headings do.
  static auto heading_words(std::string_view s) -> bool {
    static constexpr std::string_view kWords[] = {"audited", "april", "august", "december", "ended", "february", "fiscal", "january", "june", "july", "month",
                                                  "march", "november", "october", "quarter", "september", "unaudited", "week", "year"};
    bool start = true;
    for (size_t i = 0; i + 4 <= s.size(); ++i) {
      char c = ascii::to_lower(s[i]);
      if (start && c >= 'a' && c <= 'y')
        for (std::string_view w : kWords)
          if (w[0] == c && ascii::starts_with_ignoring_case(s.substr(i), w)) return true;
      start = !ascii::is_alnum(c);
    }
    return false;
  }

  static auto title_words(std::string_view s) -> bool {
    for (std::string_view w : {"statement", "subsidiar", "balance sheet", "schedule", ", inc", " corp"})
      if (ascii::contains_ignoring_case(s, w)) return true;
    return false;
  }

  static auto unit_words(std::string_view s) -> bool {
    return ascii::contains_ignoring_case(s, "thousand") || ascii::contains_ignoring_case(s, "million") || ascii::contains_ignoring_case(s, "except") ||
           ascii::contains_ignoring_case(s, "dollars") || ascii::contains_ignoring_case(s, "000s") || ascii::contains_ignoring_case(s, "$000");
  }

  void assign_roles() {
    roles_.assign(lines_.size(), Role::none);
    const auto& columns = columns_.columns;
    const int32_t zone = columns.front().left;
    const int32_t table_right = columns.back().right;
    int32_t stub_right = 0;
    int64_t first_data = -1;
    for (size_t i = 0; i < lines_.size(); ++i) {
      const ScannedLine& l = lines_[i];
      if (l.furniture || l.piece_count == 0) continue;
      if (l.only_rules) { roles_[i] = Role::rule; continue; }
      roles_[i] = Role::text;
      uint32_t cell = first_cell(l);
      bool figure = false, marks = first_data < 0 && cell == l.first_piece;  // "(unaudited)    (1)" over the columns
      for (uint32_t k = l.first_piece; k < pieces_end(l); ++k) {
        const Piece& p = pieces_[k];
        bool is = p.kind == PieceKind::figure || p.kind == PieceKind::nil;
        figure |= p.column >= 0 && is;
        if (is && !(p.source.size() == 3 && bytes_[p.source.begin] == '(')) marks = false;
      }
      if (marks) figure = false;
      if (figure && !l.year_line) {
        roles_[i] = Role::data;
        if (first_data < 0) first_data = static_cast<int64_t>(i);
        if (cell > l.first_piece) stub_right = std::max(stub_right, std::min(pieces_[cell - 1].end, zone));
      }
    }
    if (first_data < 0) return;
    first_data_ = static_cast<size_t>(first_data);
    stub_right_ = stub_right;

    // What stands above <CAPTION> are titles, where headings follow below it.
    captioned_ = 0;
    for (size_t i = 0; i < first_data_; ++i)
      if (lines_[i].caption_mark && i + 1 < first_data_) captioned_ = i;
    size_t wide = 0;
    for (size_t i = captioned_; i < first_data_; ++i)
      if (roles_[i] == Role::text && (lines_[i].year_line || segments(lines_[i]).size() > 1)) ++wide;
    if (wide == 0) captioned_ = 0;

    int64_t last_heading = -1;
    for (size_t i = 0; i < lines_.size(); ++i) {
      const ScannedLine& l = lines_[i];
      if (roles_[i] != Role::text) continue;
      const auto& segs = segments(l);
      if (segs.empty()) { roles_[i] = Role::none; continue; }
      size_t in_zone = 0;
      bool words = false, labelled = segs.front().begin < zone - 8 && segs.front().end <= std::max(stub_right, zone) && pieces_[segs.front().first].kind == PieceKind::text;
      for (size_t s = 0; s < segs.size(); ++s) {
        bool in = (segs[s].begin + segs[s].end > 2 * zone && (segs[s].begin >= zone - 8 || s > 0 || segs[s].begin > stub_right)) ||
                  (segs[s].end > zone && segs[s].begin * 3 > zone * 2 && (segs.size() > 1 || (segs[s].begin + segs[s].end > 2 * zone && heading_words(text_of(segs[s])))));
        if (!in) continue;
        ++in_zone;
        words |= heading_words(text_of(segs[s]));
      }
      std::string_view whole = bytes_.substr(pieces_[segs.front().first].source.begin, pieces_[segs.back().last].source.end - pieces_[segs.front().first].source.begin);
      if (i < first_data_) {
        if (i < captioned_) continue;
        bool unit = segs.size() == 1 && (whole.front() == '(' || in_zone == 0) && unit_words(whole);
        // One text centred on the page, not on the columns, is a title.
        int32_t centre = segs.front().begin + segs.front().end;
        bool centred_title = segs.size() == 1 && !words && segs.front().begin < zone && std::abs(centre - table_right) <= 8 && std::abs(centre - (zone + table_right)) > 12;
        centred_title |= segs.size() == 1 && title_words(whole);
        if ((in_zone > 0 || l.year_line) && !unit && !centred_title) {
          roles_[i] = Role::heading;
          last_heading = static_cast<int64_t>(i);
        }
        continue;
      }
      if (l.year_line) {
        bool dated = !labelled || whole.front() == '(' || heading_words(whole);
        bool money = std::any_of(pieces_.begin() + l.first_piece, pieces_.begin() + pieces_end(l), [](const Piece& p) { return p.kind == PieceKind::figure && !p.plain; });
        roles_[i] = dated && !money ? Role::heading : Role::data;
        continue;
      }
      if (in_zone == 0) continue;
      if (labelled && in_zone > 0 && figure_texts(segs)) roles_[i] = Role::data;  // "4 years   3.5 years"
      else if (!labelled && (in_zone >= 2 || words)) roles_[i] = Role::heading;
      else if (labelled && in_zone >= 2 && (words || (l.blank_before > 0 && first_cell(l) == pieces_end(l)))) roles_[i] = Role::heading;
      else if (labelled && in_zone >= 2 && i > 0 && roles_[i - 1] == Role::heading && first_cell(l) == pieces_end(l)) roles_[i] = Role::heading;
      else if (labelled && first_cell(l) < pieces_end(l)) roles_[i] = Role::data;  // "NM", "N/A"
    }
    // What stands above the headings are titles; without headings, what stands above <S> or a blank line.
    size_t titles_end = 0;
    if (last_heading >= 0) {
      titles_end = static_cast<size_t>(last_heading);
    } else {
      for (size_t i = 0; i < first_data_; ++i) {
        if (lines_[i].stub_mark) titles_end = i;
        if (roles_[i] == Role::text && unit_words(lines_[i].source.of(bytes_))) titles_end = i + 1;
        if (roles_[i] == Role::text && lines_[i].indent > 12) titles_end = i + 1;
      }
      if (lines_[first_data_].blank_before > 0 && !tagged_) titles_end = first_data_;
    }
    for (size_t i = 0; i < titles_end; ++i)
      if (roles_[i] == Role::text) roles_[i] = Role::title;
    data_lines_ = static_cast<size_t>(std::count(roles_.begin(), roles_.end(), Role::data));
    if (is_list()) data_lines_ = 0;
  }

  /// Whether the lines are numbered texts, such as an exhibit index, and no table of figures.
  auto is_list() const -> bool {
    size_t unlabelled = 0, texts = 0;
    for (size_t i = 0; i < lines_.size(); ++i) {
      if (roles_[i] != Role::data) continue;
      const ScannedLine& l = lines_[i];
      uint32_t cell = first_cell(l);
      unlabelled += cell == l.first_piece;
      for (uint32_t k = cell; k < pieces_end(l); ++k)
        if (pieces_[k].kind == PieceKind::text && pieces_[k].end - pieces_[k].begin > 20) { ++texts; break; }
    }
    return data_lines_ > 0 && unlabelled * 2 > data_lines_ && texts * 2 > data_lines_;
  }

  // ---- text -------------------------------------------------------------------------------------------------

  /// Appends bytes with white space folded, leaders and tags left out.
  void append_words(Span s) {
    std::string_view t = s.of(bytes_);
    bool plain = true;
    for (size_t k = 0; k < t.size() && plain; ++k) {
      if (t[k] > '.' && t[k] != '<') continue;
      bool twice = (t[k] == ' ' || t[k] == '.') && k + 1 < t.size() && t[k + 1] == t[k];
      plain = !twice && t[k] >= ' ' && t[k] != '<';
    }
    if (plain) { layout_.text.append(t, s.begin); return; }
    uint32_t i = s.begin;
    while (i < s.end) {
      uint32_t b = i;
      while (i < s.end && !skipped_at(i, s.end)) ++i;
      layout_.text.append(bytes_.substr(b, i - b), b);
      if (i >= s.end) break;
      b = i;
      while (i < s.end) {
        uint32_t n = skipped_at(i, s.end);
        if (!n) break;
        i += n;
      }
      if (i < s.end) layout_.text.append_as(" ", {b, i});
    }
  }

  /// The length of a blank or leader at `i`, which reading text folds; 0 for anything else.
  auto skipped_at(uint32_t i, uint32_t end) const -> uint32_t {
    char c = bytes_[i];
    if (ascii::is_space(c)) return 1;
    if (c == '.' && i + 1 < end && bytes_[i + 1] == '.') {
      uint32_t k = i;
      while (k < end && bytes_[k] == '.') ++k;
      return k - i;
    }
    return 0;
  }

  /// Appends a figure without the blanks inside it, but for one behind "$": "$ (410,005)".
  void append_figure(Span s) {
    uint32_t i = s.begin;
    while (i < s.end) {
      uint32_t b = i;
      while (i < s.end && !ascii::is_space(bytes_[i])) ++i;
      layout_.text.append(bytes_.substr(b, i - b), b);
      uint32_t g = i;
      while (i < s.end && ascii::is_space(bytes_[i])) ++i;
      if (i >= s.end || i == g) continue;
      char before = bytes_[g - 1], after = bytes_[i];
      bool keep = before == '$' || (ascii::is_digit(before) && (ascii::is_digit(after) || after == '-')) || before == '-' || after == '$' || after == '-';
      if (before == ',' || after == ',' || before == '(' || after == ')' || after == '%') keep = false;
      if (keep) layout_.text.append_as(" ", {g, i});
    }
  }

  void emit_text() {
    bool first = true;
    uint32_t previous_end = 0;
    for (ScannedLine& l : lines_) {
      if (l.piece_count == 0) continue;
      Text& text = layout_.text;
      if (!first) text.append_as(" ", {previous_end, std::max(previous_end, pieces_[l.first_piece].source.begin)});
      first = false;
      Line line;
      line.first_segment = static_cast<uint32_t>(layout_.segments.size());
      line.indent = l.indent;
      line.text.begin = text.size();
      uint32_t at = pieces_[l.first_piece].source.begin;
      for (uint32_t k = l.first_piece; k < pieces_end(l); ++k) {
        Piece& p = pieces_[k];
        if (k > l.first_piece) append_between({at, p.source.begin});
        p.text.begin = text.size();
        if (p.kind == PieceKind::text) append_words(p.source);
        else append_figure(p.source);
        p.text.end = text.size();
        at = p.source.end;
        bool apart = k == l.first_piece || p.gap >= 2;
        if (apart) layout_.segments.push_back({p.text, p.begin, p.end});
        else { layout_.segments.back().text.end = p.text.end; layout_.segments.back().column_end = p.end; }
      }
      append_tail({at, l.source.end});
      previous_end = l.source.end;
      line.text.end = text.size();
      line.segment_count = static_cast<uint32_t>(layout_.segments.size()) - line.first_segment;
      layout_.lines.push_back(line);
    }
  }

  auto has_marks(Span s) const -> bool {
    for (uint32_t i = s.begin; i < s.end; ++i)
      if (!ascii::is_space(bytes_[i]) && bytes_[i] != '.' && bytes_[i] != '<') return bytes_[i] != '>';
      else if (bytes_[i] == '<') {
        while (i < s.end && bytes_[i] != '>') ++i;
      }
    return false;
  }

  /// Appends what stands between two pieces: one blank, and a footnote mark where there is one.
  void append_between(Span s) {
    if (!has_marks(s)) { layout_.text.append_as(" ", s); return; }
    append_tail(s);
    layout_.text.append_as(" ", {s.end > s.begin ? s.end - 1 : s.begin, s.end});
  }

  void append_tail(Span s) {
    if (!has_marks(s)) return;
    while (s.begin < s.end && ascii::is_space(bytes_[s.begin])) ++s.begin;
    while (s.end > s.begin && ascii::is_space(bytes_[s.end - 1])) --s.end;
    append_words(s);
  }

  // ---- rows -------------------------------------------------------------------------------------------------

  struct Label {
    size_t line = 0;        // its first line
    size_t last_line = 0;
    uint32_t first = 0, last = 0;  // pieces; first > last: empty
    bool empty = true;
  };

  auto label_of(size_t i, uint32_t end) const -> Label {
    const ScannedLine& l = lines_[i];
    Label out;
    out.line = out.last_line = i;
    for (uint32_t k = l.first_piece; k < end; ++k) {
      if (pieces_[k].kind == PieceKind::rule || pieces_[k].kind == PieceKind::symbol) continue;
      if (out.empty) out.first = k;
      out.last = k;
      out.empty = false;
    }
    return out;
  }

  auto wrap_line(const Label& a) const -> grid::LabelLine {
    const Piece& p = pieces_[a.first];
    const Piece& q = pieces_[a.last];
    return {bytes_.substr(p.source.begin, q.source.end - p.source.begin), p.begin, q.end};
  }

  auto add_row(RowKind kind, size_t line) -> Row& {
    Table& t = table_;
    Row r;
    r.kind = kind;
    r.page = lines_[line].page;
    r.blank_before = static_cast<uint16_t>(std::min<uint32_t>(lines_[line].blank_before, 1000));
    r.first_cell = static_cast<uint32_t>(t.cells.size());
    t.rows.push_back(r);
    return t.rows.back();
  }

  void set_label(Row& r, const Label& a) {
    if (a.empty) return;
    r.label = {pieces_[a.first].text.begin, pieces_[a.last].text.end};
    r.label_source = {pieces_[a.first].source.begin, pieces_[a.last].source.end};
    r.indent = pieces_[a.first].begin;
    r.blank_before = static_cast<uint16_t>(std::min<uint32_t>(lines_[a.line].blank_before, 1000));
    r.page = lines_[a.line].page;
  }

  void flush_pending(size_t keep) {
    for (size_t k = 0; k + keep < pending_.size(); ++k) {
      Row& r = add_row(RowKind::caption, pending_[k].line);
      set_label(r, pending_[k]);
    }
    pending_.erase(pending_.begin(), pending_.end() - static_cast<std::ptrdiff_t>(keep));
  }

  void make_rows() {
    table_ = Table{};
    table_.tagged = tagged_;
    table_.column_count = static_cast<uint16_t>(columns_.columns.size());
    pending_rule_.assign(columns_.columns.size(), Ruling::none);
    last_cell_.assign(columns_.columns.size(), -1);
    Span all{0xffffffffu, 0};
    std::vector<grid::LabelLine> labels;
    for (size_t i = 0; i < lines_.size(); ++i) {
      const ScannedLine& l = lines_[i];
      if (l.piece_count == 0) continue;
      all.begin = std::min(all.begin, pieces_[l.first_piece].source.begin);
      all.end = std::max(all.end, l.source.end);
      if (roles_[i] == Role::text || roles_[i] == Role::data) {
        Label a = label_of(i, roles_[i] == Role::data ? first_cell(l) : pieces_end(l));
        if (!a.empty) labels.push_back(wrap_line(a));
      }
    }
    while (all.end > all.begin && ascii::is_space(bytes_[all.end - 1])) --all.end;
    table_.source = all;
    wrap_ = grid::WrapStyle(labels, columns_.columns.front().left);
    size_t last_row_line = 0;
    bool rule_between = false;
    for (size_t i = 0; i < lines_.size(); ++i) {
      const ScannedLine& l = lines_[i];
      switch (roles_[i]) {
        case Role::none: break;
        case Role::rule:
          apply_rules(l);
          rule_between = true;
          break;
        case Role::title:
          table_.titles.push_back({pieces_[l.first_piece].text.begin, pieces_[pieces_end(l) - 1].text.end});
          break;
        case Role::heading:
          flush_pending(0);
          add_heading(i);
          last_row_line = i;
          rule_between = false;
          break;
        case Role::text: {
          apply_rules(l);
          Label a = label_of(i, pieces_end(l));
          if (a.empty) break;
          bool apart = l.blank_before > 0 || rule_between || lines_[last_row_line].page != l.page;
          bool joined = false;
          if (!pending_.empty()) {
            if (!apart && wrap_.continues(wrap_line(pending_.back()), tail_line(pending_.back()), wrap_line(a))) {
              pending_.back().last = a.last;
              pending_.back().last_line = i;
              joined = true;
            }
          } else if (!apart && !table_.rows.empty() && table_.rows.back().kind == RowKind::data && last_data_label_.empty == false &&
                     wrap_.continues_below(wrap_line(last_data_label_), wrap_line(a))) {
            Row& r = table_.rows.back();
            if (r.label_rest.empty()) r.label_rest.begin = pieces_[a.first].text.begin;
            r.label_rest.end = pieces_[a.last].text.end;
            joined = true;
          }
          if (!joined) pending_.push_back(a);
          last_row_line = i;
          rule_between = false;
          break;
        }
        case Role::data: {
          add_data(i, rule_between);
          last_row_line = i;
          rule_between = false;
          break;
        }
      }
    }
    spread_headings();
    // what is left are footnotes or the captions of a part that follows on another page
    flush_pending(0);
    while (!table_.rows.empty() && table_.rows.back().kind == RowKind::caption && table_.rows.back().label.size() > 60) table_.rows.pop_back();
    layout_.tables.push_back(std::move(table_));
  }

  /// A line of headings over a line that heads every column: "1997" and "1996" over "Amount", "%", "Amount", "%" stand
  /// over two columns each, whatever they were centred on.
  void spread_headings() {
    const size_t n = table_.column_count;
    for (size_t i = 0; i + 1 < table_.rows.size(); ++i) {
      Row& r = table_.rows[i];
      if (r.kind != RowKind::heading || r.cell_count == 0 || r.cell_count >= n || n % r.cell_count != 0) continue;
      const size_t group = n / r.cell_count;
      // below: one text per column, the same in every group
      std::vector<std::string> below(n);
      for (size_t k = i + 1; k < table_.rows.size() && table_.rows[k].kind == RowKind::heading; ++k)
        for (uint32_t c = table_.rows[k].first_cell; c < table_.rows[k].first_cell + table_.rows[k].cell_count; ++c)
          if (table_.cells[c].column_span == 1) below[table_.cells[c].column] += ascii::to_lower(layout_.text.of(table_.cells[c].text)) + " ";
      bool repeats = true;
      for (size_t c = 0; c < n && repeats; ++c) repeats = !below[c].empty() && (c < group || below[c] == below[c - group]);
      for (size_t c = 1; c < group && repeats; ++c) repeats = below[c] != below[c - 1];
      if (!repeats || group < 2) continue;
      bool fits = true;
      for (uint32_t k = 0; k < r.cell_count && fits; ++k) {
        const Cell& c = table_.cells[r.first_cell + k];
        // "As" over "Reported" beside "Pro forma" belongs to one column; a period or a name of its own to the group
        std::string_view t = layout_.text.of(c.text);
        bool period = (heading_words(t) && !ascii::contains_ignoring_case(t, "audited")) || (t.size() == 4 && ascii::is_digit(t[0]));
        bool same = k > 0 && ascii::equals_ignoring_case(t, layout_.text.of(table_.cells[r.first_cell + k - 1].text));
        if (!period && (r.cell_count == 1 || same)) { fits = false; break; }
        fits = c.column >= k * group && c.column + c.column_span <= (k + 1) * group &&
               std::abs(2 * (c.column - static_cast<int>(k * group)) + c.column_span - static_cast<int>(group)) <= 1;
      }
      if (!fits) continue;
      for (uint32_t k = 0; k < r.cell_count; ++k) {
        Cell& c = table_.cells[r.first_cell + k];
        c.column = static_cast<uint16_t>(k * group);
        c.column_span = static_cast<uint16_t>(group);
      }
    }
  }

  /// The last line of a label that wraps: what the next line would go on from.
  auto tail_line(const Label& a) const -> grid::LabelLine {
    Label t = label_of(a.last_line, pieces_end(lines_[a.last_line]));
    return wrap_line(t);
  }

  void add_data(size_t i, bool rule_between) {
    const ScannedLine& l = lines_[i];
    uint32_t cell = first_cell(l);
    if (cell == pieces_end(l))  // texts where figures would be: "4 years"
      for (cell = l.first_piece + 1; cell < pieces_end(l) && pieces_[cell].gap < 2;) ++cell;
    place_texts(l, cell);
    Label own = label_of(i, cell);
    Label label = own;
    bool merged_empty = false;
    if (!pending_.empty()) {
      bool apart = l.blank_before > 0 || rule_between || lines_[pending_.back().last_line].page != l.page;
      const Label& p = pending_.back();
      bool join = false;
      if (!apart) {
        if (own.empty) {
          std::string_view t = wrap_line(p).text;
          join = t.back() != ':' && wrap_line(p).end < columns_.columns.front().left;
          merged_empty = join;
        } else {
          join = wrap_.continues(wrap_line(p), tail_line(p), wrap_line(own));
        }
      }
      if (join) {
        label = p;
        if (!own.empty) { label.last = own.last; label.last_line = i; }
        flush_pending(1);
        pending_.clear();
      } else {
        flush_pending(0);
      }
    }
    Row& r = add_row(RowKind::data, i);
    set_label(r, label);
    last_data_label_ = own.empty ? label : own;
    r.recovered = columns_.recovered[i] || merged_empty;
    int32_t last_column = -1;
    for (uint32_t k = cell; k < pieces_end(l); ++k) {
      const Piece& p = pieces_[k];
      if (p.kind == PieceKind::rule) { apply_rule(p); continue; }
      if (p.column <= last_column) continue;
      last_column = p.column;
      Cell c;
      c.text = p.text;
      c.source = p.source;
      if (p.kind == PieceKind::text) {  // "3 - 5 years" is one text
        for (; k + 1 < pieces_end(l) && pieces_[k + 1].gap <= 1 && pieces_[k + 1].column < 0; ++k) {
          c.text.end = pieces_[k + 1].text.end;
          c.source.end = pieces_[k + 1].source.end;
        }
      }
      c.column = static_cast<uint16_t>(last_column);
      auto& pending = pending_rule_[static_cast<size_t>(last_column)];
      c.above = pending;
      pending = Ruling::none;
      last_cell_[static_cast<size_t>(last_column)] = static_cast<int64_t>(table_.cells.size());
      table_.cells.push_back(c);
      ++r.cell_count;
    }
  }

  /// Gives texts among the figures of a line the free column they lie over.
  void place_texts(const ScannedLine& l, uint32_t cell) {
    for (uint32_t k = cell; k < pieces_end(l); ++k) {
      Piece& p = pieces_[k];
      if (p.kind != PieceKind::text || p.column >= 0) continue;
      int32_t low = -1, high = static_cast<int32_t>(columns_.columns.size());
      for (uint32_t j = cell; j < pieces_end(l); ++j) {
        if (pieces_[j].column < 0) continue;
        if (j < k) low = std::max(low, pieces_[j].column);
        if (j > k) high = std::min(high, pieces_[j].column);
      }
      int32_t best = -1, most = 0;
      for (int32_t c = low + 1; c < high; ++c) {
        const Column& col = columns_.columns[static_cast<size_t>(c)];
        int32_t overlap = std::min(p.end, col.right) - std::max(p.begin, col.left);
        if (overlap > most) { most = overlap; best = c; }
      }
      if (best >= 0) p.column = best;
    }
  }

  void apply_rules(const ScannedLine& l) {
    for (uint32_t k = l.first_piece; k < pieces_end(l); ++k)
      if (pieces_[k].kind == PieceKind::rule) apply_rule(pieces_[k]);
  }

  void apply_rule(const Piece& p) {
    // drawn across the stub: an ornament
    const Column& front = columns_.columns.front();
    bool one = columns_.columns.size() == 1 || p.end <= columns_.columns[1].left;
    if (p.begin < front.left - 6 && p.begin < stub_right_ && !(one && p.begin * 2 > front.left)) return;
    Ruling kind = p.twofold ? Ruling::twofold : Ruling::single;
    for (size_t c = 0; c < columns_.columns.size(); ++c) {
      const Column& col = columns_.columns[c];
      int32_t overlap = std::min(p.end, col.right) - std::max(p.begin, col.left);
      int32_t width = std::min(col.right - col.left, p.end - p.begin);
      if (overlap * 2 < width || overlap <= 0) continue;
      pending_rule_[c] = std::max(pending_rule_[c], kind);
      if (last_cell_[c] >= 0) {
        Cell& above = table_.cells[static_cast<size_t>(last_cell_[c])];
        above.below = std::max(above.below, kind);
      }
    }
  }

  /// Whether the first text of a heading line labels the stub and not a column.
  auto stands_in_stub(const std::vector<Segmented>& segs, int32_t zone) const -> bool {
    const Segmented& s = segs.front();
    if (s.begin >= zone - 2 || s.begin + s.end > 2 * zone) return false;
    if (s.end <= zone) return s.begin <= stub_right_ || segs.size() > columns_.columns.size();
    // it reaches over the first column: its heading, unless it begins at the left margin
    return segs.size() > columns_.columns.size() || s.begin * 2 < zone;
  }

  /// Cuts a text whose words, one blank apart, stand over columns of their own: "Opened Closed Total".
  void split_words(std::vector<Segmented>& segs, size_t first, size_t line, const ScannedLine* rules) {
    const auto& columns = columns_.columns;
    if (segs.size() - first >= columns.size()) return;
    // over another line of headings a text may span columns; only the last line surely has one for each
    bool last = true;
    for (size_t k = line + 1; k < lines_.size() && roles_[k] != Role::data; ++k)
      if (roles_[k] == Role::heading) { last = false; break; }
    for (size_t s = first; s < segs.size() && segs.size() < 64; ++s) {
      const Segmented seg = segs[s];
      Span source = source_of(seg);
      std::string_view t = source.of(bytes_);
      if (t.find(' ') == std::string_view::npos || range_of(seg).size() != t.size() || period_words(t)) continue;
      if (static_cast<int32_t>(t.size()) != seg.end - seg.begin) continue;
      if (rules && ruled_whole(seg, *rules)) continue;
      std::vector<uint32_t> dates = date_starts(t);
      if (dates.size() == 1 || (!last && dates.empty())) continue;
      // the columns whose right edge lies under the text
      size_t low = 0, high = 0;
      for (size_t c = 0; c < columns.size(); ++c) {
        if (columns[c].edge < seg.begin - 1) low = c + 1;
        if (columns[c].edge <= seg.end + 2) high = c + 1;
      }
      if (high < low + 2) continue;
      // each must end where a word ends, or have its middle where the words up to there have theirs
      std::vector<uint32_t> cuts;  // byte offsets behind the words of each column
      uint32_t from = 0;
      if (dates.size() == high - low) {
        for (size_t d = 1; d < dates.size(); ++d) cuts.push_back(dates[d] - 1);
        cuts.push_back(static_cast<uint32_t>(t.size()));
      } else if (dates.size() < 2) for (size_t c = low; c < high; ++c) {
        uint32_t best = 0;
        int32_t nearest = 3;
        for (uint32_t e = from + 1; e <= t.size(); ++e) {
          if (e < t.size() && t[e] != ' ') continue;
          int32_t b = seg.begin + static_cast<int32_t>(from), at = seg.begin + static_cast<int32_t>(e);
          int32_t stray = std::min(std::abs(at - columns[c].edge), std::abs(at - columns[c].right));
          stray = std::min(stray, std::abs(b + at - columns[c].core_left - columns[c].edge) / 2);
          if (b > columns[c].right || at < columns[c].core_left) continue;
          if (stray < nearest) { nearest = stray; best = e; }
        }
        if (best == 0) { cuts.clear(); break; }
        cuts.push_back(best);
        from = best + 1;
      }
      if (cuts.size() < 2 || cuts.back() != t.size()) continue;
      std::vector<Segmented> parts;
      uint32_t begin = 0;
      for (uint32_t e : cuts) {
        Segmented p = seg;
        p.skip = seg.skip + begin;
        p.cut = seg.cut + static_cast<uint32_t>(t.size()) - e;
        p.begin = seg.begin + static_cast<int32_t>(begin);
        p.end = seg.begin + static_cast<int32_t>(e);
        parts.push_back(p);
        begin = e + 1;
      }
      segs.erase(segs.begin() + static_cast<std::ptrdiff_t>(s));
      segs.insert(segs.begin() + static_cast<std::ptrdiff_t>(s), parts.begin(), parts.end());
      s += parts.size() - 1;
    }
  }

  /// Where the months of "Jun 30, Mar 31, Jun 30," begin, if nothing but months, days and years stands there.
  static auto date_starts(std::string_view t) -> std::vector<uint32_t> {
    std::vector<uint32_t> out;
    for (size_t i = 0; i < t.size();) {
      size_t e = std::min(t.find(' ', i), t.size());
      std::string_view w = t.substr(i, e - i);
      if (parse_month(w) > 0) out.push_back(static_cast<uint32_t>(i));
      else if (out.empty() || w.empty() || !ascii::is_digit(w[0])) return {};
      i = e + 1;
    }
    return out;
  }

  /// Whether one rule lies under all of `s`.
  auto ruled_whole(const Segmented& s, const ScannedLine& rules) const -> bool {
    for (uint32_t k = rules.first_piece; k < pieces_end(rules); ++k)
      if (pieces_[k].kind == PieceKind::rule && pieces_[k].begin <= s.begin + 2 && s.end <= pieces_[k].end + 2) return true;
    return false;
  }

  static auto period_words(std::string_view s) -> bool {
    return ascii::contains_ignoring_case(s, "ended") || ascii::contains_ignoring_case(s, "months") || ascii::contains_ignoring_case(s, "weeks") ||
           ascii::contains_ignoring_case(s, "year end");
  }

  void add_heading(size_t i) {
    const ScannedLine& l = lines_[i];
    const auto& columns = columns_.columns;
    auto& segs = segments(l);
    // what stands over the stub is the stub's heading
    size_t first = 0;
    const int32_t zone = columns.front().left;
    if (!segs.empty() && stands_in_stub(segs, zone)) first = 1;
    const ScannedLine* rules = nullptr;
    for (size_t k = i + 1; k < lines_.size() && k < i + 4; ++k) {
      if (roles_[k] == Role::none && lines_[k].piece_count == 0) continue;
      if (roles_[k] == Role::rule) rules = &lines_[k];
      break;
    }
    split_words(segs, first, i, rules);
    std::vector<HeadingText> texts;
    for (size_t s = first; s < segs.size(); ++s) {
      HeadingText t;
      t.begin = t.reach_begin = segs[s].begin;
      t.end = t.reach_end = segs[s].end;
      if (rules) {
        for (uint32_t k = rules->first_piece; k < pieces_end(*rules); ++k) {
          const Piece& p = pieces_[k];
          if (p.kind != PieceKind::rule || p.end <= t.begin || p.begin >= t.end || p.begin < zone - 12) continue;
          bool alone = true;  // the rule lies under no other text of the line
          for (size_t o = first; o < segs.size(); ++o)
            if (o != s && segs[o].begin < p.end && p.begin < segs[o].end) alone = false;
          if (!alone) continue;
          t.reach_begin = std::min(t.reach_begin, p.begin);
          t.reach_end = std::max(t.reach_end, p.end);
        }
      }
      texts.push_back(t);
    }
    grid::place_headings(texts, columns);
    Row& r = add_row(RowKind::heading, i);
    if (first == 1) {
      r.label = range_of(segs[0]);
      r.label_source = source_of(segs[0]);
      r.indent = segs[0].begin;
    }
    for (size_t s = 0; s < texts.size(); ++s) {
      if (texts[s].first < 0) { r.recovered = true; continue; }
      const Segmented& g = segs[s + first];
      Cell c;
      c.text = range_of(g);
      c.source = source_of(g);
      c.column = static_cast<uint16_t>(texts[s].first);
      c.column_span = static_cast<uint16_t>(texts[s].last - texts[s].first + 1);
      table_.cells.push_back(c);
      ++r.cell_count;
    }
  }

  std::string_view bytes_;
  bool tagged_;
  Layout& layout_;
  std::vector<ScannedLine> lines_;
  std::vector<Piece>& pieces_;
  grid::Columns columns_;
  std::vector<Role> roles_;
  size_t first_data_ = 0, data_lines_ = 0, captioned_ = 0;
  int32_t stub_right_ = 0;  // where the labels of data lines end
  Table table_;
  mutable std::vector<Segmented> segments_;
  std::vector<Label> pending_;
  Label last_data_label_;
  std::vector<Ruling> pending_rule_;
  std::vector<int64_t> last_cell_;
  grid::WrapStyle wrap_;
};

}  // namespace

auto build_grid(std::string_view bytes, const std::vector<GridLine>& lines, bool tagged, Layout& layout) -> int32_t {
  std::vector<Piece> pieces;
  std::vector<ScannedLine> scanned = scan_lines(bytes, lines, pieces);
  Builder whole(bytes, std::move(scanned), pieces, tagged, layout);
  if (!whole.prepare()) return -1;
  const auto index = static_cast<int32_t>(layout.tables.size());
  std::vector<size_t> cuts = whole.find_stacked();
  if (cuts.empty()) {
    whole.build();
    return index;
  }
  scanned = whole.take_lines();
  cuts.push_back(scanned.size());
  auto make_part = [&](size_t from, size_t to) {
    for (size_t i = from; i < to; ++i)  // placed before, among more lines
      for (uint32_t k = 0; k < scanned[i].piece_count; ++k) pieces[scanned[i].first_piece + k].column = -1;
    return Builder(bytes, {scanned.begin() + static_cast<std::ptrdiff_t>(from), scanned.begin() + static_cast<std::ptrdiff_t>(to)}, pieces, tagged, layout);
  };
  // A part that is no table by itself goes with what follows, the last one with what stands before it.
  std::vector<size_t> ends;
  size_t from = 0;
  for (size_t cut : cuts) {
    if (make_part(from, cut).prepare()) ends.push_back(cut);
    from = cut;
  }
  if (ends.empty()) ends.push_back(scanned.size());
  ends.back() = scanned.size();
  from = 0;
  for (size_t end : ends) {
    Builder part = make_part(from, end);
    if (part.prepare()) {
      if (static_cast<size_t>(index) < layout.tables.size()) layout.text.append_as("\n", {part.begin() > 0 ? part.begin() - 1 : 0, part.begin()});
      part.build();
    }
    from = end;
  }
  return static_cast<size_t>(index) < layout.tables.size() ? index : -1;
}

}  // namespace crossfoot::layout
