// Which statement a table is, from its title and from what its rows say.
//
// In: title texts, nearest first, and the normalised row labels. Out: the kind, `none` for tables that are no primary
// statement: selected data, quarterly data, segments, pro forma and parent-only tables.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "statement/label.h"
#include "statement/statement.h"

namespace crossfoot::statement {

struct TitleReading {
  Kind kind = Kind::none;
  bool secondary = false;  // "Selected financial data", "Quarterly", "Parent company only"...
  bool continued = false;
  bool pro_forma = false;
};

/// Reads one title text: "CONDENSED CONSOLIDATED BALANCE SHEETS (Continued)".
auto read_title(std::string_view text) -> TitleReading;

struct KindReading {
  Kind kind = Kind::none;
  int title = -1;       // index of the title that named it
  bool secondary = false;
  bool introduced = false;  // by a sentence: "The following table summarizes..."
  bool continued = false;
  bool pro_forma = false;
};

/// What a few telling labels say, whatever the title.
struct LabelVotes {
  int balance = 0, income = 0, cash = 0, equity = 0, comprehensive = 0;
  bool total_assets = false, total_liabilities_and_equity = false, total_current = false;
  bool net_income = false, per_share = false;
  int activities = 0;       // operating, investing, financing: how many of the three
  bool comprehensive_total = false;
  int labelled = 0;         // rows with words
};
auto count_votes(const std::vector<Label>& labels) -> LabelVotes;

auto find_kind(const std::vector<std::string_view>& titles, const LabelVotes& votes) -> KindReading;

}  // namespace crossfoot::statement
