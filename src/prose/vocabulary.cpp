#include "prose/vocabulary.h"

#include <algorithm>
#include <memory>
#include <string>

#include "base/ascii.h"

namespace crossfoot::prose {
namespace {

constexpr size_t kLongestWord = 24;

uint32_t hash_of(const char* s, size_t n) {
  uint32_t h = 2166136261u;
  for (size_t i = 0; i < n; ++i) h = (h ^ static_cast<unsigned char>(s[i])) * 16777619u;
  return h ^ (h >> 15);
}

/// Open addressing over a fixed table: never more than half full.
class Vocabulary {
 public:
  auto take(std::string_view lower) -> WordId {
    if (lower.empty() || lower.size() > kLongestWord) return 0;
    size_t at = place(lower);
    if (slots_[at].id == 0) {
      if (count_ + 1u >= kMostWords) return 0;
      slots_[at].size = static_cast<uint8_t>(lower.size());
      std::copy(lower.begin(), lower.end(), slots_[at].chars.begin());
      slots_[at].id = ++count_;
    }
    return slots_[at].id;
  }
  [[nodiscard]] auto find(std::string_view lower) const -> WordId {
    if (lower.empty() || lower.size() > kLongestWord) return 0;
    return slots_[place(lower)].id;
  }

 private:
  struct Slot {
    std::array<char, kLongestWord> chars{};
    uint8_t size = 0;
    WordId id = 0;
  };
  [[nodiscard]] auto place(std::string_view lower) const -> size_t {
    size_t at = hash_of(lower.data(), lower.size()) & (kSlots - 1);
    while (slots_[at].id != 0 && std::string_view(slots_[at].chars.data(), slots_[at].size) != lower)
      at = (at + 1) & (kSlots - 1);
    return at;
  }
  static constexpr size_t kSlots = 4 * kMostWords;
  std::vector<Slot> slots_ = std::vector<Slot>(kSlots);
  WordId count_ = 0;
};

auto vocabulary() -> Vocabulary& {
  static Vocabulary v;
  return v;
}

bool is_letter(char c) { return ascii::is_alpha(c) || static_cast<unsigned char>(c) >= 128; }

/// A typographic mark of three bytes (E2 80 xx) as the ASCII mark it stands for; 0 where it is none.
char mark_at(std::string_view text, size_t i) {
  if (i + 2 >= text.size() || text[i] != '\xE2' || text[i + 1] != '\x80') return 0;
  switch (static_cast<unsigned char>(text[i + 2])) {
    case 0x98: case 0x99: return '\'';
    case 0x9C: case 0x9D: return '"';
    case 0x90: case 0x91: case 0x92: case 0x93: case 0x94: return '-';
    case 0xA2: return '*';
    default: return 0;
  }
}

/// The length of a currency sign of several bytes (€, £, ¥) at `i`; 0 where there is none.
size_t currency_at(std::string_view text, size_t i) {
  if (text.substr(i, 3) == "\xE2\x82\xAC") return 3;
  if (text.substr(i, 2) == "\xC2\xA3" || text.substr(i, 2) == "\xC2\xA5") return 2;
  return 0;
}

/// ®, ™ and ℠ end a word.
size_t trade_mark_at(std::string_view text, size_t i) {
  if (text.substr(i, 2) == "\xC2\xAE") return 2;
  if (text.substr(i, 3) == "\xE2\x84\xA2" || text.substr(i, 3) == "\xE2\x84\xA0") return 3;
  return 0;
}

/// Abbreviations whose full stop belongs to them.
bool is_abbreviation(std::string_view lower) {
  static constexpr std::string_view kAll[] = {"mr", "mrs", "ms", "dr", "messrs", "prof", "jr", "sr", "inc", "corp", "co", "ltd", "no",
                                              "st", "esq", "hon", "gen", "rev", "bros", "cos", "sen", "gov", "capt", "col", "lt", "vs"};
  return std::find(std::begin(kAll), std::end(kAll), lower) != std::end(kAll);
}

}  // namespace

auto take_word(std::string_view lower) -> WordId { return vocabulary().take(lower); }

auto find_word(std::string_view word) -> WordId {
  char buffer[kLongestWord];
  size_t n = 0;
  for (char c : word) {
    if (c == '.') continue;
    if (n == kLongestWord) return 0;
    buffer[n++] = ascii::to_lower(c);
  }
  return vocabulary().find({buffer, n});
}

void split_tokens(std::string_view text, Range range, std::vector<Token>& words) {
  const Vocabulary& known = vocabulary();
  size_t i = range.begin, end = std::min<size_t>(range.end, text.size());
  size_t last_end = i;
  char buffer[kLongestWord];
  while (i < end) {
    char c = text[i];
    if (ascii::is_space(c)) {
      ++i;
      continue;
    }
    // A no-break space that the layout left in place.
    if (c == '\xC2' && i + 1 < end && text[i + 1] == '\xA0') {
      i += 2;
      continue;
    }
    Token w;
    w.begin = static_cast<uint32_t>(i);
    w.tight = i == last_end && i > range.begin;
    if (ascii::is_digit(c) || (c == '.' && i + 1 < end && ascii::is_digit(text[i + 1]))) {
      size_t j = i;
      while (j < end && (ascii::is_digit(text[j]) || ((text[j] == ',' || text[j] == '.') && j + 1 < end && ascii::is_digit(text[j + 1])))) ++j;
      bool plain = j >= end || !is_letter(text[j]) || mark_at(text, j) != 0;
      if (j + 1 < end && text[j] == '-' && ascii::is_alpha(text[j + 1])) plain = false;  // "8-K", "30-day"
      if (!plain)  // "10b5-1", "2nd", "8K": a word
        while (j < end && (ascii::is_alnum(text[j]) || (text[j] == '-' && j + 1 < end && ascii::is_alnum(text[j + 1])))) ++j;
      w.number = plain;
      w.end = static_cast<uint32_t>(j);
      size_t n = 0;
      for (size_t k = i; k < j && n < kLongestWord; ++k) buffer[n++] = ascii::to_lower(text[k]);
      w.id = known.find({buffer, n});
      words.push_back(w);
      last_end = i = j;
      continue;
    }
    size_t sign = static_cast<unsigned char>(c) >= 128 ? std::max(currency_at(text, i), trade_mark_at(text, i)) : 0;
    if (sign != 0) {
      w.mark = true;
      w.end = static_cast<uint32_t>(std::min(i + sign, end));
      w.id = known.find(text.substr(i, sign));
      words.push_back(w);
      last_end = i = w.end;
      continue;
    }
    if (is_letter(c) && mark_at(text, i) == 0) {
      size_t j = i, n = 0;
      bool lower = false, fits = true, dotted = false;
      size_t letters = 0;
      while (j < end) {
        char d = text[j];
        if (is_letter(d)) {
          if (static_cast<unsigned char>(d) >= 128 && (trade_mark_at(text, j) != 0 || currency_at(text, j) != 0 || text.substr(j, 2) == "\xC2\xA0")) break;
          if (mark_at(text, j) != 0) {
            if (mark_at(text, j) != '\'') break;
            // ’ inside a word: O’Neil; a possessive is cut off below.
            if (j + 3 < end && is_letter(text[j + 3]) && !(ascii::to_lower(text[j + 3]) == 's' && (j + 4 >= end || !is_letter(text[j + 4])))) {
              j += 3;
              continue;
            }
            break;
          }
          lower = lower || ascii::is_lower(d);
          ++letters;
        } else if (ascii::is_digit(d)) {
        } else if (d == '-' && j + 1 < end && ascii::is_alnum(text[j + 1]) && j > i) {
        } else if (d == '\'' && j + 1 < end && is_letter(text[j + 1]) &&
                   !(ascii::to_lower(text[j + 1]) == 's' && (j + 2 >= end || !is_letter(text[j + 2])))) {
          ++j;
          continue;
        } else if (d == '.' && j == i + 1 && j + 1 < end && ascii::is_alpha(text[j + 1]) && j + 2 < end && text[j + 2] == '.') {
          // "U.S.", "L.L.C.": letters with a stop each
          size_t k = i;
          n = 0;
          while (k + 1 < end && ascii::is_alpha(text[k]) && text[k + 1] == '.') {
            if (n < kLongestWord) buffer[n++] = ascii::to_lower(text[k]);
            k += 2;
          }
          letters = n;
          j = k;
          dotted = true;
          break;
        } else {
          break;
        }
        if (n < kLongestWord) buffer[n++] = ascii::to_lower(d);
        else fits = false;
        ++j;
      }
      w.capital = ascii::is_upper(c) || (static_cast<unsigned char>(c) == 0xC3 && i + 1 < end && static_cast<unsigned char>(text[i + 1]) < 0xA0);
      w.all_capitals = !lower && letters >= 2;
      w.id = fits ? known.find({buffer, n}) : WordId{0};
      if (dotted) {
        w.initial = true;
      } else if (j < end && text[j] == '.') {
        if (letters == 1 && w.capital && j == i + 1) {
          w.initial = true;
          ++j;
        } else if (is_abbreviation({buffer, n}) && w.capital) {
          ++j;
        } else if (n >= 2 && j + 2 < end && ascii::is_alpha(text[j + 1]) && ascii::is_lower(text[j + 1])) {
          // "amazon.com", "Ph.D" and the like go on
          while (j < end && (ascii::is_alnum(text[j]) || (text[j] == '.' && j + 1 < end && ascii::is_alnum(text[j + 1])))) ++j;
          w.id = 0;
        }
      }
      w.end = static_cast<uint32_t>(j);
      if (j < end) {
        size_t q = text[j] == '\'' ? 1 : mark_at(text, j) == '\'' ? 3 : 0;
        if (q != 0) {
          if (j + q < end && ascii::to_lower(text[j + q]) == 's' && (j + q + 1 >= end || !is_letter(text[j + q + 1]))) {
            w.possessive = true;
            j += q + 1;
          } else if (ascii::to_lower(text[j - 1]) == 's') {
            w.possessive = true;
            j += q;
          }
        }
      }
      words.push_back(w);
      last_end = i = j;
      continue;
    }
    char m = mark_at(text, i);
    size_t length = m != 0 ? 3 : 1;
    if (m == 0) m = c;
    if (m == '`') m = '\'';
    if (m == '\'' && i + 1 < end && (text[i + 1] == '\'' || text[i + 1] == '`')) {
      m = '"';
      length = 2;
    }
    w.mark = true;
    w.end = static_cast<uint32_t>(std::min(i + length, end));
    w.id = known.find({&m, 1});
    words.push_back(w);
    last_end = i = w.end;
  }
}

Phrases::Phrases(std::initializer_list<std::string_view> phrases) {
  for (auto p : phrases) add(p);
}

Phrases::Phrases(const std::vector<std::string_view>& phrases) {
  for (auto p : phrases) add(p);
}

void Phrases::add(std::string_view phrase) {
  Entry e;
  e.which = count_++;
  size_t i = 0;
  while (i < phrase.size() && e.size < e.words.size()) {
    size_t j = phrase.find(' ', i);
    if (j == std::string_view::npos) j = phrase.size();
    if (j > i) e.words[e.size++] = take_word(phrase.substr(i, j - i));
    i = j + 1;
  }
  if (e.size == 0) return;
  first_.set(e.words[0]);
  auto at = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& o) { return o.size < e.size; });
  entries_.insert(at, e);
}

auto Phrases::match(const Tokens& words, size_t at, size_t end) const -> PhraseMatch {
  end = std::min(end, words.size());
  if (at >= end || !begins_with(words[at].id)) return {};
  for (const Entry& e : entries_) {
    if (e.words[0] != words[at].id || at + e.size > end) continue;
    bool same = true;
    for (size_t k = 1; k < e.size && same; ++k) same = words[at + k].id == e.words[k];
    if (same) return {static_cast<uint32_t>(at), static_cast<uint32_t>(at + e.size), e.which};
  }
  return {};
}

auto Phrases::find(const Tokens& words, size_t begin, size_t end) const -> PhraseMatch {
  for (size_t i = begin; i < std::min(end, words.size()); ++i)
    if (auto m = match(words, i, end)) return m;
  return {};
}

auto Phrases::find_last(const Tokens& words, size_t begin, size_t end) const -> PhraseMatch {
  for (size_t i = std::min(end, words.size()); i > begin; --i)
    if (auto m = match(words, i - 1, end)) return m;
  return {};
}

}  // namespace crossfoot::prose
