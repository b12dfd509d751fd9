#include "markup/html_style.h"

#include <algorithm>
#include <optional>

#include "base/ascii.h"

namespace crossfoot::markup {
namespace {

using ascii::equals_ignoring_case;
using ascii::is_space;
using ascii::starts_with_ignoring_case;

constexpr size_t kMostRules = 4096;
constexpr size_t kMostStyles = 1 << 14;
constexpr int32_t kLongest = 100000;  // a thousand points: no page is wider

// Reads a CSS length in hundredths of a point. A percentage is taken of a page 600 points wide, an em as 10 points.
auto parse_length(std::string_view s) -> std::optional<int32_t> {
  s = ascii::trim(s);
  size_t i = 0;
  bool negative = false;
  if (i < s.size() && (s[i] == '-' || s[i] == '+')) negative = s[i++] == '-';
  int64_t value = 0;  // in ten-thousandths
  int places = -1;
  size_t first = i;
  for (; i < s.size() && (ascii::is_digit(s[i]) || s[i] == '.'); ++i) {
    if (s[i] == '.') {
      places = std::max(places, 0);
      continue;
    }
    if (places >= 4) continue;
    if (value < 100000000) value = value * 10 + (s[i] - '0');
    if (places >= 0) ++places;
  }
  if (i == first) return std::nullopt;
  for (int p = std::max(places, 0); p < 4; ++p) value *= 10;
  std::string_view unit = s.substr(i);
  int64_t hundredths;  // of a point, of one unit
  if (unit.empty() || starts_with_ignoring_case(unit, "px")) hundredths = 75;
  else if (starts_with_ignoring_case(unit, "pt")) hundredths = 100;
  else if (starts_with_ignoring_case(unit, "in")) hundredths = 7200;
  else if (starts_with_ignoring_case(unit, "em")) hundredths = 1000;
  else if (starts_with_ignoring_case(unit, "ex")) hundredths = 500;
  else if (starts_with_ignoring_case(unit, "%")) hundredths = 600;
  else if (starts_with_ignoring_case(unit, "cm")) hundredths = 2835;
  else if (starts_with_ignoring_case(unit, "mm")) hundredths = 284;
  else if (starts_with_ignoring_case(unit, "pc")) hundredths = 1200;
  else return std::nullopt;
  int64_t r = std::min<int64_t>(value * hundredths / 10000, kLongest);
  return static_cast<int32_t>(negative ? -r : r);
}

auto parse_whole(std::string_view s, uint32_t most) -> uint16_t {
  s = ascii::trim(s);
  uint32_t v = 0;
  for (char c : s) {
    if (!ascii::is_digit(c)) break;
    v = std::min(v * 10 + static_cast<uint32_t>(c - '0'), most);
  }
  return static_cast<uint16_t>(v);
}

auto parse_align(std::string_view s) -> Align {
  s = ascii::trim(s);
  if (starts_with_ignoring_case(s, "center") || equals_ignoring_case(s, "middle")) return Align::centre;
  if (starts_with_ignoring_case(s, "right") || equals_ignoring_case(s, "end")) return Align::right;
  if (starts_with_ignoring_case(s, "left") || equals_ignoring_case(s, "start")) return Align::left;
  if (starts_with_ignoring_case(s, "justify")) return Align::justify;
  return Align::unset;
}

// The next blank-separated word of `s`, removed from it.
auto take_word(std::string_view& s) -> std::string_view {
  size_t b = 0;
  while (b < s.size() && is_space(s[b])) ++b;
  size_t e = b;
  while (e < s.size() && !is_space(s[e])) ++e;
  std::string_view w = s.substr(b, e - b);
  s.remove_prefix(e);
  return w;
}

auto parse_border(std::string_view s) -> Border {
  Border b = Border::unset;
  bool zero = false, white = false;
  while (true) {
    std::string_view w = take_word(s);
    if (w.empty()) break;
    if (equals_ignoring_case(w, "double")) b = Border::twofold;
    else if (equals_ignoring_case(w, "none") || equals_ignoring_case(w, "hidden")) b = Border::none;
    else if (equals_ignoring_case(w, "solid") || equals_ignoring_case(w, "dashed") || equals_ignoring_case(w, "dotted") ||
             equals_ignoring_case(w, "groove") || equals_ignoring_case(w, "ridge") || equals_ignoring_case(w, "inset") ||
             equals_ignoring_case(w, "outset"))
      b = Border::single;
    else if (equals_ignoring_case(w, "white") || equals_ignoring_case(w, "#ffffff") || equals_ignoring_case(w, "#fff") ||
             equals_ignoring_case(w, "transparent"))
      white = true;
    else if (auto n = parse_length(w)) zero = *n == 0;
  }
  if (b == Border::unset && zero) return Border::none;
  if (b != Border::unset && (zero || white)) return Border::none;
  return b;
}

void apply_weight(std::string_view v, Style& style) {
  if (starts_with_ignoring_case(v, "bold")) style.bold = Switch::on;
  else if (equals_ignoring_case(v, "normal") || equals_ignoring_case(v, "lighter")) style.bold = Switch::off;
  else if (!v.empty() && ascii::is_digit(v[0])) style.bold = parse_whole(v, 1000) >= 600 ? Switch::on : Switch::off;
}

// `margin` and `padding` with one to four values: the left one, and the top one.
void parse_box(std::string_view v, int32_t& left, int32_t* top) {
  std::string_view w[4];
  size_t n = 0;
  while (n < 4) {
    w[n] = take_word(v);
    if (w[n].empty()) break;
    ++n;
  }
  if (n == 0) return;
  std::string_view l = n == 4 ? w[3] : n >= 2 ? w[1] : w[0];
  left = parse_length(l).value_or(0);
  if (top) *top = parse_length(w[0]).value_or(0);
}

bool names_symbols(std::string_view face) {
  face = ascii::trim(face);
  while (!face.empty() && (face[0] == '\'' || face[0] == '"')) face.remove_prefix(1);
  if (starts_with_ignoring_case(face, "&quot;")) face.remove_prefix(6);
  return starts_with_ignoring_case(face, "wingdings");
}

void apply_declaration(std::string_view name, std::string_view v, Style& style) {
  if (name.empty() || v.empty()) return;
  auto is = [&](std::string_view s) { return equals_ignoring_case(name, s); };
  switch (ascii::to_lower(name[0])) {
    case 'b':
      if (is("border")) {
        style.top = style.bottom = parse_border(v);
      } else if (is("border-top") || is("border-top-style")) {
        if (Border b = parse_border(v); b != Border::unset) style.top = b;
      } else if (is("border-bottom") || is("border-bottom-style")) {
        if (Border b = parse_border(v); b != Border::unset) style.bottom = b;
      } else if (is("border-style")) {
        std::string_view rest = v;
        std::string_view a = take_word(rest), unused = take_word(rest), c = take_word(rest);
        (void)unused;
        style.top = parse_border(a);
        style.bottom = c.empty() ? style.top : parse_border(c);
      } else if (is("border-top-width") || is("border-bottom-width")) {
        auto n = parse_length(v);
        if (n && *n == 0) (name[7] == 't' || name[7] == 'T' ? style.top : style.bottom) = Border::none;
      } else if (is("break-before")) {
        style.break_before = starts_with_ignoring_case(v, "page") || equals_ignoring_case(v, "always");
      } else if (is("break-after")) {
        style.break_after = starts_with_ignoring_case(v, "page") || equals_ignoring_case(v, "always");
      }
      break;
    case 'd':
      if (is("display")) {
        if (equals_ignoring_case(v, "none")) style.display = Display::none;
        else if (starts_with_ignoring_case(v, "inline")) style.display = Display::inline_;
        else if (equals_ignoring_case(v, "block")) style.display = Display::block;
      }
      break;
    case 'f':
      if (is("font-weight")) apply_weight(v, style);
      else if (is("font-size")) {
        if (v.back() != '%')
          if (auto n = parse_length(v)) style.font_size = *n;
      } else if (is("font-family")) {
        style.symbols = names_symbols(v) ? Switch::on : Switch::off;
      } else if (is("font")) {
        std::string_view rest = v;
        for (std::string_view w = take_word(rest); !w.empty(); w = take_word(rest)) {
          if (starts_with_ignoring_case(w, "bold")) style.bold = Switch::on;
          else if (names_symbols(w)) style.symbols = Switch::on;
          else if (auto n = parse_length(w.substr(0, w.find('/'))); n && *n > 300) style.font_size = *n;
        }
      }
      break;
    case 'm':
      if (is("margin-left")) style.margin_left = parse_length(v).value_or(0);
      else if (is("margin-top")) style.margin_top = parse_length(v).value_or(0);
      else if (is("margin")) parse_box(v, style.margin_left, &style.margin_top);
      break;
    case 'p':
      if (is("padding-left")) style.padding_left = parse_length(v).value_or(0);
      else if (is("padding")) parse_box(v, style.padding_left, nullptr);
      else if (is("page-break-before")) style.break_before = starts_with_ignoring_case(v, "always");
      else if (is("page-break-after")) style.break_after = starts_with_ignoring_case(v, "always");
      else if (is("position")) style.positioned = equals_ignoring_case(v, "absolute") || equals_ignoring_case(v, "fixed");
      break;
    case 't':
      if (is("text-align")) {
        if (Align a = parse_align(v); a != Align::unset) style.align = a;
      } else if (is("text-indent")) {
        style.text_indent = parse_length(v).value_or(0);
        style.text_indent_set = Switch::on;
      } else if (is("top")) {
        if (v[0] == '-') style.raised = Switch::on;
      } else if (is("text-decoration") || is("text-decoration-line")) {
        style.underline = ascii::contains_ignoring_case(v, "underline") ? Switch::on : Switch::unset;
      }
      break;
    case 'v':
      if (is("vertical-align")) {
        if (equals_ignoring_case(v, "super") || equals_ignoring_case(v, "text-top")) style.raised = Switch::on;
      } else if (is("visibility")) style.hidden = equals_ignoring_case(v, "visible") ? Switch::off : Switch::on;
      break;
    case 'w':
      if (is("white-space")) style.pre = starts_with_ignoring_case(v, "pre") ? Switch::on : Switch::off;
      break;
    default: break;
  }
}

}  // namespace

AttributeReader::AttributeReader(std::string_view tag) : tag_(tag) {
  at_ = 1 + tag_name(tag).size();
  if (!tag_.empty() && tag_.back() == '>') tag_.remove_suffix(1);
}

bool AttributeReader::next(Attribute& attribute) {
  while (at_ < tag_.size() && (is_space(tag_[at_]) || tag_[at_] == '/')) ++at_;
  if (at_ >= tag_.size()) return false;
  size_t b = at_;
  ++at_;
  while (at_ < tag_.size() && !is_space(tag_[at_]) && tag_[at_] != '=' && tag_[at_] != '/') ++at_;
  attribute = {tag_.substr(b, at_ - b), {}};
  size_t after = at_;
  while (after < tag_.size() && is_space(tag_[after])) ++after;
  if (after >= tag_.size() || tag_[after] != '=') return true;
  ++after;
  while (after < tag_.size() && is_space(tag_[after])) ++after;
  if (after < tag_.size() && (tag_[after] == '"' || tag_[after] == '\'')) {
    size_t close = tag_.find(tag_[after], after + 1);
    if (close != std::string_view::npos) {
      attribute.value = tag_.substr(after + 1, close - after - 1);
      at_ = close + 1;
      return true;
    }
    ++after;
  }
  size_t e = after;
  while (e < tag_.size() && !is_space(tag_[e])) ++e;
  attribute.value = tag_.substr(after, e - after);
  at_ = e;
  return true;
}

auto find_attribute(std::string_view tag, std::string_view name) -> std::string_view {
  AttributeReader reader(tag);
  Attribute a;
  while (reader.next(a))
    if (equals_ignoring_case(a.name, name)) return a.value;
  return {};
}

void apply_declarations(std::string_view css, Style& style) {
  while (!css.empty()) {
    size_t semi = css.find(';');
    std::string_view one = css.substr(0, semi);
    css.remove_prefix(semi == std::string_view::npos ? css.size() : semi + 1);
    size_t colon = one.find(':');
    if (colon == std::string_view::npos) continue;
    std::string_view v = ascii::trim(one.substr(colon + 1));
    if (size_t bang = v.find('!'); bang != std::string_view::npos) v = ascii::trim(v.substr(0, bang));
    apply_declaration(ascii::trim(one.substr(0, colon)), v, style);
  }
}

void StyleReader::add_sheet(std::string_view css) {
  while (rules_ < kMostRules) {
    size_t open = css.find('{');
    if (open == std::string_view::npos) return;
    size_t close = css.find('}', open);
    if (close == std::string_view::npos) return;
    std::string_view selectors = css.substr(0, open), declarations = css.substr(open + 1, close - open - 1);
    css.remove_prefix(close + 1);
    // A comment or "<!--" before the selectors.
    if (size_t c = selectors.rfind("*/"); c != std::string_view::npos) selectors.remove_prefix(c + 2);
    if (size_t c = selectors.rfind("<!--"); c != std::string_view::npos) selectors.remove_prefix(c + 4);
    if (selectors.find('@') != std::string_view::npos) continue;
    while (!selectors.empty() && rules_ < kMostRules) {
      size_t comma = selectors.find(',');
      std::string_view s = ascii::trim(selectors.substr(0, comma));
      selectors.remove_prefix(comma == std::string_view::npos ? selectors.size() : comma + 1);
      // Only plain selectors: those with a place (descendants, states) say nothing certain about an element.
      if (s.empty() || s.find_first_of(" \t\r\n>:#[+~*") != std::string_view::npos) continue;
      size_t dot = s.find('.');
      std::string_view name = s.substr(0, dot);
      Tag tag = name.empty() ? Tag::other : parse_tag(name);
      if (!name.empty() && (tag == Tag::other || tag == Tag::prefixed)) continue;
      ++rules_;
      if (dot == std::string_view::npos) by_tag_.push_back({tag, declarations});
      else by_class_[std::string(s.substr(dot + 1))].push_back({tag, declarations});
    }
  }
}

auto StyleReader::parse(std::string_view tag, Tag name) const -> Style {
  Style style;
  for (const Rule& r : by_tag_)
    if (r.tag == name) apply_declarations(r.declarations, style);
  AttributeReader reader(tag);
  Attribute a;
  std::string_view css;
  auto is = [&](std::string_view s) { return equals_ignoring_case(a.name, s); };
  while (reader.next(a)) {
    switch (ascii::to_lower(a.name[0])) {
      case 'a':
        if (is("align"))
          if (Align x = parse_align(a.value); x != Align::unset) style.align = x;
        break;
      case 'c':
        if (is("colspan")) style.colspan = std::max<uint16_t>(1, parse_whole(a.value, 1000));
        else if (is("class") && !by_class_.empty()) {
          std::string_view classes = a.value;
          for (std::string_view c = take_word(classes); !c.empty(); c = take_word(classes)) {
            auto it = by_class_.find(std::string(c));
            if (it == by_class_.end()) continue;
            for (const Rule& r : it->second)
              if (r.tag == Tag::other || r.tag == name) apply_declarations(r.declarations, style);
          }
        }
        break;
      case 'f':
        if (is("face")) style.symbols = names_symbols(a.value) ? Switch::on : Switch::off;
        break;
      case 'h':
        if (is("hidden")) style.hidden_attribute = true;
        break;
      case 'r':
        if (is("rowspan")) style.rowspan = std::max<uint16_t>(1, parse_whole(a.value, 1000));
        break;
      case 's':
        if (is("style")) css = a.value;
        else if (is("size")) style.size = parse_whole(a.value, 1000);
        break;
      default: break;
    }
  }
  apply_declarations(css, style);
  if (style.hidden_attribute) style.display = Display::none;
  return style;
}

auto StyleReader::read(std::string_view tag, Tag name) -> const Style& {
  static const Style plain;
  if (by_tag_.empty() && tag.size() <= 12 && tag.find_first_of(" \t\r\n") == std::string_view::npos) return plain;
  if (auto it = known_.find(tag); it != known_.end()) return styles_[it->second];
  if (styles_.size() >= kMostStyles) return spare_ = parse(tag, name);
  known_.emplace(tag, static_cast<uint32_t>(styles_.size()));
  return styles_.emplace_back(parse(tag, name));
}

}  // namespace crossfoot::markup
