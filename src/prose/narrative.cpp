#include "prose/narrative.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "prose/sentence.h"

namespace crossfoot::data {
extern const std::string_view roles;
}

namespace crossfoot::prose {
namespace {

// Wordings of single places; at namespace scope so that the vocabulary is whole before the first filing is read.
const Phrases kDone{"appointed", "elected", "named", "hired", "promoted", "appointment of", "election of", "resignation of",
    "retirement of", "informed by", "notified by"};
const Phrases kDoes{"resigned", "retired", "has resigned", "will retire", "will resign", "notified", "informed", "was appointed",
    "was elected", "has been appointed", ", age", ", 4", ", 5"};
const Phrases kBecomes{"becoming", "became", "become", "is", "will", "as", "was", "surviving", "continues", "with", "into", "acquired"};
const Phrases kForeign{"dollars", "euros", "euro", "pounds", "yen", "francs", "kroner", "kronor", "rmb", "rupees", "marks", "pesos",
    "won", "renminbi"};
const Phrases kNew{"the newly formed", "the newly created", "the new", "the", "our", "its"};

const WordId kComma = take_word(","), kDollar = take_word("$"), kPercent = take_word("%"), kPercentWord = take_word("percent"),
    kOf = take_word("of"), kAnd = take_word("and"),
             kSlash = take_word("/"), kMillion = take_word("million"), kBillion = take_word("billion"), kThousand = take_word("thousand"),
                 kTrillion = take_word("trillion"),
             kHundred = take_word("hundred"), kThe = take_word("the"), kHead = take_word("head"), kAmpersand = take_word("&"),
                 kEuro = take_word("\xE2\x82\xAC"),
             kPound = take_word("\xC2\xA3"), kYen = take_word("\xC2\xA5"), kOpen = take_word("("), kClose = take_word(")"),
                 kCents = take_word("cents"), kDollars = take_word("dollars"),
             kDash = take_word("-"), kMay = take_word("may"), kCollectively = take_word("collectively"), kQuote = take_word("\""),
                 kDay = take_word("day"), kForWord = take_word("for");
const Phrases kSubsidiary{"wholly-owned subsidiary", "wholly owned subsidiary", "a subsidiary of", "wholly-owned operating subsidiary",
    "wholly owned operating subsidiary", "indirect wholly-owned subsidiary",
                          "direct wholly owned subsidiary", "indirect wholly owned subsidiary", "direct wholly-owned subsidiary",
                          "operating subsidiary", "majority-owned subsidiary", "majority owned subsidiary"};
const Phrases kOurs{"company", "registrant", "our", "us", "issuer"};
const Phrases kOwnMark{"( nasdaq", "( nyse", "( amex", "( new york stock", "( otc", "( nasd", "( tsx", "( american stock", "( \" company",
    "( the \" company", "( the \" registrant", "( \" registrant"};

/// Month by word id: 1-12.
struct MonthTable {
  std::array<uint8_t, kMostWords> of{};
  MonthTable() {
    static constexpr std::string_view kMonths[12] = {"january", "february", "march", "april", "may", "june", "july", "august",
        "september", "october", "november", "december"};
    static constexpr std::string_view kShort[12] = {"jan", "feb", "mar", "apr", "", "jun", "jul", "aug", "sept", "oct", "nov", "dec"};
    for (uint8_t m = 0; m < 12; ++m) {
      of[take_word(kMonths[m])] = static_cast<uint8_t>(m + 1);
      if (!kShort[m].empty()) of[take_word(kShort[m])] = static_cast<uint8_t>(m + 1);
    }
    of[take_word("sep")] = 9;
  }
};
const MonthTable kMonthTable;

/// Worded whole numbers by word id.
struct NumberTable {
  std::array<uint8_t, kMostWords> of{};
  NumberTable() {
    static constexpr std::string_view kNumbers[] = {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen",
                                                    "seventeen", "eighteen", "nineteen", "twenty"};
    uint8_t n = 0;
    for (auto w : kNumbers) of[take_word(w)] = ++n;
    static constexpr std::string_view kTens[] = {"thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};
    n = 20;
    for (auto w : kTens) of[take_word(w)] = n = static_cast<uint8_t>(n + 10);
  }
};
const NumberTable kNumberTable;

struct RoleTable {
  std::vector<RoleMention> roles;
  Phrases phrases{};
  RoleTable() {
    std::string_view rest = data::roles;
    while (!rest.empty()) {
      size_t nl = rest.find('\n');
      std::string_view line = rest.substr(0, nl);
      rest = nl == std::string_view::npos ? std::string_view{} : rest.substr(nl + 1);
      size_t a = line.find('\t');
      if (line.empty() || line[0] == '#' || a == std::string_view::npos) continue;
      size_t b = line.find('\t', a + 1);
      if (b == std::string_view::npos) continue;
      std::string_view kind = line.substr(b + 1);
      phrases.add(line.substr(0, a));
      roles.push_back({std::string(line.substr(a + 1, b - a - 1)), kind == "director" ? RoleKind::director : kind == "chair" ? RoleKind::chair : RoleKind::officer});
    }
  }
};
const RoleTable kRoles;

constexpr uint32_t kMostSentenceWords = 900;

auto to_whole(std::string_view digits) -> int {
  int v = 0;
  for (char c : digits) {
    if (!ascii::is_digit(c) || v > 100000) return -1;
    v = v * 10 + (c - '0');
  }
  return digits.empty() ? -1 : v;
}

class Annotator {
 public:
  Annotator(Narrative& reading, const form::Form& form) : r_(reading), form_(form) {}

  void collect() {
    for (const ReadSentence& s : r_.sentences) collect(s);
    for (const auto& g : form_.signatures) r_.persons.collect(g.name);
    r_.persons.settle();
  }

  void annotate() {
    for (ReadSentence& s : r_.sentences) {
      s.mention_first = static_cast<uint32_t>(r_.mentions.size());
      annotate(s);
      s.mention_last = static_cast<uint32_t>(r_.mentions.size());
    }
  }

 private:
  void collect(const ReadSentence& s) {
    const Tokens& w = r_.words;
    std::string_view text = r_.text(s);
    std::vector<int> run;       // organisations named one after the other
    uint32_t run_end = 0;
    for (size_t i = s.first; i < s.last;) {
      if (w[i].id == kOpen && !run.empty() && i + 1 < s.last && w[i + 1].id == kCollectively) {
        for (size_t k = i + 1; k + 2 < s.last && k < i + 10 && w[k].id != kClose; ++k)
          if (w[k].id == kQuote) {
            size_t q = k + 1;
            while (q < s.last && q < k + 5 && w[q].id != kQuote) ++q;
            r_.organisations.define(std::string(text.substr(w[k + 1].begin, w[q - 1].end - w[k + 1].begin)), run);
            break;
          }
      }
      if (!w[i].capital || w[i].mark) {
        ++i;
        continue;
      }
      // A second short name for what has one: "the Underwriters (the "Dealers")"
      if (auto known = r_.organisations.alias_at(w, text, i, s.last); known.end != 0 && known.end + 3 < s.last && w[known.end].id == kOpen) {
        size_t k = known.end + 1;
        if (w[k].id == kThe) ++k;
        if (w[k].id == kQuote) {
          size_t q = k + 1;
          while (q < s.last && q < k + 5 && w[q].id != kQuote) ++q;
          if (q < s.last && q > k + 1) {
            std::vector<int> same = *known.organisations;
            r_.organisations.define(std::string(text.substr(w[k + 1].begin, w[q - 1].end - w[k + 1].begin)), same);
          }
        }
      }
      NameShape n = name_shape(w, text, i, s.last);
      if (n.end != 0 && n.honorific) {
        r_.persons.collect(w, text, n);
        i = n.end;
        continue;
      }
      OrganisationShape o = organisation_shape(w, text, i, s.last);
      if (o.end != 0 && (o.legal || !(n.end >= o.end && n.certain))) {
        int org = r_.organisations.collect(w, text, o, s.last);
        note_relation(s, o, org);
        if (i > run_end + 3) run.clear();
        run.push_back(org);
        run_end = o.end;
        i = o.end;
        continue;
      }
      if (n.end != 0) {
        if (n.end < s.last && (w[n.end].id == kAmpersand || organisation_word(w[n.end].id) != OrganisationWord::none) && w[n.end].capital) {
          ++i;
          continue;
        }
        // Who is appointed or resigns is a person: "appointed Jane Roe", "the resignation of John Doe".
        size_t back = i >= s.first + 2 ? i - 2 : s.first;
        if (n.words() <= 4 && (kDone.in(w, back, i) || kDoes.has(w, n.end))) n.certain = true;
        r_.persons.collect(w, text, n);
        i = n.certain ? n.end : i + 1;
        continue;
      }
      ++i;
    }
  }

  /// Whether the words behind the name make it the registrant or a subsidiary.
  void note_relation(const ReadSentence& s, const OrganisationShape& o, int org) {
    const Tokens& w = r_.words;
    if (r_.organisations.is_registrant(org)) return;
    size_t limit = std::min<size_t>(s.last, o.end + 12u);
    // Up to where the next name begins.
    for (size_t k = o.end; k + 1 < limit; ++k)
      if ((w[k].id == kAnd || w[k].id == kClose) && w[k + 1].capital && !w[k + 1].mark) limit = k;
    if (auto m = kOwnMark.match(w, o.end, s.last); m && m.which >= 8 && !r_.registrant_known) r_.organisations.set_registrant(org);
    if (auto m = kSubsidiary.find(w, o.end, limit); m && !kBecomes.in(w, o.end, m.begin)) {
      // Whose: "of the Company", "of Stockwalk"
      bool ours = kOurs.in(w, m.end, std::min<size_t>(s.last, m.end + 4u));
      for (size_t k = m.end; k < std::min<size_t>(s.last, m.end + 4u) && !ours; ++k) {
        auto alias = r_.organisations.alias_at(w, r_.text(s), k, s.last);
        if (alias.end != 0)
          for (int a : *alias.organisations) ours = ours || r_.organisations.is_registrant(a);
        OrganisationShape other = organisation_shape(w, r_.text(s), k, s.last);
        if (other.end != 0) {
          int found = r_.organisations.resolve(r_.chars(s, other.begin, other.end));
          ours = ours || (found >= 0 && r_.organisations.is_registrant(found));
          break;
        }
      }
      if (ours) r_.organisations.set_affiliate(org);
    }
    // "its wholly-owned subsidiary, NAME"
    if (o.begin >= s.first + 2) {
      size_t from = o.begin >= s.first + 6 ? o.begin - 6 : s.first;
      auto m = kSubsidiary.find_last(w, from, o.begin);
      if (m && o.begin - m.end <= 1 && w[m.end - 1].id != kOf && (m.end == o.begin || w[m.end].id != kOf)) r_.organisations.set_affiliate(org);
    }
  }

  void push(NamingKind kind, size_t begin, size_t end, int index) {
    r_.mentions.push_back({kind, static_cast<uint32_t>(begin), static_cast<uint32_t>(end), index});
  }

  auto month_of(const Token& w) const -> int {
    int m = w.capital ? kMonthTable.of[w.id] : 0;
    return m;
  }

  /// A date that begins at word i: returns its end, or 0.
  size_t date_at(const ReadSentence& s, size_t i) {
    const Tokens& w = r_.words;
    std::string_view text = r_.text(s);
    auto number = [&](size_t k) { return k < s.last && w[k].number ? to_whole(w[k].of(text)) : -1; };
    auto year_of = [&](int y) { return y >= 1900 && y <= 2100; };
    auto take = [&](int y, int m, int d, bool day, bool year, size_t end) -> size_t {
      Date date{static_cast<int16_t>(y), static_cast<uint8_t>(m), static_cast<uint8_t>(day ? d : days_in_month(y, m))};
      if (!date.is_valid()) return 0;
      r_.dates.push_back({date, day, year});
      push(NamingKind::date, i, end, static_cast<int>(r_.dates.size()) - 1);
      return end;
    };
    if (int m = month_of(w[i])) {
      size_t k = i + 1;
      if (k < s.last && w[k].mark && w[k].end - w[k].begin == 1 && text[w[k].begin] == '.') ++k;
      int d = number(k);
      if (d < 0 && k < s.last && !w[k].mark && w[k].end - w[k].begin <= 4 && ascii::is_digit(text[w[k].begin])) {  // "31st"
        d = 0;
        for (char c : w[k].of(text))
          if (ascii::is_digit(c)) d = d * 10 + (c - '0');
      }
      if (d >= 1 && d <= 31) {
        size_t e = k + 1;
        size_t y = e < s.last && w[e].id == kComma ? e + 1 : e;
        if (year_of(number(y))) return take(number(y), m, d, true, true, y + 1);
        // The year stands with a later date of the list, or is that of the report.
        for (size_t t = e; t < std::min<size_t>(s.last, e + 14); ++t)
          if (month_of(w[t]) != 0) {
            size_t ty = t + 2 < s.last && w[t + 2].id == kComma ? t + 3 : t + 2;
            if (year_of(number(ty)) && number(t + 1) >= 1) return take(number(ty), m, d, true, false, e);
          }
        if (w[i].id == kMay && !w[i].capital) return 0;
        if (r_.reference) {
          Date near{r_.reference->year, static_cast<uint8_t>(m), static_cast<uint8_t>(d)};
          if (near.is_valid()) {
            int gap = near.to_days() - r_.reference->to_days();
            int y2 = r_.reference->year + (gap > 200 ? -1 : gap < -200 ? 1 : 0);
            return take(y2, m, d, true, false, e);
          }
        }
        return 0;
      }
      size_t y = k < s.last && (w[k].id == kComma || w[k].id == kOf) ? k + 1 : k;
      if (year_of(number(y))) return take(number(y), m, 1, false, true, y + 1);
      return 0;
    }
    if (w[i].number) {
      int a = number(i);
      // "9 September 2005", "9th day of September, 2005"
      if (a >= 1 && a <= 31 && i + 2 < s.last && month_of(w[i + 1]) != 0 && !w[i + 1].tight) {
        size_t y = w[i + 2].id == kComma && i + 3 < s.last ? i + 3 : i + 2;
        if (year_of(number(y))) return take(number(y), month_of(w[i + 1]), a, true, true, y + 1);
      }
      // "9/30/03"
      if (a >= 1 && a <= 12 && i + 4 < s.last && w[i + 1].id == kSlash && w[i + 3].id == kSlash && w[i + 4].number && w[i + 2].tight) {
        int d = number(i + 2), y = number(i + 4);
        if (y >= 0 && y < 100) y += y < 50 ? 2000 : 1900;
        if (year_of(y) && d >= 1 && d <= 31) return take(y, a, d, true, true, i + 5);
      }
    }
    return 0;
  }

  /// An amount or count that begins at word i: returns its end, or 0.
  size_t amount_at(const ReadSentence& s, size_t i) {
    const Tokens& w = r_.words;
    std::string_view text = r_.text(s);
    size_t k = i;
    NamedAmount a;
    if (w[k].id != 0 && (w[k].id == kDollar || w[k].id == kEuro || w[k].id == kPound || w[k].id == kYen)) {
      a.money = true;
      if (w[k].id == kEuro) a.currency = "EUR";
      if (w[k].id == kPound) a.currency = "GBP";
      if (w[k].id == kYen) a.currency = "JPY";
      ++k;
      if (k < s.last && w[k].id == kDollar) ++k;
    }
    if (k >= s.last) return 0;
    if (w[k].number) {
      std::string digits(w[k].of(text));
      auto v = Decimal::parse(digits);
      if (!v) return 0;
      a.value = *v;
      ++k;
    } else if (!a.money && w[k].id != 0 && kNumberTable.of[w[k].id] != 0) {
      int64_t v = kNumberTable.of[w[k].id];
      ++k;
      if (v >= 20 && k < s.last && w[k].id != 0 && kNumberTable.of[w[k].id] != 0 && kNumberTable.of[w[k].id] < 10) v += kNumberTable.of[w[k++].id];
      if (k < s.last && w[k].id == kHundred) {
        v *= 100;
        ++k;
      }
      // "ten million (10,000,000)", "four (4)": the digits say it again
      a.value = Decimal(v);
    } else {
      return 0;
    }
    for (int round = 0; round < 2 && k < s.last && w[k].id != 0; ++round) {
      int power = w[k].id == kMillion ? 6 : w[k].id == kBillion ? 9 : w[k].id == kThousand ? 3 : w[k].id == kTrillion ? 12 : 0;
      if (power == 0) break;
      a.value = a.value.shifted(power);
      ++k;
    }
    // "400 million New Taiwan Dollars"
    for (size_t q = k; q < std::min<size_t>(s.last, k + 4u) && !a.money; ++q) {
      if (kForeign.begins_with(w[q].id)) {
        a.money = true;
        if (w[q].id != kDollars || q > k) a.currency = std::string(text.substr(w[k].begin, w[q].end - w[k].begin));
        k = q + 1;
      } else if (!w[q].capital || w[q].mark) {
        break;
      }
    }
    if (k < s.last && w[k].id == kCents) {
      a.money = true;
      a.value = a.value.shifted(-2);
      ++k;
    }
    if (k < s.last && (w[k].id == kPercent || w[k].id == kPercentWord)) {
      a.percent = true;
      ++k;
    }
    r_.amounts.push_back(std::move(a));
    push(NamingKind::amount, i, k, static_cast<int>(r_.amounts.size()) - 1);
    return k;
  }

  /// An office that begins at word i: returns its end, or 0.
  size_t role_at(const ReadSentence& s, size_t i) {
    const Tokens& w = r_.words;
    std::string_view text = r_.text(s);
    auto m = kRoles.phrases.match(w, i, s.last);
    if (!m) {
      // "head of the Acme Technology Group"
      if (w[i].id != kHead || i + 2 >= s.last || w[i + 1].id != kOf) return 0;
      size_t k = i + 2;
      if (auto skip = kNew.match(w, k, s.last)) k = skip.end;
      size_t e = k;
      while (e < s.last && e < k + 6 && (w[e].capital || w[e].id == kAnd)) ++e;
      if (e == k) e = std::min<size_t>(s.last, k + 1);
      r_.roles.push_back({ascii::fold_space(text.substr(w[i].begin, w[e - 1].end - w[i].begin)), RoleKind::officer});
      push(NamingKind::role, i, e, static_cast<int>(r_.roles.size()) - 1);
      return e;
    }
    RoleMention role = kRoles.roles[static_cast<size_t>(m.which)];
    size_t e = m.end;
    // "Vice President of Finance", "Executive Vice President, Worldwide Sales"
    if (role.kind == RoleKind::officer && e + 1 < s.last &&
        (role.name.find("President") != std::string::npos || role.name == "General Manager" || role.name == "Managing Director" || role.name == "Controller") && !w[e - 1].possessive) {
      size_t k = e;
      bool joined = false;
      if (w[k].id == kOf || w[k].id == kForWord) {
        ++k;
        if (k < s.last && w[k].id == kThe) ++k;
        joined = true;
      } else if (w[k].id == kComma || w[k].id == kDash) {
        ++k;
        joined = true;
      }
      size_t b = k;
      if (joined) {
        while (k < s.last && k < b + 7) {
          if (w[k].capital && !w[k].mark && !kRoles.phrases.has(w, k) && month_of(w[k]) == 0 && name_class(w[k].id) != NameClass::given && name_class(w[k].id) != NameClass::honorific) ++k;
          else if ((w[k].id == kAnd || w[k].id == kAmpersand || w[k].id == kOf) && k > b && k + 1 < s.last && w[k + 1].capital && !kRoles.phrases.has(w, k + 1)) ++k;
          else break;
          if (w[k - 1].possessive) break;
        }
        OrganisationShape o = b < k ? organisation_shape(w, text, b, s.last) : OrganisationShape{};
        bool owner = o.end != 0 || (b < k && r_.organisations.alias_at(w, text, b, s.last).end != 0) || (b < k && kOurs.begins_with(w[b].id));
        if (k > b && !owner) {
          role.name += std::string(text.substr(w[e - 1].end, w[k - 1].end - w[e - 1].end));
          e = k;
        }
      }
    }
    r_.roles.push_back(std::move(role));
    push(NamingKind::role, i, e, static_cast<int>(r_.roles.size()) - 1);
    return e;
  }

  void annotate(const ReadSentence& s) {
    const Tokens& w = r_.words;
    std::string_view text = r_.text(s);
    for (size_t i = s.first; i < s.last;) {
      const Token& x = w[i];
      size_t e = 0;
      if (x.number || (x.capital && x.id != 0 && kMonthTable.of[x.id] != 0)) e = date_at(s, i);
      if (e == 0 && (x.number || x.id != 0)) e = amount_at(s, i);
      if (e == 0 && x.id != 0) e = role_at(s, i);
      if (e == 0 && x.capital && !x.mark) e = name_at(s, text, i);
      i = e != 0 ? e : i + 1;
    }
  }

  size_t name_at(const ReadSentence& s, std::string_view text, size_t i) {
    const Tokens& w = r_.words;
    NameShape n = name_shape(w, text, i, s.last);
    if (n.end != 0 && n.honorific) {
      push(NamingKind::person, i, n.end, r_.persons.resolve(w, text, n));
      return n.end;
    }
    OrganisationShape o = organisation_shape(w, text, i, s.last);
    auto alias = r_.organisations.alias_at(w, text, i, s.last);
    if (o.end != 0 && o.end >= alias.end && (o.legal || !(n.end >= o.end && n.certain))) {
      int org = r_.organisations.resolve(r_.chars(s, o.begin, o.end));
      if (org >= 0) {
        r_.groups.push_back({org});
        push(NamingKind::organisation, i, o.end, static_cast<int>(r_.groups.size()) - 1);
        return o.end;
      }
    }
    if (alias.end != 0 && !(n.end > alias.end && n.certain)) {
      r_.groups.push_back(*alias.organisations);
      push(NamingKind::organisation, i, alias.end, static_cast<int>(r_.groups.size()) - 1);
      return alias.end;
    }
    if (n.end != 0 && !(n.end < s.last && (w[n.end].id == kAmpersand || organisation_word(w[n.end].id) != OrganisationWord::none) && w[n.end].capital)) {
      int p = r_.persons.resolve(w, text, n);
      if (p >= 0 || n.words() >= 2) {
        push(NamingKind::person, i, n.end, p);
        return n.end;
      }
    }
    // A surname alone: "Harlow will have"
    if (name_class(w[i].id) == NameClass::none && x_is_word(w[i])) {
      int p = r_.persons.with_surname(w[i].of(text));
      if (p >= 0 && !(i + 1 < s.last && w[i + 1].capital && !w[i + 1].mark)) {
        push(NamingKind::person, i, i + 1, p);
        return i + 1;
      }
    }
    return 0;
  }

  static bool x_is_word(const Token& x) { return !x.number && !x.mark && x.end - x.begin >= 3; }

  Narrative& r_;
  const form::Form& form_;
};

/// Puts together what was split behind "Inc." although the sentence goes on: '… BlueSuit, Inc. ("BlueSuit"), pursuant to'.
void rejoin(std::string_view chars, std::vector<Sentence>& sentences) {
  size_t kept = 0;
  for (size_t i = 1; i < sentences.size(); ++i) {
    std::string_view before = sentences[kept].text.of(chars), after = sentences[i].text.of(chars);
    bool goes_on = false;
    if (before.size() > 4 && before.back() == '.' && !after.empty()) {
      size_t b = before.size() - 1;
      while (b > 0 && (ascii::is_alpha(before[b - 1]) || (before[b - 1] == '.' && b > 1 && ascii::is_alpha(before[b - 2])))) --b;
      std::string_view last = before.substr(b, before.size() - 1 - b);
      bool legal = organisation_word(find_word(last)) == OrganisationWord::legal;
      goes_on = legal && (after[0] == '(' || after[0] == ',' || ascii::is_lower(after[0]));
    }
    if (goes_on) sentences[kept].text.end = sentences[i].text.end;
    else sentences[++kept] = sentences[i];
  }
  if (!sentences.empty()) sentences.resize(kept + 1);
}

/// Parts sentences where a lettered part of the item begins: "… June 30, 2012. (c) On May 4, 2012, …".
void part(std::string_view chars, std::vector<Sentence>& sentences) {
  for (size_t i = 0; i < sentences.size(); ++i) {
    std::string_view t = sentences[i].text.of(chars);
    for (size_t at = t.find(". ("); at != std::string_view::npos; at = t.find(". (", at + 1)) {
      size_t close = t.find(')', at + 3);
      if (close == std::string_view::npos) break;
      if (close - at > 6 || close + 2 >= t.size() || t[close + 1] != ' ' || !ascii::is_upper(t[close + 2])) continue;
      Sentence rest = sentences[i];
      rest.text.begin = sentences[i].text.begin + static_cast<uint32_t>(at) + 2;
      sentences[i].text.end = sentences[i].text.begin + static_cast<uint32_t>(at) + 1;
      sentences.insert(sentences.begin() + static_cast<std::ptrdiff_t>(i) + 1, rest);
      break;
    }
  }
}

bool is_body_type(std::string_view type) { return type.empty() || ascii::starts_with_ignoring_case(type, "8-K"); }

/// The exhibit number in a document's type: "EX-99.1" gives "99.1".
auto exhibit_of_type(std::string_view type) -> std::string {
  if (!ascii::starts_with_ignoring_case(type, "EX-")) return {};
  std::string n(type.substr(3));
  return n;
}

const Phrases kAnnounces{"announced", "announces", "announce", "reported", "reports", "today", "for immediate release", "news release",
    "press release", "prnewswire", "completes", "appoints", "elects", "names"};
const Phrases kAgreementTitle{"agreement", "indenture", "plan of merger", "by and among", "by and between", "certificate of", "bylaws",
    "whereas"};

}  // namespace

auto Narrative::chars(const ReadSentence& s, size_t begin, size_t end) const -> std::string_view {
  if (begin >= end) return {};
  return text(s).substr(words[begin].begin, words[end - 1].end - words[begin].begin);
}

auto Narrative::span(const ReadSentence& s, size_t begin, size_t end) const -> Span {
  if (begin >= end) return {};
  return (*layouts)[passages[s.passage].document].text.to_source({words[begin].begin, words[end - 1].end});
}

auto Narrative::next(const ReadSentence& s, NamingKind kind, size_t from, size_t to) const -> const Naming* {
  for (size_t i = s.mention_first; i < s.mention_last; ++i)
    if (mentions[i].kind == kind && mentions[i].begin >= from) return mentions[i].begin < to ? &mentions[i] : nullptr;
  return nullptr;
}

auto Narrative::previous(const ReadSentence& s, NamingKind kind, size_t to, size_t from) const -> const Naming* {
  for (size_t i = s.mention_last; i > s.mention_first; --i)
    if (mentions[i - 1].kind == kind && mentions[i - 1].end <= to) return mentions[i - 1].begin >= from ? &mentions[i - 1] : nullptr;
  return nullptr;
}

auto Narrative::at(const ReadSentence& s, size_t at) const -> const Naming* {
  for (size_t i = s.mention_first; i < s.mention_last; ++i)
    if (mentions[i].begin <= at && at < mentions[i].end) return &mentions[i];
  return nullptr;
}

auto Narrative::person_name(const ReadSentence& s, const Naming& m) const -> std::string {
  if (m.index >= 0) return persons.name(m.index);
  size_t b = m.begin;
  while (b < m.end && name_class(words[b].id) == NameClass::honorific) ++b;
  return ascii::fold_space(chars(s, b, m.end));
}

auto Narrative::organisation_name(const Naming& m) const -> std::string {
  std::string name;
  const auto& group = groups[static_cast<size_t>(m.index)];
  for (size_t i = 0; i < group.size(); ++i) {
    if (i > 0) name += i + 1 == group.size() ? " and " : ", ";
    name += organisations.name(group[i]);
  }
  return name;
}

bool Narrative::is_own(const Naming& m) const {
  const auto& group = groups[static_cast<size_t>(m.index)];
  return std::all_of(group.begin(), group.end(), [&](int o) { return organisations.is_registrant(o) || organisations.is_affiliate(o); });
}

bool holds_events(const container::Submission& submission, const form::Form& form) {
  std::string_view name = !submission.form.empty() ? submission.form : std::string_view(form.form);
  return name.empty() || ascii::starts_with_ignoring_case(name, "8-K");
}

auto read_passages(const container::Submission& submission, const std::vector<layout::Layout>& layouts, const form::Form& form) -> Narrative {
  Narrative r;
  r.layouts = &layouts;
  r.form = &form;
  for (const auto& g : submission.registrants) r.organisations.registrant(g.name);
  if (form.cover && form.cover->registrant) r.organisations.registrant(form.cover->registrant->text);
  for (const auto& g : form.signatures) r.organisations.registrant(g.registrant);
  r.registrant_known = r.organisations.size() > 0;
  r.organisations.name_registrants();
  if (form.cover && form.cover->report_date) r.reference = form.cover->report_date;
  else if (submission.period) r.reference = submission.period;
  else if (!form.releases.empty() && form.releases[0].date) r.reference = form.releases[0].date;
  else if (submission.filed) r.reference = submission.filed;

  std::vector<Sentence> sentences;
  auto add_passage = [&](Passage p, Range within) {
    const layout::Layout& l = layouts[p.document];
    p.first = static_cast<uint32_t>(r.sentences.size());
    auto first = std::partition_point(l.blocks.begin(), l.blocks.end(), [&](const layout::Block& b) { return b.text.end <= within.begin; });
    for (auto b = first; b != l.blocks.end() && b->text.begin < within.end; ++b) {
      if (b->kind != layout::BlockKind::paragraph && b->kind != layout::BlockKind::list_item && b->kind != layout::BlockKind::heading) continue;
      sentences.clear();
      Range range{std::max(b->text.begin, within.begin), std::min(b->text.end, within.end)};
      split_sentences(l.text.chars(), range, static_cast<uint32_t>(b - l.blocks.begin()), sentences);
      rejoin(l.text.chars(), sentences);
      part(l.text.chars(), sentences);
      for (const Sentence& s : sentences) {
        ReadSentence read;
        read.first = static_cast<uint32_t>(r.words.size());
        split_tokens(l.text.chars(), s.text, r.words);
        read.last = static_cast<uint32_t>(r.words.size());
        read.passage = static_cast<uint32_t>(r.passages.size());
        read.block = s.block;
        read.heading = b->kind == layout::BlockKind::heading;
        // What one sentence costs grows faster than its length; nobody writes sentences of this size.
        for (uint32_t end = read.last; read.first < end; read.first = read.last) {
          read.last = std::min(end, read.first + kMostSentenceWords);
          r.sentences.push_back(read);
        }
      }
    }
    p.last = static_cast<uint32_t>(r.sentences.size());
    r.passages.push_back(std::move(p));
  };

  bool other_items = std::any_of(form.items.begin(), form.items.end(), [](const form::Item& i) { return i.canonical != "9.01"; });
  for (uint32_t k = 0; k < form.items.size(); ++k) {
    const form::Item& item = form.items[k];
    // Lists of exhibits and the statements printed under them tell of no event, unless there is nothing else.
    if (item.canonical == "9.01" && other_items) continue;
    if (item.document >= layouts.size() || item.body.empty()) continue;
    Passage p;
    p.number = item.number;
    p.canonical = item.canonical;
    p.document = item.document;
    p.item = static_cast<int>(k);
    add_passage(std::move(p), item.body);
  }
  for (const auto& d : submission.documents) {
    if (d.index >= layouts.size() || layouts[d.index].blocks.empty()) continue;
    bool body = is_body_type(d.type);
    std::string exhibit = exhibit_of_type(d.type);
    if (body) {
      bool has_items = std::any_of(form.items.begin(), form.items.end(), [&](const form::Item& i) { return i.document == d.index; });
      if (has_items || !submission.form.empty() || !ascii::trim(d.type).empty()) continue;
      if (form.cover && form.cover->document == d.index && form.cover->form) continue;
    } else if (exhibit.rfind("99", 0) != 0 && exhibit.rfind("20", 0) != 0 && exhibit.rfind("28", 0) != 0) {
      continue;
    }
    Passage p;
    // A release without its report stands alone.
    p.kind = body || (form.items.empty() && submission.form.empty()) ? PassageKind::release : PassageKind::exhibit;
    p.exhibit = std::move(exhibit);
    p.document = d.index;
    const auto& l = layouts[d.index];
    for (const auto& release : form.releases)
      if (release.document == d.index) p.dated = release.date;
    size_t before = r.sentences.size();
    size_t words_before = r.words.size();
    add_passage(std::move(p), {0, l.text.size()});
    // An agreement filed as EX-99 tells of no event by itself.
    size_t look = std::min(r.sentences.size(), before + 12);
    bool announces = false, agreement = false;
    for (size_t s = before; s < look; ++s) {
      announces = announces || kAnnounces.in(r.words, r.sentences[s].first, r.sentences[s].last);
      agreement = agreement || kAgreementTitle.in(r.words, r.sentences[s].first, std::min(r.sentences[s].last, r.sentences[s].first + 12));
    }
    if (!announces || (agreement && !announces) || l.text.size() > 400000) {
      r.sentences.resize(before);
      r.words.resize(words_before);
      r.passages.pop_back();
    }
  }
  Annotator annotator(r, form);
  annotator.collect();
  annotator.annotate();
  return r;
}

}  // namespace crossfoot::prose
