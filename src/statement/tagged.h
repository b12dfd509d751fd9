// Inline XBRL: the facts that the filer tagged, as the tags say them.
//
// In: the submission's HTML documents. Out: one TaggedFact per <ix:nonFraction> that encloses a number, in the order of
// the file. They are read from the tags alone and never help to read the tables. A tag without its context, or around
// something that is no number, is left out. Linear time.
#pragma once
#include <string_view>
#include <vector>

#include "container/submission.h"
#include "statement/statement.h"

namespace crossfoot::statement {

/// Reads the tagged facts of every HTML document of `submission` that declares inline XBRL.
auto read_tagged(std::string_view bytes, const container::Submission& submission) -> std::vector<TaggedFact>;

}  // namespace crossfoot::statement
