#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "form/display_lines.h"
#include "form/names.h"
#include "form/parts.h"

namespace crossfoot::form {
namespace {

using layout::Layout;
using layout::Segment;

constexpr size_t kCoverLines = 170;  // no cover is longer

enum class Caption : uint8_t { none, registrant, state, file_number, irs_number, address, telephone, former_name, zip, date, securities };

struct CaptionPhrase {
  std::string_view phrase;  // lower case
  Caption caption;
};

// What stands below (or before) a blank of the cover, as Forms 8-K, 10-Q and 10-K print it. First match wins.
constexpr std::array<CaptionPhrase, 34> kCaptions = {{
    {"former name", Caption::former_name},
    {"former address", Caption::former_name},
    {"exact name of", Caption::registrant},
    {"exact name as specified", Caption::registrant},
    {"name of registrant as", Caption::registrant},
    {"name of small business issuer", Caption::registrant},
    {"registrant as specified in", Caption::registrant},
    {"commission file n", Caption::file_number},
    {"commission file #", Caption::file_number},
    {"(commission", Caption::file_number},
    {"sec file n", Caption::file_number},
    {"file number", Caption::file_number},
    {"file no.", Caption::file_number},
    {"state or other jur", Caption::state},
    {"state of other jur", Caption::state},
    {"state or other juris", Caption::state},
    {"state or jurisdiction", Caption::state},
    {"state of incorporation", Caption::state},
    {"state of organization", Caption::state},
    {"jurisdiction of incorporation", Caption::state},
    {"jurisdiction of", Caption::state},
    {"i.r.s.", Caption::irs_number},
    {"irs employer", Caption::irs_number},
    {"irs identification", Caption::irs_number},
    {"employer identification", Caption::irs_number},
    {"address of principal", Caption::address},
    {"address of the principal", Caption::address},
    {"address and zip code", Caption::address},
    {"address of registrant's principal", Caption::address},
    {"principal executive offices", Caption::address},
    {"telephone n", Caption::telephone},
    {"date of report", Caption::date},
    {"title of each class", Caption::securities},
    {"zip code", Caption::zip},
}};

auto caption_of(std::string_view low) -> Caption {
  for (const CaptionPhrase& p : kCaptions)
    if (low.find(p.phrase) != low.npos) return p.caption;
  return Caption::none;
}

/// Reads a Commission file number at or after `from`: "0-20028", "000-27026", "1-6991", "333-12345-01".
auto find_file_number(std::string_view s, size_t from = 0) -> std::optional<Range> {
  for (size_t i = from; i < s.size(); ++i) {
    if (!ascii::is_digit(s[i]) || (i > 0 && (ascii::is_alnum(s[i - 1]) || s[i - 1] == '-'))) continue;
    size_t a = i;
    while (a < s.size() && ascii::is_digit(s[a])) ++a;
    size_t left = a - i;
    size_t b = a;
    while (b < s.size() && (s[b] == ' ') && b < a + 1) ++b;
    if (left > 3 || b >= s.size() || s[b] != '-') continue;
    ++b;
    while (b < s.size() && s[b] == ' ' && b < a + 3) ++b;
    size_t c = b;
    while (c < s.size() && ascii::is_digit(s[c])) ++c;
    size_t right = c - b;
    if (right < 2 || right > 6) continue;
    if (left == 3 && right == 4 && s[i] != '0' && i > 0 && (s[i - 1] == ' ' || s[i - 1] == ')') && i >= 2 && s[i - 2] == ')') continue;
    if (left == 3 && right == 4 && s[i] != '0' && s.substr(i, 3) != "333") continue;  // a telephone number
    size_t end = c;
    if (end + 2 < s.size() && s[end] == '-' && ascii::is_digit(s[end + 1]) && ascii::is_digit(s[end + 2]) &&
        (end + 3 == s.size() || !ascii::is_digit(s[end + 3])))
      end += 3;
    return Range{static_cast<uint32_t>(i), static_cast<uint32_t>(end)};
  }
  return std::nullopt;
}

/// Reads an employer identification number: "77-0214673".
auto find_irs_number(std::string_view s) -> std::optional<Range> {
  for (size_t i = 0; i + 9 < s.size(); ++i) {
    if (!ascii::is_digit(s[i]) || (i > 0 && ascii::is_digit(s[i - 1]))) continue;
    size_t a = i + 2;
    if (!ascii::is_digit(s[i + 1])) continue;
    while (a < s.size() && a < i + 4 && (s[a] == '-' || s[a] == ' ')) ++a;
    if (a == i + 2) continue;
    size_t n = 0;
    while (a + n < s.size() && ascii::is_digit(s[a + n])) ++n;
    if (n == 7) return Range{static_cast<uint32_t>(i), static_cast<uint32_t>(a + n)};
  }
  return std::nullopt;
}

/// Reads the name of a form behind the word "form": "8-K", "10-Q/A", "10-KSB", "10-K405".
auto read_form_name(std::string_view s) -> std::string {
  std::string out;
  for (char c : s) {
    if (out.size() >= 12) break;
    if (ascii::is_alnum(c)) out.push_back(ascii::to_upper(c));
    else if (c == '-' || c == '/') out.push_back(c);
    else if (c == ' ' && !out.empty() && (out.back() == '/' || out.back() == '-')) continue;
    else break;
  }
  while (!out.empty() && (out.back() == '-' || out.back() == '/')) out.pop_back();
  static constexpr std::array<std::string_view, 12> kForms = {"8-K", "10-QSB", "10-Q", "10-KSB", "10-KT", "10-K405", "10-K", "20-F", "6-K", "40-F", "11-K", "8-K12G3"};
  std::string_view best;
  // "8K" and "10Q" are written as well.
  std::string dashed = out;
  if (dashed.find('-') == dashed.npos) {
    size_t digits = 0;
    while (digits < dashed.size() && ascii::is_digit(dashed[digits])) ++digits;
    if (digits > 0 && digits < dashed.size()) dashed.insert(digits, "-");
  }
  for (std::string_view f : kForms)
    if (dashed.starts_with(f) && f.size() > best.size()) best = f;
  if (best.empty()) return {};
  std::string rest = dashed.substr(best.size());
  if (rest == "/A" || rest == "A" || rest == "-A" || rest.starts_with("/A")) return std::string(best) + "/A";
  if (!rest.empty() && rest[0] != '/' && rest[0] != '-') return {};
  return std::string(best);
}

class CoverReader {
 public:
  /// `known`: the registrant's name as the submission's header has it, or nothing.
  CoverReader(const Layout& layout, uint32_t document, std::string_view known) : layout_(layout), known_(known) {
    cover_.document = document;
    collect();
  }

  auto run() -> std::optional<Cover> {
    read_form();
    read_captions();
    read_date();
    read_boxes();
    if (!cover_.form && !cover_.registrant) return std::nullopt;
    if (lines_.empty()) return std::nullopt;
    uint32_t begin = lines_.front().text.begin, end = std::max(lines_.front().text.end, evidence_end_);
    cover_.span = layout_.text.to_source({begin, end});
    return std::move(cover_);
  }

 private:
  auto text(size_t i) const -> std::string_view { return layout_.text.of(lines_[i].text); }

  void collect() {
    std::vector<DisplayLine> all = display_lines(layout_, 0, static_cast<uint32_t>(layout_.blocks.size()), kCoverLines);
    for (const DisplayLine& l : all) {
      std::string_view s = ascii::trim(layout_.text.of(l.text));
      if (lines_.size() >= 6 && starts_body(s, l)) break;
      lines_.push_back(l);
      low_.push_back(ascii::to_lower(s));
    }
    captions_.resize(lines_.size(), Caption::none);
    for (size_t i = 0; i < lines_.size(); ++i)
      if (!lines_[i].rule) captions_[i] = caption_of(low_[i]);
  }

  bool starts_body(std::string_view s, const DisplayLine& l) const {
    if (layout_.blocks[l.block].kind == layout::BlockKind::table && ascii::starts_with_ignoring_case(s, "item")) return true;
    if (!ascii::starts_with_ignoring_case(s, "item") && !ascii::starts_with_ignoring_case(s, "part i")) return false;
    if (l.line != UINT32_MAX && layout_.blocks[l.block].first_line != l.line) return false;
    size_t i = 4;
    while (i < s.size() && ascii::is_space(s[i])) ++i;
    if (i < s.size() && (ascii::is_digit(s[i]) || ascii::to_lower(s[i]) == 'i')) return layout_.blocks[l.block].kind != layout::BlockKind::paragraph || s.size() < 80;
    return false;
  }

  void seen(Range r) { evidence_end_ = std::max(evidence_end_, r.end); }

  auto part(size_t i, Range within) const -> Range {
    return {lines_[i].text.begin + within.begin, lines_[i].text.begin + within.end};
  }

  /// True for a line of a long paragraph, where forms are spoken of.
  bool in_running_text(size_t i) const {
    const layout::Block& b = layout_.blocks[lines_[i].block];
    return b.kind == layout::BlockKind::paragraph && b.text.size() > 250 && b.text.size() > 50 * std::max<uint32_t>(b.line_count, 1);
  }

  void read_form() {
    bool amendment = false;
    for (size_t i = 0; i < lines_.size() && i < 60; ++i) {
      if (low_[i].find("amendment no") != std::string::npos && low_[i].size() < 60) amendment = true;
      if (cover_.form || in_running_text(i)) continue;
      std::string_view s = text(i);
      size_t at = 0;
      while ((at = ascii::find_ignoring_case(s, "form", at)) != s.npos) {
        size_t b = at + 4;
        at = b;
        while (b < s.size() && (ascii::is_space(s[b]) || s[b] == ':' || static_cast<unsigned char>(s[b]) > 127)) ++b;
        std::string name = read_form_name(s.substr(b));
        if (name.empty()) continue;
        if (low_[i].size() > 60 && low_[i].find("general instruction") != std::string::npos) continue;
        if (low_[i].find("if the form") != std::string::npos) continue;
        size_t e = b;
        while (e < s.size() && !ascii::is_space(s[e])) ++e;
        cover_.form = Found{name, layout_.text.to_source(part(i, {static_cast<uint32_t>(b), static_cast<uint32_t>(e)}))};
        seen(lines_[i].text);
        break;
      }
    }
    if (!cover_.form) {
      // "8-K" alone, or "CURRENT REPORT" without the form's number.
      for (size_t i = 0; i < lines_.size() && i < 30; ++i) {
        std::string_view s = ascii::trim(text(i));
        std::string name = s.size() <= 10 ? read_form_name(s) : std::string();
        if (name.empty()) continue;
        cover_.form = found_at(layout_, lines_[i].text);
        cover_.form->text = name;
        seen(lines_[i].text);
        break;
      }
    }
    if (cover_.form && amendment && !cover_.form->text.ends_with("/A")) cover_.form->text += "/A";
  }

  /// Returns the segment of line i that holds the caption's phrase.
  auto caption_segment(size_t i, Caption kind) const -> std::optional<Segment> {
    for (const Segment& s : segments_of(layout_, lines_[i])) {
      if (caption_of(ascii::to_lower(layout_.text.of(s.text))) == kind) return s;
    }
    return std::nullopt;
  }

  /// Returns what stands behind the caption's colon or number sign in the same segment or the next.
  auto behind(size_t i, const Segment& s, std::string_view mark) const -> Range {
    std::string_view t = layout_.text.of(s.text);
    size_t at = t.find(mark);
    if (at == t.npos) return {};
    Range r = trimmed(layout_, {s.text.begin + static_cast<uint32_t>(at + mark.size()), s.text.end});
    if (!r.empty()) return r;
    if (s.text.end < lines_[i].text.end) return trimmed(layout_, {s.text.end, lines_[i].text.end});
    return {};
  }

  bool is_value_line(size_t i) const {
    if (lines_[i].rule || captions_[i] != Caption::none) return false;
    std::string_view s = ascii::trim(text(i));
    if (s.empty()) return false;
    return s.find_first_not_of("-_=*.~ ") != s.npos;
  }

  static bool is_boilerplate(std::string_view low) {
    static constexpr std::array<std::string_view, 13> kPhrases = {"current report", "pursuant to", "exchange act of 1934", "exchange commission", "form 8-k", "form 10-",
                                                                  "washington, d", "quarterly report", "annual report", "date of earliest", "for the fiscal year",
                                                                  "for the quarter", "amendment no"};
    return std::any_of(kPhrases.begin(), kPhrases.end(), [&](std::string_view p) { return low.find(p) != low.npos; });
  }

  /// The segment above caption line i that shares its columns, within `reach` lines; other captions are passed over.
  auto above(size_t i, const Segment& caption, size_t reach, bool (*fits)(std::string_view)) const -> std::optional<Range> {
    for (size_t n = 1; n <= reach && n <= i; ++n) {
      size_t j = i - n;
      if (lines_[j].rule) continue;
      std::optional<Range> best;
      int32_t best_distance = 1 << 30;
      for (const Segment& s : segments_of(layout_, lines_[j])) {
        std::string_view t = ascii::trim(layout_.text.of(s.text));
        if (t.empty() || t[0] == '(' || !fits(t)) continue;
        int32_t distance = std::abs((s.column_begin + s.column_end) - (caption.column_begin + caption.column_end));
        if (!share_columns(s, caption, 6)) continue;
        if (distance < best_distance) {
          best_distance = distance;
          best = trimmed(layout_, s.text);
        }
      }
      if (best) return best;
    }
    return std::nullopt;
  }

  void set(std::optional<Found>& field, Range r) {
    if (r.empty()) return;
    field = found_at(layout_, r);
    if (field->text.empty()) field.reset();
    else seen(r);
  }

  void read_captions() {
    for (size_t i = 0; i < lines_.size(); ++i) {
      if (lines_[i].rule || captions_[i] == Caption::none) continue;
      seen(lines_[i].text);
      if (low_[i].find("exact name") != std::string::npos || captions_[i] == Caption::registrant) read_registrant(i);
      for (const Segment& s : segments_of(layout_, lines_[i])) {
        std::string low = ascii::to_lower(layout_.text.of(s.text));
        Caption kind = caption_of(low);
        switch (kind) {
          case Caption::state: read_state(i, s); break;
          case Caption::file_number: read_file_number(i, s); break;
          case Caption::irs_number: read_irs_number(i, s); break;
          case Caption::address: read_address(i, s); break;
          case Caption::telephone: read_telephone(i, s); break;
          case Caption::former_name: read_former_name(i, s); break;
          case Caption::securities: read_securities(i); break;
          default: break;
        }
      }
    }
    if (!cover_.registrant) read_registrant_table();
    if (cover_.form && !cover_.registrant) find_registrant();
    if (!cover_.state) find_state();
    if (!cover_.address) find_address();
    // What no caption led to is told by its shape.
    for (size_t i = 0; i < lines_.size(); ++i) {
      if (!cover_.irs_number)
        if (auto r = find_irs_number(text(i))) set(cover_.irs_number, part(i, *r));
      if (!cover_.telephone && i > 8 && low_[i].find("fax") == std::string::npos)
        if (auto r = find_phone(text(i))) set(cover_.telephone, part(i, *r));
      if (!cover_.file_number && i < 60 && (i > 3 || low_[i].find("no.") != std::string::npos))
        if (auto r = find_file_number(text(i)); r && low_[i].find("rule") == std::string::npos && low_[i].find("form") == std::string::npos)
          set(cover_.file_number, part(i, *r));
    }
  }

  void read_registrant(size_t i) {
    if (cover_.registrant || i == 0) return;
    auto caption = caption_segment(i, Caption::registrant);
    if (caption) {
      Range inline_value = behind(i, *caption, ":");
      if (inline_value.size() > 3) return set(cover_.registrant, inline_value);
    }
    size_t j = i;
    while (j > 0 && !is_value_line(j - 1) && i - j < 4 && (lines_[j - 1].rule || captions_[j - 1] == Caption::none)) --j;
    if (j == 0 || !is_value_line(j - 1) || is_boilerplate(low_[j - 1])) return;
    size_t last = j - 1, first = last;
    // A name may be wrapped: lines of the same block above it belong to it.
    while (first > 0 && lines_[first - 1].block == lines_[last].block && is_value_line(first - 1) && !is_boilerplate(low_[first - 1]) && last - first < 3 &&
           find_date(text(first - 1)) == std::nullopt)
      --first;
    set(cover_.registrant, {lines_[first].text.begin, lines_[last].text.end});
    // The caption may stand on the line of the name.
  }

  /// Finds a name that stands on the cover without its caption: the header's, or else the first of a company.
  void find_registrant() {
    size_t form_line = 0;
    while (form_line < lines_.size() && low_[form_line].find("form") == std::string::npos) ++form_line;
    auto first_word = [](std::string_view s) { return ascii::to_lower(s.substr(0, s.find_first_of(" ,."))); };
    std::string known = first_word(known_);
    for (bool by_header : {true, false}) {
      if (by_header && known.size() < 3) continue;
      for (size_t i = 0; i < lines_.size() && i < 50; ++i) {
        if (!is_value_line(i) || is_boilerplate(low_[i]) || low_[i].size() > 80 || segments_of(layout_, lines_[i]).size() > 1) continue;
        std::string_view s = ascii::trim(text(i));
        bool fits = by_header ? first_word(s) == known : i > form_line && is_company(s) && !has_digit(s);
        if (fits) return set(cover_.registrant, lines_[i].text);
      }
    }
  }

  /// "Incorporated in North Carolina", "a Delaware corporation"
  void find_state() {
    for (size_t i = 0; i < lines_.size() && i < 60; ++i) {
      for (std::string_view phrase : {"incorporated in ", "organized in ", "incorporated under the laws of the state of ", "incorporated under the laws of "}) {
        size_t at = low_[i].find(phrase);
        if (at == std::string::npos) continue;
        Range line = trimmed(layout_, lines_[i].text);
        std::string_view s = layout_.text.of(line).substr(at + phrase.size());
        // The state's name: one or two capitalised words.
        size_t end = 0, words = 0;
        while (end < s.size() && words < 2) {
          size_t b = end;
          while (b < s.size() && s[b] == ' ') ++b;
          size_t e = b;
          while (e < s.size() && ascii::is_alpha(s[e])) ++e;
          if (e == b || !ascii::is_upper(s[b]) || ascii::starts_with_ignoring_case(s.substr(b), "i.r.s") || s.substr(b, e - b) == "IRS") break;
          end = e;
          ++words;
          if (e < s.size() && s[e] != ' ') break;
        }
        auto begin = static_cast<uint32_t>(at + phrase.size());
        if (end > 2) return set(cover_.state, {line.begin + begin, line.begin + begin + static_cast<uint32_t>(end)});
      }
    }
  }

  /// Finds the lines that end in a ZIP code between the registrant and the telephone number.
  void find_address() {
    size_t last = 0;
    for (size_t i = 3; i < lines_.size() && i < 60 && !last; ++i) {
      if (!is_value_line(i) || low_[i].size() > 90) continue;
      std::string_view s = ascii::trim(text(i));
      size_t digits = s.find_last_not_of("0123456789-");
      std::string_view zip = digits == s.npos ? s : s.substr(digits + 1);
      bool ends_in_zip = (zip.size() == 5 || (zip.size() == 10 && zip[5] == '-')) && zip.find('-') != 0 && digits != s.npos && s[digits] == ' ';
      if (ends_in_zip && ascii::is_alpha(s[0]) && !is_boilerplate(low_[i])) last = i;
      else if (ends_in_zip && ascii::is_digit(s[0]) && s.find(',') != s.npos) last = i;
    }
    if (!last) return;
    size_t first = last;
    while (first > 0 && last - first < 3 && lines_[first - 1].block == lines_[last].block && is_value_line(first - 1) && !is_boilerplate(low_[first - 1]) &&
           looks_like_address(first - 1) && !find_phone(text(first - 1)) && !find_file_number(text(first - 1)))
      --first;
    set(cover_.address, {lines_[first].text.begin, lines_[last].text.end});
  }

  /// Utilities report for several registrants at once: one caption heads rows of file number; name, state, address and
  /// telephone one below the other; employer number. The first row is the cover's registrant.
  void read_registrant_table() {
    size_t i = 0;
    auto heads = [&](size_t j) {
      if (low_[j].find("registrant") == std::string::npos) return false;
      for (size_t k = j; k < std::min(lines_.size(), j + 3); ++k)
        if (low_[k].find("state of incorporation") != std::string::npos) return true;
      return false;
    };
    while (i < lines_.size() && !heads(i)) ++i;
    size_t end = std::min(lines_.size(), i + 14);
    while (i < end && !find_file_number(text(i))) ++i;
    if (i >= end) return;
    std::optional<Segment> name;
    size_t at = i;
    for (; at < std::min(end, i + 3) && !name; ++at)
      for (const Segment& s : segments_of(layout_, lines_[at])) {
        std::string_view t = ascii::trim(layout_.text.of(s.text));
        if (!t.empty() && ascii::is_alpha(t[0]) && !find_file_number(t) && !name) name = s;
      }
    if (!name) return;
    set(cover_.registrant, name->text);
    std::optional<Range> address;
    for (; at < lines_.size() && at < i + 8 && !lines_[at].rule; ++at) {
      for (const Segment& s : segments_of(layout_, lines_[at])) {
        if (!share_columns(s, *name, 3)) continue;
        Range r = trimmed(layout_, s.text);
        std::string_view t = layout_.text.of(r);
        std::string low = ascii::to_lower(t);
        if (low.starts_with("(a ") || low.starts_with("(an ")) {
          size_t from = low.find(' ') + 1, to = low.find(" corporation");
          if (to == low.npos) to = low.find(" company");
          if (to != low.npos && to > from) set(cover_.state, {r.begin + static_cast<uint32_t>(from), r.begin + static_cast<uint32_t>(to)});
        } else if (auto phone = find_phone(t)) {
          set(cover_.telephone, {r.begin + phone->begin, r.begin + phone->end});
          if (address) set(cover_.address, *address);
          return;
        } else if (!t.empty()) {
          address = address ? Range{address->begin, r.end} : r;
        }
      }
    }
  }

  void read_state(size_t i, const Segment& s) {
    if (cover_.state) return;
    auto fits = [](std::string_view t) {
      return ascii::is_alpha(t[0]) && t.find_first_of("0123456789/") == t.npos && t.size() >= 2 && t.size() <= 40 &&
             !ascii::contains_ignoring_case(t, "registrant") &&
             caption_of(ascii::to_lower(t)) == Caption::none && !is_boilerplate(ascii::to_lower(t));
    };
    if (auto r = above(i, s, 4, fits)) return set(cover_.state, *r);
    set(cover_.state, behind(i, s, ":"));
    if (cover_.state && !fits(cover_.state->text)) cover_.state.reset();
  }

  void read_file_number(size_t i, const Segment& s) {
    if (cover_.file_number) return;
    std::string_view whole = layout_.text.of({s.text.begin, lines_[i].text.end});
    if (auto r = find_file_number(whole)) return set(cover_.file_number, {s.text.begin + r->begin, s.text.begin + r->end});
    auto fits = [](std::string_view t) { return find_file_number(t).has_value() && t.size() < 60; };
    std::optional<Range> r = above(i, s, 5, fits);
    if (!r) return;
    auto number = find_file_number(layout_.text.of(*r));
    if (number) set(cover_.file_number, {r->begin + number->begin, r->begin + number->end});
  }

  void read_irs_number(size_t i, const Segment& s) {
    if (cover_.irs_number) return;
    std::string_view whole = layout_.text.of({s.text.begin, lines_[i].text.end});
    if (auto r = find_irs_number(whole)) return set(cover_.irs_number, {s.text.begin + r->begin, s.text.begin + r->end});
    auto fits = [](std::string_view t) { return find_irs_number(t).has_value() || (t.size() == 9 && t.find_first_not_of("0123456789") == t.npos); };
    std::optional<Range> r = above(i, s, 5, fits);
    if (!r) return;
    auto number = find_irs_number(layout_.text.of(*r));
    if (!number) return set(cover_.irs_number, *r);  // written without its dash
    set(cover_.irs_number, {r->begin + number->begin, r->begin + number->end});
  }

  void read_address(size_t i, const Segment& s) {
    if (cover_.address) return;
    Range inline_value = behind(i, s, ":");
    if (inline_value.size() > 10) return set(cover_.address, inline_value);
    size_t last = i;
    while (last > 0 && !is_value_line(last - 1) && i - last < 4) --last;
    if (last == 0 || !is_value_line(last - 1)) return;
    --last;
    auto belongs = [&](size_t j) {
      if (!is_value_line(j) || is_boilerplate(low_[j])) return false;
      std::string_view t = text(j);
      return !find_irs_number(t) && !find_phone(t) && !find_date(t) && ascii::trim(t)[0] != '(' && t.size() < 120;
    };
    if (!belongs(last)) return;
    size_t first = last;
    while (first > 0 && last - first < 4 && belongs(first - 1) && (!lines_[first].gap || !has_digit(text(first)) || first == last) && looks_like_address(first - 1)) --first;
    set(cover_.address, {lines_[first].text.begin, lines_[last].text.end});
  }

  static bool has_digit(std::string_view s) { return s.find_first_of("0123456789") != s.npos; }

  bool looks_like_address(size_t j) const {
    std::string_view t = text(j);
    if (has_digit(t)) return true;
    static constexpr std::array<std::string_view, 14> kWords = {"street", "avenue", "road", "drive", "plaza", "box", "suite", "center", "parkway", "square", "building", "floor", "tower", "boulevard"};
    for (std::string_view w : kWords)
      if (low_[j].find(w) != std::string::npos) return true;
    return false;
  }

  void read_telephone(size_t i, const Segment& s) {
    if (cover_.telephone) return;
    std::string_view whole = layout_.text.of({s.text.begin, lines_[i].text.end});
    if (auto r = find_phone(whole)) return set(cover_.telephone, {s.text.begin + r->begin, s.text.begin + r->end});
    for (size_t n = 1; n <= 4 && n <= i; ++n) {
      if (auto r = find_phone(text(i - n))) return set(cover_.telephone, part(i - n, *r));
      if (captions_[i - n] != Caption::none && captions_[i - n] != Caption::telephone) break;
    }
    if (i + 1 < lines_.size() && captions_[i + 1] == Caption::none)
      if (auto r = find_phone(text(i + 1))) set(cover_.telephone, part(i + 1, *r));
  }

  void read_former_name(size_t i, const Segment& s) {
    if (cover_.former_name || former_seen_) return;
    former_seen_ = true;
    Range value = behind(i, s, ":");
    if (value.size() < 3) {
      size_t j = i;
      if (j == 0) return;
      --j;
      while (j > 0 && lines_[j].rule && i - j < 3) --j;
      if (!is_value_line(j) || find_phone(text(j)) || read_box(text(j)).length || is_boilerplate(low_[j])) return;
      // A caption in parentheses between is the one of the telephone number.
      value = lines_[j].text;
      if (layout_.text.of(value).size() > 160) return;
    }
    std::string_view t = ascii::trim(layout_.text.of(value));
    std::string low = ascii::to_lower(t);
    bool nothing = low.starts_with("n/a") || low.starts_with("not applicable") || low.starts_with("none") || low.starts_with("no change") || low == "na" ||
                   t.find_first_not_of("-_=*. ") == t.npos || t[0] == '(' || low.starts_with("if changed") || low.starts_with("not changed") || low.starts_with("same");
    if (!nothing) set(cover_.former_name, value);
  }

  void read_securities(size_t i) {
    if (!cover_.securities.empty()) return;
    size_t empty = 0;
    for (size_t j = i + 1; j < lines_.size() && j < i + 16 && empty < 4; ++j) {
      if (low_[j].find("securities registered") != std::string::npos || low_[j].find("indicate by") != std::string::npos || low_[j].find("check mark") != std::string::npos) break;
      std::vector<Segment> segments = segments_of(layout_, lines_[j]);
      if (segments.size() < 2) {
        ++empty;
        continue;
      }
      if (low_[j].find("exchange") == std::string::npos && low_[j].find("nasdaq") == std::string::npos && low_[j].find("stock") == std::string::npos && low_[j].find("nyse") == std::string::npos) continue;
      if (low_[j].find("on which registered") != std::string::npos || low_[j].find("name of each") != std::string::npos) continue;
      cover_.securities.push_back(found_at(layout_, lines_[j].text));
      seen(lines_[j].text);
    }
  }

  /// Reads the date that belongs to the phrase on line i, on that line, the next or the one above.
  bool take_date(size_t i, size_t phrase_end, bool earliest) {
    auto use = [&](size_t line, size_t from, bool last_of_line) {
      std::string_view t = text(line);
      auto d = find_date(t, from);
      if (!d || !d->date.is_valid()) return false;
      if (last_of_line) {
        // "May 12, 2005 (May 9, 2005)": the second is the earliest event.
        while (auto next = find_date(t, d->end)) {
          if (!next->date.is_valid()) break;
          std::string_view between = t.substr(d->end, next->begin - d->end);
          if (between.find('(') == between.npos) break;
          d = next;
        }
      }
      cover_.report_date = d->date;
      Range r = part(line, {d->begin, d->end});
      cover_.report_date_span = layout_.text.to_source(r);
      seen(r);
      return true;
    };
    if (use(i, phrase_end, earliest)) {
      // The earliest event may stand in parentheses on a line of its own.
      if (earliest && i + 1 < lines_.size()) {
        std::string_view t = ascii::trim(text(i + 1));
        if (t.starts_with("(") && t.size() < 40 && find_date(t)) use(i + 1, 0, true);
      }
      return true;
    }
    for (size_t n = 1; n <= 3 && i + n < lines_.size(); ++n) {
      if (captions_[i + n] == Caption::registrant) break;
      std::string_view t = ascii::trim(text(i + n));
      if (t.size() < 90 && use(i + n, 0, earliest)) return true;
      if (captions_[i + n] != Caption::none && captions_[i + n] != Caption::date) break;
    }
    for (size_t n = 1; n <= 3 && n <= i; ++n) {
      if (use(i - n, 0, earliest)) return true;
      if (captions_[i - n] != Caption::none && captions_[i - n] != Caption::date) break;
    }
    return false;
  }

  void read_date() {
    static constexpr std::array<std::string_view, 9> kPeriods = {"period ended", "quarter ended", "year ended", "period ending", "quarter ending", "year ending", "months ended", "weeks ended", "for the period"};
    bool periodic = cover_.form && cover_.form->text.starts_with("10-");
    for (size_t i = 0; i < lines_.size(); ++i) {
      if (lines_[i].rule) continue;
      if (!periodic) {
        size_t at = low_[i].find("date of earliest event");
        if (at == std::string::npos) at = low_[i].find("date of report");
        if (at == std::string::npos) at = low_[i].find("earliest event reported");
        if (at == std::string::npos) continue;
        if (take_date(i, 0, true)) return;
        continue;
      }
      for (std::string_view p : kPeriods) {
        size_t at = low_[i].find(p);
        if (at == std::string::npos) continue;
        if (take_date(i, at, false)) return;
      }
    }
  }

  void read_boxes() {
    for (size_t i = 0; i < lines_.size(); ++i) {
      if (lines_[i].rule) continue;
      Range r = trimmed(layout_, lines_[i].text);
      Box box = read_box(layout_.text.of(r));
      if (!box.length) continue;
      uint32_t begin = r.begin, end = r.end;
      uint32_t text_begin = r.begin + box.length;
      // The text goes on over the lines of the block, up to the next box; a box alone has it in the next block.
      size_t j = i + 1;
      while (j < lines_.size() && !lines_[j].rule && j < i + 5) {
        Range n = trimmed(layout_, lines_[j].text);
        if (read_box(layout_.text.of(n)).length) break;
        bool alone = trimmed(layout_, {text_begin, end}).empty();
        if (lines_[j].block != lines_[j - 1].block && !alone) break;
        end = n.end;
        ++j;
      }
      Range words = trimmed(layout_, {text_begin, end});
      std::string low = ascii::to_lower(layout_.text.of(words));
      if (low.find("pursuant to") == low.npos || words.size() < 20) continue;
      Checkbox c;
      c.text = ascii::fold_space(layout_.text.of(words));
      c.ticked = box.ticked;
      c.span = layout_.text.to_source({begin, end});
      cover_.checkboxes.push_back(std::move(c));
      seen({begin, end});
      i = j - 1;
    }
  }

  const Layout& layout_;
  std::string_view known_;
  Cover cover_;
  std::vector<DisplayLine> lines_;
  std::vector<std::string> low_;
  std::vector<Caption> captions_;
  uint32_t evidence_end_ = 0;
  bool former_seen_ = false;
};

bool has_cover_type(std::string_view type) {
  return ascii::starts_with_ignoring_case(type, "8-K") || ascii::starts_with_ignoring_case(type, "10-") || ascii::starts_with_ignoring_case(type, "6-K") ||
         ascii::starts_with_ignoring_case(type, "20-F");
}

}  // namespace

auto find_cover(const container::Submission& submission, const std::vector<layout::Layout>& layouts) -> std::optional<Cover> {
  for (size_t i = 0; i < submission.documents.size() && i < layouts.size(); ++i) {
    const container::Document& d = submission.documents[i];
    bool bare = submission.envelope == container::Envelope::none && d.type.empty();
    if (!bare && !has_cover_type(d.type)) continue;
    if (layouts[i].blocks.empty()) continue;
    if (auto cover = CoverReader(layouts[i], d.index, submission.registrants.empty() ? std::string_view() : submission.registrants[0].name).run()) {
      // A bare document that only speaks of a form has no cover.
      if (bare && !cover->file_number && !cover->irs_number && !(cover->form && cover->report_date)) return std::nullopt;
      return cover;
    }
  }
  return std::nullopt;
}

}  // namespace crossfoot::form
