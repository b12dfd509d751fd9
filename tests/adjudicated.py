#!/usr/bin/env python3
"""Holds what the checks say about real filings against the verdicts of people who read them.

    adjudicated.py PROGRAM SHARED [--update]

SHARED/corpus is read with PROGRAM; every error and warning of the statement rules is looked up in tests/adjudicated/footing.tsv by file, rule
and message. A finding that the list calls ours (a false alarm), an error that the list does not know, and a filer's error that is no longer
found are reported; exit 1. --update prints the lines that are missing, verdict "?". Exit 77 where the corpus is absent. Standard library only.
"""
import json, os, subprocess, sys, tempfile

RULES = {"footing", "crossfooting", "balance", "per-share", "articulation", "roll-forward", "derived-quarter", "fds", "percent"}
SETS = ["8k-text", "8k-html", "10kq-text", "10kq-html", "html-truth", "press-releases"]


def main():
    program, shared = sys.argv[1], sys.argv[2]
    listed = os.path.join(os.path.dirname(os.path.abspath(__file__)), "adjudicated", "footing.tsv")
    known = {}
    with open(listed, encoding="utf-8") as f:
        for line in f:
            if line.startswith("#") or not line.strip():
                continue
            name, rule, severity, at, verdict, message = line.rstrip("\n").split("\t")
            known[name, rule, message] = severity, verdict
    if not os.path.isdir(os.path.join(shared, "corpus")):
        print("adjudicated: the corpus is not beside this clone")
        return 77
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "out.jsonl")
        for s in SETS:
            subprocess.run([program, "extract", "-q", os.path.join(shared, "corpus", s), "-o", out], capture_output=True)
            with open(out, encoding="utf-8") as f:
                for filing in map(json.loads, f):
                    for d in filing.get("diagnostics", []):
                        # The percent rule speaks of prose too, which has a list of its own.
                        if d["rule"] not in RULES or d["severity"] == "note" or d["message"].startswith("change of "):
                            continue
                        found[os.path.basename(filing["source"]), d["rule"], d["message"]] = d
    bad = 0
    errors = right = 0
    for key, d in sorted(found.items()):
        verdict = known.get(key, (None, "?"))[1]
        if d["severity"] == "error":
            errors += 1
            right += verdict == "filer"
        if verdict == "ours" or (verdict == "?" and d["severity"] == "error"):
            bad += 1
            print(f"{'false alarm' if verdict == 'ours' else 'not adjudicated'}: {key[0]}:{d['line']}: {d['severity']} [{key[1]}] {key[2]}")
        if verdict == "?" and "--update" in sys.argv:
            print("\t".join([key[0], key[1], d["severity"], str(d["line"]), "?", key[2]]))
    for key, (severity, verdict) in sorted(known.items()):
        if verdict == "filer" and key not in found:
            bad += 1
            print(f"no longer found: {key[0]}: [{key[1]}] {key[2]}")
    print(f"adjudicated: {errors} errors, {right} of them the filer's; {len(found) - errors} warnings")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
