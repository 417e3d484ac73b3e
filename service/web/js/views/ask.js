// Hỏi đáp: a conversation that survives a reload.

import { ask, get } from "../api.js";
import { answerElements, sentences } from "../answer.js";
import { announce, confirm, el, icon, loading, problemBox } from "../dom.js";
import { load, save } from "../memory.js";
import { number } from "../text.js";

const KEY = "tracuu.chat";
const KEPT = 50;
const LEANT_ON = 10;
const LONGEST = 20_000;
const LONGEST_QUESTION = 2000;

/** Show the conversation; it lives in this browser alone. */
export function mount(root, params) {
  const kept = load(KEY, []);
  const turns = Array.isArray(kept) ? kept.filter((turn) => turn?.question) : [];
  const keep = () => save(KEY, turns.slice(-KEPT));
  const log = el("div", { class: "log" });
  const welcome = el("section", { class: "welcome" });
  const clear = el("button", { type: "button", class: "link clear" }, "Xóa cuộc hỏi đáp");
  const { form, input, busy } = composer((question) => begin(question), () => abort?.abort());
  let abort = null;
  root.append(
    el("h1", { class: "unseen" }, "Hỏi đáp"),
    el("div", { class: "column" }, welcome, log, clear),
    form,
  );
  clear.addEventListener("click", async () => {
    if (!(await confirm("Xóa mọi câu hỏi và câu trả lời khỏi trình duyệt này?", "Xóa"))) return;
    abort?.abort();
    turns.length = 0;
    save(KEY, null);
    log.replaceChildren();
    refresh();
    input.focus();
  });

  function refresh() {
    clear.hidden = turns.length === 0;
    welcome.hidden = turns.length > 0;
    if (!turns.length && !welcome.hasChildNodes()) greet(welcome, begin);
  }

  function begin(question) {
    if (abort) return;
    const turn = { question, answer: null };
    turns.push(turn);
    keep();
    refresh();
    const place = addTurn(turn);
    place.parentElement.scrollIntoView({ block: "start" });
    run(turn, place);
  }

  function addTurn(turn) {
    const place = el("div", { class: "answer", tabindex: -1 });
    log.append(el("article", { class: "turn" }, el("h2", {}, turn.question), place));
    return place;
  }

  async function run(turn, place) {
    abort = new AbortController();
    busy(true);
    place.className = "answer";
    place.setAttribute("aria-busy", "true");
    // The button that asked again goes with the rest.
    if (place.contains(document.activeElement)) place.focus({ preventScroll: true });
    place.replaceChildren(loading("Đang tìm trong các bài viết…"));
    announce("Đang tìm câu trả lời");
    const citations = [];
    const text = el("p", { class: "full" });
    let said = "";
    try {
      const before = turns.slice(0, turns.indexOf(turn));
      for await (const [event, data] of ask(turn.question, spoken(before), abort.signal)) {
        if (event === "citation") citations.push(data);
        else if (event === "token") {
          said += data.text;
          text.replaceChildren(...sentences(said, citations).flatMap((one) => [one, " "]));
          place.replaceChildren(text);
        } else if (event === "done") turn.answer = data;
      }
      keep();
      finish(turn, place);
    } catch (problem) {
      failed(problem, turn, place);
    } finally {
      abort = null;
      busy(false);
      place.removeAttribute("aria-busy");
    }
  }

  function show(turn, place) {
    place.classList.toggle("abstained", turn.answer.abstained);
    place.replaceChildren(...answerElements(turn, keep));
  }

  function finish(turn, place) {
    show(turn, place);
    announce(turn.answer.answer.replace(/\s*\[\d+\]/g, ""));
  }

  function failed(problem, turn, place) {
    if (!turns.includes(turn)) return;
    if (problem.name === "AbortError") problem = { message: "Đã dừng." };
    place.replaceChildren(problemBox(problem, () => !abort && run(turn, place)));
  }

  for (const turn of turns) {
    const place = addTurn(turn);
    try {
      if (turn.answer) show(turn, place);
    } catch {
      // Kept by a version that shaped it otherwise.
      turn.answer = null;
    }
    if (!turn.answer) failed({ message: "Câu này chưa có câu trả lời." }, turn, place);
  }
  refresh();
  log.lastElementChild?.scrollIntoView({ block: "start" });
  const asked = params.get("hoi");
  if (asked) input.value = asked;
  if (matchMedia("(hover: hover)").matches) input.focus({ preventScroll: true });
  return { update() {}, leave: () => abort?.abort() };
}

/** Return the conversation as the service takes it. */
function spoken(turns) {
  return turns
    .filter((turn) => turn.answer)
    .slice(-LEANT_ON)
    .flatMap(({ question, answer }) => [
      { role: "user", content: question },
      { role: "assistant", content: answer.answer.slice(0, LONGEST) },
    ]);
}

function composer(asked, stop) {
  const input = el("textarea", {
    rows: 1,
    maxlength: LONGEST_QUESTION,
    "aria-label": "Câu hỏi",
    placeholder: "Hỏi về nội dung các bài viết…",
  });
  const button = el("button", { class: "send", "aria-label": "Gửi câu hỏi" }, icon("send"));
  const words = `Câu hỏi dài nhất ${number(LONGEST_QUESTION)} ký tự; phần sau đó không được nhận.`;
  const limit = el("p", { class: "limit small", role: "status", hidden: true }, words);
  const form = el("form", { class: "composer" }, limit, input, button);
  input.addEventListener("input", () => {
    limit.hidden = input.value.length < LONGEST_QUESTION;
  });
  let running = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (running) {
      stop();
      return;
    }
    const question = input.value.trim();
    if (!question) return;
    input.value = "";
    limit.hidden = true;
    asked(question);
  });
  input.addEventListener("keydown", (event) => {
    // Enter that ends a syllable in an input method is not meant to send.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (!running) form.requestSubmit();
  });
  const busy = (now) => {
    running = now;
    button.setAttribute("aria-label", now ? "Dừng" : "Gửi câu hỏi");
    button.replaceChildren(icon(now ? "stop" : "send"));
  };
  return { form, input, busy };
}

/** Say what this is, with questions that the articles are known to answer. */
async function greet(root, begin) {
  const examples = el("ul", { class: "examples", "aria-label": "Câu hỏi ví dụ" });
  root.append(
    el("p", { class: "lead" }, "Hỏi điều các bài viết có nói"),
    el("p", { class: "soft" }, "Mỗi câu trả lời kèm trích dẫn nguyên văn để bạn kiểm tra."),
    examples,
  );
  examples.append(...Array.from({ length: 4 }, () => el("li", { class: "waiting" })));
  try {
    const found = (await get("/v1/examples")).examples;
    examples.replaceChildren(
      ...found.map((question) => {
        const choose = { click: () => begin(question) };
        return el("li", {}, el("button", { type: "button", on: choose }, question));
      }),
    );
  } catch (problem) {
    // Without examples one can still ask; only what hinders asking too is told.
    examples.replaceChildren();
    const again = () => {
      root.replaceChildren();
      greet(root, begin);
    };
    if (problem.status !== 404) root.append(problemBox(problem, again));
  }
}
