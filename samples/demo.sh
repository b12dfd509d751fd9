#!/usr/bin/env bash
# The main job, on the samples: show one filing, tie all four out, and turn them into lines for a data person.
set -uo pipefail
crossfoot=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
cd "$(dirname "${BASH_SOURCE[0]}")"
colour=never
[ -t 1 ] && [ -z "${NO_COLOR:-}" ] && colour=always
title() { if [ "$colour" = always ]; then printf '\n\033[7m %s \033[0m\n\n' "$*"; else printf '\n===== %s\n\n' "$*"; fi; }

title "crossfoot show earnings-2003.txt     what a filing says, ticked"
"$crossfoot" show --color=$colour earnings-2003.txt
title "crossfoot check *.txt     what contradicts itself"
"$crossfoot" check --color=$colour ./*.txt
title "crossfoot extract *.txt --to jsonl     the same as data"
out=$(mktemp)
trap 'rm -f "$out"' EXIT
"$crossfoot" extract ./*.txt --to jsonl -o "$out"
cut -c1-160 "$out"
