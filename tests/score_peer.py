#!/usr/bin/env python3
"""Compares the items found with those another tool found: score_peer.py OUT.jsonl|PROGRAM [--peer items-peer.csv] [--verbose]

OUT.jsonl is what `crossfoot extract --to jsonl` wrote for the corpus; given the program instead, it is run first. Every difference must stand in items_peer_verdicts.tsv
beside this file (accession, verdict "ours" or "peer", why); one that does not is printed as unread. The other tool is no
truth: the verdicts say who is right. Exits 1 where the agreement is below 98 % or a difference is unread or ours to mend.
Standard library only.
"""
import argparse, csv, json, os, re, subprocess, sys, tempfile


def read_verdicts(path):
    with open(path, encoding="utf-8") as f:
        rows = [line.rstrip("\n").split("\t") for line in f if line.strip() and not line.startswith("#")]
    return {row[0]: (row[1], row[2]) for row in rows}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out")
    here = os.path.dirname(os.path.abspath(__file__))
    parser.add_argument("--peer", default=os.path.join(here, "..", "..", "shared", "corpus", "items-peer.csv"))
    parser.add_argument("--verbose", action="store_true")
    args = parser.parse_args()
    if not os.path.exists(args.peer):
        print(f"{args.peer}: not beside this clone; skipped")
        return 77
    if os.access(args.out, os.X_OK):
        with tempfile.TemporaryDirectory() as work:
            out = os.path.join(work, "out.jsonl")
            folders = [os.path.join(os.path.dirname(args.peer), d) for d in ("8k-text", "8k-html")]
            subprocess.run([os.path.abspath(args.out), "extract", "-q", *folders, "-o", out], check=True, timeout=800)
            return compare(out, args)
    return compare(args.out, args)


def compare(path, args):
    here = os.path.dirname(os.path.abspath(__file__))
    with open(args.peer, encoding="utf-8") as f:
        peer = {row["file"]: set(row["items"].split()) for row in csv.DictReader(f)}
    verdicts = read_verdicts(os.path.join(here, "items_peer_verdicts.tsv"))
    same = n = ours = unread = 0
    with open(path, encoding="utf-8") as f:
        for line in f:
            filing = json.loads(line)
            name = "/".join(filing["source"].split("/")[-2:])
            if name not in peer:
                continue
            n += 1
            found = {i["number"] for i in filing["items"]}
            if found == peer[name]:
                same += 1
                continue
            accession = re.search(r"\d{10}-\d\d-\d{6}", name)
            verdict, why = verdicts.get(accession.group(0) if accession else name, ("unread", ""))
            ours += verdict == "ours"
            unread += verdict == "unread"
            if args.verbose or verdict == "unread":
                print(f"{name}: peer {sorted(peer[name])}, found {sorted(found)}: {verdict} {why}")
    share = same / max(1, n)
    print(f"peer: {n} filings, same item set {same}/{n} ({share:.1%}), of the rest {ours} where we are right, {n - same - ours - unread} where the peer is, {unread} unread")
    return 0 if share >= 0.98 and not unread and same + ours == n else 1


if __name__ == "__main__":
    sys.exit(main())
