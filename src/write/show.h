// One filing for a person: header, cover, items, exhibits, signatures, statements with ticks, claims, events.
#pragma once
#include <string>

#include "write/filing.h"
#include "write/style.h"

namespace crossfoot::write {

struct ShowOptions {
  bool all_tables = false;  // also tables that are no primary statement
  bool item_text = false;   // whole bodies instead of their first lines
};

void show(const Filing& filing, const Style& style, const ShowOptions& options, std::string& out);

}  // namespace crossfoot::write
