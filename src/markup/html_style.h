// What a start tag says about its element's looks, as far as layout asks: attributes, inline CSS, and the simple rules
// (tag, .class, tag.class) of the document's <style> sheets.
//
// In: the bytes of a start tag. Out: a Style, remembered by those bytes, because a filing repeats the same few hundred
// tags a hundred thousand times. What cannot be understood is left unset.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "markup/html_tokenizer.h"

namespace crossfoot::markup {

enum class Align : uint8_t { unset, left, centre, right, justify };
enum class Display : uint8_t { unset, none, inline_, block };
enum class Border : uint8_t { unset, none, single, twofold };
enum class Switch : int8_t { off = 0, on = 1, unset = -1 };

/// Lengths are in hundredths of a point.
struct Style {
  Align align = Align::unset;
  Display display = Display::unset;
  Border top = Border::unset, bottom = Border::unset;
  Switch bold = Switch::unset, underline = Switch::unset, pre = Switch::unset, symbols = Switch::unset, hidden = Switch::unset, raised = Switch::unset;
  Switch text_indent_set = Switch::unset;
  bool break_before = false, break_after = false, hidden_attribute = false;
  bool positioned = false;        // out of the flow
  uint16_t colspan = 1, rowspan = 1;
  uint16_t size = 0;              // size= of <hr>, <font>
  int32_t margin_left = 0, padding_left = 0, text_indent = 0, font_size = 0;
  int32_t margin_top = 0;
  friend bool operator==(const Style&, const Style&) = default;
};

/// One attribute of a start tag; the value is as written, without its quotation marks.
struct Attribute {
  std::string_view name, value;
};

/// Reads the attributes of a start tag one after the other.
class AttributeReader {
 public:
  explicit AttributeReader(std::string_view tag);
  [[nodiscard]] bool next(Attribute& attribute);

 private:
  std::string_view tag_;
  size_t at_ = 0;
};

/// Returns the value of `name` (in any case) in a start tag; empty where it has none.
auto find_attribute(std::string_view tag, std::string_view name) -> std::string_view;

/// Applies CSS declarations ("padding-left:10pt; font-weight:bold") to `style`.
void apply_declarations(std::string_view css, Style& style);

class StyleReader {
 public:
  /// Adds the rules of a <style> element's content. Call before the first `read`.
  void add_sheet(std::string_view css);
  /// Returns the style of a start tag. The reference holds until the next call.
  [[nodiscard]] auto read(std::string_view tag, Tag name) -> const Style&;

 private:
  struct Rule {
    Tag tag;  // other: any
    std::string_view declarations;
  };
  [[nodiscard]] auto parse(std::string_view tag, Tag name) const -> Style;

  std::unordered_map<std::string, std::vector<Rule>> by_class_;
  std::vector<Rule> by_tag_;
  size_t rules_ = 0;
  std::unordered_map<std::string_view, uint32_t> known_;  // views of the file
  std::vector<Style> styles_;
  Style spare_;
};

}  // namespace crossfoot::markup
