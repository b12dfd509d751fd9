#!/usr/bin/env bash
# Rules of the repository that no compiler checks: names, sizes, every rule documented.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
bad=0
complain() { echo "repository: $*" >&2; bad=1; }

while IFS= read -r f; do
  case "$(basename "$f")" in
    *utils* | *helper* | *manager* | *misc*) complain "$f: such a name says nothing" ;;
  esac
done < <(git ls-files src)
while IFS= read -r f; do
  grep -q '#pragma once' "$f" || complain "$f: no #pragma once"
done < <(git ls-files 'src/*.h')
sed -n 's/^CROSSFOOT_RULE([a-z_]*, "\([^"]*\)".*/\1/p' src/diag/rule.def | while IFS= read -r rule; do
  [ -s "docs/rules/$rule.md" ] || { echo "repository: docs/rules/$rule.md is missing" >&2; exit 1; }
done || bad=1
if git grep -nE 'std::regex|#include <regex>' -- src >/dev/null; then complain "std::regex backtracks: not in src"; fi
[ "$bad" = 0 ] && echo "repository: names, guards and rule pages are in order"
exit "$bad"
