#!/usr/bin/env python3
"""Turns terminal text into a picture (SVG) that reads well by day and by night.

usage: COMMAND | picture.py [--title TEXT] [--lines N] > picture.svg
       picture.py [--columns N] --run OUT.svg COMMAND...    draws what COMMAND prints on a terminal, below "$ COMMAND"

Understands the colours and weights of SGR sequences (ESC [ … m) and drops every other control.
"""
import argparse
import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
import unicodedata
from html import escape
from pathlib import Path

CELL, LINE, PAD, BAR = 8.4, 20, 20, 36
# Day and night for the eight colours of terminals, as classes.
COLOURS = {30: ("#57606a", "#8b949e"), 31: ("#b42318", "#ff8077"), 32: ("#1a7f37", "#6fdd8b"), 33: ("#9a6700", "#e3b341"),
           34: ("#0550ae", "#79b8ff"), 35: ("#8250df", "#d2a8ff"), 36: ("#1b7c83", "#5fd4dd"), 37: ("#424a53", "#b1bac4")}
SGR = re.compile(r"\x1b\[([\d;]*)m")
CONTROL = re.compile(r"\x1b\[[^A-Za-z]*[A-Za-ln-z]|\x1b\][^\a]*\a|[\x00-\x08\x0b-\x1a\x7f]")


def width(text):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def pieces(line, style):
    """Yields (text, classes) and leaves `style` as the line leaves it."""
    at = 0
    for m in SGR.finditer(line):
        if m.start() > at:
            yield line[at:m.start()], " ".join(sorted(style))
        at = m.end()
        for code in (int(c or 0) for c in m[1].split(";")):
            if code == 0:
                style.clear()
            elif code in (1, 2, 3, 4):
                style.add({1: "b", 2: "d", 3: "i", 4: "u"}[code])
            elif code == 22:
                style.difference_update({"b", "d"})
            elif code == 39:
                style.difference_update({f"c{c}" for c in COLOURS})
            elif code in COLOURS or code - 60 in COLOURS:
                style.difference_update({f"c{c}" for c in COLOURS})
                style.add(f"c{code if code in COLOURS else code - 60}")
    if at < len(line):
        yield line[at:], " ".join(sorted(style))


def draw(text, title):
    lines = CONTROL.sub("", text).rstrip("\n").split("\n")
    columns = max(60, max(width(SGR.sub("", l)) for l in lines))
    w, h = columns * CELL + 2 * PAD, len(lines) * LINE + BAR + PAD + 8
    day = "".join(f".c{c}{{fill:{a}}}" for c, (a, _) in COLOURS.items())
    night = "".join(f".c{c}{{fill:{b}}}" for c, (_, b) in COLOURS.items())
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w:.0f} {h:.0f}" width="{w:.0f}" height="{h:.0f}" role="img" '
           f'aria-label="{escape(title or "terminal output", True)}">',
           "<style>text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace;white-space:pre;"
           f"fill:#1f2328}}.bg{{fill:#fbfaf7;stroke:#d8d3c7}}.bar{{fill:#8b949e}}.b{{font-weight:700}}.i{{font-style:italic}}"
           f".u{{text-decoration:underline}}.d{{opacity:.62}}{day}"
           f"@media(prefers-color-scheme:dark){{text{{fill:#e6edf3}}.bg{{fill:#14171c;stroke:#30363d}}{night}}}</style>",
           f'<rect class="bg" x=".5" y=".5" width="{w - 1:.0f}" height="{h - 1:.0f}" rx="10"/>']
    out += [f'<circle class="bar" cx="{PAD + 2 + 18 * i}" cy="18" r="5" opacity="{.35 + .15 * i:.2f}"/>' for i in range(3)]
    if title:
        out.append(f'<text class="d" x="{w / 2:.0f}" y="23" text-anchor="middle">{escape(title)}</text>')
    style = set()
    for number, line in enumerate(lines):
        y, at = BAR + LINE * (number + 1) - 5, 0
        for piece, classes in pieces(line, style):
            n = width(piece)
            if piece.strip():
                # Each piece stands on its own column, so that no font's widths move what follows.
                lead = len(piece) - len(piece.lstrip(" "))
                body = piece.strip(" ")
                cls = f' class="{classes}"' if classes else ""
                out.append(f'<text{cls} x="{PAD + (at + lead) * CELL:.1f}" y="{y}" textLength="{width(body) * CELL:.1f}">{escape(body)}</text>')
            at += n
    return "\n".join(out) + "\n</svg>\n"


def on_terminal(command, columns):
    """What `command` prints on a terminal of so many columns; its messages are left out."""
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 1000, columns, 0, 0))
    env = {k: v for k, v in os.environ.items() if k != "NO_COLOR"}
    child = subprocess.Popen(command, stdout=its, stderr=subprocess.DEVNULL, env=dict(env, TERM="xterm-256color"))
    os.close(its)
    told = b""
    try:
        while piece := os.read(ours, 65536):
            told += piece
    except OSError:  # the other end is closed
        pass
    child.wait()
    return told.decode().replace("\r\n", "\n")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--title", default="")
    parser.add_argument("--lines", type=int, default=60)
    parser.add_argument("--columns", type=int, default=110)
    parser.add_argument("--run", metavar="OUT.svg")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    a = parser.parse_args()
    if not a.run:
        text = sys.stdin.read()
    else:
        shown = " ".join(c if re.fullmatch(r"[\w./=-]+", c) else f'"{c}"' for c in [Path(a.command[0]).name, *a.command[1:]])
        text = f"\x1b[2m$\x1b[0m \x1b[1m{shown}\x1b[0m\n{on_terminal(a.command, a.columns)}"
    lines = text.split("\n")
    if len(lines) > a.lines:
        text = "\n".join(lines[:a.lines]) + "\n\x1b[2m…\x1b[0m"
    svg = draw(text, a.title)
    if a.run:
        with open(a.run, "w", encoding="utf-8") as out:
            out.write(svg)
    else:
        sys.stdout.write(svg)


if __name__ == "__main__":
    main()
