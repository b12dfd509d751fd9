// Sales of equity securities: shares, preferred stock, warrants, convertible notes, to whom, under which exemption.
#include <algorithm>

#include "base/ascii.h"
#include "prose/event_draft.h"

namespace crossfoot::prose {
namespace {

// Wordings of single places; at namespace scope so that the vocabulary is whole before the first filing is read.
const Phrases kStanding{"issued and outstanding", "issued or outstanding", "issued upon", "issued pursuant to the plan"};
const Phrases kObliged{"obligated itself", "obligated to issue", "is obligated"};
const Phrases kGiven{"in exchange for all", "in exchange for the", "to the former", "to former"};
const Phrases kNeverSale{"issued and outstanding", "reserved for issuance", "stock option", "dividend", "maximum number", "repurchase"};
const Phrases kPassiveIssue{"be issued", "will be issued"};
const Phrases kPart{"including", "additional", "of which", "option to purchase", "right to purchase", "consisting of", "convertible into",
    "exercisable for", "maximum of", "representing", "at least", "exchangeable for"};
const Phrases kOthersSell{"selling stockholders", "selling shareholders", "selling stockholder", "selling shareholder"};
const Phrases kWarrantDeal{"warrant transactions"};
const Phrases kOffering{"offering", "underwriter", "underwriters", "underwriting", "placement", "purchase agreement", "subscription"};
const Phrases kReceives{"received", "received a"};
const Phrases kDone{"issued", "be issued to", "sold"};
const Phrases kVerbDone{"sold", "issued", "issue and sell", "selling", "sale by", "sale of", "issuance and sale of", "to sell",
    "will issue", "issuance of", "received a", "be issued", "private placement of", "offering of", "placement of"};
const Phrases kA{"a", "an", "the", "its", "of", "and", "to", "for"};
const Phrases kStock{"common stock", "preferred stock", "common shares", "preferred shares", "ordinary shares", "capital stock",
    "class a common stock", "class b common stock", "american depositary shares", "preference shares", "stock"};
const Phrases kBefore{"common", "preferred", "ordinary"};
const Phrases kSeries{"series", "class"};
const Phrases kUnderwriterWord{"underwriter", "underwriters", "underwriting agreement", "purchase agreement", "placement agent"};
const Phrases kExerciseWord{"exercise price", "strike price", "conversion price", "underwriting discount", "par value", "discount"};
const Phrases kNet{"net"};
const Phrases kOffered{"offering", "underwriter", "underwriters", "placement"};
const Phrases kPublic{"public offering price", "price to the public", "at a price of", "offering price of", "price of"};
const Phrases kConvertible{"convertible notes", "convertible debentures", "convertible senior notes", "senior convertible notes",
    "convertible subordinated notes", "convertible promissory notes", "convertible preferred stock", "senior convertible debentures",
    "convertible subordinated debentures", "exchangeable notes", "warrants"};
const Phrases kDue{"due"};
const Phrases k42{"section 4 ( 2 )"};
const Phrases k4a2{"section 4 ( a ) ( 2 )"};
const Phrases kUses{"intends to use", "will use", "used", "plans to use", "to repurchase"};

const Trigger kTrigger(kEquityFamily, "sold issued issue sell selling issuance sale sells issuing placement offering warrants warrant issues exchanged private-placement");

const Phrases kSell{"sold", "issued", "will issue", "issuance and sale of", "issuance of", "sale of", "selling", "sale by",
    "issue and sell", "sell", "to sell", "be issued", "has issued", "issued and sold", "to issue", "agreed to issue", "will be issued",
    "entered into privately negotiated warrant transactions", "issued the", "sold an", "received a", "offering of",
                    "issues", "sale and issuance of", "received", "private placement of", "exchange", "exchanged", "warrant transactions",
                    "issuing"};
enum Sell : int { kReceivedA = 17, kOfferingOf = 18 };
const Phrases kNoSale{"issued and outstanding", "options to purchase", "option to purchase up to an additional", "reserved for issuance",
    "authorized", "repurchase", "declared", "dividend", "stock split", "per annum", "outstanding shares", "shares outstanding",
    "stock option", "stock options", "converted into the right", "beneficially owns", "resale", "restricted stock units",
                      "obligated itself", "over-allotment option to purchase", "voted", "votes", "lock-up", "issued to employees",
                      "employee stock purchase", "withheld", "plan"};
const Phrases kIncidental{"if the", "in the event", "may issue", "would", "intends to", "proposed", "may be issued", "could",
    "not to sell", "agreed not to", "to vote", "expects to"};
const Phrases kTo{"to", "with", "from"};
const Phrases kHolders{"stockholders", "shareholders", "holders", "members", "owners", "investors", "purchasers", "sellers",
    "optionholders", "warrantholders", "investor", "purchaser", "lenders", "noteholders", "seller", "buyers", "underwriters", "public"};
const Phrases kPartyEnd{"in exchange", "pursuant", "in a", "for a", "for an", "at a", "for aggregate", ",", "in reliance",
    "in consideration", "as", "for the", "in connection", "on", "under", "upon", "which", "(", "who", "for gross", "for total",
    "for cash", "in return", "approximately", "for proceeds", "for an aggregate"};
const WordId kSection = take_word("section"), kSections = take_word("sections"), kOpen = take_word("("), kClose = take_word(")"),
    kRegulation = take_word("regulation"), kRule = take_word("rule"), kThe = take_word("the"), kFormer = take_word("former"),
    kAnd = take_word("and"), kComma = take_word(","), kOf = take_word("of"), kToWord = take_word("to"), kWithWord = take_word("with"),
             kWarrants = take_word("warrants"), kWarrant = take_word("warrant"), kD = take_word("d"), kS = take_word("s"),
                 kUnits = take_word("units"), kShares = take_word("shares"), kIts = take_word("its"), kOur = take_word("our"),
                 kPar = take_word("par"), kWere = take_word("were"), kWas = take_word("was");
const Phrases kPrice{"per share", "a share", "per unit", "per ads", "per warrant"};
const Phrases kProceeds{"gross proceeds", "net proceeds", "aggregate purchase price", "proceeds of", "aggregate offering price",
    "total purchase price", "aggregate consideration", "purchase price of", "total proceeds", "proceeds", "for an aggregate of",
    "aggregate price"};

class Equity {
 public:
  Equity(const Scene& scene, Drafts& drafts) : scene_(scene), r_(scene.r), p_(scene.here()), drafts_(drafts) {}

  void run() {
    const std::string& c = p_.canonical;
    if (p_.kind != PassageKind::item) return;
    if (c != "3.02" && c != "1.01" && c != "2.01" && c != "8.01" && c != "7.01") return;
    for (uint32_t i = p_.first; i < p_.last; ++i) {
      const ReadSentence& s = r_.sentences[i];
      if (s.heading || (scene_.calls[i] & kEquityFamily) == 0) continue;
      read(s, i);
    }
    if (c == "3.02" && made_ == 0) convertible();
  }

 private:
  void read(const ReadSentence& s, uint32_t index) {
    const Tokens& w = r_.words;
    const std::string& c = p_.canonical;
    bool own = c == "3.02";
    PhraseMatch t{};
    for (size_t i = s.first; i < s.last && !t; ++i)
      if (!kStanding.has(w, i)) t = kSell.match(w, i, s.last);
    if (!t) return;
    if (kIncidental.in(w, s.first, t.end)) return;
    if (!own && kNoSale.in(w, t.begin >= s.first + 8 ? t.begin - 8 : s.first, std::min<size_t>(s.last, t.end + 22))) {
      if (kObliged.in(w, s.first, s.last)) return;
      if (!kGiven.in(w, s.first, s.last)) return;
    }
    if (own) {
      if (kNeverSale.in(w, s.first, s.last)) return;
    }
    const Naming* opening = opening_date(r_, s);
    std::optional<Date> date;
    if (opening != nullptr) date = date_of(r_, *opening);
    if (date && !is_news(r_, *date, 100)) return;
    if (is_history(r_, s)) return;
    // Each count behind a verb of sale.
    size_t from = t.begin;
    if (kPassiveIssue.has(w, t.begin) || (t.begin > s.first && (w[t.begin - 1].id == kWere || w[t.begin - 1].id == kWas))) from = s.first;
    for (int n = 0; n < 4; ++n) {
      ShareCount shares = next_shares(r_, s, from, s.last);
      if (shares.amount == nullptr) return;
      from = shares.noun + 1;
      size_t b = shares.amount->begin;
      // "including 247,500 shares sold pursuant to", "up to an additional 836,250 shares"
      size_t look = b >= s.first + 10 ? b - 10 : s.first;
      if (kPart.in(w, look, b)) continue;
      if (kOthersSell.in(w, look, b)) continue;
      Draft d;
      d.type = "equity_sale";
      d.sentence = index;
      d.date = date;
      Decimal count = amount_of(r_, *shares.amount).value;
      if (count < Decimal(20)) continue;
      d.set("shares", count, r_.span(s, shares.amount->begin, shares.amount->end));
      // "a warrant to purchase 300,000 shares": what is sold is the warrant
      size_t security_end = shares.noun + 1;
      size_t warrant = 0;
      for (size_t k = look; k < b; ++k)
        if (w[k].id == kWarrant || w[k].id == kWarrants) warrant = k + 1;
      if (warrant == 0 && kWarrantDeal.in(w, s.first, b)) warrant = SIZE_MAX;
      if (warrant == SIZE_MAX) {
        d.set("security", std::string("warrants"), r_.span(s, shares.amount->begin, shares.noun + 1));
      } else if (warrant != 0) {
        size_t k = warrant - 1;
        while (k > s.first && (w[k - 1].capital || (k + 3 > warrant && !w[k - 1].mark && !w[k - 1].number)) && k + 3 > warrant && !r_.at(s, k - 1) && !is_article(w[k - 1])) --k;
        d.set("security", ascii::fold_space(r_.chars(s, k, warrant)), r_.span(s, k, warrant));
        security_end = shares.noun + 1;
      } else {
        security(d, s, shares, &security_end);
      }
      purchaser(d, s, t, security_end, warrant != 0);
      exemption(d);
      price(d, s, index);
      bool has_purchaser = d.field("purchaser") != nullptr;
      bool has_exemption = d.field("exemption") != nullptr;
      bool offering = kOffering.in(w, s.first, s.last);
      if (kReceives.in(w, t.begin, t.end) && !(warrant != 0 && warrant != SIZE_MAX)) return;
      if (!own) {
        if (c == "2.01" && !has_purchaser) continue;
        if (c == "2.01" && !warrant) {
          if (!kDone.in(w, s.first, s.last)) continue;
        }
        if (c != "2.01" && !has_exemption && !offering && !(has_purchaser && date)) continue;
        if (!kVerbDone.in(w, t.begin, s.last)) continue;
      }
      if (p_.canonical == "8.01" && !date && !has_exemption) continue;
      drafts_.push_back(std::move(d));
      ++made_;
    }
  }

  static bool is_article(const Token& w) {
    return kA.begins_with(w.id);
  }

  void security(Draft& d, const ReadSentence& s, const ShareCount& shares, size_t* end) const {
    const Tokens& w = r_.words;
    size_t b = shares.noun;
    if (w[b].id == kWarrants || w[b].id == kUnits) {
      d.set("security", ascii::fold_space(r_.chars(s, b, b + 1)), r_.span(s, b, b + 1));
      *end = b + 1;
      return;
    }
    // "shares of its restricted Common Stock", "shares of Series A Convertible Preferred Stock"
    auto m = kStock.find(w, b, std::min<size_t>(s.last, b + 14));
    if (!m) {
      if (auto k = kBefore.find(w, shares.amount->end, b)) {
        d.set("security", ascii::fold_space(r_.chars(s, k.begin, b + 1)), r_.span(s, k.begin, b + 1));
        *end = b + 1;
      } else {
        d.set("security", std::string("common stock"), r_.span(s, b, b + 1));
        d.weight = 1;
        *end = b + 1;
      }
      return;
    }
    size_t k = m.begin;
    for (size_t q = b; q < m.begin; ++q)
      if (kSeries.begins_with(w[q].id) && w[q].capital) {
        k = q;
        break;
      }
    d.set("security", ascii::fold_space(r_.chars(s, k, m.end)), r_.span(s, k, m.end));
    *end = m.end;
  }

  void purchaser(Draft& d, const ReadSentence& s, PhraseMatch t, size_t from, bool warrant) const {
    const Tokens& w = r_.words;
    auto take = [&](size_t b) -> bool {
      size_t k = b;
      if (k < s.last && w[k].id == kThe) ++k;
      size_t start = k;
      size_t limit = std::min<size_t>(s.last, k + 14);
      const Naming* m = k < s.last ? r_.at(s, k) : nullptr;
      if (m != nullptr && m->begin == k && (m->kind == NamingKind::person || (m->kind == NamingKind::organisation && !r_.is_own(*m)))) {
        if (m->kind == NamingKind::person) d.set("purchaser", r_.person_name(s, *m), r_.span(s, m->begin, m->end));
        else {
          std::string name = r_.organisation_name(*m);
          // Two or three in a row.
          const Naming* last = m;
          std::vector<std::string> names{name};
          while (const Naming* o = r_.next(s, NamingKind::organisation, last->end, std::min<size_t>(s.last, last->end + 3))) {
            bool list = true;
            for (size_t q = last->end; q < o->begin; ++q) list = list && (w[q].id == kComma || w[q].id == kAnd);
            if (!list || r_.is_own(*o)) break;
            names.push_back(r_.organisation_name(*o));
            last = o;
          }
          name.clear();
          for (size_t q = 0; q < names.size(); ++q) name += (q == 0 ? "" : q + 1 == names.size() ? " and " : ", ") + names[q];
          d.set("purchaser", name, r_.span(s, m->begin, last->end));
        }
        return true;
      }
      auto holders = kHolders.find(w, k, limit);
      if (!holders) return false;
      for (size_t q = k; q < holders.begin; ++q)
        if (w[q].mark || w[q].id == kToWord) return false;
      size_t e = holders.end;
      while (e < s.last && e < holders.end + 8u && !w[e].mark && !kPartyEnd.has(w, e)) ++e;
      // "Combinet shareholders, optionholders and warrantholders"
      while (e + 1 < s.last && (w[e].id == kComma || w[e].id == kAnd) && kHolders.has(w, e + 1)) e += 2;
      if (e + 1 < s.last && w[e].id == kComma && kHolders.has(w, e + 1)) e += 2;
      d.set("purchaser", ascii::fold_space(r_.chars(s, start, e)), r_.span(s, start, e));
      return true;
    };
    for (size_t k = from; k < s.last; ++k) {
      if (w[k].id != kToWord && w[k].id != kWithWord) continue;
      if (take(k + 1)) return;
    }
    // "issued to the former stockholders of X approximately …"
    for (size_t k = t.begin; k < from; ++k)
      if ((w[k].id == kToWord || w[k].id == kWithWord) && take(k + 1)) return;
    // "with certain institutional investors pursuant to which the Company agreed to sell"
    for (size_t k = s.first; k < t.begin; ++k)
      if (w[k].id == kWithWord && take(k + 1)) return;
    if (warrant) {
      // "Mr. John Doe was also given a warrant", "the Company issued the Underwriter's Warrants"
      const Naming* m = r_.previous(s, NamingKind::person, t.begin, s.first);
      if (m != nullptr) {
        d.set("purchaser", r_.person_name(s, *m), r_.span(s, m->begin, m->end));
        return;
      }
    }
    const Naming* m = r_.next(s, NamingKind::organisation, s.first, s.last);
    while (m != nullptr && r_.is_own(*m)) m = r_.next(s, NamingKind::organisation, m->end, s.last);
    if (m != nullptr && kUnderwriterWord.in(w, s.first, s.last)) d.set("purchaser", r_.organisation_name(*m), r_.span(s, m->begin, m->end));
  }

  /// The exemption that the item claims; looked for once.
  void exemption(Draft& d) {
    if (!looked_) look_for_exemption();
    if (!exemption_.empty()) d.set("exemption", exemption_, exemption_span_);
  }

  void look_for_exemption() {
    const Tokens& w = r_.words;
    std::string& found = exemption_;
    Span& span = exemption_span_;
    looked_ = true;
    for (uint32_t i = p_.first; i < p_.last; ++i) {
      const ReadSentence& s = r_.sentences[i];
      std::string_view text = r_.text(s);
      for (size_t k = s.first; k < s.last; ++k) {
        if (w[k].id == 0) continue;
        if ((w[k].id == kSection || w[k].id == kSections) && k + 3 < s.last && w[k + 1].number) {
          std::string_view n = w[k + 1].of(text);
          if (n != "4" && n != "3") continue;
          size_t e = k + 2;
          std::string value(n);
          while (e + 2 < s.last && w[e].id == kOpen && w[e + 2].id == kClose) {
            value += "(";
            value += w[e + 1].of(text);
            value += ")";
            e += 3;
          }
          if (value == "4(2)" || value == "4(a)(2)" || value == "3(a)(9)" || value == "3(a)(10)" || value == "4(6)" || value == "4(1)" || value == "4(a)(1)") {
            if (found.empty() || found[0] == 'R') {
              found = value;
              span = r_.span(s, k, e);
            }
          }
        } else if ((w[k].id == kRegulation) && k + 1 < s.last && (w[k + 1].id == kD || w[k + 1].id == kS) && w[k + 1].capital) {
          if (found.empty()) {
            found = std::string("Regulation ") + std::string(w[k + 1].of(text));
            span = r_.span(s, k, k + 2);
          }
        }
      }
    }
  }

  void price(Draft& d, const ReadSentence& own, uint32_t index) const {
    const Tokens& w = r_.words;
    for (uint32_t k = index; k < std::min(p_.last, index + 3); ++k) {
      const ReadSentence& s = r_.sentences[k];
      for (size_t i = s.mention_first; i < s.mention_last; ++i) {
        const Naming& m = r_.mentions[i];
        if (m.kind != NamingKind::amount || !amount_of(r_, m).money) continue;
        if (k == index && m.begin < own.first) continue;
        size_t look = m.begin >= s.first + 9 ? m.begin - 9 : s.first;
        if (kExerciseWord.in(w, look, std::min<size_t>(s.last, m.end + 1))) continue;
        if (kPrice.match(w, m.end, s.last)) {
          if (amount_of(r_, m).value < Decimal(Int128{5}, -3)) continue;
          if (d.field("price") == nullptr) d.set("price", amount_of(r_, m).value, r_.span(s, m.begin, m.end));
        } else if (kProceeds.in(w, look, m.begin) && d.field("proceeds") == nullptr && amount_of(r_, m).value > Decimal(1000)) {
          d.set("proceeds", amount_of(r_, m).value, r_.span(s, m.begin, m.end));
        }
      }
    }
    if (d.field("price") != nullptr || ascii::contains_ignoring_case(d.text("security"), "warrant") || !kOffered.in(w, own.first, own.last)) return;
    // The price of an offering is often told before it closes.
    for (uint32_t k = std::max(p_.first, index > 40 ? index - 40 : 0); k < index; ++k) {
      const ReadSentence& s = r_.sentences[k];
      if (auto m = kPublic.find(w, s.first, s.last)) {
        const Naming* money = next_money(r_, s, m.end, std::min<size_t>(s.last, m.end + 5));
        if (money == nullptr || !kPrice.match(w, money->end, s.last)) continue;
        if (kExerciseWord.in(w, m.begin >= s.first + 6 ? m.begin - 6 : s.first, m.begin)) continue;
        d.set("price", amount_of(r_, *money).value, r_.span(s, money->begin, money->end));
        return;
      }
    }
  }

  /// Item 3.02 about convertible notes, often by reference to Item 1.01.
  void convertible() {
    auto scan = [&](const Passage& p) -> bool {
      for (uint32_t i = p.first; i < p.last; ++i) {
        const ReadSentence& s = r_.sentences[i];
        if (s.heading) continue;
        auto m = kConvertible.find(r_.words, s.first, s.last);
        if (!m || !kSell.in(r_.words, s.first, s.last)) continue;
        Draft d;
        d.type = "equity_sale";
        d.sentence = i;
        if (const Naming* o = opening_date(r_, s); o != nullptr && is_news(r_, date_of(r_, *o), 60)) d.date = date_of(r_, *o);
        // "2.75% Convertible Debentures due 2031"
        size_t b = m.begin, e = m.end;
        const Naming* rate = r_.previous(s, NamingKind::amount, b, b >= s.first + 4 ? b - 4 : s.first);
        if (rate != nullptr && amount_of(r_, *rate).percent) b = rate->begin;
        if (kDue.match(r_.words, e, s.last) && e + 1 < s.last) e += 2;
        d.set("security", ascii::fold_space(r_.chars(s, b, e)), r_.span(s, b, e));
        if (p.item == p_.item) exemption(d);
        if (d.field("exemption") == nullptr && p.item != p_.item) {
          for (uint32_t k = p.first; k < p.last; ++k) {
            const ReadSentence& x = r_.sentences[k];
            if (auto q = k42.find(r_.words, x.first, x.last)) d.set("exemption", std::string("4(2)"), r_.span(x, q.begin, q.end));
            else if (auto q2 = k4a2.find(r_.words, x.first, x.last)) d.set("exemption", std::string("4(a)(2)"), r_.span(x, q2.begin, q2.end));
          }
        }
        for (uint32_t k = p.first; k < p.last; ++k) {
          const ReadSentence& x = r_.sentences[k];
          if (auto q = kProceeds.find(r_.words, x.first, x.last); q && !kUses.in(r_.words, x.first, q.begin)) {
            // "received approximately $676.0 million in net proceeds"
            const Naming* money = r_.previous(x, NamingKind::amount, q.begin, q.begin >= x.first + 4 ? q.begin - 4 : x.first);
            if (money == nullptr || !amount_of(r_, *money).money) money = next_money(r_, x, q.end, std::min<size_t>(x.last, q.end + 22));
            if (money != nullptr && d.field("proceeds") == nullptr) d.set("proceeds", amount_of(r_, *money).value, r_.span(x, money->begin, money->end));
          }
        }
        if (d.field("exemption") == nullptr) exemption(d);
        drafts_.push_back(std::move(d));
        return true;
      }
      return false;
    };
    if (scan(p_)) return;
    for (const Passage& p : r_.passages)
      if (p.kind == PassageKind::item && p.canonical == "1.01" && scan(p)) return;
  }

  const Scene& scene_;
  const Narrative& r_;
  const Passage& p_;
  Drafts& drafts_;
  size_t made_ = 0;
  bool looked_ = false;
  std::string exemption_;
  Span exemption_span_;
};

}  // namespace

void find_equity_events(const Scene& scene, Drafts& drafts) { Equity(scene, drafts).run(); }

}  // namespace crossfoot::prose
