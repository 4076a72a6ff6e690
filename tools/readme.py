#!/usr/bin/env python3
"""Makes what README.md shows from what the program prints: the pictures (that of a browser where there is Chromium), and every block below a comment
"<!-- warkat ARGUMENTS -->" or "<!-- warkat ARGUMENTS | N lines -->" (with EVENT for the event most widely told).

usage: readme.py PROGRAM [--check]

The record is made from examples/ in a throw-away folder. --check changes nothing and exits 1 when a block is stale.
"""
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"(<!-- warkat (?P<args>[^|>]*?)(?: \| (?P<lines>\d+) lines)? -->\n```[a-z]*\n)(?P<body>(?:.*?\n)??)(```)", re.S)


def main():
    program, check = str(Path(sys.argv[1]).resolve()), "--check" in sys.argv
    with tempfile.TemporaryDirectory() as scratch:
        # Short names in what is shown: `warkat`, and the record in its usual place.
        os.symlink(program, Path(scratch, "warkat"))
        os.symlink(ROOT / "examples", Path(scratch, "examples"))
        os.chdir(scratch)
        env = dict(os.environ, PATH=scratch + ":" + os.environ["PATH"], NO_COLOR="1")

        def run(*args):
            return subprocess.run(["warkat", *args], capture_output=True, text=True, env=env).stdout

        run("add", "examples")
        events = [json.loads(line) for line in run("timeline", "--json").splitlines()]
        event = max(events, key=lambda e: (len(e["sources"]), len(e["reports"]), bool(e["occasion"]), e["act"] != "message"))["id"] if events else ""

        def fill(m):
            args = shlex.split(m["args"].replace("EVENT", event))
            lines = run(*args).rstrip("\n").split("\n")
            if m["lines"] and len(lines) > int(m["lines"]):
                lines = lines[:int(m["lines"])] + ["…"]
            shown = " ".join(a if re.fullmatch(r"[\w./=*-]+", a) else f'"{a}"' for a in args)
            return m[1] + f"$ warkat {shown}\n" + "\n".join(lines) + "\n" + m[5]

        path = ROOT / "README.md"
        old = path.read_text(encoding="utf-8")
        new = BLOCK.sub(fill, old)
        if check:
            sys.exit(0 if new == old else "README.md shows what the program no longer prints: run tools/readme.py")
        path.write_text(new, encoding="utf-8")
        subprocess.run([sys.executable, ROOT / "tools" / "picture.py", "--title", "warkat timeline", "--columns", "122", "--lines",
                        "31", "--run", ROOT / "docs" / "picture.svg", "./warkat", "timeline"], check=True)
        if shutil.which("chromium"):
            subprocess.run([sys.executable, ROOT / "tools" / "browser.py", Path(program).parent, ROOT / "docs" / "browser.png", "/article/EVENT"], check=True)


if __name__ == "__main__":
    main()
