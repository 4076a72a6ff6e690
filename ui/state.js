// The address is the state: what is seen can be sent to a colleague.

export const FILTERS = ["q", "who", "act", "since", "until", "from", "to", "a", "b", "occasion", "via", "outlet", "language", "new_since"];

export function here() {
  const path = decodeURI(location.pathname);
  const [, view, ...rest] = path.split("/");
  return {view: view || "timeline", id: decodeURIComponent(rest.join("/")), params: new URLSearchParams(location.search), hash: decodeURIComponent(location.hash.slice(1))};
}

// The filters of the address, as an object.
export function filters() {
  const all = {}, params = here().params;
  for (const name of FILTERS) if (params.get(name)) all[name] = params.get(name);
  return all;
}

export function address(view, params = {}, id = "", hash = "") {
  const given = Object.entries(params).filter(([, v]) => v != null && v !== "");
  const query = new URLSearchParams(given).toString();
  return "/" + view + (id ? "/" + encodeURIComponent(id) : "") + (query ? "?" + query : "") + (hash ? "#" + encodeURIComponent(hash) : "");
}

let draw = () => {};
export const onChange = (f) => { draw = f; };

export function go(to, replace = false) {
  if (to === location.pathname + location.search + location.hash) return;
  history[replace ? "replaceState" : "pushState"](null, "", to);
  draw();
}

// The same view with other parameters; null takes one away.
export function change(changes, replace = false) {
  const at = here(), params = Object.fromEntries(at.params);
  for (const [k, v] of Object.entries(changes)) {
    if (v == null || v === "") delete params[k];
    else params[k] = v;
  }
  go(address(at.view, params, at.id), replace);
}

addEventListener("popstate", () => draw());

// Links within stay within.
addEventListener("click", (e) => {
  const link = e.target.closest && e.target.closest("a[href]");
  if (!link || e.defaultPrevented || e.button || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) return;
  const href = typeof link.href === "string" ? link.href : link.href.baseVal;
  const to = new URL(href, location.href);
  if (to.origin !== location.origin || link.hasAttribute("download") || to.pathname.startsWith("/api/") || link.classList.contains("skip")) return;
  e.preventDefault();
  go(to.pathname + to.search + to.hash);
});

// ---- the API

const kept = new Map();

export async function get(path, params = {}) {
  const given = Object.entries(params).filter(([, v]) => v != null && v !== "");
  const url = "/api/v1" + path + (given.length ? "?" + new URLSearchParams(given) : "");
  const before = kept.get(url);
  const answer = await fetch(url, {headers: before ? {"If-None-Match": before.tag} : {}});
  if (answer.status === 304 && before) return before.value;
  const value = await answer.json();
  if (!answer.ok) throw new Error(value.detail || answer.statusText);
  kept.set(url, {tag: answer.headers.get("ETag"), value});
  if (kept.size > 60) kept.delete(kept.keys().next().value);
  return value;
}

export async function post(path, body) {
  const answer = await fetch("/api/v1" + path, {
    method: "POST", headers: {"Content-Type": "application/json", "X-Warkat": "1"}, body: JSON.stringify(body)});
  const value = await answer.json();
  if (!answer.ok) throw new Error(value.detail || answer.statusText);
  return value;
}
