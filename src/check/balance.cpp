#include "check/statement_rules.h"

namespace crossfoot::check {

void check_balance(StatementContext&) {}

}  // namespace crossfoot::check
