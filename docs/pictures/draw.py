#!/usr/bin/env python3
"""Draws what the program prints as SVG pictures for the README: draw.py PROGRAM. Standard library only; run again after output changes."""
import html, os, re, subprocess, sys

HERE = os.path.dirname(os.path.abspath(__file__))
SAMPLES = os.path.join(HERE, "..", "..", "samples")
INK = {"1": ("#e6edf3", True), "2": ("#8b949e", False), "1;31": ("#ff7b72", True), "32": ("#7ee787", False), "33": ("#e3b341", False),
       "35": ("#d2a8ff", False), "36": ("#79c0ff", False)}
PLAIN = "#c9d1d9"
CHAR, LINE, PAD = 8.0, 18, 18


def run(program, *args):
    r = subprocess.run([program, *args, "--color=always"], cwd=SAMPLES, capture_output=True)
    return r.stdout.decode().split("\n")


def picture(name, command, lines):
    width = max(len(re.sub(r"\x1b\[[\d;]*m", "", x)) for x in lines + [command]) * CHAR + 2 * PAD
    height = (len(lines) + 2) * LINE + 2 * PAD
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" font-family="ui-monospace,DejaVu Sans Mono,Menlo,Consolas,monospace" font-size="13.3">',
           f'<rect width="100%" height="100%" rx="8" fill="#0d1117"/>',
           f'<text x="{PAD}" y="{PAD + 12}" fill="#7ee787" xml:space="preserve">$ <tspan fill="#e6edf3">{html.escape(command)}</tspan></text>']
    y = PAD + 12 + 2 * LINE
    for line in lines:
        x = 0
        ink = None
        for part in re.split(r"(\x1b\[[\d;]*m)", line):
            m = re.fullmatch(r"\x1b\[([\d;]*)m", part)
            if m:
                ink = None if m.group(1) == "0" else m.group(1)
            elif part:
                colour, bold = INK.get(ink, (PLAIN, False))
                weight = ' font-weight="bold"' if bold else ""
                # A length for each piece keeps columns aligned whatever font is at hand.
                if part.strip():
                    lead = len(part) - len(part.lstrip(" "))
                    body = part.strip(" ")
                    out.append(f'<text x="{PAD + (x + lead) * CHAR:.1f}" y="{y}" fill="{colour}"{weight} xml:space="preserve" textLength="{len(body) * CHAR:.1f}">{html.escape(body)}</text>')
                x += len(part)
        y += LINE
    out.append("</svg>\n")
    with open(os.path.join(HERE, name), "w", encoding="utf-8") as f:
        f.write("\n".join(out))


def section(lines, title, more=()):
    """The lines of a section, from its title to the next blank line."""
    plain = [re.sub(r"\x1b\[[\d;]*m", "", x) for x in lines]
    at = next(i for i, x in enumerate(plain) if x.startswith(title))
    end = next(i for i in range(at, len(plain)) if not plain[i])
    return lines[at:end]


def main():
    program = os.path.abspath(sys.argv[1])
    shown = run(program, "show", "earnings-2003.txt")
    picture("show.svg", "crossfoot show earnings-2003.txt", section(shown, "Income statement") + [""] + section(shown, "Claims"))
    checked = run(program, "check", "earnings-2003.txt")
    while checked and not checked[-1]:
        checked.pop()
    picture("check.svg", "crossfoot check earnings-2003.txt", checked)


if __name__ == "__main__":
    main()
