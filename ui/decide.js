// Forms by which people correct an event: what it is, which reports are of it, who is who.
import {h, put} from "./dom.js";
import {get} from "./state.js";
import {act, day, t} from "./words.js";
import {kinds} from "./acts.js";
import {actLabel, occasion, place, who} from "./shared.js";
import {channel} from "./decided.js";

const CHANNELS = ["letter", "message", "phone", "speech", "statement", "press conference", "interview", "meeting", "social media", "court", "report", "broadcast"];
const ATTRIBUTES = ["date", "act", "from", "to", "occasion", "ordinal", "channel", "place", "planned", "denied"];

const field = (label, control, hint) => h("label", {}, label, control, hint ? h("small", {}, hint) : null);
const select = (props, options) => h("select", props, options.map(([value, text]) => h("option", {value}, text)));

// What opens with a key: a heading with its sign, and a form.
export function fold(key, form, opened) {
  const box = h("details", {id: "open-" + key}, h("summary", {}, t("fold." + key), h("kbd", {"aria-hidden": "true"}, t("fold.key." + key))), form);
  box.addEventListener("toggle", () => { if (box.open && opened) opened(); });
  return box;
}

export function openFold(key) {
  const box = document.getElementById("open-" + key);
  if (!box) return false;
  box.open = !box.open;
  if (box.open) box.querySelector("input, select, button")?.focus();
  else box.querySelector("summary").focus();
  return true;
}

// ---- who decides, and why

const kept = {
  get name() { try { return localStorage.getItem("by") || ""; } catch { return ""; } },
  set name(value) { try { localStorage.setItem("by", value); } catch { /* not kept */ } },
};

export function authorForm() {
  const by = h("input", {name: "by", autocomplete: "name", maxlength: 100, value: kept.name, onchange: () => { kept.name = by.value.trim(); }});
  const why = h("input", {name: "why", autocomplete: "off", maxlength: 300});
  const box = h("div", {class: "pair author"}, field(t("decide.by"), by), field(t("decide.why"), why));
  box.signed = (body) => ({...body, by: by.value.trim() || null, why: why.value.trim() || null});
  return box;
}

const told = (r, i) => i + 1 + ". " + place(r) + (r.title ? " · " + r.title : "");
const reportsOf = (event) => select({name: "report"}, [["", t("reports.all", {n: event.told.length})], ...event.told.map((r, i) => [r.act, told(r, i)])]);
const submit = (label) => h("div", {}, h("button", {type: "submit"}, label));

// ---- what it is

const now = {
  from: (e) => e.from.map((a) => a.name).join("; "), to: (e) => e.to.map((a) => a.name).join("; "), date: (e) => e.date || "", act: (e) => e.act,
  occasion: (e) => e.occasion ? e.occasion.name : "", ordinal: (e) => e.occasion?.ordinal || "", channel: (e) => e.channel || "",
  place: (e) => e.attributes.place?.chosen || "", planned: (e) => e.planned ? "yes" : "no", denied: (e) => e.denied ? "yes" : "no",
};

function control(attribute, event) {
  const value = now[attribute](event), yes = [["yes", t("value.yes")], ["no", t("value.no")]];
  const choices = {act: () => Object.values(kinds).flat().map((a) => [a, act(a)]), planned: () => yes, denied: () => yes,
    channel: () => [["", t("none")], ...CHANNELS.map((c) => [c, channel(c)])]}[attribute];
  if (!choices) return h("input", {name: "value", value, autocomplete: "off", list: attribute === "from" || attribute === "to" ? "known" : null,
    inputmode: attribute === "ordinal" ? "numeric" : null, placeholder: attribute === "date" ? "2023-08-15" : null});
  const box = select({name: "value"}, choices());
  box.value = value;
  return box;
}

export function correctForm(event, decide) {
  const attribute = select({name: "attribute", onchange: () => show()}, ATTRIBUTES.map((a) => [a, t("attribute." + a)]));
  const value = h("div", {}), reports = reportsOf(event);
  const show = () => put(value, field(t("correct.to"), control(attribute.value, event), t(["from", "to"].includes(attribute.value) ? "correct.names" : "correct.empty")));
  show();
  return h("form", {onsubmit: (e) => {
    e.preventDefault();
    const body = {kind: "correct", event: event.id, attribute: attribute.value, value: value.querySelector("[name=value]").value.trim()};
    decide(reports.value ? {...body, reports: [reports.value]} : body);
  }}, h("div", {class: "pair"}, field(t("correct.attribute"), attribute), value), event.told.length > 1 ? field(t("correct.reports"), reports) : null, submit(t("correct.do")));
}

// ---- which reports are of it

const DAY = 86400000;
const around = (date, days) => new Date(Date.parse(date.slice(0, 10).padEnd(10, "-01")) + days * DAY).toISOString().slice(0, 10);

// Events that may be the same: of the same people, within some weeks.
async function candidates(event) {
  const somebody = event.from[0] || event.to[0];
  if (!somebody) return [];
  const days = /^\d{4}(-\d\d){0,2}$/.test(event.date || "") ? {since: around(event.date, -31), until: around(event.date, 31)} : {};
  const found = await get("/events", {who: somebody.id || somebody.name, ...days, limit: 20});
  return found.items.filter((e) => e.id !== event.id);
}

export function joinForm(event, decide) {
  const list = h("div", {class: "choices"}), other = h("input", {name: "with", autocomplete: "off", spellcheck: "false", pattern: "[0-9a-f]{4,16}", placeholder: "3f2a9c41"});
  const form = h("form", {onsubmit: (e) => {
    e.preventDefault();
    const wanted = other.value.trim() || form.querySelector("[name=candidate]:checked")?.value;
    if (wanted) decide({kind: "join", event: event.id, with: wanted});
    else other.focus();
  }}, h("fieldset", {}, h("legend", {}, t("join.which")), list), field(t("join.id"), other), submit(t("join.do")));
  const load = async () => {
    if (list.childNodes.length) return;
    let found = [];
    try { found = await candidates(event); } catch { /* then by its id */ }
    put(list, found.length ? found.map((e) => h("label", {class: "choice"}, h("input", {type: "radio", name: "candidate", value: e.id}),
      h("span", {}, h("b", {}, day(e.date, "short")), " ", who(e), " ", actLabel(e.act), occasion(e.occasion) ? [" ", occasion(e.occasion)] : null))) : h("p", {class: "soft small"}, t("join.none")));
  };
  return [form, load];
}

export function partForm(event, decide) {
  const form = h("form", {onsubmit: (e) => {
    e.preventDefault();
    const chosen = [...form.querySelectorAll("[name=report]:checked")].map((i) => i.value);
    const left = event.told.find((r) => !chosen.includes(r.act));
    if (chosen.length && left) decide({kind: "part", event: event.id, reports: chosen}, left.act);
    else form.querySelector("[name=report]").focus();
  }}, h("fieldset", {}, h("legend", {}, t("part.which")), event.told.map((r, i) => h("label", {class: "choice"}, h("input", {type: "checkbox", name: "report", value: r.act}),
    h("span", {}, h("b", {}, told(r, i)), " ", h("q", {class: "serif", lang: r.language}, r.words))))), submit(t("part.do")));
  return form;
}

// ---- who is who: another name, the same as another, or, in one article, somebody else

export function actorForm(event, decide) {
  const actors = [...event.from, ...event.to], kind = select({name: "kind", onchange: () => show()}, ["rename", "merge", "split"].map((k) => [k, t("correct." + k)]));
  const actor = select({name: "who"}, actors.map((a) => [a.id || a.name, a.name]));
  const value = h("input", {name: "value", required: true, autocomplete: "off", list: "known"}), label = h("span", {});
  const article = select({name: "article"}, event.told.map((r, i) => [r.article, told(r, i)]));
  const where = field(t("correct.article"), article);
  const show = () => { label.textContent = t("correct.value." + kind.value); where.style.display = kind.value === "split" ? "" : "none"; };
  show();
  return h("form", {onsubmit: (e) => {
    e.preventDefault();
    const body = {kind: kind.value, who: actor.value};
    if (kind.value === "merge") body.to = value.value.trim();
    else body.name = value.value.trim();
    if (kind.value === "split") body.article = article.value;
    decide(body);
  }}, h("div", {class: "pair"}, field(t("correct.who"), actor), field(t("correct.what"), kind)), field(label, value), where, submit(t("correct.do")));
}
