// Articles, events and statements that fit; facets beside them narrow it down. All of it stands in the address.
import {h} from "./dom.js";
import {address, change, filters, get, here} from "./state.js";
import {act, day, languageName, number, t} from "./words.js";
import {chain, citer, empty, eventItem, how, pages, place} from "./shared.js";

const FACETS = [["act", "act"], ["actor", "who"], ["occasion", "occasion"], ["outlet", "outlet"], ["year", null], ["language", "language"]];

// "‹hit›" as marks.
function snippet(text) {
  return text.split(/(‹[^›]*›)/).map((piece) => piece.startsWith("‹") ? h("mark", {}, piece.slice(1, -1)) : piece);
}

function article(a) {
  return h("li", {}, h("a", {class: "title", href: address("article", {}, a.document), lang: a.language}, a.title || place(a)),
    h("div", {class: "row soft small"}, h("span", {}, place(a)), h("span", {}, day((a.published || "").slice(0, 10), "short")), h("span", {}, t("acts.n", {n: a.acts})), h("span", {}, t("statements.n", {n: a.statements})),
      a.versions > 1 ? h("span", {class: "tag"}, t("version", {n: String(a.version), of: String(a.versions)})) : null),
    a.snippet ? h("p", {class: "serif", lang: a.language}, snippet(a.snippet)) : null);
}

function statement(s) {
  const w = s.statement;
  return h("li", {}, h("div", {class: "row"}, h("b", {}, w.who ? w.who.name : t("somebody")), w.to ? h("span", {}, "→ " + w.to.name) : null, h("span", {class: "soft small"}, w.said ? day(w.said, "short") + " · " + how(w.said_how) : day((s.published || "").slice(0, 10), "short")),
    w.translated ? h("span", {class: "tag warn", title: t("translated.why")}, t("translated")) : null),
  h("q", {}, w.content), h("div", {class: "row between small"}, chain(s.chain), h("span", {class: "row"}, h("a", {href: address("article", {}, s.document, s.id)}, t("in.article")), citer(s.cite))));
}

function facet([name, param], values, f) {
  if (!values.length) return null;
  const label = (v) => name === "act" ? act(v.value) : name === "language" ? languageName(v.value) : v.name;
  const on = (v) => param ? f[param] === v.value : f.since === v.value && f.until === v.value;
  const press = (v) => param ? change({[param]: on(v) ? null : v.value}) : change(on(v) ? {since: null, until: null} : {since: v.value, until: v.value});
  const shown = name === "year" ? values.slice(-12).reverse() : values.slice(0, 10);
  return h("section", {class: "facet"}, h("h3", {}, t("facet." + name)), shown.map((v) => h("button", {type: "button", "aria-pressed": String(on(v)), onclick: () => press(v)}, h("span", {}, label(v)), h("span", {class: "n"}, number(v.count)))));
}

/* What the order, or the choice, of the hits does not say by itself. */
function asFound({search: s}) {
  return s ? [s.by === "parts" && t("search.parts"), s.order === "newest" && t("search.newest"), s.cut && t("search.cut")].filter(Boolean) : [];
}

const TABS = {
  articles: (f) => pages("/articles", {...f, order: f.q ? null : "newest", limit: 20}, article, {class: "hits"}, empty, asFound),
  events: (f) => pages("/events", {...f, order: "newest", limit: 25}, eventItem, {class: "events"}),
  statements: ({act: _, occasion: __, ...f}) => pages("/statements", {...f, order: "newest", limit: 20}, statement, {class: "hits"}),
};

export async function show(at) {
  const f = filters(), tab = TABS[at.params.get("tab")] ? at.params.get("tab") : "articles";
  const facets = await get("/facets", f);
  return h("div", {}, h("h1", {class: "hidden"}, t("view.search")), h("div", {class: "finder"}, h("aside", {class: "facets", "aria-label": t("facets")}, FACETS.map((x) => facet(x, facets[x[0]], f))),
    h("section", {}, h("div", {class: "tabs"}, Object.keys(TABS).map((k) => h("a", {href: address("search", {...f, tab: k === "articles" ? null : k}), "aria-current": k === tab ? "true" : null}, t("tab." + k)))),
      TABS[tab](f))));
}

export {here};
