// Rule `exhibit`: body, exhibit index and attached documents agree on exhibit numbers.
#include <algorithm>
#include <set>

#include "base/ascii.h"
#include "check/rules.h"
#include "form/exhibits.h"
#include "form/items.h"

namespace crossfoot::check {
namespace {

using form::Exhibit;
using form::ExhibitReference;

constexpr uint32_t kPrintedText = 4000;  // characters behind the items from which an unlabelled exhibit can be among them

auto main_part(std::string_view key) -> std::string_view { return key.substr(0, key.find('.')); }

/// "99" and "99.1" can be the same exhibit; "99.1" and "99.2" cannot.
bool can_be_same(std::string_view a, std::string_view b) {
  return a == b || (main_part(a) == main_part(b) && (a.find('.') == std::string_view::npos || b.find('.') == std::string_view::npos));
}

/// The span of a header value, where it is a view into the file.
auto span_of(std::string_view bytes, std::string_view value) -> Span {
  if (value.data() < bytes.data() || value.data() + value.size() > bytes.data() + bytes.size()) return {};
  auto begin = static_cast<uint32_t>(value.data() - bytes.data());
  return {begin, begin + static_cast<uint32_t>(value.size())};
}

/// Exhibits that filers need not attach, or that no paper holds: XBRL, what is left out by permission, what comes later.
bool need_not_be_attached(const Exhibit& e) {
  std::string key = form::exhibit_key(e.number);
  if (main_part(key) == "101" || main_part(key) == "104" || e.incorporated) return true;
  for (std::string_view w : {"incorporated", "embedded", "paper", "omitted", "confidential", "previously", "by amendment", "included in", "contained in", "inline xbrl",
                             "form se", "form s-e", "not filed", "reserved", "rule 202", "withdrawn", "included as part", "included on", "power of attorney"})
    if (ascii::contains_ignoring_case(e.description, w)) return true;
  return false;
}

/// The body speaks of an exhibit that neither list nor attachments have.
void check_references(const Input& input, diag::Emitter& emitter) {
  const form::Form& f = input.form;
  std::set<std::string> spoken;
  bool any_listed = false;
  for (const ExhibitReference& r : f.exhibit_references) spoken.insert(form::exhibit_key(r.number));
  for (const Exhibit& e : f.exhibits) any_listed |= e.in_index || e.document.has_value();
  if (!any_listed) return;
  std::set<std::string> said;
  for (const ExhibitReference& r : f.exhibit_references) {
    std::string key = form::exhibit_key(r.number);
    if (r.elsewhere || said.count(key)) continue;
    bool known = std::any_of(f.exhibits.begin(), f.exhibits.end(), [&](const Exhibit& e) {
      std::string k = form::exhibit_key(e.number);
      if (e.document && *e.document < input.submission.documents.size() && form::is_exhibit_type(input.submission.documents[*e.document].type) &&
          can_be_same(key, form::exhibit_key(input.submission.documents[*e.document].type)))
        return !e.in_index || can_be_same(key, k);
      return can_be_same(key, k);
    });
    if (known) continue;
    // Elsewhere the same number is said to be another filing's.
    if (std::any_of(f.exhibit_references.begin(), f.exhibit_references.end(), [&](const ExhibitReference& o) { return o.elsewhere && form::exhibit_key(o.number) == key; })) continue;
    said.insert(key);
    // The exhibit it can be meant for: of the same kind, listed, and never spoken of under its own number.
    std::vector<const Exhibit*> meant;
    for (const Exhibit& e : f.exhibits) {
      std::string k = form::exhibit_key(e.number);
      bool own_number = std::any_of(spoken.begin(), spoken.end(), [&](const std::string& s) { return can_be_same(s, k); });
      if (main_part(k) == main_part(key) && !e.incorporated && !own_number) meant.push_back(&e);
    }
    diag::Diagnostic d{diag::Rule::exhibit, meant.size() == 1 ? diag::Severity::error : diag::Severity::warning, {}, r.document, r.span, {}};
    d.message = "the body speaks of Exhibit " + r.number;
    if (meant.size() == 1) d.message += ", but the exhibit listed is " + meant[0]->number;
    else d.message += ", which no list of exhibits and no attachment has";
    for (const Exhibit* e : meant) d.related.push_back({"Exhibit " + e->number + (e->in_index ? " is listed here" : " is attached"), e->span});
    if (meant.empty())
      for (const Exhibit& e : f.exhibits)
        if (d.related.size() < 3) d.related.push_back({"Exhibit " + e.number + (e.in_index ? " is listed here" : " is attached"), e.span});
    emitter.emit(std::move(d));
  }
}

/// The list names an exhibit that is not there.
void check_listed(const Input& input, diag::Emitter& emitter) {
  const form::Form& f = input.form;
  const auto& s = input.submission;
  // A document cut out of its submission, or a file with documents withheld, shows nothing about its attachments.
  if (s.accession.empty() || f.report >= input.layouts.size()) return;
  if (s.document_count && *s.document_count > static_cast<int>(s.documents.size())) return;
  size_t attached = static_cast<size_t>(std::count_if(s.documents.begin(), s.documents.end(), [](const auto& d) { return form::is_exhibit_type(d.type); }));
  uint32_t behind = input.layouts[f.report].text.size() - std::min(f.report_end, input.layouts[f.report].text.size());
  if (behind > kPrintedText) return;  // it can be printed there without a number
  for (const Exhibit& e : f.exhibits) {
    if (!e.in_index || e.document || need_not_be_attached(e)) continue;
    bool said = std::any_of(f.exhibit_references.begin(), f.exhibit_references.end(),
                            [&](const ExhibitReference& r) { return form::exhibit_key(r.number) == form::exhibit_key(e.number) && !r.elsewhere; });
    emitter.emit({diag::Rule::exhibit, said || attached == 0 ? diag::Severity::warning : diag::Severity::note,
                  "Exhibit " + e.number + " is listed, but the submission does not hold it", f.report, e.span, {}});
  }
}

/// The exhibit item and the index behind the signatures list different numbers of one kind.
void check_lists(const Input& input, diag::Emitter& emitter) {
  const auto& exhibits = input.form.exhibits;
  bool item = false, index = false;
  for (const Exhibit& e : exhibits) {
    item |= e.in_item_list;
    index |= e.in_end_index;
  }
  if (!item || !index) return;
  for (const Exhibit& e : exhibits) {
    if (!e.in_item_list || e.in_end_index || need_not_be_attached(e)) continue;
    std::string key = form::exhibit_key(e.number);
    bool answered = std::any_of(exhibits.begin(), exhibits.end(), [&](const Exhibit& o) { return o.in_end_index && can_be_same(key, form::exhibit_key(o.number)); });
    if (answered) continue;
    // The index's own number for it: of the same kind, and not in the item's list.
    const Exhibit* other = nullptr;
    for (const Exhibit& o : exhibits)
      if (o.in_end_index && !o.in_item_list && main_part(form::exhibit_key(o.number)) == main_part(key)) other = other ? other : &o;
    if (!other) continue;
    emitter.emit({diag::Rule::exhibit, diag::Severity::warning,
                  "the item lists Exhibit " + e.number + ", the exhibit index " + other->number, input.form.report, e.span, {{"in the index", other->span}}});
  }
}

/// An attachment bears a number that the list does not have, or prints another number than it is filed under.
void check_attached(const Input& input, diag::Emitter& emitter) {
  const form::Form& f = input.form;
  const auto& documents = input.submission.documents;
  bool any_listed = std::any_of(f.exhibits.begin(), f.exhibits.end(), [](const Exhibit& e) { return e.in_index && !e.incorporated; });
  for (const Exhibit& e : f.exhibits) {
    if (!e.in_index && any_listed && !e.printed.empty())
      emitter.emit({diag::Rule::exhibit, diag::Severity::warning, "the list of exhibits does not have Exhibit " + e.number + ", which is printed here", f.report, e.span, {}});
    if (!e.document || *e.document >= documents.size() || *e.document == f.report) continue;
    const auto& d = documents[*e.document];
    if (!form::is_exhibit_type(d.type)) continue;
    std::string key = form::exhibit_key(e.number), type = form::exhibit_key(d.type);
    std::string_view main = main_part(type);
    if (main == "101" || main == "104" || main == "27") continue;
    Span at = span_of(input.bytes, d.type);
    if (at.empty()) at = d.span;
    if (e.in_index && !can_be_same(key, type)) {
      emitter.emit({diag::Rule::exhibit, diag::Severity::warning, "the document filed as " + std::string(d.type) + " is listed as Exhibit " + e.number, d.index, at,
                    {{"listed here", e.span}}});
    } else if (!e.in_index && any_listed) {
      emitter.emit({diag::Rule::exhibit, diag::Severity::warning, "the list of exhibits does not have the document filed as " + std::string(d.type), d.index, at, {}});
    }
    if (d.index >= input.layouts.size()) continue;
    if (auto printed = form::find_printed_number(input.layouts[d.index]))
      if (!can_be_same(form::exhibit_key(printed->text), type))
        emitter.emit({diag::Rule::exhibit, diag::Severity::warning, "the document filed as " + std::string(d.type) + " calls itself Exhibit " + printed->text, d.index,
                      printed->span, {{"filed under this type", at}}});
  }
}

}  // namespace

void check_exhibit(const Input& input, diag::Emitter& emitter) {
  if (form::family_of(input.form.form) != form::Family::current_report) return;
  check_references(input, emitter);
  check_listed(input, emitter);
  check_lists(input, emitter);
  check_attached(input, emitter);
}

}  // namespace crossfoot::check
