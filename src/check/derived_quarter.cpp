#include "check/statement_rules.h"

namespace crossfoot::check {

void check_derived_quarter(StatementContext&) {}

}  // namespace crossfoot::check
