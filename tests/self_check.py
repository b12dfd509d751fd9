#!/usr/bin/env python3
"""Says how many statements explain themselves: every total the sum of its parts in every column.

    self_check.py OUT.jsonl [--verbose]

Reads what `crossfoot extract --to jsonl` wrote. A table counts when it is a statement with at least one total by label, rule or arithmetic.
Also counts diagnostics by rule and severity. Standard library only.
"""
import argparse, collections, json


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("out"); p.add_argument("--verbose", action="store_true")
    a = p.parse_args()
    tables = collections.Counter(); full = collections.Counter(); totals = collections.Counter(); footed = collections.Counter()
    rules = collections.Counter(); filings = 0; quiet = 0
    with open(a.out, encoding="utf-8") as f:
        for line in f:
            filing = json.loads(line)
            filings += 1
            loud = 0
            for d in filing.get("diagnostics", []):
                rules[d["rule"], d["severity"]] += 1
                loud += d["severity"] != "note"
            quiet += loud == 0
            for t in filing.get("tables", []):
                check, kind = t.get("check"), t.get("statement")
                if not kind or not check or not check["totals"]:
                    continue
                tables[kind] += 1
                totals[kind] += check["totals"]
                footed[kind] += check["footed"]
                full[kind] += check["totals"] == check["footed"]
                if a.verbose and check["totals"] != check["footed"]:
                    print(f"{filing['source']}: table {t['index']} at {t['span']}: {kind} {check['footed']}/{check['totals']}: {t['title'][:60]}")
    for k in sorted(tables):
        print(f"  {k:22} {tables[k]:5} tables, every total explained in {full[k] / tables[k]:6.1%}; of {totals[k]} totals {footed[k] / totals[k]:6.1%}")
    for (rule, severity), n in sorted(rules.items()):
        print(f"  {rule:22} {severity:8} {n:5}")
    print(f"self-check: {filings} filings, {quiet} without error or warning, {sum(full.values())} of {sum(tables.values())} statements fully explained")


if __name__ == "__main__":
    main()
