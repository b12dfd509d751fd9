// Prints any stage of the pipeline as text, one fact a line: for people who debug, and for the golden cases.
#pragma once
#include <string>
#include <string_view>

#include "write/filing.h"

namespace crossfoot::write {

enum class Stage : uint8_t { container, tokens, tree, blocks, form, facts, prose };

/// Finds the stage by its name on the command line; false where there is none.
bool parse_stage(std::string_view name, Stage& stage);

/// Appends the stage of `filing` to `out`.
void dump(const Filing& filing, Stage stage, std::string& out);

}  // namespace crossfoot::write
