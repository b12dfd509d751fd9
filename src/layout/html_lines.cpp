#include "layout/html_lines.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace crossfoot::layout::html {
namespace {

using markup::Align;
using markup::Switch;
using markup::Tag;

constexpr uint32_t kGap = 3;            // hard blanks that set two pieces of a line apart
constexpr int32_t kBlankWidth = 400;    // of a leading no-break space: one column of Block.indent

enum CharClass : uint8_t { kPlain, kSpace, kReference, kHigh, kControl };
constexpr auto make_classes() -> std::array<uint8_t, 256> {
  std::array<uint8_t, 256> c{};
  for (size_t i = 0; i < 32; ++i) c[i] = kControl;
  for (size_t i : {9, 10, 11, 12, 13, 32}) c[i] = kSpace;
  c['&'] = kReference;
  c[127] = kControl;
  for (size_t i = 128; i < 256; ++i) c[i] = kHigh;
  return c;
}
constexpr auto kClass = make_classes();
constexpr auto class_of(char c) { return kClass[static_cast<unsigned char>(c)]; }

// Columns that a space character takes; 0 for a character that is no space, or shows nothing.
constexpr auto space_width(uint32_t code) -> uint32_t {
  if (code == 0xA0 || code == 0x2007 || code == 0x202F || (code >= 0x2004 && code <= 0x200A)) return 1;
  if (code == 0x2002 || code == 0x2000) return 1;
  if (code == 0x2003 || code == 0x2001 || code == 0x3000) return 2;
  return 0;
}

constexpr bool is_invisible(uint32_t code) {
  return code == 0xAD || (code >= 0x200B && code <= 0x200F) || code == 0xFEFF || code == 0x2060 || (code >= 0x202A && code <= 0x202E);
}

// The sign that a Wingdings character shows, as far as filings use them: boxes, ticks and bullets.
constexpr auto from_wingdings(uint32_t code) -> uint32_t {
  if (code >= 0xF020 && code <= 0xF0FF) code -= 0xF000;
  switch (code) {
    case 0x6F: case 0x70: case 0x71: case 0x72: case 0xA8: return 0x2610;  // empty boxes
    case 0x78: case 0xFD: case 0x54: case 0x56: case 0x53: return 0x2612;  // crossed
    case 0xFE: case 0x52: return 0x2611;                                   // ticked
    case 0xFC: return 0x2713;
    case 0xFB: return 0x2717;
    case 0x6C: case 0x9F: case 0xB7: return 0x2022;
    case 0x6E: case 0xA7: return 0x25AA;
    case 0xD8: case 0xE0: case 0xF0: return 0x2192;
    default: return code;
  }
}

}  // namespace

auto inherit(const Look& outer, Tag tag, const markup::Style& style) -> Look {
  Look l = outer;
  switch (tag) {
    case Tag::b:
    case Tag::strong:
    case Tag::th: l.bold = true; break;
    case Tag::h1:
    case Tag::h2:
    case Tag::h3:
    case Tag::h4:
    case Tag::h5:
    case Tag::h6:
      l.bold = true;
      l.hint = tag;
      break;
    case Tag::u:
    case Tag::ins: l.underlined = true; break;
    case Tag::pre: l.pre = true; break;
    case Tag::center: l.align = Align::centre; break;
    case Tag::li:
      l.hint = tag;
      break;
    case Tag::ul:
    case Tag::ol:
    case Tag::dd:
    case Tag::dir:
    case Tag::menu:
    case Tag::blockquote: l.indent += 3000; break;
    case Tag::table:
      // Browsers start a table afresh in old documents.
      l.align = Align::unset;
      l.first_indent = 0;
      l.hint = Tag::other;
      break;
    case Tag::big: l.size = l.size ? l.size + 200 : 0; break;
    case Tag::font:
      if (style.size > 0 && style.size <= 7) {
        constexpr int32_t kSizes[] = {0, 750, 1000, 1200, 1350, 1800, 2400, 3600};
        l.size = kSizes[style.size];
      }
      break;
    default: break;
  }
  if (tag == Tag::sup || (style.raised == Switch::on && !markup::is_block(tag))) l.raised = true;
  if (tag == Tag::th && style.align == Align::unset) l.align = Align::centre;
  if (style.bold != Switch::unset) l.bold = style.bold == Switch::on;
  if (style.underline == Switch::on) l.underlined = true;
  if (style.pre != Switch::unset) l.pre = style.pre == Switch::on;
  if (style.symbols != Switch::unset) l.symbols = style.symbols == Switch::on;
  if (style.hidden != Switch::unset) l.hidden = style.hidden == Switch::on;
  if (style.align != Align::unset && tag != Tag::table && tag != Tag::hr) l.align = style.align;
  if (tag != Tag::table) l.indent += style.margin_left + style.padding_left;
  if (style.text_indent_set == Switch::on) l.first_indent = style.text_indent;
  if (style.font_size > 0) l.size = style.font_size;
  return l;
}

void LineWriter::space(uint32_t at, uint32_t end, uint32_t width) {
  if (blanks_ == 0) blank_span_ = {at, end};
  blank_span_.end = end;
  blanks_ += 1;
  hard_blanks_ += width;
}

void LineWriter::open_line(const Look& look, char first) {
  open_ = true;
  line_ = {};
  line_.indent = look.indent + (starts_paragraph_ ? look.first_indent : 0) + static_cast<int32_t>(std::min(hard_blanks_, 60u)) * kBlankWidth;
  line_.align = look.align;
  line_.hint = look.hint;
  line_.size = look.size;
  line_.starts_paragraph = starts_paragraph_;
  line_.blank_above = blank_above_;
  uint32_t at = text_.size();
  if (at > 0) {
    // ")" and "%" in cells of their own close the figure in the cell before; "(" opens the next.
    bool joins = in_cell_ && separator_ == ' ' && (first == ')' || first == '%' || text_.chars().back() == '(');
    if (!joins) {
      uint32_t source = blank_span_.empty() ? text_.to_source({at - 1, at}).end : blank_span_.begin;
      text_.append_as({&separator_, 1}, {source, source});
    }
  }
  in_cell_ = false;
  blanks_ = hard_blanks_ = 0;
  blank_span_ = {};
  line_.text = {text_.size(), text_.size()};
  line_.first_segment = static_cast<uint32_t>(segments_.size());
  segment_begin_ = line_.text.begin;
}

void LineWriter::flush_space(char) {
  if (blanks_ == 0) return;
  if (hard_blanks_ >= kGap) {
    segments_.push_back({segment_begin_, text_.size()});
    segment_begin_ = text_.size() + 1;
  }
  text_.append_as(" ", blank_span_);
  blanks_ = hard_blanks_ = 0;
  blank_span_ = {};
}

void LineWriter::put(std::string_view chars, Span from, const Look& look) {
  if (!open_) open_line(look, chars[0]);
  else flush_space(chars[0]);
  text_.append_as(chars, from);
  ++line_.shown;
  line_.bold += look.bold;
  line_.underlined += look.underlined;
}

void LineWriter::put_plain(uint32_t begin, uint32_t end, const Look& look) {
  if (!open_) open_line(look, bytes_[begin]);
  else flush_space(bytes_[begin]);
  text_.append(bytes_.substr(begin, end - begin), begin);
  uint32_t n = end - begin;
  line_.shown += n;
  if (look.bold) line_.bold += n;
  if (look.underlined) line_.underlined += n;
}

void LineWriter::write(Span run, const Look& look) {
  uint32_t i = run.begin;
  bool raised_marks = look.raised && run.size() <= 16;
  for (uint32_t k = run.begin; k < run.end && raised_marks; ++k) raised_marks = !ascii::is_alpha(bytes_[k]) && bytes_[k] != '(' && bytes_[k] != '&';
  while (i < run.end) {
    switch (class_of(bytes_[i])) {
      case kPlain: {
        uint32_t b = i;
        if (raised_marks && ascii::is_digit(bytes_[i])) {
          // The mark of a footnote, not a digit of the figure it hangs on.
          constexpr std::string_view kRaised[] = {"\xE2\x81\xB0", "\xC2\xB9", "\xC2\xB2", "\xC2\xB3", "\xE2\x81\xB4",
                                                  "\xE2\x81\xB5", "\xE2\x81\xB6", "\xE2\x81\xB7", "\xE2\x81\xB8", "\xE2\x81\xB9"};
          put(kRaised[bytes_[i] - '0'], {i, i + 1}, look);
          ++i;
          break;
        }
        if (raised_marks) {
          put_plain(i, i + 1, look);
          ++i;
          break;
        }
        if (look.symbols) {
          uint32_t code = from_wingdings(static_cast<unsigned char>(bytes_[i]));
          if (code != static_cast<unsigned char>(bytes_[i])) {
            char out[4];
            uint32_t n = markup::to_utf8(code, out);
            put({out, n}, {i, i + 1}, look);
            ++i;
            break;
          }
          put_plain(i, i + 1, look);
          ++i;
          break;
        }
        // Words with single blanks between them are copied in one piece.
        while (true) {
          while (i < run.end && class_of(bytes_[i]) == kPlain) ++i;
          if (i + 1 < run.end && bytes_[i] == ' ' && class_of(bytes_[i + 1]) == kPlain) {
            i += 2;
            continue;
          }
          break;
        }
        put_plain(b, i, look);
        break;
      }
      case kSpace: {
        uint32_t b = i;
        if (look.pre) {
          char c = bytes_[i++];
          if (c == '\n' || (c == '\r' && !(i < run.end && bytes_[i] == '\n'))) end_line();
          else if (c != '\r') space(b, i, c == '\t' ? 8 : 1);
          break;
        }
        while (i < run.end && class_of(bytes_[i]) == kSpace) ++i;
        space(b, i, 0);
        break;
      }
      case kControl: ++i; break;
      case kReference:
      case kHigh: {
        bool reference = bytes_[i] == '&';
        std::string_view rest = bytes_.substr(i, std::min<uint32_t>(run.end - i, reference ? 40 : 4));
        markup::Reference r = reference ? markup::parse_reference(rest) : markup::parse_high_byte(rest, encoding_);
        if (r.length == 0) {
          put_plain(i, i + 1, look);
          ++i;
          break;
        }
        uint32_t code = look.symbols ? from_wingdings(r.code) : r.code;
        Span from{i, i + r.length};
        i += r.length;
        if (uint32_t w = space_width(code)) space(from.begin, from.end, w);
        else if (code == 9 || code == 10 || code == 13 || code == 32) space(from.begin, from.end, 0);
        else if (is_invisible(code) || code < 32 || (code >= 0x7F && code < 0xA0)) break;
        else {
          if (code == 0x2011 || code == 0x2010) code = '-';  // hyphens by another name
          char out[4];
          uint32_t n = markup::to_utf8(code, out);
          put({out, n}, from, look);
        }
        break;
      }
      default: ++i; break;
    }
  }
}

void LineWriter::end_line() {
  if (open_) {
    line_.text.end = text_.size();
    segments_.push_back({segment_begin_, line_.text.end});
    line_.segment_count = static_cast<uint32_t>(segments_.size()) - line_.first_segment;
    lines_.push_back(line_);
    open_ = false;
    starts_paragraph_ = false;
    blank_above_ = false;
    separator_ = ' ';
  } else {
    // The second break in a row, or a break at the start: an empty line, which ends the paragraph.
    starts_paragraph_ = true;
    blank_above_ = true;
    if (!in_cell_) separator_ = '\n';
  }
  blanks_ = hard_blanks_ = 0;
  blank_span_ = {};
}

void LineWriter::end_paragraph(bool margin) {
  bool had_blank = hard_blanks_ > 0 && !open_;
  if (open_) end_line();
  if (had_blank || margin) blank_above_ = true;
  starts_paragraph_ = true;
  if (!in_cell_) separator_ = '\n';
  blanks_ = hard_blanks_ = 0;
  blank_span_ = {};
}

void LineWriter::begin_cell(bool first) {
  if (open_) end_line();
  starts_paragraph_ = true;
  blank_above_ = false;
  separator_ = first ? '\n' : ' ';
  in_cell_ = true;
  blanks_ = hard_blanks_ = 0;
  blank_span_ = {};
}

}  // namespace crossfoot::layout::html
