// Pieces that several views show.
import {h, put, copy} from "./dom.js";
import {address, change, filters, get, go, here, FILTERS} from "./state.js";
import {act, day, has, languageName, number, ordinal, t} from "./words.js";
import {icon, kindOf, kinds} from "./acts.js";

export const names = (actors) => actors.map((a) => a.name || a).join(", ");

export const actLabel = (name) => h("span", {class: "act " + kindOf(name)}, icon(name), act(name));

export function occasion(o) {
  return o && o.name ? o.name + ordinal(o.ordinal) : "";
}

export function who(event) {
  const from = names(event.from) || t("somebody"), to = names(event.to);
  const both = ["meet", "agree"].includes(event.act);
  if (both && event.from.length > 1 && !to) return event.from.map((a) => a.name).join(" ↔ ");
  return to ? from + (both ? " ↔ " : " → ") + to : from;
}

export const chain = (steps) => h("ol", {class: "chain", "aria-label": t("chain")}, steps.map((s) => h("li", {}, s)));

// Where it stands, for people: the outlet, the host of its address, the name of its file.
export function place(a) {
  if (a.outlet) return a.outlet;
  try { if (a.url) return new URL(a.url).host.replace(/^www\./, ""); } catch { /* no address */ }
  return (a.file || a.document || "").split("/").pop();
}

export const how = (name) => name && has("how." + name) ? t("how." + name) : "";

export const citer = (text) => h("button", {class: "quiet small", type: "button", onclick: (e) => { e.stopPropagation(); copy(text, t("copied")); }}, t("copy"));

export function empty(words = t("nothing")) {
  return h("div", {class: "empty"}, h("p", {}, words), Object.keys(filters()).length ? h("a", {href: address(here().view)}, t("filters.clear")) : null);
}

export const trouble = (error) => h("div", {class: "card trouble"}, h("h3", {}, t("trouble")), h("p", {}, error.message));

// ---- events as a list

export function eventItem(e) {
  return h("li", {}, h("a", {href: address("event", {}, e.id)},
    h("time", {datetime: e.date || ""}, day(e.date, "short"), h("small", {}, how(e.date_how))),
    h("span", {class: "who"}, who(e)),
    h("span", {class: "count"}, t("reports.n", {n: e.reports.length}), e.sources.length > 1 ? " · " + t("sources.n", {n: e.sources.length}) : ""),
    h("span", {class: "what"}, actLabel(e.act), e.planned ? h("span", {class: "tag"}, t("planned")) : null, e.denied ? h("span", {class: "tag warn"}, t("denied")) : null,
      h("span", {}, occasion(e.occasion)), chain(e.chain))));
}

// A list that grows by pages: what `path` answers, each item drawn by `draw`.
/* `tell`: what the first answer has to say about itself. */
export function pages(path, params, draw, props = {}, nothing = empty, tell = () => []) {
  const list = h("ul", props), more = h("div", {class: "row"}), box = h("div", {}, list, more);
  const load = async (cursor) => {
    try {
      const answer = await get(path, {...params, cursor});
      if (!answer.items.length && !cursor) return put(box, nothing());
      if (!cursor) list.before(...tell(answer).map((said) => h("p", {class: "soft small"}, said)));
      answer.items.forEach((item) => list.append(draw(item)));
      put(more, answer.next ? h("button", {type: "button", onclick: () => load(answer.next)}, t("more")) : null);
    } catch (error) { put(more, trouble(error)); }
  };
  load(null);
  return box;
}

export const eventList = (params, limit = 25) => pages("/events", {...params, limit}, eventItem, {class: "events"});

export function actLegend(acts) {
  const seen = new Set(acts);
  return h("div", {class: "legend", "aria-label": t("legend")}, Object.entries(kinds).map(([kind, list]) => list.filter((a) => seen.has(a)).map((a) =>
    h("span", {class: kind}, h("span", {class: "act"}, icon(a), act(a))))));
}

// ---- the filter

const EXTRA = ["from", "to", "a", "b", "occasion", "via", "outlet", "language", "new_since"];
let open = false;

function field(name, value, kind = {}) {
  return h("label", {class: kind.class || ""}, t("f." + name), h("input", {name, value: value || "", placeholder: has("f." + name + ".eg") ? t("f." + name + ".eg") : "", autocomplete: "off", spellcheck: "false", type: kind.type || "text", list: kind.list}));
}

function submit(form) {
  const changes = {};
  for (const name of FILTERS) if (form.elements[name]) changes[name] = form.elements[name].value.trim();
  change(changes);
}

// Names to choose from, asked for when somebody begins to write one.
function actorList(form) {
  const list = h("datalist", {id: "known"});
  form.addEventListener("focusin", () => get("/actors", {limit: 100}).then((a) => put(list, a.items.map((k) => h("option", {value: k.name})))).catch(() => {}), {once: true});
  return list;
}

export function filterBar(acts) {
  const f = filters(), given = Object.entries(f);
  const form = h("form", {role: "search", onsubmit: (e) => { e.preventDefault(); submit(form); }});
  const choice = h("select", {name: "act", onchange: () => submit(form)}, h("option", {value: ""}, t("any")),
    acts.map((a) => h("option", {value: a, selected: f.act === a}, act(a))));
  const main = h("div", {class: "filter"}, field("q", f.q, {class: "wide", type: "search"}), field("who", f.who, {class: "wide", list: "known"}),
    h("label", {class: "less"}, t("f.act"), choice), field("since", f.since, {class: "less"}), field("until", f.until, {class: "less"}),
    h("div", {class: "more row"}, h("button", {class: "main", type: "submit"}, t("filters.apply")),
      h("button", {class: "quiet", type: "button", "aria-expanded": String(open), onclick: (e) => { open = !open; e.target.setAttribute("aria-expanded", String(open)); show(); }}, t("filters.more"))));
  const extra = h("div", {class: "filter extra"}, EXTRA.map((name) => field(name, f[name], {list: ["from", "to", "a", "b", "via"].includes(name) ? "known" : null})));
  const show = () => { extra.hidden = !open; extra.style.display = open ? "" : "none"; main.classList.toggle("open", open); };
  show();
  put(form, main, extra, actorList(form));
  const label = (k, v) => k === "act" ? act(v) : k === "language" ? languageName(v) : v;
  const chips = given.length ? h("div", {class: "chips"}, given.map(([k, v]) =>
    h("button", {class: "chip", type: "button", "aria-label": t("filters.drop", {what: t("f." + k) + " " + v}), onclick: () => change({[k]: null})}, h("b", {}, t("f." + k)), label(k, v), h("span", {class: "x", "aria-hidden": "true"}, "×"))),
    given.length > 1 ? h("button", {class: "quiet small", type: "button", onclick: () => change(Object.fromEntries(given.map(([k]) => [k, null])))}, t("filters.clear")) : null) : null;
  return h("div", {}, form, chips);
}

export {number, go};
