#include "layout/grid_headings.h"

#include <algorithm>
#include <cstdlib>

namespace crossfoot::layout::grid {
namespace {

constexpr int32_t kMaxSpan = 16;
constexpr int32_t kUnplaced = 400;  // price of a text over no column, in half character cells

/// The price of `t` over columns [i, j], in half character cells.
auto price(const HeadingText& t, const std::vector<Column>& columns, int32_t i, int32_t j) -> int32_t {
  const Column& a = columns[static_cast<size_t>(i)];
  const Column& b = columns[static_cast<size_t>(j)];
  int32_t centre = t.reach_begin + t.reach_end;
  int32_t stray = std::min(std::abs(centre - (a.left + b.right)), std::abs(centre - (a.core_left + b.edge)));
  if (i == j) {
    stray = std::min({stray, 2 * std::abs(t.end - b.edge), 2 * std::abs(t.end - b.right), 2 * std::abs(t.begin - a.left) + 1});
  } else {
    stray += 2 * (j - i);
    // each spanned column should lie under the text or its rule, at least in part
    for (int32_t c = i; c <= j; ++c) {
      const Column& col = columns[static_cast<size_t>(c)];
      int32_t away = std::max({0, col.left - t.reach_end, t.reach_begin - col.right});
      stray += 2 * away + (away > 0 ? 4 : 0);
    }
  }
  int32_t gap = std::max({0, a.left - t.reach_end, t.reach_begin - b.right});
  stray += 2 * gap;
  // columns under the text that the span leaves out
  for (int32_t c : {i - 1, j + 1}) {
    if (c < 0 || c >= static_cast<int32_t>(columns.size())) continue;
    const Column& col = columns[static_cast<size_t>(c)];
    int32_t middle = col.core_left + col.edge;
    if (2 * t.reach_begin <= middle && middle <= 2 * t.reach_end) stray += 16;
  }
  return stray;
}

}  // namespace

void place_headings(std::vector<HeadingText>& texts, const std::vector<Column>& columns) {
  const int32_t m = static_cast<int32_t>(texts.size()), n = static_cast<int32_t>(columns.size());
  if (m == 0 || n == 0 || m > 128) return;
  const size_t width = static_cast<size_t>(n) + 1;
  std::vector<int32_t> best((static_cast<size_t>(m) + 1) * width, 1 << 28), from(best.size(), -1);  // from: first column of the span, -1 none
  std::vector<uint8_t> step(best.size(), 0);  // 0: column left free, 1: span, 2: text left out
  for (size_t c = 0; c < width; ++c) best[c] = 0;
  for (int32_t k = 1; k <= m; ++k) {
    const HeadingText& t = texts[static_cast<size_t>(k - 1)];
    for (int32_t c = 0; c <= n; ++c) {
      size_t at = static_cast<size_t>(k) * width + static_cast<size_t>(c);
      best[at] = best[at - width] + kUnplaced;
      step[at] = 2;
      if (c == 0) continue;
      if (best[at - 1] <= best[at]) { best[at] = best[at - 1]; step[at] = 0; }
      for (int32_t i = c - 1; i >= 0 && c - i <= kMaxSpan; --i) {
        // a wide span must start under the text
        if (i < c - 1 && columns[static_cast<size_t>(i)].right + 40 < t.reach_begin) break;
        int32_t p = best[at - width - static_cast<size_t>(c - i)] + price(t, columns, i, c - 1);
        if (p < best[at]) { best[at] = p; step[at] = 1; from[at] = i; }
      }
    }
  }
  int32_t k = m, c = n;
  while (k > 0) {
    size_t at = static_cast<size_t>(k) * width + static_cast<size_t>(c);
    HeadingText& t = texts[static_cast<size_t>(k - 1)];
    if (step[at] == 0) { --c; continue; }
    if (step[at] == 2) { --k; continue; }
    t.first = from[at];
    t.last = c - 1;
    c = from[at];
    --k;
  }
}

}  // namespace crossfoot::layout::grid
