// A half-open range of byte offsets.
//
// Span always counts bytes of the file (or archive member) as read; Range always counts bytes of a
// layout::Text. The two are different types so that one cannot be handed where the other is meant.
#pragma once
#include <algorithm>
#include <cstdint>
#include <string_view>

namespace crossfoot {

/// Byte offsets [begin, end) in the source file. Files are at most 4 GiB - 1 bytes (source refuses larger ones).
struct Span {
  uint32_t begin = 0;
  uint32_t end = 0;

  [[nodiscard]] constexpr uint32_t size() const { return end - begin; }
  [[nodiscard]] constexpr bool empty() const { return end <= begin; }
  [[nodiscard]] constexpr bool contains(uint32_t offset) const { return begin <= offset && offset < end; }
  [[nodiscard]] constexpr bool covers(Span other) const { return begin <= other.begin && other.end <= end; }
  [[nodiscard]] constexpr bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  /// Returns the bytes of `text` that the span covers; `text` must be the whole file.
  [[nodiscard]] constexpr std::string_view of(std::string_view text) const { return text.substr(begin, end - begin); }
  friend constexpr auto operator<=>(const Span&, const Span&) = default;
};

/// Returns the smallest span that covers both.
constexpr auto join(Span a, Span b) -> Span { return {std::min(a.begin, b.begin), std::max(a.end, b.end)}; }

/// Offsets [begin, end) in the characters of a layout::Text.
struct Range {
  uint32_t begin = 0;
  uint32_t end = 0;

  [[nodiscard]] constexpr uint32_t size() const { return end - begin; }
  [[nodiscard]] constexpr bool empty() const { return end <= begin; }
  [[nodiscard]] constexpr bool contains(uint32_t offset) const { return begin <= offset && offset < end; }
  [[nodiscard]] constexpr bool overlaps(Range other) const { return begin < other.end && other.begin < end; }
  [[nodiscard]] constexpr std::string_view of(std::string_view text) const { return text.substr(begin, end - begin); }
  friend constexpr auto operator<=>(const Range&, const Range&) = default;
};

}  // namespace crossfoot
