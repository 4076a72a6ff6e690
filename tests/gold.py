#!/usr/bin/env python3
"""Reads the annotated articles of ../shared/gold and holds what is reached: who said what to whom.

usage: gold.py BUILD

Also which acts are told by the sentences that acts-of-sentences.txt judges: they were judged before any rule was made with
them in view; what was missed has been looked at since. Left out loudly when ../shared is not there. Prints the figures of the first two thirds, over which rules may be developed,
apart from those of the last third, which nobody looks at: where they part, rules were made for articles, not for the
language. FLOORS hold a little below what is reached over all; raise them when more is.
"""
import importlib.util
import json
import re
import sys
import tempfile
from pathlib import Path

from program import SHARED, warkat
from tap import check, done, note, skip

SENTENCES, JUDGED = SHARED / "bench" / "ner" / "idner-train.tsv", Path(__file__).parent / "acts-of-sentences.txt"
# so that the language of a short sentence is known
REST = "\n\nBerita ini akan dilengkapi dengan keterangan yang lain dan dimuat juga pada halaman yang sama untuk pembaca di daerah yang belum tahu."
GOLD, SCORER = SHARED / "gold" / "dev.jsonl", SHARED / "score" / "score.py"
# of all articles, of the last third
FLOORS = {"content at 0.8": (.90, .87), "content at 0.3": (.949, .932), "whole": (.85, .813), "direct": (.97, .945),
          "indirect": (.86, .84), "who": (.931, .914), "kind": (.985, .975), "cue": (.977, .97), "to": (.76, .66),
          "channel": (.73, .555), "via": (.735, .78), "said": (.535, .47), "act's date": (.72, .55), "act's channel": (.785, .65),
          "act's occasion": (.615, .28), "acts": (.565, .35), "acts, families": (.568, .357)}


def scorer():
    spec = importlib.util.spec_from_file_location("score", SCORER)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def figures(score, gold, read):
    s = score.score(gold, read)
    recall = s["recall at 0.8"]
    return {"other text": s["other text"], "content at 0.8": s["content"]["0.8"]["f1"], "content at 0.3": s["content"]["0.3"]["f1"],
            "whole": s["whole"]["f1"], "direct": recall["direct"]["recall"], "indirect": recall["indirect"]["recall"],
            **{k: s[k]["accuracy"] for k in ("who", "kind", "cue")}, **{k: s[k]["f1"] for k in ("to", "channel", "via", "said")},
            **{f"act's {k}": s["slots"][k]["f1"] for k in ("date", "channel", "occasion")},
            "acts": s["acts"]["f1"], "acts, families": s["acts, families"]["f1"]}


def sentences():
    """The texts of a file of tokens, one a line, sentences parted by empty lines."""
    blocks = SENTENCES.read_text(encoding="utf-8").strip("\n").split("\n\n")
    joined = (" ".join(line.split("\t")[0].split(" ")[0] for line in block.split("\n")) for block in blocks)
    return [re.sub(r"\( ", "(", re.sub(r" ([.,;:?!)])", r"\1", text)) for text in joined]


def judge_sentences():
    if not SENTENCES.exists():
        skip("acts of sentences", f"no {SENTENCES.relative_to(SHARED.parent)}")
        return
    judged = {int(n): acts.split() for n, _, acts in (line.partition(" ") for line in JUDGED.read_text(encoding="utf-8").splitlines()
                                                     if line and line[0] != "#")}
    with tempfile.TemporaryDirectory(prefix="warkat-acts-") as folder:
        pages = Path(folder) / "sentences.jsonl"
        pages.write_text("".join(json.dumps({"id": str(n), "text": text + REST}) + "\n" for n, text in enumerate(sentences())), encoding="utf-8")
        told = {int(row["id"]): [a["act"] for a in row["acts"]] for row in map(json.loads, warkat("read", "--json", pages).out.split("\n")[:-1])}
    hit = missed = false = 0
    for n, acts in told.items():
        for want in sorted(judged.get(n, []), key=lambda a: a[0] == "?"):
            found = next((a for a in acts if a in want.lstrip("?").split("/")), None)
            if found:
                acts.remove(found)
            hit, missed = hit + (want[0] != "?" and found is not None), missed + (want[0] != "?" and found is None)
        false += len(acts)
    precision, recall = hit / (hit + false), hit / (hit + missed)
    note(f"acts of {len(told)} sentences, without who and whom: precision {precision:.3f}, recall {recall:.3f}")
    check("acts of sentences: precision at least .72, recall at least .67", precision >= .72 and recall >= .67, f"{precision:.3f} {recall:.3f}")


def main():
    if not GOLD.exists() or not SCORER.exists():
        skip("annotated articles", f"no {GOLD.relative_to(SHARED.parent)}")
        return
    run = warkat("read", "--json", GOLD)
    check("read", run.code == 0, run)
    read = {row["id"]: row for row in map(json.loads, run.out.splitlines())}
    score = scorer()
    gold = list(score.load(GOLD).items())
    third = len(gold) * 2 // 3
    parts = {"all": gold, "first two thirds": gold[:third], "last third": gold[third:]}
    reached = {name: figures(score, dict(part), read) for name, part in parts.items()}
    for name, values in reached.items():
        note(f"{name} ({len(parts[name])}): " + "  ".join(f"{k} {v:.3f}" for k, v in values.items() if k != "other text"))
    check("no other text", not any(v["other text"] for v in reached.values()))
    for what, floors in FLOORS.items():
        for name, floor in zip(("all", "last third"), floors):
            check(f"{name}: {what} at least {floor}", reached[name][what] >= floor, f"{reached[name][what]:.3f}")


main()
judge_sentences()
done()
