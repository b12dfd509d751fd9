// Officers and directors: appointed, elected, resigned, retired, dismissed, deceased.
#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "prose/event_draft.h"

namespace crossfoot::prose {
namespace {

// Wordings of single places; at namespace scope so that the vocabulary is whole before the first filing is read.
const WordId kWordOn = take_word("on");
const WordId kWordFrom = take_word("from");
const WordId kWordJoin = take_word("join");
const WordId kWordJoins = take_word("joins");
const WordId kWordJoined = take_word("joined");
const WordId kWordLeave = take_word("leave");
const WordId kWordLeft = take_word("left");
const WordId kWordJoining = take_word("joining");
const WordId kWordLeaving = take_word("leaving");
const Phrases kSays{"announced", "announces", "also announced", "also announces"};
const Phrases kNow{"announced", "announces", "today", "has been named", "has been appointed", "has been elected", "was named",
    "was appointed", "was elected", "has named", "has appointed", "has elected",
                              "will be appointed", "will join", "has joined", "will become", "will be the head", "effective", "joins",
                              "has resigned", "has retired", "will retire", "is retiring", "will resign", "have been elected",
                              "will succeed", "will step down"};
const Phrases years{"years old", "years of age"};
const Phrases kDefers{"defer his", "defer her", "defer", "rescind", "rescinded", "withdraw his", "withdraw her", "withdrew",
    "no longer intends", "has not been fixed"};
const Phrases kOldNews{"before he retired", "before she retired", "until his retirement", "until her retirement",
    "prior to his retirement", "prior to her retirement", "since his retirement", "having retired", "retired from"};
const Phrases kOfWhom{"of"};
const Phrases kHe{"he", "she", "his", "her"};
const Phrases kStand{"re-election", "reelection"};
const Phrases kGoesOn{"continue", "continues", "continuing", "remain", "remains"};
const Phrases kReturned{"returned to"};
const Phrases kBackAs{"as head", "as chief", "as president", "as its", "as our", "as the company's", "as executive", "as senior",
    "as vice"};
const Phrases kSubjectFirst{"become", "becomes", "became", "joins", "has joined", "will join", "joined", "assume", "assumed", "assumes",
    "assuming", "will serve as", "will also serve as", "succeed", "succeeds", "agreed to serve as",
                                       "agreed to join", "to serve as", "will serve in", "be serving as", "joining", "returned to"};
const Phrases kContinues{"will continue as"};
const Phrases kHe2{"he", "she"};
const Phrases kServeAs{"to serve as", "will serve as", "to become", "become"};
const Phrases kLeadIn{"as", "to the position", "to the office", "to the board", "to its board", "to our board", "to the role",
    "to become", "to serve", "to be", "to the company's board", "the company's new", "to the newly", "to fill", "to"};
const Phrases kInPlaceOf{"to succeed", "succeeding", "replacing", "to replace", "succeeds", "succeed"};
const Phrases kOnDate{"on", "at"};

const Trigger kTrigger(kPersonFamily,
                       "resigned resign resigns resigning resignation retire retires retired retiring retirement step stepped steps stepping leave leaving left departed depart departing departure departs "
                       "terminated removed dismissed passed died death ceased cease stand standing seek appointed appoint appoints appointment named names elected elect elects election hired hires hire hiring "
                       "promoted promotes promotion become becomes became joins join joined assume assumed assumes designated serve succeed succeeds relinquish relinquished resignations selected tendered "
                       "transition longer returned removed separated separation relieved died");

const Phrases kResign{"resigned", "resign", "resigns", "resigning", "resignation", "resignations", "tendered his resignation",
    "tendered her resignation", "step down", "stepped down", "stepping down", "steps down",
                      "relinquish", "relinquished"};
const Phrases kRetire{"retire", "retires", "retired", "retiring", "retirement", "intention to retire", "not stand for re-election",
    "not stand for reelection", "not be standing for re-election",
                      "not be standing for reelection", "not seek re-election", "not seek reelection", "not standing for re-election",
                      "not standing for reelection", "not to stand for re-election",
                      "not to stand for reelection", "not to seek re-election", "not seeking re-election", "not be seeking re-election",
                      "not run for re-election"};
const Phrases kDismiss{"employment was terminated", "employment has been terminated", "terminated the employment",
    "terminated without cause", "was terminated", "removed from", "was removed", "was dismissed",
                       "terminated as", "removed as", "relieved of", "termination of the employment", "employment will terminate",
                       "employment terminated"};
const Phrases kDie{"passed away", "died", "death of", "untimely death", "sudden death"};
const Phrases kLeave{"will leave", "left the company", "left the registrant", "left the corporation", "left the bank", "is leaving",
    "has left", "departed", "depart", "departing", "departure", "departs", "leave the company", "to leave", "ceased to be",
    "ceased to serve", "cease to be",
                     "cease to serve", "ceased serving", "no longer serve", "no longer serves", "no longer be", "no longer with",
                     "is no longer on", "no longer on", "no longer employed", "is no longer", "leaving the company", "separated from",
                     "cease serving", "will be leaving", "ceases to be", "transition from his", "transition from her"};
const Phrases kAppoint{"appointed", "appoint", "appoints", "appointment", "named", "names", "elected", "elect", "elects", "election",
    "hired", "hires", "hire", "hiring", "promoted", "promotes", "promotion", "become",
                       "becomes", "became", "joins", "has joined", "will join", "joined", "assume", "assumed", "assumes", "assuming",
                       "designated", "will serve as", "will also serve as", "succeed", "succeeds", "selected", "agreed to serve as",
                       "agreed to join",
                       "to serve as", "returned to", "will serve in", "be serving as", "will continue as", "joining"};
enum Appoint : int { kWasAppointed = 0 };
const Phrases kNounTrigger{"appointment", "election", "hiring", "promotion", "resignation", "retirement", "departure", "resignations"};
const Phrases kPassive{"was", "were", "been", "be", "is", "are", "being"};
const Phrases kContinue{"will continue to serve", "continue to serve", "will remain", "continues to serve", "remains", "will continue as",
    "continue as", "shall continue", "remain as", "continue in", "until his successor", "until her successor", "until a successor",
    "until such time"};
const Phrases kHisOrHer{"his", "her"};
const Phrases kTakesUp{"become", "will become", "becomes", "transition to", "assume", "assumes", "serve as", "to serve as", "will serve",
    "was appointed", "appointed", "named", "to be succeeded", "succeeded by", "effective upon the appointment"};
const Phrases kVacancy{"vacancy", "newly created directorship", "newly-created directorship", "additional director", "new director",
    "remainder of his term", "remainder of her term", "unexpired term", "remaining term", "vacant seat", "newly created seat"};
const Phrases kBoardWords{"to the board", "to its board", "to our board", "to the company's board", "on the board", "to the boards",
    "from the board", "from its board", "from our board", "the board of directors of the company", "join the board",
                          "joins the board", "joined the board", "join our board", "join its board", "to fill a vacancy on",
                          "leave the board", "on its board", "on our board", "of the board of directors", "left the board",
                          "the company's board", "from the boards"};
const WordId kTo = take_word("to"), kFromWord = take_word("from"), kBoard = take_word("board"), kBoards = take_word("boards"),
    kCommittee = take_word("committee"), kCommittees = take_word("committees"), kComma = take_word(","), kAnd = take_word("and"),
    kAge = take_word("age"), kAged = take_word("aged"),
             kOf = take_word("of"), kAs = take_word("as"), kAnnual = take_word("annual"), kMeeting = take_word("meeting"),
                 kWho = take_word("who"), kThat = take_word("that"), kOn = take_word("on"), kOpen = take_word("("),
                 kMay = take_word("may"), kTheir = take_word("their"), kBy = take_word("by"), kAlso = take_word("also"),
                 kHas = take_word("has"), kHad = take_word("had"), kSuccessor = take_word("successor"), kSince = take_word("since"),
             kSemicolon = take_word(";"), kNot = take_word("not"), kPlan = take_word("plan"), kBenefits = take_word("benefits"),
                 kBenefit = take_word("benefit"), kSavings = take_word("savings"), kJoined = take_word("joined"),
                 kBecame = take_word("became"), kExhibitWord = take_word("exhibit"), kSaid = take_word("said"),
                 kPrior = take_word("prior"), kAfter = take_word("after"), kNominees = take_word("nominees");
const Phrases kStopRoles{"succeeding", "replacing", "to replace", "who", "where", "reporting to", "previously", "since", "replaces",
    "to succeed", "will report", "but", "until", "while", "following", "as a result of", "in connection with", "remain", "continue",
    "fill", "upon the", "after", "from", "formerly", "she", "he", "filling",
                         "in which", "pursuant", "entered into", "before", "effective upon the", "in addition to", "said", "relating to",
                         "prior to", "formerly", "left by", "created by", "in accordance", "based on", "rather than"};
const Phrases kShareholdersElect{"stockholders elected", "shareholders elected", "stockholders voted", "shareholders voted",
    "elected at the annual meeting", "elected by the stockholders", "elected by the shareholders", "stockholders re-elected",
    "shareholders re-elected", "shareholders approved", "re-elected"};
const Phrases kDisclaim{"family relationship", "family relationships", "arrangement or understanding", "arrangements or understandings",
    "no disagreement", "not the result of any disagreement", "any disagreement", "item 404", "section 404", "there are no transactions",
    "no transactions", "not due to any disagreement", "due to a disagreement"};

struct Span2 {
  size_t begin = 0, end = 0;
};

/// Whether the office ahead is a seat in a committee, not an office: "Chairman of the Audit Committee", "a member of the Board's Compensation Committee".
bool is_committee(const Narrative& r, const ReadSentence& s, const Naming& role) {
  const Tokens& w = r.words;
  if (w[role.end - 1].possessive) return true;
  for (size_t k = role.end; k < std::min<size_t>(s.last, role.end + 7u); ++k) {
    if (w[k].id == kCommittee || w[k].id == kCommittees) return true;
    if (w[k].mark || r.at(s, k) != nullptr) return false;
    if (w[k].id == kAnd || w[k].id == kTo || w[k].id == kAs) return false;
  }
  return false;
}

/// "to the Board", "from our Board of Directors", not "to the Compensation Committee of the Board".
bool names_board(const Narrative& r, const ReadSentence& s, size_t begin, size_t end, Span2* where) {
  const Tokens& w = r.words;
  for (size_t i = begin; i < end; ++i) {
    if (w[i].id != kBoard && w[i].id != kBoards) continue;
    if (w[i].possessive) continue;
    // The Board that acts ("to the Board that he", "informed the Board"), and committees of the Board.
    bool good = false;
    for (size_t k = i; k > begin && i - k < 5; --k) {
      WordId id = w[k - 1].id;
      if (id == kCommittee || id == kCommittees || id == kBy) break;
      if (id == kTo || id == kWordOn || id == kWordFrom || id == kWordJoin || id == kWordJoins || id == kWordJoined || id == kWordLeave || id == kWordLeft || id == kWordJoining || id == kWordLeaving) {
        good = true;
        if (where != nullptr) *where = {k - 1, i + 1};
        break;
      }
    }
    if (!good) continue;
    size_t after = i + 1;
    if (after < s.last && w[after].id == kCommittee) continue;
    if (after < s.last && w[after].id == kThat) continue;
    return true;
  }
  return false;
}

struct Roles {
  FieldList officer, director;
  Span officer_span, director_span;
  [[nodiscard]] bool empty() const { return officer.empty() && director.empty(); }
};

void add_role(FieldList& list, Span& span, const std::string& name, Span where) {
  for (const FieldValue& v : list)
    if (std::get<std::string>(v.value) == name) return;
  span = list.empty() ? where : join(span, where);
  list.push_back({name});
}

/// The offices in words [begin, end).
auto roles_in(const Narrative& r, const ReadSentence& s, size_t begin, size_t end) -> Roles {
  Roles roles;
  FieldList chairs;
  Span chair_span;
  for (size_t i = s.mention_first; i < s.mention_last; ++i) {
    const Naming& m = r.mentions[i];
    if (m.kind != NamingKind::role || m.begin < begin || m.end > end) continue;
    if (is_committee(r, s, m)) continue;
    const RoleMention& role = r.roles[static_cast<size_t>(m.index)];
    if (role.kind == RoleKind::director) {
      // "the Board of Directors" is no office; "director" and "a member of the Board" are.
      std::string_view word = r.chars(s, m.begin, m.end);
      if (ascii::equals_ignoring_case(word, "directors") && m.begin > s.first && r.words[m.begin - 1].id == kOf) continue;
      add_role(roles.director, roles.director_span, role.name, r.span(s, m.begin, m.end));
    } else if (role.kind == RoleKind::chair) {
      add_role(chairs, chair_span, role.name, r.span(s, m.begin, m.end));
    } else {
      add_role(roles.officer, roles.officer_span, role.name, r.span(s, m.begin, m.end));
    }
  }
  Span2 where;
  if (names_board(r, s, begin, end, &where)) add_role(roles.director, roles.director_span, "director", r.span(s, where.begin, where.end));
  // A chairman who is also said to be a director sits on the board; one who is not holds an office.
  if (!chairs.empty()) {
    bool board = roles.officer.empty() && !roles.director.empty();
    auto& list = board ? roles.director : roles.officer;
    auto& span = board ? roles.director_span : roles.officer_span;
    for (FieldValue& v : chairs) {
      span = list.empty() ? chair_span : join(span, chair_span);
      list.push_back(std::move(v));
    }
  }
  return roles;
}

/// The persons of one list that ends or begins at the trigger: "Jane A. Roe, John B. Doe and Mary C. Harlow".
auto listed(const Narrative& r, const ReadSentence& s, const Naming* one, bool backwards) -> std::vector<const Naming*> {
  std::vector<const Naming*> list;
  if (one == nullptr) return list;
  list.push_back(one);
  const Naming* m = one;
  for (int n = 0; n < 12; ++n) {
    const Naming* o = backwards ? r.previous(s, NamingKind::person, m->begin, s.first) : r.next(s, NamingKind::person, m->end, s.last);
    if (o == nullptr) break;
    size_t b = backwards ? o->end : m->end, e = backwards ? m->begin : o->begin;
    bool joined = e > b;
    for (size_t k = b; k < e && joined; ++k) {
      const Naming* inside = r.at(s, k);
      bool role = inside != nullptr && (inside->kind == NamingKind::role || inside->kind == NamingKind::amount);
      joined = r.words[k].id == kComma || r.words[k].id == kAnd || role || r.words[k].id == kAge || name_class(r.words[k].id) == NameClass::honorific;
    }
    if (!joined) break;
    list.push_back(o);
    m = o;
  }
  if (backwards) std::reverse(list.begin(), list.end());
  return list;
}

/// The offices that stand with a person: "Jane Roe, Acme Inc.'s Vice President, Corporate Controller, will retire".
auto apposition(const Narrative& r, const ReadSentence& s, const Naming& person, size_t limit) -> Roles {
  size_t e = person.end;
  if (e < limit && r.words[e].id == kComma) {
    Roles roles = roles_in(r, s, e, limit);
    if (!roles.empty()) return roles;
  }
  // "Chief Operating Officer Jane Roe"
  const Naming* before = r.previous(s, NamingKind::role, person.begin, s.first);
  if (before != nullptr && before->end + 1 >= person.begin) return roles_in(r, s, before->begin, before->end);
  return {};
}

class PersonEvents {
 public:
  PersonEvents(const Scene& scene, Drafts& drafts) : scene_(scene), r_(scene.r), drafts_(drafts) {}

  void run() {
    const Passage& p = scene_.here();
    bool thin = p.kind != PassageKind::item;
    uint32_t limit = p.kind == PassageKind::release ? std::min(p.last, p.first + 30) : thin ? std::min(p.last, p.first + 120) : p.last;
    // Ages are often told after the appointment.
    for (uint32_t i = p.first; i < p.last; ++i) note_ages(r_.sentences[i]);
    for (uint32_t i = p.first; i < limit; ++i) {
      const ReadSentence& s = r_.sentences[i];
      if (s.heading) continue;
      if ((scene_.calls[i] & kPersonFamily) == 0) continue;
      if (thin && !speaks_of_now(s)) continue;
      if (p.kind == PassageKind::exhibit && i >= p.first + 9) {
        if (!kSays.in(r_.words, s.first, s.last)) continue;
      }
      read(s, i);
    }
  }

 private:
  /// In a release only what it announces counts, not what its biographies and quotations tell.
  bool speaks_of_now(const ReadSentence& s) const {
    return kNow.in(r_.words, s.first, s.last);
  }

  void note_ages(const ReadSentence& s) {
    for (size_t i = s.mention_first; i < s.mention_last; ++i) {
      const Naming& m = r_.mentions[i];
      if (m.kind != NamingKind::person) continue;
      size_t k = m.end;
      if (k < s.last && r_.words[k].id == kComma) ++k;
      else if (k < s.last && r_.words[k].id == kOpen) ++k;
      if (k < s.last && (r_.words[k].id == kAge || r_.words[k].id == kAged)) ++k;
      const Naming* a = k < s.last ? r_.at(s, k) : nullptr;
      if (a == nullptr || a->kind != NamingKind::amount || a->begin != k || k == m.end) continue;
      const NamedAmount& v = amount_of(r_, *a);
      if (v.money || v.percent || v.value < Decimal(21) || v.value > Decimal(99) || !r_.words[k].number) continue;
      if (a->end < s.last && !r_.words[a->end].mark && r_.words[k - 1].id != kAge) {
        if (!years.has(r_.words, a->end)) continue;
      }
      ages_.push_back({r_.person_name(s, m), v.value, r_.span(s, a->begin, a->end)});
    }
  }

  void read(const ReadSentence& s, uint32_t index) {
    const Tokens& w = r_.words;
    if (kDisclaim.in(w, s.first, s.last)) return;
    if (kShareholdersElect.in(w, s.first, s.last)) return;
    size_t done = s.first;
    for (size_t i = s.first; i < s.last;) {
      PhraseMatch m;
      const char* reason = nullptr;
      if ((m = kResign.match(w, i, s.last))) reason = "resigned";
      else if ((m = kRetire.match(w, i, s.last))) reason = "retired";
      else if ((m = kDismiss.match(w, i, s.last))) reason = "terminated";
      else if ((m = kDie.match(w, i, s.last))) reason = "deceased";
      else if ((m = kLeave.match(w, i, s.last))) reason = "other";
      if (reason != nullptr) {
        depart(s, index, m, reason, done);
        i = m.end;
        done = i;
        continue;
      }
      if ((m = kAppoint.match(w, i, s.last))) {
        appoint(s, index, m, done);
        i = m.end;
        done = i;
        continue;
      }
      ++i;
    }
  }

  size_t clause_end(const ReadSentence& s, size_t from) const {
    for (size_t i = from; i < s.last; ++i) {
      if (r_.words[i].id == kSemicolon && r_.words[i].mark && r_.words[i].id != 0) return i;
      if (i > from && (kResign.has(r_.words, i) || kRetire.has(r_.words, i))) return i;
    }
    return s.last;
  }

  void depart(const ReadSentence& s, uint32_t index, PhraseMatch t, const char* reason, size_t) {
    const Tokens& w = r_.words;
    if (is_conditional(r_, s, t.begin)) return;
    if (t.begin > s.first && w[t.begin - 1].id == kMay) return;
    // "retirement plan", "retirement benefits", "retired from Motorola in 1997"
    bool noun = kNounTrigger.has(w, t.begin);
    if (t.end < s.last && (w[t.end].id == kPlan || w[t.end].id == kBenefits || w[t.end].id == kBenefit || w[t.end].id == kSavings)) return;
    bool history = is_history(r_, s);
    const Naming* opening = opening_date(r_, s);
    std::optional<Date> date;
    if (opening != nullptr) date = date_of(r_, *opening);
    if (date && !is_news(r_, *date, 120)) return;
    if (history && !date) return;
    if (kDefers.in(w, s.first, s.last)) return;
    if (kOldNews.in(w, s.first, s.last) && !date) return;

    std::vector<const Naming*> persons;
    if (noun && t.end < s.last && w[t.end].id == kOf) persons = listed(r_, s, r_.next(s, NamingKind::person, t.end, std::min<size_t>(s.last, t.end + 12)), false);
    if (std::string_view(reason) == "terminated" && persons.empty()) {
      const Naming* after = r_.next(s, NamingKind::person, t.end, std::min<size_t>(s.last, t.end + 6));
      if (after != nullptr && t.end > t.begin + 2) persons = listed(r_, s, after, false);
    }
    // "Mr. Ott will work with Ms. Lane through his departure": the one the sentence is about
    if (persons.empty() && noun && t.begin > s.first && kHisOrHer.begins_with(w[t.begin - 1].id)) {
      const Naming* subject = r_.next(s, NamingKind::person, s.first, t.begin);
      if (subject != nullptr) persons.push_back(subject);
    }
    if (persons.empty()) persons = listed(r_, s, r_.previous(s, NamingKind::person, t.begin, s.first), true);
    if (persons.empty() && noun) persons = listed(r_, s, r_.next(s, NamingKind::person, t.end, std::min<size_t>(s.last, t.end + 12)), false);
    bool pronoun = false;
    if (persons.empty() && index > scene_.here().first && s.block == r_.sentences[index - 1].block) {
      // "He will resign from …": whoever the sentence before was about
      if (kHe.in(w, s.first, t.begin)) pronoun = true;
    }
    if (persons.empty() && !pronoun) return;

    size_t end = clause_end(s, t.end);
    size_t stop = end;
    for (size_t i = t.end; i < end; ++i)
      if (auto c = kContinue.match(w, i, end); c || kTakesUp.has(w, i) || (w[i].id != 0 && w[i].id == kSince) || (i > t.end + 1 && w[i].id == kWho)) {
        stop = i;
        break;
      }
    // Another person's office is not this one's.
    for (size_t i = s.mention_first; i < s.mention_last; ++i) {
      const Naming& m = r_.mentions[i];
      if (m.kind == NamingKind::person && m.begin >= t.end && m.begin < stop && std::none_of(persons.begin(), persons.end(), [&](const Naming* p) { return p->begin == m.begin || (p->index >= 0 && p->index == m.index); })) {
        stop = m.begin;
        break;
      }
    }
    Roles roles = roles_in(r_, s, t.end, stop);
    // "resign from the Board": the trigger's own words
    if (roles.empty() && t.end > t.begin + 2 && std::string_view(reason) == "retired") {
      if (kStand.in(w, t.begin, t.end)) add_role(roles.director, roles.director_span, "director", r_.span(s, t.begin, t.end));
    }
    if (pronoun) {
      const ReadSentence& before = r_.sentences[index - 1];
      const Naming* p = r_.next(before, NamingKind::person, before.first, before.last);
      if (p == nullptr) return;
      if (roles.empty()) {
        // "His resignation will become effective on June 18, 2010."
        Span evidence;
        auto when = effective_date(r_, s, s.first, std::nullopt, &evidence);
        std::string name = r_.person_name(before, *p);
        for (Draft& d : drafts_)
          if (when && d.text("person") == name && (d.type == "officer_departed" || d.type == "director_departed") && r_.sentences[d.sentence].passage == scene_.passage) d.set("effective", *when, evidence);
        return;
      }
      emit(before, *p, s, index, "departed", roles, date, reason, t.end);
      return;
    }
    for (const Naming* p : persons) {
      Roles own = roles;
      if (own.empty()) {
        // "…, succeeding John Doe, who retired": the office that the other takes
        size_t back = p->begin >= s.first + 2 ? p->begin - 2 : s.first;
        if (p->end <= t.begin && kInPlaceOf.in(w, back, p->begin)) {
          auto since = kAppoint.find_last(w, s.first, back);
          own = roles_in(r_, s, since ? since.end : s.first, p->begin);
        }
      }
      if (own.empty()) own = apposition(r_, s, *p, p->end <= t.begin ? t.begin : std::min<size_t>(s.last, p->end + 14));
      emit(s, *p, s, index, "departed", own, date, reason, t.end);
    }
  }

  void appoint(const ReadSentence& s, uint32_t index, PhraseMatch t, size_t done) {
    const Tokens& w = r_.words;
    if (t.begin > s.first && kGoesOn.begins_with(w[t.begin - 1].id)) return;
    if (kReturned.has(w, t.begin)) {
      if (!kBackAs.in(w, t.end, std::min<size_t>(s.last, t.end + 6))) return;
    }
    if (is_conditional(r_, s, t.begin)) return;
    const Naming* opening = opening_date(r_, s);
    std::optional<Date> date;
    if (opening != nullptr) date = date_of(r_, *opening);
    if (date && !is_news(r_, *date, 120)) return;
    if (is_history(r_, s) && !(date && t.begin > opening->end && t.begin < opening->end + 25)) return;
    // "joined the Company in March 2001 as", "became a director in May 1999": a date behind that is no news
    const Naming* later = r_.next(s, NamingKind::date, t.end, s.last);
    if (later != nullptr && !is_news(r_, date_of(r_, *later), 120) && date_of(r_, *later).year > 1900 && (!date || w[t.begin].id == kJoined || w[t.begin].id == kBecame)) return;
    if ((w[t.begin].id == kJoined || w[t.begin].id == kBecame) && !date && later == nullptr && t.end == t.begin + 1) return;
    bool noun = kNounTrigger.has(w, t.begin);
    bool passive = t.begin > s.first && (kPassive.begins_with(w[t.begin - 1].id) || (t.begin > s.first + 1 && w[t.begin - 1].id == kAlso && kPassive.begins_with(w[t.begin - 2].id)));
    bool subject_first = kSubjectFirst.has(w, t.begin);
    if (kContinues.has(w, t.begin)) return;

    std::vector<const Naming*> persons;
    const Naming* before = r_.previous(s, NamingKind::person, t.begin, s.first);
    const Naming* after = r_.next(s, NamingKind::person, t.end, std::min<size_t>(s.last, t.end + 16));
    if (noun) {
      if (t.end < s.last && w[t.end].id == kOf) persons = listed(r_, s, after, false);
      else if (before != nullptr && (w[before->end - 1].possessive || t.begin - before->end < 6)) persons = listed(r_, s, before, true);
      else return;
    } else if (passive || subject_first) {
      persons = listed(r_, s, before, true);
    } else {
      // "appointed Jane Roe", "appointed to the Board Mr. X", and "Mr. X, appointed CFO"
      persons = listed(r_, s, after, false);
      if (persons.empty() && before != nullptr && before->begin >= done) persons = listed(r_, s, before, true);
    }
    bool pronoun = false;
    if (persons.empty() && (passive || subject_first)) {
      pronoun = kHe2.in(w, s.first, t.begin) && index > scene_.here().first && r_.sentences[index - 1].block == s.block;
      if (!pronoun) return;
    }
    if (persons.empty() && !pronoun) return;

    size_t begin = t.end, end = s.last;
    if (!pronoun && persons.back()->begin >= t.end && !passive) begin = persons.front()->end;
    // Offices up to where somebody else or something else begins.
    size_t last_person_end = pronoun ? t.end : std::max<size_t>(persons.back()->end, t.end);
    for (size_t i = last_person_end; i < end; ++i) {
      if (kStopRoles.match(w, i, s.last) || (w[i].id != 0 && w[i].id == kSemicolon)) {
        // "to fill a vacancy" and the like end it only where an office was named.
        end = i;
        break;
      }
      const Naming* m = r_.at(s, i);
      if (m != nullptr && m->kind == NamingKind::person && i >= last_person_end) {
        end = i;
        break;
      }
      if (i > last_person_end && (kResign.has(w, i) || kRetire.has(w, i) || kAppoint.has(w, i))) {
        if (!kServeAs.has(w, i) && !kServeAs.has(w, i - 1)) {
          end = i;
          break;
        }
      }
    }
    // Behind a person the office begins at "as" or "to"; what stands before is who the person is now.
    if (begin == (persons.empty() ? 0 : persons.front()->end) || (!passive && !pronoun)) {
      bool led = false;
      for (size_t i = pronoun ? begin : std::max<size_t>(persons.back()->end, begin); i < end && !led; ++i)
        if (kLeadIn.has(w, i)) {
          begin = i;
          led = true;
        }
      if (!led && begin < s.last && w[begin].id == kComma) begin = end;  // only who the person is now
    }
    Roles roles = roles_in(r_, s, begin, end);
    if (roles.empty() && !pronoun) {
      // "to succeed Dr. Harari as the Registrant's Chairman of the Board"
      if (auto m = kInPlaceOf.find(w, t.begin, s.last)) {
        const Naming* other = r_.next(s, NamingKind::person, m.end, std::min<size_t>(s.last, m.end + 3));
        if (other != nullptr && other->end < s.last && w[other->end].id == kAs) roles = roles_in(r_, s, other->end, s.last);
      }
    }
    if (roles.empty() && begin > t.end && !pronoun) roles = roles_in(r_, s, t.end, persons.front()->begin);  // "appointed as its Chief Financial Officer Ann Lee"
    if (roles.empty() && kVacancy.in(w, t.end, s.last)) add_role(roles.director, roles.director_span, "director", r_.span(s, t.begin, t.end));
    if (roles.empty() && !pronoun && persons.front()->end <= t.begin && noun) return;
    if (roles.empty()) return;
    if (subject_first && t.end == t.begin + 1 && w[t.begin].id == kJoined) return;
    // What "succeeds" names is the other's office; it is the same one.
    if (pronoun) {
      const ReadSentence& prior = r_.sentences[index - 1];
      const Naming* p = r_.next(prior, NamingKind::person, prior.first, prior.last);
      if (p != nullptr) emit(prior, *p, s, index, "appointed", roles, date, nullptr, t.end);
      return;
    }
    for (const Naming* p : persons) emit(s, *p, s, index, "appointed", roles, date, nullptr, t.end);
  }

  void emit(const ReadSentence& ps, const Naming& person, const ReadSentence& s, uint32_t index, const char* what, const Roles& roles, std::optional<Date> date, const char* reason, size_t from) {
    if (person.index < 0) return;  // shaped like a name, but nobody vouches for it
    bool departed = what[0] == 'd';
    std::string name = r_.person_name(ps, person);
    auto make = [&](const char* type, const FieldList& list, Span span) {
      Draft d;
      d.type = type;
      d.sentence = index;
      d.date = date;
      d.set("person", name, r_.span(ps, person.begin, person.end));
      d.set("roles", FieldValue{list}, span);
      for (const Age& a : ages_)
        if (a.name == name) d.set("age", a.value, a.span);
      if (reason != nullptr) d.set("reason", std::string(reason), r_.span(s, from - 1, from));
      Span evidence;
      if (auto e = effective_date(r_, s, s.first, date, &evidence); e && is_news(r_, *e, 200)) {
        d.set("effective", *e, evidence);
      } else if (date && departed) {
        d.set("effective", *date, r_.span(s));
      } else if (!departed && list.size() && std::string_view(type) == "director_elected" && date) {
        d.set("effective", *date, r_.span(s));
      }
      if (departed) {
        // "will retire on May 25, 2007", "until January 31, 2006"
        const Naming* later = r_.next(s, NamingKind::date, from, s.last);
        if (later != nullptr && r_.dates[static_cast<size_t>(later->index)].day && is_news(r_, date_of(r_, *later), 60) && later->begin > s.first &&
            kOnDate.begins_with(r_.words[later->begin - 1].id) && (!date || date_of(r_, *later) > *date))
          d.set("effective", date_of(r_, *later), r_.span(s, later->begin, later->end));
      }
      drafts_.push_back(std::move(d));
    };
    if (!roles.officer.empty()) make(departed ? "officer_departed" : "officer_appointed", roles.officer, roles.officer_span);
    if (!roles.director.empty()) make(departed ? "director_departed" : "director_elected", roles.director, roles.director_span);
    if (roles.empty() && departed && scene_.here().canonical == "5.02") {
      Draft d;
      d.type = "departed";  // which office is told elsewhere
      d.sentence = index;
      d.date = date;
      d.weight = 0;
      d.set("person", name, r_.span(ps, person.begin, person.end));
      if (reason != nullptr) d.set("reason", std::string(reason), r_.span(s, from - 1, from));
      Span evidence;
      if (auto e = effective_date(r_, s, s.first, date, &evidence)) d.set("effective", *e, evidence);
      drafts_.push_back(std::move(d));
    }
  }

  struct Age {
    std::string name;
    Decimal value;
    Span span;
  };
  const Scene& scene_;
  const Narrative& r_;
  Drafts& drafts_;
  std::vector<Age> ages_;
};

}  // namespace

void find_person_events(const Scene& scene, Drafts& drafts) {
  const Passage& p = scene.here();
  if (p.canonical == "5.07" || p.canonical == "9.01" || p.canonical == "2.02" || p.canonical == "4.01" || p.canonical == "5.03" || p.canonical == "3.01" || p.canonical == "2.03") return;
  PersonEvents(scene, drafts).run();
}

}  // namespace crossfoot::prose
