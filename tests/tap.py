"""How every suite reports: one line per check in the Test Anything Protocol, counted by tests/run.py.

    ok - NAME
    not ok - NAME: WHY
    ok - NAME # SKIP WHY
"""
import sys

failures = 0


def one_line(text):
    return " ".join(str(text).split())[:400]


def check(name, good, why=""):
    """Reports one check; `why` is told when it failed."""
    global failures
    if good:
        print(f"ok - {name}")
    else:
        failures += 1
        print(f"not ok - {name}" + (f": {one_line(why)}" if why else ""))
    sys.stdout.flush()
    return bool(good)


def skip(name, why):
    print(f"ok - {name} # SKIP {one_line(why)}", flush=True)


def note(text):
    print(f"# {one_line(text)}", flush=True)


def done():
    sys.exit(1 if failures else 0)
