#include "markup/typewriter_lines.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "base/ascii.h"

namespace crossfoot::markup {
namespace {

using Line = TypewriterLine;

// One addition a character counts all classes at once: each class has a byte of the 64-bit sum.
constexpr uint64_t kDigit = 1, kUpper = 1ull << 8, kLower = 1ull << 16, kPunct = 1ull << 24, kDot = 1ull << 32, kOther = 1ull << 40,
                   kRawByte = 1ull << 48, kLess = 1ull << 56;

constexpr auto kClass = [] {
  std::array<uint64_t, 256> t{};
  for (size_t i = 0; i < 256; ++i) {
    char c = static_cast<char>(i);
    if (i >= 128) t[i] = kOther | kRawByte;
    else if (ascii::is_digit(c)) t[i] = kDigit;
    else if (ascii::is_upper(c)) t[i] = kUpper;
    else if (ascii::is_lower(c)) t[i] = kLower;
    else if (c == '$' || c == '(' || c == ')' || c == ',' || c == '%' || c == '-') t[i] = kPunct;
    else if (c == '.') t[i] = kDot;
    else if (c == '<') t[i] = kOther | kLess;
    else if (c == '&') t[i] = kOther | kRawByte;
    else t[i] = kOther;
  }
  return t;
}();

constexpr auto kBlank = [] {
  std::array<bool, 256> t{};
  for (size_t i = 0; i <= 32; ++i) t[i] = true;
  t[127] = true;
  return t;
}();

constexpr bool is_blank(char c) { return kBlank[static_cast<unsigned char>(c)]; }
constexpr uint32_t lane(uint64_t sum, int i) { return static_cast<uint32_t>(sum >> (8 * i)) & 0xff; }

template <typename T>
T saturate(uint32_t v) {
  return static_cast<T>(std::min<uint32_t>(v, static_cast<T>(~T{0})));
}

#if defined(__SSE2__)
constexpr size_t kMaskBytes = 256;  // longer lines are measured byte by byte

/// One bit a byte of a line, for blanks, points, and characters that stand in no figure; and counts of the others.
struct LineMasks {
  std::array<uint64_t, kMaskBytes / 64> space{}, word{}, dot{};
  uint32_t upper = 0, lower = 0, digits = 0;
  bool control = false, raw = false, less = false;
};

auto classify(const unsigned char* p, size_t n) -> LineMasks {
  LineMasks m;
  auto bits = [](__m128i v) { return static_cast<uint64_t>(static_cast<uint32_t>(_mm_movemask_epi8(v))); };
  auto is = [](__m128i v, char c) { return _mm_cmpeq_epi8(v, _mm_set1_epi8(c)); };
  auto within = [](__m128i v, char first, char count) {
    __m128i from = _mm_sub_epi8(v, _mm_set1_epi8(first));
    return _mm_cmpeq_epi8(_mm_min_epu8(from, _mm_set1_epi8(static_cast<char>(count - 1))), from);
  };
  const __m128i zero = _mm_setzero_si128(), one = _mm_set1_epi8(1);
  __m128i control = zero, raw = zero, less = zero, uppers = zero, lowers = zero, digits = zero;
  // Adds up to sixteen ones into the two halves of a sum.
  auto tally = [&](__m128i sum, __m128i found) { return _mm_add_epi64(sum, _mm_sad_epu8(_mm_and_si128(found, one), zero)); };
  auto total = [](__m128i sum) { return static_cast<uint32_t>(_mm_cvtsi128_si32(sum) + _mm_cvtsi128_si32(_mm_srli_si128(sum, 8))); };
  for (size_t at = 0; at < n; at += 16) {
    __m128i v;
    if (n - at >= 16) {
      v = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p + at));
    } else {
      alignas(16) unsigned char tail[16];
      std::memset(tail, ' ', sizeof tail);
      std::memcpy(tail, p + at, n - at);
      v = _mm_load_si128(reinterpret_cast<const __m128i*>(tail));
    }
    __m128i space = is(v, ' '), digit = within(v, '0', 10), upper = within(v, 'A', 26), lower = within(v, 'a', 26), dot = is(v, '.');
    // $ % ( ) , - stand in figures: '$'..'%', '('..')' and ','..'-' are neighbours.
    __m128i punct = _mm_or_si128(_mm_or_si128(within(v, '$', 2), within(v, '(', 2)), within(v, ',', 2));
    __m128i figure = _mm_or_si128(_mm_or_si128(space, digit), _mm_or_si128(dot, punct));
    uppers = tally(uppers, upper);
    lowers = tally(lowers, lower);
    digits = tally(digits, digit);
    control = _mm_or_si128(control, _mm_or_si128(within(v, 0, 32), is(v, 127)));
    raw = _mm_or_si128(raw, _mm_or_si128(v, is(v, '&')));  // bytes above 127 have their sign bit set
    less = _mm_or_si128(less, is(v, '<'));
    size_t word = at / 64, shift = at % 64;
    m.space[word] |= bits(space) << shift;
    m.dot[word] |= bits(dot) << shift;
    m.word[word] |= (~bits(figure) & 0xffff) << shift;
  }
  m.upper = total(uppers);
  m.lower = total(lowers);
  m.digits = total(digits);
  m.control = bits(control) != 0;
  m.raw = bits(raw) != 0;
  m.less = bits(less) != 0;
  return m;
}

using Mask = std::array<uint64_t, kMaskBytes / 64>;

/// Returns the first set bit at or after `from`, or `n`.
auto next_set(const Mask& mask, size_t from, size_t n) -> size_t {
  for (size_t word = from / 64; word * 64 < n; ++word) {
    uint64_t w = mask[word];
    if (word == from / 64) w &= ~uint64_t{0} << (from % 64);
    if (w) return std::min(n, word * 64 + static_cast<size_t>(std::countr_zero(w)));
  }
  return n;
}

auto inverse(const Mask& mask) -> Mask {
  Mask out;
  for (size_t i = 0; i < mask.size(); ++i) out[i] = ~mask[i];
  return out;
}

bool any(const Mask& mask, size_t from, size_t to) { return next_set(mask, from, to) < to; }

/// Returns the mask of bits set here and at the next place.
auto doubled(const Mask& mask) -> Mask {
  Mask out;
  for (size_t i = 0; i < mask.size(); ++i) out[i] = mask[i] & ((mask[i] >> 1) | (i + 1 < mask.size() ? mask[i + 1] << 63 : 0));
  return out;
}
#endif

/// True where the characters, all of them digits or figure punctuation, are no telephone number, date, range or
/// the end of a clause ("31,").
bool is_plain_figure(std::string_view s) {
  if (s.back() == ',' || (s.back() == '.' && s.size() >= 2 && s.find_first_of("0123456789") != s.npos)) return false;
  bool digit_before = false, digit = false;
  for (size_t i = 0; i < s.size(); ++i) {
    char c = s[i];
    if (c == '-' && digit_before && i + 1 < s.size() && ascii::is_digit(s[i + 1])) return false;
    if (ascii::is_digit(c)) digit = true;
    if (c == ')' && i + 1 < s.size() && digit_before && s[0] == '(' && s.find_first_of("0123456789", i) != s.npos) return false;
    digit_before = ascii::is_digit(c);
  }
  // A dash or two stand for nil; more of them are drawn.
  return digit || (s.find('-') != s.npos && s.size() <= 4);
}

/// True for lines drawn with strokes; PEM escapes ("- -----") and gaps between the strokes do not matter.
bool is_rule(std::string_view s) {
  size_t strokes = 0;
  for (char c : s) {
    if (c == '-' || c == '=' || c == '_' || c == '*' || c == '~' || c == '#') ++strokes;
    else if (!is_blank(c) && c != '|' && c != '+') return false;
    if (c == '#') return false;  // "# # #" ends a release: text
  }
  return strokes >= 3;
}

enum class Tag : uint8_t { none, page, page_end, table, table_end, notes, column };

struct FoundTag {
  Tag tag = Tag::none;
  size_t end = 0;
};

/// Reads the tag at s[at] == '<'.
auto read_tag(std::string_view s, size_t at) -> FoundTag {
  constexpr size_t kLongest = 24;  // "</PAGE 12 of 345>"
  size_t close = s.substr(0, std::min(s.size(), at + kLongest)).find('>', at);
  if (close == s.npos) return {};
  std::string_view name = s.substr(at + 1, close - at - 1);
  bool ends = !name.empty() && name[0] == '/';
  if (ends) name.remove_prefix(1);
  size_t word = 0;
  while (word < name.size() && (ascii::is_alpha(name[word]))) ++word;
  std::string_view rest = ascii::trim(name.substr(word));
  name = name.substr(0, word);
  bool plain = rest.empty();
  auto is = [&](std::string_view n) { return ascii::equals_ignoring_case(name, n); };
  Tag tag = Tag::none;
  if (is("page")) tag = ends ? Tag::page_end : Tag::page;
  else if (is("table") && plain) tag = ends ? Tag::table_end : Tag::table;
  else if ((is("fn") || is("footnote")) && plain) tag = Tag::notes;
  else if ((is("s") || is("c") || is("caption") || is("r")) && plain) tag = Tag::column;
  else if ((is("f") || is("fn")) && !rest.empty() && rest.size() <= 3 && rest.find_first_not_of("0123456789") == rest.npos) tag = Tag::column;
  return {tag, close + 1};
}

class Scanner {
 public:
  Scanner(std::string_view bytes, Span text) : bytes_(bytes), text_(text) {}

  auto run() -> TypewriterText {
    out_.lines.reserve(text_.size() / 48 + 16);
    // Without a bare CR, lines end in LF alone (a CR before it is a blank like others), and memchr finds them.
    bool bare_cr = has_bare_cr();
    const char* base = bytes_.data();
    uint32_t at = text_.begin;
    while (at < text_.end) {
      uint32_t end = bare_cr ? find_line_end(at) : text_.end;
      if (!bare_cr) {
        const void* lf = std::memchr(base + at, '\n', text_.end - at);
        if (lf) end = static_cast<uint32_t>(static_cast<const char*>(lf) - base);
      }
      line(at, end);
      at = end + 1;
      if (bare_cr && end < text_.end && bytes_[end] == '\r' && at < text_.end && bytes_[at] == '\n') ++at;
    }
    out_.page_count = page_ + 1;
    return std::move(out_);
  }

 private:
  bool has_bare_cr() const {
    const char* p = bytes_.data() + text_.begin;
    const char* end = bytes_.data() + text_.end;
    // CRLF files have one at every line: the first few tell, and a file of bare CRs shows it at once.
    for (int i = 0; i < 64 && p < end; ++i) {
      const void* cr = std::memchr(p, '\r', static_cast<size_t>(end - p));
      if (!cr) return false;
      p = static_cast<const char*>(cr) + 1;
      while (p < end && *p == '\r') ++p;
      if (p < end && *p != '\n') return true;
    }
    return false;
  }

  auto find_line_end(uint32_t at) const -> uint32_t {
    while (at < text_.end && bytes_[at] != '\n' && bytes_[at] != '\r') ++at;
    return at;
  }

  void line(uint32_t b, uint32_t e) {
    // PEM wrappers prefix every line that begins with a dash by "- ": the drawn or typed line begins behind it.
    if (e - b >= 3 && bytes_[b] == '-' && bytes_[b + 1] == ' ' && bytes_[b + 2] == '-') b += 2;
    Line l;
    bool less = false;
    if (!measure_short(b, e, l, less)) less = lane(measure(b, e, 0, l), 7) != 0;
    if (form_feed_) {
      form_feed_ = false;
      if (lines_on_page_ > 0) start_page();
    }
    if (l.begin == l.end) {
      ++blanks_;
      return;
    }
    if (less) {
      tagged_line(b, e);
      return;
    }
    push(l);
  }

  void push(Line l) {
    l.page = page_;
    l.blanks = saturate<uint16_t>(blanks_);
    blanks_ = 0;
    ++lines_on_page_;
    if (in_table_) {
      l.flags |= Line::kTagged;
      if (table_starts_) l.flags |= Line::kTableStart;
      if (in_notes_) l.flags |= Line::kNotes;
      table_starts_ = false;
    }
    out_.lines.push_back(l);
  }

  void start_page() {
    ++page_;
    lines_on_page_ = 0;
    blanks_ = std::max<uint32_t>(blanks_, 1);
  }

  void tagged_line(uint32_t b, uint32_t e) {
    std::string_view s = bytes_.substr(b, e - b);
    size_t from = 0;      // content not yet emitted begins here
    size_t at = 0;
    size_t tags_from = s.npos;  // a run of table tags, with nothing but blanks between
    // Columns are counted once along the line, however many tags it holds.
    uint32_t counted = b, counted_column = 0;
    auto column_at = [&](uint32_t position) {
      for (; counted < position; ++counted) counted_column = advance_column(counted_column, bytes_[counted]);
      return counted_column;
    };
    auto content = [&](size_t to) {
      if (from >= to) return;
      Line l;
      uint32_t column = column_at(b + static_cast<uint32_t>(from));
      measure(b + static_cast<uint32_t>(from), b + static_cast<uint32_t>(to), column, l);
      if (l.begin < l.end) push(l);
    };
    auto tags = [&](size_t to) {
      if (tags_from == s.npos) return;
      Line l;
      l.begin = b + static_cast<uint32_t>(tags_from);
      l.end = b + static_cast<uint32_t>(to);
      l.indent = column_at(l.begin);
      l.right = l.indent + (l.end - l.begin);
      l.flags = Line::kTag;
      push(l);
      tags_from = s.npos;
    };
    size_t last_tag_end = 0;
    size_t checked = 0;  // bytes [from, checked) are known to be blank, or not
    bool gap_is_blank = true;
    while ((at = s.find('<', at)) != s.npos) {
      FoundTag t = read_tag(s, at);
      if (t.tag == Tag::none) {
        ++at;
        continue;
      }
      for (checked = std::max(checked, from); gap_is_blank && checked < at; ++checked) gap_is_blank = is_blank(s[checked]);
      if (!gap_is_blank) {
        // A column tag inside a line of text is left where it is; others end the text before them.
        if (t.tag == Tag::column && from > 0) {
          at = t.end;
          continue;
        }
        tags(last_tag_end);
        content(at);
      }
      switch (t.tag) {
        case Tag::page:
          tags(last_tag_end);
          start_page();
          break;
        case Tag::table:
          tags(last_tag_end);
          in_table_ = table_starts_ = true;
          in_notes_ = false;
          tags_from = at;
          break;
        case Tag::table_end:
          tags(last_tag_end);
          in_table_ = in_notes_ = table_starts_ = false;
          break;
        case Tag::notes:
          if (tags_from == s.npos) tags_from = at;
          in_notes_ = in_table_;
          break;
        case Tag::column:
          if (tags_from == s.npos) tags_from = at;
          break;
        case Tag::page_end:
        case Tag::none: break;
      }
      last_tag_end = from = at = t.end;
      gap_is_blank = true;
    }
    tags(last_tag_end);
    content(s.size());
  }

  auto column_of(uint32_t b, uint32_t at) const -> uint32_t {
    uint32_t column = 0;
    for (; b < at; ++b) column = advance_column(column, bytes_[b]);
    return column;
  }

  /// Measures a line of the usual length and make as `measure` does, sixteen bytes at a time. Returns false, having done
  /// nothing, for lines that are long or hold tabs, control characters or dot leaders.
  bool measure_short(uint32_t b, uint32_t e, [[maybe_unused]] Line& l, [[maybe_unused]] bool& less) const {
#if defined(__SSE2__)
    if (e > b && bytes_[e - 1] == '\r') --e;
    size_t n = e - b;
    if (n > kMaskBytes) return false;
    l.begin = l.end = b;
    if (n == 0) return true;
    const auto* p = reinterpret_cast<const unsigned char*>(bytes_.data()) + b;
    LineMasks m = classify(p, n);
    if (m.control) return false;
    Mask text = inverse(m.space);
    size_t first = next_set(text, 0, n);
    if (first == n) {
      l.begin = l.end = e;
      return true;
    }
    size_t last = n;
    while (p[last - 1] == ' ') --last;
    Mask pairs = doubled(m.dot);
    if (any(doubled(pairs), 0, n)) return false;
    uint32_t alone = 0;  // points that are words
    for (size_t i = next_set(m.dot, 0, n); i < n; i = next_set(m.dot, i + 1, n)) alone += (i == 0 || p[i - 1] == ' ') && (i + 1 == n || p[i + 1] == ' ');
    if (alone >= 2) return false;
    less = m.less;
    l.begin = b + static_cast<uint32_t>(first);
    l.end = b + static_cast<uint32_t>(last);
    l.indent = static_cast<uint32_t>(first);
    l.right = static_cast<uint32_t>(last);
    uint32_t upper = m.upper, lower = m.lower, digits = m.digits;
    l.upper = saturate<uint16_t>(upper);
    l.lower = saturate<uint16_t>(lower);
    l.digits = saturate<uint16_t>(digits);
    uint32_t segment = 0, gaps = 0, max_gap = 0, figures = 0;
    bool last_is_figure = false;
    auto close_segment = [&](size_t from, size_t to) {
      last_is_figure = to - from < 40 && !any(m.word, from, to) &&
                       is_plain_figure({reinterpret_cast<const char*>(p) + from, to - from});
      if (last_is_figure) {
        if (segment == 0) l.flags |= Line::kFigureFirst;
        else if (figures++ == 0) l.figure_left = static_cast<uint32_t>(from);
      }
      ++segment;
    };
    size_t from = first;
    Mask wide = doubled(m.space);
    for (size_t gap = next_set(wide, first, last); gap < last;) {
      size_t end = next_set(text, gap, last);
      close_segment(from, gap);
      ++gaps;
      max_gap = std::max(max_gap, static_cast<uint32_t>(end - gap));
      from = end;
      gap = next_set(wide, end, last);
    }
    close_segment(from, last);
    l.gaps = saturate<uint8_t>(gaps);
    l.max_gap = saturate<uint8_t>(max_gap);
    l.figures = saturate<uint8_t>(figures);
    if (last_is_figure) l.flags |= Line::kFigureLast;
    if (m.raw) l.flags |= Line::kRaw;
    if (upper + lower + digits == 0 && is_rule(bytes_.substr(l.begin, l.end - l.begin))) l.flags |= Line::kRule;
    return true;
#else
    (void)b, (void)e;
    return false;
#endif
  }

  /// Measures bytes[b, e), which begins at `column`. Returns the sum of classes seen, saturated to "some" per class.
  auto measure(uint32_t b, uint32_t e, uint32_t column, Line& l) -> uint64_t {
    const auto* p = reinterpret_cast<const unsigned char*>(bytes_.data()) + b;
    const auto* const end = reinterpret_cast<const unsigned char*>(bytes_.data()) + e;
    const auto* const start = p;
    while (p < end && kBlank[*p]) {
      if (*p == '\f') form_feed_ = true;
      column = advance_column(column, static_cast<char>(*p++));
    }
    l.begin = l.end = b + static_cast<uint32_t>(p - start);
    if (p == end) return 0;
    l.indent = column;
    uint32_t upper = 0, lower = 0, digits = 0, segment = 0;
    uint64_t seen = 0, segment_sum = 0;
    const unsigned char* segment_at = p;
    uint32_t segment_column = column;
    uint32_t gaps = 0, max_gap = 0, figures = 0, figure_left = 0;
    bool raw = false, last_is_figure = false;
    auto close_segment = [&](const unsigned char* to) {
      if (lane(segment_sum, 0) + lane(segment_sum, 3) != 0 && lane(segment_sum, 1) == 0 && lane(segment_sum, 2) == 0 &&
          lane(segment_sum, 5) == 0 && to - segment_at < 40 &&
          is_plain_figure({reinterpret_cast<const char*>(segment_at), static_cast<size_t>(to - segment_at)})) {
        if (segment == 0) l.flags |= Line::kFigureFirst;
        else if (figures++ == 0) figure_left = segment_column;
        last_is_figure = true;
      } else {
        last_is_figure = false;
      }
      ++segment;
      segment_sum = 0;
    };
    const unsigned char* word_end = p;
    bool leader = false;  // the last word was, or ended in, dot leaders
    uint32_t points = 0;  // words in a row that are a point alone
    while (p < end) {
      const unsigned char* word = p;
      while (p < end && !kBlank[*p]) {
        uint64_t sum = 0;
        const unsigned char* stop = p + std::min<ptrdiff_t>(end - p, 255);
        while (p < stop && !kBlank[*p]) sum += kClass[*p++];
        upper += lane(sum, 1);
        lower += lane(sum, 2);
        digits += lane(sum, 0);
        seen |= sum;
        // Lanes only say "some" from here on: keep them from running over into their neighbours.
        segment_sum |= sum;
        leader = lane(sum, 4) >= 3 && p - word >= 3 && p[-1] == '.' && p[-2] == '.' && p[-3] == '.';
      }
      column += static_cast<uint32_t>(p - word);
      points = p - word == 1 && *word == '.' ? points + 1 : 0;
      leader |= points >= 2;
      word_end = p;
      if (p == end) break;
      uint32_t gap_from = column;
      while (p < end && kBlank[*p]) {
        if (*p != ' ') {
          if (*p == '\f') form_feed_ = true;
          raw |= *p != '\r';
        }
        column = advance_column(column, static_cast<char>(*p++));
      }
      if (p == end) break;
      uint32_t gap = column - gap_from;
      if (gap >= 2 || leader) {
        close_segment(word_end);
        ++gaps;
        max_gap = std::max(max_gap, leader ? std::max(gap, 4u) : gap);
        segment_at = p;
        segment_column = column;
        leader = false;
      }
    }
    close_segment(word_end);
    l.end = b + static_cast<uint32_t>(word_end - start);
    l.right = word_end == end ? column : column_back(word_end, end, column, start, b);
    l.upper = saturate<uint16_t>(upper);
    l.lower = saturate<uint16_t>(lower);
    l.digits = saturate<uint16_t>(digits);
    l.gaps = saturate<uint8_t>(gaps);
    l.max_gap = saturate<uint8_t>(max_gap);
    l.figures = saturate<uint8_t>(figures);
    l.figure_left = figure_left;
    if (last_is_figure) l.flags |= Line::kFigureLast;
    if (raw || lane(seen, 6) != 0) l.flags |= Line::kRaw;
    if (upper + lower + digits == 0 && is_rule(bytes_.substr(l.begin, l.end - l.begin))) l.flags |= Line::kRule;
    return seen;
  }

  /// Returns the column behind the last word, where blanks followed it up to `column`.
  auto column_back(const unsigned char* word_end, const unsigned char* end, uint32_t column, const unsigned char* start, uint32_t b) const
      -> uint32_t {
    bool tabs = std::find(word_end, end, '\t') != end;
    if (!tabs) return column - static_cast<uint32_t>(end - word_end);
    return column_of(b, b + static_cast<uint32_t>(word_end - start));
  }

  std::string_view bytes_;
  Span text_;
  TypewriterText out_;
  uint32_t page_ = 0;
  uint32_t blanks_ = 0;
  uint32_t lines_on_page_ = 0;
  bool in_table_ = false, table_starts_ = false, in_notes_ = false, form_feed_ = false;
};

}  // namespace

auto scan_typewriter(std::string_view bytes, Span text) -> TypewriterText { return Scanner(bytes, text).run(); }

}  // namespace crossfoot::markup
