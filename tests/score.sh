#!/usr/bin/env bash
# score.sh PROGRAM: every score that the filings' own truths allow, one line each. Needs ../shared beside the repository.
set -euo pipefail
program=$(realpath "$1")
cd "$(dirname "${BASH_SOURCE[0]}")/.."
shared=../shared
[ -d "$shared/corpus" ] || { echo "score: ../shared is not beside this clone: nothing to score on"; exit 0; }
work=build/score
mkdir -p "$work"
extract() { "$program" extract -q "$shared/corpus/$1" -o "$work/$1.jsonl" || true; }
for set in 8k-text 8k-html 10kq-text 10kq-html html-truth press-releases; do extract "$set"; done
score() { python3 "$shared/eval/score.py" "$@" | tail -1; }
echo "8k-text   $(score items $work/8k-text.jsonl)"
echo "8k-html   $(score items $work/8k-html.jsonl)"
cat $work/8k-text.jsonl $work/8k-html.jsonl > $work/8k.jsonl
echo "peer      $(python3 tests/score_peer.py $work/8k.jsonl --peer "$shared/corpus/items-peer.csv" | tail -1)"
echo "10kq-text $(score ex27 $work/10kq-text.jsonl)"
echo "html      $(score truth $work/html-truth.jsonl $shared/corpus/html-truth)"
for set in 8k-text 10kq-text 8k-html 10kq-html html-truth press-releases; do echo "$set $(score spans $work/$set.jsonl)"; done
[ -f tests/self_check.py ] && for set in 10kq-text 8k-text html-truth 10kq-html 8k-html press-releases; do echo "== $set"; python3 tests/self_check.py $work/$set.jsonl; done
cat $work/8k-text.jsonl $work/8k-html.jsonl $work/press-releases.jsonl > $work/gold.jsonl
python3 "$shared/eval/score_gold.py" $work/gold.jsonl "$shared/gold" | tail -40
if [ "${MUTATE:-1}" = 1 ]; then
  echo "== one wrong digit, typewriter statements"; python3 "$shared/eval/mutate.py" tables "$program" $shared/corpus/10kq-text $shared/corpus/8k-text
  echo "== one wrong digit, HTML statements"; python3 "$shared/eval/mutate.py" tables "$program" $shared/corpus/10kq-html $shared/corpus/html-truth --n 150
  echo "== one wrong digit, claims"; python3 "$shared/eval/mutate.py" claims "$program" "$shared/corpus" "$shared/gold" --n 400
fi
