#!/usr/bin/env python3
"""The API of `warkat serve`, and `warkat mcp`: every route of the OpenAPI document against its handler and schema, pages, tags,
errors, who may ask.

usage: serve.py BUILD
"""
import json
import re
import signal
import subprocess
import sys
import urllib.parse

import jsonschema
from serving import ROOT, Serving
from tap import check, done

BUILD = sys.argv[1]


def validator(document, schema):
    """Refs of the document begin with "#/components"; the whole document stands beside the schema."""
    return jsonschema.Draft202012Validator({**schema, "components": document["components"]})


def valid(document, schema, value):
    return next((f"{list(e.absolute_path)}: {e.message[:200]}" for e in validator(document, schema).iter_errors(value)), None)


def every_page(s, path, **params):
    items, cursor = [], 0
    while cursor is not None:
        answer = s.get(path, cursor=cursor, **params).json()
        items += answer["items"]
        cursor = answer["next"]
    return items


def routes(s, document):
    events, articles = s.get("/events").json()["items"], s.get("/articles").json()["items"]
    ids = {"/events/{id}": [e["id"] for e in events], "/articles/{id}": [a["id"] for a in articles] + [a["document"] for a in articles]}
    for path, methods in document["paths"].items():
        operation = methods.get("get")
        if not operation:
            continue
        schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
        for id in ids.get(path, [""]):
            answer = s.get(path.replace("{id}", urllib.parse.quote(id, safe="")))
            wrong = answer.code != 200 and f"status {answer.code}" or valid(document, schema, answer.json())
            if wrong or id == ids.get(path, [""])[-1]:
                check(f"serve: GET {path} answers as its schema says", not wrong, f"{id} {wrong}")
        given = {"a": "Putin", "b": "Xi Jinping", "limit": 3, "cursor": 1, "lanes": 5, "since": "2020", "until": "2030-12", "spans": "true",
                 "by": "month", "order": "newest", "new_since": "2020-01-01", "language": "id", "q": "presiden", "act": "meet"}
        names = [p["name"] for p in operation["parameters"] if p["in"] == "query"]
        for name in names:
            params = {k: given[k] for k in ("a", "b")} if name in "ab" else {name: given.get(name, "Putin")}
            answer = s.get(path.replace("{id}", urllib.parse.quote(ids.get(path, [""])[0], safe="")), **params)
            wrong = answer.code != 200 and f"status {answer.code}" or valid(document, schema, answer.json())
            if wrong or name == names[-1]:
                check(f"serve: GET {path} takes its {len(names)} parameters", not wrong, f"{params}: {wrong}")
        # what stands not in the document is refused
        answer = s.get(path.replace("{id}", "0000"), nonsense="1")
        check(f"serve: GET {path} refuses a parameter that it does not know", answer.code == 400, answer.code)


def document_itself(s, document):
    check("serve: the document is OpenAPI 3.1", document["openapi"].startswith("3.1"))
    for name, schema in document["components"]["schemas"].items():
        try:
            jsonschema.Draft202012Validator.check_schema(schema)
            used = json.dumps(document)
            if f'#/components/schemas/{name}"' not in used:
                check(f"serve: schema {name} is used", False)
        except jsonschema.SchemaError as e:
            check(f"serve: schema {name} is one", False, e.message)
    refs = set(part.split('"')[0] for part in json.dumps(document).split("#/components/schemas/")[1:])
    missing = refs - set(document["components"]["schemas"])
    check("serve: every schema that is named is there", not missing, missing)


def pages(s):
    for path in ("/events", "/statements", "/articles", "/actors", "/cadence"):
        whole = s.get(path, limit=200).json()
        check(f"serve: {path} has more than a page", len(whole["items"]) > 5 and whole["next"] is None)
        check(f"serve: {path}, page by page, is the same list", every_page(s, path, limit=3) == whole["items"])
    ascending, descending = (every_page(s, "/events", order=o) for o in ("oldest", "newest"))
    dates = [e["date"] for e in ascending]
    known = [d for d in dates if d]
    check("serve: events stand in order, those without a date last", known == sorted(known) and None not in dates[:len(known)])
    check("serve: newest first is the same events", sorted(e["id"] for e in ascending) == sorted(e["id"] for e in descending)
          and descending[0]["date"] == known[-1])
    items, path, pages = [], "/api/v1/events?" + urllib.parse.urlencode({"who": "Kim Jong Un", "limit": 2, "until": "2030-12"}), 0
    while path and pages < 500:
        answer = s.request("GET", path)
        items += answer.json()["items"]
        link = re.fullmatch(r'<([^>]+)>; rel="next"', answer.headers.get("Link", ""))
        path, pages = urllib.parse.urljoin("http://x" + path, link[1])[len("http://x"):] if link else None, pages + 1
    whole = s.get("/events", who="Kim Jong Un", limit=200, until="2030-12").json()
    check("serve: the header Link leads from page to page of what was asked", pages > 2 and items == whole["items"],
          f"{pages} pages, {len(items)} of {len(whole['items'])}")
    check("serve: past the end there is nothing", s.get("/events", cursor=100000).json() == {"items": [], "next": None})


def filters(s):
    def ids(**params):
        return {e["id"] for e in s.get("/events", limit=200, **params).json()["items"]}
    everything = ids()
    for params in ({"from": "Putin"}, {"to": "Kim Jong Un"}, {"act": "congratulate"}, {"since": "2024"}, {"until": "2023"},
                   {"outlet": "Lensa"}, {"who": "Xi Jinping"}, {"via": "KCNA"}, {"occasion": "Hari Rusia"}, {"q": "pesan"}):
        some = ids(**params)
        check(f"serve: {params} leaves some events", some and some < everything, f"{len(some)} of {len(everything)}")
    check("serve: nobody of that name, nothing", ids(who="Nobody Of This Name") == set())
    facets = s.get("/facets").json()
    for facet in facets["act"]:
        n = len(ids(act=facet["value"]))
        if n != facet["count"]:
            check("serve: facets count what the filter finds", False, f"{facet} but {n}")
    check("serve: facets count every event once", sum(f["count"] for f in facets["act"]) == len(everything) == facets["events"])
    line = s.get("/timeline").json()
    check("serve: the timeline counts every event once", sum(v["count"] for v in line["volume"]) + line["undated"] == len(everything))
    check("serve: its lanes have every dated event once", sum(m["count"] for l in line["lanes"] for m in l["marks"]) == len(everything) - line["undated"])
    wrong = [m for l in line["lanes"] for m in l["marks"] if m["count"] == 1 and m["event"] not in everything]
    check("serve: marks of one event name it", not wrong, wrong)
    hits = s.get("/articles", q="Rusia").json()["items"]
    check("serve: searching tells the words around the hit", hits and all("‹" in h["snippet"] for h in hits))
    by = {q: s.get("/articles", q=q).json()["search"] for q in ("Rusia", "usia")}
    check("serve: searching tells how it was answered", by == {"Rusia": {"by": "words", "order": "best", "cut": False},
          "usia": {"by": "parts", "order": "best", "cut": False}}, by)
    check("serve: with another order it is no search", "search" not in s.get("/articles", q="Rusia", order="newest").json())


def spans(s):
    """Everything that is cited stands where it is said to stand."""
    wrong = []
    for event in every_page(s, "/events"):
        for report in s.get("/events/" + event["id"], spans="true").json()["told"]:
            reading = s.get("/articles/" + report["document"]).json()["reading"]
            item = report["spans"]
            text = reading["parts"][item["part"]] if item.get("part") else reading["text"]
            start, end = item["evidence"] if isinstance(item["evidence"][0], int) else (item["evidence"][0][0], item["evidence"][-1][1])
            if not text[start:end].startswith(report["words"][:10]) or report["words"][:20] not in report["cite"] or report["article"] not in report["cite"]:
                wrong.append(report["act"])
    check("serve: reports cite the words that stand at their spans", not wrong, wrong)
    said = s.get("/statements", spans="true", limit=200).json()["items"]
    wrong = []
    for item in said:
        reading = s.get("/articles/" + item["document"]).json()["reading"]
        where = item["spans"]
        text = reading["parts"][where["part"]] if where.get("part") else reading["text"]
        start, end = where["content"][0]
        if text[start:end][:15] not in item["statement"]["content"]:
            wrong.append(item["id"])
    check("serve: statements cite the words that stand at their spans", said and not wrong, wrong)


def tags(s):
    first = s.get("/events")
    tag = first.headers["ETag"]
    for given in (tag, f'"x", {tag}', "W/" + tag, "*"):
        again = s.get("/events", headers={"If-None-Match": given})
        check(f"serve: If-None-Match {given[:12]} is answered with 304 and no body", again.code == 304 and not again.body, again.code)
    check("serve: another tag is answered in full", s.get("/events", headers={"If-None-Match": '"0"'}).body == first.body)
    before = s.get("/about").json()["articles"]
    extra = s.folder.name + "/extra.jsonl"
    with open(extra, "w") as out:
        out.write(json.dumps({"id": "one-more", "published": "2025-05-01", "title": "T", "text": "Presiden Rusia Vladimir Putin mengucapkan selamat kepada Presiden China Xi Jinping, kata Kremlin, Kamis (1/5/2025)."}) + "\n")
    s.add(extra)
    check("serve: what is added while it serves is seen at once", s.get("/about").json()["articles"] == before + 1)
    check("serve: and the tag is another", s.get("/about", headers={"If-None-Match": tag}).code == 200)
    check("serve: the new article is there by its id", s.get("/articles/one-more").code == 200)


def problems(s, document):
    schema = {"$ref": "#/components/schemas/problem"}
    for path, params, code in (("/nothing", {}, 404), ("/events/ffffffffffffffff", {}, 404), ("/articles/none", {}, 404), ("/events", {"limit": 0}, 400),
                               ("/events", {"limit": 201}, 400), ("/events", {"limit": "x"}, 400), ("/events", {"cursor": -1}, 400),
                               ("/events", {"act": "eat"}, 400), ("/events", {"since": "yesterday"}, 400), ("/events", {"a": "Putin"}, 400),
                               ("/events", {"who": "x" * 500}, 400), ("/events", {"who": "a\x01b"}, 400), ("/timeline", {"by": "hour"}, 400),
                               ("/events", {"new_since": "soon"}, 400), ("/statements", {"spans": "maybe"}, 400), ("/events", {"act": "meet' OR 1"}, 400)):
        answer = s.get(path, **params)
        told = answer.json()
        check(f"serve: {path} {str(params)[:30]} is a problem with status {code}",
              answer.code == code == told["status"] and answer.headers["Content-Type"] == "application/problem+json" and not valid(document, schema, told), answer.code)
    check("serve: a parameter given twice is refused", s.get("/events?act=meet&act=meet").code == 400)
    check("serve: broken UTF-8 is refused", s.get("/events?who=%ff%fe").code == 400)
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"):
        check(f"serve: {method} is refused", s.request(method, "/api/v1/events").code in (405, 501))
    for path, allowed in (("/api/v1/events", "GET, HEAD"), ("/api/v1/corrections", "GET, HEAD, POST"), ("/", "GET, HEAD")):
        answer = s.request("DELETE", path)
        check(f"serve: {path} says which methods it takes", (answer.code, answer.headers.get("Allow")) == (405, allowed), answer.headers)
    head = s.request("HEAD", "/api/v1/events")
    check("serve: HEAD is GET without the body", head.code == 200 and not head.body and head.headers["ETag"] == s.get("/events").headers["ETag"])


def who_may_ask(s):
    check("serve: a foreign name in Host is refused", s.get("/about", headers={"Host": "evil.example"}).code == 421)
    check("serve: also with our port", s.get("/about", headers={"Host": f"evil.example:{s.port}"}).code == 421)
    check("serve: localhost is us", s.get("/about", headers={"Host": f"localhost:{s.port}"}).code == 200)
    answer = s.get("/about", headers={"Origin": "http://evil.example"})
    check("serve: other origins are allowed nothing", "Access-Control-Allow-Origin" not in answer.headers)
    for path in ("/", "/api/v1/about", "/none"):
        h = s.request("GET", path).headers
        good = "default-src 'none'" in h["Content-Security-Policy"] and "unsafe" not in h["Content-Security-Policy"] and h["X-Content-Type-Options"] == "nosniff"
        check(f"serve: {path} is sent with a strict policy", good, h)


def preflights(s, origin):
    """What a browser asks before it lets a page of another origin read with a token."""
    def asked(path="/api/v1/events", **more):
        head = {"Origin": origin, "Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "authorization"}
        return s.request("OPTIONS", path, None, {k: v for k, v in {**head, **more}.items() if v})
    good = asked()
    check("serve: the preflight of the allowed origin is answered without the token", good.code == 204 and not good.body
          and good.headers.get("Access-Control-Allow-Origin") == origin and "Authorization" in good.headers.get("Access-Control-Allow-Headers", "")
          and good.headers.get("Access-Control-Allow-Methods") == "GET, HEAD" and "Origin" in good.headers.get("Vary", ""), good.headers)
    check("serve: why it is refused can be read there too", s.get("/about", headers={"Origin": origin}).headers.get("Access-Control-Allow-Origin") == origin)
    others = {"another origin": {"Origin": "http://127.0.0.1:2"}, "none": {"Origin": None}, "a change": {"Access-Control-Request-Method": "POST"},
              "no method": {"Access-Control-Request-Method": None}, "a foreign host": {"Host": "evil.example"}, "a page": {"path": "/"}}
    for name, more in others.items():
        answer = asked(**more)
        check(f"serve: a preflight for {name} is refused", answer.code in (401, 421) and "Access-Control-Allow-Methods" not in answer.headers, answer.code)


def tokens():
    program = str(ROOT / BUILD / "warkat")
    with Serving(BUILD, options=["--allow-origin", "http://127.0.0.1:1"], env={"WARKAT_TOKEN": "0123456789abcdefX"}) as s:
        check("serve: without its token it says nothing", s.get("/about").code == 401 and s.request("GET", "/").code == 401)
        check("serve: a wrong token is none", s.get("/about", headers={"Authorization": "Bearer 0123456789abcdefY"}).code == 401)
        good = {"Authorization": "Bearer 0123456789abcdefX"}
        check("serve: the token opens", s.get("/about", headers=good).code == 200)
        opened = s.request("GET", s.address.split(str(s.port))[1])
        cookie = opened.headers.get("Set-Cookie", "")
        check("serve: the printed address leaves a cookie that scripts cannot read", opened.code == 303 and "HttpOnly" in cookie and "SameSite=Strict" in cookie)
        check("serve: the cookie opens", s.get("/about", headers={"Cookie": cookie.split(";")[0]}).code == 200)
        check("serve: an origin can be allowed", s.get("/about", headers=good).headers.get("Access-Control-Allow-Origin") == "http://127.0.0.1:1")
        wrong = s.request("PUT", "/api/v1/about", None, good)
        check("serve: and told there that something is asked otherwise", wrong.code == 405 and wrong.headers.get("Access-Control-Allow-Origin") == "http://127.0.0.1:1")
        preflights(s, "http://127.0.0.1:1")
        for options, code, env in ((["--bind", "0.0.0.0"], 2, {}), (["--bind", "nowhere"], 2, {}), (["--token", "short"], 2, {}),
                                   (["--bind", "192.0.2.1", "--token", "0123456789abcdefX"], 8, {}), (["--port", str(s.port)], 8, {}), (["--port", "70000"], 2, {})):
            run = subprocess.run([program, "serve", "--db", s.db, *options], capture_output=True, timeout=20)
            check(f"serve: {' '.join(options)[:30]} ends with {code} and a line", run.returncode == code and run.stderr.count(b"\n") == 1, run.stderr)
    run = subprocess.run([program, "serve", "--db", "/nowhere/none.db"], capture_output=True, timeout=20)
    check("serve: no record, no server", run.returncode == 5, run.stderr)


def correcting(s, document, post):
    """An event's attributes and grouping, as a person decides, and taken back."""
    def sound(answer, schema="corrected"):
        return answer.code == 200 and not valid(document, {"$ref": "#/components/schemas/" + schema}, answer.json())
    event = max(s.get("/events", limit=200).json()["items"], key=lambda e: (len(e["reports"]), e["id"]))
    before = s.get("/events/" + event["id"]).json()
    made = post({"kind": "correct", "event": event["id"], "attribute": "date", "value": "2001-02-03", "by": "Sari", "why": "<b>"})
    shown = s.get("/events/" + made.json()["event"])
    full = shown.json()
    check("serve: an event is corrected", sound(made) and sound(shown, "event") and (full["date"], full["date_how"]) == ("2001-02-03", "corrected"), made.body)
    check("serve: with who and why, and what was read", full["decided"][-1]["why"] == "<b>" and full["attributes"]["date"]["read"][0]["value"] == before["date"], full["decided"])
    none = post({"kind": "correct", "event": event["id"], "attribute": "to", "value": None, "reports": [full["told"][0]["act"]]})
    check("serve: for one report, to nothing", sound(none) and none.json()["taken"] == 1, none.body)
    part = post({"kind": "part", "event": full["id"], "reports": [full["told"][0]["article"]]})
    alone = s.get("/events/" + full["told"][0]["act"]).json()
    check("serve: a report is parted", sound(part) and len(alone["reports"]) == 1, part.body)
    join = post({"kind": "join", "event": alone["id"], "with": full["told"][-1]["act"]})
    check("serve: and joined again", sound(join) and set(s.get("/events/" + join.json()["event"]).json()["reports"]) == set(event["reports"]), join.body)
    listed = s.get("/corrections")
    check("serve: all of it is listed", sound(listed, "corrections") and {"correct", "part", "join"} <= {c["kind"] for c in listed.json()["items"]})
    for body in ({"kind": "correct", "event": event["id"]}, {"kind": "correct", "event": event["id"], "attribute": "colour", "value": "red"}, {"kind": "join", "event": event["id"]},
                 {"kind": "correct", "event": event["id"], "attribute": "date", "value": "x"}, {"kind": "part", "event": event["id"]}, {"kind": "part", "event": event["id"], "reports": "x"},
                 {"kind": "part", "event": event["id"], "reports": ["ffff"]}, {"kind": "undo"}, {"kind": "undo", "decision": "ffffffff"}, {"kind": "join", "event": event["id"], "with": event["id"]},
                 {"kind": "correct", "event": event["id"], "attribute": "place", "value": "a", "why": "x" * 5000}, {"kind": "correct", "event": event["id"], "attribute": "from", "value": ";" * 300 + "no one"}):
        answer = post(body)
        check(f"serve: {json.dumps(body)[:60]} is refused", answer.code in (400, 404) and sound(s.get("/events/" + event["id"]), "event"), answer.body)
    for made in (join, part, none, made):
        check("serve: it is undone", sound(post({"kind": "undo", "decision": made.json()["decision"]})))
    after = s.get("/events/" + event["id"]).json()
    check("serve: and the event is as it was", {k: v for k, v in after.items() if k != "decided"} == {k: v for k, v in before.items() if k != "decided"})


def corrections(document):
    """What people decide: taken only from our own pages, kept, exported, taken back."""
    program = str(ROOT / BUILD / "warkat")
    with Serving(BUILD) as s:
        own = {"X-Warkat": "1", "Content-Type": "application/json"}

        def post(body, headers=own):
            return s.request("POST", "/api/v1/corrections", body if isinstance(body, (str, bytes)) else json.dumps(body), headers)
        event = s.get("/events", act="congratulate").json()["items"][0]
        decide = {"kind": "reject", "event": event["id"]}
        foreign = ({"Content-Type": "application/json"}, {"X-Warkat": "1"}, {**own, "Origin": "http://evil.example"}, {**own, "Origin": "null"},
                   {**own, "Sec-Fetch-Site": "cross-site"}, {**own, "Content-Type": "text/plain"}, {**own, "Host": "evil.example"})
        codes = [post(decide, h).code for h in foreign]
        check("serve: changes that other pages could send are refused", all(c in (403, 415, 421) for c in codes), codes)
        check("serve: and change nothing", s.get("/corrections").json()["items"] == [])
        for body in ("", "[", "[]", "{}", '{"kind":"eat"}', '{"kind":"reject"}', '{"kind":"merge","who":"Putin"}', '{"kind":"rename","who":"Nobody Of This Name","name":"x"}', b"\xff\xfe", "[" * 50000,
                     '{"kind":"reject","who":{"key":3}}', '{"kind":"split","who":"Vladimir Putin","name":"x"}'):
            answer = post(body)
            check(f"serve: {body[:40]!r} is no correction", answer.code in (400, 404) and not valid(document, {"$ref": "#/components/schemas/problem"}, answer.json()), answer.code)
        rejected = post(decide).json()
        check("serve: an event can be rejected", rejected["taken"] == len(event["reports"]) and rejected["event"] is None
              and not valid(document, {"$ref": "#/components/schemas/corrected"}, rejected), rejected)
        check("serve: then it is not there", s.get("/events/" + event["id"]).code == 404)
        verified = subprocess.run([program, "verify", "--db", s.db], capture_output=True)
        check("serve: the record still proves", verified.returncode == 0, verified.stderr)
        subprocess.run([program, "add", "--db", s.db, str(ROOT / "examples")], capture_output=True)
        check("serve: also when everything is read again", s.get("/events/" + event["id"]).code == 404)
        decided = s.get("/corrections").json()["items"]
        wrong = valid(document, {"$ref": "#/components/schemas/corrections"}, s.get("/corrections").json())
        check("serve: it is listed with the words that it is about", not wrong and decided[0]["who"]["words"], wrong)
        check("serve: a decision is taken back by another", post({**decided[0], "kind": "accept"}).json()["taken"] == 1)
        back = s.get("/events/" + event["id"])
        check("serve: and the event is there again, accepted", back.code == 200 and back.json()["told"][0]["accepted"], back.code)
        given = subprocess.run([program, "give", "corrections", "--db", s.db], capture_output=True).stdout
        check("serve: decisions are exported", [json.loads(l) for l in given.splitlines()] == s.get("/corrections").json()["items"])
        correcting(s, document, post)
        name = event["from"][0]["name"]
        check("serve: an actor can be called by another name", post({"kind": "rename", "who": name, "name": "Somebody Renamed"}).code == 200
              and s.get("/events/" + event["id"]).json()["from"][0]["name"] == "Somebody Renamed")
        check("serve: two can be one", post({"kind": "merge", "who": event["to"][0]["name"], "to": "Somebody Renamed"}).code == 200)


def mcp(document):
    program = str(ROOT / BUILD / "warkat")
    with Serving(BUILD) as s:
        def session(*lines):
            text = "".join((json.dumps(l) if not isinstance(l, str) else l) + "\n" for l in lines)
            run = subprocess.run([program, "mcp", "--db", s.db], input=text.encode(), capture_output=True, timeout=60)
            return run.returncode, [json.loads(l) for l in run.stdout.decode().splitlines()]
        def call(n, name, **arguments):
            return {"jsonrpc": "2.0", "id": n, "method": "tools/call", "params": {"name": name, "arguments": arguments}}
        event = s.get("/events").json()["items"][0]["id"]
        code, said = session({"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": {"protocolVersion": "2025-03-26", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}}},
                             {"jsonrpc": "2.0", "method": "notifications/initialized"}, {"jsonrpc": "2.0", "id": "a", "method": "tools/list"},
                             call(2, "find_events", who="Putin", limit=3), call(3, "get_event", id=event), call(4, "find_statements", limit=2),
                             call(5, "get_event"), call(6, "find_events", act="eat"), call(7, "none"), {"jsonrpc": "2.0", "id": 8, "method": "ping"},
                             {"jsonrpc": "2.0", "id": 9, "method": "resources/list"}, "{ not json", "[]", {"id": 10}, call(11, "find_events", limit="many"))
        by = {m["id"]: m for m in said}
        check("mcp: it ends with its input, with 0", code == 0, code)
        check("mcp: initialize names the version that was asked for, and tells to cite", by[0]["result"]["protocolVersion"] == "2025-03-26" and "cite" in by[0]["result"]["instructions"])
        tools = {t["name"]: t for t in by["a"]["result"]["tools"]}
        named = {m["get"]["operationId"] for m in document["paths"].values() if "operationId" in m.get("get", {})}
        check("mcp: its tools are the API's operations", set(tools) == named, set(tools) ^ named)
        for t in tools.values():
            jsonschema.Draft202012Validator.check_schema(t["inputSchema"])
        page = by[2]["result"]["structuredContent"]
        check("mcp: a tool answers what the API answers", page == s.get("/events", who="Putin", limit=3).json() and json.loads(by[2]["result"]["content"][0]["text"]) == page)
        check("mcp: events come with citations and spans", all(r["cite"] and r["spans"]["evidence"] for r in by[3]["result"]["structuredContent"]["told"]))
        check("mcp: statements too", all(i["cite"] and i["spans"]["content"] for i in by[4]["result"]["structuredContent"]["items"]))
        check("mcp: what a tool cannot do is told to the model", all(by[n]["result"]["isError"] for n in (5, 6, 11)))
        check("mcp: an unknown tool and an unknown method are errors", by[7]["error"]["code"] == -32602 and by[9]["error"]["code"] == -32601 and by[8]["result"] == {})
        nameless = sorted(m["error"]["code"] for m in said if m["id"] is None)
        check("mcp: lines that are no requests are told so", nameless == [-32700, -32600] and by[10]["error"]["code"] == -32600, said)
        code, said = session("x" * 1500000, "[" * 100000, {"jsonrpc": "2.0", "id": 1, "method": "ping"})
        check("mcp: hostile lines end nothing", code == 0 and said[-1]["result"] == {}, said)


def main():
    with Serving(BUILD) as s:
        document = s.get("/openapi.json").json()
        document_itself(s, document)
        routes(s, document)
        pages(s)
        filters(s)
        spans(s)
        problems(s, document)
        who_may_ask(s)
        tags(s)
        check("serve: SIGTERM ends it with 0", s.end(signal.SIGTERM) == 0, s.err)
    with Serving(BUILD) as s:
        check("serve: SIGINT too", s.end(signal.SIGINT) == 0)
    tokens()
    corrections(document)
    mcp(document)
    done()


main()
