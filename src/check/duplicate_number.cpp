// Rule `duplicate-number`: the same exhibit or item number does not stand for two different things.
#include <algorithm>
#include <map>

#include "base/ascii.h"
#include "check/rules.h"
#include "form/exhibits.h"
#include "form/items.h"

namespace crossfoot::check {
namespace {

/// Letters and digits of a description, lower-cased: what two wordings are compared by.
auto letters_of(std::string_view text) -> std::string {
  std::string s;
  for (char c : text)
    if (ascii::is_alnum(c)) s += ascii::to_lower(c);
  return s;
}

bool same_thing(std::string_view a, std::string_view b) {
  std::string x = letters_of(a), y = letters_of(b);
  size_t n = std::min({x.size(), y.size(), size_t{30}});
  return n == 0 || x.compare(0, n, y, 0, n) == 0;
}

auto shortened(std::string_view text) -> std::string {
  if (text.size() <= 60) return std::string(text);
  size_t cut = text.rfind(' ', 57);
  return std::string(text.substr(0, cut == std::string_view::npos ? 57 : cut)) + "...";
}

void check_lists(const Input& input, diag::Emitter& emitter) {
  for (const form::Exhibit& e : input.form.repeated_exhibits) {
    std::string key = form::exhibit_key(e.number);
    for (const form::Exhibit& first : input.form.exhibits) {
      if (form::exhibit_key(first.number) != key || same_thing(first.description, e.description)) continue;
      emitter.emit({diag::Rule::duplicate_number, diag::Severity::warning,
                    "Exhibit " + e.number + " is listed twice: as \"" + shortened(first.description) + "\" and as \"" + shortened(e.description) + "\"", input.form.report,
                    e.span, {{"listed first here", first.span}}});
      break;
    }
  }
}

void check_attachments(const Input& input, diag::Emitter& emitter) {
  std::map<std::string, const container::Document*> first;
  for (const auto& d : input.submission.documents) {
    if (!form::is_exhibit_type(d.type)) continue;
    std::string key = form::exhibit_key(d.type);
    // "EX-99" says only the kind; EX-27 and XBRL come one for each registrant or part.
    if (key.find('.') == std::string::npos || key.compare(0, 3, "27.") == 0 || key.compare(0, 4, "101.") == 0) continue;
    auto [it, fresh] = first.emplace(key, &d);
    if (fresh) continue;
    // A copy in another format is the same exhibit.
    if (d.media != it->second->media || d.media == container::Media::binary) continue;
    Span at{d.span.begin, std::min(d.text.begin, d.span.end)}, other{it->second->span.begin, std::min(it->second->text.begin, it->second->span.end)};
    emitter.emit({diag::Rule::duplicate_number, diag::Severity::warning, "two documents are filed as " + std::string(d.type), d.index, at, {{"the first", other}}});
  }
}

void check_items(const Input& input, diag::Emitter& emitter) {
  if (form::family_of(input.form.form) != form::Family::current_report) return;
  std::map<std::string, const form::Item*> first;
  for (const form::Item& item : input.form.items) {
    auto [it, fresh] = first.emplace(item.number, &item);
    if (fresh || it->second->heading == item.heading || item.title.empty() || it->second->title.empty()) continue;
    std::string_view a = form::item_of_title(it->second->title, item.scheme), b = form::item_of_title(item.title, item.scheme);
    if (a.empty() || b.empty() || a == b) continue;  // a part of an item may have a heading of its own
    emitter.emit({diag::Rule::duplicate_number, diag::Severity::warning,
                  "Item " + item.number + " stands twice: over \"" + shortened(it->second->title) + "\" and over \"" + shortened(item.title) + "\"", item.document,
                  item.heading, {{"the first", it->second->heading}}});
  }
}

}  // namespace

void check_duplicate_number(const Input& input, diag::Emitter& emitter) {
  check_lists(input, emitter);
  check_attachments(input, emitter);
  check_items(input, emitter);
}

}  // namespace crossfoot::check
