#!/usr/bin/env bash
# run.sh FOLDER SECONDS [TARGET...]: fuzzes each target that long; findings are kept in fuzz/corpus/TARGET.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
folder=$1 seconds=$2
shift 2
[ $# -gt 0 ] || set -- $(ls "$folder" | sed -n 's/_fuzz$//p')
for target in "$@"; do
  work=build/fuzz/inputs-$target
  mkdir -p "$work" "fuzz/corpus/$target"
  echo "== $target: $seconds seconds"
  "$folder/${target}_fuzz" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=4096 -max_len=65536 -print_final_stats=1 \
    -artifact_prefix="fuzz/corpus/$target/" "$work" "fuzz/corpus/$target" samples 2>&1 | grep -E 'SUMMARY|stat::number_of_executed|ERROR|DONE' || true
  ls "fuzz/corpus/$target" | grep -E '^(crash|timeout|oom)' && exit 1 || true
done
