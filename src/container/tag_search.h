// The two questions container asks of every byte: where is the next <DOCUMENT> or </DOCUMENT>, and what is a body.
#pragma once
#include <string_view>

#include "container/submission.h"

namespace crossfoot::container {

inline constexpr std::string_view kDocumentTag = "<DOCUMENT>";
inline constexpr std::string_view kDocumentEnd = "</DOCUMENT>";

struct DocumentTag {
  size_t begin;  // size of the text where there is none
  bool closing;
};

/// Finds the next <DOCUMENT> or </DOCUMENT> at or after `from`, at memory speed.
auto find_document_tag(std::string_view text, size_t from) -> DocumentTag;

/// Tells typewriter text, HTML and what is neither (uuencoded, PDF, XML, zipped) from the document's type, its first bytes, then its file name.
auto sniff_media(std::string_view bytes, Span body, std::string_view type, std::string_view filename) -> Media;

}  // namespace crossfoot::container
