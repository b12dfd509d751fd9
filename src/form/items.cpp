#include "form/items.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "form/item_numbers.h"
#include "form/item_titles.h"

namespace crossfoot::form {
namespace {

using layout::Block;
using layout::BlockKind;
using layout::Layout;

constexpr uint32_t kShortBlock = 260;    // bytes behind the number up to which a block can be nothing but a heading
constexpr uint32_t kTitleLimit = 420;    // bytes a title can take
constexpr uint32_t kWindow = 700;         // bytes behind a number that are looked at
constexpr uint32_t kContentsTail = 600;  // bytes that can follow the last item of a table of contents
constexpr size_t kMaxCandidates = 2000;  // more is no report; keeps the comparisons of pairs bounded
constexpr uint32_t kMaxTried = 500;        // headings held against the titles of all items
constexpr uint32_t kTinyBody = 40;       // bytes a contents entry can have before the next

enum class Strength : uint8_t { none, weak, plain, strong };

struct Candidate {
  uint32_t block = 0;
  Range heading;         // from "Item" to the end of the title
  Range title;
  uint32_t body = 0;     // where the body begins
  std::vector<ItemNumber> numbers;
  Numbering numbering = Numbering::form_8k_2004;
  Strength strength = Strength::none;
  std::string_view part;
  bool titled = false;   // its title reads as an item's official title
  bool leader = false;   // dot leaders or a page number close it, as in a table of contents
  bool not_applicable = false;
  bool recovered = false;
};

bool is_8k(Numbering n) { return n == Numbering::form_8k_1993 || n == Numbering::form_8k_2004; }

bool is_content(const Block& b) { return b.kind != BlockKind::furniture && b.kind != BlockKind::rule; }

bool has_alnum(std::string_view s) { return std::any_of(s.begin(), s.end(), ascii::is_alnum); }

bool has_lower(std::string_view s) { return std::any_of(s.begin(), s.end(), ascii::is_lower); }

/// Words that follow an item's number or title only where a sentence speaks of it.
bool is_reference_word(std::string_view rest) {
  constexpr std::array<std::string_view, 28> kWords = {
      "of",     "above", "below",  "hereof", "herein", "is",    "shall",    "was",   "to",   "in",     "are",      "has",  "have",  "by",
      "which",  "were",  "under",  "that",   "will",   "may",   "pursuant", "with",  "as",   "hereby", "requires", "on",   "from", "this"};
  size_t end = 0;
  while (end < rest.size() && ascii::is_alpha(rest[end])) ++end;
  std::string_view word = rest.substr(0, end);
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();  // in lower case only
}

/// Reads a body or the rest of a heading that says nothing is reported.
bool says_not_applicable(std::string_view text) {
  std::string_view t = ascii::trim(text);
  size_t begin = 0;
  while (begin < t.size() && !ascii::is_alnum(t[begin])) ++begin;
  t.remove_prefix(begin);
  while (!t.empty() && !ascii::is_alnum(t.back())) t.remove_suffix(1);
  if (t.size() > 90) return false;
  constexpr std::array<std::string_view, 17> kWhole = {
      "not applicable", "none", "n/a", "na", "inapplicable", "nothing to report", "no response", "not required", "no response required",
      "none to report", "not applicable at this time", "omitted", "no change", "no changes", "no report", "not reportable", "none reported"};
  for (std::string_view w : kWhole)
    if (ascii::equals_ignoring_case(t, w)) return true;
  for (std::string_view w : {"are not applicable", "is not applicable", "not applicable to this", "are inapplicable", "- not applicable"})
    if (t.size() < 60 && ascii::contains_ignoring_case(t, w)) return true;
  return false;
}

/// Whether `text` ends as an entry of a table of contents does: "Other Events ........ 3".
bool ends_as_contents_entry(std::string_view text) {
  std::string_view t = ascii::trim(text);
  size_t digits = 0;
  while (digits < t.size() && digits < 4 && (ascii::is_digit(t[t.size() - 1 - digits]) || t[t.size() - 1 - digits] == '-')) ++digits;
  std::string_view before = t.substr(0, t.size() - digits);
  if (before.find("....") != std::string_view::npos || before.find(". . .") != std::string_view::npos) return true;
  if (digits == 0 || digits == t.size()) return false;
  return !before.empty() && ascii::is_space(before.back()) && digits <= 3 && t.size() - digits > 8;
}

/// Whether a subpart or a typed rule follows a title: "(c) Exhibits", "- ---------".
bool begins_subpart_or_rule(std::string_view tail) {
  size_t i = 0, dashes = 0;
  for (; i < tail.size() && !ascii::is_alnum(tail[i]) && tail[i] != '('; ++i) dashes += tail[i] == '-' || tail[i] == '=' || tail[i] == '_';
  if (dashes >= 4) return true;
  return i + 2 < tail.size() && tail[i] == '(' && ascii::is_alpha(tail[i + 1]) && tail[i + 2] == ')';
}

class Finder {
 public:
  Finder(const Layout& layout, const ItemScope& scope) : layout_(layout), scope_(scope), chars_(layout.text.chars()) {}
  auto find() -> FoundItems;

 private:
  void scan();
  void scan_block(uint32_t index);
  void note_part(const Block& block);
  void consider(uint32_t index, uint32_t pos, uint32_t numbers_at);
  void consider_bare_number(uint32_t index);
  void find_by_title_alone();
  void continue_title(Candidate& c);
  void read_title(Candidate& c, uint32_t limit);
  void filter();
  void drop_contents();
  void drop_repeated();
  void close_bodies();
  [[nodiscard]] auto find_end() const -> uint32_t;
  auto make_items() -> std::vector<Item>;
  [[nodiscard]] auto body_text(Range body) const -> std::string;
  [[nodiscard]] auto trimmed(Range body) const -> Range;
  [[nodiscard]] auto line_of(const Block& b, uint32_t pos) const -> uint32_t;
  [[nodiscard]] auto next_content(uint32_t index) const -> uint32_t;

  const Layout& layout_;
  const ItemScope& scope_;
  std::string_view chars_;
  std::vector<Candidate> found_;
  std::vector<Candidate> amended_;  // sentences that begin "Item 7 of the report ... is amended": headings where there are no others
  std::vector<uint32_t> body_end_;
  std::string_view part_;
  uint32_t end_ = 0;
};

auto Finder::next_content(uint32_t index) const -> uint32_t {
  for (++index; index < layout_.blocks.size(); ++index)
    if (is_content(layout_.blocks[index]) && has_alnum(layout_.text.of(layout_.blocks[index].text))) return index;
  return static_cast<uint32_t>(layout_.blocks.size());
}

auto Finder::line_of(const Block& b, uint32_t pos) const -> uint32_t {
  uint32_t lo = b.first_line, hi = b.first_line + b.line_count;
  while (lo + 1 < hi) {
    uint32_t mid = lo + (hi - lo) / 2;
    if (layout_.lines[mid].text.begin <= pos) lo = mid;
    else hi = mid;
  }
  return lo;
}

void Finder::note_part(const Block& block) {
  std::string_view t = layout_.text.of(block.text);
  size_t i = 0;
  while (i < t.size() && !ascii::is_alnum(t[i])) ++i;
  if (!ascii::starts_with_ignoring_case(t.substr(i), "part ")) return;
  i += 5;
  while (i < t.size() && ascii::is_space(t[i])) ++i;
  size_t end = i;
  while (end < t.size() && ascii::is_alnum(t[end])) ++end;
  std::string_view roman = t.substr(i, end - i);
  for (std::string_view p : {"I", "II", "III", "IV"})
    if (roman == p) part_ = p;
  if (roman == "1") part_ = "I";
  if (roman == "2") part_ = "II";
}

void Finder::scan() {
  for (uint32_t i = 0; i < layout_.blocks.size() && found_.size() < kMaxCandidates; ++i)
    if (is_content(layout_.blocks[i])) scan_block(i);
}

void Finder::scan_block(uint32_t index) {
  const Block& block = layout_.blocks[index];
  std::string_view t = layout_.text.of(block.text);
  bool periodic = scope_.family == Family::annual_report || scope_.family == Family::quarterly_report;
  if (periodic && t.size() > 5 && (t[0] == 'P' || t[0] == 'p' || !ascii::is_alnum(t[0]))) note_part(block);
  bool any = false;
  for (size_t i = t.find('I'); i != std::string_view::npos && found_.size() < kMaxCandidates; i = t.find('I', i + 1)) {
    if (i > 0 && ascii::is_alnum(t[i - 1])) continue;
    if (uint32_t behind = skip_item_word(t, static_cast<uint32_t>(i))) {
      consider(index, block.text.begin + static_cast<uint32_t>(i), block.text.begin + behind);
      any = true;
    }
  }
  if (!any) consider_bare_number(index);
}

/// Judges one "Item" and what stands around it; keeps it as a candidate if it can be a heading.
void Finder::consider(uint32_t index, uint32_t pos, uint32_t numbers_at) {
  const Block& block = layout_.blocks[index];
  // A line that ends in "Item" and one that begins "7." can have become two blocks: what follows is then the next block.
  uint32_t last = index;
  if (!has_alnum(chars_.substr(numbers_at, block.text.end - numbers_at)) && index + 1 < layout_.blocks.size() && !layout_.blocks[index + 1].blank_before &&
      is_content(layout_.blocks[index + 1]))
    ++last;
  const Block& behind = layout_.blocks[last];
  std::string_view text = chars_.substr(0, behind.text.end);
  ItemNumbers numbers = parse_item_numbers(text, numbers_at);
  if (numbers.numbers.empty()) return;
  if (!found_.empty() && found_.back().heading.begin <= pos && pos < found_.back().heading.end) return;  // "Items 1.01 and Item 2.03"

  Candidate c;
  c.block = last;
  c.heading = {pos, numbers.end};
  c.numbers = std::move(numbers.numbers);
  c.part = part_;
  bool pointed = c.numbers[0].number.find('.') != std::string::npos;
  switch (scope_.family) {
    case Family::annual_report: c.numbering = Numbering::form_10k; break;
    case Family::quarterly_report: c.numbering = Numbering::form_10q; break;
    default: c.numbering = pointed ? Numbering::form_8k_2004 : Numbering::form_8k_1993;
  }
  if (is_8k(c.numbering)) {
    for (ItemNumber& n : c.numbers) {  // "Item 7C" of a current report is its subpart (c)
      if (!n.number.empty() && ascii::is_upper(n.number.back())) {
        n.subpart = std::string("(") + ascii::to_lower(n.number.back()) + ")" + n.subpart;
        n.number.pop_back();
      }
    }
  }
  const ItemRow* row = find_item_row(c.numbering, c.numbers[0].number, c.part, scope_.filed);
  if (!row) return;

  // Where it stands: at the block's start, at a line's start, or within the text.
  std::string_view before = chars_.substr(block.text.begin, pos - block.text.begin);
  uint32_t from = block.text.begin;  // what precedes it since the block's start or the last heading
  bool follows_heading = false;
  if (!found_.empty() && found_.back().block == index) {
    from = std::max(from, found_.back().heading.end);
    follows_heading = !has_alnum(chars_.substr(from, pos - from)) ||
                      ascii::equals_ignoring_case(ascii::trim(chars_.substr(from, pos - from)), "and");
  }
  bool quoted = false;
  if (pos > block.text.begin) {
    char p = chars_[pos - 1];
    quoted = p == '"' || p == '\'' || p == '(' || static_cast<unsigned char>(p) >= 0x80;
    if (static_cast<unsigned char>(p) >= 0x80 && pos >= block.text.begin + 2 && chars_.substr(pos - 2, 2) == "\xC2\xA0") quoted = false;
    if (static_cast<unsigned char>(p) >= 0x80 && pos >= block.text.begin + 3 && dash_at(chars_, pos - 3) == 3) quoted = false;
  }
  bool at_start = !has_alnum(before) && !(quoted && chars_[pos - 1] == '(');
  bool section = false;  // "Section 5 - Corporate Governance and Management  Item 5.02", "PART II  Item 1"
  if (!at_start && !quoted && from == block.text.begin && before.size() < 160) {
    std::string_view b = ascii::trim(before);
    section = ascii::starts_with_ignoring_case(b, "section ") || ascii::starts_with_ignoring_case(b, "part ") ||
              (!has_lower(b) && b.find_first_of("0123456789") == std::string_view::npos);
  }
  at_start |= section;
  uint32_t line = line_of(block, pos);
  bool at_line = !at_start && block.line_count > 0 && layout_.lines[line].text.begin <= pos &&
                 !has_alnum(chars_.substr(layout_.lines[line].text.begin, pos - layout_.lines[line].text.begin));
  std::string_view lead = ascii::trim(chars_.substr(from, pos - from));
  bool breaks = lead.empty() || lead.back() == '.' || lead.back() == ';' || lead.back() == ':' || lead.back() == '!' || lead.back() == '?' ||
                lead.back() == '-' || lead.back() == '=' || lead.back() == '_' || block.kind == BlockKind::table || follows_heading;
  if (at_line && !breaks && line > block.first_line) {
    std::string_view previous = layout_.text.of(layout_.lines[line - 1].text);
    breaks = !has_lower(previous) || previous.size() < 40;
  }

  // What follows: a title, nothing, or a sentence.
  std::string_view rest = text.substr(std::min<size_t>(numbers.text, text.size()), kWindow);
  TitleMatch own = match_title(rest.substr(0, kTitleLimit), c.numbering, c.numbers[0].number);
  for (size_t k = 1; k < c.numbers.size() && own.length == 0; ++k) own = match_title(rest.substr(0, kTitleLimit), c.numbering, c.numbers[k].number);
  // "Items 1.01 and 5.02" carry both titles, one behind the other.
  for (bool more = c.numbers.size() > 1 && own.length > 0; more;) {
    more = false;
    std::string_view tail = rest.substr(own.length, kTitleLimit);
    for (size_t k = 0; k < c.numbers.size() && !more; ++k) {
      TitleMatch m = match_title(tail, c.numbering, c.numbers[k].number);
      if (m.length == 0 || own.length + m.length > kTitleLimit) continue;
      own.length += m.length;
      more = true;
    }
  }
  TitleMatch any = own.length ? own : match_any_title(rest.substr(0, kTitleLimit), c.numbering);
  c.titled = any.length > 0;
  // A number that had to be guessed counts only under its own title: "Item 601 Number" heads a column of Regulation S-K.
  if (own.length == 0 && std::any_of(c.numbers.begin(), c.numbers.end(), [](const ItemNumber& n) { return n.mended; })) return;
  if (any.row && !is_8k(c.numbering) && own.length) c.part = own.row->part;
  std::string_view after = c.titled ? rest.substr(any.length) : rest;
  size_t skip = 0;
  while (skip < after.size() && (ascii::is_space(after[skip]) || after[skip] == ')' || after[skip] == '*')) ++skip;
  std::string_view next = after.substr(skip);
  bool reference = !next.empty() && (is_reference_word(next) || (c.titled && next[0] == ',' && !ascii::is_upper(next.size() > 2 ? next[2] : 'A')) ||
                                     (!c.titled && !numbers.punctuated && (ascii::is_lower(next[0]) || next[0] == ',')));
  if (c.titled && !next.empty() && (next[0] == '"' || next.substr(0, 3) == "\xE2\x80\x9D" || next.substr(0, 2) == ",\"" || next.substr(0, 2) == ".\"")) reference = true;
  c.not_applicable = says_not_applicable(rest) || (c.titled && says_not_applicable(after));
  if (c.not_applicable) reference = false;
  // A title may go on in words of its own: "... Arrangement of a Registration", or break off where the next block takes it up.
  if (c.titled && reference && next.size() < 40 && next.find('.') == std::string_view::npos && next[0] != ',' && next[0] != '"') reference = false;
  if (at_start && reference && is_8k(c.numbering) && ascii::contains_ignoring_case(rest.substr(0, 300), "amend") && amended_.size() < 20) {
    c.strength = Strength::weak;
    c.recovered = true;
    c.title = {pos, pos};
    c.body = pos;
    amended_.push_back(c);
    c.strength = Strength::none;
  }
  bool short_block = rest.size() <= kShortBlock && (rest.empty() || rest.find(". ") == std::string_view::npos);

  if (at_start && !reference) {
    if (c.titled || c.not_applicable) c.strength = Strength::strong;
    else if (!has_alnum(rest)) c.strength = Strength::plain;
    else if (block.kind == BlockKind::heading || (short_block && rest.size() < 120 && (ascii::is_upper(rest[0]) || block.bold || block.underlined)))
      c.strength = Strength::plain;
    else c.strength = pointed && (numbers.punctuated || block.bold || ascii::is_upper(rest[0]) || rest[0] == '(') ? Strength::plain : Strength::weak;
  } else if (at_line && !reference && !quoted) {
    uint32_t line_end = layout_.lines[line].text.end;
    bool alone = !has_alnum(chars_.substr(std::min(numbers.text, line_end), line_end - std::min(numbers.text, line_end)));
    if (c.titled || c.not_applicable) c.strength = breaks ? Strength::strong : (next.empty() || numbers.text + any.length >= line_end ? Strength::plain : Strength::none);
    else if (alone && breaks) c.strength = Strength::plain;
    else if (breaks && block.kind == BlockKind::table) c.strength = Strength::weak;
  } else if (c.titled && !reference && !quoted && breaks) {
    c.strength = Strength::plain;
  }
  if (c.strength == Strength::none) return;
  if (!is_8k(c.numbering) && (c.strength == Strength::weak || (!c.titled && !at_start))) return;

  c.title = {numbers.text, numbers.text + any.length};
  read_title(c, behind.text.end);
  c.leader = ends_as_contents_entry(chars_.substr(c.heading.begin, std::max(c.title.end, c.heading.end) - c.heading.begin)) ||
             (at_line && ends_as_contents_entry(layout_.text.of(layout_.lines[line].text))) || ends_as_contents_entry(layout_.text.of(block.text));
  for (const ItemNumber& n : c.numbers) c.recovered |= n.mended;
  found_.push_back(std::move(c));
}

/// A heading that leaves out the word: "5.02 Departure of Directors". Only the 2004 numbering is unmistakable enough.
void Finder::consider_bare_number(uint32_t index) {
  if (scope_.family != Family::current_report && scope_.family != Family::unknown) return;
  const Block& block = layout_.blocks[index];
  std::string_view t = layout_.text.of(block.text);
  uint32_t i = 0;
  while (i < t.size() && i < 6 && !ascii::is_alnum(t[i])) ++i;
  if (i + 5 > t.size() || !ascii::is_digit(t[i]) || t[i + 1] != '.' || !ascii::is_digit(t[i + 2])) return;
  ItemNumbers numbers = parse_item_numbers(t, i);
  if (numbers.numbers.size() != 1 || numbers.numbers[0].mended || !find_item_row(Numbering::form_8k_2004, numbers.numbers[0].number)) return;
  TitleMatch own = match_title(t.substr(numbers.text, kTitleLimit), Numbering::form_8k_2004, numbers.numbers[0].number);
  if (own.length < 10 || own.length + 40 < t.size() - numbers.text) return;
  Candidate c;
  c.block = index;
  c.numbers = std::move(numbers.numbers);
  c.heading = {block.text.begin + i, block.text.begin + numbers.end};
  c.title = {block.text.begin + numbers.text, block.text.begin + numbers.text + own.length};
  c.titled = c.recovered = true;
  c.strength = Strength::weak;
  read_title(c, block.text.end);
  c.leader = ends_as_contents_entry(t);
  found_.push_back(std::move(c));
}

/// Sets title, heading and body of a candidate whose number was read; c.title holds the part that reads as official.
void Finder::read_title(Candidate& c, uint32_t limit) {
  const Block& block = layout_.blocks[c.block];
  uint32_t begin = c.title.begin, matched = c.title.end;
  std::string_view rest = chars_.substr(begin, std::min(limit - begin, kWindow));
  if (!has_alnum(rest)) {
    // The number stands alone: the title may be the block behind it.
    c.body = limit;
    uint32_t n = next_content(c.block);
    if (n >= layout_.blocks.size() || c.titled) return;
    const Block& b = layout_.blocks[n];
    std::string_view t = layout_.text.of(b.text);
    TitleMatch m = match_title(t.substr(0, kTitleLimit), c.numbering, c.numbers[0].number);
    bool whole = m.length > 0 && m.length + 60 >= t.size();
    bool shaped = b.kind == BlockKind::heading && t.size() < 200 && skip_item_word(t, 0) == 0 && !ascii::starts_with_ignoring_case(t, "signature");
    if (m.length > 0 && !whole) {
      std::string_view gap = t.substr(m.length);
      whole = !gap.empty() && (gap[0] == '.' || gap[0] == ':' || gap[0] == ';' || dash_at(gap, 0) || (gap.size() > 1 && gap[0] == ' ' && ascii::is_upper(gap[1])));
      if (whole) {
        c.title = {b.text.begin, b.text.begin + m.length};
        c.heading.end = c.title.end;
        c.body = c.title.end;
        c.titled = true;
        if (c.strength == Strength::plain) c.strength = Strength::strong;
        return;
      }
    }
    if (!whole && !shaped) return;
    c.title = b.text;
    c.heading.end = b.text.end;
    c.body = b.text.end;
    c.titled = m.length > 0;
    if (c.titled) c.strength = Strength::strong;
    return;
  }
  // Where the next heading of the same block stands, this title ends before it.
  std::string_view tail = rest.substr(matched - begin);
  size_t stop = tail.find(". ");
  size_t colon = tail.find(": ");
  size_t item = std::string_view::npos;
  for (size_t i = tail.find("tem"); i != std::string_view::npos && item == std::string_view::npos; i = tail.find("tem", i + 1))
    if (i > 0 && tail[i - 1] == 'I' && tail.size() > i + 4) item = i - 1;
  for (size_t i = tail.find("TEM"); i != std::string_view::npos && (item == std::string_view::npos || i < item); i = tail.find("TEM", i + 1))
    if (i > 0 && tail[i - 1] == 'I' && tail.size() > i + 4) item = i - 1;
  bool subpart = matched > begin && begins_subpart_or_rule(tail);
  bool whole = !subpart && (block.kind == BlockKind::heading || tail.size() <= (matched > begin ? 90U : 160U)) && stop == std::string_view::npos &&
               item == std::string_view::npos && tail.size() <= kTitleLimit;
  // In a block of several lines a matched title that fills its line ends there, unless the block is all heading.
  uint32_t end = limit;
  if (whole && block.kind != BlockKind::heading && matched > begin && block.line_count > 1) {
    const auto& line = layout_.lines[line_of(block, matched - 1)];
    if (!has_alnum(chars_.substr(matched, line.text.end > matched ? line.text.end - matched : 0)) && line.text.end < limit) end = line.text.end;
  } else if (!whole) {
    if (matched > begin) {
      end = matched;
    } else {
      // No official wording: the title is the rest of the line if the line breaks early, or the first sentence if short.
      const auto& line = layout_.lines[std::min<size_t>(line_of(block, begin), layout_.lines.size() - 1)];
      size_t sentence = std::min({stop == std::string_view::npos ? tail.size() : stop, item, colon == std::string_view::npos ? tail.size() : colon});
      bool line_breaks = block.line_count > 1 && line.text.end > begin && line.text.end - begin < 60 && line.text.end < limit &&
                         ascii::is_upper(chars_[begin]);
      if (line_breaks && line.text.end - begin <= sentence) end = line.text.end;
      else end = begin + static_cast<uint32_t>(sentence <= 110 && sentence < tail.size() ? sentence : 0);
    }
  }
  c.title = {begin, std::min(end, limit)};
  c.heading.end = std::max(c.heading.end, c.title.end);
  c.body = c.heading.end;
  if (matched > begin && c.title.end + 2 >= limit) continue_title(c);
}

/// Takes up a title that breaks off at the end of its block: "... Election of Directors;" in one, the rest in the next.
void Finder::continue_title(Candidate& c) {
  for (uint32_t block = c.block, n = next_content(block); n < layout_.blocks.size(); n = next_content(block)) {
    std::string_view title = ascii::trim(layout_.text.of(c.title));
    size_t last = title.find_last_of(" \n");
    std::string_view word = last == std::string_view::npos ? title : title.substr(last + 1);
    bool open = !title.empty() && (title.back() == ';' || title.back() == ',');
    for (std::string_view small : {"of", "or", "and", "to", "the", "a", "an", "in", "with", "under", "certain", "principal", "executive"}) open |= ascii::equals_ignoring_case(word, small);
    const Block& b = layout_.blocks[n];
    std::string_view t = layout_.text.of(b.text);
    if (!open || t.size() > kShortBlock || skip_item_word(t, 0) != 0 || c.title.size() > kTitleLimit) return;
    TitleMatch m = match_title(t, c.numbering, c.numbers[0].number);
    if (m.length == 0 || m.length + 3 < t.size()) return;
    block = n;
    c.title.end = c.heading.end = c.body = b.text.end;
  }
}

/// Headings that are official titles and nothing else, for reports that leave every number out.
void Finder::find_by_title_alone() {
  if (scope_.family != Family::current_report) return;
  bool old = scope_.filed && *scope_.filed < Date{2004, 8, 23};
  Numbering numbering = old ? Numbering::form_8k_1993 : Numbering::form_8k_2004;
  for (uint32_t i = 0, tried = 0; i < layout_.blocks.size() && tried < kMaxTried; ++i) {
    const Block& b = layout_.blocks[i];
    if (!is_content(b) || b.text.size() > 240 || (b.kind != BlockKind::heading && !b.bold && !b.capitals && !b.underlined)) continue;
    std::string_view t = layout_.text.of(b.text);
    if (ascii::contains_ignoring_case(t, "exhibit index")) continue;
    ++tried;
    // "5. Other Events": a number without the word must be the title's own.
    size_t lead = 0;
    while (lead < t.size() && !ascii::is_alpha(t[lead])) ++lead;
    std::string digits;
    for (char ch : t.substr(0, lead))
      if (ascii::is_digit(ch) || (ch == '.' && !digits.empty() && old == false && digits.size() == 1)) digits += ch;
    while (!digits.empty() && digits.back() == '.') digits.pop_back();
    t.remove_prefix(lead);
    TitleMatch m = match_any_title(t, numbering);
    if (m.length < 12 || m.length + 4 < t.size() || (!digits.empty() && digits != m.row->number)) continue;
    Candidate c;
    c.block = i;
    c.heading = c.title = b.text;
    c.body = b.text.end;
    c.numbers.push_back({std::string(m.row->number), {}, true});
    c.numbering = numbering;
    c.strength = Strength::plain;
    c.titled = c.recovered = true;
    found_.push_back(std::move(c));
  }
}

/// Whether a block is the sentence above a signature: "Pursuant to the requirements of the Securities Exchange Act ...".
bool is_signature_sentence(std::string_view t) {
  size_t at = ascii::find_ignoring_case(t.substr(0, 60), "pursuant to the requirement");
  if (at != std::string_view::npos && at < 30) return true;
  return ascii::find_ignoring_case(t.substr(0, 400), "has duly caused this report") != std::string_view::npos;
}

bool is_signature_heading(std::string_view t) {
  while (!t.empty() && (t.back() == ':' || t.back() == '.')) t.remove_suffix(1);
  for (std::string_view w : {"signature", "signatures", "signature(s)", "signature page"})
    if (ascii::equals_ignoring_case(t, w)) return true;
  return false;
}

/// Where the report itself ends: at its signatures. A heading counts with the sentence close behind it, for a table of contents
/// has such a heading too; where the sentence is nowhere, the first heading that no page number follows.
auto Finder::find_end() const -> uint32_t {
  uint32_t from = found_.empty() ? 0 : found_.front().heading.end;
  uint32_t heading = 0, since = 0, lone = 0;
  bool has_heading = false, has_lone = false;
  for (uint32_t i = 0; i < layout_.blocks.size(); ++i) {
    const Block& b = layout_.blocks[i];
    if (!is_content(b) || b.text.begin < from) continue;
    std::string_view t = ascii::trim(layout_.text.of(b.text));
    if (t.empty()) continue;
    if (has_heading && ++since > 4) has_heading = false;
    char first = ascii::to_lower(t[0]);
    if (first == 's' && t.size() <= 24 && is_signature_heading(t)) {
      has_heading = true;
      heading = b.text.begin;
      since = 0;
      uint32_t n = next_content(i);
      if (!has_lone && !(n < layout_.blocks.size() && layout_.text.of(layout_.blocks[n].text).size() <= 4)) {
        has_lone = true;
        lone = b.text.begin;
      }
      continue;
    }
    if ((first == 's' || first == 'p' || first == 'i' || first == 't') && is_signature_sentence(t)) return has_heading ? heading : b.text.begin;
  }
  return has_lone ? lone : layout_.text.size();
}

/// Settles which numbering holds, and drops what its order or numbering gives away as text.
void Finder::filter() {
  if (scope_.family == Family::current_report || scope_.family == Family::unknown) {
    uint32_t pointed = 0, whole = 0;
    for (const Candidate& c : found_) {
      if (c.strength < Strength::plain) continue;
      if (c.numbering == Numbering::form_8k_2004) pointed += c.titled ? 3 : 1;
      else whole += c.titled ? 3 : 1;
    }
    bool old = scope_.filed ? *scope_.filed < Date{2004, 8, 23} : whole > pointed;
    Numbering other = old ? Numbering::form_8k_2004 : Numbering::form_8k_1993;
    uint32_t ours = old ? whole : pointed;
    // The numbering of the day wins; the other only where nothing of the day's stands there.
    std::erase_if(found_, [&](const Candidate& c) { return c.numbering == other && (ours > 0 || !c.titled); });
  }
  int last = 0;
  bool in_list = false;
  std::vector<Candidate> kept;
  for (Candidate& c : found_) {
    bool whole = c.numbering == Numbering::form_8k_1993;
    if (!kept.empty() && !kept.back().leader && !c.leader && kept.back().numbers[0].number == c.numbers[0].number && kept.back().part == c.part) {
      // A running head: "Item 7. (continued)", or in a periodic report simply the item named again.
      std::string_view title = layout_.text.of({c.heading.begin, std::min(c.heading.end + 20, layout_.text.size())});
      if (ascii::contains_ignoring_case(title, "continued") || ascii::contains_ignoring_case(title, "cont'd") ||
          (!is_8k(c.numbering) && c.numbers.size() == 1 && c.heading.begin > kept.back().body + kTinyBody))
        continue;
    }
    bool sure = c.strength == Strength::strong || (c.titled && c.strength == Strength::plain);
    if (scope_.family == Family::unknown && !sure) continue;
    int number = whole ? std::atoi(c.numbers[0].number.c_str()) : 0;
    if (whole && !sure) {
      // "Item 1. The stockholders elected ..." inside an item: numbered from one again.
      if (number <= last || (in_list && number <= last + 1)) {
        in_list = true;
        continue;
      }
      if (c.strength == Strength::weak && in_list) continue;
    }
    if (c.strength == Strength::weak && !whole && c.recovered) {
      // A number without the word counts where nothing better carries that number.
      bool again = std::any_of(found_.begin(), found_.end(), [&](const Candidate& o) {
        return &o != &c && o.strength > Strength::weak && o.numbers[0].number == c.numbers[0].number;
      });
      if (again) continue;
    }
    if (whole) {
      if (sure) in_list = false;
      last = c.leader ? last : number;
    }
    kept.push_back(std::move(c));
  }
  found_ = std::move(kept);
}

/// Drops entries of a table of contents: closed by a page number or with next to no body, and repeated later.
void Finder::drop_contents() {
  auto body_size = [&](size_t i) {
    uint32_t next = i + 1 < found_.size() ? found_[i + 1].heading.begin : end_;
    return next > found_[i].body ? next - found_[i].body : 0;
  };
  auto same = [&](const Candidate& a, const Candidate& b) {
    return a.numbers[0].number == b.numbers[0].number && (a.part.empty() || b.part.empty() || a.part == b.part || is_8k(a.numbering));
  };
  size_t first = found_.size(), last = 0;
  std::vector<bool> drop(found_.size(), false);
  for (size_t i = 0; i < found_.size(); ++i) {
    bool again = false;
    for (size_t j = i + 1; j < found_.size() && !again; ++j) again = same(found_[i], found_[j]);
    if (!again) continue;
    // The last entry runs on to the report's own first heading, over the entries of its signatures and index.
    uint32_t n = next_content(found_[i].block);
    bool ends = n < layout_.blocks.size() && is_signature_heading(ascii::trim(layout_.text.of(layout_.blocks[n].text)));
    bool closed = found_[i].leader || body_size(i) < kTinyBody || (body_size(i) < kContentsTail && (ends || (i > 0 && drop[i - 1])));
    if (!closed) continue;
    // Two headings with the same number close together over one body are one heading given twice.
    drop[i] = true;
    first = std::min(first, i);
    last = std::max(last, i);
  }
  size_t dropped = static_cast<size_t>(std::count(drop.begin(), drop.end(), true));
  for (size_t i = first; i < last && i < found_.size(); ++i)
    if (dropped >= 3 && body_size(i) < kTinyBody) drop[i] = true;
  std::vector<Candidate> kept;
  for (size_t i = 0; i < found_.size(); ++i)
    if (!drop[i]) kept.push_back(std::move(found_[i]));
  found_ = std::move(kept);
}

/// A periodic report has each item once: what comes again is a running head or a sentence that begins with an item's name.
void Finder::drop_repeated() {
  std::vector<Candidate> kept;
  for (Candidate& c : found_) {
    if (!is_8k(c.numbering)) {
      bool listed = c.numbers.size() > 1;
      std::erase_if(c.numbers, [&](const ItemNumber& n) {
        return std::any_of(kept.begin(), kept.end(), [&](const Candidate& k) {
          return (c.numbering == Numbering::form_10k || k.part == c.part) &&
                 std::any_of(k.numbers.begin(), k.numbers.end(), [&](const ItemNumber& m) { return m.number == n.number; });
        });
      });
      if (c.numbers.empty() || (listed && !c.titled)) continue;
    }
    kept.push_back(std::move(c));
  }
  found_ = std::move(kept);
}

void Finder::close_bodies() {
  body_end_.assign(found_.size(), end_);
  for (size_t i = 0; i + 1 < found_.size(); ++i) body_end_[i] = found_[i + 1].heading.begin;
  for (size_t i = 0; i < found_.size(); ++i) body_end_[i] = std::max(body_end_[i], found_[i].body);
  // A section's heading that stands before the next item's belongs to the next: "Section 8 - Other Events", "PART II".
  for (size_t i = 0; i + 1 < found_.size(); ++i) {
    uint32_t b = found_[i + 1].block;
    for (int steps = 0; b > found_[i].block + 1 && steps < 2; ++steps) {
      const Block& p = layout_.blocks[b - 1];
      std::string_view t = layout_.text.of(p.text);
      if (p.text.begin < found_[i].body) break;
      bool section = t.size() < 120 && (ascii::starts_with_ignoring_case(t, "section ") && t.size() > 9 && ascii::is_digit(t[8]));
      section |= !is_8k(found_[i].numbering) && t.size() < 60 && ascii::starts_with_ignoring_case(t, "part ");
      if (!section && is_content(p)) break;
      --b;
      if (section) body_end_[i] = std::min(body_end_[i], p.text.begin);
    }
  }
  // Headings over one body share it.
  for (size_t i = found_.size(); i-- > 1;) {
    std::string_view between = chars_.substr(found_[i - 1].body, body_end_[i - 1] - found_[i - 1].body);
    if (!has_alnum(between) && !found_[i - 1].not_applicable && is_8k(found_[i].numbering)) {
      found_[i - 1].body = found_[i].body;
      body_end_[i - 1] = body_end_[i];
    }
  }
}

/// The reading text of a body: its blocks, one to a line, without page furniture.
auto Finder::body_text(Range body) const -> std::string {
  std::string out;
  auto it = std::partition_point(layout_.blocks.begin(), layout_.blocks.end(), [&](const Block& b) { return b.text.end <= body.begin; });
  for (; it != layout_.blocks.end() && it->text.begin < body.end; ++it) {
    if (!is_content(*it)) continue;
    Range r{std::max(it->text.begin, body.begin), std::min(it->text.end, body.end)};
    if (r.empty()) continue;
    std::string_view t = ascii::trim(layout_.text.of(r));
    if (t.empty()) continue;
    if (!out.empty()) out += '\n';
    out += t;
  }
  // The heading's own full stop or dash may stand before a body that runs on behind it.
  size_t i = 0;
  while (i < out.size()) {
    uint32_t width = dash_at(out, i);
    if (width == 0 && (out[i] == '.' || out[i] == ':' || out[i] == ';' || ascii::is_space(out[i]))) width = 1;
    if (width == 0) break;
    i += width;
  }
  return out.substr(i);
}

/// Subparts that begin lines of the body, nested: "(a)", "(c)", "(c)(1)".
void find_subparts(const Layout& layout, Range body, std::vector<std::string>& out) {
  std::string letter;
  auto add = [&](std::string s) {
    if (std::find(out.begin(), out.end(), s) == out.end()) out.push_back(std::move(s));
  };
  auto it = std::partition_point(layout.blocks.begin(), layout.blocks.end(), [&](const Block& b) { return b.text.end <= body.begin; });
  for (; it != layout.blocks.end() && it->text.begin < body.end; ++it) {
    for (uint32_t l = it->first_line; l < it->first_line + it->line_count; ++l) {
      Range r = layout.lines[l].text;
      if (r.begin < body.begin || r.begin >= body.end) continue;
      std::string_view t = ascii::trim(layout.text.of(r));
      while (t.size() >= 3 && t[0] == '(') {
        size_t close = t.find(')');
        if (close == std::string_view::npos || close < 2 || close > 4) break;
        std::string_view in = t.substr(1, close - 1);
        bool digits = std::all_of(in.begin(), in.end(), ascii::is_digit);
        bool roman = in.find_first_not_of("ivx") == std::string_view::npos && (in.size() > 1 || in == "i");
        bool one = in.size() == 1 && ascii::is_alpha(in[0]);
        if (!digits && !roman && !one) break;
        if (one && !(roman && !letter.empty())) {
          letter = std::string("(") + ascii::to_lower(in[0]) + ")";
          add(letter);
        } else {
          add(letter + "(" + std::string(in) + ")");
        }
        t = ascii::trim(t.substr(close + 1));
      }
    }
  }
}

/// Cuts white space and page furniture from the ends of a body.
auto Finder::trimmed(Range body) const -> Range {
  auto it = std::partition_point(layout_.blocks.begin(), layout_.blocks.end(), [&](const Block& b) { return b.text.begin < body.end; });
  while (it != layout_.blocks.begin() && std::prev(it)->text.begin >= body.begin && !is_content(*std::prev(it))) --it;
  if (it != layout_.blocks.begin()) body.end = std::clamp(std::prev(it)->text.end, body.begin, body.end);
  while (body.begin < body.end && ascii::is_space(chars_[body.begin])) ++body.begin;
  while (body.begin < body.end && ascii::is_space(chars_[body.end - 1])) --body.end;
  return body;
}

auto Finder::make_items() -> std::vector<Item> {
  std::vector<Item> items;
  for (size_t i = 0; i < found_.size(); ++i) {
    const Candidate& c = found_[i];
    Range body = trimmed({c.body, std::max(body_end_[i], c.body)});
    std::string text = body_text(body);
    bool empty_of_news = c.not_applicable ? text.size() < 90 || says_not_applicable(text) : says_not_applicable(text);
    std::string title = ascii::fold_space(layout_.text.of(c.title));
    while (!title.empty() && (title.back() == '.' || title.back() == ':' || title.back() == ';' || title.back() == '-' || title.back() == ' ' || title.back() == '_')) title.pop_back();
    for (const ItemNumber& n : c.numbers) {
      bool declared = std::find(scope_.declared.begin(), scope_.declared.end(), n.number) != scope_.declared.end();
      if (is_8k(c.numbering) && empty_of_news && !declared) continue;
      const ItemRow* row = find_item_row(c.numbering, n.number, c.part, scope_.filed);
      if (!row) continue;
      Item item;
      item.number = n.number;
      item.scheme = c.numbering == Numbering::form_8k_1993 ? Scheme::y1993 : Scheme::y2004;
      item.canonical = row->canonical;
      item.official = row->title;
      item.part = is_8k(c.numbering) ? std::string_view{} : c.part;
      item.title = title;
      item.document = layout_.document;
      item.heading = layout_.text.to_source(c.heading);
      item.span = join(item.heading, layout_.text.to_source(body.empty() ? c.heading : body));
      item.body = body;
      item.text = text;
      if (!n.subpart.empty()) item.subparts.push_back(n.subpart);
      find_subparts(layout_, body, item.subparts);
      item.recovered = c.recovered;
      items.push_back(std::move(item));
    }
  }
  return items;
}

auto Finder::find() -> FoundItems {
  if (scope_.family == Family::other) return {{}, layout_.text.size()};
  scan();
  filter();
  if (found_.empty()) find_by_title_alone();
  if (found_.empty()) found_ = std::move(amended_);
  end_ = find_end();
  // Headings behind the signatures are those of attached documents.
  std::erase_if(found_, [&](const Candidate& c) { return c.heading.begin >= end_; });
  drop_contents();
  drop_repeated();
  close_bodies();
  return {make_items(), end_};
}

}  // namespace

auto family_of(std::string_view form) -> Family {
  if (ascii::starts_with_ignoring_case(form, "8-K") || ascii::starts_with_ignoring_case(form, "8K")) return Family::current_report;
  if (ascii::starts_with_ignoring_case(form, "10-K") || ascii::starts_with_ignoring_case(form, "10K")) return Family::annual_report;
  if (ascii::starts_with_ignoring_case(form, "10-Q") || ascii::starts_with_ignoring_case(form, "10Q")) return Family::quarterly_report;
  return form.empty() ? Family::unknown : Family::other;
}

auto find_items(const Layout& layout, const ItemScope& scope) -> FoundItems { return Finder(layout, scope).find(); }

}  // namespace crossfoot::form
