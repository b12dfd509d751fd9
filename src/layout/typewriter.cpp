#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.h"
#include "layout/layout.h"
#include "layout/typewriter_grid.h"
#include "layout/typewriter_regions.h"
#include "layout/typewriter_text.h"
#include "markup/typewriter_lines.h"

namespace crossfoot::layout {
namespace {

using Line = markup::TypewriterLine;

bool is_sentence_end(char c) { return c == '.' || c == ':' || c == ';' || c == '?' || c == '!'; }

/// Returns the length of a list marker and the blanks behind it at the beginning of `s`; 0 where there is none:
/// "(a) ", "(iv) ", "1. ", "12) ", "a. ", "o  ", "* ", "- ", "[ ] ", "[X] ", "/x/ ", "|_| ".
auto list_marker(std::string_view s) -> size_t {
  size_t n = 0;
  auto at = [&](size_t i) { return i < s.size() ? s[i] : '\0'; };
  auto label = [&](size_t from) {  // up to 5 digits or letters of a number
    size_t i = from;
    if (ascii::is_digit(at(i))) {
      while (i < from + 3 && ascii::is_digit(at(i))) ++i;
      return i;
    }
    auto roman = [](char c) { c = ascii::to_lower(c); return c == 'i' || c == 'v' || c == 'x'; };
    if (roman(at(i)) && roman(at(i + 1))) {
      while (i < from + 5 && roman(at(i))) ++i;
      return i;
    }
    return ascii::is_alpha(at(i)) ? i + 1 : from;
  };
  char c = at(0);
  if (c == '(') {
    size_t i = label(1);
    if (i > 1 && at(i) == ')' && !(i == 4 && ascii::is_digit(at(1)))) n = i + 1;  // "(512) " begins a telephone number
  } else if (c == '[' || c == '|' || c == '/') {
    char close = c == '[' ? ']' : c;
    size_t i = 1;
    while (i < 5 && at(i) != close && at(i) != '\0') ++i;
    std::string_view inside = s.substr(1, std::min(i, s.size()) - 1);
    if (at(i) == close && inside.find_first_not_of(" xX_-") == inside.npos) n = i + 1;
  } else if ((c == 'o' || c == '*' || c == '-' || c == '+') && ascii::is_blank(at(1))) {
    n = 1;
    if (c == 'o' && !(ascii::is_blank(at(2)) || ascii::is_upper(at(2)))) return 0;
  } else if (c == '-' && at(1) == '-' && ascii::is_blank(at(2))) {
    n = 2;
  } else {
    size_t i = label(0);
    if (i > 0 && (at(i) == '.' || at(i) == ')') && (ascii::is_blank(at(i + 1)))) {
      // "A. Smith" is a name: a single capital letter needs more than one blank behind its point.
      if (ascii::is_digit(c) || at(i) == ')' || (ascii::is_blank(at(i + 2)))) n = i + 1;
    }
  }
  if (n == 0) return 0;
  size_t after = n;
  while (after < s.size() && ascii::is_blank(s[after])) ++after;
  if (after == s.size()) return n;
  return after > n ? after : 0;
}

bool starts_item(std::string_view s) {
  if (!ascii::starts_with_ignoring_case(s, "item")) return false;
  size_t i = 4;
  if (i < s.size() && (s[i] == 's' || s[i] == 'S')) ++i;
  while (i < s.size() && ascii::is_blank(s[i])) ++i;
  return i < s.size() && i < 10 && ascii::is_digit(s[i]);
}

class Composer {
 public:
  Composer(std::string_view bytes, const container::Document& document) : bytes_(bytes), document_(document) {}

  auto run() -> Layout {
    out_.document = document_.index;
    Span text = document_.text;
    text.end = std::min<uint32_t>(text.end, static_cast<uint32_t>(bytes_.size()));
    if (text.begin >= text.end) return std::move(out_);
    markup::TypewriterText scanned = markup::scan_typewriter(bytes_, text);
    lines_ = std::move(scanned.lines);
    out_.page_count = scanned.page_count;
    page_ = measure_page(bytes_, lines_);
    furniture_ = find_furniture(bytes_, lines_);
    if (out_.page_count == 1) number_pages();
    std::vector<TypewriterRegion> regions = find_table_regions(bytes_, lines_, furniture_, page_);
    out_.text.reserve(text.size() * 3 / 4);
    out_.lines.reserve(lines_.size());
    out_.segments.reserve(lines_.size() + lines_.size() / 2);
    out_.blocks.reserve(lines_.size() / 4 + 8);
    uint32_t at = 0;
    for (const TypewriterRegion& r : regions) {
      compose(at, r.first);
      at = r.last;
      if (table(r)) continue;
      // Text after all: what stands before it may go on in it.
      at = reopen(r.first);
    }
    compose(at, static_cast<uint32_t>(lines_.size()));
    return std::move(out_);
  }

 private:
  auto text_of(const Line& l) const -> std::string_view { return bytes_.substr(l.begin, l.end - l.begin); }

  /// Begins a page behind every page number, in a document without <PAGE>.
  void number_pages() {
    uint32_t page = 0;
    for (size_t i = 0; i < lines_.size(); ++i) {
      lines_[i].page = page;
      if (furniture_[i] && i + 1 < lines_.size()) ++page;
    }
    out_.page_count = page + 1;
  }

  // ---- tables ----

  /// Lays out a region as a table; false, with nothing laid out, where it is none.
  bool table(const TypewriterRegion& r) {
    grid_lines_.clear();
    for (uint32_t i = r.first; i < r.last; ++i) {
      const Line& l = lines_[i];
      grid_lines_.push_back({{l.begin - lead(l), l.end}, l.page, furniture_[i] != 0, l.is(Line::kTag)});
    }
    if (grid_lines_.empty()) return true;
    int32_t index = build_grid(bytes_, grid_lines_, r.tagged, out_);
    if (index < 0) return false;
    for (auto t = static_cast<size_t>(index); t < out_.tables.size(); ++t) {
      Table& table = out_.tables[t];
      Block b;
      b.kind = BlockKind::table;
      b.text = table.text;
      b.source = table.source;
      b.first_line = table.first_line;
      b.line_count = table.line_count;
      b.page = table.rows.empty() ? lines_[r.first].page : table.rows.front().page;
      b.indent = static_cast<int32_t>(lines_[r.first].indent);
      b.table = static_cast<int32_t>(t);
      b.blank_before = lines_[r.first].blanks > 0;
      table.block = static_cast<uint32_t>(out_.blocks.size());
      out_.blocks.push_back(b);
    }
    uint32_t end = grid_lines_.back().source.end;
    out_.text.append_as("\n", {end, end + 1});
    return true;
  }

  /// Bytes of white space before the line on its line, so that a grid sees true columns.
  auto lead(const Line& l) const -> uint32_t {
    uint32_t n = 0;
    while (n < l.indent && l.begin - n > document_.text.begin) {
      char c = bytes_[l.begin - n - 1];
      if (c != ' ' && c != '\t') break;
      ++n;
    }
    return n;
  }

  /// Takes the last block back where it ends right above line `next`, and returns the line that composing resumes with.
  auto reopen(uint32_t next) -> uint32_t {
    constexpr uint32_t kLongest = 200;  // lines laid out twice at most for each region that is no table
    if (last_.behind != next || next - last_.first > kLongest || last_.block + 1 != out_.blocks.size()) return next;
    const Block b = out_.blocks.back();
    if (b.kind == BlockKind::table) return next;
    out_.text.truncate(b.text.begin);
    out_.segments.resize(out_.lines[b.first_line].first_segment);
    out_.lines.resize(b.first_line);
    out_.blocks.pop_back();
    return last_.first;
  }

  // ---- running text ----

  void compose(uint32_t from, uint32_t to) {
    uint32_t i = from;
    while (i < to) {
      const Line& l = lines_[i];
      if (l.is(Line::kTag)) {
        ++i;
      } else if (furniture_[i]) {
        single(i, BlockKind::furniture);
        ++i;
      } else if (l.is(Line::kRule)) {
        single(i, BlockKind::rule);
        ++i;
      } else {
        i = paragraph(i, to);
      }
    }
  }

  void single(uint32_t i, BlockKind kind) {
    members_.assign(1, i);
    emit(kind);
  }

  /// Gathers the lines of one block from line `first` on, across a page break where the sentence goes on.
  auto paragraph(uint32_t first, uint32_t to) -> uint32_t {
    members_.assign(1, first);
    aside_.clear();
    widest_ = lines_[first].right;
    prose_ = is_prose(lines_[first]);
    uint32_t i = first + 1;
    while (i < to) {
      const Line& l = lines_[i];
      if (l.is(Line::kTag)) {
        // A table tag closes what stood before; a page's closing tag does not.
        break;
      }
      if (furniture_[i]) {
        aside_.push_back(i++);
        continue;
      }
      if (l.is(Line::kRule) || !continues(i)) {
        uint32_t resumed = resumes_at(i, to);
        if (resumed == i) break;
        // The sentence goes on below: what stands between is a foot or a head of the page.
        while (i < resumed) aside_.push_back(i++);
        continue;
      }
      members_.push_back(i);
      widest_ = std::max(widest_, l.right);
      prose_ |= is_prose(l);
      ++i;
    }
    // Furniture that no later line of the block followed stays where it is.
    last_.block = out_.blocks.size();
    last_.first = first;
    uint32_t end = last_.behind = members_.back() + 1;
    while (!aside_.empty() && aside_.back() > members_.back()) aside_.pop_back();
    emit(classify());
    aside_now_.swap(aside_);
    for (uint32_t f : aside_now_) single(f, lines_[f].is(Line::kRule) ? BlockKind::rule : BlockKind::furniture);
    return end;
  }

  /// Returns the line on the next page with which an unfinished sentence goes on behind footers and running heads
  /// that begin at line i, or i where it does not.
  auto resumes_at(uint32_t i, uint32_t to) const -> uint32_t {
    const Line& p = lines_[members_.back()];
    char end = bytes_[p.end - 1];
    // Words of the line above are underlined, and the sentence goes on below the strokes.
    if (lines_[i].is(Line::kRule) && lines_[i].blanks == 0 && i + 1 < to && lines_[i + 1].blanks == 0 && !lines_[i + 1].is(Line::kRule | Line::kTag) &&
        p.lower >= 15 && lines_[i].right <= p.right + 1 && is_prose(lines_[i + 1]) && ascii::is_lower(bytes_[lines_[i + 1].begin]) && continues(i + 1))
      return i + 1;
    if (!prose_ || is_sentence_end(end) || end == '"') return i;
    constexpr uint32_t kFootAndHead = 10;
    for (uint32_t j = i; j < to && j < i + kFootAndHead; ++j) {
      const Line& l = lines_[j];
      if (l.page > p.page + 1 || l.is(Line::kTag)) return i;
      if (l.page == p.page + 1 && !l.is(Line::kRule) && (ascii::is_lower(bytes_[l.begin]) || ends_in_small_word(text_of(p))) && continues(j)) return j;
      if (is_prose(l) || l.figures > 0 || l.width() > 80 || starts_item(text_of(l))) return i;
      if (l.page == p.page && l.blanks == 0 && j == i && !l.is(Line::kRule)) return i;
    }
    return i;
  }

  bool continues(uint32_t i) const {
    const Line& c = lines_[i];
    const Line& p = lines_[members_.back()];
    std::string_view cs = text_of(c);
    std::string_view ps = text_of(p);
    bool ends = is_sentence_end(ps.back()) || (ps.back() == '"' && ps.size() > 1 && is_sentence_end(ps[ps.size() - 2])) || ps.back() == ')';
    bool hard_end = is_sentence_end(ps.back()) || (ps.back() == '"' && ps.size() > 1 && is_sentence_end(ps[ps.size() - 2]));
    bool p_prose = is_prose(p), c_prose = is_prose(c);
    uint32_t margin = std::max(page_.right, widest_);
    uint32_t body = members_.size() >= 2 ? lines_[members_[1]].indent : lines_[members_[0]].indent;
    bool lower = ascii::is_lower(cs[0]);

    if (c.page != p.page) {
      if (!prose_ || hard_end || is_columnar(c)) return false;
      if (list_marker(cs) || starts_item(cs)) return false;
      // A page may end in the middle of a line; a small letter then shows that the sentence goes on.
      if (lower) return c.indent <= body + 2 || c.indent <= page_.left + 2;
      if (c.indent > body + 2 && c.indent > page_.left + 2) return false;
      return c_prose && ((p_prose && p.right + 15 >= page_.right && c.indent <= body + 1) || ends_in_small_word(ps));
    }
    uint32_t allowed = page_.double_spaced ? 1 : 0;
    if (c.blanks > allowed) return false;
    if (page_.double_spaced && c.blanks == 0 && members_.size() >= 2 && lines_[members_.back()].blanks > 0 && !c_prose) return false;

    bool c_columns = is_columnar(c) && !list_marker(cs), p_columns = is_columnar(p) && !list_marker(ps);
    // A sentence that goes on in a small letter below a full line, however that line was spaced.
    if (lower && (c_prose || (c.max_gap <= 3 && p_prose)) && !hard_end && c.blanks == 0 && p.lower >= 12 && p.right + 12 >= margin && (p_prose || p.gaps <= 3)) return true;
    if (c_columns || p_columns) {
      if (p_columns && !c_columns && hangs(p, c)) return true;
      if (c_prose || p_prose) return false;
      if (c_columns && p_columns) return true;
      return c.blanks == 0 && !list_marker(cs) && !starts_item(cs);
    }
    if (starts_item(cs) && !(p_prose && !ends && !first_is_heading_like())) return false;
    size_t marker = list_marker(cs);
    if (marker) {
      bool mid_sentence = p_prose && !ends && c.indent <= body && cs[0] == '(' && marker < 6 && c.gaps == 0 && p.right + 12 > margin;
      if (!mid_sentence) return false;
    }
    if (!p_prose && !c_prose) {
      // Short lines: centred titles, addresses, names. A blank line would have parted them.
      if (c.blanks > 0) return lower && !ends;
      return true;
    }
    if (!p_prose) {
      // A short line before running text is a heading, unless the text goes on from it.
      if (p.lower == 0 && p.upper >= 2 && c.lower > 0 && c_prose && p.width() < 60) return false;
      if (members_.size() == 1 && starts_item(ps) && !lower) return false;
      if (p.right + 1 + first_word(cs) + 12 < std::max(margin, c.right) && !lower && c.indent + 1 >= body) return false;
      return true;
    }
    // Running text: it ends where the next word would have fitted, or at an indented new beginning.
    uint32_t reach = members_.size() >= 2 || page_.right < p.right ? widest_ : std::max(widest_, std::min(page_.right, c.right));
    bool full = p.right + 1 + first_word(cs) + 8 >= std::max(reach, c.right);
    if (hard_end && !full && !lower) return false;
    if (members_.size() == 1) {
      if (c.indent > p.indent + 1) {
        bool hanging = list_marker(ps) != 0 || starts_item(ps);
        if (hanging) return true;
        return !hard_end;
      }
      return full || !hard_end;
    }
    if (c.indent >= body + 2) return !(hard_end || (ends && !lower));
    if (c.indent + 2 <= body) return !hard_end || lower;
    return true;
  }

  /// True where line c continues the last column of line p: "99.1    Press release announcing" over "        the sale".
  bool hangs(const Line& p, const Line& c) const {
    if (c.blanks > 0 || c.gaps > 1) return false;
    if (members_.size() > 1) {
      const Line& before = lines_[members_[members_.size() - 1]];
      if (before.indent == c.indent && before.gaps == 0) return true;
    }
    uint32_t column = p.indent, last = p.indent, blanks = 0;
    for (uint32_t at = p.begin; at < p.end; ++at) {
      char k = bytes_[at];
      if (k == ' ' || k == '\t') ++blanks;
      else {
        if (blanks >= 2 || (blanks == 1 && bytes_[at - 1] == '\t')) last = column;
        blanks = 0;
      }
      column = markup::advance_column(column, k);
    }
    return last != p.indent && c.indent + 1 >= last && c.indent <= last + 2;
  }

  /// True where a line ends in a word that no sentence ends in: "…the transfer of additional assets from the".
  static bool ends_in_small_word(std::string_view s) {
    size_t blank = s.find_last_of(' ');
    std::string_view w = blank == s.npos ? s : s.substr(blank + 1);
    if (w.size() > 5) return false;
    static constexpr std::array<std::string_view, 26> kWords = {"the", "of", "and", "to", "a", "an", "in", "for", "by", "with", "or", "from", "on",
                                                                "at", "as", "its", "that", "which", "any", "such", "our", "under", "is", "was", "are", "this"};
    return std::find(kWords.begin(), kWords.end(), w) != kWords.end();
  }

  bool first_is_heading_like() const {
    const Line& f = lines_[members_[0]];
    return members_.size() == 1 && !is_prose(f);
  }

  static auto first_word(std::string_view s) -> uint32_t {
    size_t n = 0;
    while (n < s.size() && n < 40 && !ascii::is_space(s[n])) ++n;
    return static_cast<uint32_t>(n);
  }

  bool is_centred(const Line& l) const {
    if (l.indent < 6 || l.indent < page_.left + 4) return false;
    int middle = (static_cast<int>(l.indent) + static_cast<int>(l.right)) / 2;
    int page = (static_cast<int>(page_.left) + static_cast<int>(page_.right)) / 2;
    return std::abs(middle - page) <= 5 && l.right <= page_.right + 6;
  }

  auto classify() -> BlockKind {
    const Line& f = lines_[members_[0]];
    std::string_view fs = text_of(f);
    uint32_t upper = 0, lower = 0;
    bool columns = false, centred = true;
    for (uint32_t m : members_) {
      const Line& l = lines_[m];
      upper += l.upper;
      lower += l.lower;
      columns |= is_columnar(l) && !list_marker(text_of(l)) && !starts_item(text_of(l));
      centred &= is_centred(l);
    }
    capitals_ = lower == 0 && upper >= 2;
    centred_ = centred && !columns;
    underlined_ = is_underlined();
    const Line& last = lines_[members_.back()];
    char end = bytes_[last.end - 1];
    if (columns) return BlockKind::paragraph;
    if (starts_item(fs) && members_.size() <= 4 && !(is_prose(f) && end == '.' && members_.size() > 2)) return BlockKind::heading;
    if (list_marker(fs)) return BlockKind::list_item;
    if (upper + lower < 2) return BlockKind::paragraph;
    bool few = members_.size() <= 4;
    if (few && capitals_ && !is_sentence_end(end)) return BlockKind::heading;
    if (few && capitals_ && end == '.' && (upper < 120 || centred_)) return BlockKind::heading;
    if (members_.size() <= 3 && underlined_ && end != '.') return BlockKind::heading;
    if (centred_ && members_.size() <= 6 && end != '.') return BlockKind::heading;
    if (members_.size() == 1 && !is_prose(f) && end != '.' && end != ',' && end != ';' && f.blanks > 0 && f.width() <= 60 && title_case(fs) &&
        next_is_apart() && f.indent <= page_.left + 8)
      return BlockKind::heading;
    return BlockKind::paragraph;
  }

  /// True where every long word begins with a capital letter.
  static bool title_case(std::string_view s) {
    size_t words = 0;
    for (size_t i = 0; i < s.size();) {
      while (i < s.size() && !ascii::is_alnum(s[i])) ++i;
      size_t b = i;
      while (i < s.size() && !ascii::is_space(s[i])) ++i;
      if (i - b >= 5 && !ascii::is_upper(s[b])) return false;
      if (i > b) ++words;
    }
    return words >= 1 && words <= 12;
  }

  bool next_is_apart() const {
    uint32_t n = members_.back() + 1;
    return n < lines_.size() && (lines_[n].blanks > 0 || is_prose(lines_[n]));
  }

  bool is_underlined() const {
    uint32_t n = members_.back() + 1;
    if (n >= lines_.size() || !lines_[n].is(Line::kRule) || lines_[n].blanks > 0) return false;
    const Line& l = lines_[members_.back()];
    const Line& r = lines_[n];
    auto near = [](uint32_t a, uint32_t b) { return (a > b ? a - b : b - a) <= 3; };
    return near(l.indent, r.indent) && near(l.right, r.right);
  }

  /// Appends the lines of members_ as one block.
  void emit(BlockKind kind) {
    const Line& f = lines_[members_.front()];
    const Line& last = lines_[members_.back()];
    Block b;
    b.kind = kind;
    b.source = {f.begin, last.end};
    b.first_line = static_cast<uint32_t>(out_.lines.size());
    b.line_count = static_cast<uint32_t>(members_.size());
    b.page = f.page;
    b.indent = static_cast<int32_t>(f.indent);
    b.blank_before = f.blanks > 0;
    if (kind != BlockKind::rule && kind != BlockKind::furniture) {
      b.capitals = capitals_;
      b.centred = centred_;
      b.underlined = underlined_;
    } else {
      b.centred = is_centred(f);
    }
    uint32_t text = out_.text.size();
    for (size_t k = 0; k < members_.size(); ++k) {
      const Line& l = lines_[members_[k]];
      if (k > 0) join_lines(lines_[members_[k - 1]], l);
      bool split = kind == BlockKind::rule ? false : !is_prose(l) && l.gaps > 0;
      append_line(bytes_, {l.begin, l.end}, l.indent, split, out_, l.gaps == 0 && !l.is(Line::kRaw));
    }
    b.text = {text, out_.text.size()};
    out_.blocks.push_back(b);
    out_.text.append_as("\n", {last.end, last.end + 1});
  }

  /// One blank stands for the line end, and none where a word was parted behind its hyphen.
  void join_lines(const Line& p, const Line& c) {
    if (p.end >= 2 && bytes_[p.end - 1] == '-' && ascii::is_alpha(bytes_[p.end - 2]) && ascii::is_lower(bytes_[c.begin])) return;
    out_.text.append_as(" ", {p.end, std::max(p.end + 1, c.page == p.page ? c.begin : p.end + 1)});
  }

  std::string_view bytes_;
  const container::Document& document_;
  Layout out_;
  std::vector<Line> lines_;
  std::vector<uint8_t> furniture_;
  TypewriterPage page_;
  std::vector<GridLine> grid_lines_;
  std::vector<uint32_t> members_;  // lines of the block being gathered
  std::vector<uint32_t> aside_, aside_now_;  // furniture and underlining met between them
  struct {
    uint32_t first = 0, behind = 0;  // lines of the paragraph composed last
    size_t block = 0;
  } last_;
  uint32_t widest_ = 0;  // right end of its widest line
  bool prose_ = false;   // one of its lines is running text
  bool capitals_ = false, centred_ = false, underlined_ = false;
};

}  // namespace

auto lay_out_typewriter(std::string_view bytes, const container::Document& document, diag::Emitter&) -> Layout {
  return Composer(bytes, document).run();
}

}  // namespace crossfoot::layout
