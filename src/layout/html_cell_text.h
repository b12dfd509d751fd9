// What the text of a cell is, judged by itself: a figure, a nil dash, a year, a piece of a figure, a bullet, words.
//
// In: the decoded text of a cell. Out: its class. Linear in the text; long text is words at once.
#pragma once
#include <cstdint>
#include <string_view>

namespace crossfoot::layout::html {

enum class CellClass : uint8_t {
  empty,
  figure,  // "$ (410,005)", "12.5%", "1,234 (1)"
  nil,     // "-", "—", "$ —"
  year,    // "2003"
  none,    // "N/A", "NM": stands where a figure would
  before,  // "$", "(", "US$": belongs to the figure on its right
  after,   // ")", "%", ")%": belongs to the figure on its left
  note,    // "(1)", "*", "(a)": may belong to what stands on its left
  bullet,  // a bullet, dash or number of a list: "•", "(a)", "1.", "o"
  words,
};

struct CellText {
  CellClass kind = CellClass::empty;
  bool strong = false;  // a figure that is more than bare digits: with comma, point, sign, currency or per cent
};

auto classify_cell(std::string_view text) -> CellText;
/// Returns `text` without the raised digits and blanks at its end: a figure without the marks of its notes.
auto without_raised(std::string_view text) -> std::string_view;
/// Is a bullet or an enumerator such as "(a)", "(iv)", "1.", "•".
bool is_list_mark(std::string_view text);
/// Begins with a bullet or enumerator followed by a blank.
bool starts_with_list_mark(std::string_view text);
/// Speaks of a time: a month, a year, "ended", "months", "weeks", "quarter".
bool names_period(std::string_view text);

}  // namespace crossfoot::layout::html
