#include "layout/typewriter_regions.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/ascii.h"

namespace crossfoot::layout {
namespace {

using Line = markup::TypewriterLine;

auto text_of(std::string_view bytes, const Line& l) -> std::string_view { return bytes.substr(l.begin, l.end - l.begin); }

bool is_terminal(char c) { return c == '.' || c == ':' || c == ';' || c == '?' || c == '!' || c == '"'; }

bool is_roman(std::string_view s) {
  if (s.empty() || s.size() > 6) return false;
  return s.find_first_not_of("ivxl") == s.npos || s.find_first_not_of("IVXL") == s.npos;
}

enum class PageNumber : uint8_t { no, bare, marked };

/// Reads a line as a page number: "2", "- 2 -", "-2-", "Page 2", "Page 2 of 10", "F-3", "iv", "(2)".
auto read_page_number(std::string_view s) -> PageNumber {
  if (s.empty() || s.size() > 24) return PageNumber::no;
  bool dashed = false;
  while (!s.empty() && (s.front() == '-' || s.front() == ' ' || s.front() == '_')) { dashed |= s.front() == '-'; s.remove_prefix(1); }
  while (!s.empty() && (s.back() == '-' || s.back() == ' ' || s.back() == '_' || s.back() == '.')) s.remove_suffix(1);
  if (s.size() >= 3 && s.front() == '(' && s.back() == ')') s = ascii::trim(s.substr(1, s.size() - 2));
  bool word = false;
  if (ascii::starts_with_ignoring_case(s, "page")) {
    s = ascii::trim(s.substr(4));
    word = true;
  }
  size_t of = ascii::find_ignoring_case(s, "of");
  if (of != s.npos && of > 0) {
    std::string_view total = ascii::trim(s.substr(of + 2));
    if (total.empty() || total.find_first_not_of("0123456789") != total.npos) return PageNumber::no;
    s = ascii::trim(s.substr(0, of));
    word = true;
  }
  // "F-3", "A-12", "III-3", "99.1-2": the part of the report goes before.
  bool lettered = false;
  if (ascii::starts_with_ignoring_case(s, "exhibit ")) s.remove_prefix(8);
  if (size_t dash = s.rfind('-'); dash != s.npos && dash > 0 && dash <= 5 && dash + 1 < s.size() && ascii::is_digit(s[dash + 1])) {
    std::string_view part = s.substr(0, dash);
    bool exhibit = ascii::is_digit(part[0]) && part.find('.') != part.npos;
    if (part.size() == 1 ? ascii::is_alpha(part[0]) : is_roman(part) || exhibit) {
      s.remove_prefix(dash + 1);
      lettered = true;
    }
  }
  if (s.empty() || s.size() > 4) return PageNumber::no;
  bool digits = s.find_first_not_of("0123456789") == s.npos;
  if (!digits && !is_roman(s)) return PageNumber::no;
  if (digits && s.size() == 4 && !word && !dashed && !lettered) return PageNumber::no;  // a year
  return word || dashed || lettered ? PageNumber::marked : PageNumber::bare;
}

/// Hashes a line without its digits and blanks, so that numbered running heads are alike.
auto head_hash(std::string_view s) -> uint64_t {
  uint64_t h = 1469598103934665603ull;
  for (char c : s) {
    if (ascii::is_space(c) || ascii::is_digit(c)) continue;
    h = (h ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  }
  return h;
}

bool is_item_heading(std::string_view s) {
  return ascii::starts_with_ignoring_case(s, "item ") || ascii::starts_with_ignoring_case(s, "part ") ||
         ascii::starts_with_ignoring_case(s, "note ") || ascii::starts_with_ignoring_case(s, "exhibit ");
}

bool is_capitals(const Line& l) { return l.lower == 0 && l.upper >= 2; }

}  // namespace

bool is_prose(const Line& l) {
  // Justified lines hold gaps of two or three blanks between words; columns stand further apart.
  bool figures = l.figures > 0 && (l.is(Line::kFigureLast) || l.figures > 2);
  if (figures && l.figures == 1 && l.lower >= 30 && l.max_gap == 2 && l.gaps >= 2) figures = false;
  uint32_t widest = l.gaps >= 3 && l.lower >= 30 ? 6 : 3;
  return l.lower >= 20 && !figures && l.max_gap <= widest && l.width() >= 40 && !l.is(Line::kTag | Line::kRule);
}

bool is_columnar(const Line& l) {
  if (l.gaps == 0 || l.is(Line::kTag | Line::kRule) || is_prose(l)) return false;
  return l.max_gap >= 4 || (l.max_gap == 3 && l.gaps <= 2) || l.figures > 0;
}

auto measure_page(std::string_view bytes, const std::vector<Line>& lines) -> TypewriterPage {
  TypewriterPage page;
  std::array<uint32_t, 256> right{}, left{};
  uint32_t prose = 0, single = 0, doubled = 0;
  for (size_t i = 0; i < lines.size(); ++i) {
    const Line& l = lines[i];
    if (!is_prose(l)) continue;
    ++prose;
    ++right[std::min<uint32_t>(l.right, 255)];
    ++left[std::min<uint32_t>(l.indent, 255)];
    if (i > 0 && is_prose(lines[i - 1]) && lines[i - 1].page == l.page) {
      char c = bytes[l.begin];
      if (l.blanks == 0) ++single;
      else if (l.blanks == 1 && !is_terminal(bytes[lines[i - 1].end - 1]) && (ascii::is_lower(c) || ascii::is_digit(c))) ++doubled;
    }
  }
  if (prose > 0) {
    // The margin is where nine tenths of the lines of text end at or before.
    uint32_t sum = 0;
    for (uint32_t c = 0; c < 256; ++c) {
      sum += right[c];
      if (sum * 20 >= prose * 19) {
        page.right = c;
        break;
      }
    }
    page.left = static_cast<uint32_t>(std::max_element(left.begin(), left.end()) - left.begin());
  }
  page.double_spaced = doubled >= 2 && doubled > 2 * single;
  return page;
}

namespace {

/// Marks bare numbers that stand alone, set in from the margin, and count up one by one.
void find_untagged_numbers(std::string_view bytes, const std::vector<Line>& lines, std::vector<uint8_t>& marks) {
  uint32_t last = UINT32_MAX;  // line of the number before
  int last_value = 0;
  for (uint32_t i = 0; i < lines.size(); ++i) {
    const Line& l = lines[i];
    if (l.digits == 0 || l.digits > 3 || l.upper + l.lower != 0 || l.indent < 30 || l.end - l.begin > 7 || l.blanks == 0) continue;
    if (i + 1 < lines.size() && lines[i + 1].blanks == 0) continue;
    std::string_view s = text_of(bytes, l);
    if (read_page_number(s) == PageNumber::no) continue;
    int value = 0;
    for (char c : s)
      if (ascii::is_digit(c)) value = value * 10 + (c - '0');
    if (last != UINT32_MAX && value == last_value + 1) marks[last] = marks[i] = 1;
    last = i;
    last_value = value;
  }
}

}  // namespace

auto find_furniture(std::string_view bytes, const std::vector<Line>& lines) -> std::vector<uint8_t> {
  std::vector<uint8_t> marks(lines.size(), 0);
  if (lines.empty()) return marks;
  // First and last lines of each page.
  struct PageLines { uint32_t first, last; };
  std::vector<PageLines> pages;
  for (uint32_t i = 0; i < lines.size(); ++i) {
    if (lines[i].is(Line::kTag)) continue;
    if (pages.empty() || lines[pages.back().first].page != lines[i].page) pages.push_back({i, i});
    pages.back().last = i;
  }
  auto number_at = [&](uint32_t i) { return read_page_number(text_of(bytes, lines[i])); };
  std::unordered_map<uint64_t, uint32_t> heads, feet;
  constexpr size_t kLongest = 100;
  for (const PageLines& p : pages) {
    if (lines[p.first].end - lines[p.first].begin <= kLongest) ++heads[head_hash(text_of(bytes, lines[p.first]))];
    if (p.last != p.first && lines[p.last].end - lines[p.last].begin <= kLongest) ++feet[head_hash(text_of(bytes, lines[p.last]))];
  }
  for (size_t n = 0; n < pages.size(); ++n) {
    const PageLines& p = pages[n];
    bool inner = n + 1 < pages.size();
    // A number at the foot or the head of a page.
    if (number_at(p.last) != PageNumber::no && (inner || p.last != p.first)) marks[p.last] = 1;
    if (n > 0 && number_at(p.first) != PageNumber::no) marks[p.first] = 1;
    if (pages.size() < 4) continue;
    if (n > 0 && p.last != p.first && !is_item_heading(text_of(bytes, lines[p.first])) && lines[p.first].end - lines[p.first].begin <= kLongest &&
        heads[head_hash(text_of(bytes, lines[p.first]))] * 2 > pages.size())
      marks[p.first] = 1;
    if (p.last != p.first && !lines[p.last].is(Line::kRule) && lines[p.last].end - lines[p.last].begin <= kLongest &&
        feet[head_hash(text_of(bytes, lines[p.last]))] * 2 > pages.size())
      marks[p.last] = 1;
  }
  find_untagged_numbers(bytes, lines, marks);
  // A marked page number that stands alone, where pages are not tagged.
  for (uint32_t i = 0; i < lines.size(); ++i) {
    const Line& l = lines[i];
    if (marks[i] || l.end - l.begin > 24 || l.digits == 0 || l.digits > 4 || l.lower > 6) continue;
    bool alone = l.blanks >= 1 && (i + 1 == lines.size() || lines[i + 1].blanks >= 1);
    if (alone && l.indent >= 15 && read_page_number(text_of(bytes, l)) == PageNumber::marked) marks[i] = 1;
  }
  return marks;
}

namespace {

class RegionFinder {
 public:
  RegionFinder(std::string_view bytes, const std::vector<Line>& lines, const std::vector<uint8_t>& furniture, const TypewriterPage& page)
      : bytes_(bytes), lines_(lines), furniture_(furniture), page_(page) {}

  auto run() -> std::vector<TypewriterRegion> {
    uint32_t n = static_cast<uint32_t>(lines_.size());
    uint32_t i = 0;
    while (i < n) {
      const Line& l = lines_[i];
      if (l.is(Line::kTableStart)) {
        i = tagged(i);
        continue;
      }
      if (is_figure_line(i)) {
        i = untagged(i);
        continue;
      }
      ++i;
    }
    return std::move(out_);
  }

 private:
  bool is_figure_line(uint32_t i) const {
    const Line& l = lines_[i];
    if (l.figures == 0 || furniture_[i] || is_prose(l)) return false;
    // Justified text that happens to hold numbers: its neighbour is text and it ends at the margin.
    if (l.max_gap <= 3 && l.lower >= 15 && l.right + 1 >= page_.right && l.right <= page_.right + 1) {
      if (i > 0 && l.blanks == 0 && is_prose(lines_[i - 1])) return false;
      if (i + 1 < lines_.size() && lines_[i + 1].blanks == 0 && is_prose(lines_[i + 1])) return false;
    }
    return true;
  }

  /// True where line i and its next are running text that crosses into the columns of figures.
  bool starts_prose(uint32_t i, uint32_t figure_left) const {
    const Line& l = lines_[i];
    if (!is_prose(l) || l.right <= figure_left + 2) return false;
    if (l.width() < 45) return false;
    if (leads_to_figures(i)) return false;
    uint32_t j = next(i);
    if (j >= lines_.size()) return true;
    const Line& m = lines_[j];
    bool close = m.blanks <= (page_.double_spaced ? 1 : 0);
    if (!close) return l.width() + 20 > page_.right || is_terminal(bytes_[l.end - 1]);  // a paragraph of one line
    if (is_prose(m)) return m.right > figure_left + 2 || is_terminal(bytes_[m.end - 1]);
    return m.figures == 0 && m.lower > 0 && m.max_gap < 4 && is_terminal(bytes_[m.end - 1]);
  }

  /// True where the lines from i on, none apart from the one above, end in a line with figures: a label that wraps.
  /// A caption may have a blank line below it.
  bool leads_to_figures(uint32_t i) const {
    uint32_t apart = page_.double_spaced ? 1 : 0;
    uint32_t j = next(i);
    if (j < lines_.size() && bytes_[lines_[i].end - 1] == ':' && lines_[j].blanks <= 2 && is_figure_line(j)) return true;
    for (uint32_t k = 0; k < 8 && j < lines_.size() && lines_[j].blanks <= apart && lines_[j].page == lines_[i].page; ++k, j = next(j)) {
      if (is_figure_line(j)) return lines_[j].is(Line::kFigureLast);
      if (lines_[j].is(Line::kRule)) return false;
    }
    return false;
  }

  auto next(uint32_t i) const -> uint32_t {
    ++i;
    while (i < lines_.size() && (furniture_[i] || lines_[i].is(Line::kTag))) ++i;
    return i;
  }

  /// A title of another table: set across the columns, with a blank line above. "LIABILITIES AND EQUITY" is a caption
  /// in the middle of a balance sheet, however it is set.
  bool is_title(uint32_t i, uint32_t figure_left) const {
    const Line& l = lines_[i];
    if (l.figures > 0 || l.is(Line::kRule | Line::kTag) || l.blanks == 0 || l.gaps > 0) return false;
    if (l.indent < 4 || l.right <= figure_left || l.indent >= figure_left) return false;
    std::string_view s = text_of(bytes_, l);
    auto says = [&](std::string_view word) { return ascii::contains_ignoring_case(s, word); };
    bool side = says("liabilities") || says("equity") || says("assets");
    if (side && !says("statement") && !says("sheet") && !says("schedule")) return false;
    if (is_capitals(l) && l.upper >= 12) return true;
    // In small letters a title is told by standing apart with a second line centred under it.
    uint32_t line_gap = page_.double_spaced ? 1 : 0;
    if (l.blanks < line_gap + 2 || l.indent < 8 || l.width() < 15 || i + 1 >= lines_.size()) return false;
    const Line& n = lines_[i + 1];
    if (n.blanks > line_gap || n.gaps > 0 || n.indent < 8 || n.figures > 0 || n.is(Line::kRule | Line::kTag)) return false;
    uint32_t a = l.indent + l.right, b = n.indent + n.right;
    return (a > b ? a - b : b - a) <= 8;
  }

  bool is_continued(uint32_t i) const { return ascii::contains_ignoring_case(text_of(bytes_, lines_[i]), "continued"); }

  /// Grows a region down from its first figure line. Returns the line behind its last figure or rule.
  auto grow(uint32_t first, uint32_t limit, bool tagged, uint32_t& figures, bool& ruled) const -> uint32_t {
    uint32_t last = first;  // behind the last line that surely belongs
    uint32_t figure_left = lines_[first].figure_left;
    uint32_t since = 0;  // lines without figures since
    uint32_t spaced = 0, lines = 0;  // lines with a blank line above
    for (uint32_t i = first; i < limit; ++i) {
      const Line& l = lines_[i];
      if (furniture_[i]) continue;
      if (l.is(Line::kTag)) continue;
      if (!tagged && l.is(Line::kTableStart)) break;
      if (l.is(Line::kRule)) {
        // A rule across the page after blank lines closes a section; one under the figures belongs to them.
        if (l.blanks >= 2 && !tagged) break;
        if (l.right > figure_left) {
          ruled = true;
          if (since == 0) last = i + 1;
        }
        continue;
      }
      ++lines;
      spaced += l.blanks > 0;
      if (is_figure_line(i)) {
        if (!tagged && l.blanks >= 6 && l.page == lines_[last - (last > first)].page) break;
        ++figures;
        figure_left = figures == 1 ? l.figure_left : std::min<uint32_t>(figure_left, std::max<uint32_t>(l.figure_left, figure_left > 12 ? figure_left - 12 : 0));
        last = i + 1;
        since = 0;
        continue;
      }
      ++since;
      const uint32_t section = lines >= 6 && spaced * 4 >= lines * 3 ? 9 : 5;  // blank lines that part tables
      if (starts_prose(i, figure_left)) break;
      if (tagged) continue;
      if (since > 12) break;
      if (is_item_heading(text_of(bytes_, l)) && l.blanks > 0 && l.indent <= page_.left + 6) break;
      if (is_title(i, figure_left) && !is_continued(i) && !(next(i) < limit && is_continued(next(i)))) break;
      if (l.blanks >= section) break;
    }
    return last;
  }

  /// Moves up from the first figure line over column headings, captions and centred titles.
  auto climb(uint32_t first, uint32_t floor) const -> uint32_t {
    uint32_t figure_left = lines_[first].figure_left;
    uint32_t top = first;
    uint32_t page = lines_[first].page;
    uint32_t blanks = lines_[first].blanks;
    // Where every line has a blank line above it, what stands apart has more.
    uint32_t spaced = 0, seen = 0;
    for (uint32_t i = first; i < lines_.size() && seen < 8; ++i, ++seen) spaced += lines_[i].blanks > 0;
    const uint32_t slack = seen >= 4 && spaced + 1 >= seen ? 2 : 0;
    for (uint32_t i = first; i-- > floor && first - i <= 16;) {
      const Line& l = lines_[i];
      if (l.page != page) break;
      if (furniture_[i]) break;
      if (blanks > 3 + slack) break;
      if (l.is(Line::kTag)) break;
      blanks = l.blanks;
      if (l.is(Line::kRule)) {
        if (l.indent + 8 < figure_left && l.right > page_.right - 8 && l.gaps == 0) break;  // across the page
        top = i;
        continue;
      }
      if (l.figures > 0) break;
      std::string_view s = text_of(bytes_, l);
      if (is_item_heading(s)) break;
      bool heading = l.indent + 12 >= figure_left || is_columnar(l);
      bool title = l.indent >= 8 && l.width() <= 76 && !is_terminal(s.back()) && (is_capitals(l) || s.front() == '(' || l.gaps == 0);
      bool caption = l.right <= figure_left && l.blanks <= 2 + slack && (s.back() == ':' || is_capitals(l) || !is_terminal(s.back()));
      if (is_prose(l) && !(title && l.indent >= 10 && l.width() <= 66)) break;
      if (!heading && !title && !caption) break;
      if (is_terminal(s.back()) && s.back() == '.' && l.lower > 20) break;
      top = i;
    }
    // What stands at the top must not be the end of a paragraph.
    while (top < first && top > floor && lines_[top].blanks == 0 && is_prose(lines_[top - 1]) && lines_[top].indent <= lines_[top - 1].indent + 6) ++top;
    return top;
  }

  auto untagged(uint32_t first) -> uint32_t {
    uint32_t figures = 0;
    bool ruled = false;
    uint32_t last = grow(first, static_cast<uint32_t>(lines_.size()), false, figures, ruled);
    uint32_t floor = out_.empty() ? 0 : out_.back().last;
    bool enough = figures >= 3 || (figures >= 2 && (ruled || has_money(first, last)));
    if (!enough) return std::max(last, first + 1);
    uint32_t top = climb(first, floor);
    out_.push_back({top, last, false});
    return last;
  }

  bool has_money(uint32_t first, uint32_t last) const {
    for (uint32_t i = first; i < last; ++i)
      if (text_of(bytes_, lines_[i]).find('$') != std::string_view::npos) return true;
    return false;
  }

  /// Handles what stands between <TABLE> and </TABLE>: one region, less the prose that it holds.
  auto tagged(uint32_t start) -> uint32_t {
    uint32_t n = static_cast<uint32_t>(lines_.size());
    uint32_t end = start + 1;
    while (end < n && lines_[end].is(Line::kTagged) && !lines_[end].is(Line::kTableStart)) ++end;
    uint32_t at = start;
    while (at < end) {
      uint32_t first = at;
      while (first < end && !is_figure_line(first)) ++first;
      if (first == end) {
        // Words only: an index, contacts, or text that somebody put between the tags.
        if (at == start) out_.push_back({start, end, true});
        break;
      }
      uint32_t figures = 0;
      bool ruled = false;
      uint32_t last = grow(first, end, true, figures, ruled);
      bool to_end = true;
      for (uint32_t i = last; i < end && to_end; ++i) to_end = !starts_prose(i, lines_[first].figure_left) && !lines_[i].is(Line::kNotes);
      if (to_end) last = end;
      uint32_t top = first;
      bool prose = false;
      for (uint32_t i = at; i < first && !prose; ++i) prose = starts_prose(i, lines_[first].figure_left) && next(i) < first;
      if (!prose) top = at;
      else top = climb(first, at);
      out_.push_back({top, last, true});
      at = std::max(last, first + 1);
    }
    return end;
  }

  std::string_view bytes_;
  const std::vector<Line>& lines_;
  const std::vector<uint8_t>& furniture_;
  const TypewriterPage& page_;
  std::vector<TypewriterRegion> out_;
};

}  // namespace

auto find_table_regions(std::string_view bytes, const std::vector<Line>& lines, const std::vector<uint8_t>& furniture, const TypewriterPage& page)
    -> std::vector<TypewriterRegion> {
  return RegionFinder(bytes, lines, furniture, page).run();
}

}  // namespace crossfoot::layout
