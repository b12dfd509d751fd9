// Figures -> facts: exact values in plain units with period, unit, sign and decimals.
//
// In: a finished StatementTable. Out: one Fact per figure that has a value column, and one for each count or amount
// that a balance-sheet label states ("100,000,000 shares authorized", "net of allowance of $130 and $120").
#pragma once
#include <vector>

#include "layout/layout.h"
#include "statement/rows.h"
#include "statement/scale.h"
#include "statement/statement.h"

namespace crossfoot::statement {

struct FactInput {
  const layout::Layout& layout;
  const layout::Table& grid;
  const std::vector<Label>& labels;  // by grid row
  const std::vector<Section>& sections;  // by statement row
  const Scale& scale;
};

/// Multiplies the figures of `table` by its scale, rows of shares and per-share amounts by their own.
void scale_figures(const FactInput& input, StatementTable& table);

/// Appends the facts of `table` and sets Figure.fact.
void make_facts(const FactInput& input, StatementTable& table, std::vector<Fact>& facts);

/// Appends the facts that labels state: par values, shares authorized, issued and outstanding, allowances.
/// `first_fact` is the index of the table's own first fact.
void make_label_facts(const FactInput& input, const StatementTable& table, std::vector<Fact>& facts, size_t first_fact);

}  // namespace crossfoot::statement
