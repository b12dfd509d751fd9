#include "form/dateline.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace crossfoot::form {
namespace {

constexpr size_t kHead = 220;  // a dateline is over by then

/// Returns the length of a dash, a pair of dashes or a dash of another kind at s[at], or 0.
auto dash_at(std::string_view s, size_t at) -> size_t {
  size_t n = 0;
  while (at + n < s.size()) {
    std::string_view rest = s.substr(at + n);
    if (rest[0] == '-') ++n;
    else if (rest.starts_with("\xE2\x80\x93") || rest.starts_with("\xE2\x80\x94") || rest.starts_with("\xE2\x80\x95")) n += 3;
    else break;
  }
  return n;
}

/// Returns the length of a news wire's mark at s[at]: "(BUSINESS WIRE)", "/PRNewswire-FirstCall/", "(Marketwire)".
auto wire_at(std::string_view s, size_t at) -> size_t {
  if (at >= s.size() || (s[at] != '(' && s[at] != '/' && s[at] != '[')) return 0;
  char close = s[at] == '(' ? ')' : s[at] == '[' ? ']' : '/';
  size_t end = s.find(close, at + 1);
  if (end == s.npos || end - at > 50) return 0;
  std::string_view name = s.substr(at + 1, end - at - 1);
  static constexpr std::array<std::string_view, 7> kWires = {"wire", "prn", "prime", "globe", "market", "canada news", "first call"};
  for (std::string_view w : kWires)
    if (ascii::contains_ignoring_case(name, w)) return end - at + 1;
  return 0;
}

/// True for a few capitalised words that could be a place: "AUSTIN, TX", "Palo Alto, Calif.".
bool is_place(std::string_view s) {
  if (s.size() < 3 || s.size() > 70) return false;
  if (!ascii::is_upper(s[0]) || s.find_first_of("0123456789:;\"$%@?!") != s.npos) return false;
  static constexpr std::array<std::string_view, 31> kNot = {"on", "in", "during", "for", "the", "as", "at", "by", "from", "since", "effective", "dear", "contact", "exhibit", "news", "press",
                                                            "release", "date", "dated", "item", "note", "results", "quarter", "fiscal", "year", "immediate",
                                                            "adopted", "amended", "approved", "restated", "revised"};
  size_t words = 0;
  for (size_t i = 0; i < s.size();) {
    while (i < s.size() && !ascii::is_alpha(s[i])) ++i;
    size_t b = i;
    while (i < s.size() && !ascii::is_space(s[i]) && s[i] != ',' && s[i] != '/') ++i;
    std::string_view w = s.substr(b, i - b);
    if (w.empty()) break;
    while (!w.empty() && !ascii::is_alpha(w.back())) w.remove_suffix(1);
    ++words;
    if (w == "of" || w == "and" || w == "de" || w == "la" || w == "by" || w == "upon" || w == "the") continue;
    if (ascii::is_lower(w.empty() ? 'a' : w[0])) return false;
    for (std::string_view n : kNot)
      if (ascii::equals_ignoring_case(w, n)) return false;
    if (parse_month(w)) return false;
  }
  if (words == 0 || words > 9) return false;
  bool capitals = std::none_of(s.begin(), s.end(), ascii::is_lower);
  return s.find(',') != s.npos || words <= 3 || (capitals && words <= 4);
}

struct Day {
  std::optional<Date> date;
  size_t begin = 0, end = 0;
};

/// Finds "Oct. 21" without a year in `s`.
auto find_month_day(std::string_view s, std::optional<Date> near) -> std::optional<Day> {
  for (size_t i = 0; i < s.size();) {
    while (i < s.size() && !ascii::is_alpha(s[i])) ++i;
    size_t b = i;
    while (i < s.size() && ascii::is_alpha(s[i])) ++i;
    int month = i - b >= 3 ? parse_month(s.substr(b, i - b)) : 0;
    if (!month) continue;
    size_t d = i;
    if (d < s.size() && s[d] == '.') ++d;
    while (d < s.size() && s[d] == ' ') ++d;
    size_t e = d;
    int day = 0;
    while (e < s.size() && ascii::is_digit(s[e]) && e < d + 2) day = day * 10 + (s[e++] - '0');
    if (e == d || day < 1 || day > 31 || (e < s.size() && ascii::is_digit(s[e]))) continue;
    Day out;
    out.begin = b;
    out.end = e;
    if (near) {
      Date date{near->year, static_cast<uint8_t>(month), static_cast<uint8_t>(day)};
      if (date.is_valid() && date.to_days() > near->to_days() + 7) date.year = static_cast<int16_t>(date.year - 1);
      if (date.is_valid()) out.date = date;
    }
    return out;
  }
  return std::nullopt;
}

constexpr std::string_view kEdge = " ,-()|/.:;\n";

auto shrink(std::string_view s, size_t b, size_t e) -> Range {
  while (b < e && (kEdge.find(s[b]) != kEdge.npos || static_cast<unsigned char>(s[b]) >= 0xE2 || (static_cast<unsigned char>(s[b]) & 0xC0) == 0x80)) ++b;
  while (e > b && ((kEdge.find(s[e - 1]) != kEdge.npos && s[e - 1] != '.') || static_cast<unsigned char>(s[e - 1]) >= 128)) --e;
  // One point belongs to "Calif."; more are a dash.
  while (e > b + 1 && s[e - 1] == '.' && (s[e - 2] == '.' || (e < s.size() && s[e] == '.'))) --e;
  return {static_cast<uint32_t>(b), static_cast<uint32_t>(e)};
}

}  // namespace

auto read_dateline(std::string_view text, std::optional<Date> near) -> std::optional<Dateline> {
  size_t start = 0;
  while (start < text.size() && (ascii::is_space(text[start]) || text[start] == '(' || text[start] == '-')) ++start;
  std::string_view head = text.substr(0, kHead);
  if (start >= head.size() || !ascii::is_upper(head[start])) return std::nullopt;

  std::optional<Day> day;
  if (auto d = find_date(head)) day = Day{d->date, d->begin, d->end};
  if (auto m = find_month_day(head, near); m && (!day || m->begin + 1 < day->begin)) day = m;

  // The wire's mark, wherever it stands before the text.
  size_t wire = head.npos;
  for (size_t i = 0; i < std::min<size_t>(head.size(), 120); ++i) {
    if (wire_at(head, i)) {
      wire = i;
      break;
    }
  }

  auto behind = [&](size_t at) {
    // Skips blanks, wire marks, dashes, points and closing parentheses up to the first word of the text.
    bool dash = false;
    while (at < head.size()) {
      if (size_t n = dash_at(head, at)) {
        at += n;
        dash = true;
      } else if (size_t w = wire_at(head, at)) {
        at += w;
        dash = true;
      } else if (head[at] == ' ' || head[at] == '\n' || head[at] == ',' || head[at] == '.' || head[at] == ')' || head[at] == ':' || head[at] == '/' || head[at] == ';') {
        if (head[at] == ':' || head[at] == '/' || head.substr(at).starts_with("...")) dash = true;
        ++at;
      } else {
        break;
      }
    }
    return std::pair{at, dash};
  };

  Dateline out;
  if (day && day->begin <= 90) {
    if (day->begin <= start + 1) {
      // The date comes first: "October 21, 2003 -- SAN JOSE, Calif. -- …".
      auto [at, dash] = behind(day->end);
      if (!dash && at < head.size()) return std::nullopt;
      out.date = day->date;
      out.body = static_cast<uint32_t>(at);
      for (size_t i = at; i < std::min(head.size(), at + 60); ++i) {
        if (size_t n = dash_at(head, i); n && (n >= 2 || (i > 0 && head[i - 1] == ' '))) {
          Range place = shrink(head, at, i);
          if (!is_place(head.substr(place.begin, place.size()))) break;
          out.place = place;
          out.body = static_cast<uint32_t>(behind(i).first);
          break;
        }
      }
      return out;
    }
    size_t place_end = std::min(day->begin, wire);
    // "Place--(BUSINESS WIRE)--date" and "Place - Company news - date" both have a dash first.
    Range place = shrink(head, start, place_end);
    std::string_view p = head.substr(place.begin, place.size());
    if (is_place(p)) {
      auto [at, dash] = behind(day->end);
      bool wired = wire != head.npos && wire < at + 2;
      if (dash || wired || at >= head.size()) {
        out.place = place;
        out.date = day->date;
        out.body = static_cast<uint32_t>(at);
        return out;
      }
    }
  }
  // A place and a dash, without a date before the text.
  for (size_t i = start + 2; i < std::min<size_t>(head.size(), 70); ++i) {
    size_t w = wire_at(head, i);
    size_t n = w ? w : dash_at(head, i);
    if (!n) continue;
    bool apart = w || n >= 2 || (i + n < head.size() && head[i - 1] == ' ' && head[i + n] == ' ');
    if (!apart) continue;
    Range place = shrink(head, start, i);
    std::string_view p = head.substr(place.begin, place.size());
    bool capitals = !p.empty() && std::none_of(p.begin(), p.end(), ascii::is_lower);
    if (!is_place(p) || (p.find(',') == p.npos && !capitals)) return std::nullopt;
    if (text.size() < 100) return std::nullopt;
    out.place = place;
    out.body = static_cast<uint32_t>(behind(i).first);
    return out;
  }
  return std::nullopt;
}

}  // namespace crossfoot::form
