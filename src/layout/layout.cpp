#include "layout/layout.h"

namespace crossfoot::layout {

auto lay_out(std::string_view bytes, const container::Document& document, diag::Emitter& emitter) -> Layout {
  switch (document.media) {
    case container::Media::html: return lay_out_html(bytes, document, emitter);
    case container::Media::text: return lay_out_typewriter(bytes, document, emitter);
    case container::Media::binary: break;
  }
  Layout empty;
  empty.document = document.index;
  return empty;
}

}  // namespace crossfoot::layout
