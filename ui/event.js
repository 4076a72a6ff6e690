// One event: what each report says in its words, through which sources, and what they differ on.
import {h} from "./dom.js";
import {address, get} from "./state.js";
import {act, day, has, languageName, t} from "./words.js";
import {actLabel, chain, citer, eventItem, how, occasion, place, who} from "./shared.js";
import {channel, signature, valueText, what} from "./decided.js";

function report(r, i, event) {
  return h("article", {class: "card report" + (r.copy_of ? " copy" : ""), "aria-label": t("report") + " " + (i + 1)},
    h("div", {class: "row between small"}, h("span", {class: "soft"}, i + 1, ". ", place(r)), h("span", {class: "row"},
      r.copy_of ? h("span", {class: "tag"}, t("copy.of", {n: String(r.copy_of)})) : null, r.language ? h("span", {class: "tag", lang: r.language}, languageName(r.language)) : null)),
    h("blockquote", {lang: r.language}, r.words), chain(r.chain),
    h("div", {class: "small soft"}, h("span", {lang: r.language}, r.title), " · ", day((r.published || "").slice(0, 10))),
    h("div", {class: "row between end small"}, h("a", {href: address("article", {}, r.document, r.act)}, t("in.article")), citer(r.cite)));
}

// Chains of all reports as one tree, from the speaker to the pages.
function tree(reports) {
  const root = new Map();
  reports.forEach((r, i) => {
    let level = root, node;
    for (const step of r.chain) {
      if (!level.has(step)) level.set(step, {below: new Map(), reports: []});
      node = level.get(step);
      level = node.below;
    }
    if (node) node.reports.push(i + 1);
  });
  const draw = (level) => h("ul", {}, [...level].map(([name, node]) => h("li", {}, name, node.reports.length ? [" ", h("span", {class: "tag"}, node.reports.join(", "))] : null, node.below.size ? draw(node.below) : null)));
  const list = draw(root);
  list.className = "root";
  return h("div", {class: "tree"}, list);
}

function differences(event) {
  const number = new Map(event.told.map((r, i) => [r.act, i + 1]));
  const rows = Object.entries(event.attributes);
  const differ = rows.filter(([, a]) => a.values.length > 1 || a.read);
  const shown = differ.length ? differ : rows;
  return [h("p", {class: "soft"}, t(rows.some(([, a]) => a.values.length > 1) ? "differ.some" : differ.length ? "differ.corrected" : event.told.length > 1 ? "differ.none" : "differ.one")),
    h("div", {style: {"overflow-x": "auto"}}, h("table", {}, h("thead", {}, h("tr", {}, ["attribute", "values", "reports", "why"].map((k) => h("th", {scope: "col"}, t("table." + k))))),
      h("tbody", {}, shown.flatMap(([name, a]) => rowsOf(a).map((v, i, all) => h("tr", {},
        i === 0 ? h("th", {scope: "row", rowspan: all.length}, t("attribute." + name)) : null,
        h("td", {class: i === 0 ? "chosen" : v.read ? "soft" : ""}, valueText(name, v.value)), h("td", {class: "soft"}, v.acts.map((id) => number.get(id)).join(", ")),
        h("td", {class: "soft"}, v.read ? t("differ.read") : i === 0 ? has("reason." + a.reason) ? t("reason." + a.reason) : a.reason : ""))))))) ];
}

// The values of an attribute, then what reports give where a person says otherwise.
const rowsOf = (a) => [...(a.values.length ? a.values : [{value: null, acts: []}]), ...(a.read || []).map((v) => ({...v, read: true}))];

function decided(event) {
  if (!event.decided.length) return null;
  return [h("h2", {}, t("decided")), h("ul", {class: "card decided"}, event.decided.map((d) => h("li", {}, h("div", {class: "row between"}, h("b", {}, what(d)),
    h("span", {class: "soft small"}, t("decided.reports", {n: d.reports.length, list: d.reports.join(", ")}))), signature(d))))];
}

// What the same two did before and after, and what answers what.
async function around(event) {
  const a = event.from[0], b = event.to[0] || event.from[1];
  if (!a || !b || !event.date) return null;
  const pair = {a: a.id || a.name, b: b.id || b.name, limit: 6};
  const [before, after] = await Promise.all([get("/events", {...pair, until: event.date, order: "newest"}), get("/events", {...pair, since: event.date})]);
  const others = (list, near) => list.items.filter((e) => e.id !== event.id && e.date && near(e)).slice(0, 4);
  const same = new Set(event.exchange || []);
  const linked = (is) => (event.thread || []).filter((l) => l.is === is).map((l) => ({...l.event, link: l.kind}));
  const ids = new Set((event.thread || []).map((l) => l.event.id));
  const fresh = (list) => list.filter((e) => !ids.has(e.id));
  const first = others(before, (e) => e.date < event.date || same.has(e.id)), then = others(after, (e) => e.date > event.date && !same.has(e.id));
  const item = (e) => e.link ? h("li", {}, h("span", {class: "tag warn", style: {margin: ".5rem .4rem 0"}}, has("link." + e.link) ? t("link." + e.link) : e.link), ...eventItem(e).childNodes) : eventItem(e);
  const column = (key, list) => h("section", {class: "card"}, h("h3", {}, t(key)), list.length ? h("ul", {class: "events"}, list.map(item)) : h("p", {class: "soft"}, t("nothing.told")));
  const past = [...fresh(first).reverse(), ...linked("before")], next = [...linked("after"), ...fresh(then)];
  if (!past.length && !next.length) return null;
  return [h("h2", {}, t("thread")), h("div", {class: "thread"}, column("thread.before", past), column("thread.after", next))];
}

// Several ways in which somebody is quoted: one quotation in other words, or cut.
function quotations(event) {
  const groups = new Map();
  for (const q of event.quoted || []) groups.set(q.group, [...(groups.get(q.group) || []), q]);
  if (!groups.size) return null;
  return [h("h2", {}, t("quoted")), h("div", {class: "card"}, [...groups.values()].map((list) => h("section", {}, h("h3", {}, list[0].who), h("table", {}, h("tbody", {}, list.map((q) =>
    h("tr", {}, h("td", {class: "soft"}, q.report), h("td", {class: "serif"}, q.words))))))))];
}

export async function show(at) {
  const event = await get("/events/" + encodeURIComponent(at.id));
  const fact = (key, value) => value ? h("div", {}, h("dt", {}, t(key)), h("dd", {}, value)) : null;
  return h("div", {}, h("div", {class: "headline"}, h("h1", {}, who(event)), actLabel(event.act),
    event.planned ? h("span", {class: "tag"}, t("planned")) : null, event.denied ? h("span", {class: "tag warn"}, t("denied")) : null),
  h("dl", {class: "facts"}, fact("fact.date", [day(event.date), event.date_how ? h("span", {class: "soft small"}, " · " + how(event.date_how)) : ""]),
    fact("fact.occasion", occasion(event.occasion)), fact("fact.channel", event.channel ? channel(event.channel) : null),
    fact("fact.reports", String(event.reports.length)), fact("fact.sources", String(event.sources.length))),
  h("h2", {}, t("reports")), h("div", {class: "reports"}, event.told.map((r, i) => report(r, i, event))),
  h("div", {class: "thread"}, h("section", {}, h("h2", {}, t("source.tree")), h("div", {class: "card"}, tree(event.told))),
    h("section", {}, h("h2", {}, t("differ")), h("div", {class: "card"}, differences(event)))),
  decided(event), quotations(event), await around(event),
  h("p", {class: "small"}, h("a", {href: address("review", {}, event.id)}, t("event.review")), " · ", h("span", {class: "soft"}, t("event.id") + " " + event.id)));
}

export {act};
