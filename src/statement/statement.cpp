#include "statement/statement.h"

namespace crossfoot::statement {

auto to_string(Kind k) -> std::string_view {
  switch (k) {
    case Kind::none: return "";
    case Kind::balance_sheet: return "balance_sheet";
    case Kind::income_statement: return "income_statement";
    case Kind::cash_flow: return "cash_flow";
    case Kind::equity: return "equity";
    case Kind::comprehensive_income: return "comprehensive_income";
  }
  return "";
}

auto to_string(Tick t) -> std::string_view {
  switch (t) {
    case Tick::unverified: return "unverified";
    case Tick::footed: return "footed";
    case Tick::tied: return "tied";
    case Tick::broken: return "broken";
  }
  return "unverified";
}

auto read_statements(std::string_view, const container::Submission&, const std::vector<layout::Layout>&, const form::Form&,
                     diag::Emitter&) -> Statements {
  return {};
}

}  // namespace crossfoot::statement
