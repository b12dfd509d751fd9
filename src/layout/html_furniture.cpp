// Page numbers, running heads and feet: what stands at a page's edge and comes back on other pages, or is a number.
#include <algorithm>
#include <string>
#include <unordered_map>

#include "base/ascii.h"
#include "layout/html_cell_text.h"
#include "layout/html_context.h"

namespace crossfoot::layout::html {
namespace {

constexpr size_t kEdge = 3;          // blocks of a page that may be its head or foot
constexpr size_t kLongest = 160;
constexpr size_t kOutermost = static_cast<size_t>(-1);

// "12", "- 12 -", "F-3", "Page 3 of 10", "iv".
bool is_page_number(std::string_view s) {
  if (s.empty() || s.size() > 20) return false;
  std::string t = ascii::to_lower(s);
  size_t digits = 0, letters = 0;
  for (char c : t) {
    if (ascii::is_digit(c)) ++digits;
    else if (ascii::is_alpha(c)) ++letters;
    else if (c != '-' && c != ' ' && c != '(' && c != ')' && c != '|') return static_cast<unsigned char>(c) >= 0x80 && digits > 0;
  }
  if (digits > 0 && digits <= 6 && letters == 0) return digits <= 3;
  if (t.compare(0, 4, "page") == 0 && digits > 0) return true;
  if (digits > 0 && digits <= 3 && letters <= 2 && t.size() <= 6 && ascii::is_alpha(t[0])) return true;  // "F-3"
  if (digits == 0 && letters > 0 && letters <= 5) {
    for (char c : t)
      if (ascii::is_alpha(c) && c != 'i' && c != 'v' && c != 'x') return false;
    return true;
  }
  return false;
}

// The text with every number alike, so that running feet with page numbers compare equal.
auto shape_of(std::string_view s) -> std::string {
  std::string r;
  for (char c : s) {
    if (ascii::is_digit(c)) {
      if (r.empty() || r.back() != '#') r.push_back('#');
    } else {
      r.push_back(ascii::to_lower(c));
    }
  }
  return r;
}

}  // namespace

void mark_furniture(Layout& layout) {
  auto& blocks = layout.blocks;
  // A number alone above a rule is a page's, whether or not the rule was said to break the page.
  for (size_t i = 0; i + 1 < blocks.size(); ++i)
    if (blocks[i + 1].kind == BlockKind::rule && blocks[i + 1].text.empty() && blocks[i].kind != BlockKind::table && !blocks[i].in_table &&
        is_page_number(layout.text.of(blocks[i].text)))
      blocks[i].kind = BlockKind::furniture;
  if (layout.page_count < 2) return;
  std::vector<std::pair<size_t, size_t>> edges;  // blocks at a page's edge, outer ones first, each with its outer neighbour
  auto shows = [&](const Block& b) { return !b.text.empty(); };
  size_t begin = 0;
  std::vector<bool> is_edge(blocks.size(), false);
  while (begin < blocks.size()) {
    size_t end = begin;
    while (end < blocks.size() && blocks[end].page == blocks[begin].page) ++end;
    bool first_page = begin == 0, last_page = end == blocks.size();
    size_t n = 0, outer = kOutermost;
    for (size_t i = begin; i < end && n < kEdge && !first_page; ++i)
      if (shows(blocks[i])) {
        edges.push_back({i, outer});
        outer = i;
        ++n;
      }
    n = 0;
    outer = kOutermost;
    for (size_t i = end; i-- > begin && n < kEdge;)
      if (shows(blocks[i])) {
        edges.push_back({i, outer});
        outer = i;
        ++n;
        // The page number is the outermost, or stands beside other furniture.
        if (is_page_number(layout.text.of(blocks[i].text)) && blocks[i].kind != BlockKind::table && (n == 1 || !last_page) && n <= 2)
          blocks[i].kind = BlockKind::furniture;
      }
    if (!first_page) {
      for (size_t i = begin, k = 0; i < end && k < 2; ++i) {
        if (!shows(blocks[i])) continue;
        ++k;
        if (is_page_number(layout.text.of(blocks[i].text)) && blocks[i].kind != BlockKind::table) blocks[i].kind = BlockKind::furniture;
        if (blocks[i].kind != BlockKind::furniture) break;
      }
    }
    begin = end;
  }
  std::unordered_map<std::string, uint32_t> seen;
  auto candidate = [&](const Block& b) {
    if (b.kind == BlockKind::table || b.kind == BlockKind::rule || b.text.size() > kLongest || b.text.empty()) return false;
    // What begins with a number or names an item is a row of an index more often than a running head.
    std::string_view t = layout.text.of(b.text);
    return !ascii::is_digit(t[0]) && !ascii::starts_with_ignoring_case(t, "item") && !ascii::starts_with_ignoring_case(t, "exhibit") &&
           !starts_with_list_mark(t);
  };
  std::fill(is_edge.begin(), is_edge.end(), false);
  for (const auto& [i, outer] : edges) {
    if (is_edge[i]) continue;  // a short page's block stands at both edges
    is_edge[i] = true;
    if (candidate(blocks[i])) ++seen[shape_of(layout.text.of(blocks[i].text))];
  }
  // A head or foot comes back on page after page, and only other furniture stands between it and the page's edge.
  for (const auto& [i, outer] : edges) {
    if (outer != kOutermost && blocks[outer].kind != BlockKind::furniture) continue;
    if (outer != kOutermost && blocks[i].kind != BlockKind::table && is_page_number(layout.text.of(blocks[i].text))) blocks[i].kind = BlockKind::furniture;
    if (!candidate(blocks[i])) continue;
    std::string shape = shape_of(layout.text.of(blocks[i].text));
    uint32_t pages = seen[shape];
    if (pages >= std::max(3u, layout.page_count / 8) || shape == "table of contents" || shape == "index") blocks[i].kind = BlockKind::furniture;
  }
}

}  // namespace crossfoot::layout::html
