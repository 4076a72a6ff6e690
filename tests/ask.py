#!/usr/bin/env python3
"""Every question to the record, for people and as JSON: what it finds, what it leaves out, and that it fits a terminal.

usage: ask.py BUILD

The record is that of tests/events: sixty reports of twenty events, added in two runs, with a page changed in a third.
"""
import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import sys
import tempfile
import termios
import time
import unicodedata
from pathlib import Path

from program import PROGRAM, ROOT, warkat
from tap import check, done, note, skip

REPORTS = (ROOT / "tests" / "events" / "reports.jsonl").read_text(encoding="utf-8").splitlines()
COLUMNS = 100


class Record:
    def __init__(self, folder):
        self.db, self.folder = folder / "asked.db", folder

    def add(self, name, lines, *options):
        (self.folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
        return warkat("add", "--db", self.db, *options, self.folder / name)

    def rows(self, *args):
        return warkat(*args, "--json", "--db", self.db).rows()

    def text(self, *args):
        return warkat(*args, "--db", self.db)


def columns(line):
    line = re.sub("\x1b\\[[0-9;]*m", "", line)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def on_terminal(*args):
    """What a person sees in a terminal of COLUMNS columns."""
    main, other = pty.openpty()
    fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", 40, COLUMNS, 0, 0))
    run = subprocess.Popen([str(PROGRAM), *map(str, args)], stdout=other, stderr=subprocess.DEVNULL,
                           env=dict(os.environ, TERM="xterm", NO_COLOR="1"))
    os.close(other)
    out = b""
    while True:
        try:
            piece = os.read(main, 65536)
        except OSError:
            break
        if not piece:
            break
        out += piece
    run.wait()
    os.close(main)
    return out.decode("utf-8", "replace").replace("\r\n", "\n").splitlines()


def told_by(rows):
    """Numbers of the events of tests/events that the rows of a timeline tell."""
    return {r.split("-")[0] for row in rows for r in row["reports"]}


def who(rows, side):
    return {a["name"] for row in rows for a in row[side]}


def timelines(r):
    every = r.rows("timeline")
    check("timeline: every event is there, in order of days", {f"{n:02}" for n in range(1, 21)} <= told_by(every)
          and [e["date"] for e in every if e["date"]] == sorted(e["date"] for e in every if e["date"]))
    want = {"id", "act", "from", "to", "date", "date_how", "occasion", "channel", "planned", "denied", "reports", "families",
            "sources", "chain", "exchange"}
    check("timeline --json: each row has its members", all(want <= e.keys() for e in every), want - every[0].keys())
    for name, args, events, not_events in [
            ("--from and --to, as people write them", ["--from", "Putin", "--to", "kim jong-un"], {"01", "06"}, {"02", "03", "18"}),
            ("--from in capitals", ["--from", "XI JINPING"], {"05", "11"}, {"01", "10"}),
            ("--between persons, both ways", ["--between", "Kim Jong-un", "Vladimir Putin"], {"01", "02", "03", "04", "06", "07", "08", "18"}, {"05", "10"}),
            ("--between countries takes in who holds office", ["--between", "Korea Utara", "Rusia"], {"01", "02", "07", "08", "18"}, {"05", "16", "20"}),
            ("--between a capital and a palace", ["--between", "Pyongyang", "Kremlin", "--act", "meet"], {"07", "08"}, {"01", "14"}),
            ("--from a country", ["--from", "Indonesia"], {"09", "12", "13"}, {"01", "19"}),
            ("--act", ["--act", "condole"], {"09", "19"}, {"01", "10"}),
            ("--occasion by a part of its name", ["--occasion", "kemenangan", "--act", "congratulate"], {"03", "04"}, {"01", "05"}),
            ("--occasion by id", ["--occasion", "kp/foundation-day"], {"05", "06"}, {"01", "03"}),
            ("--since", ["--since", "2024-06"], {"08", "10", "11"}, {"04", "07", "19"}),
            ("--until", ["--until", "2022"], {"14", "15", "16"}, {"12", "01"}),
            ("--since and --until, a day", ["--since", "2023-09-13", "--until", "2023-09-13"], {"07"}, {"05", "06"}),
            ("--via", ["--via", "KCNA"], {"02", "03", "04"}, {"09", "14"}),
            ("--via, an agency by another", ["--via", "Xinhua"], {"05", "11"}, {"01", "16"}),
            ("--outlet", ["--outlet", "teras nusa", "--act", "meet"], {"07", "14"}, {"08", "15"}),
            ("--language", ["--language", "id", "--act", "invite"], {"18"}, {"01"}),
            ("--new-since last", ["--new-since", "last", "--act", "meet"], {"14", "15"}, {"07", "08"})]:
        rows = r.rows("timeline", *args)
        found = told_by(rows)
        check(f"timeline {name}", events <= found and not found & not_events, f"found {sorted(found)}")
    check("timeline --language of which there are none: exit 1", warkat("timeline", "--language", "en", "--db", r.db).code == 1)
    check("timeline --limit", len(r.rows("timeline", "--limit", "3")) == 3)
    check("timeline --new-since a day to come: nothing", r.text("timeline", "--new-since", "2999").code == 1)
    check("timeline of a name that is nobody: nothing", r.text("timeline", "--from", "Nobody At All").code == 1)
    check("timeline --since what is no date: one line, exit 2",
          (lambda run: run.code == 2 and len(run.lines) == 1)(r.text("timeline", "--since", "kemarin")))
    elected = r.rows("timeline", "--to", "Amerika Serikat", "--act", "congratulate")
    check("a country means its office-holders of the day: a president-elect is not yet its", "10" not in told_by(elected))
    text = r.text("timeline", "--between", "Putin", "Kim Jong Un", "--act", "congratulate").out.splitlines()
    check("timeline for people: a line of date, who, act, occasion; a line of chain, reports and id under it",
          re.match(r"2023-05-09 \w+ +Kim Jong Un → Vladimir Putin +congratulate +Hari Kemenangan \(78th\)", text[0])
          and re.match(r" {21}Kim Jong Un → KCNA → .+  3 reports  [0-9a-f]{16}$", text[1]), text[:2])


def quotations(r):
    rows = r.rows("quotes", "Kim Jong Un")
    check("quotes NAME: statements by that person alone", rows and all(q["statement"]["who"]["name"] == "Kim Jong Un" for q in rows))
    check("quotes --json: each row has its members", all({"id", "article", "outlet", "published", "statement"} <= q.keys() for q in rows))
    check("quotes --since, for want of a date by publication",
          {q["article"][:2] for q in r.rows("quotes", "Xi", "--since", "2024")} == {"11"})
    check("quotes --via", {"KCNA"} <= {v["name"] for q in r.rows("quotes", "Kim Jong Un", "--via", "KCNA") for v in q["statement"]["via"]})
    check("quotes of a country", {"01", "06"} & {q["article"][:2] for q in r.rows("quotes", "Rusia")})
    check("quotes --outlet", {q["outlet"] for q in r.rows("quotes", "--outlet", "teras")} == {"Teras Nusa"})
    text = r.text("quotes", "Kim Jong Un").out
    check("quotes for people: date, speaker, kind, and the words", re.search(r"^20\d\d-\d\d-\d\d\*? +Kim Jong Un +\w+", text, re.M) and "“" in text)
    check("quotes for people: what was translated is marked", "translated, not verbatim" in text)


def searches(r):
    check("search WORDS", {a["id"] for a in r.rows("search", "gandum")} == {"14-b", "15-c"})
    check("search two words: both occur", [a["id"] for a in r.rows("search", "karpet merah")] == ["08-b"])
    check("search words that stand together", [a["id"] for a in r.rows("search", '"karpet merah"')] == ["08-b"])
    check("search a part of a word, when no whole word is it", {"20-a", "20-b"} <= {a["id"] for a in r.rows("search", "luncur")})
    for name in ("timeline", "quotes", "list"):
        run = warkat(name, "--db", r.db, "--outlet", "ter_s%")
        check(f"{name} --outlet: signs are signs, not wildcards", run.code == 1, run)
    check("search with a filter", {a["id"] for a in r.rows("search", "gandum", "--outlet", "kabar")} == {"14-b"})
    check("search what is nowhere: exit 1", r.text("search", "kangguru").code == 1)
    check("search for people: the hit is marked", "‹gandum›" in r.text("search", "gandum").out)
    check("search what means something to the index: no error", r.text("search", 'NEAR(" OR *').code in (0, 1))


def actors(r):
    rows = r.rows("actors")
    check("actors --json: members, those with most first", rows and {"key", "id", "name", "statements", "acts_from", "acts_to"} <= rows[0].keys()
          and rows[0]["name"] in ("Vladimir Putin", "Kim Jong Un"))
    check("actors NAME: a country, its bodies and who held its offices",
          {"person/vladimir-putin", "gov/ru"} <= {a["key"] for a in r.rows("actors", "Moskow")})
    check("actors NAME: spelled otherwise", [a["name"] for a in r.rows("actors", "Zelenskyy")] == [a["name"] for a in r.rows("actors", "Zelensky")])
    check("actors --limit", len(r.rows("actors", "--limit", "2")) == 2)
    check("actors for people: name, counts, key", re.search(r"^Vladimir Putin +\d+ said +\d+ did +\d+ received +person/vladimir-putin$",
                                                          r.text("actors", "Putin").out, re.M))


def cadences(r):
    rows = r.rows("cadence", "--from", "kim jong un", "--to", "Putin", "--act", "congratulate")
    check("cadence: years, streak, pages of each year, pages about the two", rows and rows[0]["years"] == [2023, 2024]
          and rows[0]["streak"] == [2023, 2024] and len(rows[0]["articles"]) == len(rows[0]["about"]) == 2 and all(rows[0]["about"]), rows)
    check("cadence --occasion", {c["occasion_id"] for c in r.rows("cadence", "--occasion", "kp/foundation-day")} == {"kp/foundation-day"})
    text = r.text("cadence", "--from", "Kim Jong Un", "--act", "congratulate", "--to", "Putin").out.splitlines()
    check("cadence for people: a row of marks", text[0].startswith("Kim Jong Un → Vladimir Putin  congratulate  Hari Kemenangan")
          and text[1].strip() == "2023–2024  ●●  2 of 2 years; 2 in a row to 2024", text)


def shown(r):
    event = next(e for e in r.rows("timeline", "--from", "Kim Jong Un", "--act", "congratulate") if "03-a" in e["reports"])
    full = r.rows("show", event["id"][:8])[0]
    check("show ID, the beginning of one: the event in full", full["id"] == event["id"] and {"03-a", "03-b"} <= {t["article"] for t in full["told"]})
    check("show --json: attributes with values, who gives which, which was chosen and why",
          all({"chosen", "reason", "values"} <= a.keys() for a in full["attributes"].values())
          and full["attributes"]["date"]["values"][0]["acts"])
    check("show --json: words, chain, root, page of each report", all(t["words"] and t["chain"] and t["root"] and t["page_sha256"] for t in full["told"]))
    text = r.text("show", event["id"]).out
    check("show for people: sources as a tree, reports, what differs",
          re.search(r"^Sources\n   KCNA\n   [├└]─ 1  2023-05-09  ", text, re.M) and "\nReports\n" in text, text)
    unlike = next(e for e in r.rows("timeline") if any(len(a["values"]) > 1 for a in r.rows("show", e["id"])[0]["attributes"].values()))
    check("show for people: what the reports differ on, who says which, which was chosen and why",
          re.search(r"^What the reports differ on\n   \w+ .+  reports? [\d, ]+; chosen: \w", r.text("show", unlike["id"]).out, re.M))
    denied = next(e for e in r.rows("timeline", "--act", "deny"))
    after = r.rows("show", denied["id"])[0]["thread"]
    check("show --json: what it answers", any(t["kind"] == "accusation and denial" and t["is"] == "before"
                                             and t["event"]["act"] == "accuse" for t in after), after)
    check("show for people: what it answers", "\nBefore it\n" in r.text("show", denied["id"]).out)
    article = r.rows("show", "19-b")[0]
    check("show ARTICLE --json: the article, its versions, what changed, its events", article["article"]["id"] == "19-b"
          and len(article["versions"]) == 2 and article["changes"][0]["removed"] and article["changes"][0]["added"] and article["events"])
    text = r.text("show", "19-b").out
    check("show ARTICLE for people: what changed", "What changed from version 1 to version 2" in text and "\n   − " in text and "\n   + " in text)
    check("show of nothing: one line, exit 1", (lambda run: run.code == 1 and len(run.lines) == 1)(r.text("show", "feedfacefeedface")))
    check("show of several: one line, exit 2 or nothing", r.text("show", "0").code in (1, 2))


def lists(r):
    rows = r.rows("list")
    check("list: every article, by publication; versions told", len(rows) == 61 and [a["published"][:10] for a in rows] == sorted(a["published"][:10] for a in rows)
          and sum(a["versions"] == 2 for a in rows) == 2)
    check("list --outlet --since", {a["outlet"] for a in r.rows("list", "--outlet", "teras", "--since", "2024")} == {"Teras Nusa"})
    check("list --new-since last: the last run's", [a["id"] for a in r.rows("list", "--new-since", "last")] == ["19-b"])
    check("list --failed --json", [f["reason"] for f in r.rows("list", "--failed")] and "no-such-file" in r.rows("list", "--failed")[0]["file"])
    check("list --failed for people", "no-such-file" in r.text("list", "--failed").out)
    check("list for people: id, time, outlet, title, counts", re.search(r"^01-a +2023-08-15T13:20 +Warta Selatan +Putin Kirim .+  \d+ acts?, \d+ quotes?",
                                                                     r.text("list").out, re.M), r.text("list").out[:300])


def kept(r):
    proof = r.text("verify")
    check("verify: all hold", proof.code == 0 and "all hold" in proof.out, proof)
    check("verify --json", r.rows("verify") and r.text("verify", "--json").code == 0)
    rows = warkat("give", "jsonl", "--db", r.db).rows()
    kinds = {row["type"] for row in rows}
    check("give jsonl: record, articles, actors, events, threads", {"record", "article", "actor", "event", "thread"} <= kinds, kinds)
    ids = {row["id"] for row in rows if row["type"] == "event"}
    check("give jsonl: threads lead to events", all(t["first"] in ids and t["second"] in ids for t in rows if t["type"] == "thread"))


def terminal(r):
    try:
        for end in pty.openpty():
            os.close(end)
    except OSError as problem:  # a bare root without /dev/pts
        skip(f"answers fit {COLUMNS} columns", f"this system gives no terminal: {problem}")
        return
    event = r.rows("timeline", "--act", "congratulate")[0]["id"]
    for args in (["timeline"], ["quotes"], ["search", "presiden"], ["actors"], ["cadence"], ["list"], ["show", event], ["show", "19-b"]):
        lines = on_terminal(*args, "--db", r.db)
        wide = [l for l in lines if columns(l) > COLUMNS]
        check(f"{' '.join(args[:1])} fits {COLUMNS} columns", lines and not wide, wide[:2])


def corrected(r):
    """A correction outlives reading everything anew with other packs."""
    packs = r.folder / "packs"
    subprocess.run(["cp", "-r", str(ROOT / "packs"), str(packs)], check=True)
    with open(packs / "id" / "page.wk", "a", encoding="utf-8") as file:
        file.write("\n# another version of the packs\n")
    run = r.text("actors", "merge", "gov/kr", "gov/kp")
    check("actors merge", run.code == 0, run)
    moved = r.rows("timeline", "--act", "criticise", "--from", "gov/kp")
    check("events are another's after it", "20" in told_by(moved), moved)
    before = warkat("give", "corrections", "--db", r.db).out
    again = r.add("again.jsonl", REPORTS, "--packs", packs)
    check("everything is read anew", again.code == 0 and "60 read anew" in again.out + again.err, again)
    check("the correction holds", "20" in told_by(r.rows("timeline", "--act", "criticise", "--from", "gov/kp")))
    check("and is given apart as before", warkat("give", "corrections", "--db", r.db).out == before and before.count("\n") == 1)
    said = warkat("actors", "rename", "--json", "--db", r.db, "gov/kp", "Korea Utara")
    check("--json: what was decided is said as it is given", said.code == 0 and said.rows()[0]["type"] == "correction", said)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        file.write(said.out)
        file.flush()
        again = warkat("actors", "apply", "--json", "--db", r.db, file.name)
        check("--json: how many were taken is said as JSON", again.rows() == [{"taken": 0}], again)
    check("and what is kept still holds", r.text("verify").code == 0, r.text("verify"))


def main():
    with tempfile.TemporaryDirectory(prefix="warkat-ask-") as folder:
        r = Record(Path(folder))
        first = [l for l in REPORTS if json.loads(l)["id"] < "14"]
        later = json.loads(next(l for l in REPORTS if '"19-b"' in l))
        later["text"] = later["text"].replace("terkejut", "sangat sedih")
        warkat("add", "--db", r.db, r.folder / "no-such-file")
        run = r.add("first.jsonl", first)
        check("the first are added", run.code == 0, run)
        time.sleep(1.1)  # runs are told apart by the second
        r.add("second.jsonl", REPORTS)
        timelines(r)
        time.sleep(1.1)
        r.add("third.jsonl", [json.dumps(later)])
        for part in (quotations, searches, actors, cadences, shown, lists, kept, terminal, corrected):
            part(r)
    done()


if __name__ == "__main__":
    main()
