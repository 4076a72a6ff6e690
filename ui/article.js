// An article: its text with every stretch that something was read from, and what was read; each leads to the other.
import {h, put} from "./dom.js";
import {address, get, go, here} from "./state.js";
import {act, day, has, languageName, t} from "./words.js";
import {actLabel, chain, citer, how, names, occasion, place} from "./shared.js";
import {diff} from "./diff.js";

const ROLES = ["words", "speaker", "cue", "to", "source", "date", "act"];

const ranges = (r) => !r || !r.length ? [] : typeof r[0] === "number" ? [r] : r;

// Every stretch: {part, from, to, role, id}.
function stretches(reading) {
  const all = [];
  const put = (part, r, role, id, extra) => ranges(r).forEach(([from, to]) => { if (to > from) all.push({part: part || "body", from, to, role, id, ...extra}); });
  const people = (part, list, role, id) => [list].flat().forEach((a) => a && a.at && put(a.part || part, a.at, role, id));
  for (const s of reading.statements) {
    put(s.part, s.content, "words", s.id, {translated: s.translated});
    put(s.part, s.speaker, "speaker", s.id);
    put(s.part, s.cue, "cue", s.id);
    people(s.part, s.to, "to", s.id);
    people(s.part, s.via, "source", s.id);
  }
  for (const a of reading.acts) {
    put(a.part, a.evidence, "act", a.id);
    people(a.part, a.from, "speaker", a.id);
    people(a.part, a.to, "to", a.id);
    people(a.part, a.via, "source", a.id);
  }
  for (const s of reading.sources) put(s.part, s.evidence, "source", null);
  for (const d of reading.dates || []) put(d.part, d.evidence, "date", null);
  return all;
}

// Text cut where any stretch begins or ends, so that those that overlap all show.
function segments(text, mine) {
  const chars = Array.from(text), cuts = new Set([0, chars.length]);
  for (const s of mine) { cuts.add(Math.min(s.from, chars.length)); cuts.add(Math.min(s.to, chars.length)); }
  const at = [...cuts].sort((a, b) => a - b);
  return at.slice(0, -1).map((from, i) => {
    const over = mine.filter((s) => s.from <= from && s.to > from), words = chars.slice(from, at[i + 1]).join("");
    if (!over.length) return document.createTextNode(words);
    const roles = [...new Set(over.map((s) => s.role))], ids = [...new Set(over.map((s) => s.id).filter(Boolean))];
    const inner = over.reduce((a, b) => b.to - b.from < a.to - a.from ? b : a);
    return h("span", {class: "seg " + roles.join(" ") + (over.some((s) => s.translated) ? " translated" : ""), "data-ids": ids.join(" "), "data-inner": inner.id || ids[0] || "",
      title: roles.map((r) => t("role." + r)).join(", ") + (over.some((s) => s.translated) ? " · " + t("translated") : "")}, words);
  });
}

function paragraphs(text, mine) {
  const box = h("div", {});
  let at = 0;
  for (const piece of text.split("\n\n")) {
    const size = Array.from(piece).length, from = at, to = at + size;
    const near = mine.filter((s) => s.from < to && s.to > from).map((s) => ({...s, from: Math.max(0, s.from - from), to: Math.min(size, s.to - from)}));
    box.append(h("p", {}, segments(piece, near)));
    at = to + 2;
  }
  return box;
}

function statement(s, reading, links) {
  const words = Array.from(s.part ? reading.parts[s.part] || "" : reading.text);
  return [h("div", {class: "row"}, h("b", {}, s.who ? s.who.name : t("somebody")), s.to ? h("span", {}, "→ " + s.to.name) : null, h("span", {class: "tag"}, t("kind." + s.kind)),
    s.translated ? h("span", {class: "tag warn", title: t("translated.why")}, t("translated")) : null),
  h("q", {lang: reading.language}, ranges(s.content).map(([a, b]) => words.slice(a, b).join("")).join(" … ")),
  h("div", {class: "row soft small"}, s.said ? h("span", {}, day(s.said, "short"), " · ", how(s.said_how)) : null, s.channel ? h("span", {}, has("value." + s.channel) ? t("value." + s.channel) : s.channel) : null),
  foot(links)];
}

function deed(a, links) {
  const to = names(a.to);
  return [h("div", {class: "row"}, actLabel(a.act), a.planned ? h("span", {class: "tag"}, t("planned")) : null, a.denied ? h("span", {class: "tag warn"}, t("denied")) : null),
    h("div", {class: "serif"}, (names(a.from) || t("somebody")) + (to ? " → " + to : "")),
    h("div", {class: "row soft small"}, a.date ? h("span", {}, day(a.date, "short"), " · ", how(a.date_how)) : null, h("span", {}, occasion(a.occasion))),
    foot(links)];
}

const foot = (links) => links ? [chain(links.chain), h("div", {class: "row between small"}, links.event ? h("a", {href: address("event", {}, links.event), onclick: (e) => e.stopPropagation()}, t("open.event")) : h("span", {}), citer(links.cite))] : null;

function family(full, at) {
  if (!full.family) return null;
  const me = full.article.document, first = full.family.first, box = h("div", {});
  const compare = async (document, button) => {
    const [a, b] = await Promise.all([get("/articles/" + first), get("/articles/" + document)]);
    put(box, h("h3", {}, t("diff.title")), h("p", {class: "soft small"}, h("ins", {class: "diff"}, t("diff.ins")), " · ", h("del", {class: "diff"}, t("diff.del"))),
      h("div", {class: "diff card", lang: b.reading.language}, diff(a.reading.text, b.reading.text).map(([kind, text]) => kind === "same" ? text : h(kind, {}, text))));
    box.scrollIntoView({block: "nearest"});
    button.setAttribute("aria-pressed", "true");
  };
  return [h("h2", {}, t("family")), h("p", {class: "soft"}, t("family.n", {n: full.family.articles.length}), full.family.agency ? " · " + t("family.agency", {name: (full.reading.sources.find((s) => s.id === full.family.agency) || {name: full.family.agency}).name}) : ""),
    h("div", {class: "card"}, h("ul", {class: "copies"}, full.family.articles.map((c) => h("li", {class: "row between"},
      h("span", {}, h("a", {href: address("article", {}, c.document)}, c.document === me ? place(full.article) : c.outlet || c.url ? place(c) : c.title), " ", h("span", {class: "soft small"}, day((c.published || "").slice(0, 10), "short")), c.document === me ? [" ", h("span", {class: "tag"}, t("this.one"))] : null,
        h("div", {class: "small soft"}, c.title)),
      h("span", {class: "row"}, h("span", {class: "tag"}, t("how.copied." + c.how)), c.retitled ? h("span", {class: "tag"}, t("retitled")) : null,
        c.how !== "first" ? h("button", {type: "button", class: "small", onclick: (e) => compare(c.document, e.target)}, t("diff")) : null))))), box];
}

export async function show(at) {
  const full = await get("/articles/" + encodeURIComponent(at.id)), r = full.reading, a = full.article, all = stretches(r);
  const parts = Object.entries(r.parts).filter(([name]) => name !== "title");
  const text = h("article", {class: "text", lang: r.language}), side = h("aside", {class: "side", "aria-label": t("read.from")});
  const part = (name) => all.filter((s) => s.part === name);
  const before = parts.filter(([name]) => name === "header"), after = parts.filter(([name]) => name !== "header");
  const partBox = ([name, words]) => h("div", {class: "part"}, h("small", {}, has("part." + name.split(":")[0]) ? t("part." + name.split(":")[0]) : name), segments(words, part(name)));
  const roles = h("div", {class: "roles", role: "group", "aria-label": t("roles")}, ROLES.map((role) => h("button", {type: "button", "aria-pressed": "true", onclick: (e) => {
    const on = e.currentTarget.getAttribute("aria-pressed") !== "true";
    e.currentTarget.setAttribute("aria-pressed", String(on));
    for (const seg of text.querySelectorAll(".seg")) if (seg.dataset.roles.split(" ").includes(role)) seg.classList.toggle(role, on);
  }}, h("span", {class: "seg " + role}, t("role." + role)))));
  put(text, h("h1", {}, segments(r.parts.title || r.title || "", part("title"))), before.map(partBox), paragraphs(r.text, part("body")), after.map(partBox));
  for (const seg of text.querySelectorAll(".seg")) seg.dataset.roles = seg.className;
  const items = [...r.acts.map((x) => ({x, start: x.part ? 1e9 : (ranges(x.evidence)[0] || [0])[0], act: true})), ...r.statements.map((x) => ({x, start: x.part ? 1e9 : ranges(x.content)[0][0]}))].sort((p, q) => p.start - q.start);
  put(side, h("h2", {style: {"margin-top": 0}}, t("read.from")), items.length ? null : h("p", {class: "soft"}, t("nothing.read")), items.map(({x, act: isAct}) =>
    h("div", {class: "item", id: "item-" + x.id, tabindex: 0, role: "button", "aria-pressed": "false", onclick: () => select(x.id, true), onkeydown: (e) => { if (e.key === "Enter" && e.target === e.currentTarget) select(x.id, true); }},
      isAct ? deed(x, full.items[x.id]) : statement(x, r, full.items[x.id]))));

  function select(id, fromList) {
    for (const seg of text.querySelectorAll(".seg")) seg.classList.toggle("lit", seg.dataset.ids.split(" ").includes(id));
    for (const item of side.querySelectorAll(".item")) {
      item.classList.toggle("on", item.id === "item-" + id);
      item.setAttribute("aria-pressed", String(item.id === "item-" + id));
    }
    const seg = text.querySelector(".seg.lit"), item = document.getElementById("item-" + id);
    if (item) side.scrollTop = item.offsetTop - 60;
    if (fromList) seg?.scrollIntoView({block: "center", behavior: "smooth"});
    else if (item) item.scrollIntoView({block: "nearest"});
    if (here().hash !== id) history.replaceState(null, "", location.pathname + location.search + "#" + encodeURIComponent(id));
  }
  text.addEventListener("click", (e) => {
    const seg = e.target.closest(".seg");
    if (seg && seg.dataset.inner && !String(getSelection())) select(seg.dataset.inner, false);
  });
  document.getElementById("main").addEventListener("shown", () => { if (at.hash) select(at.hash, true); }, {once: true});

  const meta = h("p", {class: "row soft small"}, h("span", {}, place(a)), h("span", {}, day((a.published || "").slice(0, 10))), a.language ? h("span", {}, languageName(a.language)) : null,
    a.url && /^https?:\/\//.test(a.url) ? h("a", {href: a.url, rel: "noreferrer noopener external", target: "_blank"}, t("page")) : null,
    full.versions.length > 1 ? h("span", {class: "tag"}, t("version", {n: String(a.version), of: String(a.versions)})) : null, r.authors && r.authors.length ? h("span", {}, r.authors.join(", ")) : null);
  return h("div", {}, meta, roles, h("div", {class: "paper"}, text, side), family(full, at),
    h("p", {class: "small soft"}, "SHA-256 ", a.page_sha256.slice(0, 16), "…"));
}

export {act, go};
