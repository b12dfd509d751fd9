// How text for people is dressed: colours on a terminal, plain in a pipe, width counted in characters.
#pragma once
#include <string>
#include <string_view>

namespace crossfoot::write {

enum class Ink : unsigned char { plain, bold, dim, red, green, yellow, cyan, magenta };

struct Style {
  bool colour = false;
  unsigned width = 100;  // characters a line

  /// Returns `text` in `ink`, or as it is without colour.
  [[nodiscard]] auto paint(std::string_view text, Ink ink) const -> std::string;
};

/// Characters of UTF-8 text as a terminal counts them (wide and combining characters count one).
auto display_width(std::string_view text) -> size_t;
/// Pads with blanks to `width`, or cuts with "…".
auto fit(std::string_view text, size_t width) -> std::string;
auto fit_right(std::string_view text, size_t width) -> std::string;
/// Breaks running text into lines of at most `width` characters, each with `indent` blanks in front.
auto wrap(std::string_view text, size_t width, size_t indent) -> std::string;

}  // namespace crossfoot::write
