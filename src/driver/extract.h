// Many filings to one stream of lines, over several threads, in input order.
#pragma once
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

#include "driver/pipeline.h"

namespace crossfoot::driver {

struct ExtractOptions {
  std::vector<std::string> paths;
  std::string output;  // empty or "-": standard output
  unsigned jobs = 0;   // 0: one per core
  bool quiet = false;  // no progress line, no summary
  bool numbers = false;  // add the ledger of numbers to each line
};

/// Writes one JSON line a filing. Returns the exit code: 0 all read, 1 something was skipped, 2 nothing could be read.
auto extract(const ExtractOptions& options) -> int;

}  // namespace crossfoot::driver
