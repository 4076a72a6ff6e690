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
import sqlite3
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

    def wide(self):
        """Events that at least three articles tell, each by one act: what is tried does not depend on how sentences are read."""
        shown = [self.show(e["id"]) for e in self.rows("timeline") if len(e["reports"]) > 2]
        return [e for e in shown if len(e["told"]) == len(e["reports"]) and e["date"] and e["from"]]

    def wide_actors(self):
        """Persons that do something, those with most first."""
        return [a for a in self.rows("actors") if a["key"].startswith("person/") and a["acts_from"]]

    def acts(self, act):
        """The acts of the event that this one is part of; none when it is part of none."""
        run = self.run("show", act, "--json")
        return {r["act"] for r in run.rows()[0]["told"]} if run.code == 0 else set()

    def given(self):
        """All of it, without where its pages lay."""
        return re.sub(rb'"(file|container_sha256)":"[^"]*",', b"", self.run("give", "jsonl").raw)

    def proves(self):
        return self.run("verify").code == 0


# ---- one by one -----------------------------------------------------------------------------------------------------

def corrected(r):
    event, other = r.wide()[:2]
    count, read = len(event["told"]), event["attributes"]["date"]["values"]
    one = r.decide("correct", event["id"], "date", "2022-11-13", "--by", "Sari", "--why", "dated so")
    full = r.show(one["event"])
    date = full["attributes"]["date"]
    check("the date is what a person said", (full["date"], full["date_how"]) == ("2022-11-13", "corrected"), full["date"])
    check("and why it was chosen is told", date["reason"] == "corrected by a person" and date["values"][0]["value"] == "2022-11-13", date)
    check("beside what the reports give", sorted((v["value"], sorted(v["acts"])) for v in date["read"]) == sorted((v["value"], sorted(v["acts"])) for v in read), date)
    d = full["decided"][0]
    check("by whom, when and why", (d["decision"], d["kind"], d["by"], d["why"], d["reports"]) == (one["decision"], "correct", "Sari", "dated so", list(range(1, count + 1)))
          and re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", d["at"]), d)
    text = r.run("show", one["event"]).out
    check("for people too", "Decided by people" in text and "by Sari: dated so" in text and f"date was read as {read[0]['value']}" in text, text)
    check("one is one transaction's, with an act a report", one["taken"] == count == len(r.rows("events")))
    who = next(a for a in r.rows("actors") if a["key"].startswith("person/"))
    for attribute, value, want in (("act", "apologise", lambda e: e["act"] == "apologise"), ("place", "Solo", lambda e: e["attributes"]["place"]["chosen"] == "Solo"),
                                   ("from", who["key"] + "; name:Si Polan", lambda e: [(a["id"], a["name"]) for a in e["from"]] == [(who["key"], who["name"]), (None, "Si Polan")]),
                                   ("to", "", lambda e: e["to"] == []), ("occasion", "kp/liberation-day", lambda e: e["occasion"]["id"] == "kp/liberation-day"),
                                   ("ordinal", "77", lambda e: e["occasion"]["ordinal"] == 77), ("channel", "letter", lambda e: e["channel"] == "letter"),
                                   ("planned", "yes", lambda e: e["planned"]), ("denied", "yes", lambda e: e["denied"]), ("date", "", lambda e: e["date"] is None)):
        made = r.decide("correct", event["id"], attribute, value)
        full = r.show(made["event"])
        check(f"{attribute} is {value or 'nothing'} then", want(full), full)
    check("what was corrected is found by it", event["id"] in [e["id"] for e in r.rows("timeline", "--act", "apologise", "--from", "Si Polan")])
    alone = other["told"][1]["act"]
    made = r.decide("correct", other["id"], "date", "1999-01-01", alone)
    check("one report can be corrected alone", made["taken"] == 1 and r.acts(alone) == {alone}, made)
    for words in (("date", "kemarin"), ("act", "eat"), ("from", "Nobody Of This Name"), ("ordinal", "x"), ("planned", "maybe"), ("channel", "pigeon"),
                  ("colour", "red"), ("act", ""), ("planned", ""), ("place", "a\x01b")):
        run = r.run("events", "correct", event["id"], *words)
        check(f"{' = '.join(words)!r} is refused in one line", run.code in (1, 2, 4) and len(run.lines) == 1, run)


def grouped(r):
    first, second, third = ([t["act"] for t in e["told"]] for e in r.wide()[-3:])
    kind = {act: r.show(act)["act"] for act in (first[0], second[0], third[0])}
    r.decide("part", first[0], first[0])
    check("a parted report is of another event", not r.acts(first[0]) & set(first[1:]) and set(first[1:]) <= r.acts(first[1]), r.acts(first[0]))
    again = r.decide("join", first[0], second[0])
    joined = r.acts(first[0])
    check("joined to another it is of that one", {first[0], *second} <= joined and not joined & set(first[1:]) and r.show(first[0])["id"] == again["event"], joined)
    r.decide("join", third[0], second[0])
    check("whatever was done and by whom", {*third, *second} <= r.acts(third[0]), (kind, r.acts(third[0])))
    r.decide("correct", third[0], "act", "apologise", third[0])
    check("a corrected kind of act is chosen", r.show(third[0])["act"] == "apologise" and len(r.show(third[0])["attributes"]["act"]["values"]) > 1)
    parted = r.decide("part", second[0], *third)
    check("and parted again, together", set(third) <= r.acts(third[0]) and not r.acts(third[0]) & {first[0], *second}, r.acts(third[0]))
    r.decide("join", third[0], second[0])
    told = [d["decision"] for d in r.show(third[1])["decided"]]
    check("together again, they are told to be joined, and no longer to be parted", {*third, *second} <= r.acts(third[0]) and parted["decision"] not in told and again["decision"] in told, told)
    for words in (("join", second[0], second[1]), ("join", second[0], "ffffffff"), ("part", second[0], *r.acts(second[0])),
                  ("part", second[0], "no-such-report"), ("part", "ffffffff", "x"), ("join",), ("part", second[0]), ("undo", "ffffffff"), ("eat", "x")):
        run = r.run("events", *words)
        check(f"events {' '.join(words)[:40]} is refused in one line", run.code in (1, 2) and len(run.lines) == 1, run)


def judged(r):
    event = r.wide()[0]
    act, whole = event["told"][0]["act"], r.acts(event["id"])
    first = r.decide("reject", event["id"])
    check("a rejected event is none", first["event"] is None and not r.acts(act), first)
    check("it can be taken back", r.run("events", "undo", first["decision"][:8]).code == 0 and r.acts(act) == whole)
    check("once", r.run("events", "undo", first["decision"]).code == 1)
    undo = r.rows("events")[-1]
    check("an undo can be undone", r.run("events", "undo", undo["decision"]).code == 0 and not r.acts(act))
    r.run("events", "undo", first["decision"])
    second = r.decide("accept", event["id"], "--by", "Budi")
    check("accepting changes nothing but is told", r.acts(act) == whole and r.show(event["id"])["decided"][-1]["by"] == "Budi", second)
    who = next(a for a in r.rows("actors") if a["key"].startswith("person/"))
    renamed = r.run("actors", "rename", who["key"], "Orang Itu", "--json").rows()[0]
    check("an actor is renamed", r.rows("actors", who["key"])[0]["name"] == "Orang Itu")
    check("and called as before when that is undone", r.run("actors", "undo", renamed["decision"]).code == 0
          and r.rows("actors", who["key"])[0]["name"] == who["name"], r.rows("actors", who["key"]))


def led_on(r):
    """Two are made one, and that one another: taken back, the first merge leaves nobody where the second had led him."""
    a, b, c = (k["key"] for k in r.wide_actors()[:3])
    first = r.run("actors", "merge", a, b, "--json").rows()[0]
    check("led on, nobody has the first key", r.run("actors", "merge", b, c).code == 0 and a not in {k["key"] for k in r.rows("actors")})
    check("the first is taken back", r.run("actors", "undo", first["decision"]).code == 0 and {a, c} <= {k["key"] for k in r.rows("actors")})


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
    first, second, third = whole.wide()[:3]
    whole.decide("correct", first["id"], "date", "2022-11-05")
    whole.decide("join", second["id"], third["id"])
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


def emptied(r):
    """A meeting of nobody is shown as well."""
    meeting = next(e["id"] for e in r.rows("timeline") if e["act"] == "meet")
    for side in ("from", "to"):
        answer = r.decide("correct", meeting, side, "")
        meeting = answer["event"] or meeting
    shown = r.show(meeting)
    check("an event of nobody is shown", not shown["from"] and not shown["to"] and r.run("events").code == 0, shown["from"])


def tampered(r):
    """Decisions in a record that somebody else wrote there: told or passed over, never a crash."""
    event = r.wide()[0]
    r.decide("correct", event["id"], "place", "Solo")
    rounds = {
        "a kind that there is not": ("kind = 99", 5), "one below all": ("kind = -1", 5), "an attribute that there is not": ("attribute = 'x' WHERE kind = 5", 0),
        "a value that is no JSON": ("value = '{' WHERE kind = 5", 0), "a value of the wrong kind": ("value = '[1]' WHERE kind = 5", 0),
        "undos of themselves": ("kind = 8, who = 'decision/aa', decision = 'aa'", 1), "undos of nothing": ("kind = 8, who = 'decision/', decision = ''", 1)}
    for name, (change, code) in rounds.items():
        other = Record(r.folder, "tampered")
        with sqlite3.connect(r.db) as sql, sqlite3.connect(other.db) as copy:
            sql.backup(copy)
            copy.execute("UPDATE corrections SET " + change)
        copy.close()
        run = other.run("events")
        check(f"{name}: events exits {code}", run.code == code and len(run.lines) == bool(code), run)
        if code == 0:
            check(f"{name}: the event is shown", other.run("show", event["id"], "--json").code == 0)
            check(f"{name}: what is given can be read", len(other.run("give", "corrections").rows()) > 0)
        other.db.unlink()


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
        for part in (corrected, grouped, judged, led_on):
            part(r)
            check("the record proves", r.proves(), r.run("verify"))
        read_again(r)
        meanwhile(folder)
        emptied(r)
        tampered(r)
        for seed in range(SEEDS):
            any_order(folder, seed)
    done()


if __name__ == "__main__":
    main()
