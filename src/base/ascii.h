// Character classes and comparisons on ASCII, without locale. Bytes above 127 belong to no class.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace crossfoot::ascii {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_alpha(char c) { return is_upper(c) || is_lower(c); }
constexpr bool is_alnum(char c) { return is_alpha(c) || is_digit(c); }
constexpr bool is_blank(char c) { return c == ' ' || c == '\t'; }
constexpr bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
constexpr char to_lower(char c) { return is_upper(c) ? static_cast<char>(c + 32) : c; }
constexpr char to_upper(char c) { return is_lower(c) ? static_cast<char>(c - 32) : c; }

constexpr bool equals_ignoring_case(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (size_t i = 0; i < a.size(); ++i)
    if (to_lower(a[i]) != to_lower(b[i])) return false;
  return true;
}

constexpr bool starts_with_ignoring_case(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() && equals_ignoring_case(text.substr(0, prefix.size()), prefix);
}

/// Returns the offset of `needle` in `text` at or after `from`, ignoring case; npos where it is not there.
constexpr auto find_ignoring_case(std::string_view text, std::string_view needle, size_t from = 0) -> size_t {
  if (needle.empty()) return from <= text.size() ? from : std::string_view::npos;
  char lo = to_lower(needle[0]), up = to_upper(needle[0]);
  for (size_t i = from; i + needle.size() <= text.size(); ++i)
    if ((text[i] == lo || text[i] == up) && equals_ignoring_case(text.substr(i, needle.size()), needle)) return i;
  return std::string_view::npos;
}

constexpr bool contains_ignoring_case(std::string_view text, std::string_view needle) {
  return find_ignoring_case(text, needle) != std::string_view::npos;
}

/// Returns `text` without white space at either end.
constexpr auto trim(std::string_view text) -> std::string_view {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

inline auto to_lower(std::string_view text) -> std::string {
  std::string s(text);
  for (char& c : s) c = to_lower(c);
  return s;
}

/// Returns `text` trimmed, with every run of white space folded to one space.
inline auto fold_space(std::string_view text) -> std::string {
  std::string s;
  s.reserve(text.size());
  for (char c : trim(text)) {
    if (!is_space(c)) s.push_back(c);
    else if (!s.empty() && s.back() != ' ') s.push_back(' ');
  }
  return s;
}

}  // namespace crossfoot::ascii
