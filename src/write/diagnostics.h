// Diagnostics as a compiler prints them: place, severity, message, rule, and the source lines with the figures marked.
#pragma once
#include <string>

#include "write/filing.h"
#include "write/style.h"

namespace crossfoot::write {

struct DiagnosticOptions {
  bool notes = true;    // print notes too
  bool snippets = true;  // quote the source lines
};

/// Appends every diagnostic of the filing, in order of place.
void print_diagnostics(const Filing& filing, const Style& style, const DiagnosticOptions& options, std::string& out);

/// Appends one JSON object a diagnostic and line, with the file's name: what `check --format=jsonl` prints.
void print_diagnostics_jsonl(const Filing& filing, std::string& out);

}  // namespace crossfoot::write
