#!/usr/bin/env python3
"""Pages in, record out: the seeds, pages of their sort that were held out, and the examples.

usage: seeds.py BUILD

For the seeds (../shared, left out loudly when it is not there): every expectation of score/seeds.py, and the record of
their correspondence. For tests/variants and tests/variants2: a floor on the expectations met. For all: readings are valid against
docs/reading.schema.json, ranges lie within their text, the record is the same whatever the order, the number of threads
and of runs, and every proof holds.
"""
import json
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from program import ROOT, SHARED, warkat
from tap import check, done, note, skip

EXCHANGES = ["2023-06-12", "2023-08-15", "2023-09-09", "2023-10-12", "2024-05-09"]
VARIANTS_FLOOR = 0.93  # of the expectations in their expected.json

scratch = Path(tempfile.mkdtemp(prefix="warkat-seeds-"))


def score(name, readings, gold, floor=None):
    """Runs score/seeds.py over readings. floor None: every line is met, the wanted ones too; else the share that is met."""
    path = scratch / f"{name}.jsonl"
    path.write_bytes(readings)
    run = subprocess.run([sys.executable, str(SHARED / "score" / "seeds.py"), str(path), "--gold", str(gold)],
                         capture_output=True, text=True)
    lines = run.stdout.splitlines()
    met, total = map(int, re.match(r"(\d+) of (\d+) met", lines[-1]).groups()) if lines else (0, 0)
    unmet = [l for l in lines if " UNMET " in l or " wanted " in l]
    note(f"{name}: {lines[-1] if lines else run.stderr}")
    if floor is None:
        for line in unmet:
            check(f"{name}: {line}", False)
        check(f"{name}: everything is met", run.returncode == 0 and met == total, lines[-1] if lines else run.stderr)
    else:
        good = total and met / total >= floor
        check(f"{name}: at least {floor:.0%} of expectations met", good, f"{met} of {total}; " + "; ".join(unmet[:12]))


def ranges(reading):
    """Every range of a reading with the part it lies in."""
    def pairs(value):
        return [] if value is None else [value] if value and isinstance(value[0], int) else value
    for s in reading["statements"]:
        for key in ("content", "speaker", "cue"):
            yield from ((s.get("part", "body"), r) for r in pairs(s.get(key)))
    for a in reading["acts"] + reading["sources"] + reading.get("dates", []):
        yield from ((a.get("part", "body"), r) for r in pairs(a.get("evidence")))


def valid(name, readings):
    try:
        import jsonschema
    except ImportError:
        skip(f"{name}: schema", "python3-jsonschema is not installed")
        return
    for path in (ROOT / "docs" / "reading.schema.json", SHARED / "reading.schema.json"):
        if not path.exists():
            skip(f"{name}: valid against {path.name}", f"no {path.parent.name}/{path.name}")
            continue
        judge = jsonschema.Draft202012Validator(json.loads(path.read_text()))
        wrong = [f"{r.get('file')}: {'/'.join(map(str, e.path))}: {e.message}" for r in readings for e in judge.iter_errors(r)]
        check(f"{name}: {len(readings)} readings are valid against {path.parent.name}/{path.name}", not wrong, "; ".join(wrong[:5]))
    outside = []
    for r in readings:
        lengths = {"body": len(r["text"]), "title": len(r["title"] or ""), **{k: len(v) for k, v in r.get("parts", {}).items()}}
        outside += [f"{r.get('file')}: {part} {a}–{b}" for part, (a, b) in ranges(r)
                    if not 0 <= a < b <= lengths.get(part, -1)]
    check(f"{name}: every range lies within its part", not outside, "; ".join(outside[:5]))


def read(name, paths):
    run = warkat("read", "--json", *paths)
    check(f"{name}: read", run.code in (0, 3), run)
    valid(name, run.rows())
    return run


def same_record(name, paths):
    """The same bytes in any order, from 1 and 2 threads, in one run and in many, once and twice."""
    def exported(label, runs, threads):
        db = scratch / f"{name}-{label}.db"
        for part in runs:
            run = warkat("add", "--db", db, "--threads", threads, *part)
            if run.code not in (0, 3):
                check(f"{name}: add ({label})", False, run)
        run = warkat("give", "jsonl", "--db", db)
        check(f"{name}: give jsonl ({label})", run.code == 0 and run.raw, run)
        return run.raw, db

    first, db = exported("in order", [paths], 1)
    shuffled = list(paths)
    random.Random(7).shuffle(shuffled)
    for label, runs, threads in (
        ("2 threads", [paths], 2), ("backwards", [paths[::-1]], 1), ("shuffled, 2 threads", [shuffled], 2),
        ("twice", [paths, paths], 2), ("one by one", [[p] for p in shuffled], 1),
    ):
        other, _ = exported(label, runs, threads)
        where = next((f"line {i}" for i, (a, b) in enumerate(zip(first.splitlines(), other.splitlines()), 1) if a != b), "the end")
        check(f"{name}: the same bytes {label}", first == other, f"{len(first)} and {len(other)} bytes, first difference at {where}")
    run = warkat("verify", "--db", db)
    check(f"{name}: verify proves every range", run.code == 0, run)
    return db


def correspondence(db):
    run = warkat("timeline", "--db", db, "--between", "Kim Jong Un", "Vladimir Putin")
    days = [d for line in run.out.splitlines() for d in re.findall(r"^\W*(\d{4}-\d{2}-\d{2})", line)]
    seen = [d for i, d in enumerate(days) if i == 0 or d != days[i - 1]]
    check("the correspondence of Kim and Putin: its five days, in order", run.code == 0 and [d for d in seen if d in EXCHANGES] == EXCHANGES
          and days == sorted(days), f"{days} {run}")
    rows = warkat("timeline", "--db", db, "--between", "Kim Jong Un", "Vladimir Putin", "--json").rows()
    for day in EXCHANGES:
        good = [r for r in rows if r["date"] == day and r["occasion"] and r["reports"] and len(r["chain"]) > 1]
        check(f"the exchange of {day} has an occasion and a source", good, [r for r in rows if r.get("date") == day])


def held_out(name):
    """A folder of pages with expectations that the rules were not written for."""
    folder = ROOT / "tests" / name
    pages = sorted(p for p in folder.glob("*") if p.suffix in (".txt", ".html", ".jsonl"))
    if (SHARED / "score" / "seeds.py").exists():
        score(name, read(name, pages).raw, folder / "expected.json", VARIANTS_FLOOR)
    else:
        skip(name, f"tests/{name} WAS NOT SCORED: ../shared/score is not there")
    same_record(name, pages)


def main():
    missing = [c for c in ("read", "add", "timeline", "verify", "give") if warkat(c, "--help").code != 0]
    if missing:
        skip("seeds", f"not there yet: {' '.join(missing)}")
        done()
    seeds = sorted((SHARED / "seeds").glob("*.txt"))
    if seeds:
        score("seeds", read("seeds", seeds).raw, SHARED / "gold" / "seeds.json")
        correspondence(same_record("seeds", seeds))
    else:
        skip("seeds", "THE SEEDS WERE NOT TESTED: ../shared/seeds is not there")
    for name in ("variants", "variants2"):
        held_out(name)
    examples = sorted(p for p in (ROOT / "examples").glob("*") if p.is_file() and p.suffix != ".md")
    if examples:
        read("examples", examples)
        same_record("examples", examples)
    done()


if __name__ == "__main__":
    main()
