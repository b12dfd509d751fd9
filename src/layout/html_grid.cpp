// A grid of HTML cells as a Table: pieces of figures joined, columns found from where figures stand over all rows,
// headings mapped to them, rules gathered from borders and <hr>.
#include <algorithm>
#include <set>

#include "base/ascii.h"
#include "layout/html_table.h"

namespace crossfoot::layout::html {
namespace {

using markup::Border;

// A label, heading or figure: one cell, or the neighbouring cells that make up one figure.
struct Item {
  Range text;
  uint32_t begin = 0, end = 0;            // grid columns, with currency and parentheses
  uint32_t core_begin = 0, core_end = 0;  // of the figure's own cell
  uint32_t first_cell = 0, last_cell = 0;
  CellClass kind = CellClass::words;
  bool bold = false;
};

struct ItemRow {
  uint32_t first = 0, count = 0;
  uint32_t grid_row = 0;
  bool labelled = false;  // the first item is the label
  RowKind kind = RowKind::data;
  bool title = false;
};

// Where the figures of one column stand.
struct Cluster {
  uint32_t begin = 0, end = 0, core_begin = 0, core_end = 0;
  std::vector<uint32_t> extents;
};

constexpr bool is_value(CellClass c) { return c == CellClass::figure || c == CellClass::nil || c == CellClass::none || c == CellClass::year; }
constexpr bool is_amount(CellClass c) { return c == CellClass::figure || c == CellClass::nil || c == CellClass::none; }
constexpr bool overlap(uint32_t b1, uint32_t e1, uint32_t b2, uint32_t e2) { return b1 < e2 && b2 < e1; }

auto to_ruling(Border b) -> Ruling {
  return b == Border::twofold ? Ruling::twofold : b == Border::single ? Ruling::single : Ruling::none;
}

class TableMaker {
 public:
  TableMaker(Context& ctx, Grid& grid) : ctx_(ctx), grid_(grid), out_(ctx.out) {}

  bool make() {
    join_pieces();
    if (rows_.empty()) return false;
    find_stub();
    find_row_kinds();
    find_columns();
    if (clusters_.empty()) return false;
    // As many headings as columns: none of them heads the stub, however far left the first one begins.
    for (ItemRow& r : rows_)
      if (r.kind == RowKind::heading && r.labelled && r.count == clusters_.size() && items_[r.first].begin > leftmost_) r.labelled = false;
    write();
    return true;
  }

 private:
  auto text_of(Range r) const { return out_.text.of(r); }

  // "(1)" is a loss of one where its column holds figures, and a note's mark elsewhere.
  void find_small_losses() {
    std::vector<bool> figures(grid_.column_count, false);
    for (const GridCell& c : grid_.cells)
      if (c.line_count && c.end_column - c.column <= 8 && (c.look.kind == CellClass::figure || c.look.kind == CellClass::nil))
        for (uint32_t k = c.column; k < c.end_column; ++k) figures[k] = true;
    for (GridCell& c : grid_.cells) {
      if (c.look.kind != CellClass::note || c.text.size() != 3 || c.end_column - c.column > 8) continue;
      std::string_view t = text_of(c.text);
      if (t[0] != '(' || !ascii::is_digit(t[1])) continue;
      bool among = false;
      for (uint32_t k = c.column; k < c.end_column; ++k) among = among || figures[k];
      if (among) c.look = {CellClass::figure, true};
    }
  }

  void join_pieces() {
    find_small_losses();
    for (uint32_t r = 0; r < grid_.rows.size(); ++r) {
      const GridRow& row = grid_.rows[r];
      if (row.blank) continue;
      ItemRow ir;
      ir.first = static_cast<uint32_t>(items_.size());
      ir.grid_row = r;
      for (uint32_t k = row.first_cell; k < row.first_cell + row.cell_count; ++k) {
        const GridCell& c = grid_.cells[k];
        if (c.line_count == 0 || c.drawn) continue;
        bool any = items_.size() > ir.first;
        Item* last = any ? &items_.back() : nullptr;
        CellClass kind = c.look.kind;
        bool joins_left = last && ((kind == CellClass::after && (is_value(last->kind) || last->kind == CellClass::before)) ||
                                   (kind == CellClass::note && c.column <= last->end + 2 && (is_amount(last->kind) || last->kind == CellClass::words)));
        bool joins_right = last && last->kind == CellClass::before && is_value(kind) && c.column <= last->end + 3;
        bool joins_mark = last && items_.size() == ir.first + 1 && last->kind == CellClass::bullet && kind == CellClass::words;
        if (joins_left) {
          last->text.end = c.text.end;
          last->end = c.end_column;
          last->last_cell = k;
        } else if (joins_right || joins_mark) {
          last->text.end = c.text.end;
          last->end = c.end_column;
          last->core_begin = c.column;
          last->core_end = c.end_column;
          last->last_cell = k;
          last->kind = joins_right && kind == CellClass::year ? CellClass::figure : kind;
          last->bold = last->bold && c.bold;
        } else {
          items_.push_back({c.text, c.column, c.end_column, c.column, c.end_column, k, k, kind, c.bold});
        }
      }
      ir.count = static_cast<uint32_t>(items_.size()) - ir.first;
      for (uint32_t k = ir.first; k < ir.first + ir.count; ++k) {
        Item& it = items_[k];
        if (is_value(it.kind)) it.text.end = it.text.begin + static_cast<uint32_t>(without_raised(text_of(it.text)).size());
        if (it.kind == CellClass::before || it.kind == CellClass::after || it.kind == CellClass::note || it.kind == CellClass::bullet)
          it.kind = CellClass::words;
      }
      if (ir.count) rows_.push_back(ir);
    }
  }

  // The stub is what stands left of the first figure that has words on its left.
  void find_stub() {
    std::vector<uint32_t> starts;
    for (const ItemRow& r : rows_) {
      leftmost_ = std::min(leftmost_, items_[r.first].begin);
      bool words = false;
      for (uint32_t k = r.first; k < r.first + r.count; ++k) {
        const Item& it = items_[k];
        if (is_amount(it.kind) && words) {
          starts.push_back(it.begin);
          break;
        }
        words = words || it.kind == CellClass::words;
      }
    }
    if (!starts.empty()) {
      // A few stray figures further left (a number inside a wide label) do not move the stub.
      std::sort(starts.begin(), starts.end());
      stub_end_ = starts[starts.size() / 20];
      return;
    }
    // No words: years or numbers at the left are the labels, where figures follow them.
    uint32_t with = 0, without = 0, next = ~0u;
    for (const ItemRow& r : rows_) {
      const Item& first = items_[r.first];
      if (!is_value(first.kind)) continue;
      bool bare = first.kind == CellClass::year || !grid_.cells[first.first_cell].look.strong;
      if (first.begin == leftmost_ && r.count > 1 && bare) {
        ++with;
        next = std::min(next, items_[r.first + 1].begin);
      } else {
        ++without;
      }
    }
    stub_end_ = with > without && next != ~0u ? next : leftmost_;
  }

  void find_row_kinds() {
    bool data_seen = false;
    for (ItemRow& r : rows_) {
      Item& first = items_[r.first];
      bool currency = text_of(first.text).find('$') != std::string_view::npos;
      r.labelled = first.begin < stub_end_ && !(first.kind == CellClass::figure && currency);
      // A heading that reaches over the first column of figures from inside the stub is centred over that column.
      if (r.labelled && first.begin > leftmost_ && first.end > stub_end_ &&
          (grid_.cells[first.first_cell].align == markup::Align::centre || (r.count > 1 && !is_amount(items_[r.first + 1].kind))))
        r.labelled = false;
      uint32_t amounts = 0, years = 0, words = 0, periods = 0;
      for (uint32_t k = r.first + r.labelled; k < r.first + r.count; ++k) {
        const Item& it = items_[k];
        amounts += is_amount(it.kind);
        years += it.kind == CellClass::year;
        if (it.kind == CellClass::words) {
          ++words;
          periods += names_period(text_of(it.text));
        }
      }
      std::string_view label = r.labelled ? text_of(first.text) : std::string_view{};
      bool stub_heading = label.empty() || label[0] == '(' || names_period(label);
      if (amounts) r.kind = RowKind::data;
      else if (years + words == 0) r.kind = RowKind::caption;
      else if (years) r.kind = stub_heading || !data_seen || periods ? RowKind::heading : RowKind::data;
      else if (!data_seen) r.kind = RowKind::heading;
      else if (r.labelled && !(stub_heading && periods == words)) r.kind = periods == words ? RowKind::heading : RowKind::data;
      else r.kind = RowKind::heading;
      data_seen |= r.kind == RowKind::data;
    }
    // What stands alone above the headings is a title.
    size_t n = 0;
    while (n < rows_.size() && rows_[n].kind == RowKind::caption) ++n;
    bool headed = n < rows_.size() && rows_[n].kind == RowKind::heading;
    for (size_t i = 0; i < n; ++i) rows_[i].title = headed || items_[rows_[i].first].end > stub_end_;
  }

  struct Extent {
    uint32_t begin, end, core_begin, core_end, count;
  };

  void find_columns() {
    // Distinct places where values stand, and which of them stand side by side in a row.
    std::vector<std::pair<Extent, uint32_t>> seen;  // extent, item
    for (const ItemRow& r : rows_) {
      if (r.kind != RowKind::data) continue;
      for (uint32_t k = r.first + r.labelled; k < r.first + r.count; ++k) {
        const Item& it = items_[k];
        seen.push_back({{it.begin, it.end, it.core_begin, it.core_end, 1}, k});
      }
    }
    std::vector<uint32_t> order(seen.size());
    for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    auto key = [&](uint32_t i) { return std::pair(seen[i].first.begin, seen[i].first.end); };
    std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) { return key(a) < key(b); });
    std::vector<Extent> extents;
    std::vector<uint32_t> extent_of(items_.size(), ~0u);
    for (uint32_t i : order) {
      const Extent& e = seen[i].first;
      if (extents.empty() || extents.back().begin != e.begin || extents.back().end != e.end) extents.push_back({e.begin, e.end, e.core_begin, e.core_end, 0});
      Extent& x = extents.back();
      ++x.count;
      x.core_begin = std::max(x.core_begin, e.core_begin);
      x.core_end = std::min(x.core_end, e.core_end);
      extent_of[seen[i].second] = static_cast<uint32_t>(extents.size() - 1);
    }
    std::set<std::pair<uint32_t, uint32_t>> beside;
    for (const ItemRow& r : rows_) {
      if (r.kind != RowKind::data) continue;
      for (uint32_t k = r.first + r.labelled; k + 1 < r.first + r.count; ++k) beside.insert({extent_of[k], extent_of[k + 1]});
    }
    // Narrow places first; a wide one joins what it overlaps unless that would join two figures of one row.
    std::vector<uint32_t> by_width(extents.size());
    for (uint32_t i = 0; i < by_width.size(); ++i) by_width[i] = i;
    std::stable_sort(by_width.begin(), by_width.end(), [&](uint32_t a, uint32_t b) {
      uint32_t wa = extents[a].end - extents[a].begin, wb = extents[b].end - extents[b].begin;
      return wa != wb ? wa < wb : extents[a].count > extents[b].count;
    });
    auto conflicts = [&](const Cluster& a, const Cluster& b) {
      for (uint32_t x : a.extents)
        for (uint32_t y : b.extents)
          if (beside.count({x, y}) || beside.count({y, x})) return true;
      return false;
    };
    auto grow = [](Cluster& c, const Cluster& with) {
      c.begin = std::min(c.begin, with.begin);
      c.end = std::max(c.end, with.end);
      c.core_begin = std::min(c.core_begin, with.core_begin);
      c.core_end = std::max(c.core_end, with.core_end);
      c.extents.insert(c.extents.end(), with.extents.begin(), with.extents.end());
    };
    for (uint32_t i : by_width) {
      const Extent& e = extents[i];
      Cluster fresh{e.begin, e.end, e.core_begin, std::max(e.core_end, e.core_begin + 1), {i}};
      // `clusters_` is kept in order and without overlaps of cores; the ones e overlaps are neighbours.
      size_t first = 0;
      while (first < clusters_.size() && clusters_[first].end <= e.begin) ++first;
      size_t last = first;
      while (last < clusters_.size() && clusters_[last].begin < e.end) ++last;
      if (first == last) {
        clusters_.insert(clusters_.begin() + static_cast<ptrdiff_t>(first), fresh);
        continue;
      }
      bool clash = false;
      for (size_t a = first; a < last && !clash; ++a) {
        clash = conflicts(clusters_[a], fresh);
        for (size_t b = a + 1; b < last && !clash; ++b) clash = conflicts(clusters_[a], clusters_[b]);
      }
      if (!clash) {
        for (size_t a = first; a < last; ++a) grow(fresh, clusters_[a]);
        clusters_[first] = fresh;
        clusters_.erase(clusters_.begin() + static_cast<ptrdiff_t>(first) + 1, clusters_.begin() + static_cast<ptrdiff_t>(last));
        continue;
      }
      // It spans several columns, or overlaps a neighbour's edge only: it belongs to the one it shares most with.
      size_t best = first;
      uint32_t most = 0;
      for (size_t a = first; a < last; ++a) {
        uint32_t shared = std::min(clusters_[a].end, e.end) - std::max(clusters_[a].begin, e.begin);
        if (shared > most && !conflicts(clusters_[a], fresh)) {
          most = shared;
          best = a;
        }
      }
      if (most > 0) {
        clusters_[best].extents.push_back(i);
      } else {
        // Stands beside every column that it overlaps: a column of its own.
        size_t at = first;
        while (at < clusters_.size() && (clusters_[at].core_begin < fresh.core_begin ||
                                         (clusters_[at].core_begin == fresh.core_begin && clusters_[at].core_end < fresh.core_end)))
          ++at;
        clusters_.insert(clusters_.begin() + static_cast<ptrdiff_t>(at), fresh);
      }
    }
    cluster_of_.assign(extents.size(), 0);
    for (uint32_t c = 0; c < clusters_.size(); ++c)
      for (uint32_t x : clusters_[c].extents) cluster_of_[x] = c;
    extent_of_ = std::move(extent_of);
  }

  // The columns a heading stands over: [first, last].
  auto columns_under(const Item& it) const -> std::pair<uint32_t, uint32_t> {
    uint32_t first = ~0u, last = 0;
    for (uint32_t c = 0; c < clusters_.size(); ++c) {
      const Cluster& k = clusters_[c];
      if (!overlap(it.begin, it.end, k.core_begin, k.core_end)) continue;
      uint32_t shared = std::min(it.end, k.core_end) - std::max(it.begin, k.core_begin);
      if (shared * 2 < std::min(k.core_end - k.core_begin, it.end - it.begin)) continue;
      if (first == ~0u) first = c;
      last = c;
    }
    if (first != ~0u) return {first, last};
    // Over no column: the nearest one.
    uint32_t best = 0, nearest = ~0u;
    for (uint32_t c = 0; c < clusters_.size(); ++c) {
      const Cluster& k = clusters_[c];
      uint32_t d = k.begin >= it.end ? k.begin - it.end : it.begin >= k.end ? it.begin - k.end : 0;
      if (d < nearest) {
        nearest = d;
        best = c;
      }
    }
    return {best, best};
  }

  void write() {
    Table t;
    Block b;
    const auto& lines = ctx_.writer.lines();
    b.kind = BlockKind::table;
    b.text = {lines[grid_.first_line].text.begin, lines[grid_.first_line + grid_.line_count - 1].text.end};
    seal(ctx_, b.text);
    b.source = out_.text.to_source(b.text);
    b.first_line = static_cast<uint32_t>(out_.lines.size());
    b.page = grid_.rows.empty() ? ctx_.page : grid_.rows.front().page;
    b.blank_before = lines[grid_.first_line].blank_above;
    b.table = static_cast<int32_t>(out_.tables.size());
    t.block = static_cast<uint32_t>(out_.blocks.size());
    t.source = b.source;
    t.tagged = true;
    t.column_count = static_cast<uint16_t>(clusters_.size());
    for (uint32_t k = 0; k < grid_.caption_lines; ++k) {
      t.titles.push_back(lines[grid_.first_line + k].text);
      add_line(lines[grid_.first_line + k].text, 0);
      add_segment(lines[grid_.first_line + k].text, 0, grid_.column_count);
    }
    pending_.assign(grid_.column_count, Ruling::none);
    over_.assign(grid_.column_count, -1);
    uint32_t next_grid_row = 0;
    uint16_t blanks = 0;
    for (const ItemRow& r : rows_) {
      for (; next_grid_row < r.grid_row; ++next_grid_row) {
        if (!row_holds_rule(grid_.rows[next_grid_row])) ++blanks;
        rule_empty_row(t, grid_.rows[next_grid_row]);
      }
      ++next_grid_row;
      const Item& first = items_[r.first];
      add_line({first.text.begin, items_[r.first + r.count - 1].text.end}, to_columns(std::max(0, grid_.cells[first.first_cell].indent)));
      for (uint32_t k = r.first; k < r.first + r.count; ++k) add_segment(items_[k].text, items_[k].begin, items_[k].end);
      if (r.title) {
        const GridCell& c = grid_.cells[first.first_cell];
        for (uint32_t k = c.first_line; k < c.first_line + c.line_count; ++k) t.titles.push_back(lines[k].text);
        continue;
      }
      write_row(t, r, blanks);
      blanks = 0;
    }
    for (; next_grid_row < grid_.rows.size(); ++next_grid_row) rule_empty_row(t, grid_.rows[next_grid_row]);
    b.line_count = static_cast<uint32_t>(out_.lines.size()) - b.first_line;
    out_.blocks.push_back(b);
    out_.tables.push_back(std::move(t));
  }

  void add_line(Range text, int32_t indent) { out_.lines.push_back({text, static_cast<uint32_t>(out_.segments.size()), 0, indent}); }
  void add_segment(Range text, uint32_t begin, uint32_t end) {
    out_.segments.push_back({text, static_cast<int32_t>(begin), static_cast<int32_t>(end)});
    ++out_.lines.back().segment_count;
  }

  [[nodiscard]] bool row_holds_rule(const GridRow& row) const {
    for (uint32_t k = row.first_cell; k < row.first_cell + row.cell_count; ++k)
      if (grid_.cells[k].rule) return true;
    return false;
  }

  static void raise(Ruling& r, Ruling by) { r = std::max(r, by); }

  // A rule across the columns of an empty cell lies under the figure above, and over the next one.
  void rule_below(Table& t, const GridCell& c, Ruling by) {
    if (by == Ruling::none) return;
    int32_t last = -2;
    for (uint32_t k = c.column; k < c.end_column && k < over_.size(); ++k) {
      if (over_[k] < 0) continue;
      raise(pending_[k], by);
      if (over_[k] != last) raise(t.cells[static_cast<size_t>(over_[k])].below, by);
      last = over_[k];
    }
  }

  void rule_empty_cell(Table& t, const GridCell& c) {
    rule_below(t, c, std::max(to_ruling(c.top), to_ruling(c.bottom)));
    if (c.rule) rule_below(t, c, c.rule_twofold ? Ruling::twofold : Ruling::single);
  }

  void rule_empty_row(Table& t, const GridRow& row) {
    for (uint32_t k = row.first_cell; k < row.first_cell + row.cell_count; ++k) rule_empty_cell(t, grid_.cells[k]);
  }

  void forget_rules() {
    std::fill(pending_.begin(), pending_.end(), Ruling::none);
    std::fill(over_.begin(), over_.end(), -1);
  }

  void write_row(Table& t, const ItemRow& r, uint16_t blanks) {
    const GridRow& grid_row = grid_.rows[r.grid_row];
    Row row;
    row.kind = r.kind;
    row.page = grid_row.page;
    row.blank_before = blanks;
    row.first_cell = static_cast<uint32_t>(t.cells.size());
    if (r.labelled) {
      const Item& label = items_[r.first];
      row.label = label.text;
      row.label_source = out_.text.to_source(label.text);
      const GridCell& c = grid_.cells[label.first_cell];
      row.indent = to_columns(std::max(0, c.indent)) + static_cast<int32_t>(c.column) * 3;
      row.bold = label.bold;
    }
    if (r.kind != RowKind::data) forget_rules();
    after_heading_ = t.rows.empty() ? false : t.rows.back().kind == RowKind::heading;
    if (r.kind == RowKind::heading) {
      for (uint32_t k = r.first + r.labelled; k < r.first + r.count; ++k) {
        const Item& it = items_[k];
        auto [first, last] = columns_under(it);
        t.cells.push_back({it.text, out_.text.to_source(it.text), static_cast<uint16_t>(first), static_cast<uint16_t>(last - first + 1), it.bold});
      }
    } else if (r.kind == RowKind::data) {
      write_values(t, r, row);
    }
    row.cell_count = static_cast<uint32_t>(t.cells.size()) - row.first_cell;
    t.rows.push_back(row);
  }

  void write_values(Table& t, const ItemRow& r, Row& row) {
    const GridRow& grid_row = grid_.rows[r.grid_row];
    uint32_t first = r.first + r.labelled, count = r.count - r.labelled;
    bool clash = false;
    uint32_t previous = ~0u;
    for (uint32_t k = first; k < first + count; ++k) {
      uint32_t c = cluster_of_[extent_of_[k]];
      clash |= previous != ~0u && c <= previous;
      previous = c;
    }
    // Two figures under one column: the row is out of line; as many figures as columns are taken in order.
    bool in_order = clash && count == clusters_.size();
    row.recovered = clash;
    uint32_t taken = 0;
    for (uint32_t k = first; k < first + count; ++k) {
      const Item& it = items_[k];
      uint32_t column = in_order ? k - first : cluster_of_[extent_of_[k]];
      if (clash && !in_order && k > first && column < taken) column = std::min<uint32_t>(taken, static_cast<uint32_t>(clusters_.size() - 1));
      taken = column + 1;
      Cell c{it.text, out_.text.to_source(it.text), static_cast<uint16_t>(column), 1, it.bold};
      for (uint32_t g = it.first_cell; g <= it.last_cell; ++g) {
        raise(c.above, to_ruling(grid_.cells[g].top));
        raise(c.below, to_ruling(grid_.cells[g].bottom));
        if (grid_.cells[g].underlined) raise(c.below, Ruling::single);
        if (grid_.cells[g].rule) raise(c.below, grid_.cells[g].rule_twofold ? Ruling::twofold : Ruling::single);
      }
      // The rule between the headings and the first figures underlines the headings, on whichever side of it it is drawn.
      if (after_heading_) c.above = Ruling::none;
      for (uint32_t g = it.core_begin; g < it.core_end; ++g) raise(c.above, pending_[g]);
      int32_t index = static_cast<int32_t>(t.cells.size());
      t.cells.push_back(c);
      if (c.above != Ruling::none)
        for (uint32_t g = it.core_begin; g < it.core_end; ++g)
          if (over_[g] >= 0) raise(t.cells[static_cast<size_t>(over_[g])].below, c.above);
      // All of the column now stands under this figure, also where the figure itself leaves a cell of the column empty.
      const Cluster& whole = clusters_[column];
      for (uint32_t g = std::min(it.begin, whole.begin); g < std::max(it.end, whole.end); ++g) {
        pending_[g] = c.below;
        over_[g] = index;
      }
    }
    // Borders of the row's empty cells: the one above belongs to the figures over them.
    for (uint32_t k = grid_row.first_cell; k < grid_row.first_cell + grid_row.cell_count; ++k) {
      const GridCell& c = grid_.cells[k];
      if (c.line_count == 0 && to_ruling(c.top) != Ruling::none) {
        bool beside = false;  // the rule of a figure's neighbour cell in the same column is the figure's own
        for (uint32_t i = first; i < first + count; ++i) beside |= overlap(c.column, c.end_column, items_[i].begin, items_[i].end + 1);
        if (!beside) rule_below(t, c, to_ruling(c.top));
      }
    }
  }

  Context& ctx_;
  Grid& grid_;
  Layout& out_;
  std::vector<Item> items_;
  std::vector<ItemRow> rows_;
  std::vector<Cluster> clusters_;
  std::vector<uint32_t> extent_of_;   // item -> extent
  std::vector<uint32_t> cluster_of_;  // extent -> column
  std::vector<Ruling> pending_;       // per grid column: a rule waiting for the next figure
  std::vector<int32_t> over_;         // per grid column: the last figure
  uint32_t stub_end_ = 0, leftmost_ = ~0u;
  bool after_heading_ = false;
};

}  // namespace

bool make_table(Context& ctx, Grid& grid) { return TableMaker(ctx, grid).make(); }

}  // namespace crossfoot::layout::html
