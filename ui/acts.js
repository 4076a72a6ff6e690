// Acts by colour and shape: the colour is that of a kind of act, the shape tells acts of one kind apart.
import {svg} from "./dom.js";

const KINDS = {
  warm: ["congratulate", "condole", "thank", "support", "recognise", "apologise"],
  meet: ["message", "meet", "visit", "invite", "agree", "pledge"],
  ask: ["appeal", "demand", "warn"],
  clash: ["accuse", "criticise", "deny", "reject", "decline"],
  tell: ["announce", "confirm"],
};

const SHAPES = [
  "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",
  "M-4.6-4.6h9.2v9.2h-9.2z",
  "M0-6.4L6.4 0 0 6.4-6.4 0z",
  "M0-6L6 4.8H-6z",
  "M0 6L6-4.8H-6z",
  "M-3.2-5.5h6.4L6.4 0 3.2 5.5h-6.4L-6.4 0z",
];

const look = {};
for (const [kind, acts] of Object.entries(KINDS)) acts.forEach((act, i) => { look[act] = {kind, shape: SHAPES[i]}; });

export const kindOf = (act) => look[act] ? look[act].kind : "tell";
export const shapeOf = (act) => look[act] ? look[act].shape : SHAPES[1];
export const kinds = KINDS;

// The mark of an act as a small picture beside its name.
export function icon(act) {
  return svg("svg", {class: "mark " + kindOf(act), viewBox: "-8 -8 16 16", width: 14, height: 14, "aria-hidden": "true"}, svg("path", {d: shapeOf(act)}));
}
