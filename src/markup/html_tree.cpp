#include "markup/html_tree.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace crossfoot::markup {
namespace {

enum Trait : uint8_t {
  kVoid = 1,        // has no content
  kFormatting = 2,  // goes on behind a block it crosses
  kBlock = 4,
  kBoundary = 8,    // end tags outside do not reach in
  kIgnored = 16,    // leaves no node
};

constexpr auto make_traits() -> std::array<uint8_t, static_cast<size_t>(Tag::count_)> {
  std::array<uint8_t, static_cast<size_t>(Tag::count_)> t{};
  auto set = [&](uint8_t trait, auto... tags) { ((t[static_cast<size_t>(tags)] |= trait), ...); };
  set(kVoid, Tag::br, Tag::hr, Tag::img, Tag::input, Tag::page);
  set(kVoid | kIgnored, Tag::link, Tag::meta, Tag::base, Tag::col, Tag::wbr);
  set(kIgnored, Tag::html, Tag::head, Tag::body, Tag::form, Tag::colgroup, Tag::noscript, Tag::title, Tag::script, Tag::style, Tag::c,
      Tag::fn, Tag::select, Tag::option, Tag::nobr, Tag::textarea, Tag::xmp);
  set(kFormatting, Tag::a, Tag::b, Tag::big, Tag::code, Tag::em, Tag::font, Tag::i, Tag::s, Tag::small, Tag::strike, Tag::strong, Tag::tt,
      Tag::u);
  set(kBlock, Tag::address, Tag::blockquote, Tag::center, Tag::dir, Tag::div, Tag::dl, Tag::dt, Tag::dd, Tag::h1, Tag::h2, Tag::h3,
      Tag::h4, Tag::h5, Tag::h6, Tag::hr, Tag::li, Tag::menu, Tag::ol, Tag::p, Tag::pre, Tag::ul, Tag::table, Tag::caption, Tag::thead,
      Tag::tbody, Tag::tfoot, Tag::tr, Tag::td, Tag::th, Tag::page);
  set(kBoundary, Tag::table, Tag::td, Tag::th, Tag::caption);
  return t;
}
constexpr auto kTraits = make_traits();
constexpr bool has(Tag t, uint8_t trait) { return kTraits[static_cast<size_t>(t)] & trait; }
constexpr bool is_heading(Tag t) { return t >= Tag::h1 && t <= Tag::h6; }
constexpr bool is_cell(Tag t) { return t == Tag::td || t == Tag::th; }
constexpr bool is_section(Tag t) { return t == Tag::thead || t == Tag::tbody || t == Tag::tfoot; }

constexpr size_t kMostCarried = 12;  // formatting elements carried over a block's end
constexpr size_t kMostAlike = 3;     // of these, of one name

class Builder {
 public:
  Builder(std::string_view bytes, Span within) : bytes_(bytes), within_(within), tokenizer_(bytes, within) {
    tree_.nodes.reserve(within.size() / 48 + 16);
    std::string_view head = bytes.substr(within.begin, std::min<size_t>(within.size(), 2000));
    xhtml_ = ascii::contains_ignoring_case(head, "<?xml") || ascii::contains_ignoring_case(head, "xmlns");
  }

  auto build() -> HtmlTree {
    Token t;
    while (tokenizer_.next(t)) {
      Span s{t.begin, tokenizer_.position()};
      switch (t.kind) {
        case TokenKind::text: text(s); break;
        case TokenKind::start_tag: start(t, s); break;
        case TokenKind::end_tag: end(t.tag, s); break;
        case TokenKind::raw:
          if (t.tag == Tag::style) tree_.sheets.push_back(s);
          else if (t.tag == Tag::title) {
            if (tree_.title.empty()) tree_.title = s;
          } else if (t.tag != Tag::script) {
            text(s);
          }
          break;
        case TokenKind::comment:
        case TokenKind::declaration: break;
      }
    }
    pop_to(0);
    return std::move(tree_);
  }

 private:
  struct Open {
    uint32_t node;
    Tag tag;
  };
  struct Carried {
    Span span;
    Tag tag;
  };

  void text(Span s) {
    Tag top = stack_.empty() ? Tag::other : stack_.back().tag;
    bool blank = true;
    for (uint32_t i = s.begin; i < s.end && blank; ++i) blank = ascii::is_space(bytes_[i]);
    if (blank && !pre_ && (stack_.empty() || top == Tag::table || top == Tag::tr || is_section(top) || top == Tag::ul || top == Tag::ol)) return;
    if (!blank) reopen_carried();
    push_node({s.begin, s.end, 0, Tag::other, true});
    tree_.nodes.back().subtree_end = static_cast<uint32_t>(tree_.nodes.size());
  }

  void push_node(Node n) { tree_.nodes.push_back(n); }

  void push(Tag tag, Span s, bool reopened = false) {
    push_node({s.begin, s.end, 0, tag, false, reopened});
    stack_.push_back({static_cast<uint32_t>(tree_.nodes.size() - 1), tag});
    ++open_[static_cast<size_t>(tag)];
    if (tag == Tag::pre) ++pre_;
  }

  void leaf(Tag tag, Span s) {
    push_node({s.begin, s.end, 0, tag, false});
    tree_.nodes.back().subtree_end = static_cast<uint32_t>(tree_.nodes.size());
  }

  void pop() {
    Open o = stack_.back();
    stack_.pop_back();
    --open_[static_cast<size_t>(o.tag)];
    if (o.tag == Tag::pre) --pre_;
    tree_.nodes[o.node].subtree_end = static_cast<uint32_t>(tree_.nodes.size());
  }
  void pop_to(size_t depth) {
    while (stack_.size() > depth) pop();
  }

  // Pops down to `depth`, remembering the formatting that stood open above it.
  void pop_carrying(size_t depth) {
    for (size_t i = depth; i < stack_.size(); ++i) carry(stack_[i]);
    pop_to(depth);
  }

  // Remembers a formatting element for what comes next; three alike are as good as any number.
  void carry(const Open& o) {
    if (!has(o.tag, kFormatting) || carried_.size() >= kMostCarried) return;
    size_t alike = 0;
    for (const Carried& c : carried_) alike += c.tag == o.tag;
    if (alike < kMostAlike) carried_.push_back({tree_.nodes[o.node].span(), o.tag});
  }

  void reopen_carried() {
    if (carried_.empty()) return;
    // Crossed tags without end must not grow the tree without end.
    if (reopened_ <= tree_.nodes.size() / 2 + 64)
      for (const Carried& c : carried_)
        if (stack_.size() < kDeepest) {
          push(c.tag, c.span, true);
          ++reopened_;
        }
    carried_.clear();
  }

  static constexpr size_t kNone = static_cast<size_t>(-1);

  // The depth of the innermost open element that `wanted` accepts, looking out to the first boundary.
  template <typename Wanted, typename Stop>
  auto find_open(Wanted wanted, Stop stop) const -> size_t {
    for (size_t i = stack_.size(); i-- > 0;) {
      if (wanted(stack_[i].tag)) return i;
      if (stop(stack_[i].tag)) break;
    }
    return kNone;
  }
  [[nodiscard]] bool any_open(Tag t) const { return open_[static_cast<size_t>(t)] != 0; }
  auto find_in_scope(Tag tag) const -> size_t {
    if (!any_open(tag)) return kNone;
    return find_open([tag](Tag t) { return t == tag; }, [](Tag t) { return has(t, kBoundary); });
  }

  void close_p() {
    if (size_t d = find_in_scope(Tag::p); d != kNone) pop_carrying(d);
  }

  // Does the table tag at `s` begin an HTML table, and not the typewriter <TABLE> of text inside <PRE>?
  [[nodiscard]] bool begins_rows(Span s) const {
    std::string_view rest = bytes_.substr(s.end, std::min<size_t>(within_.end - s.end, 400));
    size_t lt = rest.find('<');
    if (lt == std::string_view::npos) return false;
    Tag t = parse_tag(tag_name(rest.substr(lt)));
    return t == Tag::tr || is_cell(t) || is_section(t) || t == Tag::colgroup || t == Tag::col;
  }

  void start(const Token& t, Span s) {
    Tag tag = t.tag;
    if (has(tag, kIgnored)) return;
    if (pre_ && (tag == Tag::s || tag == Tag::caption || (tag == Tag::table && !begins_rows(s)))) return;
    bool closed = t.self_closed && (tag == Tag::prefixed || xhtml_ || tag >= Tag::ix_continuation);
    if (stack_.size() >= kDeepest && !has(tag, kVoid)) {
      tree_.too_deep = true;
      if (!closed) ++ignored_[static_cast<size_t>(tag)];
      if (has(tag, kBlock)) leaf(Tag::br, s);
      return;
    }
    switch (tag) {
      case Tag::table: {
        close_p();
        carried_.clear();
        mark_outer_table();
        push(tag, s);
        return;
      }
      case Tag::thead:
      case Tag::tbody:
      case Tag::tfoot:
      case Tag::caption:
      case Tag::tr:
      case Tag::td:
      case Tag::th: table_part(tag, s, closed); return;
      case Tag::li:
        close_within_list(Tag::li, Tag::li);
        break;
      case Tag::dt:
      case Tag::dd:
        close_within_list(Tag::dt, Tag::dd);
        break;
      case Tag::pre:
        // What a cell holds in <PRE> may be a typewriter table.
        mark_outer_table();
        break;
      default: break;
    }
    if (has(tag, kBlock)) {
      close_p();
    } else if (tag == Tag::a) {
      // A link inside a link closes the first: an anchor without its end tag must not swallow the document.
      if (size_t d = find_in_scope(Tag::a); d != kNone) close_formatting(d);
    }
    if (has(tag, kVoid)) {
      if (tag != Tag::img && tag != Tag::input) leaf(tag, s);
      return;
    }
    if (!has(tag, kBlock)) reopen_carried();
    push(tag, s);
    if (closed) pop();
  }

  void mark_outer_table() {
    for (size_t i = stack_.size(); i-- > 0;) {
      tree_.nodes[stack_[i].node].has_table = true;
      if (stack_[i].tag == Tag::table) break;
    }
  }

  void close_within_list(Tag a, Tag b) {
    size_t d = find_open([&](Tag t) { return t == a || t == b; },
                         [](Tag t) { return has(t, kBoundary) || t == Tag::ul || t == Tag::ol || t == Tag::dl || t == Tag::dir || t == Tag::menu; });
    if (d != kNone) pop_carrying(d);
  }

  void table_part(Tag tag, Span s, bool closed) {
    size_t table = any_open(Tag::table) ? find_open([](Tag t) { return t == Tag::table; }, [](Tag) { return false; }) : kNone;
    if (table == kNone) {
      // A row outside any table: its cells still stand apart.
      if (tag != Tag::caption) leaf(Tag::br, s);
      return;
    }
    carried_.clear();
    if (is_cell(tag)) {
      size_t row = kNone;
      for (size_t i = table + 1; i < stack_.size(); ++i)
        if (stack_[i].tag == Tag::tr) {
          row = i;
          break;
        }
      if (row == kNone) {
        size_t keep = table + 1;
        if (keep < stack_.size() && is_section(stack_[keep].tag)) ++keep;
        pop_to(keep);
        push(Tag::tr, {s.begin, s.begin});
      } else {
        pop_to(row + 1);
      }
    } else if (tag == Tag::tr) {
      size_t keep = table + 1;
      if (keep < stack_.size() && is_section(stack_[keep].tag)) ++keep;
      pop_to(keep);
    } else {
      pop_to(table + 1);
    }
    push(tag, s);
    if (closed) pop();
  }

  // Ends the formatting element at `depth`; what stands open above it goes on.
  void close_formatting(size_t depth) {
    std::array<Open, kMostCarried> above;
    size_t n = 0;
    bool block = false;
    for (size_t i = depth + 1; i < stack_.size(); ++i) block |= has(stack_[i].tag, kBlock);
    if (!block) {
      for (size_t i = depth + 1; i < stack_.size(); ++i) carry(stack_[i]);
      pop_to(depth);
      return;
    }
    if (stack_.size() - depth - 1 > above.size() || reopened_ > tree_.nodes.size() / 2 + 64) return;
    for (size_t i = depth + 1; i < stack_.size(); ++i) above[n++] = stack_[i];
    pop_to(depth);
    for (size_t i = 0; i < n; ++i) push(above[i].tag, tree_.nodes[above[i].node].span(), true);
    reopened_ += n;
  }

  void end(Tag tag, Span s) {
    if (has(tag, kIgnored) && tag != Tag::page) return;
    if (uint32_t& n = ignored_[static_cast<size_t>(tag)]; n > 0) {
      --n;
      if (has(tag, kBlock)) leaf(Tag::br, s);
      return;
    }
    if (has(tag, kVoid)) {
      if (tag == Tag::br) leaf(tag, s);  // "</br>" breaks the line in every browser
      return;
    }
    if (tag == Tag::p) {
      size_t d = find_in_scope(Tag::p);
      if (d == kNone) leaf(Tag::p, s);
      else pop_carrying(d);
      return;
    }
    if (tag == Tag::table) {
      if (!any_open(Tag::table)) return;
      pop_to(find_open([](Tag t) { return t == Tag::table; }, [](Tag) { return false; }));
      carried_.clear();
      return;
    }
    if (is_cell(tag) || tag == Tag::tr || is_section(tag) || tag == Tag::caption) {
      size_t d = find_open([tag](Tag t) { return t == tag || (is_cell(tag) && is_cell(t)); }, [](Tag t) { return t == Tag::table; });
      if (d == kNone) return;
      pop_to(d);
      carried_.clear();
      return;
    }
    if (has(tag, kFormatting)) {
      for (size_t i = carried_.size(); i-- > 0;)
        if (carried_[i].tag == tag) {
          carried_.erase(carried_.begin() + static_cast<ptrdiff_t>(i));
          return;
        }
      if (size_t d = find_in_scope(tag); d != kNone) close_formatting(d);
      return;
    }
    if (is_heading(tag)) {
      if (size_t d = find_open(is_heading, [](Tag t) { return has(t, kBoundary); }); d != kNone) pop_carrying(d);
      return;
    }
    if (has(tag, kBlock)) {
      if (size_t d = find_in_scope(tag); d != kNone) pop_carrying(d);
      return;
    }
    if (tag == Tag::prefixed || tag == Tag::other) {
      // Told apart by name only here, where they are rare.
      if (!any_open(tag)) return;
      std::string_view name = tag_name(s.of(bytes_));
      for (size_t i = stack_.size(); i-- > 0;) {
        if (stack_[i].tag == tag && ascii::equals_ignoring_case(tag_name(tree_.nodes[stack_[i].node].span().of(bytes_)), name)) {
          pop_carrying(i);
          return;
        }
        if (has(stack_[i].tag, kBoundary)) return;
      }
      return;
    }
    bool reaches_out = tag >= Tag::ix_continuation;  // inline XBRL may wrap blocks and tables
    if (!any_open(tag)) return;
    size_t d = find_open([tag](Tag t) { return t == tag; },
                         [reaches_out](Tag t) { return has(t, kBoundary) || (!reaches_out && has(t, kBlock)); });
    if (d != kNone) pop_carrying(d);
  }

  std::string_view bytes_;
  Span within_;
  Tokenizer tokenizer_;
  HtmlTree tree_;
  std::vector<Open> stack_;
  std::vector<Carried> carried_;
  std::array<uint32_t, static_cast<size_t>(Tag::count_)> open_{};
  std::array<uint32_t, static_cast<size_t>(Tag::count_)> ignored_{};
  size_t reopened_ = 0;
  uint32_t pre_ = 0;
  bool xhtml_ = false;
};

}  // namespace

auto build_html_tree(std::string_view bytes, Span within) -> HtmlTree {
  within.end = std::min<uint32_t>(within.end, static_cast<uint32_t>(bytes.size()));
  within.begin = std::min(within.begin, within.end);
  return Builder(bytes, within).build();
}

bool is_block(Tag tag) { return has(tag, kBlock); }

}  // namespace crossfoot::markup
