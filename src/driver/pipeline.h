// One filing through every phase, in order.
#pragma once
#include <string>
#include <vector>

#include "check/check.h"
#include "container/submission.h"
#include "form/form.h"
#include "layout/layout.h"
#include "prose/prose.h"
#include "source/source_buffer.h"
#include "statement/statement.h"
#include "write/filing.h"

namespace crossfoot::driver {

/// Which phase to stop after; `check` is the whole pipeline.
enum class Phase : uint8_t { container, layout, form, statement, prose, check };

/// Reads one filing. `bytes` must outlive the result; fewer than 4 GiB of them.
auto read_filing(std::string name, std::string_view bytes, Phase last = Phase::check) -> Filing;
auto read_filing(const source::SourceBuffer& source, Phase last = Phase::check) -> Filing;

/// True where the source is no filing at all: no envelope, and bytes that are no text.
bool is_binary(const Filing& filing);

}  // namespace crossfoot::driver
