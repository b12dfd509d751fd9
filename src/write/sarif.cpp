#include "write/sarif.h"

#include "source/source_buffer.h"
#include "write/json_text.h"

namespace crossfoot::write {
namespace {

void write_location(JsonText& j, const Filing& f, const source::LineTable& lines, Span span) {
  auto begin = lines.position_of(span.begin);
  auto end = lines.position_of(std::max(span.begin, span.end));
  j.key("physicalLocation");
  j.open('{');
  j.key("artifactLocation");
  j.open('{');
  j.field("uri", f.source);
  j.close('}');
  j.key("region");
  j.open('{');
  j.number_field("startLine", begin.line);
  j.number_field("startColumn", begin.column);
  j.number_field("endLine", end.line);
  j.number_field("endColumn", end.column);
  j.number_field("byteOffset", span.begin);
  j.number_field("byteLength", span.size());
  j.close('}');
  j.close('}');
}

void write_message(JsonText& j, std::string_view text) {
  j.key("message");
  j.open('{');
  j.field("text", text);
  j.close('}');
}

}  // namespace

void Sarif::add(const Filing& f) {
  if (f.diagnostics.empty()) return;
  source::LineTable lines(f.bytes);
  for (const auto& d : f.diagnostics) {
    if (!results_.empty()) results_.push_back(',');
    JsonText j(results_);
    j.open('{');
    j.field("ruleId", info(d.rule).name);
    j.field("level", to_string(d.severity));
    write_message(j, d.message);
    j.key("locations");
    j.open('[');
    j.open('{');
    write_location(j, f, lines, d.span);
    j.close('}');
    j.close(']');
    if (!d.related.empty())
      j.objects("relatedLocations", d.related, [&](const diag::Label& l) {
        write_location(j, f, lines, l.span);
        write_message(j, l.message);
      });
    j.close('}');
  }
}

auto Sarif::finish() const -> std::string {
  std::string out;
  JsonText j(out);
  j.open('{');
  j.field("version", "2.1.0");
  j.field("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
  j.key("runs");
  j.open('[');
  j.open('{');
  j.key("tool");
  j.open('{');
  j.key("driver");
  j.open('{');
  j.field("name", "crossfoot");
  j.objects("rules", diag::all_rules(), [&](const diag::RuleInfo& r) {
    j.field("id", r.name);
    j.key("shortDescription");
    j.open('{');
    j.field("text", r.summary);
    j.close('}');
  });
  j.close('}');
  j.close('}');
  j.key("results");
  j.open('[');
  if (!results_.empty()) j.raw(results_);
  j.close(']');
  j.close('}');
  j.close(']');
  j.close('}');
  out.push_back('\n');
  return out;
}

}  // namespace crossfoot::write
