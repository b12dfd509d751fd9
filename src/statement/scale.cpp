#include "statement/scale.h"

#include <array>
#include <vector>

#include "base/ascii.h"

namespace crossfoot::statement {
namespace {

auto words_of(std::string_view text) -> std::vector<std::string> {
  std::vector<std::string> words;
  size_t i = 0;
  while (i < text.size()) {
    char c = text[i];
    if (ascii::is_alnum(c)) {
      size_t b = i;
      while (i < text.size() && (ascii::is_alnum(text[i]) || (text[i] == ',' && i + 1 < text.size() && text[i + 1] == '0' && ascii::is_digit(text[i - 1])))) ++i;
      std::string w;
      for (char x : text.substr(b, i - b))
        if (x != ',') w.push_back(ascii::to_lower(x));
      words.push_back(std::move(w));
      continue;
    }
    if (c == '$') words.emplace_back("$");
    else if (c == ',' || c == ';' || c == ')' || c == '(') words.emplace_back(1, c);
    else if (text.substr(i).starts_with("\xE2\x82\xAC")) words.emplace_back("euro");
    else if (text.substr(i).starts_with("\xC2\xA3")) words.emplace_back("pounds");
    else if (text.substr(i).starts_with("\xC2\xA5")) words.emplace_back("yen");
    ++i;
  }
  return words;
}

auto magnitude(const std::string& w) -> std::optional<int> {
  if (w == "thousands" || w == "thousand" || w == "000" || w == "000s" || w == "000's" || w == "1000" || w == "1000s" || w == "thousandsof") return 3;
  if (w == "millions" || w == "million" || w == "000000" || w == "000000s" || w == "mil" || w == "1000000" || w == "mm") return 6;
  if (w == "billions" || w == "billion") return 9;
  if (w == "hundreds") return 2;
  return std::nullopt;
}

auto currency_of(const std::string& w) -> std::string_view {
  struct Entry { std::string_view word, code; };
  static constexpr std::array<Entry, 20> kCurrencies{{{"euro", "EUR"}, {"euros", "EUR"}, {"pounds", "GBP"}, {"sterling", "GBP"}, {"yen", "JPY"}, {"canadian", "CAD"},
                                                      {"cdn", "CAD"}, {"rmb", "CNY"}, {"renminbi", "CNY"}, {"yuan", "CNY"}, {"francs", "CHF"}, {"pesos", "MXN"},
                                                      {"shekels", "ILS"}, {"nis", "ILS"}, {"rupees", "INR"}, {"kronor", "SEK"}, {"won", "KRW"}, {"australian", "AUD"},
                                                      {"guilders", "NLG"}, {"marks", "DEM"}}};
  for (const Entry& e : kCurrencies)
    if (e.word == w) return e.code;
  return {};
}

}  // namespace

auto read_scale(std::string_view text) -> Scale {
  Scale s;
  if (text.size() > 600) text = text.substr(0, 600);
  // Nothing is stated without one of these letters' words; most headings end here.
  auto words = words_of(text);
  bool in_exception = false;
  bool stated_dollars = false;
  for (size_t i = 0; i < words.size(); ++i) {
    const std::string& w = words[i];
    auto at = [&](size_t k) -> std::string_view { return k < words.size() ? std::string_view(words[k]) : std::string_view(); };
    auto before = [&](size_t k) -> std::string_view { return i >= k ? std::string_view(words[i - k]) : std::string_view(); };
    if (w == "except" || w == "excluding" || w == "unless" || (w == "other" && at(i + 1) == "than")) {
      in_exception = true;
      continue;
    }
    if (in_exception) {
      if (w == ")") in_exception = false;
      if (w == "per" || w == "eps") s.except_per_share = true;
      // "except share and per share": the share that is not behind "per". "per share, share data" too.
      if ((w == "share" || w == "shares" || w == "unit" || w == "units") && before(1) != "per" && before(1) != "common" && before(1) != "a") s.except_shares = true;
      if ((w == "share" || w == "shares") && before(1) == "common" && before(2) != "per") s.except_shares = true;
      continue;
    }
    if (auto c = currency_of(w); !c.empty() && s.currency.empty()) s.currency = c;
    if (w == "dollars" || w == "$") stated_dollars = true;
    auto power = magnitude(w);
    if (!power) {
      if (w == "dollars" && before(1) == "whole") s.power = 0;
      if (w == "dollars" && (before(1) == "in" || before(2) == "in") && (before(1) == "us" || before(1) == "s" || before(1) == "in") && !s.power &&
          (at(i + 1) == ")" || at(i + 1).empty()))
        s.power = 0;
      continue;
    }
    // "in thousands", "thousands of dollars", "$ millions", "(000s omitted)", "dollars and shares in millions", "(millions)", "(000)".
    bool number = ascii::is_digit(w[0]);
    bool stated = before(1) == "in" || before(1) == "$" || before(1) == "(" || before(1) == "dollars" || before(1) == "expressed" || before(1) == "s" || before(1) == "us" ||
                  at(i + 1) == "of" || at(i + 1) == "omitted" || at(i + 1) == ")" || at(i + 1) == "except" || (at(i + 1) == "s" && !number) ||
                  (number && (at(i + 1) == "s" || at(i + 1) == "omitted" || before(1) == "$")) || words.size() == 1;
    if (!number && before(1).size() > 0 && ascii::is_digit(before(1)[0])) stated = false;  // "$1.5 million"
    if (number && i > 0 && ascii::is_digit(before(1).empty() ? 'x' : before(1)[0])) stated = false;
    if (!stated) continue;
    bool shares = false, amounts = false;
    // What is in thousands: the words since the last comma or parenthesis.
    for (size_t k = i; k-- > 0;) {
      const std::string& b = words[k];
      if (b == "," || b == ";" || b == "(" || b == ")") break;
      if (b == "share" || b == "shares") shares = shares || k == 0 || words[k - 1] != "per";
      if (b == "dollars" || b == "$" || b == "amounts" || b == "dollar" || b == "data") amounts = true;
      if (magnitude(b)) break;
    }
    if (shares) s.share_power = power;
    if ((!shares || amounts) && !s.power) s.power = power;
  }
  if (s.power && s.currency.empty() && stated_dollars) s.currency = "USD";
  if (s.currency == "CAD" || s.currency == "AUD") {
    // "Canadian" or "Australian" count only where dollars are spoken of.
    if (!stated_dollars) s.currency.clear();
  }
  return s;
}

}  // namespace crossfoot::statement
