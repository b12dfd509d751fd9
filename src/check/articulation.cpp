#include "check/statement_rules.h"

namespace crossfoot::check {

void check_articulation(StatementContext&) {}

}  // namespace crossfoot::check
