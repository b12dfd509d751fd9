#include "container/tag_search.h"

#include <cstring>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "base/ascii.h"

namespace crossfoot::container {
namespace {

constexpr std::string_view kCore = "DOCUMENT>";

/// Finds "DOCUMENT>" at or after `from`. Compares the needle's first and last letters sixteen places at a time: in
/// prose and in HTML alike few places have both a 'D' and, eight bytes on, a '>'.
auto find_core(std::string_view t, size_t from) -> size_t {
  size_t i = from;
#ifdef __SSE2__
  const __m128i first = _mm_set1_epi8(kCore.front());
  const __m128i last = _mm_set1_epi8(kCore.back());
  const size_t reach = kCore.size() - 1;
  while (i + reach + 64 <= t.size()) {
    const char* p = t.data() + i;
    __m128i hit[4];
    for (int k = 0; k < 4; ++k) {
      __m128i a = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p + 16 * k));
      __m128i b = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p + 16 * k + reach));
      hit[k] = _mm_and_si128(_mm_cmpeq_epi8(a, first), _mm_cmpeq_epi8(b, last));
    }
    __m128i any = _mm_or_si128(_mm_or_si128(hit[0], hit[1]), _mm_or_si128(hit[2], hit[3]));
    if (_mm_movemask_epi8(any) != 0) {
      for (int k = 0; k < 4; ++k) {
        auto mask = static_cast<unsigned>(_mm_movemask_epi8(hit[k]));
        while (mask != 0) {
          size_t at = i + 16 * static_cast<size_t>(k) + static_cast<size_t>(__builtin_ctz(mask));
          if (t.substr(at, kCore.size()) == kCore) return at;
          mask &= mask - 1;
        }
      }
    }
    i += 64;
  }
#endif
  const void* p = i < t.size() ? ::memmem(t.data() + i, t.size() - i, kCore.data(), kCore.size()) : nullptr;
  return p ? static_cast<size_t>(static_cast<const char*>(p) - t.data()) : t.npos;
}

bool is_uuencoded(std::string_view head) {
  size_t p = head.find("begin ");
  if (p == head.npos || !ascii::trim(head.substr(0, p)).empty() || p + 10 > head.size()) return false;
  return ascii::is_digit(head[p + 6]) && ascii::is_digit(head[p + 7]) && ascii::is_digit(head[p + 8]) && head[p + 9] == ' ';
}

bool starts_any(std::string_view t, std::initializer_list<std::string_view> heads) {
  for (auto h : heads)
    if (ascii::starts_with_ignoring_case(t, h)) return true;
  return false;
}

/// True where a tag that only HTML has opens within `t`.
bool has_html_tag(std::string_view t) {
  for (size_t i = t.find('<'); i != t.npos; i = t.find('<', i + 1)) {
    std::string_view tag = t.substr(i + 1, 12);
    if (starts_any(tag, {"html", "!doctype html", "head>", "head ", "body>", "body ", "div>", "div ", "p>", "p ", "font ", "font>", "br>", "br/", "br ", "hr>", "hr ",
                         "b>", "center>", "tr>", "tr ", "td>", "td ", "span ", "span>", "a name", "a href", "u>", "i>", "h1", "h2", "h3",
                         "title>", "strong>", "img ", "ix:", "table ", "meta ", "pre>"}))
      return true;
  }
  return false;
}

}  // namespace

auto find_document_tag(std::string_view t, size_t from) -> DocumentTag {
  size_t i = from;
  for (;;) {
    size_t core = find_core(t, i);
    if (core == t.npos) return {t.size(), false};
    if (core >= from + 1 && t[core - 1] == '<') return {core - 1, false};
    if (core >= from + 2 && t[core - 1] == '/' && t[core - 2] == '<') return {core - 2, true};
    i = core + 1;
  }
}

auto sniff_media(std::string_view bytes, Span body, std::string_view type, std::string_view filename) -> Media {
  // XBRL instances, their renderings and data: machine-made doubles of what the other documents say.
  if (type == "XML" || type == "JSON" || type == "ZIP" || type == "EXCEL" || type == "GRAPHIC" || type == "PDF" || type.starts_with("EX-101"))
    return Media::binary;
  std::string_view t = body.of(bytes);
  std::string_view head = ascii::trim(t.substr(0, 4096));
  if (head.starts_with("\xef\xbb\xbf")) head.remove_prefix(3);
  if (starts_any(head, {"<PDF>", "<XML>", "<XBRL>", "<ZIP>", "<EXCEL>", "<GRAPHIC>", "<JSON>"})) {
    // Inline XBRL reports stand inside <XBRL> and are HTML.
    size_t html = ascii::find_ignoring_case(head, "<html");
    return html != head.npos ? Media::html : Media::binary;
  }
  if (is_uuencoded(head) || head.starts_with("%PDF-") || head.starts_with("PK\x03\x04") || head.starts_with("GIF8") ||
      head.starts_with("\xff\xd8\xff") || head.starts_with("\x89PNG") || head.starts_with("\x1f\x8b"))
    return Media::binary;
  if (starts_any(head, {"<?xml"})) {
    size_t html = ascii::find_ignoring_case(t.substr(0, 65536), "<html");
    return html != t.npos ? Media::html : Media::binary;
  }
  // Bytes no text has: a NUL among the first, or many control characters.
  size_t control = 0;
  for (char c : head) control += static_cast<unsigned char>(c) < 9 || (c > 13 && c < 27);
  if (control > 4 && control * 20 > head.size()) return Media::binary;
  if (has_html_tag(head)) return Media::html;
  auto ends = [&](std::string_view e) {
    return filename.size() > e.size() && ascii::equals_ignoring_case(filename.substr(filename.size() - e.size()), e);
  };
  if (ends(".htm") || ends(".html")) return Media::html;
  if (ends(".jpg") || ends(".gif") || ends(".pdf") || ends(".zip") || ends(".xlsx") || ends(".png") || ends(".xsd")) return Media::binary;
  return Media::text;
}

}  // namespace crossfoot::container
