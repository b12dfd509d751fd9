// Vesting schedules in words, expanded to dates and shares.
//
// In: words of the sentences that tell how a grant vests, its shares and its date. Out: the terms as stated and every instalment.
//
//   "30,000 on October 4, 2007; and the remaining 90,000 in 12 equal quarterly installments from January 4, 2008 through
//    October 4, 2010"                           2 terms, 13 instalments
//   "25% on the first anniversary of the grant date and the remainder in 36 equal monthly installments"   2 terms, 37 instalments
//   "in equal installments on each of the first three anniversaries"                                        1 term, 3 instalments
// Where words are not enough to date the instalments ("over four years") there are none. Bad input: at most 600 instalments.
#pragma once
#include <optional>
#include <vector>

#include "prose/event_draft.h"

namespace crossfoot::prose {

struct VestingTerm {
  Decimal shares;      // of the whole term
  int count = 1;       // instalments
  int months = 0;      // between them
  Date first, last;    // last: as stated, or as the count makes it
  bool last_stated = false;
  bool shares_stated = false;  // a number, not a share of the grant
};

struct Vesting {
  std::vector<VestingTerm> terms;
  Span evidence;
};

/// Reads the schedule in sentences [from, to) of the reading; empty terms where it cannot be dated.
auto parse_vesting(const Narrative& r, uint32_t from, uint32_t to, size_t from_word, Decimal shares, std::optional<Date> granted) -> Vesting;

/// Every instalment as {date, shares}; a term that does not divide evenly keeps its exact fractions.
auto expand_vesting(const Vesting& vesting) -> FieldList;
/// The terms as {shares, installments, first, last}, for the check of the schedule.
auto to_terms(const Vesting& vesting) -> FieldList;

}  // namespace crossfoot::prose
