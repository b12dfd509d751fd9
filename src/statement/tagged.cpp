#include "statement/tagged.h"

#include <algorithm>
#include <unordered_map>

#include "base/ascii.h"
#include "base/date.h"
#include "markup/html_entities.h"
#include "markup/html_style.h"
#include "markup/html_tree.h"

namespace crossfoot::statement {
namespace {

using markup::find_attribute;
using markup::HtmlTree;
using markup::Node;
using markup::Tag;

constexpr size_t kHead = 20000;  // where <html xmlns:ix=...> stands

struct Context {
  Period period;
  bool has_dimensions = false;
};

auto local_name(std::string_view name) -> std::string_view {
  size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

auto parse_int(std::string_view s, int fallback) -> int {
  s = ascii::trim(s);
  bool negative = !s.empty() && s[0] == '-';
  if (!s.empty() && (s[0] == '-' || s[0] == '+')) s.remove_prefix(1);
  if (s.empty() || s.size() > 4) return fallback;
  int v = 0;
  for (char c : s) {
    if (!ascii::is_digit(c)) return fallback;
    v = v * 10 + (c - '0');
  }
  return negative ? -v : v;
}

class Reader {
 public:
  Reader(std::string_view bytes, const container::Document& document)
      : bytes_(bytes), document_(document), tree_(markup::build_html_tree(bytes, document.text)) {}

  void read(std::vector<TaggedFact>& out) {
    const auto& nodes = tree_.nodes;
    for (uint32_t i = 0; i < nodes.size(); ++i) {
      if (nodes[i].is_text || (nodes[i].tag != Tag::prefixed && nodes[i].tag != Tag::other)) continue;
      std::string_view name = local_name(markup::tag_name(tag(i)));
      if (ascii::equals_ignoring_case(name, "context")) read_context(i);
      else if (ascii::equals_ignoring_case(name, "unit")) read_unit(i);
    }
    for (uint32_t i = 0; i < nodes.size(); ++i)
      if (!nodes[i].is_text && nodes[i].tag == Tag::ix_nonfraction && !nodes[i].reopened) read_fact(i, out);
  }

 private:
  [[nodiscard]] auto tag(uint32_t i) const -> std::string_view { return tree_.nodes[i].span().of(bytes_); }

  // The text directly under node i, trimmed.
  [[nodiscard]] auto text_in(uint32_t i) const -> std::string_view {
    for (uint32_t k = i + 1; k < tree_.nodes[i].subtree_end; ++k)
      if (tree_.nodes[k].is_text)
        if (auto s = ascii::trim(tree_.nodes[k].span().of(bytes_)); !s.empty()) return s;
    return {};
  }

  void read_context(uint32_t i) {
    std::string_view id = find_attribute(tag(i), "id");
    if (id.empty()) return;
    Context c;
    for (uint32_t k = i + 1; k < tree_.nodes[i].subtree_end; ++k) {
      if (tree_.nodes[k].is_text) continue;
      std::string_view name = local_name(markup::tag_name(tag(k)));
      if (ascii::equals_ignoring_case(name, "instant") || ascii::equals_ignoring_case(name, "endDate")) c.period.end = parse_compact_date(text_in(k).substr(0, 10));
      else if (ascii::equals_ignoring_case(name, "startDate")) c.period.start = parse_compact_date(text_in(k).substr(0, 10));
      else if (ascii::equals_ignoring_case(name, "explicitMember") || ascii::equals_ignoring_case(name, "typedMember")) c.has_dimensions = true;
    }
    contexts_.emplace(id, c);
  }

  void read_unit(uint32_t i) {
    std::string_view id = find_attribute(tag(i), "id");
    if (id.empty()) return;
    std::string unit;
    for (uint32_t k = i + 1; k < tree_.nodes[i].subtree_end; ++k) {
      if (tree_.nodes[k].is_text || !ascii::equals_ignoring_case(local_name(markup::tag_name(tag(k))), "measure")) continue;
      if (!unit.empty()) unit += '/';
      unit += local_name(text_in(k));
    }
    units_.emplace(id, std::move(unit));
  }

  // The number that the element encloses, as its format says it is written; empty where it is none.
  [[nodiscard]] auto number_in(uint32_t i, std::string_view format, Span& span) const -> std::optional<Decimal> {
    std::string form = ascii::to_lower(local_name(format));
    form.erase(std::remove(form.begin(), form.end(), '-'), form.end());
    bool comma_is_point = form.find("commadecimal") != std::string::npos || form == "numcomma";
    bool zero = form.find("zero") != std::string::npos || form == "numdash";
    std::string digits;
    bool other = false, point = false;
    span = {};
    for (uint32_t k = i + 1; k < tree_.nodes[i].subtree_end; ++k) {
      const Node& n = tree_.nodes[k];
      if (!n.is_text && n.tag == Tag::ix_exclude) {
        k = n.subtree_end - 1;
        continue;
      }
      if (!n.is_text) continue;
      for (uint32_t at = n.begin; at < n.end;) {
        char c = bytes_[at];
        uint32_t length = 1;
        if (c == '&') {
          markup::Reference r = markup::parse_reference(bytes_.substr(at, std::min<uint32_t>(n.end - at, 40)));
          if (r.length) {
            length = r.length;
            c = r.code < 128 ? static_cast<char>(r.code) : r.code == 0xA0 || r.code == 0x202F || r.code == 0x2009 ? ' ' : '?';
          }
        } else if (static_cast<unsigned char>(c) >= 0x80) {
          c = '?';
        }
        if (!ascii::is_space(c)) {
          if (span.empty()) span.begin = at;
          span.end = at + length;
        }
        if (ascii::is_digit(c)) digits.push_back(c);
        else if (c == (comma_is_point ? ',' : '.')) {
          other = other || point;
          point = true;
          digits.push_back('.');
        } else if (c != ',' && c != '.' && !ascii::is_space(c) && c != '\'') {
          other = true;
        }
        at += length;
      }
    }
    if (zero) return span.empty() ? std::nullopt : std::optional(Decimal(0));
    if (other || digits.empty()) return std::nullopt;
    return Decimal::parse(digits);
  }

  void read_fact(uint32_t i, std::vector<TaggedFact>& out) {
    std::string_view t = tag(i);
    std::string_view nil = find_attribute(t, "xsi:nil");
    if (nil == "true" || nil == "1") return;
    TaggedFact f;
    f.format = std::string(find_attribute(t, "format"));
    Span span;
    auto number = number_in(i, f.format, span);
    if (!number) return;
    f.context = std::string(find_attribute(t, "contextRef"));
    auto context = contexts_.find(f.context);
    if (context == contexts_.end()) return;
    f.period = context->second.period;
    f.has_dimensions = context->second.has_dimensions;
    f.concept_name = std::string(find_attribute(t, "name"));
    if (auto unit = units_.find(find_attribute(t, "unitRef")); unit != units_.end()) f.unit = unit->second;
    f.scale = std::clamp(parse_int(find_attribute(t, "scale"), 0), -30, 15);
    f.negated = ascii::trim(find_attribute(t, "sign")) == "-";
    f.value = number->shifted(f.scale);
    if (f.negated) f.value = -f.value;
    // "INF": exact, as far as it is written.
    f.decimals = parse_int(find_attribute(t, "decimals"), -f.value.exponent());
    f.document = document_.index;
    f.span = span;
    out.push_back(std::move(f));
  }

  std::string_view bytes_;
  const container::Document& document_;
  HtmlTree tree_;
  std::unordered_map<std::string_view, Context> contexts_;
  std::unordered_map<std::string_view, std::string> units_;
};

}  // namespace

auto read_tagged(std::string_view bytes, const container::Submission& submission) -> std::vector<TaggedFact> {
  std::vector<TaggedFact> out;
  for (const container::Document& d : submission.documents) {
    if (d.media != container::Media::html) continue;
    std::string_view head = d.text.of(bytes).substr(0, kHead);
    if (head.find("inlineXBRL") == std::string_view::npos && head.find("xmlns:ix") == std::string_view::npos) continue;
    Reader(bytes, d).read(out);
  }
  return out;
}

}  // namespace crossfoot::statement
