#!/usr/bin/env python3
"""Every export, opened by what its users open it with: the csv module, networkx, icalendar, rdflib, JSON Schema.

usage: give.py BUILD

The record is that of examples/. Each format holds what the record holds (counted against jsonl), is the same twice, and
takes the filters that its --help names; `give jsonl --pages` → `add` is the same record. A validator that is not installed is
told loudly.
"""
import csv
import io
import json
import re
import shutil
import sys
import tempfile
from pathlib import Path

from program import ROOT, warkat
from tap import check, done, skip

scratch = Path(tempfile.mkdtemp(prefix="warkat-give-"))
DB = scratch / "record.db"
HOSTILE = '<script>alert("1")</script> & "dua", \';\n\\'


def give(name, *options, db=DB):
    run = warkat("give", name, "--db", db, *options)
    if not check(f"{name} {' '.join(options)}".strip() + " is given", run.code == 0, run):
        done()
    return run.raw.decode("utf-8")


def tool(name, module):
    """A validator, or None with a line that says what is missing."""
    try:
        return __import__(module)
    except ImportError:
        skip(f"{name} in its own reader", f"python3-{module} is not installed")
        return None


def same_twice(name, text):
    check(f"{name} is the same again", give(name) == text)


# ---- what the record holds ------------------------------------------------------------------------------------------

def make_record():
    # A page whose names and words are as nasty as a page can make them.
    page = {"id": "jahat", "url": "https://contoh.example/a?b=1&c=<2>", "outlet": HOSTILE, "published": "2024-05-09T10:00:00+07:00",
            "title": HOSTILE, "text": "Presiden Rusia Vladimir Putin mengatakan, \"Kami <b>menang</b> & \\\\ ; , tetap; berdiri\x07,\" kata Putin "
            "pada Kamis (9/5/2024).\n\nPemimpin Korea Utara Kim Jong Un mengirim ucapan selamat kepada Vladimir Putin."}
    (scratch / "jahat.jsonl").write_text(json.dumps(page) + "\n")
    run = warkat("add", "--db", DB, ROOT / "examples", scratch / "jahat.jsonl")
    check("the examples are added", run.code in (0, 3), run)
    return [json.loads(line) for line in give("jsonl").splitlines()]


def round_trip(whole):
    pages = give("jsonl", "--pages")
    (scratch / "pages.jsonl").write_text(pages)
    other = scratch / "other.db"
    run = warkat("add", "--db", other, scratch / "pages.jsonl")
    check("a record with its pages is added", run.code in (0, 3), run)
    check("and is the same record", give("jsonl", db=other) == whole)
    run = warkat("verify", "--db", other)
    check("and every range of it holds", run.code == 0, run)
    lines = pages.splitlines()
    bad = [("without pages", whole.splitlines()[1], "--pages"),
           ("with a broken page", re.sub(r'"page":"[^"]{8}', '"page":"&&&&&&&&', next(l for l in lines if '"page":"' in l)), "base64"),
           ("of no known type", '{"type":"sesuatu"}', "type")]
    for what, line, word in bad:
        (scratch / "bad.jsonl").write_text(line + "\n" + next(l for l in lines if '"type":"article"' in l) + "\n")
        run = warkat("add", "--db", scratch / f"bad-{word}.db", scratch / "bad.jsonl")
        check(f"a line {what} costs that line", run.code == 3 and word in run.err and "1 failed" in run.out + run.err, run)


# ---- events ---------------------------------------------------------------------------------------------------------

def check_formulas(rows):
    """A name that a spreadsheet would take for a formula is text there, and what the record holds to who reads the file."""
    copy = scratch / "formulas.db"
    shutil.copyfile(DB, copy)
    key = next(r["from_ids"] for r in rows if r["from_ids"].startswith("person/") and ";" not in r["from_ids"])
    for name in ("=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "'=1", "''-1", "'tis", "a=1"):
        run = warkat("actors", "rename", "--db", copy, "--", key, name)
        cells = {r["from"] for r in csv.DictReader(io.StringIO(give("csv", db=copy), newline=""), strict=True) if r["from_ids"] == key}
        guarded = "'" + name if name.lstrip("'")[:1] in tuple("=+-@") else name
        check(f"csv: {name} is no formula", cells == {guarded}, (run, cells))


def check_csv(events):
    text = give("csv")
    same_twice("csv", text)
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    check("csv has a row an event", sorted(r["event_id"] for r in rows) == sorted(e["id"] for e in events))
    by_id = {e["id"]: e for e in events}
    for column, of in (("act", lambda e: e["act"]), ("date", lambda e: e["date"] or ""), ("channel", lambda e: e["channel"] or ""),
                       ("from", lambda e: "; ".join(a["name"] for a in e["from"])),
                       ("reports", lambda e: str(len(e["reports"]))), ("sources", lambda e: str(len(e["sources"])))):
        wrong = [r["event_id"] for r in rows if r[column] != of(by_id[r["event_id"]])]
        check(f"csv tells {column} as the record does", not wrong, wrong)
    check("congratulations are 051 and SUPPORT, letters without purpose have no code",
          all((r["cameo"], r["plover"]) == ("051", "SUPPORT") for r in rows if r["act"] == "congratulate")
          and all((r["cameo"], r["plover"]) == ("", "") for r in rows if r["act"] == "message"))
    some = list(csv.DictReader(io.StringIO(give("csv", "--act", "congratulate", "--since", "2024"))))
    check_formulas(rows)
    check("csv takes filters", some and all(r["act"] == "congratulate" and r["date"] >= "2024" for r in some), some)


def check_gdelt(events):
    text = give("gdelt")
    same_twice("gdelt", text)
    rows = [line.split("\t") for line in text.splitlines()]
    check("gdelt has 61 columns", rows and all(len(r) == 61 for r in rows), {len(r) for r in rows})
    check("gdelt has a row an event, ids are numbers of their own", len(rows) == len(events) == len({r[0] for r in rows}) and all(r[0].isdigit() for r in rows))
    check("gdelt's days are days", all(re.fullmatch(r"(\d{8})?", r[1]) and re.fullmatch(r"(\d{6})?", r[2]) and r[1][:4] in ("", r[3]) for r in rows))
    check("gdelt's countries are three letters", any(r[7] for r in rows) and all(re.fullmatch("([A-Z]{3})?", r[k]) for r in rows for k in (7, 17)))
    check("gdelt's codes lie within their roots", all(r[26].startswith(r[28]) and r[29] in ("1", "3", "") for r in rows))
    check("gdelt leaves empty what is not computed", all(not r[k] for r in rows for k in (30, 34, 35, 40, 51, 59)))


def check_gexf(events):
    text = give("gexf")
    same_twice("gexf", text)
    networkx = tool("gexf", "networkx")
    if not networkx:
        return
    graph = networkx.read_gexf(io.BytesIO(text.encode()))
    told = {re.sub(r"-\d+$", "", str(d["id"])) for _, _, d in graph.edges(data=True)}
    between = {e["id"] for e in events if e["from"] and e["to"]} | {e["id"] for e in events if e["act"] in ("meet", "agree") and len(e["from"]) > 1}
    check("gexf has an edge for every event between two", told == between, told ^ between)
    names = {a["name"] for e in events for a in e["from"] + e["to"]}
    check("gexf names everybody", {d["label"] for _, d in graph.nodes(data=True)} <= names | {n.replace("\n", " ") for n in names})


def check_ics(events):
    text = give("ics")
    same_twice("ics", text)
    lines = text.encode().split(b"\r\n")
    check("ics lines end as the standard wants and have at most 75 octets", lines[-1] == b"" and all(len(l) <= 75 and b"\n" not in l for l in lines))
    icalendar = tool("ics", "icalendar")
    if not icalendar:
        return
    entries = icalendar.Calendar.from_ical(text).walk("VEVENT")
    uids = [str(e["UID"]) for e in entries]
    days = {f"{e['id']}@warkat" for e in events if re.fullmatch(r"\d{4}-\d\d-\d\d", e["date"] or "")}
    check("ics has every event whose day is known, each once", days <= set(uids) and len(uids) == len(set(uids)))
    yearly = [e for e in entries if "RRULE" in e]
    check("ics has the days that recur", yearly and all(e["RRULE"]["FREQ"] == ["YEARLY"] for e in yearly))


# ---- articles -------------------------------------------------------------------------------------------------------

def valid(name, schema, objects):
    try:
        import jsonschema
    except ImportError:
        skip(f"{name} against its schema", "python3-jsonschema is not installed")
        return
    judge = jsonschema.Draft202012Validator(json.loads((ROOT / "tests" / "schemas" / schema).read_text()))
    faults = [f"{'/'.join(map(str, e.path))}: {e.message}" for o in objects for e in judge.iter_errors(o)]
    check(f"{name} is valid", not faults, faults[:3])


def check_annotations(articles):
    text = give("annotations")
    same_twice("annotations", text)
    whole = json.loads(text)
    valid("annotations", "annotations.json", [whole])
    items = whole["first"]["items"]
    wanted = {f"urn:warkat:{kind}:{i['id']}" for a in articles for kind, l in (("statement", "statements"), ("act", "acts")) for i in a["reading"][l]}
    check("annotations hold every statement and act", {i["id"] for i in items} == wanted)
    texts = {f"urn:warkat:article:{a['id']}": [a["reading"]["text"], *a["reading"].get("parts", {}).values()] for a in articles}
    wrong = [i["id"] for i in items for t in i["target"] for quote, at in [t["selector"]]
             if not any(p[at["start"]:at["end"]] == quote["exact"] and p[:at["start"]].endswith(quote["prefix"])
                        and p[at["end"]:].startswith(quote["suffix"]) for p in texts[i["article"]])]
    check("quotations stand where positions say, with what is around them", not wrong, wrong)


def check_ninjs(articles):
    text = give("ninjs")
    same_twice("ninjs", text)
    objects = [json.loads(line) for line in text.splitlines()]
    valid("ninjs", "ninjs.json", objects)
    bodies = sorted(o["bodies"][0]["value"] for o in objects)
    check("ninjs has every article's text", bodies == sorted(a["reading"]["text"] for a in articles))
    some = give("ninjs", "--limit", "2").splitlines()
    check("ninjs takes filters on articles", len(some) == 2, len(some))


def graph_of(name, text):
    rdflib = tool(name, "rdflib")
    if not rdflib:
        return None, None
    graph = rdflib.Graph()
    graph.parse(data=text, format="json-ld")
    return rdflib, graph


def check_jsonld(articles):
    text = give("jsonld")
    same_twice("jsonld", text)
    rdflib, graph = graph_of("jsonld", text)
    if graph is None:
        return
    schema = rdflib.Namespace("https://schema.org/")
    count = lambda kind: len(set(graph.subjects(rdflib.RDF.type, schema[kind])))
    direct = sum(s["kind"] == "direct" for a in articles for s in a["reading"]["statements"])
    others = sum(s["kind"] != "direct" for a in articles for s in a["reading"]["statements"])
    check("jsonld has every article, quotation and claim", (count("NewsArticle"), count("Quotation"), count("Claim")) == (len(articles), direct, others),
          (count("NewsArticle"), count("Quotation"), count("Claim"), len(articles), direct, others))
    spoken = len(list(graph.subject_objects(schema.spokenByCharacter)))
    check("jsonld says who spoke", spoken == sum(s["kind"] == "direct" and bool(s["who"]) for a in articles for s in a["reading"]["statements"]), spoken)


def check_prov(articles):
    text = give("prov")
    same_twice("prov", text)
    rdflib, graph = graph_of("prov", text)
    if graph is None:
        return
    prov = rdflib.Namespace("http://www.w3.org/ns/prov#")
    wrong = []
    for a in articles:
        for kind, items in (("statement", a["reading"]["statements"]), ("act", a["reading"]["acts"])):
            for item in items:
                at, steps = rdflib.URIRef(f"urn:warkat:{kind}:{item['id']}"), []
                if (at, prov.wasQuotedFrom, rdflib.URIRef(f"urn:warkat:document:{a['document']}")) not in graph:
                    wrong.append(str(at))
                while (at := graph.value(at, prov.wasDerivedFrom)) is not None:
                    agent = graph.value(at, prov.wasAttributedTo)
                    steps.append({str(l) for l in graph.objects(agent, rdflib.RDFS.label)} if agent else {None})
                speaker = item.get("who") or (item.get("from") or [None])[0]
                names = [v["name"] for v in item["via"]] + [speaker["name"] if speaker else None]
                if len(steps) != len(names) or any(n not in s for n, s in zip(names, steps)):
                    wrong.append(f"{item['id']}: {steps}")
    check("prov leads from every telling through its relays to who said it", not wrong, wrong[:3])


def check_misuse():
    for args, word in ((("give", "jsonl", "--act", "meet"), "whole record"), (("give", "ninjs", "--between", "A", "B"), "articles"),
                       (("give", "csv", "--pages"), "--pages"), (("give", "xls"), "no such format"), (("give", "csv", "--since", "kemarin"), "since")):
        run = warkat(*args, "--db", DB)
        check(f"{' '.join(args)} is refused in one line", run.code == 2 and word in run.err and len(run.lines) == 1, run)


def main():
    rows = make_record()
    articles = [r for r in rows if r["type"] == "article"]
    events = [r for r in rows if r["type"] == "event"]
    round_trip(give("jsonl"))
    for test in (check_csv, check_gdelt, check_gexf, check_ics):
        test(events)
    for test in (check_annotations, check_ninjs, check_jsonld, check_prov):
        test(articles)
    check_misuse()
    done()


if __name__ == "__main__":
    main()
