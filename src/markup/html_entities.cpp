#include "markup/html_entities.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "base/ascii.h"

namespace crossfoot::markup {
namespace {

struct Named {
  std::string_view name;
  uint16_t code;
  bool bare;  // also read without its semicolon
};

// In order of their bytes: HTML 4's names and those of HTML 5 that word processors write.
constexpr Named kNamed[] = {
    {"AElig", 198, true}, {"AMP", 38, true}, {"Aacute", 193, true}, {"Acirc", 194, true}, {"Agrave", 192, true}, {"Alpha", 913, false},
    {"Aring", 197, true}, {"Atilde", 195, true}, {"Auml", 196, true}, {"Beta", 914, false}, {"COPY", 169, true}, {"Ccedil", 199, true},
    {"Chi", 935, false}, {"Dagger", 8225, false}, {"Delta", 916, false}, {"ETH", 208, true}, {"Eacute", 201, true}, {"Ecirc", 202, true},
    {"Egrave", 200, true}, {"Epsilon", 917, false}, {"Eta", 919, false}, {"Euml", 203, true}, {"GT", 62, true}, {"Gamma", 915, false},
    {"Iacute", 205, true}, {"Icirc", 206, true}, {"Igrave", 204, true}, {"Iota", 921, false}, {"Iuml", 207, true}, {"Kappa", 922, false},
    {"LT", 60, true}, {"Lambda", 923, false}, {"Mu", 924, false}, {"NewLine", 10, false}, {"NonBreakingSpace", 160, false},
    {"Ntilde", 209, true}, {"Nu", 925, false}, {"OElig", 338, false}, {"Oacute", 211, true}, {"Ocirc", 212, true}, {"Ograve", 210, true},
    {"Omega", 937, false}, {"Omicron", 927, false}, {"Oslash", 216, true}, {"Otilde", 213, true}, {"Ouml", 214, true},
    {"Phi", 934, false}, {"Pi", 928, false}, {"Prime", 8243, false}, {"Psi", 936, false}, {"QUOT", 34, true}, {"REG", 174, true},
    {"Rho", 929, false}, {"Scaron", 352, false}, {"Sigma", 931, false}, {"THORN", 222, true}, {"TRADE", 8482, false}, {"Tab", 9, false},
    {"Tau", 932, false}, {"Theta", 920, false}, {"Uacute", 218, true}, {"Ucirc", 219, true}, {"Ugrave", 217, true},
    {"Upsilon", 933, false}, {"Uuml", 220, true}, {"Xi", 926, false}, {"Yacute", 221, true}, {"Yuml", 376, false},
    {"ZeroWidthSpace", 8203, false}, {"Zeta", 918, false}, {"aacute", 225, true}, {"acirc", 226, true}, {"acute", 180, true},
    {"aelig", 230, true}, {"agrave", 224, true}, {"alefsym", 8501, false}, {"alpha", 945, false}, {"amp", 38, true}, {"and", 8743, false},
    {"ang", 8736, false}, {"apos", 39, false}, {"aring", 229, true}, {"ast", 42, false}, {"asymp", 8776, false}, {"atilde", 227, true},
    {"auml", 228, true}, {"bdquo", 8222, false}, {"beta", 946, false}, {"blacksquare", 9642, false}, {"block", 9608, false},
    {"boxh", 9472, false}, {"brvbar", 166, true}, {"bsol", 92, false}, {"bull", 8226, false}, {"cap", 8745, false}, {"ccedil", 231, true},
    {"cedil", 184, true}, {"cent", 162, true}, {"check", 10003, false}, {"chi", 967, false}, {"circ", 710, false}, {"clubs", 9827, false},
    {"colon", 58, false}, {"comma", 44, false}, {"commat", 64, false}, {"cong", 8773, false}, {"copy", 169, true},
    {"copysr", 8471, false}, {"crarr", 8629, false}, {"cross", 10007, false}, {"cup", 8746, false}, {"curren", 164, true},
    {"dArr", 8659, false}, {"dagger", 8224, false}, {"darr", 8595, false}, {"dash", 8208, false}, {"deg", 176, true},
    {"delta", 948, false}, {"diams", 9830, false}, {"divide", 247, true}, {"dollar", 36, false}, {"eacute", 233, true},
    {"ecirc", 234, true}, {"egrave", 232, true}, {"empty", 8709, false}, {"emsp", 8195, false}, {"emsp13", 8196, false},
    {"emsp14", 8197, false}, {"ensp", 8194, false}, {"epsilon", 949, false}, {"equals", 61, false}, {"equiv", 8801, false},
    {"eta", 951, false}, {"eth", 240, true}, {"euml", 235, true}, {"euro", 8364, false}, {"excl", 33, false}, {"exist", 8707, false},
    {"fflig", 64256, false}, {"filig", 64257, false}, {"fllig", 64258, false}, {"fnof", 402, false}, {"forall", 8704, false},
    {"frac12", 189, true}, {"frac13", 8531, false}, {"frac14", 188, true}, {"frac15", 8533, false}, {"frac18", 8539, false},
    {"frac23", 8532, false}, {"frac34", 190, true}, {"frac38", 8540, false}, {"frac58", 8541, false}, {"frac78", 8542, false},
    {"frasl", 8260, false}, {"gamma", 947, false}, {"ge", 8805, false}, {"gt", 62, true}, {"hArr", 8660, false}, {"hairsp", 8202, false},
    {"harr", 8596, false}, {"hearts", 9829, false}, {"hellip", 8230, false}, {"horbar", 8213, false}, {"hyphen", 8208, false},
    {"iacute", 237, true}, {"icirc", 238, true}, {"iexcl", 161, true}, {"igrave", 236, true}, {"image", 8465, false},
    {"infin", 8734, false}, {"int", 8747, false}, {"iota", 953, false}, {"iquest", 191, true}, {"isin", 8712, false}, {"iuml", 239, true},
    {"kappa", 954, false}, {"lArr", 8656, false}, {"lambda", 955, false}, {"lang", 9001, false}, {"laquo", 171, true},
    {"larr", 8592, false}, {"lbrace", 123, false}, {"lbrack", 91, false}, {"lceil", 8968, false}, {"lcub", 123, false},
    {"ldquo", 8220, false}, {"ldquor", 8222, false}, {"le", 8804, false}, {"lfloor", 8970, false}, {"lowast", 8727, false},
    {"lowbar", 95, false}, {"loz", 9674, false}, {"lpar", 40, false}, {"lrm", 8206, false}, {"lsaquo", 8249, false}, {"lsqb", 91, false},
    {"lsquo", 8216, false}, {"lsquor", 8218, false}, {"lt", 60, true}, {"macr", 175, true}, {"mdash", 8212, false}, {"micro", 181, true},
    {"middot", 183, true}, {"minus", 8722, false}, {"mldr", 8230, false}, {"mu", 956, false}, {"nabla", 8711, false}, {"nbsp", 160, true},
    {"ndash", 8211, false}, {"ne", 8800, false}, {"ni", 8715, false}, {"nldr", 8229, false}, {"not", 172, true}, {"notin", 8713, false},
    {"nsub", 8836, false}, {"ntilde", 241, true}, {"nu", 957, false}, {"num", 35, false}, {"numero", 8470, false}, {"numsp", 8199, false},
    {"oacute", 243, true}, {"ocirc", 244, true}, {"oelig", 339, false}, {"ograve", 242, true}, {"oline", 8254, false},
    {"omega", 969, false}, {"omicron", 959, false}, {"oplus", 8853, false}, {"or", 8744, false}, {"ordf", 170, true}, {"ordm", 186, true},
    {"oslash", 248, true}, {"otilde", 245, true}, {"otimes", 8855, false}, {"ouml", 246, true}, {"para", 182, true},
    {"part", 8706, false}, {"percnt", 37, false}, {"period", 46, false}, {"permil", 8240, false}, {"perp", 8869, false},
    {"phi", 966, false}, {"pi", 960, false}, {"piv", 982, false}, {"plus", 43, false}, {"plusmn", 177, true}, {"pound", 163, true},
    {"prime", 8242, false}, {"prod", 8719, false}, {"prop", 8733, false}, {"psi", 968, false}, {"puncsp", 8200, false},
    {"quest", 63, false}, {"quot", 34, true}, {"rArr", 8658, false}, {"radic", 8730, false}, {"rang", 9002, false}, {"raquo", 187, true},
    {"rarr", 8594, false}, {"rbrace", 125, false}, {"rbrack", 93, false}, {"rceil", 8969, false}, {"rcub", 125, false},
    {"rdquo", 8221, false}, {"rdquor", 8221, false}, {"real", 8476, false}, {"reg", 174, true}, {"rfloor", 8971, false},
    {"rho", 961, false}, {"rlm", 8207, false}, {"rpar", 41, false}, {"rsaquo", 8250, false}, {"rsqb", 93, false}, {"rsquo", 8217, false},
    {"rsquor", 8217, false}, {"rx", 8478, false}, {"sbquo", 8218, false}, {"scaron", 353, false}, {"sdot", 8901, false},
    {"sect", 167, true}, {"semi", 59, false}, {"shy", 173, true}, {"sigma", 963, false}, {"sigmaf", 962, false}, {"sim", 8764, false},
    {"sol", 47, false}, {"spades", 9824, false}, {"squ", 9633, false}, {"square", 9633, false}, {"squf", 9642, false},
    {"star", 9734, false}, {"starf", 9733, false}, {"sub", 8834, false}, {"sube", 8838, false}, {"sum", 8721, false},
    {"sup", 8835, false}, {"sup1", 185, true}, {"sup2", 178, true}, {"sup3", 179, true}, {"supe", 8839, false}, {"szlig", 223, true},
    {"tau", 964, false}, {"there4", 8756, false}, {"theta", 952, false}, {"thetasym", 977, false}, {"thinsp", 8201, false},
    {"thorn", 254, true}, {"tilde", 732, false}, {"times", 215, true}, {"trade", 8482, false}, {"uArr", 8657, false},
    {"uacute", 250, true}, {"uarr", 8593, false}, {"ucirc", 251, true}, {"ugrave", 249, true}, {"uml", 168, true}, {"upsih", 978, false},
    {"upsilon", 965, false}, {"uuml", 252, true}, {"verbar", 124, false}, {"vert", 124, false}, {"weierp", 8472, false},
    {"xi", 958, false}, {"yacute", 253, true}, {"yen", 165, true}, {"yuml", 255, true}, {"zeta", 950, false}, {"zwj", 8205, false},
    {"zwnj", 8204, false},
};

// What the bytes 128-159 mean in Windows-1252; 0 where they mean nothing.
constexpr uint16_t kWindows[32] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                   0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                   0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

constexpr size_t kLongestName = 16;

auto find_named(std::string_view name) -> const Named* {
  auto it = std::lower_bound(std::begin(kNamed), std::end(kNamed), name, [](const Named& n, std::string_view s) { return n.name < s; });
  return it != std::end(kNamed) && it->name == name ? it : nullptr;
}

auto from_windows(uint32_t code) -> uint32_t {
  if (code < 128 || code > 159) return code;
  return kWindows[code - 128] ? kWindows[code - 128] : code;
}

// The length of the valid UTF-8 sequence that begins `s`, and its code; 0 where it is none.
auto parse_utf8(std::string_view s) -> Reference {
  auto at = [&](size_t i) { return i < s.size() ? static_cast<unsigned char>(s[i]) : 0u; };
  auto tail = [&](size_t i) { return (at(i) & 0xC0) == 0x80; };
  uint32_t c = at(0);
  if (c >= 0xC2 && c <= 0xDF && tail(1)) return {(c & 0x1F) << 6 | (at(1) & 0x3F), 2};
  if (c >= 0xE0 && c <= 0xEF && tail(1) && tail(2)) {
    uint32_t code = (c & 0x0F) << 12 | (at(1) & 0x3F) << 6 | (at(2) & 0x3F);
    if (code >= 0x800 && (code < 0xD800 || code > 0xDFFF)) return {code, 3};
  }
  if (c >= 0xF0 && c <= 0xF4 && tail(1) && tail(2) && tail(3)) {
    uint32_t code = (c & 0x07) << 18 | (at(1) & 0x3F) << 12 | (at(2) & 0x3F) << 6 | (at(3) & 0x3F);
    if (code >= 0x10000 && code <= 0x10FFFF) return {code, 4};
  }
  return {};
}

}  // namespace

auto find_encoding(std::string_view bytes) -> Encoding {
  for (size_t i = 0; i < bytes.size();) {
    // Nearly all bytes are ASCII: eight at a time.
    uint64_t eight;
    while (i + 8 <= bytes.size() && (std::memcpy(&eight, bytes.data() + i, 8), (eight & 0x8080808080808080u) == 0)) i += 8;
    if (i >= bytes.size()) break;
    if (static_cast<unsigned char>(bytes[i]) < 0x80) {
      ++i;
      continue;
    }
    Reference r = parse_utf8(bytes.substr(i, 4));
    if (!r.length) return Encoding::windows_1252;
    i += r.length;
  }
  return Encoding::utf8;
}

auto parse_reference(std::string_view text) -> Reference {
  if (text.size() < 2 || text[0] != '&') return {};
  if (text[1] == '#') {
    size_t i = 2;
    bool hex = i < text.size() && (text[i] == 'x' || text[i] == 'X');
    if (hex) ++i;
    size_t first = i;
    uint32_t code = 0;
    for (; i < text.size(); ++i) {
      char c = text[i];
      uint32_t digit;
      if (ascii::is_digit(c)) digit = static_cast<uint32_t>(c - '0');
      else if (hex && ascii::to_lower(c) >= 'a' && ascii::to_lower(c) <= 'f') digit = static_cast<uint32_t>(ascii::to_lower(c) - 'a' + 10);
      else break;
      if (code < 0x200000) code = code * (hex ? 16 : 10) + digit;
    }
    if (i == first) return {};
    if (i < text.size() && text[i] == ';') ++i;
    code = from_windows(code);
    if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) code = 0xFFFD;
    return {code, static_cast<uint32_t>(i)};
  }
  size_t i = 1;
  while (i < text.size() && i <= kLongestName && ascii::is_alnum(text[i])) ++i;
  if (i < text.size() && text[i] == ';')
    if (const Named* n = find_named(text.substr(1, i - 1))) return {n->code, static_cast<uint32_t>(i + 1)};
  if (i == 5 && i < text.size() && text[i] == ';' && ascii::equals_ignoring_case(text.substr(1, 4), "nbsp")) return {0xA0, 6};
  // Without a semicolon the longest name that the text begins with counts, as in "&nbspor".
  for (size_t n = std::min<size_t>(i, 7); n > 2; --n)
    if (const Named* named = find_named(text.substr(1, n - 1)); named && named->bare) return {named->code, static_cast<uint32_t>(n)};
  return {};
}

auto parse_high_byte(std::string_view text, Encoding encoding) -> Reference {
  if (encoding == Encoding::utf8)
    if (Reference r = parse_utf8(text.substr(0, 4)); r.length) return r;
  return {from_windows(static_cast<unsigned char>(text[0])), 1};
}

auto to_utf8(uint32_t code, char* out) -> uint32_t {
  if (code < 0x80) {
    out[0] = static_cast<char>(code);
    return 1;
  }
  if (code < 0x800) {
    out[0] = static_cast<char>(0xC0 | code >> 6);
    out[1] = static_cast<char>(0x80 | (code & 0x3F));
    return 2;
  }
  if (code < 0x10000) {
    out[0] = static_cast<char>(0xE0 | code >> 12);
    out[1] = static_cast<char>(0x80 | (code >> 6 & 0x3F));
    out[2] = static_cast<char>(0x80 | (code & 0x3F));
    return 3;
  }
  out[0] = static_cast<char>(0xF0 | code >> 18);
  out[1] = static_cast<char>(0x80 | (code >> 12 & 0x3F));
  out[2] = static_cast<char>(0x80 | (code >> 6 & 0x3F));
  out[3] = static_cast<char>(0x80 | (code & 0x3F));
  return 4;
}

}  // namespace crossfoot::markup
