#include "form/names.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace crossfoot::form {
namespace {

/// Calls `match` with each word of letters (points and hyphens inside it kept) until it returns true.
template <typename Match>
bool any_word(std::string_view s, Match match) {
  size_t i = 0;
  while (i < s.size()) {
    while (i < s.size() && !ascii::is_alpha(s[i])) ++i;
    size_t b = i;
    while (i < s.size() && (ascii::is_alpha(s[i]) || ((s[i] == '.' || s[i] == '-') && i + 1 < s.size() && ascii::is_alpha(s[i + 1])))) ++i;
    if (i > b && match(s.substr(b, i - b))) return true;
  }
  return false;
}

template <size_t N>
bool has_word(std::string_view s, const std::array<std::string_view, N>& words) {
  return any_word(s, [&](std::string_view w) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view k) { return ascii::equals_ignoring_case(w, k); });
  });
}

}  // namespace

bool is_company(std::string_view s) {
  static constexpr std::array<std::string_view, 24> kWords = {"inc", "incorporated", "corp", "corporation", "company", "co", "ltd", "limited", "llc", "l.l.c", "lp", "l.p",
                                                              "llp", "plc", "bancorp", "bancshares", "trust", "partners", "group", "holdings", "n.v", "s.a", "partnership", "stores"};
  return has_word(s, kWords);
}

bool is_title(std::string_view s) {
  static constexpr std::array<std::string_view, 28> kWords = {"president", "officer", "director", "secretary", "treasurer", "controller", "counsel", "chairman", "chairwoman",
                                                              "chair", "chief", "vice", "manager", "principal", "trustee", "partner", "executive", "comptroller", "attorney-in-fact",
                                                              "attorney", "cfo", "ceo", "vice-president", "chairperson", "attorneys-in-fact", "vp", "svp", "evp"};
  return has_word(s, kWords);
}

bool is_name(std::string_view s) {
  if (s.size() < 4 || s.size() > 50 || s.find_first_of("0123456789:$%/()@") != s.npos) return false;
  size_t words = 0, capital = 0;
  for (size_t i = 0; i < s.size();) {
    while (i < s.size() && !ascii::is_alpha(s[i])) ++i;
    if (i == s.size()) break;
    ++words;
    if (ascii::is_upper(s[i])) ++capital;
    while (i < s.size() && !ascii::is_space(s[i])) ++i;
  }
  return words >= 2 && words <= 6 && capital + 1 >= words && ascii::is_upper(ascii::trim(s)[0]);
}

bool same_letters(std::string_view a, std::string_view b) {
  size_t i = 0, j = 0;
  while (true) {
    while (i < a.size() && !ascii::is_alpha(a[i])) ++i;
    while (j < b.size() && !ascii::is_alpha(b[j])) ++j;
    if (i == a.size() || j == b.size()) return i == a.size() && j == b.size();
    if (ascii::to_lower(a[i++]) != ascii::to_lower(b[j++])) return false;
  }
}

bool has_lower(std::string_view s) { return std::any_of(s.begin(), s.end(), ascii::is_lower); }

}  // namespace crossfoot::form
