#include "check/statement_rules.h"

namespace crossfoot::check {

void check_per_share(StatementContext&) {}

}  // namespace crossfoot::check
