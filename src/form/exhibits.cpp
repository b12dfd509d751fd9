#include "form/exhibits.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/ascii.h"
#include "form/item_numbers.h"

namespace crossfoot::form {
namespace {

using layout::Block;
using layout::BlockKind;
using layout::Layout;

constexpr size_t kMaxDescription = 1500;
constexpr size_t kMaxEntries = 4000;
constexpr uint32_t kHeadBlocks = 8;  // blocks at the top of an attachment in which its own number is looked for

auto at(std::string_view text, size_t pos) -> char { return pos < text.size() ? text[pos] : '\0'; }

bool has_alpha(std::string_view s) { return std::any_of(s.begin(), s.end(), ascii::is_alpha); }

bool is_content(const Block& b) { return b.kind != BlockKind::furniture && b.kind != BlockKind::rule; }

auto skip_space(std::string_view text, uint32_t pos) -> uint32_t {
  while (pos < text.size()) {
    if (ascii::is_space(text[pos])) ++pos;
    else if (text.substr(pos, 2) == "\xC2\xA0") pos += 2;
    else break;
  }
  return pos;
}

/// Skips "Exhibit", "Exhibits", "Exhibit No.", "Ex.", "EX-" at `pos`; returns `pos` where none stands there.
auto skip_exhibit_word(std::string_view text, uint32_t pos) -> uint32_t {
  uint32_t i = pos;
  if (ascii::starts_with_ignoring_case(text.substr(i), "exhibit")) {
    i += 7;
    if (ascii::to_lower(at(text, i)) == 's') ++i;
    else if (ascii::starts_with_ignoring_case(text.substr(i), "(s)")) i += 3;
  } else if (ascii::starts_with_ignoring_case(text.substr(i), "ex.") || ascii::starts_with_ignoring_case(text.substr(i), "ex-")) {
    return skip_space(text, i + 3);
  } else {
    return pos;
  }
  if (ascii::is_alpha(at(text, i))) return pos;
  i = skip_space(text, i);
  for (std::string_view word : {"numbers", "number", "nos.", "nos", "no.", "no", "#"})
    if (ascii::starts_with_ignoring_case(text.substr(i), word) && !ascii::is_alpha(at(text, i + word.size()))) {
      i = skip_space(text, i + static_cast<uint32_t>(word.size()));
      break;
    }
  while (at(text, i) == '-' || at(text, i) == ':') i = skip_space(text, i + 1);
  return i;
}

bool says_incorporated(std::string_view text) {
  return ascii::contains_ignoring_case(text, "incorporated by reference") || ascii::contains_ignoring_case(text, "incorporated herein by reference") ||
         ascii::contains_ignoring_case(text, "previously filed") || ascii::contains_ignoring_case(text, "incorporated by this reference");
}

bool says_attached(std::string_view text) {
  for (std::string_view w : {"filed herewith", "furnished herewith", "attached hereto", "attached as", "annexed hereto", "filed with this"})
    if (ascii::contains_ignoring_case(text, w)) return true;
  return false;
}

/// Whether a description says that there is no such exhibit, alone or at its end: "Underwriting agreement. Not applicable."
bool says_nothing(std::string_view text) {
  std::string_view t = ascii::trim(text);
  while (!t.empty() && !ascii::is_alnum(t.back())) t.remove_suffix(1);
  if (ascii::equals_ignoring_case(t, "none") || ascii::equals_ignoring_case(t, "n/a")) return true;
  constexpr std::string_view kNot = "not applicable";
  return t.size() >= kNot.size() && ascii::equals_ignoring_case(t.substr(t.size() - kNot.size()), kNot);
}

bool is_index_heading(std::string_view t) {
  t = ascii::trim(t);
  while (!t.empty() && !ascii::is_alnum(t.back())) t.remove_suffix(1);
  while (!t.empty() && !ascii::is_alnum(t.front())) t.remove_prefix(1);
  if (t.size() > 90) return false;
  for (std::string_view w : {"exhibit index", "index to exhibits", "index of exhibits", "exhibits index", "list of exhibits", "exhibit list"})
    if (ascii::starts_with_ignoring_case(t, w)) return t.size() <= w.size() + 50;
  return ascii::equals_ignoring_case(t, "exhibits") || ascii::equals_ignoring_case(t, "index to exhibit");
}

auto unspaced(std::string_view text) -> std::string {
  std::string s;
  for (char c : text)
    if (!ascii::is_space(c)) s += c;
  return s;
}

/// A line that is nothing but an exhibit's number, as stands at the head of an exhibit: "EXHIBIT 99.1".
auto lone_exhibit_number(std::string_view text) -> std::string {
  std::string_view t = ascii::trim(text);
  if (t.size() > 40) return {};
  uint32_t i = 0;
  while (i < t.size() && !ascii::is_alnum(t[i])) ++i;
  uint32_t n = skip_exhibit_word(t, i);
  if (n == i) return {};
  ExhibitNumber number = parse_exhibit_number(t, n);
  if (number.text.empty() || has_alpha(t.substr(number.end))) return {};
  return unspaced(number.text.of(t));
}

/// Cuts dot leaders, a page number and a footnote's tail from the end of a description.
auto tidy(std::string description) -> std::string {
  std::string d = ascii::fold_space(description);
  for (bool cut = true; cut;) {
    cut = false;
    size_t end = d.size();
    while (end > 0 && ascii::is_digit(d[end - 1])) --end;
    size_t gap = end;
    while (gap > 0 && (d[gap - 1] == ' ' || d[gap - 1] == '.' || d[gap - 1] == '_')) --gap;
    size_t dots = static_cast<size_t>(std::count(d.begin() + static_cast<std::ptrdiff_t>(gap), d.begin() + static_cast<std::ptrdiff_t>(end), '.'));
    if (dots >= 3) {
      d.resize(gap);
      cut = true;
    }
  }
  size_t begin = 0;
  while (begin < d.size()) {
    uint32_t width = dash_at(d, begin);
    if (width == 0 && (d[begin] == ' ' || d[begin] == '.' || d[begin] == ':' || d[begin] == ';' || d[begin] == '*' || d[begin] == '_')) width = 1;
    if (width == 0) break;
    begin += width;
  }
  return d.substr(begin);
}

/// Orders keys as lists do: by their first numbers, then by what follows.
bool comes_before(std::string_view a, std::string_view b) {
  int x = std::atoi(std::string(a).c_str()), y = std::atoi(std::string(b).c_str());
  if (x != y) return x < y;
  size_t i = a.find('.'), j = b.find('.');
  if (i == std::string_view::npos || j == std::string_view::npos) return false;
  a.remove_prefix(i + 1);
  b.remove_prefix(j + 1);
  if (ascii::is_digit(a[0]) && ascii::is_digit(b[0])) return std::atoi(std::string(a).c_str()) < std::atoi(std::string(b).c_str());
  return a < b;
}

struct Entry {
  Exhibit exhibit;
  std::string marks;
  std::string key;
  uint32_t begin = 0, end = 0;  // offsets in the report's text
  uint32_t list = 0;            // which list of the report it stands in; a list that begins again is another
  bool open = true;
};

/// Reads the lists of exhibits of one document and the exhibits printed behind them.
class Lister {
 public:
  /// `behind` is the offset of the signatures: a list behind it is the index.
  Lister(const Layout& layout, uint32_t behind, std::vector<Entry>& entries)
      : layout_(layout), chars_(layout.text.chars()), behind_(behind), entries_(entries) {}

  /// Reads list entries between two offsets. In an exhibit item, numbers count once "Exhibits" was said.
  void read_region(Range region, bool in_item);
  /// Finds exhibit headings behind `from` that stand at the top of a page or behind the index.
  void read_printed(uint32_t from, uint32_t report);
  /// Offsets where the exhibit index begins, or the end of the text.
  [[nodiscard]] auto find_index(uint32_t from) const -> uint32_t;

 private:
  void read_line(const Block& block, Range line, bool first_of_block, const layout::Line* whole);
  void begin_entry(Range number, std::string_view marks, uint32_t text, uint32_t line_end);
  void read_inline(Range line, uint32_t from);
  void apply_footnotes();

  const Layout& layout_;
  std::string_view chars_;
  uint32_t behind_;
  std::vector<Entry>& entries_;
  size_t first_entry_ = 0;
  uint32_t list_ = 0;
  bool said_exhibits_ = false;
  bool in_item_ = false;
  std::vector<std::pair<std::string, std::string>> footnotes_;
};

auto Lister::find_index(uint32_t from) const -> uint32_t {
  for (const Block& b : layout_.blocks) {
    if (!is_content(b) || b.text.begin < from || b.text.size() > 4000) continue;
    std::string_view t = layout_.text.of(b.text);
    if (is_index_heading(t)) return b.text.begin;
    for (uint32_t l = b.first_line; l < b.first_line + std::min<uint32_t>(b.line_count, 3); ++l)
      if (is_index_heading(layout_.text.of(layout_.lines[l].text))) return b.text.begin;
  }
  return layout_.text.size();
}

void Lister::begin_entry(Range number, std::string_view marks, uint32_t text, uint32_t line_end) {
  Entry e;
  e.exhibit.number = unspaced(layout_.text.of(number));
  e.exhibit.document = std::nullopt;
  e.exhibit.in_index = true;
  (in_item_ ? e.exhibit.in_item_list : e.exhibit.in_end_index) = true;
  e.exhibit.description = text < line_end ? std::string(chars_.substr(text, line_end - text)) : std::string{};
  e.key = exhibit_key(e.exhibit.number);
  e.marks = marks;
  e.begin = number.begin;
  e.end = line_end;
  // A number that falls back begins the list again: the index behind the item's own list.
  if (entries_.size() > first_entry_ && comes_before(e.key, entries_.back().key)) ++list_;
  e.list = list_;
  entries_.push_back(std::move(e));
}

/// Further entries in the same line: "99.1 Press release; 99.2 Script".
void Lister::read_inline(Range line, uint32_t from) {
  for (uint32_t i = from; i + 4 < line.end && entries_.size() < kMaxEntries; ++i) {
    if (chars_[i] != ';' && chars_[i] != '.') continue;
    uint32_t j = skip_space(chars_.substr(0, line.end), i + 1);
    if (j == i + 1) continue;
    std::string_view text = chars_.substr(0, line.end);
    if (ascii::starts_with_ignoring_case(text.substr(j), "and ")) j = skip_space(text, j + 4);
    uint32_t n = skip_exhibit_word(text, j);
    ExhibitNumber number = parse_exhibit_number(text, n);
    if (number.text.empty() || number.text.of(text).find_first_of(".(-") == std::string_view::npos) continue;
    uint32_t t = skip_space(text, number.end);
    if (t == number.end && at(text, t) != '.' && dash_at(text, t) == 0) continue;
    while (t < line.end && (text[t] == '.' || text[t] == ':' || dash_at(text, t))) t = skip_space(text, t + std::max<uint32_t>(1, dash_at(text, t)));
    if (!(ascii::is_upper(at(text, t)) || at(text, t) == '"' || static_cast<unsigned char>(at(text, t)) >= 0x80)) continue;
    entries_.back().exhibit.description = std::string(chars_.substr(entries_.back().end - static_cast<uint32_t>(entries_.back().exhibit.description.size()),
                                                                   i - (entries_.back().end - static_cast<uint32_t>(entries_.back().exhibit.description.size()))));
    entries_.back().end = i;
    begin_entry(number.text, number.marks, t, line.end);
    i = t;
  }
}

void Lister::read_line(const Block& block, Range line, bool first_of_block, const layout::Line* whole) {
  std::string_view text = chars_.substr(0, line.end);
  uint32_t i = skip_space(text, line.begin);
  auto close = [&] {
    if (entries_.size() > first_entry_) entries_.back().open = false;
  };
  // Footnotes: "* Previously filed", "(1) Incorporated by reference to ...".
  if (at(text, i) == '*' || at(text, i) == '+' || at(text, i) == '#' || static_cast<unsigned char>(at(text, i)) == 0xE2 ||
      (at(text, i) == '(' && ascii::is_digit(at(text, i + 1)) && at(text, i + 2) == ')')) {
    uint32_t end = i;
    while (end < line.end && !ascii::is_space(text[end]) && !ascii::is_alpha(text[end])) ++end;
    std::string_view rest = text.substr(std::min<size_t>(end, text.size()));
    uint32_t n = skip_space(text, end);
    if (first_of_block && says_incorporated(chars_.substr(i, std::min(block.text.end - i, 600U))) && parse_exhibit_number(text, n).text.empty()) {
      footnotes_.emplace_back(std::string(text.substr(i, end - i)), std::string(rest));
      close();
      return;
    }
  }
  while (i < line.end && (text[i] == '*' || text[i] == '+' || text[i] == '#' || text[i] == '.' || text[i] == ':' || dash_at(text, i)))
    i = skip_space(text, i + std::max<uint32_t>(1, dash_at(text, i)));

  // "(c) Exhibits." may stand before the first entry of a line.
  uint32_t k = i;
  if (at(text, k) == '(' && ascii::is_alpha(at(text, k + 1)) && at(text, k + 2) == ')') {
    k = skip_space(text, k + 3);
    if (!ascii::starts_with_ignoring_case(text.substr(k), "exhibit")) {
      // Another subpart begins: "(b) Pro forma financial information".
      if (first_of_block || at(text, k) != '\0') close();
    }
  }
  uint32_t n = skip_exhibit_word(text, k);
  bool worded = n != k;
  if (worded) said_exhibits_ = true;
  while (n < line.end && worded && (text[n] == '.' || text[n] == ':' || dash_at(text, n))) n = skip_space(text, n + std::max<uint32_t>(1, dash_at(text, n)));
  // "Exhibits. Exhibit 99.1 ..." names the word twice.
  if (worded) n = skip_exhibit_word(text, n);

  ExhibitNumber number = parse_exhibit_number(text, n);
  if (!number.text.empty()) {
    std::string_view digits = number.text.of(text);
    bool parted = digits.find_first_of(".(-") != std::string_view::npos;
    bool enclosed = number.text.begin > 0 && text[number.text.begin - 1] == '(';
    uint32_t t = skip_space(text, number.end);
    bool apart = t > number.end + 1 || t >= line.end;
    bool punctuated = false;
    while (t < line.end && (text[t] == '.' || text[t] == ':' || text[t] == ';' || text[t] == '*' || text[t] == '_' || dash_at(text, t))) {
      punctuated = true;
      t = skip_space(text, t + std::max<uint32_t>(1, dash_at(text, t)));
    }
    // Cells of a row stand in segments of their own.
    if (whole)
      for (uint32_t s = whole->first_segment; !apart && s < whole->first_segment + whole->segment_count; ++s) apart = layout_.segments[s].text.begin == t;
    bool spaced = t > number.end;
    char next = at(text, t);
    bool capital = ascii::is_upper(next) || next == '"' || static_cast<unsigned char>(next) >= 0x80 || (ascii::is_digit(next) && apart);
    bool alone = t >= line.end;
    bool plausible = false;
    if (alone) plausible = worded || parted || digits == "99" || enclosed ? (parted || worded || block.in_table || block.kind == BlockKind::table || enclosed) : false;
    else if (parted) plausible = spaced && (capital || (apart && ascii::is_alpha(next)) || (punctuated && ascii::is_alpha(next)));
    else plausible = spaced && capital && (worded || apart || punctuated || enclosed);
    if (alone && !first_of_block && block.kind != BlockKind::table && !worded && !parted) plausible = false;
    if (!said_exhibits_ && !parted) plausible = false;
    // Lists ascend: "1. Organization" behind exhibit 99.1 is a note to financial statements printed there.
    if (!parted && !worded && entries_.size() > first_entry_ && std::atoi(entries_.back().key.c_str()) > std::atoi(std::string(digits).c_str()))
      plausible = false;
    if (plausible) {
      said_exhibits_ = true;
      begin_entry(number.text, number.marks, std::min(t, line.end), line.end);
      if (!alone) read_inline(line, t);
      return;
    }
  }
  if (worded && (first_of_block || number.text.empty())) {
    close();
    return;
  }
  // A continuation of the description before.
  if (entries_.size() <= first_entry_ || !entries_.back().open || i >= line.end) return;
  Entry& e = entries_.back();
  std::string_view t = text.substr(i);
  // A hanging description may be a block of its own; a blank line ends it.
  if (first_of_block && says_nothing(t)) {
    e.exhibit.description += " Not Applicable";
    e.open = false;
    return;
  }
  if (first_of_block && block.blank_before && !e.exhibit.description.empty() && block.kind != BlockKind::table && !block.in_table) {
    e.open = false;
    return;
  }
  if (first_of_block && (block.kind == BlockKind::heading || ascii::starts_with_ignoring_case(t, "signature") || ascii::starts_with_ignoring_case(t, "pursuant to")) &&
      !(e.exhibit.description.empty() && !ascii::starts_with_ignoring_case(t, "signature"))) {
    e.open = false;
    return;
  }
  if (e.exhibit.description.size() + t.size() > kMaxDescription) {
    e.open = false;
    return;
  }
  if (!e.exhibit.description.empty()) e.exhibit.description += ' ';
  e.exhibit.description += t;
  e.end = line.end;
}

void Lister::apply_footnotes() {
  for (size_t k = first_entry_; k < entries_.size(); ++k)
    for (const auto& [mark, note] : footnotes_)
      if (!entries_[k].marks.empty() && entries_[k].marks == mark && says_incorporated(note)) entries_[k].exhibit.incorporated = true;
}

void Lister::read_region(Range region, bool in_item) {
  first_entry_ = entries_.size();
  ++list_;
  said_exhibits_ = !in_item;
  in_item_ = behind_ == 0 || region.begin < behind_;
  footnotes_.clear();
  auto it = std::partition_point(layout_.blocks.begin(), layout_.blocks.end(), [&](const Block& b) { return b.text.end <= region.begin; });
  for (; it != layout_.blocks.end() && it->text.begin < region.end && entries_.size() < kMaxEntries; ++it) {
    if (!is_content(*it)) continue;
    bool first = true;
    if (it->line_count == 0) {
      Range r{std::max(it->text.begin, region.begin), std::min(it->text.end, region.end)};
      if (!r.empty()) read_line(*it, r, true, nullptr);
      continue;
    }
    for (uint32_t l = it->first_line; l < it->first_line + it->line_count && entries_.size() < kMaxEntries; ++l) {
      Range r = layout_.lines[l].text;
      r = {std::max(r.begin, region.begin), std::min(r.end, region.end)};
      if (r.begin >= r.end) continue;
      read_line(*it, r, first, &layout_.lines[l]);
      first = false;
    }
  }
  apply_footnotes();
}

void Lister::read_printed(uint32_t from, uint32_t report) {
  for (size_t i = 0; i < layout_.blocks.size(); ++i) {
    const Block& b = layout_.blocks[i];
    if (!is_content(b) || b.text.begin < from || b.line_count == 0) continue;
    std::string number = lone_exhibit_number(layout_.text.of(layout_.lines[b.first_line].text));
    if (number.empty()) continue;
    bool listed = std::any_of(entries_.begin(), entries_.end(), [&](const Entry& e) { return e.begin <= b.text.end && b.text.begin <= e.begin; });
    if (listed) continue;
    std::string key = exhibit_key(number);
    Range printed{b.text.begin, layout_.text.size()};
    for (Entry& e : entries_)
      if (!e.exhibit.printed.empty() && e.exhibit.printed.end > b.text.begin) {
        if (e.key == key) printed = {};
        else e.exhibit.printed.end = b.text.begin;
      }
    if (printed.empty()) continue;
    Entry* entry = nullptr;
    for (Entry& e : entries_)
      if (e.key == key && e.exhibit.printed.empty()) entry = entry ? entry : &e;
    if (!entry) {
      if (entries_.size() >= kMaxEntries) return;
      Entry e;
      e.exhibit.number = number;
      e.key = key;
      e.begin = b.text.begin;
      e.end = b.text.end;
      entries_.push_back(std::move(e));
      entry = &entries_.back();
    }
    entry->exhibit.printed = printed;
    entry->exhibit.document = report;
  }
}

auto main_part(std::string_view key) -> std::string_view { return key.substr(0, key.find('.')); }

}  // namespace

auto find_printed_number(const Layout& layout) -> std::optional<Found> {
  uint32_t seen = 0;
  for (const Block& b : layout.blocks) {
    if (b.kind == BlockKind::rule) continue;
    for (uint32_t l = b.first_line; l < b.first_line + std::min<uint32_t>(b.line_count, 3); ++l) {
      std::string n = lone_exhibit_number(layout.text.of(layout.lines[l].text));
      if (!n.empty()) return Found{n, layout.text.to_source(layout.lines[l].text)};
    }
    if (++seen >= kHeadBlocks) break;
  }
  return {};
}

auto parse_exhibit_number(std::string_view text, uint32_t pos) -> ExhibitNumber {
  ExhibitNumber out;
  uint32_t i = pos;
  bool enclosed = at(text, i) == '(';
  if (enclosed) ++i;
  uint32_t begin = i;
  while (ascii::is_digit(at(text, i))) ++i;
  uint32_t digits = i - begin;
  if (digits == 0 || digits > 3 || text[begin] == '0') return out;
  int value = 0;
  for (uint32_t k = begin; k < i; ++k) value = value * 10 + (text[k] - '0');
  if (value > 106 || (value > 35 && value < 95)) return out;
  if (enclosed && at(text, i) == ')') {
    out.text = {begin, i};
    ++i;
    // "(99)(a)", "(99).1"
    uint32_t j = i;
    if (at(text, j) == '.') ++j;
    bool more = at(text, j) == '(' && ascii::is_alnum(at(text, j + 1)) && at(text, j + 2) == ')';
    if (more) out.text.end = i = j + 3;
    else if (j > i && ascii::is_digit(at(text, j))) {
      while (ascii::is_digit(at(text, j))) ++j;
      out.text.end = i = j;
    }
    out.end = i;
    return out;
  }
  bool dotted = false;
  for (int parts = 0; parts < 4; ++parts) {
    // Cells can part a number: "2 .1".
    if (parts == 0 && at(text, i) == ' ' && at(text, i + 1) == '.' && ascii::is_digit(at(text, i + 2))) ++i;
    char c = at(text, i);
    uint32_t j = i + 1;
    if (c == '.' || c == '-') {
      while (ascii::is_alnum(at(text, j)) && j - i <= 4) ++j;
      uint32_t n = j - i - 1;
      if (n == 0 || ascii::is_alnum(at(text, j))) break;
      std::string_view part = text.substr(i + 1, n);
      bool number = part.find_first_not_of("0123456789") == std::string_view::npos;
      bool word = std::all_of(part.begin(), part.end(), ascii::is_alpha);
      if (number && n > 3) break;
      if (c == '-' && !number) break;           // "10-K"
      if (!number && word && n > 1 && value != 101 && value != 104) break;  // "99.Press"
      dotted = true;
      i = j;
    } else if (c == '(') {
      while (ascii::is_alnum(at(text, j)) && j - i <= 4) ++j;
      if (at(text, j) != ')' || j == i + 1) break;
      std::string_view part = text.substr(i + 1, j - i - 1);
      bool number = part.find_first_not_of("0123456789") == std::string_view::npos;
      bool letters = part.size() == 1 || part.find_first_not_of("ivxIVX") == std::string_view::npos;
      if ((number && dotted) || (!number && !letters)) break;  // "10.1(1)": a footnote
      i = j + 1;
    } else if (parts == 0 && ascii::is_alpha(c) && !ascii::is_alnum(at(text, j)) && at(text, j) != '\'') {
      i = j;  // "99a"
    } else if (dotted && ascii::is_alpha(c) && !ascii::is_alnum(at(text, j)) && at(text, j) != '\'') {
      i = j;  // "10.1a"
    } else {
      break;
    }
  }
  if (ascii::is_alnum(at(text, i)) || (at(text, i) == '.' && ascii::is_digit(at(text, i + 1))) || at(text, i) == '%' || at(text, i) == '/' ||
      (at(text, i) == ',' && ascii::is_digit(at(text, i + 1))) || (at(text, i) == '-' && ascii::is_alnum(at(text, i + 1))))
    return out;
  out.text = {begin, i};
  if (enclosed && at(text, i) == ')') ++i;
  uint32_t marks = i;
  while (at(text, i) == '*' || at(text, i) == '+' || at(text, i) == '#') ++i;
  if (marks == i && at(text, i) == '(' && ascii::is_digit(at(text, i + 1)) && at(text, i + 2) == ')') i += 3;
  out.marks = text.substr(marks, i - marks);
  out.end = i;
  return out;
}

auto exhibit_key(std::string_view number) -> std::string {
  if (ascii::starts_with_ignoring_case(number, "EX-")) number.remove_prefix(3);
  std::string key;
  bool part = false;
  for (size_t i = 0; i < number.size(); ++i) {
    char c = number[i];
    if (!ascii::is_alnum(c)) {
      part = !key.empty();
      continue;
    }
    bool changes = !key.empty() && ascii::is_digit(key.back()) != ascii::is_digit(c);
    if ((part || changes) && !key.empty() && key.back() != '.') key += '.';
    if (c == '0' && (key.empty() || key.back() == '.') && i + 1 < number.size() && ascii::is_digit(number[i + 1])) continue;
    part = false;
    key += ascii::to_lower(c);
  }
  return key;
}

bool is_exhibit_type(std::string_view type) {
  return ascii::starts_with_ignoring_case(type, "EX-") && type.size() > 3 && ascii::is_digit(type[3]);
}

namespace {

/// Ties list entries and attachments together, surest evidence first; attachments nobody lists become entries.
void tie_documents(const container::Submission& submission, const std::vector<Layout>& layouts, uint32_t report, std::vector<Entry>& entries) {
  struct Attachment {
    uint32_t document;
    std::string key, printed;
    bool tied = false;
  };
  std::vector<Attachment> attached;
  for (const auto& d : submission.documents) {
    if (d.index == report || !is_exhibit_type(d.type)) continue;
    std::optional<Found> printed = d.index < layouts.size() ? find_printed_number(layouts[d.index]) : std::nullopt;
    attached.push_back({d.index, exhibit_key(d.type.substr(3)), printed ? printed->text : std::string{}});
  }
  auto tie = [&](Attachment& a, const std::string& key) {
    bool any = false;
    for (Entry& e : entries) {
      if (e.key != key || e.exhibit.document) continue;
      e.exhibit.document = a.document;
      any = true;
    }
    a.tied |= any;
    return any;
  };
  for (Attachment& a : attached) {
    // A bare "EX-99" says less than the number printed at the head of the document.
    if (a.key.find('.') == std::string::npos && !a.printed.empty() && main_part(exhibit_key(a.printed)) == a.key && tie(a, exhibit_key(a.printed))) continue;
    tie(a, a.key);
  }
  for (Attachment& a : attached)
    if (!a.tied && !a.printed.empty()) tie(a, exhibit_key(a.printed));
  // One list entry and one attachment left over under the same main number belong together, whatever their second numbers.
  for (Attachment& a : attached) {
    if (a.tied) continue;
    std::string_view main = main_part(a.key);
    std::string only;
    bool unique = true;
    for (const Entry& e : entries) {
      if (e.exhibit.document || e.exhibit.incorporated || main_part(e.key) != main) continue;
      if (!only.empty() && only != e.key) unique = false;
      only = e.key;
    }
    size_t rivals = static_cast<size_t>(
        std::count_if(attached.begin(), attached.end(), [&](const Attachment& o) { return !o.tied && main_part(o.key) == main; }));
    if (!only.empty() && unique && rivals == 1) {
      tie(a, only);
    } else if (!only.empty() && a.key == main) {
      // Several "EX-99" in the order of the list.
      for (Entry& e : entries) {
        if (e.exhibit.document || e.exhibit.incorporated || main_part(e.key) != main) continue;
        std::string key = e.key;
        tie(a, key);
        break;
      }
    }
  }
  for (const Attachment& a : attached) {
    if (a.tied) continue;
    const auto& d = submission.documents[a.document];
    Entry e;
    bool bare = a.key.find('.') == std::string::npos && !a.printed.empty() && main_part(exhibit_key(a.printed)) == a.key;
    e.exhibit.number = bare ? a.printed : std::string(d.type.substr(3));
    e.exhibit.description = ascii::fold_space(d.description);
    e.exhibit.document = a.document;
    e.exhibit.span = d.span;
    e.key = exhibit_key(e.exhibit.number);
    entries.push_back(std::move(e));
  }
}

/// Whether what stands around a mention says that the exhibit is another filing's.
bool is_elsewhere(std::string_view text, uint32_t begin, uint32_t end) {
  std::string_view after = text.substr(end, 90);
  size_t i = 0;
  while (i < after.size() && (after[i] == ' ' || after[i] == ',' || after[i] == ')' || after[i] == '\n' || after[i] == '"')) ++i;
  after.remove_prefix(i);
  for (std::string_view w : {"to this", "of this", "to the present", "to our current report on form 8-k filed herewith"})
    if (ascii::starts_with_ignoring_case(after, w)) return false;
  if (ascii::starts_with_ignoring_case(after, "to ") || ascii::starts_with_ignoring_case(after, "of ")) {
    for (std::string_view w : {"form", "report", "registration", "statement", "filing", "amendment", "proxy", "schedule", "10-k", "10-q", "8-k"})
      if (ascii::contains_ignoring_case(after, w)) return true;
  }
  std::string_view before = text.substr(begin > 70 ? begin - 70 : 0, std::min<uint32_t>(begin, 70));
  for (std::string_view w : {"previously filed", "was filed as", "were filed as", "heretofore filed"})
    if (ascii::contains_ignoring_case(before, w)) return true;
  return false;
}

void find_references(const Layout& layout, uint32_t until, const std::vector<Entry>& entries, std::vector<ExhibitReference>& out) {
  std::string_view text = layout.text.chars().substr(0, until);
  std::vector<Range> listed_at;  // in order of their beginnings
  for (const Entry& e : entries) listed_at.push_back({e.begin, std::max(e.end, e.begin + 1)});
  std::sort(listed_at.begin(), listed_at.end());
  auto is_listed = [&](uint32_t pos) {
    auto it = std::upper_bound(listed_at.begin(), listed_at.end(), Range{pos, ~0U});
    return it != listed_at.begin() && std::prev(it)->contains(pos);
  };
  size_t lower = text.find("xhibit"), upper = text.find("XHIBIT");
  while ((lower != std::string_view::npos || upper != std::string_view::npos) && out.size() < kMaxEntries) {
    size_t hit = std::min(lower, upper);
    if (hit == lower) lower = text.find("xhibit", hit + 6);
    else upper = text.find("XHIBIT", hit + 6);
    if (hit == 0 || (hit > 1 && ascii::is_alnum(text[hit - 2]))) continue;
    uint32_t i = skip_exhibit_word(text, static_cast<uint32_t>(hit - 1));
    for (int listed = 0; listed < 12; ++listed) {
      ExhibitNumber number = parse_exhibit_number(text, i);
      if (number.text.empty()) break;
      if (!is_listed(number.text.begin)) {
        ExhibitReference r;
        r.number = unspaced(number.text.of(text));
        r.document = layout.document;
        r.span = layout.text.to_source(number.text);
        r.elsewhere = is_elsewhere(text, number.text.begin, number.end);
        out.push_back(std::move(r));
      }
      // "Exhibits 99.1, 99.2 and 99.3"
      uint32_t j = skip_space(text, number.end);
      bool more = false;
      if (at(text, j) == ',' || at(text, j) == '&' || at(text, j) == ';') {
        more = true;
        j = skip_space(text, j + 1);
      }
      for (std::string_view w : {"and ", "or ", "through ", "to "})
        if (ascii::starts_with_ignoring_case(text.substr(j), w)) {
          more = true;
          j = skip_space(text, j + static_cast<uint32_t>(w.size()));
          break;
        }
      if (!more) break;
      uint32_t k = skip_exhibit_word(text, j);
      // What follows a comma is another exhibit only with a number of the same shape: not "Exhibit 99.1, 10 million".
      ExhibitNumber next = parse_exhibit_number(text, k);
      bool parted = number.text.of(text).find_first_of(".(-") != std::string_view::npos;
      if (next.text.empty() || (k == j && parted != (next.text.of(text).find_first_of(".(-") != std::string_view::npos))) break;
      if (k != j) break;  // the scan finds the next "Exhibit" itself
      i = k;
    }
  }
}

}  // namespace

void find_exhibits(const container::Submission& submission, const std::vector<Layout>& layouts, uint32_t report, uint32_t items_end, Form& form) {
  std::vector<Entry> entries;
  if (report < layouts.size()) {
    const Layout& layout = layouts[report];
    Lister lister(layout, items_end, entries);
    uint32_t index = lister.find_index(items_end);
    Range last{};
    for (const Item& item : form.items) {
      bool lists = item.canonical == "9.01" || (item.canonical.empty() && ascii::contains_ignoring_case(item.official, "exhibits"));
      if (!lists || item.document != report || item.body == last) continue;
      last = item.body;
      lister.read_region(item.body, item.canonical == "9.01");
    }
    // The index ends where the first exhibit is printed on a page of its own behind it.
    uint32_t index_end = layout.text.size();
    uint32_t index_page = 0;
    bool on_page = false;
    for (const Block& b : layout.blocks) {
      if (b.text.begin < index || b.line_count == 0 || !is_content(b)) continue;
      if (!on_page) {
        index_page = b.page;
        on_page = true;
      }
      if (b.page > index_page && !lone_exhibit_number(layout.text.of(layout.lines[b.first_line].text)).empty()) {
        index_end = b.text.begin;
        break;
      }
    }
    if (index < index_end) lister.read_region({index, index_end}, false);
    for (Entry& e : entries) {
      Range r{e.begin, std::max(e.begin, e.end)};
      e.exhibit.span = layout.text.to_source(r);
    }
    lister.read_printed(index_end < layout.text.size() ? index_end : items_end, report);
    for (Entry& e : entries)
      if (e.exhibit.span.empty()) e.exhibit.span = layout.text.to_source({e.begin, e.end});
  }
  for (Entry& e : entries) {
    e.exhibit.description = tidy(std::move(e.exhibit.description));
    if (says_incorporated(e.exhibit.description) && !says_attached(e.exhibit.description)) e.exhibit.incorporated = true;
  }
  std::erase_if(entries, [](const Entry& e) { return e.exhibit.in_index && says_nothing(e.exhibit.description); });
  tie_documents(submission, layouts, report, entries);
  if (report < layouts.size()) find_references(layouts[report], items_end, entries, form.exhibit_references);
  // The item's list and the index name the same exhibit twice: the first stays, with what the second adds.
  struct First {
    size_t exhibit;
    uint32_t list;
  };
  std::unordered_map<std::string, First> by_key;
  for (Entry& e : entries) {
    auto [it, fresh] = by_key.emplace(e.key, First{form.exhibits.size(), e.list});
    if (!fresh && e.list == it->second.list && e.list > 0 && !e.exhibit.description.empty() &&
        !ascii::equals_ignoring_case(e.exhibit.description, form.exhibits[it->second.exhibit].description))
      form.repeated_exhibits.push_back(e.exhibit);
    if (e.exhibit.description.empty() && e.exhibit.document && *e.exhibit.document != report)
      e.exhibit.description = ascii::fold_space(submission.documents[*e.exhibit.document].description);
    if (fresh) {
      if (e.exhibit.document && *e.exhibit.document != report) e.exhibit.incorporated = false;
      form.exhibits.push_back(std::move(e.exhibit));
      continue;
    }
    Exhibit& first = form.exhibits[it->second.exhibit];
    if (first.description.empty()) first.description = std::move(e.exhibit.description);
    if (!first.document) first.document = e.exhibit.document;
    if (first.printed.empty()) first.printed = e.exhibit.printed;
    first.in_item_list |= e.exhibit.in_item_list;
    first.in_end_index |= e.exhibit.in_end_index;
    first.incorporated = (first.incorporated || e.exhibit.incorporated) && !(first.document && *first.document != report);
  }
}

}  // namespace crossfoot::form
