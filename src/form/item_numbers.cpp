#include "form/item_numbers.h"

#include <array>

#include "base/ascii.h"

namespace crossfoot::form {
namespace {

constexpr uint32_t kMaxListed = 16;

auto skip_space(std::string_view text, uint32_t pos) -> uint32_t {
  while (pos < text.size()) {
    if (ascii::is_space(text[pos])) ++pos;
    else if (text.substr(pos, 2) == "\xC2\xA0") pos += 2;
    else break;
  }
  return pos;
}

auto at(std::string_view text, size_t pos) -> char { return pos < text.size() ? text[pos] : '\0'; }

/// A digit, or the letter that was typed for one behind the point of an item number.
char digit_after_point(char c) {
  if (ascii::is_digit(c)) return c;
  if (c == 'O' || c == 'o') return '0';
  if (c == 'l' || c == 'I') return '1';
  return '\0';
}

auto skip_word(std::string_view text, uint32_t pos, std::string_view word) -> uint32_t {
  if (!ascii::starts_with_ignoring_case(text.substr(pos), word)) return 0;
  uint32_t end = pos + static_cast<uint32_t>(word.size());
  return ascii::is_alpha(at(text, end)) ? 0 : end;
}

/// "(a)", "(c)(1)", "(iii)" at `pos`; empty where there is none.
auto subpart_at(std::string_view text, uint32_t pos) -> std::string_view {
  uint32_t end = pos;
  while (at(text, end) == '(') {
    uint32_t i = end + 1;
    while (i < text.size() && i < end + 5 && ascii::is_alnum(text[i])) ++i;
    if (i == end + 1 || at(text, i) != ')') break;
    bool letters = i - end - 1 <= 1 || text.substr(end + 1, i - end - 1).find_first_not_of("ivxIVX0123456789T") == std::string_view::npos;
    if (!letters) break;
    end = i + 1;
  }
  return text.substr(pos, end - pos);
}

/// "Item V": Roman numerals of the twelve old items. They count as mended, for a title must confirm them.
auto parse_roman(std::string_view text, uint32_t pos, ItemNumber& out) -> uint32_t {
  constexpr std::array<std::string_view, 12> kRoman = {"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"};
  uint32_t end = pos;
  while (at(text, end) == 'I' || at(text, end) == 'V' || at(text, end) == 'X') ++end;
  if (end == pos || end - pos > 4 || ascii::is_alnum(at(text, end))) return 0;
  for (size_t n = 0; n < kRoman.size(); ++n)
    if (text.substr(pos, end - pos) == kRoman[n]) {
      out.number = std::to_string(n + 1);
      out.mended = true;
      return end;
    }
  return 0;
}

/// Reads one number; returns where it ends, or 0.
auto parse_number(std::string_view text, uint32_t pos, ItemNumber& out) -> uint32_t {
  uint32_t i = pos;
  while (ascii::is_digit(at(text, i)) && i - pos < 4) ++i;
  uint32_t digits = i - pos;
  if (digits == 0) return parse_roman(text, pos, out);
  if (digits > 3) return 0;
  if (digits == 3) {
    // "Item 502": the point was left out. Only where it can be such a number.
    if (text[pos] == '0' || text[pos] > '9' || text[pos + 1] > '1' || ascii::is_alnum(at(text, i)) ||
        (at(text, i) == '.' && ascii::is_digit(at(text, i + 1))) || at(text, i) == '(')
      return 0;
    out.number = {text[pos], '.', text[pos + 1], text[pos + 2]};
    out.mended = true;
    return i;
  }
  out.number.assign(text.substr(pos, digits));
  if (out.number.size() == 2 && out.number[0] == '0') {
    out.number.erase(0, 1);
    out.mended = true;
  }
  uint32_t p = skip_space(text, i);
  char point = at(text, p);
  if (digits == 1 && (point == '.' || point == ',' || point == ':')) {
    uint32_t q = skip_space(text, p + 1);
    bool spaced = p != i || q != p + 1 || point != '.';
    char a = digit_after_point(at(text, q)), b = digit_after_point(at(text, q + 1));
    bool real = ascii::is_digit(at(text, q)) || ascii::is_digit(at(text, q + 1));
    bool stops = !ascii::is_alnum(at(text, q + 2)) && !(at(text, q + 2) == '.' && ascii::is_digit(at(text, q + 3)));
    // A title may follow without a blank: "Item 9.01Financial Statements".
    if (!stops && !spaced && ascii::is_digit(at(text, q)) && ascii::is_digit(at(text, q + 1)) && ascii::is_upper(at(text, q + 2))) stops = true;
    if (a != '\0' && b != '\0' && real && stops && (!spaced || a == '0')) {
      out.number += '.';
      out.number += a;
      out.number += b;
      out.mended |= spaced || !ascii::is_digit(at(text, q)) || !ascii::is_digit(at(text, q + 1));
      i = q + 2;
    } else if (!spaced && ascii::is_digit(at(text, q)) && !ascii::is_alnum(at(text, q + 1)) && at(text, q + 1) != '.') {
      out.number += ".0";  // "Item 9.1"
      out.number += text[q];
      out.mended = true;
      i = q + 1;
    } else if (!spaced && ascii::is_digit(at(text, q))) {
      return 0;  // "Item 5.123", "Item 5.02.1": no item
    }
  }
  if (out.number.find('.') == std::string::npos) {
    char letter = ascii::to_upper(at(text, i));
    if ((letter >= 'A' && letter <= 'C') && !ascii::is_alnum(at(text, i + 1))) {
      out.number += letter;
      ++i;
    } else if (ascii::is_alpha(at(text, i)) && !ascii::is_upper(at(text, i))) {
      return 0;  // "Item 5th", "10b5-1"
    }
  }
  uint32_t s = skip_space(text, i);
  std::string_view sub = subpart_at(text, s);
  if (sub.empty() && at(text, s) == '.') {  // "Item 7.(c)"
    uint32_t t = skip_space(text, s + 1);
    sub = subpart_at(text, t);
    // A subpart behind blanks belongs to the body unless it stands close: "Item 7. (c) Exhibits" is the body's.
    if (!sub.empty() && t == s + 1) s = t;
    else sub = {};
  }
  if (!sub.empty() && s - i <= 1) {
    out.subpart.assign(sub);
    i = s + static_cast<uint32_t>(sub.size());
  }
  return i;
}

}  // namespace

auto dash_at(std::string_view text, size_t pos) -> uint32_t {
  if (pos >= text.size()) return 0;
  if (text[pos] == '-') return 1;
  if (text[pos] == '\xE2') {
    std::string_view s = text.substr(pos, 3);
    if (s == "\xE2\x80\x93" || s == "\xE2\x80\x94" || s == "\xE2\x80\x95" || s == "\xE2\x80\x91" || s == "\xE2\x88\x92") return 3;
  }
  return 0;
}

auto skip_item_word(std::string_view text, uint32_t pos) -> uint32_t {
  if (pos + 4 > text.size() || ascii::to_lower(text[pos]) != 'i') return 0;
  uint32_t end = 0;
  if (ascii::equals_ignoring_case(text.substr(pos, 4), "item")) {
    end = pos + 4;
  } else if (text.substr(pos, 7) == "I T E M") {
    end = pos + 7;
    if (text.substr(end, 2) == " S") end += 2;
  } else {
    return 0;
  }
  if (ascii::to_lower(at(text, end)) == 's') ++end;
  else if (ascii::equals_ignoring_case(text.substr(end, 3), "(s)")) end += 3;
  return ascii::is_alpha(at(text, end)) ? 0 : end;
}

auto parse_item_numbers(std::string_view text, uint32_t pos) -> ItemNumbers {
  ItemNumbers out;
  uint32_t i = skip_space(text, pos);
  for (std::string_view word : {"numbers", "number", "nos", "no", "#"})
    if (uint32_t end = word == "#" ? (at(text, i) == '#' ? i + 1 : 0) : skip_word(text, i, word)) {
      i = end;
      break;
    }
  while (i < text.size() && (at(text, i) == '.' || at(text, i) == ':' || dash_at(text, i))) i += std::max<uint32_t>(1, dash_at(text, i));
  i = skip_space(text, i);
  if (i > pos + 12) return out;

  ItemNumber first;
  uint32_t end = parse_number(text, i, first);
  if (end == 0) return out;
  out.numbers.push_back(std::move(first));
  while (out.numbers.size() < kMaxListed) {
    uint32_t j = skip_space(text, end);
    if (at(text, j) == '.') j = skip_space(text, j + 1);
    bool separated = false, range = false, worded = false;
    if (at(text, j) == ',' || at(text, j) == ';' || at(text, j) == '&' || at(text, j) == '/') {
      separated = true;
      j = skip_space(text, j + 1);
    }
    for (std::string_view word : {"and/or", "and", "through", "thru", "to", "or", "&"}) {
      uint32_t k = word == "&" ? (at(text, j) == '&' ? j + 1 : 0) : skip_word(text, j, word);
      if (k == 0) continue;
      range = word[0] == 't';
      separated = worded = true;
      j = skip_space(text, k);
      break;
    }
    if (!separated)
      if (uint32_t width = dash_at(text, j)) {
        separated = range = true;
        j = skip_space(text, j + width);
        while (dash_at(text, j)) j = skip_space(text, j + dash_at(text, j));
      }
    if (!separated) break;
    if (uint32_t k = skip_item_word(text, j)) {
      j = skip_space(text, k);
      worded = true;
    }
    // A bare subpart continues the number before it: "5.02(b) and (c)".
    if (std::string_view sub = subpart_at(text, j); !sub.empty() && !out.numbers.back().subpart.empty()) {
      end = j + static_cast<uint32_t>(sub.size());
      continue;
    }
    ItemNumber next;
    uint32_t stop = parse_number(text, j, next);
    if (stop == 0) break;
    bool same_shape = (next.number.find('.') != std::string::npos) == (out.numbers.back().number.find('.') != std::string::npos);
    if (!same_shape && !worded) break;
    if (range) {
      bool whole = next.number.find_first_not_of("0123456789") == std::string::npos &&
                   out.numbers.back().number.find_first_not_of("0123456789") == std::string::npos;
      if (!whole && !worded) break;
      if (whole) {
        int from = std::stoi(out.numbers.back().number), until = std::stoi(next.number);
        if (until <= from || until > 16) break;
        for (int n = from + 1; n < until; ++n) out.numbers.push_back({std::to_string(n), {}, false});
      }
    }
    out.numbers.push_back(std::move(next));
    end = stop;
  }
  out.listed = out.numbers.size() > 1;
  out.end = end;
  uint32_t t = end;
  while (t < text.size()) {
    uint32_t width = dash_at(text, t);
    if (width == 0 && (text[t] == '.' || text[t] == ':' || text[t] == ';' || text[t] == ')' || text[t] == '_')) width = 1;
    if (width) {
      out.punctuated |= text[t] != ')';
      t += width;
      continue;
    }
    uint32_t s = skip_space(text, t);
    if (s == t) break;
    t = s;
  }
  out.text = t;
  return out;
}

}  // namespace crossfoot::form
