#include "layout/layout.h"

namespace crossfoot::layout {

auto lay_out_html(std::string_view, const container::Document& document, diag::Emitter&) -> Layout {
  Layout l;
  l.document = document.index;
  return l;
}

}  // namespace crossfoot::layout
