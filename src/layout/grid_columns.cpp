#include "layout/grid_columns.h"

#include <algorithm>
#include <cstdlib>

namespace crossfoot::layout::grid {
namespace {

constexpr int32_t kMaxEdge = 2048;     // figures further right define no column
constexpr size_t kMaxColumns = 96;
constexpr size_t kMaxPlaced = 128;     // pieces of one line that are placed together
constexpr int32_t kInLabel = -2;     // Piece.column of a number that is part of a label
constexpr int32_t kEdgeSlack = 2;      // how far the last digits of one column stray

struct Item {
  uint32_t line;
  uint32_t piece;
  int32_t at;  // the column it is sorted by
};

/// Items [begin, end) that stand at the same column.
struct Run {
  size_t begin = 0, end = 0;
  int32_t at = 0;
  [[nodiscard]] auto size() const -> size_t { return end - begin; }
};

/// Sorts items by column, keeping their order within one, and cuts them into runs, from left to right.
auto find_runs(std::vector<Item>& items) -> std::vector<Run> {
  std::vector<Run> runs;
  if (items.empty()) return runs;
  int32_t low = items.front().at, high = low;
  for (const Item& i : items) { low = std::min(low, i.at); high = std::max(high, i.at); }
  std::vector<uint32_t> place(static_cast<size_t>(high - low) + 2, 0);  // columns are below kMaxEdge
  for (const Item& i : items) ++place[static_cast<size_t>(i.at - low) + 1];
  for (size_t c = 1; c < place.size(); ++c) {
    if (place[c] > 0) runs.push_back({place[c - 1], place[c - 1] + place[c], low + static_cast<int32_t>(c) - 1});
    place[c] += place[c - 1];
  }
  std::vector<Item> sorted(items.size());
  for (const Item& i : items) sorted[place[static_cast<size_t>(i.at - low)]++] = i;
  items = std::move(sorted);
  return runs;
}

struct Cluster {
  int32_t edge = 0;  // of most of its figures
  std::vector<Item> items;
  int32_t left = 0, right = 0, core_left = 0;
  int column = -1;
};

bool is_hard(const Piece& p) { return p.kind == PieceKind::figure && !p.glued && p.edge < kMaxEdge; }
bool is_soft(const Piece& p) { return p.kind == PieceKind::nil || p.kind == PieceKind::word || (p.kind == PieceKind::figure && !p.glued); }

class Finder {
 public:
  Finder(const std::vector<ScannedLine>& lines, std::vector<Piece>& pieces) : lines_(lines), pieces_(pieces) {}

  auto find() -> Columns {
    collect();
    if (clusters_.empty()) return std::move(result_);
    accept();
    drop_label_numbers();
    drop_stub();
    add_soft_columns();
    finish_columns();
    if (!result_.columns.empty())
      for (uint32_t l = 0; l < lines_.size(); ++l) place(l);
    return std::move(result_);
  }

 private:
  /// Gathers figures by edge, and edges that stray by a column or two around a stronger one.
  void collect() {
    result_.recovered.assign(lines_.size(), 0);
    std::vector<Item> hard;
    for (uint32_t l = 0; l < lines_.size(); ++l) {
      const ScannedLine& line = lines_[l];
      if (line.furniture || !line.has_figure || line.year_line) continue;
      for (uint32_t k = line.first_piece; k < line.first_piece + line.piece_count; ++k)
        if (is_hard(pieces_[k])) hard.push_back({l, k, pieces_[k].edge});
    }
    std::vector<Run> runs = find_runs(hard);
    std::vector<uint32_t> order(runs.size());
    for (uint32_t r = 0; r < order.size(); ++r) order[r] = r;
    std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) { return runs[a].size() > runs[b].size(); });
    stamp_.assign(lines_.size(), 0);
    for (uint32_t r : order) {
      if (runs[r].size() == 0) continue;
      Cluster c;
      c.edge = runs[r].at;
      ++tick_;
      auto take = [&](Run& run) {
        for (size_t i = run.begin; i < run.end; ++i) { stamp_[hard[i].line] = tick_; c.items.push_back(hard[i]); }
        run.begin = run.end;
      };
      take(runs[r]);
      for (int32_t d : {1, -1, 2, -2}) {
        for (int32_t step : {-2, -1, 1, 2}) {
          int64_t o = static_cast<int64_t>(r) + step;
          if (o < 0 || o >= static_cast<int64_t>(runs.size())) continue;
          Run& other = runs[static_cast<size_t>(o)];
          if (other.at != c.edge + d || other.size() == 0) continue;
          bool shared = std::any_of(hard.begin() + static_cast<std::ptrdiff_t>(other.begin), hard.begin() + static_cast<std::ptrdiff_t>(other.end),
                                    [&](const Item& i) { return stamp_[i.line] == tick_; });
          if (!shared) take(other);
        }
      }
      c.left = c.core_left = kMaxEdge;
      for (const Item& i : c.items) {
        const Piece& p = pieces_[i.piece];
        c.left = std::min(c.left, p.begin);
        c.core_left = std::min(c.core_left, p.core_begin);
        c.right = std::max(c.right, p.end);
      }
      clusters_.push_back(std::move(c));
    }
    std::stable_sort(clusters_.begin(), clusters_.end(), [](const Cluster& a, const Cluster& b) { return a.items.size() > b.items.size(); });
  }

  /// Makes columns of clusters, the strongest first; a weaker one that lies over a column joins it where no line has
  /// figures in both.
  void accept() {
    std::vector<std::vector<bool>> has_line;  // by column
    const size_t strongest = clusters_.front().items.size();
    for (size_t k = 0; k < clusters_.size(); ++k) {
      Cluster& c = clusters_[k];
      int best = -1, best_distance = 0;
      bool over = false;
      for (size_t a = 0; a < result_.columns.size(); ++a) {
        const Column& col = result_.columns[a];
        bool overlaps = c.core_left < col.edge && col.core_left < c.edge;
        int distance = std::abs(c.edge - col.edge);
        bool close = distance <= kEdgeSlack + 1 || (!overlaps && std::max(c.core_left - col.edge, col.core_left - c.edge) < 2 && c.items.size() * 10 <= strongest);
        if (!overlaps && !close) continue;
        over = true;
        bool shared = std::any_of(c.items.begin(), c.items.end(), [&](const Item& i) { return has_line[a][i.line]; });
        if (shared) continue;
        if (best < 0 || distance < best_distance) { best = static_cast<int>(a); best_distance = distance; }
      }
      if (best >= 0) {
        Column& col = result_.columns[static_cast<size_t>(best)];
        c.column = best;
        col.left = std::min(col.left, c.left);
        col.core_left = std::min(col.core_left, c.core_left);
        col.right = std::max(col.right, c.right);
        col.support += static_cast<uint32_t>(c.items.size());
        for (const Item& i : c.items) has_line[static_cast<size_t>(best)][i.line] = true;
        continue;
      }
      // Lies over a column, yet shares lines with it: a column of its own if it is no accident, else its figures
      // are placed line by line.
      if (over && c.items.size() < 3 && c.items.size() * 4 < strongest) continue;
      if (result_.columns.size() >= kMaxColumns) continue;
      c.column = static_cast<int>(result_.columns.size());
      result_.columns.push_back({c.left, c.right, c.core_left, c.edge, static_cast<uint32_t>(c.items.size())});
      has_line.emplace_back(lines_.size(), false);
      for (const Item& i : c.items) has_line.back()[i.line] = true;
    }
    dead_.assign(result_.columns.size(), false);
  }

  /// A few figures where the labels of the lines around them run are numbers in a label.
  void drop_label_numbers() {
    struct Reach { int32_t at; size_t column; uint32_t first, last; uint32_t covered; };
    std::vector<Reach> reaches;
    for (size_t a = 0; a < result_.columns.size(); ++a) reaches.push_back({result_.columns[a].edge - 1, a, UINT32_MAX, 0, 0});
    for (const Cluster& c : clusters_) {
      if (c.column < 0) continue;
      Reach& r = reaches[static_cast<size_t>(c.column)];
      for (const Item& i : c.items) { r.first = std::min(r.first, i.line); r.last = std::max(r.last, i.line); }
    }
    std::sort(reaches.begin(), reaches.end(), [](const Reach& a, const Reach& b) { return a.at < b.at; });
    for (uint32_t l = 0; l < lines_.size(); ++l) {
      const ScannedLine& line = lines_[l];
      if (line.furniture || !line.has_figure || line.year_line) continue;
      uint32_t last_figure = line.first_piece;
      for (uint32_t k = line.first_piece; k < line.first_piece + line.piece_count; ++k)
        if (is_hard(pieces_[k])) last_figure = k;
      for (uint32_t k = line.first_piece; k < last_figure; ++k) {
        const Piece& p = pieces_[k];
        if (p.kind != PieceKind::text) continue;
        auto r = std::lower_bound(reaches.begin(), reaches.end(), p.begin, [](const Reach& x, int32_t at) { return x.at < at; });
        for (; r != reaches.end() && r->at < p.end; ++r)
          if (r->first <= l + 2 && l <= r->last + 2) ++r->covered;
      }
    }
    drop_suspicious();
    for (const Reach& r : reaches)
      if (r.covered > 0 && r.covered * 2 >= result_.columns[r.column].support) dead_[r.column] = true;
  }

  /// A place with far fewer figures than the columns have, most of them with words close by, is no column.
  void drop_suspicious() {
    uint32_t strongest = 0;
    for (const Column& c : result_.columns) strongest = std::max(strongest, c.support);
    int32_t margin = kMaxEdge;
    for (const ScannedLine& line : lines_)
      if (line.has_figure && !line.furniture && line.piece_count > 1) margin = std::min(margin, line.indent);
    std::vector<uint32_t> suspicious(result_.columns.size(), 0);
    for (const Cluster& c : clusters_) {
      if (c.column < 0) continue;
      uint32_t support = result_.columns[static_cast<size_t>(c.column)].support;
      bool weak = support * 5 < strongest;
      if (!weak && support > 2) continue;
      for (const Item& i : c.items) {
        const ScannedLine& line = lines_[i.line];
        bool text_before = i.piece > line.first_piece && pieces_[i.piece - 1].kind == PieceKind::text && pieces_[i.piece].gap <= 3;
        bool text_after = false;
        uint32_t next = i.piece + 1;
        if (next < line.first_piece + line.piece_count) text_after = pieces_[next].kind == PieceKind::text && pieces_[next].gap <= 3;
        // a number that a label broke before, alone on its line: "30,000,000" over "shares authorized"
        bool alone = line.piece_count == 1 && pieces_[i.piece].begin <= margin + 12;
        suspicious[static_cast<size_t>(c.column)] += text_after || (weak && (text_before || alone));
      }
    }
    for (size_t a = 0; a < suspicious.size(); ++a)
      if (suspicious[a] * 2 > result_.columns[a].support) dead_[a] = true;
  }

  /// Years down the left margin are the stub, where nothing else labels their lines.
  void drop_stub() {
    int first = -1;
    for (size_t a = 0; a < result_.columns.size(); ++a)
      if (!dead_[a] && (first < 0 || result_.columns[a].edge < result_.columns[static_cast<size_t>(first)].edge)) first = static_cast<int>(a);
    if (first < 0) return;
    size_t leading = 0, years = 0, total = 0, others = 0, labelled = 0;
    for (size_t a = 0; a < result_.columns.size(); ++a) others += !dead_[a] && static_cast<int>(a) != first;
    if (others == 0) return;
    for (const Cluster& c : clusters_) {
      if (c.column != first) continue;
      for (const Item& i : c.items) {
        ++total;
        const ScannedLine& line = lines_[i.line];
        if (i.piece == line.first_piece) ++leading;
        if (pieces_[i.piece].year) ++years;
        // "8.625%   Notes due April 2001      750": the figure belongs to the label
        if (i.piece == line.first_piece && line.piece_count > 2 && pieces_[i.piece + 1].kind == PieceKind::text) ++labelled;
      }
    }
    if (total == 0 || leading * 5 < total * 4 || (years * 5 < total * 4 && labelled * 5 < total * 3)) return;
    dead_[static_cast<size_t>(first)] = true;
    for (const Cluster& c : clusters_)
      if (c.column == first)
        for (const Item& i : c.items) pieces_[i.piece].column = kInLabel;
  }

  /// Columns of nils or words only, and columns of text: they stand where no column of figures is.
  void add_soft_columns() {
    int32_t zone = kMaxEdge;
    for (size_t a = 0; a < result_.columns.size(); ++a)
      if (!dead_[a]) zone = std::min(zone, result_.columns[a].left);
    if (zone == kMaxEdge) return;
    std::vector<Item> nils, texts;
    size_t rows = 0;
    for (uint32_t l = 0; l < lines_.size(); ++l) {
      const ScannedLine& line = lines_[l];
      if (line.furniture || !line.has_figure || line.year_line) continue;
      ++rows;
      for (uint32_t k = line.first_piece; k < line.first_piece + line.piece_count; ++k) {
        const Piece& p = pieces_[k];
        if (p.edge >= kMaxEdge || p.end >= kMaxEdge || over_column(p)) continue;
        bool soft = (p.kind == PieceKind::nil || p.kind == PieceKind::word) && !p.glued;
        if (soft && (p.begin > zone || k > line.first_piece)) nils.push_back({l, k, p.edge});
        bool label = k == line.first_piece || (k == line.first_piece + 1 && pieces_[k - 1].column == kInLabel);
        if (p.kind == PieceKind::text && p.gap >= 2 && (p.begin > zone || !label)) texts.push_back({l, k, p.begin});
      }
    }
    gather_soft(nils, rows == 1 ? 1 : std::max<size_t>(2, rows / 5), true);
    if (rows < 2) return;
    gather_soft(texts, std::max<size_t>(3, (rows * 3 + 9) / 10), false);
  }

  auto over_column(const Piece& p) const -> bool {
    for (size_t a = 0; a < result_.columns.size(); ++a) {
      const Column& c = result_.columns[a];
      if (!dead_[a] && p.begin < c.right && c.left < p.end) return true;
    }
    return false;
  }

  /// Whether the nils of `c` belong to the column next to them: no line has both.
  auto strays_from_neighbour(const Cluster& c) const -> bool {
    int left = -1, right = -1;
    for (size_t a = 0; a < result_.columns.size(); ++a) {
      if (dead_[a]) continue;
      const Column& col = result_.columns[a];
      if (col.right <= c.left && (left < 0 || col.right > result_.columns[static_cast<size_t>(left)].right)) left = static_cast<int>(a);
      if (col.left >= c.right && (right < 0 || col.left < result_.columns[static_cast<size_t>(right)].left)) right = static_cast<int>(a);
    }
    for (int a : {left, right}) {
      if (a < 0) continue;
      const Column& col = result_.columns[static_cast<size_t>(a)];
      bool both = false;
      for (const Item& i : c.items) {
        const ScannedLine& line = lines_[i.line];
        for (uint32_t k = line.first_piece; k < line.first_piece + line.piece_count && !both; ++k)
          both = k != i.piece && is_soft(pieces_[k]) && pieces_[k].begin < col.right && col.left < pieces_[k].end;
        if (both) break;
      }
      if (!both) return true;
    }
    return false;
  }

  /// Makes a column of every place where at least `least` items stand within a column of each other.
  void gather_soft(std::vector<Item>& items, size_t least, bool nils) {
    if (items.size() < least) return;
    std::vector<Run> runs = find_runs(items);
    auto count = [&](size_t r, int32_t at) { return r < runs.size() && runs[r].at == at ? runs[r].size() : 0; };
    for (size_t r = 0; r < runs.size(); ++r) {
      int32_t at = runs[r].at;
      size_t here = runs[r].size(), near = count(r + 1, at + 1);
      if (here == 0 || here + near < least || result_.columns.size() >= kMaxColumns) continue;
      if (near > 0 && near + count(r + 2, at + 2) > here + near) continue;
      Cluster c;
      c.left = kMaxEdge;
      size_t end = near > 0 ? runs[r + 1].end : runs[r].end;
      if (near > 0) runs[r + 1].begin = runs[r + 1].end;
      for (size_t n = runs[r].begin; n < end; ++n) {
        const Item& i = items[n];
        const Piece& p = pieces_[i.piece];
        if (over_column(p)) continue;
        c.items.push_back(i);
        c.left = std::min(c.left, p.begin);
        c.right = std::max(c.right, p.end);
      }
      if (c.items.size() < least || (nils && strays_from_neighbour(c))) continue;
      // a text of one line may run on under the next column: it does not widen this one
      for (size_t a = 0; a < result_.columns.size(); ++a) {
        if (dead_[a]) continue;
        if (result_.columns[a].left > c.left) c.right = std::min(c.right, result_.columns[a].left);
      }
      c.core_left = c.left;
      c.edge = c.right;
      c.column = static_cast<int>(result_.columns.size());
      result_.columns.push_back({c.left, c.right, c.core_left, c.edge, static_cast<uint32_t>(c.items.size())});
      dead_.push_back(false);
      clusters_.push_back(std::move(c));
    }
  }

  void finish_columns() {
    std::vector<int> order, to(result_.columns.size(), -1);
    for (size_t a = 0; a < result_.columns.size(); ++a)
      if (!dead_[a]) order.push_back(static_cast<int>(a));
    std::sort(order.begin(), order.end(), [&](int a, int b) { return result_.columns[static_cast<size_t>(a)].edge < result_.columns[static_cast<size_t>(b)].edge; });
    std::vector<Column> sorted;
    for (int a : order) {
      to[static_cast<size_t>(a)] = static_cast<int>(sorted.size());
      sorted.push_back(result_.columns[static_cast<size_t>(a)]);
    }
    result_.columns = std::move(sorted);
    for (const Cluster& c : clusters_) {
      if (c.column >= 0 && to[static_cast<size_t>(c.column)] < 0) {
        for (const Item& i : c.items) pieces_[i.piece].column = kInLabel;
        continue;
      }
      if (c.column < 0) continue;
      for (const Item& i : c.items) pieces_[i.piece].column = to[static_cast<size_t>(c.column)];
    }
  }

  auto cost(const Piece& p, const Column& c) const -> int32_t {
    int32_t gap = std::max({0, p.begin - c.right, c.left - p.end});
    int32_t stray = std::min(std::abs(p.edge - c.edge), std::abs((p.core_begin + p.edge) - (c.core_left + c.edge)) / 2);
    return gap * 6 + std::min(stray, 40) + 1;
  }

  /// Gives the pieces of a line that no cluster placed a column, in order, at the least distance.
  void place(uint32_t l) {
    const ScannedLine& line = lines_[l];
    if (line.furniture || line.only_rules || line.piece_count == 0 || line.piece_count > kMaxPlaced) return;
    auto& columns = result_.columns;
    const int32_t n = static_cast<int32_t>(columns.size());
    take_glued(line);
    placed_.clear();
    bool any_free = false;
    for (uint32_t k = line.first_piece; k < line.first_piece + line.piece_count; ++k) {
      Piece& p = pieces_[k];
      if (p.column >= 0) { placed_.push_back(k); continue; }
      if (p.column == kInLabel) continue;
      if (!is_soft(p) || p.glued) continue;
      // a nil or figure left of every column, before a label, is a bullet or a number of the label
      if (p.end <= columns.front().left - 2 && k == line.first_piece && line.piece_count > 1) continue;
      placed_.push_back(k);
      any_free = true;
    }
    if (!any_free || placed_.empty()) return;
    const int32_t m = static_cast<int32_t>(placed_.size());
    if (m > n) { result_.recovered[l] = 1; }
    const int32_t kInf = 1 << 28;
    // best_[i][c]: the first i pieces stand in columns before c; a piece may be left out at a high price
    const size_t width = static_cast<size_t>(n) + 1;
    best_.assign((static_cast<size_t>(m) + 1) * width, kInf);
    from_.assign(best_.size(), 0);
    for (size_t c = 0; c < width; ++c) best_[c] = 0;
    for (int32_t i = 1; i <= m; ++i) {
      const Piece& p = pieces_[placed_[static_cast<size_t>(i - 1)]];
      for (int32_t c = 0; c <= n; ++c) {
        size_t at = static_cast<size_t>(i) * width + static_cast<size_t>(c);
        best_[at] = best_[at - width] + 2000;  // left out
        from_[at] = 2;
        if (c == 0) continue;
        if (best_[at - 1] <= best_[at]) { best_[at] = best_[at - 1]; from_[at] = 0; }
        int32_t price = p.column >= 0 ? (p.column == c - 1 ? 0 : 5000) : cost(p, columns[static_cast<size_t>(c - 1)]);
        if (best_[at - width - 1] + price < best_[at]) { best_[at] = best_[at - width - 1] + price; from_[at] = 1; }
      }
    }
    int32_t i = m, c = n;
    while (i > 0) {
      size_t at = static_cast<size_t>(i) * width + static_cast<size_t>(c);
      Piece& p = pieces_[placed_[static_cast<size_t>(i - 1)]];
      if (from_[at] == 0) { --c; continue; }
      if (from_[at] == 2) { p.column = -1; --i; result_.recovered[l] = 1; continue; }
      if (p.kind == PieceKind::figure && p.column != c - 1 && cost(p, columns[static_cast<size_t>(c - 1)]) > 8) result_.recovered[l] = 1;
      p.column = c - 1;
      --i;
      --c;
    }
  }

  /// A figure one blank from its label is a cell where it ends as a column does that has no other on this line.
  void take_glued(const ScannedLine& line) {
    auto& columns = result_.columns;
    if (line.piece_count < 2 || pieces_[line.first_piece].begin >= columns.front().left) return;
    uint32_t end = line.first_piece + line.piece_count;
    int32_t next_column = static_cast<int32_t>(columns.size());
    for (uint32_t k = end; k-- > line.first_piece + 1;) {
      Piece& p = pieces_[k];
      if (p.kind == PieceKind::text) return;
      if (p.column >= 0) { next_column = p.column; continue; }
      if (!p.glued || p.column == kInLabel || p.kind == PieceKind::rule || p.kind == PieceKind::symbol) continue;
      for (int32_t c = 0; c < next_column; ++c) {
        const Column& col = columns[static_cast<size_t>(c)];
        if (std::abs(p.edge - col.edge) > 1) continue;
        if (p.plain && p.edge - p.core_begin <= 2 && col.support < 3) continue;
        if (p.year && pieces_[k - 1].kind == PieceKind::text) continue;  // "March 31, 2003"
        p.column = c;
        break;
      }
      return;
    }
  }

  const std::vector<ScannedLine>& lines_;
  std::vector<Piece>& pieces_;
  Columns result_;
  std::vector<Cluster> clusters_;
  std::vector<uint32_t> stamp_;
  uint32_t tick_ = 0;
  std::vector<bool> dead_;
  std::vector<uint32_t> placed_;
  std::vector<int32_t> best_;
  std::vector<uint8_t> from_;
};

}  // namespace

auto find_columns(const std::vector<ScannedLine>& lines, std::vector<Piece>& pieces) -> Columns { return Finder(lines, pieces).find(); }

}  // namespace crossfoot::layout::grid
