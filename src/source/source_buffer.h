// The bytes of one filing: a file, mapped into memory, or one member of an archive.
//
// Everything later in the pipeline holds views into `bytes()`, so a SourceBuffer outlives all that was read from it.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/span.h"

namespace crossfoot::source {

class SourceBuffer {
 public:
  SourceBuffer() = default;
  /// Owns `bytes`. `name` is the path as given ("archive!member" for members).
  SourceBuffer(std::string name, std::string bytes);
  SourceBuffer(SourceBuffer&&) noexcept = default;
  auto operator=(SourceBuffer&&) noexcept -> SourceBuffer& = default;

  /// Maps the file at `path`. Errors: no such file, a directory, unreadable, 4 GiB or larger.
  [[nodiscard]] static auto open(const std::string& path) -> Result<SourceBuffer>;

  [[nodiscard]] auto name() const -> const std::string& { return name_; }
  [[nodiscard]] auto bytes() const -> std::string_view { return bytes_; }

 private:
  std::string name_;
  std::shared_ptr<const void> owner_;  // a mapping or a string; what `bytes_` points into
  std::string_view bytes_;
};

/// Line and column of an offset, both from 1; the column counts bytes.
struct Position {
  uint32_t line = 1;
  uint32_t column = 1;
};

/// Finds lines by offset. Built only for display. A line ends with LF, CR LF or a bare CR.
class LineTable {
 public:
  explicit LineTable(std::string_view bytes);
  [[nodiscard]] auto position_of(uint32_t offset) const -> Position;
  /// The line's bytes without its end; `line` counts from 1.
  [[nodiscard]] auto line(uint32_t line) const -> Span;
  [[nodiscard]] auto line_count() const -> uint32_t { return static_cast<uint32_t>(starts_.size()); }

 private:
  std::string_view bytes_;
  std::vector<uint32_t> starts_;
};

}  // namespace crossfoot::source
