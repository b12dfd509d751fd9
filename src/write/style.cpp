#include "write/style.h"

#include <algorithm>

#include "base/ascii.h"

namespace crossfoot::write {

auto Style::paint(std::string_view text, Ink ink) const -> std::string {
  if (!colour || ink == Ink::plain) return std::string(text);
  constexpr std::string_view kCodes[] = {"0", "1", "2", "1;31", "32", "33", "36", "35"};
  return "\x1b[" + std::string(kCodes[static_cast<size_t>(ink)]) + "m" + std::string(text) + "\x1b[0m";
}

auto display_width(std::string_view text) -> size_t {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

auto fit(std::string_view text, size_t width) -> std::string {
  size_t n = display_width(text);
  if (n <= width) return std::string(text) + std::string(width - n, ' ');
  if (width == 0) return {};
  size_t bytes = 0, chars = 0;
  while (bytes < text.size()) {
    if ((static_cast<unsigned char>(text[bytes]) & 0xc0) != 0x80 && ++chars > width - 1) break;
    ++bytes;
  }
  return std::string(text.substr(0, bytes)) + "…";
}

auto fit_right(std::string_view text, size_t width) -> std::string {
  size_t n = display_width(text);
  return n >= width ? fit(text, width) : std::string(width - n, ' ') + std::string(text);
}

auto wrap(std::string_view text, size_t width, size_t indent) -> std::string {
  std::string out, line;
  size_t line_width = 0;
  auto flush = [&] {
    if (line.empty()) return;
    out.append(indent, ' ').append(line).push_back('\n');
    line.clear();
    line_width = 0;
  };
  size_t i = 0;
  while (i < text.size()) {
    while (i < text.size() && ascii::is_space(text[i])) ++i;
    size_t j = i;
    while (j < text.size() && !ascii::is_space(text[j])) ++j;
    if (j == i) break;
    std::string_view word = text.substr(i, j - i);
    size_t w = display_width(word);
    if (line_width && line_width + 1 + w + indent > width) flush();
    if (line_width) line.push_back(' '), ++line_width;
    line.append(word);
    line_width += w;
    i = j;
  }
  flush();
  return out;
}

}  // namespace crossfoot::write
