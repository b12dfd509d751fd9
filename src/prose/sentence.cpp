#include "prose/sentence.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace crossfoot::prose {
namespace {

using std::string_view;

// Never the end of a sentence, whatever follows.
constexpr std::array<string_view, 52> kAlways = {
    "adm",  "approx", "apr",  "art",  "aug",  "ave",  "brig", "calif", "capt", "cf",   "col",  "conn", "dec",
    "dept", "dr",    "e.g",    "est",  "feb",  "fig",  "gen",  "gov",   "hon",  "i.e",  "jan",  "jul",  "jun",
    "lt",   "maj",   "mar",    "mass", "messrs", "mr", "mrs",  "ms",    "mt",   "nov",  "oct",  "p.o",  "penn",
    "prof", "reg",   "rep",    "rev",  "sec",  "sen",  "sep",  "sept",  "st",   "tex",  "viz",  "vs",   "wash"};
// The end of a sentence only where a word follows that seldom goes on with a name or a phrase.
constexpr std::array<string_view, 27> kOften = {"a.m", "assn", "bros", "co",  "corp", "corps", "cos", "d.c", "esq", "etc", "inc", "intl", "jr", "l.p",
                                                "llc", "ltd",  "mfg",  "n.a", "n.v",  "n.y",   "p.c", "p.m", "plc", "s.a", "sr",  "u.k",  "u.s"};
constexpr std::array<string_view, 44> kStarters = {
    "A",    "After",  "Although", "An",   "As",    "At",   "Based", "Because", "Both",  "But",     "By",   "During", "Each", "For",     "From",
    "He",   "Her",    "However",  "If",   "In",    "It",   "Its",   "Net",     "On",    "Other",   "Our",  "Prior",  "Revenue", "Sales", "She",
    "Since", "Such",  "That",     "The",  "There", "These", "They", "This",    "Those", "Total",   "Under", "We",    "When", "While"};
// The end unless a number follows.
constexpr std::array<string_view, 6> kBeforeNumber = {"no", "nos", "para", "pp", "p", "vol"};

template <size_t N>
bool holds(const std::array<string_view, N>& words, string_view lower) {
  return std::binary_search(words.begin(), words.end(), lower);
}
template <size_t N>
constexpr bool sorted(const std::array<string_view, N>& words) {
  return std::is_sorted(words.begin(), words.end());
}
static_assert(sorted(kAlways) && sorted(kOften) && sorted(kStarters));

/// Steps over closing quotation marks and parentheses: ' " ) ] '' and the UTF-8 closing quotes.
auto skip_closers(string_view s, size_t i, size_t end) -> size_t {
  while (i < end) {
    char c = s[i];
    if (c == '"' || c == '\'' || c == ')' || c == ']' || c == '`') ++i;
    else if (i + 2 < end && c == '\xE2' && s[i + 1] == '\x80' && (s[i + 2] == '\x9D' || s[i + 2] == '\x99')) i += 3;
    else break;
  }
  return i;
}

/// Whether a stop at `dot` ends the sentence that began at `begin`; `next` is the first character of what follows.
bool ends_sentence(string_view s, size_t begin, size_t dot, size_t next, size_t end) {
  size_t opening = next;
  while (opening < end && (s[opening] == '"' || s[opening] == '\'' || s[opening] == '`' || s[opening] == '(' || s[opening] == '[')) ++opening;
  if (opening >= end) return true;
  char follow = s[opening];
  if (ascii::is_lower(follow)) return false;
  if (s[dot] != '.') return true;
  size_t word = dot;
  while (word > begin && dot - word < 12 && (ascii::is_alnum(s[word - 1]) || s[word - 1] == '.')) --word;
  string_view before = s.substr(word, dot - word);
  while (!before.empty() && before.front() == '.') before.remove_prefix(1);
  if (before.empty()) return true;
  if (ascii::is_digit(before.front())) return word > begin + 3 || before.size() > 3;  // "1." that opens a list item
  if (before.size() == 1) return !ascii::is_alpha(before[0]) || word == begin ? false : ascii::is_lower(before[0]);
  char lower_text[12];
  size_t n = std::min(before.size(), sizeof lower_text);
  for (size_t i = 0; i < n; ++i) lower_text[i] = ascii::to_lower(before[i]);
  string_view lower(lower_text, n);
  if (holds(kAlways, lower)) return false;
  for (string_view w : kBeforeNumber)
    if (w == lower) return !ascii::is_digit(follow);
  bool dotted = lower.size() <= 6 && lower.find('.') != string_view::npos;
  if (dotted || holds(kOften, lower)) {
    if (opening != next) return true;
    size_t e = opening;
    while (e < end && ascii::is_alpha(s[e])) ++e;
    return holds(kStarters, s.substr(opening, e - opening));
  }
  return true;
}

}  // namespace

void split_sentences(string_view chars, Range range, uint32_t block, std::vector<Sentence>& sentences) {
  size_t end = std::min<size_t>(range.end, chars.size());
  size_t begin = range.begin;
  auto take = [&](size_t b, size_t e) {
    while (b < e && ascii::is_space(chars[b])) ++b;
    while (e > b && ascii::is_space(chars[e - 1])) --e;
    if (b < e) sentences.push_back({{static_cast<uint32_t>(b), static_cast<uint32_t>(e)}, block});
  };
  for (size_t i = begin; i < end; ++i) {
    char c = chars[i];
    if (c != '.' && c != '!' && c != '?') continue;
    size_t after = skip_closers(chars, i + 1, end);
    size_t next = after;
    while (next < end && ascii::is_space(chars[next])) ++next;
    if (next == end) break;
    if (next == after) continue;
    if (!ends_sentence(chars, begin, i, next, end)) continue;
    take(begin, after);
    begin = next;
    i = next - 1;
  }
  if (begin < end) take(begin, end);
}

auto split_sentences(const layout::Layout& layout) -> std::vector<Sentence> {
  std::vector<Sentence> sentences;
  for (size_t b = 0; b < layout.blocks.size(); ++b) {
    const auto& block = layout.blocks[b];
    if (block.kind == layout::BlockKind::paragraph || block.kind == layout::BlockKind::list_item || block.kind == layout::BlockKind::heading)
      split_sentences(layout.text.chars(), block.text, static_cast<uint32_t>(b), sentences);
  }
  return sentences;
}

}  // namespace crossfoot::prose
