// A filing's prose made ready for finding events: the passages that can hold them, their sentences as words, and in each
// sentence the persons, organisations, offices, dates and amounts it names.
//
// In: submission, layouts and form. Out: a Narrative, whose sentences are in reading order and whose mentions are in order within
// each sentence and do not overlap. Only current reports (8-K) and documents that stand alone are read: the body's items, and those
// exhibits that are releases. Bad input: a filing without items is one passage a document.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "prose/organisations.h"
#include "prose/persons.h"
#include "prose/prose.h"
#include "prose/vocabulary.h"

namespace crossfoot::prose {

enum class NamingKind : uint8_t {
  person,        // index in Narrative.persons, or -1: name-shaped, but nobody vouches for it
  organisation,  // indexes in Narrative.groups
  date,          // index in Narrative.dates
  amount,        // index in Narrative.amounts
  role,          // index in Narrative.roles
};

struct Naming {
  NamingKind kind = NamingKind::date;
  uint32_t begin = 0, end = 0;  // words
  int index = -1;
};

struct DateMention {
  Date date;
  bool day = true;   // false: a month of a year; date is its last day
  bool year = true;  // false: the year was taken from nearby
};

struct NamedAmount {
  Decimal value;
  bool money = false;
  bool percent = false;
  std::string currency;  // empty: dollars, or none
};

enum class RoleKind : uint8_t { officer, chair, director };
struct RoleMention {
  std::string name;
  RoleKind kind = RoleKind::officer;
};

enum class PassageKind : uint8_t { item, exhibit, release };

/// An item's body, an exhibit, or a document that stands alone.
struct Passage {
  PassageKind kind = PassageKind::item;
  std::string number;     // of the item as printed
  std::string canonical;  // "8.01"
  std::string exhibit;    // "99.1"
  uint32_t document = 0;
  int item = -1;          // index in Form.items
  uint32_t first = 0, last = 0;  // sentences
  std::optional<Date> dated;     // of the release
};

struct ReadSentence {
  uint32_t first = 0, last = 0;                  // words
  uint32_t mention_first = 0, mention_last = 0;  // mentions
  uint32_t passage = 0;
  uint32_t block = 0;
  bool heading = false;
};

struct Narrative {
  const std::vector<layout::Layout>* layouts = nullptr;
  const form::Form* form = nullptr;
  Tokens words;  // of all sentences; offsets are those of the passage's document
  std::vector<ReadSentence> sentences;
  std::vector<Passage> passages;
  std::vector<Naming> mentions;
  std::vector<DateMention> dates;
  std::vector<NamedAmount> amounts;
  std::vector<RoleMention> roles;
  std::vector<std::vector<int>> groups;  // organisations named by one mention
  Persons persons;
  Organisations organisations;
  bool registrant_known = false;     // from header or cover
  std::optional<Date> reference;  // date of the report

  [[nodiscard]] auto text(const ReadSentence& s) const -> std::string_view { return (*layouts)[passages[s.passage].document].text.chars(); }
  /// The characters of words [begin, end), as they stand.
  [[nodiscard]] auto chars(const ReadSentence& s, size_t begin, size_t end) const -> std::string_view;
  [[nodiscard]] auto span(const ReadSentence& s, size_t begin, size_t end) const -> Span;
  [[nodiscard]] auto span(const ReadSentence& s) const -> Span { return span(s, s.first, s.last); }
  /// The next mention of `kind` at or after word `from` that begins before `to`; nullptr where there is none.
  [[nodiscard]] auto next(const ReadSentence& s, NamingKind kind, size_t from, size_t to = SIZE_MAX) const -> const Naming*;
  /// The last mention of `kind` that ends by word `to` and begins at or after `from`.
  [[nodiscard]] auto previous(const ReadSentence& s, NamingKind kind, size_t to, size_t from = 0) const -> const Naming*;
  /// The mention that covers word `at`; nullptr where there is none.
  [[nodiscard]] auto at(const ReadSentence& s, size_t at) const -> const Naming*;
  [[nodiscard]] auto person_name(const ReadSentence& s, const Naming& m) const -> std::string;
  [[nodiscard]] auto organisation_name(const Naming& m) const -> std::string;
  /// Whether the mention names the registrant or one of its subsidiaries only.
  [[nodiscard]] bool is_own(const Naming& m) const;
};

/// Whether events are looked for in this filing at all.
bool holds_events(const container::Submission& submission, const form::Form& form);

auto read_passages(const container::Submission& submission, const std::vector<layout::Layout>& layouts, const form::Form& form) -> Narrative;

}  // namespace crossfoot::prose
