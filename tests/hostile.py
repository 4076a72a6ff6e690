#!/usr/bin/env python3
"""Hostile requests to `warkat serve`: nothing crashes, leaks or hangs, and every answer has a clear status.

usage: hostile.py BUILD
"""
import contextlib
import json
import os
import random
import shutil
import signal
import socket
import sqlite3
import sys
import threading
import time

from serving import Serving, until
from tap import check, done, note

BUILD = sys.argv[1]
ROUNDS = 10
SANITIZED = "-fsanitize=" in open(os.path.join(BUILD, "build.ninja")).read()


def raw(s, data, wait=2, more=None):
    """Sends bytes; what came back until the server closed or nothing came for a while."""
    with socket.create_connection((s.host, s.port), timeout=wait) as c:
        try:
            c.sendall(data)
            if more is None:
                c.shutdown(socket.SHUT_WR)
        except OSError:
            pass
        got = b""
        try:
            while piece := c.recv(65536):
                got += piece
                if more and more(got):
                    break
        except OSError:
            pass
        return got


def status(answer):
    return int(answer.split()[1]) if answer.startswith(b"HTTP/1.") else 0


def alive(s, what):
    code = s.process.poll()
    check(f"hostile: it still answers after {what}", code is None and s.get("/about").code == 200, f"exit {code} {s.err[-300:]}")


def malformed(s):
    host = f"Host: 127.0.0.1:{s.port}\r\n".encode()
    lines = [b"", b"\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n", b"\0\0\0\0" * 100, b"GET / HTTP/1.1\r\n" + host + b"Host: evil\r\n\r\n",
             b"GET http://evil.example/ HTTP/1.1\r\n" + host + b"\r\n", b"GET / HTTP/1.1\r\nX\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"POST /api/v1/events HTTP/1.1\r\n" + host + b"Content-Length: -1\r\n\r\n",
             b"POST /api/v1/events HTTP/1.1\r\n" + host + b"Content-Length: 99999999999999999999\r\n\r\n", b"POST / HTTP/1.1\r\n" + host + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
             b"POST / HTTP/1.1\r\n" + host + b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n", b"GET /%00%00 HTTP/1.1\r\n" + host + b"\r\n", b"GET /%zz%1 HTTP/1.1\r\n" + host + b"\r\n",
             b"GET /api/v1/events?%00=%00 HTTP/1.1\r\n" + host + b"\r\n", b"GET /api/v1/events? HTTP/1.1\r\n" + host + b"\r\n", b"GET /api/v1/events?&&&=&= HTTP/1.1\r\n" + host + b"\r\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"]
    wrong = []
    for line in lines:
        code = status(raw(s, line))
        if code not in (0, 400, 404, 405, 413, 414, 421, 431, 501, 505) and not (code == 200 and line.startswith((b"GET /api/v1/events? ", b"GET http", b"GET /%00"))):
            wrong.append((line[:60], code))
    check("hostile: malformed requests get no answer but a refusal", not wrong, wrong)
    alive(s, "malformed requests")
    dice = random.Random(7)
    seed = b"GET /api/v1/events?who=Putin&limit=3 HTTP/1.1\r\n" + host + b"Accept: */*\r\nIf-None-Match: \"x\"\r\nCookie: a=b; warkat=c\r\n\r\n"
    for _ in range(60 if SANITIZED else 300):
        bad = bytearray(seed)
        for _ in range(dice.randint(1, 6)):
            bad[dice.randrange(len(bad))] = dice.randrange(256)
        raw(s, bytes(bad), wait=.3)
    alive(s, "requests with bytes changed at random")


def oversized(s):
    host = f"Host: 127.0.0.1:{s.port}\r\n".encode()
    for name, line in (("address", b"GET /" + b"a" * 100000 + b" HTTP/1.1\r\n" + host + b"\r\n"), ("query", b"GET /api/v1/events?who=" + b"a" * 60000 + b" HTTP/1.1\r\n" + host + b"\r\n"),
                       ("header", b"GET / HTTP/1.1\r\n" + host + b"X-Long: " + b"a" * 200000 + b"\r\n\r\n"), ("number of headers", b"GET / HTTP/1.1\r\n" + host + b"A: b\r\n" * 20000 + b"\r\n"),
                       ("number of parameters", b"GET /api/v1/events?" + b"a=b&" * 3000 + b" HTTP/1.1\r\n" + host + b"\r\n")):
        code = status(raw(s, line))
        check(f"hostile: too large a {name} is refused", code in (0, 400, 413, 414, 431), code)
    answer = s.request("POST", "/api/v1/corrections", b"x" * 200000, {"X-Warkat": "1", "Content-Type": "application/json"})
    check("hostile: too large a body is refused", answer.code in (404, 405, 413), answer.code)
    code = status(raw(s, b"POST /api/v1/corrections HTTP/1.1\r\n" + host + b"X-Warkat: 1\r\nContent-Type: application/json\r\nContent-Length: 3000000\r\n\r\n" + b"x" * 3000000))
    check("hostile: also when it is sent all the same", code in (0, 404, 405, 413), code)
    alive(s, "oversized requests")


def path_tricks(s):
    wrong = []
    for path in ("/../../etc/passwd", "/..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/strings/../../x", "/strings/../app.js", "//app.js", "/./app.js", "/app.js%00.html", "/ui/app.js", "/warkat.db",
                 "/event", "/api", "/api/v1", "/api/v1/", "/api/v2/events", "/api/v1/events/../about", "/api/v1//events", "/\\..\\x", "/app.js/", "/article", "/%c0%ae%c0%ae/x"):
        answer = raw(s, f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{s.port}\r\nConnection: close\r\n\r\n".encode())
        code = status(answer)
        if code == 200 and b"root:" in answer or code not in (0, 400, 404) and not (path == "/app.js%00.html" and code == 200):
            wrong.append((path, code))
    check("hostile: no trick with paths finds a file", not wrong, wrong)
    for path in ("/api/v1/events/" + "%2e%2e%2f" * 9, "/api/v1/articles/%27%20OR%201=1--", "/api/v1/articles/" + "a" * 3000, "/api/v1/events/%25", "/api/v1/events/*"):
        code = s.request("GET", path).code
        check(f"hostile: {path[:40]} is not found", code in (400, 404), code)
    for q in ('"', '""', "*", "NEAR(", "a AND", "title:x", "' OR 1=1 --", "\u0000x".strip("\0"), "^x", "-x", "{a b}", "(" * 300, '"' * 301, "ñ" * 150, "😀", "a" * 399, "% _ %", "%", "_"):
        codes = {path: s.get(path, q=q).code for path in ("/articles", "/events", "/facets")}
        if set(codes.values()) - {200, 400}:
            check(f"hostile: words {q[:20]!r} are words", False, codes)
    check("hostile: what means something to a search engine or a database is words", True)
    alive(s, "tricks with paths and words")


SCRIPT = '<script>window.broken=1</script><img src=x onerror=window.broken=1>'


def markup(build):
    """Markup inside names and texts comes out as JSON text, under a policy by which it could not run."""
    with Serving(build) as s:
        path = s.folder.name + "/evil.jsonl"
        with open(path, "w") as out:
            out.write(json.dumps({"id": "evil/<b>", "outlet": SCRIPT, "url": "javascript:alert(1)", "published": "2025-01-02", "title": SCRIPT,
                                  "text": f"Presiden Rusia Vladimir Putin {SCRIPT} mengucapkan selamat kepada Presiden China Xi Jinping, kata Kremlin. \"{SCRIPT}\" kata Putin."}) + "\n")
        s.add(path)
        answer = s.get("/articles/" + "evil%2F%3Cb%3E")
        check("hostile: an article whose id, title and text are markup is JSON", answer.code == 200 and answer.headers["Content-Type"] == "application/json" and answer.json()["reading"]["title"] == SCRIPT, answer.code)
        check("hostile: and may not be taken for HTML", answer.headers["X-Content-Type-Options"] == "nosniff" and "default-src 'none'" in answer.headers["Content-Security-Policy"])
        check("hostile: an error does not carry markup as HTML", s.get("/events/%3Cscript%3E").headers["Content-Type"] == "application/problem+json")


def slow_and_many(s):
    before = s.memory_kb()
    host = f"Host: 127.0.0.1:{s.port}\r\n".encode()
    held = []
    try:
        for _ in range(1000):
            c = socket.create_connection((s.host, s.port), timeout=10)
            c.sendall(b"GET /api/v1/events HTTP/1.1\r\n" + host)
            held.append(c)
    except OSError as e:
        note(f"hostile: {len(held)} connections, then {e}")
    check("hostile: 1,000 connections are taken", len(held) == 1000, len(held))
    start = time.time()
    check("hostile: and others are still answered at once", s.get("/about").code == 200 and time.time() - start < (10 if SANITIZED else 2), time.time() - start)
    for c in held:
        c.sendall(b"\r\n")
    answered = 0
    for c in held:
        try:
            answered += c.recv(12).startswith(b"HTTP/1.1 200")
        except OSError:
            pass
        c.close()
    check("hostile: all 1,000 are answered once they have asked", answered == 1000, answered)
    grown = s.memory_kb() - before
    check("hostile: they do not cost much memory", SANITIZED or grown < 100000, f"{grown} kB")

    # A client that sends a byte now and then is cut; others do not wait for it.
    c = socket.create_connection((s.host, s.port), timeout=60)
    start, cut = time.time(), False
    c.sendall(b"GET / HTTP/1.1\r\n")
    while time.time() - start < 50 and not cut:
        try:
            c.sendall(b"X")
            c.settimeout(1)
            cut = c.recv(1) == b""
        except socket.timeout:
            pass
        except OSError:
            cut = True
    check("hostile: a client that drips is cut after half a minute", cut and time.time() - start < 45, f"{time.time() - start:.0f} s")
    c.close()
    alive(s, "slow clients")


def readers_that_do_not_read(s):
    held = []
    for _ in range(50):
        c = socket.create_connection((s.host, s.port), timeout=10)
        c.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
        c.sendall((f"GET /api/v1/openapi.json HTTP/1.1\r\nHost: 127.0.0.1:{s.port}\r\n\r\n" * 50).encode())
        held.append(c)
    alive(s, "clients that ask and do not read")
    for c in held:
        c.close()


def more(s, name, count):
    """A file of articles to add."""
    path = f"{s.folder.name}/more-{name}.jsonl"
    with open(path, "w") as out:
        for k in range(count):
            out.write(json.dumps({"id": f"m-{name}-{k}", "published": "2025-02-03", "title": "T",
                                  "text": "Presiden Rusia Vladimir Putin mengirim surat kepada Presiden China Xi Jinping, "
                                          f"Senin (3/2/2025). Surat ke-{name}{k}."}) + "\n")
    return path


@contextlib.contextmanager
def held_alone(db):
    """Another file in its place, which somebody keeps for themselves; then the record again."""
    names = [(db + end, db + ".kept" + end) for end in ("", "-wal", "-shm")]
    for here, there in names:
        if os.path.exists(here):
            os.rename(here, there)
    shutil.copy(names[0][1], db + ".alone")
    other = sqlite3.connect(db + ".alone")
    other.execute("PRAGMA locking_mode=EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    os.rename(db + ".alone", db)
    yield
    other.rollback()
    other.close()
    for here, there in names:
        if os.path.exists(here):
            os.unlink(here)
        if os.path.exists(there):
            os.rename(there, here)


def record_changes(build):
    """The record grows, is replaced, is taken away and comes back while it is asked."""
    with Serving(build) as s:
        stop, codes, died = threading.Event(), set(), []

        def ask():
            while not stop.is_set():
                try:
                    for path in ("/events", "/timeline", "/facets", "/articles?q=Rusia", "/about"):
                        codes.add(s.request("GET", "/api/v1" + path).code)
                except OSError as e:
                    died.append(str(e))
                    return
        threads = [threading.Thread(target=ask) for _ in range(4)]
        for t in threads:
            t.start()
        first = s.get("/about").json()["articles"]
        for n in range(5):
            s.add(more(s, n, 20))
        check("hostile: the record grows while it is asked", s.get("/about").json()["articles"] == first + 100)
        told, back = 0, 0
        for n in range(ROUNDS):
            s.add(more(s, f"round-{n}", 5))
            os.rename(s.db, s.db + ".gone")
            told += until(5, lambda: s.get("/events").code == 503)
            if n == 0:
                check("hostile: the pages are still there", s.request("GET", "/").code == 200)
            with open(s.db, "wb") as out:
                out.write(b"this is no database" * 1000)
            told += until(5, lambda: s.get("/events").code == 503)
            os.rename(s.db + ".gone", s.db)
            back += until(10, lambda: s.get("/events").code == 200)
        check("hostile: a record taken away and what is no record are told as such, every time", told == 2 * ROUNDS, told)
        check("hostile: when it comes back it is answered from, every time", back == ROUNDS, back)
        about = s.get("/about").json()["articles"]
        check("hostile: nothing of it was lost meanwhile", about == first + 100 + 5 * ROUNDS, about)
        with held_alone(s.db):
            start = time.time()
            code = s.get("/events").code
            check("hostile: a record that another program keeps for itself is told as such soon", code == 503 and time.time() - start < 8,
                  f"{code} {time.time() - start:.1f} s")
        check("hostile: and answered from when it lets go", until(10, lambda: s.get("/events").code == 200))
        stop.set()
        for t in threads:
            t.join()
        check("hostile: nobody saw anything else than an answer or 503", codes <= {200, 503} and not died, f"{codes} {died}")
        check("hostile: and it ends well", s.end(signal.SIGTERM) == 0, s.err[-400:])


def ends_under_load(build):
    with Serving(build) as s:
        held = [socket.create_connection((s.host, s.port)) for _ in range(100)]
        for c in held:
            c.sendall(f"GET /api/v1/timeline HTTP/1.1\r\nHost: 127.0.0.1:{s.port}\r\n\r\n".encode())
        start = time.time()
        code = s.end(signal.SIGTERM)
        check("hostile: SIGTERM ends it at once with 100 connections open", code == 0 and time.time() - start < 15, f"{code} {time.time() - start:.1f} s {s.err[-300:]}")
        for c in held:
            c.close()


def main():
    with Serving(BUILD) as s:
        malformed(s)
        oversized(s)
        path_tricks(s)
        readers_that_do_not_read(s)
        slow_and_many(s)
        code = s.end(signal.SIGTERM)
        check("hostile: after all of it it ends with 0 and says nothing", code == 0 and s.err.count("\n") <= 1, f"{code} {s.err[-600:]}")
        sys.stderr.write(s.err)
    markup(BUILD)
    record_changes(BUILD)
    ends_under_load(BUILD)
    done()


main()
