// Sentences of a layout, in reading order.
//
// In: a layout (or any stretch of its text). Out: ranges of layout text, each within one paragraph, list item or heading; tables,
// rules and page furniture have none. A full stop ends a sentence only where what follows can begin one and what
// precedes is no abbreviation, initial or list number: "Acme Instruments, Inc. today", "No. 5", "U.S. sales", "$2.3 million".
// Bad input: text without stops is one long sentence a block; one pass over the characters.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "layout/layout.h"

namespace crossfoot::prose {

struct Sentence {
  Range text;          // in the layout's text, without white space at either end
  uint32_t block = 0;  // index in Layout.blocks
};

/// Splits every paragraph, list item and heading of `layout`.
auto split_sentences(const layout::Layout& layout) -> std::vector<Sentence>;

/// Appends the sentences of `chars` within `range`, marked as of `block`.
void split_sentences(std::string_view chars, Range range, uint32_t block, std::vector<Sentence>& sentences);

}  // namespace crossfoot::prose
