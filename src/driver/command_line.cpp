#include "driver/command_line.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdlib>
#include <optional>

#include "driver/completion.h"
#include "driver/extract.h"
#include "driver/pipeline.h"
#include "source/inputs.h"
#include "write/diagnostics.h"
#include "write/dump.h"
#include "write/json.h"
#include "write/rule_docs.h"
#include "write/sarif.h"
#include "write/show.h"

namespace crossfoot::driver {
namespace {

constexpr int kFound = 1;
constexpr int kCannotRun = 2;

/// Colour where standard output is a terminal and the person has not asked for none (https://no-color.org).
auto make_style(const std::string& colour) -> write::Style {
  write::Style s;
  bool terminal = ::isatty(STDOUT_FILENO) != 0;
  const char* no_colour = std::getenv("NO_COLOR");
  s.colour = colour == "always" || (colour == "auto" && terminal && !(no_colour && *no_colour));
  winsize w{};
  if (terminal && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) == 0 && w.ws_col >= 60) s.width = std::min<unsigned>(w.ws_col, 120);
  return s;
}

void put(const std::string& text) { std::fwrite(text.data(), 1, text.size(), stdout); }

struct ReadCount {
  size_t read = 0, failed = 0;
};

/// Reads each path and hands the filing on; what cannot be read is said on standard error and the rest goes on.
template <typename F>
auto for_each_filing(const std::vector<std::string>& paths, Phase last, F&& each) -> ReadCount {
  source::Inputs inputs(paths);
  ReadCount n;
  while (auto next = inputs.next()) {
    if (auto* skip = std::get_if<source::Skip>(&*next)) {
      if (!skip->is_error) continue;
      fmt::print(stderr, "{}: {}\n", skip->name, skip->reason);
      ++n.failed;
      continue;
    }
    const auto& buffer = std::get<source::SourceBuffer>(*next);
    Filing f = read_filing(buffer, last);
    if (is_binary(f)) {
      fmt::print(stderr, "{}: not a filing: binary content\n", buffer.name());
      ++n.failed;
      continue;
    }
    ++n.read;
    each(f);
  }
  return n;
}

auto exit_code(const ReadCount& n, bool found) -> int { return n.read == 0 ? kCannotRun : found || n.failed ? kFound : 0; }

auto show(const std::vector<std::string>& paths, const write::Style& style, const write::ShowOptions& options, bool json) -> int {
  bool first = true;
  auto n = for_each_filing(paths, Phase::check, [&](const Filing& f) {
    std::string out;
    if (json) {
      write::write_json(f, out);
    } else {
      if (!first) out += "\n\n";
      write::show(f, style, options, out);
    }
    first = false;
    put(out);
  });
  return exit_code(n, false);
}

auto check(const std::vector<std::string>& paths, const write::Style& style, const std::string& format, bool notes) -> int {
  size_t errors = 0, warnings = 0, note_count = 0;
  write::Sarif sarif;
  auto n = for_each_filing(paths, Phase::check, [&](const Filing& f) {
    for (const auto& d : f.diagnostics) {
      errors += d.severity == diag::Severity::error;
      warnings += d.severity == diag::Severity::warning;
      note_count += d.severity == diag::Severity::note;
    }
    std::string out;
    if (format == "sarif") sarif.add(f);
    else if (format == "jsonl") write::print_diagnostics_jsonl(f, out);
    else write::print_diagnostics(f, style, {.notes = notes, .snippets = true}, out);
    put(out);
  });
  if (format == "sarif" && n.read) put(sarif.finish());
  if (format == "text" && n.read) {
    std::fflush(stdout);
    auto plural = [](size_t k, std::string_view word) { return fmt::format("{} {}{}", k, word, k == 1 ? "" : "s"); };
    fmt::print(stderr, "{} checked: {}, {}, {}{}\n", plural(n.read, "filing"), plural(errors, "error"), plural(warnings, "warning"), plural(note_count, "note"),
               notes || note_count == 0 ? "" : " (--notes prints them)");
  }
  return exit_code(n, errors + warnings > 0);
}

auto dump(const std::vector<std::string>& paths, const std::string& phase) -> int {
  write::Stage stage{};
  if (!write::parse_stage(phase, stage)) {
    fmt::print(stderr, "crossfoot: error: no phase \"{}\"\n", phase);
    return kCannotRun;
  }
  auto n = for_each_filing(paths, Phase::check, [&](const Filing& f) {
    std::string out;
    write::dump(f, stage, out);
    put(out);
  });
  return exit_code(n, false);
}

auto rules() -> int {
  for (const auto& r : diag::all_rules()) fmt::print("{:17} {}\n", r.name, r.summary);
  return 0;
}

auto explain(const std::string& name) -> int {
  for (const auto& r : diag::all_rules()) {
    if (r.name != name) continue;
    auto doc = write::rule_documentation(r.rule);
    fmt::print("{}", doc.empty() ? fmt::format("# {}\n\n{}\n", r.name, r.summary) : std::string(doc));
    return 0;
  }
  fmt::print(stderr, "crossfoot: error: no rule \"{}\"; crossfoot rules lists them\n", name);
  return kCannotRun;
}

}  // namespace

auto run(int argc, char** argv) -> int {
  CLI::App app{"Crossfoot reads SEC filings the way a compiler reads source code: every item, exhibit, statement,\n"
               "number, claim and event with the bytes it came from, and whether it all adds up and agrees."};
  app.name("crossfoot");
  app.require_subcommand(1);
  app.set_version_flag("--version", "crossfoot " CROSSFOOT_VERSION);
  app.get_formatter()->column_width(28);
  app.footer("Exit codes: 0 all is well, 1 something was found or skipped, 2 could not run.\n"
             "Start with: crossfoot show FILE");

  std::vector<std::string> paths;
  std::string colour = "auto";
  auto add_paths = [&](CLI::App* c, const char* what) { c->add_option("PATH", paths, what)->required(); };
  auto add_colour = [&](CLI::App* c) {
    c->add_option("--color", colour, "auto (default), always or never")->check(CLI::IsMember({"auto", "always", "never"}))->type_name("WHEN");
  };

  write::ShowOptions show_options;
  bool json = false;
  auto* show_command = app.add_subcommand("show", "Print a filing for a person: items, exhibits, statements with ticks, claims, events");
  add_paths(show_command, "A filing; - for standard input");
  show_command->add_flag("--json", json, "Print the JSON Lines record instead");
  show_command->add_flag("--tables", show_options.all_tables, "Also print tables that are no primary statement");
  show_command->add_flag("--text", show_options.item_text, "Print each item's whole text");
  add_colour(show_command);
  show_command->footer("Examples:\n  crossfoot show samples/earnings.txt\n  curl -s URL | crossfoot show -");

  std::string format = "text";
  bool notes = false;
  auto* check_command = app.add_subcommand("check", "Tie out: print what contradicts itself, as a compiler prints errors");
  add_paths(check_command, "Filings or drafts; folders and archives are read through; - for standard input");
  check_command->add_option("--format", format, "text (default), jsonl or sarif")->check(CLI::IsMember({"text", "jsonl", "sarif"}))->type_name("FORMAT");
  check_command->add_flag("--notes", notes, "Print notes too, not only errors and warnings");
  add_colour(check_command);
  check_command->footer("Examples:\n  crossfoot check draft.htm\n  crossfoot check --format=sarif filings/ > crossfoot.sarif\n"
                        "Exits with 1 where there is an error or a warning.");

  ExtractOptions extract_options;
  std::string to = "jsonl";
  auto* extract_command = app.add_subcommand("extract", "Write filings as JSON Lines, one filing a line");
  extract_command->add_option("PATH", extract_options.paths, "Files, folders, .gz, .zip, .tar, .tar.gz; - for standard input")->required();
  extract_command->add_option("--to", to, "jsonl")->check(CLI::IsMember({"jsonl"}))->type_name("FORMAT");
  extract_command->add_option("-o,--output", extract_options.output, "Write there instead of to standard output")->type_name("OUT");
  extract_command->add_option("-j,--jobs", extract_options.jobs, "Threads; one per core unless given")->type_name("N")->check(CLI::Range(1, 256));
  extract_command->add_flag("--numbers", extract_options.numbers, "Add the ledger of numbers: each numeric token and what it was read as");
  extract_command->add_flag("-q,--quiet", extract_options.quiet, "No progress, no summary");
  extract_command->footer("Examples:\n  crossfoot extract filing.txt\n  crossfoot extract 20050914.nc.tar.gz -o day.jsonl\n"
                          "The output is in input order and the same for any -j.");

  std::string phase = "blocks";
  auto* dump_command = app.add_subcommand("dump", "Print what one phase made of a filing");
  add_paths(dump_command, "A filing");
  dump_command->add_option("--phase", phase, "container, tokens, tree, blocks (default), form, facts or prose")
      ->check(CLI::IsMember({"container", "tokens", "tree", "blocks", "form", "facts", "prose"}))
      ->type_name("PHASE");
  dump_command->footer("Example:\n  crossfoot dump --phase=facts samples/earnings.txt");

  auto* rules_command = app.add_subcommand("rules", "List the rules that check knows");
  std::string rule;
  auto* explain_command = app.add_subcommand("explain", "Say what a rule checks, why, and show an example");
  explain_command->add_option("RULE", rule, "A rule's name, as printed in brackets")->required();
  explain_command->footer("Example:\n  crossfoot explain footing");
  std::string shell;
  auto* completion_command = app.add_subcommand("completion", "Print a completion script for a shell");
  completion_command->add_option("SHELL", shell, "bash, zsh or fish")->required()->check(CLI::IsMember({"bash", "zsh", "fish"}));
  completion_command->footer("Example:\n  source <(crossfoot completion bash)");

  // A mistyped command deserves its name back, not "a subcommand is required".
  if (argc > 1 && argv[1][0] != '-') {
    bool known = false;
    std::string names;
    for (const CLI::App* c : app.get_subcommands([](const CLI::App*) { return true; })) {
      known |= c->get_name() == argv[1];
      names += (names.empty() ? "" : ", ") + c->get_name();
    }
    if (!known) {
      fmt::print(stderr, "crossfoot: error: no command \"{}\"; there are {}\n", argv[1], names);
      return kCannotRun;
    }
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return app.exit(e) == 0 ? 0 : kCannotRun;
  }
  std::signal(SIGPIPE, SIG_DFL);
  if (*show_command) return show(paths, make_style(colour), show_options, json);
  if (*check_command) return check(paths, make_style(colour), format, notes);
  if (*extract_command) return extract(extract_options);
  if (*dump_command) return dump(paths, phase);
  if (*rules_command) return rules();
  if (*explain_command) return explain(rule);
  if (*completion_command) {
    put(make_completion(app, shell));
    return 0;
  }
  return kCannotRun;
}

}  // namespace crossfoot::driver
