// Whether a line of a table's stub goes on from the line above it, or begins a row of its own.
//
// In: label lines. Out: yes or no. Evidence: case of the first letter, what the upper line ends with, parentheses
// left open, and whether the next word would have fitted on the upper line.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace crossfoot::layout::grid {

struct LabelLine {
  std::string_view text;
  int32_t begin = 0, end = 0;  // columns
  bool figures = false;        // its line has figures
};

/// How one table writes its labels.
class WrapStyle {
 public:
  WrapStyle() = default;
  /// Learns from all label lines of a table; `zone`: where its first column begins.
  WrapStyle(const std::vector<LabelLine>& labels, int32_t zone);

  /// Whether `next` continues a label without figures that begins with `head` and whose last line is `above`.
  /// `alone`: the line after `next` is set in no deeper than `head`, so that `next` would be the only row under a caption.
  [[nodiscard]] auto continues(const LabelLine& head, const LabelLine& above, const LabelLine& next, bool alone) const -> bool;
  /// Whether `next`, a line without figures, continues the label `above` of a row that has its figures already.
  [[nodiscard]] auto continues_below(const LabelLine& above, const LabelLine& next) const -> bool;

 private:
  int32_t width_ = 0;         // where labels break
  bool title_case_ = false;   // words inside labels are capitalised
  bool lower_starts_ = false; // labels of rows begin in lower case
  bool hangs_by_one_ = false; // a line set in by one column is rare: it hangs
};

}  // namespace crossfoot::layout::grid
