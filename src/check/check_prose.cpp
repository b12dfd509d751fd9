#include "check/check.h"
#include "check/rules.h"

namespace crossfoot::check {

void check_prose(const Input& input, diag::Emitter& emitter) {
  check_item_header(input, emitter);
  check_exhibit(input, emitter);
  check_duplicate_number(input, emitter);
  check_dates(input, emitter);
  check_late(input, emitter);
  check_vesting(input, emitter);
  check_claim(input, emitter);
  check_percent(input, emitter);
}

}  // namespace crossfoot::check
