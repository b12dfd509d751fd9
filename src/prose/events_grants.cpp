// Terms of employment and grants of options with their vesting.
#include <algorithm>

#include "base/ascii.h"
#include "prose/event_draft.h"
#include "prose/vesting.h"

namespace crossfoot::prose {
namespace {

// Wordings of single places; at namespace scope so that the vocabulary is whole before the first filing is read.
const Phrases kNoNew{"form of", "qualified in its entirety", "copy of", "copies of", "is filed as", "filed as exhibit", "previously",
    "were not changed", "no other changes", "terms of the employment agreement are", "attached", "would", "terminate", "termination of",
    "terminated", "existing employment agreement"};
const Phrases kThen{"such that", "pursuant to which", "under which", "that provides", "providing", "provides", "which provides",
    "to provide", "the terms of which", "with respect to mr", "replacing", "each amendment", "whereby"};
const Phrases kHis2{"his", "her"};
const Phrases kSeverance{"severance", "lump sum", "continuation", "times", "upon termination", "if mr", "in the event",
    "terminated without", "equal to one", "multiple"};
const Phrases kBonusEnds{";", "( iii )", "option", "options", "restricted", "shares"};
const Phrases kBase{"of base salary", "of his base salary", "of her base salary", "of his annual salary", "of her annual salary",
    "of annual base salary", "of his annual base salary", "of her annual base salary", "of annual salary", "of the base salary",
    "of salary", "of his salary"};
const Phrases kYearly{"anniversary", "each year", "annually", "annual meeting", "each subsequent", "are entitled"};
const Phrases kPronoun{"he", "she", "his", "her"};

const Trigger kTrigger(kGrantFamily, "employment salary option options granted grant grants award awarded offer salaries compensation letter employment/noncompete employment/noncompetition");

const Phrases kEmployment{"employment agreement", "employment agreements", "employment contract", "employment contracts",
    "employment letter", "offer letter", "employment offer letter", "executive employment agreement", "letter of employment",
    "offer of employment",
                          "employment / noncompete agreement", "employment / non-compete agreement",
                          "employment and noncompetition agreement", "employment and non-competition agreement", "employment offer",
                          "amended and restated employment agreement", "service agreement", "employment arrangement"};
const Phrases kEntered{"entered into", "signed", "executed", "extended", "amended", "enter into", "entered", "entering into", "renewed",
    "pursuant to", "under the", "under his", "under her", "amendment to", "amendments to", "accepted", "approved", "amend", "agreed to",
    "effective", "provided", "offered"};
const Phrases kSalary{"annual base salary", "base salary", "annual salary", "annualized base salary", "annualized salary",
    "initial base salary", "base annual salary", "salary of", "annual rate of", "annual base compensation", "salary at", "base pay"};
const Phrases kBonus{"bonus", "cash incentive", "incentive opportunity", "target bonus", "annual incentive", "incentive compensation",
    "incentive award"};
const Phrases kOptions{"options to purchase", "option to purchase", "stock options", "stock option", "options to acquire",
    "option to acquire", "incentive stock options", "nonqualified stock options", "non-qualified stock options", "option for",
    "options for", "nonstatutory stock option", "options on", "options exercisable", "option grant"};
const Phrases kGranted{"granted", "grant", "grants", "awarded", "award", "receive", "receives", "received", "granting", "will be granted",
    "issued", "awards"};
const Phrases kNoGrant{"declined", "outstanding options", "accelerat", "accelerated", "acceleration", "accelerate",
    "stock option plan reserves", "reserved for issuance", "per year to each", "each non-employee director", "repricing", "cancelled",
    "forfeited", "expired", "exercised", "all unvested", "unvested options", "unvested stock options", "number of shares available"};
const WordId kComma = take_word(","), kOf = take_word("of"), kAt = take_word("at"), kOn = take_word("on"), kFrom = take_word("from"),
    kTo = take_word("to"), kHis = take_word("his"), kHer = take_word("her");
const Phrases kExercise{"exercise price", "exercise price of", "at an exercise price", "at a price of", "strike price", "exercisable at",
    "price per share of", "exercise price per share"};

class Grants {
 public:
  Grants(const Scene& scene, Drafts& drafts) : scene_(scene), r_(scene.r), p_(scene.here()), drafts_(drafts) {}

  void run() {
    const std::string& c = p_.canonical;
    if (c == "5.07" || c == "9.01" || c == "2.02" || c == "5.03" || c == "4.01" || c == "4.02") return;
    bool body = p_.kind == PassageKind::item;
    uint32_t limit = body ? p_.last : std::min(p_.last, p_.first + 25);
    for (uint32_t i = p_.first; i < limit; ++i) {
      const ReadSentence& s = r_.sentences[i];
      if (s.heading || (scene_.calls[i] & kGrantFamily) == 0) continue;
      if (body) {
        employment(s, i);
        salary_terms(s, i);
      }
      option_grant(s, i);
    }
  }

 private:
  /// Persons of the sentence and the offices in apposition to them.
  void employment(const ReadSentence& s, uint32_t index) {
    const Tokens& w = r_.words;
    auto t = kEmployment.find(w, s.first, s.last);
    if (!t || is_conditional(r_, s, t.begin)) return;
    if (kNoNew.in(w, s.first, s.last)) return;
    auto verb = kEntered.find(w, s.first, s.last);
    if (!verb) return;
    const Naming* opening = opening_date(r_, s);
    std::optional<Date> date;
    if (opening != nullptr) date = date_of(r_, *opening);
    if (date && !is_news(r_, *date, 120)) return;
    // Everybody in the sentence up to what the agreements say.
    size_t end = s.last;
    if (auto stop = kThen.find(w, t.end, s.last)) end = stop.begin;
    bool any = false;
    std::vector<int> done;
    for (size_t i = s.mention_first; i < s.mention_last; ++i) {
      const Naming& m = r_.mentions[i];
      if (m.kind != NamingKind::person || m.begin >= end) continue;
      // "Mr. Harlow's son, John C. Harlow"
      if (w[m.end - 1].possessive && r_.next(s, NamingKind::person, m.end, m.end + 4) != nullptr) continue;
      if (m.index >= 0 && std::find(done.begin(), done.end(), m.index) != done.end()) continue;
      if (m.index >= 0) done.push_back(m.index);
      emit_employment(s, index, m, date, end);
      any = true;
    }
    if (!any && index > p_.first) {
      // "The Company and Mr. X entered into" is covered; "his employment agreement provides" refers back.
      if (kHis2.in(w, s.first, t.begin)) {
        const ReadSentence& prior = r_.sentences[index - 1];
        const Naming* p = r_.next(prior, NamingKind::person, prior.first, prior.last);
        if (p != nullptr) emit_employment(prior, index, *p, date, prior.last);
      }
    }
  }

  void emit_employment(const ReadSentence& s, uint32_t index, const Naming& person, std::optional<Date> date, size_t end) {
    Draft d;
    d.type = "employment_agreement";
    d.sentence = index;
    d.date = date;
    d.set("person", r_.person_name(s, person), r_.span(s, person.begin, person.end));
    role_of(d, s, person, end);
    pay(d, index, person.index);
    drafts_.push_back(std::move(d));
  }

  /// "John Doe, President and Chief Executive Officer, Steven …": the offices up to the next person.
  void role_of(Draft& d, const ReadSentence& s, const Naming& person, size_t end) const {
    // "Acme Chairman Jane Roe"
    const Naming* ahead = r_.previous(s, NamingKind::role, person.begin, s.first);
    if (ahead != nullptr && ahead->end == person.begin) {
      d.set("role", ascii::fold_space(r_.chars(s, ahead->begin, ahead->end)), r_.span(s, ahead->begin, ahead->end));
      return;
    }
    const Naming* next = r_.next(s, NamingKind::person, person.end, s.last);
    size_t stop = std::min<size_t>(end, next != nullptr ? next->begin : s.last);
    const Naming* first = r_.next(s, NamingKind::role, person.end, std::min<size_t>(stop, person.end + 10));
    if (first != nullptr) {
      const Naming* last = first;
      while (const Naming* more = r_.next(s, NamingKind::role, last->end, std::min<size_t>(stop, last->end + 4))) last = more;
      d.set("role", ascii::fold_space(r_.chars(s, first->begin, last->end)), r_.span(s, first->begin, last->end));
    }
  }

  /// Salary and bonus in this sentence or the next ones about the same person.
  void pay(Draft& d, uint32_t index, int person) const {
    for (uint32_t k = index; k < std::min(p_.last, index + 9); ++k) {
      const ReadSentence& s = r_.sentences[k];
      if (k > index) {
        // Another person's terms begin.
        bool other = false, same = false;
        for (size_t i = s.mention_first; i < s.mention_last; ++i)
          if (r_.mentions[i].kind == NamingKind::person) (r_.mentions[i].index == person ? same : other) = true;
        if (other && !same) continue;
      }
      read_pay(d, s, s.first);
    }
  }

  void read_pay(Draft& d, const ReadSentence& s, size_t from) const {
    const Tokens& w = r_.words;
    if (d.field("salary") == nullptr) {
      for (size_t i = from; i < s.last; ++i) {
        auto m = kSalary.match(w, i, s.last);
        if (!m) continue;
        if (kSeverance.in(w, s.first, m.begin)) break;
        const Naming* money = next_money(r_, s, m.end, std::min<size_t>(s.last, m.end + 14));
        // "from $300,000 to $325,000": the new one
        if (money != nullptr && money->begin > s.first && w[money->begin - 1].id == kFrom) {
          const Naming* second = next_money(r_, s, money->end, std::min<size_t>(s.last, money->end + 4));
          if (second != nullptr) money = second;
        }
        if (money == nullptr) {
          const Naming* before = r_.previous(s, NamingKind::amount, m.begin, m.begin >= 6 ? m.begin - 6 : 0);
          if (before != nullptr && amount_of(r_, *before).money) money = before;
        }
        if (money == nullptr) continue;
        if (amount_of(r_, *money).value < Decimal(1)) continue;
        d.set("salary", amount_of(r_, *money).value, r_.span(s, money->begin, money->end));
        break;
      }
    }
    if (d.field("bonus") == nullptr) {
      for (size_t i = from; i < s.last; ++i) {
        auto m = kBonus.match(w, i, s.last);
        if (!m) continue;
        if (kSeverance.in(w, s.first, m.begin)) break;
        size_t end = std::min<size_t>(s.last, m.end + 26);
        if (auto stop = kBonusEnds.find(w, m.end, end)) end = stop.begin;
        for (size_t k = s.mention_first; k < s.mention_last; ++k) {
          const Naming& a = r_.mentions[k];
          if (a.kind != NamingKind::amount || a.begin < m.end || a.begin >= end) continue;
          const NamedAmount& v = amount_of(r_, a);
          if (v.percent) {
            std::string text = v.value.to_string() + "%";
            if (kBase.match(w, a.end, s.last)) text += " of base salary";
            else if (end == a.end) continue;
            else text += " of base salary";
            d.set("bonus", text, r_.span(s, a.begin, a.end));
            return;
          }
          if (v.money) {
            d.set("bonus", v.value, r_.span(s, a.begin, a.end));
            return;
          }
        }
        break;
      }
    }
  }

  /// Terms told for somebody who was appointed: kept where an appointment of that person is in the filing.
  void salary_terms(const ReadSentence& s, uint32_t index) {
    auto t = kSalary.find(r_.words, s.first, s.last);
    if (!t || is_conditional(r_, s, t.begin)) return;
    const Naming* money = next_money(r_, s, s.first, s.last);
    if (money == nullptr) return;
    const Naming* person = r_.previous(s, NamingKind::person, t.begin, s.first);
    const ReadSentence* ps = &s;
    if (person == nullptr)
      for (uint32_t k = index; k > p_.first && k + 4 > index && person == nullptr; --k) {
        ps = &r_.sentences[k - 1];
        person = r_.previous(*ps, NamingKind::person, ps->last, ps->first);
      }
    if (person == nullptr) return;
    Draft d;
    d.type = "salary_terms";
    d.sentence = index;
    if (const Naming* o = opening_date(r_, s)) d.date = date_of(r_, *o);
    d.set("person", r_.person_name(*ps, *person), r_.span(*ps, person->begin, person->end));
    read_pay(d, s, s.first);
    if (d.field("salary") == nullptr) return;
    pay(d, index, person->index);
    drafts_.push_back(std::move(d));
  }

  void option_grant(const ReadSentence& s, uint32_t index) {
    const Tokens& w = r_.words;
    auto o = kOptions.find(w, s.first, s.last);
    if (!o) return;
    if (kNoGrant.in(w, o.begin >= s.first + 14 ? o.begin - 14 : s.first, std::min<size_t>(s.last, o.end + 12))) return;
    auto g = kGranted.find(w, s.first, s.last);
    if (!g || is_conditional(r_, s, std::min(g.begin, o.begin))) return;
    if (kYearly.in(w, s.first, g.begin)) return;
    if (o.begin > g.begin + 45 || g.begin > o.end + 30) return;
    // The count: "options to purchase 175,000 shares", "5,000 incentive stock options"
    ShareCount shares = next_shares(r_, s, o.end, std::min<size_t>(s.last, o.end + 12));
    if (shares.amount == nullptr) {
      const Naming* before = r_.previous(s, NamingKind::amount, o.begin, o.begin >= s.first + 5 ? o.begin - 5 : s.first);
      if (before != nullptr && !amount_of(r_, *before).money && !amount_of(r_, *before).percent && amount_of(r_, *before).value >= Decimal(100)) shares = {before, static_cast<uint32_t>(o.begin)};
    }
    if (shares.amount == nullptr) return;
    Decimal count = amount_of(r_, *shares.amount).value;
    if (count < Decimal(50)) return;
    // Who: the person before the grant, else the one behind it.
    const Naming* person = r_.previous(s, NamingKind::person, std::max(g.begin, o.begin), s.first);
    if (person == nullptr) person = r_.next(s, NamingKind::person, g.end, s.last);
    const Naming* after = r_.next(s, NamingKind::person, g.end, std::min<size_t>(s.last, g.end + 4));
    if (after != nullptr) person = after;
    const ReadSentence* ps = &s;
    if (person == nullptr && index > p_.first) {
      if (kPronoun.in(w, s.first, s.last)) {
        ps = &r_.sentences[index - 1];
        person = r_.next(*ps, NamingKind::person, ps->first, ps->last);
      }
    }
    if (person == nullptr) return;
    Draft d;
    d.type = "option_grant";
    d.sentence = index;
    const Naming* opening = opening_date(r_, s);
    std::optional<Date> granted;
    if (opening != nullptr) granted = date_of(r_, *opening);
    // "on October 4, 2006, Mr. Harlow was granted": the date next to the verb
    const Naming* near = r_.previous(s, NamingKind::date, g.begin, g.begin >= s.first + 10 ? g.begin - 10 : s.first);
    Span granted_span;
    if (near != nullptr && r_.dates[static_cast<size_t>(near->index)].day) {
      granted = date_of(r_, *near);
      granted_span = r_.span(s, near->begin, near->end);
    } else if (opening != nullptr) {
      granted_span = r_.span(s, opening->begin, opening->end);
    } else {
      const Naming* later = r_.next(s, NamingKind::date, g.end, s.last);
      if (later != nullptr && later->begin > s.first && w[later->begin - 1].id == kOn && r_.dates[static_cast<size_t>(later->index)].day) {
        granted = date_of(r_, *later);
        granted_span = r_.span(s, later->begin, later->end);
      }
    }
    // "effective January 3, 2011, an … grant of"
    Span effective_span;
    if (auto e = effective_date(r_, s, s.first, std::nullopt, &effective_span)) {
      const Naming* at = r_.next(s, NamingKind::date, s.first, o.begin);
      for (size_t i = s.mention_first; i < s.mention_last; ++i) {
        const Naming& m = r_.mentions[i];
        if (m.kind == NamingKind::date && m.end <= o.begin && m.begin + 12 > o.begin && r_.dates[static_cast<size_t>(m.index)].day) at = &m;
      }
      if (at != nullptr && at->end <= o.begin && at->begin + 12 > o.begin) {
        granted = date_of(r_, *at);
        granted_span = r_.span(s, at->begin, at->end);
      }
    }
    if (granted && !is_news(r_, *granted, 120)) return;
    if (p_.kind != PassageKind::item && !(index < p_.first + 8)) return;
    d.date = granted;
    d.set("person", r_.person_name(*ps, *person), r_.span(*ps, person->begin, person->end));
    d.set("shares", count, r_.span(s, shares.amount->begin, shares.amount->end));
    if (granted) d.set("granted", *granted, granted_span);
    for (uint32_t k = index; k < std::min(p_.last, index + 3) && d.field("exercise_price") == nullptr; ++k) {
      const ReadSentence& t = r_.sentences[k];
      if (auto x = kExercise.find(w, t.first, t.last)) {
        const Naming* price = next_money(r_, t, x.end, std::min<size_t>(t.last, x.end + 8));
        if (price != nullptr) d.set("exercise_price", amount_of(r_, *price).value, r_.span(t, price->begin, price->end));
      }
    }
    uint32_t last = index + 1;
    while (last < p_.last && last < index + 4 && r_.sentences[last].block == s.block) ++last;
    if (last == index + 1 && last < p_.last) ++last;
    Vesting v = parse_vesting(r_, index, last, shares.noun, count, granted);
    if (!v.terms.empty()) {
      d.set("vesting", FieldValue{expand_vesting(v)}, v.evidence);
      d.set("vesting_terms", FieldValue{to_terms(v)}, v.evidence);
    }
    drafts_.push_back(std::move(d));
  }

  const Scene& scene_;
  const Narrative& r_;
  const Passage& p_;
  Drafts& drafts_;
};

}  // namespace

void find_grant_events(const Scene& scene, Drafts& drafts) { Grants(scene, drafts).run(); }

}  // namespace crossfoot::prose
