// The card that shows a quote beside its mark: while the mouse is over it or the focus on it, and
// after a tap, which opens the article only from the card.

import { articleHref } from "./address.js";
import { el } from "./dom.js";
import { meta, titleOf } from "./text.js";

const TOUCH = matchMedia("(hover: none)");
let card = null;
let owner = null;
let closing;

/** Show the card of a citation whenever its mark asks for it. */
export function attachCard(mark, citation) {
  mark.addEventListener("pointerenter", (event) => {
    if (event.pointerType === "mouse") open(mark, citation);
  });
  mark.addEventListener("focus", () => mark.matches(":focus-visible") && open(mark, citation));
  mark.addEventListener("pointerleave", later);
  mark.addEventListener("blur", later);
  mark.addEventListener("click", (event) => {
    if (TOUCH.matches && owner !== mark) {
      event.preventDefault();
      open(mark, citation);
    } else close();
  });
}

function open(mark, citation) {
  close();
  owner = mark;
  card = el(
    "div",
    { class: "card", id: "quote-card", on: { pointerenter: keep, pointerleave: later } },
    el("blockquote", {}, citation.quote),
    el("p", { class: "card-title" }, titleOf(citation)),
    el("p", { class: "soft" }, meta(citation)),
    el("a", { href: articleHref(citation), on: { click: close } }, "Mở bài viết"),
  );
  mark.setAttribute("aria-describedby", "quote-card");
  // Within a landmark, as all that is read out.
  document.getElementById("main").append(card);
  place(mark.getBoundingClientRect());
}

/** Put the card under the mark, or over it where there is no room. */
function place(at) {
  const room = document.documentElement.clientWidth;
  const left = Math.max(8, Math.min(at.left - 24, room - card.offsetWidth - 8));
  const below = at.bottom + 8;
  const fits = below + card.offsetHeight < innerHeight - 80;
  card.style.left = `${left + scrollX}px`;
  card.style.top = `${(fits ? below : at.top - card.offsetHeight - 8) + scrollY}px`;
}

function keep() {
  clearTimeout(closing);
}

function later(event) {
  // A tap sends pointerleave at once; its card stays until something else is tapped.
  if (event.pointerType === "touch") return;
  clearTimeout(closing);
  closing = setTimeout(close, 200);
}

function close() {
  clearTimeout(closing);
  owner?.removeAttribute("aria-describedby");
  card?.remove();
  card = owner = null;
}

document.addEventListener("pointerdown", (event) => {
  if (card && !card.contains(event.target) && event.target !== owner) close();
});
document.addEventListener("keydown", (event) => event.key === "Escape" && close());
addEventListener("hashchange", close);
