// Holds a reading against the facts: tied, broken or not to be told, with the arithmetic.
//
// In: a Reading and the FactIndex. Out: a Holding. All arithmetic is on intervals: a fact printed in thousands is known to half a
// thousand, "$2.3 million" to 50,000; a claim contradicts the facts only where no value within both can agree. A holding is `broken`
// only together with what makes it certain (see `certainty`): the caller weighs that against what stands around it.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "prose/claim_reading.h"
#include "prose/fact_index.h"

namespace crossfoot::prose {

struct Holding {
  Verdict verdict = Verdict::uncheckable;
  std::vector<uint32_t> facts;   // in Statements.facts
  std::string why;
  Decimal expected;              // what the facts say, rounded as the claim is; invalid where unknown
  bool compared = false;         // there was something of the same subject and period to hold it against
  bool ambiguous = false;        // the tables give the subject several values for the period: of parts, most likely
  bool near_miss = false;        // differs from what is expected in a single digit of three or more
  bool exact_period = false;     // tied in the period that was read
  bool adjusted = false, one_basis = false;  // tied to adjusted figures; and to those of no other basis
  int digits = 0;                // significant digits of the figure
  Target period;                 // where it tied
  std::vector<uint32_t> rows;    // the rows that tied
};

/// Amounts, per-share amounts, counts, changes, ratios.
auto hold(const Reading& reading, const std::vector<Reading>& sentence, const std::vector<Holding>& before, const FactIndex& facts) -> Holding;

}  // namespace crossfoot::prose
