// Looking events over, one after another: accept, reject, correct what they are, which reports are of them and who is who. What is
// decided is data of the record, anchored to the words, and can be taken back.
import {h, put, say} from "./dom.js";
import {address, filters, get, post} from "./state.js";
import {day, t} from "./words.js";
import {actLabel, chain, empty, how, occasion, place, trouble, who} from "./shared.js";
import {anchors, channel, decisionsOf, signature, what} from "./decided.js";
import {actorForm, authorForm, correctForm, fold, joinForm, openFold, partForm} from "./decide.js";

const SHOWN = 30, FOLDS = ["correct", "join", "part", "actor"];

async function send(body, done) {
  try {
    const answer = await post("/corrections", body);
    say(t("review.taken", {n: answer.taken}));
    await done(answer);
  } catch (error) { say(error.message); }
}

function report(r) {
  return h("div", {class: "card report"}, h("div", {class: "row between small soft"}, h("span", {}, place(r)), h("span", {}, day((r.published || "").slice(0, 10), "short"), r.accepted ? [" ", h("span", {class: "tag"}, t("review.accepted"))] : null)),
    h("blockquote", {lang: r.language}, r.words), chain(r.chain), h("div", {class: "small"}, h("a", {href: address("article", {}, r.document, r.act)}, t("in.article"))));
}

// What was decided about somebody, not about an event.
const about = (d) => d.kind === "rename" || d.kind === "merge" || d.kind === "split"
  ? t("correct." + d.kind) + ": " + d.who.key + (d.to ? " → " + d.to.key : "") + (d.name ? " · " + d.name : "") : what(d);

async function decisions(again) {
  const all = decisionsOf((await get("/corrections")).items).reverse();
  if (!all.length) return null;
  return [h("h2", {}, t("review.decided")), h("ul", {class: "card decided"}, all.slice(0, SHOWN).map((d) => h("li", {class: "small"},
    h("div", {class: "row between"}, h("b", {}, about(d)), h("button", {class: "quiet small", type: "button", "aria-label": t("review.undo") + ": " + about(d),
      onclick: () => send({kind: "undo", decision: d.decision}, again)}, t("review.undo"))), anchors(d), signature(d))))];
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
    await again();
  };
  // What had the focus is gone: reading goes on from the heading.
  async function again() {
    await draw();
    box.querySelector("h1")?.focus();
  }
  async function draw() {
    if (n >= queue.length) {
      put(box, h("h1", {}, t("view.review")), queue.length ? h("p", {class: "soft"}, t("review.done"), " ", at.id ? h("a", {href: address("review", f)}, t("review.all")) : null) : empty(), await decisions(again));
      return;
    }
    let event;
    try { event = await get("/events/" + encodeURIComponent(queue[n])); } catch (error) {
      put(box, h("h1", {}, t("view.review")), trouble(error), h("button", {type: "button", onclick: next}, t("review.skip")), await decisions(again));
      return;
    }
    const author = authorForm();
    const judge = (kind) => send(author.signed({kind, event: event.id}), next);
    // Corrected, it is shown again: under the id that it has now, or that one of its acts leads to.
    const correct = (body, act) => send(author.signed(body), (answer) => {
      queue[n] = act || answer.event || event.told[0].act;
      return again();
    });
    const [join, load] = joinForm(event, correct);
    const button = (key, act, klass) => h("button", {type: "button", id: "do-" + key, class: klass, onclick: act}, t("review." + key), h("kbd", {"aria-hidden": "true"}, t("review.key." + key)));
    put(box, h("p", {class: "soft small"}, t("review.how")), h("div", {class: "headline"}, h("h1", {tabindex: -1}, who(event)), actLabel(event.act)),
      h("p", {class: "row"}, h("span", {}, day(event.date)), event.date_how ? h("span", {class: "soft small"}, how(event.date_how)) : null, h("span", {}, occasion(event.occasion)), event.channel ? h("span", {class: "tag"}, channel(event.channel)) : null,
        event.planned ? h("span", {class: "tag"}, t("planned")) : null, event.denied ? h("span", {class: "tag warn"}, t("denied")) : null),
      event.decided.length ? h("ul", {class: "decided"}, event.decided.map((d) => h("li", {class: "small"}, h("b", {}, what(d)), signature(d)))) : null,
      event.told.slice(0, 6).map(report), event.told.length > 6 ? h("p", {class: "soft small"}, t("reports.more", {n: event.told.length - 6})) : null,
      author, h("div", {class: "row verdict"},
        button("accept", () => judge("accept"), "main"), button("reject", () => judge("reject")), button("skip", next),
        h("a", {href: address("event", {}, event.id)}, t("open.event"))),
      h("div", {class: "folds"}, fold("correct", correctForm(event, correct)), fold("join", join, load),
        event.told.length > 1 ? fold("part", partForm(event, correct)) : null,
        event.from.length + event.to.length ? fold("actor", actorForm(event, (body) => correct(body, event.told[0].act))) : null), await decisions(again));
  }
  await draw();
  return box;
}

addEventListener("keydown", (e) => {
  if (/^(INPUT|SELECT|TEXTAREA)$/.test(e.target.tagName) || e.ctrlKey || e.metaKey || e.altKey || document.querySelector("dialog[open]")) return;
  const key = e.key.toLowerCase();
  for (const name of ["accept", "reject", "skip"]) if (key === t("review.key." + name).toLowerCase()) document.getElementById("do-" + name)?.click();
  for (const name of FOLDS) if (key === t("fold.key." + name).toLowerCase() && openFold(name)) e.preventDefault();
});
