#include "check/statement_rules.h"

namespace crossfoot::check {

void check_fds(StatementContext&) {}

}  // namespace crossfoot::check
