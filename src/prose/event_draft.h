// What the families of events share: drafts, the words that call a family, and how a sentence dates what it tells.
//
// A family looks at the sentences of one passage that hold one of its trigger words and appends drafts; events.cpp merges what was
// told twice, completes fields from other passages and drops what is told of the past only.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "prose/narrative.h"
#include "statement/statement.h"

namespace crossfoot::prose {

struct Draft {
  std::string type;
  uint32_t sentence = 0;  // index in Narrative.sentences
  std::optional<Date> date;
  std::vector<Field> fields;
  int passage = -1;       // the item it is reported under where that is not the sentence's
  int weight = 1;         // 0: counts only where another sentence tells it too
  [[nodiscard]] auto field(std::string_view name) const -> const Field*;
  [[nodiscard]] auto text(std::string_view name) const -> std::string;  // empty where it is none
  void set(std::string_view name, FieldValue value, Span evidence);
  void set(std::string_view name, std::string value, Span evidence) { set(name, FieldValue{std::move(value)}, evidence); }
  void set(std::string_view name, Decimal value, Span evidence) { set(name, FieldValue{value}, evidence); }
  void set(std::string_view name, Date value, Span evidence) { set(name, FieldValue{value}, evidence); }
};
using Drafts = std::vector<Draft>;

/// Families, as bits.
enum Family : uint16_t {
  kPersonFamily = 1,
  kGrantFamily = 2,
  kEquityFamily = 4,
  kDealFamily = 8,
  kResultFamily = 16,
  kAuditFamily = 32,
  kGovernanceFamily = 64,
  kChargeFamily = 128,
  kPayoutFamily = 256,
};

/// One passage and the sentences in it.
struct Scene {
  const Narrative& r;
  const statement::Statements& statements;
  uint32_t passage;
  const std::vector<uint16_t>& calls;  // families called by each sentence of the reading
  [[nodiscard]] auto here() const -> const Passage& { return r.passages[passage]; }
};

void find_person_events(const Scene& scene, Drafts& drafts);
void find_grant_events(const Scene& scene, Drafts& drafts);
void find_equity_events(const Scene& scene, Drafts& drafts);
void find_deal_events(const Scene& scene, Drafts& drafts);
void find_result_events(const Scene& scene, Drafts& drafts);
void find_payout_events(const Scene& scene, Drafts& drafts);
void find_audit_events(const Scene& scene, Drafts& drafts);
void find_governance_events(const Scene& scene, Drafts& drafts);
void find_charge_events(const Scene& scene, Drafts& drafts);

/// Marks the words that call a family; while the program starts. Several words in one string stand apart by blanks.
struct Trigger {
  Trigger(Family family, std::string_view words);
};
/// The families that the word calls, as bits.
auto called_by(WordId id) -> uint16_t;

/// The date that opens the sentence ("On May 9, 2005, ...", "Effective July 1, ...") or stands first in it; nullptr where there is none.
auto opening_date(const Narrative& r, const ReadSentence& s) -> const Naming*;
auto date_of(const Narrative& r, const Naming& m) -> Date;
/// The date behind "effective", "commencing", "as of" at or after word `from`; the event's own date for "effective immediately".
auto effective_date(const Narrative& r, const ReadSentence& s, size_t from, std::optional<Date> own, Span* evidence) -> std::optional<Date>;
/// Whether the date lies so close before the report (or after it) that the report may be about it.
bool is_news(const Narrative& r, Date date, int days = 100);
/// Whether the sentence tells of earlier times: "previously", "from 1998 to 2002", "since 1996", a bare year long past.
bool is_history(const Narrative& r, const ReadSentence& s);
/// Whether the sentence is about what would happen under a condition: "if", "in the event", "upon termination".
bool is_conditional(const Narrative& r, const ReadSentence& s, size_t before);

/// A number that counts shares, units or warrants: the amount and the word behind it.
struct ShareCount {
  const Naming* amount = nullptr;
  uint32_t noun = 0;  // the word "shares"
};
auto next_shares(const Narrative& r, const ReadSentence& s, size_t from, size_t to = SIZE_MAX) -> ShareCount;
auto next_money(const Narrative& r, const ReadSentence& s, size_t from, size_t to = SIZE_MAX) -> const Naming*;
auto amount_of(const Narrative& r, const Naming& m) -> const NamedAmount&;

}  // namespace crossfoot::prose
