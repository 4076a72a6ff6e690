#!/usr/bin/env python3
"""Families in the record: the same whatever the order and the batches, also when a paragraph stands in so many articles that
it tells nothing; and when a page's text is read otherwise.

usage: families.py BUILD
"""
import json
import random
import tempfile
from pathlib import Path

from program import warkat
from tap import check, done

CROWD = 512  # WK_FAMILY_CROWD: a key of more texts leads nowhere


def articles(count):
    """One paragraph in all of them, before or behind words of their own; some are copies."""
    pick = random.Random(5)
    words = [f"kata{i}" for i in range(4000)]
    some = lambda n: " ".join(pick.choice(words) for _ in range(n))
    common, last, rows = some(70), "", []
    for n in range(count):
        own = last if n % 10 == 9 else some(pick.choice((30, 60, 120)))
        last = own
        text = f"{common}\n\n{own}" if n % 2 else f"{own}\n\n{common}"
        rows.append({"id": f"d{n:04}", "url": f"https://example.com/{n}", "outlet": f"O{n % 7}", "published": f"2024-01-{n % 28 + 1:02}",
                     "title": f"T{n}", "text": text})
    return rows


def families(folder, name, batches):
    db = folder / f"{name}.db"
    for n, batch in enumerate(batches):
        path = folder / f"{name}-{n}.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in batch))
        run = warkat("add", "--db", db, path)
        check(f"{name}: batch {n + 1} is added", run.code == 0, run)
    proof = warkat("verify", "--db", db)
    check(f"{name}: all holds", proof.code == 0, proof)
    rows = warkat("give", "jsonl", "--db", db).rows()
    return [json.dumps(row) for row in rows if row["type"] == "family"]


def main():
    rows = articles(CROWD + 190)
    mixed = rows[:]
    random.Random(6).shuffle(mixed)
    with tempfile.TemporaryDirectory(prefix="warkat-families-") as folder:
        folder = Path(folder)
        small = families(folder, "few articles, in order", [rows[:40]])
        check("few articles: what they share makes them one family", len(small) >= 1 and max(len(json.loads(f)["articles"]) for f in small) > 10)
        first = families(folder, "a crowd, in order", [rows])
        check("a crowd: copies are found, the common paragraph leads nowhere",
              first and max(len(json.loads(f)["articles"]) for f in first) < len(rows) // 2)
        check("a crowd, mixed: the same families", families(folder, "a crowd, mixed", [mixed]) == first)
        check("a crowd, in three batches: the same families",
              families(folder, "a crowd, in three batches", [mixed[:200], mixed[200:520], mixed[520:]]) == first)
    done()


if __name__ == "__main__":
    main()
