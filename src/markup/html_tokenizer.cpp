#include "markup/html_tokenizer.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "base/ascii.h"

namespace crossfoot::markup {
namespace {

struct Name {
  std::string_view text;
  Tag tag;
};

constexpr Name kNames[] = {
    {"a", Tag::a}, {"address", Tag::address}, {"b", Tag::b}, {"base", Tag::base}, {"big", Tag::big}, {"blockquote", Tag::blockquote},
    {"body", Tag::body}, {"br", Tag::br}, {"c", Tag::c}, {"caption", Tag::caption}, {"center", Tag::center}, {"code", Tag::code},
    {"col", Tag::col}, {"colgroup", Tag::colgroup}, {"cite", Tag::cite}, {"dd", Tag::dd}, {"del", Tag::del}, {"dir", Tag::dir},
    {"div", Tag::div}, {"dl", Tag::dl}, {"dt", Tag::dt}, {"em", Tag::em}, {"fn", Tag::fn}, {"font", Tag::font}, {"form", Tag::form},
    {"h1", Tag::h1}, {"h2", Tag::h2}, {"h3", Tag::h3}, {"h4", Tag::h4}, {"h5", Tag::h5}, {"h6", Tag::h6}, {"head", Tag::head},
    {"hr", Tag::hr}, {"html", Tag::html}, {"i", Tag::i}, {"img", Tag::img}, {"input", Tag::input}, {"ins", Tag::ins}, {"kbd", Tag::kbd},
    {"li", Tag::li}, {"link", Tag::link}, {"menu", Tag::menu}, {"meta", Tag::meta}, {"nobr", Tag::nobr}, {"noscript", Tag::noscript},
    {"ol", Tag::ol}, {"option", Tag::option}, {"p", Tag::p}, {"page", Tag::page}, {"pre", Tag::pre}, {"s", Tag::s}, {"samp", Tag::samp},
    {"script", Tag::script}, {"select", Tag::select}, {"small", Tag::small}, {"span", Tag::span}, {"strike", Tag::strike},
    {"strong", Tag::strong}, {"style", Tag::style}, {"sub", Tag::sub}, {"sup", Tag::sup}, {"table", Tag::table}, {"tbody", Tag::tbody},
    {"td", Tag::td}, {"textarea", Tag::textarea}, {"tfoot", Tag::tfoot}, {"th", Tag::th}, {"thead", Tag::thead}, {"title", Tag::title},
    {"tr", Tag::tr}, {"tt", Tag::tt}, {"u", Tag::u}, {"ul", Tag::ul}, {"var", Tag::var}, {"wbr", Tag::wbr}, {"xmp", Tag::xmp},
    {"xml", Tag::xml},
    {"ix:continuation", Tag::ix_continuation}, {"ix:exclude", Tag::ix_exclude}, {"ix:footnote", Tag::ix_footnote},
    {"ix:fraction", Tag::ix_fraction}, {"ix:header", Tag::ix_header}, {"ix:hidden", Tag::ix_hidden},
    {"ix:nonfraction", Tag::ix_nonfraction}, {"ix:nonnumeric", Tag::ix_nonnumeric}, {"ix:references", Tag::ix_references},
    {"ix:resources", Tag::ix_resources},
};

constexpr size_t kSlots = 512;
constexpr size_t kShort = 8;

// A name of at most eight bytes as one number, in small letters.
constexpr auto pack_name(std::string_view s) -> uint64_t {
  uint64_t key = 0;
  for (size_t i = 0; i < s.size(); ++i) key |= static_cast<uint64_t>(static_cast<unsigned char>(s[i] | 0x20)) << (8 * i);
  return key;
}
constexpr auto slot_of(uint64_t key) -> size_t { return static_cast<size_t>((key * 0x9E3779B97F4A7C15u) >> 55); }

struct Slot {
  uint64_t key = 0;
  Tag tag = Tag::other;
};

constexpr auto make_slots() -> std::array<Slot, kSlots> {
  std::array<Slot, kSlots> slots{};
  for (const Name& n : kNames) {
    if (n.text.size() > kShort) continue;
    uint64_t key = pack_name(n.text);
    size_t at = slot_of(key);
    while (slots[at].key) at = (at + 1) % kSlots;
    slots[at] = {key, n.tag};
  }
  return slots;
}
constexpr auto kSlot = make_slots();

// Classes of the bytes inside a tag.
constexpr uint8_t kNameEnd = 1, kStop = 2;  // ends a name; may end a tag or open a quotation
constexpr auto make_classes() -> std::array<uint8_t, 256> {
  std::array<uint8_t, 256> c{};
  for (unsigned char x : {' ', '\t', '\n', '\r', '\f', '/', '>'}) c[x] = kNameEnd;
  for (unsigned char x : {'>', '"', '\''}) c[x] = static_cast<uint8_t>(c[x] | kStop);
  return c;
}
constexpr auto kClass = make_classes();
constexpr auto class_of(char c) -> uint8_t { return kClass[static_cast<unsigned char>(c)]; }

constexpr bool opens_raw(Tag t) {
  return t == Tag::script || t == Tag::style || t == Tag::title || t == Tag::textarea || t == Tag::xmp;
}

auto raw_name(Tag t) -> std::string_view {
  switch (t) {
    case Tag::script: return "script";
    case Tag::style: return "style";
    case Tag::title: return "title";
    case Tag::textarea: return "textarea";
    default: return "xmp";
  }
}

}  // namespace

auto parse_tag(std::string_view name) -> Tag {
  if (name.size() <= kShort) {
    uint64_t key = pack_name(name);
    for (size_t at = slot_of(key); kSlot[at].key; at = (at + 1) % kSlots)
      if (kSlot[at].key == key) return kSlot[at].tag;
  } else if (name.size() <= 15) {
    for (const Name& n : kNames)
      if (n.text.size() == name.size() && ascii::equals_ignoring_case(n.text, name)) return n.tag;
  }
  return name.find(':') != std::string_view::npos ? Tag::prefixed : Tag::other;
}

auto tag_name(std::string_view tag) -> std::string_view {
  size_t b = 1;
  if (b < tag.size() && tag[b] == '/') ++b;
  size_t e = b;
  while (e < tag.size() && !(class_of(tag[e]) & kNameEnd)) ++e;
  return tag.substr(std::min(b, tag.size()), e - std::min(b, tag.size()));
}

auto to_string(TokenKind kind) -> std::string_view {
  switch (kind) {
    case TokenKind::text: return "text";
    case TokenKind::start_tag: return "start_tag";
    case TokenKind::end_tag: return "end_tag";
    case TokenKind::comment: return "comment";
    case TokenKind::declaration: return "declaration";
    case TokenKind::raw: return "raw";
  }
  return "text";
}

Tokenizer::Tokenizer(std::string_view bytes, Span within) : bytes_(bytes.data()) {
  end_ = std::min<uint32_t>(within.end, static_cast<uint32_t>(bytes.size()));
  at_ = std::min(within.begin, end_);
}

auto Tokenizer::find(char c, uint32_t from) const -> uint32_t {
  if (from >= end_) return end_;
  const void* p = std::memchr(bytes_ + from, c, end_ - from);
  return p ? static_cast<uint32_t>(static_cast<const char*>(p) - bytes_) : end_;
}

auto Tokenizer::find_raw_end(std::string_view name, uint32_t from) -> uint32_t {
  for (uint32_t i = find('<', from); i < end_; i = find('<', i + 1)) {
    if (i + 2 + name.size() > end_ || bytes_[i + 1] != '/') continue;
    if (ascii::equals_ignoring_case({bytes_ + i + 2, name.size()}, name)) return i;
  }
  return end_;
}

bool Tokenizer::next(Token& token) {
  if (at_ >= end_) return false;
  token = {at_, TokenKind::text, Tag::other, false};
  if (raw_ != Tag::other) {
    Tag raw = raw_;
    raw_ = Tag::other;
    if (at_ < no_raw_end_) {
      uint32_t stop = find_raw_end(raw_name(raw), at_);
      // Without its end tag the element hides nothing: what follows is read as if it stood outside.
      if (stop == end_) no_raw_end_ = at_;
      else if (stop > at_) {
        token.kind = TokenKind::raw;
        token.tag = raw;
        at_ = stop;
        return true;
      }
    }
  }
  if (bytes_[at_] == '<' && at_ + 1 < end_) {
    char c = bytes_[at_ + 1];
    if (ascii::is_alpha(c) || c == '/') {
      end_tag_or_start(token);
      return true;
    }
    if (c == '!' || c == '?') {
      end_markup(token);
      return true;
    }
  }
  // Text runs up to the next '<' that opens something.
  uint32_t i = at_ + 1;
  while (true) {
    i = find('<', i);
    if (i + 1 >= end_) {
      i = end_;
      break;
    }
    char c = bytes_[i + 1];
    if (ascii::is_alpha(c) || c == '/' || c == '!' || c == '?') break;
    ++i;
  }
  at_ = i;
  return true;
}

void Tokenizer::end_markup(Token& token) {
  token.kind = TokenKind::declaration;
  if (end_ - at_ >= 4 && std::memcmp(bytes_ + at_, "<!--", 4) == 0) {
    token.kind = TokenKind::comment;
    uint32_t i = at_ + 2;  // "<!-->" is a whole comment
    if (at_ < no_comment_end_) {
      for (i = find('>', i); i < end_; i = find('>', i + 1)) {
        if (bytes_[i - 1] == '-' && bytes_[i - 2] == '-' && i - 2 >= at_ + 2) break;
        if (bytes_[i - 1] == '!' && bytes_[i - 2] == '-' && bytes_[i - 3] == '-' && i - 3 >= at_ + 4) break;
      }
      if (i < end_) {
        at_ = i + 1;
        return;
      }
      no_comment_end_ = at_;
    }
  }
  uint32_t gt = find('>', at_);
  at_ = std::min(gt, end_ - 1) + 1;
}

void Tokenizer::end_tag_or_start(Token& token) {
  uint32_t name = at_ + 1;
  token.kind = TokenKind::start_tag;
  if (bytes_[name] == '/') {
    ++name;
    token.kind = TokenKind::end_tag;
    if (name >= end_ || !ascii::is_alpha(bytes_[name])) {
      if (name >= end_) {
        token.kind = TokenKind::text;
        at_ = end_;
        return;
      }
      end_markup(token);
      return;
    }
  }
  uint32_t i = name;
  while (i < end_ && !(class_of(bytes_[i]) & kNameEnd)) ++i;
  token.tag = parse_tag({bytes_ + name, i - name});
  while (i < end_) {
    char c = bytes_[i];
    if (!(class_of(c) & kStop)) {
      ++i;
      continue;
    }
    if (c == '>') break;
    // A quotation mark quotes only behind '='; elsewhere it is a slip and the tag ends at its '>'.
    uint32_t before = i;
    while (before > name && ascii::is_space(bytes_[before - 1])) --before;
    bool quotes = before > name && bytes_[before - 1] == '=';
    uint32_t& none = c == '"' ? no_double_quote_ : no_single_quote_;
    if (!quotes || i >= none) {
      ++i;
      continue;
    }
    uint32_t close = find(c, i + 1);
    if (close >= end_) {
      none = i;
      ++i;
      continue;
    }
    i = close + 1;
  }
  token.self_closed = i < end_ && bytes_[i - 1] == '/';
  at_ = std::min(i, end_ - 1) + 1;
  if (token.kind == TokenKind::start_tag && opens_raw(token.tag) && !token.self_closed) raw_ = token.tag;
}

auto tokenize_html(std::string_view bytes, Span within) -> TokenBuffer {
  TokenBuffer out;
  Tokenizer tokenizer(bytes, within);
  out.tokens.reserve(within.size() / 32 + 16);
  Token token;
  while (tokenizer.next(token)) out.tokens.push_back(token);
  out.end = tokenizer.position();
  return out;
}

}  // namespace crossfoot::markup
