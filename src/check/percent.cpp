// Rule `percent`: a stated change follows from the two figures it compares, as far as their rounding can tell.
#include "check/rules.h"

namespace crossfoot::check {

void check_percent(const Input& input, diag::Emitter& emitter) {
  for (const auto& c : input.prose.claims) {
    if (c.tick != prose::Verdict::broken || c.kind != prose::ClaimKind::change) continue;
    // Which two figures a change compares is read from the sentence, not printed: a warning.
    diag::Diagnostic d{diag::Rule::percent, diag::Severity::warning, {}, c.document, c.span, {}};
    d.message = "change of \"" + c.text + "\" does not follow from the figures compared: " + c.why;
    for (uint32_t f : c.facts) {
      if (f >= input.statements.facts.size() || d.related.size() >= 6) continue;
      const auto& fact = input.statements.facts[f];
      std::string label = "\"" + fact.label + "\"";
      if (fact.period.end) label += ", " + fact.period.end->to_string();
      d.related.push_back({label, fact.span});
    }
    emitter.emit(std::move(d));
  }
}

}  // namespace crossfoot::check
