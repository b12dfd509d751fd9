#include "statement/calendar.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "base/ascii.h"
#include "statement/period.h"

namespace crossfoot::statement {
namespace {

constexpr uint32_t kCoverChars = 12000;

/// Finds every "Month D, YYYY" by its year: four digits behind a comma are rare, month names and bare years are not.
template <typename Visit>
void for_each_date(std::string_view text, Visit visit) {
  for (std::string_view century : {", 19", ", 20"}) {
    const char* p = text.data();
    const char* end = text.data() + text.size();
    while (p < end) {
      p = static_cast<const char*>(memmem(p, static_cast<size_t>(end - p), century.data(), century.size()));
      if (!p) break;
      auto at = static_cast<size_t>(p - text.data()) + 2;
      p += century.size();
      if (at + 4 > text.size() || !ascii::is_digit(text[at + 2]) || !ascii::is_digit(text[at + 3]) || (at + 4 < text.size() && ascii::is_digit(text[at + 4]))) continue;
      // Back over blanks and a comma to the day, over blanks to the month.
      size_t i = at;
      auto back = [&](auto pred) {
        while (i > 0 && pred(text[i - 1])) --i;
      };
      back([](char c) { return ascii::is_space(c) || c == ','; });
      if (i == at) continue;
      size_t day_end = i;
      back([](char c) { return ascii::is_digit(c); });
      if (i == day_end || day_end - i > 2) continue;
      int day = 0;
      for (size_t k = i; k < day_end; ++k) day = day * 10 + (text[k] - '0');
      back([](char c) { return ascii::is_space(c) || c == '.'; });
      size_t month_end = i;
      back([](char c) { return ascii::is_alpha(c); });
      int month = month_end > i ? parse_month(text.substr(i, month_end - i)) : 0;
      if (!month) continue;
      int year = (text[at] - '0') * 1000 + (text[at + 1] - '0') * 100 + (text[at + 2] - '0') * 10 + (text[at + 3] - '0');
      Date d{static_cast<int16_t>(year), static_cast<uint8_t>(month), static_cast<uint8_t>(day)};
      if (d.is_valid()) visit(d, i);
    }
  }
}

/// "for the quarterly period ended June 30, 2003" on the cover.
auto find_cover_period(std::string_view text, bool& annual, bool& quarterly) -> std::optional<Date> {
  std::optional<Date> best;
  size_t at = 0;
  while ((at = ascii::find_ignoring_case(text, "ended", at)) != std::string_view::npos) {
    auto before = text.substr(at > 60 ? at - 60 : 0, at > 60 ? 60 : at);
    auto after = text.substr(at + 5, 60);
    at += 5;
    bool year = ascii::contains_ignoring_case(before, "year");
    bool quarter = ascii::contains_ignoring_case(before, "quarter");
    if (!year && !quarter) continue;
    auto found = find_date(after);
    if (!found || found->begin > 12) continue;
    if (!best) {
      best = found->date;
      if (quarter) quarterly = true;
      else annual = true;
    }
    break;
  }
  return best;
}

}  // namespace

Calendar::Calendar(const container::Submission& submission, const std::vector<layout::Layout>& layouts, const form::Form& form) {
  auto is_form = [&](std::string_view prefix) {
    return ascii::starts_with_ignoring_case(submission.form, prefix) || (submission.form.empty() && ascii::starts_with_ignoring_case(form.form, prefix));
  };
  annual_ = is_form("10-K") || is_form("10-KSB") || is_form("20-F") || is_form("ARS") || is_form("10K");
  quarterly_ = is_form("10-Q") || is_form("10Q");
  bool periodic = annual_ || quarterly_;
  if (periodic) report_end_ = submission.period;
  std::vector<int> days;
  for (size_t k = 0; k < layouts.size(); ++k) {
    const auto& layout = layouts[k];
    auto text = layout.text.chars();
    if (k == 0 && (!report_end_ || !periodic)) {
      bool a = false, q = false;
      auto found = find_cover_period(text.substr(0, kCoverChars), a, q);
      if (found && !report_end_ && !ascii::starts_with_ignoring_case(submission.form, "8-K")) {
        report_end_ = found;
        if (!periodic) {
          annual_ = a;
          quarterly_ = q;
        }
      }
    }
    for_each_date(text, [&](Date d, size_t) { days.push_back(d.to_days()); });
  }
  std::sort(days.begin(), days.end());
  for (int d : days) {
    if (!named_.empty() && named_.back().days == d) ++named_.back().count;
    else named_.push_back({d, 1});
  }
  if (!submission.registrants.empty()) {
    auto fye = submission.registrants[0].fiscal_year_end;
    if (fye.size() == 4) {
      int m = (fye[0] - '0') * 10 + (fye[1] - '0'), d = (fye[2] - '0') * 10 + (fye[3] - '0');
      if (m >= 1 && m <= 12 && d >= 1 && d <= 31) {
        fiscal_month_ = m;
        fiscal_day_ = d;
      }
    }
  }
  if (report_end_ && report_end_->day != days_in_month(report_end_->year, report_end_->month)) {
    auto back = named_on_weekday(report_end_->plus_months(-12), 7, report_end_->weekday());
    ends_by_weeks_ = back && back->day != report_end_->day;
  }
  if (annual_ && report_end_) {
    fiscal_month_ = report_end_->month;
    fiscal_day_ = report_end_->day;
  }
}

auto Calendar::named_on_weekday(Date about, int tolerance, int weekday) const -> std::optional<Date> {
  int d = about.to_days();
  auto it = std::lower_bound(named_.begin(), named_.end(), d - tolerance, [](const Named& n, int v) { return n.days < v; });
  const Named* best = nullptr;
  for (; it != named_.end() && it->days <= d + tolerance; ++it)
    if (Date::from_days(it->days).weekday() == weekday && (!best || it->count > best->count)) best = &*it;
  if (!best) return std::nullopt;
  return Date::from_days(best->days);
}

int Calendar::times_named(Date date) const {
  int d = date.to_days();
  auto it = std::lower_bound(named_.begin(), named_.end(), d, [](const Named& n, int v) { return n.days < v; });
  return it != named_.end() && it->days == d ? it->count : 0;
}

auto Calendar::named_near(Date about, int tolerance) const -> std::optional<Date> {
  int d = about.to_days();
  auto it = std::lower_bound(named_.begin(), named_.end(), d - tolerance, [](const Named& n, int v) { return n.days < v; });
  const Named* best = nullptr;
  for (; it != named_.end() && it->days <= d + tolerance; ++it) {
    if (!best || it->count > best->count || (it->count == best->count && std::abs(it->days - d) < std::abs(best->days - d))) best = &*it;
  }
  if (!best) return std::nullopt;
  return Date::from_days(best->days);
}

auto Calendar::fiscal_year_end(int year, int latest_label) const -> std::optional<Date> {
  if (annual_ && report_end_) {
    // The newest label is the year reported on, whatever calendar year it ended in.
    int back = latest_label - year;
    int label_gap = latest_label - report_end_->year;
    if (label_gap >= -1 && label_gap <= 1 && back >= 0 && back < 12) {
      if (back == 0) return report_end_;
      Date about = report_end_->plus_months(-12 * back);
      bool last_day = report_end_->day == days_in_month(report_end_->year, report_end_->month);
      if (last_day) about = Date{about.year, about.month, static_cast<uint8_t>(days_in_month(about.year, about.month))};
      if (auto named = named_near(about, 7)) {
        // The same day of the month is as good as a neighbour named a little more often.
        if (*named != about && times_named(about) * 2 >= times_named(*named) && times_named(about) > 0) return about;
        return named;
      }
      return about;
    }
  }
  if (!fiscal_month_) return std::nullopt;
  Date about{static_cast<int16_t>(year), static_cast<uint8_t>(fiscal_month_), static_cast<uint8_t>(std::min(fiscal_day_, days_in_month(year, fiscal_month_)))};
  // A quarterly report's labels are fiscal years too: "2003" may end in January 2004, which the dates named decide.
  if (auto named = named_near(about, 7)) return named;
  return about;
}

}  // namespace crossfoot::statement
