#!/usr/bin/env python3
"""Claims adjudicated by hand come out as they did: adjudicated_claims.py PROGRAM SHARED. Exits 77 (skipped) where the filings are not.

Reads tests/adjudicated/claims.tsv; also fails on a broken claim of the listed files that the list does not know. Standard library only.
"""
import json, os, subprocess, sys

program, shared = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
rows = []
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "adjudicated", "claims.tsv"), encoding="utf-8") as f:
    for line in f:
        if not line.startswith("#"):
            rows.append(line.rstrip("\n").split("\t"))
files = sorted({os.path.join(shared, r[0]) for r in rows})
missing = [f for f in files if not os.path.exists(f)]
if missing:
    print(f"skipped: {len(missing)} of {len(files)} filings are not beside this clone")
    sys.exit(77)

claims = {}
run = subprocess.run([program, "extract", "-q", *files, "--to", "jsonl"], capture_output=True, text=True)
for line in run.stdout.splitlines():
    filing = json.loads(line)
    name = os.path.relpath(filing["source"], shared)
    for c in filing["claims"]:
        claims[name, c["span"][0]] = c

failures = []
for name, offset, figure, verdict, _, why in rows:
    c = claims.get((name, int(offset)))
    said = c["tick"] if c else "no claim"
    if said != verdict:
        failures.append(f"{name}: {figure} at {offset} is {said}, was {verdict}: {why}")
known = {(r[0], int(r[1])) for r in rows}
for key, c in claims.items():
    if c["tick"] == "broken" and key not in known:
        failures.append(f"{key[0]}: {c['text']} at {key[1]} is broken and not adjudicated: {c.get('why')}")
print("\n".join(failures) or f"{len(rows)} adjudicated claims as they were")
sys.exit(1 if failures else 0)
