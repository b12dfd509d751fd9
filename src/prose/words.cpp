#include "prose/words.h"

#include <algorithm>

#include "base/ascii.h"

namespace crossfoot::prose {
namespace {

constexpr size_t kLongest = 40;

struct Buffer {
  char text[kLongest];
  size_t size = 0;
  void add(char c) {
    if (size < kLongest) text[size++] = c;
  }
};

/// Takes off the plural: "charges", "companies", "losses"; leaves "basis", "plus", "less" as they are.
auto singular(Buffer& b) -> std::string_view {
  std::string_view w(b.text, b.size);
  if (w.size() > 3 && w.back() == 's') {
    if (w.ends_with("ies") && w.size() > 4) {
      b.size -= 2;
      b.text[b.size - 1] = 'y';
    } else if (w.ends_with("sses") || w.ends_with("xes") || w.ends_with("ches") || w.ends_with("shes")) {
      b.size -= 2;
    } else if (!w.ends_with("ss") && !w.ends_with("us") && !w.ends_with("is") && w != "sales" && w != "plus") {
      b.size -= 1;
    } else if (w == "sales") {
      b.size -= 1;
    }
  }
  return {b.text, b.size};
}

auto hash(std::string_view s) -> Stem { return literals::operator""_w(s.data(), s.size()); }

}  // namespace

auto stem_of(std::string_view word) -> Stem {
  Buffer b;
  for (char c : word) b.add(ascii::to_lower(c));
  return hash(singular(b));
}

void find_words(std::string_view s, Range range, std::vector<Word>& words) {
  size_t end = std::min<size_t>(range.end, s.size());
  size_t i = range.begin;
  while (i < end) {
    if (!ascii::is_alnum(s[i])) {
      ++i;
      continue;
    }
    Word w;
    w.text.begin = static_cast<uint32_t>(i);
    w.upper = ascii::is_upper(s[i]);
    w.number = ascii::is_digit(s[i]);
    Buffer b;
    for (;;) {
      while (i < end && (ascii::is_alnum(s[i]) || (s[i] == '&' && i + 1 < end && ascii::is_alnum(s[i + 1]) && i > 0 && ascii::is_alnum(s[i - 1])))) b.add(ascii::to_lower(s[i++]));
      std::string_view so_far(b.text, b.size);
      size_t gap = i;
      if (gap + 2 < end && s[gap] == '-' && s[gap + 1] == ' ') gap += 2;  // "non- performing", as a narrow stub wraps it
      else if (gap < end && (s[gap] == '-' || s[gap] == ' ')) ++gap;
      else if (gap + 2 < end && s[gap] == '\xE2' && s[gap + 1] == '\x80' && (s[gap + 2] == '\x90' || s[gap + 2] == '\x91' || s[gap + 2] == '\x93')) gap += 3;
      if (gap == i || gap >= end || !ascii::is_alpha(s[gap])) break;
      if (so_far != "non" && so_far != "pre" && !(so_far == "pro" && ascii::starts_with_ignoring_case(s.substr(gap, 5), "forma"))) break;
      i = gap;
    }
    w.text.end = static_cast<uint32_t>(i);
    w.stem = hash(singular(b));
    // A possessive is no word of its own.
    if (i + 1 < end && s[i] == '\'' && ascii::to_lower(s[i + 1]) == 's') i += 2;
    else if (i + 3 < end && s[i] == '\xE2' && s[i + 1] == '\x80' && s[i + 2] == '\x99' && ascii::to_lower(s[i + 3]) == 's') i += 4;
    words.push_back(w);
  }
}

}  // namespace crossfoot::prose
