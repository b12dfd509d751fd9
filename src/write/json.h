// Writes one filing as one line of JSON, by the contract in docs/contract.md.
#pragma once
#include <string>

#include "write/filing.h"

namespace crossfoot::write {

struct JsonOptions {
  bool numbers = false;  // add the ledger of numbers: every numeric token and what it was read as
};

/// Appends the filing as one line of UTF-8 JSON, newline included.
void write_json(const Filing& filing, std::string& out, const JsonOptions& options = {});

}  // namespace crossfoot::write
