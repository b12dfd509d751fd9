// Item numbers as filers print them behind the word "Item": "5.", "5.02(e)", "1 through 4, 6 and 8", "9.O1", "502".
//
// In: text and the offset behind "Item" or "Items". Out: the numbers in the form's own numbering and where they end.
// Bad input: no number, an empty list.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace crossfoot::form {

struct ItemNumber {
  std::string number;   // "5", "5.02", "7A"
  std::string subpart;  // "(e)", "(c)(1)" or empty
  bool mended = false;  // printed otherwise: "5. 02", "9.O1", "502"
};

struct ItemNumbers {
  std::vector<ItemNumber> numbers;
  uint32_t end = 0;           // behind the last number
  uint32_t text = 0;          // first character of what follows, behind punctuation and blanks
  bool punctuated = false;    // '.', ':' or a dash stood behind the numbers
  bool listed = false;        // several numbers
};

/// Finds "Item", "ITEMS", "Item(s)" or the letter-spaced "I T E M" at `pos`; returns the offset behind it, or 0.
auto skip_item_word(std::string_view text, uint32_t pos) -> uint32_t;

/// Reads the numbers at `pos`, which is behind the word "Item".
auto parse_item_numbers(std::string_view text, uint32_t pos) -> ItemNumbers;

/// Length of the dash at `pos`: hyphen, en dash, em dash or horizontal bar; 0 where there is none.
auto dash_at(std::string_view text, size_t pos) -> uint32_t;

}  // namespace crossfoot::form
