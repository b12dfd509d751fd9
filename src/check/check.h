// Ticks and diagnostics: everything that was read, held against itself. One rule, one file.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "diag/diagnostic.h"
#include "prose/prose.h"
#include "statement/statement.h"

namespace crossfoot::check {

/// One total and the rows it is the sum of, found from all columns of a table jointly.
struct Sum {
  uint32_t total = 0;                      // row index in StatementTable.rows
  struct Part {
    uint32_t row = 0;
    int8_t sign = 1;
    uint32_t table = 0;                    // index in Statements.tables: a page break may part a total from its parts
  };
  std::vector<Part> parts;
  uint32_t columns_footed = 0, columns_broken = 0;
  uint64_t footed = 0, broken = 0;         // the same as bits by column of the total's table; columns past 63 are not searched
  bool above = false;                      // the total is printed above its parts
};

/// What the summation search found in one table.
struct TableCheck {
  uint32_t table = 0;
  std::vector<Sum> sums;
  uint32_t totals = 0;         // rows that are totals by label, ruling or arithmetic
  uint32_t totals_footed = 0;  // of these, footed in every column they have figures in
};

/// Everything known about a filing when its checks run. Views stay valid as long as the filing.
struct Input {
  std::string_view bytes;
  const container::Submission& submission;
  const std::vector<layout::Layout>& layouts;
  const form::Form& form;
  statement::Statements& statements;  // ticks of facts are set
  prose::Prose& prose;
};

struct Checks {
  std::vector<TableCheck> tables;
};

/// Arithmetic of the tables: sets ticks of facts, emits the statement rules. Runs before prose, which leans on footed facts.
auto check_statements(std::string_view bytes, const container::Submission& submission, const std::vector<layout::Layout>& layouts,
                      statement::Statements& statements, diag::Emitter& emitter) -> Checks;
/// Rules over form and prose: claim, percent, exhibit, item-header, vesting, dates, late, duplicate-number.
void check_prose(const Input& input, diag::Emitter& emitter);

}  // namespace crossfoot::check
