// Results announced, dividends declared, repurchases authorised, restructuring and impairment charges.
#include <algorithm>

#include "base/ascii.h"
#include "prose/event_draft.h"

namespace crossfoot::prose {
namespace {

// Wordings of single places; at namespace scope so that the vocabulary is whole before the first filing is read.
const Phrases kNotResults{"forward-looking", "could differ", "may differ", "not necessarily", "actual results", "pro forma",
    "expected results", "conference call to", "will release", "will report", "will announce", "plans to report", "plans to release",
    "plans to announce", "annual report on form", "quarterly report on form", "audited financial statements", "historical financial",
    "risk factors",
                                      "for the purposes of", "information in this", "guidance", "expects", "comparable", "recast",
                                      "revised", "reclassif", "as a result"};
const Phrases kStrong{"financial results", "results for", "results of operations", "earnings", "operating results", "quarterly results",
    "reported net", "net income", "revenues and net income", "quarter results", "year results", "full year results", "annual results"};
const Phrases kStrict{"declared", "declares", "declaration of", "declaring", "approved", "authorized"};
const Phrases kPar{"par value", "from $", "stated value", "exercise price", "purchase price"};
const Phrases kRight{"right", "rights", "preferred share purchase right", "preferred stock purchase right"};
const Phrases kAgain{"declared", "declares", "previously"};
const Phrases kRecordAfter{"( the \" record date", "record date", "( \" record date", "to shareholders of record on that date",
    "the record date"};
const Phrases kThatDate{"of record on that date", "of record on such date", "record on that date"};
const Phrases kUse{"to repurchase", "used"};
const Phrases kStock{"common stock", "shares of its common", "shares of our common"};
const Phrases kBoard{"board", "today announced", "has authorized", "has approved", "authorized", "approved"};
const Phrases kNew{"authorized", "approved", "increased", "expanded", "new", "additional", "has authorized"};
const Phrases kPrincipal{"aggregate principal", "principal amount"};
const Phrases kCost{"charge", "charges", "costs", "cost", "expenses", "restructuring", "severance", "aggregate"};
const Phrases kImpair{"impairment", "charge", "write-down", "write-off", "goodwill", "impairments"};
const Phrases kReferral{"incorporated by reference", "incorporated herein by reference"};
const Phrases kSaves{"savings", "annually", "reduce costs", "save"};
const Phrases kCharge{"impairment of goodwill", "goodwill impairment", "other than temporary impairment",
    "other-than-temporary impairment", "impairment charge", "impairment charges", "charged off its entire goodwill",
    "write-off of goodwill", "asset impairment", "impairment of long-lived", "impairment loss", "impairment assessment of its goodwill",
    "write-down"};
const Phrases kRestructure{"restructuring charge", "restructuring charges", "restructuring costs", "restructuring expense"};
const Phrases kNow{"recognized", "recorded", "will take", "will record", "expects to record", "charged off", "took", "incurred",
    "expects to take", "recognised", "will incur", "expects to incur", "wrote off", "wrote down", "resulted in"};
const Phrases kCompare{"compared to", "compared with", "excluding", "exclude", "excludes", "versus", "adjusted", "non-gaap", "pro forma",
    "last year", "prior year", "a year ago", "before", "per share", "per diluted share", "accumulated", "may", "could", "risk"};

const Trigger kResults(kResultFamily, "results earnings revenues revenue income loss financial");
const Trigger kPayout(kPayoutFamily, "dividend dividends distribution repurchase buyback repurchases buy-back repurchased");
const Trigger kCharges(kChargeFamily, "restructuring impairment impaired write-down writedown write-off severance charged charge charges workforce goodwill");

const Phrases kResultWords{"results", "earnings", "net income", "net loss", "revenues", "financial results", "operating results",
    "results of operations", "revenue"};
const Phrases kTold{"announced", "announcing", "announces", "issued", "reported", "reporting", "reports", "released", "disclosing",
    "regarding", "setting forth", "press release", "were approximately", "publicly", "relating to", "containing", "earnings release",
    "news release", "furnishing", "furnished"};
const Phrases kPeriod{"quarter", "year", "quarterly", "fiscal", "month", "months", "quarters", "weeks", "half", "period", "annual",
    "years"};
const Phrases kEnded{"ended", "ending", "end of", "ended on"};
const WordId kExhibit = take_word("exhibit"), kExhibits = take_word("exhibits");

/// The exhibit that the sentence names: "attached hereto as Exhibit 99.1".
auto exhibit_in(const Narrative& r, const ReadSentence& s, Span* evidence) -> std::string {
  for (size_t i = s.first; i + 1 < s.last; ++i) {
    if (r.words[i].id != kExhibit && r.words[i].id != kExhibits) continue;
    if (!r.words[i + 1].number) continue;
    std::string_view n = r.words[i + 1].of(r.text(s));
    if (n.substr(0, 2) != "99" && n.substr(0, 2) != "20" && n.substr(0, 2) != "28") continue;
    *evidence = r.span(s, i + 1, i + 2);
    return std::string(n);
  }
  return {};
}

/// The date on which a period ended, told in the sentence: "the quarter ended June 28, 2003".
auto period_end_in(const Narrative& r, const ReadSentence& s, size_t from, Span* evidence) -> std::optional<Date> {
  for (size_t i = from; i < s.last; ++i) {
    auto m = kEnded.match(r.words, i, s.last);
    if (!m) continue;
    const Naming* d = r.next(s, NamingKind::date, m.end, m.end + 2);
    if (d == nullptr) continue;
    Date date = date_of(r, *d);
    // A period that ended long ago is what the news is compared with.
    if (r.reference && (date.to_days() < r.reference->to_days() - 200 || date > r.reference->plus_days(20))) continue;
    *evidence = r.span(s, d->begin, d->end);
    return date;
  }
  return std::nullopt;
}

class Results {
 public:
  Results(const Scene& scene, Drafts& drafts) : scene_(scene), r_(scene.r), p_(scene.here()), drafts_(drafts) {}

  void run() {
    const std::string& c = p_.canonical;
    if (c == "2.02") {
      results_item();
      return;
    }
    if (p_.kind == PassageKind::exhibit) return;
    if (p_.kind == PassageKind::item && c != "7.01" && c != "8.01") return;
    for (const Passage& other : r_.passages)
      if (other.kind == PassageKind::item && other.canonical == "2.02") return;
    uint32_t limit = p_.kind == PassageKind::release ? std::min(p_.last, p_.first + 12) : p_.last;
    for (uint32_t i = p_.first; i < limit; ++i) {
      const ReadSentence& s = r_.sentences[i];
      if ((s.heading && p_.kind != PassageKind::release) || (scene_.calls[i] & kResultFamily) == 0) continue;
      auto m = kResultWords.find(r_.words, s.first, s.last);
      if (!m || !kTold.in(r_.words, s.first, s.last) || !kPeriod.in(r_.words, s.first, s.last)) continue;
      if (kNotResults.in(r_.words, s.first, s.last)) continue;
      Span evidence;
      auto end = period_end_in(r_, s, s.first, &evidence);
      if (!end && !kStrong.in(r_.words, s.first, s.last)) continue;
      emit(i, end, evidence);
      return;
    }
  }

 private:
  void results_item() {
    // The sentence that says what was announced, else the first.
    uint32_t told = p_.last;
    for (uint32_t i = p_.first; i < p_.last && told == p_.last; ++i) {
      const ReadSentence& s = r_.sentences[i];
      if (!s.heading && (kTold.in(r_.words, s.first, s.last) || kResultWords.in(r_.words, s.first, s.last))) told = i;
    }
    if (told == p_.last) {
      if (p_.first == p_.last) return;
      told = p_.first;
    }
    Span evidence;
    std::optional<Date> end;
    for (uint32_t i = p_.first; i < p_.last && !end; ++i) {
      const ReadSentence& s = r_.sentences[i];
      end = period_end_in(r_, s, s.first, &evidence);
    }
    emit(told, end, evidence);
  }

  void emit(uint32_t index, std::optional<Date> end, Span evidence) {
    const ReadSentence& s = r_.sentences[index];
    Draft d;
    d.type = "results_announced";
    d.sentence = index;
    if (const Naming* o = opening_date(r_, s); o != nullptr && is_news(r_, date_of(r_, *o), 60)) d.date = date_of(r_, *o);
    else if (p_.dated) d.date = p_.dated;
    else if (r_.reference) d.date = r_.reference;
    std::string exhibit;
    Span where;
    for (uint32_t i = p_.first; i < p_.last && exhibit.empty(); ++i) exhibit = exhibit_in(r_, r_.sentences[i], &where);
    uint32_t document = UINT32_MAX;
    if (p_.kind == PassageKind::item) {
      if (exhibit.empty() && p_.item >= 0) {
        // The item names none; one release is attached.
        int count = 0;
        for (const auto& x : r_.form->exhibits)
          if (x.number.rfind("99", 0) == 0) {
            ++count;
            if (count == 1) {
              exhibit = x.number;
              where = x.span;
            }
          }
        if (count != 1 && p_.canonical != "2.02") exhibit.clear();
      }
      for (const Passage& other : r_.passages)
        if (other.kind == PassageKind::exhibit && (other.exhibit == exhibit || exhibit.empty() || exhibit.rfind(other.exhibit, 0) == 0)) {
          document = other.document;
          if (!end)
            for (uint32_t i = other.first; i < std::min(other.last, other.first + 25) && !end; ++i) end = period_end_in(r_, r_.sentences[i], r_.sentences[i].first, &evidence);
          break;
        }
    } else {
      document = p_.document;
      if (!end)
        for (uint32_t i = p_.first; i < std::min(p_.last, p_.first + 25) && !end; ++i) end = period_end_in(r_, r_.sentences[i], r_.sentences[i].first, &evidence);
    }
    if (!end) end = from_statements(document, &evidence);
    if (end) d.set("period_end", *end, evidence);
    if (!exhibit.empty()) d.set("exhibit", exhibit, where);
    drafts_.push_back(std::move(d));
  }

  /// The latest period of the statements attached.
  auto from_statements(uint32_t document, Span* evidence) const -> std::optional<Date> {
    std::optional<Date> best;
    for (const auto& f : scene_.statements.facts) {
      if (document != UINT32_MAX && f.document != document) continue;
      if (!f.period.end || !f.period.end->is_valid()) continue;
      if (r_.reference && (*f.period.end > r_.reference->plus_days(5) || f.period.end->to_days() < r_.reference->to_days() - 200)) continue;
      if (!best || *f.period.end > *best) {
        best = *f.period.end;
        *evidence = f.span;
      }
    }
    return best;
  }

  const Scene& scene_;
  const Narrative& r_;
  const Passage& p_;
  Drafts& drafts_;
};

// ---- dividends and repurchases ---------------------------------------------------------------------------------

const Phrases kDividend{"dividend", "dividends", "cash distribution", "quarterly distribution", "cash dividend"};
const Phrases kDeclared{"declared", "declares", "approved", "declaration of", "authorized", "declare", "reduced", "announced",
    "increased", "initiated", "declaring", "increase in", "raised"};
const Phrases kNoDividend{"no dividends", "may not", "cannot", "suspend", "suspended", "suspension", "future dividends", "paid dividends",
    "policy", "payment of dividends", "dividend yield", "restrict", "restrictions", "ability to", "limitations", "dividend reinvestment",
    "prior to", "dividends paid", "subject to declaration", "future cash dividends", "preferred dividends", "dividend received",
    "in the form of a dividend", "accrued dividends",
                          "cumulative dividends", "intends to", "plans to", "previously declared", "as previously", "subject to board",
                          "dividend program"};
const Phrases kPerShare{"per share", "a share", "per common share", "per outstanding share", "for each share", "on each share",
    "for each outstanding", "per ordinary share", "on each outstanding", "per class", "per unit", "per common unit", "( per share"};
const Phrases kRecord{"of record", "record date", "record holders", "record"};
const Phrases kPay{"payable", "paid", "payment date", "pay", "payment", "be distributed", "distribution date"};
const Phrases kBuy{"repurchase", "buyback", "buy-back", "repurchases", "buy back", "repurchased", "repurchasing", "share repurchase",
    "stock repurchase"};
const Phrases kBuyVerb{"authorized", "approved", "increased", "expanded", "announced", "authorization", "authorizing", "authorizes",
    "to repurchase", "increase", "intends to repurchase", "used", "agreement", "will use", "additional", "entered into"};
const Phrases kNoBuy{"may be required to", "at the option of the holder", "notes", "debentures", "offer to repurchase",
    "required to make an offer", "repurchase event", "repurchase price", "fundamental change", "stock option", "forfeit",
    "repurchase agreements", "securities sold under", "remaining under", "remains available", "pursuant to its previously",
    "has repurchased", "repurchased approximately", "since the inception", "as previously"};

class Payouts {
 public:
  Payouts(const Scene& scene, Drafts& drafts) : scene_(scene), r_(scene.r), p_(scene.here()), drafts_(drafts) {}

  void run() {
    const std::string& c = p_.canonical;
    if (c == "9.01" || c == "5.07" || c == "2.03" || c == "5.02") return;
    bool body = p_.kind == PassageKind::item;
    uint32_t limit = body ? p_.last : std::min(p_.last, p_.first + 120);
    for (uint32_t i = p_.first; i < limit; ++i) {
      const ReadSentence& s = r_.sentences[i];
      if (s.heading || (scene_.calls[i] & kPayoutFamily) == 0) continue;
      dividend(s, i);
      repurchase(s, i);
    }
  }

 private:
  void dividend(const ReadSentence& s, uint32_t index) {
    const Tokens& w = r_.words;
    auto m = kDividend.find(w, s.first, s.last);
    if (!m) return;
    auto verb = kDeclared.find(w, s.first, s.last);
    if (!verb || kNoDividend.in(w, s.first, s.last) || is_conditional(r_, s, m.begin)) return;
    bool body = p_.kind == PassageKind::item;
    if (!kStrict.in(w, s.first, s.last) && !body) return;
    const Naming* opening = opening_date(r_, s);
    std::optional<Date> date;
    if (opening != nullptr) date = date_of(r_, *opening);
    if (date && !is_news(r_, *date, 45)) return;
    Draft d;
    d.type = "dividend_declared";
    d.sentence = index;
    // The day it is paid on is not the day it was declared.
    if (opening != nullptr && opening->begin > s.first + 2) {
      size_t back = opening->begin >= s.first + 6 ? opening->begin - 6 : s.first;
      if (kPay.in(w, back, opening->begin) || kRecord.in(w, back, opening->begin)) date.reset();
    }
    d.date = date;
    if (!date && p_.dated) d.date = p_.dated;
    for (size_t i = s.mention_first; i < s.mention_last; ++i) {
      const Naming& a = r_.mentions[i];
      if (a.kind != NamingKind::amount || !amount_of(r_, a).money) continue;
      bool of_dividend = kPerShare.match(w, a.end, s.last) || (a.begin > m.end && a.begin < m.end + 6);
      size_t look = a.begin >= s.first + 3 ? a.begin - 3 : s.first;
      if (kPar.in(w, look, a.begin + 1) || !of_dividend) continue;
      if (amount_of(r_, a).value >= Decimal(1000)) continue;
      d.set("per_share", amount_of(r_, a).value, r_.span(s, a.begin, a.end));
      break;
    }
    // Record and payment dates stand in this sentence or the next ones.
    for (uint32_t k = index; k < std::min(p_.last, index + 4); ++k) {
      const ReadSentence& t = r_.sentences[k];
      if (t.heading) break;
      if (k > index && kDividend.in(w, t.first, t.last) && declares_again(t)) break;
      dates_of(d, t);
    }
    bool rights = kRight.in(w, m.end, std::min<size_t>(s.last, m.end + 10));
    if (d.field("per_share") == nullptr && !rights) return;
    if (!body && d.field("per_share") == nullptr) return;
    // A dividend paid long before is history.
    if (const Field* pay = d.field("pay_date"))
      if (const Date* x = std::get_if<Date>(&pay->value.value); x != nullptr && !is_news(r_, *x, 20)) return;
    drafts_.push_back(std::move(d));
  }

  bool declares_again(const ReadSentence& t) const {
    if (next_money(r_, t, t.first, t.last) == nullptr) return false;
    return kAgain.in(r_.words, t.first, t.last);
  }

  void dates_of(Draft& d, const ReadSentence& t) const {
    const Tokens& w = r_.words;
    for (size_t i = t.mention_first; i < t.mention_last; ++i) {
      const Naming& m = r_.mentions[i];
      if (m.kind != NamingKind::date || !r_.dates[static_cast<size_t>(m.index)].day) continue;
      size_t from = t.first;
      if (i > t.mention_first) {
        for (size_t k = i; k > t.mention_first; --k)
          if (r_.mentions[k - 1].kind == NamingKind::date) {
            from = r_.mentions[k - 1].end;
            break;
          }
      }
      auto record = kRecord.find_last(w, from, m.begin), pay = kPay.find_last(w, from, m.begin);
      bool record_after = kRecordAfter.in(w, m.end, std::min<size_t>(t.last, m.end + 5));
      Span span = r_.span(t, m.begin, m.end);
      Date date = date_of(r_, m);
      if (pay && (!record || pay.begin > record.begin)) {
        if (d.field("pay_date") == nullptr) d.set("pay_date", date, span);
        if ((record_after || kThatDate.in(w, m.end, t.last)) && d.field("record_date") == nullptr) d.set("record_date", date, span);
      } else if (record || record_after) {
        if (d.field("record_date") == nullptr) d.set("record_date", date, span);
      }
    }
  }

  void repurchase(const ReadSentence& s, uint32_t index) {
    const Tokens& w = r_.words;
    auto m = kBuy.find(w, s.first, s.last);
    if (!m || !kBuyVerb.in(w, s.first, s.last) || is_conditional(r_, s, m.begin)) return;
    if (kNoBuy.in(w, m.begin >= s.first + 12 ? m.begin - 12 : s.first, std::min<size_t>(s.last, m.end + 12))) {
      // Proceeds of notes used to buy shares are a repurchase all the same.
      if (!(kUse.in(w, s.first, s.last) && kStock.in(w, m.end, std::min<size_t>(s.last, m.end + 14)))) return;
    }
    bool body = p_.kind == PassageKind::item;
    const Naming* opening = opening_date(r_, s);
    std::optional<Date> date;
    if (opening != nullptr) date = date_of(r_, *opening);
    if (date && !is_news(r_, *date, 45)) return;
    if (!body) {
      if (!kBoard.in(w, s.first, s.last) || !kNew.in(w, s.first, s.last) || is_history(r_, s)) return;
    }
    Draft d;
    d.type = "share_repurchase";
    d.sentence = index;
    d.date = date;
    if (!date && p_.dated) d.date = p_.dated;
    for (size_t i = s.mention_first; i < s.mention_last; ++i) {
      const Naming& a = r_.mentions[i];
      if (a.kind != NamingKind::amount) continue;
      const NamedAmount& v = amount_of(r_, a);
      if (v.money && d.field("amount") == nullptr && v.value >= Decimal(10000)) {
        if (kPrincipal.in(w, a.end, std::min<size_t>(s.last, a.end + 4))) continue;
        d.set("amount", v.value, r_.span(s, a.begin, a.end));
      }
      if (!v.money && !v.percent && d.field("shares") == nullptr) {
        ShareCount c = next_shares(r_, s, a.begin, a.begin + 1);
        if (c.amount != nullptr && v.value >= Decimal(500)) d.set("shares", v.value, r_.span(s, a.begin, a.end));
      }
    }
    if (d.field("amount") == nullptr && d.field("shares") == nullptr) return;
    drafts_.push_back(std::move(d));
  }

  const Scene& scene_;
  const Narrative& r_;
  const Passage& p_;
  Drafts& drafts_;
};

// ---- charges ---------------------------------------------------------------------------------------------------

class Charges {
 public:
  Charges(const Scene& scene, Drafts& drafts) : scene_(scene), r_(scene.r), p_(scene.here()), drafts_(drafts) {}

  void run() {
    const std::string& c = p_.canonical;
    bool body = p_.kind == PassageKind::item;
    if (body && c == "2.05") {
      item("restructuring", kCost);
      return;
    }
    if (body && c == "2.06") {
      item("impairment", kImpair);
      return;
    }
    if (body && c != "8.01" && c != "7.01") return;
    for (uint32_t i = p_.first; i < p_.last; ++i) {
      const ReadSentence& s = r_.sentences[i];
      if (s.heading || (scene_.calls[i] & kChargeFamily) == 0) continue;
      buried(s, i);
    }
  }

 private:

  /// One event for the item; its amount is the first sum of money that stands with the charge, in the item or the release.
  void item(const char* type, const Phrases& words) {
    uint32_t told = p_.first;
    while (told < p_.last && r_.sentences[told].heading) ++told;
    if (told >= p_.last) return;
    Draft d;
    d.type = type;
    d.sentence = told;
    for (uint32_t i = told; i < p_.last && !d.date; ++i)
      if (const Naming* o = opening_date(r_, r_.sentences[i]); o != nullptr && is_news(r_, date_of(r_, *o), 60)) d.date = date_of(r_, *o);
    auto scan = [&](const Passage& p) {
      for (uint32_t i = p.first; i < p.last && d.field("amount") == nullptr; ++i) {
        const ReadSentence& s = r_.sentences[i];
        if (!words.in(r_.words, s.first, s.last)) continue;
        for (size_t k = s.mention_first; k < s.mention_last; ++k) {
          const Naming& a = r_.mentions[k];
          if (a.kind != NamingKind::amount || !amount_of(r_, a).money || amount_of(r_, a).value < Decimal(1000)) continue;
          size_t look = a.begin >= s.first + 16 ? a.begin - 16 : s.first;
          if (!words.in(r_.words, look, std::min<size_t>(s.last, a.end + 14))) continue;
          if (kSaves.in(r_.words, a.begin >= s.first + 6 ? a.begin - 6 : s.first, std::min<size_t>(s.last, a.end + 3))) continue;
          // "$5 million to $7 million": the upper end is what it may come to
          d.set("amount", amount_of(r_, a).value, r_.span(s, a.begin, a.end));
          break;
        }
      }
    };
    scan(p_);
    if (d.field("amount") == nullptr)
      for (const Passage& other : r_.passages)
        if (other.kind == PassageKind::exhibit) scan(other);
    drafts_.push_back(std::move(d));
  }

  void buried(const ReadSentence& s, uint32_t index) {
    const Tokens& w = r_.words;
    bool impairment = kCharge.in(w, s.first, s.last);
    bool restructuring = kRestructure.in(w, s.first, s.last);
    if (!impairment && !restructuring) return;
    if (!kNow.in(w, s.first, s.last) || kCompare.in(w, s.first, s.last)) return;
    const Naming* money = nullptr;
    for (size_t k = s.mention_first; k < s.mention_last && money == nullptr; ++k) {
      const Naming& a = r_.mentions[k];
      if (a.kind == NamingKind::amount && amount_of(r_, a).money && amount_of(r_, a).value >= Decimal(10000)) money = &a;
    }
    if (money == nullptr) return;
    Draft d;
    d.type = impairment ? "impairment" : "restructuring";
    d.sentence = index;
    d.set("amount", amount_of(r_, *money).value, r_.span(s, money->begin, money->end));
    drafts_.push_back(std::move(d));
  }

  const Scene& scene_;
  const Narrative& r_;
  const Passage& p_;
  Drafts& drafts_;
};

}  // namespace

void find_result_events(const Scene& scene, Drafts& drafts) { Results(scene, drafts).run(); }
void find_payout_events(const Scene& scene, Drafts& drafts) { Payouts(scene, drafts).run(); }
void find_charge_events(const Scene& scene, Drafts& drafts) { Charges(scene, drafts).run(); }

}  // namespace crossfoot::prose
