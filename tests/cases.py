#!/usr/bin/env python3
"""Case folders: input, arguments, expected.

usage: cases.py BUILD [--update] [CASE...]

A case is a folder of tests/cases with pages and
    arguments   calls of warkat, one a line, run in turn in a copy of the folder; $DB stands for a throw-away record;
                lines that begin with # are comments
    expected    what they print, one call after the other: "$ ARGUMENTS", stdout, messages as "! MESSAGE", and
                "= CODE" when it is not 0
--update writes `expected` anew: look at the difference before you commit it. Also runs `warkat pack check` over every
pack, whose own cases are held there.
"""
import difflib
import re
import shlex
import shutil
import sys
import tempfile
from pathlib import Path

from program import ROOT, warkat
from tap import check, done, skip

CASES = ROOT / "tests" / "cases"


# When a person decided something is now, here, and the decision's id counts it in.
NOW = [(r'"at":"20\d\d-[^"]*"', '"at":"NOW"'), (r'"decision":"[0-9a-f]{16}"', '"decision":"ID"')]


def transcript(case):
    """Runs a case in a copy of its folder and returns what it prints."""
    told = []
    with tempfile.TemporaryDirectory(prefix="warkat-case-") as scratch:
        folder = Path(scratch) / "case"
        shutil.copytree(case, folder)
        for hidden in ("arguments", "expected"):
            (folder / hidden).unlink(missing_ok=True)
        for line in (case / "arguments").read_text(encoding="utf-8").splitlines():
            if not line.strip() or line.startswith("#"):
                continue
            told.append(f"$ {line}")
            run = warkat(*shlex.split(line.replace("$DB", f"{scratch}/case.db")), cwd=folder)
            told += run.out.splitlines() + [f"! {m}" for m in run.lines]
            told += [f"= {run.code}"] if run.code else []
        told = re.sub(re.escape(scratch) + r"/", "", "\n".join(told) + "\n")
        for pattern, plain in NOW:
            told = re.sub(pattern, plain, told)
        return told


def main():
    update = "--update" in sys.argv
    wanted = [Path(a).name for a in sys.argv[2:] if not a.startswith("--")]
    cases = sorted(p.parent for p in CASES.glob("*/arguments")) if CASES.is_dir() else []
    for case in cases:
        if wanted and case.name not in wanted:
            continue
        got = transcript(case)
        path = case / "expected"
        if update:
            path.write_text(got, encoding="utf-8")
            continue
        want = path.read_text(encoding="utf-8") if path.exists() else ""
        diff = [l for l in difflib.unified_diff(want.splitlines(), got.splitlines(), lineterm="", n=0)][2:]
        check(f"case {case.name}", got == want, " ⏎ ".join(diff[:8]))
    if not wanted and not update:
        if warkat("pack", "--help").code != 0:
            skip("packs", "`warkat pack` is not there yet")
        else:
            for pack in sorted(p for p in (ROOT / "packs").iterdir() if p.is_dir()):
                run = warkat("pack", "check", pack, seconds=60)
                check(f"pack check packs/{pack.name}", run.code == 0, run)
    done()


if __name__ == "__main__":
    main()
