// Diagnostics: what a filing says against itself, or what could not be read of it.
//
// Phases emit into an Emitter; consumers in write/ print what it collected. A message says what was observed,
// then the rule, then a hint; lower case, no full stop, source text quoted.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace crossfoot::diag {

enum class Severity : uint8_t { note, warning, error };
auto to_string(Severity s) -> std::string_view;

/// One entry of the registry; rule.def holds them all.
enum class Rule : uint8_t {
#define CROSSFOOT_RULE(id, name, summary) id,
#include "diag/rule.def"
#undef CROSSFOOT_RULE
};

struct RuleInfo {
  Rule rule;
  std::string_view name;     // as printed in brackets: "per-share"
  std::string_view summary;  // one line
};

/// Every rule, in the order of rule.def. Longer documentation is in docs/rules/NAME.md and is embedded for `crossfoot explain`.
auto all_rules() -> const std::vector<RuleInfo>&;
auto info(Rule r) -> const RuleInfo&;

/// A second place that the diagnostic speaks of.
struct Label {
  std::string message;
  Span span;
};

struct Diagnostic {
  Rule rule;
  Severity severity = Severity::note;
  std::string message;
  uint32_t document = 0;  // index in the submission
  Span span;              // primary place, in the file as read
  std::vector<Label> related;
};

/// Collects diagnostics of one filing; one per filing, never shared between threads.
class Emitter {
 public:
  void emit(Diagnostic d) { diagnostics_.push_back(std::move(d)); }
  [[nodiscard]] auto diagnostics() const -> const std::vector<Diagnostic>& { return diagnostics_; }
  /// Hands the diagnostics over in order of span, then rule.
  [[nodiscard]] auto take_sorted() -> std::vector<Diagnostic>;

 private:
  std::vector<Diagnostic> diagnostics_;
};

}  // namespace crossfoot::diag
