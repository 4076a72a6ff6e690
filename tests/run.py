#!/usr/bin/env python3
"""Runs the test suites against one build and counts their checks.

usage: run.py --build DIR [--counts FILE] [--long] [--verbose] [SUITE...]

A suite is a program that speaks TAP (see tap.py); the unit tests of cmocka do too. It gets the build folder as
argument, runs in the project's folder, and fails when a check fails, when it dies, or when a sanitizer speaks. One line
is printed per suite, and one per check that failed or was skipped. Appends "PASSED FAILED SKIPPED" to FILE.
"""
import argparse
import os
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TESTS = ROOT / "tests"

# In the order of what breaks first. `once`: does not depend on the build, so only the plain one runs it.
SUITES = [
    ("layers", "layers.py", True),
    ("lint", "lint.py", True),
    ("unit", None, False),
    ("cases", "cases.py", False),
    ("seeds", "seeds.py", False),
    ("gold", "gold.py", False),
    ("exchanges", "exchanges.py", False),
    ("events", "events.py", False),
    ("ask", "ask.py", False),
    ("decisions", "decisions.py", False),
    ("families", "families.py", False),
    ("bad-input", "bad-input.py", False),
    ("proofs", "proofs.py", False),
    ("store", "store.py", False),
    ("give", "give.py", False),
    ("serve", "serve.py", False),
    ("browser", "browser.py", True),
    ("hostile", "hostile.py", False),
    ("install", "install.py", True),
]
SANITIZER = re.compile(r"AddressSanitizer|LeakSanitizer|runtime error:|UndefinedBehaviorSanitizer")
TAP = re.compile(r"^(not )?ok\b[ \d]*(?:- )?(.*?)\s*(?:# SKIP\b\s*(.*))?$")


def commands(name, script, build):
    if script:
        return [(name, [sys.executable, str(TESTS / script), str(build)])]
    units = sorted(p for p in (build / "tests").glob("test_*") if p.is_file() and os.access(p, os.X_OK))
    return [(p.name, [str(p)]) for p in units]


def run_one(name, command, env, seconds):
    """Returns (passed, failed, skipped, seconds, lines to show)."""
    start = time.time()
    try:
        p = subprocess.run(command, cwd=ROOT, env=env, timeout=seconds, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                           text=True, errors="replace")
        out, err, code = p.stdout, p.stderr, p.returncode
    except subprocess.TimeoutExpired as late:
        out = (late.stdout or b"").decode(errors="replace")
        err, code = f"took more than {seconds} s", "time out"
    passed, failed, skipped, show = 0, 0, 0, []
    for line in out.splitlines():
        m = TAP.match(line)
        if not m:
            if line.startswith("# ") and not line.startswith(("# ok", "# not ok")):  # cmocka's own sums are left out
                show.append("    " + line)
            continue
        if m[3] is not None:  # cmocka says "not ok 3 # SKIP name"
            skipped += 1
            show.append(f"    SKIPPED {m[2] or name}: {m[3]}")
        elif m[1]:
            failed += 1
            show.append(f"    FAILED {name}: {m[2]}")
        else:
            passed += 1
    if SANITIZER.search(err):
        failed += 1
        show.append(f"    FAILED {name}: a sanitizer spoke")
    elif code not in (0, 1) or (code and not failed):
        failed += 1
        show.append(f"    FAILED {name}: it ended with {code}")
    if failed and err.strip():
        show += ["    | " + l for l in err.strip().splitlines()[-25:]]
    return passed, failed, skipped, time.time() - start, show


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", required=True)
    parser.add_argument("--counts")
    parser.add_argument("--long", action="store_true")
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("suites", nargs="*")
    a = parser.parse_args()
    build = Path(a.build).resolve()
    env = dict(os.environ, SOURCE_ROOT=str(ROOT), CMOCKA_MESSAGE_OUTPUT="TAP", NO_COLOR="1", LC_ALL="C.UTF-8",
               PYTHONDONTWRITEBYTECODE="1", WARKAT_TEST_LONG="1" if a.long else "",
               ASAN_OPTIONS="exitcode=99:detect_stack_use_after_return=1:allocator_may_return_null=1",
               UBSAN_OPTIONS="print_stacktrace=1:halt_on_error=1:exitcode=99")
    sanitized = (build / "build.ninja").read_text().find("-fsanitize=") >= 0
    seconds = 3600 if a.long else 500
    # Two at a time: most suites wait for one process.
    with ThreadPoolExecutor(2) as pool:
        running = []
        for name, script, once in SUITES:
            if a.suites and name not in a.suites or once and sanitized or script and not (TESTS / script).exists():
                continue
            running.append((name, [pool.submit(run_one, sub, command, env, seconds)
                                   for sub, command in commands(name, script, build)]))
        total = [0, 0, 0]
        for name, parts in running:
            results = [part.result() for part in parts] or [(0, 1, 0, 0, [f"    FAILED {name}: none were built"])]
            passed, failed, skipped, spent = (sum(r[i] for r in results) for i in range(4))
            total = [total[0] + passed, total[1] + failed, total[2] + skipped]
            words = f"{passed} passed" + (f", {failed} FAILED" if failed else "") + (f", {skipped} skipped" if skipped else "")
            print(f"  {name + (' (sanitized)' if sanitized else ''):24} {words}  {spent:.1f} s", file=sys.stderr, flush=True)
            for result in results:
                for line in result[4]:
                    print(line, file=sys.stderr)
    if a.counts:
        with open(a.counts, "a") as out:
            print(*total, file=out)
    sys.exit(1 if total[1] else 0)


if __name__ == "__main__":
    main()
