// The command line: the only place that reads argv, prints for people and chooses exit codes.
#pragma once

namespace crossfoot::driver {

/// Runs `crossfoot ARGS...`. Returns 0 when all is well, 1 with findings or skipped inputs, 2 when it could not run.
auto run(int argc, char** argv) -> int;

}  // namespace crossfoot::driver
