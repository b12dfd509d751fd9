#include "driver/command_line.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "driver/extract.h"
#include "driver/pipeline.h"
#include "source/inputs.h"
#include "write/dump.h"

namespace crossfoot::driver {
namespace {

/// Reads each path and hands the filing on; what cannot be read is said on standard error. Returns 2 where nothing could.
template <typename F>
auto for_each_filing(const std::vector<std::string>& paths, Phase last, F&& each) -> int {
  source::Inputs inputs(paths);
  size_t read = 0, failed = 0;
  while (auto n = inputs.next()) {
    if (auto* skip = std::get_if<source::Skip>(&*n)) {
      if (skip->is_error) {
        fmt::print(stderr, "{}: {}\n", skip->name, skip->reason);
        ++failed;
      }
      continue;
    }
    const auto& buffer = std::get<source::SourceBuffer>(*n);
    Filing f = read_filing(buffer, last);
    ++read;
    each(f);
  }
  return read == 0 ? 2 : failed ? 1 : 0;
}

}  // namespace

auto run(int argc, char** argv) -> int {
  CLI::App app{"Crossfoot reads SEC filings: every item, exhibit, statement, number and event with its bytes, and whether it all adds up."};
  app.require_subcommand(1);
  app.set_version_flag("--version", "crossfoot " CROSSFOOT_VERSION);

  ExtractOptions extract_options;
  std::string to = "jsonl";
  auto* extract_command = app.add_subcommand("extract", "Write filings as JSON Lines");
  extract_command->add_option("PATH", extract_options.paths)->required();
  extract_command->add_option("-o,--output", extract_options.output);
  extract_command->add_option("-j,--jobs", extract_options.jobs);
  extract_command->add_option("--to", to)->check(CLI::IsMember({"jsonl"}));
  extract_command->add_flag("-q,--quiet", extract_options.quiet);

  std::vector<std::string> dump_paths;
  std::string phase = "blocks";
  auto* dump_command = app.add_subcommand("dump", "Print what a phase made of a filing");
  dump_command->add_option("FILE", dump_paths)->required();
  dump_command->add_option("--phase", phase);

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return app.exit(e) == 0 ? 0 : 2;
  }
  if (*extract_command) return extract(extract_options);
  if (*dump_command) {
    write::Stage stage{};
    if (!write::parse_stage(phase, stage)) {
      fmt::print(stderr, "crossfoot: error: no phase \"{}\"\n", phase);
      return 2;
    }
    return for_each_filing(dump_paths, Phase::check, [&](const Filing& f) {
      std::string out;
      write::dump(f, stage, out);
      std::fwrite(out.data(), 1, out.size(), stdout);
    });
  }
  return 2;
}

}  // namespace crossfoot::driver
