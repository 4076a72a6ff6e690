#!/usr/bin/env python3
"""Reads the annotated articles of ../shared/gold and holds what is reached: who said what to whom.

usage: gold.py BUILD

Left out loudly when ../shared is not there. Prints the figures of the first two thirds, over which rules may be developed,
apart from those of the last third, which nobody looks at: where they part, rules were made for articles, not for the
language. FLOORS hold a little below what is reached over all; raise them when more is.
"""
import importlib.util
import json
import sys

from program import SHARED, warkat
from tap import check, done, note, skip

GOLD, SCORER = SHARED / "gold" / "dev.jsonl", SHARED / "score" / "score.py"
# of all articles, of the last third
FLOORS = {"content at 0.8": (.90, .87), "content at 0.3": (.949, .932), "whole": (.843, .813), "direct": (.97, .945),
          "indirect": (.86, .84), "who": (.924, .914), "kind": (.985, .975), "cue": (.977, .97), "to": (.76, .66),
          "channel": (.73, .555), "via": (.735, .78), "said": (.535, .47), "act's date": (.505, .40), "act's channel": (.62, .70),
          "act's occasion": (.26, 0), "acts": (.475, .305), "acts, families": (.475, .305)}


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
done()
