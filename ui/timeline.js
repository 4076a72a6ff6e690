// Lanes of pairs, acts as marks; above them the volume of the whole time, on which a span is chosen that filters everything.
import {h, svg} from "./dom.js";
import {address, change, filters, get} from "./state.js";
import {act, day, number, t} from "./words.js";
import {kindOf, shapeOf} from "./acts.js";
import {actLegend, empty, eventList, names} from "./shared.js";

const DAY = 86400000, HEIGHT = 42, TALL = 54;

const start = (stamp) => Date.UTC(+stamp.slice(0, 4), +(stamp.slice(5, 7) || 1) - 1, +(stamp.slice(8, 10) || 1));
function end(stamp) {
  if (stamp.length <= 4) return Date.UTC(+stamp.slice(0, 4) + 1, 0, 1);
  if (stamp.length <= 7) return Date.UTC(+stamp.slice(0, 4), +stamp.slice(5, 7), 1);
  return start(stamp) + DAY;
}
const iso = (ms) => new Date(ms).toISOString().slice(0, 10);

// ---- ticks: from decades to days

function ticks(from, to, width) {
  const span = to - from, most = Math.max(2, Math.floor(width / 90)), all = [];
  const years = span / DAY / 365.25, step = [1, 2, 5, 10, 20, 50, 100].find((s) => years / s <= most);
  if (years > most * .8) {
    for (let y = Math.ceil(new Date(from).getUTCFullYear() / step) * step; Date.UTC(y, 0, 1) <= to; y += step) all.push([Date.UTC(y, 0, 1), String(y), true]);
  } else if (span / DAY / 30 > 1.6) {
    const months = span / DAY / 30.4, by = [1, 2, 3, 6].find((s) => months / s <= most) || 6, d = new Date(from);
    for (let m = d.getUTCFullYear() * 12 + d.getUTCMonth(); ; m++) {
      const at = Date.UTC(0, m, 1) < 0 || true ? Date.UTC(Math.floor(m / 12), m % 12, 1) : 0;
      if (at > to) break;
      if (m % by === 0) all.push([at, new Intl.DateTimeFormat(document.documentElement.lang, {month: "short", year: m % 12 && by < 12 && all.length ? undefined : "numeric", timeZone: "UTC"}).format(at), m % 12 === 0]);
    }
  } else {
    const by = [1, 2, 5, 10].find((s) => span / DAY / s <= most) || 10;
    for (let at = Math.ceil(from / DAY) * DAY, i = 0; at <= to; at += by * DAY, i++)
      all.push([at, new Intl.DateTimeFormat(document.documentElement.lang, {day: "numeric", month: "short", timeZone: "UTC"}).format(at), false]);
  }
  return all.filter(([at]) => at >= from && at <= to);
}

// Where on `width` a time stands; volume and lanes use the same, so that one day stands under itself.
function scaled(from, to, width) {
  const pad = (to - from) * .012, first = from - pad, last = Math.max(to + pad, first + 2 * DAY), scale = width / (last - first);
  return {from: first, to: last, scale, x: (at) => (at - first) * scale};
}

function axis(x, from, to, width, height, labels) {
  return svg("g", {class: "axis"}, ticks(from, to, width).map(([at, label, strong]) => [
    svg("line", {x1: x(at), x2: x(at), y1: 0, y2: height, class: strong ? "strong" : ""}),
    labels ? svg("text", {x: Math.min(x(at) + 3, width - 4), y: height + 12}, label) : null]));
}

// ---- the volume, and choosing a span on it

function volume(whole, span, width) {
  const {from, to, scale, x} = scaled(start(whole.first), end(whole.last), width), most = Math.max(...whole.volume.map((v) => v.count));
  const least = Math.max(2, scale * DAY);
  const bars = svg("g", {class: "bars"}, whole.volume.map((v) => {
    const tall = Math.max(2, Math.sqrt(v.count / most) * (TALL - 6));
    return svg("rect", {x: x(start(v.at)), y: TALL - tall, width: Math.max(least, (end(v.at) - start(v.at)) * scale - 1), height: tall, rx: 1}, svg("title", {}, day(v.at) + ": " + number(v.count)));
  }));
  const range = svg("rect", {class: "range", y: 0, height: TALL}), edges = [0, 1].map(() => svg("line", {class: "edge", y1: 0, y2: TALL}));
  const set = (a, b) => {
    range.setAttribute("x", Math.min(a, b));
    range.setAttribute("width", Math.max(1, Math.abs(b - a)));
    edges[0].setAttribute("x1", a); edges[0].setAttribute("x2", a); edges[1].setAttribute("x1", b); edges[1].setAttribute("x2", b);
  };
  const shown = (on) => [range, ...edges].forEach((n) => { n.style.display = on ? "" : "none"; });
  shown(Boolean(span));
  if (span) set(Math.max(0, x(span[0])), Math.min(width, x(span[1])));
  const root = svg("svg", {class: "brush", viewBox: `0 0 ${width} ${TALL + 18}`, height: TALL + 18, role: "img", "aria-label": t("volume.label")},
    axis(x, from, to, width, TALL, true), bars, range, edges);
  let down = null;
  const at = (e) => { const box = root.getBoundingClientRect(); return Math.min(width, Math.max(0, (e.clientX - box.left) * width / box.width)); };
  root.addEventListener("pointerdown", (e) => { down = at(e); root.setPointerCapture(e.pointerId); shown(true); set(down, down); });
  root.addEventListener("pointermove", (e) => { if (down != null) set(down, at(e)); });
  root.addEventListener("pointerup", (e) => {
    if (down == null) return;
    const [a, b] = [down, at(e)].sort((p, q) => p - q);
    down = null;
    if (b - a < 4) change({since: null, until: null});
    else change({since: iso(from + a / scale), until: iso(from + b / scale - (b < width ? 0 : DAY))});
  });
  root.addEventListener("pointercancel", () => { down = null; });
  return root;
}

// ---- lanes

function laneMark(m, x, y, lane) {
  const both = [names(lane.a), names(lane.b) || t("nobody")];
  const line = m.turn === "both" ? both.join(" ↔ ") : m.turn === "to" ? both.join(" → ") : both.reverse().join(" → ");
  const label = `${day(m.at)}: ${line}, ${act(m.act)}${m.count > 1 ? " (" + number(m.count) + ")" : ""}`;
  const to = m.event ? address("event", {}, m.event) : address("timeline", {...filters(), since: m.at, until: m.at, ...pairFilter(lane)});
  const big = m.count > 1 ? 1.15 + Math.min(.9, Math.log10(m.count) * .5) : 1;
  return svg("a", {href: to, class: kindOf(m.act) + (m.at.length === 4 && m.count === 1 ? " year" : ""), tabindex: -1, "aria-label": label, transform: `translate(${x.toFixed(1)} ${y})`},
    svg("title", {}, label), svg("path", {d: shapeOf(m.act), transform: `scale(${big.toFixed(2)})`}), m.count > 1 ? svg("text", {}, m.count > 99 ? "…" : m.count) : null);
}

const pairFilter = (lane) => lane.a.length && lane.b.length ? {a: lane.a[0].key, b: lane.b[0].key, who: null} : {who: (lane.a[0] || lane.b[0])?.key};

// Marks of one row are pushed apart as far as they stay near their day.
function place(marks, x) {
  const last = {};
  return marks.map((m) => ({m, x: m.at.length === 4 ? x((start(m.at) + end(m.at)) / 2) : m.at.length === 7 ? x((start(m.at) + end(m.at)) / 2) : x(start(m.at) + DAY / 2)}))
    .sort((p, q) => p.x - q.x).map((p) => {
      const row = p.m.turn, before = last[row] ?? -99;
      if (p.x - before < 12 && before + 12 - p.x < 40) p.x = before + 12;
      last[row] = p.x;
      return p;
    });
}

function laneRow(lane, x, from, to, width) {
  const rows = {to: 12, back: 30, both: 21};
  const marks = place(lane.marks.filter((m) => end(m.at) > from && start(m.at) < to), x).map((p) => laneMark(p.m, Math.min(width - 6, Math.max(6, p.x)), rows[p.m.turn], lane));
  if (marks[0]) marks[0].setAttribute("tabindex", 0);
  const b = names(lane.b);
  return h("div", {class: "lane", role: "listitem"},
    h("a", {class: "name", href: address("timeline", {...filters(), ...pairFilter(lane)}), title: names(lane.a) + " – " + (b || t("nobody"))},
      h("span", {class: "pair"}, names(lane.a) || t("somebody")), h("span", {class: "n"}, number(lane.count)), h("span", {class: "pair soft"}, b || "—")),
    svg("svg", {viewBox: `0 0 ${width} ${HEIGHT}`, height: HEIGHT, role: "group", "aria-label": names(lane.a) + " – " + b},
      axis(x, from, to, width, HEIGHT, false), svg("line", {class: "mid", x1: 0, x2: width, y1: 21, y2: 21}), marks));
}

// Arrow keys go from mark to mark and from lane to lane.
function walk(e) {
  const mark = e.target.closest && e.target.closest(".lane svg a");
  const steps = {ArrowRight: 1, ArrowLeft: -1, ArrowDown: 1, ArrowUp: -1};
  if (!mark || !(e.key in steps)) return;
  e.preventDefault();
  let next;
  if (e.key === "ArrowRight" || e.key === "ArrowLeft") {
    const all = [...mark.parentNode.querySelectorAll("a")];
    next = all[all.indexOf(mark) + steps[e.key]];
  } else {
    const lanes = [...e.currentTarget.querySelectorAll(".lane")], at = lanes.indexOf(mark.closest(".lane"));
    for (let i = at + steps[e.key]; lanes[i] && !next; i += steps[e.key]) next = lanes[i].querySelector("svg a");
  }
  if (!next) return;
  mark.setAttribute("tabindex", -1);
  next.setAttribute("tabindex", 0);
  next.focus();
}

function zoom(factor, from, to) {
  const mid = (from + to) / 2, half = Math.max(DAY * 3, (to - from) * factor / 2);
  change({since: iso(mid - half), until: iso(mid + half)});
}

export async function show() {
  const f = filters(), {since, until, ...rest} = f;
  const lines = get("/timeline", {...f, lanes: 30}), whole = since || until ? await get("/timeline", {...rest, lanes: 1}) : await lines, line = await lines;
  if (!whole.events) return empty();
  const wide = Math.min(1192, document.getElementById("main").clientWidth - 48), narrow = innerWidth <= 620;
  const width = Math.max(260, narrow ? innerWidth - 62 : wide - 216 - 36);
  const from = since ? start(since) : line.first ? start(line.first) : start(whole.first || "2000");
  const last = until ? end(until) : line.last ? end(line.last) : end(whole.last || "2000");
  const {from: a, to: b, x} = scaled(from, last, width);
  const acts = new Set(line.lanes.flatMap((l) => l.marks.map((m) => m.act)));
  const head = h("div", {class: "row between"}, h("h1", {}, t("view.timeline")),
    h("div", {class: "row"}, h("span", {class: "soft small"}, t("events.n", {n: line.events}), line.undated ? " · " + t("undated.n", {n: line.undated}) : "", line.pairs > line.lanes.length ? " · " + t("pairs.more", {n: line.pairs, shown: line.lanes.length}) : ""),
      h("button", {type: "button", "aria-label": t("zoom.in"), title: t("zoom.in"), id: "zoom-in", onclick: () => zoom(.5, a, b)}, "+"),
      h("button", {type: "button", "aria-label": t("zoom.out"), title: t("zoom.out"), id: "zoom-out", onclick: () => zoom(2, a, b)}, "−"),
      since || until ? h("button", {type: "button", onclick: () => change({since: null, until: null})}, t("zoom.all")) : null));
  const chart = h("section", {class: "card", "aria-label": t("view.timeline"), onkeydown: walk},
    whole.first ? h("div", {class: "plot"}, volume(whole, since || until ? [since ? start(since) : start(whole.first), until ? end(until) : end(whole.last)] : null, width)) : null,
    h("div", {class: "lanes", role: "list"}, line.lanes.map((lane) => laneRow(lane, x, a, b, width))),
    h("div", {class: "plot"}, svg("svg", {viewBox: `0 0 ${width} 16`, height: 16, "aria-hidden": "true"}, axis(x, a, b, width, 0, true))),
    actLegend(acts), h("p", {class: "soft small"}, t("lanes.how")));
  return h("div", {}, head, h("p", {class: "soft small"}, t("brush.how")), chart, h("h2", {}, t("events")), h("div", {class: "card"}, eventList(f)));
}

addEventListener("keydown", (e) => {
  if (/^(INPUT|SELECT|TEXTAREA)$/.test(e.target.tagName) || e.ctrlKey || e.metaKey) return;
  const button = {"+": "zoom-in", "=": "zoom-in", "-": "zoom-out"}[e.key];
  if (button) document.getElementById(button)?.click();
});
