// The text of one cell as a number: "$ (410,005)", "(.38)", "12.5%", "-", "1,234(a)", "12 3/8".
//
// In: the cell's text as laid out. Out: the exact number that is printed there and what kind it is; empty where the
// cell holds words, a date, a range or anything else that is no single figure.
#pragma once
#include <optional>
#include <string_view>

#include "base/decimal.h"

namespace crossfoot::statement {

struct ParsedFigure {
  Decimal printed;       // with its sign; zero where nil
  bool nil = false;      // "-", "--", "nil": nothing, printed as a mark
  bool percent = false;  // had '%'
  bool dollar = false;   // had a currency sign
  bool negative_mark = false;  // parentheses or a minus sign
  int scale_power = 0;   // a magnitude of its own: 6 in "27.8M"
  std::string_view currency;   // ISO code where the sign names one: "EUR"
};

/// Reads `text` as one figure. Footnote marks behind the number are skipped; so are '$' and leader dots before it.
auto parse_figure(std::string_view text) -> std::optional<ParsedFigure>;

}  // namespace crossfoot::statement
