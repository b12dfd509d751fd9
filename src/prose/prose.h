// What the sentences say: claims about reported measures, and events.
//
// In: layouts, form, statements. Out: claims (already held against the facts: tick, facts and arithmetic) and events.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/date.h"
#include "base/decimal.h"
#include "form/form.h"
#include "statement/statement.h"

namespace crossfoot::prose {

enum class ClaimKind : uint8_t { amount, change, per_share, ratio, count };
enum class Verdict : uint8_t { uncheckable, tied, broken, forward };
auto to_string(ClaimKind k) -> std::string_view;
auto to_string(Verdict v) -> std::string_view;

struct Claim {
  std::string text;     // the figure as printed: "$25.8 million"
  std::string subject;  // us-gaap element name with prefix where one fits, else a short label; empty unknown
  ClaimKind kind = ClaimKind::amount;
  Decimal value;        // in plain units; a percentage in percent (43.8)
  Interval interval;    // what the wording allows
  statement::Period period;
  uint32_t document = 0;
  Span span;            // of the figure
  Span sentence;
  Verdict tick = Verdict::uncheckable;
  std::vector<uint32_t> facts;  // indexes in Statements.facts
  std::string why;      // "26,102 / 71,761 = 0.364"
};

struct FieldValue;
struct FieldEntry;
using FieldList = std::vector<FieldValue>;
using FieldRecord = std::vector<FieldEntry>;

/// A value of an event's field; null (monostate) where it is not stated.
struct FieldValue {
  std::variant<std::monostate, bool, std::string, Decimal, Date, FieldList, FieldRecord> value;
};

/// One named part of a record: {date: 2006-09-13}.
struct FieldEntry {
  std::string name;
  FieldValue value;
};

struct Field {
  std::string name;
  FieldValue value;
  Span evidence;
};

struct Event {
  std::string type;  // as gold/README.md names them: "officer_appointed"
  std::string item;  // as printed in the filing's own numbering, empty where it stands only in an exhibit
  std::optional<Date> date;
  uint32_t document = 0;
  Span span;
  std::vector<Field> fields;
};

/// A name in the text: product, organisation, exchange, ticker, place, person.
struct Entity {
  std::string kind;  // "person", "organisation", "product", "exchange", "ticker", "place"
  std::string name;  // fullest form in the filing
  uint32_t document = 0;
  Span span;
};

struct Prose {
  std::vector<Claim> claims;
  std::vector<Event> events;
  std::vector<Entity> entities;
};

auto find_claims(std::string_view bytes, const container::Submission& submission, const std::vector<layout::Layout>& layouts,
                 const form::Form& form, const statement::Statements& statements) -> std::vector<Claim>;
auto find_events(std::string_view bytes, const container::Submission& submission, const std::vector<layout::Layout>& layouts,
                 const form::Form& form, const statement::Statements& statements) -> std::vector<Event>;
auto find_entities(std::string_view bytes, const container::Submission& submission, const std::vector<layout::Layout>& layouts,
                   const form::Form& form) -> std::vector<Entity>;

}  // namespace crossfoot::prose
