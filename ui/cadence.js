// How acts recur: a mark for each year in which it is told, a ring where there are articles but it is not told, a dot where
// there are none; streaks are drawn through, and the articles of each year stand below.
import {h, svg} from "./dom.js";
import {address, filters, get} from "./state.js";
import {day, number, t} from "./words.js";
import {actLabel, empty, pages} from "./shared.js";

const MIDDLE = 16, COVER = 16;
let STEP = 26;

function marks(r, first, last, f) {
  const from = r.years[0], there = new Set(r.years), most = Math.max(1, ...r.articles), width = (last - first + 1) * STEP;
  const x = (year) => (year - first) * STEP + STEP / 2, kids = [];
  for (let y = from; y <= r.years[r.years.length - 1]; y++) {
    const n = r.articles[y - from] || 0, tall = n ? 2 + (COVER - 2) * Math.sqrt(n / most) : 0;
    kids.push(svg("rect", {class: "cover", x: x(y) - 8, width: 16, y: MIDDLE * 2 + COVER - tall, height: tall}, svg("title", {}, t("coverage.n", {n, year: String(y)}))));
    if (there.has(y) && there.has(y + 1)) kids.push(svg("line", {class: "streak", x1: x(y), x2: x(y + 1), y1: MIDDLE, y2: MIDDLE}));
    if (!there.has(y)) kids.push(svg("circle", {class: n ? "gap" : "none", cx: x(y), cy: MIDDLE, r: n ? 5.5 : 2}, svg("title", {}, t(n ? "year.gap" : "year.none", {year: String(y)}))));
  }
  for (const y of r.years) {
    const to = address("timeline", {...f, act: r.act, from: r.from[0], to: r.to[0], occasion: r.occasion_id, since: y, until: y});
    kids.push(svg("a", {href: to, "aria-label": t("year.there", {year: String(y)})}, svg("circle", {cx: x(y), cy: MIDDLE, r: 6}, svg("title", {}, t("year.there", {year: String(y)})))));
  }
  for (let y = first; y <= last; y++)
    if (y === first || y === last || y % 5 === 0) kids.push(svg("text", {x: x(y), y: MIDDLE * 2 + COVER + 13}, y));
  return svg("svg", {viewBox: `0 0 ${width} ${MIDDLE * 2 + COVER + 18}`, width, role: "group", "aria-label": t("years") + ": " + r.years.join(", ")}, kids);
}

function habit(r) {
  const span = (s) => s[0] === s[1] ? String(s[0]) : s[0] + "–" + s[1], said = [];
  said.push(t("habit.years", {n: r.years.length, of: String(r.years[r.years.length - 1] - r.years[0] + 1)}));
  const run = r.running ? r.running[1] - r.running[0] + 1 : 0, longest = r.streak ? r.streak[1] - r.streak[0] + 1 : 0;
  if (run > 1) said.push(t("habit.running", {n: run, year: String(r.running[1])}));
  if (longest > run && longest > 1) said.push(t("habit.streak", {span: span(r.streak)}));
  if (r.silence) said.push(t("habit.silence", {span: span(r.silence)}));
  if (r.round_only) said.push(t("habit.round"));
  if (r.every_since) said.push(t("habit.since", {year: String(r.every_since)}));
  return said.join(" · ");
}

function coverage(about) {
  const years = about.coverage.filter(([y]) => y >= 1900);
  if (!years.length) return null;
  const first = years[0][0], last = years[years.length - 1][0], most = Math.max(...years.map(([, n]) => n)), width = Math.max(60, (last - first + 1) * STEP);
  return h("div", {class: "line"}, h("div", {class: "soft"}, t("coverage")), svg("svg", {viewBox: `0 0 ${width} 56`, width, role: "img", "aria-label": t("coverage")},
    years.map(([y, n]) => svg("rect", {class: "cover", x: (y - first) * STEP + 4, width: STEP - 8, y: 40 - 38 * n / most, height: Math.max(1, 38 * n / most)}, svg("title", {}, t("coverage.n", {n, year: String(y)})))),
    years.filter(([y]) => y === first || y === last || y % 5 === 0).map(([y]) => svg("text", {x: (y - first) * STEP + STEP / 2, y: 54}, y))));
}

export async function show(at, about) {
  const f = filters(), page = await get("/cadence", {...f, limit: 40});
  if (!page.items.length) return empty();
  const now = page.items.filter((r) => r.years.length > 1), rest = page.items.filter((r) => r.years.length < 2);
  const shown = now.length ? now : rest.slice(0, 20);
  const first = Math.min(...shown.map((r) => r.years[0])), last = Math.max(...shown.map((r) => r.years[r.years.length - 1]));
  STEP = Math.max(20, Math.min(64, 780 / (last - Math.max(first, last - 60) + 1)));
  const row = (r) => h("li", {class: "line"}, h("div", {}, h("div", {class: "names"}, r.from.join(", ") + (r.to.length ? " → " + r.to.join(", ") : "")),
    h("div", {class: "row small"}, actLabel(r.act), h("span", {}, r.occasion || ""))), h("div", {}, marks(r, Math.max(first, last - 60), last, f), h("div", {class: "soft small"}, habit(r))));
  return h("div", {}, h("h1", {}, t("view.cadence")), h("p", {class: "soft small"}, t("cadence.how")),
    h("div", {class: "card cadence"}, h("ul", {}, shown.map(row)), coverage(about)),
    now.length && rest.length ? h("p", {class: "soft small"}, t("cadence.once", {n: rest.length, more: page.next ? "+" : ""})) : null);
}

export {day, number, pages};
