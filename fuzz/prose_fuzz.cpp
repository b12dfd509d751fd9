// Sentences, quantities, claims and events over a document of running text: any bytes, as typewriter text or as HTML.
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "form/form.h"
#include "prose/prose.h"
#include "prose/quantity.h"
#include "prose/sentence.h"
#include "statement/statement.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace crossfoot;
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const Range all{0, static_cast<uint32_t>(bytes.size())};
  std::vector<prose::Quantity> quantities;
  prose::find_quantities(bytes, all, quantities);
  for (const auto& q : quantities)
    if (q.text.begin >= q.text.end || q.text.end > bytes.size() || q.interval.high < q.interval.low) __builtin_trap();
  std::vector<prose::Sentence> sentences;
  prose::split_sentences(bytes, all, 0, sentences);
  uint32_t end = 0;
  for (const auto& s : sentences) {
    if (s.text.begin < end || s.text.end > bytes.size()) __builtin_trap();
    end = s.text.end;
  }

  diag::Emitter emitter;
  auto submission = container::parse_submission(bytes, emitter);
  std::vector<layout::Layout> layouts;
  for (const auto& d : submission.documents) layouts.push_back(layout::lay_out(bytes, d, emitter));
  auto form = form::read_form(bytes, submission, layouts, emitter);
  auto statements = statement::read_statements(bytes, submission, layouts, form, emitter);
  for (const auto& c : prose::find_claims(bytes, submission, layouts, form, statements))
    if (c.span.end > bytes.size() || c.span.begin > c.span.end) __builtin_trap();
  for (const auto& e : prose::find_events(bytes, submission, layouts, form, statements))
    if (e.span.end > bytes.size()) __builtin_trap();
  return 0;
}
