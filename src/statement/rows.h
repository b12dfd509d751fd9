// Grid rows -> statement rows: figures, hierarchy, the part of the statement each row stands in, its concept and unit.
//
// In: a grid, its headings and labels, and the statement's kind. Out: rows and figures of a StatementTable; every row
// gets a section, a unit and, where data/concepts.tsv knows its label there, a concept.
#pragma once
#include <vector>

#include "layout/layout.h"
#include "statement/concepts.h"
#include "statement/label.h"
#include "statement/scale.h"
#include "statement/statement.h"

namespace crossfoot::statement {

/// The label of a grid row in full, also where it goes on below its figures.
auto full_label(const layout::Layout& layout, const layout::Row& row) -> std::string;

/// Where in a statement the next row stands. Carried from a table to the one that continues it.
struct SectionState {
  Section section = Section::none;
  bool classified = false;  // tells current from noncurrent items
  bool bank = false;        // interest income and expense come first
};

struct RowInput {
  const layout::Layout& layout;
  const layout::Table& grid;
  const std::vector<bool>& is_heading;  // by grid row
  const std::vector<Label>& labels;     // by grid row
};

/// Fills `table.rows` and `table.figures` (printed values; scales come later) from the grid.
void read_rows(const RowInput& input, StatementTable& table);

/// Names sections, concepts, units and signs of the rows. `sections` receives the section of each row.
void name_rows(const RowInput& input, StatementTable& table, SectionState& state, std::vector<Section>& sections);

/// The concept of the tax on a row of other comprehensive income under `caption` (may be null); empty where unknown.
auto tax_concept(const Label& label, const Label* caption) -> std::string;

}  // namespace crossfoot::statement
