#!/usr/bin/env bash
# Every header compiles alone.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
compiler=${CXX:-g++}
bad=0
while IFS= read -r h; do
  "$compiler" -std=c++20 -fsyntax-only -Isrc -Iinclude -x c++ "$h" -w || { echo "headers: $h does not compile alone" >&2; bad=1; }
done < <(git ls-files 'src/*.h' 'include/*.h')
[ "$bad" = 0 ] && echo "headers: each compiles alone"
exit "$bad"
