// Looking events over, one after another: accept, reject, correct who is who. What is decided is data of the record, anchored
// to the words, and can be taken back.
import {h, put, say} from "./dom.js";
import {address, filters, get, go, post} from "./state.js";
import {day, has, t} from "./words.js";
import {actLabel, chain, empty, how, occasion, place, trouble, who} from "./shared.js";

async function decide(body, done) {
  try {
    const answer = await post("/corrections", body);
    say(t("review.taken", {n: answer.taken}));
    await done();
  } catch (error) { say(error.message); }
}

function report(r) {
  return h("div", {class: "card report"}, h("div", {class: "row between small soft"}, h("span", {}, place(r)), h("span", {}, day((r.published || "").slice(0, 10), "short"), r.accepted ? [" ", h("span", {class: "tag"}, t("review.accepted"))] : null)),
    h("blockquote", {lang: r.language}, r.words), chain(r.chain), h("div", {class: "small"}, h("a", {href: address("article", {}, r.document, r.act)}, t("in.article"))));
}

// Who somebody is: another name, the same as another, or, in one article, somebody else.
function actorForm(event, again) {
  const actors = [...event.from, ...event.to], kind = h("select", {name: "kind", onchange: () => show()}, ["rename", "merge", "split"].map((k) => h("option", {value: k}, t("correct." + k))));
  const actor = h("select", {name: "who"}, actors.map((a) => h("option", {value: a.id || a.name}, a.name)));
  const value = h("input", {name: "value", required: true, autocomplete: "off", list: "known"}), label = h("span", {});
  const article = h("select", {name: "article"}, event.told.map((r) => h("option", {value: r.article}, place(r) + " · " + (r.title || ""))));
  const where = h("label", {}, t("correct.article"), article);
  const show = () => { label.textContent = t("correct.value." + kind.value); where.style.display = kind.value === "split" ? "" : "none"; };
  show();
  return h("details", {}, h("summary", {}, t("correct.actor")), h("form", {onsubmit: (e) => {
    e.preventDefault();
    const body = {kind: kind.value, who: actor.value};
    if (kind.value === "merge") body.to = value.value.trim();
    else body.name = value.value.trim();
    if (kind.value === "split") body.article = article.value;
    decide(body, again);
  }}, h("label", {}, t("correct.who"), actor), h("label", {}, t("correct.what"), kind), h("label", {}, label, value), where, h("div", {}, h("button", {type: "submit"}, t("correct.do")))));
}

async function decisions(again) {
  const all = (await get("/corrections")).items;
  if (!all.length) return null;
  const line = (c) => c.kind === "reject" || c.kind === "accept"
    ? [t("decided." + c.kind), " ", h("q", {class: "serif"}, c.who.words), " ", h("a", {href: address("article", {}, c.who.article)}, t("view.article")), " ",
      h("button", {class: "quiet small", type: "button", onclick: () => decide({...c, kind: c.kind === "reject" ? "accept" : "reject"}, again)}, t(c.kind === "reject" ? "review.accept" : "review.reject"))]
    : [t("correct." + c.kind), ": ", c.who.key, c.to ? " → " + c.to.key : "", c.name ? " · " + c.name : ""];
  return [h("h2", {}, t("review.decided")), h("ul", {class: "card"}, all.slice().reverse().slice(0, 30).map((c) => h("li", {class: "small", style: {padding: ".3rem 0"}}, line(c))))];
}

export async function show(at) {
  const f = filters(), box = h("div", {class: "judge"});
  let queue = [], cursor = null, n = 0;
  const more = async () => {
    const page = await get("/events", {...f, order: "newest", limit: 30, cursor});
    queue.push(...page.items.map((e) => e.id));
    cursor = page.next;
  };
  if (at.id) queue = [at.id];
  else await more();
  const next = async () => {
    n++;
    if (n >= queue.length && cursor) await more();
    await draw();
  };
  async function draw() {
    if (n >= queue.length) {
      put(box, h("h1", {}, t("view.review")), queue.length ? h("p", {class: "soft"}, t("review.done"), " ", at.id ? h("a", {href: address("review", f)}, t("review.all")) : null) : empty(), await decisions(draw));
      return;
    }
    let event;
    try { event = await get("/events/" + queue[n]); } catch (error) {
      put(box, h("h1", {}, t("view.review")), trouble(error), h("button", {type: "button", onclick: next}, t("review.skip")), await decisions(draw));
      return;
    }
    const button = (key, act, klass) => h("button", {type: "button", id: "do-" + key, class: klass, onclick: act}, t("review." + key), h("kbd", {"aria-hidden": "true"}, t("review.key." + key)));
    put(box, h("p", {class: "soft small"}, t("review.how")), h("div", {class: "headline"}, h("h1", {}, who(event)), actLabel(event.act)),
      h("p", {class: "row"}, h("span", {}, day(event.date)), event.date_how ? h("span", {class: "soft small"}, how(event.date_how)) : null, h("span", {}, occasion(event.occasion)), event.channel ? h("span", {class: "tag"}, has("value." + event.channel) ? t("value." + event.channel) : event.channel) : null,
        event.planned ? h("span", {class: "tag"}, t("planned")) : null, event.denied ? h("span", {class: "tag warn"}, t("denied")) : null),
      event.told.slice(0, 6).map(report), h("div", {class: "row"},
        button("accept", () => decide({kind: "accept", event: event.id}, next), "main"), button("reject", () => decide({kind: "reject", event: event.id}, next)), button("skip", next),
        h("a", {href: address("event", {}, event.id)}, t("open.event"))),
      actorForm(event, draw), await decisions(draw));
  }
  await draw();
  return box;
}

addEventListener("keydown", (e) => {
  if (/^(INPUT|SELECT|TEXTAREA)$/.test(e.target.tagName) || e.ctrlKey || e.metaKey || e.altKey) return;
  const key = e.key.toLowerCase();
  for (const name of ["accept", "reject", "skip"]) if (key === t("review.key." + name).toLowerCase()) document.getElementById("do-" + name)?.click();
});

export {go};
