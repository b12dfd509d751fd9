// EDGAR's HTML as a tree, kept flat: the nodes stand in the order of their start tags, and each knows where its
// subtree ends, so a walk is a loop.
//
// In: the bytes of a file and the span of one document in it. Out: elements and text runs. Comments, declarations and the
// tags of html, head, body and form leave no node. Formatting that crosses blocks or never closes is carried on as
// browsers do (a reopened element is marked). Bad input: whatever is open at the end is closed there; elements
// nested deeper than kDeepest keep their text and lose their own node. Linear time, 16 bytes a node.
//
//   <tr><td>a</td><td><b>c</b></td></tr>      node  0 tr  1 td  2 "a"  3 td  4 b  5 "c"
//                                             end   6     3     3      6     6    6
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "markup/html_tokenizer.h"

namespace crossfoot::markup {

enum class NodeId : uint32_t {};

struct Node {
  uint32_t begin = 0, end = 0;  // the start tag, or the text, in the file; empty for an implied element
  uint32_t subtree_end = 0;     // index of the first node behind this one's subtree
  Tag tag = Tag::other;
  bool is_text = false;
  bool reopened = false;   // carries on an element that a crossed or implied end tag interrupted
  bool has_table = false;  // a table or <pre> stands inside; set up to the enclosing table
  [[nodiscard]] auto span() const -> Span { return {begin, end}; }
};

struct HtmlTree {
  std::vector<Node> nodes;
  std::vector<Span> sheets;  // contents of <style>
  Span title;                // content of <title>
  bool too_deep = false;     // an element was flattened
  [[nodiscard]] auto operator[](NodeId id) const -> const Node& { return nodes[static_cast<uint32_t>(id)]; }
};

inline constexpr size_t kDeepest = 400;

/// Builds the tree of the document `within` of `bytes`.
auto build_html_tree(std::string_view bytes, Span within) -> HtmlTree;

/// Is a block in its own right: begins and ends a line wherever it stands.
bool is_block(Tag tag);

}  // namespace crossfoot::markup
