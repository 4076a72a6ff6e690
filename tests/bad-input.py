#!/usr/bin/env python3
"""Bad input: one clear line that names what, where and why, the documented exit code, all other pages read, nothing
half-written.

usage: bad-input.py BUILD
"""
import ctypes
import ctypes.util
import json
import os
import random
import resource
import shutil
import sqlite3
import subprocess
import tempfile
from pathlib import Path

from program import PROGRAM, SANITIZED, SLOW, file_size_limit, warkat
from tap import check, done, skip

# Exit codes, as include/warkat.h has them.
OK, NOTHING, USAGE, INPUT, PACK, STORE, DISK, PROOF = 0, 1, 2, 3, 4, 5, 6, 7

box = Path(tempfile.mkdtemp(prefix="warkat-bad-"))
os.chmod(box, 0o755)


def letter(place, number):
    return (f"Beranda\nNasional\n\nSurat Ke-{number} dari {place} Diterima di Jakarta\n\n"
            f"WARTA RIMBA, 15 Agustus 2023, 10:{number % 60:02d} WIB\n\n"
            f"JAKARTA - Presiden Republik {place} pada hari Selasa (15/8/2023) mengirim surat ucapan selamat kepada "
            f"Presiden Indonesia Joko Widodo.\n\n"
            f"\"Persahabatan kita tumbuh dari tahun ke tahun, dan surat nomor {number} ini menandainya,\" kata presiden itu.\n")


def page(place, number):
    return (f"<!DOCTYPE html><html lang=id><head><meta charset=utf-8><title>Surat dari {place}</title></head><body>"
            f"<nav><a href=/>Beranda</a></nav><article><h1>Surat dari {place}</h1>"
            + "".join(f"<p>{p}</p>" for p in letter(place, number).split("\n\n")[3:]) + "</article></body></html>")


def write(name, data):
    path = box / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    os.chmod(path, 0o644)
    return path


good = [write("good-1.txt", letter("Kenanga", 1)), write("good-2.html", page("Melati", 2))]


def one_line(name, run, *parts):
    """Exactly one line of messages, from warkat, that holds `parts`."""
    ok = len(run.lines) == 1 and run.lines[0].startswith("warkat: ") and all(p in run.lines[0] for p in parts)
    return check(f"{name}: one line that names {' and '.join(map(str, parts)) or 'it'}", ok, run)


def record(name, db, pages, failed=()):
    """The record opens, its proofs hold, it has so many pages; and it lists what failed."""
    run = warkat("verify", "--db", db)
    check(f"{name}: verify holds", run.code == OK, run)
    with sqlite3.connect(f"file:{db}?mode=ro", uri=True) as sql:
        check(f"{name}: the database is whole", sql.execute("pragma integrity_check").fetchone() == ("ok",))
    run = warkat("list", "--db", db, "--json")
    check(f"{name}: {pages} articles are listed", run.code == (OK if pages else NOTHING) and len(run.rows()) == pages, run)
    if failed:
        run = warkat("list", "--db", db, "--failed")
        check(f"{name}: list --failed tells of it", all(str(f) in run.out for f in failed), f"{run} {run.out}")


def bad_page(name, path, where=None):
    """One page that cannot be read between two that can."""
    where = where or path.name
    run = warkat("read", "--json", good[0], path, good[1])
    check(f"{name}: read exits {INPUT}", run.code == INPUT, run)
    one_line(f"{name}: read", run, where)
    check(f"{name}: the other pages are read", len(run.rows()) == len(good), run)
    db = box / f"{name.replace(' ', '-')}.db"
    run = warkat("add", "--db", db, good[0], path, good[1])
    check(f"{name}: add exits {INPUT}", run.code == INPUT, run)
    one_line(f"{name}: add", run, where)
    record(name, db, len(good), [where])


def odd_page(name, path, *has):
    """A page that is damaged and can be read all the same."""
    run = warkat("read", "--json", good[0], path, good[1])
    rows = run.rows()
    check(f"{name}: it is read, as are the others", run.code == OK and len(rows) == 3 and not run.err, run)
    text = next((r["text"] for r in rows if path.name in str(r.get("file"))), "")
    check(f"{name}: what there is of its words is kept", all(h in text for h in has), text[:200])


def pages():
    bad_page("empty file", write("empty.html", b""))
    bad_page("empty text", write("empty.txt", b""))
    noise = random.Random(1).randbytes(50_000)
    bad_page("binary file", write("picture.html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + noise))
    bad_page("binary text", write("noise.txt", noise))
    bad_page("only blanks", write("blank.txt", b" \n\t\n" * 1000))

    words = "Presiden itu menyebut “persahabatan” kota São Tomé dan Malmö sebagai teladan bagi semua."
    body = page("Cempaka", 3).replace("</article>", f"<p>{words}</p></article>")
    odd_page("wrong encoding", write("wrong-1252.html", body.encode("cp1252")), "Persahabatan kita tumbuh", "sebagai teladan")
    odd_page("unknown encoding", write("unknown.html", body.replace("charset=utf-8", "charset=klingon")), "São Tomé")
    odd_page("UTF-16 told as UTF-8", write("utf16.html", b"\xff\xfe" + body.encode("utf-16-le")), "São Tomé")
    odd_page("truncated UTF-8", write("cut-utf8.txt", (letter("Dahlia", 4) + "\nKota itu bernama São").encode()[:-1]),
             "Persahabatan kita tumbuh")
    html = page("Anggrek", 5)
    odd_page("truncated HTML", write("cut.html", html[:html.index("Presiden Indonesia")]), "Presiden Republik Anggrek")
    odd_page("HTML cut in a tag", write("cut-tag.html", html[:html.index("</article>")] + "<a href='http://"),
             "Persahabatan kita tumbuh")
    odd_page("NUL bytes in text", write("nul.txt", letter("Seroja", 6).replace("tumbuh", "tum\0buh")), "Republik Seroja")


def json_lines():
    document = {"id": "a", "outlet": "Warta", "published": "2023-08-15", "title": "Surat",
                "text": letter("Teratai", 7).split("\n\n", 3)[3]}
    line = json.dumps(document)
    lines = write("docs.jsonl", line + "\n{\"id\": \"b\", \"text\": \n" + line.replace('"a"', '"c"') + "\n")
    run = warkat("read", "--json", lines)
    check("a line that is no JSON: read exits 3", run.code == INPUT, run)
    one_line("a line that is no JSON", run, "docs.jsonl:2")
    check("a line that is no JSON: the other lines are read", [r["id"] for r in run.rows()] == ["a", "c"], run)
    db = box / "lines.db"
    run = warkat("add", "--db", db, lines)
    check("a line that is no JSON: add exits 3", run.code == INPUT, run)
    record("a line that is no JSON", db, 2, ["docs.jsonl:2"])
    for name, text in {
        "a line that is no object": "[1, 2]", "a document without text": '{"id": "x"}', "text that is a number": '{"text": 7}',
        "a failure of a record without file and reason": '{"type": "failure", "file": "", "reason": ""}',
        "JSON nested 1,000,000 deep": "[" * 1_000_000, "half a surrogate pair": '{"id": "x", "text": "a \\ud800"',
        "bytes that are no UTF-8": b'{"id": "x", "text": "\xff\xfe"}',
    }.items():
        bad = write("one.jsonl", (text if isinstance(text, bytes) else text.encode()) + b"\n" + line.encode() + b"\n")
        run = warkat("read", "--json", bad)
        check(f"{name}: exit 3 and the next line is read", run.code == INPUT and len(run.rows()) == 1, run)
        one_line(name, run, "one.jsonl:1")
    rest = letter("Cempaka", 5).split("\n\n", 3)[3]
    cut = (", warga, menolak usul itu.", ", sejumlah warga Kudus, menuding polisi berbohong.", "tak bisa memastikannya", "meminta agar yang", "meminta",
           "dalam meminta", "menolak", "Warga diminta", "kata")
    texts = [t for words in cut for t in (f"{words}\n\n{rest}", f"{rest}\n\n{words}", f"{rest.strip()} {words}")]
    ends = write("ends.jsonl", "".join(json.dumps({**document, "id": f"{n}", "text": text}) + "\n" for n, text in enumerate(texts)))
    run = warkat("read", "--json", ends)
    check("sentences cut off at the ends of a text: all are read", run.code == OK and len(run.rows()) == len(texts), run)
    half = write("half.jsonl", '{"id": "a", "html": ""}\n{"id": "b", "html": "<p>kurang"}\n')
    warkat("add", "--db", db, half)
    record("documents that are empty or hold no article", db, 2, ["half.jsonl:1", "half.jsonl:2"])
    half.write_text(line + "\n" + half.read_text().split("\n")[1] + "\n", encoding="utf-8")
    run = warkat("add", "--db", db, half)
    listed = warkat("list", "--failed", "--db", db).out
    check("a place that gave nothing and then an article has not failed", "half.jsonl:1" not in listed and "half.jsonl:2" in listed, listed)
    kinds = ("NewsArticle", "article", "event", "record", 7, None)
    typed = write("typed.jsonl", "".join(json.dumps({**document, "id": f"{n}", "type": kind}) + "\n" for n, kind in enumerate(kinds)))
    run = warkat("read", "--json", typed)
    check("documents that happen to have a type: all are read", run.code == OK and len(run.rows()) == len(kinds), run)


def corrections():
    """Decisions that cannot be: refused with file and line, the record stays as it was; those before them stay."""
    db = box / "decided.db"
    warkat("add", "--db", db, *good)
    article = warkat("list", "--json", "--db", db).rows()[0]["id"]
    who = {"key": "name:kenanga", "article": article, "part": "body", "words": "Kenanga", "start": 0, "end": 7}
    told = {"kind": "correct", "who": {**who, "key": "act/meet"}}
    fine = {"kind": "rename", "name": "Republik Kenanga", "who": who}
    bad = {
        "a key that would break what it is written into": {"kind": "split", "name": "X", "who": who, "to": {"key": "name:x\ny\tgov/us"}},
        "an empty name": {**fine, "name": ""}, "a name of 200 kB": {**fine, "name": "N" * 200_000},
        "a name with a terminal's commands": {**fine, "name": "\x1b[31mX"}, "a kind that there is not": {**fine, "kind": "forget"},
        "an act that there is not": {**told, "attribute": "act", "value": "eat"}, "no attribute": {**told, "value": "x"},
        "another attribute": {**told, "attribute": "colour", "value": "red"}, "a date that is none": {**told, "attribute": "date", "value": "kemarin"},
        "somebody whose key would break it": {**told, "attribute": "from", "value": [{"id": "name:x\ny\tgov/us", "name": "X"}]},
        "somebody without a name": {**told, "attribute": "to", "value": [{"id": "gov/us"}]}, "a value of the wrong kind": {**told, "attribute": "planned", "value": [[[1]]]},
        "no value": {**told, "attribute": "place"}, "an act joined to nothing": {**told, "kind": "join"},
        "an act parted from somebody": {**told, "kind": "part", "to": {"key": "act/meet"}}, "an undo of nothing": {"kind": "undo", "who": {}},
        "a reason of 200 kB": {**told, "attribute": "place", "value": "Solo", "why": "x" * 200_000},
        "a moment that is none": {**fine, "at": "kemarin"}, "a day that there is not": {**fine, "at": "2023-02-30T00:00:00.000Z"},
        "a name with another's commands": {**told, "attribute": "place", "value": "So\u001b[31mlo"},
        "a list": [fine], "nobody": {"kind": "merge", "who": 5, "to": []}}
    for name, line in bad.items():
        run = warkat("actors", "apply", write("wrong.jsonl", json.dumps(fine) + "\n\n" + json.dumps(line) + "\n"), "--db", db)
        check(f"corrections, {name}: exit {INPUT}", run.code == INPUT, run)
        one_line(f"corrections, {name}", run, "wrong.jsonl:3")
    kept = warkat("give", "corrections", "--db", db).rows()
    check("corrections: the one that can be was taken once", [c["name"] for c in kept] == ["Republik Kenanga"], kept)


def large():
    """Large is not wrong, but must cost what its size costs: time and memory in proportion, never a crash."""
    document = {"id": "big", "title": "Surat", "text": "x"}
    sentence = "Presiden Republik Kamboja pada hari Selasa mengirim surat kepada Presiden Indonesia. "
    # A sanitizer multiplies memory: there, what is read is a tenth as long. Elsewhere a limit keeps a fault from
    # taking the whole machine with it.
    long = 10_000_000 if SANITIZED else 100_000_000

    def limit():
        if not SANITIZED:
            resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
    after = json.dumps(dict(document, id="after", text=letter("Wijaya", 8).split("\n\n", 3)[3]))
    shapes = {
        "a line of 100 MB that is no JSON": ("huge-no.jsonl", b"x" * 100_000_000 + b"\n" + after.encode() + b"\n", 1),
        "a page of one line of 100 MB": ("huge.txt", (sentence * (long // len(sentence))).encode(), 0),
        "a document of 100 MB in a line": (
            "huge.jsonl", b'{"id": "big", "title": "Surat", "text": "' + (sentence * (long // len(sentence))).encode()
            + b'"}\n' + after.encode() + b"\n", 1),
    }
    for name, (file, data, others) in shapes.items():
        path = write(file, data)
        del data
        run = warkat("read", "--json", path, good[0], seconds=60, limits=limit)
        check(f"{name}: exit 0 or 3 within {60 * SLOW} s", run.code in (OK, INPUT), f"{run} {run.seconds:.1f} s")
        if run.code == INPUT:
            one_line(name, run, file)
        seen = run.raw.count(b"\n")
        check(f"{name}: the other pages are read", seen >= others + 1, f"{seen} readings; {run}")
        if not SANITIZED:
            check(f"{name}: less than 1,500 MB of memory", run.peak < 1500, f"{run.peak:.0f} MB")
        path.unlink()
    deep = "<div>" * 1_000_000 + page("Flamboyan", 9)
    path = write("deep.html", deep)
    run = warkat("read", "--json", path, good[0], seconds=20)
    check(f"a page nested 1,000,000 deep: exit 0 or 3 within {20 * SLOW} s", run.code in (OK, INPUT), f"{run} {run.seconds:.1f} s")
    if run.code == INPUT:
        one_line("a page nested 1,000,000 deep", run, "deep.html")
    check("a page nested 1,000,000 deep: the other page is read", any("good-1" in str(r["file"]) for r in run.rows()), run)
    if not SANITIZED:
        check("a page nested 1,000,000 deep: less than 500 MB of memory", run.peak < 500, f"{run.peak:.0f} MB")
    for name, words in (("an article before", letter("Kamboja", 11)), ("nothing before", "")):
        told = "".join(f"<p>{p}</p>" for p in words.split("\n\n")[3:])
        path = write("markup.html", f"<article><h1>Surat</h1>{told}" + "<b></b>" * 200_000 + "<p>Sesudahnya ia pulang ke istana itu.</p></article>")
        run = warkat("read", "--json", path, good[0], seconds=20)
        seen = [r for r in run.rows() if "markup.html" in r["file"]]
        check(f"more markup than is read, {name} it: the user is told", (len(seen) == 1 and seen[0].get("unread") is True) if words
              else (run.code == INPUT and "markup" in run.err.replace("markup.html", "")), f"{run} {[r.get('unread') for r in seen]}")
        check(f"more markup than is read, {name} it: of other pages this is not said", any("unread" not in r for r in run.rows()))
    many = 4_000 if SANITIZED else 20_000
    names = {"names that lead on to names": "Hari ini Andi Wijaya" + ", sapaan akrab Andi Wijaya" * many,
             "names told by other names": "".join(f"Ratna{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676 % 26)} alias "
                                                  f"Ratna{chr(97 + (n - 1) % 26)}{chr(97 + (n - 1) // 26 % 26)}{chr(97 + (n - 1) // 676 % 26)} Wirawan. "
                                                  for n in range(1, many // 2)),
             "titles without a name": "Mengkritik Dekan. " * many}
    for name, words in names.items():
        path = write("names.jsonl", json.dumps({**document, "text": f"{letter('Kenanga', 6)}\n\n{words}"}))
        run = warkat("read", "--json", path, good[0], seconds=30)
        check(f"{name}, {many} times: read within {30 * SLOW} s", run.code == OK and run.raw.count(b"\n") == 2, f"{run} {run.seconds:.1f} s")
    unclosed = write("tags.html", "<p><b><i><a href=x>" * 250_000 + page("Kemuning", 10))
    run = warkat("read", "--json", unclosed, good[0], seconds=20)
    check("a page of 1,000,000 open tags: exit 0 or 3", run.code in (OK, INPUT) and run.out, f"{run} {run.seconds:.1f} s")


def ordinary(program):
    """How to run as an ordinary user, for whom rights hold: as it is, as nobody, or (where nobody may not even look
    around, as below a closed root) as root without the powers that pass over rights. Returns (prefix, limits)."""
    if os.getuid() != 0:
        return [], None
    if shutil.which("setpriv"):
        prefix = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
        if warkat("--version", program=program, prefix=prefix).code == OK:
            return prefix, None

    def powerless():
        libc = ctypes.CDLL(None)
        for power in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH; 24: drop from what exec may gain
            libc.prctl(24, power, 0, 0, 0)
    return [], powerless


def rights():
    # The build folder may lie where nobody else can enter.
    program = Path(shutil.copy(PROGRAM, box / "warkat"))
    os.chmod(program, 0o755)
    prefix, limits = ordinary(program)
    as_user = {"program": program, "prefix": prefix, "limits": limits}
    closed = box / "closed"
    inside = write("closed/inside.txt", letter("Sakura", 11))
    try:
        for name, path in (("a folder without rights", closed), ("a file without rights", inside)):
            if path == inside:
                closed.chmod(0o755)
            path.chmod(0)
            run = warkat("read", "--json", good[0], path, good[1], **as_user)
            check(f"{name}: exit 3", run.code == INPUT, run)
            one_line(name, run, str(path), "ermission denied")
            check(f"{name}: the other pages are read", len(run.rows()) == len(good), run)
        nest = box / "nest"
        for n in (1, 2):
            write(f"nest/{n}.txt", letter("Bakung", 20 + n))
        write("nest/closed/x.txt", "x")
        nest.chmod(0o755)
        (nest / "closed").chmod(0)
        run = warkat("read", "--json", nest, **as_user)
        check("a closed folder within an open one: exit 3 and the others are read", run.code == INPUT and len(run.rows()) == 2, run)
        one_line("a closed folder within an open one", run, "nest/closed")
        # A record that may not be made.
        frozen = box / "frozen"
        frozen.mkdir()
        frozen.chmod(0o555)
        run = warkat("add", "--db", frozen / "rights.db", good[0], **as_user)
        check(f"a record in a folder without rights: exit {STORE} or {DISK}", run.code in (STORE, DISK), run)
        one_line("a record in a folder without rights", run, "rights.db")
        # A record to be brought up to date where nothing may be written.
        frozen.chmod(0o755)
        warkat("add", "--db", frozen / "old.db", good[0])
        sql = sqlite3.connect(frozen / "old.db")
        sql.executescript(f"PRAGMA user_version = {sql.execute('PRAGMA user_version').fetchone()[0] - 1}; PRAGMA journal_mode = DELETE")
        sql.close()
        (frozen / "old.db").chmod(0o444)
        frozen.chmod(0o555)
        run = warkat("timeline", "--db", frozen / "old.db", **as_user)
        check(f"a record of an earlier version that may not be written: exit {STORE}", run.code == STORE, run)
        one_line("a record of an earlier version that may not be written", run, "old.db", "earlier version")
    finally:
        closed.chmod(0o755)


def paths():
    run = warkat("read", "--json", good[0], box / "nowhere.txt", good[1])
    check("a path that is not there: exit 3", run.code == INPUT, run)
    one_line("a path that is not there", run, "nowhere.txt", "o such file")
    check("a path that is not there: the other pages are read", len(run.rows()) == len(good), run)
    run = warkat("read", "--json", box / "two\nlines.txt")
    one_line("a path with a line break in its name", run)
    (box / "hollow").mkdir()
    run = warkat("read", "--json", box / "hollow", good[0])
    check("a folder without pages stops nothing", run.code in (OK, INPUT) and len(run.rows()) == 1, run)
    os.symlink(".", box / "hollow" / "loop")
    write("hollow/a.txt", letter("Lotus", 12))
    run = warkat("read", "--json", box / "hollow", seconds=10)
    check("a folder that links to itself ends", run.code in (OK, INPUT) and 1 <= len(run.rows()) <= 2, run)
    run = warkat("read", "--json", "-", stdin=letter("Mawar", 13).encode())
    check("a page on standard input is read", run.code == OK and len(run.rows()) == 1, run)
    run = warkat("read", "--json", "-", stdin=b"")
    check("nothing on standard input: exit 1 or 3", run.code in (NOTHING, INPUT), run)


def usage():
    for name, args, part in (
        ("an unknown command", ["raed"], "raed"), ("an unknown option", ["read", "--jsno", good[0]], "--jsno"),
        ("an option without its value", ["add", "--db"], "--db"), ("no paths", ["read"], "read"),
        ("an unknown export", ["give", "papyrus", "--db", box / "lines.db"], "papyrus"),
        ("a date that is none", ["timeline", "--db", box / "lines.db", "--since", "yesteryear"], "yesteryear"),
        ("packs that are not there", ["read", "--packs", box / "nopacks", good[0]], "nopacks"),
    ):
        run = warkat(*args)
        want = PACK if "packs" in name else USAGE
        check(f"{name}: exit {want}", run.code == want, run)
        one_line(name, run, part)
        check(f"{name}: nothing on stdout", not run.raw, run.out[:100])
    run = warkat()
    check("no command: exit 2 and a hint", run.code == USAGE and run.err and not run.out, run)
    run = warkat("show", "--db", box / "lines.db", "0123456789abcdef")
    check("an event that is not there: exit 1", run.code == NOTHING, run)
    for args in (["--help"], ["--version"]) + tuple([c, "--help"] for c in
                 ("read", "add", "timeline", "show", "list", "verify", "give", "pack")):
        run = warkat(*args)
        check(f"{' '.join(args)}: exit 0, on stdout", run.code == OK and run.out and not run.err, run)


def databases():
    for name, data in (("text", b"Dear diary, this is no database.\n" * 200), ("noise", random.Random(2).randbytes(8192)),
                       ("a database cut short", None)):
        path = write("not-one.db", data or b"")
        if data is None:
            source = box / "whole.db"
            warkat("add", "--db", source, *good)
            data = source.read_bytes()[:5000]
            path.write_bytes(data)
        for command in (["add", "--db", path, good[0]], ["timeline", "--db", path], ["verify", "--db", path]):
            run = warkat(*command)
            check(f"{name} as database: {command[0]} exits {STORE}", run.code == STORE, run)
            one_line(f"{name} as database: {command[0]}", run, "not-one.db")
        check(f"{name} as database: it is left as it was", path.read_bytes() == data)
    foreign = box / "foreign.db"
    with sqlite3.connect(foreign) as sql:
        sql.execute("create table recipes (name text)")
        sql.execute("insert into recipes values ('rendang')")
    sql.close()
    run = warkat("add", "--db", foreign, good[0])
    check(f"somebody else's database: exit {STORE}", run.code == STORE, run)
    one_line("somebody else's database", run, "foreign.db")
    with sqlite3.connect(foreign) as sql:
        check("somebody else's database: it is left as it was",
              sql.execute("select group_concat(name) from sqlite_master").fetchone() == ("recipes",))
    for name, path in (("a folder as database", box), ("a database in a folder that is not there", box / "nodir" / "a.db"),):
        run = warkat("add", "--db", path, good[0])
        check(f"{name}: exit {STORE} or {DISK}", run.code in (STORE, DISK), run)
        one_line(name, run, path.name)
    for command in ("timeline", "verify", "list"):
        run = warkat(command, "--db", box / "absent.db")
        check(f"{command} of a database that is not there: exit {STORE}", run.code == STORE, run)
        one_line(f"{command} of a database that is not there", run, "absent.db")
        check(f"{command} of a database that is not there: none is made", not (box / "absent.db").exists())


def damage():
    """Whatever is changed in a record behind its back, verify tells."""
    whole = box / "sound.db"
    warkat("add", "--db", whole, *good, write("noise.html", random.Random(3).randbytes(3000)))
    changes = {
        "a page's bytes": "UPDATE pages SET zstd = (SELECT zstd FROM pages WHERE id = 2) WHERE id = 1",
        "a page cut short": "UPDATE pages SET zstd = substr(zstd, 1, length(zstd) - 4) WHERE id = 1",
        "a page gone": "DELETE FROM pages WHERE id = 1",
        "all pages gone": "DELETE FROM pages",
        "a failed page's bytes": "UPDATE pages SET zstd = x'00' WHERE id IN (SELECT page FROM failures)",
        "a map of ranges": "UPDATE parts SET map = substr(map, 1, length(map) - 1) || x'04' WHERE name = 'body'",
        "a map emptied": "UPDATE parts SET map = x'' WHERE name = 'body'",
        "a part gone": "DELETE FROM parts WHERE name = 'body'",
        "a reading of another page": "UPDATE contents SET reading = (SELECT reading FROM contents WHERE document = 2) WHERE document = 1",
        "a statement's words": "UPDATE statements SET json = replace(json, 'tahun', 'abad')",
        "a statement's speaker": "UPDATE statements SET who = (SELECT max(id) FROM actors WHERE id <> coalesce(who, 0))",
        "a statement without its document": "UPDATE statements SET document = 4711",
        "an act gone": "DELETE FROM acts WHERE id = 1",
        "an act's date": "UPDATE acts SET date = '1999-01-01' WHERE id = 1",
        "an event's date": "UPDATE events SET date = '1999-01-01' WHERE id = 1",
        "an event's day": "UPDATE events SET day_from = 0, day_to = 0 WHERE id = 1",
        "an event's act": "UPDATE events SET act = 'warn' WHERE id = 1",
        "a title": "UPDATE documents SET title = 'Surat Palsu' WHERE id = 1",
        "a body": "UPDATE contents SET body = body || '.' WHERE document = 1",
        "a document's contents gone": "DELETE FROM contents WHERE document = 1",
    }
    for name, change in changes.items():
        db = box / "damaged.db"
        shutil.copy(whole, db)
        sql = sqlite3.connect(db)
        changed = sql.execute(change).rowcount
        sql.commit()
        sql.close()
        run = warkat("verify", "--db", db)
        check(f"{name} changed: verify exits {PROOF} and tells", changed > 0 and run.code == PROOF and len(run.lines) > 0, run)
    read, write_end = os.pipe()
    os.close(read)
    with os.fdopen(write_end, "wb") as nobody:
        run = warkat("verify", "--db", box / "damaged.db", stdout=nobody)
        check(f"verify of a damaged record, read by nobody: still exits {PROOF}", run.code == PROOF, run)
    for which, version in (("later", 99), ("earlier", 1)):
        other = box / f"{which}.db"
        shutil.copy(whole, other)
        sql = sqlite3.connect(other)
        sql.execute(f"PRAGMA user_version = {version}")
        sql.close()
        kept = other.read_bytes()
        for command in (["add", "--db", other, good[0]], ["timeline", "--db", other]):
            run = warkat(*command)
            check(f"a record of a {which} version: {command[0]} exits {STORE}", run.code == STORE, run)
            one_line(f"a record of a {which} version: {command[0]}", run, other.name, f"{which} version")
        check(f"a record of a {which} version is left as it was", other.read_bytes() == kept)


def control_characters():
    """What a page brings never steers the terminal: escapes, controls of Unicode, marks that turn the direction."""
    evil = "\x1b]0;pwn\x07\x1b[31mRED\x1b[2J \u009b31m \u202egnp \x7f"
    text = (f"JAKARTA - {evil} Presiden Rusia Vladimir Putin mengirim surat kepada Presiden Prabowo Subianto, Selasa (15/8/2023)."
            f"\n\n\"Persahabatan {evil} kita tumbuh dari tahun ke tahun,\" kata Presiden Rusia Vladimir Putin.")
    path = write("evil.jsonl", json.dumps({"id": "evil\u0000id", "url": f"https://example.org/{evil}", "outlet": f"Warta {evil}",
                                           "title": f"Surat {evil}", "text": text}) + "\n"
                 + '{"id": "\x1b[31m \u009b31m", "text": "x"}\n')
    db = box / "evil.db"
    for command in (["read", path], ["read", "--as", "article", path], ["read", "--json", path], ["add", "--db", db, path],
                    ["timeline", "--db", db], ["timeline", "--json", "--db", db], ["quotes", "--db", db],
                    ["quotes", "--json", "--db", db], ["list", "--db", db], ["list", "--failed", "--db", db],
                    ["search", "surat", "--db", db], ["actors", "--db", db], ["give", "jsonl", "--db", db]):
        run = warkat(*command)
        shown = run.out + run.err
        steers = [c for c in shown if c != "\n" and (ord(c) < 32 or 0x7f <= ord(c) < 0xa0)]
        name = " ".join(c for c in command if isinstance(c, str) and c != "--db")
        check(f"hostile characters, {name}: none that steer a terminal", run.code in (OK, INPUT) and shown and not steers, run)
        check(f"hostile characters, {name}: the direction of writing is not turned",
              "--json" in command or "jsonl" in command or "\u202e" not in shown, run)
        if "--json" in command or "jsonl" in command:
            check(f"hostile characters, {name}: it is JSON", len(run.rows()) > 0, run)
    run = warkat("verify", "--db", db)
    check("hostile characters: verify holds", run.code == OK, run)


def warc_record(day, html):
    body = html.encode()
    head = (f"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-00000000000{day[-1]}>\r\n"
            f"WARC-Target-URI: https://warta-rimba.example/surat-{day[-1]}\r\nWARC-Date: {day}T10:00:00Z\r\n"
            f"Content-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n")
    return head.encode() + body + b"\r\n\r\n"


def dates():
    """A publication day that cannot be, or is not told: kept as written and flagged; nothing counts from it."""
    told = page("Anggrek", 7).replace("pada hari Selasa (15/8/2023)", "kemarin")
    future = told.replace("<head>", '<head><meta property="article:published_time" content="2031-05-02T10:00:00+07:00">')
    today = told.replace("<head>", '<head><meta property="article:published_time" content="2023-08-16T10:00:00+07:00">')
    for name, html, published, flag, value in (("later than the crawl", future, "2031-05-02", "future", None),
                                               ("not told", told, None, None, None),
                                               ("told", today, "2023-08-16", None, "2023-08-15")):
        rows = warkat("read", "--json", write("dates.warc", warc_record("2023-08-16", html))).rows()
        reading = rows[0] if rows else {}
        yesterday = [d for d in reading.get("dates", []) if reading["text"][slice(*d["evidence"])] == "kemarin"]
        check(f"publication {name}: kept as written", (reading.get("published") or "")[:10] == (published or ""), reading.get("published"))
        check(f"publication {name}: flagged where it must be", reading.get("published_flag") == flag, reading.get("published_flag"))
        check(f"publication {name}: 'kemarin' is {value}", len(yesterday) == 1 and yesterday[0]["value"] == value
              and (value or yesterday[0].get("flag") == "unanchored"), yesterday)
    many = ", ".join(f"pada {d} Februari {y} dan pada pukul {d}.30 yang akan" for d in range(1, 99) for y in range(2000, 2060))
    big = json.dumps({"id": "many", "published": "2023-08-16", "text": "Presiden itu berkata bahwa " + 4 * many})
    run = warkat("read", "--json", "--as", "dates", write("dates.jsonl", big), seconds=20)
    check("forty thousand dates, two thirds of them impossible: read", run.code == OK and len(run.rows()[0]["dates"]) > 30000,
          f"{len(run.rows()[0]['dates']) if run.rows() else 0} dates, {run}")


def full_disk():
    many = box / "many"
    for n in range(200):
        write(f"many/{n:03d}.txt", letter("Nusa", n) + "".join(random.Random(n).choices("abcdefghij klmno", k=4000)))

    def after(name, db, run):
        check(f"{name}: exit {DISK} or {STORE}", run.code in (DISK, STORE), run)
        one_line(name, run, db.name)
        if db.exists() and db.stat().st_size:
            again = warkat("verify", "--db", db)
            check(f"{name}: what was written before stands and verify holds", again.code == OK, again)

    # A database that may not grow: writing fails as on a full disk.
    db = box / "small.db"
    check("a first page is added", warkat("add", "--db", db, good[0]).code == OK)
    run = warkat("add", "--db", db, many, limits=file_size_limit(800_000))
    after("a database that cannot grow", db, run)
    run = warkat("add", "--db", db, many)
    check("once there is room, the same pages are added", run.code == OK, run)
    record("once there is room", db, 201)

    libc = ctypes.CDLL(ctypes.util.find_library("c") or "libc.so.6", use_errno=True)
    disk = box / "disk"
    disk.mkdir()
    if os.getuid() == 0 and libc.mount(b"tmpfs", str(disk).encode(), b"tmpfs", 0, b"size=1600k") == 0:
        try:
            db = disk / "full.db"
            check("a full disk: a first page is added", warkat("add", "--db", db, good[0]).code == OK)
            run = warkat("add", "--db", db, many)
            after("a full disk", db, run)
        finally:
            libc.umount2(str(disk).encode(), 2)
    else:
        skip("a full disk while adding", "mounting a small tmpfs needs root; the same was tested with a file size limit")

    with open("/dev/full", "wb") as full:
        db = box / "full-out.db"
        warkat("add", "--db", db, *good)
        for command in (["read", "--json", *good], ["give", "jsonl", "--db", db], ["list", "--db", db], ["--help"]):
            run = warkat(*command, stdout=full)
            check(f"{command[0]} onto a full disk: exit {DISK}", run.code == DISK, run)
            one_line(f"{command[0]} onto a full disk", run, "o space left")


def closed_stdout():
    db = box / "closed-out.db"
    warkat("add", "--db", db, *good)
    for command in (["read", "--json", *good], ["give", "jsonl", "--db", db]):
        run = warkat(*command, stdout="closed")
        check(f"{command[0]} with stdout closed: exit {DISK}", run.code == DISK, run)
        one_line(f"{command[0]} with stdout closed", run)
    # A reader that goes away (| head) is no mistake: no noise.
    p = subprocess.Popen([str(PROGRAM), "read", "--json", str(box / "many")], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    p.stdout.read(10)
    p.stdout.close()
    err = p.stderr.read().decode()
    code = p.wait()
    check("a reader that goes away: no message, no crash", code in (OK, DISK, -13) and not err, f"exit {code}: {err}")
    run = warkat("verify", "--db", db)
    check("a record after all that: verify holds", run.code == OK, run)


def main():
    missing = [c for c in ("read", "add", "list", "verify", "give") if warkat(c, "--help").code != OK]
    if missing:
        skip("bad input", f"not there yet: {' '.join(missing)}")
        done()
    try:
        for part in (pages, json_lines, corrections, usage, paths, rights, databases, damage, control_characters, dates, full_disk, closed_stdout, large):
            try:
                part()
            except Exception as problem:  # the program's output was not what any contract allows
                import traceback
                check(f"{part.__name__}: the checks could be made", False, f"{problem!r} {traceback.format_exc()[-200:]}")
    finally:
        shutil.rmtree(box, ignore_errors=True)
    done()


if __name__ == "__main__":
    main()
