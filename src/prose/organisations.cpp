#include "prose/organisations.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "prose/persons.h"

namespace crossfoot::data {
extern const std::string_view organisation_words;
}

namespace crossfoot::prose {
namespace {

struct OrganisationTable {
  std::array<OrganisationWord, kMostWords> of{};
  OrganisationTable() {
    std::string_view rest = data::organisation_words;
    while (!rest.empty()) {
      size_t nl = rest.find('\n');
      std::string_view line = rest.substr(0, nl);
      rest = nl == std::string_view::npos ? std::string_view{} : rest.substr(nl + 1);
      size_t tab = line.find('\t');
      if (line.empty() || line[0] == '#' || tab == std::string_view::npos) continue;
      of[take_word(line.substr(0, tab))] = line.substr(tab + 1) == "legal" ? OrganisationWord::legal : OrganisationWord::kind;
    }
  }
};
const OrganisationTable kTable;

const WordId kComma = take_word(","), kAnd = take_word("and"), kAmpersand = take_word("&"), kOf = take_word("of"),
    kThe = take_word("the"), kFor = take_word("for"),
             kDe = take_word("de"), kOpen = take_word("("), kClose = take_word(")"), kQuote = take_word("\""), kOr = take_word("or"),
                 kCompany = take_word("company"),
             kCo = take_word("co"), kSons = take_word("sons"), kAssociates = take_word("associates"),
                 kCollectively = take_word("collectively"), kTrust = take_word("trust"), kPlc = take_word("plc"), kDash = take_word("-"),
                 kNational = take_word("national"), kAssociation = take_word("association");

/// Tokens that begin no organisation's name, and those that no name runs over.
const Phrases kNoBeginning{"on", "in", "as", "at", "by", "for", "with", "from", "to", "of", "and", "or", "if", "pursuant", "under",
    "upon", "effective", "following", "prior", "board", "boards",
                           "directors", "director", "chief", "president", "executive", "vice", "senior", "chairman", "officer", "item",
                           "items", "exhibit", "section", "rule", "each", "our", "its",
                           "his", "her", "their", "form", "act", "agreement", "company", "registrant", "corporation", "mr", "mrs", "ms",
                           "dr", "messrs", "january", "february", "march", "april",
                           "may", "june", "july", "august", "september", "october", "november", "december", "audit", "compensation",
                           "committee", "when", "while", "although", "because", "since", "until",
                           "during", "after", "before", "that", "this", "these", "those", "there", "we", "it", "he", "she", "they",
                           "such", "any", "all", "no", "not", "common", "preferred",
                           "class", "series", "additionally", "however", "also", "certain", "additional", "press", "news", "securities",
                           "management", "plan", "amendment", "a", "an", "inc", "annual",
                           "current", "quarterly", "report", "general", "former", "certified", "independent", "stock", "cash", "net",
                           "total", "per", "i", "ii", "iii", "fiscal", "formerly"};
const Phrases kNoMiddle{"agreement", "plan", "act", "rule", "form", "section", "item", "exhibit", "board", "directors", "committee",
    "chief", "officer", "officers", "president", "chairman",
                        "director", "vice", "executive", "january", "february", "june", "july", "august", "september", "october",
                        "november", "december", "notes", "debentures",
                        "mr", "ms", "mrs", "dr", "registrant", "stockholders", "shareholders", "report", "amendment", "merger", "offering"};

bool is_capital(const Token& w) { return w.capital && !w.mark; }

auto join_words(const Tokens& words, std::string_view text, size_t begin, size_t end) -> std::string {
  std::string s;
  for (size_t i = begin; i < end; ++i) {
    if (!s.empty() && !words[i].tight) s += ' ';
    s += words[i].of(text);
  }
  return s;
}

}  // namespace

auto organisation_word(WordId id) -> OrganisationWord { return id < kMostWords ? kTable.of[id] : OrganisationWord::none; }

auto organisation_shape(const Tokens& words, std::string_view, size_t at, size_t end) -> OrganisationShape {
  OrganisationShape s;
  end = std::min({end, words.size(), at + 14});
  s.begin = static_cast<uint32_t>(at);
  size_t j = at;
  if (j < end && words[j].id == kThe && words[j].capital && j + 1 < end && is_capital(words[j + 1])) ++j;
  if (j < end && words[j].number && j + 1 < end && is_capital(words[j + 1]) && organisation_word(words[j + 1].id) == OrganisationWord::kind) ++j;  // "1895 Bancorp"
  if (j >= end || !is_capital(words[j]) || kNoBeginning.begins_with(words[j].id)) return {};
  size_t last = 0, capitals = 0, plain = 0;
  bool legal = false, lone_kind = false;
  while (j < end) {
    const Token& w = words[j];
    bool next_capital = j + 1 < end && is_capital(words[j + 1]);
    OrganisationWord c = organisation_word(w.id);
    if (is_capital(w) || (w.id == kPlc && capitals > 0)) {
      if (kNoMiddle.begins_with(w.id) && j > at) break;
      ++capitals;
      if (c == OrganisationWord::legal && capitals > 1) {
        last = j + 1;
        legal = true;
        if (w.possessive) break;
        // "Co., Ltd.", "Company, N.A.", "Corporation plc"
        if (j + 1 < end && organisation_word(words[j + 1].id) != OrganisationWord::none && words[j + 1].capital) {
          ++j;
          continue;
        }
        if (j + 2 < end && words[j + 1].id == kComma && organisation_word(words[j + 2].id) == OrganisationWord::legal && words[j + 2].capital) {
          j += 2;
          continue;
        }
        if ((w.id == kCompany || w.id == kCo || w.id == kTrust) && j + 2 < end && words[j + 1].id == kOf && is_capital(words[j + 2])) {
          // "Insurance Company of New Jersey"
          j += 2;
          while (j < end && is_capital(words[j]) && !kNoMiddle.begins_with(words[j].id) && organisation_word(words[j].id) != OrganisationWord::legal && !words[j - 1].possessive) ++j;
          last = j;
          continue;
        }
        if (j + 2 < end && words[j + 1].id == kAmpersand && is_capital(words[j + 2])) {
          j += 2;
          continue;
        }
        break;
      }
      if (c == OrganisationWord::kind && capitals > 1) {
        last = j + 1;
        lone_kind = true;
        // "Acme Harlow Bank, National Association"
        if (j + 3 < end && words[j + 1].id == kComma && words[j + 2].id == kNational && words[j + 3].id == kAssociation) {
          last = j + 4;
          legal = true;
          break;
        }
      } else {
        // "Royal Bank of Canada", "University of Millhaven"
        if (j >= at + 2 && words[j - 1].id == kOf && last == j - 1) last = j + 1;
        if (c == OrganisationWord::none && name_class(w.id) != NameClass::other) ++plain;
      }
      if (w.possessive) break;
      ++j;
      continue;
    }
    if (w.id == kAmpersand && next_capital) {
      ++j;
      continue;
    }
    if ((w.id == kOf || w.id == kFor || w.id == kDe) && next_capital && !kNoMiddle.begins_with(words[j + 1].id) && capitals > 0) {
      ++j;
      continue;
    }
    if (w.id == kOf && j + 2 < end && words[j + 1].id == kThe && is_capital(words[j + 2]) && capitals > 0 && !lone_kind) {
      j += 2;
      continue;
    }
    if (w.id == kAnd && j + 1 < end && (words[j + 1].id == kCompany || words[j + 1].id == kCo || words[j + 1].id == kSons || words[j + 1].id == kAssociates) && words[j + 1].capital) {
      ++j;
      continue;
    }
    if (w.id == kComma && next_capital && capitals > 0) {
      if (organisation_word(words[j + 1].id) == OrganisationWord::legal) {
        ++j;
        continue;
      }
      // "Roe, Doe & Co.", "Roe Doe, Harlow, Acme & Smith Incorporated"
      if (last == 0 && capitals <= 2) {
        size_t k = j + 1;
        while (k < end && k < j + 8 && (is_capital(words[k]) || words[k].id == kComma)) ++k;
        if (k < end && words[k].id == kAmpersand && k + 1 < end && is_capital(words[k + 1]) &&
            (organisation_word(words[k + 1].id) == OrganisationWord::legal || (k + 2 < end && organisation_word(words[k + 2].id) == OrganisationWord::legal))) {
          j = k + 1;
          continue;
        }
      }
      break;
    }
    if (w.id == kOpen && j + 3 < end && is_capital(words[j + 1]) && words[j + 2].id == kClose && organisation_word(words[j + 3].id) == OrganisationWord::legal) {
      j += 3;
      continue;
    }
    if (w.id == kDash && next_capital && w.tight && words[j + 1].tight && capitals > 0) {
      ++j;
      continue;
    }
    if (w.number && capitals > 0 && next_capital && organisation_word(words[j + 1].id) != OrganisationWord::none) {
      ++j;
      continue;
    }
    break;
  }
  if (last == 0 || (!legal && plain == 0)) return {};
  s.end = static_cast<uint32_t>(last);
  s.legal = legal;
  return s;
}

auto organisation_key(std::string_view name) -> std::string {
  std::string key, word;
  bool first = true;
  auto flush = [&] {
    if (word.empty()) return;
    bool drop = (first && word == "the") || (!key.empty() && organisation_word(find_word(word)) == OrganisationWord::legal);
    first = false;
    if (!drop) {
      if (!key.empty()) key += ' ';
      key += word;
    }
    word.clear();
  };
  for (char c : name) {
    if (ascii::is_alnum(c) || static_cast<unsigned char>(c) >= 128) word += ascii::to_lower(c);
    else if (c == '.' || c == '\'') continue;
    else flush();
  }
  flush();
  return key;
}

auto Organisations::take(std::string name) -> int {
  std::string key = organisation_key(name);
  if (key.empty()) key = ascii::to_lower(name);
  auto [it, fresh] = by_key_.try_emplace(key, static_cast<int>(all_.size()));
  if (fresh) {
    all_.push_back({std::move(name), key, false, false});
  } else {
    auto& o = all_[static_cast<size_t>(it->second)];
    bool shouted = std::none_of(o.name.begin(), o.name.end(), [](char c) { return ascii::is_lower(c); });
    bool shouts = std::none_of(name.begin(), name.end(), [](char c) { return ascii::is_lower(c); });
    if (!shouts && (name.size() > o.name.size() || shouted)) o.name = std::move(name);
  }
  return it->second;
}

void Organisations::registrant(std::string_view name) {
  if (ascii::trim(name).empty()) return;
  set_registrant(take(ascii::fold_space(name)));
}

void Organisations::name_registrants() {
  for (size_t k = 0; k < all_.size(); ++k) {
    if (!all_[k].registrant) continue;
    std::string key = all_[k].key;
    std::string first = key.substr(0, key.find(' '));
    WordId id = find_word(first);
    if (first.size() >= 4 && name_class(id) == NameClass::none && organisation_word(id) == OrganisationWord::none) define(first, {static_cast<int>(k)});
    define(key, {static_cast<int>(k)});
  }
}

void Organisations::define(const std::string& alias, const std::vector<int>& organisations) {
  if (alias.empty() || organisations.empty()) return;
  aliases_.try_emplace(ascii::to_lower(alias), organisations);
}

auto Organisations::collect(const Tokens& words, std::string_view text, const OrganisationShape& shape, size_t end) -> int {
  int o = take(join_words(words, text, shape.begin, shape.end));
  auto& self = all_[static_cast<size_t>(o)];
  // The registrant under a shorter or longer form of its name.
  if (!self.registrant && !self.key.empty())
    for (int k : registrants_)
      if (const auto& other = all_[static_cast<size_t>(k)]; !other.key.empty() && (other.key == self.key || (self.key.find(' ') != std::string::npos && other.key.rfind(self.key + ' ', 0) == 0))) {
        set_registrant(o);
        break;
      }
  // "Acme Harlow" for Acme Harlow Corporation, where that is no common word.
  if (shape.legal) {
    size_t last = shape.end;
    while (last > shape.begin && (words[last - 1].mark || organisation_word(words[last - 1].id) == OrganisationWord::legal)) --last;
    size_t first = shape.begin + (words[shape.begin].id == kThe && words[shape.begin].id != 0 ? 1u : 0u);
    bool distinct = last > first + 1 || (last == first + 1 && name_class(words[first].id) == NameClass::none && organisation_word(words[first].id) == OrganisationWord::none && words[first].end - words[first].begin >= 4);
    if (distinct && last > first && last - first <= 4 && name_class(words[first].id) != NameClass::given) define(join_words(words, text, first, last), {o});
  }
  // Look over ", a Delaware corporation" to the parentheses that define short names.
  size_t i = shape.end;
  size_t limit = std::min<size_t>(end, shape.end + 14u);
  while (i < limit && words[i].id != kOpen) {
    if (words[i].id == kAnd || (words[i].mark && words[i].id != kComma && words[i].id != kDash)) return o;
    ++i;
  }
  if (i >= limit) return o;
  size_t close = i + 1;
  while (close < end && close < i + 24 && words[close].id != kClose) ++close;
  for (size_t k = i + 1; k < close; ++k) {
    if (words[k].id == kCollectively) return o;
    if (words[k].id != kQuote) continue;
    size_t q = k + 1;
    while (q < close && words[q].id != kQuote) ++q;
    if (q > k + 1 && q < k + 6) {
      std::string alias = join_words(words, text, k + 1, q);
      std::string lower = ascii::to_lower(alias);
      if (lower.rfind("the ", 0) == 0) lower = lower.substr(4);
      while (!lower.empty() && (lower.back() == ',' || lower.back() == '.')) lower.pop_back();
      if (lower == "company" || lower == "registrant" || lower == "corporation") {
        if (registrants_.empty()) set_registrant(o);
      }
      define(lower, {o});
    }
    k = q;
  }
  return o;
}

auto Organisations::resolve(std::string_view name) const -> int {
  auto it = by_key_.find(organisation_key(name));
  return it == by_key_.end() ? -1 : it->second;
}

auto Organisations::alias_at(const Tokens& words, std::string_view text, size_t at, size_t end) const -> Alias {
  if (aliases_.empty() || at >= words.size() || !words[at].capital) return {};
  Alias best;
  std::string key;
  for (size_t k = at; k < std::min({end, words.size(), at + 4}); ++k) {
    if (k > at && !words[k].tight) key += ' ';
    key += ascii::to_lower(words[k].of(text));
    auto it = aliases_.find(key);
    if (it != aliases_.end()) best = {static_cast<uint32_t>(k + 1), &it->second};
    if (words[k].possessive) break;
  }
  return best;
}

}  // namespace crossfoot::prose
