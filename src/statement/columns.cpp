#include "statement/columns.h"

#include <algorithm>
#include <cstdlib>
#include <string>

#include "base/ascii.h"
#include "statement/period.h"
#include "statement/scale.h"

namespace crossfoot::statement {
namespace {

bool has(std::string_view text, std::string_view needle) { return ascii::contains_ignoring_case(text, needle); }

bool is_month_end(Date d) { return d.day == days_in_month(d.year, d.month); }

auto make_date(int y, int m, int d) -> std::optional<Date> {
  if (!y || !m) return std::nullopt;
  int last = days_in_month(y, m);
  if (d == 0 || d > last) d = last;
  return Date{static_cast<int16_t>(y), static_cast<uint8_t>(m), static_cast<uint8_t>(d)};
}

/// Everything around a table that can complete a heading.
struct Surroundings {
  std::vector<PeriodHint> hints;  // stub headings, then titles, nearest first
  Kind kind = Kind::none;
  const Calendar* calendar = nullptr;
  int latest_label = 0;  // newest year that a heading names
};

/// The date that ends `hint`'s period, once year, month and day have been found wherever they stand.
auto resolve_end(const PeriodHint& hint, const Surroundings& s, bool& recovered) -> std::optional<Date> {
  PartialDate own;
  if (!hint.dates.empty()) {
    own = hint.dates.back();
    for (const PartialDate& d : hint.dates)
      if (d.full()) own = d;
    // "December 31," over "1997" with a footnote year between is rare; the last date that has most parts counts.
    for (const PartialDate& d : hint.dates)
      if (!own.full() && d.month && !own.month) own = {own.year ? own.year : d.year, d.month, d.day, d.at, d.marked_end};
    if (!own.year)
      for (const PartialDate& d : hint.dates)
        if (d.year) own.year = d.year;
  }
  const Calendar& calendar = *s.calendar;
  if (own.year && own.month) {
    auto date = make_date(own.year, own.month, own.day);
    if (date && own.day == 0) {
      // "September 2003": the day on which the filing says that period ended, else the month's last.
      if (auto named = calendar.named_near(*date, 7)) return named;
    }
    return date;
  }
  if (own.year) {
    // "Fiscal 1997" may have ended in January 1998: the newest label is the year reported on.
    bool fiscal = hint.fiscal;
    for (const PeriodHint& h : s.hints) fiscal = fiscal || h.fiscal;
    if (fiscal && calendar.is_annual() && calendar.report_end() && s.latest_label != calendar.report_end()->year && !hint.quarter) {
      recovered = true;
      if (auto end = calendar.fiscal_year_end(own.year, s.latest_label)) return end;
    }
    // A year alone: month and day stand in another heading, in a title, or on the cover.
    for (const PeriodHint& h : s.hints) {
      for (const PartialDate& d : h.dates)
        if (d.full() && d.year == own.year) return make_date(d.year, d.month, d.day);
      for (const PartialDate& d : h.dates) {
        if (!d.month) continue;
        auto about = make_date(own.year, d.month, d.day);
        if (!about) continue;
        if (!d.year) return about;  // "Years ended December 31," over the years
        // One full date for several years: the others may have ended some days off.
        bool last_day = d.day == days_in_month(d.year, d.month);
        if (last_day) about = make_date(own.year, d.month, 0);
        auto named = calendar.named_near(*about, 7);
        recovered = true;
        if (!named || *named == *about) return about;
        int same = calendar.times_named(*about);
        return same * 2 >= calendar.times_named(*named) && same > 0 ? about : named;
      }
    }
    recovered = true;
    if (hint.quarter && calendar.fiscal_month()) {
      auto fye = calendar.fiscal_year_end(own.year, s.latest_label);
      if (fye) {
        Date about = fye->plus_months(-3 * (4 - hint.quarter));
        if (is_month_end(*fye)) about = *make_date(about.year, about.month, 0);
        auto named = calendar.named_near(about, 7);
        return named ? named : about;
      }
    }
    if (hint.quarter && !calendar.fiscal_month()) {
      // Nothing says when the fiscal year ends: "4Q 2021" of a calendar year, where the filing names that day.
      auto end = make_date(own.year, 3 * hint.quarter, 0);
      auto same_year = make_date(s.latest_label, 3 * hint.quarter, 0);
      if (end && (calendar.times_named(*end) > 0 || (same_year && calendar.times_named(*same_year) > 0))) return end;
    }
    if (calendar.is_quarterly() && calendar.report_end() && !hint.fiscal && s.kind != Kind::balance_sheet && hint.months != 12) {
      int back = s.latest_label - own.year;
      Date about = calendar.report_end()->plus_months(-12 * back);
      if (is_month_end(*calendar.report_end())) about = *make_date(about.year, about.month, 0);
      if (back == 0) return calendar.report_end();
      auto named = calendar.named_near(about, 7);
      return named ? named : about;
    }
    return calendar.fiscal_year_end(own.year, s.latest_label);
  }
  if (own.month) {
    // "December 31," without a year: the nearest title that names this day, else the filing's newest such day.
    for (const PeriodHint& h : s.hints)
      for (const PartialDate& d : h.dates) {
        if (d.full() && d.month == own.month && (own.day == 0 || d.day == own.day)) return make_date(d.year, d.month, d.day);
      }
    for (const PeriodHint& h : s.hints)
      for (const PartialDate& d : h.dates)
        if (d.year && !d.month) return make_date(d.year, own.month, own.day);
    if (calendar.report_end()) {
      recovered = true;
      Date end = *calendar.report_end();
      auto about = make_date(end.year, own.month, own.day);
      if (about && about->to_days() > end.to_days() + 7) about = make_date(end.year - 1, own.month, own.day);
      return about;
    }
    return std::nullopt;
  }
  return std::nullopt;
}

struct HeadingCell {
  std::string_view text;
  int first = 0, last = 0;  // grid columns
};

void append_word(std::string& label, std::string_view text) {
  text = ascii::trim(text);
  if (text.empty()) return;
  if (!label.empty()) label.push_back(' ');
  label.append(text);
}

/// "Change", "% Change", "Increase (decrease)", "Variance": a column computed from others.
auto kind_of_label(std::string_view label, const ColumnCount& count) -> ColumnKind {
  bool mostly_percent = count.percents * 2 > count.figures;
  bool change = has(label, "change") || has(label, "increase") || has(label, "variance") || has(label, "difference") || has(label, "decrease");
  if (change && has(label, "changes in")) change = false;
  if (mostly_percent && count.figures > 1) return ColumnKind::percent;
  if (change) return has(label, "%") || has(label, "percent") ? ColumnKind::percent : ColumnKind::change;
  auto trimmed = ascii::trim(label);
  if (trimmed == "%" || (has(label, "percent") && count.decimals * 2 >= count.figures)) return ColumnKind::percent;
  if (ascii::equals_ignoring_case(trimmed, "note") || ascii::equals_ignoring_case(trimmed, "notes") || ascii::equals_ignoring_case(trimmed, "ref") || ascii::equals_ignoring_case(trimmed, "ref.") ||
      ascii::equals_ignoring_case(trimmed, "note no.") || ascii::equals_ignoring_case(trimmed, "footnote"))
    return ColumnKind::note;
  return ColumnKind::value;
}

/// The label of a column of parts: "Common Stock", "Retained Earnings"; empty for a total or where it only tells time.
auto member_of(std::string_view label, const PeriodHint& hint, Kind kind) -> std::string {
  if ((kind != Kind::equity && kind != Kind::none) || label.empty() || !hint.dates.empty()) return {};
  if (kind == Kind::none) {
    // "Europe" beside "Total": a part. "Amount", "As reported" and headings that speak of time are none.
    if (hint.quarter || hint.has_length() || hint.duration || hint.instant || hint.year_to_date) return {};
    for (auto w : {"total", "consolidated", "amount", "reported", "actual", "company", "$", "000", "dollars", "audited", "gaap", "adjust", "pro forma", "restated", "unit", "revenue", "sales", "price", "rate", "number",
                   "shares", "average", "value", "cost", "income", "loss", "per share", "balance", "quarter", "high", "low"})
      if (has(label, w)) return {};
    return ascii::fold_space(label);
  }
  if (has(label, "total") || has(label, "comprehensive income") || has(label, "comprehensive loss")) {
    if (has(label, "total") && !has(label, "accumulated")) return {};
  }
  return ascii::fold_space(label);
}

}  // namespace

bool looks_like_heading(const layout::Layout& layout, const layout::Table& table, const layout::Row& row) {
  if (row.kind == layout::RowKind::heading) return true;
  if (row.kind != layout::RowKind::data || row.cell_count == 0) return false;
  auto label = ascii::trim(layout.text.of(row.label));
  if (label.size() > 60) return false;
  int years = 0, words = 0;
  for (uint32_t k = 0; k < row.cell_count; ++k) {
    auto text = ascii::trim(layout.text.of(table.cells[row.first_cell + k].text));
    bool year = text.size() == 4 && (text.starts_with("19") || text.starts_with("20")) && ascii::is_digit(text[2]) && ascii::is_digit(text[3]);
    if (year) {
      ++years;
      continue;
    }
    auto hint = parse_period(text);
    if (!hint.dates.empty() && (hint.dates[0].month || hint.dates[0].year)) ++words;
    else if (!text.empty() && !ascii::is_alpha(text[0]) && text[0] != '%') return false;
    else if (!has(text, "change") && !has(text, "note") && text != "%" && !has(text, "total") && !has(text, "increase")) return false;
  }
  if (years + words == 0) return false;
  if (label.empty()) return true;
  auto hint = parse_period(label);
  auto scale = read_scale(label);
  if (words > 0 && years == 0) return label.back() == ':' ? false : !hint.is_empty() || !scale.is_empty();
  return hint.duration || hint.instant || !hint.dates.empty() || !scale.is_empty() || ascii::equals_ignoring_case(label, "assets");
}

auto ColumnSet::base_of(uint32_t grid_row) const -> uint16_t {
  uint16_t base = 0;
  for (const ColumnGroup& g : groups) {
    if (g.first_row > grid_row) break;
    base = g.base;
  }
  return base;
}

auto read_columns(const ColumnInput& in) -> ColumnSet {
  ColumnSet set;
  const auto& rows = in.table.rows;
  uint16_t width = in.table.column_count;
  std::vector<PeriodHint> title_hints;
  for (auto t : in.titles) {
    auto h = parse_period(t);
    if (!h.is_empty()) title_hints.push_back(std::move(h));
  }
  size_t row = 0;
  bool first_group = true;
  std::vector<std::string> previous_labels;
  while (true) {
    // The next run of heading rows. Captions between heading rows belong to it.
    size_t begin = row;
    while (begin < rows.size() && !in.is_heading[begin]) ++begin;
    if (begin >= rows.size() && !first_group) break;
    bool headings_first = true;
    if (first_group) {
      for (size_t i = 0; i < begin && i < rows.size(); ++i)
        if (rows[i].kind == layout::RowKind::data) headings_first = false;
    }
    std::vector<std::string> labels(width);
    std::vector<std::string_view> stubs;
    size_t end = begin;
    if (!first_group || headings_first) {
      std::vector<std::vector<HeadingCell>> lines;
      size_t i = begin;
      for (; i < rows.size(); ++i) {
        if (!in.is_heading[i]) {
          if (rows[i].kind == layout::RowKind::caption && i + 1 < rows.size() && in.is_heading[i + 1]) {
            stubs.push_back(in.layout.text.of(rows[i].label));
            continue;
          }
          break;
        }
        if (!rows[i].label.empty()) stubs.push_back(in.layout.text.of(rows[i].label));
        std::vector<HeadingCell> line;
        for (uint32_t k = 0; k < rows[i].cell_count; ++k) {
          const auto& c = in.table.cells[rows[i].first_cell + k];
          auto text = ascii::trim(in.layout.text.of(c.text));
          if (!text.empty()) line.push_back({text, c.column, c.column + std::max<int>(1, c.column_span) - 1});
        }
        if (!line.empty()) lines.push_back(std::move(line));
      }
      end = i;
      for (const auto& line : lines) {
        for (int c = 0; c < width; ++c) {
          const HeadingCell* covering = nullptr;
          for (const HeadingCell& h : line)
            if (h.first <= c && c <= h.last) covering = &h;
          if (covering) append_word(labels[static_cast<size_t>(c)], covering->text);
        }
      }
      // A heading that should span several columns but was placed over one: the columns beside it that have only a year take it.
      for (const auto& line : lines) {
        for (const HeadingCell& h : line) {
          auto hint = parse_period(h.text);
          bool spanning = (hint.has_length() || hint.duration || (!hint.dates.empty() && hint.dates.back().month && !hint.dates.back().year)) && h.first == h.last;
          if (!spanning) continue;
          auto bare = [&](int c) {
            if (c < 0 || c >= width) return false;
            for (const HeadingCell& o : line)
              if (o.first <= c && c <= o.last) return false;
            auto own = parse_period(labels[static_cast<size_t>(c)]);
            return own.dates.size() == 1 && !own.has_length() && !own.dates[0].month && kind_of_label(labels[static_cast<size_t>(c)], in.counts[static_cast<size_t>(c)]) == ColumnKind::value;
          };
          // Which neighbours are nearer to this heading than to any other of its line.
          for (int step : {-1, 1}) {
            for (int c = h.first + step; bare(c); c += step) {
              bool nearer = true;
              for (const HeadingCell& o : line)
                if (&o != &h && std::abs(o.first - c) < std::abs(h.first - c)) nearer = false;
              if (!nearer) break;
              labels[static_cast<size_t>(c)] = std::string(h.text) + " " + labels[static_cast<size_t>(c)];
            }
          }
        }
      }
    }
    uint32_t first_row = first_group ? 0 : static_cast<uint32_t>(begin);
    bool repeated = !first_group && labels == previous_labels;
    bool informative = false;
    for (const auto& l : labels) informative = informative || !l.empty();
    if (first_group || (!repeated && informative)) {
      previous_labels = labels;
      Surroundings s;
      s.kind = in.kind;
      s.calendar = &in.calendar;
      for (auto stub : stubs) {
        auto h = parse_period(stub);
        if (!h.is_empty()) s.hints.push_back(std::move(h));
      }
      s.hints.insert(s.hints.end(), title_hints.begin(), title_hints.end());
      std::vector<PeriodHint> hints(width);
      for (size_t c = 0; c < width; ++c) {
        hints[c] = parse_period(labels[c]);
        for (const PartialDate& d : hints[c].dates) s.latest_label = std::max(s.latest_label, d.year);
      }
      std::vector<Column> columns(width);
      // Value columns without any heading take the title's dates in order: "December 31, 2003 and 2002".
      std::vector<size_t> bare_columns;
      bool any_dated = false;
      for (size_t c = 0; c < width; ++c) {
        Column& column = columns[c];
        column.label = ascii::fold_space(labels[c]);
        column.kind = in.counts[c].figures == 0 && column.label.empty() ? ColumnKind::text : kind_of_label(column.label, in.counts[c]);
        if (!hints[c].dates.empty() || hints[c].quarter) any_dated = true;
        else if (in.counts[c].figures > 0 && column.kind == ColumnKind::value) bare_columns.push_back(c);
      }
      if (!any_dated && in.kind != Kind::equity && !bare_columns.empty()) {
        for (const PeriodHint& h : s.hints) {
          if (h.dates.empty()) continue;
          if (h.dates.size() == bare_columns.size() || (bare_columns.size() == 1 && !h.dates.empty())) {
            for (size_t k = 0; k < bare_columns.size(); ++k) {
              auto d = h.dates[k];
              if (!d.month)
                for (const PartialDate& o : h.dates)
                  if (o.month) {
                    d.month = o.month;
                    d.day = o.day;
                    break;
                  }
              hints[bare_columns[k]].dates.push_back(d);
              columns[bare_columns[k]].recovered = true;
              s.latest_label = std::max(s.latest_label, d.year);
            }
            break;
          }
        }
      }
      // "Increase/(Decrease)" over every column says how to read the figures, not that the columns are computed from others.
      if (width > 1 && std::all_of(columns.begin(), columns.begin() + static_cast<std::ptrdiff_t>(width), [](const Column& c) { return c.kind == ColumnKind::change; }))
        for (size_t c = 0; c < width; ++c) columns[c].kind = ColumnKind::value;
      for (size_t c = 0; c < width; ++c) {
        Column& column = columns[c];
        PeriodHint& hint = hints[c];
        std::string_view label = column.label;
        column.pro_forma = has(label, "pro forma") || has(label, "proforma");
        column.restated = has(label, "restated");
        column.unaudited = has(label, "unaudited");
        column.adjusted = has(label, "adjust");
        auto scale = read_scale(label);
        if (scale.power) column.scale_power = *scale.power;
        if (in.kind == Kind::equity && has(label, "shares")) column.unit = Unit::shares;
        column.member = member_of(label, hint, in.kind);
        int years = 0, last_year = 0;
        for (const PartialDate& d : hint.dates)
          if (d.year && d.year != last_year) {
            ++years;
            last_year = d.year;
          }
        if (years >= 2 && column.kind == ColumnKind::value && (has(label, " vs") || has(label, "compared") || has(label, " over ") || has(label, " to ") || has(label, "versus")) && !hint.from) column.kind = ColumnKind::change;
        if (column.kind == ColumnKind::note || column.kind == ColumnKind::text) continue;
        // Length: from the heading itself, else from the stub, else from the nearest title that states one.
        bool instant = in.kind == Kind::balance_sheet;
        if (!instant && !hint.has_length() && !hint.year_to_date && in.kind != Kind::equity) {
          for (const PeriodHint& h : s.hints)
            if (h.has_length() || h.year_to_date) {
              hint.months = h.months;
              hint.weeks = h.weeks;
              hint.year_to_date = h.year_to_date;
              hint.duration = true;
              break;
            }
        }
        if (hint.dates.empty() && !hint.quarter && in.kind == Kind::equity) continue;
        auto finish = resolve_end(hint, s, column.recovered);
        if (!finish && hint.dates.empty() && (hint.has_length() || hint.duration) && in.calendar.report_end()) {
          // "Quarter" or "Year to date" alone in a periodic report is the period reported on.
          bool only = true;
          for (size_t o = 0; o < width; ++o) only = only && (o == c || columns[o].label != columns[c].label);
          if (only && in.kind != Kind::none) {
            finish = in.calendar.report_end();
            column.recovered = true;
          }
        }
        if (!finish) continue;
        column.period.end = *finish;
        set.has_periods = true;
        if (instant) continue;
        if (!hint.has_length() && in.kind != Kind::none) {
          // No length anywhere: a yearly report's statements are of years, a quarterly one's cash flow runs from the year's start.
          if (in.calendar.is_annual() && !hint.year_to_date) hint.months = 12;
          else if (in.calendar.is_quarterly() && in.kind != Kind::cash_flow && !hint.year_to_date) hint.months = 3;
        }
        if (!hint.has_length() && (hint.year_to_date || (in.calendar.is_quarterly() && in.kind == Kind::cash_flow)) && in.calendar.fiscal_month()) {
          int months = finish->month - in.calendar.fiscal_month();
          // Ends a few days into the next month count for the month before.
          if (finish->day <= 7 && in.calendar.fiscal_day() > 20) months -= 1;
          if (finish->day > 20 && in.calendar.fiscal_day() <= 7) months += 1;
          while (months <= 0) months += 12;
          hint.months = months;
        }
        auto start = start_of_period(hint, *finish);
        if (start && !hint.from && !is_month_end(*finish)) {
          // Years of 52 or 53 weeks end on one weekday: the day after the one the filing names as the earlier period's end.
          if (auto before = in.calendar.named_on_weekday(start->plus_days(-1), 7, finish->weekday())) start = before->plus_days(1);
          else if (in.calendar.ends_by_weeks()) start = start->plus_days((finish->weekday() + 8 - start->weekday() + 3) % 7 - 3);
        }
        if (start && start->to_days() <= finish->to_days()) column.period.start = start;
      }
      bool same = false;
      if (!first_group && set.groups.size() > 0) {
        // Periods alike: the same columns under a repeated, differently worded heading.
        uint16_t base = set.groups.back().base;
        same = true;
        bool dated = false;
        for (size_t c = 0; c < width && same; ++c) {
          const Column& old = set.columns[base + c];
          dated = dated || columns[c].period.end;
          if (in.counts[c].figures > 0 && (old.period != columns[c].period || old.kind != columns[c].kind || old.member != columns[c].member)) same = false;
        }
        if (!dated && in.kind != Kind::equity) same = true;
      }
      if (!same) {
        if (set.columns.size() + width > 60000) break;
        set.groups.push_back({first_row, static_cast<uint16_t>(set.columns.size())});
        set.columns.insert(set.columns.end(), columns.begin(), columns.end());
      }
    }
    first_group = false;
    row = std::max(end, begin + 1);
    if (!headings_first && set.groups.size() == 1 && begin < rows.size()) row = begin;
    if (row >= rows.size()) break;
  }
  return set;
}

}  // namespace crossfoot::statement
