#include "driver/pipeline.h"

namespace crossfoot::driver {

auto read_filing(const source::SourceBuffer& source, Phase last) -> Filing { return read_filing(source.name(), source.bytes(), last); }

auto read_filing(std::string name, std::string_view bytes, Phase last) -> Filing {
  Filing f;
  f.source = std::move(name);
  f.bytes = bytes;
  diag::Emitter emitter;
  f.submission = container::parse_submission(f.bytes, emitter);
  if (last >= Phase::layout) {
    f.layouts.reserve(f.submission.documents.size());
    for (const auto& d : f.submission.documents) f.layouts.push_back(layout::lay_out(f.bytes, d, emitter));
  }
  if (last >= Phase::form) f.form = form::read_form(f.bytes, f.submission, f.layouts, emitter);
  if (last >= Phase::statement) {
    f.statements = statement::read_statements(f.bytes, f.submission, f.layouts, f.form, emitter);
    f.checks = check::check_statements(f.bytes, f.submission, f.layouts, f.statements, emitter);
  }
  if (last >= Phase::prose) {
    f.prose.claims = prose::find_claims(f.bytes, f.submission, f.layouts, f.form, f.statements);
    f.prose.events = prose::find_events(f.bytes, f.submission, f.layouts, f.form, f.statements);
    f.prose.entities = prose::find_entities(f.bytes, f.submission, f.layouts, f.form);
  }
  if (last >= Phase::check)
    check::check_prose({f.bytes, f.submission, f.layouts, f.form, f.statements, f.prose}, emitter);
  f.diagnostics = emitter.take_sorted();
  return f;
}

bool is_binary(const Filing& f) {
  return f.submission.envelope == container::Envelope::none && f.submission.documents.size() == 1 &&
         f.submission.documents[0].media == container::Media::binary;
}

}  // namespace crossfoot::driver
