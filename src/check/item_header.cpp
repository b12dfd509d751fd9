// Rule `item-header`: the items of the body are the items that EDGAR's header declares, and a number's title is its own.
#include <algorithm>
#include <set>

#include "base/ascii.h"
#include "check/rules.h"
#include "form/item_titles.h"
#include "form/items.h"

namespace crossfoot::check {
namespace {

constexpr Date kNewItems{2004, 8, 23};

/// An item whose printed title is word for word the official one of another number.
void check_titles(const Input& input, diag::Emitter& emitter) {
  for (const form::Item& item : input.form.items) {
    if (item.title.size() < 8) continue;
    form::Numbering numbering = form::numbering_of(item.scheme);
    if (form::match_title(item.title, numbering, item.number).length > 0) continue;
    std::string_view other = form::item_of_title(item.title, item.scheme);
    if (other.empty() || other == item.number) continue;
    // Under two numbers one title can stand: "Items 1.01 and 5.02".
    bool shared = std::any_of(input.form.items.begin(), input.form.items.end(),
                              [&](const form::Item& o) { return o.number == other && o.heading == item.heading; });
    if (shared) continue;
    emitter.emit({diag::Rule::item_header, diag::Severity::warning,
                  "Item " + item.number + " is headed \"" + item.title + "\", which is the title of Item " + std::string(other), item.document, item.heading, {}});
  }
}

}  // namespace

void check_item_header(const Input& input, diag::Emitter& emitter) {
  if (form::family_of(input.form.form) != form::Family::current_report) return;
  check_titles(input, emitter);
  if (input.submission.items.empty()) return;
  bool old = input.submission.filed && *input.submission.filed < kNewItems;
  form::Scheme scheme = old ? form::Scheme::y1993 : form::Scheme::y2004;

  // Held against each other in the 2004 numbering, so that a filer who kept the old numbers is not accused of it here.
  std::set<std::string, std::less<>> declared, found;
  size_t unnamed = 0;
  for (const auto& f : input.submission.items) {
    std::string_view number = form::item_of_title(f.value, scheme);
    if (number.empty()) ++unnamed;
    else declared.emplace(form::canonical_item(number, scheme));
  }
  for (const form::Item& item : input.form.items) found.insert(item.canonical);
  if (found.empty()) return;  // what was not found proves nothing

  for (const auto& f : input.submission.items) {
    std::string_view number = form::item_of_title(f.value, scheme);
    if (number.empty() || found.count(form::canonical_item(number, scheme))) continue;
    diag::Diagnostic d{diag::Rule::item_header, diag::Severity::warning,
                       "the header declares Item " + std::string(number) + ", but no heading of the report bears it", input.form.report, f.span, {}};
    for (const form::Item& item : input.form.items)
      if (!declared.count(item.canonical) && d.related.size() < 4) d.related.push_back({"Item " + item.number + " is not declared", item.heading});
    emitter.emit(std::move(d));
  }
  std::set<std::string, std::less<>> said;
  for (const form::Item& item : input.form.items) {
    if (declared.count(item.canonical) || item.canonical.empty() || !said.insert(item.canonical).second) continue;
    if (unnamed > 0) {  // a declared item without a name can be this one
      --unnamed;
      continue;
    }
    // The exhibit item is the one filers forget to declare.
    bool exhibits = item.canonical == "9.01";
    emitter.emit({diag::Rule::item_header, exhibits ? diag::Severity::note : diag::Severity::warning,
                  "Item " + item.number + " is reported here, but the header does not declare it", item.document, item.heading,
                  {{"the items the header declares", {input.submission.items.front().span.begin, input.submission.items.back().span.end}}}});
  }
}

}  // namespace crossfoot::check
