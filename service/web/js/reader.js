// An article over the view: its text, with the cited span marked and held against the quote.

import { articleHref, claimed, read, replace } from "./address.js";
import { get, key, query } from "./api.js";
import { announce, copy, el, icon, loading, problemBox } from "./dom.js";
import { meta, points, runs, slice } from "./text.js";

const TAGS = { title: "h2", heading: "h3", table: "pre" };
let dialog = null;
let abort = null;
let showing = null;
// Whether the article was opened by a step in the history, which closing it takes back.
let stepped = false;
addEventListener("hashchange", ({ oldURL }) => {
  if (read().article && dialog === null) stepped = !/[?&]bai=/.test(oldURL);
}, { capture: true });

/** Show an article; `article` is what the address bar says of it. */
export function openReader(article) {
  const key = JSON.stringify(article);
  if (key === showing) return;
  dialog ??= makeDialog();
  showing = key;
  fetchInto(article);
  if (!dialog.open) dialog.showModal();
}

/** Close the article, where one is open. */
export function closeReader() {
  if (!dialog) return;
  abort?.abort();
  const closing = dialog;
  dialog = showing = null;
  closing.close();
  closing.remove();
}

function leave() {
  if (stepped) history.back();
  else {
    replace(read().params);
    closeReader();
  }
  stepped = false;
}

function makeDialog() {
  const made = el("dialog", { class: "reader", "aria-label": "Bài viết" });
  made.addEventListener("cancel", (event) => {
    event.preventDefault();
    leave();
  });
  // A browser may close it without asking; the address bar follows.
  made.addEventListener("close", () => dialog === made && leave());
  made.addEventListener("click", (event) => event.target === made && leave());
  document.body.append(made);
  return made;
}

async function fetchInto(article) {
  abort?.abort();
  abort = new AbortController();
  const { signal } = abort;
  const close = el(
    "button",
    { type: "button", class: "plain", "aria-label": "Đóng bài viết", autofocus: true },
    icon("close"),
  );
  close.addEventListener("click", leave);
  const head = el("div", { class: "reader-head" }, el("div", { class: "reader-meta" }), close);
  const scrolls = { class: "reader-body", tabindex: 0, role: "region", "aria-label": "Nội dung bài" };
  const body = el("div", scrolls, loading("Đang mở bài…"));
  dialog.replaceChildren(head, body);
  close.focus();
  try {
    const address = `/v1/articles/${encodeURIComponent(article.id)}`;
    const full = await get(address + query({ revision: article.revision }), signal);
    show(full, article, head.firstChild, body);
    if (article.revision) await compare(full, head.firstChild, signal);
    // Where its module cannot be had, the article can still be read.
    if (key()) await offerRemoval(full, article, head.firstChild).catch(() => {});
  } catch (problem) {
    if (problem.name === "AbortError") return;
    if (problem.status === 404) problem.message = "Bài này đã được gỡ bỏ, hoặc chưa từng có ở đây.";
    body.replaceChildren(problemBox(problem, () => fetchInto(article)));
  }
}

function show(full, article, head, body) {
  const text = points(full.text);
  const marked = article.start !== null && article.start < article.end;
  const span = marked ? [[article.start, article.end]] : [];
  const parts = [
    el("p", {}, meta(full), full.author ? ` · ${full.author}` : null),
    el("p", {}, original(full.url), shareButton()),
    marked ? verdict(text, article) : null,
    full.state === "removed" ? el("p", { class: "check bad" }, "Bài này đã được gỡ bỏ.") : null,
  ];
  head.replaceChildren(...parts.filter(Boolean));
  body.replaceChildren(...blocks(full, text).map((block) => blockElement(block, text, span)));
  body.querySelector("mark")?.scrollIntoView({ block: "center" });
}

/** Offer to remove the article, or to bring it back, and then show it anew. */
async function offerRemoval(full, article, head) {
  const { remover, restorer } = await import("./removal.js");
  const again = () => fetchInto(article);
  head.children[1].append((full.state === "removed" ? restorer : remover)(full, again));
}

/** Say so where the article has a newer revision than the one that is shown. */
async function compare({ article_id, revision }, head, signal) {
  const { articles } = await get("/v1/articles" + query({ article: article_id, limit: 1 }), signal);
  if (!articles.length || articles[0].revision === revision) return;
  const words = "Đây là bản cũ; bài đã được cập nhật. ";
  const to = articleHref({ article_id });
  // In place of this step in the history, so that closing leads back to the view.
  const open = (event) => {
    event.preventDefault();
    location.replace(to);
  };
  const link = el("a", { href: to, on: { click: open } }, "Mở bản hiện nay");
  head.append(el("p", { class: "check old" }, icon("warn"), el("span", {}, words, link)));
  announce(words);
}

function verdict(text, article) {
  const quote = claimed(article);
  if (quote === undefined) return el("p", { class: "check" }, "Đoạn được dẫn được tô trong bài.");
  const same = slice(text, article.start, article.end) === quote;
  const words = same
    ? "Trích dẫn khớp nguyên văn bài viết."
    : "Trích dẫn KHÔNG khớp với bài viết ở vị trí này.";
  announce(words);
  return el(
    "p",
    { class: same ? "check good" : "check bad", "data-agrees": String(same) },
    icon(same ? "check" : "warn"),
    words,
  );
}

/** Return the blocks in order, with whatever text lies between them as paragraphs. */
function blocks(full, text) {
  const found = [];
  let at = 0;
  for (const block of full.blocks) {
    if (slice(text, at, block.start).trim())
      found.push({ kind: "paragraph", start: at, end: block.start });
    found.push(block);
    at = Math.max(at, block.end);
  }
  if (slice(text, at, text.length).trim())
    found.push({ kind: "paragraph", start: at, end: text.length });
  return found;
}

function blockElement({ kind, start, end }, text, span) {
  const pieces = runs(text, start, end, span).map((run) =>
    run.marked ? el("mark", {}, run.text) : run.text,
  );
  return el(TAGS[kind] ?? "p", { class: kind }, ...pieces);
}

/** Return a link to where the article was published; only the web is linked to. */
function original(url) {
  if (!/^https?:\/\//i.test(url ?? "")) return null;
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, "Bài gốc ↗");
}

function shareButton() {
  const button = el("button", { type: "button", class: "link" }, icon("link"), "Chép liên kết");
  button.addEventListener("click", async () => {
    await copy(location.href);
    button.lastChild.textContent = "Đã chép";
    announce("Đã chép liên kết");
  });
  return button;
}
