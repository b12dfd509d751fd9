#include "check/check.h"
#include "check/rules.h"

namespace crossfoot::check {

void check_prose(const Input& input, diag::Emitter& emitter) {
  check_claim(input, emitter);
  check_percent(input, emitter);
}

}  // namespace crossfoot::check
