// The parts of a filing that its form prescribes: cover page, items, exhibits, signatures, press-release anatomy.
//
// In: the submission and the layouts of its documents. Out: one Form for the filing. All text fields are as
// printed (white space folded); all spans are bytes of the file.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "container/submission.h"
#include "layout/layout.h"

namespace crossfoot::form {

/// A piece of text and where it stands.
struct Found {
  std::string text;
  Span span;
};

struct Checkbox {
  std::string text;  // "Written communications pursuant to Rule 425..."
  bool ticked = false;
  Span span;
};

struct Cover {
  std::optional<Found> form;  // "8-K", "8-K/A", "10-Q"
  std::optional<Found> registrant, state, file_number, irs_number, address, telephone, former_name;
  std::optional<Date> report_date;  // date of earliest event reported, or period end of a periodic report
  Span report_date_span;
  std::vector<Checkbox> checkboxes;
  std::vector<Found> securities;  // 12(b) rows of later covers
  uint32_t document = 0;
  Span span;
};

enum class Scheme : uint8_t { y1993, y2004 };  // 8-K item numbering before and since 23 August 2004

struct Item {
  std::string number;     // as printed: "5", "5.02"
  std::string canonical;  // "8.01"
  std::string title;      // as printed
  std::string official;   // official title in its era
  std::string part;       // "I", "II": of a periodic report; empty in a current one
  Scheme scheme = Scheme::y2004;
  uint32_t document = 0;
  Span heading;
  Span span;   // heading and body
  std::string text;  // body, reading text
  Range body;        // in the layout text of its document
  std::vector<std::string> subparts;  // "(a)", "(c)(1)"
  bool recovered = false;
};

struct Exhibit {
  std::string number;
  std::string description;
  std::optional<uint32_t> document;  // the attached document that it is
  bool incorporated = false;         // by reference to another filing
  bool in_index = false;             // stands in the exhibit index or the exhibit item's list
  bool in_item_list = false;         // in the list of the exhibit item
  bool in_end_index = false;         // in the exhibit index behind the signatures
  Range printed;                     // its text inside the report's own document, where it is printed there; else empty
  Span span;
};

/// A mention of an exhibit in running text: "attached as Exhibit 99.1".
struct ExhibitReference {
  std::string number;
  uint32_t document = 0;
  Span span;  // of the number
  bool elsewhere = false;  // of another filing: "filed as Exhibit 4.1 to the registration statement"
};

struct Signature {
  std::string name, title, registrant;
  std::optional<Date> date;
  uint32_t document = 0;
  Span span;
  bool conformed = false;  // "/s/"
};

struct Quotation {
  std::string text, speaker;
  Span span;
};

struct Contact {
  std::string kind;  // "media", "investor", ...
  std::string name, organisation, phone, email;
  Span span;
};

struct PressRelease {
  uint32_t document = 0;
  std::optional<Found> headline;
  std::vector<Found> subheads;
  std::optional<Found> place;
  std::optional<Date> date;
  Span dateline;
  Range body;  // in the layout text: from dateline to boilerplate
  std::vector<Quotation> quotations;
  std::optional<Found> about, safe_harbor, end_mark;
  std::vector<Contact> contacts;
};

struct Form {
  std::string form;  // header's, or the cover's
  uint32_t report = 0;      // the document that is the report itself
  uint32_t report_end = 0;  // offset in its layout text where its items end: at its signatures, or at the end
  std::optional<Cover> cover;
  std::vector<Item> items;
  std::vector<Exhibit> exhibits;
  std::vector<Exhibit> repeated_exhibits;  // entries whose number stands earlier in the same list with another description
  std::vector<ExhibitReference> exhibit_references;
  std::vector<Signature> signatures;
  std::vector<PressRelease> releases;
};

/// Reads the form's structure. `layouts` are parallel to `submission.documents`.
auto read_form(std::string_view bytes, const container::Submission& submission, const std::vector<layout::Layout>& layouts,
               diag::Emitter& emitter) -> Form;

/// Canonical (2004) number for an item of either numbering: "5" (1993) -> "8.01"; the number itself where it is new. Empty if unknown.
auto canonical_item(std::string_view number, Scheme scheme) -> std::string_view;
/// Official title of an item in its numbering; empty if unknown.
auto official_title(std::string_view number, Scheme scheme) -> std::string_view;
/// Item number for an official title as the header's ITEM INFORMATION prints it; empty if unknown.
auto item_of_title(std::string_view title, Scheme scheme) -> std::string_view;

}  // namespace crossfoot::form
