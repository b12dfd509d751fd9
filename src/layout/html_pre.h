// <PRE>: typewriter text inside HTML, laid out by the typewriter's own layout.
//
// In: the element's content. Out: its blocks, lines and tables appended to the layout of the document, with spans in the
// file. Tags that show nothing take no column, references take one, EDGAR's typewriter tags keep their meaning.
#pragma once
#include "layout/html_context.h"

namespace crossfoot::layout::html {

/// Lays out the bytes `content` of a <PRE> element.
void lay_out_pre(Context& ctx, Span content, diag::Emitter& emitter);

}  // namespace crossfoot::layout::html
