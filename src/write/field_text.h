// A field's value as one line of text, for people.
#pragma once
#include <string>

#include "prose/prose.h"

namespace crossfoot::write {

/// "175000", "Jane F. Roe", "[{date: 2007-10-04, shares: 30000}, ...]"; "-" where it is null.
auto to_text(const prose::FieldValue& value) -> std::string;

}  // namespace crossfoot::write
