// Finds the items of a report: their headings, in whatever shape, and the body under each.
//
// In: the layout of the report's own document and what the header and cover say of it. Out: items in reading order.
// An item whose whole body is "Not applicable" is not reported and left out, unless the header declares it.
// Bad input: a document without headings gives no items; a heading without number is found by its official title alone
// and marked `recovered`.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "form/form.h"
#include "layout/layout.h"

namespace crossfoot::form {

enum class Family : uint8_t { unknown, current_report, annual_report, quarterly_report, other };

/// Returns the family of a form type: "8-K/A" is a current report, "10-K405" an annual report.
auto family_of(std::string_view form) -> Family;

struct ItemScope {
  Family family = Family::unknown;
  std::optional<Date> filed;               // or the date of report, where nothing says when it was filed
  std::vector<std::string> declared;       // item numbers that the header declares; may be incomplete
};

struct FoundItems {
  std::vector<Item> items;
  uint32_t end = 0;  // offset in the layout text where the report's items end: its signatures, or the end of the text
};

auto find_items(const layout::Layout& layout, const ItemScope& scope) -> FoundItems;

}  // namespace crossfoot::form
