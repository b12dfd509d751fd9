#!/usr/bin/env python3
"""The same filing as typewriter text and as two kinds of HTML must read the same: twins.py PROGRAM. Standard library only.

Invented filings are written here once, without markup, and drawn three ways. Items, exhibits, signatures, facts, claims, events and
findings must agree; only spans differ. "After layout nobody asks which markup it was" is what this holds us to.
"""
import html, json, os, subprocess, sys, tempfile, textwrap

program = os.path.abspath(sys.argv[1])

# ---- what the filing says -------------------------------------------------------------------------------------

HEADER = """<SEC-DOCUMENT>0009999903-03-000007.txt : 20031022
<SEC-HEADER>0009999903-03-000007.hdr.sgml : 20031022
ACCESSION NUMBER:\t\t0009999903-03-000007
CONFORMED SUBMISSION TYPE:\t8-K
PUBLIC DOCUMENT COUNT:\t\t2
CONFORMED PERIOD OF REPORT:\t20031021
ITEM INFORMATION:\t\tResults of operations and financial condition
ITEM INFORMATION:\t\tFinancial statements and exhibits
FILED AS OF DATE:\t\t20031022

FILER:

\tCOMPANY DATA:\t
\t\tCOMPANY CONFORMED NAME:\t\t\tFENNEL OPTICS INC
\t\tCENTRAL INDEX KEY:\t\t\t0009990044
\t\tFISCAL YEAR END:\t\t\t1231
</SEC-HEADER>
"""

REPORT = [
    ("centre", "FORM 8-K"), ("centre", "CURRENT REPORT"),
    ("centre", "Date of Report (Date of earliest event reported): October 21, 2003"),
    ("centre", "FENNEL OPTICS, INC."), ("centre", "(Exact name of registrant as specified in its charter)"), ("page", ""),
    ("heading", "ITEM 7. FINANCIAL STATEMENTS AND EXHIBITS."), ("text", "(c) Exhibits."), ("text", "99.1 Press release dated October 21, 2003."),
    ("heading", "ITEM 12. RESULTS OF OPERATIONS AND FINANCIAL CONDITION."),
    ("text", "On October 21, 2003, Fennel Optics, Inc. announced its results for the quarter ended September 30, 2003. The press release is furnished as Exhibit 99.1."),
    ("centre", "SIGNATURES"),
    ("text", "Pursuant to the requirements of the Securities Exchange Act of 1934, the registrant has duly caused this report to be signed on its behalf by the undersigned hereunto duly authorized."),
    ("lines", ["FENNEL OPTICS, INC.", "By: /s/ Oona Prewitt", "Oona Prewitt", "Chief Financial Officer", "Date: October 22, 2003"]),
]

RELEASE = [
    ("centre", "FENNEL OPTICS REPORTS RESULTS OF THE THIRD QUARTER"),
    ("text", "GREYSTOKE, Ohio, October 21, 2003 -- Fennel Optics, Inc. (Nasdaq: FNLO) today reported results for the third quarter ended September 30, 2003."),
    ("text", "Revenue for the third quarter of 2003 was $9.8 million, up 24.1 percent from $7.9 million in the third quarter of 2002. Net income was $0.7 million, or $0.09 per share, "
             "compared with $0.3 million, or $0.04 per share, a year ago."),
    ("text", '"Lenses sold well," said Maud Ferrier, president and chief executive officer.'),
    ("text", "Fennel Optics expects revenue of about $10 million in the fourth quarter."),
]

# Rows: depth, label, figures, rule drawn above the figures. A caption has no figures.
INCOME = {
    "title": ["FENNEL OPTICS, INC.", "CONDENSED CONSOLIDATED STATEMENTS OF OPERATIONS", "(in thousands, except per share amounts)", "(unaudited)"],
    "heads": [("Three Months Ended September 30,", ["2003", "2002"]), ("Nine Months Ended September 30,", ["2003", "2002"])],
    "rows": [
        (0, "Revenues:", None, 0), (1, "Lenses", ["7,604", "5,912", "21,330", "17,018"], 0), (1, "Mounts", ["2,187", "1,978", "6,402", "5,771"], 0),
        (2, "Total revenues", ["9,791", "7,890", "27,732", "22,789"], 1), (0, "Cost of revenues", ["5,433", "4,508", "15,610", "13,090"], 0),
        (0, "Gross profit", ["4,358", "3,382", "12,122", "9,699"], 1), (0, "Operating expenses:", None, 0),
        (1, "Research and development", ["1,307", "1,120", "3,744", "3,295"], 0),
        (1, "Selling, general and administrative", ["1,951", "1,780", "5,608", "5,190"], 0),
        (2, "Total operating expenses", ["3,258", "2,900", "9,352", "8,485"], 1), (0, "Operating income", ["1,100", "482", "2,770", "1,214"], 1),
        (0, "Interest expense", ["(61)", "(72)", "(190)", "(221)"], 0), (0, "Income before income taxes", ["1,039", "410", "2,580", "993"], 1),
        (0, "Provision for income taxes", ["364", "143", "903", "347"], 0), (0, "Net income", ["675", "267", "1,677", "646"], 1),
        (0, "Net income per share", ["0.09", "0.04", "0.23", "0.09"], 0), (0, "Weighted average shares", ["7,420", "7,305", "7,391", "7,288"], 0),
    ],
}
BALANCE = {
    "title": ["FENNEL OPTICS, INC.", "CONDENSED CONSOLIDATED BALANCE SHEETS", "(in thousands)", "(unaudited)"],
    "heads": [("", ["September 30, 2003", "December 31, 2002"])],
    "rows": [
        (0, "ASSETS", None, 0), (0, "Current assets:", None, 0), (1, "Cash and cash equivalents", ["3,118", "2,602"], 0),
        (1, "Accounts receivable", ["4,905", "4,377"], 0), (1, "Inventories", ["3,760", "3,581"], 0), (2, "Total current assets", ["11,783", "10,560"], 1),
        (0, "Property and equipment, net", ["6,214", "6,530"], 0), (0, "Total assets", ["17,997", "17,090"], 1),
        (0, "LIABILITIES AND STOCKHOLDERS' EQUITY", None, 0), (0, "Current liabilities:", None, 0), (1, "Accounts payable", ["2,340", "2,511"], 0),
        (1, "Accrued liabilities", ["1,879", "1,702"], 0), (2, "Total current liabilities", ["4,219", "4,213"], 1), (0, "Long-term debt", ["3,600", "4,400"], 0),
        (0, "Total liabilities", ["7,819", "8,613"], 1), (0, "Stockholders' equity:", None, 0), (1, "Common stock", ["74", "73"], 0),
        (1, "Additional paid-in capital", ["8,310", "8,287"], 0), (1, "Retained earnings", ["1,794", "117"], 0),
        (2, "Total stockholders' equity", ["10,178", "8,477"], 1), (0, "Total liabilities and stockholders' equity", ["17,997", "17,090"], 1),
    ],
}


def with_wrong_digit(table, label, column, figure):
    rows = [(d, l, [figure if l == label and i == column else f for i, f in enumerate(fs)] if fs else fs, r) for d, l, fs, r in table["rows"]]
    return {**table, "rows": rows}


# ---- drawn as typewriter text ---------------------------------------------------------------------------------

def typewriter(blocks):
    out = []
    for kind, text in blocks:
        if kind == "page":
            out.append("<PAGE>")
        elif kind == "table":
            out += [x.center(78).rstrip() for x in text["title"]] + [""] + typewriter_table(text)
        elif kind == "lines":
            out += [" " * 40 + x for x in text]
        elif kind == "centre":
            out.append(text.center(78).rstrip())
        else:
            out += textwrap.wrap(text, 78)
        out.append("")
    return "\n".join(out)


def typewriter_table(t):
    columns = sum(len(c) for _, c in t["heads"])
    width = 20 if columns == 2 else 11
    stub = 42
    lines = ["<TABLE>", "<CAPTION>"]
    spans = [(h, len(c)) for h, c in t["heads"] if h]
    if spans:
        words = [textwrap.wrap(h, n * width - 2) for h, n in spans]
        for k in range(max(map(len, words))):
            lines.append((" " * stub + "".join((w[k] if k < len(w) else "").center(n * width) for (_, n), w in zip(spans, words))).rstrip())
    lines.append((" " * stub + "".join(c.rjust(width) for _, cs in t["heads"] for c in cs)))
    lines.append("<S>".ljust(stub) + "".join("<C>".rjust(width - 6).ljust(width) for _ in range(columns)).rstrip())
    for depth, label, figures, rule in t["rows"]:
        if rule:
            lines.append(" " * stub + "".join(("-" * (width - 3)).rjust(width) for _ in range(columns)))
        text = "  " * depth + label
        if figures is None:
            lines.append(text)
        else:
            # A closing parenthesis stands one column right of the digits.
            cells = "".join((f if f.endswith(")") else f + " ").rjust(width + (0 if i else 1)) for i, f in enumerate(figures))
            lines.append((text.ljust(stub) + cells).rstrip())
    return lines + ["</TABLE>"]


# ---- drawn as HTML --------------------------------------------------------------------------------------------

def old_html(blocks):
    out = ["<HTML><BODY BGCOLOR=WHITE>"]
    for kind, text in blocks:
        if kind == "page":
            out.append("<HR SIZE=3><PAGE>")
        elif kind == "table":
            out += [f"<P ALIGN=CENTER><B>{html.escape(x)}</B>" for x in text["title"]]
            out.append("<TABLE BORDER=0 CELLPADDING=0 WIDTH=100%>")
            if any(h for h, _ in text["heads"]):
                out.append("<TR><TD></TD>" + "".join(f"<TD></TD><TD COLSPAN={len(c) * 2 - 1} ALIGN=CENTER><B>{h}</B></TD>" for h, c in text["heads"]) + "</TR>")
            out.append("<TR><TD></TD>" + "".join(f"<TD></TD><TD ALIGN=CENTER><B>{x}</B></TD>" for _, c in text["heads"] for x in c) + "</TR>")
            for depth, label, figures, _ in text["rows"]:
                cells = "".join(f"<TD>&nbsp;</TD><TD ALIGN=RIGHT>{f}</TD>" for f in figures or [])
                out.append(f"<TR VALIGN=BOTTOM><TD>{'&nbsp;&nbsp;' * depth}{html.escape(label)}</TD>{cells}</TR>")
            out.append("</TABLE>")
        elif kind == "lines":
            out.append("<P>" + "<BR>\n".join(map(html.escape, text)))
        elif kind == "centre":
            out.append(f"<P ALIGN=CENTER><B>{html.escape(text)}</B>")
        elif kind == "heading":
            out.append(f"<P><B>{html.escape(text)}</B>")
        else:
            out.append(f"<P>{html.escape(text, quote=False)}")
    return "\n".join(out + ["</BODY></HTML>"])


def new_html(blocks):
    span = lambda t, style="": f'<span style="font-family:serif;font-size:10pt{style}">{html.escape(t, quote=False)}</span>'
    out = ["<!DOCTYPE html><html><head><title>x</title></head><body><div>"]
    for kind, text in blocks:
        if kind == "page":
            out.append('<hr style="page-break-after:always"/>')
        elif kind == "table":
            out += [f'<div style="text-align:center">{span(x, ";font-weight:700")}</div>' for x in text["title"]]
            out.append('<div><table style="border-collapse:collapse;width:100%">')
            if any(h for h, _ in text["heads"]):
                out.append("<tr><td colspan='3'></td>" + "".join(
                    f"<td colspan='3'></td><td colspan='{len(c) * 6 - 3}' style='text-align:center;border-bottom:1pt solid #000'>{span(h, ';font-weight:700')}</td>" for h, c in text["heads"]) + "</tr>")
            out.append("<tr><td colspan='3'></td>" + "".join(f"<td colspan='3'></td><td colspan='3' style='text-align:center'>{span(x, ';font-weight:700')}</td>" for _, c in text["heads"] for x in c) + "</tr>")
            for depth, label, figures, rule in text["rows"]:
                cells = ""
                for f in figures or []:
                    line = ";border-top:1pt solid #000" if rule else ""
                    body, close = (f[:-1], ")") if f.endswith(")") else (f, "")
                    cells += f"<td colspan='3'></td><td style='padding-left:2px{line}'>{span('$') if rule == 1 else ''}</td><td style='text-align:right{line}'>{span(body)}</td><td style='{line[1:]}'>{span(close) if close else ''}</td>"
                out.append(f"<tr><td colspan='3' style='padding:2px 1pt 2px {1 + 9 * depth}pt;text-align:left'>{span(label)}</td>{cells}</tr>")
            out.append("</table></div>")
        elif kind == "lines":
            out += [f"<div>{span(x)}</div>" for x in text]
        elif kind == "centre":
            out.append(f'<div style="text-align:center">{span(text, ";font-weight:700")}</div>')
        else:
            out.append(f'<div style="margin-top:6pt">{span(text, ";font-weight:700" if kind == "heading" else "")}</div>')
    return "\n".join(out + ["</div></body></html>"])


def filing(draw, report, release):
    def document(kind, seq, blocks):
        return f"<DOCUMENT>\n<TYPE>{kind}\n<SEQUENCE>{seq}\n<TEXT>\n{draw(blocks)}\n</TEXT>\n</DOCUMENT>\n"
    return HEADER + document("8-K", 1, report) + document("EX-99.1", 2, release) + "</SEC-DOCUMENT>\n"


def essence(path):
    r = subprocess.run([program, "extract", "-q", path], capture_output=True, timeout=60)
    f = json.loads(r.stdout)
    pick = lambda x, *keys: tuple(str(x.get(k)) for k in keys)
    return {
        "period": f["period"],
        "cover": (f["cover"] or {}).get("registrant", {}) and f["cover"]["registrant"]["text"],
        "items": [pick(i, "number", "canonical", "title", "subparts") for i in f["items"]],
        "exhibits": [pick(e, "number", "description", "document", "incorporated") for e in f["exhibits"]],
        "signatures": [pick(s, "name", "title", "date", "conformed") for s in f["signatures"]],
        "release": [(r["date"], r["headline"] and r["headline"]["text"], [q["speaker"] for q in r["quotations"]]) for r in f["releases"]],
        "tables": [pick(t, "statement", "unit", "scale") + tuple((c["start"], c["end"]) for c in t["columns"]) for t in f["tables"]],
        "facts": [pick(x, "concept", "label", "value", "unit", "decimals", "start", "end", "tick") for x in f["facts"]],
        "claims": [pick(c, "text", "subject", "kind", "value", "start", "end", "tick") for c in f["claims"]],
        "events": [(e["type"], e["item"], e["date"], json.dumps(e["fields"], sort_keys=True)) for e in f["events"]],
        "findings": [pick(d, "rule", "severity") for d in f["diagnostics"]],
    }


CASES = {
    "clean": (INCOME, BALANCE),
    "wrong part": (with_wrong_digit(INCOME, "Research and development", 2, "3,844"), BALANCE),
    "wrong total": (INCOME, with_wrong_digit(BALANCE, "Total current liabilities", 0, "4,319")),
}
failures = 0
with tempfile.TemporaryDirectory() as folder:
    for name, (income, balance) in CASES.items():
        release = RELEASE + [("page", ""), ("table", balance), ("page", ""), ("table", income)]
        seen = {}
        for markup, draw, ending in [("typewriter", typewriter, "txt"), ("HTML of 2001", old_html, "htm"), ("HTML of today", new_html, "htm")]:
            path = os.path.join(folder, f"{name}-{markup}.{ending}".replace(" ", "_"))
            with open(path, "w", encoding="utf-8") as f:
                f.write(filing(draw, REPORT, release))
            seen[markup] = essence(path)
        wanted = seen["typewriter"]
        figures = sum(len(r[2] or []) for t in (income, balance) for r in t["rows"])
        if len(wanted["facts"]) != figures:
            failures += 1
            print(f"{name}: {len(wanted['facts'])} facts of {figures} figures")
        if bool([x for x in wanted["findings"] if x[1] == "error"]) != (name != "clean"):
            failures += 1
            print(f"{name}: findings {wanted['findings']}")
        for markup, got in seen.items():
            for key in wanted:
                if got[key] != wanted[key]:
                    failures += 1
                    print(f"{name}, {markup}: {key} differ")
                    if isinstance(wanted[key], list):
                        for x in wanted[key]:
                            if x not in got[key]:
                                print(f"   only in typewriter: {x}")
                        for x in got[key]:
                            if x not in wanted[key]:
                                print(f"   only in {markup}: {x}")
                    else:
                        print(f"   {wanted[key]!r} and {got[key]!r}")
sys.exit(1 if failures else 0)
