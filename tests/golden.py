#!/usr/bin/env python3
"""Runs golden cases: tests/golden/NAME.cf, one text file each.

    golden.py [--update] PROGRAM CASE...

A case says why it exists, how the program is run, what goes in and what must come out, to the letter:

    # why: the total misses its parts by ten
    # run: check --notes release.txt
    # uses: earnings-2003.txt          (optional: files of samples/ that lie beside it)
    --- release.txt
    (the file's text; a line that would begin with '---' is written with '\\' in front)
    --- output
    (standard output)
    --- exit 1

Several inputs may stand before the output. Standard library only.
"""
import os, re, shutil, subprocess, sys, tempfile

SAMPLES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "samples")


def read_case(path):
    with open(path, encoding="utf-8") as f:
        lines = f.read().split("\n")
    case = {"why": "", "run": [], "uses": [], "files": [], "output": "", "exit": 0}
    at = None
    parts = []
    for line in lines:
        m = re.match(r"--- (.*)$", line)
        if m:
            parts.append((m.group(1), []))
            at = parts[-1][1]
        elif at is None:
            if line.startswith("# why:"):
                case["why"] = line[6:].strip()
            elif line.startswith("# run:"):
                case["run"] = line[6:].split()
            elif line.startswith("# uses:"):
                case["uses"] = line[7:].split()
        else:
            at.append(line[1:] if line.startswith("\\---") else line)
    for name, body in parts:
        text = "\n".join(body)
        if name == "output":
            case["output"] = text
        elif name.startswith("exit "):
            case["exit"] = int(name[5:])
        else:
            case["files"].append((name, text))
    return case


def run_case(program, case):
    with tempfile.TemporaryDirectory() as folder:
        for name in case["uses"]:
            shutil.copy(os.path.join(SAMPLES, name), folder)
        for name, text in case["files"]:
            with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as f:
                f.write(text)
        r = subprocess.run([program, *case["run"]], cwd=folder, capture_output=True, timeout=120)
    return r.stdout.decode("utf-8", "replace"), r.returncode, r.stderr.decode("utf-8", "replace")


def escaped(text):
    return re.sub(r"(?m)^---", r"\\---", text)


def write_case(path, case, output, code):
    with open(path, "w", encoding="utf-8") as f:
        f.write(f"# why: {case['why']}\n# run: {' '.join(case['run'])}\n")
        if case["uses"]:
            f.write(f"# uses: {' '.join(case['uses'])}\n")
        for name, text in case["files"]:
            f.write(f"--- {name}\n{escaped(text)}\n")
        f.write(f"--- output\n{escaped(output)}\n--- exit {code}\n")


def main():
    args = sys.argv[1:]
    update = args[:1] == ["--update"]
    program, cases = os.path.abspath(args[update]), args[update + 1:]
    bad = 0
    for path in cases:
        case = read_case(path)
        if not case["why"] or not case["run"]:
            print(f"{path}: says neither why nor how it is run")
            bad += 1
            continue
        output, code, err = run_case(program, case)
        if update:
            write_case(path, case, output, code)
        elif (output.rstrip("\n"), code) != (case["output"].rstrip("\n"), case["exit"]):
            import difflib
            bad += 1
            print(f"{path}: {case['why']}")
            print("\n".join(difflib.unified_diff(case["output"].split("\n"), output.split("\n"), "expected", "printed", lineterm="")))
            if code != case["exit"]:
                print(f"exit {code}, expected {case['exit']}\n{err}")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
