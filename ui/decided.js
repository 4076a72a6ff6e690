// What people decided about events, as lines to read.
import {h} from "./dom.js";
import {address} from "./state.js";
import {act, day, has, language, t} from "./words.js";

export const channel = (name) => has("value." + name) ? t("value." + name) : name;

// A value of an attribute: as the record gives it, or as a decision has it.
export function valueText(attribute, value) {
  if (value == null || (Array.isArray(value) && !value.length)) return t("none");
  if (Array.isArray(value)) return value.map((a) => a.name).join("; ");
  if (typeof value === "object") return value.name;
  if (typeof value === "boolean") return t(value ? "value.yes" : "value.no");
  if (attribute === "act") return act(value);
  if (attribute === "date") return day(value);
  return channel(String(value));
}

export const what = (d) => t("decided." + d.kind, d.kind === "correct" ? {attribute: t("attribute." + d.attribute), value: valueText(d.attribute, d.value)} : {});

function when(at) {
  const time = new Date(at);
  return isNaN(time) ? at : new Intl.DateTimeFormat(language(), {dateStyle: "long", timeStyle: "short", timeZone: "UTC"}).format(time) + " UTC";
}

// By whom, when, why.
export function signature(d) {
  const parts = [d.by ? t("decided.by", {name: d.by}) : null, d.at ? h("time", {datetime: d.at}, when(d.at)) : null].filter(Boolean);
  return h("div", {class: "soft small"}, parts.map((p, i) => [i ? " · " : "", p]), d.why ? [parts.length ? " · " : "", h("span", {class: "serif"}, d.why)] : null);
}

// The corrections of the record as decisions: those of one id are one.
export function decisionsOf(corrections) {
  const all = new Map();
  for (const c of corrections) {
    if (c.kind === "undo" || c.undone) continue;
    const key = c.decision + c.kind, d = all.get(key) || {...c, words: [], articles: new Set()};
    all.set(key, d);
    for (const side of [c.who, c.kind === "join" || c.kind === "part" ? c.to : null]) {
      if (!side || !side.article || d.articles.has(side.article)) continue;
      d.articles.add(side.article);
      d.words.push(side);
    }
  }
  return [...all.values()];
}

// The words that a decision is about: the first of them, and how many more.
export function anchors(d) {
  if (!d.words.length) return null;
  const [first, ...rest] = d.words;
  return h("div", {}, h("q", {class: "serif"}, first.words), " ", h("a", {href: address("article", {}, first.article)}, t("view.article")),
    rest.length ? h("span", {class: "soft"}, " " + t("decided.more", {n: rest.length})) : null);
}
