#include "check/statement_rules.h"

namespace crossfoot::check {

void check_crossfooting(StatementContext&) {}

}  // namespace crossfoot::check
