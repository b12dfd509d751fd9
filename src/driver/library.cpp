#include "crossfoot/crossfoot.h"
#include "driver/pipeline.h"
#include "write/json.h"

namespace crossfoot {
namespace {

auto read(std::string_view bytes, std::string_view name) -> Filing {
  return driver::read_filing(std::string(name), bytes);
}

}  // namespace

auto extract_json(std::string_view bytes, std::string_view name) -> std::string {
  Filing f = read(bytes, name);
  std::string out;
  write::write_json(f, out);
  out.pop_back();
  return out;
}

auto check_filing(std::string_view bytes, std::string_view name) -> std::vector<Finding> {
  Filing f = read(bytes, name);
  source::LineTable lines(bytes);
  auto place = [&](Span s, std::string message) {
    auto at = lines.position_of(s.begin);
    return Place{s.begin, s.end, at.line, at.column, std::move(message)};
  };
  std::vector<Finding> findings;
  findings.reserve(f.diagnostics.size());
  for (const auto& d : f.diagnostics) {
    Finding x{std::string(info(d.rule).name), std::string(to_string(d.severity)), d.message, place(d.span, {}), {}};
    for (const auto& r : d.related) x.related.push_back(place(r.span, r.message));
    findings.push_back(std::move(x));
  }
  return findings;
}

auto version() -> std::string_view { return CROSSFOOT_VERSION; }

}  // namespace crossfoot
