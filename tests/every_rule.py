#!/usr/bin/env python3
"""Every rule of the registry is expected by some golden case: every_rule.py RULE_DEF CASE..."""
import re, sys

with open(sys.argv[1], encoding="utf-8") as f:
    rules = re.findall(r'^CROSSFOOT_RULE\(\w+, "([^"]+)"', f.read(), re.M)
seen = set()
for path in sys.argv[2:]:
    with open(path, encoding="utf-8") as f:
        text = f.read()
    output = text.split("--- output", 1)[-1]
    seen |= set(re.findall(r"\[([a-z-]+)\]$", output, re.M))
missing = [r for r in rules if r not in seen]
if missing:
    print("no golden case expects: " + ", ".join(missing))
sys.exit(1 if missing else 0)
