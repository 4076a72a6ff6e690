"""The server under load: wrk with 50 connections over questions as the pages of the interface ask them.

Used by bench.py (--serve N): N articles of bench/make-record.py are added to a record, `warkat serve` is started cold, the first view is
asked for, then each kind of question and all of them mixed. Ids, names and days differ from request to request, so that most
questions of a kind are new; of the mix each is asked once, however quick the server is; what the front page asks is the same for
everybody and comes from the cache after the first. Wall times hold on a machine that does nothing else: say how busy it was.
"""
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlencode

CONNECTIONS = 50
FRONT = ["/", "/app.js", "/style.css", "/strings/id.json", "/api/v1/about", "/api/v1/timeline?lanes=30", "/api/v1/events?limit=25"]

SCRIPT = """
local paths = {}
for line in io.lines(os.getenv("WARKAT_PATHS")) do paths[#paths + 1] = line end
local at, once, number = 0, os.getenv("WARKAT_ONCE"), 0
function setup(thread) number = number + 1 thread:set("mine", number) end
function init(args)
  if once then at = mine - 2 else math.randomseed(1) at = math.random(#paths) end
end
function request()
  if once and at + 2 > #paths then wrk.thread:stop() end
  at = once and math.min(at + 2, #paths) or at % #paths + 1
  return wrk.format("GET", paths[at])
end
local bad = 0
function response(status) if status ~= 200 then bad = bad + 1 end end
function done(summary, latency, requests)
  io.write(string.format("RESULT %d %d %.1f %.1f %.1f %.1f %d\\n", summary.requests, summary.duration, latency:percentile(50) / 1000,
    latency:percentile(95) / 1000, latency:percentile(99) / 1000, latency.max / 1000, summary.errors.status + summary.errors.timeout + summary.errors.connect + summary.errors.read))
end
"""


def ask(base, path):
    with urllib.request.urlopen(base + path, timeout=120) as answer:
        return answer.read()


def items(base, path, pages=4, **params):
    """Some items from all over a list."""
    found, cursor = [], 0
    for _ in range(pages):
        answer = json.loads(ask(base, f"/api/v1{path}?" + urlencode({**params, "limit": 200, "cursor": cursor})))
        found += answer["items"]
        cursor += 997
        if answer["next"] is None:
            break
    return found


def kinds(base, seed):
    """Paths by kind of question; another seed, other questions."""
    dice = random.Random(seed)
    events, articles, actors = items(base, "/events"), items(base, "/articles"), items(base, "/actors", 1)
    names = [a["name"] for a in actors]
    days = sorted({e["date"] for e in events if e["date"] and len(e["date"]) == 10})
    outlets = sorted({a["outlet"] for a in articles if a["outlet"]})
    words = sorted({w for a in articles for w in re.findall(r"[a-z]{6,}", (a["title"] or "").lower())}) or ["surat"]

    def many(path, **choices):
        return [f"/api/v1{path}?" + urlencode({k: dice.choice(v) if isinstance(v, list) else v for k, v in choices.items()}) for _ in range(400)]
    acts = ["congratulate", "condole", "meet", "message", "accuse", "deny", "support"]
    some = dice.sample(events, min(400, len(events))), dice.sample(articles, min(400, len(articles)))
    return {
        "front page": FRONT,
        "an event": [f"/api/v1/events/{e['id']}" for e in some[0]],
        "an article": [f"/api/v1/articles/{a['document']}" for a in some[1]],
        "events of somebody": many("/events", who=names, since=days, limit=25),
        "events of a month": [f"/api/v1/events?since={d[:7]}&until={d[:7]}&limit=25" for d in dice.choices(days, k=400)],
        "events between two": many("/events", a=names, b=names, act=acts, limit=25),
        "statements of somebody": many("/statements", who=names, since=days, limit=20),
        "articles of an outlet": many("/articles", outlet=outlets, since=days, limit=20),
        "search": many("/articles", q=words, since=days, limit=20),
        "timeline of somebody": many("/timeline", who=names, since=days),
    }


def mixed(base, requests, seed=99):
    """As people use it: half of what is asked is the frame of the interface, which is the same for all; the rest is events, articles,
    lists and searches, each of which nobody asked before."""
    dice = random.Random(seed)
    found = kinds(base, seed)
    share = {"an event": 6, "an article": 6, "events of somebody": 3, "events of a month": 2, "events between two": 2, "statements of somebody": 1, "articles of an outlet": 1,
             "search": 2, "timeline of somebody": 1}
    own = [dice.choice(found[name]) for name, weight in share.items() for _ in range(requests * weight // (2 * sum(share.values())))]
    own = list(dict.fromkeys(own))
    paths = own + dice.choices(FRONT, k=len(own))
    dice.shuffle(paths)
    return paths, len(own)


def memory_mb(pid):
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0


def load(scratch, address, paths, seconds, once=False):
    """Requests, per second, milliseconds of the 50th, 95th, 99th percentile and the worst, errors. `once`: every path once, then it ends."""
    (scratch / "paths").write_text("\n".join(paths) + "\n")
    (scratch / "load.lua").write_text(SCRIPT)
    run = subprocess.run(["wrk", "-t", "2", "-c", str(CONNECTIONS), "-d", f"{seconds}s", "--timeout", "10s", "-s", str(scratch / "load.lua"), address],
                         capture_output=True, text=True, env=dict(os.environ, WARKAT_PATHS=str(scratch / "paths"), **({"WARKAT_ONCE": "1"} if once else {})))
    n, micro, p50, p95, p99, worst, errors = map(float, re.search(r"RESULT (.*)", run.stdout)[1].split())
    return int(n), n / micro * 1e6, p50, p95, p99, worst, int(errors)


def watched(pid, scratch, address, seconds):
    """Memory before, and after every tenth of the time under a mix of new questions."""
    marks = [memory_mb(pid)]
    for tenth in range(10):
        load(scratch, address, mixed(address.rstrip("/"), 20000, 1000 + tenth)[0], max(1, int(seconds / 10)))
        marks.append(memory_mb(pid))
    return marks


def measure(program, scratch, count, seconds=10, db=None, minutes=None):
    """Returns the marks, and whether each is met."""
    if not shutil.which("wrk"):
        sys.exit("bench: wrk is not installed: apt-get install wrk")
    scratch = Path(scratch)
    if not db:
        db = str(scratch / "serve.db")
        subprocess.run([sys.executable, str(Path(__file__).parent / "make-record.py"), str(count), str(scratch)], check=True, stdout=subprocess.DEVNULL)
        subprocess.run([program, "add", "--db", db, str(scratch / "articles-0.jsonl")], check=True, stdout=subprocess.DEVNULL)
    server = subprocess.Popen([program, "serve", "--db", db, "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    marks = []
    try:
        address = server.stdout.readline().strip()
        base, start = address.rstrip("/"), time.perf_counter()
        for path in FRONT:
            ask(base, path)
        first = time.perf_counter() - start
        about = json.loads(ask(base, "/api/v1/about"))
        print(f"{about['articles']:,} articles, {about['events']:,} events; load average {os.getloadavg()[0]:.1f}; first view, cold: {first * 1000:.0f} ms (mark: 1,000)")
        print(f"{'50 connections':28}{'requests/s':>12}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}{'worst':>9}{'errors':>8}{'memory MB':>11}")
        marks.append((f"first view, cold, within a second: {first * 1000:.0f} ms", first <= 1))
        wrong = 0
        paths, new = mixed(base, 20000)
        for name, asked in [*kinds(base, 3).items(), (f"mixed, {new:,} of it new", paths)]:
            once = "mixed" in name
            n, rate, p50, p95, p99, worst, errors = load(scratch, address, asked, seconds * 3 if once else seconds, once)
            print(f"{name:28}{'each once' if once else f'{rate:,.0f}':>12}{p50:>9.1f}{p95:>9.1f}{p99:>9.1f}{worst:>9.0f}{errors:>8}{memory_mb(server.pid):>11.0f}", flush=True)
            wrong += errors
        memory = watched(server.pid, scratch, address, minutes * 60 if minutes else seconds * 3)
        grown = memory[-1] - memory[len(memory) // 2]  # caches are full by then
        lasts = f"{minutes:g} minutes" if minutes else f"{seconds * 3} seconds"
        print(f"memory over {lasts} more of the mix, MB: {' '.join(f'{m:.0f}' for m in memory)}")
        marks += [(f"p99 of the mix within 50 ms: {p99:.1f} ms", p99 <= 50), (f"no errors: {wrong}", not wrong), (f"memory does not grow in the latter half: {grown:+.0f} MB", grown < 20)]
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)
    return marks
