"""The record at scale: adding, asking and what grouping finds, over articles of bench/make-record.py.

Used by bench.py (--record N). Articles are added in twenty parts, each by its own `warkat add`, so that growth shows.
Wall seconds hold on a machine that does nothing else; seconds of processor beside them hold on a busy one too.
"""
import json
import os
import random
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PARTS = 20
QUESTIONS = 40  # of each kind
PAGE = 50       # answers to a question


def spend(command, out="/dev/null"):
    """Wall seconds, seconds of processor, peak MB, exit code."""
    import time
    start = time.perf_counter()
    pid = os.posix_spawnp(command[0], command, os.environ, file_actions=[
        (os.POSIX_SPAWN_OPEN, 1, out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644), (os.POSIX_SPAWN_OPEN, 2, "/dev/null", os.O_WRONLY, 0)])
    _, status, usage = os.wait4(pid, 0)
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status)


def add_all(program, folder, db, count):
    """Adds part after part; returns what each cost."""
    parts = []
    print(f"{'articles':>10}{'wall s':>9}{'articles/s':>12}{'processor ms/article':>22}{'peak MB':>9}{'record MB':>11}")
    for k in range(PARTS):
        wall, cpu, peak, code = spend([program, "add", "--threads", "2", "--db", db, str(folder / f"articles-{k}.jsonl")])
        if code:
            sys.exit(f"bench: add ended with {code}")
        parts.append((wall, cpu, peak))
        print(f"{count * (k + 1) // PARTS:>10,}{wall:>9.2f}{count / PARTS / wall:>12,.0f}{cpu * 1000 * PARTS / count:>22.3f}"
              f"{peak:>9.0f}{os.path.getsize(db) / 1e6:>11.0f}", flush=True)
    return parts


def questions(truth, articles, names):
    """Questions as people put them, by kind."""
    pick = random.Random(5)
    events = pick.sample(truth, min(len(truth), 40 * QUESTIONS))
    words = [w.strip(".,\"()").lower() for line in articles for w in json.loads(line)["text"].split()]
    words = sorted({w for w in words if len(w) > 4 and w.isalpha()})
    kinds = {"timeline": [], "quotes": [], "search": [], "cadence": [], "show": [], "actors": []}
    for i, e in enumerate(events[:QUESTIONS]):
        a, b, day = names(e["from"]), names(e["to"]), e["date"]
        kinds["timeline"] += [[["--from", a], ["--between", a, b], ["--since", day, "--until", day], ["--act", e["act"]], [],
                               ["--occasion", e["occasion"] or "Hari Kemerdekaan"], ["--to", b, "--since", day[:4]],
                               ["--new-since", "last"]][i % 8]]
        kinds["quotes"] += [[["--from", a], ["--to", a], ["--since", day[:7], "--until", day[:7]], []][i % 4]]
        word, other = pick.choice(words), pick.choice(words)
        kinds["search"] += [[[word], [word, other], [f"\"{word} {other}\""], [word[1:-1]], [a], [b, word]][i % 6]]
        kinds["cadence"] += [[["--from", a], ["--between", a, b], ["--from", a, "--act", e["act"]], []][i % 4]]
        kinds["actors"] += [[[a], []][i % 2]]
    return kinds


def ask_all(program, db, kinds):
    """The slowest answers of each kind, each question's best of three."""
    marks = []
    print(f"\n{'a page of ' + str(PAGE):<22}{'questions':>10}{'median ms':>11}{'p99 ms':>9}{'processor p99':>15}   slowest")
    for kind, asked in kinds.items():
        times = []
        for words in asked:
            # search and actors take their words as arguments, the others options
            command = [program, kind, "--db", db, "--limit", str(PAGE), *words]
            runs = [spend(command) for _ in range(3)]
            if any(r[3] not in (0, 1) for r in runs):
                sys.exit(f"bench: {' '.join(command)} ended with {runs[0][3]}")
            times.append((min(r[0] for r in runs), min(r[1] for r in runs), words))
        times.sort()
        at = min(len(times) - 1, int(len(times) * 0.99))
        if not times:
            continue
        p99, cpu = times[at][0] * 1000, sorted(t[1] for t in times)[at] * 1000
        print(f"{kind:<22}{len(times):>10}{times[len(times) // 2][0] * 1000:>11.1f}{p99:>9.1f}{cpu:>15.1f}   {' '.join(times[-1][2])}", flush=True)
        if kind in ("timeline", "quotes", "search", "cadence"):
            marks.append((f"{kind}: p99 {p99:.0f} ms, start included (mark: 50)", p99 <= 50))
    return marks


def compared(program, folder, db):
    """What check-record.py says."""
    for command, out in ((["give", "jsonl"], "record.jsonl"), (["cadence", "--json"], "cadence.jsonl")):
        spend([program, *command, "--db", db], str(folder / out))
    print()
    run = subprocess.run([sys.executable, str(HERE / "check-record.py"), str(folder / "record.jsonl"), str(folder / "truth.jsonl"),
                          "--cadence", str(folder / "cadence.jsonl")], capture_output=True, text=True)
    print(run.stdout + run.stderr, end="")
    return [("families, events and cadence are those of the truth", run.returncode == 0)]


def measure(program, scratch, count):
    """Everything; returns marks."""
    folder, db = Path(scratch) / "record", os.path.join(scratch, "record.db")
    subprocess.run([sys.executable, str(HERE / "make-record.py"), str(count), str(folder), "--files", str(PARTS)], check=True)
    size = sum(p.stat().st_size for p in folder.glob("articles-*"))
    print(f"\n{count:,} articles, {size / count / 1e3:.1f} kB each, on 2 threads")
    parts = add_all(program, folder, db, count)
    half = parts[:PARTS // 2]
    rate = count / 2 / sum(p[0] for p in half)
    growth = sum(p[1] for p in parts[-3:]) / sum(p[1] for p in parts[:3])
    marks = [
        (f"{count // 2:,} articles added at {rate:,.0f} a second (mark: 1,000)", rate >= 1000),
        (f"peak memory of add {max(p[2] for p in parts):.0f} MB (mark: 1,000)", max(p[2] for p in parts) < 1000),
        (f"processor time of an article grows {growth:.2f} × over the twenty parts (mark: under 1.5)", growth < 1.5),
    ]
    truth = [t for t in map(json.loads, open(folder / "truth.jsonl", encoding="utf-8")) if t["type"] == "event"]
    with open(folder / "articles-0.jsonl", encoding="utf-8") as lines:
        some = [line for line, _ in zip(lines, range(200))]
    start = min(spend([program, "list", "--db", db, "--limit", "1"])[0] for _ in range(9))
    packs = min(spend([program, "timeline", "--db", db, "--from", "Putin", "--limit", "1"])[0] for _ in range(9))
    print(f"\nthe first line of `list` comes after {start * 1000:.1f} ms, of `timeline --from` after {packs * 1000:.1f} ms")
    marks.append((f"start-up {max(start, packs) * 1000:.0f} ms (mark: under 20)", max(start, packs) < 0.02))
    name = lambda key: key.split("/")[1].replace("-", " ") if key.startswith("person/") else key
    marks += ask_all(program, db, questions(truth, some, name))
    return marks + compared(program, folder, db)
