#!/usr/bin/env python3
"""Reports of real events in different outlets' words: are they put together, and kept apart? See tests/events/README.md.

usage: events.py BUILD [--errors]
"""
import json
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from program import ROOT, warkat
from tap import check, done, note

FLOOR = .93
REPORTS = ROOT / "tests" / "events" / "reports.jsonl"
# the kind of act that each event is, by its number
ACTS = {"01": "congratulate", "02": "message", "03": "congratulate", "04": "congratulate", "05": "congratulate",
        "06": "congratulate", "07": "meet", "08": "meet", "09": "condole", "10": "congratulate", "11": "congratulate",
        "12": "criticise", "13": "criticise", "14": "meet", "15": "meet", "16": "accuse", "17": "deny", "18": "invite",
        "19": "condole", "20": "criticise"}


def grouped(rows, wanted):
    """For each report the event of the record that it tells; a report that tells none stands for itself."""
    names = {r["document"]: r["reading"]["id"] for r in rows if r["type"] == "article"}
    urls = {r["document"]: r["url"].rsplit("/", 1)[1] for r in rows if r["type"] == "article"}
    first = {}
    for row in rows:
        if row["type"] == "article":
            for n, act in enumerate(row["reading"]["acts"]):
                first.setdefault((row["document"], act.get("id")), n)
    events = {}
    for e in (r for r in rows if r["type"] == "event"):
        for told in e["told"]:
            report = urls[told["document"]]
            rank = (first.get((told["document"], told["act"]), 99), e["id"])
            if e["act"] == wanted[report] and rank < events.get(report, ((99, "~"), None))[0]:
                events[report] = (rank, e["id"])
    return {report: events.get(report, (0, report))[1] for report in urls.values()}, names


def b_cubed(truth, got):
    by_truth, by_got = defaultdict(set), defaultdict(set)
    for item in truth:
        by_truth[truth[item]].add(item)
        by_got[got[item]].add(item)
    precision = sum(len(by_truth[truth[i]] & by_got[got[i]]) / len(by_got[got[i]]) for i in truth) / len(truth)
    recall = sum(len(by_truth[truth[i]] & by_got[got[i]]) / len(by_truth[truth[i]]) for i in truth) / len(truth)
    return precision, recall, 2 * precision * recall / (precision + recall)


def main():
    ids = [json.loads(line)["id"] for line in REPORTS.read_text(encoding="utf-8").splitlines()]
    truth = {i: i.split("-")[0] for i in ids}
    with tempfile.TemporaryDirectory(prefix="warkat-events-") as folder:
        db = Path(folder) / "events.db"
        run = warkat("add", "--db", db, REPORTS)
        check("sixty reports are added", run.code == 0, run)
        rows = warkat("give", "jsonl", "--db", db).rows()
    got, _ = grouped(rows, {i: ACTS[truth[i]] for i in ids})
    precision, recall, f1 = b_cubed(truth, got)
    note(f"B-cubed precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")
    if "--errors" in sys.argv:
        for number in sorted(set(truth.values())):
            print(number, {i: got[i] for i in ids if truth[i] == number})
    check(f"B-cubed F1 of 20 events in 60 reports is at least {FLOOR}", f1 >= FLOOR, f"it is {f1:.3f}")
    done()


if __name__ == "__main__":
    main()
