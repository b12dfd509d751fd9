// What somebody is quoted as saying in a release, and who.
//
// In: a layout and the range of the release's body. Out: each quoted speech with the speaker's name as printed there.
#pragma once
#include <vector>

#include "form/form.h"
#include "layout/layout.h"

namespace crossfoot::form {

void find_quotations(const layout::Layout& layout, Range body, std::vector<Quotation>& out);

}  // namespace crossfoot::form
