// Finds the exhibits of a filing: what its exhibit item and exhibit index list, what its body speaks of, what is attached.
//
// In: the submission, its layouts, and where the report's items stand. Out: one Exhibit per listed or attached exhibit, each
// tied to its attached document where there is one, and every mention of an exhibit in the body.
// Bad input: an attachment that no list names becomes an exhibit of its own; a list without attachments stands as it is.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "form/form.h"
#include "form/items.h"
#include "layout/layout.h"

namespace crossfoot::form {

/// An exhibit number read at some place.
struct ExhibitNumber {
  Range text;  // offsets in the text it was read from, without enclosing parentheses
  uint32_t end = 0;
  std::string_view marks;  // "*", "(1)": footnote marks behind it
};

/// Reads an exhibit number at `pos`: "99.1", "(99.1)", "99(a)", "10-1", "101.INS"; an empty text where there is none.
auto parse_exhibit_number(std::string_view text, uint32_t pos) -> ExhibitNumber;

/// The form in which two spellings of one number are equal: "99(a)", "EX-99.A" and "99-a" are "99.a"; "99.01" is "99.1".
auto exhibit_key(std::string_view number) -> std::string;

/// Whether a document type is that of an exhibit ("EX-99.1", not "EX-101.SCH" excepted); its number is behind "EX-".
bool is_exhibit_type(std::string_view type);

/// Finds the exhibit number that an attachment prints at its own head; empty where it prints none.
auto find_printed_number(const layout::Layout& layout) -> std::optional<Found>;

/// Fills exhibits and references of `form`. `report` is the index of the report's own document, `items_end` where its items end.
void find_exhibits(const container::Submission& submission, const std::vector<layout::Layout>& layouts, uint32_t report,
                   uint32_t items_end, Form& form);

}  // namespace crossfoot::form
