#include "driver/completion.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

namespace crossfoot::driver {
namespace {

/// The first option name with dashes: "--output" where there is a long one.
auto flags_of(const CLI::App* c) -> std::vector<std::string> {
  std::vector<std::string> flags;
  for (const CLI::Option* o : c->get_options())
    if (!o->get_lnames().empty()) flags.push_back("--" + o->get_lnames().front());
  return flags;
}

auto first_sentence(std::string s) -> std::string {
  for (char& ch : s)
    if (ch == '\'' || ch == '"' || ch == '`' || ch == '$') ch = ' ';
  return s.substr(0, s.find('\n'));
}

auto make_bash(const std::vector<const CLI::App*>& commands) -> std::string {
  std::string names, cases;
  for (const auto* c : commands) {
    names += c->get_name() + " ";
    cases += fmt::format("    {}) COMPREPLY=($(compgen -W \"{}\" -- \"$word\") $(compgen -f -- \"$word\"));;\n", c->get_name(), fmt::join(flags_of(c), " "));
  }
  return fmt::format(
      "_crossfoot() {{\n  local word=\"${{COMP_WORDS[COMP_CWORD]}}\"\n  if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
      "    COMPREPLY=($(compgen -W \"{}--help --version\" -- \"$word\"))\n    return\n  fi\n  case \"${{COMP_WORDS[1]}}\" in\n{}  esac\n}}\n"
      "complete -o filenames -F _crossfoot crossfoot\n",
      names, cases);
}

auto make_zsh(const std::vector<const CLI::App*>& commands) -> std::string {
  std::string names, cases;
  for (const auto* c : commands) {
    names += fmt::format("    '{}:{}'\n", c->get_name(), first_sentence(c->get_description()));
    cases += fmt::format("    {}) compadd -- {}; _files;;\n", c->get_name(), fmt::join(flags_of(c), " "));
  }
  return fmt::format(
      "#compdef crossfoot\n_crossfoot() {{\n  local -a commands=(\n{}  )\n  if (( CURRENT == 2 )); then\n    _describe command commands\n    return\n"
      "  fi\n  case $words[2] in\n{}  esac\n}}\ncompdef _crossfoot crossfoot\n",
      names, cases);
}

auto make_fish(const std::vector<const CLI::App*>& commands) -> std::string {
  std::string out;
  for (const auto* c : commands) {
    out += fmt::format("complete -c crossfoot -n __fish_use_subcommand -a {} -d '{}'\n", c->get_name(), first_sentence(c->get_description()));
    for (const CLI::Option* o : c->get_options())
      if (!o->get_lnames().empty())
        out += fmt::format("complete -c crossfoot -n '__fish_seen_subcommand_from {}' -l {} -d '{}'\n", c->get_name(), o->get_lnames().front(),
                           first_sentence(o->get_description()));
  }
  return out;
}

}  // namespace

auto make_completion(const CLI::App& app, const std::string& shell) -> std::string {
  auto commands = app.get_subcommands([](const CLI::App*) { return true; });
  if (shell == "bash") return make_bash(commands);
  if (shell == "zsh") return make_zsh(commands);
  return make_fish(commands);
}

}  // namespace crossfoot::driver
