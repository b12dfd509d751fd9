// Events of a filing: every family over every passage, then what was told twice becomes one.
#include <algorithm>
#include <map>

#include "base/ascii.h"
#include "prose/event_draft.h"
#include "prose/prose.h"

namespace crossfoot::prose {
namespace {

// Wordings of single places; at namespace scope so that the vocabulary is whole before the first filing is read.
const Phrases kPoints{"for a description of the events", "reference is made to the press release", "press release", "news release",
    "announcement"};
const Phrases kHow{"description of the events", "reference is made", "attached", "incorporated", "announcement"};

const WordId kComma = take_word(",");

bool same_text(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return true;
  std::string x = organisation_key(a), y = organisation_key(b);
  return x == y || x.find(y) != std::string::npos || y.find(x) != std::string::npos;
}

auto number_of(const Draft& d, std::string_view name) -> std::optional<Decimal> {
  const Field* f = d.field(name);
  if (f == nullptr) return std::nullopt;
  const auto* v = std::get_if<Decimal>(&f->value.value);
  return v != nullptr ? std::optional<Decimal>(*v) : std::nullopt;
}

bool is_person_event(std::string_view type) {
  return type == "officer_appointed" || type == "officer_departed" || type == "director_elected" || type == "director_departed" || type == "employment_agreement";
}

/// Whether two drafts tell of one event.
bool same_event(const Narrative& r, const Draft& a, const Draft& b) {
  if (a.type != b.type) return false;
  const Passage& pa = r.passages[r.sentences[a.sentence].passage];
  const Passage& pb = r.passages[r.sentences[b.sentence].passage];
  bool exhibit = pa.kind == PassageKind::exhibit || pb.kind == PassageKind::exhibit;
  if (is_person_event(a.type)) return a.text("person") == b.text("person");
  if (a.type == "option_grant") {
    if (a.text("person") != b.text("person")) return false;
    auto x = number_of(a, "shares"), y = number_of(b, "shares");
    return !x || !y || *x == *y;
  }
  if (a.type == "agreement_entered" || a.type == "agreement_ended") {
    std::string ca = a.text("counterparty"), cb = b.text("counterparty");
    std::string ta = a.text("title"), tb = b.text("title");
    if (exhibit && same_text(ca, cb)) return true;
    if (!ca.empty() && !cb.empty() && !same_text(ca, cb)) return false;
    if (same_text(ta, tb)) return true;
    // "definitive agreement", "merger agreement" beside "Agreement and Plan of Merger"
    auto merger = [](const std::string& t) { return ascii::contains_ignoring_case(t, "merger"); };
    auto vague = [](const std::string& t) { return ascii::equals_ignoring_case(t, "agreement") || ascii::equals_ignoring_case(t, "definitive agreement") || ascii::equals_ignoring_case(t, "agreements"); };
    return (merger(ta) && merger(tb)) || ((vague(ta) || vague(tb)) && (ca.empty() || cb.empty() || same_text(ca, cb)));
  }
  if (a.type == "acquisition_completed" || a.type == "disposition_completed") {
    std::string ta = a.text("target"), tb = b.text("target");
    if (ta.empty() || tb.empty()) return true;
    return same_text(ta, tb);
  }
  if (a.type == "equity_sale") {
    std::string sa = a.text("security"), sb = b.text("security");
    bool wa = ascii::contains_ignoring_case(sa, "warrant"), wb = ascii::contains_ignoring_case(sb, "warrant");
    if (wa != wb) return false;
    auto x = number_of(a, "shares"), y = number_of(b, "shares");
    if (x && y && *x == *y) return true;
    // One offering is told in several numbers; sales to different buyers are several.
    if (!same_text(a.text("purchaser"), b.text("purchaser"))) return false;
    if (a.sentence == b.sentence) return false;
    return same_text(sa, sb);
  }
  if (a.type == "debt_incurred") {
    auto x = number_of(a, "amount"), y = number_of(b, "amount");
    if (a.sentence == b.sentence) return false;
    return !x || !y || *x == *y;
  }
  if (a.type == "impairment" || a.type == "restructuring") {
    auto x = number_of(a, "amount"), y = number_of(b, "amount");
    return !x || !y || *x == *y;
  }
  if (a.type == "dividend_declared") {
    auto x = number_of(a, "per_share"), y = number_of(b, "per_share");
    return !x || !y || *x == *y;
  }
  if (a.type == "share_repurchase") {
    auto x = number_of(a, "amount"), y = number_of(b, "amount");
    auto m = number_of(a, "shares"), n = number_of(b, "shares");
    if (x && y) return *x == *y || pa.kind != pb.kind;
    if (m && n) return *m == *n || pa.kind != pb.kind || (&pa == &pb && (a.sentence > b.sentence ? a.sentence - b.sentence : b.sentence - a.sentence) <= 2);
    return true;
  }
  return true;  // one a filing: results, auditor, restatement, delisting, bankruptcy, bylaws, fiscal year, vote
}

/// Takes the offices that stand behind a comma after the person's name, or right before it, anywhere in the draft's passage.
void find_office(const Narrative& r, Draft& d) {
  const std::string person = d.text("person");
  const Passage& p = r.passages[r.sentences[d.sentence].passage];
  for (uint32_t i = p.first; i < p.last; ++i) {
    const ReadSentence& s = r.sentences[i];
    for (size_t k = s.mention_first; k < s.mention_last; ++k) {
      const Naming& m = r.mentions[k];
      if (m.kind != NamingKind::person || r.person_name(s, m) != person || m.end >= s.last || r.words[m.end].id != kComma) continue;
      FieldList roles;
      Span span;
      const Naming* role = r.next(s, NamingKind::role, m.end, std::min<size_t>(s.last, m.end + 6));
      while (role != nullptr) {
        const RoleMention& named = r.roles[static_cast<size_t>(role->index)];
        if (named.kind == RoleKind::director) break;
        span = roles.empty() ? r.span(s, role->begin, role->end) : join(span, r.span(s, role->begin, role->end));
        roles.push_back({named.name});
        role = r.next(s, NamingKind::role, role->end, std::min<size_t>(s.last, role->end + 3));
      }
      if (roles.empty()) continue;
      d.set("roles", FieldValue{std::move(roles)}, span);
      return;
    }
  }
}

/// Takes from `b` what `a` does not know.
void merge(Draft& a, const Draft& b) {
  if (!a.date) a.date = b.date;
  for (const Field& f : b.fields) {
    const Field* mine = a.field(f.name);
    if (mine == nullptr) {
      a.fields.push_back(f);
    } else if (f.name == "roles") {
      for (Field& own : a.fields)
        if (own.name == "roles") {
          auto& list = std::get<FieldList>(own.value.value);
          for (const FieldValue& v : std::get<FieldList>(f.value.value)) {
            const std::string& name = std::get<std::string>(v.value);
            if (std::none_of(list.begin(), list.end(), [&](const FieldValue& o) { return std::get<std::string>(o.value) == name; })) list.push_back(v);
          }
        }
    } else if (f.name == "reason") {
      // "departure" says less than "resigned".
      for (Field& own : a.fields)
        if (own.name == "reason")
          if (auto* s = std::get_if<std::string>(&own.value.value); s != nullptr && *s == "other") own = f;
    }
  }
}

}  // namespace

auto find_events(std::string_view, const container::Submission& submission, const std::vector<layout::Layout>& layouts, const form::Form& form, const statement::Statements& statements)
    -> std::vector<Event> {
  std::vector<Event> events;
  if (!holds_events(submission, form)) return events;
  Narrative r = read_passages(submission, layouts, form);
  if (r.sentences.empty()) return events;

  std::vector<uint16_t> calls(r.sentences.size());
  std::vector<uint16_t> passage_calls(r.passages.size());
  for (size_t i = 0; i < r.sentences.size(); ++i) {
    const ReadSentence& s = r.sentences[i];
    uint16_t bits = 0;
    for (size_t k = s.first; k < s.last; ++k) bits = static_cast<uint16_t>(bits | called_by(r.words[k].id));
    calls[i] = bits;
    passage_calls[s.passage] = static_cast<uint16_t>(passage_calls[s.passage] | bits);
  }

  constexpr size_t kMostDrafts = 600;  // a filing with more is none that people wrote
  Drafts drafts;
  for (uint32_t p = 0; p < r.passages.size() && drafts.size() < kMostDrafts; ++p) {
    Scene scene{r, statements, p, calls};
    uint16_t called = passage_calls[p];
    const std::string& c = r.passages[p].canonical;
    if ((called & kPersonFamily) != 0) find_person_events(scene, drafts);
    if ((called & kGrantFamily) != 0) find_grant_events(scene, drafts);
    if ((called & kDealFamily) != 0 || c == "2.03") find_deal_events(scene, drafts);
    if ((called & kEquityFamily) != 0) find_equity_events(scene, drafts);
    if ((called & kResultFamily) != 0 || c == "2.02") find_result_events(scene, drafts);
    if ((called & kPayoutFamily) != 0) find_payout_events(scene, drafts);
    if ((called & kAuditFamily) != 0) find_audit_events(scene, drafts);
    if ((called & kGovernanceFamily) != 0 || c == "5.03" || c == "5.07") find_governance_events(scene, drafts);
    if ((called & kChargeFamily) != 0 || c == "2.05" || c == "2.06") find_charge_events(scene, drafts);
  }

  if (drafts.size() > kMostDrafts) drafts.resize(kMostDrafts);
  // Body before exhibits, and what is sure before what another must confirm.
  auto passage_of = [&](const Draft& d) -> const Passage& { return r.passages[r.sentences[d.sentence].passage]; };
  auto has_person = [&](std::string_view type, const std::string& person) {
    return std::any_of(drafts.begin(), drafts.end(), [&](const Draft& d) { return d.type == type && d.text("person") == person; });
  };
  for (Draft& d : drafts) {
    if (d.type == "salary_terms") {
      std::string person = d.text("person");
      if (has_person("officer_appointed", person) || has_person("employment_agreement", person)) d.type = "employment_agreement";
      else d.type.clear();
    } else if (d.type == "departed") {
      std::string person = d.text("person");
      if (has_person("officer_departed", person)) d.type = "officer_departed";
      else if (has_person("director_departed", person) ||
               std::any_of(drafts.begin(), drafts.end(), [&](const Draft& o) { return o.type == "director_elected" && o.sentence == d.sentence && o.text("person") != person; }))
        d.type = "director_departed";  // left the board, or left it as another came
      else d.type = "officer_departed";
    }
  }
  std::vector<Draft> kept;
  bool body_has_items = std::any_of(r.passages.begin(), r.passages.end(), [](const Passage& p) { return p.kind == PassageKind::item; });
  for (int round = 0; round < 2; ++round)
    for (Draft& d : drafts) {
      if (d.type.empty()) continue;
      // "two businesses": the item names them below.
      if (d.weight == 0 && d.type == "acquisition_completed" &&
          std::any_of(drafts.begin(), drafts.end(), [&](const Draft& o) { return o.type == d.type && o.weight > 0 && r.sentences[o.sentence].passage == r.sentences[d.sentence].passage; }))
        continue;
      bool exhibit = passage_of(d).kind == PassageKind::exhibit;
      if (exhibit != (round == 1)) continue;
      auto same = std::find_if(kept.begin(), kept.end(), [&](const Draft& k) { return same_event(r, k, d); });
      if (same != kept.end()) {
        // The item that is made for it names the event better than one that mentions it.
        const std::string& have = passage_of(*same).canonical;
        const std::string& now = passage_of(d).canonical;
        bool better = is_person_event(d.type) && have != "5.02" && now == "5.02" && d.type != "employment_agreement";
        if (d.type == "option_grant" && have != now && d.field("vesting") != nullptr && same->field("vesting") == nullptr) better = true;
        if (better) {
          Draft fuller = d;
          merge(fuller, *same);
          *same = std::move(fuller);
        } else {
          merge(*same, d);
        }
        continue;
      }
      if (exhibit && is_person_event(d.type) && body_has_items &&
          std::any_of(kept.begin(), kept.end(), [&](const Draft& k) { return is_person_event(k.type) && passage_of(k).kind == PassageKind::item; }))
        continue;  // the body told who came and went
      kept.push_back(d);
    }

  // An office that the sentence of the departure does not name stands with the person's name elsewhere in the item.
  for (Draft& d : kept)
    if (d.field("roles") == nullptr) {
      if (d.type == "officer_departed") find_office(r, d);
      else if (d.type == "director_departed") d.set("roles", FieldValue{FieldList{{std::string("director")}}}, d.field("person")->evidence);
    }
  // An item that only points to the release ("for a description of the events reported") is where its events are reported.
  const Passage* pointer = nullptr;
  for (const Passage& o : r.passages) {
    if (o.kind != PassageKind::item || (o.canonical != "8.01" && o.canonical != "7.01") || o.last > o.first + 4 || pointer != nullptr) continue;
    bool told = std::any_of(kept.begin(), kept.end(), [&](const Draft& d) { return &passage_of(d) == &o; });
    for (uint32_t i = o.first; i < o.last && !told && pointer == nullptr; ++i)
      if (kPoints.in(r.words, r.sentences[i].first, r.sentences[i].last) && kHow.in(r.words, r.sentences[i].first, r.sentences[i].last)) pointer = &o;
  }
  // The office of an employment is the one the person was appointed to.
  for (Draft& d : kept) {
    if (d.type != "employment_agreement" || d.field("role") != nullptr) continue;
    for (const Draft& o : kept) {
      const Field* roles = o.type == "officer_appointed" && o.text("person") == d.text("person") ? o.field("roles") : nullptr;
      if (roles == nullptr) continue;
      std::string role;
      for (const FieldValue& v : std::get<FieldList>(roles->value.value)) role += (role.empty() ? "" : " and ") + std::get<std::string>(v.value);
      d.set("role", role, roles->evidence);
      break;
    }
  }
  for (Draft& d : kept) {
    const ReadSentence& s = r.sentences[d.sentence];
    const Passage& p = d.passage >= 0 ? r.passages[static_cast<size_t>(d.passage)] : r.passages[s.passage];
    Event e;
    e.type = d.type;
    e.document = p.document;
    if (p.kind == PassageKind::item) {
      e.item = p.number;
    } else if (p.kind == PassageKind::exhibit) {
      if (pointer != nullptr) e.item = pointer->number;
    }
    e.date = d.date;
    e.span = r.span(s);
    e.fields = std::move(d.fields);
    events.push_back(std::move(e));
  }
  std::stable_sort(events.begin(), events.end(), [](const Event& a, const Event& b) { return a.span.begin < b.span.begin; });
  return events;
}

}  // namespace crossfoot::prose
