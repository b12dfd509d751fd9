// Rule `claim`: an amount stated in prose agrees with the statements. The holding itself is prose's (prose/tie.h); here it becomes a
// diagnostic that shows both places.
#include <algorithm>

#include "check/rules.h"

namespace crossfoot::check {

namespace {

/// The row's label and column, as a reader finds the figure: "Net loss", three months ended 2002-09-30.
auto where(const Input& input, const statement::Fact& fact) -> std::string {
  std::string s = "\"" + fact.label + "\"";
  if (fact.period.end) s += fact.period.start ? ", " + fact.period.start->to_string() + " to " + fact.period.end->to_string() : ", " + fact.period.end->to_string();
  if (fact.span.end <= input.bytes.size() && fact.span.begin < fact.span.end && fact.span.size() < 60) s += ": " + std::string(fact.span.of(input.bytes));
  return s;
}

/// What the claim speaks of, in the words of the row it was held against: the element's name is for data, not for readers.
auto subject_of(const Input& input, const prose::Claim& c) -> std::string {
  for (uint32_t f : c.facts)
    if (f < input.statements.facts.size() && !input.statements.facts[f].label.empty()) return "\"" + std::string(input.statements.facts[f].label) + "\"";
  std::string subject = c.subject;
  if (size_t colon = subject.find(':'); colon != std::string::npos) subject = subject.substr(colon + 1);
  return subject.empty() ? "figure" : subject;
}

}  // namespace

void check_claim(const Input& input, diag::Emitter& emitter) {
  for (const auto& c : input.prose.claims) {
    if (c.tick != prose::Verdict::broken || c.kind == prose::ClaimKind::change) continue;
    diag::Diagnostic d{diag::Rule::claim, diag::Severity::error, {}, c.document, c.span, {}};
    d.message = subject_of(input, c) + " of \"" + c.text + "\" disagrees with the statements: " + c.why;
    for (uint32_t f : c.facts) {
      if (f >= input.statements.facts.size() || d.related.size() >= 6) continue;
      const auto& fact = input.statements.facts[f];
      d.related.push_back({where(input, fact), fact.span});
    }
    // Without a figure to show for it, it is no proof.
    if (d.related.empty()) d.severity = diag::Severity::warning;
    emitter.emit(std::move(d));
  }
}

}  // namespace crossfoot::check
