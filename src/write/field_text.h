// A field's value as one line of text, for people.
#pragma once
#include <string>

#include "prose/prose.h"

namespace crossfoot::write {

/// "175000", "Thomas F. Mezger", "[{date: 2006-09-13, shares: 43750}, ...]"; "-" where it is null.
auto to_text(const prose::FieldValue& value) -> std::string;

}  // namespace crossfoot::write
