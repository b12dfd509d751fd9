#include "diag/diagnostic.h"

#include <algorithm>

namespace crossfoot::diag {

auto to_string(Severity s) -> std::string_view {
  switch (s) {
    case Severity::note: return "note";
    case Severity::warning: return "warning";
    case Severity::error: return "error";
  }
  return "note";
}

auto all_rules() -> const std::vector<RuleInfo>& {
  static const std::vector<RuleInfo> rules = {
#define CROSSFOOT_RULE(id, name, summary) RuleInfo{Rule::id, name, summary},
#include "diag/rule.def"
#undef CROSSFOOT_RULE
  };
  return rules;
}

auto info(Rule r) -> const RuleInfo& { return all_rules()[static_cast<size_t>(r)]; }

auto Emitter::take_sorted() -> std::vector<Diagnostic> {
  std::stable_sort(diagnostics_.begin(), diagnostics_.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.rule < b.rule;
  });
  return std::move(diagnostics_);
}

}  // namespace crossfoot::diag
