// Looking events over: accept, reject, correct. What is decided is data of the record.
import {h} from "./dom.js";
import {t} from "./words.js";

export async function show() {
  return h("div", {class: "judge"}, h("h1", {}, t("view.review")), h("p", {class: "soft"}, t("review.none")));
}
