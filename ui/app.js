// The frame around the views: who is shown what, in which language and light.
import {h, put, svg} from "./dom.js";
import {address, filters, get, here, onChange} from "./state.js";
import {choose, day, language, LANGUAGES, t} from "./words.js";
import {filterBar, trouble} from "./shared.js";

const VIEWS = {
  timeline: {load: () => import("./timeline.js"), filter: true},
  network: {load: () => import("./network.js"), filter: true},
  cadence: {load: () => import("./cadence.js"), filter: true},
  search: {load: () => import("./search.js"), filter: true},
  review: {load: () => import("./review.js"), filter: true},
  event: {load: () => import("./event.js")},
  article: {load: () => import("./article.js")},
};
const MENU = ["timeline", "network", "cadence", "search", "review"];

let about = null, turn = 0;

function theme(wanted) {
  let kept = null;
  try {
    if (wanted) localStorage.setItem("theme", wanted);
    kept = localStorage.getItem("theme");
  } catch { /* not kept */ }
  const dark = (wanted || kept || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  return dark;
}

function logo() {
  return svg("svg", {viewBox: "0 0 24 24", width: 22, height: 22, fill: "none", stroke: "currentColor", "stroke-width": 1.8, "stroke-linejoin": "round", "aria-hidden": "true"},
    svg("path", {d: "M3 6h18v12H3z"}), svg("path", {d: "M3 6l9 7 9-7"}));
}

function head(at) {
  const dark = document.documentElement.dataset.theme === "dark";
  put(document.getElementById("head"), h("div", {class: "bar"},
    h("a", {class: "brand", href: "/"}, logo(), "warkat"),
    h("nav", {"aria-label": t("views")}, MENU.map((v) => h("a", {href: address(v, filters()), "aria-current": v === at.view ? "page" : null}, t("view." + v)))),
    h("div", {class: "tools"},
      h("button", {type: "button", "aria-label": t("keys"), title: t("keys"), onclick: keys}, "?"),
      LANGUAGES.map((l) => h("button", {type: "button", lang: l, "aria-pressed": String(l === language()), "aria-label": t("language." + l), onclick: async () => { await choose(l); draw(); }}, l.toUpperCase())),
      h("button", {type: "button", "aria-label": t(dark ? "theme.light" : "theme.dark"), title: t(dark ? "theme.light" : "theme.dark"), onclick: () => { theme(dark ? "light" : "dark"); draw(); }}, dark ? "☀" : "☾"))));
}

function showCurrent() {
  const nav = document.querySelector("nav"), now = nav.querySelector("[aria-current]");
  if (now) nav.scrollLeft = now.offsetLeft - nav.offsetLeft - (nav.clientWidth - now.offsetWidth) / 2;
}

function foot() {
  if (!about) return;
  put(document.getElementById("foot"), t("foot", {articles: about.articles, events: about.events, statements: about.statements}),
    about.first ? " · " + day(about.first) + " – " + day(about.last) : "", " · ", h("a", {href: "/api/v1/openapi.json"}, "API"));
}

function keys() {
  const rows = [["/", "keys.search"], ["1 – 5", "keys.views"], ["← →", "keys.marks"], ["+ −", "keys.zoom"], ["?", "keys.help"]];
  const own = here().view === "review" ? [...["accept", "reject", "skip"].map((k) => [t("review.key." + k), "review." + k]), ...["correct", "join", "part", "actor"].map((k) => [t("fold.key." + k), "fold." + k])] : [];
  const box = h("dialog", {}, h("h2", {style: {margin: "0"}}, t("keys")), h("dl", {}, [...rows, ...own].map(([k, what]) => [h("dt", {}, h("b", {}, k)), h("dd", {}, t(what))])),
    h("button", {type: "button", onclick: () => box.close()}, t("close")));
  box.addEventListener("close", () => box.remove());
  document.body.append(box);
  box.showModal();
}

addEventListener("keydown", (e) => {
  if (e.ctrlKey || e.metaKey || e.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(e.target.tagName) || document.querySelector("dialog[open]")) return;
  if (e.key === "/") {
    const field = document.querySelector("input[type=search]");
    if (field) { e.preventDefault(); field.focus(); field.select(); }
  } else if (e.key === "?") keys();
  else if (MENU[e.key - 1]) document.querySelectorAll("nav a")[e.key - 1].click();
});

async function draw() {
  const mine = ++turn, at = here(), main = document.getElementById("main");
  const view = VIEWS[at.view] || VIEWS.timeline;
  head(at);
  showCurrent();
  main.classList.add("waiting");
  main.dataset.view = at.view;
  try {
    about = about || await get("/about");
    const {show} = await view.load();
    const body = await show(at, about);
    if (mine !== turn) return;
    put(main, view.filter ? filterBar(about.acts) : null, body);
    document.title = (main.querySelector("h1")?.textContent || t("view." + at.view)) + " · warkat";
    main.dispatchEvent(new CustomEvent("shown"));
  } catch (error) {
    if (error.name !== "Error") console.error(error.stack); // a fault of ours, not an answer of the record
    if (mine !== turn) return;
    put(main, view.filter && about ? filterBar(about.acts) : null, trouble(error));
  }
  main.classList.remove("waiting");
  main.dataset.ready = turn;
  foot();
}

theme();
await choose();
onChange(draw);
await draw();
