#include "check/check.h"

namespace crossfoot::check {

void check_prose(const Input&, diag::Emitter&) {}

}  // namespace crossfoot::check
