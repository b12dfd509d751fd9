// The filing's own calendar: when its period ended, when its fiscal years end, and which dates it speaks of.
//
// In: submission header, cover and the documents' text. Out: answers that complete a heading which says only "1997":
// the day on which that fiscal year ended, also for years of 52 or 53 weeks.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "container/submission.h"
#include "form/form.h"
#include "layout/layout.h"

namespace crossfoot::statement {

class Calendar {
 public:
  Calendar(const container::Submission& submission, const std::vector<layout::Layout>& layouts, const form::Form& form);

  /// End of the period a periodic report is about.
  [[nodiscard]] auto report_end() const -> std::optional<Date> { return report_end_; }
  [[nodiscard]] bool is_annual() const { return annual_; }
  [[nodiscard]] bool is_quarterly() const { return quarterly_; }
  /// Month and day on which fiscal years end, 0 where unknown.
  [[nodiscard]] int fiscal_month() const { return fiscal_month_; }
  [[nodiscard]] int fiscal_day() const { return fiscal_day_; }

  /// Returns the date that the filing names most often within `tolerance` days of `about`; empty where it names none.
  [[nodiscard]] auto named_near(Date about, int tolerance) const -> std::optional<Date>;
  /// As named_near, but only dates that fall on `weekday`.
  [[nodiscard]] auto named_on_weekday(Date about, int tolerance, int weekday) const -> std::optional<Date>;
  /// Whether periods end by whole weeks: the report's own end is no last day of a month, and the filing names its weekday a year back.
  [[nodiscard]] bool ends_by_weeks() const { return ends_by_weeks_; }
  /// How often the filing names `date`.
  [[nodiscard]] int times_named(Date date) const;
  /// The end of the fiscal year that `year` labels. `latest_label` is the newest year among its table's headings.
  [[nodiscard]] auto fiscal_year_end(int year, int latest_label) const -> std::optional<Date>;

 private:
  struct Named { int days; int count; };
  std::optional<Date> report_end_;
  bool annual_ = false, quarterly_ = false, ends_by_weeks_ = false;
  int fiscal_month_ = 0, fiscal_day_ = 0;
  std::vector<Named> named_;  // by day
};

}  // namespace crossfoot::statement
