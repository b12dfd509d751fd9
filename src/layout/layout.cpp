#include "layout/layout.h"

namespace crossfoot::layout {

auto lay_out(std::string_view bytes, const container::Document& document, diag::Emitter& emitter) -> Layout {
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
