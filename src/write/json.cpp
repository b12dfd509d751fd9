#include "write/json.h"

#include "check/ledger.h"
#include "source/source_buffer.h"
#include "write/json_text.h"

namespace crossfoot::write {
namespace {

auto unit_name(statement::Unit u, std::string_view currency) -> std::string {
  switch (u) {
    case statement::Unit::currency: return std::string(currency);
    case statement::Unit::shares: return "shares";
    case statement::Unit::per_share: return std::string(currency) + "/shares";
    case statement::Unit::pure: return "pure";
  }
  return "pure";
}

void write_found(JsonText& j, std::string_view key, const std::optional<form::Found>& f) {
  j.key(key);
  if (!f) return j.null();
  j.open('{');
  j.field("text", f->text);
  j.field("span", f->span);
  j.close('}');
}

void write_registrants(JsonText& j, const Filing& f) {
  if (f.submission.registrants.empty() && f.form.cover && f.form.cover->registrant) {
    const auto& c = *f.form.cover;
    j.key("registrants");
    j.open('[');
    j.open('{');
    j.field("name", c.registrant->text);
    j.key("cik"); j.null();
    j.key("sic"); j.null();
    j.field_or_null("state", c.state ? c.state->text : "");
    j.field_or_null("file_number", c.file_number ? c.file_number->text : "");
    j.field_or_null("irs_number", c.irs_number ? c.irs_number->text : "");
    j.key("fiscal_year_end"); j.null();
    j.close('}');
    j.close(']');
    return;
  }
  j.objects("registrants", f.submission.registrants, [&](const container::Registrant& r) {
    j.field_or_null("name", r.name);
    j.field_or_null("cik", r.cik);
    j.field_or_null("sic", r.sic);
    j.field_or_null("state", r.state);
    j.field_or_null("file_number", r.file_number);
    j.field_or_null("irs_number", r.irs_number);
    j.field_or_null("fiscal_year_end", r.fiscal_year_end);
    j.field_or_null("role", r.role);
    j.objects("former_names", r.former_names, [&](const container::FormerName& n) {
      j.field("name", n.name);
      j.field("changed", n.changed);
    });
  });
}

void write_form(JsonText& j, const Filing& f) {
  j.key("cover");
  if (!f.form.cover) {
    j.null();
  } else {
    const auto& c = *f.form.cover;
    j.open('{');
    write_found(j, "form", c.form);
    write_found(j, "registrant", c.registrant);
    write_found(j, "state", c.state);
    write_found(j, "file_number", c.file_number);
    write_found(j, "irs_number", c.irs_number);
    write_found(j, "address", c.address);
    write_found(j, "telephone", c.telephone);
    write_found(j, "former_name", c.former_name);
    j.field("report_date", c.report_date);
    j.objects("checkboxes", c.checkboxes, [&](const form::Checkbox& b) {
      j.field("text", b.text);
      j.boolean_field("ticked", b.ticked);
      j.field("span", b.span);
    });
    j.number_field("document", c.document);
    j.field("span", c.span);
    j.close('}');
  }
  j.objects("items", f.form.items, [&](const form::Item& i) {
    j.field("number", i.number);
    j.field_or_null("canonical", i.canonical);
    j.field("title", i.title);
    j.field_or_null("official", i.official);
    j.field("scheme", i.scheme == form::Scheme::y1993 ? "1993" : "2004");
    j.number_field("document", i.document);
    j.field("heading", i.heading);
    j.field("span", i.span);
    j.list("subparts", i.subparts, [&](const std::string& s) { j.string(s); });
    j.field("text", i.text);
    if (i.recovered) j.boolean_field("recovered", true);
  });
  j.objects("exhibits", f.form.exhibits, [&](const form::Exhibit& e) {
    j.field("number", e.number);
    j.field("description", e.description);
    j.key("document");
    e.document ? j.number(*e.document) : j.null();
    j.boolean_field("incorporated", e.incorporated);
    j.boolean_field("in_index", e.in_index);
    j.field("span", e.span);
  });
  j.objects("exhibit_references", f.form.exhibit_references, [&](const form::ExhibitReference& e) {
    j.field("number", e.number);
    j.number_field("document", e.document);
    j.field("span", e.span);
  });
  j.objects("signatures", f.form.signatures, [&](const form::Signature& s) {
    j.field("name", s.name);
    j.field_or_null("title", s.title);
    j.field("date", s.date);
    j.field_or_null("registrant", s.registrant);
    j.boolean_field("conformed", s.conformed);
    j.number_field("document", s.document);
    j.field("span", s.span);
  });
  j.objects("releases", f.form.releases, [&](const form::PressRelease& r) {
    j.number_field("document", r.document);
    write_found(j, "headline", r.headline);
    j.objects("subheads", r.subheads, [&](const form::Found& s) { j.field("text", s.text); j.field("span", s.span); });
    write_found(j, "place", r.place);
    j.field("date", r.date);
    j.field("dateline", r.dateline);
    j.objects("quotations", r.quotations, [&](const form::Quotation& q) {
      j.field("text", q.text);
      j.field_or_null("speaker", q.speaker);
      j.field("span", q.span);
    });
    write_found(j, "about", r.about);
    write_found(j, "safe_harbor", r.safe_harbor);
    write_found(j, "end_mark", r.end_mark);
    j.objects("contacts", r.contacts, [&](const form::Contact& c) {
      j.field_or_null("kind", c.kind);
      j.field_or_null("name", c.name);
      j.field_or_null("organisation", c.organisation);
      j.field_or_null("phone", c.phone);
      j.field_or_null("email", c.email);
      j.field("span", c.span);
    });
  });
}

/// Which rows of the table add up to which, and how many of its totals that explains.
void write_check(JsonText& j, const Filing& f, const statement::StatementTable& t) {
  if (t.index >= f.checks.tables.size()) return;
  const auto& check = f.checks.tables[t.index];
  j.key("check");
  j.open('{');
  j.number_field("totals", check.totals);
  j.number_field("footed", check.totals_footed);
  j.objects("sums", check.sums, [&](const check::Sum& sum) {
    j.number_field("row", sum.total);
    j.list("parts", sum.parts, [&](const check::Sum::Part& part) {
      j.open('[');
      j.number(part.row);
      j.number(part.sign);
      if (part.table != t.index) j.number(part.table);
      j.close(']');
    });
    j.number_field("footed", sum.columns_footed);
    j.number_field("broken", sum.columns_broken);
    if (sum.above) j.boolean_field("above", true);
  });
  j.close('}');
}

void write_statements(JsonText& j, const Filing& f) {
  const auto& s = f.statements;
  j.objects("tables", s.tables, [&](const statement::StatementTable& t) {
    j.number_field("index", t.index);
    j.number_field("document", t.document);
    j.field("span", t.span);
    j.field("title", t.title);
    j.field_or_null("statement", to_string(t.kind));
    j.field("unit", t.currency);
    j.key("scale");
    j.decimal(Decimal(1).shifted(t.scale_power));
    j.objects("columns", t.columns, [&](const statement::Column& c) {
      j.field("label", c.label);
      j.field("start", c.period.start);
      j.field("end", c.period.end);
      if (c.kind != statement::ColumnKind::value)
        j.field("kind", c.kind == statement::ColumnKind::percent  ? "percent"
                        : c.kind == statement::ColumnKind::change ? "change"
                        : c.kind == statement::ColumnKind::note   ? "note"
                                                                  : "text");
      if (c.pro_forma) j.boolean_field("pro_forma", true);
      if (c.restated) j.boolean_field("restated", true);
      if (!c.member.empty()) j.field("member", c.member);
    });
    const auto& grid_text = f.layouts[t.document].text;
    j.objects("rows", t.rows, [&](const statement::StatementRow& r) {
      j.field("label", r.label);
      j.number_field("depth", r.depth);
      j.field_or_null("concept", r.concept_name);
      j.key("cells");
      j.open('[');
      for (uint32_t i = r.first_figure; i < r.first_figure + r.figure_count; ++i) {
        const auto& g = t.figures[i];
        j.open('{');
        j.number_field("column", g.column);
        j.field("text", grid_text.of(g.text));
        j.field("value", g.fact >= 0 ? s.facts[static_cast<size_t>(g.fact)].value : g.value);
        j.field("span", g.span);
        if (g.fact >= 0) j.field("tick", to_string(s.facts[static_cast<size_t>(g.fact)].tick));
        j.close('}');
      }
      j.close(']');
    });
    write_check(j, f, t);
  });
  j.objects("facts", s.facts, [&](const statement::Fact& x) {
    j.field_or_null("concept", x.concept_name);
    j.field("label", x.label);
    j.field("value", x.value);
    j.field("unit", unit_name(x.unit, s.tables[x.table].currency));
    j.number_field("decimals", x.decimals);
    j.field("start", x.period.start);
    j.field("end", x.period.end);
    j.number_field("document", x.document);
    j.number_field("table", x.table);
    j.number_field("row", x.row);
    j.number_field("column", x.column);
    j.field("span", x.span);
    j.field("tick", to_string(x.tick));
    if (!x.member.empty()) j.field("member", x.member);
    if (x.recovered) j.boolean_field("recovered", true);
  });
  if (!s.tagged.empty())
    j.objects("tagged_facts", s.tagged, [&](const statement::TaggedFact& x) {
      j.field("concept", x.concept_name);
      j.field("value", x.value);
      j.field_or_null("unit", x.unit);
      j.number_field("decimals", x.decimals);
      j.field("start", x.period.start);
      j.field("end", x.period.end);
      j.boolean_field("dimensions", x.has_dimensions);
      j.number_field("document", x.document);
      j.field("span", x.span);
    });
}

void write_value(JsonText& j, const prose::FieldValue& v) {
  std::visit(
      [&](const auto& x) {
        using T = std::decay_t<decltype(x)>;
        if constexpr (std::is_same_v<T, std::monostate>) {
          j.null();
        } else if constexpr (std::is_same_v<T, bool>) {
          j.boolean(x);
        } else if constexpr (std::is_same_v<T, std::string>) {
          j.string(x);
        } else if constexpr (std::is_same_v<T, Decimal>) {
          j.decimal(x);
        } else if constexpr (std::is_same_v<T, Date>) {
          j.date(x);
        } else if constexpr (std::is_same_v<T, prose::FieldList>) {
          j.open('[');
          for (const auto& e : x) write_value(j, e);
          j.close(']');
        } else {
          j.open('{');
          for (const auto& [name, value] : x) {
            j.key(name);
            write_value(j, value);
          }
          j.close('}');
        }
      },
      v.value);
}

void write_prose(JsonText& j, const Filing& f) {
  j.objects("claims", f.prose.claims, [&](const prose::Claim& c) {
    j.field("text", c.text);
    j.field_or_null("subject", c.subject);
    j.field("kind", to_string(c.kind));
    j.field("value", c.value);
    j.field("low", c.interval.low);
    j.field("high", c.interval.high);
    j.field("start", c.period.start);
    j.field("end", c.period.end);
    j.number_field("document", c.document);
    j.field("span", c.span);
    j.field("sentence", c.sentence);
    j.field("tick", to_string(c.tick));
    j.list("facts", c.facts, [&](uint32_t i) { j.number(i); });
    j.field_or_null("why", c.why);
  });
  j.objects("events", f.prose.events, [&](const prose::Event& e) {
    j.field("type", e.type);
    j.field_or_null("item", e.item);
    j.field("date", e.date);
    j.number_field("document", e.document);
    j.field("span", e.span);
    j.key("fields");
    j.open('{');
    for (const auto& x : e.fields) {
      j.key(x.name);
      write_value(j, x.value);
    }
    j.close('}');
    j.key("evidence");
    j.open('{');
    for (const auto& x : e.fields)
      if (!x.evidence.empty()) j.field(x.name, x.evidence);
    j.close('}');
  });
  j.objects("entities", f.prose.entities, [&](const prose::Entity& e) {
    j.field("kind", e.kind);
    j.field("name", e.name);
    j.number_field("document", e.document);
    j.field("span", e.span);
  });
}

/// About what the line comes to, where figures make up most of it: a line of megabytes is not copied as it grows.
auto likely_size(const Filing& f) -> size_t {
  size_t size = 4096 + f.bytes.size() / 8 + f.statements.facts.size() * 340;
  for (const auto& t : f.statements.tables) size += 512 + t.columns.size() * 80 + t.rows.size() * 100 + t.figures.size() * 100;
  return size;
}

}  // namespace

void write_json(const Filing& f, std::string& out, const JsonOptions& options) {
  out.reserve(out.size() + likely_size(f));
  JsonText j(out);
  const auto& s = f.submission;
  j.open('{');
  j.field("source", f.source);
  j.field_or_null("accession", s.accession);
  j.field_or_null("form", f.form.form.empty() ? s.form : std::string_view(f.form.form));
  j.field("filed", s.filed);
  j.field("period", s.period ? s.period : f.form.cover ? f.form.cover->report_date : std::nullopt);
  j.field_or_null("accepted", s.accepted);
  write_registrants(j, f);
  j.list("declared_items", s.items, [&](const container::Field& i) { j.string(i.value); });
  j.objects("documents", s.documents, [&](const container::Document& d) {
    j.number_field("index", d.index);
    j.field_or_null("type", d.type);
    j.key("sequence");
    d.sequence ? j.number(*d.sequence) : j.null();
    j.field_or_null("filename", d.filename);
    j.field_or_null("description", d.description);
    j.field("span", d.span);
    j.field("media", to_string(d.media));
  });
  write_form(j, f);
  write_statements(j, f);
  write_prose(j, f);
  if (f.diagnostics.empty()) {
    j.key("diagnostics");
    j.open('[');
    j.close(']');
  } else {
    source::LineTable lines(f.bytes);
    j.objects("diagnostics", f.diagnostics, [&](const diag::Diagnostic& d) { write_diagnostic(j, d, lines); });
  }
  if (options.numbers)
    j.objects("numbers", check::make_ledger(f.layouts, f.form, f.statements, f.prose), [&](const check::LedgerEntry& e) {
      j.field("span", e.span);
      j.number_field("document", e.document);
      j.field("read_as", to_string(e.read_as));
    });
  j.close('}');
  out.push_back('\n');
}

}  // namespace crossfoot::write
