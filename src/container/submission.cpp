#include "container/submission.h"

#include <array>
#include <cstring>

#include "base/ascii.h"
#include "container/tag_search.h"

namespace crossfoot::container {
namespace {

using diag::Rule;
using diag::Severity;

auto offset(size_t n) -> uint32_t { return static_cast<uint32_t>(n); }

/// Returns the end of the line that holds `at`: the offset of its CR or LF, or the end of the text.
auto line_end(std::string_view t, size_t at) -> size_t {
  const void* p = at < t.size() ? std::memchr(t.data() + at, '\n', t.size() - at) : nullptr;
  size_t end = p ? static_cast<size_t>(static_cast<const char*>(p) - t.data()) : t.size();
  // Bare CR ends a line too; a header line is short, so looking for one costs nothing.
  size_t probe = std::min(end, at + 4096);
  const void* cr = at < probe ? std::memchr(t.data() + at, '\r', probe - at) : nullptr;
  return cr ? static_cast<size_t>(static_cast<const char*>(cr) - t.data()) : end;
}

auto next_line(std::string_view t, size_t end) -> size_t {
  if (end < t.size() && t[end] == '\r') ++end;
  if (end < t.size() && t[end] == '\n') ++end;
  return end;
}

auto to_number(std::string_view s) -> std::optional<int> {
  if (s.empty() || s.size() > 9) return std::nullopt;
  int n = 0;
  for (char c : s) {
    if (!ascii::is_digit(c)) return std::nullopt;
    n = n * 10 + (c - '0');
  }
  return n;
}

/// Returns the code in brackets at the end of "SEMICONDUCTORS & RELATED DEVICES [3674]", or the value itself where it is one.
auto sic_code(std::string_view v) -> std::string_view {
  size_t open = v.rfind('[');
  size_t close = v.rfind(']');
  if (open != v.npos && close != v.npos && open < close) return v.substr(open + 1, close - open - 1);
  return to_number(v) ? v : std::string_view{};
}

/// True where the bytes at `at` begin a tag of a document's head or an envelope: '<' and an upper-case letter or '/'.
bool is_tag_start(std::string_view t, size_t at) {
  return at + 1 < t.size() && t[at] == '<' && (ascii::is_upper(t[at + 1]) || t[at + 1] == '/');
}

class Parser {
 public:
  Parser(std::string_view bytes, diag::Emitter& emitter) : t_(bytes), emitter_(emitter) {}

  auto run() -> Submission {
    size_t first = find_document_tag(t_, 0).begin;
    size_t head_end = first;
    bool enveloped = first < t_.size() || has_header(std::min(t_.size(), size_t{1} << 16));
    // A page that merely quotes "<DOCUMENT>" is no submission: the tag stands first on its line, or behind a header.
    if (enveloped && first < t_.size() && !at_line_start(first) && !has_header(first)) enveloped = false;
    if (!enveloped) {
      whole_file_is_the_document();
      return std::move(s_);
    }
    s_.header = {0, offset(head_end)};
    parse_header(head_end);
    parse_documents(first);
    check_counts();
    return std::move(s_);
  }

 private:
  bool at_line_start(size_t at) const { return at == 0 || t_[at - 1] == '\n' || t_[at - 1] == '\r'; }

  bool has_header(size_t end) const {
    std::string_view head = t_.substr(0, end);
    return head.find("<SEC-HEADER>") != head.npos || head.find("<IMS-HEADER>") != head.npos ||
           head.find("<SUBMISSION>") != head.npos || head.find("<SEC-DOCUMENT>") != head.npos ||
           head.find("<IMS-DOCUMENT>") != head.npos;
  }

  void whole_file_is_the_document() {
    if (t_.empty()) return;
    Document d;
    d.span = d.text = {0, offset(t_.size())};
    // An uploaded document may still carry <TEXT> of its own.
    d.media = sniff_media(t_, d.text, {}, {});
    s_.documents.push_back(d);
  }

  // ---- header -----------------------------------------------------------------------------------------------

  void parse_header(size_t end) {
    std::string_view head = t_.substr(0, end);
    size_t i = 0;
    while (i < end) {
      size_t e = line_end(head, i);
      header_line(head, i, e);
      i = next_line(head, e);
    }
    if (s_.envelope == Envelope::none) s_.envelope = Envelope::sec_document;
    // EDGAR writes the filer's own form type where the submission's is missing.
    if (s_.form.empty() && !s_.registrants.empty()) s_.form = s_.registrants.front().form_type;
  }

  void header_line(std::string_view head, size_t begin, size_t end) {
    size_t i = begin;
    while (i < end && ascii::is_blank(head[i])) ++i;
    if (i >= end) return;
    if (head[i] == '<') return tagged_line(head, i, end);
    size_t colon = head.substr(0, end).find(':', i);
    if (colon == head.npos) return;
    std::string_view name = ascii::trim(head.substr(i, colon - i));
    if (name.empty() || !ascii::is_upper(name[0])) return;  // PEM lines are in mixed case
    for (char c : name)
      if (ascii::is_lower(c)) return;
    size_t v = colon + 1;
    while (v < end && ascii::is_blank(head[v])) ++v;
    size_t w = end;
    while (w > v && ascii::is_space(head[w - 1])) --w;
    field(name, head.substr(v, w - v), {offset(v), offset(w)});
  }

  void tagged_line(std::string_view head, size_t i, size_t end) {
    size_t close = head.substr(0, end).find('>', i);
    if (close == head.npos) {
      emitter_.emit({Rule::envelope, Severity::warning, "header tag is not closed with '>'", 0, {offset(i), offset(end)}, {}});
      return;
    }
    std::string_view tag = head.substr(i + 1, close - i - 1);
    size_t v = close + 1;
    while (v < end && (ascii::is_blank(head[v]) || head[v] == '>')) ++v;  // some wrappers print ">>"
    size_t w = end;
    while (w > v && ascii::is_space(head[w - 1])) --w;
    std::string_view value = head.substr(v, w - v);
    Span span{offset(v), offset(w)};
    if (tag == "SEC-DOCUMENT") {
      s_.envelope = Envelope::sec_document;
    } else if (tag == "IMS-DOCUMENT") {
      s_.envelope = Envelope::ims_document;
    } else if (tag == "SUBMISSION") {
      s_.envelope = Envelope::dissemination;
    } else if (tag == "SEC-HEADER" || tag == "IMS-HEADER") {
      if (s_.envelope == Envelope::none) s_.envelope = tag[0] == 'S' ? Envelope::sec_document : Envelope::ims_document;
    } else if (tag == "ACCEPTANCE-DATETIME") {
      s_.accepted = value;
      s_.fields.push_back({tag, value, span});
    } else {
      dashed_field(tag, value, span);
    }
  }

  auto registrant() -> Registrant& {
    if (s_.registrants.empty()) s_.registrants.emplace_back();
    return s_.registrants.back();
  }

  void open_registrant(std::string_view role) {
    s_.registrants.emplace_back();
    s_.registrants.back().role = role;
    in_mail_ = false;
  }

  /// A field of the colon form: "COMPANY CONFORMED NAME:  TARNBROOK...".
  void field(std::string_view name, std::string_view value, Span span) {
    s_.fields.push_back({name, value, span});
    if (value.empty()) {
      if (is_role(name)) open_registrant(name);
      else if (name == "MAIL ADDRESS") in_mail_ = true;
      else if (name == "BUSINESS ADDRESS") in_mail_ = false;
      else if (name == "ITEM INFORMATION") s_.items.push_back({name, value, span});
      return;
    }
    if (name == "ACCESSION NUMBER") s_.accession = value;
    else if (name == "CONFORMED SUBMISSION TYPE") s_.form = value;
    else if (name == "PUBLIC DOCUMENT COUNT") s_.document_count = to_number(value);
    else if (name == "CONFORMED PERIOD OF REPORT") s_.period = header_date(name, value, span);
    else if (name == "ITEM INFORMATION") s_.items.push_back({name, value, span});
    else if (name == "FILED AS OF DATE") s_.filed = header_date(name, value, span);
    else if (name == "DATE AS OF CHANGE") s_.changed = header_date(name, value, span);
    else registrant_field(name, value);
  }

  static bool is_role(std::string_view n) {
    return n == "FILER" || n == "SUBJECT COMPANY" || n == "FILED BY" || n == "ISSUER" || n == "REPORTING-OWNER" ||
           n == "REPORTING OWNER" || n == "FILED FOR" || n == "SERIAL COMPANY";
  }

  void registrant_field(std::string_view name, std::string_view v) {
    Address& a = in_mail_ ? registrant().mail : registrant().business;
    if (name == "COMPANY CONFORMED NAME" || name == "CONFORMED NAME") registrant().name = v;
    else if (name == "CENTRAL INDEX KEY") registrant().cik = v;
    else if (name == "STANDARD INDUSTRIAL CLASSIFICATION") registrant().sic = sic_code(v);
    else if (name == "IRS NUMBER" || name == "EIN") registrant().irs_number = v;
    else if (name == "STATE OF INCORPORATION") registrant().state = v;
    else if (name == "FISCAL YEAR END") registrant().fiscal_year_end = v;
    else if (name == "FORM TYPE") registrant().form_type = v;
    else if (name == "SEC ACT") registrant().act = v;
    else if (name == "SEC FILE NUMBER") registrant().file_number = v;
    else if (name == "FILM NUMBER") registrant().film_number = v;
    else if (name == "STREET 1") a.street1 = v;
    else if (name == "STREET 2") a.street2 = v;
    else if (name == "CITY") a.city = v;
    else if (name == "STATE") a.state = v;
    else if (name == "ZIP") a.zip = v;
    else if (name == "BUSINESS PHONE") a.phone = v;
    else if (name == "FORMER CONFORMED NAME") registrant().former_names.push_back({v, std::nullopt});
    else if (name == "DATE OF NAME CHANGE" && !registrant().former_names.empty())
      registrant().former_names.back().changed = parse_compact_date(v);
  }

  /// A field of the dissemination form: "<CONFORMED-NAME>TARNBROOK...".
  void dashed_field(std::string_view tag, std::string_view v, Span span) {
    if (!tag.empty() && tag[0] == '/') return;
    struct Name { std::string_view tag, name; };
    static constexpr std::array<Name, 26> kNames = {{{"ACCESSION-NUMBER", "ACCESSION NUMBER"},
                                                     {"TYPE", "CONFORMED SUBMISSION TYPE"},
                                                     {"PUBLIC-DOCUMENT-COUNT", "PUBLIC DOCUMENT COUNT"},
                                                     {"PERIOD", "CONFORMED PERIOD OF REPORT"},
                                                     {"ITEMS", "ITEM INFORMATION"},
                                                     {"FILING-DATE", "FILED AS OF DATE"},
                                                     {"DATE-OF-FILING-DATE-CHANGE", "DATE AS OF CHANGE"},
                                                     {"CONFORMED-NAME", "COMPANY CONFORMED NAME"},
                                                     {"CIK", "CENTRAL INDEX KEY"},
                                                     {"ASSIGNED-SIC", "STANDARD INDUSTRIAL CLASSIFICATION"},
                                                     {"IRS-NUMBER", "IRS NUMBER"},
                                                     {"STATE-OF-INCORPORATION", "STATE OF INCORPORATION"},
                                                     {"FISCAL-YEAR-END", "FISCAL YEAR END"},
                                                     {"FORM-TYPE", "FORM TYPE"},
                                                     {"ACT", "SEC ACT"},
                                                     {"FILE-NUMBER", "SEC FILE NUMBER"},
                                                     {"FILM-NUMBER", "FILM NUMBER"},
                                                     {"STREET1", "STREET 1"},
                                                     {"STREET2", "STREET 2"},
                                                     {"CITY", "CITY"},
                                                     {"STATE", "STATE"},
                                                     {"ZIP", "ZIP"},
                                                     {"PHONE", "BUSINESS PHONE"},
                                                     {"FORMER-CONFORMED-NAME", "FORMER CONFORMED NAME"},
                                                     {"DATE-CHANGED", "DATE OF NAME CHANGE"},
                                                     {"ORGANIZATION-NAME", "ORGANIZATION NAME"}}};
    if (tag == "FILER" || tag == "SUBJECT-COMPANY" || tag == "FILED-BY" || tag == "ISSUER" || tag == "REPORTING-OWNER" ||
        tag == "FILED-FOR")
      return open_registrant(tag);
    if (tag == "MAIL-ADDRESS") in_mail_ = true;
    if (tag == "BUSINESS-ADDRESS") in_mail_ = false;
    for (const auto& n : kNames)
      if (n.tag == tag) return field(n.name, v, span);
    if (!v.empty()) s_.fields.push_back({tag, v, span});
  }

  auto header_date(std::string_view name, std::string_view value, Span span) -> std::optional<Date> {
    auto d = parse_compact_date(value);
    if (!d)
      emitter_.emit({Rule::envelope, Severity::warning,
                     "header field \"" + std::string(name) + "\" holds \"" + std::string(value) + "\", which is no date", 0, span, {}});
    return d;
  }

  // ---- documents --------------------------------------------------------------------------------------------

  void parse_documents(size_t first) {
    size_t at = first;
    while (at < t_.size()) {
      Document d;
      d.index = offset(s_.documents.size());
      size_t body = document_head(at + kDocumentTag.size(), d);
      DocumentTag end = find_document_tag(t_, body);
      size_t text_end = end.begin;
      bool closed = end.begin < t_.size() && end.closing;
      size_t after = closed ? end.begin + kDocumentEnd.size() : end.begin;
      if (!closed) {
        text_end = end.begin < t_.size() ? end.begin : trailing_envelope(body);
        after = text_end;
        emitter_.emit({Rule::envelope, Severity::warning,
                       end.begin < t_.size() ? "document is not closed before the next <DOCUMENT>"
                                             : "document is not closed: the file ends inside it",
                       d.index, {offset(at), offset(at + kDocumentTag.size())}, {}});
      }
      d.span = {offset(at), offset(after)};
      d.text = {offset(body), offset(std::max(body, without_text_end(body, text_end)))};
      d.media = sniff_media(t_, d.text, d.type, d.filename);
      s_.documents.push_back(d);
      if (closed) {
        end = find_document_tag(t_, after);
        // Stray </DOCUMENT>: step over it.
        while (end.begin < t_.size() && end.closing) end = find_document_tag(t_, end.begin + kDocumentEnd.size());
      }
      if (end.begin >= t_.size()) break;
      at = end.begin;
    }
  }

  /// Reads the fields between <DOCUMENT> and <TEXT>; returns where the text begins.
  auto document_head(size_t i, Document& d) -> size_t {
    while (i < t_.size()) {
      size_t end = line_end(t_, i);
      size_t b = i;
      while (b < end && ascii::is_space(t_[b])) ++b;
      if (b >= end) {
        i = next_line(t_, end);
        continue;
      }
      if (!is_tag_start(t_, b)) return i;  // no <TEXT>: the body begins here
      size_t close = t_.substr(0, end).find('>', b);
      if (close == t_.npos) return i;
      std::string_view tag = t_.substr(b + 1, close - b - 1);
      if (tag == "TEXT") {
        size_t body = close + 1;
        if (ascii::trim(t_.substr(body, end - body)).empty()) body = next_line(t_, end);
        return body;
      }
      bool known = tag == "TYPE" || tag == "SEQUENCE" || tag == "FILENAME" || tag == "DESCRIPTION";
      if (!known && tag != "FLAWED" && tag != "COVER" && tag != "CONFIDENTIAL") return i;
      size_t next = next_line(t_, end);
      std::string_view value = ascii::trim(t_.substr(close + 1, end - close - 1));
      // A description can wrap: lines up to the next tag belong to it.
      size_t wrapped = next;
      while (known && wrapped < t_.size() && t_[wrapped] != '<') {
        size_t e = line_end(t_, wrapped);
        std::string_view more = ascii::trim(t_.substr(wrapped, e - wrapped));
        if (more.empty() || more.size() > 200 || wrapped - next > 1000) break;
        s_.owned.push_back(std::string(value) + " " + std::string(more));
        value = s_.owned.back();
        wrapped = next_line(t_, e);
      }
      if (wrapped < t_.size() && t_[wrapped] == '<') next = wrapped;
      if (tag == "TYPE") d.type = value;
      else if (tag == "SEQUENCE") d.sequence = to_number(value);
      else if (tag == "FILENAME") d.filename = value;
      else if (tag == "DESCRIPTION") d.description = value;
      i = next;
    }
    return t_.size();
  }

  /// The end of the body without the </TEXT> line (and white space) in front of </DOCUMENT>.
  auto without_text_end(size_t begin, size_t end) const -> size_t {
    size_t e = end;
    while (e > begin && ascii::is_space(t_[e - 1])) --e;
    constexpr std::string_view kTextEnd = "</TEXT>";
    if (e - begin >= kTextEnd.size() && t_.substr(e - kTextEnd.size(), kTextEnd.size()) == kTextEnd) return e - kTextEnd.size();
    return end;
  }

  /// Where the closing lines of the envelope begin in a file whose last document is not closed.
  auto trailing_envelope(size_t begin) const -> size_t {
    size_t end = t_.size();
    size_t from = std::max(begin, end > 512 ? end - 512 : 0);
    std::string_view tail = t_.substr(from);
    for (std::string_view mark : {"</SUBMISSION>", "</SEC-DOCUMENT>", "</IMS-DOCUMENT>", "-----END PRIVACY-ENHANCED MESSAGE-----"}) {
      size_t p = tail.find(mark);
      if (p != tail.npos) end = std::min(end, from + p);
    }
    return end;
  }

  void check_counts() {
    if (s_.documents.empty()) {
      emitter_.emit({Rule::envelope, Severity::note, "submission holds a header and no documents", 0, s_.header, {}});
    } else if (s_.document_count && *s_.document_count != static_cast<int>(s_.documents.size())) {
      Span where = s_.header;
      for (const auto& f : s_.fields)
        if (f.name == "PUBLIC DOCUMENT COUNT") where = f.span;
      emitter_.emit({Rule::envelope, Severity::note,
                     "header counts " + std::to_string(*s_.document_count) + " documents, the submission holds " +
                         std::to_string(s_.documents.size()),
                     0, where, {}});
    }
  }

  std::string_view t_;
  diag::Emitter& emitter_;
  Submission s_;
  bool in_mail_ = false;
};

}  // namespace

auto to_string(Envelope e) -> std::string_view {
  switch (e) {
    case Envelope::none: return "none";
    case Envelope::sec_document: return "sec-document";
    case Envelope::ims_document: return "ims-document";
    case Envelope::dissemination: return "dissemination";
  }
  return "none";
}

auto to_string(Media m) -> std::string_view {
  switch (m) {
    case Media::text: return "text";
    case Media::html: return "html";
    case Media::binary: return "binary";
  }
  return "text";
}

auto parse_submission(std::string_view bytes, diag::Emitter& emitter) -> Submission { return Parser(bytes, emitter).run(); }

}  // namespace crossfoot::container
