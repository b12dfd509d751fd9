// The dateline that opens a press release: "AUSTIN, TX, NOVEMBER 13, 2003 -- ", "SAN JOSE, Calif., Oct. 21 /PRNewswire/ -- ".
//
// In: the text of a paragraph. Out: place, date and where the body begins; nothing where it opens otherwise.
#pragma once
#include <optional>
#include <string_view>

#include "base/date.h"
#include "base/span.h"

namespace crossfoot::form {

struct Dateline {
  Range place;  // in the text given; may be empty
  std::optional<Date> date;
  uint32_t body = 0;  // first character behind the dateline
};

/// Reads the dateline at the beginning of `text`. A date without a year takes the year that brings it at or before
/// `near`, the day the report was filed.
auto read_dateline(std::string_view text, std::optional<Date> near) -> std::optional<Dateline>;

}  // namespace crossfoot::form
