// The words of the interface, in the language that was chosen: strings/CODE.json, one file each.

export const LANGUAGES = ["id", "en"];
let strings = {}, code = "en";

function kept() {
  try { return localStorage.getItem("language"); } catch { return null; }
}

export async function choose(wanted) {
  const guess = (navigator.languages || []).map((l) => l.slice(0, 2)).find((l) => LANGUAGES.includes(l));
  code = [wanted, kept(), guess].find((l) => LANGUAGES.includes(l)) || "en";
  if (wanted) try { localStorage.setItem("language", code); } catch { /* not kept */ }
  strings = await (await fetch(`/strings/${code}.json`)).json();
  document.documentElement.lang = code;
}

export const language = () => code;

// t("reports", {n: 3}): "one|many" by n; {name} is filled in.
export function t(key, values = {}) {
  let text = strings[key];
  if (text == null) return key;
  if (text.includes("|")) text = text.split("|")[values.n === 1 ? 0 : 1];
  return text.replace(/\{(\w+)\}/g, (_, name) => typeof values[name] === "number" ? number(values[name]) : values[name] ?? "");
}

export const has = (key) => key in strings;
export const number = (n) => new Intl.NumberFormat(code).format(n);
export const act = (name) => t("act." + name);

// An EDTF date as people write it; what is no day stays coarse.
export function day(edtf, style = "medium") {
  if (!edtf) return t("undated");
  const [from, to] = edtf.split("/");
  if (to) return day(from, style) + " – " + day(to, style);
  const m = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(edtf);
  if (!m) return edtf;
  const about = /[~?]/.test(edtf) ? t("about.date") + " " : "";
  if (!m[2]) return about + m[1];
  const when = new Date(Date.UTC(+m[1], +m[2] - 1, +(m[3] || 1)));
  const parts = m[3] ? {day: "numeric", month: style === "short" ? "short" : "long", year: "numeric"} : {month: "long", year: "numeric"};
  return about + new Intl.DateTimeFormat(code, {...parts, timeZone: "UTC"}).format(when);
}

export function ordinal(n) {
  if (!n) return "";
  if (code === "id") return " ke-" + n;
  const end = {one: "st", two: "nd", few: "rd", other: "th"}[new Intl.PluralRules("en", {type: "ordinal"}).select(n)];
  return ", " + n + end;
}

export function languageName(c) {
  try { return new Intl.DisplayNames([code], {type: "language"}).of(c); } catch { return c; }
}
