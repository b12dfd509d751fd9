// A submission as EDGAR wraps it: header fields and documents, found in one pass over the bytes.
//
// In: the bytes of a filing, with any of the envelopes EDGAR used, or none. Out: a Submission whose views point
// into those bytes (or into `owned`, where a value had to be put together from wrapped lines).
// Bad input: whatever is missing stays empty, a diagnostic says so, and the rest is read.
#pragma once
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/span.h"
#include "diag/diagnostic.h"

namespace crossfoot::container {

enum class Envelope : uint8_t { none, sec_document, ims_document, dissemination };
enum class Media : uint8_t { text, html, binary };
auto to_string(Envelope e) -> std::string_view;
auto to_string(Media m) -> std::string_view;

struct FormerName {
  std::string_view name;
  std::optional<Date> changed;
};

struct Address {
  std::string_view street1, street2, city, state, zip, phone;
};

/// One FILER, SUBJECT COMPANY, FILED BY, ISSUER... block of the header.
struct Registrant {
  std::string_view role;  // "FILER", "SUBJECT COMPANY"...
  std::string_view name, cik, sic, state, file_number, irs_number, fiscal_year_end, form_type, act, film_number;
  Address business, mail;
  std::vector<FormerName> former_names;
};

struct Field {
  std::string_view name;
  std::string_view value;
  Span span;  // of the value
};

struct Document {
  uint32_t index = 0;
  std::optional<int> sequence;
  std::string_view type, filename, description;
  Span span;  // from <DOCUMENT> to behind </DOCUMENT>, or the whole file without an envelope
  Span text;  // what stands between <TEXT> and </TEXT>
  Media media = Media::text;
};

struct Submission {
  Envelope envelope = Envelope::none;
  std::string_view accession, form;
  std::optional<Date> filed, period, changed;
  std::string_view accepted;  // "20050110150635"
  std::optional<int> document_count;
  std::vector<Field> items;   // ITEM INFORMATION, in order; the value may be empty
  std::vector<Field> fields;  // every header field, in order
  std::vector<Registrant> registrants;
  std::vector<Document> documents;
  Span header;
  std::deque<std::string> owned;
};

/// Splits `bytes` into header and documents.
auto parse_submission(std::string_view bytes, diag::Emitter& emitter) -> Submission;

}  // namespace crossfoot::container
