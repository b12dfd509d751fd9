#include "layout/grid_region.h"

#include <algorithm>
#include <cstdlib>
#include <string>

#include "base/ascii.h"
#include "base/date.h"

namespace crossfoot::layout::grid {
namespace {

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

auto title_words(std::string_view s) -> bool {
  for (std::string_view w : {"statement", "subsidiar", "balance sheet", "schedule", ", inc", " corp"})
    if (ascii::contains_ignoring_case(s, w)) return true;
  return false;
}

/// The line at the foot of a statement that points to its notes.
auto is_reference(std::string_view s) -> bool {
  return (ascii::starts_with_ignoring_case(s, "see ") || ascii::starts_with_ignoring_case(s, "the accompanying ")) && ascii::contains_ignoring_case(s, "note");
}

auto unit_words(std::string_view s) -> bool {
  return ascii::contains_ignoring_case(s, "thousand") || ascii::contains_ignoring_case(s, "million") || ascii::contains_ignoring_case(s, "except") ||
         ascii::contains_ignoring_case(s, "dollars") || ascii::contains_ignoring_case(s, "000s") || ascii::contains_ignoring_case(s, "$000");
}

auto period_words(std::string_view s) -> bool {
  return ascii::contains_ignoring_case(s, "ended") || ascii::contains_ignoring_case(s, "months") || ascii::contains_ignoring_case(s, "weeks") ||
         ascii::contains_ignoring_case(s, "year end");
}

/// Where the months of "Jun 30, Mar 31, Jun 30," begin, if nothing but months, days and years stands there.
auto date_starts(std::string_view t) -> std::vector<uint32_t> {
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

}  // namespace

auto scan_lines(std::string_view bytes, const std::vector<GridLine>& lines, std::vector<Piece>& pieces) -> std::vector<ScannedLine> {
  LineScanner scanner(bytes, pieces);
  std::vector<ScannedLine> out;
  out.reserve(lines.size());
  pieces.reserve(lines.size() * 4);
  uint32_t blanks = 0, close = 0, content = 0, above = 0, below = 0;
  size_t stub_line = lines.size();
  for (const GridLine& l : lines) {
    ScannedLine s = scanner.scan(l.source);
    s.page = l.page;
    s.furniture = l.furniture;
    if (s.piece_count == 0) {
      if (!s.stub_mark && !s.caption_mark) ++blanks;
    } else {
      s.blank_before = blanks;
      if (content > 0) close += blanks == 0;
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
  if (content >= 3 && close * 8 <= content)
    for (ScannedLine& l : out) l.blank_before = l.blank_before > 0 ? l.blank_before - 1 : 0;
  return out;
}

/// Whether a word of `s` speaks of a period, as column headings do.
auto heading_words(std::string_view s) -> bool {
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

auto Region::prepare() -> bool {
  Columns found = find_columns(lines, pieces);
  columns = std::move(found.columns);
  recovered = std::move(found.recovered);
  data_lines_ = 0;
  if (columns.empty()) return false;
  assign_roles();
  return data_lines_ > 0;
}

auto Region::find_stacked() const -> std::vector<size_t> {
  std::vector<size_t> out;
  std::string first_heading, heading;
  bool seen_data = false;
  size_t after_data = 0;
  size_t block_begin = 0, block_cells = 0;
  bool in_block = false, mark = false, block_marked = false;
  for (size_t i = 0; i < lines.size(); ++i) {
    const ScannedLine& l = lines[i];
    mark |= seen_data && (l.stub_mark || l.caption_mark) && i > after_data;
    if (roles[i] == Role::data) {
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
    if (l.piece_count == 0 || l.furniture || roles[i] == Role::rule) continue;
    if (roles[i] == Role::heading) {
      if (!in_block) block_begin = i;
      in_block = true;
      const auto& segs = segments(l);
      block_cells = std::max(block_cells, segs.size() - (segs.size() > 1 && segs.front().begin < columns.front().left - 2));
    }
    if (roles[i] == Role::heading || (seen_data ? mark || has_mark_below(i) : false))
      for (uint32_t k = l.first_piece; k < pieces_end(l); ++k) heading.append(pieces[k].source.of(bytes)).push_back(' ');
  }
  return out;
}

auto Region::find_side_by_side() const -> int32_t {
  // Behind figures stands a text, and behind it figures again: the label of a row of a second table, if most rows
  // have it and the labels are those of statements.
  size_t labels = 0, statement_words = 0, totals = 0, data = 0;
  int32_t left = 1 << 20, figures_end = 0;
  for (size_t i = 0; i < lines.size(); ++i) {
    if (roles[i] != Role::data) continue;
    ++data;
    const ScannedLine& l = lines[i];
    int32_t end = 0;
    uint32_t text = 0;
    for (uint32_t k = l.first_piece; k < pieces_end(l); ++k) {
      const Piece& p = pieces[k];
      bool figure = (p.kind == PieceKind::figure || p.kind == PieceKind::nil) && p.column >= 0;
      if (figure && text == 0) end = p.end;
      if (p.kind == PieceKind::text && end > 0 && text == 0 && k > l.first_piece && p.gap >= 2) text = k;
      if (!figure || text == 0 || k == text) continue;
      ++labels;
      left = std::min(left, pieces[text].begin);
      figures_end = std::max(figures_end, end);
      std::string_view t = pieces[text].source.of(bytes);
      totals += ascii::starts_with_ignoring_case(t, "total");
      for (std::string_view w : {"liabilit", "equity", "payable", "accrued", "capital", "retained", "debt", "stock", "expense", "income", "taxes"})
        if (ascii::contains_ignoring_case(t, w)) { ++statement_words; break; }
      break;
    }
  }
  if (labels < 4 || labels * 5 < data * 2 || totals == 0 || statement_words * 3 < labels || figures_end >= left) return -1;
  return left;
}

auto Region::first_content(size_t from, size_t to) const -> size_t {
  for (size_t i = from; i < to; ++i)
    if (lines[i].piece_count > 0 && !lines[i].furniture && roles[i] != Role::rule) return i;
  return from;
}

/// Whether a tag line <S> follows `i` before the next data.
auto Region::has_mark_below(size_t i) const -> bool {
  for (size_t k = i + 1; k < lines.size() && k < i + 12; ++k) {
    if (lines[k].stub_mark) return true;
    if (roles[k] == Role::data) return false;
  }
  return false;
}

auto Region::first_cell(const ScannedLine& l) const -> uint32_t {
  for (uint32_t k = l.first_piece; k < pieces_end(l); ++k)
    if (pieces[k].column >= 0) return k;
  return pieces_end(l);
}

/// Whether all texts behind the first begin with a digit or "$" and are no dates.
auto Region::figure_texts(const std::vector<Segmented>& segs) const -> bool {
  for (size_t s = 1; s < segs.size(); ++s) {
    std::string_view t = text_of(segs[s]);
    if (!(ascii::is_digit(t.front()) || t.front() == '$' || t.front() == '(') || pieces[segs[s].first].year || heading_words(t)) {
      bool years = ascii::is_digit(t.front()) && t.find("year") != std::string_view::npos && !pieces[segs[s].first].year;
      if (!years) return false;
    }
    bool over = std::any_of(columns.begin(), columns.end(),
                            [&](const Column& c) { return segs[s].begin < c.right && c.left < segs[s].end && segs[s].begin >= c.left - 6; });
    if (!over) return false;
    size_t slash = t.find('/');
    if (slash != std::string_view::npos || (t.size() > 3 && t.find(',') == t.size() - 1)) return false;
  }
  return segs.size() > 1;
}

auto Region::segments(const ScannedLine& l) const -> std::vector<Segmented>& {
  std::vector<Segmented>& out = segments_;
  out.clear();
  for (uint32_t k = l.first_piece; k < pieces_end(l); ++k) {
    const Piece& p = pieces[k];
    if (p.kind == PieceKind::rule || p.kind == PieceKind::symbol) continue;
    bool joins = !out.empty() && p.gap <= 1 && (p.kind == PieceKind::text || pieces[out.back().last].kind == PieceKind::text);
    if (joins) { out.back().last = k; out.back().end = p.end; }
    else out.push_back({k, k, p.begin, p.end, 0, 0});
  }
  return out;
}

void Region::assign_roles() {
  roles.assign(lines.size(), Role::none);
  const int32_t zone = columns.front().left;
  const int32_t table_right = columns.back().right;
  stub_right = 0;
  int64_t first_data = -1;
  for (size_t i = 0; i < lines.size(); ++i) {
    const ScannedLine& l = lines[i];
    if (l.furniture || l.piece_count == 0) continue;
    if (l.only_rules) { roles[i] = Role::rule; continue; }
    roles[i] = Role::text;
    uint32_t cell = first_cell(l);
    bool figure = false, marks = first_data < 0 && cell == l.first_piece;  // "(unaudited)    (1)" over the columns
    for (uint32_t k = l.first_piece; k < pieces_end(l); ++k) {
      const Piece& p = pieces[k];
      bool is = p.kind == PieceKind::figure || p.kind == PieceKind::nil;
      figure |= p.column >= 0 && is;
      if (is && !(p.source.size() == 3 && bytes[p.source.begin] == '(')) marks = false;
    }
    if (marks) figure = false;
    // "See notes to financial statements.      3"
    if (figure && cell > l.first_piece && is_reference(pieces[l.first_piece].source.of(bytes))) {
      roles[i] = Role::none;
      continue;
    }
    if (figure && !l.year_line) {
      roles[i] = Role::data;
      if (first_data < 0) first_data = static_cast<int64_t>(i);
      if (cell > l.first_piece) stub_right = std::max(stub_right, std::min(pieces[cell - 1].end, zone));
    }
  }
  if (first_data < 0) return;
  first_data_ = static_cast<size_t>(first_data);

  // What stands above <CAPTION> are titles, where headings follow below it.
  captioned_ = 0;
  for (size_t i = 0; i < first_data_; ++i)
    if (lines[i].caption_mark && i + 1 < first_data_) captioned_ = i;
  size_t wide = 0;
  for (size_t i = captioned_; i < first_data_; ++i)
    if (roles[i] == Role::text && (lines[i].year_line || segments(lines[i]).size() > 1)) ++wide;
  if (wide == 0) captioned_ = 0;

  int64_t last_heading = -1;
  for (size_t i = 0; i < lines.size(); ++i) {
    const ScannedLine& l = lines[i];
    if (roles[i] != Role::text) continue;
    const auto& segs = segments(l);
    if (segs.empty()) { roles[i] = Role::none; continue; }
    size_t in_zone = 0;
    bool words = false, labelled = segs.front().begin < zone - 8 && segs.front().end <= std::max(stub_right, zone) && pieces[segs.front().first].kind == PieceKind::text;
    for (size_t s = 0; s < segs.size(); ++s) {
      bool in = (segs[s].begin + segs[s].end > 2 * zone && (segs[s].begin >= zone - 8 || s > 0 || segs[s].begin > stub_right)) ||
                (segs[s].end > zone && segs[s].begin * 3 > zone * 2 && (segs.size() > 1 || (segs[s].begin + segs[s].end > 2 * zone && heading_words(text_of(segs[s])))));
      if (!in) continue;
      ++in_zone;
      words |= heading_words(text_of(segs[s]));
    }
    std::string_view whole = bytes.substr(pieces[segs.front().first].source.begin, pieces[segs.back().last].source.end - pieces[segs.front().first].source.begin);
    if (i < first_data_) {
      if (i < captioned_) continue;
      bool unit = segs.size() == 1 && (whole.front() == '(' || in_zone == 0) && unit_words(whole);
      // One text centred on the page, not on the columns, is a title.
      int32_t centre = segs.front().begin + segs.front().end;
      bool centred_title = segs.size() == 1 && !words && segs.front().begin < zone && std::abs(centre - table_right) <= 8 && std::abs(centre - (zone + table_right)) > 12;
      centred_title |= segs.size() == 1 && title_words(whole);
      if ((in_zone > 0 || l.year_line) && !unit && !centred_title) {
        roles[i] = Role::heading;
        last_heading = static_cast<int64_t>(i);
      }
      continue;
    }
    if (l.year_line) {
      bool dated = !labelled || whole.front() == '(' || heading_words(whole) || ascii::contains_ignoring_case(whole, "continued");
      for (size_t k = i; !dated && k-- > first_data_;) {  // stands right below headings
        if (roles[k] == Role::none || roles[k] == Role::rule) continue;
        dated = roles[k] == Role::heading;
        break;
      }
      bool money = std::any_of(pieces.begin() + l.first_piece, pieces.begin() + pieces_end(l), [](const Piece& p) { return p.kind == PieceKind::figure && !p.plain; });
      roles[i] = dated && !money ? Role::heading : Role::data;
      continue;
    }
    if (in_zone == 0) continue;
    if (labelled && in_zone > 0 && figure_texts(segs)) roles[i] = Role::data;  // "4 years   3.5 years"
    else if (!labelled && (in_zone >= 2 || words)) roles[i] = Role::heading;
    else if (labelled && in_zone >= 2 && (words || (l.blank_before > 0 && first_cell(l) == pieces_end(l)))) roles[i] = Role::heading;
    else if (labelled && in_zone >= 2 && i > 0 && roles[i - 1] == Role::heading && first_cell(l) == pieces_end(l)) roles[i] = Role::heading;
    else if (labelled && first_cell(l) < pieces_end(l)) roles[i] = Role::data;  // "NM", "N/A"
  }
  // What stands above the headings are titles; without headings, what stands above <S> or a blank line.
  size_t titles_end = 0;
  if (last_heading >= 0) {
    titles_end = static_cast<size_t>(last_heading);
  } else {
    for (size_t i = 0; i < first_data_; ++i) {
      if (lines[i].stub_mark) titles_end = i;
      if (roles[i] == Role::text && unit_words(lines[i].source.of(bytes))) titles_end = i + 1;
      if (roles[i] == Role::text && lines[i].indent > 12) titles_end = i + 1;
    }
    if (lines[first_data_].blank_before > 0 && !tagged) titles_end = first_data_;
  }
  for (size_t i = 0; i < titles_end; ++i)
    if (roles[i] == Role::text) roles[i] = Role::title;
  data_lines_ = static_cast<size_t>(std::count(roles.begin(), roles.end(), Role::data));
  if (is_list()) data_lines_ = 0;
}

/// Whether the lines are numbered texts, such as an exhibit index, and no table of figures.
auto Region::is_list() const -> bool {
  size_t unlabelled = 0, texts = 0, amounts = 0;
  for (size_t i = 0; i < lines.size(); ++i) {
    if (roles[i] != Role::data) continue;
    const ScannedLine& l = lines[i];
    uint32_t cell = first_cell(l);
    unlabelled += cell == l.first_piece;
    uint32_t figures = 0;
    for (uint32_t k = cell; k < pieces_end(l); ++k) figures += pieces[k].kind == PieceKind::figure && pieces[k].column >= 0;
    amounts += figures >= 3;
    for (uint32_t k = cell; k < pieces_end(l); ++k)
      if (pieces[k].kind == PieceKind::text && pieces[k].end - pieces[k].begin > 20) { ++texts; break; }
  }
  return data_lines_ > 0 && amounts * 3 < data_lines_ && unlabelled * 2 > data_lines_ && texts * 2 > data_lines_;
}

auto Region::stands_in_stub(const std::vector<Segmented>& segs, int32_t zone) const -> bool {
  const Segmented& s = segs.front();
  if (s.begin >= zone - 2 || s.begin + s.end > 2 * zone) return false;
  if (s.end <= zone) return s.begin <= stub_right || segs.size() > columns.size();
  // it reaches over the first column: its heading, unless it begins at the left margin
  return segs.size() > columns.size() || s.begin * 2 < zone;
}

void Region::split_words(std::vector<Segmented>& segs, size_t first, size_t line, const ScannedLine* rules) const {
  if (segs.size() - first >= columns.size()) return;
  // over another line of headings a text may span columns; only the last line surely has one for each
  bool last = true;
  for (size_t k = line + 1; k < lines.size() && roles[k] != Role::data; ++k)
    if (roles[k] == Role::heading) { last = false; break; }
  for (size_t s = first; s < segs.size() && segs.size() < 64; ++s) {
    const Segmented seg = segs[s];
    Span source = source_of(seg);
    std::string_view t = source.of(bytes);
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

/// Whether one rule lies under all of `s`.
auto Region::ruled_whole(const Segmented& s, const ScannedLine& rules) const -> bool {
  for (uint32_t k = rules.first_piece; k < pieces_end(rules); ++k)
    if (pieces[k].kind == PieceKind::rule && pieces[k].begin <= s.begin + 2 && s.end <= pieces[k].end + 2) return true;
  return false;
}

}  // namespace crossfoot::layout::grid
