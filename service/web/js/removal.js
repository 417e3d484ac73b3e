// Taking an article out of every answer, and undoing that; both need an admin key.

import { send } from "./api.js";
import { announce, confirm, el, problemBox } from "./dom.js";
import { titleOf } from "./text.js";
import { forget } from "./vocabulary.js";

/** Sent to the window when an article was removed or brought back. */
export const CHANGED = "tracuu:changed";

/** Return a button that removes an article once that is confirmed; `removed` is called then. */
export function remover(article, removed) {
  const button = act(article, "Gỡ bài", "Gỡ bài", "DELETE", "", async () => {
    announce(`Đã gỡ bài ${titleOf(article)}`);
    await removed();
  });
  button.classList.add("danger");
  return button;
}

/** Return a button that brings a removed article back; `restored` is called then. */
export function restorer(article, restored) {
  return act(article, "Hoàn tác", "Hoàn tác việc gỡ bài", "POST", "/restore", async () => {
    announce(`Đã khôi phục bài ${titleOf(article)}`);
    await restored();
  });
}

function act(article, words, label, method, path, done) {
  const button = el(
    "button",
    { type: "button", class: "link", "aria-label": `${label}: ${titleOf(article)}` },
    words,
  );
  const run = async () => {
    const asked = `Gỡ bài “${titleOf(article)}” khỏi mọi câu trả lời?`;
    if (method === "DELETE" && !(await confirm(asked, words))) return;
    button.disabled = true;
    try {
      await send(`/v1/articles/${article.article_id}${path}`, { method });
      forget();
      await done();
      dispatchEvent(new Event(CHANGED));
    } catch (problem) {
      const box = problemBox(problem, () => {
        box.replaceWith(button);
        run();
      });
      button.disabled = false;
      button.replaceWith(box);
      box.scrollIntoView({ block: "nearest" });
    }
  };
  button.addEventListener("click", run);
  return button;
}
