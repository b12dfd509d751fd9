#include "write/json_text.h"

namespace crossfoot::write {
namespace {

/// The characters that JSON takes as they are.
constexpr auto kPlain = [] {
  std::array<bool, 256> plain{};
  for (size_t c = 0x20; c < 0x80; ++c) plain[c] = c != '"' && c != '\\';
  return plain;
}();

bool is_plain(char c) { return kPlain[static_cast<unsigned char>(c)]; }

}  // namespace

void append_escaped(std::string& out, std::string_view s) {
  constexpr std::string_view kHex = "0123456789abcdef";
  size_t i = 0;
  while (i < s.size()) {
    auto c = static_cast<unsigned char>(s[i]);
    if (is_plain(s[i])) {
      size_t j = i + 1;
      while (j < s.size() && is_plain(s[j])) ++j;
      out.append(s.substr(i, j - i));
      i = j;
      continue;
    }
    if (c == '"' || c == '\\') {
      out.push_back('\\');
      out.push_back(static_cast<char>(c));
      ++i;
    } else if (c == '\n') {
      out += "\\n";
      ++i;
    } else if (c == '\t') {
      out += "\\t";
      ++i;
    } else if (c < 0x20) {
      out += "\\u00";
      out.push_back(kHex[c >> 4]);
      out.push_back(kHex[c & 15]);
      ++i;
    } else {
      size_t n = c >= 0xc2 && c < 0xe0 ? 2 : c >= 0xe0 && c < 0xf0 ? 3 : c >= 0xf0 && c < 0xf5 ? 4 : 1;
      bool good = n > 1 && i + n <= s.size();
      for (size_t k = 1; good && k < n; ++k) good = (static_cast<unsigned char>(s[i + k]) & 0xc0) == 0x80;
      auto d = n > 1 && i + 1 < s.size() ? static_cast<unsigned char>(s[i + 1]) : 0;
      if ((c == 0xe0 && d < 0xa0) || (c == 0xed && d > 0x9f) || (c == 0xf0 && d < 0x90) || (c == 0xf4 && d > 0x8f)) good = false;
      if (good) {
        out.append(s.substr(i, n));
        i += n;
      } else {
        out.push_back(static_cast<char>(0xc0 | (c >> 6)));
        out.push_back(static_cast<char>(0x80 | (c & 0x3f)));
        ++i;
      }
    }
  }
}

void write_diagnostic(JsonText& j, const diag::Diagnostic& d, const source::LineTable& lines) {
  auto at = lines.position_of(d.span.begin);
  j.field("rule", info(d.rule).name);
  j.field("severity", to_string(d.severity));
  j.field("message", d.message);
  j.number_field("document", d.document);
  j.field("span", d.span);
  j.number_field("line", at.line);
  j.number_field("column", at.column);
  j.objects("related", d.related, [&](const diag::Label& l) {
    j.field("message", l.message);
    j.field("span", l.span);
  });
}

}  // namespace crossfoot::write
