#!/usr/bin/env python3
"""The web interface, walked as people walk it, in Debian's Chromium, on the examples.

usage: browser.py BUILD [FOLDER]      FOLDER: screenshots of every view are left there
"""
import json
import sys
import urllib.parse

from chromium import PROGRAM, Browser, Wrong
from serving import Serving
from tap import check, done, skip

BUILD = sys.argv[1]
FOLDER = sys.argv[2] if len(sys.argv) > 2 else None
SCRIPT = '<script>window.broken=1</script><img src=x onerror="window.broken=1"><b>bold</b>'


def same_origin(b, s):
    foreign = [u for u in b.requests if not u.startswith((f"http://{s.host}:{s.port}/", "data:", "about:"))]
    return foreign


def walk(b, s):
    """From the front page to the words in the article, by clicks."""
    b.open(s.address)
    check("browser: the front page is the timeline", b.text("h1") == "Timeline" and len(b.texts(".lane")) > 5)
    check("browser: marks have names for those who do not see them", all(b.js("[...document.querySelectorAll('.lane svg a')].map((a) => a.getAttribute('aria-label'))")))

    b.click("nav a:nth-child(4)")
    b.type("input[name=q]", "Rusia")
    b.key("Enter")
    b.ready()
    b.seen(".hits mark")
    check("browser: a search stands in the address", b.address() == "/search?q=Rusia", b.address())
    check("browser: its hits are marked", set(b.texts(".hits mark")) == {"Rusia"})
    check("browser: of an ordinary search nothing need be said", not b.texts("section > div > p.soft"))
    b.open(s.address + "search?q=usia")
    b.seen(".hits mark")
    check("browser: a search by parts of words says so", b.texts("section > div > p.soft") == ["No article holds these words as they are; these hold them as parts of words."], b.texts("section > div > p.soft"))
    b.open(s.address + "search?q=Rusia")
    b.seen(".hits mark")
    before = len(b.texts(".hits > li"))
    b.click(".facet button", nth=0)
    b.seen(".facet button[aria-pressed=true]")
    act = urllib.parse.parse_qs(urllib.parse.urlparse(b.address()).query)["act"][0]
    after = len(b.texts(".hits > li"))
    check("browser: a facet narrows it down, in the address", 0 < after < before and act, f"{before} {after}")
    address = b.address()
    b.click(".tabs a:nth-child(2)")
    b.seen(".events a")
    check("browser: the events of the same search", "tab=events" in b.address() and f"act={act}" in b.address())
    acts = set(b.texts(".events .act"))
    check("browser: are all of that act", acts == {act}, acts)

    b.click(".events a")
    b.seen(".report blockquote")
    check("browser: an event shows its reports' words, chains and what differs", b.texts(".report blockquote")[0] and len(b.texts(".report .chain li")) >= 2 and b.texts(".tree li") and b.texts("table td"))
    words = b.text(".report blockquote")
    b.js("navigator.clipboard && (navigator.clipboard.writeText = (t) => { window.copied = t; return Promise.resolve(); })")
    b.click(".report button.quiet")
    copied = b.until("window.copied")
    check("browser: one click copies a citation with its chain", words[:20] in copied and "→" in copied and "sha256:" in copied, copied)
    b.click(".report a")
    b.seen(".seg.lit")
    lit = " ".join("".join(b.texts(".seg.lit.act")).split())
    check("browser: in the article the words of the event are lit", " ".join(words.split())[:40] in lit, f"{words[:60]} / {lit[:60]}")
    check("browser: and its record is chosen beside them", len(b.texts(".item.on")) == 1)
    check("browser: the chosen record stands in the address", len(b.address().split("#")[1]) == 16)
    b.click(".seg.speaker")
    check("browser: a click on words shows their record", len(b.texts(".item.on")) == 1)
    b.click(".item", nth=1)
    check("browser: a click on a record lights its words", b.js("document.querySelectorAll('.item')[1].classList.contains('on') && document.querySelectorAll('.seg.lit').length > 0"))
    b.click(".item .act")
    b.click(".item.on a")
    b.seen(".report")
    check("browser: the chain leads back to the event", b.address().startswith("/event/"))
    b.js("history.back()")
    b.seen(".seg.lit")
    b.open(s.address.rstrip("/") + address)
    b.seen(".hits > li")
    check("browser: a view that was sent by its address is the same", len(b.texts(".hits > li")) == after and b.texts(".chip"))


def timeline(b, s):
    b.open(s.address)
    whole = len(b.texts(".lane svg a"))
    ticks = [b.js(f"[...document.querySelector('{where}').querySelectorAll('.axis line')].map((l) => Math.round(l.getBoundingClientRect().x))")
             for where in (".brush", ".lane svg", ".lanes + .plot svg")]
    check("browser: a day of the volume stands above the same day of the lanes and their axis", len(ticks[0]) > 2 and ticks[0] == ticks[1] == ticks[2], ticks)
    b.drag(".brush", .7, .999)
    b.until("location.search.includes('since=')")
    b.ready()
    part = len(b.texts(".lane svg a"))
    check("browser: a span dragged on the volume filters lanes and list", 0 < part < whole and "until=" in b.address(), f"{whole} {part}")
    b.click("#zoom-in")
    closer = b.address()
    check("browser: zooming changes the span", closer != "/" and "since=" in closer)
    b.open(s.address)
    b.js("document.querySelector('.lane svg a').focus()")
    b.key("ArrowRight")
    first = b.js("document.activeElement.getAttribute('aria-label')")
    b.key("ArrowDown")
    second = b.js("document.activeElement.getAttribute('aria-label')")
    check("browser: arrow keys go from mark to mark and lane to lane", first and second and first != second, f"{first} {second}")
    b.key("Enter")
    b.until("location.pathname !== '/' || location.search")
    check("browser: Enter opens what is focused", b.address().startswith(("/event/", "/timeline?")), b.address())
    b.open(s.address)
    b.key("2")
    b.until("location.pathname === '/network'")
    b.ready()
    b.key("/")
    check("browser: keys lead to views and the search field", b.js("document.activeElement.name") == "q")


def network_and_cadence(b, s):
    b.open(s.address + "network")
    b.seen("g.link")
    b.js("document.querySelector('g.link').dispatchEvent(new MouseEvent('click', {bubbles: true}))")
    b.seen("aside .events a")
    check("browser: an edge leads to its events", len(b.texts("aside .events a")) >= 1)
    b.click("aside .events a")
    b.seen(".report")
    b.open(s.address + "network")
    b.click(".years button")
    b.until("location.search.includes('since=')")
    check("browser: a year is chosen below the network", "until=" in b.address())
    b.open(s.address + "cadence")
    b.seen(".cadence a")
    check("browser: years are marks, with their streak and the articles of each year", b.texts(".cadence .streak") and b.texts(".cadence .cover"))
    b.js("document.querySelector('.cadence a').dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}))")
    b.seen(".events a")
    check("browser: a year leads to its events", "since=" in b.address() and "act=" in b.address())


def family(b, s):
    """Copies of one text: the difference to the first, word by word, is that of the texts."""
    copies = [a["document"] for a in s.get("/articles", limit=200).json()["items"]]
    copies = [d for d in copies if (s.get("/articles/" + d).json()["family"] or {"first": d})["first"] != d]
    check("browser: the examples have a copy", copies)
    b.open(s.address + "article/" + copies[0])
    b.click(".copies button")
    b.seen(".diff.card")
    first, copy = (s.get("/articles/" + d).json()["reading"]["text"] for d in (s.get("/articles/" + copies[0]).json()["family"]["first"], copies[0]))
    pieces = b.js("[...document.querySelector('.diff.card').childNodes].map((n) => [n.nodeName, n.textContent])")
    check("browser: what was left out and added, with the rest, gives both texts", "".join(t for k, t in pieces if k != "INS") == first and "".join(t for k, t in pieces if k != "DEL") == copy)
    check("browser: and something stayed", any(k == "#text" and len(t) > 20 for k, t in pieces))


def language_and_light(b, s):
    b.open(s.address)
    b.click(".tools button[lang=id]")
    b.until("document.querySelector('h1').textContent === 'Lini masa'")
    check("browser: the language changes", b.js("document.documentElement.lang") == "id")
    b.open(s.address + "search?tab=statements")
    b.seen(".hits > li")
    check("browser: and stays", b.text(".tabs a[aria-current]") == "Pernyataan")
    left = b.js("""(async () => { const [a, b] = await Promise.all(['en', 'id'].map(async (l) => Object.keys(await (await fetch('/strings/' + l + '.json')).json())));
        return [...a.filter((k) => !b.includes(k)), ...b.filter((k) => !a.includes(k))]; })()""")
    check("browser: both languages have the same strings", left == [], left)
    b.click(".tools button[lang=en]")
    b.until("document.documentElement.lang === 'en'")
    b.click(".tools button:last-child")
    check("browser: light and dark", b.js("document.documentElement.dataset.theme") == "dark")
    b.click(".tools button:last-child")


CONTRAST = """(() => {
  const rgb = (c) => { const m = c.match(/[\\d.]+/g).map(Number); return m.length < 4 ? [...m, 1] : m; };
  const light = ([r, g, b]) => { const f = (v) => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; }; return .2126 * f(r) + .7152 * f(g) + .0722 * f(b); };
  const back = (n) => { for (; n; n = n.parentElement) { const c = rgb(getComputedStyle(n).backgroundColor); if (c[3] > .99) return c; } return [255, 255, 255, 1]; };
  const wrong = [];
  for (const n of document.querySelectorAll('main *, header *, footer *')) {
    if (n instanceof SVGElement || ![...n.childNodes].some((k) => k.nodeType === 3 && k.data.trim()) || !n.getClientRects().length) continue;
    const style = getComputedStyle(n), a = light(rgb(style.color)), b = light(back(n)), ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700);
    let faded = false;
    for (let p = n; p; p = p.parentElement) faded = faded || getComputedStyle(p).opacity < 1;
    if (ratio < (large ? 3 : 4.5) && !faded && !n.disabled) wrong.push(n.tagName + '.' + n.className + ' ' + n.textContent.slice(0, 20) + ' ' + ratio.toFixed(2));
  }
  return [...new Set(wrong)].slice(0, 8);
})()"""

NAMELESS = """[...document.querySelectorAll('button, a[href], input, select, [role=button]')].filter((n) => n.getClientRects().length &&
  !(n.getAttribute('aria-label') || n.textContent.trim() || n.title || n.closest('label'))).map((n) => n.outerHTML.slice(0, 80))"""


def every_view(s, views):
    """Each view, wide and narrow, light and dark: contrast, names, nothing wider than the screen."""
    for width, height, dark in ((1280, 900, False), (390, 844, False), (1280, 900, True), (390, 844, True)):
        with Browser(width, height, dark) as b:
            wrong = []
            for name, path in views.items():
                b.open(s.address.rstrip("/") + path)
                b.until("!document.querySelector('.events:empty, .hits:empty')", 5)
                b.js("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
                pale, nameless, wide = b.js(CONTRAST), b.js(NAMELESS), b.js("document.documentElement.scrollWidth - innerWidth")
                wrong += [f"{name}: contrast {p}" for p in pale] + [f"{name}: nameless {n}" for n in nameless] + ([f"{name}: {wide} px too wide"] if wide > 0 else [])
                if FOLDER:
                    b.screenshot(f"{FOLDER}/{name}-{width}{'-dark' if dark else ''}.png")
            tag = f"{width} px, {'dark' if dark else 'light'}"
            check(f"browser: every view at {tag} has contrast, names and fits", not wrong, "; ".join(wrong))
            check(f"browser: the console is silent at {tag}", not b.console, b.console)


def review(b, s):
    b.open(s.address + "review?act=congratulate")
    b.seen("#do-accept")
    first = b.text("h1")
    b.click("#do-reject")
    b.until("document.querySelector('.judge .card.decided') !== null")
    check("browser: an event is rejected, and the next one shown", "Rejected" in b.text(".card.decided") and first)
    check("browser: the record has the decision", len(s.get("/corrections").json()["items"]) >= 1)
    b.click(".card.decided button")
    b.until("document.querySelector('.judge .card.decided') === null")
    check("browser: it is taken back", s.get("/corrections").json()["items"][-1]["kind"] == "undo")


def correct(b, s):
    """An event's date, by the keyboard; then two reports apart, and together again."""
    told = max((e for e in s.get("/events", limit=200).json()["items"] if e["date"]), key=lambda e: (len(e["reports"]), e["id"]))
    b.open(s.address + "review/" + told["id"])
    b.seen("#do-accept")
    b.type("[name=by]", "Sari Dewi")
    b.type("[name=why]", "the letter says so")
    b.js("document.activeElement.blur()")
    b.key("c")
    check("browser: a key opens the form and goes into it", b.js("document.getElementById('open-correct').open && document.activeElement.name") == "attribute")
    b.type("#open-correct [name=value]", "2020-02-03")
    b.key("Enter")
    b.until("document.querySelector('.judge .decided')?.textContent.includes('2020')")
    event = s.get("/events/" + told["id"]).json()
    check("browser: the date is corrected, by whom and why", event["date"] == "2020-02-03" and event["decided"][0]["by"] == "Sari Dewi" and event["decided"][0]["why"] == "the letter says so", event["decided"])
    check("browser: the name is kept for the next, the reason is not", b.js("[document.querySelector('[name=by]').value, document.querySelector('[name=why]').value].join('|')") == "Sari Dewi|")
    b.open(s.address + "event/" + event["id"])
    b.seen(".card.decided")
    table = b.text("main table")
    check("browser: the event shows it beside what was read", "corrected by a person" in table and "read from the reports" in table and "2020" in table and "by Sari Dewi" in b.text(".card.decided"), table)
    b.open(s.address + "review/" + event["id"])
    b.seen("#do-accept")
    b.key("p")
    b.click("#open-part [name=report]", nth=0)
    b.click("#open-part button[type=submit]")
    b.until("document.querySelector('.judge .decided')?.textContent.includes('another happening')")
    apart = s.get("/events/" + event["told"][0]["act"]).json()
    check("browser: a report is of another happening", len(apart["told"]) == 1 and s.get("/events/" + event["told"][-1]["act"]).json()["id"] != apart["id"], apart["reports"])
    b.key("j")
    b.seen("#open-join [name=candidate]")
    b.js(f"document.querySelector('#open-join [name=candidate][value=\"{apart['id']}\"]').click()")
    b.click("#open-join button[type=submit]")
    b.until("document.querySelector('.judge .decided')?.textContent.includes('one happening')")
    whole = s.get("/events/" + event["told"][0]["act"]).json()
    check("browser: and of one again", len(whole["told"]) == len(event["told"]), whole["reports"])


def hostile(b, s):
    """Markup in names and texts is shown, not run."""
    path = s.folder.name + "/evil.jsonl"
    with open(path, "w") as out:
        out.write(json.dumps({"id": "evil", "outlet": SCRIPT, "url": "javascript:window.broken=1", "published": "2025-06-01", "title": SCRIPT,
                              "text": f"Presiden Rusia Vladimir Putin mengirim surat kepada Presiden China Xi Jinping, Minggu (1/6/2025), kata Kremlin. {SCRIPT}\n\n\"{SCRIPT} persahabatan\" kata Putin."}) + "\n")
    s.add(path)
    for view in ("article/evil", "search?q=persahabatan", "search?tab=statements&q=persahabatan", "timeline?since=2025-06-01&until=2025-06-01", "search?q=%3Cimg%20src%3Dx%20onerror%3Dwindow.broken%3D1%3E", "event/%3Cscript%3E", "network?who=%3Cb%3Ex", "review?q=persahabatan"):
        b.open(s.address + view)
        check(f"browser: markup in {view[:30]} is text", not b.js("window.broken") and b.js("document.querySelectorAll('main script, main img, main b b, main [onerror]').length") == 0)
    b.open(s.address + "article/evil")
    check("browser: it is shown as it stands", SCRIPT in b.text(".text"))
    check("browser: an address that is script is no link", b.js("[...document.querySelectorAll('a[href]')].every((a) => /^https?:/.test(a.href))"))


def main():
    if not PROGRAM:
        skip("browser", "no Chromium here: install Debian's package chromium")
        done()
    with Serving(BUILD) as s:
        events = s.get("/events", limit=200).json()["items"]
        many = max(events, key=lambda e: (len(e["reports"]), e["id"]))["id"]
        article = s.get("/events/" + many).json()["told"][-1]
        views = {"timeline": "/", "network": "/network", "cadence": "/cadence", "search": "/search?q=Rusia", "statements": "/search?tab=statements", "event": "/event/" + many,
                 "article": f"/article/{article['document']}#{article['act']}", "review": "/review", "correcting": "/review/" + many, "nothing": "/search?q=xyzzy", "missing": "/event/ffffffff"}
        with Browser() as b:
            for step in (walk, timeline, network_and_cadence, family, language_and_light, review, correct, hostile):
                try:
                    step(b, s)
                except Wrong as e:
                    check(f"browser: {step.__name__.replace('_', ' ')}", False, f"{b.address()}: {e}")
            check("browser: no request left for another machine", not same_origin(b, s), same_origin(b, s))
            noise = [l for l in b.console if "404" not in l and "ffffffff" not in l]
            check("browser: the console is silent", not noise, noise[:3])
        del views["missing"]
        every_view(s, views)
    done()


main()
