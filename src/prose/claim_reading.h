// What each figure of a sentence claims: of which measure, for which period, compared with what.
//
// In: a sentence of a release and the facts' labels. Out: one Reading per figure that speaks of a reported measure, not yet held against
// the facts. The reader keeps what a paragraph has said so far (period, subject), as a person does.
//
//   Net income  for the quarter  was $2.7 million, or $0.09 per diluted share, compared with $1.4 million a year ago
//   [mention]   [period      ]       [amount     ]    [per share of the amount ]               [amount     ] [period]
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "prose/fact_index.h"
#include "prose/measure.h"
#include "prose/period_phrase.h"
#include "prose/quantity.h"
#include "prose/sentence.h"
#include "prose/words.h"

namespace crossfoot::prose {

/// Words that name a measure or a row of a table.
struct Mention {
  uint32_t first = 0, last = 0;          // words of the sentence
  std::vector<uint16_t> measures;
  std::vector<uint32_t> rows;            // rows whose label stands here
  std::vector<Stem> modifiers;           // words that narrow it: "online" sales; not in the matched label
  bool ratio = false;                    // a measure of it is a ratio
  bool amount = false;                   // a measure or a row of it is none
  bool labelled = false;                 // a measure that a row's label before it narrows: "Payment services revenue"
  bool excluded = false;                 // "excluding restructuring charges": named only to be left out
  [[nodiscard]] bool specific() const { return !modifiers.empty(); }
};

/// Where a reading's subject or period comes from, strongest last.
enum class Source : uint8_t { none, assumed, earlier, sentence, said };

struct Reading {
  Quantity quantity;
  ClaimKind kind = ClaimKind::amount;
  Mention subject;
  Source subject_source = Source::none;
  std::string subject_label;
  Target period;
  Source period_source = Source::none;
  std::vector<Target> bases;     // what a change compares with, likeliest first
  bool base_said = false;
  int direction = 0;             // -1 down, 1 up, 0 not said
  bool adjusted = false, gaap = false;
  bool diluted = false, basic = false;
  bool share_of = false;         // "36% of net sales"
  Mention whole;                 // ... of this
  int pair = -1;                 // the reading before it that it belongs to: "or $0.06 per share"
  int of_pair_base = -1;         // the amount a change is compared with, where the sentence states it
  bool forward = false;
  bool respectively = false;     // the sentence pairs figures with subjects or periods by their order
  bool hypothetical = false;     // "would have been"
  bool behind = false;           // the subject follows the figure: "$5.4 billion in cash"
  bool loose = false;            // a part, a range or a basis of its own: may tie, is never broken
  int strays = 0;                // words between subject and figure that a plain statement does not have
  std::vector<uint32_t> also;    // rows of a second subject joined by "and"
  std::vector<Stem> near;        // words between it and the figure before it, and some behind it
};

/// State of the document around a sentence.
struct Surroundings {
  bool outlook = false;      // under a heading of guidance
  bool adjusted = false;
  bool segment = false;      // under the name of a segment
  bool release = true;       // false: the body of the report, where only measures count
};

class ClaimReader {
 public:
  ClaimReader(std::string_view chars, const FactIndex& facts, Anchor anchor) : chars_(chars), facts_(facts), anchor_(anchor) {}

  /// Forgets what the paragraph before has said.
  void begin_paragraph();
  /// Reads one sentence; the result is valid until the next call.
  auto read(Range sentence, const Surroundings& around) -> const std::vector<Reading>&;

 private:
  struct Slot;
  void find_mentions();
  void narrow(Mention& m) const;
  void place_quantities(std::vector<Slot>& slots) const;
  [[nodiscard]] bool is_forward(const Slot& slot, const Surroundings& around) const;
  void set_subject(Reading& r, std::vector<Slot>& slots, size_t k);
  void set_kind(Reading& r, const std::vector<Slot>& slots, size_t k) const;
  void set_period(Reading& r, std::vector<Slot>& slots, size_t k);
  [[nodiscard]] auto resolve_here(const PeriodPhrase& p) const -> Target;
  [[nodiscard]] int strays_between(const Reading& r, const Slot& s, const std::vector<Slot>& slots) const;
  void set_bases(Reading& r, const std::vector<Slot>& slots, size_t k) const;
  [[nodiscard]] Stem at(size_t i) const { return i < words_.size() ? words_[i].stem : 0; }
  [[nodiscard]] bool break_between(uint32_t a, uint32_t b) const;
  [[nodiscard]] auto label_of(const Mention& m) const -> std::string;

  std::string_view chars_;
  const FactIndex& facts_;
  Anchor anchor_;
  std::vector<Word> words_;
  std::vector<Quantity> quantities_;
  std::vector<PeriodPhrase> phrases_;
  std::vector<Mention> mentions_;
  std::vector<Reading> readings_;
  Target paragraph_period_;
  Mention paragraph_subject_;
  bool paragraph_has_subject_ = false;
  Target sentence_main_;
  bool own_main_ = false;  // the sentence names its period outright
  Range skipped_;  // the sentence before, where it has no figure of interest
};

}  // namespace crossfoot::prose
