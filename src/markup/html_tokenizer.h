// EDGAR's HTML cut into tokens that partition the bytes: each token ends where the next begins, so nothing is lost.
//
// In: the bytes of a file and the span of one document in it. Out: tokens, by value; nothing is copied or decoded.
// Bad input: a '<' that opens nothing is text; a tag, quote or comment that never closes ends at the next '>' or at the
// end of the document. One pass; time is linear whatever the bytes are.
//
//   <td align="right">1,235&#160;</td><!-- x -->
//   |start            |text      |end |comment  |
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace crossfoot::markup {

/// Elements that somebody asks for by name. Everything else is `other`, or `prefixed` where the name has a colon.
enum class Tag : uint8_t {
  other, prefixed,
  a, address, b, base, big, blockquote, body, br, c, caption, center, code, col, colgroup, cite, dd, del, dir, div, dl, dt, em, fn, font,
  form, h1, h2, h3, h4, h5, h6, head, hr, html, i, img, input, ins, kbd, li, link, menu, meta, nobr, noscript, ol, option, p, page, pre, s,
  samp, script, select, small, span, strike, strong, style, sub, sup, table, tbody, td, textarea, tfoot, th, thead, title, tr, tt, u, ul,
  var, wbr, xmp, xml,
  ix_continuation, ix_exclude, ix_footnote, ix_fraction, ix_header, ix_hidden, ix_nonfraction, ix_nonnumeric, ix_references, ix_resources,
  count_
};

enum class TokenKind : uint8_t {
  text,
  start_tag,
  end_tag,
  comment,      // <!-- -->, also the conditional comments that hide their content
  declaration,  // <!DOCTYPE>, <![if]>, <? ?>, </ >: markup that shows nothing
  raw,          // the inside of <script>, <style>, <title>, <textarea>
};

struct Token {
  uint32_t begin = 0;
  TokenKind kind = TokenKind::text;
  Tag tag = Tag::other;
  bool self_closed = false;  // "/>"
};

struct TokenBuffer {
  std::vector<Token> tokens;
  uint32_t end = 0;  // where the last token ends
  [[nodiscard]] auto span(size_t i) const -> Span { return {tokens[i].begin, i + 1 < tokens.size() ? tokens[i + 1].begin : end}; }
};

/// Yields the tokens of one document in order.
class Tokenizer {
 public:
  Tokenizer(std::string_view bytes, Span within);
  /// Reads the next token into `token`; false at the end. The token ends at `position()`.
  [[nodiscard]] bool next(Token& token);
  [[nodiscard]] auto position() const -> uint32_t { return at_; }

 private:
  void end_markup(Token& token);
  void end_tag_or_start(Token& token);
  [[nodiscard]] auto find(char c, uint32_t from) const -> uint32_t;
  [[nodiscard]] auto find_raw_end(std::string_view name, uint32_t from) -> uint32_t;

  const char* bytes_;
  uint32_t at_;
  uint32_t end_;
  Tag raw_ = Tag::other;              // the element whose raw content comes next
  uint32_t no_double_quote_ = ~0u;    // from here on there is no closing '"'; likewise the others
  uint32_t no_single_quote_ = ~0u;
  uint32_t no_comment_end_ = ~0u;
  uint32_t no_raw_end_ = ~0u;
};

/// Cuts the document `within` of `bytes` into tokens.
auto tokenize_html(std::string_view bytes, Span within) -> TokenBuffer;

/// Returns the element a tag's name names, in any case; `ix:` names also.
auto parse_tag(std::string_view name) -> Tag;
/// Returns the name of a start or end tag whose bytes are `tag`, as written: "ix:nonFraction".
auto tag_name(std::string_view tag) -> std::string_view;
auto to_string(TokenKind kind) -> std::string_view;

}  // namespace crossfoot::markup
