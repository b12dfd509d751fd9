#include "form/form.h"

#include "base/ascii.h"
#include "form/exhibits.h"
#include "form/item_titles.h"
#include "form/items.h"
#include "form/parts.h"

namespace crossfoot::form {
namespace {

/// The document that is the report itself: the one typed as the submission's form, else the first that can be read.
auto report_document(const container::Submission& submission) -> uint32_t {
  for (const auto& d : submission.documents)
    if (!submission.form.empty() && ascii::equals_ignoring_case(d.type, submission.form) && d.media != container::Media::binary) return d.index;
  for (const auto& d : submission.documents)
    if (family_of(d.type) != Family::unknown && family_of(d.type) != Family::other && d.media != container::Media::binary) return d.index;
  for (const auto& d : submission.documents)
    if (d.media != container::Media::binary) return d.index;
  return 0;
}

/// Item numbers that ITEM INFORMATION declares, in the numbering of the day; lines that name none are left out.
auto declared_items(const container::Submission& submission) -> std::vector<std::string> {
  std::vector<std::string> numbers;
  bool old = submission.filed && *submission.filed < Date{2004, 8, 23};
  Scheme scheme = old ? Scheme::y1993 : Scheme::y2004;
  for (const auto& item : submission.items)
    if (std::string_view n = item_of_title(item.value, scheme); !n.empty()) numbers.emplace_back(n);
  return numbers;
}

}  // namespace

auto read_form(std::string_view, const container::Submission& submission, const std::vector<layout::Layout>& layouts, diag::Emitter&) -> Form {
  Form form;
  form.form = std::string(submission.form);
  if (submission.documents.empty() || layouts.empty()) return form;
  form.cover = find_cover(submission, layouts);
  uint32_t report = report_document(submission);
  if (form.form.empty() && !is_exhibit_type(submission.documents[report].type)) form.form = std::string(submission.documents[report].type);
  if (form.form.empty() && form.cover && form.cover->form) form.form = form.cover->form->text;

  ItemScope scope;
  scope.family = family_of(form.form);
  scope.filed = submission.filed;
  if (!scope.filed && form.cover) scope.filed = form.cover->report_date;
  scope.declared = declared_items(submission);
  // An exhibit filed alone has no items of its own.
  uint32_t items_end = 0;
  if (report < layouts.size() && !is_exhibit_type(submission.documents[report].type)) {
    FoundItems found = find_items(layouts[report], scope);
    form.items = std::move(found.items);
    items_end = found.end;
  }
  form.report = report;
  form.report_end = items_end;
  find_exhibits(submission, layouts, report, items_end, form);
  form.signatures = find_signatures(submission, layouts);
  form.releases = find_press_releases(submission, layouts);
  return form;
}

}  // namespace crossfoot::form
