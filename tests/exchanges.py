#!/usr/bin/env python3
"""Who did what to whom, when, on what occasion, through whom: forty exchanges in three wordings each.

usage: exchanges.py BUILD [--errors]

The articles of fresh, later and last.txt were written, and their answers fixed, before any of them was read: they are
counted apart.

Articles and expectations stand in tests/exchanges (see its README.md). An article is right when one act has from, to,
act, occasion (with its ordinal), date, via (and channel, where told) as expected. Two floors: on single answers, and on
articles with every answer right.
"""
import datetime
import json
import re
import sys
import tempfile
from pathlib import Path

from program import ROOT, warkat
from tap import check, done, note

# of the answers, of the articles
FLOORS = {"known": (.98, .92), "fresh": (.985, .93), "later": (.97, .85), "last": (.97, .90)}
WEEKDAYS = "Senin Selasa Rabu Kamis Jumat Sabtu Minggu".split()


def articles():
    """Every article: its file, name, page or text, published, expectation, its words."""
    for path in sorted((ROOT / "tests" / "exchanges").glob("*.txt")):
        expected, name = {}, None
        for block in re.split(r"^(?=--- |=== )", path.read_text(), flags=re.M)[1:]:
            head, _, body = block.partition("\n")
            if head.startswith("=== "):
                name, number = head[4:].strip(), 0
                expected = dict(line.split(" ", 1) for line in body.splitlines() if line.strip())
                continue
            number += 1
            kind, published, via, more = re.match(r"--- (text|page)(?: (\S+))? via ([^|]*)(?:\| (.*))?$", head).groups()
            own = dict(expected, via=[] if via.strip() == "-" else via.strip().split(", "))
            own.update([more.split(" ", 1)] if more else [])
            own["ordinal"] = bool(re.search(r"\b" + own["occasion"].rsplit(" ", 1)[-1] + r"\b|tujuh puluh", body))
            yield path.stem, f"{name}-{number}", kind, published, own, body.strip("\n") + "\n"


def day_names(name, body):
    """The articles' own calendar: a weekday before a full date is that day's."""
    for day, d, m, y in re.findall(r"(\w+), ?\(?(\d{1,2})/(\d{1,2})/(\d{4})", body):
        if day in WEEKDAYS:
            right = WEEKDAYS[datetime.date(int(y), int(m), int(d)).weekday()]
            if right != day:
                check(f"{name}: the calendar", False, f"{d}/{m}/{y} is {right}, not {day}")


def occasion_right(wanted, got, ordinal):
    if wanted == "none":
        return got is None or got.get("id") is None
    if got is None:
        return False
    if wanted.startswith("text "):
        words = wanted[5:]
        number = re.search(r" (\d+)$", words)
        words = words[:number.start()] if number else words
        found = any(w.casefold() in got["name"].casefold() for w in words.split("|"))
        return found and (not number or not ordinal or got.get("ordinal") == int(number[1]))
    day, _, number = wanted.partition(" ")
    return (got.get("id") or "").endswith(day) and (not number or not ordinal or got.get("ordinal") == int(number))


def answers(expected, act):
    """Which of the expected answers an act gives."""
    def people(key):
        return [a["name"] for a in act.get(key) or []]

    def one(key):
        return expected[key] == "-" and not people(key) or any(
            expected[key] == n or expected[key] in n.split() or n.endswith(expected[key]) for n in people(key))
    right = {"act": True, "from": one("from"), "to": one("to"),
             "occasion": occasion_right(expected["occasion"], act.get("occasion"), expected["ordinal"]),
             "date": act.get("date") == (None if expected["date"] == "-" else expected["date"]),
             "via": [n.casefold() for n in people("via")] == [n.casefold() for n in expected["via"]]}
    if "channel" in expected:
        right["channel"] = act.get("channel") == expected["channel"]
    return right


def best_answers(expected, acts):
    """What the best of the acts of the right kind answers."""
    asked = ["act", "from", "to", "occasion", "date", "via"] + ["channel"] * ("channel" in expected)
    return max((answers(expected, a) for a in acts if a["act"] == expected["act"]), key=lambda r: sum(r.values()),
               default=dict.fromkeys(asked, False))


def read(told):
    """The readings of all articles, by name."""
    folder, lines = Path(tempfile.mkdtemp(prefix="warkat-exchanges-")), []
    for _, name, kind, published, _, body in told:
        if kind == "page":
            (folder / f"{name}.txt").write_text(body)
        else:
            lines.append(json.dumps({"id": name, "published": published, "text": body.replace("\n\n", "\n")}))
    (folder / "texts.jsonl").write_text("\n".join(lines) + "\n")
    run = warkat("read", "--json", folder)
    check("the articles are read", run.code == 0, run)
    return {Path(r.get("file") or "").stem if (r.get("file") or "").endswith(".txt") else r["id"]: r for r in run.rows()}


def main():
    told = list(articles())
    for _, name, _, _, _, body in told:
        day_names(name, body)
    readings = read(told)
    for group, (answers_floor, articles_floor) in FLOORS.items():
        wrong, right, asked, whole, count = [], 0, 0, 0, 0
        for _, name, _, _, expected, _ in (row for row in told if (row[0] if row[0] in FLOORS else "known") == group):
            best = best_answers(expected, readings.get(name, {}).get("acts", []))
            right, asked, whole, count = right + sum(best.values()), asked + len(best), whole + all(best.values()), count + 1
            if not all(best.values()):
                wrong.append(f"{name}: {' '.join(k for k, v in best.items() if not v)}")
        if "--errors" in sys.argv:
            print("\n".join(wrong))
        note(f"{group}: {right} of {asked} answers right ({right / asked:.1%}); {whole} of {count} articles wholly ({whole / count:.1%})")
        check(f"{group}: at least {answers_floor:.0%} of the answers are right", right >= answers_floor * asked, "; ".join(wrong))
        check(f"{group}: at least {articles_floor:.0%} of the articles are wholly right", whole >= articles_floor * count, "; ".join(wrong))
    done()


if __name__ == "__main__":
    main()
