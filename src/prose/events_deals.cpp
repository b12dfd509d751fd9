// Agreements entered and ended, acquisitions and dispositions completed, debt incurred.
#include <algorithm>

#include "base/ascii.h"
#include "prose/event_draft.h"

namespace crossfoot::prose {
namespace {

// Wordings of single places; at namespace scope so that the vocabulary is whole before the first filing is read.
const Phrases kSubOf{"wholly-owned subsidiary", "wholly owned subsidiary", "direct wholly-owned subsidiary",
    "indirect wholly owned subsidiary"};
const Phrases kNamed{"agreement", "indenture", "amendment", "lease", "contract", "note", "settlement", "plan", "letter", "facility"};
const Phrases kOther{"settled", "agreed to settle", "received a commitment letter", "reached an agreement", "reached a settlement",
    "reached agreement", "definitive agreement", "settlement of", "agreed to a settlement", "has settled", "extended the terms of",
    "have settled", "a settlement"};
const Phrases kAnnounced{"announced it had entered", "announced that it had entered", "announced they had entered",
    "announced that they had entered", "announced it has entered"};
const Phrases kNow{"today", "announced", "announces", "has entered", "has signed", "have entered", "have signed", "settled"};
const Phrases kDated{"dated", "dated as of", "as of", "dated on"};
const Phrases kSettle{"settled", "settlement of", "has settled", "agreed to settle", "reached a settlement", "agreed to a settlement",
    "have settled", "a settlement"};
const Phrases kVerb{"received", "reached", "extended the terms of"};
const Phrases kAnother{"and a", "and an", "and ( ii )", "( ii )", "( iii )", "( b )", "as well as a", ", a", "and the", "( 2 )"};
const Phrases kDated2{"dated as of", "dated"};
const Phrases kParties{"between", "among", "with"};
const WordId kWordFor = take_word("for");
const WordId kWordTo = take_word("to");
const Phrases kFor{"to purchase", "to acquire", "to combine", "to sell", "to merge", "pursuant to which", "under which", "combine its",
    "to license", "acquire", "to repurchase"};
const Phrases kCase{"litigation", "lawsuit", "case", "action", "arbitration", "dispute", "claims", "suit", "proceeding", "investigation",
    "derivative", "lawsuits", "class action"};
const Phrases kAgainst{"against", "with"};
const Phrases kPlain{"terminated the", "was terminated", "were terminated", "has terminated", "repaid and terminated"};
const Phrases kWork{"employment", "service", "merger agreement"};
const Phrases kMayEnd{"may terminate", "may be terminated", "termination fee", "early termination penalties", "upon termination",
    "will terminate on", "terminates on", "right to terminate", "no early termination", "penalties", "prior to termination",
    "unless terminated", "scheduled to", "was scheduled", "would have"};
const Phrases kNotYet{"expected to", "expects to", "will be completed", "subject to", "anticipated", "is expected", "anticipates",
    "would", "intends to", "upon completion", "upon the completion", "following the completion", "upon consummation",
    "prior to the completion", "until the completion", "conditions to", "if the merger",
                                 "prior to the closing", "after the closing", "upon the consummation", "at the closing",
                                 "upon the closing", "prior to closing", "following the closing", "following completion", "to close",
                                 "until", "in the event", "had been completed", "as if", "had not been", "plans to"};
const Phrases kAnnouncing{"announcing the", "announcing"};
const Phrases kDeed{"completed", "consummated", "closed", "concluded", "completes", "acquired", "purchased", "sold"};
const Phrases kAgreedTo{"agreed to acquire", "agreed to purchase", "agreed to sell", "agreed to merge", "agreed to be acquired by",
    "agrees to acquire"};
const Phrases kPartyPeople{"investors", "investor", "purchasers", "stockholders", "shareholders", "holders", "lenders", "banks",
    "members", "underwriters", "sellers", "noteholders", "buyers"};
const Phrases kDone{"completed", "consummated", "closed", "concluded", "completes"};
const Phrases kOnly{"be", "being", "to", "and", "is", "are", "not", "yet", "if", "when", "until", "expects", "recently", "previously",
    "announced", "fully"};
const Phrases kMerged{"was merged with", "were merged with", "has been merged", "merged with and into",
    "becoming a wholly-owned subsidiary", "becoming a wholly owned subsidiary", "became a wholly-owned subsidiary",
    "became a wholly owned subsidiary", "was merged into", "merged into"};
const Phrases kSoldTo{"sold", "transferred to", "were transferred", "was transferred", "sold to", "distributed"};
const Phrases kSecurities{"aggregate principal", "principal amount", "notes", "debentures", "shares of its common",
    "shares of our common", "of its common stock"};
const Phrases kToday{"today announced", "announced", "completed the", "has completed", "completes"};
const Phrases kAssets{"assets of", "the assets of", "business of", "accounts of", "division of", "shares of", "stock of",
    "capital stock of", "interest in", "interests in"};
const Phrases kAssetWords{"assets", "accounts", "division", "business", "operations", "branches", "facility", "property"};
const Phrases kNounEnd{"for", "from", "to", "pursuant", "(", ",", "located", "which", "in exchange", "with", "on", "and"};
const Phrases kVague{"businesses", "business", "company", "companies"};
const Phrases kOwners{"sole stockholder", "sole shareholder", "sole stockholders", "sole shareholders", "sole member", "sole owner",
    "its stockholders ,", "its shareholders ,", "sole stockholders of", "stockholders of", "shareholders of"};
const Phrases kPrice{"consideration", "purchase price", "aggregate purchase", "exercise price was", "in exchange for", "issued",
    "received", "in cash", "will issue", "to issue", "paid", "price of", "investment of", "issuable", "converted into", "valued at",
    "for approximately", "for an aggregate"};
const Phrases kNoPrice{"current assets", "per share", "par value", "revenues", "of revenue", "stated value", "annual", "income",
    "net income"};
const Phrases kCash{"in cash", "cash"};
const Phrases kNounGoesOn{"of", "the", "common", "stock", "class", "preferred", "company", "registrant", "unregistered", "restricted",
    "its", "series"};
const Phrases kAbout{"approximately", "up to", "about", "an aggregate of", "additional"};
const Phrases kPrincipal{"aggregate principal amount", "principal amount", "in principal amount", "original principal amount",
    "in aggregate principal"};
const Phrases kFacility{"revolving credit facility", "term loan", "loan agreement", "credit facility", "line of credit",
    "term loan facility", "revolving credit", "loan", "credit agreement", "senior secured", "promissory note", "term loans",
    "revolving line of credit", "facility", "note"};
const Phrases kIssued{"issued", "consummated the issuance", "completed the issuance", "completed its offering", "closed", "borrowed",
    "issuance and sale of", "completed the sale", "completed its issuance", "completed the offering", "entered into", "to sell",
    "to issue and sell", "to offer and sell", "provides for", "provides", "issued and sold", "consummated", "obtained", "sold"};
const Phrases kOldDebt{"remain outstanding", "redeem", "redemption", "repay", "repaid", "existing", "repurchase", "outstanding under",
    "prepay", "default", "up to an additional", "cross-default", "judgment", "acceleration", "at least $", "in excess of",
    "integral multiples", "minimum", "prior to maturity", "offset", "incremental", "accordion"};
const Phrases kExtra{"up to an additional", "an additional", "additional", "sublimit", "in excess of", "at least", "remain", "existing"};
const Phrases kAdd{"additional"};
const Phrases kDone2{"consummated the issuance", "completed the issuance", "issued and sold", "completed its offering",
    "closed its offering", "completed the sale", "closed the offering", "completed the offering", "closed the sale"};
const Phrases kNotes{"senior notes", "convertible", "debentures", "notes due", "underwriting", "indenture", "purchase agreement"};
const Phrases kLoan{"loan", "credit", "lender", "facility", "note"};

const Trigger kTrigger(kDealFamily,
                       "entered enter entry signed sign executed executes execution amended amend amendment agreed reached settled settlement settle terminated terminate termination terminates repaid "
                       "completed completes complete completion consummated consummation closed closing acquired acquires purchased acquisition sold disposition issued borrowed indenture loan facility notes "
                       "agreement commitment extended borrowings transferred merged spin-off distributed divestiture sale redeemed expired satisfied discharged");

const Phrases kEntered{"entered into", "entering into", "entry into", "enter into", "signed", "executed", "execution of", "has executed",
    "entered in to", "executed and delivered", "signing of"};
const Phrases kAgentWords{"agent", "trustee", "representative", "guarantor"};
const WordId kAs = take_word("as");
const Phrases kDirect{"sold", "acquired", "purchased", "has acquired", "has purchased"};
const Phrases kDebtDone{"issued and sold", "closed the", "completed the", "consummated", "closed its", "completed its", "borrowed",
    "issued $", "issued an aggregate"};
const Phrases kEnterInto{"enter into", "entering into"};
const Phrases kShallEnter{"will", "shall"};
const Phrases kAmended{"amended", "extended", "approved an amendment to", "approved amendments to", "amended and restated",
    "agreed to amend", "modified"};
const Phrases kEarlier{"previously entered", "had entered", "had previously", "previously announced", "as previously disclosed",
    "as previously reported", "previously disclosed", "previously reported", "originally entered", "was entered into",
    "were entered into",
                       "has previously entered", "were previously entered", "has not entered", "not entered", "form of"};
const Phrases kHeads{"agreement", "agreements", "indenture", "contract", "lease", "amendment", "letter of intent",
    "memorandum of understanding", "plan of merger", "stipulation", "settlement", "commitment letter", "transactions", "transaction",
    "guaranty",
                     "guarantee", "waiver", "joinder", "note", "supplement", "consent", "order", "facility", "understanding",
                     "memorandum", "arrangement", "letter", "plan of reorganization", "deed", "license", "term sheet", "undertaking",
                     "contracts", "swap", "amendments", "mortgage", "notes", "program", "plan"};
const Phrases kTitleEnds{"with", "by and among", "by and between", "among", "between", "dated", "( the", "( \"", "pursuant", "to",
    "under", "providing", "for", "whereby", "in connection", "which", "that", "relating", "regarding", "(", ",", "and", "as of",
    "amending", "effective", "together", "covering", "made", "setting", "from", "respecting", "in which"};
const Phrases kWith{"with", "by and among", "by and between", "among", "between"};
const Phrases kPartiesEnd{"pursuant", "to which", "under", "relating", "providing", "as representatives", "as representative", "whereby",
    "under which", "which", "for the", "in connection", "governing", "that", "to sell", "to provide", "to acquire", "to purchase",
    "to amend", "to offer", "with respect", "regarding", "in order", "setting forth", "to extend", "to increase", "to issue",
    "to repurchase",
                         "to settle", "covering", "where", "the terms", "a copy", "providing for", "for an", "effective as of",
                         "identical", "to serve", "replacing"};
const Phrases kAgents{"as escrow agent", "as administrative agent", "as trustee", "as collateral agent", "as agent", "as rights agent",
    "as paying agent", "escrow agent", "as the representative", "stockholder representative", "shareholder representative",
    "as guarantor", "as guarantors", "as syndication agent", "as documentation agent",
                      "as joint lead", "as co-", "as arranger", "as stockholders", "as securityholder"};
const Phrases kMergerSub{"merger sub", "acquisition corp", "acquisition corporation", "acquisition co", "acquisition inc",
    "acquisition sub", "acquisition llc", "merger corp", "acquisition ,", "acquisition , inc", "merger subsidiary",
    "acquisition subsidiary"};
const Phrases kEmployment{"employment agreement", "employment agreements", "employment contract", "employment contracts",
    "employment letter", "offer letter", "employment offer letter", "letter agreement regarding employment", "executive employment",
    "letter of employment", "offer of employment", "employment arrangement"};
const Phrases kEnded{"terminated", "terminate", "termination of", "terminates", "repaid and terminated", "notice of termination",
    "terminating", "expired", "repaid in full", "satisfied and discharged", "was terminated", "prepaid"};
const Phrases kCompletes{"completed", "completes", "consummated", "closed", "completion of", "consummation of", "closing of", "closes",
    "completing", "concluded"};
const Phrases kDealNouns{"acquisition", "merger", "purchase", "sale", "disposition", "divestiture", "spin-off", "separation",
    "distribution", "investment", "combination", "transaction", "acquisitions", "asset purchase", "stock purchase", "transactions",
    "spinoff", "split-off", "tender offer", "exchange offer", "mergers"};
enum DealNoun : int { kAcquisition, kMerger, kPurchase, kSale, kDisposition, kDivestiture, kSpinOff, kSeparation, kDistribution, kInvestment, kCombination, kTransaction, kAcquisitions, kAssetPurchase, kStockPurchase, kTransactions, kSpinoff2, kSplitOff, kTender, kExchangeOffer, kMergers };
const Phrases kAcquired{"acquired", "purchased", "has acquired", "acquires", "has purchased", "completed its purchase of",
    "completed its acquisition of"};
const Phrases kMoneyOffer{"public offering", "private placement", "offering of", "sale of shares", "notes offering", "issuance and sale",
    "offering"};
const WordId kComma = take_word(","), kAnd = take_word("and"), kOf = take_word("of"), kTo = take_word("to"), kOpen = take_word("("),
    kClose = take_word(")"), kThe = take_word("the"), kQuote = take_word("\""), kIts = take_word("its"), kFrom = take_word("from"),
    kBy = take_word("by"), kIn = take_word("in"), kPlanWord = take_word("plan"), kNoteWord = take_word("note"),
    kNotesWord = take_word("notes"), kPer = take_word("per"), kEach = take_word("each"), kBeen = take_word("been"),
    kWas = take_word("was"), kWere = take_word("were"), kIntoWord = take_word("into"), kAgreementWord = take_word("agreement"),
    kAgreementsWord = take_word("agreements"), kDatedWord = take_word("dated"), kLetterWord = take_word("letter"),
    kInvestmentIn = take_word("investment"), kProgram = take_word("program"), kOrder = take_word("order"), kDash = take_word("-"),
    kShares = take_word("shares");
const Phrases kArticles{"a", "an", "the", "its", "certain", "definitive", "that", "new", "separate", "this", "their", "our", "another",
    "each", "several", "any", "two", "three", "four", "five", "six", "( i )", "( a )", "( 1 )", "i", "respective", "following",
    "material", "written", "binding", "non-binding", "any such", "such"};
const Phrases kCapitalHeads{"agreement", "indenture", "plan of merger", "plan of reorganization", "lease", "amendment", "note",
    "guaranty", "letter"};

/// Trims articles, numerals of lists and amounts before the title: "a $10.0 million Loan Agreement" -> "Loan Agreement".
size_t skip_articles(const Narrative& r, const ReadSentence& s, size_t begin, size_t end) {
  const Tokens& w = r.words;
  size_t i = begin;
  while (i < end) {
    if (auto m = kArticles.match(w, i, end)) {
      i = m.end;
      continue;
    }
    const Naming* a = r.at(s, i);
    if (a != nullptr && a->kind == NamingKind::amount && amount_of(r, *a).money) {
      i = a->end;
      continue;
    }
    if (w[i].mark && w[i].id == kComma) {
      ++i;
      continue;
    }
    break;
  }
  return i;
}

auto folded(const Narrative& r, const ReadSentence& s, size_t begin, size_t end) -> std::string { return ascii::fold_space(r.chars(s, begin, end)); }

class Deals {
 public:
  Deals(const Scene& scene, Drafts& drafts) : scene_(scene), r_(scene.r), p_(scene.here()), drafts_(drafts) {}

  void run() {
    const std::string& c = p_.canonical;
    bool body = p_.kind == PassageKind::item;
    bool governance = c == "5.07" || c == "9.01" || c == "2.02" || c == "5.03" || c == "4.01" || c == "4.02" || c == "3.01" || c == "1.03";
    uint32_t limit = body ? p_.last : std::min(p_.last, p_.first + 14);
    for (uint32_t i = p_.first; i < limit; ++i) {
      const ReadSentence& s = r_.sentences[i];
      if (s.heading || (scene_.calls[i] & kDealFamily) == 0) continue;
      if (c == "9.01" && body) agreements(s, i);  // read only where the report lists exhibits and nothing else
      if (!governance) {
        if (c != "1.02" && !(c == "2.03" && has_item("1.01"))) agreements(s, i);
        if (c == "1.02" || c == "1.01" || c == "8.01") ended(s, i);
        if (c != "5.02" && c != "1.02" && c != "2.03") completed(s, i);
      }
    }
    if (c == "2.03" || ((c == "1.01" || c == "8.01") && body)) debt();
  }

 private:
  struct Parties {
    std::vector<std::string> organisations, persons;
    Span span;
    size_t end = 0;
  };

  bool has_item(std::string_view canonical) const {
    return std::any_of(r_.passages.begin(), r_.passages.end(), [&](const Passage& p) { return p.kind == PassageKind::item && p.canonical == canonical; });
  }

  /// Whether the mention acts for others: "U.S. Bank National Association, as escrow agent".
  bool is_agent(const ReadSentence& s, const Naming& m) const {
    static constexpr size_t kReach = 7;
    size_t a = m.end;
    if (a < s.last && r_.words[a].id == kComma) ++a;
    if (a >= s.last || r_.words[a].id != kAs) return false;
    for (size_t k = a; k < std::min<size_t>(s.last, a + kReach); ++k)
      if (kAgentWords.begins_with(r_.words[k].id)) return true;
    return false;
  }

  auto parties(const ReadSentence& s, size_t from, size_t to) const -> Parties {
    Parties p;
    p.end = from;
    std::vector<std::string> agents;
    for (size_t i = from; i < to;) {
      if (i > from && kPartiesEnd.has(r_.words, i)) break;
      const Naming* m = r_.at(s, i);
      if (m == nullptr || m->begin != i) {
        // Definitions in parentheses hold no further party.
        if (r_.words[i].id == kOpen) {
          size_t k = i + 1;
          while (k < to && r_.words[k].id != kClose) ++k;
          i = k + 1;
          continue;
        }
        ++i;
        continue;
      }
      if (m->kind == NamingKind::organisation && !r_.is_own(*m)) {
        std::string name = r_.organisation_name(*m);
        size_t a = m->end;
        while (a < to && (r_.words[a].id == kComma || r_.words[a].id == kOpen)) {
          if (r_.words[a].id == kOpen) {
            while (a < to && r_.words[a].id != kClose) ++a;
          }
          ++a;
        }
        bool agent = kAgents.has(r_.words, a);
        bool sub = kMergerSub.in(r_.words, m->begin, m->end);
        bool subsidiary = kSubOf.in(r_.words, m->end, std::min<size_t>(to, m->end + 11)) && !p.organisations.empty();
        auto& list = agent || sub || subsidiary ? agents : p.organisations;
        if (std::find(list.begin(), list.end(), name) == list.end()) list.push_back(name);
        p.span = p.span.empty() ? r_.span(s, m->begin, m->end) : join(p.span, r_.span(s, m->begin, m->end));
      } else if (m->kind == NamingKind::person) {
        std::string name = r_.person_name(s, *m);
        if (m->index >= 0) {
          if (std::find(p.persons.begin(), p.persons.end(), name) == p.persons.end()) p.persons.push_back(name);
          if (p.organisations.empty()) p.span = p.span.empty() ? r_.span(s, m->begin, m->end) : join(p.span, r_.span(s, m->begin, m->end));
        }
      }
      i = m->end;
      p.end = i;
    }
    if (p.organisations.empty() && p.persons.empty()) p.organisations = std::move(agents);
    return p;
  }

  static auto joined(const std::vector<std::string>& names) -> std::string {
    std::string s;
    for (size_t i = 0; i < names.size(); ++i) {
      if (i > 0) s += i + 1 == names.size() ? " and " : ", ";
      s += names[i];
    }
    return s;
  }

  /// The name that a sentence defines for what it tells of: (the "Purchase Agreement").
  auto defined_title(const ReadSentence& s, size_t from, size_t to) const -> std::string {
    for (size_t i = from; i + 2 < to; ++i) {
      if (r_.words[i].id != kQuote) continue;
      size_t q = i + 1;
      while (q < to && q < i + 7 && r_.words[q].id != kQuote) ++q;
      if (q >= to || q >= i + 7) continue;
      if (kNamed.in(r_.words, q - 1, q) && q > i + 2) return folded(r_, s, i + 1, q);
      i = q;
    }
    return {};
  }

  void agreements(const ReadSentence& s, uint32_t index) {
    const Tokens& w = r_.words;
    const std::string& c = p_.canonical;
    bool entry_item = c == "1.01";
    bool body = p_.kind == PassageKind::item;
    const Naming* opening = opening_date(r_, s);
    std::optional<Date> date;
    if (opening != nullptr) date = date_of(r_, *opening);
    PhraseMatch t{};
    bool amended = false;
    bool listed = c == "9.01";
    for (size_t i = s.first; i < s.last && !t && !listed; ++i) t = kEntered.match(w, i, s.last);
    if (!t && entry_item) {
      t = kAmended.find(w, s.first, s.last);
      amended = bool(t);
    }
    bool other = false;
    if (!t && (entry_item || c == "8.01" || c == "5.02" || p_.kind != PassageKind::item)) {
      t = kOther.find(w, s.first, s.last);
      other = bool(t);
    }
    if (!t && (c == "1.01" || c == "8.01" || p_.kind == PassageKind::release))
      if (auto a = kAgreedTo.find(w, s.first, s.last); a && !is_conditional(r_, s, a.begin) && !kEarlier.in(w, s.first, a.begin) && (!date || is_news(r_, *date, 45))) {
        agreed(s, index, a, date);
        return;
      }
    if (!t && body && dated_now(s, &t)) other = true;
    if (!t) return;
    if (is_conditional(r_, s, t.begin)) return;
    if (kEnterInto.has(w, t.begin) && !other) {
      // "may enter into", "expects to enter into": nothing was agreed; "will enter into" tells what was.
      if (t.begin == s.first || !kShallEnter.begins_with(w[t.begin - 1].id)) return;
    }
    if (kEarlier.in(w, s.first, std::min<size_t>(s.last, t.end + 1)) && !(entry_item && index == first_told())) {
      if (!kAnnounced.in(w, s.first, s.last)) return;
    }
    if (!body && p_.kind == PassageKind::exhibit) {
      if (!kNow.in(w, s.first, s.last)) return;
    }
    // The agreement's own date where the sentence does not open with one.
    if (!date || !is_news(r_, *date, 45)) {
      for (size_t i = t.end; i < s.last; ++i)
        if (auto m = kDated.match(w, i, s.last)) {
          const Naming* d = r_.next(s, NamingKind::date, m.end, m.end + 2);
          if (d != nullptr && is_news(r_, date_of(r_, *d), 45)) date = date_of(r_, *d);
          if (d != nullptr) break;
        }
    }
    if (date && !is_news(r_, *date, 45)) return;
    if (!date && !entry_item && c != "5.02" && c != "8.01" && c != "3.02" && body) return;

    // The title.
    size_t tb = t.end;
    if (other) {
      if (kSettle.in(w, t.begin, t.end)) {
        settlement(s, index, t, date);
        return;
      }
      tb = t.begin;
      if (w[tb].id != kAgreementWord && t.end > tb) {
        if (auto v = kVerb.match(w, tb, s.last)) tb = v.end;
      }
    }
    bool plural_list = false;
    for (int round = 0; round < 6; ++round) {
      size_t b = skip_articles(r_, s, tb, s.last);
      size_t e = title_end(s, b);
      auto head = kHeads.find_last(w, b, e);
      std::string title;
      Span title_span;
      if (head) {
        title = folded(r_, s, b, head.end);
        title_span = r_.span(s, b, head.end);
        plural_list = w[head.begin].id == kAgreementsWord;
        // Only what begins with capitals is a title: "amended the Acme Bank salary continuation agreement"
        size_t k = b;
        while (k < head.begin && !(w[k].capital && !w[k].mark)) ++k;
        if (k > b && k < head.begin && w[head.end - 1].capital) {
          title = folded(r_, s, k, head.end);
          title_span = r_.span(s, k, head.end);
        }
        // "the Company's standard indemnification agreement"
        for (size_t q = b; q < head.begin && q < b + 3; ++q)
          if (w[q].possessive) {
            title = folded(r_, s, q + 1, head.end);
            title_span = r_.span(s, q + 1, head.end);
            break;
          }
        if (head.end < s.last && w[head.end].id == kAnd && head.end + 2 < s.last && w[head.end + 1].capital && w[head.end + 1].id == kPlanWord) title = "Agreement and Plan of Merger";
      }
      if (head && (title.size() < 12 || ascii::equals_ignoring_case(title, "agreement") || ascii::equals_ignoring_case(title, "agreements") || ascii::equals_ignoring_case(title, "transaction"))) {
        std::string defined = defined_title(s, head.end, s.last);
        if (!defined.empty()) title = defined;
      }
      if (!head && !amended) {
        std::string defined = defined_title(s, b, s.last);
        if (defined.empty()) return;
        title = defined;
        title_span = r_.span(s, b, std::min<size_t>(s.last, b + 3));
      }
      if (title.empty() || title.size() > 160) return;
      if (amended && !head) return;
      size_t after = head ? head.end : e;
      Parties with;
      size_t w_at = after;
      while (w_at < s.last && !is_with(s, w_at)) {
        if (kPartiesEnd.has(w, w_at) && w_at > after) break;
        ++w_at;
      }
      if (w_at < s.last && is_with(s, w_at)) with = parties(s, w_at + 1, s.last);
      else if (t.begin > s.first && body) with = subject_parties(s, t.begin);
      if (with.organisations.empty() && with.persons.empty() && body) with = subject_parties(s, t.begin);
      // "signed an agreement to purchase NeXT Software, Inc."
      if (with.organisations.empty() && with.persons.empty()) with = all_parties(s, after);
      // "with certain institutional investors", "between Amazon and the stockholders of Junglee"
      if (with.organisations.empty() && with.persons.empty() && w_at < s.last && is_with(s, w_at)) {
        size_t pe = std::min<size_t>(s.last, w_at + 14);
        if (auto people = kPartyPeople.find(w, w_at, pe)) {
          size_t pb = people.begin;
          while (pb > w_at + 1 && !w[pb - 1].mark && r_.at(s, pb - 1) == nullptr && w[pb - 1].id != kAnd && w[pb - 1].id != kThe && !kWith.has(w, pb - 1)) --pb;
          size_t end = people.end;
          if (end + 1 < s.last && w[end].id == kOf)
            if (const Naming* whose = r_.next(s, NamingKind::organisation, end, end + 3)) end = whose->end;
          with.organisations.push_back(folded(r_, s, pb, end));
          with.span = r_.span(s, pb, end);
        }
      }
      bool employment = kEmployment.in(w, b, std::min<size_t>(s.last, after + 5)) || ascii::contains_ignoring_case(title, "employment agreement") || ascii::contains_ignoring_case(title, "offer letter");
      if (plural_list && ascii::equals_ignoring_case(title, "agreements") && with.organisations.size() + with.persons.size() < 2) return;
      // Terms of trade with nobody named are no agreement of their own: "over-the-counter derivative transactions".
      if (with.organisations.empty() && with.persons.empty() && (ascii::contains_ignoring_case(title, "derivative") || ascii::contains_ignoring_case(title, "warrant transaction"))) return;
      if (ascii::contains_ignoring_case(title, "warrant transaction") && c == "3.02") return;
      if (employment) {
        // events_grants.cpp reads those
      } else if (skips(title)) {
      } else {
        emit_agreement(index, title, title_span, with, date, plural_list);
      }
      // "… and a Transition Services Agreement with", "(ii) a Security Agreement"
      size_t next = std::max(after, with.end);
      size_t k = next;
      bool more = false;
      for (; k < std::min<size_t>(s.last, next + 40); ++k)
        if (auto m = kAnother.match(w, k, s.last)) {
          size_t nb = m.end;
          size_t ne = title_end(s, nb);
          auto nh = kCapitalHeads.find(w, nb, ne);
          if (nh && w[nb].capital && nh.end <= nb + 9 && w[nh.begin].capital) {
            tb = nb;
            more = true;
            break;
          }
        }
      if (!more || !body) break;
    }
  }

  /// "The terms are set forth in a Rights Agreement dated as of May 4, 2001 between": dated by the report's own days.
  bool dated_now(const ReadSentence& s, PhraseMatch* where) const {
    const Tokens& w = r_.words;
    for (size_t i = s.first + 2; i < s.last; ++i) {
      auto m = kDated2.match(w, i, s.last);
      if (!m) continue;
      const Naming* d = r_.next(s, NamingKind::date, m.end, m.end + 2);
      if (d == nullptr || !is_news(r_, date_of(r_, *d), p_.canonical == "9.01" ? 45 : 4)) continue;
      size_t e = i;
      if (w[e - 1].id == kComma) --e;
      auto head = kCapitalHeads.find_last(w, e >= s.first + 6 ? e - 6 : s.first, e);
      if (!head || head.end != e || !w[head.begin].capital) continue;
      if (!kParties.in(w, d->end, std::min<size_t>(s.last, d->end + 18))) continue;
      size_t b = head.begin;
      while (b > s.first && ((w[b - 1].capital && !w[b - 1].mark) || w[b - 1].id == kAnd)) --b;
      *where = {static_cast<uint32_t>(b), static_cast<uint32_t>(head.end), 0};
      return true;
    }
    return false;
  }

  static bool skips(const std::string& title) {
    // Plans have no event of their own; neither have prospectuses and the like.
    static constexpr std::string_view kNo[] = {"10b5-1", "trading plan", "Incentive Plan", "Stock Plan", "Bonus Plan", "Bonus Program",
        "Compensation Plan", "Purchase Plan", "Option Plan", "Directors' Plan", "Bylaws", "By-Laws", "Articles"};
    for (auto n : kNo)
      if (ascii::contains_ignoring_case(title, n)) return true;
    std::string lower = ascii::to_lower(title);
    if (lower.size() >= 4 && lower.substr(lower.size() - 4) == "plan" && lower.find("plan of") == std::string::npos) return true;
    return false;
  }

  bool is_with(const ReadSentence& s, size_t i) const { return bool(kWith.match(r_.words, i, s.last)); }

  size_t title_end(const ReadSentence& s, size_t b) const {
    const Tokens& w = r_.words;
    for (size_t i = b; i < s.last; ++i) {
      auto m = kTitleEnds.match(w, i, s.last);
      if (!m) continue;
      // "Agreement and Plan of Merger", "Security and Pledge Agreement", "Agreement to Purchase"
      if (w[i].id == kAnd && i + 1 < s.last && w[i + 1].capital && i > b && w[i - 1].capital) continue;
      if (w[i].id == kComma && i + 1 < s.last && w[i + 1].capital && i > b && w[i - 1].capital && kCapitalHeads.in(w, i, std::min<size_t>(s.last, i + 6)) && !kCapitalHeads.in(w, b, i)) continue;
      if (w[i].capital && i > b && w[i - 1].capital && !w[i].mark) continue;
      if ((w[i].id == kWordFor || w[i].id == kWordTo) && i + 1 < s.last && w[i + 1].capital && i > b && w[i - 1].capital && kCapitalHeads.in(w, i, std::min<size_t>(s.last, i + 6))) continue;
      return i;
    }
    return s.last;
  }

  /// Every foreign organisation behind the title, whatever binds it to it.
  auto all_parties(const ReadSentence& s, size_t from) const -> Parties {
    Parties p;
    p.end = from;
    if (!kFor.in(r_.words, from, s.last)) return p;
    for (size_t i = s.mention_first; i < s.mention_last; ++i) {
      const Naming& m = r_.mentions[i];
      if (m.kind != NamingKind::organisation || m.begin < from || r_.is_own(m)) continue;
      p.organisations.push_back(r_.organisation_name(m));
      p.span = p.span.empty() ? r_.span(s, m.begin, m.end) : join(p.span, r_.span(s, m.begin, m.end));
      p.end = m.end;
    }
    return p;
  }

  /// "The Company and Acme entered into": a party that is the subject.
  auto subject_parties(const ReadSentence& s, size_t verb) const -> Parties {
    Parties p = parties(s, s.first, verb);
    return p;
  }

  uint32_t first_told() const {
    for (uint32_t i = p_.first; i < p_.last; ++i)
      if (!r_.sentences[i].heading) return i;
    return p_.first;
  }

  void emit_agreement(uint32_t index, const std::string& title, Span title_span, const Parties& with, std::optional<Date> date, bool plural) {
    auto make = [&](const std::string& counterparty) {
      Draft d;
      d.type = "agreement_entered";
      d.sentence = index;
      d.date = date;
      if (!counterparty.empty()) d.set("counterparty", counterparty, with.span);
      std::string t = title;
      if (plural && t.size() > 10 && ascii::starts_with_ignoring_case(std::string_view(t).substr(t.size() - 10), "agreements")) t.pop_back();
      d.set("title", t, title_span);
      drafts_.push_back(std::move(d));
    };
    if (!with.organisations.empty() && (plural && with.organisations.size() > 1 && with.persons.empty())) {
      for (const auto& o : with.organisations) make(o);
    } else if (!with.organisations.empty()) {
      make(joined(with.organisations));
    } else if (!with.persons.empty()) {
      for (const auto& p : with.persons) make(p);
    } else {
      make({});
    }
  }

  /// "announced that it has agreed to acquire Acme Labs, Inc."
  void agreed(const ReadSentence& s, uint32_t index, PhraseMatch a, std::optional<Date> date) {
    const Naming* m = r_.next(s, NamingKind::organisation, a.end, std::min<size_t>(s.last, a.end + 25));
    while (m != nullptr && r_.is_own(*m)) m = r_.next(s, NamingKind::organisation, m->end, std::min<size_t>(s.last, a.end + 25));
    if (m == nullptr) return;
    Draft d;
    d.type = "agreement_entered";
    d.sentence = index;
    d.date = date;
    d.set("counterparty", r_.organisation_name(*m), r_.span(s, m->begin, m->end));
    d.set("title", "agreement " + folded(r_, s, a.begin + 1, m->end), r_.span(s, a.begin, m->end));
    drafts_.push_back(std::move(d));
  }

  void settlement(const ReadSentence& s, uint32_t index, PhraseMatch t, std::optional<Date> date) {
    const Tokens& w = r_.words;
    auto m = kCase.find(w, t.begin, s.last);
    if (!m) return;
    Draft d;
    d.type = "agreement_entered";
    d.sentence = index;
    d.date = date;
    Parties with;
    if (auto a = kAgainst.find(w, t.end, s.last)) with = parties(s, a.end, s.last);
    if (with.organisations.empty()) with = parties(s, t.end, s.last);
    if (!with.organisations.empty()) d.set("counterparty", with.organisations.front(), with.span);
    d.set("title", "settlement of " + folded(r_, s, skip_articles(r_, s, t.end, m.end), m.end), r_.span(s, t.begin, m.end));
    drafts_.push_back(std::move(d));
  }

  // ---- ended -------------------------------------------------------------------------------------------------

  void ended(const ReadSentence& s, uint32_t index) {
    const Tokens& w = r_.words;
    auto t = kEnded.find(w, s.first, s.last);
    if (!t || is_conditional(r_, s, t.begin)) return;
    bool own_item = p_.canonical == "1.02";
    const Naming* opening = opening_date(r_, s);
    if (!own_item) {
      // Elsewhere only what was plainly ended on a day.
      if (opening == nullptr || !kPlain.in(w, s.first, s.last) || kEntered.in(w, s.first, s.last)) return;
      if (kWork.in(w, s.first, s.last)) return;
      if (!is_news(r_, date_of(r_, *opening), 45)) return;
    }
    if (kMayEnd.in(w, s.first, s.last) && !(opening != nullptr && own_item && kEnded.in(w, opening->end, s.last))) return;
    std::optional<Date> date;
    if (opening != nullptr && is_news(r_, date_of(r_, *opening), 60)) date = date_of(r_, *opening);
    // The title stands behind an active verb or before a passive one.
    size_t from = t.end;
    bool passive = t.begin > s.first && (w[t.begin - 1].id == kWas || w[t.begin - 1].id == kWere || w[t.begin - 1].id == kBeen);
    auto head = passive ? kCapitalHeads.find(w, s.first, t.begin) : kHeads.find(w, from, std::min<size_t>(s.last, from + 25));
    // A name in capitals says more than "its existing credit facility".
    for (size_t i = from; i < s.last && !passive; ++i)
      if (auto m = kCapitalHeads.match(w, i, s.last); m && w[i].capital) {
        head = m;
        break;
      }
    if (!head) head = kCapitalHeads.find(w, s.first, s.last);
    if (!head) return;
    size_t b = head.begin;
    while (b > s.first && ((w[b - 1].capital && !w[b - 1].mark) || (w[b - 1].id == kAnd && b > s.first + 1 && w[b - 2].capital)) && r_.at(s, b - 1) == nullptr) --b;
    if (b == head.begin && b > s.first && !w[b].capital) {
      while (b > from && b > s.first && head.begin - b < 4 && !w[b - 1].mark && !kArticles.begins_with(w[b - 1].id)) --b;
    }
    Draft d;
    d.type = "agreement_ended";
    d.sentence = index;
    d.date = date;
    Parties with = parties(s, head.end, s.last);
    if (with.organisations.empty() && with.persons.empty()) with = parties(s, s.first, s.last);
    std::string title = folded(r_, s, b, head.end);
    if (with.organisations.empty() && with.persons.empty()) with = parties_of_defined(title);
    if (!with.organisations.empty()) d.set("counterparty", with.organisations.front(), with.span);
    else if (!with.persons.empty()) d.set("counterparty", with.persons.front(), with.span);
    d.set("title", title, r_.span(s, b, head.end));
    drafts_.push_back(std::move(d));
  }

  /// The parties of the sentence that defines a title: (the "Note Agreement").
  auto parties_of_defined(const std::string& title) const -> Parties {
    for (uint32_t i = p_.first; i < std::min(p_.last, p_.first + 80); ++i) {
      const ReadSentence& s = r_.sentences[i];
      for (size_t k = s.first; k + 2 < s.last; ++k) {
        if (r_.words[k].id != kQuote) continue;
        size_t q = k + 1;
        while (q < s.last && q < k + 7 && r_.words[q].id != kQuote) ++q;
        if (q < s.last && q > k + 1 && ascii::equals_ignoring_case(folded(r_, s, k + 1, q), title)) {
          auto w = kWith.find(r_.words, s.first, s.last);
          return parties(s, w ? w.end : s.first, s.last);
        }
      }
    }
    return {};
  }

  // ---- completed ---------------------------------------------------------------------------------------------

  void completed(const ReadSentence& s, uint32_t index) {
    const Tokens& w = r_.words;
    const std::string& c = p_.canonical;
    bool own_item = c == "2.01";
    bool body = p_.kind == PassageKind::item;
    const Naming* opening = opening_date(r_, s);
    std::optional<Date> date;
    if (opening != nullptr) date = date_of(r_, *opening);
    if (date && !is_news(r_, *date, own_item ? 120 : 75)) {
      if (!own_item) return;
      date.reset();  // a slip of the year, or another day: the item itself says that the deal is done
    }
    if (c == "1.01" && !date) return;
    // Trigger and kind of deal.
    PhraseMatch t{};
    int noun = -1;
    size_t noun_end = 0;
    for (size_t i = s.first; i < s.last; ++i) {
      auto m = kCompletes.match(w, i, s.last);
      if (!m) continue;
      if (!own_item) {
        // Outside its item only what is said to have happened counts, not "the completion of", "to be completed".
        if (!kDone.has(w, m.begin)) continue;
        if (m.begin > s.first && kOnly.begins_with(w[m.begin - 1].id)) continue;
      }
      // The noun stands behind ("completed the acquisition of") or before ("the merger was completed").
      bool passive = m.begin > s.first && (w[m.begin - 1].id == kWas || w[m.begin - 1].id == kWere || w[m.begin - 1].id == kBeen);
      auto n = passive ? kDealNouns.find_last(w, m.begin > s.first + 20 ? m.begin - 20 : s.first, m.begin) : kDealNouns.find(w, m.end, std::min<size_t>(s.last, m.end + 14));
      if (!n && !passive && m.begin > s.first) n = kDealNouns.find_last(w, m.begin > s.first + 5 ? m.begin - 5 : s.first, m.begin);
      if (!n) continue;
      t = m;
      noun = n.which;
      noun_end = n.end;
      break;
    }
    bool acquired = false;
    bool passive_sale = false;
    const Naming* buyer = nullptr;  // another who bought of the registrant
    if (!t && (own_item || c == "8.01" || !body)) {
      for (size_t i = s.first; i < s.last; ++i) {
        auto m = kAcquired.match(w, i, s.last);
        if (!m) continue;
        bool passive = m.begin > s.first && (w[m.begin - 1].id == kWas || w[m.begin - 1].id == kWere || w[m.begin - 1].id == kBeen);
        if (passive && !own_item) continue;
        // The registrant (or nobody named) acts; "shares acquired by" is no deal, nor is "the acquired company".
        if (m.begin > s.first && (w[m.begin - 1].id == kThe || w[m.begin - 1].id == kEach)) continue;
        if (m.end < s.last && (w[m.end].id == kBy || w[m.end].id == kIn)) continue;
        const Naming* who = r_.previous(s, NamingKind::organisation, m.begin, s.first);
        bool they = !passive && who != nullptr && !r_.is_own(*who) && m.begin - who->end < 3;
        if (they && !own_item) continue;
        buyer = they ? who : nullptr;
        if (!own_item && !date) continue;
        t = m;
        noun = kAcquisition;
        noun_end = m.end;
        acquired = true;
        break;
      }
    }
    // "… pursuant to which a subsidiary was merged with Innova, Innova thereby becoming a wholly-owned subsidiary"
    bool merged = false;
    if (!t && own_item)
      if (auto m = kMerged.find(w, s.first, s.last)) {
        t = m;
        noun = kMerger;
        noun_end = m.end;
        merged = true;
      }
    // "was transferred to", "were sold to" (dispositions of item 2)
    if (!t && own_item && date) {
      auto m = kSoldTo.find(w, s.first, s.last);
      if (m) {
        t = m;
        noun = kSale;
        noun_end = m.end;
        passive_sale = m.begin > s.first && (w[m.begin - 1].id == kWere || w[m.begin - 1].id == kWas || w[m.begin].id == kWere || w[m.begin].id == kWas);
        // "the trustee sold all of the stock of X to the Company": the registrant buys
        for (size_t i = s.mention_first; i < s.mention_last; ++i) {
          const Naming& o = r_.mentions[i];
          if (o.kind == NamingKind::organisation && o.begin > m.end && r_.is_own(o) && !is_sub(o) && w[o.begin - 1].id == kTo) {
            noun = kAcquisition;
            noun_end = m.end;
          }
        }
      }
    }
    if (!t) return;
    // "the press release announcing the closing" points to the deal; it tells it in its own sentence.
    if (!kDeed.has(w, t.begin) && kAnnouncing.in(w, s.first, t.begin)) return;
    if (kNotYet.in(w, t.begin >= s.first + 9 ? t.begin - 9 : s.first, std::min<size_t>(s.last, t.end + 2))) return;
    // "closed the sale of $690 million aggregate principal amount": securities, no business
    if (noun == kSale && kSecurities.in(w, noun_end, std::min<size_t>(s.last, noun_end + 12))) return;
    if (!own_item && kMoneyOffer.in(w, t.begin, std::min<size_t>(s.last, t.end + 14))) return;
    if ((noun == kTransaction || noun == kTransactions || noun == kPurchase || noun == kTender || noun == kExchangeOffer) && !own_item) return;
    if (!body && p_.kind == PassageKind::exhibit && !date && !(index < p_.first + 8)) return;
    if (!body) {
      if (!kToday.in(w, s.first, s.last)) return;
    }
    bool disposes = noun == kSale || noun == kDisposition || noun == kDivestiture || noun == kSpinOff || noun == kSpinoff2 || noun == kSplitOff || noun == kSeparation || noun == kDistribution || buyer != nullptr;
    // "completed the sale of X to Y": the registrant sells unless another sells to it.
    Draft d;
    d.type = disposes ? "disposition_completed" : "acquisition_completed";
    d.sentence = index;
    d.date = date;
    // Target: the first foreign organisation behind the noun, else before it, else of the sentence before.
    const Naming* target = nullptr;
    const Naming* counterparty = nullptr;
    size_t from = acquired ? t.end : noun_end;
    if (buyer != nullptr) counterparty = buyer;
    if (merged || passive_sale) from = s.first;
    for (size_t i = s.mention_first; i < s.mention_last; ++i) {
      const Naming& m = r_.mentions[i];
      if (m.kind != NamingKind::organisation || m.begin < from) continue;
      if (r_.is_own(m) && !(disposes && target == nullptr && is_sub(m))) continue;
      bool to = m.begin > s.first && (w[m.begin - 1].id == kTo || (w[m.begin - 1].id == kThe && m.begin > s.first + 1 && w[m.begin - 2].id == kTo));
      bool from_whom = m.begin > s.first && w[m.begin - 1].id == kFrom;
      if (merged && target != nullptr) break;
      if (disposes && to) {
        counterparty = counterparty == nullptr ? &m : counterparty;
        continue;
      }
      // "acquired from Halvorsen Holdings, Inc. all of the stock of …"
      if (from_whom && (target != nullptr || acquired)) {
        counterparty = counterparty == nullptr ? &m : counterparty;
        continue;
      }
      if (kMergerSub.in(w, m.begin, m.end) || is_agent(s, m)) continue;
      if (target == nullptr) target = &m;
    }
    if (target == nullptr)
      for (size_t i = s.mention_last; i > s.mention_first; --i) {
        const Naming& m = r_.mentions[i - 1];
        if (m.kind == NamingKind::organisation && m.end <= t.begin && !r_.is_own(m) && !kMergerSub.in(w, m.begin, m.end) && !is_agent(s, m)) {
          target = &m;
          break;
        }
      }
    const ReadSentence* ts = &s;
    if (target == nullptr && index > p_.first) {
      for (uint32_t k = index; k > p_.first && k + 3 > index && target == nullptr; --k) {
        const ReadSentence& prior = r_.sentences[k - 1];
        for (size_t i = prior.mention_first; i < prior.mention_last; ++i) {
          const Naming& m = r_.mentions[i];
          if (m.kind == NamingKind::organisation && !r_.is_own(m) && !kMergerSub.in(w, m.begin, m.end)) {
            target = &m;
            ts = &prior;
            break;
          }
        }
      }
    }
    if (target != nullptr) {
      std::string name = r_.organisation_name(*target);
      // "substantially all of the assets of X", "customer accounts of X"
      if (ts == &s && target->begin > from) {
        if (auto a = kAssetWords.find(w, from, target->begin)) {
          size_t b = skip_articles(r_, s, from, target->begin);
          if (passive_sale) b = a.begin > s.first && !w[a.begin - 1].mark && !w[a.begin - 1].capital ? a.begin - 1 : a.begin;
          if (b < target->begin && w[b].id == kOf) b = skip_articles(r_, s, b + 1, target->begin);
          if (target->begin - b <= 12 && target->begin - a.end <= 8) {
            if (!disposes) d.set("counterparty", name, r_.span(*ts, target->begin, target->end));
            name = folded(r_, s, b, target->begin) + " " + name;
          }
        }
      }
      d.set("target", name, r_.span(*ts, target->begin, target->end));
    } else if (own_item || c == "8.01") {
      // No organisation: the noun phrase itself, "the acquisition of the Riverside property"
      size_t b = noun_end;
      bool direct = b < s.last && !(w[b].id == kOf || w[b].id == kIn) && kDirect.has(w, t.begin);
      if (b < s.last && (w[b].id == kOf || w[b].id == kIn || direct)) {
        b = skip_articles(r_, s, direct ? b : b + 1, s.last);
        size_t e = b;
        while (e < s.last && e < b + 10 && !kNounEnd.has(w, e) && w[e].id != kOpen) ++e;
        if (e > b) d.set("target", folded(r_, s, b, e), r_.span(s, b, e));
      }
      if (d.field("target") == nullptr && !(own_item && index == first_told())) return;
      // "two businesses": which ones is told below
      if (d.field("target") != nullptr && kVague.in(w, b, std::min<size_t>(s.last, b + 3)) && r_.next(s, NamingKind::organisation, b) == nullptr) d.weight = 0;
    } else {
      return;
    }
    if (counterparty != nullptr && d.field("counterparty") == nullptr) d.set("counterparty", r_.organisation_name(*counterparty), r_.span(s, counterparty->begin, counterparty->end));
    if (merged || d.field("counterparty") == nullptr) {
      // "and its sole stockholders, Jane Roe and John Doe"
      if (auto o = kOwners.find(w, s.first, s.last)) {
        const Naming* p = r_.next(s, NamingKind::person, o.end, std::min<size_t>(s.last, o.end + 8));
        if (p != nullptr) {
          std::vector<std::string> names;
          Span span = r_.span(s, p->begin, p->end);
          const Naming* last = p;
          while (p != nullptr && names.size() < 8) {
            names.push_back(r_.person_name(s, *p));
            span = join(span, r_.span(s, p->begin, p->end));
            last = p;
            p = r_.next(s, NamingKind::person, last->end, std::min<size_t>(s.last, last->end + 3));
          }
          d.set("counterparty", joined(names), span);
        }
      }
    }
    consideration(d, index);
    // A second sentence of the item tells more of the same deal unless it has a day of its own.
    if (own_item && d.weight > 0 && !date && !merged && made_deal_) return;
    made_deal_ = made_deal_ || d.weight > 0;
    drafts_.push_back(std::move(d));
  }

  bool is_sub(const Naming& m) const {
    const auto& g = r_.groups[static_cast<size_t>(m.index)];
    return std::any_of(g.begin(), g.end(), [&](int o) { return r_.organisations.is_affiliate(o) && !r_.organisations.is_registrant(o); });
  }

  /// What was given for it: the sentence itself or one of the next ones that speaks of price, shares issued or cash.
  void consideration(Draft& d, uint32_t index) const {
    for (uint32_t k = index; k < std::min(p_.last, index + 14); ++k) {
      const ReadSentence& s = r_.sentences[k];
      if (s.heading) continue;
      auto m = kPrice.find(r_.words, s.first, s.last);
      if (!m) continue;
      // Another deal of the item begins.
      if (k > index && (kCompletes.in(r_.words, s.first, std::min<size_t>(s.last, s.first + 14)) && opening_date(r_, s) != nullptr)) return;
      std::string text;
      Span span;
      size_t parts = 0;
      const Naming* money_only = nullptr;
      size_t last_end = s.first;
      for (size_t i = s.mention_first; i < s.mention_last && parts < 3; ++i) {
        const Naming& a = r_.mentions[i];
        if (a.kind != NamingKind::amount || a.begin < last_end) continue;
        const NamedAmount& v = amount_of(r_, a);
        if (v.percent) continue;
        size_t e = a.end;
        if (v.money) {
          if (kNoPrice.in(r_.words, a.end, std::min<size_t>(s.last, a.end + 4)) || kNoPrice.in(r_.words, a.begin >= s.first + 4 ? a.begin - 4 : s.first, a.begin)) continue;
          if (auto cash = kCash.match(r_.words, a.end, s.last)) e = cash.end;
          money_only = parts == 0 ? &a : nullptr;
        } else {
          ShareCount shares = next_shares(r_, s, a.begin, a.begin + 1);
          if (shares.amount == nullptr) continue;
          e = shares.noun + 1;
          while (e < s.last && e < shares.noun + 12u && !r_.words[e].mark && (kNounGoesOn.begins_with(r_.words[e].id) || (r_.words[e].capital && !kCompletes.has(r_.words, e)))) ++e;
          money_only = nullptr;
        }
        size_t b = a.begin;
        if (b > s.first && kAbout.begins_with(r_.words[b - 1].id)) --b;
        if (!text.empty()) text += " and ";
        text += folded(r_, s, b, e);
        span = span.empty() ? r_.span(s, b, e) : join(span, r_.span(s, b, e));
        ++parts;
        last_end = e;
      }
      if (parts == 0) continue;
      if (parts == 1 && money_only != nullptr && amount_of(r_, *money_only).currency.empty()) d.set("consideration", amount_of(r_, *money_only).value, span);
      else d.set("consideration", text, span);
      return;
    }
  }

  // ---- debt --------------------------------------------------------------------------------------------------

  void debt() {
    bool own_item = p_.canonical == "2.03";
    struct Found {
      uint32_t sentence;
      const Naming* money;
      bool principal;
    };
    std::vector<Found> found;
    bool done_only = true;
    auto scan = [&](const Passage& p, bool other) {
      for (uint32_t i = p.first; i < p.last && found.size() < 12; ++i) {
        const ReadSentence& s = r_.sentences[i];
        if (s.heading) continue;
        if (found.size() > 0 && i > found.front().sentence + 3) break;
        if (kOldDebt.in(r_.words, s.first, s.last) && !kIssued.in(r_.words, s.first, std::min<size_t>(s.last, s.first + 40))) continue;
        if (!kIssued.in(r_.words, s.first, s.last)) continue;
        if (done_only && !kDebtDone.in(r_.words, s.first, s.last)) continue;
        for (size_t k = s.mention_first; k < s.mention_last; ++k) {
          const Naming& m = r_.mentions[k];
          if (m.kind != NamingKind::amount || !amount_of(r_, m).money) continue;
          if (amount_of(r_, m).value < Decimal(10000)) continue;
          bool principal = kPrincipal.in(r_.words, m.end, std::min<size_t>(s.last, m.end + 5)) || kPrincipal.in(r_.words, m.begin >= s.first + 6 ? m.begin - 6 : s.first, m.begin);
          if (kExtra.in(r_.words, m.begin >= s.first + 4 ? m.begin - 4 : s.first, std::min<size_t>(s.last, m.end + 8)) && !principal) continue;
          if (kAdd.in(r_.words, m.begin >= s.first + 4 ? m.begin - 4 : s.first, m.begin)) continue;
          bool facility = kFacility.in(r_.words, m.end, std::min<size_t>(s.last, m.end + 7)) || kFacility.in(r_.words, m.begin >= s.first + 8 ? m.begin - 8 : s.first, m.begin);
          if (!principal && !(facility && (own_item || other))) continue;
          found.push_back({i, &m, principal});
        }
      }
    };
    // What was issued or closed says the amount better than what was agreed to be sold.
    for (int round = 0; round < 2 && own_item && found.empty(); ++round) {
      done_only = round == 0;
      scan(p_, false);
      if (!found.empty()) break;
      // "The information in Item 1.01 is incorporated by reference."
      for (const Passage& p : r_.passages)
        if (p.kind == PassageKind::item && (p.canonical == "1.01" || p.canonical == "8.01")) {
          scan(p, true);
          if (!found.empty()) break;
        }
    }
    if (!own_item) {
      // Without an item 2.03, only notes that were issued.
      for (const Passage& p : r_.passages)
        if (p.canonical == "2.03") return;
      for (uint32_t i = p_.first; i < p_.last; ++i) {
        const ReadSentence& s = r_.sentences[i];
        if (s.heading || !kDone2.in(r_.words, s.first, s.last)) continue;
        const Naming* opening = opening_date(r_, s);
        if (opening != nullptr && !is_news(r_, date_of(r_, *opening), 45)) continue;
        for (size_t k = s.mention_first; k < s.mention_last; ++k) {
          const Naming& m = r_.mentions[k];
          if (m.kind != NamingKind::amount || !amount_of(r_, m).money) continue;
          if (kPrincipal.in(r_.words, m.end, std::min<size_t>(s.last, m.end + 5))) found.push_back({i, &m, true});
        }
      }
    }
    if (found.empty() && !own_item) return;
    bool principal = std::any_of(found.begin(), found.end(), [](const Found& f) { return f.principal; });
    std::vector<Decimal> seen;
    uint32_t first_sentence = found.empty() ? 0 : found.front().sentence;
    size_t made = 0;
    for (const Found& f : found) {
      if (principal && !f.principal) continue;
      // A facility is one debt though its parts are named too; tranches of notes are told in one sentence.
      if (f.sentence != first_sentence && made > 0) break;
      if (!f.principal && made > 0) break;
      make_debt(f.sentence, f.money);
      ++made;
    }
    if (made == 0 && own_item && !found.empty()) make_debt(found.front().sentence, found.front().money);
    if (found.empty() && own_item) make_debt(first_told(), nullptr);
  }

  void make_debt(uint32_t index, const Naming* money) {
    if (index >= r_.sentences.size()) return;
    const ReadSentence& s = r_.sentences[index];
    Draft d;
    d.passage = static_cast<int>(scene_.passage);
    d.type = "debt_incurred";
    d.sentence = index;
    if (const Naming* o = opening_date(r_, s); o != nullptr && is_news(r_, date_of(r_, *o), 60)) d.date = date_of(r_, *o);
    if (money != nullptr) d.set("amount", amount_of(r_, *money).value, r_.span(s, money->begin, money->end));
    if (!kNotes.in(r_.words, s.first, s.last)) {
      if (kLoan.in(r_.words, s.first, s.last)) {
        const Naming* lender = nullptr;
        for (size_t k = s.mention_first; k < s.mention_last; ++k)
          if (r_.mentions[k].kind == NamingKind::organisation && !r_.is_own(r_.mentions[k]) && lender == nullptr) lender = &r_.mentions[k];
        const ReadSentence* ls = &s;
        const Passage& p = r_.passages[s.passage];
        for (uint32_t i = index; i > p.first && lender == nullptr; --i) {
          ls = &r_.sentences[i - 1];
          auto e = kEntered.find(r_.words, ls->first, ls->last);
          if (!e) continue;
          for (size_t k = ls->mention_first; k < ls->mention_last && lender == nullptr; ++k)
            if (r_.mentions[k].kind == NamingKind::organisation && r_.mentions[k].begin > e.end && !r_.is_own(r_.mentions[k])) lender = &r_.mentions[k];
        }
        if (lender != nullptr) d.set("lender", r_.organisation_name(*lender), r_.span(*ls, lender->begin, lender->end));
      }
    }
    drafts_.push_back(std::move(d));
  }

  const Scene& scene_;
  const Narrative& r_;
  const Passage& p_;
  Drafts& drafts_;
  bool made_deal_ = false;
};

}  // namespace

void find_deal_events(const Scene& scene, Drafts& drafts) { Deals(scene, drafts).run(); }

}  // namespace crossfoot::prose
