#include "layout/grid_scan.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "base/ascii.h"
#include "base/date.h"

namespace crossfoot::layout::grid {
namespace {

constexpr int32_t kFar = 1000;  // the gap a row of leaders stands for
constexpr int32_t kMaxDollarGap = 48;
constexpr size_t kMaxWords = 512;  // a line with more is no row of a table

constexpr bool is_dash(char c) { return c == '-' || c == '\x96' || c == '\x97'; }

auto is_mark_body(std::string_view s) -> bool {
  if (s.size() == 1) return ascii::is_alnum(s[0]) || s[0] == '*';
  return s.size() == 2 && ((ascii::is_digit(s[0]) && ascii::is_digit(s[1])) || (s[0] == '*' && s[1] == '*') || (ascii::is_lower(s[0]) && s[0] == s[1]));
}

/// Reads one or more footnote marks "(1)", "(a)(b)", "*", "**", "1/" that fill all of `s`.
auto is_marks(std::string_view s) -> bool {
  if (s.empty()) return false;
  size_t i = 0;
  while (i < s.size()) {
    if (s[i] == '*') { ++i; continue; }
    char close = s[i] == '(' ? ')' : s[i] == '[' ? ']' : '\0';
    if (!close) return false;
    size_t end = s.find(close, i + 1);
    if (end == std::string_view::npos || end - i > 3 || !is_mark_body(s.substr(i + 1, end - i - 1))) return false;
    i = end + 1;
  }
  return true;
}

auto is_value_word(std::string_view s) -> bool {
  static constexpr std::array<std::string_view, 10> kWords = {"n/a", "na", "nm", "n.m.", "n/m", "n.a.", "n/m*", "nmf", "n/a*", "nm*"};
  if (s.size() < 2 || s.size() > 4 || (s[0] != 'n' && s[0] != 'N')) return false;
  if (s == "Na" || s == "Nm") return false;
  return std::any_of(kWords.begin(), kWords.end(), [&](std::string_view w) { return ascii::equals_ignoring_case(s, w); });
}

auto is_fraction(std::string_view s) -> bool {
  size_t slash = s.find('/');
  if (slash == std::string_view::npos || slash == 0) return false;
  std::string_view low = s.substr(slash + 1), high = s.substr(0, slash);
  if (low != "2" && low != "4" && low != "8" && low != "16" && low != "32" && low != "64") return false;
  size_t dash = high.find('-');
  if (dash != std::string_view::npos) {
    for (char c : high.substr(0, dash)) if (!ascii::is_digit(c) && c != '$') return false;
    high = high.substr(dash + 1);
  } else if (high.size() > 2) {
    return false;
  }
  return !high.empty() && high.size() <= 2 && std::all_of(high.begin(), high.end(), ascii::is_digit);
}

/// Whether `s` is a range "3.3%-6.6%", a multiple "24.7x" or a ratio "7.59:1": it stands where a figure would.
auto is_compound(std::string_view s) -> bool {
  size_t i = 0, parts = 0;
  while (i < s.size()) {
    bool open = false, digit = false, point = false;
    while (i < s.size() && (s[i] == '$' || s[i] == '(')) { open |= s[i] == '('; ++i; }
    while (i < s.size() && (ascii::is_digit(s[i]) || s[i] == ',' || s[i] == '.')) { digit |= ascii::is_digit(s[i]); point |= s[i] == '.' || s[i] == ','; ++i; }
    if (!digit) return false;
    ++parts;
    if (open) { if (i == s.size() || s[i] != ')') return false; ++i; }
    bool percent = i < s.size() && s[i] == '%';
    if (percent) ++i;
    if (i == s.size()) return parts == 2;
    if ((s[i] == 'x' || s[i] == 'X') && i + 1 == s.size()) return parts == 1 && point;
    if (s[i] == '-' || (s[i] == ':' && point)) ++i;
    else return false;
    if (i < s.size() && s[i] == '-') ++i;
    if (!point && !percent && !open && parts == 1) return false;  // "10-12", "33-4239": numbers of other things
  }
  return false;
}

/// Sets the kind of a word that does not begin with a letter.
void classify(std::string_view s, Word& w) {
  size_t i = 0, n = s.size();
  if (s == "$") { w.kind = WordKind::dollar; return; }
  if (s == "(" || s == "$(" || s == "($" || s == "<") { w.kind = WordKind::open; w.dollar = n == 2; return; }
  if (s == ")" || s == ">") { w.kind = WordKind::close; return; }
  if (s == "%" || s == ")%" || s == "%)") { w.kind = WordKind::percent; w.closed = n == 2; return; }
  if (s[0] == '*' || s[0] == '[') { w.kind = is_marks(s) ? WordKind::mark : WordKind::text; return; }
  auto skip = [&](auto&& is) { while (i < n && is(s[i])) ++i; };
  if (i < n && s[i] == '$') { w.dollar = true; ++i; }
  size_t core = i;
  if (i < n && (s[i] == '(' || s[i] == '<')) { w.opened = true; ++i; }
  if (i < n && s[i] == '$') { w.dollar = true; ++i; }
  size_t sign = i;
  skip(is_dash);
  size_t dashes = i - sign;
  if (i == n || s[i] == ')' || s[i] == '%') {  // "-", "$--", "(-)", "--%"
    if (dashes == 0 || dashes > 4) return;
    size_t end = i;
    skip([](char c) { return c == ')' || c == '%'; });
    if (i != n) return;
    w.kind = WordKind::nil;
    w.core = w.begin + static_cast<uint32_t>(sign);
    w.digits_end = w.begin + static_cast<uint32_t>(end);
    w.figure_end = w.end;
    return;
  }
  if (dashes > 1) return;
  if (i < n && s[i] == '+') ++i;
  if (dashes == 1 && i < n && s[i] == '$') { w.dollar = true; ++i; }
  size_t first = i;
  bool digit = false, leading_comma = i < n && s[i] == ',' && !w.dollar && !w.opened && dashes == 0;
  while (i < n) {
    char c = s[i];
    if (ascii::is_digit(c)) digit = true;
    else if (c == ',' || c == '.') w.punctuated = true;
    else break;
    ++i;
  }
  if (!digit) return;
  size_t last = i;
  bool trailing_comma = false;
  if (s[last - 1] == ',' || (s[last - 1] == '.' && last - first > 1)) {
    // "31," is a date or a list, or the first half of "1, 234"; "12." numbers a paragraph, or ends a sentence
    trailing_comma = s[last - 1] == ',';
    if (!trailing_comma || last != n) return;
  }
  if (dashes == 1 && last == first + 1 && s[first] == '0' && i < n && is_dash(s[i]) && i + 1 == n) {  // "-0-"
    w.kind = WordKind::nil;
    w.core = w.begin; w.digits_end = w.end; w.figure_end = w.end;
    return;
  }
  // A comma parts groups of three, else this is a list: "6,7".
  for (size_t k = first; k < last; ++k) {
    if (s[k] != ',' || k + 1 == last) continue;
    size_t run = 0;
    while (k + 1 + run < last && ascii::is_digit(s[k + 1 + run])) ++run;
    if (run != 3) return;
  }
  if (std::count(s.begin() + static_cast<std::ptrdiff_t>(first), s.begin() + static_cast<std::ptrdiff_t>(last), '.') > 1) return;
  w.core = w.begin + static_cast<uint32_t>(core);
  w.digits_end = w.begin + static_cast<uint32_t>(last);
  if (trailing_comma) { w.kind = WordKind::number_comma; w.figure_end = w.end; return; }
  if (i < n && (s[i] == ')' || s[i] == '>')) { w.closed = true; ++i; }
  if (i < n && s[i] == '%') { w.percent = true; ++i; }
  if (i < n && s[i] == ')' && !w.closed) { w.closed = true; ++i; }
  if (i < n && is_dash(s[i]) && i + 1 == n && w.punctuated && !w.closed) ++i;  // "1,234-"
  w.figure_end = w.begin + static_cast<uint32_t>(i);
  if (i < n) {
    if (is_marks(s.substr(i))) w.marked = true;
    else {
      w.kind = is_fraction(s) ? WordKind::fraction : WordKind::text;
      w.figure_end = w.end;
      w.digits_end = w.end;
      return;
    }
  }
  if (leading_comma) { w.kind = last - first == 4 || w.punctuated ? WordKind::comma_tail : WordKind::text; return; }
  w.kind = WordKind::number;
}

/// "($91" of "($91 in 1994)" torn apart, or a slip of the typist.
auto never_closed(std::string_view s) -> bool { return s.find('(') != std::string_view::npos && s.find(')') == std::string_view::npos; }

// What makes the scan of a word stop and look.
constexpr uint8_t kBlank = 1, kDot = 2, kAngle = 4, kBracket = 8, kWide = 16;
constexpr auto make_stops() -> std::array<uint8_t, 256> {
  std::array<uint8_t, 256> t{};
  for (char c : {' ', '\t', '\r', '\f', '\v', '\0'}) t[static_cast<unsigned char>(c)] = kBlank;
  t['.'] = kDot;
  t['<'] = kAngle;
  t['('] = t[')'] = kBracket;
  for (size_t c = 128; c < 256; ++c) t[c] = kWide;
  return t;
}
constexpr auto kStops = make_stops();
constexpr uint8_t stop_at(char c) { return kStops[static_cast<unsigned char>(c)]; }
constexpr bool blank(char c) { return stop_at(c) == kBlank; }

/// EDGAR's tags inside tables; anything else in angle brackets is text, or a negative figure.
auto tag_length(std::string_view s) -> size_t {
  size_t close = s.substr(0, 12).find('>');
  if (close == std::string_view::npos || close < 2) return 0;
  std::string_view name = s.substr(1, close - 1);
  if (name[0] == '/') name.remove_prefix(1);
  for (std::string_view t : {"S", "C", "CAPTION", "FN", "TABLE", "PAGE", "R"})
    if (ascii::equals_ignoring_case(name, t)) return close + 1;
  if (name.size() <= 3 && name.size() >= 2 && (name[0] == 'F' || name[0] == 'f') && ascii::is_digit(name[1])) return close + 1;
  return 0;
}

auto column_of(const Word& w, uint32_t byte) -> int32_t { return w.col + static_cast<int32_t>(byte - w.begin); }

bool is_text(const Word& w) {
  return w.kind == WordKind::text || w.kind == WordKind::number_comma || w.kind == WordKind::comma_tail || w.kind == WordKind::close;
}

/// Whether every figure from piece `first` on is a plain year.
auto is_year_line(const std::vector<Piece>& pieces, size_t first) -> bool {
  bool year = false;
  for (size_t k = first; k < pieces.size(); ++k) {
    const Piece& p = pieces[k];
    if (p.kind == PieceKind::nil && p.begin != 0) return false;
    if (p.kind != PieceKind::figure || (p.glued && p.plain)) continue;
    if (!p.year) return false;
    year = true;
  }
  return year;
}

}  // namespace

auto LineScanner::scan(Span line) -> ScannedLine {
  ScannedLine result;
  result.source = line;
  result.first_piece = static_cast<uint32_t>(pieces_.size());
  split(line, result);
  assemble();
  result.piece_count = static_cast<uint32_t>(pieces_.size()) - result.first_piece;
  // Leaders run from the label to the figures: numbers before them are the label's.
  for (size_t i = result.first_piece + 1; i < pieces_.size(); ++i) {
    if (!pieces_[i].leader) continue;
    for (size_t k = result.first_piece; k < i; ++k)
      if (pieces_[k].kind != PieceKind::rule) pieces_[k].kind = PieceKind::text;
    break;
  }
  if (result.piece_count) {
    result.indent = pieces_[result.first_piece].begin;
    result.only_rules = true;
    for (size_t i = result.first_piece; i < pieces_.size(); ++i) {
      const Piece& p = pieces_[i];
      bool escape = i == result.first_piece && p.kind == PieceKind::nil && (p.begin == 0 || (result.piece_count > 1 && pieces_[i + 1].kind == PieceKind::rule && pieces_[i + 1].gap <= 1));
      if (p.kind != PieceKind::rule && !escape) result.only_rules = false;
      if ((p.kind == PieceKind::figure || p.kind == PieceKind::nil) && !p.glued) result.has_figure = true;
    }
    // "- -------": a privacy-enhanced envelope puts "- " before a line that begins with a dash
    if (result.only_rules && pieces_[result.first_piece].kind == PieceKind::nil && result.piece_count == 1) result.only_rules = false;
    if (result.only_rules) result.has_figure = false;
    result.year_line = is_year_line(pieces_, result.first_piece);
  }
  return result;
}

void LineScanner::split(Span line, ScannedLine& result) {
  words_.clear();
  int32_t col = 0, gap_from = 0;
  bool leader = false;
  uint32_t i = line.begin;
  const uint32_t end = line.end;
  while (i < end && words_.size() < kMaxWords) {
    char c = bytes_[i];
    if (c == ' ') {
      while (i + 8 <= end && std::memcmp(bytes_.data() + i, "        ", 8) == 0) { i += 8; col += 8; }
      while (i < end && bytes_[i] == ' ') { ++i; ++col; }
      continue;
    }
    if (c == '\t') { col = (col / 8 + 1) * 8; ++i; continue; }
    if (blank(c)) { ++i; continue; }
    if (c == '<') {
      if (size_t n = tag_length(bytes_.substr(i, end - i))) {
        char t = ascii::to_lower(bytes_[i + 1]), u = bytes_[i + 2];
        if (t == 's' && u == '>') result.stub_mark = true;
        if (t == 'c' && u != '>') result.caption_mark = true;
        i += static_cast<uint32_t>(n);
        col += static_cast<int32_t>(n);
        continue;
      }
    }
    if (c == '.') {  // leaders: "....", ". . . ."
      uint32_t k = i;
      while (k < end && bytes_[k] == '.') ++k;
      bool alone = k - i == 1 && (k == end || blank(bytes_[k]));
      if (k - i >= 2 || alone) {
        col += static_cast<int32_t>(k - i);
        i = k;
        leader = true;
        continue;
      }
    }
    bool wide = false;
    Word w;
    w.begin = i;
    w.col = col;
    w.gap = col - gap_from;
    w.leader = leader;
    if (leader) w.gap += kFar;
    leader = false;
    uint32_t k = i;
    if (c == '-' || c == '=' || c == '_') {
      while (k < end && bytes_[k] == c) ++k;
      if (k - i >= 3 || (k - i == 2 && c == '=')) {
        // three dashes alone may be a nil; finish_rule decides
        w.kind = WordKind::rule;
        w.end = k;
      } else {
        k = i;
      }
    }
    if (w.kind != WordKind::rule) {
      bool opens = false;
      for (;; ++k) {
        while (k < end && stop_at(bytes_[k]) == 0) ++k;
        if (k == end) break;
        const uint8_t stop = stop_at(bytes_[k]);
        if (stop == kBlank) break;
        if (stop == kDot && k + 1 < end && bytes_[k + 1] == '.') break;
        if (stop == kAngle && k > i && tag_length(bytes_.substr(k, end - k))) break;
        if (stop == kWide) wide = true;
        if (stop == kBracket) {
          opens |= bytes_[k] == '(';
          if (!opens && k > i && k + 1 < end && ascii::is_digit(bytes_[k + 1])) { ++k; break; }  // "in 1995)1,496"
        }
      }
      // "1995. . . .": the first dot of the leaders
      if (k > i + 1 && bytes_[k - 1] == '.' && k + 2 < end && bytes_[k] == ' ' && bytes_[k + 1] == '.' && blank(bytes_[k + 2])) --k;
      w.end = k;
      std::string_view s = bytes_.substr(i, k - i);
      if (ascii::is_alpha(c)) {
        if (is_value_word(s)) w.kind = WordKind::value;
      } else {
        classify(s, w);
        if (w.kind == WordKind::text && is_compound(s)) w.kind = WordKind::value;
        if (w.kind == WordKind::text && is_marks(s)) w.kind = WordKind::mark;
        if (w.kind == WordKind::text && is_fraction(s)) { w.kind = WordKind::fraction; w.core = w.begin; w.digits_end = w.figure_end = w.end; }
      }
    }
    auto width = static_cast<int32_t>(w.end - i);
    if (wide)
      for (uint32_t b = i; b < w.end; ++b) width -= (static_cast<unsigned char>(bytes_[b]) & 0xC0) == 0x80;
    col += width;
    w.col_end = col;
    gap_from = col;
    i = w.end;
    words_.push_back(w);
  }
  if (i < end) {  // past the bound: the rest is one word of text
    Word w;
    w.begin = i; w.end = end; w.col = col; w.gap = col - gap_from; w.col_end = col + 1;
    while (w.end > w.begin && blank(bytes_[w.end - 1])) --w.end;
    if (w.end > w.begin) words_.push_back(w);
  }
  settle_dashes();
}

/// "---" is a nil where figures or words stand on its line and it is no wider than figures are.
void LineScanner::settle_dashes() {
  bool other = false;
  for (const Word& w : words_)
    if (w.kind != WordKind::rule && w.kind != WordKind::nil) other = true;
  for (Word& w : words_) {
    if (w.kind == WordKind::rule && other && w.end - w.begin <= 4 && bytes_[w.begin] == '-') {
      w.kind = WordKind::nil;
      w.core = w.begin; w.digits_end = w.figure_end = w.end;
    }
  }
  if (!other)
    for (Word& w : words_)
      if (w.kind == WordKind::nil && w.end - w.begin == 2 && words_.size() > 1 && words_.front().kind == WordKind::rule) w.kind = WordKind::rule;
}



/// Reads a figure that begins at word `i`; returns the word behind it, or `i` where there is none.
auto LineScanner::read_figure(size_t i, Piece& p) const -> size_t {
  const size_t n = words_.size();
  size_t j = i;
  bool dollar = false, open = false;
  const Word& first = words_[i];
  if (first.kind == WordKind::dollar) {
    dollar = true;
    ++j;
    if (j == n || words_[j].gap > kMaxDollarGap) return i;
  }
  int32_t open_col = -1;
  if (j < n && words_[j].kind == WordKind::open) {
    open = true;
    open_col = words_[j].col;
    dollar |= words_[j].dollar;
    ++j;
    if (j == n || words_[j].gap > 12) return i;
    if (words_[j].kind == WordKind::dollar) { ++j; if (j == n) return i; }
  }
  if (j == n) return i;
  const Word& w = words_[j];
  p.kind = PieceKind::figure;
  p.begin = first.col;
  p.gap = first.gap;
  p.leader = first.leader || (j > i && w.leader);
  p.source.begin = first.begin;
  p.core_begin = open ? open_col : column_of(w, w.core);
  switch (w.kind) {
    case WordKind::number: break;
    case WordKind::number_comma: {  // "1, 234"
      if (j + 1 >= n) return i;
      const Word& t = words_[j + 1];
      if (t.kind != WordKind::number || t.gap != 1 || t.opened || t.dollar || t.digits_end - t.begin != 3) return i;
      if (w.digits_end - w.core > 4 + (w.opened ? 1u : 0u) && !w.punctuated) return i;
      if (j > 0 && j == i && words_[j].gap == 1 && is_text(words_[j - 1])) return i;
      ++j;
      break;
    }
    case WordKind::nil: p.kind = PieceKind::nil; break;
    case WordKind::value: p.kind = PieceKind::word; break;
    case WordKind::fraction: break;
    case WordKind::mark:
      if (!dollar && !open && bytes_[w.begin] == '*') { p.kind = PieceKind::word; p.core_begin = w.col; break; }
      [[fallthrough]];
    default: return i;
  }
  const Word* last = &words_[j];
  if (last->kind == WordKind::value || last->kind == WordKind::mark) {
    p.end = last->col_end; p.edge = p.end; p.source.end = last->end; p.core_begin = last->col;
    return j + 1;
  }
  p.edge = column_of(*last, last->digits_end);
  p.end = column_of(*last, last->figure_end);
  p.source.end = last->figure_end;
  bool closed = last->closed, percent = last->percent, marked = last->marked;
  bool opened = open || w.opened;
  bool punctuated = w.punctuated || last->punctuated || dollar || w.dollar || opened || closed || percent;
  ++j;
  // "1 ,234" and "1,234 ,567"
  if (last->kind == WordKind::number && !marked && j < n && words_[j].kind == WordKind::comma_tail && words_[j].gap <= 2) {
    last = &words_[j];
    p.edge = column_of(*last, last->digits_end);
    p.end = column_of(*last, last->figure_end);
    p.source.end = last->figure_end;
    closed |= last->closed; percent |= last->percent; marked |= last->marked;
    punctuated = true;
    ++j;
  }
  if (!marked && j < n && words_[j].kind == WordKind::fraction && words_[j].gap == 1 && w.kind == WordKind::number) {
    last = &words_[j];
    p.edge = p.end = last->col_end;
    p.source.end = last->end;
    punctuated = true;
    ++j;
  }
  bool year = !punctuated && w.kind == WordKind::number && last->digits_end - w.core == 4 &&
              (bytes_.substr(w.core, 2) == "19" || bytes_.substr(w.core, 2) == "20");
  if (!marked && opened && !closed && j < n && words_[j].kind == WordKind::close && words_[j].gap <= 3) {
    p.end = words_[j].col_end; p.source.end = words_[j].end; closed = true;
    ++j;
  }
  if (!marked && !percent && j < n && words_[j].kind == WordKind::percent && words_[j].gap <= 6 && !year && (!words_[j].closed || opened)) {
    p.end = words_[j].col_end; p.source.end = words_[j].end; percent = true; punctuated = true;
    ++j;
  }
  p.plain = !punctuated;
  p.year = year;
  // "1995 - 189,526,939 shares": a year before a dash belongs to a label
  if (year && j + 1 < n && words_[j].kind == WordKind::nil && words_[j].gap <= 1 && words_[j + 1].gap <= 1) return i;
  if (!marked && j < n && words_[j].gap <= 1) {
    const Word& m = words_[j];
    // "(1)" one blank behind a figure is a mark, "(1)" standing apart is one less than nil
    bool small = m.kind == WordKind::number && m.opened && m.closed && m.end - m.begin <= 4;
    if (m.kind == WordKind::mark || (small && is_marks(bytes_.substr(m.begin, m.end - m.begin)))) ++j;
  }
  // "43.75 - 28.06": two figures one blank from a dash are one value
  if (j + 1 < n && p.kind == PieceKind::figure && !year) {
    const Word& d = words_[j];
    bool tight = d.kind == WordKind::nil && d.gap <= 1 && d.end - d.begin <= 2 && words_[j + 1].gap <= 3;
    if (tight) {
      Piece q;
      size_t k = read_plain_figure(j + 1, q);
      if (k > j + 1) {
        p.kind = PieceKind::word;
        p.end = q.end; p.edge = q.edge; p.source.end = q.source.end;
        j = k;
      }
    }
  }
  return j;
}

auto LineScanner::read_plain_figure(size_t i, Piece& p) const -> size_t {
  size_t j = i;
  if (words_[j].kind == WordKind::dollar) { if (++j == words_.size()) return i; }
  const Word& w = words_[j];
  if (w.kind != WordKind::number && w.kind != WordKind::fraction) return i;
  p.source = {words_[i].begin, w.figure_end};
  p.begin = words_[i].col;
  p.edge = column_of(w, w.digits_end);
  p.end = column_of(w, w.figure_end);
  return j + 1;
}

void LineScanner::assemble() {
  const size_t n = words_.size();
  bool after_text = false;   // the piece before is text
  bool after_glued = false;  // the piece before is a number that may be part of one
  for (size_t i = 0; i < n;) {
    const Word& w = words_[i];
    if (w.kind == WordKind::rule) {
      Piece p;
      p.kind = PieceKind::rule;
      p.source = {w.begin, w.end};
      p.begin = p.core_begin = w.col;
      p.end = p.edge = w.col_end;
      p.gap = w.gap;
      p.twofold = bytes_[w.begin] == '=';
      pieces_.push_back(p);
      after_text = false;
      ++i;
      continue;
    }
    Piece p;
    size_t next = is_text(w) && w.kind != WordKind::number_comma ? i : read_figure(i, p);
    if (next > i) {
      bool glued_left = after_text && p.gap <= 1;
      bool wide = w.kind == WordKind::dollar && words_[i + 1].gap >= 2;
      bool glued_right = next < n && words_[next].gap <= 1 && (is_text(words_[next]) || words_[next].kind == WordKind::mark);
      if (p.kind == PieceKind::nil && glued_left && glued_right) next = i;
      else if (p.kind == PieceKind::word && (glued_left || glued_right) && w.kind != WordKind::number && w.kind != WordKind::dollar) next = i;
      else if (glued_right && is_text(words_[next])) next = i;
      else if (glued_left && p.plain && p.edge - p.core_begin <= 2 && next == i + 1 && parse_month(bytes_.substr(words_[i - 1].begin, words_[i - 1].end - words_[i - 1].begin)) > 0) next = i;  // "December 31"
      else p.glued = (glued_left || (after_glued && p.gap <= 1)) && !wide;
      if (next > i && p.kind == PieceKind::figure && never_closed(bytes_.substr(p.source.begin, p.source.size()))) p.glued = true;
    }
    if (next > i) {
      pieces_.push_back(p);
      after_text = false;
      after_glued = p.glued;
      i = next;
      continue;
    }
    if (w.kind == WordKind::dollar || (w.kind == WordKind::mark && !after_text)) {
      Piece s;
      s.kind = PieceKind::symbol;
      s.source = {w.begin, w.end};
      s.begin = s.core_begin = w.col;
      s.end = s.edge = w.col_end;
      s.gap = w.gap;
      if (w.kind == WordKind::dollar) { pieces_.push_back(s); after_text = false; ++i; continue; }
    }
    if (after_text && w.gap <= 1) {
      Piece& t = pieces_.back();
      t.source.end = w.end;
      t.end = t.edge = w.col_end;
    } else {
      // a figure glued to the text that follows it is part of that text
      Piece t;
      t.source = {w.begin, w.end};
      t.begin = t.core_begin = w.col;
      t.end = t.edge = w.col_end;
      t.gap = w.gap;
      t.leader = w.leader;
      pieces_.push_back(t);
    }
    after_text = true;
    ++i;
  }
}

}  // namespace crossfoot::layout::grid
