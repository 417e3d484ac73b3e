// One answer: the short answer set apart, sentences with their marks, the sources, what one may do.

import { articleHref, claim, href } from "./address.js";
import { attachCard } from "./card.js";
import { announce, copy, el, icon } from "./dom.js";
import { feedback } from "./feedback.js";
import { sameContent } from "./same.js";
import { excerpt, meta, points, slice, titleOf } from "./text.js";

const NOTE = {
  extractive: "Trích nguyên văn từ bài viết",
  chat: "Mô hình ngôn ngữ viết, từng câu đã đối chiếu",
};

/** Return the sentences of an answer, each with the marks of its citations. */
export function sentences(text, citations) {
  const byMarker = new Map(citations.map((citation) => [citation.marker, citation]));
  const found = [];
  let said = el("span", { class: "said" });
  for (const piece of text.split(/(\[\d+\])/)) {
    const citation = byMarker.get(Number(/^\[(\d+)\]$/.exec(piece)?.[1]));
    if (citation) {
      said.append(mark(citation));
      continue;
    }
    // What closes a sentence after its mark belongs to it.
    const [, closing, rest] = /^([.,;:!?…)”"]*)(.*)$/su.exec(piece);
    if (said.hasChildNodes()) said.append(closing);
    const text = said.hasChildNodes() ? rest : piece;
    if (!text.trim()) continue;
    if (said.hasChildNodes()) found.push(said);
    said = el("span", { class: "said" }, text.trim());
  }
  return said.hasChildNodes() ? [...found, said] : found;
}

function mark(citation) {
  claim(citation, citation.quote);
  const label = `Nguồn ${citation.marker}: ${titleOf(citation)}`;
  const link = el(
    "a",
    { class: "mark", href: articleHref(citation), "aria-label": label },
    String(citation.marker),
  );
  attachCard(link, citation);
  return link;
}

/** Return what an answer shows; `turn` is kept by the conversation, `changed` saves it. */
export function answerElements(turn, changed) {
  const { answer } = turn;
  return answer.abstained ? abstention(answer, turn, changed) : answered(answer, turn, changed);
}

function answered(answer, turn, changed) {
  const short = answer.short_answer;
  return [
    short ? el("p", { class: "short" }, short) : null,
    told(sentences(answer.answer, answer.citations)),
    el("ul", { class: "cited" }, ...byArticle(answer.citations).map(source)),
    understood(answer),
    el(
      "div",
      { class: "actions" },
      copyButton(answer),
      ...feedback(turn, changed),
      el("span", { class: "soft grow" }, NOTE[answer.mode]),
    ),
  ].filter(Boolean);
}

const spaced = (elements) => elements.flatMap((element) => [element, " "]);

/** Return one or two sentences as a paragraph, more as points. */
function told(said) {
  return said.length < 3
    ? el("p", { class: "full" }, ...spaced(said))
    : el("ul", { class: "full points" }, ...said.map((one) => el("li", {}, one)));
}

/** Return the citations of each article, the articles in the order they are first cited. */
function byArticle(citations) {
  const found = new Map();
  for (const citation of citations) {
    const key = `${citation.article_id} ${citation.revision}`;
    found.set(key, [...(found.get(key) ?? []), citation]);
  }
  return [...found.values()];
}

function source(citations) {
  const [first] = citations;
  return el(
    "li",
    {},
    el("span", { class: "soft" }, `[${citations.map(({ marker }) => marker).join(", ")}] `),
    el("a", { href: articleHref(first) }, titleOf(first)),
    el("span", { class: "soft" }, ` ${meta(first)}`),
    sameContent(first.same),
  );
}

function understood({ query }) {
  const notes = [
    query.rewritten ? `Hiểu câu hỏi là: “${query.rewritten}”` : null,
    query.expansions.length ? `Tìm cả: ${query.expansions.join("; ")}` : null,
  ].filter(Boolean);
  return notes.length ? el("p", { class: "soft note" }, notes.join(" · ")) : null;
}

function abstention(answer, turn, changed) {
  const search = new URLSearchParams({ q: answer.query.rewritten ?? answer.question });
  return [
    el("p", { class: "none" }, icon("warn"), answer.answer),
    answer.closest.length ? el("h3", {}, "Các đoạn gần nhất") : null,
    el("ul", { class: "closest" }, ...answer.closest.map(closestPassage)),
    understood(answer),
    el(
      "div",
      { class: "actions" },
      el("a", { href: href("tra-cuu", search) }, "Tìm ở phần Tra cứu"),
      ...feedback(turn, changed),
    ),
  ].filter(Boolean);
}

function closestPassage(hit) {
  claim(hit, hit.text);
  const text = points(hit.text);
  const spans = hit.highlights.map(([start, end]) => [start - hit.start, end - hit.start]);
  const [start, end] = excerpt(text, spans, 220);
  return el(
    "li",
    {},
    el("a", { href: articleHref(hit) }, titleOf(hit)),
    el("span", { class: "soft" }, ` ${meta(hit)}`),
    el("p", {}, `${start ? "… " : ""}${slice(text, start, end)}${end < text.length ? " …" : ""}`),
    sameContent(hit.same),
  );
}

/** Return an answer with its citations as plain text. */
export function plainText({ answer, citations }) {
  const notes = citations.map((citation) =>
    [`[${citation.marker}] “${citation.quote}”`, citation.title, meta(citation), citation.url]
      .filter(Boolean)
      .join(" — "),
  );
  return [answer, ...notes].join("\n");
}

function copyButton(answer) {
  const words = el("span", {}, "Chép kèm trích dẫn");
  const button = el("button", { type: "button", class: "link" }, icon("copy"), words);
  button.addEventListener("click", async () => {
    await copy(plainText(answer));
    words.textContent = "Đã chép";
    announce("Đã chép câu trả lời kèm trích dẫn");
  });
  return button;
}
