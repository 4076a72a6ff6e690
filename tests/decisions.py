#!/usr/bin/env python3
"""What people decide about events: accepted, rejected, corrected, joined, parted, undone.

usage: decisions.py BUILD [SEEDS]

Each decision is checked by what the record then says, beside what its reports were read as. Then, of many decisions made at
random: the record proves after each; the same pages in other orders and batches, with the decisions taken before, between or
after them, give the same bytes; and once all is undone the record is as if nothing had been decided.
"""
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from program import PROGRAM, ROOT, SANITIZED, warkat
from tap import check, done

REPORTS = (ROOT / "tests/events/reports.jsonl").read_text().splitlines(keepends=True)
SEEDS = int(sys.argv[2]) if len(sys.argv) > 2 else 1 if SANITIZED else 2


class Record:
    def __init__(self, folder, name):
        self.folder, self.db = Path(folder), Path(folder) / f"{name}.db"

    def add(self, lines, *options):
        path = self.folder / "batch.jsonl"
        path.write_text("".join(lines))
        return warkat("add", "--db", self.db, path, *options)

    def run(self, *args):
        return warkat(*args, "--db", self.db)

    def rows(self, *args):
        return self.run(*args, "--json").rows()

    def decide(self, *args):
        """The answer of a decision that is taken."""
        run = self.run("events", *args, "--json")
        return run.rows()[0] if check(f"events {' '.join(map(str, args[:3]))[:60]}", run.code == 0, run) else None

    def show(self, event):
        return self.rows("show", event)[0]

    def of(self, report):
        """The event that an article tells, when it tells one."""
        return next(e for e in self.rows("timeline") if report in e["reports"])

    def given(self):
        """All of it, without where its pages lay."""
        return re.sub(rb'"(file|container_sha256)":"[^"]*",', b"", self.run("give", "jsonl").raw)

    def proves(self):
        return self.run("verify").code == 0


# ---- one by one -----------------------------------------------------------------------------------------------------

def corrected(r):
    event = r.of("16-a")
    one = r.decide("correct", event["id"], "date", "2022-11-03", "--by", "Sari", "--why", "dated so")
    full = r.show(one["event"])
    date = full["attributes"]["date"]
    check("the date is what a person said", (full["date"], full["date_how"]) == ("2022-11-03", "corrected"), full["date"])
    check("and why it was chosen is told", date["reason"] == "corrected by a person" and date["values"][0]["value"] == "2022-11-03", date)
    check("beside what the reports give", [v["value"] for v in date["read"]] == ["2022-11-02"] and len(date["read"][0]["acts"]) == 3, date)
    d = full["decided"][0]
    check("by whom, when and why", (d["decision"], d["kind"], d["by"], d["why"], d["reports"]) == (one["decision"], "correct", "Sari", "dated so", [1, 2, 3])
          and re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", d["at"]), d)
    text = r.run("show", one["event"]).out
    check("for people too", "Decided by people" in text and "by Sari: dated so" in text and "date was read as 2022-11-02" in text, text)
    check("one is one transaction's, with an act a report", one["taken"] == 3 and len(r.rows("events")) == 3)
    for attribute, value, want in (("act", "warn", lambda e: e["act"] == "warn"), ("place", "Solo", lambda e: e["attributes"]["place"]["chosen"] == "Solo"),
                                   ("from", "Joko Widodo; name:Si Polan", lambda e: [(a["id"], a["name"]) for a in e["from"]] == [("person/joko-widodo", "Joko Widodo"), (None, "Si Polan")]),
                                   ("to", "", lambda e: e["to"] == []), ("occasion", "kp/liberation-day", lambda e: e["occasion"]["id"] == "kp/liberation-day"),
                                   ("ordinal", "77", lambda e: e["occasion"]["ordinal"] == 77), ("channel", "letter", lambda e: e["channel"] == "letter"),
                                   ("planned", "yes", lambda e: e["planned"]), ("denied", "yes", lambda e: e["denied"]), ("date", "", lambda e: e["date"] is None)):
        made = r.decide("correct", event["id"], attribute, value)
        full = r.show(made["event"])
        check(f"{attribute} is {value or 'nothing'} then", want(full), full)
    check("what was corrected is found by it", event["id"] in [e["id"] for e in r.rows("timeline", "--act", "warn", "--from", "Si Polan")])
    alone = r.of("12-b")
    made = r.decide("correct", alone["id"], "date", "2020-01-01", "12-b")
    check("one report can be corrected alone", r.of("12-b")["id"] == made["event"] != r.of("12-a")["id"] and made["taken"] == 1, made)
    for words in (("date", "kemarin"), ("act", "eat"), ("from", "Nobody Of This Name"), ("ordinal", "x"), ("planned", "maybe"), ("channel", "pigeon"),
                  ("colour", "red"), ("act", ""), ("planned", ""), ("place", "a\x01b")):
        run = r.run("events", "correct", event["id"], *words)
        check(f"{' = '.join(words)!r} is refused in one line", run.code in (1, 2, 4) and len(run.lines) == 1, run)


def grouped(r):
    whole = r.of("14-a")
    parted = r.decide("part", whole["id"], "14-b")
    check("a parted report is an event by itself", r.of("14-b")["reports"] == ["14-b"] and r.of("14-a")["reports"] == ["14-a", "14-c"], parted)
    again = r.decide("join", r.of("14-b")["id"], r.of("15-a")["id"])
    joined = r.of("15-a")
    check("joined to another it is of that one", joined["reports"] == ["14-b", "15-a", "15-b", "15-c"] and joined["id"] == again["event"], joined)
    r.decide("join", r.of("17-a")["id"], r.of("12-a")["id"])
    far = r.show(r.of("17-a")["id"])
    check("acts of other kinds and actors can be one", "12-a" in far["reports"] and len(far["attributes"]["act"]["values"]) == 2, far["attributes"].get("act"))
    r.decide("part", far["id"], "17-a", "17-b", "17-c")
    check("and parted again, together", r.of("17-a")["reports"] == ["17-a", "17-b", "17-c"] and r.of("12-a")["reports"] == ["12-a", "12-c"], r.of("17-a"))
    r.decide("join", r.of("17-a")["id"], r.of("12-a")["id"])
    kinds = [d["kind"] for d in r.show(r.of("17-a")["id"])["decided"]]
    check("together again, they are told to be joined, and no longer to be parted", "12-a" in r.of("17-a")["reports"] and kinds == ["join", "join"], kinds)
    for words in (("join", joined["id"], joined["id"]), ("join", joined["id"], "ffffffff"), ("part", joined["id"], *joined["reports"]),
                  ("part", joined["id"], "12-a"), ("part", "ffffffff", "12-a"), ("join",), ("part", joined["id"]), ("undo", "ffffffff"), ("eat", "x")):
        run = r.run("events", *words)
        check(f"events {' '.join(words)[:40]} is refused in one line", run.code in (1, 2) and len(run.lines) == 1, run)


def judged(r):
    event = r.of("20-a")
    first = r.decide("reject", event["id"])
    check("a rejected event is none", first["event"] is None and not any("20-a" in e["reports"] for e in r.rows("timeline")), first)
    check("it can be taken back", r.run("events", "undo", first["decision"][:8]).code == 0 and r.of("20-a")["id"] == event["id"])
    check("once", r.run("events", "undo", first["decision"]).code == 1)
    undo = r.rows("events")[-1]
    check("an undo can be undone", r.run("events", "undo", undo["decision"]).code == 0 and not any("20-a" in e["reports"] for e in r.rows("timeline")))
    r.run("events", "undo", first["decision"])
    second = r.decide("accept", event["id"], "--by", "Budi")
    check("accepting changes nothing but is told", r.of("20-a")["id"] == event["id"] and r.show(event["id"])["decided"][-1]["by"] == "Budi", second)
    named = r.rows("actors", "Joko Widodo")[0]["name"]
    renamed = r.run("actors", "rename", "person/joko-widodo", "Jokowi", "--json").rows()[0]
    check("an actor is renamed", r.rows("actors", "person/joko-widodo")[0]["name"] == "Jokowi")
    check("and called as before when that is undone", r.run("actors", "undo", renamed["decision"]).code == 0
          and r.rows("actors", "person/joko-widodo")[0]["name"] == named, r.rows("actors", "Joko Widodo"))


def read_again(r):
    """With other packs, which read everything anew."""
    packs = r.folder / "packs"
    subprocess.run(["cp", "-r", str(ROOT / "packs"), str(packs)], check=True)
    with open(packs / "id" / "page.wk", "a", encoding="utf-8") as file:
        file.write("\n# another version of the packs\n")
    events = [l for l in r.given().splitlines() if b'"type":"event"' in l]
    run = r.add(REPORTS, "--packs", packs)
    check("everything is read anew", run.code == 0 and "60 read anew" in run.out + run.err, run)
    check("what was decided holds", [l for l in r.given().splitlines() if b'"type":"event"' in l] == events)
    check("and the record proves", r.proves())


def meanwhile(folder):
    """What somebody decides while pages are being added holds for those added after it."""
    whole, r = Record(folder, "whole"), Record(folder, "meanwhile")
    whole.add(REPORTS)
    whole.decide("correct", whole.of("16-a")["id"], "date", "2022-11-05")
    whole.decide("join", whole.of("15-a")["id"], whole.of("14-a")["id"])
    taken = Path(folder) / "meanwhile.jsonl"
    taken.write_bytes(whole.run("give", "corrections").raw)
    adding = subprocess.Popen([str(PROGRAM), "add", "--db", str(r.db), "--batch", "1", "--threads", "1", "-"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    adding.stdin.write("".join(REPORTS[:3]).encode())
    adding.stdin.flush()
    for _ in range(200):
        if r.db.exists() and r.rows("list"):
            break
        time.sleep(.05)
    check("others can decide while pages are added", warkat("events", "apply", taken, "--db", r.db).code == 0)
    adding.stdin.write("".join(REPORTS[3:]).encode())
    adding.stdin.close()
    check("and the adding ends", adding.wait(120) == 0)
    check("what was decided meanwhile holds", r.proves() and r.given() == whole.given(), r.run("verify"))


# ---- at random ------------------------------------------------------------------------------------------------------

VALUES = [("date", "2023-01-22"), ("date", ""), ("date", "2022-11"), ("act", "meet"), ("act", "warn"), ("from", "Joko Widodo"), ("from", "name:Ä \"x\" 'y'"),
          ("from", ""), ("to", "Vladimir Putin; Korea Utara"), ("occasion", "Hari Ini"), ("occasion", ""), ("place", "Solo"), ("planned", "yes"),
          ("channel", "letter"), ("ordinal", "7")]


def add_in_parts(r, lines, rng):
    at = 0
    while at < len(lines):
        size = rng.choice((1, 7, 20, 60))
        r.add(lines[at:at + size], "--threads", rng.choice((1, 2)))
        at += size


def decisions_of(r):
    return [d for d in r.run("give", "corrections").rows() if not d["undone"] and d["kind"] != "undo"]


def decide_something(r, rng):
    events = r.rows("timeline")
    event, many = rng.choice(events), [e for e in events if len(e["reports"]) > 1]
    verb = rng.choice(("correct", "correct", "join", "join", "part", "part", "accept", "reject", "undo"))
    if verb == "join":
        return r.run("events", verb, event["id"], rng.choice(events)["id"])
    if verb == "part" and many:
        event = rng.choice(many)
        return r.run("events", verb, event["id"], *rng.sample(event["reports"], rng.randrange(1, len(event["reports"]))))
    if verb == "correct":
        alone = [rng.choice(event["reports"])] if rng.random() < .4 else []
        return r.run("events", verb, "--by", 'S "a"', "--why", "é / \\ x", "--", event["id"], *rng.choice(VALUES), *alone)
    if verb == "undo":
        made = decisions_of(r)
        return r.run("events", verb, rng.choice(made)["decision"]) if made else None
    return r.run("events", verb, event["id"]) if verb in ("accept", "reject") else None


def any_order(folder, seed):
    rng = random.Random(seed)
    r, lines = Record(folder, f"seed{seed}"), REPORTS[:]
    rng.shuffle(lines)
    add_in_parts(r, lines[:40], rng)
    for step in range(8):
        decide_something(r, rng)
        if not check(f"seed {seed}: the record proves after decision {step + 1}", r.proves(), r.run("verify")):
            return
    taken = r.folder / "decided.jsonl"
    taken.write_bytes(r.run("give", "corrections").raw)
    add_in_parts(r, lines[40:], rng)
    want = r.given()
    for when in (0, 25, 60):
        rng.shuffle(lines)
        other = Record(folder, f"seed{seed}-{when}")
        add_in_parts(other, lines[:when], rng)
        run = warkat("events", "apply", taken, "--db", other.db)
        add_in_parts(other, lines[when:], rng)
        check(f"seed {seed}: decided after {when} pages, the record is the same", run.code == 0 and other.given() == want, run)
        check(f"seed {seed}: and proves; what is decided again is not", other.proves()
              and warkat("events", "apply", taken, "--db", other.db, "--json").rows() == [{"taken": 0}])
    while made := decisions_of(r):
        r.run("events", "undo", rng.choice(made)["decision"])
    plain = Record(folder, f"seed{seed}-plain")
    add_in_parts(plain, REPORTS, rng)
    check(f"seed {seed}: with all undone it is as if nothing had been decided", r.given() == plain.given())


def main():
    with tempfile.TemporaryDirectory(prefix="warkat-decisions-") as folder:
        r = Record(folder, "record")
        r.add(REPORTS)
        check("nothing is decided at first", r.run("events").code == 1)
        for part in (corrected, grouped, judged):
            part(r)
            check("the record proves", r.proves(), r.run("verify"))
        read_again(r)
        meanwhile(folder)
        for seed in range(SEEDS):
            any_order(folder, seed)
    done()


if __name__ == "__main__":
    main()
