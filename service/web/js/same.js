// The other articles with the same body as one that is shown.

import { articleHref } from "./address.js";
import { el } from "./dom.js";
import { meta, titleOf } from "./text.js";

/** Return them folded; null where there is none. */
export function sameContent(same = []) {
  if (!same.length) return null;
  const told = ({ article_id, title, ...about }) =>
    el(
      "li",
      {},
      el("a", { href: articleHref({ article_id }) }, titleOf({ title })),
      el("span", { class: "soft" }, ` ${meta(about)}`),
    );
  return el(
    "details",
    { class: "same" },
    el("summary", {}, `Cùng nội dung: ${same.length} bài`),
    el("ul", {}, ...same.map(told)),
  );
}
