// The whole pipeline: any bytes give a filing whose JSON is written and whose spans lie in the file.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "driver/pipeline.h"
#include "write/diagnostics.h"
#include "write/json.h"
#include "write/show.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  crossfoot::source::SourceBuffer buffer("fuzz", std::string(reinterpret_cast<const char*>(data), size));
  auto f = crossfoot::driver::read_filing(buffer);
  auto inside = [&](crossfoot::Span s) {
    if (s.begin > s.end || s.end > size) std::abort();
  };
  for (const auto& d : f.diagnostics) inside(d.span);
  for (const auto& x : f.statements.facts) inside(x.span);
  for (const auto& i : f.form.items) inside(i.span);
  for (const auto& c : f.prose.claims) inside(c.span);
  for (const auto& e : f.prose.events) inside(e.span);
  std::string out;
  crossfoot::write::write_json(f, out);
  crossfoot::write::Style style;
  crossfoot::write::print_diagnostics(f, style, {}, out);
  crossfoot::write::show(f, style, {.all_tables = true, .item_text = true}, out);
  return 0;
}
