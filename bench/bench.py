#!/usr/bin/env python3
"""Prints what each stage costs, in pages and MB per second, and its peak memory; then the project's marks.

usage: bench.py --build DIR [--pages N] [--largest MB] [--only-large] [--record N] [--serve N | --db FILE] [--minutes N] [--no-peers]

Stages are timed in one thread by bench/stages.c, each taking in the ones before it; their own cost is the difference.
All stand in one run, beside the SHA-256 of the same bytes as a yardstick, so ratios hold from machine to machine where
seconds do not. Each figure is the best of three runs. Before them a series of single pages, each twice as large; after them
HTML pages beside other extractors, by `bench/peers --speed`, when ../shared/bench/pages is there.
--record N measures the record alone, over N articles whose truth is known (200,000 for the project's marks: five minutes).
--serve N measures `warkat serve` alone, with wrk, over such a record (--db: over one that is there already).
"""
import argparse
import html
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import names
import record
import serve

FORMS = ("text", "HTML", "tiny")
HERE = Path(__file__).resolve().parent


def measure(command):
    """Wall seconds and peak memory in MB of a command whose output is thrown away."""
    start = time.perf_counter()
    pid = os.posix_spawnp(command[0], command, os.environ, file_actions=[
        (os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0)])
    _, status, usage = os.wait4(pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"bench: {' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def best(runs):
    return min(runs, key=lambda r: r[0])


def large_page(pages, form, size):
    """One page of `size` bytes: of many flattened ones, as text or as HTML with links and references; or of tiny elements."""
    if form == "tiny":
        return ("<!doctype html>" + "<p class=ab>zz" * (size // 14 + 1))[:size]
    if form == "text":
        text, begin = "".join(pages), ""
    else:
        begin = "<!doctype html><html><head><title>Satu halaman besar</title></head><body>"
        text = "".join("<div class=\"x\">" + "".join(
            f"<p>{html.escape(line)}</p>" if len(line) > 60 else f"<div><a href=\"/{i}\">{line}</a></div>"
            for i, line in enumerate(page.split("\n")) if line.strip()) + "</div>\n" for page in pages)
    return (begin + text * (size // len(text) + 1)).encode()[:size].decode(errors="ignore")


def doubling(stages, pages, scratch, largest):
    """One page of 1, 2, 4 … MB at a time: whether time is linear, and memory beside 4 × page + 16 MB."""
    print(f"\n{'one page, to article':<22}{'seconds':>9}{'MB/s':>8}{'peak MB':>9}{'without packs':>15}{'4 × page + 16':>15}")
    rates, over = [], []
    for form in FORMS:
        for megabytes in (1 << i for i in range(largest.bit_length())):
            path = os.path.join(scratch, "large.txt" if form == "text" else "large.html")
            Path(path).write_text(large_page(pages, form, megabytes << 20), encoding="utf-8")
            runs = [json.loads(subprocess.run([stages, "article", path], capture_output=True, text=True, check=True).stdout)
                    for _ in range(3)]
            r = min(runs, key=lambda r: r["seconds"])
            rates.append((form, megabytes / r["seconds"]))
            bound = 4 * megabytes + 16
            over += [f"{form} {megabytes} MB"] if r["peak_mb"] - r["packs_mb"] > bound else []
            print(f"{f'{form}, {megabytes} MB':<22}{r['seconds']:>9.3f}{megabytes / r['seconds']:>8.0f}{r['peak_mb']:>9.0f}"
                  f"{r['peak_mb'] - r['packs_mb']:>15.0f}{bound:>15}",
                  flush=True)
    series = ([rate for f, rate in rates if f == form] for form in FORMS)
    slowest = min((rate / max(s[:i]) for s in series for i, rate in enumerate(s) if i), default=1)
    return [(f"time of one page grows no faster than its size: at worst {slowest:.2f} × the MB/s of a smaller one (mark: .4)",
             slowest >= 0.4),
            ("memory of one page, beside program and packs, at most 4 × page + 16 MB" + (f": not for {', '.join(over)}" if over else ""), not over)]


def tell(marks):
    """Prints each mark; the exit code."""
    for text, met in marks:
        print(f"{'met   ' if met else 'MISSED'}  {text}")
    return 0 if all(met for _, met in marks) else 1


def beside_peers(build):
    """HTML pages in memory to articles, beside what others do; the exit code."""
    pages = HERE.parent.parent / "shared" / "bench" / "pages"
    if not pages.exists():
        print(f"\nnot compared with other extractors: no pages at {pages}")
        return 0
    print(flush=True)
    return subprocess.run([sys.executable, str(HERE / "peers"), "--speed", "--build", str(build), "aeb"]).returncode


SAID = ("tokens", "names", "who", "frames", "clauses", "statements")


def articles_read(stages):
    """How fast real articles are read, which are harder than made ones: marks, where there are any."""
    articles = HERE.parent.parent / "shared" / "gold" / "dev.jsonl"
    if not articles.exists():
        print(f"SKIPPED: real articles were not measured, there are none at {articles}; made ones are read faster")
        return []
    runs = [json.loads(subprocess.run([stages, "parts", articles], capture_output=True, text=True, check=True).stdout) for _ in range(25)]
    least = {part: min(r["parts"][part] for r in runs) for part in runs[0]["parts"]}
    megabytes = runs[0]["text_bytes"] / 1e6
    said, whole = megabytes / sum(least[p] for p in SAID), megabytes / sum(least.values())
    return [(f"{runs[0]['pages']} real articles: text to statements {said:.1f} MB/s (mark: 10)", said >= 10),
            (f"{runs[0]['pages']} real articles: text to a whole reading {whole:.1f} MB/s (mark: 6)", whole >= 6)]


def reading_marks(told):
    """How fast article text becomes statements and a whole reading, told["parts"] stage by stage."""
    parts, megabytes = told["parts"]["parts"], told["read"]["text_bytes"] / 1e6
    said = sum(parts[p] for p in SAID)
    rest = sum(parts.values()) - said
    whole = max(told["read"]["seconds"] - told["article"]["seconds"], 1e-9)
    load = told["read"]["packs_seconds"] * 1000
    print("of a reading: " + ", ".join(f"{name} {seconds / (said + rest) * 100:.0f} %" for name, seconds in parts.items()))
    return [
        (f"article text to statements: {megabytes / said:.1f} MB/s (mark: 10)", megabytes / said >= 10),
        (f"acts, dates, occasions and sources cost {rest / said:.2f} of what statements do (mark: no more)", rest <= said),
        (f"article text to a whole reading: {megabytes / whole:.1f} MB/s (mark: 6)", megabytes / whole >= 6),
        (f"packs and model are loaded in {load:.0f} ms (mark: under 50)", load < 50),
    ]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", required=True)
    parser.add_argument("--pages", type=int, default=5000)
    parser.add_argument("--largest", type=int, default=64, help="MB of the largest single page")
    parser.add_argument("--only-large", action="store_true", help="the series of single pages alone")
    parser.add_argument("--no-peers", action="store_true", help="fetch no other extractors to compare with")
    parser.add_argument("--record", type=int, help="so many articles into a record, and questions to it; nothing else")
    parser.add_argument("--serve", type=int, help="the server over so many articles, under load; nothing else")
    parser.add_argument("--minutes", type=float, help="with --serve: so long a load at the end, to see whether memory grows")
    parser.add_argument("--db", help="with --serve: this record instead of one that is made")
    a = parser.parse_args()
    build = Path(a.build).resolve()
    program, stages = str(build / "warkat"), str(build / "bench" / "stages")
    if a.serve or a.db:
        with tempfile.TemporaryDirectory(prefix="warkat-bench-") as scratch:
            sys.exit(tell(serve.measure(program, scratch, a.serve, db=a.db, minutes=a.minutes)))
    if a.record:
        with tempfile.TemporaryDirectory(prefix="warkat-bench-") as scratch:
            sys.exit(tell(record.measure(program, scratch, a.record)))
    with tempfile.TemporaryDirectory(prefix="warkat-bench-") as scratch:
        pages, some, one = (os.path.join(scratch, n) for n in ("pages", "some", "one"))
        for count, folder in ((a.pages, pages), (a.pages // 10, some), (1, one)):
            subprocess.run([sys.executable, str(HERE / "make-pages.py"), str(count), folder], check=True)
        series = doubling(stages, [p.read_text(encoding="utf-8") for p in sorted(Path(some).iterdir())][:400], scratch, a.largest)
        if a.only_large:
            sys.exit(tell(series))
        size = sum(p.stat().st_size for p in Path(pages).iterdir())
        print(f"\n{a.pages} flattened pages, {size / 1e6:.1f} MB, {size / a.pages / 1e3:.1f} kB each; best of 3, one thread\n")
        print(f"{'stage':<22}{'seconds':>9}{'pages/s':>10}{'MB/s':>8}{'own ms/page':>13}{'× hash':>8}{'peak MB':>9}")

        def row(name, seconds, own, peak, unit):
            print(f"{name:<22}{seconds:>9.2f}{a.pages / seconds:>10,.0f}{size / 1e6 / seconds:>8.1f}"
                  f"{own * 1000 / a.pages:>13.3f}{own / unit:>8.1f}{peak:>9.0f}", flush=True)

        told, before = {}, 0.0
        for stage in ("source", "hash", "article", "read", "parts", "json"):
            runs = [json.loads(subprocess.run([stages, stage, pages], capture_output=True, text=True, check=True).stdout)
                    for _ in range(3)]
            told[stage] = min(runs, key=lambda r: r["seconds"])
        unit = max(told["hash"]["seconds"] - told["source"]["seconds"], 1e-9) / 16
        for stage in ("source", "article", "read", "json"):
            r = told[stage]
            row(stage, r["seconds"], r["seconds"] - before, r["peak_mb"], unit)
            before = r["seconds"]

        read = best([measure([program, "read", "--json", pages]) for _ in range(3)])
        row("warkat read --json", read[0], read[0], read[1], unit)

        def add(threads):
            db = os.path.join(scratch, "bench.db")
            for name in (db, db + "-wal", db + "-shm"):
                if os.path.exists(name):
                    os.unlink(name)
            return measure([program, "add", "--threads", str(threads), "--db", db, pages])

        whole = best([add(1) for _ in range(3)])
        row("warkat add (whole)", whole[0], whole[0], whole[1], unit)
        stored = os.path.getsize(os.path.join(scratch, "bench.db"))
        double = best([add(2) for _ in range(3)])
        row("warkat add, 2 threads", double[0], double[0], double[1], unit)
        few = measure([program, "read", "--json", some])
        start = best([measure([program, "read", "--json", one]) for _ in range(3)])

    print(f"\npacks are loaded in {told['read']['packs_seconds'] * 1000:.0f} ms; one page from start to end takes "
          f"{start[0] * 1000:.0f} ms; the record of {size / 1e6:.1f} MB of pages is {stored / 1e6:.1f} MB")
    marks = reading_marks(told) + articles_read(stages) + [
        (f"{a.pages} pages read and added in one thread: {whole[0]:.1f} s (mark: under {a.pages / 500:.0f} s)",
         whole[0] < a.pages / 500),
        (f"peak memory of read: {few[1]:.0f} MB for {a.pages // 10} pages, {read[1]:.0f} MB for {a.pages} "
         f"(mark: does not grow)", read[1] < few[1] * 1.1 + 2),
    ]
    sentences = HERE.parent.parent / "shared" / "bench" / "ner"
    if sentences.exists():
        marks += names.measure(build, sentences)
    else:
        print(f"the tagger of names was not measured: {sentences.name} is not there")
    code = tell(marks + series)
    sys.exit(code if a.no_peers else max(code, beside_peers(build)))


if __name__ == "__main__":
    main()
