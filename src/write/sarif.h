// Diagnostics as SARIF 2.1.0, the form that code hosts and editors show beside the text.
#pragma once
#include <string>
#include <vector>

#include "diag/diagnostic.h"
#include "write/filing.h"

namespace crossfoot::write {

/// Collects the results of many filings into one SARIF log.
class Sarif {
 public:
  void add(const Filing& filing);
  /// Returns the whole log.
  [[nodiscard]] auto finish() const -> std::string;

 private:
  std::string results_;
};

}  // namespace crossfoot::write
