#include "layout/grid_wrap.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace crossfoot::layout::grid {
namespace {

auto first_word(std::string_view s) -> std::string_view { return s.substr(0, std::min(s.find_first_of(" \t"), s.size())); }

auto last_word(std::string_view s) -> std::string_view {
  size_t at = s.find_last_of(" \t");
  return at == std::string_view::npos ? s : s.substr(at + 1);
}

/// Words and marks after which a label cannot end.
auto leans_on(std::string_view s) -> bool {
  if (s.empty()) return false;
  char c = s.back();
  if (c == ',' || c == '&' || c == '/' || c == ';') return true;
  if (c == '-' && s.size() > 1 && !ascii::is_space(s[s.size() - 2])) return ascii::is_alpha(s[s.size() - 2]);
  static constexpr std::array<std::string_view, 26> kWords = {"and", "of", "to", "for", "in", "the", "by", "or", "from", "on", "with", "at", "a", "an", "net",
                                                              "less", "than", "per", "before", "after", "including", "excluding", "used", "between", "available", "its"};
  std::string_view w = last_word(s);
  // "Other income, net" is complete; "sales net" of something is not.
  if (ascii::equals_ignoring_case(w, "net")) {
    std::string_view before = ascii::trim(s.substr(0, s.size() - w.size()));
    if (before.empty() || before.back() == ',' || before.back() == '-') return false;
  }
  if (w.size() > 2 && w.back() == ')') w.remove_suffix(1);  // "provided by (used for)"
  return std::any_of(kWords.begin(), kWords.begin() + 14, [&](std::string_view k) { return ascii::equals_ignoring_case(w, k); }) ||
         std::any_of(kWords.begin() + 14, kWords.end(), [&](std::string_view k) { return w == k; });
}

auto open_parenthesis(std::string_view s) -> bool {
  int depth = 0;
  for (char c : s) depth += c == '(' ? 1 : c == ')' ? (depth > 0 ? -1 : 0) : 0;
  return depth > 0;
}

auto all_capitals(std::string_view s) -> bool {
  bool upper = false;
  for (char c : s) {
    if (ascii::is_lower(c)) return false;
    upper |= ascii::is_upper(c);
  }
  return upper;
}

/// Whether the longer words of a line are capitalised: "Income Before Income Taxes and Cumulative".
auto is_title(std::string_view s) -> bool {
  size_t words = 0, capitals = 0;
  for (size_t i = 0; i < s.size();) {
    size_t e = i;
    while (e < s.size() && !ascii::is_space(s[e])) ++e;
    if (e - i >= 5) { ++words; capitals += ascii::is_upper(s[i]); }
    i = e + 1;
  }
  return words >= 3 && capitals == words;
}

}  // namespace

WrapStyle::WrapStyle(const std::vector<LabelLine>& labels, int32_t zone) {
  size_t words = 0, capitals = 0, lower = 0, rows = 0, hanging = 0;
  int32_t margin = zone;
  for (const LabelLine& l : labels) margin = std::min(margin, l.begin);
  for (const LabelLine& l : labels) {
    if (l.end <= zone + 1) width_ = std::max(width_, l.end);
    // a row that begins in lower case below a finished one, not the end of a label that wraps
    const bool starts = l.figures && (&l == labels.data() || (&l - 1)->figures);
    rows += starts;
    lower += starts && !l.text.empty() && ascii::is_lower(l.text.front());
    hanging += l.begin == margin + 1;
    bool inside = false;
    size_t length = 0;
    for (size_t i = 0; i < l.text.size() && i < 120; ++i) {
      char c = l.text[i];
      if (ascii::is_space(c)) { inside = true; length = 0; continue; }
      if (inside && ++length == 5 && ascii::is_alpha(l.text[i - 4])) {
        ++words;
        capitals += ascii::is_upper(l.text[i - 4]) && ascii::is_lower(l.text[i - 3]);
      }
    }
  }
  title_case_ = words > 4 && capitals * 2 > words;
  lower_starts_ = lower * 3 > rows;
  hangs_by_one_ = hanging * 3 < labels.size();
}

auto WrapStyle::continues(const LabelLine& head, const LabelLine& above, const LabelLine& next, bool alone) const -> bool {
  if (above.text.empty() || next.text.empty()) return false;
  if (above.text.back() == ':') return false;
  char c = next.text.front();
  // rows of a lower level are set in by two columns or more, unless one is this table's step
  if (hangs_by_one_ && next.begin == head.begin + 1 && above.end - above.begin >= 20 && head.begin == above.begin) return true;
  bool open = open_parenthesis(above.text);
  if (open || leans_on(above.text)) return true;
  if (ascii::is_lower(c)) return next.begin + 4 >= head.begin;
  // no row begins with a number in parentheses
  if (c == '(' && next.text.size() > 2 && ascii::is_digit(next.text[1]) && next.text[2] != ')') return true;
  int32_t room = width_ - above.end;
  int32_t need = 1 + static_cast<int32_t>(first_word(next.text).size());
  bool fits = need + 1 < room;
  if (ascii::is_digit(c) || c == '$') return !fits && above.end - above.begin > 16;
  const bool sole = alone && next.begin > head.begin && above.end - above.begin >= 30 && ascii::is_upper(c) && !all_capitals(above.text);
  if (sole && (title_case_ || is_title(above.text))) return true;
  if (fits || next.begin < head.begin) return false;
  if (c == '(') return next.text.size() > 1 && !ascii::is_upper(next.text[1]) && (next.begin > head.begin || next.text.back() == ')');
  if (sole) return true;
  // a capital: only where labels are written in capitals throughout
  if (all_capitals(above.text)) return all_capitals(next.text) && next.begin > head.begin;
  return title_case_ && next.begin > head.begin && above.end - above.begin > 24;
}

auto WrapStyle::continues_below(const LabelLine& above, const LabelLine& next) const -> bool {
  if (above.text.empty() || next.text.empty() || above.text.back() == ':' || next.text.back() == ':') return false;
  if (open_parenthesis(above.text) || leans_on(above.text)) return next.begin + 2 >= above.begin;
  char c = next.text.front();
  if (ascii::is_lower(c)) return !lower_starts_ && next.begin >= above.begin;
  return c == '(' && next.text.back() == ')' && next.begin > above.begin;
}

}  // namespace crossfoot::layout::grid
