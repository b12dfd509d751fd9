// The rules over form and prose, one function and one file each; check_prose calls them all.
#pragma once
#include "check/check.h"

namespace crossfoot::check {

/// Amounts, per-share amounts, counts and ratios of prose that the tables contradict.
void check_claim(const Input& input, diag::Emitter& emitter);
/// Stated changes in percent, in points or in money that do not follow from the two figures they compare.
void check_percent(const Input& input, diag::Emitter& emitter);

}  // namespace crossfoot::check
