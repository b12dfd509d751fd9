// Rule `late`: a current report was filed within the days its items allow.
//
// General Instruction B.1 of Form 8-K: four business days after the event since 23 August 2004; before that five business
// days for Items 4, 6, 10 and 12 and fifteen calendar days for Items 1, 2, 3 and 8; Items 5, 7 and 9 had and 7.01, 8.01 and 9.01
// have none of their own.
#include <algorithm>
#include <array>

#include "check/business_days.h"
#include "check/rules.h"

namespace crossfoot::check {
namespace {

constexpr Date kFourDays{2004, 8, 23};
constexpr Date kOldest{1993, 1, 1};

template <size_t N>
bool is_one_of(std::string_view number, const std::array<std::string_view, N>& numbers) {
  return std::find(numbers.begin(), numbers.end(), number) != numbers.end();
}

auto count(int n, std::string_view unit) -> std::string { return std::to_string(n) + " " + std::string(unit) + (n == 1 ? "" : "s"); }

}  // namespace

void check_late(const Input& input, diag::Emitter& emitter) {
  const auto& s = input.submission;
  // Amendments and successor reports have other clocks.
  if (s.form != "8-K" || !s.filed || !s.filed->is_valid() || *s.filed < kOldest) return;
  std::optional<Date> event = s.period;
  Span at = input.form.cover ? input.form.cover->report_date_span : Span{};
  if (input.form.cover && input.form.cover->report_date) {
    // Where header and cover disagree the later day is the kinder one.
    if (!event || *event < *input.form.cover->report_date) event = input.form.cover->report_date;
  }
  if (!event || !event->is_valid() || *event >= *s.filed || s.filed->to_days() - event->to_days() > 1000) return;

  std::optional<Date> due;
  const form::Item* first = nullptr;
  std::string rule;
  bool free = false;  // an item without a deadline stands beside: the earliest event can be its own
  for (const form::Item& item : input.form.items) {
    std::optional<Date> d;
    std::string r;
    if (*event >= kFourDays) {
      constexpr std::array<std::string_view, 3> kNone = {"7.01", "8.01", "9.01"};
      if (is_one_of(item.canonical, kNone) || item.canonical.empty() || item.canonical[0] == '6') {
        free |= item.canonical != "9.01";
        continue;
      }
      d = add_business_days(*event, 4);
      r = "4 business days";
    } else if (item.scheme == form::Scheme::y1993) {
      constexpr std::array<std::string_view, 4> kFive = {"4", "6", "10", "12"};
      constexpr std::array<std::string_view, 4> kFifteen = {"1", "2", "3", "8"};
      if (is_one_of(item.number, kFive)) {
        d = add_business_days(*event, 5);
        r = "5 business days";
      } else if (is_one_of(item.number, kFifteen)) {
        d = next_business_day(event->plus_days(15));
        r = "15 days";
      } else {
        free |= item.number != "7";
        continue;
      }
    }
    if (d && (!due || *d < *due)) {
      due = d;
      first = &item;
      rule = r;
    }
  }
  if (!due || *s.filed <= *due) return;
  int over = business_days_between(*due, *s.filed);
  if (over <= 0) return;
  diag::Diagnostic d{diag::Rule::late, free ? diag::Severity::note : diag::Severity::warning, {}, input.form.report, at.empty() ? first->heading : at, {}};
  d.message = "filed on " + s.filed->to_string() + ", " + count(over, "business day") + " late: Item " + first->number + " of an event on " + event->to_string() + " allows " +
              rule + ", until " + due->to_string();
  d.related.push_back({"Item " + first->number, first->heading});
  emitter.emit(std::move(d));
}

}  // namespace crossfoot::check
