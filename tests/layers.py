#!/usr/bin/env python3
"""Holds every #include of src/ against src/LAYERS.

A file includes its own room and rooms that stand before it in LAYERS; include/warkat.h may be included anywhere. Names
are written from src/ ("base/str.h"); a table made while building is an .inc. No file
includes itself through others, and no room is missing from LAYERS.
"""
import re
from pathlib import Path

from tap import check, done

INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"', re.M)


def mistakes(order, files):
    """order: rooms; files: name from src/ → list of included names. Yields one line per mistake."""
    rank = {room: i for i, room in enumerate(order)}
    for name, included in sorted(files.items()):
        room = name.split("/")[0]
        if room not in rank:
            yield f"{name}: room {room} does not stand in src/LAYERS"
            continue
        for other in included:
            if other == "warkat.h" or other.endswith(".inc"):  # a table made while building
                continue
            if "/" not in other:
                yield f'{name} includes "{other}": write it from src/, as "{room}/{other}"'
            elif other not in files:
                yield f'{name} includes "{other}", which is not there'
            elif rank.get(other.split("/")[0], len(rank)) > rank[room]:
                yield f'{name} includes "{other}", a room after its own'
    yield from cycles(files)


def cycles(files):
    state = {}
    for start in sorted(files):
        path = [(start, iter(files[start]))]
        if start in state:
            continue
        state[start] = "open"
        while path:
            name, rest = path[-1]
            for other in rest:
                if other not in files or state.get(other) == "done":
                    continue
                if state.get(other) == "open":
                    names = [n for n, _ in path]
                    yield "a cycle: " + " → ".join(names[names.index(other):] + [other])
                    continue
                state[other] = "open"
                path.append((other, iter(files[other])))
                break
            else:
                state[name] = "done"
                path.pop()


def main():
    src = Path(__file__).resolve().parent.parent / "src"
    order = [l.strip() for l in (src / "LAYERS").read_text().splitlines() if l.strip() and not l.startswith("#")]
    files = {p.relative_to(src).as_posix(): INCLUDE.findall(p.read_text(encoding="utf-8"))
             for p in src.rglob("*.[ch]")}
    found = list(mistakes(order, files))
    for line in found:
        check("layers", False, line)
    check(f"layers: {len(files)} files in {len(order)} rooms include only what stands before them", not found)

    # The test itself: each sort of mistake is seen.
    good = {"a/x.h": [], "a/x.c": ["a/x.h", "warkat.h"], "b/y.c": ["a/x.h"]}
    check("layers: a clean tree passes", not list(mistakes(["a", "b"], good)))
    for what, files in {
        "a room after its own": {"a/x.c": ["b/y.h"], "b/y.h": []},
        "a room that is not listed": {"c/z.c": []},
        "a name not written from src/": {"a/x.c": ["x.h"], "a/x.h": []},
        "a cycle within a room": {"a/x.h": ["a/y.h"], "a/y.h": ["a/x.h"]},
    }.items():
        check(f"layers: {what} is seen", len(list(mistakes(["a", "b"], files))) == 1)
    done()


if __name__ == "__main__":
    main()
