// The rules over form and prose, one function and one file each; check_prose calls them all.
#pragma once
#include "check/check.h"

namespace crossfoot::check {

/// Amounts, per-share amounts, counts and ratios of prose that the tables contradict.
void check_claim(const Input& input, diag::Emitter& emitter);
/// Stated changes in percent, in points or in money that do not follow from the two figures they compare.
void check_percent(const Input& input, diag::Emitter& emitter);

/// The items of the body against those the header declares, and numbers against titles.
void check_item_header(const Input& input, diag::Emitter& emitter);
/// Exhibit numbers of body, index and attachments against each other.
void check_exhibit(const Input& input, diag::Emitter& emitter);
/// Two things under one exhibit or item number.
void check_duplicate_number(const Input& input, diag::Emitter& emitter);
/// Days that no calendar has, and dates in an impossible order.
void check_dates(const Input& input, diag::Emitter& emitter);
/// Whether vesting schedules add up to their grants, in whole shares, on the dates they state.
void check_vesting(const Input& input, diag::Emitter& emitter);
/// Whether a current report was filed within the days its items allow.
void check_late(const Input& input, diag::Emitter& emitter);

}  // namespace crossfoot::check
