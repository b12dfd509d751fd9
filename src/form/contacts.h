// The people a release names for questions, in blocks of one or several columns.
//
// In: a layout and the blocks of the release. Out: one contact a person, with what its label says it is for.
#pragma once
#include <vector>

#include "form/form.h"
#include "layout/layout.h"

namespace crossfoot::form {

/// Appends the contacts found in blocks [first, last).
void find_contacts(const layout::Layout& layout, uint32_t first, uint32_t last, std::vector<Contact>& out);

}  // namespace crossfoot::form
