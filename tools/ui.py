#!/usr/bin/env python3
"""Bundles the web interface: every file of ui/, lightly minified and packed with gzip, into one file of lines "NAME SIZE" and bytes.

usage: ui.py OUT FOLDER HEADER SCHEMAS

src/serve/assets.c carries OUT inside the program. HEADER names OUT, SCHEMAS (the schemas of the API) and the hash of both, so that
whoever includes it is compiled again when they change. Minified is only what can be told from a line alone: comments that fill
their line, indentation and empty lines; so sources keep text that must stay as it is on lines of its own without leading blanks.
More than 150 kB in all is an error.
"""
import gzip
import hashlib
import json
import sys
from pathlib import Path

LARGEST = 150_000


def minified(path):
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        return json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":"))
    lines, comment = [], False
    for line in text.splitlines():
        bare = line.strip()
        if path.suffix in (".js", ".css"):
            if comment or bare.startswith("/*"):
                comment = "*/" not in bare
                continue
            if path.suffix == ".js" and bare.startswith("//"):
                continue
        if bare:
            lines.append(bare)
    return "\n".join(lines) + "\n"


def write(path, data):
    if not path.exists() or path.read_bytes() != data:
        path.write_bytes(data)


out, root, header, schemas = (Path(a).absolute() for a in sys.argv[1:5])
bundle = bytearray()
for path in sorted(p for p in root.rglob("*") if p.is_file() and p.suffix != ".md"):
    data = gzip.compress(minified(path).encode(), 9, mtime=0)
    bundle += f"{path.relative_to(root).as_posix()} {len(data)}\n".encode() + data
if len(bundle) > LARGEST:
    sys.exit(f"ui.py: the interface takes {len(bundle)} bytes, more than {LARGEST}")
write(out, bytes(bundle))
digest = hashlib.sha256(bundle + schemas.read_bytes()).hexdigest()
write(header, f'/* {digest} */\n#define WK_UI_BUNDLE "{out}"\n#define WK_SCHEMAS "{schemas}"\n'.encode())
