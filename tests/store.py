#!/usr/bin/env python3
"""The record withstands what happens to it: kills, two writers, damage, any order, any number of threads and batches.

usage: store.py BUILD

Pages are those of bench/make-record.py and examples/. With WARKAT_TEST_LONG: 500 kills and 20 orders instead of a few.
"""
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from program import PROGRAM, ROOT, SANITIZED, warkat
from tap import check, done, note, skip

OK, NOTHING, INPUT, STORE, DISK, PROOF = 0, 1, 3, 5, 6, 7
LONG = bool(os.environ.get("WARKAT_TEST_LONG"))
KILLS = 500 if LONG else 8 if SANITIZED else 25
ORDERS = 20 if LONG else 1 if SANITIZED else 3
FLIPS = 200 if LONG else 10 if SANITIZED else 40

box = Path(tempfile.mkdtemp(prefix="warkat-store-"))


def articles(count, name, seed=1):
    """So many articles, each a file of its own, so that where it lies does not depend on the order."""
    folder = box / name
    subprocess.run([sys.executable, str(ROOT / "bench" / "make-record.py"), str(count), str(folder), "--seed", str(seed)], check=True)
    (folder / "pages").mkdir()
    for n, line in enumerate((folder / "articles-0.jsonl").read_text(encoding="utf-8").splitlines()):
        (folder / "pages" / f"{n:04d}.jsonl").write_text(line + "\n", encoding="utf-8")
    return folder / "pages"


def given(db):
    run = warkat("give", "jsonl", "--db", db)
    return run.raw if run.code == OK else f"give: {run}"


def remove(db):
    for end in ("", "-wal", "-shm", "-journal"):
        Path(str(db) + end).unlink(missing_ok=True)


def added(db, *paths, **options):
    remove(db)
    run = warkat("add", "--db", db, *paths)
    check(f"{db.name}: the pages are added", run.code in (OK, INPUT), run)
    return given(db)


# ---- kills ----------------------------------------------------------------------------------------------------------

def known(run):
    """How many pages `add --json` says were there before."""
    return next(iter(run.rows()), {}).get("known", -1)


def undisturbed(command, db):
    """How many seconds the command takes from what there is of the record to its end, tried on a copy."""
    beside = db.with_name("undisturbed.db")
    remove(beside)
    for end in ("", "-wal", "-journal"):
        if Path(str(db) + end).exists():
            shutil.copy(str(db) + end, str(beside) + end)
    start = time.time()
    subprocess.run([str(beside) if part == str(db) else part for part in command], stdout=subprocess.DEVNULL, check=True)
    return time.time() - start


def kills():
    """Killed at any moment, a record opens and holds nothing half; adding again completes it."""
    pages, pick = articles(160, "killed"), random.Random(3)
    db = box / "killed.db"
    whole = added(db, pages)
    remove(db)
    command = [str(PROGRAM), "add", "--db", str(db), "--batch", "8", str(pages)]
    faults, moments, kept, died = [], {"nothing": 0, "part": 0, "all": 0}, 0, 0
    for n in range(KILLS):
        if n % 3 == 0:
            remove(db)  # else what the kill before left, when it was not completed
            kept = 0
        options = ["--threads", str(1 + n % 2)]
        lasts = undisturbed(command + options, db)  # anew each time: less is left to do, and the machine does other things too
        p = subprocess.Popen(command + options, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(pick.random() * lasts)
        p.send_signal(signal.SIGKILL)
        died += p.wait() == -signal.SIGKILL
        # killed before its tables were made, there is no record yet: the program says so
        if db.exists() and "is empty" not in warkat("list", "--db", db).err:
            for command_now in (["verify"], ["list", "--json", "--limit", "1"]):
                run = warkat(command_now[0], "--db", db, *command_now[1:])
                if run.code not in (OK, NOTHING):
                    faults.append(f"kill {n}: {command_now[0]}: {run}")
            with sqlite3.connect(db) as sql:
                count = sql.execute("select count(*) from documents").fetchone()[0]
                if sql.execute("pragma integrity_check").fetchone() != ("ok",):
                    faults.append(f"kill {n}: the database is not whole")
            sql.close()
            if count < kept:
                faults.append(f"kill {n}: {kept} documents before, {count} after")
            kept = count
            moments["nothing" if not count else "all" if count >= 160 else "part"] += 1
        else:
            if kept:
                faults.append(f"kill {n}: {kept} documents before, none after")
            moments["nothing"] += 1
        if n % 3 == 2 or n == KILLS - 1:
            run = warkat("add", "--json", "--db", db, pages)
            if run.code != OK or known(run) != kept:
                faults.append(f"kill {n}: {kept} were there; adding again: {run} {run.out}")
            if given(db) != whole:
                faults.append(f"kill {n}: added again, the record is another")
            kept = 160
    note(f"{KILLS} kills ({died} met a running program): nothing kept {moments['nothing']} times, a part {moments['part']}, all {moments['all']}")
    check(f"{KILLS} kills: each record opens, verify is clean, nothing is lost, adding again completes it to the same bytes",
          not faults, "; ".join(faults[:3]))
    check("kills: some of them left a part", moments["part"] > KILLS // 10, moments)
    check("kills: most of them met a running program", died > KILLS * 0.7, died)


# ---- two writers ----------------------------------------------------------------------------------------------------

def writers():
    """Two programs add at once: both wait for each other, both are done, and readers see whole batches meanwhile."""
    pages = sorted(articles(400, "shared").iterdir())
    whole = added(box / "one-writer.db", box / "shared" / "pages")
    db = box / "two-writers.db"
    halves = [pages[:260], pages[140:]]  # some of them from both
    running = [subprocess.Popen([str(PROGRAM), "add", "--db", str(db), "--batch", "20", "--threads", "1", *map(str, half)],
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for half in halves]
    odd = []
    while any(p.poll() is None for p in running):
        run = warkat("list", "--json", "--db", db)
        if run.code not in (OK, NOTHING) and "no such record" not in run.err and "is empty" not in run.err:
            odd.append(run)
    said = [p.communicate() for p in running]
    check("two writers at once: both are done", [p.returncode for p in running] == [OK, OK], said)
    check("two writers at once: readers are never in the way", not odd, odd[:1])
    check("two writers at once: the record is that of one", given(db) == whole)
    check("two writers at once: verify holds", warkat("verify", "--db", db).code == OK)

    held = box / "held.db"
    shutil.copy(box / "one-writer.db", held)
    sql = sqlite3.connect(held, isolation_level=None)
    sql.execute("BEGIN IMMEDIATE")
    sql.execute("UPDATE documents SET title = title")
    run = warkat("timeline", "--db", held, "--limit", "1")
    check("while another writes: reading waits for nothing", run.code == OK and run.seconds < 20, run)
    p = subprocess.Popen([str(PROGRAM), "add", "--db", str(held), str(pages[0])], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(0.5)
    waiting = p.poll() is None
    sql.execute("ROLLBACK")
    sql.close()
    p.communicate()
    check("while another writes: adding waits its turn", waiting and p.returncode == OK, p.returncode)


# ---- damage ---------------------------------------------------------------------------------------------------------

def read_only():
    db = box / "read-only" / "frozen.db"
    db.parent.mkdir()
    shutil.copy(box / "one-writer.db", db)
    page = next((box / "killed" / "pages").iterdir())
    if os.getuid() == 0:
        if not shutil.which("chattr") or subprocess.run(["chattr", "+i", str(db)], capture_output=True).returncode:
            skip("a read-only record", "root may write anything here, and no file can be made immutable")
            return
    else:
        db.chmod(0o444)
    try:
        run = warkat("add", "--db", db, page)
        check(f"a read-only record: add exits {STORE}", run.code == STORE, run)
        check("a read-only record: one line that names it", len(run.lines) == 1 and "frozen.db" in run.lines[0], run)
        run = warkat("timeline", "--db", db, "--limit", "1")
        check("a read-only record can be asked", run.code == OK, run)
    finally:
        if os.getuid() == 0:
            subprocess.run(["chattr", "-i", str(db)], check=True)


def readings(db):
    """What the record says, article by article; where they were found nothing can prove."""
    lines = warkat("give", "jsonl", "--db", db).raw.decode("utf-8", "replace").split("\n")
    return [json.loads(line)["reading"] for line in lines if '"type":"article"' in line[:20]]


def flips():
    """Bytes of the file overwritten anywhere: every command ends with a documented code and, when it fails, one line;
    what verify calls clean gives the readings as they were."""
    whole_db = box / "killed.db"
    warkat("add", "--db", whole_db, box / "killed" / "pages")
    sql = sqlite3.connect(whole_db)
    sql.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    sql.close()
    good, bytes_of = readings(whole_db), whole_db.read_bytes()
    db, pick, faults, told = box / "flipped.db", random.Random(4), [], 0
    for n in range(FLIPS):
        remove(db)
        data = bytearray(bytes_of)
        at, length = pick.randrange(len(data) - 64), pick.choice((1, 4, 64))
        data[at:at + length] = pick.randbytes(length)
        db.write_bytes(data)
        verify = warkat("verify", "--db", db)
        clean = verify.code == OK
        told += not clean
        if verify.code not in (OK, PROOF, STORE) or (verify.code and not verify.lines):
            faults.append(f"byte {at}: verify: {verify}")
        if clean and readings(db) != good:
            faults.append(f"byte {at}: verify is clean and a reading is another")
        for command in (["timeline", "--limit", "3"], ["search", "surat"], ["give", "jsonl"], ["cadence"]):
            run = warkat(*command, "--db", db)
            if run.code not in (OK, NOTHING, STORE, DISK) or (run.code > 1 and len(run.lines) != 1):
                faults.append(f"byte {at}: {command[0]}: {run}")
        run = warkat("add", "--db", db, box / "killed" / "pages" / "0000.jsonl")
        if run.code not in (OK, STORE, DISK) or (run.code and len(run.lines) != 1):
            faults.append(f"byte {at}: add: {run}")
    note(f"{FLIPS} places overwritten: verify told of {told}")
    check(f"a record overwritten in {FLIPS} places, one at a time: no crash, one line, nothing false passes verify", not faults, "; ".join(faults[:4]))


def blob():
    """A stored page that is damaged: what needs it says so, what does not works on."""
    db = box / "blob.db"
    shutil.copy(box / "killed.db", db)
    sql = sqlite3.connect(db)
    sql.execute("UPDATE pages SET zstd = substr(zstd, 1, 20) || x'ffffffff' || substr(zstd, 25) WHERE id = 1")
    sql.commit()
    sql.close()
    run = warkat("verify", "--db", db)
    check(f"a damaged page: verify exits {PROOF} and names it", run.code == PROOF and run.lines, run)
    for command in (["timeline"], ["list"], ["search", "harga"]):
        run = warkat(*command, "--db", db)
        check(f"a damaged page: {command[0]} does not need it", run.code == OK, run)
    run = warkat("add", "--db", db, box / "killed" / "pages")
    check("a damaged page: adding goes on", run.code == OK, run)


def index():
    """An index that says another day than its table: cadence would believe it."""
    db = box / "index.db"
    shutil.copy(box / "killed.db", db)
    sql = sqlite3.connect(db)
    published, article, key = sql.execute("SELECT published, article, key FROM documents ORDER BY id LIMIT 1").fetchone()
    sql.close()
    data, both = bytearray(db.read_bytes()), (published + article).encode()
    places = [at for at in range(len(data)) if data.startswith(both, at) and not data.startswith(key.encode(), at + len(both))]
    check("a false index: it is found in the file", len(places) == 1, places)
    for at in places:
        data[at:at + 4] = b"1999"
    db.write_bytes(data)
    run = warkat("verify", "--db", db)
    check(f"a false index: verify exits {PROOF}", run.code == PROOF and run.lines, run)


# ---- orders ---------------------------------------------------------------------------------------------------------

def orders():
    """The same pages in any order, batches and threads: the same bytes."""
    for name, pages in (("articles", sorted(articles(120, "ordered", seed=2).iterdir())),
                        ("examples", sorted(p for p in (ROOT / "examples").iterdir() if p.suffix in (".html", ".txt", ".jsonl")))):
        db, pick, unlike, runs = box / "ordered.db", random.Random(6), [], 0
        whole = added(db, *pages)
        for order in range(ORDERS):
            shuffled = list(pages)
            pick.shuffle(shuffled)
            for batch in (1, 7, len(pages)):
                for threads in (1, 2):
                    remove(db)
                    # every third order: each batch by a program of its own
                    step = batch if order % 3 == 0 else len(pages)
                    if step == 1 and not LONG:
                        step = len(pages)
                    for at in range(0, len(pages), step):
                        run = warkat("add", "--db", db, "--batch", batch, "--threads", threads, *shuffled[at:at + step])
                        if run.code not in (OK, INPUT):
                            unlike.append(f"add: {run}")
                    runs += 1
                    if given(db) != whole:
                        unlike.append(f"order {order}, batches of {batch}, {threads} threads")
        check(f"{name}: {ORDERS} orders in batches of 1, 7 and all, on 1 and 2 threads ({runs} records): the same bytes", not unlike, "; ".join(unlike[:5]))


def main():
    if warkat("add", "--help").code != OK:
        skip("store", "no add yet")
        done()
    try:
        for part in (kills, writers, read_only, flips, blob, index, orders):
            try:
                part()
            except Exception as problem:  # the program's output was not what any contract allows
                import traceback
                check(f"{part.__name__}: the checks could be made", False, f"{problem!r} {traceback.format_exc()[-300:]}")
    finally:
        shutil.rmtree(box, ignore_errors=True)
    done()


if __name__ == "__main__":
    main()
