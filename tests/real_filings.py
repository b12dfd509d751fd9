#!/usr/bin/env python3
"""Real filings beside the clone, where they are: real_filings.py PROGRAM SHARED. Exits 77 (skipped) where they are not.

No crash, a line of output for every file, spans inside their files, and scores that may not fall below their floor. Standard library only.
"""
import glob, json, os, re, subprocess, sys, tempfile

program, shared = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
corpus = os.path.join(shared, "corpus")
if not os.path.isdir(corpus):
    print("skipped: real filings are not beside this clone (../shared/corpus)")
    sys.exit(77)

# What the program reached; a change that falls below is a regression.
FLOORS = {}
floors = os.path.join(os.path.dirname(os.path.abspath(__file__)), "score_floors.json")
if os.path.exists(floors):
    with open(floors) as f:
        FLOORS = json.load(f)

failures = []
with tempfile.TemporaryDirectory() as work:
    def out(name):
        return os.path.join(work, name + ".jsonl")

    for name in ["8k-text", "8k-html", "10kq-text", "10kq-html", "html-truth", "press-releases"]:
        folder = os.path.join(corpus, name)
        files = [f for f in glob.glob(folder + "/*") if not f.endswith(".json")]
        r = subprocess.run([program, "extract", "-q", folder, "-o", out(name)], capture_output=True, timeout=800)
        if r.returncode not in (0, 1):
            failures.append(f"{name}: exit {r.returncode}: {r.stderr.decode()[-2000:]}")
            continue
        seen = set()
        with open(out(name), encoding="utf-8") as f:
            for line in f:
                filing = json.loads(line)
                seen.add(filing["source"])
                size = os.path.getsize(filing["source"])
                stack = [filing]
                while stack:
                    x = stack.pop()
                    if isinstance(x, dict):
                        s = x.get("span")
                        if s and not 0 <= s[0] <= s[1] <= size:
                            failures.append(f"{filing['source']}: span {s} outside of the file")
                        stack.extend(x.values())
                    elif isinstance(x, list):
                        stack.extend(x)
        for f in set(files) - seen:
            failures.append(f"{f}: no line of output")
    with open(out("gold"), "w") as g:
        for name in ["8k-text", "8k-html", "press-releases"]:
            with open(out(name)) as f:
                g.write(f.read())

    def score(program_name, *args):
        r = subprocess.run([sys.executable, os.path.join(shared, "eval", program_name), *args], capture_output=True, text=True)
        return r.stdout

    runs = {
        "items_text": ("score.py", ["items", out("8k-text")], r"exact \d+/\d+ \(([\d.]+)%"),
        "items_html": ("score.py", ["items", out("8k-html")], r"exact \d+/\d+ \(([\d.]+)%"),
        "ex27_value": ("score.py", ["ex27", out("10kq-text")], r"value found ([\d.]+)%"),
        "ex27_concept": ("score.py", ["ex27", out("10kq-text")], r"right concept ([\d.]+)%"),
        "truth_value": ("score.py", ["truth", out("html-truth"), os.path.join(corpus, "html-truth")], r"period found ([\d.]+)%"),
        "truth_concept": ("score.py", ["truth", out("html-truth"), os.path.join(corpus, "html-truth")], r"right concept ([\d.]+)%"),
        "spans_text": ("score.py", ["spans", out("10kq-text")], r"\(([\d.]+)% good"),
        "spans_html": ("score.py", ["spans", out("html-truth")], r"\(([\d.]+)% good"),
        "event_f1": ("score_gold.py", [out("gold"), os.path.join(shared, "gold")], r"F1 ([\d.]+)"),
        "event_fields": ("score_gold.py", [out("gold"), os.path.join(shared, "gold")], r"fields right \d+/\d+ \(([\d.]+)\)"),
        "claims_found": ("score_gold.py", [out("gold"), os.path.join(shared, "gold")], r"claims, found ([\d.]+)"),
        "claims_right": ("score_gold.py", [out("gold"), os.path.join(shared, "gold")], r"verdict right ([\d.]+)"),
    }
    cache = {}
    for name, (prog, args, pattern) in runs.items():
        key = (prog, *args)
        if key not in cache:
            cache[key] = score(prog, *args)
        found = re.findall(pattern, cache[key])
        value = float(found[-1]) if found else None
        floor = FLOORS.get(name)
        print(f"{name:14} {value} (floor {floor})")
        if value is None or (floor is not None and value < floor):
            failures.append(f"{name}: {value}, below its floor {floor}")

for f in failures[:50]:
    print(f)
sys.exit(1 if failures else 0)
