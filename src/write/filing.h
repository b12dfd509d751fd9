// Everything read from one filing: what the writers print.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "check/check.h"
#include "container/submission.h"
#include "diag/diagnostic.h"
#include "form/form.h"
#include "layout/layout.h"
#include "prose/prose.h"
#include "statement/statement.h"

namespace crossfoot {

struct Filing {
  std::string source;      // path as given
  std::string_view bytes;  // of the SourceBuffer
  container::Submission submission;
  std::vector<layout::Layout> layouts;  // parallel to submission.documents
  form::Form form;
  statement::Statements statements;
  check::Checks checks;
  prose::Prose prose;
  std::vector<diag::Diagnostic> diagnostics;
};

}  // namespace crossfoot
