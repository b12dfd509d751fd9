// Unit and scale as headings state them: "(in thousands, except per share amounts)", "$000s omitted", "Dollars in millions".
//
// In: text of a heading, title or column. Out: what it says; nothing where it says nothing of scale.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace crossfoot::statement {

struct Scale {
  std::optional<int> power;     // 3: thousands; 0: whole dollars, stated
  std::string currency;         // ISO code, empty where not stated
  bool except_per_share = false;
  bool except_shares = false;   // share counts are printed whole
  std::optional<int> share_power;  // "shares in thousands" stated on its own
  [[nodiscard]] bool is_empty() const { return !power && currency.empty() && !share_power; }
};

/// Reads the scale that `text` states. Running prose that merely mentions "millions" is not asked here: hand in headings.
auto read_scale(std::string_view text) -> Scale;

}  // namespace crossfoot::statement
