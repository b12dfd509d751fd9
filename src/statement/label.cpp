#include "statement/label.h"

#include <array>
#include <unordered_map>

#include "base/ascii.h"

namespace crossfoot::statement {
namespace {

/// Lower case, typographic marks as ASCII, hyphens as blanks; '(' ')' ',' ':' ';' kept as tokens' borders.
auto plain(std::string_view text) -> std::string {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    auto c = static_cast<unsigned char>(text[i]);
    if (c < 128) {
      out.push_back(ascii::to_lower(text[i]));
    } else if (c == 0xC2 && i + 1 < text.size()) {
      if (static_cast<unsigned char>(text[i + 1]) == 0xA0) out.push_back(' ');
      ++i;
    } else if (c == 0xE2 && i + 2 < text.size()) {
      auto d = static_cast<unsigned char>(text[i + 1]);
      auto e = static_cast<unsigned char>(text[i + 2]);
      if (d == 0x80 && (e == 0x98 || e == 0x99)) out.push_back('\'');
      else if (d == 0x80 && e >= 0x90 && e <= 0x95) out.push_back('-');
      else if (d == 0x88 && e == 0x92) out.push_back('-');
      else if (!(d == 0x80 && (e == 0x8B || e == 0xA0 || e == 0xA1)) && !(d == 0x84 && e == 0xA2)) out.push_back(' ');
      i += 2;
    } else if (c == 0x92) {  // Windows-1252 apostrophe that no markup decoded
      out.push_back('\'');
    } else if (c == 0x96 || c == 0x97) {
      out.push_back('-');
    } else if (c >= 0xC0) {
      out.push_back('e');  // an accented letter: one letter is as good as another, both sides pass here
      while (i + 1 < text.size() && (static_cast<unsigned char>(text[i + 1]) & 0xC0) == 0x80) ++i;
    }
  }
  return out;
}

struct Alias {
  std::string_view from, to;
};
constexpr std::array kAliases = std::to_array<Alias>({
    {"shareholder", "stockholder"}, {"shareholders", "stockholder"}, {"stockholders", "stockholder"}, {"shareowner", "stockholder"},
    {"shareowners", "stockholder"}, {"shareholder's", "stockholder"}, {"stockholder's", "stockholder"}, {"shareowner's", "stockholder"},
    {"shareholders'", "stockholder"}, {"stockholders'", "stockholder"}, {"shareowners'", "stockholder"}, {"stockholers'", "stockholder"},
    {"stockholders;", "stockholder"}, {"earnings", "income"}, {"earning", "income"}, {"profit", "income"}, {"profits", "income"},
    {"taxes", "tax"}, {"inventories", "inventory"}, {"&", "and"}, {"liabililities", "liability"}, {"liabilites", "liability"},
    {"recievable", "receivable"}, {"recievables", "receivable"}, {"securites", "security"}, {"addtional", "additional"},
    {"equivalants", "equivalent"}, {"pretax", "before tax"}, {"longterm", "long term"}, {"shortterm", "short term"}, {"paidin", "paid in"},
    {"avg", "average"}, {"eps", "income per share"}, {"incl", "including"}, {"accum", "accumulated"}, {"amort", "amortization"},
    {"amortisation", "amortization"}, {"depr", "depreciation"}, {"capitalised", "capitalized"}, {"acquistion", "acquisition"},
});

auto alias_of(std::string_view word) -> std::string_view {
  static const auto table = [] {
    std::unordered_map<std::string_view, std::string_view> t;
    for (const Alias& a : kAliases) t.emplace(a.from, a.to);
    return t;
  }();
  auto it = table.find(word);
  return it == table.end() ? std::string_view() : it->second;
}

/// Singular of a plural, roughly: what matters is that both sides pass here.
auto stem(std::string_view w) -> std::string {
  if (w.size() > 2 && w.ends_with("'s")) w.remove_suffix(2);
  else if (!w.empty() && w.back() == '\'') w.remove_suffix(1);
  if (w.size() > 4 && w.ends_with("ies")) return std::string(w.substr(0, w.size() - 3)) + "y";
  if (w.size() > 4 && (w.ends_with("xes") || w.ends_with("sses") || w.ends_with("ches") || w.ends_with("shes"))) return std::string(w.substr(0, w.size() - 2));
  if (w.size() > 3 && w.ends_with("s") && !w.ends_with("ss") && !w.ends_with("us") && !w.ends_with("is")) return std::string(w.substr(0, w.size() - 1));
  return std::string(w);
}

bool is_income_word(std::string_view w) { return w == "income" || w == "gain" || w == "surplus"; }

struct Token {
  std::string word;  // empty: a comma or another border
  bool in_parens = false;
  bool comma_before = false;
};

auto tokenise(const std::string& text) -> std::vector<Token> {
  std::vector<Token> tokens;
  tokens.reserve(16);
  int depth = 0;
  bool comma = false;
  size_t i = 0;
  while (i < text.size()) {
    char c = text[i];
    if (c == '(' || c == '[') ++depth;
    else if (c == ')' || c == ']') depth = depth > 0 ? depth - 1 : 0;
    else if (c == ',' || c == ';' || c == ':') comma = true;
    else if (c == '-' && i > 0 && text[i - 1] != ' ' && i + 1 < text.size() && text[i + 1] != ' ') {
      // hyphen inside a word: two words, except "non-"
    } else if (c == '-') comma = true;
    if (ascii::is_alnum(c) || c == '&' || c == '$' || c == '%') {
      size_t b = i;
      if (c == '&' || c == '%') ++i;
      else
        while (i < text.size() && (ascii::is_alnum(text[i]) || text[i] == '\'' || text[i] == '$' || ((text[i] == '.' || text[i] == ',') && i + 1 < text.size() && ascii::is_digit(text[i + 1]) && ascii::is_digit(text[i - 1])))) ++i;
      Token t;
      std::string_view w(text.data() + b, i - b);
      t.in_parens = depth > 0;
      t.comma_before = comma;
      comma = false;
      if (auto a = alias_of(w); !a.empty()) t.word = a;
      else t.word = stem(w);
      tokens.push_back(std::move(t));
      continue;
    }
    ++i;
  }
  return tokens;
}

bool is_number(std::string_view w) { return !w.empty() && (ascii::is_digit(w[0]) || w[0] == '$'); }

}  // namespace

bool Label::finds(std::string_view phrase) const {
  std::string_view w = words;
  size_t at = 0;
  while ((at = w.find(phrase, at)) != std::string_view::npos) {
    size_t end = at + phrase.size();
    if ((at == 0 || w[at - 1] == ' ') && (end == w.size() || w[end] == ' ')) return true;
    ++at;
  }
  return false;
}

auto normalise_label(std::string_view text) -> Label {
  Label label;
  if (text.size() > 600) text = text.substr(0, 600);
  auto tokens = tokenise(plain(text));
  label.words.reserve(text.size());
  label.ends.reserve(tokens.size());
  bool has_income = false, has_loss = false;
  auto previous_plain = [&](size_t i) -> std::string_view {
    while (i > 0)
      if (!tokens[--i].in_parens) return tokens[i].word;
    return {};
  };
  auto next_plain = [&](size_t i) -> std::string_view {
    for (++i; i < tokens.size(); ++i)
      if (!tokens[i].in_parens) return tokens[i].word;
    return {};
  };
  static constexpr std::array<std::string_view, 10> kCutWords{{"net", "less", "including", "excluding", "at", "principally", "respectively", "exclusive", "inclusive", "par"}};
  std::string last;
  for (size_t i = 0; i < tokens.size(); ++i) {
    const Token& t = tokens[i];
    std::string_view w = t.word;
    bool cut = t.comma_before;
    if (t.in_parens) {
      // What stands in parentheses is a qualifier, but for "(loss)" where nothing beside it says income: "Net (loss)".
      if (is_income_word(w) && (previous_plain(i) == "loss" || next_plain(i) == "loss")) has_income = true;
      bool interest = !label.ends.empty() && label.first(1) == "interest" && (w == "income" || w == "expense");
      if (interest) {
        // "Interest (income) expense" is no interest expense.
        if (label.ends.size() == 1) label.loss_first = true;
      } else if (w != "loss") {
        continue;
      }
      auto before = previous_plain(i), after = next_plain(i);
      if (w == "loss" && (is_income_word(before) || is_income_word(after))) {
        label.loss_first = label.loss_first || !is_income_word(before);
        has_income = true;
        continue;
      }
    }
    if (w == "the" || w == "a" || w == "an" || w == "our" || w == "its") continue;
    if (w == "or" && (last == "income" || last == "loss")) continue;
    if (w == "s" && i > 0) continue;
    if (label.ends.empty() && (w == "less" || w == "deduct" || w == "plus" || w == "add")) {
      label.less = label.less || w == "less" || w == "deduct";
      continue;
    }
    if (is_number(w)) {
      if (!label.ends.empty() && (label.cuts.empty() || label.cuts.back() != label.ends.size())) label.cuts.push_back(static_cast<uint32_t>(label.ends.size()));
      // Numbers say nothing about the concept; "401k" and "2003" alike go.
      continue;
    }
    if (w == "loss") {
      has_loss = true;
      // "income (loss)", "income or loss", "income/loss": one word is enough.
      if (last == "income" || last == "gain") {
        has_income = true;
        continue;
      }
      w = "income";
    } else if (w == "income" && last == "income" && has_loss) {
      has_income = true;
      continue;
    } else if (is_income_word(w)) {
      has_income = true;
    }
    if (!label.ends.empty()) {
      bool word_cut = false;
      for (auto k : kCutWords) word_cut = word_cut || (w == k && (cut || k != "net"));
      if (cut || word_cut || (w == "of" && last == "net") || (w == "net" && i + 1 < tokens.size() && tokens[i + 1].word == "of")) {
        auto n = static_cast<uint32_t>(label.ends.size());
        if (label.cuts.empty() || label.cuts.back() != n) label.cuts.push_back(n);
      }
    }
    if (last == "non" && !label.ends.empty()) {
      label.words += w;
      label.ends.back() = static_cast<uint32_t>(label.words.size());
      last += w;
      continue;
    }
    if (!label.words.empty()) label.words.push_back(' ');
    size_t begin = label.words.size();
    label.words += w;
    // An alias may hold several words.
    for (size_t k = begin; k < label.words.size(); ++k)
      if (label.words[k] == ' ') label.ends.push_back(static_cast<uint32_t>(k));
    label.ends.push_back(static_cast<uint32_t>(label.words.size()));
    last = std::string(w);
  }
  label.loss = has_loss && !has_income;
  uint32_t begin = 0;
  for (uint32_t end : label.ends) {
    label.beginnings |= Label::beginning_of(std::string_view(label.words).substr(begin, end - begin));
    begin = end + 1;
  }
  return label;
}

}  // namespace crossfoot::statement
