// The summation structure of a sheet: which rows add up to which, found from all columns jointly.
//
// In: a Sheet. Out: Sums, each a total with its signed parts and, by column, whether it holds. Read top to bottom like
// a shift-reduce parser: rows wait on a stack until a row equals a signed sum of what lies on top; that row then stands
// for them. A hypothesis is worth the bits its matching columns could have contradicted, less the bits it took to say
// (signs flipped, rows skipped, windows tried), so a coincidence is not taken for structure. What holds in all columns
// but one is a broken sum. Work is bounded per row; any sheet is safe.
#pragma once
#include <cstdint>
#include <vector>

#include "check/sheet.h"

namespace crossfoot::check {

struct SumPart {
  uint32_t row = 0;  // of the sheet
  int8_t sign = 1;
};

struct FoundSum {
  uint32_t total = 0;  // row of the sheet
  std::vector<SumPart> parts;
  uint64_t footed = 0, broken = 0;  // bits by sheet column
  uint64_t no_detail = 0;           // the total has a figure there, none of its parts has
  int score = 0;                    // bits in favour, less the bits of the hypothesis
  bool plain = false;               // an unbroken run of rows, none skipped
  bool bounded = false;             // the run begins right under a caption, a rule or a total
  bool typing_error = false;        // one digit explains the difference
  bool total_is_wrong = false;      // the sum one level up holds with the parts' sum, not with the printed total
  bool above = false;               // printed above its parts
  bool repeat = false;              // the one part is an earlier row with the same figures
  bool negated = false;
};

struct Summation {
  std::vector<FoundSum> sums;         // in order of discovery, nested before nesting
  std::vector<uint32_t> unexplained;  // rows that are totals by label or rule, and have no sum
  uint32_t totals = 0;                // rows that are totals by label, rule or arithmetic
  uint32_t totals_footed = 0;         // of these, footed in every column that they have a figure in
};

/// Finds the sums. `income_rows` says whether "net income" rows are results here (income statements) or plain parts (cash flows).
auto find_sums(const Sheet& sheet, bool income_rows) -> Summation;

/// Returns what the parts of `sum` add up to in a sheet column, in sheet units.
auto sum_of_parts(const Sheet& sheet, const FoundSum& sum, uint32_t column) -> int64_t;

/// Says whether `difference` could come from one wrong digit or two swapped ones in `printed`.
bool is_typing_error(int64_t printed, int64_t difference);

}  // namespace crossfoot::check
