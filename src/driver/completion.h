// Completion scripts for shells, made from the command line's own description so that they cannot fall behind it.
#pragma once
#include <string>

namespace CLI {
class App;
}

namespace crossfoot::driver {

/// `shell` is "bash", "zsh" or "fish".
auto make_completion(const CLI::App& app, const std::string& shell) -> std::string;

}  // namespace crossfoot::driver
