#include "check/statement_rules.h"

namespace crossfoot::check {

void check_roll_forward(StatementContext&) {}

}  // namespace crossfoot::check
