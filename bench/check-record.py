#!/usr/bin/env python3
"""Compares a record with the truth that bench/make-record.py wrote beside its articles, and prints figures with marks.

usage: check-record.py RECORD.jsonl TRUTH.jsonl [--cadence FILE] [--errors N] [--partial]

RECORD.jsonl is what `warkat give jsonl` gives; FILE what `warkat cadence --json` gives. A line "type": "family" names its
articles; an article that no family names is one by itself. --partial: only some of the articles were added; truths are
cut to these. Exit 1 when a mark is missed. Figures:

  families   over pairs of articles in one family
  events     over pairs (article, event): an event of the record stands for the truth of the same act, from and to with
             which it shares most articles, each truth once; what else it tells is wrong, what it lacks is missing
  dates, occasions, sources   of the events that were found, how many have the true one
  threads    over pairs of events, where the record has any
  cadence    kinds (act, from, to, occasion) whose years, streaks, silence and habit are all exact
"""
import argparse
import json
import sys
from collections import Counter, defaultdict


def f1(right, told, true):
    precision, recall = right / told if told else 1.0, right / true if true else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def ids_of(values):
    return [v if isinstance(v, str) else v.get("article") or v.get("id") for v in values or []]


class Record:
    def __init__(self, lines):
        self.articles, self.families, self.events, self.threads, self.names = set(), [], [], [], {}
        for line in lines:
            kind = line[:24]
            if '"type":"article"' in kind:
                self.articles.add(json.loads(line)["id"])
                continue
            row = json.loads(line)
            if row["type"] == "family":
                self.families.append(ids_of(row.get("articles") or row.get("members")))
            elif row["type"] == "event":
                self.events.append(row)
            elif row["type"] == "thread":
                self.threads.append(row)
            elif row["type"] == "actor":
                self.names.setdefault(row["name"], row["key"])


def families(record, truth):
    true, told = {}, {}
    for n, f in enumerate(truth):
        true.update({a["id"]: n for a in f["articles"]})
    for n, f in enumerate(record.families):
        told.update({a: n for a in f})
    for a in true:
        told.setdefault(a, "alone " + a)
    pairs = lambda counts: sum(n * (n - 1) // 2 for n in counts.values())
    both = Counter((true[a], told[a]) for a in true)
    wrong = [f for f in truth if len({told[a["id"]] for a in f["articles"]}) > 1]
    how = Counter(a["how"] for f in wrong for a in f["articles"] if told[a["id"]] != told[f["articles"][0]["id"]])
    return f1(pairs(both), pairs(Counter(told.values())), pairs(Counter(true.values()))), how, wrong


def identity(e):
    side = lambda v: tuple(sorted(x["id"] or x["name"] for x in v)) if isinstance(v, list) else (v,)
    s, r = side(e["from"]), side(e["to"])
    return (e["act"], *sorted((s, r))) if e["act"] == "meet" else (e["act"], s, r)


def events(record, truth):
    by_identity = defaultdict(list)
    for n, t in enumerate(truth):
        by_identity[identity(t)].append(n)
    candidates = []
    for m, e in enumerate(record.events):
        for n in by_identity.get(identity(e), ()):
            shared = len(set(ids_of(e["reports"])) & set(truth[n]["articles"]))
            if shared:
                candidates.append((-shared, n, m))
    found, used = {}, set()
    right = 0
    for shared, n, m in sorted(candidates):
        if n not in found and m not in used:
            found[n] = m
            used.add(m)
            right -= shared
    told = sum(len(set(ids_of(e["reports"]))) for e in record.events)
    return f1(right, told, sum(len(t["articles"]) for t in truth)), found, used


def described(record, truth, found, part):
    counts = Counter()
    for n, m in found.items():
        t, e = truth[n], record.events[m]
        counts["dates"] += e["date"] in t["dates"]
        o = e.get("occasion")
        counts["occasions"] += ((o or {}).get("id"), (o or {}).get("ordinal")) == (t["occasion"], t["ordinal"])
        counts["sources"] += part or len(e["sources"]) == t["sources"]
    return counts


def threads(record, truth, found):
    numbers = {record.events[m]["id"]: n for n, m in found.items()}
    told = set()
    for t in record.threads:
        ends = ids_of(t.get("events") or [t.get("first"), t.get("second")])
        told.update(zip(ends, ends[1:]))
    told = {(numbers.get(a, a), numbers.get(b, b)) for a, b in told}
    true = {(t["first"], t["second"]) for t in truth}
    return f1(len(told & true), len(told), len(true))


def runs(years):
    """Spans of years in a row."""
    out = []
    for y in years:
        if out and out[-1][1] == y - 1:
            out[-1][1] = y
        else:
            out.append([y, y])
    return out


def recurring(years):
    """What is to be said of {year: ordinal}, worked out apart from the program."""
    order = sorted(years)
    spans, is_round = runs(order), [years[y] is not None and years[y] % 5 == 0 for y in order]
    longest = max(spans, key=lambda s: (s[1] - s[0], s[1]))
    gaps = [[a[1] + 1, b[0] - 1] for a, b in zip(spans, spans[1:])]
    silence = max(gaps, key=lambda g: (g[1] - g[0], g[1])) if gaps else None
    last = spans[-1]
    before = [r for y, r in zip(order, is_round) if y < last[0]]  # round years alone, then every year to the last
    changed = before and all(before) and last[1] > last[0] and not all(is_round)
    return {"years": order, "streak": longest, "running": last, "silence": silence,
            "round_only": len(order) >= 2 and all(is_round), "every_since": last[0] if changed else None}


def cadence(record, truth, lines):
    kinds = defaultdict(dict)
    for t in truth:
        kinds[(*identity(t), t["occasion"])][int(t["date"][:4])] = t["ordinal"]
    true = {k: recurring(v) for k, v in kinds.items()}
    told = {}
    for line in lines:
        row = json.loads(line)
        side = lambda v: tuple(sorted(record.names.get(n if isinstance(n, str) else n["name"], n) if isinstance(n, str) else n["id"] for n in v))
        s, r = side(row["from"]), side(row["to"])
        if row["act"] == "meet":
            s, r = (s[:1], s[1:]) if not r else sorted((s, r))
        told[(row["act"], s, r, row.get("occasion_id") or None)] = {k: row[k] for k in next(iter(true.values()))}
    wrong = [(k, true.get(k), told.get(k)) for k in true.keys() | told.keys() if true.get(k) != told.get(k)]
    return len(true), wrong


def cut(truth, kept):
    """The truth of the articles that were added."""
    for t in truth:
        if t["type"] == "family":
            t["articles"] = [a for a in t["articles"] if a["id"] in kept]
        elif t["type"] == "event":
            t["articles"] = [a for a in t["articles"] if a in kept]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("record")
    parser.add_argument("truth")
    parser.add_argument("--cadence")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--partial", action="store_true")
    a = parser.parse_args()
    record = Record(open(a.record, encoding="utf-8"))
    truth = [json.loads(line) for line in open(a.truth, encoding="utf-8")]
    if a.partial:
        cut(truth, record.articles)
    kind = lambda name: [t for t in truth if t["type"] == name]
    missed = False

    def mark(text, met):
        nonlocal missed
        missed |= not met
        print(f"{'met   ' if met else 'MISSED'}  {text}")

    family, how, wrong = families(record, kind("family"))
    (precision, recall, f), found, used = events(record, kind("event"))
    counts = described(record, kind("event"), found, a.partial)
    true_events = kind("event")
    print(f"{len(record.articles)} articles, {len(record.families)} families told, {len(record.events)} events told, {len(true_events)} true")
    mark("families: precision {:.4f}, recall {:.4f}, F1 {:.4f} (mark: .98)".format(*family), family[2] >= 0.98)
    if how:
        print("        not in their family: " + ", ".join(f"{n} {k}" for k, n in how.most_common()))
    mark(f"events: precision {precision:.4f}, recall {recall:.4f}, F1 {f:.4f} (mark: .97)", f >= 0.97)
    print("        " + ", ".join(f"{k} {n / max(1, len(found)):.4f}" for k, n in sorted(counts.items())) + f" of {len(found)} events found")
    if record.threads:
        print("        threads: precision {:.4f}, recall {:.4f}, F1 {:.4f}".format(*threads(record, kind("thread"), found)))
    if a.cadence:
        total, unlike = cadence(record, [t for t in true_events if t["articles"]], open(a.cadence, encoding="utf-8"))
        mark(f"cadence: {len(unlike)} kinds differ, of {total} true (mark: 0)", not unlike)
        for k, t, got in sorted(unlike, key=str)[:a.errors]:
            print(f"        {k}\n          true {t}\n          told {got}")
    for e in [e for m, e in enumerate(record.events) if m not in used][:a.errors]:
        print(f"        told, not true: {e['act']} {identity(e)[1:]} {e['date']} {e['reports'][:3]}")
    for n, t in [(n, t) for n, t in enumerate(true_events) if n not in found][:a.errors]:
        print(f"        true, not told: {t['act']} {t['from']} {t['to']} {t['date']} {t['articles'][:3]}")
    for w in wrong[:a.errors]:
        print(f"        family apart: {w['articles'][:6]}")
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
