// Character references and bytes above 127 as UTF-8.
//
// In: the bytes of a text run. Out: characters, each with the length of the bytes it was written in. A reference that
// names nothing is the text it looks like. Numbers 128-159 mean Windows-1252, as every browser reads them.
#pragma once
#include <cstdint>
#include <string_view>

#include "base/span.h"

namespace crossfoot::markup {

enum class Encoding : uint8_t { utf8, windows_1252 };

/// Decides the encoding of a document by whether its bytes are valid UTF-8; Latin-1 is read as Windows-1252.
auto find_encoding(std::string_view bytes) -> Encoding;

/// A decoded character: its code point and how many bytes it was written in. Length 0: no reference stands there.
struct Reference {
  uint32_t code = 0;
  uint32_t length = 0;
};

/// Reads the character reference at the '&' that begins `text`.
auto parse_reference(std::string_view text) -> Reference;

/// Reads the character above 127 that begins `text`.
auto parse_high_byte(std::string_view text, Encoding encoding) -> Reference;

/// Writes `code` as UTF-8 into `out` (at least 4 bytes) and returns the length.
auto to_utf8(uint32_t code, char* out) -> uint32_t;

}  // namespace crossfoot::markup
