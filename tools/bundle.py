#!/usr/bin/env python3
"""Bundles the files of a folder into one file: for each, a line "PATH SIZE" and its bytes, in sorted order.

usage: bundle.py OUT FOLDER HEADER NAME

The program carries the bundle of packs/ inside; see src/pack/embedded.c. HEADER defines NAME as the path of OUT and names
the hash of its bytes, so that whoever includes it is compiled again when they change. Cases of a pack and texts for
people (.md) stay out. SIZE has as many leading zeros as let the bytes begin at a multiple of 64: a model is used where
it lies. Both files are written only when they change.
"""
import hashlib
import sys
from pathlib import Path


def write(path, data):
    if not path.exists() or path.read_bytes() != data:
        path.write_bytes(data)


out, root, header, name = Path(sys.argv[1]).absolute(), Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4]
bundle = bytearray()
for path in sorted(p for p in root.rglob("*") if p.is_file()):
    if "cases" in path.relative_to(root).parts or path.suffix == ".md":
        continue
    data = path.read_bytes()
    head = f"{path.relative_to(root).as_posix()} {len(data)}\n"
    if path.suffix == ".model":
        digits = len(str(len(data))) + -(len(bundle) + len(head.encode())) % 64
        head = f"{path.relative_to(root).as_posix()} {len(data):0{digits}}\n"
    bundle += head.encode() + data
write(out, bytes(bundle))
write(header, f'/* {hashlib.sha256(bundle).hexdigest()} */\n#define {name} "{out}"\n'.encode())
