// Nguồn: the articles and their state; with an admin key, adding, removing and undoing.

import { articleHref, replace } from "../address.js";
import { get, key, query, useKey } from "../api.js";
import { absent, announce, el, goOn, loading, problemBox } from "../dom.js";
import { anyOf, filterPanel, filtersOf } from "../filters.js";
import { CHANGED, remover, restorer } from "../removal.js";
import { day, number, titleOf } from "../text.js";
import { forget } from "../vocabulary.js";
import { adding } from "./adding.js";

const STEP = 100;
const COLUMNS = ["Bài viết", "Nguồn", "Ngày đăng", "Nơi", "Độ dài", "Tình trạng"];
const STATES = { live: "Đang dùng", removed: "Đã gỡ" };

/** Show the articles. */
export function mount(root, params) {
  const panel = el("div");
  const count = el("p", { class: "soft count", tabindex: -1 });
  const place = el("div");
  const keys = el("div");
  const undone = el("div", { class: "undone", "aria-live": "polite" });
  let state = "live";
  let filters = null;
  let abort = null;
  root.append(
    el("h1", {}, "Nguồn"),
    el("p", { class: "soft" }, "Mọi câu trả lời chỉ dựa trên các bài viết dưới đây."),
    keys,
    panel,
    el("div", { class: "bar" }, count),
    undone,
    place,
  );
  showKeys();

  function showKeys() {
    keys.replaceChildren(key() ? manager() : keyForm());
  }

  function keyForm() {
    const input = el("input", { type: "password", autocomplete: "off", required: true });
    const use = (event) => {
      event.preventDefault();
      useKey(input.value.trim());
      showKeys();
      keys.querySelector("summary").focus();
      start();
    };
    return el(
      "details",
      { class: "fold" },
      el("summary", {}, "Khóa truy cập; thêm và gỡ bài"),
      el(
        "form",
        { class: "inline", on: { submit: use } },
        el("label", { class: "field" }, el("span", {}, "Khóa truy cập"), input),
        el("button", {}, "Dùng khóa"),
      ),
      el("p", { class: "soft small" }, "Thêm và gỡ bài cần khóa quản trị: tracuu keys create TÊN --role admin. ",
        "Khóa chỉ được giữ trong thẻ này, đến khi bạn đóng nó."),
    );
  }

  function manager() {
    const drop = {
      click: () => {
        useKey(null);
        state = "live";
        showKeys();
        keys.querySelector("summary").focus();
        start();
      },
    };
    const changed = () => {
      forget();
      start();
    };
    const removed = el("input", { type: "checkbox", checked: state === "removed" });
    removed.addEventListener("change", () => {
      state = removed.checked ? "removed" : "live";
      start();
    });
    return el(
      "details",
      { class: "fold", open: true },
      el("summary", {}, "Thêm bài"),
      ...adding(changed),
      el("label", { class: "check-field" }, removed, el("span", {}, "Xem các bài đã gỡ")),
      el("button", { type: "button", class: "link", on: drop }, "Bỏ khóa"),
    );
  }

  async function start() {
    abort?.abort();
    const { signal } = (abort = new AbortController());
    place.replaceChildren(loading("Đang đọc danh sách…"));
    try {
      const page = await get("/v1/articles" + query({ limit: STEP, ...listed(), ...filters }), signal);
      const body = el("tbody", {}, ...page.articles.map(row));
      count.textContent = `${number(page.total)} bài`;
      announce(count.textContent);
      const names = key() ? [...COLUMNS, "Việc"] : COLUMNS;
      const head = el("tr", {}, ...names.map((name) => el("th", { scope: "col" }, name)));
      place.replaceChildren(el("table", { class: "cards" }, el("thead", {}, head), body));
      if (!page.articles.length)
        place.replaceChildren(el("p", { class: "empty" }, nothing()));
      more(page.next, body, signal);
    } catch (problem) {
      if (problem.name === "AbortError") return;
      count.textContent = "";
      place.replaceChildren(problemBox(problem, start));
      if (problem.status === 401) keys.querySelector("details").open = true;
    }
  }

  function nothing() {
    if (anyOf(filters)) return "Không có bài nào như vậy.";
    if (state === "removed") return "Chưa gỡ bài nào.";
    return "Kho chưa có bài nào. Thêm bài ở trên bằng khóa quản trị, hoặc bằng lệnh tracuu ingest.";
  }

  const listed = () => (state === "removed" ? { state } : {});

  function more(cursor, body, signal) {
    if (!cursor) return;
    const button = el("button", { type: "button", class: "more" }, "Xem thêm");
    place.append(button);
    button.addEventListener("click", async () => {
      button.disabled = true;
      try {
        const asked = query({ limit: STEP, cursor, ...listed(), ...filters });
        const page = await get("/v1/articles" + asked, signal);
        goOn(body, page.articles.map(row), button);
        more(page.next, body, signal);
      } catch (problem) {
        button.disabled = false;
        if (problem.name !== "AbortError") button.before(problemBox(problem));
      }
    });
  }

  function row(article) {
    const { source, published, place: where, characters, state } = article;
    const open = { href: articleHref({ article_id: article.article_id }) };
    const cells = [
      el("a", open, titleOf(article)),
      source ?? absent(),
      published ? el("span", { class: "nowrap" }, day(published)) : absent(),
      where ?? absent(),
      el("span", { class: "nowrap" }, `${number(characters)} ký tự`),
      el("span", { class: `badge ${state}` }, STATES[state]),
    ];
    const tr = el(
      "tr",
      {},
      ...cells.map((cell, i) => el("td", { "data-label": COLUMNS[i] }, el("div", {}, cell))),
    );
    const act = () =>
      state === "live" ? remover(article, () => removed(article)) : restorer(article, restored);
    if (key()) tr.append(el("td", { "data-label": "Việc" }, act()));
    return tr;
  }

  function removed(article) {
    const undo = restorer(article, restored);
    undone.replaceChildren(el("p", { class: "undo" }, `Đã gỡ bài “${titleOf(article)}”. `, undo));
    undo.focus();
  }

  function restored() {
    undone.replaceChildren();
    count.focus();
  }

  function update(given) {
    const next = filtersOf(given);
    if (JSON.stringify(next) === JSON.stringify(filters)) return;
    filters = next;
    const changed = (now) => {
      filters = { ...now };
      replace(new URLSearchParams(query(filters)));
      start();
    };
    panel.replaceChildren(filterPanel({ ...filters }, changed));
    start();
  }

  update(params);
  addEventListener(CHANGED, start);
  const leave = () => {
    removeEventListener(CHANGED, start);
    abort?.abort();
  };
  return { update, leave };
}
