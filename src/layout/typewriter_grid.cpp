#include "layout/typewriter_grid.h"

#include <algorithm>
#include <cstdlib>
#include <string>

#include "base/ascii.h"
#include "layout/grid_headings.h"
#include "layout/grid_region.h"
#include "layout/grid_wrap.h"

namespace crossfoot::layout {
namespace {

using grid::Column;
using grid::HeadingText;
using grid::Piece;
using grid::PieceKind;
using grid::ScannedLine;

/// Writes one region as text, lines, segments and a table.
class Builder {
 public:
  Builder(const grid::Region& region, Layout& layout) : bytes_(region.bytes), region_(region), layout_(layout) {}

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
    for (const ScannedLine& l : region_.lines) {
      if (l.piece_count == 0) continue;
      Text& text = layout_.text;
      if (!first) text.append_as(" ", {previous_end, std::max(previous_end, region_.pieces[l.first_piece].source.begin)});
      first = false;
      Line line;
      line.first_segment = static_cast<uint32_t>(layout_.segments.size());
      line.indent = l.indent;
      line.text.begin = text.size();
      uint32_t at = region_.pieces[l.first_piece].source.begin;
      for (uint32_t k = l.first_piece; k < region_.pieces_end(l); ++k) {
        Piece& p = region_.pieces[k];
        if (p.kind == PieceKind::rule && !l.only_rules) {  // a rule beside a label is drawn, not written
          p.text = {text.size(), text.size()};
          at = p.source.end;
          continue;
        }
        if (k > l.first_piece) append_between({at, p.source.begin});
        p.text.begin = text.size();
        if (p.kind == PieceKind::text) append_words(p.source);
        else append_figure(p.source);
        p.text.end = text.size();
        at = p.source.end;
        bool apart = layout_.segments.size() == line.first_segment || p.gap >= 2;
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
    const ScannedLine& l = region_.lines[i];
    Label out;
    out.line = out.last_line = i;
    for (uint32_t k = l.first_piece; k < end; ++k) {
      if (region_.pieces[k].kind == PieceKind::rule || region_.pieces[k].kind == PieceKind::symbol) continue;
      if (out.empty) out.first = k;
      out.last = k;
      out.empty = false;
    }
    return out;
  }

  auto wrap_line(const Label& a) const -> grid::LabelLine {
    const Piece& p = region_.pieces[a.first];
    const Piece& q = region_.pieces[a.last];
    return {bytes_.substr(p.source.begin, q.source.end - p.source.begin), p.begin, q.end, false};
  }

  auto add_row(RowKind kind, size_t line) -> Row& {
    Table& t = table_;
    Row r;
    r.kind = kind;
    r.page = region_.lines[line].page;
    r.blank_before = static_cast<uint16_t>(std::min<uint32_t>(region_.lines[line].blank_before, 1000));
    r.first_cell = static_cast<uint32_t>(t.cells.size());
    t.rows.push_back(r);
    return t.rows.back();
  }

  void set_label(Row& r, const Label& a) {
    if (a.empty) return;
    r.label = {region_.pieces[a.first].text.begin, region_.pieces[a.last].text.end};
    r.label_source = {region_.pieces[a.first].source.begin, region_.pieces[a.last].source.end};
    r.indent = region_.pieces[a.first].begin;
    r.blank_before = static_cast<uint16_t>(std::min<uint32_t>(region_.lines[a.line].blank_before, 1000));
    r.page = region_.lines[a.line].page;
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
    table_.tagged = region_.tagged;
    table_.column_count = static_cast<uint16_t>(region_.columns.size());
    pending_rule_.assign(region_.columns.size(), Ruling::none);
    last_cell_.assign(region_.columns.size(), -1);
    Span all{0xffffffffu, 0};
    std::vector<grid::LabelLine> labels;
    for (size_t i = 0; i < region_.lines.size(); ++i) {
      const ScannedLine& l = region_.lines[i];
      if (l.piece_count == 0) continue;
      all.begin = std::min(all.begin, region_.pieces[l.first_piece].source.begin);
      all.end = std::max(all.end, l.source.end);
      if (region_.roles[i] == grid::Role::text || region_.roles[i] == grid::Role::data) {
        Label a = label_of(i, region_.roles[i] == grid::Role::data ? region_.first_cell(l) : region_.pieces_end(l));
        if (a.empty) continue;
        labels.push_back(wrap_line(a));
        labels.back().figures = region_.roles[i] == grid::Role::data;
      }
    }
    while (all.end > all.begin && ascii::is_space(bytes_[all.end - 1])) --all.end;
    table_.source = all;
    wrap_ = grid::WrapStyle(labels, region_.columns.front().left);
    size_t last_row_line = 0;
    bool rule_between = false;
    for (size_t i = 0; i < region_.lines.size(); ++i) {
      const ScannedLine& l = region_.lines[i];
      switch (region_.roles[i]) {
        case grid::Role::none: break;
        case grid::Role::rule:
          apply_rules(l);
          rule_between = true;
          break;
        case grid::Role::title:
          table_.titles.push_back({region_.pieces[l.first_piece].text.begin, region_.pieces[region_.pieces_end(l) - 1].text.end});
          break;
        case grid::Role::heading:
          flush_pending(0);
          add_heading(i);
          last_row_line = i;
          rule_between = false;
          break;
        case grid::Role::text: {
          apply_rules(l);
          Label a = label_of(i, region_.pieces_end(l));
          if (a.empty) break;
          bool apart = l.blank_before > 0 || rule_between || region_.lines[last_row_line].page != l.page;
          bool joined = false;
          if (!pending_.empty()) {
            if (!apart && wrap_.continues(wrap_line(pending_.back()), tail_line(pending_.back()), wrap_line(a), false)) {
              pending_.back().last = a.last;
              pending_.back().last_line = i;
              joined = true;
            }
          } else if (!apart && !table_.rows.empty() && table_.rows.back().kind == RowKind::data && last_data_label_.empty == false &&
                     wrap_.continues_below(wrap_line(last_data_label_), wrap_line(a))) {
            Row& r = table_.rows.back();
            if (r.label_rest.empty()) r.label_rest.begin = region_.pieces[a.first].text.begin;
            r.label_rest.end = region_.pieces[a.last].text.end;
            joined = true;
          }
          if (!joined) pending_.push_back(a);
          last_row_line = i;
          rule_between = false;
          break;
        }
        case grid::Role::data: {
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
      for (size_t k = i + 1; k < table_.rows.size() && k < i + 12 && table_.rows[k].kind == RowKind::heading; ++k)
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
        bool period = (grid::heading_words(t) && !ascii::contains_ignoring_case(t, "audited")) || (t.size() == 4 && ascii::is_digit(t[0]));
        bool same = k > 0 && ascii::equals_ignoring_case(t, layout_.text.of(table_.cells[r.first_cell + k - 1].text));
        if (!period && (r.cell_count == 1 || same)) { fits = false; break; }
        fits = c.column >= k * group && c.column + c.column_span <= (k + 1) * group &&
               (r.cell_count > 1 || std::abs(2 * c.column + c.column_span - static_cast<int>(n)) <= 1);
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
    Label t = label_of(a.last_line, region_.pieces_end(region_.lines[a.last_line]));
    return wrap_line(t);
  }

  void add_data(size_t i, bool rule_between) {
    const ScannedLine& l = region_.lines[i];
    uint32_t cell = region_.first_cell(l);
    if (cell == region_.pieces_end(l))  // texts where figures would be: "4 years"
      for (cell = l.first_piece + 1; cell < region_.pieces_end(l) && region_.pieces[cell].gap < 2;) ++cell;
    place_texts(l, cell);
    Label own = label_of(i, cell);
    Label label = own;
    bool merged_empty = false;
    if (!pending_.empty()) {
      bool apart = l.blank_before > 0 || rule_between || region_.lines[pending_.back().last_line].page != l.page;
      const Label& p = pending_.back();
      bool join = false;
      if (!apart) {
        if (own.empty) {
          std::string_view t = wrap_line(p).text;
          join = t.back() != ':' && wrap_line(p).end < region_.columns.front().left;
          merged_empty = join;
        } else {
          join = wrap_.continues(wrap_line(p), tail_line(p), wrap_line(own), next_indent(i) <= wrap_line(p).begin);
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
    r.recovered = region_.recovered[i] || merged_empty;
    int32_t last_column = -1;
    for (uint32_t k = cell; k < region_.pieces_end(l); ++k) {
      const Piece& p = region_.pieces[k];
      if (p.kind == PieceKind::rule) { apply_rule(p); continue; }
      if (p.column <= last_column) continue;
      last_column = p.column;
      Cell c;
      c.text = p.text;
      c.source = p.source;
      if (p.kind == PieceKind::text) {  // "3 - 5 years" is one text
        for (; k + 1 < region_.pieces_end(l) && region_.pieces[k + 1].gap <= 1 && region_.pieces[k + 1].column < 0; ++k) {
          c.text.end = region_.pieces[k + 1].text.end;
          c.source.end = region_.pieces[k + 1].source.end;
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

  /// Where the next labelled line below `i` begins; far right where there is none.
  auto next_indent(size_t i) const -> int32_t {
    for (size_t k = i + 1; k < region_.lines.size() && k < i + 12; ++k) {
      if (region_.roles[k] != grid::Role::data && region_.roles[k] != grid::Role::text) continue;
      if (region_.first_cell(region_.lines[k]) > region_.lines[k].first_piece) return region_.lines[k].indent;
    }
    return 1 << 20;
  }

  /// Gives texts among the figures of a line the free column they lie over.
  void place_texts(const ScannedLine& l, uint32_t cell) {
    for (uint32_t k = cell; k < region_.pieces_end(l); ++k) {
      Piece& p = region_.pieces[k];
      if (p.kind != PieceKind::text || p.column >= 0) continue;
      int32_t low = -1, high = static_cast<int32_t>(region_.columns.size());
      for (uint32_t j = cell; j < region_.pieces_end(l); ++j) {
        if (region_.pieces[j].column < 0) continue;
        if (j < k) low = std::max(low, region_.pieces[j].column);
        if (j > k) high = std::min(high, region_.pieces[j].column);
      }
      int32_t best = -1, most = 0;
      for (int32_t c = low + 1; c < high; ++c) {
        const Column& col = region_.columns[static_cast<size_t>(c)];
        int32_t overlap = std::min(p.end, col.right) - std::max(p.begin, col.left);
        if (overlap > most) { most = overlap; best = c; }
      }
      if (best >= 0) p.column = best;
    }
  }

  void apply_rules(const ScannedLine& l) {
    for (uint32_t k = l.first_piece; k < region_.pieces_end(l); ++k)
      if (region_.pieces[k].kind == PieceKind::rule) apply_rule(region_.pieces[k]);
  }

  void apply_rule(const Piece& p) {
    // drawn across the stub: an ornament
    const Column& front = region_.columns.front();
    bool one = region_.columns.size() == 1 || p.end <= region_.columns[1].left;
    if (p.begin < front.left - 6 && p.begin < region_.stub_right && !(one && p.begin * 2 > front.left)) return;
    Ruling kind = p.twofold ? Ruling::twofold : Ruling::single;
    // under the headings a rule is theirs, and none over the first figures
    const bool underlines = pending_.empty() && (table_.rows.empty() || table_.rows.back().kind == RowKind::heading);
    for (size_t c = 0; c < region_.columns.size(); ++c) {
      const Column& col = region_.columns[c];
      int32_t overlap = std::min(p.end, col.right) - std::max(p.begin, col.left);
      int32_t width = std::min(col.right - col.left, p.end - p.begin);
      if (overlap * 2 < width || overlap <= 0) continue;
      if (!underlines) pending_rule_[c] = std::max(pending_rule_[c], kind);
      if (last_cell_[c] >= 0) {
        Cell& above = table_.cells[static_cast<size_t>(last_cell_[c])];
        above.below = std::max(above.below, kind);
      }
    }
  }


  void add_heading(size_t i) {
    const ScannedLine& l = region_.lines[i];
    const auto& columns = region_.columns;
    auto& segs = region_.segments(l);
    // what stands over the stub is the stub's heading
    size_t first = 0;
    const int32_t zone = columns.front().left;
    if (!segs.empty() && region_.stands_in_stub(segs, zone)) first = 1;
    const ScannedLine* rules = nullptr;
    for (size_t k = i + 1; k < region_.lines.size() && k < i + 4; ++k) {
      if (region_.roles[k] == grid::Role::none && region_.lines[k].piece_count == 0) continue;
      if (region_.roles[k] == grid::Role::rule) rules = &region_.lines[k];
      break;
    }
    region_.split_words(segs, first, i, rules);
    std::vector<HeadingText> texts;
    for (size_t s = first; s < segs.size(); ++s) {
      HeadingText t;
      t.begin = t.reach_begin = segs[s].begin;
      t.end = t.reach_end = segs[s].end;
      if (rules) {
        for (uint32_t k = rules->first_piece; k < region_.pieces_end(*rules); ++k) {
          const Piece& p = region_.pieces[k];
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
      r.label = region_.range_of(segs[0]);
      r.label_source = region_.source_of(segs[0]);
      r.indent = segs[0].begin;
    }
    for (size_t s = 0; s < texts.size(); ++s) {
      if (texts[s].first < 0) { r.recovered = true; continue; }
      const grid::Segmented& g = segs[s + first];
      Cell c;
      c.text = region_.range_of(g);
      c.source = region_.source_of(g);
      c.column = static_cast<uint16_t>(texts[s].first);
      c.column_span = static_cast<uint16_t>(texts[s].last - texts[s].first + 1);
      table_.cells.push_back(c);
      ++r.cell_count;
    }
  }

  std::string_view bytes_;
  const grid::Region& region_;
  Layout& layout_;
  Table table_;
  std::vector<Label> pending_;
  Label last_data_label_;
  std::vector<Ruling> pending_rule_;
  std::vector<int64_t> last_cell_;
  grid::WrapStyle wrap_;
};

/// Cuts every line at the blanks before column `at`; a text that runs across it stays on the left.
void cut_lines(const grid::Region& region, const std::vector<GridLine>& lines, int32_t at, std::vector<GridLine>& left, std::vector<GridLine>& right) {
  for (size_t i = 0; i < lines.size(); ++i) {
    const ScannedLine& l = region.lines[i];
    GridLine a = lines[i], b = lines[i];
    uint32_t k = l.first_piece;
    while (k < region.pieces_end(l) && region.pieces[k].begin < at) ++k;
    uint32_t cut = a.source.end;
    if (k < region.pieces_end(l) && (k == l.first_piece || region.pieces[k].gap >= 2)) {
      // the blanks from column `at` on go with the right half, so that its columns stand under each other
      cut = region.pieces[k].source.begin;
      for (int32_t back = region.pieces[k].begin - at; back > 0 && cut > a.source.begin && region.bytes[cut - 1] == ' '; --back) --cut;
    }
    a.source.end = b.source.begin = cut;
    left.push_back(a);
    right.push_back(b);
  }
}

/// Builds the tables of `lines`, one below the other; a table beside the first is cut off where `halves` allows it.
auto build_parts(std::string_view bytes, const std::vector<GridLine>& lines, bool tagged, bool halves, Layout& layout) -> int32_t {
  std::vector<Piece> pieces;
  grid::Region whole(bytes, grid::scan_lines(bytes, lines, pieces), pieces, tagged);
  if (!whole.prepare()) return -1;
  const auto index = static_cast<int32_t>(layout.tables.size());
  auto write = [&](const grid::Region& region) {
    if (static_cast<size_t>(index) < layout.tables.size()) layout.text.append_as("\n", {region.begin() > 0 ? region.begin() - 1 : 0, region.begin()});
    Builder(region, layout).build();
  };
  if (int32_t at = halves ? whole.find_side_by_side() : -1; at >= 0) {
    std::vector<GridLine> left, right;
    cut_lines(whole, lines, at, left, right);
    int32_t first = build_parts(bytes, left, tagged, false, layout);
    if (first >= 0) {
      layout.text.append_as("\n", {right.front().source.begin, right.front().source.begin});
      if (build_parts(bytes, right, tagged, false, layout) >= 0) return first;
    }
    layout.tables.resize(static_cast<size_t>(index));
    return -1;
  }
  std::vector<size_t> cuts = whole.find_stacked();
  if (cuts.empty()) {
    write(whole);
    return index;
  }
  const std::vector<ScannedLine> scanned = std::move(whole.lines);
  cuts.push_back(scanned.size());
  auto make_part = [&](size_t from, size_t to) {
    for (size_t i = from; i < to; ++i)  // placed before, among more lines
      for (uint32_t k = 0; k < scanned[i].piece_count; ++k) pieces[scanned[i].first_piece + k].column = -1;
    return grid::Region(bytes, {scanned.begin() + static_cast<std::ptrdiff_t>(from), scanned.begin() + static_cast<std::ptrdiff_t>(to)}, pieces, tagged);
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
    grid::Region part = make_part(from, end);
    if (part.prepare()) write(part);
    from = end;
  }
  return static_cast<size_t>(index) < layout.tables.size() ? index : -1;
}

}  // namespace

auto build_grid(std::string_view bytes, const std::vector<GridLine>& lines, bool tagged, Layout& layout) -> int32_t {
  const uint32_t text = layout.text.size();
  const size_t line_count = layout.lines.size(), segment_count = layout.segments.size();
  int32_t index = build_parts(bytes, lines, tagged, true, layout);
  if (index < 0 && layout.text.size() > text) {  // half of it was written
    layout.text.truncate(text);
    layout.lines.resize(line_count);
    layout.segments.resize(segment_count);
    index = build_parts(bytes, lines, tagged, false, layout);
  }
  return index;
}

}  // namespace crossfoot::layout
