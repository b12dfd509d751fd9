#include "prose/persons.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace crossfoot::data {
extern const std::string_view name_words;
}

namespace crossfoot::prose {
namespace {

/// name_words.tsv as a table by word id; built while the program starts.
struct NameTable {
  std::array<NameClass, kMostWords> of{};
  NameTable() {
    std::string_view rest = data::name_words;
    while (!rest.empty()) {
      size_t nl = rest.find('\n');
      std::string_view line = rest.substr(0, nl);
      rest = nl == std::string_view::npos ? std::string_view{} : rest.substr(nl + 1);
      size_t tab = line.find('\t');
      if (line.empty() || line[0] == '#' || tab == std::string_view::npos) continue;
      std::string_view kind = line.substr(tab + 1);
      NameClass c = kind == "given"       ? NameClass::given
                    : kind == "particle"  ? NameClass::particle
                    : kind == "suffix"    ? NameClass::suffix
                    : kind == "honorific" ? NameClass::honorific
                                          : NameClass::other;
      NameClass& slot = of[take_word(line.substr(0, tab))];
      if (slot == NameClass::none || (slot == NameClass::given && c == NameClass::other)) slot = c;
    }
  }
};
const NameTable kNames;
const WordId kComma = take_word(","), kQuote = take_word("\""), kOpen = take_word("("), kClose = take_word(")"),
    kGeneral = take_word("general");

/// Short forms that are no beginning of the long one.
struct Nickname {
  std::string_view nick, name;
};
constexpr Nickname kNicknames[] = {{"bob", "robert"}, {"bill", "william"}, {"jim", "james"}, {"mike", "michael"}, {"dick", "richard"},
                                   {"rick", "richard"}, {"ted", "edward"}, {"jack", "john"}, {"tom", "thomas"}, {"art", "arthur"},
                                   {"sue", "susan"}, {"tony", "anthony"}, {"betsy", "elizabeth"}, {"liz", "elizabeth"}, {"kate", "katherine"},
                                   {"peggy", "margaret"}, {"chuck", "charles"}, {"hank", "henry"}, {"ned", "edward"}, {"bud", "william"},
                                   {"andy", "andrew"}, {"larry", "lawrence"}, {"jerry", "gerald"}, {"jeff", "geoffrey"}, {"kathy", "kathleen"},
                                   {"harry", "harold"}, {"terry", "terrence"}, {"sandy", "sandra"}, {"ken", "kenneth"}, {"bernie", "bernard"}};

bool same_given(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty() || a == b) return true;
  if (a.size() == 1 || b.size() == 1) return a[0] == b[0];
  size_t common = 0;
  while (common < a.size() && common < b.size() && a[common] == b[common]) ++common;
  if (common >= 3 || common == std::min(a.size(), b.size())) return true;
  for (const Nickname& n : kNicknames)
    if ((n.nick == a && n.name == b) || (n.nick == b && n.name == a)) return true;
  return false;
}

bool is_initial(const std::string& s) { return s.size() == 1; }

}  // namespace

auto name_class(WordId id) -> NameClass { return id < kMostWords ? kNames.of[id] : NameClass::none; }

auto name_shape(const Tokens& words, std::string_view text, size_t at, size_t end) -> NameShape {
  NameShape s;
  size_t i = at;
  end = std::min(end, words.size());
  s.begin = static_cast<uint32_t>(at);
  while (i < end && (name_class(words[i].id) == NameClass::honorific || (words[i].id == kGeneral && words[i].capital)) && words[i].capital && i < at + 3) {
    // "General (Ret.) John Doe"
    if (words[i].id == kGeneral && !(i + 1 < end && (words[i + 1].id == kOpen || name_class(words[i + 1].id) == NameClass::given))) return {};
    ++i;
    s.honorific = true;
    if (i + 3 < end && words[i].id == kOpen)
      for (size_t k = i + 1; k < i + 4 && k < end; ++k)
        if (words[k].id == kClose) {
          i = k + 1;
          break;
        }
  }
  s.name = static_cast<uint32_t>(i);
  size_t names = 0, last = i;
  bool given = false, initial = false;
  while (i < end && names < 6) {
    const Token& w = words[i];
    NameClass c = name_class(w.id);
    if (w.mark) {
      // A nickname in quotes or parentheses: Robert ("Bob") Smith
      if (names >= 1 && (w.id == kQuote || w.id == kOpen) && i + 2 < end) {
        size_t k = i + 1;
        if (words[k].id == kQuote) ++k;
        size_t close = k + 1;
        while (close < end && close < k + 3 && (words[close].id == kQuote || words[close].id == kClose)) ++close;
        if (k < end && words[k].capital && name_class(words[k].id) != NameClass::other && close > k + 1 && close < end && words[close].capital &&
            name_class(words[close].id) != NameClass::other && !words[close].mark && name_class(words[k].id) == NameClass::given) {
          i = close;
          continue;
        }
      }
      if (w.id == kComma && names >= 2 && i + 1 < end && name_class(words[i + 1].id) == NameClass::suffix && words[i + 1].capital) {
        last = i + 2;
        i += 2;
        continue;
      }
      break;
    }
    if (w.number) break;
    if (c == NameClass::suffix && names >= 1 && (w.all_capitals || w.capital)) {
      last = ++i;
      continue;
    }
    if (c == NameClass::particle && !w.capital && names >= 1 && i + 1 < end && (words[i + 1].capital || name_class(words[i + 1].id) == NameClass::particle)) {
      ++i;
      continue;
    }
    if (!w.capital || (c == NameClass::other && !w.initial) || c == NameClass::honorific) break;
    if (w.initial) {
      if (text.size() > w.begin + 2 && w.end - w.begin > 4) break;  // "U.S.", "L.L.C." and longer are no initials
      initial = initial || names <= 2;
    }
    if (c == NameClass::given && names == 0) given = true;
    ++names;
    last = ++i;
    if (w.possessive) break;
  }
  // An initial at the end is no surname.
  while (last > s.name && words[last - 1].initial) --last, --names;
  if (last <= s.name) return {};
  s.end = static_cast<uint32_t>(last);
  if (!s.honorific && (names < 2 || names > 5)) return {};
  s.certain = s.honorific || given || (initial && names >= 2);
  return s;
}

auto Persons::parse(std::string_view name) -> Form {
  Form f;
  std::vector<std::string> parts;
  size_t i = 0;
  while (i < name.size()) {
    size_t j = name.find(' ', i);
    if (j == std::string_view::npos) j = name.size();
    std::string part;
    for (char c : name.substr(i, j - i))
      if (c != '.' && c != ',' && c != '"' && c != '(' && c != ')') part.push_back(ascii::to_lower(c));
    if (!part.empty()) parts.push_back(part);
    i = j + 1;
  }
  while (parts.size() > 1 && name_class(find_word(parts.back())) == NameClass::suffix) {
    f.suffix = parts.back();
    parts.pop_back();
  }
  if (parts.empty()) return f;
  f.surname = parts.back();
  parts.pop_back();
  f.given = std::move(parts);
  f.full = std::string(name);
  return f;
}

bool Persons::compatible(const Form& a, const Form& b) {
  if (a.surname != b.surname) return false;
  if (!a.suffix.empty() && !b.suffix.empty() && a.suffix != b.suffix) return false;
  if (a.given.empty() || b.given.empty()) return true;
  bool first = same_given(a.given[0], b.given[0]);
  // "R. John Doe" is John Doe.
  if (!first && is_initial(a.given[0]) && a.given.size() > 1) first = same_given(a.given[1], b.given[0]);
  if (!first && is_initial(b.given[0]) && b.given.size() > 1) first = same_given(b.given[1], a.given[0]);
  if (!first) return false;
  if (a.given.size() > 1 && b.given.size() > 1 && is_initial(a.given[1]) && is_initial(b.given[1])) return a.given[1] == b.given[1];
  return true;
}

void Persons::add(Form form, bool certain) {
  if (form.surname.empty()) return;
  form.certain = certain;
  auto& same = by_surname_[form.surname];
  for (uint32_t k : same)
    if (forms_[k].full == form.full) {
      forms_[k].certain = forms_[k].certain || certain;
      return;
    }
  if (same.size() > 24) return;  // no filing names so many of one surname
  same.push_back(static_cast<uint32_t>(forms_.size()));
  forms_.push_back(std::move(form));
}

namespace {

auto name_of(const Tokens& words, std::string_view text, const NameShape& s) -> std::string {
  std::string name;
  for (size_t i = s.name; i < s.end; ++i) {
    const Token& w = words[i];
    if (w.mark && w.id != kComma) {  // ("Bob"): the nickname is left out
      while (i + 1 < s.end && !(words[i].capital && words[i + 1].mark)) ++i;
      while (i + 1 < s.end && words[i + 1].mark) ++i;
      continue;
    }
    if (w.id == kComma) {
      name += ',';
      continue;
    }
    if (!name.empty()) name += ' ';
    name += w.of(text);
  }
  // Headlines shout.
  bool shouted = name.size() > 4 && std::none_of(name.begin(), name.end(), [](char c) { return ascii::is_lower(c); });
  if (shouted)
    for (size_t i = 1; i < name.size(); ++i)
      if (ascii::is_alpha(name[i - 1])) name[i] = ascii::to_lower(name[i]);
  return name;
}

}  // namespace

void Persons::collect(const Tokens& words, std::string_view text, const NameShape& shape) {
  if (shape.end == 0) return;
  Form f = parse(name_of(words, text, shape));
  if (shape.honorific) honoured_[f.surname] = true;
  if (shape.words() >= 2) add(std::move(f), shape.certain);
}

void Persons::collect(std::string_view name) {
  Form f = parse(name);
  if (!f.given.empty() && !f.surname.empty()) add(std::move(f), true);
}

void Persons::settle() {
  // Forms that nobody vouches for count where "Mr. Surname" stands in the filing.
  for (Form& f : forms_) f.certain = f.certain || honoured_.count(f.surname) != 0;
  for (auto& [surname, list] : by_surname_) {
    // Fullest first, so that it becomes the person's name.
    std::sort(list.begin(), list.end(), [&](uint32_t a, uint32_t b) {
      if (forms_[a].given.size() != forms_[b].given.size()) return forms_[a].given.size() > forms_[b].given.size();
      if (forms_[a].full.size() != forms_[b].full.size()) return forms_[a].full.size() > forms_[b].full.size();
      return a < b;
    });
    for (uint32_t k : list) {
      Form& f = forms_[k];
      if (!f.certain) continue;
      for (uint32_t other : list) {
        if (other == k) break;
        if (forms_[other].person >= 0 && compatible(forms_[other], f)) {
          f.person = forms_[other].person;
          break;
        }
      }
      if (f.person < 0) {
        f.person = static_cast<int>(names_.size());
        names_.push_back(f.full);
      }
    }
  }
}

auto Persons::resolve(const Tokens& words, std::string_view text, const NameShape& shape) const -> int {
  if (shape.end == 0) return -1;
  Form f = parse(name_of(words, text, shape));
  auto it = by_surname_.find(f.surname);
  if (it == by_surname_.end()) return -1;
  for (uint32_t k : it->second)
    if (forms_[k].person >= 0 && forms_[k].full == f.full) return forms_[k].person;
  for (uint32_t k : it->second)
    if (forms_[k].person >= 0 && compatible(forms_[k], f)) return forms_[k].person;
  return -1;
}

auto Persons::with_surname(std::string_view surname) const -> int {
  std::string key = ascii::to_lower(surname);
  auto it = by_surname_.find(key);
  if (it == by_surname_.end()) return -1;
  int person = -1;
  for (uint32_t k : it->second) {
    if (forms_[k].person < 0) continue;
    if (person >= 0 && forms_[k].person != person) return -1;
    person = forms_[k].person;
  }
  return person;
}

}  // namespace crossfoot::prose
