// Rule `dates`: dates exist, and stand in a possible order.
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include "base/ascii.h"
#include "check/rules.h"
#include "form/items.h"

namespace crossfoot::check {
namespace {

constexpr int kTypedWrong = 31;         // days beyond which a wrong order can only be a wrong date
constexpr size_t kMaxReported = 20;     // of one filing

constexpr std::array<std::string_view, 7> kWeekdays = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};

/// For each letter the months, one bit each, that it begins, and those whose second letter it is: most words are
/// seen to be no month by two looks, whatever their case behind the first letter.
struct MonthLetters {
  std::array<uint16_t, 256> first{}, second{};
};
constexpr auto kMonthLetters = [] {
  MonthLetters t;
  uint16_t bit = 1;
  for (std::string_view m : {"JA", "FE", "MA", "AP", "JU", "AU", "SE", "OC", "NO", "DE"}) {
    t.first[static_cast<unsigned char>(m[0])] |= bit;
    t.second[static_cast<unsigned char>(m[1])] |= bit;
    t.second[static_cast<unsigned char>(ascii::to_lower(m[1]))] |= bit;
    bit = static_cast<uint16_t>(bit << 1);
  }
  return t;
}();

/// A day written out with its month: "June 31, 2003".
struct WrittenDate {
  int year = 0, month = 0, day = 0;
  Range text;
};

/// Reads a written date whose month begins at `pos`; month 0 where there is none.
auto read_written_date(std::string_view text, uint32_t pos) -> WrittenDate {
  WrittenDate d;
  auto at = [&](uint32_t i) { return i < text.size() ? text[i] : '\0'; };
  uint32_t i = pos;
  while (ascii::is_alpha(at(i)) && i - pos < 10) ++i;
  if (i - pos < 3 || ascii::is_alpha(at(i))) return {};
  uint32_t word_end = i;
  if (at(i) == '.') ++i;
  uint32_t spaces = i;
  while (ascii::is_space(at(i)) && i - spaces < 4) ++i;
  // Most words that begin as a month does have no digit behind them: that is seen before the word is looked up.
  if (i == spaces || i - spaces > 3 || !ascii::is_digit(at(i))) return {};
  d.month = parse_month(text.substr(pos, word_end - pos));
  if (d.month == 0) return {};
  uint32_t digits = i;
  while (ascii::is_digit(at(i)) && i - digits < 3) d.day = d.day * 10 + (at(i++) - '0');
  if (i == digits || i - digits > 2) return {};
  bool comma = at(i) == ',';
  if (comma) ++i;
  spaces = i;
  while (ascii::is_space(at(i))) ++i;
  if ((i == spaces && !comma) || i - spaces > 3) return {};
  digits = i;
  while (ascii::is_digit(at(i)) && i - digits < 5) d.year = d.year * 10 + (at(i++) - '0');
  if (i - digits != 4 || d.year < 1900 || d.year > 2099 || ascii::is_alnum(at(i))) return {};
  d.text = {pos, i};
  return d;
}

/// The weekday named right before `pos`: "Monday, May 5"; -1 where none is.
auto weekday_before(std::string_view text, uint32_t pos, uint32_t& begin) -> int {
  uint32_t i = pos;
  while (i > 0 && ascii::is_space(text[i - 1]) && pos - i < 3) --i;
  if (i > 0 && text[i - 1] == ',') --i;
  uint32_t end = i;
  while (i > 0 && ascii::is_alpha(text[i - 1]) && end - i < 10) --i;
  for (size_t w = 0; w < kWeekdays.size(); ++w)
    if (ascii::equals_ignoring_case(text.substr(i, end - i), kWeekdays[w])) {
      begin = i;
      return static_cast<int>(w);
    }
  return -1;
}

/// Says whether one of eight characters is a capital: where none is, no month begins.
bool has_capital(const char* eight) {
  constexpr uint64_t kEach = 0x0101010101010101;
  uint64_t v = 0;
  std::memcpy(&v, eight, sizeof v);
  uint64_t low = v & 0x7f * kEach;  // the high bit is where each sum below carries to
  return ((low + (0x80 - 'A') * kEach) & ~(low + (0x80 - 'Z' - 1) * kEach) & ~v & 0x80 * kEach) != 0;
}

/// Days that no calendar has, and weekdays that were others.
void check_existence(const Input& input, diag::Emitter& emitter) {
  size_t reported = 0;
  for (const layout::Layout& layout : input.layouts) {
    std::string_view text = layout.text.chars();
    uint32_t looked = 0;  // at all before it, for capitals
    for (uint32_t i = 0; i + 1 < text.size() && reported < kMaxReported; ++i) {
      if (i >= looked) {
        while (i + 8 < text.size() && !has_capital(text.data() + i)) i += 8;
        looked = i + 8;
      }
      if ((kMonthLetters.first[static_cast<unsigned char>(text[i])] & kMonthLetters.second[static_cast<unsigned char>(text[i + 1])]) == 0) continue;
      if (i > 0 && ascii::is_alnum(text[i - 1])) continue;
      WrittenDate d = read_written_date(text, i);
      if (d.month == 0) continue;
      if (d.day < 1 || d.day > days_in_month(d.year, d.month)) {
        ++reported;
        emitter.emit({diag::Rule::dates, diag::Severity::error, "\"" + ascii::fold_space(layout.text.of(d.text)) + "\" is a day that no calendar has", layout.document,
                      layout.text.to_source(d.text), {}});
        continue;
      }
      uint32_t begin = 0;
      int named = weekday_before(text, i, begin);
      Date date{static_cast<int16_t>(d.year), static_cast<uint8_t>(d.month), static_cast<uint8_t>(d.day)};
      if (named >= 0 && named != date.weekday()) {
        ++reported;
        emitter.emit({diag::Rule::dates, diag::Severity::warning,
                      "\"" + ascii::fold_space(layout.text.of({begin, d.text.end})) + "\" was a " + std::string(kWeekdays[static_cast<size_t>(date.weekday())]), layout.document,
                      layout.text.to_source({begin, d.text.end}), {}});
      }
    }
  }
}

auto days_apart(Date a, Date b) -> int { return b.to_days() - a.to_days(); }

/// Signed before the event, signed or dated after filing, cover and header on different days.
void check_order(const Input& input, diag::Emitter& emitter) {
  const auto& f = input.form;
  const auto& s = input.submission;
  bool current = form::family_of(f.form) == form::Family::current_report;
  std::optional<Date> event = f.cover ? f.cover->report_date : std::nullopt;
  if (event && !event->is_valid()) event.reset();
  Span event_span = f.cover ? f.cover->report_date_span : Span{};

  if (event && current && s.filed && *event > *s.filed) {
    emitter.emit({diag::Rule::dates, diag::Severity::warning, "the report is of an event on " + event->to_string() + ", after it was filed on " + s.filed->to_string(), f.report,
                  event_span, {}});
  } else if (event && current && s.period && s.filed && *event != *s.period) {
    int apart = std::abs(days_apart(*event, *s.period));
    emitter.emit({diag::Rule::dates, apart > 5 ? diag::Severity::warning : diag::Severity::note,
                  "the cover's date of report is " + event->to_string() + ", the header's " + s.period->to_string(), f.report, event_span, {}});
  }
  for (const form::Signature& sign : f.signatures) {
    if (!sign.date || !sign.date->is_valid() || sign.document != f.report) continue;
    if (event && current && *sign.date < *event) {
      int apart = days_apart(*sign.date, *event);
      emitter.emit({diag::Rule::dates, apart > kTypedWrong ? diag::Severity::error : diag::Severity::warning,
                    "signed on " + sign.date->to_string() + ", before the event of " + event->to_string() + " that it reports", sign.document, sign.span,
                    {{"the date of report", event_span}}});
      break;
    }
    if (s.filed && *sign.date > *s.filed) {
      emitter.emit({diag::Rule::dates, diag::Severity::warning, "signed on " + sign.date->to_string() + ", after it was filed on " + s.filed->to_string(), sign.document,
                    sign.span, {}});
      break;
    }
  }
}

/// "Press Release dated December 2" in the list, another day in the release's own dateline.
void check_release_dates(const Input& input, diag::Emitter& emitter) {
  for (const form::PressRelease& release : input.form.releases) {
    if (!release.date || !release.date->is_valid()) continue;
    size_t attached = 0;
    for (const auto& r : input.form.releases) attached += r.document == release.document;
    if (attached != 1) continue;
    for (const form::Exhibit& e : input.form.exhibits) {
      if (!e.document || *e.document != release.document || release.document == input.form.report) continue;
      size_t at = ascii::find_ignoring_case(e.description, "dated");
      if (at == std::string_view::npos || !ascii::contains_ignoring_case(e.description, "release")) continue;
      auto stated = find_date(e.description, at);
      if (!stated || stated->begin > at + 12 || stated->date == *release.date) continue;
      emitter.emit({diag::Rule::dates, diag::Severity::warning,
                    "Exhibit " + e.number + " is listed as dated " + stated->date.to_string() + ", its dateline says " + release.date->to_string(), input.form.report, e.span,
                    {{"the dateline", release.dateline}}});
    }
  }
}

}  // namespace

void check_dates(const Input& input, diag::Emitter& emitter) {
  check_existence(input, emitter);
  check_order(input, emitter);
  check_release_dates(input, emitter);
}

}  // namespace crossfoot::check
