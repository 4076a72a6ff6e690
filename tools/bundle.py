#!/usr/bin/env python3
"""Bundles the files of folders into one file: for each, a line "PATH SIZE" and its bytes, in sorted order.

usage: bundle.py OUT ROOT

The program carries the bundle of packs/ (and later of ui/) inside; see src/pack/embedded.c.
"""
import sys
from pathlib import Path

out, root = Path(sys.argv[1]), Path(sys.argv[2])
files = sorted(p for p in root.rglob("*") if p.is_file() and "cases" not in p.parts and p.suffix != ".md")
with out.open("wb") as f:
    for path in files:
        data = path.read_bytes()
        f.write(f"{path.relative_to(root).as_posix()} {len(data)}\n".encode())
        f.write(data)
Path(str(out) + ".d").write_text(f"{out}: " + " ".join(str(p) for p in files) + "\n")
