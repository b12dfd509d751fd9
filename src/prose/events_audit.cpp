// Auditors changed, statements restated, listings in danger, bankruptcies.
#include <algorithm>

#include "base/ascii.h"
#include "prose/event_draft.h"

namespace crossfoot::prose {
namespace {

// Wordings of single places; at namespace scope so that the vocabulary is whole before the first filing is read.
const Phrases kKnown{"kpmg", "pricewaterhousecoopers", "arthur andersen", "price waterhouse", "grant thornton", "bdo seidman", "bdo",
    "rsm", "crowe", "marcum", "deloitte", "mazars", "withum", "friedman", "ey"};
const Phrases kAside{"prior to engaging", "prior to the engagement", "has not consulted", "did not consult", "had not consulted",
    "neither the company nor", "in deciding", "disagreements", "provided", "requested"};
const Phrases kItself{"resigned", "declined to stand", "resignation", "dismissal", "declined to", "will resign", "not to",
    "did not renew", "terminated", "was", "dismissed", "replaced", "ceased", "decline to stand"};
const Phrases kSelf{"resigned", "declined to stand", "declined to", "resignation", "will resign", "decline to stand"};
const WordId kWordWas = take_word("was");
const WordId kWordBeen = take_word("been");
const WordId kWordWere = take_word("were");
const Phrases kDid{"dismissed", "engaged"};
const Phrases kPlain{"no longer be relied", "should not be relied", "will restate", "intends to restate", "need to restate",
    "will be restated", "not be relied upon", "restatement of its", "require a restatement", "restatement of the company's previously",
    "should no longer", "to restate its", "to restate the"};
const Phrases kArticles{"articles", "bylaws", "certificate", "amended and restated", "agreement"};
const Phrases kEnd{"ended", "ending", "as of", "periods ended", "end of", "through"};
const Phrases kPlain2{"not in compliance", "delisting", "delisted", "fails to comply", "failed to comply", "failure to comply",
    "deficiency", "no longer in compliance", "non-compliance", "continued listing"};
const Phrases kGot{"received", "notified", "notice", "letter", "notification", "determined"};
const Phrases kFiled{"filed a voluntary petition", "filed voluntary petitions", "filed for protection", "filed a petition",
    "filed for bankruptcy", "filed for relief", "commenced voluntary", "filed voluntary"};
const Phrases kGoes{"for", "the", "of", "in", "and", "for the", ","};

const Trigger kTrigger(kAuditFamily, "dismissed dismissal engaged engagement accountant accountants accounting auditor auditors resigned restate restated restatement relied nasdaq delisting delist delisted compliance bankruptcy chapter receivership listing petition nyse amex exchange");

const Phrases kLeft{"dismissed", "resigned", "dismissal of", "declined to stand", "terminated", "replaced", "dismiss", "ceased",
    "resignation of", "termination of", "replacing", "discharged", "not to renew", "declined to", "will resign", "released",
    "did not renew", "not to reappoint", "resignation", "dismissal", "decline to stand", "removed", "no longer"};
const Phrases kCame{"engaged", "appointed", "engagement of", "retained", "selected", "appointment of", "engage", "hired",
    "approved the appointment of", "as the successor", "appoint", "has been engaged", "selection of", "approved the engagement of",
    "engaging"};
const Phrases kAccountants{"independent registered public accounting firm", "independent registered public accountants",
    "independent accountants", "independent accountant", "independent auditors", "independent auditor", "independent public accountants",
    "certifying accountant", "principal accountant", "principal accountants", "independent registered public accountant",
    "independent certified public accountants",
                           "public accountants", "auditors", "auditor", "accountants", "independent registered accounting firm",
                           "registered public accounting firm", "accounting firm"};
const Phrases kDisagree{"disagreements", "disagreement"};
const Phrases kNo{"no", "not", "any", "without", "nor", "neither", "none"};
const Phrases kRestates{"no longer be relied", "should not be relied", "restate", "restatement", "restated", "non-reliance",
    "should no longer", "not be relied upon", "restating"};
const Phrases kExchange{"nasdaq stock market", "nasdaq global market", "nasdaq capital market", "nasdaq global select market",
    "nasdaq national market", "nasdaq smallcap market", "new york stock exchange", "american stock exchange", "nyse american", "nyse mkt",
    "nyse", "nasdaq", "amex", "nyse amex", "nyse regulation", "nasdaq listing qualifications", "nyse alternext", "toronto stock exchange",
    "chicago stock exchange", "pacific stock exchange"};
const std::string_view kExchangeNames[] = {"Nasdaq Stock Market", "Nasdaq Global Market", "Nasdaq Capital Market",
    "Nasdaq Global Select Market", "Nasdaq National Market", "Nasdaq SmallCap Market", "New York Stock Exchange",
    "American Stock Exchange", "NYSE American", "NYSE MKT", "New York Stock Exchange", "Nasdaq Stock Market", "American Stock Exchange",
    "NYSE Amex", "New York Stock Exchange", "Nasdaq Stock Market", "NYSE Alternext", "Toronto Stock Exchange", "Chicago Stock Exchange",
    "Pacific Stock Exchange"};
const Phrases kNotice{"received", "notice", "notified", "notification", "letter", "comply", "compliance", "deficiency", "fails", "failed",
    "failure", "delist", "delisting", "delisted", "not in compliance", "determination", "below"};
const Phrases kBankrupt{"chapter 11", "chapter 7", "bankruptcy court", "voluntary petition", "voluntary petitions", "bankruptcy code",
    "receivership", "receiver", "plan of reorganization", "bankruptcy", "involuntary petition"};
const Phrases kCourt{"bankruptcy court", "federal court", "district court", "u.s. bankruptcy court"};
const WordId kRule = take_word("rule"), kSection = take_word("section"), kRules = take_word("rules"), kOpen = take_word("("),
    kClose = take_word(")"), kComma = take_word(","), kAmp = take_word("&"), kAnd = take_word("and"), kUnited = take_word("united"),
    kUs = take_word("us"), kThe = take_word("the"), kFor = take_word("for"), kOf = take_word("of"), kBy = take_word("by"),
    kDistrict = take_word("district"), kLlp = take_word("llp"), kThat = take_word("that");

/// A firm's name at or after `from`: an organisation, or capitals joined by "&" ("Ernst & Young").
struct Firm {
  std::string name;
  Span span;
  size_t begin = 0, end = 0;
};

class Audit {
 public:
  Audit(const Scene& scene, Drafts& drafts) : scene_(scene), r_(scene.r), p_(scene.here()), drafts_(drafts) {}

  void run() {
    if (p_.kind != PassageKind::item) return;
    const std::string& c = p_.canonical;
    if (c == "4.01") auditor();
    else if (c == "4.02") restatement(true);
    else if (c == "3.01") delisting(true);
    else if (c == "1.03") bankruptcy(true);
    else if (c == "8.01" || c == "7.01") {
      restatement(false);
      delisting(false);
      bankruptcy(false);
      auditor_elsewhere();
    }
  }

 private:
  auto firm(const ReadSentence& s, size_t from, size_t to) const -> Firm {
    const Tokens& w = r_.words;
    for (size_t i = from; i < to; ++i) {
      if (!w[i].capital || w[i].mark) continue;
      const Naming* m = r_.at(s, i);
      if (m != nullptr && m->kind == NamingKind::organisation && m->begin == i) {
        if (r_.is_own(*m)) {
          i = m->end - 1;
          continue;
        }
        return {r_.organisation_name(*m), r_.span(s, m->begin, m->end), m->begin, m->end};
      }
      // "Ernst & Young", "Coopers & Lybrand", "Deloitte & Touche"
      size_t e = i;
      bool joined = false;
      while (e < to && ((w[e].capital && !w[e].mark) || (w[e].id == kAmp && e + 1 < to && w[e + 1].capital) || (w[e].id == kComma && e + 2 < to && w[e + 1].capital && (w[e + 2].id == kAmp || w[e + 2].id == kComma)))) {
        joined = joined || w[e].id == kAmp;
        ++e;
      }
      if (joined && e > i + 2) return {ascii::fold_space(r_.chars(s, i, e)), r_.span(s, i, e), i, e};
      if (auto k = kKnown.match(w, i, to)) return {ascii::fold_space(r_.chars(s, i, k.end)), r_.span(s, i, k.end), i, k.end};
      if (m != nullptr && m->begin == i) i = m->end - 1;
    }
    return {};
  }

  auto firm_before(const ReadSentence& s, size_t to) const -> Firm {
    Firm last;
    for (size_t from = s.first; from < to;) {
      Firm f = firm(s, from, to);
      if (f.name.empty()) break;
      from = f.end;
      last = std::move(f);
    }
    return last;
  }

  void auditor() {
    const Tokens& w = r_.words;
    Draft d;
    d.type = "auditor_changed";
    d.sentence = UINT32_MAX;
    bool told = false;
    for (uint32_t i = p_.first; i < p_.last; ++i) {
      const ReadSentence& s = r_.sentences[i];
      if (s.heading) continue;
      auto aside = [&](const PhraseMatch& m) { return kAside.in(w, m.begin >= s.first + 14 ? m.begin - 14 : s.first, std::min<size_t>(s.last, m.end + 3)); };
      if (d.field("from") == nullptr)
        for (size_t k = s.first; k < s.last; ++k) {
          auto m = kLeft.match(w, k, s.last);
          if (!m || aside(m)) continue;
          Firm f = firm(s, m.end, std::min<size_t>(s.last, m.end + 9));
          bool active = !f.name.empty();
          Firm before = firm_before(s, m.begin);
          bool passive = m.begin > s.first && !before.name.empty() && (kItself.has(w, m.begin)) && (!active || w[m.begin - 1].id == take("was") || w[m.begin - 1].id == take("been"));
          if (kSelf.has(w, m.begin) && !before.name.empty()) passive = true;
          if (passive) f = before;
          if (f.name.empty()) f = before;
          if (f.name.empty()) continue;
          d.set("from", f.name, f.span);
          mark(d, s, i);
          told = true;
          break;
        }
      if (d.field("to") == nullptr)
        for (size_t k = s.first; k < s.last; ++k) {
          auto m = kCame.match(w, k, s.last);
          if (!m || aside(m)) continue;
          bool passive = m.begin > s.first && (w[m.begin - 1].id == kWordWas || w[m.begin - 1].id == kWordBeen || w[m.begin - 1].id == kWordWere);
          Firm f;
          if (passive) f = firm_before(s, m.begin);
          else f = firm(s, m.end, std::min<size_t>(s.last, m.end + 16));
          if (f.name.empty()) continue;
          if (d.text("from") == f.name) continue;
          d.set("to", f.name, f.span);
          mark(d, s, i);
          told = true;
          break;
        }
      if (d.field("disagreements") == nullptr) {
        if (auto g = kDisagree.find(w, s.first, s.last)) {
          size_t look = g.begin >= s.first + 14 ? g.begin - 14 : s.first;
          bool none = kNo.in(w, look, g.begin);
          d.set("disagreements", FieldValue{!none}, r_.span(s, g.begin, g.end));
        }
      }
    }
    if (!told || d.sentence == UINT32_MAX) return;
    if (d.text("from") == d.text("to") && !d.text("from").empty()) return;
    drafts_.push_back(std::move(d));
  }

  static auto take(std::string_view word) -> WordId { return find_word(word); }

  void mark(Draft& d, const ReadSentence& s, uint32_t index) const {
    if (d.sentence == UINT32_MAX) d.sentence = index;
    if (!d.date)
      if (const Naming* o = opening_date(r_, s); o != nullptr && is_news(r_, date_of(r_, *o), 120)) d.date = date_of(r_, *o);
  }

  /// A change of auditors told under "Other events".
  void auditor_elsewhere() {
    for (const Passage& o : r_.passages)
      if (o.kind == PassageKind::item && o.canonical == "4.01") return;
    for (uint32_t i = p_.first; i < p_.last; ++i) {
      const ReadSentence& s = r_.sentences[i];
      if (s.heading || (scene_.calls[i] & kAuditFamily) == 0) continue;
      if (kDid.in(r_.words, s.first, s.last) && kAccountants.in(r_.words, s.first, s.last) && opening_date(r_, s) != nullptr) {
        auditor();
        return;
      }
    }
  }

  void restatement(bool own) {
    const Tokens& w = r_.words;
    Draft d;
    d.type = "restatement";
    d.sentence = UINT32_MAX;
    FieldList periods;
    Span span;
    for (uint32_t i = p_.first; i < p_.last; ++i) {
      const ReadSentence& s = r_.sentences[i];
      if (s.heading) continue;
      auto m = kRestates.find(w, s.first, s.last);
      if (!m) continue;
      if (!own && (!kPlain.in(w, s.first, s.last) || kArticles.in(w, s.first, s.last))) continue;
      if (d.sentence == UINT32_MAX) d.sentence = i;
      for (size_t k = s.first; k < s.last; ++k) {
        auto e = kEnd.match(w, k, s.last);
        if (!e) continue;
        // Every date of the list that follows.
        size_t at = e.end;
        while (const Naming* t = r_.next(s, NamingKind::date, at, at + 4)) {
          if (!r_.dates[static_cast<size_t>(t->index)].day && r_.reference && date_of(r_, *t) > *r_.reference) break;
          Date date = date_of(r_, *t);
          if (std::none_of(periods.begin(), periods.end(), [&](const FieldValue& v) { return std::get<Date>(v.value) == date; })) {
            span = periods.empty() ? r_.span(s, t->begin, t->end) : join(span, r_.span(s, t->begin, t->end));
            periods.push_back({date});
          }
          at = t->end;
          // "the fiscal years ended June 30, 2004 and 2003"
          while (at + 1 < s.last && (w[at].id == kAnd || w[at].id == kComma) && w[at + 1].number && w[at + 1].end - w[at + 1].begin == 4 && r_.at(s, at + 1) != nullptr && r_.at(s, at + 1)->kind == NamingKind::amount) {
            int year = 0;
            for (char ch : r_.chars(s, at + 1, at + 2)) year = ascii::is_digit(ch) ? year * 10 + (ch - '0') : 0;
            Date other{static_cast<int16_t>(year), date.month, date.day};
            if (year < 1950 || year > 2100 || !other.is_valid()) break;
            periods.push_back({other});
            at += 2;
          }
        }
      }
    }
    // Only the statements named as wrong; where a sentence of the item says so, stop there.
    if (d.sentence == UINT32_MAX) {
      if (!own || p_.first == p_.last) return;
      d.sentence = p_.first;
    }
    for (uint32_t i = p_.first; i < p_.last && !d.date; ++i)
      if (const Naming* o = opening_date(r_, r_.sentences[i]); o != nullptr && is_news(r_, date_of(r_, *o), 60)) d.date = date_of(r_, *o);
    if (!periods.empty()) d.set("periods", FieldValue{std::move(periods)}, span);
    drafts_.push_back(std::move(d));
  }

  void delisting(bool own) {
    const Tokens& w = r_.words;
    Draft d;
    d.type = "delisting_notice";
    d.sentence = UINT32_MAX;
    bool notice = false;
    for (uint32_t i = p_.first; i < p_.last; ++i) {
      const ReadSentence& s = r_.sentences[i];
      if (s.heading) continue;
      bool names = kExchange.in(w, s.first, s.last);
      if (!own) {
        if (!names || !kPlain2.in(w, s.first, s.last) || !kGot.in(w, s.first, s.last) || opening_date(r_, s) == nullptr) {
          if (d.sentence == UINT32_MAX) continue;
        }
      }
      if (kNotice.in(w, s.first, s.last)) notice = true;
      if (d.sentence == UINT32_MAX) {
        d.sentence = i;
      }
      if (!d.date)
        if (const Naming* o = opening_date(r_, s); o != nullptr && is_news(r_, date_of(r_, *o), 60)) d.date = date_of(r_, *o);
      if (names && d.field("exchange") == nullptr) {
        auto m = kExchange.find(w, s.first, s.last);
        d.set("exchange", std::string(kExchangeNames[static_cast<size_t>(m.which)]), r_.span(s, m.begin, m.end));
      }
      if (d.field("rule") == nullptr)
        for (size_t k = s.first; k + 1 < s.last; ++k) {
          if (w[k].id != kRule && w[k].id != kSection && w[k].id != kRules) continue;
          size_t e = k + 1;
          if (w[e].mark || !(w[e].number || ascii::is_digit(w[e].of(r_.text(s))[0]))) continue;
          std::string rule;
          rule += w[e].of(r_.text(s));
          ++e;
          while (e + 2 < s.last && w[e].id == kOpen && w[e + 2].id == kClose && w[e].tight) {
            rule += "(";
            rule += w[e + 1].of(r_.text(s));
            rule += ")";
            e += 3;
          }
          if (rule.size() < 3) continue;
          d.set("rule", rule, r_.span(s, k + 1, e));
          break;
        }
      if (!own && d.field("rule") != nullptr) break;
    }
    if (d.sentence == UINT32_MAX || !notice) return;
    drafts_.push_back(std::move(d));
  }

  void bankruptcy(bool own) {
    const Tokens& w = r_.words;
    Draft d;
    d.type = "bankruptcy";
    d.sentence = UINT32_MAX;
    bool court_found = false;
    for (uint32_t i = p_.first; i < p_.last; ++i) {
      const ReadSentence& s = r_.sentences[i];
      if (s.heading) continue;
      if (!own) {
        if (d.sentence == UINT32_MAX && (!kFiled.in(w, s.first, s.last) || opening_date(r_, s) == nullptr || !is_news(r_, date_of(r_, *opening_date(r_, s)), 60))) continue;
      }
      if (d.sentence == UINT32_MAX) d.sentence = i;
      if (!d.date)
        if (const Naming* o = opening_date(r_, s); o != nullptr && is_news(r_, date_of(r_, *o), 120)) d.date = date_of(r_, *o);
      // "the United States Bankruptcy Court for the District of Delaware"; one named a bankruptcy court wins.
      for (size_t k = s.first; k < s.last; ++k) {
        auto m = kCourt.match(w, k, s.last);
        if (!m) continue;
        bool bankrupt = m.which == 0;
        if (court_found && (!bankrupt || d.text("court").find("ankruptcy") != std::string::npos)) break;
        size_t b = m.begin;
        while (b > s.first && w[b - 1].capital && !w[b - 1].mark) --b;
        size_t e = m.end;
        while (e < s.last && e < m.end + 12 && ((w[e].capital && !w[e].mark) || (kGoes.begins_with(w[e].id) && e + 1 < s.last && (w[e + 1].capital || w[e + 1].id == kThe)))) ++e;
        while (e > m.end && !w[e - 1].capital) --e;
        if (e == m.end && court_found) continue;
        d.set("court", ascii::fold_space(r_.chars(s, b, e)), r_.span(s, b, e));
        court_found = true;
      }
    }
    if (d.sentence == UINT32_MAX) return;
    drafts_.push_back(std::move(d));
  }

  const Scene& scene_;
  const Narrative& r_;
  const Passage& p_;
  Drafts& drafts_;
};

}  // namespace

void find_audit_events(const Scene& scene, Drafts& drafts) { Audit(scene, drafts).run(); }

}  // namespace crossfoot::prose
