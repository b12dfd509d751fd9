#include "prose/prose.h"

namespace crossfoot::prose {

auto to_string(ClaimKind k) -> std::string_view {
  switch (k) {
    case ClaimKind::amount: return "amount";
    case ClaimKind::change: return "change";
    case ClaimKind::per_share: return "per_share";
    case ClaimKind::ratio: return "ratio";
    case ClaimKind::count: return "count";
  }
  return "amount";
}

auto to_string(Verdict v) -> std::string_view {
  switch (v) {
    case Verdict::uncheckable: return "uncheckable";
    case Verdict::tied: return "tied";
    case Verdict::broken: return "broken";
    case Verdict::forward: return "forward";
  }
  return "uncheckable";
}

}  // namespace crossfoot::prose
