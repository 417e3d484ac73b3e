// What a person thinks of an answer: a thumb, and a comment if they like.

import { send } from "./api.js";
import { announce, el, icon, problemBox } from "./dom.js";

const NAMES = { up: "Đúng ý", down: "Chưa đúng" };

/** Return the two thumbs of an answer and the place where their form appears. */
export function feedback(turn, changed) {
  const place = el("div", { class: "feedback" });
  const buttons = Object.keys(NAMES).map((thumb) => {
    const button = el(
      "button",
      { type: "button", class: "link", "aria-pressed": String(turn.thumb === thumb) },
      icon(thumb),
      NAMES[thumb],
    );
    button.addEventListener("click", () => place.replaceChildren(form(thumb)));
    return button;
  });

  function form(thumb) {
    const comment = el("textarea", { rows: 2, maxlength: 5000, "aria-label": "Nhận xét" });
    comment.placeholder = "Nhận xét (không bắt buộc)";
    const sent = async (event) => {
      event.preventDefault();
      const { question, answer, citations } = turn.answer;
      const json = { question, answer, citations, thumb };
      if (comment.value.trim()) json.comment = comment.value.trim();
      try {
        await send("/v1/feedback", { json });
      } catch (problem) {
        place.append(problemBox(problem));
        return;
      }
      turn.thumb = thumb;
      changed();
      const names = Object.keys(NAMES);
      buttons.forEach((b, i) => b.setAttribute("aria-pressed", String(names[i] === thumb)));
      place.replaceChildren(el("p", { class: "soft" }, "Đã ghi nhận. Cảm ơn bạn."));
      buttons[names.indexOf(thumb)].focus();
      announce("Đã ghi nhận đánh giá");
    };
    const made = el("form", { on: { submit: sent } }, comment, el("button", {}, "Gửi đánh giá"));
    queueMicrotask(() => comment.focus());
    return made;
  }

  return [...buttons, place];
}
