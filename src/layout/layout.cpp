#include "layout/layout.h"

#include <string>

namespace crossfoot::layout {
namespace {

/// The largest document that is laid out. What is read of a document takes a multiple of its size in memory; the largest that EDGAR
/// has taken in text form are near 100 MB.
constexpr uint32_t kMaxDocument = uint32_t{128} << 20;

}  // namespace

auto lay_out(std::string_view bytes, const container::Document& document, diag::Emitter& emitter) -> Layout {
  if (document.media != container::Media::binary && document.text.size() > kMaxDocument) {
    emitter.emit({diag::Rule::skipped, diag::Severity::warning,
                  "document of " + std::to_string(document.text.size()) + " bytes is larger than 128 MiB and was not read", document.index,
                  document.text, {}});
    Layout unread;
    unread.document = document.index;
    return unread;
  }
  switch (document.media) {
    case container::Media::html: return lay_out_html(bytes, document, emitter);
    case container::Media::text: return lay_out_typewriter(bytes, document, emitter);
    case container::Media::binary: break;
  }
  emitter.emit({diag::Rule::skipped, diag::Severity::note,
                "document of " + std::to_string(document.text.size()) + " bytes is not text" +
                    (document.type.empty() ? "" : " (" + std::string(document.type) + ")") + " and was left as it is",
                document.index, document.text, {}});
  Layout empty;
  empty.document = document.index;
  return empty;
}

}  // namespace crossfoot::layout
