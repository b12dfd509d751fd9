#include "prose/vesting.h"

#include <algorithm>
#include <array>

namespace crossfoot::prose {
namespace {

// Wordings of single places; at namespace scope so that the vocabulary is whole before the first filing is read.
const Phrases kPrepositions{"in", "on", "of", "at", "after", ",", "over", "shares", "vest", "vesting", "shall", "will"};
const Phrases kAnn{"anniversaries"};
const Phrases kAnniversaries{"anniversaries"};

const Phrases kVests{"vest", "vests", "vesting", "exercisable", "vested", "lapse", "shall vest"};
const Phrases kMonthly{"monthly", "per month", "each month", "month"};
const Phrases kQuarterly{"quarterly", "per quarter", "each quarter", "quarter", "three-month"};
const Phrases kYearly{"annual", "annually", "yearly", "per year", "each year", "each anniversary", "anniversaries", "anniversary", "year"};
const Phrases kInstallments{"installments", "instalments", "increments", "tranches"};
const Phrases kRemaining{"remaining", "remainder", "balance", "rest"};
const Phrases kThrough{"through", "until", "ending", "to"};
const Phrases kAnniversaryOf{"first anniversary", "one year anniversary", "one-year anniversary", "after one year", "one year after",
    "one year from", "twelve months after", "first anniversaries", "12 months after", "on the anniversary", "twelve months from"};
const Phrases kSecondAnniversary{"second anniversary", "two years after", "after two years", "two years from"};
const Phrases kThirdAnniversary{"third anniversary", "three years after", "after three years", "three years from"};
const Phrases kFourthAnniversary{"fourth anniversary", "four years after", "after four years", "four years from"};
const Phrases kFifthAnniversary{"fifth anniversary", "five years after", "five years from"};
const Phrases kEachOfFirst{"each of the first", "each of the next", "first", "on each of the"};

struct FractionWord {
  WordId id;
  int numerator, denominator;
};
const std::array<FractionWord, 12> kFractions{{{take_word("one-third"), 1, 3}, {take_word("one-fourth"), 1, 4}, {take_word("one-quarter"), 1, 4}, {take_word("one-half"), 1, 2}, {take_word("one-fifth"), 1, 5}, {take_word("two-thirds"), 2, 3},
                                               {take_word("three-fourths"), 3, 4}, {take_word("three-quarters"), 3, 4}, {take_word("half"), 1, 2}, {take_word("one-twelfth"), 1, 12}, {take_word("one-sixth"), 1, 6}, {take_word("quarter"), 0, 1}}};
const WordId kRemainderWord = take_word("thereafter"), kSlash = take_word("/"), kSemicolon = take_word(";");
const std::array<WordId, 8> kOrdinalCounts{{take_word("one"), take_word("two"), take_word("three"), take_word("four"), take_word("five"), take_word("six"), take_word("seven"), take_word("eight")}};

/// A clause of the schedule: a share of the grant and when it vests.
struct Clause {
  size_t begin = 0, end = 0;
  const ReadSentence* sentence = nullptr;
};

/// Another figure or a preposition ends what a number counts: in "131,250 in 12 equal installments" it is the 12.
bool count_stops(const Narrative& r, const ReadSentence& s, size_t q) {
  if (kPrepositions.begins_with(r.words[q].id)) return true;
  const Naming* m = r.at(s, q);
  return m != nullptr && m->kind == NamingKind::amount;
}

int anniversary(const Tokens& w, size_t b, size_t e) {
  if (kAnniversaryOf.in(w, b, e)) return 1;
  if (kSecondAnniversary.in(w, b, e)) return 2;
  if (kThirdAnniversary.in(w, b, e)) return 3;
  if (kFourthAnniversary.in(w, b, e)) return 4;
  if (kFifthAnniversary.in(w, b, e)) return 5;
  return 0;
}

}  // namespace

auto parse_vesting(const Narrative& r, uint32_t from, uint32_t to, size_t from_word, Decimal shares, std::optional<Date> granted) -> Vesting {
  Vesting v;
  const Tokens& w = r.words;
  for (uint32_t k = from; k < to && v.terms.empty(); ++k) {
    const ReadSentence& s = r.sentences[k];
    size_t begin = k == from ? std::max<size_t>(s.first, from_word) : s.first;
    auto trigger = kVests.find(w, begin, s.last);
    if (!trigger) continue;
    // What follows a semicolon belongs to it only where it goes on with the shares.
    size_t last = s.last;
    for (size_t i = trigger.end; i + 1 < s.last; ++i) {
      if (w[i].id != kSemicolon) continue;
      bool goes_on = kRemaining.in(w, i + 1, std::min<size_t>(s.last, i + 5));
      for (size_t q = i + 1; q < std::min<size_t>(s.last, i + 3u) && !goes_on; ++q) {
        const Naming* m = r.at(s, q);
        goes_on = m != nullptr && m->kind == NamingKind::amount;
      }
      if (!goes_on) {
        last = i;
        break;
      }
    }
    // "with 25% vesting on", "one-fourth of the shares shall vest": the share can stand before the word.
    size_t sentence_begin = begin;
    begin = std::max<size_t>(begin, trigger.begin >= sentence_begin + 12 ? trigger.begin - 12 : sentence_begin);
    struct Portion {
      size_t at, end;
      Decimal shares;
      bool stated, rest;
    };
    std::vector<Portion> portions;
    for (size_t i = begin; i < last;) {
      const Naming* m = r.at(s, i);
      if (m != nullptr && m->kind == NamingKind::amount && m->begin == i) {
        const NamedAmount& a = amount_of(r, *m);
        size_t e = m->end;
        bool count = false;
        // "12 equal quarterly installments": a count of instalments, no portion
        for (size_t q = e; q < std::min<size_t>(s.last, e + 5) && !count_stops(r, s, q); ++q)
          if (kInstallments.has(w, q) || kMonthly.has(w, q) || kYearly.has(w, q) || (kQuarterly.has(w, q) && w[q].id != 0)) {
            count = true;
            break;
          }
        if (a.percent && a.value <= Decimal(100)) {
          portions.push_back({i, e, (shares * a.value).shifted(-2), false, false});
        } else if (!a.money && !count && e + 6 > trigger.begin && a.value > Decimal(20) && a.value < shares && w[i].number) {
          portions.push_back({i, e, a.value, true, false});
        } else if (!a.money && a.value == Decimal(1) && e + 1 < s.last && w[e].id == kSlash && w[e + 1].number) {
          auto d = Decimal::parse(w[e + 1].of(r.text(s)));  // "1/48th" splits into words elsewhere; "1/3"
          if (d && *d > Decimal(1)) portions.push_back({i, e + 2, Decimal::divide(shares, *d, 6), false, false});
        }
        i = e;
        continue;
      }
      bool took = false;
      for (const auto& f : kFractions)
        if (w[i].id == f.id && f.numerator != 0) {
          portions.push_back({i, i + 1, Decimal::divide(shares * Decimal(f.numerator), Decimal(f.denominator), 6), false, false});
          took = true;
        }
      if (!took && kRemaining.has(w, i)) {
        const Naming* next = r.next(s, NamingKind::amount, i + 1, i + 3);
        if (next == nullptr || amount_of(r, *next).percent || amount_of(r, *next).value >= shares || !w[next->begin].number || kInstallments.in(w, next->end, next->end + 4)) portions.push_back({i, i + 1, Decimal(0), false, true});
        if (next != nullptr && amount_of(r, *next).percent) i = next->end - 1;
      }
      ++i;
    }
    if (portions.empty()) portions.push_back({begin, begin, shares, false, false});
    Decimal told(0);
    std::optional<Date> last_date;
    std::vector<VestingTerm> terms;
    bool failed = false;
    for (size_t p = 0; p < portions.size() && !failed; ++p) {
      size_t b = portions[p].end, e = p + 1 < portions.size() ? portions[p + 1].at : last;
      VestingTerm t;
      t.shares = portions[p].rest ? shares - told : portions[p].shares;
      t.shares_stated = portions[p].stated;
      // A count of instalments.
      int count = 0;
      for (size_t i = s.mention_first; i < s.mention_last; ++i) {
        const Naming& m = r.mentions[i];
        if (m.kind != NamingKind::amount || m.begin < b || m.begin >= e) continue;
        const NamedAmount& a = amount_of(r, m);
        if (a.money || a.percent || a.value > Decimal(600) || a.value < Decimal(1)) continue;
        bool near = false;
        for (size_t q = m.end; q < std::min<size_t>(e, m.end + 5u); ++q) near = near || kInstallments.has(w, q);
        if (near || kAnn.in(w, m.end, std::min<size_t>(e, m.end + 2u))) count = static_cast<int>(a.value.coefficient()), count = a.value.exponent() == 0 ? count : 0;
      }
      int months = 0;
      if (kMonthly.in(w, b, e)) months = 1;
      else if (kQuarterly.in(w, b, e)) months = 3;
      else if (kYearly.in(w, b, e)) months = 12;
      // Dates of the clause.
      std::vector<Date> dates;
      for (size_t i = s.mention_first; i < s.mention_last; ++i) {
        const Naming& m = r.mentions[i];
        if (m.kind == NamingKind::date && m.begin >= b && m.begin < e && r.dates[static_cast<size_t>(m.index)].day) dates.push_back(date_of(r, m));
      }
      int year = anniversary(w, b, e);
      if (count == 0 && months != 0 && months < 12 && !dates.empty() && dates.size() >= 2) {
        int gap = (dates[1].year - dates[0].year) * 12 + dates[1].month - dates[0].month;
        count = gap / months + 1;
      }
      if (count > 1) {
        t.count = count;
        t.months = months == 0 ? 12 : months;
        if (!dates.empty()) t.first = dates[0];
        else if (last_date) t.first = last_date->plus_months(t.months);
        else if (granted && (months == 12 || kAnniversaries.in(w, b, e) || year == 1)) t.first = granted->plus_months(t.months);
        else if (granted) t.first = granted->plus_months(t.months);
        else failed = true;
        if (!failed) {
          t.last = t.first.plus_months(t.months * (t.count - 1));
          if (dates.size() >= 2) {
            t.last_stated = true;
            t.last = dates[1];
          }
        }
      } else if (!dates.empty()) {
        // "50% on each of January 1, 2012 and January 1, 2013"
        t.first = t.last = dates[0];
        if (dates.size() > 1 && p + 1 == portions.size() && portions.size() == 1) {
          Decimal each = t.shares;
          bool whole = (each * Decimal(static_cast<int64_t>(dates.size()))) == shares;
          for (const Date& d : dates) {
            VestingTerm one = t;
            one.shares = whole ? each : Decimal::divide(shares, Decimal(static_cast<int64_t>(dates.size())), 6);
            one.first = one.last = d;
            terms.push_back(one);
          }
          told = shares;
          continue;
        }
      } else if (year > 0 && granted) {
        t.first = t.last = granted->plus_months(12 * year);
      } else {
        failed = true;
      }
      if (failed) break;
      told += t.shares;
      last_date = t.last;
      terms.push_back(t);
    }
    // More than the grant is told only where every part is a stated number; else the reading went wrong.
    bool stated = std::all_of(terms.begin(), terms.end(), [](const VestingTerm& t) { return t.shares_stated; });
    if (failed || terms.empty() || (told > shares && !stated)) continue;
    v.terms = std::move(terms);
    v.evidence = r.span(s, begin, s.last);
  }
  return v;
}

auto expand_vesting(const Vesting& vesting) -> FieldList {
  FieldList list;
  for (const VestingTerm& t : vesting.terms) {
    if (t.count < 1 || list.size() + static_cast<size_t>(t.count) > 600) continue;
    Decimal each = Decimal::divide(t.shares, Decimal(t.count), 4);
    bool exact = each * Decimal(t.count) == t.shares;
    Decimal given(0);
    for (int i = 0; i < t.count; ++i) {
      // A third of a share is nobody's: whole shares, the last instalment takes what is left.
      Decimal part = exact ? each : i + 1 == t.count ? t.shares - given : Decimal::divide(t.shares, Decimal(t.count), 0);
      given += part;
      FieldRecord record;
      record.push_back({"date", FieldValue{t.first.plus_months(t.months * i)}});
      record.push_back({"shares", FieldValue{part}});
      list.push_back({std::move(record)});
    }
  }
  return list;
}

auto to_terms(const Vesting& vesting) -> FieldList {
  FieldList list;
  for (const VestingTerm& t : vesting.terms) {
    FieldRecord record;
    record.push_back({"shares", FieldValue{t.shares}});
    record.push_back({"installments", FieldValue{Decimal(t.count)}});
    record.push_back({"months", FieldValue{Decimal(t.months)}});
    record.push_back({"first", FieldValue{t.first}});
    record.push_back({"last", FieldValue{t.last}});
    record.push_back({"last_stated", FieldValue{t.last_stated}});
    record.push_back({"shares_stated", FieldValue{t.shares_stated}});
    list.push_back({std::move(record)});
  }
  return list;
}

}  // namespace crossfoot::prose
