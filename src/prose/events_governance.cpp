// Charter and bylaws amended, fiscal years changed, votes of security holders.
#include <algorithm>

#include "base/ascii.h"
#include "prose/event_draft.h"

namespace crossfoot::prose {
namespace {

// Wordings of single places; at namespace scope so that the vocabulary is whole before the first filing is read.
const Phrases kFrom{"from", "to", "end on", "ending", "ends on"};
const Phrases kBoardActs{"amended the company's bylaws", "amended its bylaws", "amended and restated its bylaws",
    "amended and restated bylaws", "amendment to the company's bylaws", "amendment to the bylaws", "amended the bylaws",
    "amendments to the bylaws", "amended the company's by-laws", "amendment to its bylaws", "amended its by-laws",
                                      "amended bylaws", "amend the bylaws", "amended by-laws"};
const Phrases kYear{"change in its fiscal year", "change its fiscal year", "changed its fiscal year", "change in fiscal year",
    "change the company's fiscal year", "changed the company's fiscal year", "change in the company's fiscal year",
    "change of its fiscal year", "change the fiscal year", "changed the fiscal year", "changing its fiscal year",
    "change in the fiscal year"};
const Phrases kMeeting{"meeting", "consent"};
const Phrases kTold{"election of", "elected the following", "elected", "ratification of", "ratified the", "ratify the", "approved the",
    "approval of", "advisory vote", "approve the", "approve an", "approved an", "voted to", "approved, on", "approve, on", "adopted the",
    "adopt the", "to elect", "to ratify", "proposal to", "stockholder proposal", "shareholder proposal", "approve , on", "approved , on",
    "approved , by"};
const Phrases kAside{"broker non-votes", "were present", "quorum", "record date", "is filed", "incorporated", "abstentions",
    "pursuant to", "will hold", "proxy statement"};
const Phrases kStops{"the votes", "the results", "the voting", "votes cast", "as follows", "voting results", "by the following",
    "( \" proposal", "was approved", "were as follows", "vote was as follows", ", with the following", "final voting", "the final",
    "the vote"};
const Phrases kElect{"election of directors", "elect", "elected", "nominees for director", "nominees for directors", "election of"};
const Phrases kDirectors{"director", "directors", "nominees"};
const Phrases kFrequency{"frequency"};
const Phrases kPay{"executive compensation", "compensation of the", "compensation of our", "compensation of its", "say-on-pay",
    "executive officer compensation", "compensation paid to", "named executive officer compensation", "compensation of named",
    "named executive officers"};
const Phrases kAdvisory{"advisory", "non-binding", "nonbinding", "say-on-pay"};
const Phrases kRatify{"ratification", "ratified", "ratify"};
const Phrases kOfWhom{"of"};

const Trigger kTrigger(kGovernanceFamily, "bylaws by-laws articles certificate amended amendment amend amendments fiscal proposal proposals election elected ratify ratified ratification approve approved approval advisory meeting vote voted votes charter");

const Phrases kCharter{"bylaws", "by-laws", "articles of incorporation", "certificate of incorporation", "articles",
    "certificate of designation", "certificate of designations", "articles of association", "certificate of amendment",
    "articles of amendment", "code of regulations", "memorandum of association", "charter", "certificate of elimination",
    "limited liability company agreement", "limited partnership agreement", "articles supplementary", "declaration of trust",
    "certificate of designations ,", "regulations", "bye-laws"};
const Phrases kAmends{"amended", "amend", "amendment", "amendments", "adopted", "filed", "approved", "restated", "amending", "adoption",
    "amends"};
const Phrases kFiscal{"fiscal year", "fiscal year end", "fiscal year-end", "year end", "financial year"};
const Phrases kChange{"change", "changed", "changing", "changes"};
const Phrases kVerbs{"elect", "elected", "election", "ratify", "ratified", "ratification", "approve", "approved", "approval", "advisory",
    "adopt", "adopted", "adoption", "amend", "amendment", "proposal", "proposals", "vote", "authorize", "reelect", "re-elect",
    "re-election", "non-binding", "frequency", "say-on-pay", "authorized"};
const WordId kProposal = take_word("proposal"), kTo = take_word("to"), kColon = take_word(":"), kDash = take_word("-"),
    kNo = take_word("no"), kOpen = take_word("("), kClose = take_word(")"), kThe = take_word("the"), kItem = take_word("item"),
    kNumber = take_word("number"), kComma = take_word(","), kSemicolon = take_word(";"), kMatter = take_word("matter"),
             kA = take_word("a"), kAn = take_word("an");
const Phrases kOrdinals{"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "i", "ii", "iii", "iv", "v", "vi",
    "vii", "a", "b", "c", "d", "e", "f", "g"};

class Governance {
 public:
  Governance(const Scene& scene, Drafts& drafts) : scene_(scene), r_(scene.r), p_(scene.here()), drafts_(drafts) {}

  void run() {
    if (p_.kind != PassageKind::item) return;
    const std::string& c = p_.canonical;
    if (c == "5.03") charter();
    else if (c == "5.07") vote();
    else if (c == "8.01" || c == "5.02" || c == "1.01" || c == "3.03" || c == "7.01") elsewhere();
  }

 private:
  void charter() {
    const Tokens& w = r_.words;
    bool charter_made = false, fiscal_made = false;
    for (uint32_t i = p_.first; i < p_.last; ++i) {
      const ReadSentence& s = r_.sentences[i];
      if (s.heading) continue;
      if (!charter_made && kCharter.in(w, s.first, s.last) && kAmends.in(w, s.first, s.last)) {
        emit("bylaws_amended", i);
        charter_made = true;
      }
      if (!fiscal_made && kFiscal.in(w, s.first, s.last) && kChange.in(w, s.first, s.last)) {
        if (kFrom.in(w, s.first, s.last)) {
          emit("fiscal_year_changed", i);
          fiscal_made = true;
        }
      }
    }
    if (charter_made || fiscal_made) return;
    // "See Item 3.03": the item itself says it.
    for (uint32_t i = p_.first; i < p_.last; ++i)
      if (!r_.sentences[i].heading) {
        emit("bylaws_amended", i);
        return;
      }
  }

  void emit(const char* type, uint32_t index) {
    Draft d;
    d.type = type;
    d.sentence = index;
    for (uint32_t i = index; i < std::min(p_.last, index + 2) && !d.date; ++i) {
      const ReadSentence& s = r_.sentences[i];
      if (const Naming* o = opening_date(r_, s); o != nullptr && is_news(r_, date_of(r_, *o), 60)) d.date = date_of(r_, *o);
    }
    drafts_.push_back(std::move(d));
  }

  void elsewhere() {
    const Tokens& w = r_.words;
    for (const Passage& o : r_.passages)
      if (o.canonical == "5.03") return;
    for (uint32_t i = p_.first; i < p_.last; ++i) {
      const ReadSentence& s = r_.sentences[i];
      if (s.heading || (scene_.calls[i] & kGovernanceFamily) == 0) continue;
      const Naming* o = opening_date(r_, s);
      if (o == nullptr || !is_news(r_, date_of(r_, *o), 45)) continue;
      if (p_.canonical == "8.01" && kBoardActs.in(w, s.first, s.last)) {
        emit("bylaws_amended", i);
        return;
      }
      if (p_.canonical == "8.01" && kYear.in(w, s.first, s.last)) {
        emit("fiscal_year_changed", i);
        return;
      }
    }
  }

  // ---- votes -------------------------------------------------------------------------------------------------

  void vote() {
    if (p_.first == p_.last) return;
    Draft d;
    d.type = "vote";
    d.sentence = p_.first;
    for (uint32_t i = p_.first; i < p_.last && d.sentence == p_.first; ++i)
      if (!r_.sentences[i].heading) {
        d.sentence = i;
        break;
      }
    const Tokens& w = r_.words;
    for (uint32_t i = p_.first; i < p_.last && !d.date; ++i) {
      const ReadSentence& s = r_.sentences[i];
      if (!kMeeting.in(w, s.first, s.last)) continue;
      for (size_t k = s.mention_first; k < s.mention_last && !d.date; ++k) {
        const Naming& m = r_.mentions[k];
        if (m.kind == NamingKind::date && r_.dates[static_cast<size_t>(m.index)].day && is_news(r_, date_of(r_, m), 20) && r_.reference && date_of(r_, m) <= r_.reference->plus_days(6)) d.date = date_of(r_, m);
      }
    }
    if (!d.date) d.date = r_.reference;
    FieldList proposals;
    Span span;
    std::vector<std::string> keys;
    // Numbered proposals first; without any, sentences that tell of a vote.
    for (int round = 0; round < 2 && proposals.empty(); ++round)
      for (uint32_t i = p_.first; i < p_.last && proposals.size() < 40; ++i) {
        const ReadSentence& s = r_.sentences[i];
        size_t b = round == 0 ? numbered(s) : told(s);
        if (b == 0 || b >= s.last) {
          // "Proposal 1" alone on a line; what it is follows.
          continue;
        }
        std::string text = proposal_text(s, b);
        if (text.size() < 8) continue;
        std::string key = key_of(text);
        if (std::find(keys.begin(), keys.end(), key) != keys.end()) continue;
        keys.push_back(key);
        Span here = r_.span(s, b, s.last);
        span = proposals.empty() ? here : join(span, here);
        proposals.push_back({std::move(text)});
      }
    if (!proposals.empty()) d.set("proposals", FieldValue{std::move(proposals)}, span);
    drafts_.push_back(std::move(d));
  }

  /// The first word behind "Proposal 1:", "1.", "(2)", "Proposal No. 3 -"; 0 where the sentence has no such beginning.
  size_t numbered(const ReadSentence& s) const {
    const Tokens& w = r_.words;
    size_t i = s.first;
    bool named = false;
    if (i < s.last && (w[i].id == kProposal || w[i].id == kMatter || (w[i].id == kItem))) {
      named = true;
      ++i;
      if (i < s.last && (w[i].id == kNo || w[i].id == kNumber)) ++i;
    }
    if (i < s.last && w[i].id == kOpen) ++i;
    if (i >= s.last) return 0;
    bool number = w[i].number && w[i].end - w[i].begin <= 2;
    bool ordinal = kOrdinals.match(w, i, s.last) && (named || i > s.first || (i + 1 < s.last && (w[i + 1].id == kClose || w[i].initial)));
    if (!number && !ordinal) return 0;
    ++i;
    size_t marks = i;
    while (i < s.last && w[i].mark && !is_quote(w[i], s)) ++i;
    if (!named && i == marks && number && !(i < s.last && w[i].tight)) {
      // "5 directors were elected": a number, no numbering, unless a stop was taken into it.
      std::string_view text = r_.text(s);
      size_t at = w[i - 1].end;
      if (at >= text.size() || text[at] != '.') return 0;
    }
    if (i >= s.last) return 0;
    // Rows of figures and names are no proposals.
    if (!kVerbs.in(w, i, s.last) && !named) return 0;
    if (w[i].number) return 0;
    return i;
  }

  bool is_quote(const Token& t, const ReadSentence& s) const { return t.of(r_.text(s))[0] == '"'; }

  /// The first word of a sentence that tells of a vote: "The stockholders ratified the appointment of …".
  size_t told(const ReadSentence& s) const {
    const Tokens& w = r_.words;
    auto m = kTold.find(w, s.first, s.last);
    if (!m) return 0;
    if (kAside.in(w, s.first, s.last) && m.begin > s.first + 12) return 0;
    return m.begin;
  }

  auto proposal_text(const ReadSentence& s, size_t b) const -> std::string {
    const Tokens& w = r_.words;
    size_t e = s.last;
    if (auto m = kStops.find(w, b + 2, s.last)) e = m.begin;
    while (e > b && w[e - 1].mark && !(w[e - 1].id == kClose)) --e;
    if (e > b + 45) e = b + 45;
    while (b < e && (w[b].id == kTo || w[b].id == kThe || w[b].id == kA || w[b].id == kAn) && w[b].id != 0) ++b;
    std::string text = ascii::fold_space(r_.chars(s, b, e));
    // The common ones in the words that readers know them by.
    if (kFrequency.in(w, b, e)) return "advisory vote on the frequency of future advisory votes on executive compensation";
    if (kAdvisory.in(w, b, e) && kPay.in(w, b, e) && !kElect.in(w, b, e)) return text.size() < 90 ? text : "advisory vote on executive compensation";
    if (kElect.in(w, b, std::min(e, b + 10)) && kDirectors.in(w, b, e)) return "election of directors";
    if (kRatify.in(w, b, std::min(e, b + 16))) {
      const Naming* firm = r_.next(s, NamingKind::organisation, b, e);
      while (firm != nullptr && r_.is_own(*firm)) firm = r_.next(s, NamingKind::organisation, firm->end, e);
      if (firm != nullptr) return "ratification of the appointment of " + r_.organisation_name(*firm);
      if (text.size() > 70) return "ratification of the appointment of the independent registered public accounting firm";
    }
    return text;
  }

  /// What makes two proposals the same: their first words.
  static auto key_of(const std::string& text) -> std::string {
    std::string key;
    for (char c : text)
      if (ascii::is_alnum(c)) key += ascii::to_lower(c);
    return key.substr(0, 60);
  }

  const Scene& scene_;
  const Narrative& r_;
  const Passage& p_;
  Drafts& drafts_;
};

}  // namespace

void find_governance_events(const Scene& scene, Drafts& drafts) { Governance(scene, drafts).run(); }

}  // namespace crossfoot::prose
