// Who acts towards whom: edges are acts, not names that occur together. Time is chosen on the years below.
import {h, put, svg} from "./dom.js";
import {address, change, filters, get} from "./state.js";
import {act, number, t} from "./words.js";
import {kindOf, kinds} from "./acts.js";
import {actLabel, actLegend, empty, eventList} from "./shared.js";

let W = 820, H = 560;

// Moves and stretches all until they fill the frame; names want room at the right.
function fit(all, at) {
  const range = (get) => [Math.min(...all.map(get)), Math.max(...all.map(get))], [x0, x1] = range((p) => p.x), [y0, y1] = range((p) => p.y);
  for (const p of all) {
    p.x = x1 > x0 ? (W < 500 ? 20 : 40) + (p.x - x0) / (x1 - x0) * (W - (W < 500 ? 120 : 190)) : W / 2;
    p.y = y1 > y0 ? 26 + (p.y - y0) / (y1 - y0) * (H - 52) : H / 2;
  }
  return at;
}

// A layout by forces that begins on a circle, so that the same network always looks the same.
function layout(nodes, edges) {
  const at = new Map(nodes.map((n, i) => [n.key, {x: W / 2 + W * .36 * Math.cos(i / nodes.length * 2 * Math.PI), y: H / 2 + H * .36 * Math.sin(i / nodes.length * 2 * Math.PI)}]));
  const all = [...at.values()], links = new Map();
  for (const e of edges) {
    const k = [e.from, e.to].sort().join("\n");
    links.set(k, (links.get(k) || 0) + e.count);
  }
  const degree = (key) => [...links.keys()].filter((k) => k.split("\n").includes(key)).length, many = new Map(nodes.map((n) => [n.key, degree(n.key)]));
  const ideal = Math.min(190, Math.sqrt(W * H / Math.max(1, nodes.length)) * .95);
  for (let step = 0; step < 320; step++) {
    const heat = 14 * (1 - step / 320) + .4;
    for (const p of all) { p.fx = (W / 2 - p.x) * .03; p.fy = (H / 2 - p.y) * .045; }
    for (let i = 0; i < all.length; i++) for (let j = i + 1; j < all.length; j++) {
      const p = all[i], q = all[j], dx = p.x - q.x || .1, dy = (p.y - q.y || .1) * 1.25, d2 = dx * dx + dy * dy, push = Math.min(1, ideal * ideal * .1 / d2);
      p.fx += dx * push; p.fy += dy * push; q.fx -= dx * push; q.fy -= dy * push;
    }
    for (const k of links.keys()) {
      const [a, b] = k.split("\n"), p = at.get(a), q = at.get(b), dx = q.x - p.x, dy = q.y - p.y, d = Math.hypot(dx, dy) || 1, pull = (d - ideal * (.8 + .16 * Math.min(many.get(a), many.get(b), 6))) * .06 / d;
      p.fx += dx * pull; p.fy += dy * pull; q.fx -= dx * pull; q.fy -= dy * pull;
    }
    for (const p of all) {
      const f = Math.hypot(p.fx, p.fy) || 1, move = Math.min(heat, f);
      p.x += p.fx / f * move;
      p.y += p.fy / f * move;
    }
  }
  return fit(all, at);
}

// A curve from one to the other; edges of one pair fan out.
function curve(p, q, bend) {
  const dx = q.x - p.x, dy = q.y - p.y, d = Math.hypot(dx, dy) || 1, ux = dx / d, uy = dy / d, r = 10;
  const mx = (p.x + q.x) / 2 - uy * bend, my = (p.y + q.y) / 2 + ux * bend;
  return `M${(p.x + ux * r).toFixed(1)} ${(p.y + uy * r).toFixed(1)}Q${mx.toFixed(1)} ${my.toFixed(1)} ${(q.x - ux * (r + 3)).toFixed(1)} ${(q.y - uy * (r + 3)).toFixed(1)}`;
}

function years(net) {
  const sums = new Map();
  for (const e of net.edges) for (const [y, n] of e.years) if (y) sums.set(y, (sums.get(y) || 0) + n);
  return [...sums].sort((a, b) => a[0] - b[0]);
}

const inYear = (e, year) => !year || e.years.some(([y]) => y === year);

export async function show(at) {
  [W, H] = innerWidth <= 620 ? [400, 520] : [820, 560];
  const f = filters(), net = await get("/network", {...f, lanes: 60});
  if (!net.edges.length) return empty();
  const name = new Map(net.actors.map((a) => [a.key, a.name])), place = layout(net.actors, net.edges);
  const panel = h("aside", {class: "card", "aria-live": "polite"}), fan = new Map();
  const most = Math.max(...net.edges.map((e) => e.count));
  const both = (e) => ["meet", "agree"].includes(e.act);
  const line = (e) => name.get(e.from) + (both(e) ? " ↔ " : " → ") + name.get(e.to);
  const links = net.edges.map((e) => {
    const way = e.from + "\n" + e.to, n = fan.get(way) || 0;
    fan.set(way, n + 1);
    const d = curve(place.get(e.from), place.get(e.to), 16 + n * 17), label = `${line(e)}: ${act(e.act)} (${number(e.count)})`;
    const w = 1.4 + 2.6 * Math.sqrt(e.count / most);
    const g = svg("g", {class: "link " + kindOf(e.act), tabindex: 0, role: "button", "aria-label": label}, svg("title", {}, label),
      svg("path", {class: "hit", d}), svg("path", {class: "edge", d, style: {"--w": w + "px"}, "stroke-width": w, "marker-end": both(e) ? null : `url(#arrow-${kindOf(e.act)})`}));
    const choose = () => { pick(g); edgePanel(e); };
    g.addEventListener("click", choose);
    g.addEventListener("keydown", (k) => { if (k.key === "Enter" || k.key === " ") { k.preventDefault(); choose(); } });
    g.edge = e;
    return g;
  });
  const degree = (key) => net.edges.reduce((sum, e) => sum + (e.from === key || e.to === key ? e.count : 0), 0);
  const nodes = net.actors.map((a) => {
    const p = place.get(a.key), r = 4.5 + Math.min(8, Math.sqrt(degree(a.key)));
    const g = svg("g", {class: "node", tabindex: 0, role: "button", "aria-label": a.name, transform: `translate(${p.x.toFixed(1)} ${p.y.toFixed(1)})`},
      svg("circle", {r}), svg("text", {x: p.x > W * .7 ? -r - 5 : r + 5, y: 4, "text-anchor": p.x > W * .7 ? "end" : "start"}, a.name.length > W / 27 ? a.name.slice(0, W / 28) + "…" : a.name));
    const choose = () => { pick(g, (e) => e.from === a.key || e.to === a.key); nodePanel(a); };
    g.addEventListener("click", choose);
    g.addEventListener("keydown", (k) => { if (k.key === "Enter" || k.key === " ") { k.preventDefault(); choose(); } });
    return g;
  });
  function pick(one, near) {
    for (const g of [...links, ...nodes]) g.classList.toggle("on", g === one);
    for (const g of links) g.classList.toggle("off", Boolean(near) && !near(g.edge));
  }
  function edgePanel(e) {
    put(panel, h("h3", {}, line(e)), h("p", {class: "row"}, actLabel(e.act), h("span", {class: "soft small"}, t("events.n", {n: e.count}))),
      both(e) ? eventList({...f, a: e.from, b: e.to, act: e.act}, 10) : eventList({...f, from: e.from, to: e.to, act: e.act, who: null}, 10));
  }
  function nodePanel(a) {
    const own = net.edges.filter((e) => e.from === a.key || e.to === a.key);
    put(panel, h("h3", {}, a.name), h("p", {}, h("a", {href: address("network", {...f, who: a.key})}, t("only.this")), " · ", h("a", {href: address("timeline", {...f, who: a.key})}, t("view.timeline"))),
      h("ul", {}, own.map((e) => h("li", {class: "row small"}, actLabel(e.act), h("span", {}, line(e)), h("span", {class: "soft"}, number(e.count))))));
  }
  put(panel, h("h3", {}, t("network.strongest")), h("ul", {}, net.edges.slice(0, 12).map((e, i) =>
    h("li", {}, h("button", {class: "quiet small", type: "button", style: {"text-align": "left"}, onclick: () => { pick(links[i]); edgePanel(e); }}, line(e), " · ", act(e.act), " · ", number(e.count))))));
  const strip = years(net), tall = Math.max(1, ...strip.map(([, n]) => n)), chosen = f.since && f.since === f.until && /^\d{4}$/.test(f.since) ? +f.since : null;
  const preview = (year) => links.forEach((g) => g.classList.toggle("off", !inYear(g.edge, year)));
  const strips = h("div", {class: "years", role: "group", "aria-label": t("years")}, strip.map(([y, n]) => h("button", {type: "button", "aria-pressed": String(chosen === y), title: t("events.n", {n}),
    onmouseenter: () => preview(y), onmouseleave: () => preview(null), onfocus: () => preview(y), onblur: () => preview(null),
    onclick: () => change(chosen === y ? {since: null, until: null} : {since: String(y), until: String(y)})}, h("i", {style: {height: 4 + 34 * n / tall + "px"}}), y)));
  return h("div", {}, h("div", {class: "row between"}, h("h1", {}, t("view.network")), h("span", {class: "soft small"}, t("events.n", {n: net.events}), net.all_edges > net.edges.length ? " · " + t("edges.more", {n: net.all_edges, shown: net.edges.length}) : "")),
    h("p", {class: "soft small"}, t("network.how")),
    h("div", {class: "split"}, h("section", {class: "card", "aria-label": t("view.network")},
      svg("svg", {class: "net", viewBox: `0 0 ${W} ${H}`, role: "group", "aria-label": t("view.network")},
        svg("defs", {}, Object.keys(kinds).map((k) => svg("marker", {id: "arrow-" + k, class: k, viewBox: "0 0 8 8", refX: 6, refY: 4, markerWidth: 9, markerHeight: 9, markerUnits: "userSpaceOnUse", orient: "auto"}, svg("path", {d: "M0 .6L7.4 4 0 7.4z"})))),
        links, nodes), strips, actLegend(net.edges.map((e) => e.act))), panel));
}
