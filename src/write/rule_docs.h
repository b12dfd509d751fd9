// The documentation of each rule, docs/rules/NAME.md, carried in the program for `crossfoot explain`.
#pragma once
#include <string_view>

#include "diag/diagnostic.h"

namespace crossfoot::write {

/// Returns the rule's page as Markdown; empty where docs/rules has none.
auto rule_documentation(diag::Rule rule) -> std::string_view;

}  // namespace crossfoot::write
