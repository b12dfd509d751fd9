#!/usr/bin/env python3
"""The command line as a new user meets it: command_line.py PROGRAM SAMPLES. Standard library only."""
import gzip, io, json, os, re, stat, subprocess, sys, tarfile, tempfile, zipfile

program, samples = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
failures = []


def run(*args, stdin=None):
    r = subprocess.run([program, *args], capture_output=True, timeout=300, input=stdin)
    return r.returncode, r.stdout.decode("utf-8", "replace"), r.stderr.decode("utf-8", "replace")


def expect(name, condition, detail=""):
    if not condition:
        failures.append(f"{name}: {detail}")


def lines(out):
    return [json.loads(x) for x in out.splitlines()]


sample = sorted(os.path.join(samples, f) for f in os.listdir(samples) if f.endswith(".txt"))
one = sample[0]
with open(one, "rb") as f:
    text = f.read()

for command in ["show", "extract", "check", "dump", "rules", "explain", "completion"]:
    code, out, err = run(command, "--help")
    expect(f"{command} --help", code == 0 and "Usage" in out, err)
    if command not in ("rules",):
        expect(f"{command} --help has an example", "Example" in out, out)
code, out, _ = run("--version")
expect("--version", code == 0 and re.match(r"crossfoot \d+\.\d+\.\d+", out), out)
for args in [[], ["bogus"], ["show"], ["show", "--bogus", one], ["extract", one, "--to", "xml"], ["explain", "no-such-rule"]]:
    code, out, err = run(*args)
    expect(f"wrong use {args}", code == 2 and err, (code, out, err))
code, out, _ = run("rules")
expect("rules", code == 0 and "footing" in out)
for rule in re.findall(r"^(\S+)", out, re.M):
    code, page, _ = run("explain", rule)
    expect(f"explain {rule}", code == 0 and len(page) > 200, page)
for shell in ["bash", "zsh", "fish"]:
    code, out, _ = run("completion", shell)
    expect(f"completion {shell}", code == 0 and "extract" in out)
code, out, _ = run("show", one)
expect("show is plain in a pipe", code == 0 and "\x1b" not in out)
code, out, _ = run("show", "--color=always", one)
expect("show in colour", "\x1b[" in out)
code, out, _ = run("show", "--json", one)
expect("show --json", code == 0 and json.loads(out)["source"] == one)
code, out, _ = run("check", "--format=sarif", *sample)
log = json.loads(out)
expect("sarif", log["version"] == "2.1.0" and log["runs"][0]["tool"]["driver"]["name"] == "crossfoot")

with tempfile.TemporaryDirectory() as d:
    path = lambda name: os.path.join(d, name)

    def write(name, data):
        with open(path(name), "wb") as f:
            f.write(data)
        return path(name)

    missing = path("missing.txt")
    empty = write("empty.txt", b"")
    binary = write("binary.bin", bytes(range(256)) * 64)
    for name, p, word in [("missing", missing, "no such file"), ("empty", empty, "empty file"), ("binary", binary, "binary")]:
        for command in ["show", "extract", "check"]:
            code, out, err = run(command, p)
            expect(f"{command} {name}", code == 2 and word in err and p in err, (code, err))
            code, out, err = run(command, p, one)
            expect(f"{command} {name} and a good one", code == 1 and word in err and (out or command == "check"), (code, err))
    if os.geteuid() != 0:
        secret = write("secret.txt", text)
        os.chmod(secret, 0)
        code, out, err = run("extract", secret)
        expect("unreadable", code == 2 and "denied" in err, err)
    os.mkdir(path("folder"))
    code, out, err = run("extract", path("folder"))
    expect("a folder without filings", code == 2 and "no filings" in err, err)
    write("folder/a.txt", text); write("folder/b.json", b"{}"); os.mkdir(path("folder/deep")); write("folder/deep/c.txt", text)
    code, out, err = run("extract", path("folder"))
    expect("a folder", code == 0 and [os.path.basename(x["source"]) for x in lines(out)] == ["a.txt", "c.txt"], (code, err))
    expect("skips are counted", "1 skipped" in err and ".json" in err, err)

    zipped = write("a.txt.gz", gzip.compress(text))
    code, out, err = run("extract", zipped)
    expect("gzip", code == 0 and len(lines(out)) == 1, err)
    cut = write("cut.gz", gzip.compress(text)[:-20])
    code, out, err = run("extract", cut, one)
    expect("a truncated gzip", code == 1 and len(lines(out)) == 1 and "cut.gz" in err, (code, err))
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as t:
        for name in ["0001.nc", "../outside.nc", "deep/0002.nc"]:
            info = tarfile.TarInfo(name); info.size = len(text); t.addfile(info, io.BytesIO(text))
    tar = write("day.nc.tar.gz", buffer.getvalue())
    code, out, err = run("extract", tar)
    expect("tar.gz", code == 1 and [x["source"] for x in lines(out)] == [tar + "!0001.nc", tar + "!deep/0002.nc"] and "../outside.nc" in err, (code, err))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("x.txt", text)
    archive = write("a.zip", buffer.getvalue())
    code, out, err = run("extract", archive)
    expect("zip", code == 0 and lines(out)[0]["source"] == archive + "!x.txt", err)

    odd = {
        "crlf": text.replace(b"\n", b"\r\n"), "cr": text.replace(b"\n", b"\r"), "nul": text[:500] + b"\0" * 50 + text[500:],
        "utf8": text[:900] + b"\xff\xfe\xc3" + text[900:], "half": text[: len(text) // 2], "header": text.split(b"<DOCUMENT>")[0],
        "one_line": text.replace(b"\n", b" "), "tag": b"<DOCUMENT>", "open": b"<TABLE>" * 20000,
    }
    for name, data in odd.items():
        p = write(name + ".txt", data)
        for command in ["extract", "show", "check", "dump"]:
            code, out, err = run(command, p)
            expect(f"{command} {name}", code in (0, 1), (code, err[-300:]))
    # A document too large to read is a line, a finding, and a reason in the summary; memory stays near its size.
    big = path("big.txt")
    with open(big, "wb") as f:
        for _ in range(140):
            f.write(b"Net sales rose by 3 percent to what had been expected of the year 1999 in all.\n" * 13000)
    code, out, err = run("extract", big)
    expect("a document too large", code == 1 and "128 MiB" in err and lines(out)[0]["diagnostics"][0]["rule"] == "skipped", (code, err))
    os.remove(big)
    code, out, err = run("extract", "-", stdin=text)
    expect("standard input", code == 0 and lines(out)[0]["source"] == "<stdin>", err)
    # The same bytes, whatever the number of threads.
    many = [one, *sample, path("half.txt"), path("crlf.txt")] * 5
    outs = {run("extract", "-q", "-j", j, *many)[1] for j in ("1", "2", "7")}
    expect("the same output for any -j", len(outs) == 1)
    code, out, err = run("extract", one, "-o", path("no/such/folder/out.jsonl"))
    expect("an output that cannot be written", code == 2 and "no/such" in err, err)
    if os.path.exists("/dev/full"):
        code, out, err = run("extract", one, "-o", "/dev/full")
        expect("a full disk", code == 2 and "space" in err.lower(), (code, err))

# The ledger names every numeric token of the text, in order, and the figures of tables as cells.
code, out, _ = run("extract", "--numbers", *sample)
for filing in lines(out):
    with open(filing["source"], "rb") as f:
        raw = f.read()
    last = 0
    for n in filing["numbers"]:
        b, e = n["span"]
        expect(f"ledger of {filing['source']}", b >= last and re.match(rb"[.\d][\d,.]*$", raw[b:e]), (b, e, raw[b:e]))
        last = e
    held = {tuple(n["span"]) for n in filing["numbers"]}
    for d in filing["documents"]:
        begin, end = d["span"]
        body = raw.find(b"<TEXT>", begin, end) + 6
        for m in re.finditer(rb"(?<![\d.,])\.?\d+(?:[.,]\d+)*", raw[body:end]):
            at = (body + m.start(), body + m.end())
            expect(f"a number of {filing['source']} is not in the ledger", at in held, (at, m.group()))
    cells = {tuple(c["span"]) for t in filing["tables"] for r in t["rows"] for c in r["cells"]}
    read = [n for n in filing["numbers"] if n["read_as"] == "cell"]
    expect(f"cells in the ledger of {filing['source']}", not cells or len(read) > len(cells) // 2, (len(cells), len(read)))

# Every number of the output reads back, and every span lies in its file.
code, out, _ = run("extract", *sample)
for filing in lines(out):
    size = os.path.getsize(filing["source"])
    stack = [filing]
    while stack:
        x = stack.pop()
        if isinstance(x, dict):
            s = x.get("span")
            expect(f"span in {filing['source']}", s is None or 0 <= s[0] <= s[1] <= size, x)
            stack.extend(x.values())
        elif isinstance(x, list):
            stack.extend(x)

for f in failures:
    print(f)
sys.exit(1 if failures else 0)
