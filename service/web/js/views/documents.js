// Văn bản: the official documents that the articles mention, over time and with their relations.

import { articleHref, claim, href, read, replace } from "../address.js";
import { query } from "../api.js";
import { announce, debounce, el, goOn, icon, loading, problemBox } from "../dom.js";
import { timeline } from "../plot.js";
import { day, number, titleOf } from "../text.js";
import { articles, bearers, references } from "../vocabulary.js";

const STEP = 60;
const MENTIONS = 30;
// Padding and border of a document, in pixels: what its plot does not have.
const EDGES = 42;
const KINDS = {
  implements: "Triển khai",
  guides: "Hướng dẫn",
  amends: "Sửa đổi, bổ sung",
  replaces: "Thay thế",
  repeals: "Bãi bỏ",
  based_on: "Căn cứ",
};
const REVERSED = {
  implements: "Được triển khai bởi",
  guides: "Được hướng dẫn bởi",
  amends: "Được sửa đổi bởi",
  replaces: "Được thay thế bởi",
  repeals: "Bị bãi bỏ bởi",
  based_on: "Là căn cứ của",
};

/** Show the documents. */
export function mount(root, params) {
  const input = el("input", {
    type: "search",
    "aria-label": "Lọc văn bản",
    placeholder: "Lọc theo số, loại, cơ quan, trích yếu",
    autocomplete: "off",
  });
  const form = el("form", { class: "searching", role: "search" }, icon("van-ban"), input);
  const list = el("div", { class: "list" });
  const detail = el("section", { class: "detail", "aria-label": "Văn bản đang xem", tabindex: -1 });
  const panes = el("div", { class: "panes" }, el("div", {}, form, list), detail);
  let state = {};
  let dates = new Map();
  let asked = 0; // of what was asked for, only the last is shown
  let opened = 0;
  root.append(el("h1", {}, "Văn bản"), panes);
  form.addEventListener("submit", (event) => event.preventDefault());
  const soon = debounce(() => {
    // A document that was clicked meanwhile stands in the address before the view is told.
    const { view, params } = read();
    if (view !== "van-ban") return;
    const q = input.value.trim();
    if (q) params.set("q", q);
    else params.delete("q");
    replace(params);
    update(params);
  }, 250);
  input.addEventListener("input", soon);

  async function showList() {
    const mine = (asked += 1);
    list.replaceChildren(loading("Đang đọc các văn bản…"));
    try {
      const page = await references({ q: state.q, limit: STEP });
      if (mine !== asked) return;
      const count = `${number(page.total)} văn bản`;
      announce(count);
      const found = el("ul", { class: "documents" }, ...page.references.map(item));
      const none = state.q ? "Không có văn bản nào như vậy." : "Chưa bài nào nhắc đến văn bản nào.";
      list.replaceChildren(
        el("p", { class: "soft count" }, count),
        page.total ? found : el("p", { class: "empty" }, none),
      );
      offerMore(found, page.next, mine);
    } catch (problem) {
      if (mine === asked) list.replaceChildren(problemBox(problem, showList));
    }
  }

  function offerMore(found, cursor, mine) {
    if (!cursor) return;
    const button = el("button", { type: "button", class: "more" }, "Xem thêm");
    button.addEventListener("click", async () => {
      button.disabled = true;
      try {
        const page = await references({ q: state.q, limit: STEP, cursor });
        if (mine !== asked) return;
        goOn(found, page.references.map(item), button);
        offerMore(found, page.next, mine);
      } catch (problem) {
        button.replaceWith(problemBox(problem, showList));
      }
    });
    list.append(button);
  }

  function item(one) {
    const to = new URLSearchParams(query({ q: state.q, so: one.number, ngay: one.date }));
    return el(
      "li",
      {},
      el(
        "a",
        {
          href: href("van-ban", to),
          "data-number": one.number,
          "data-date": one.date ?? "",
          "aria-current": isChosen(one) ? "true" : null,
        },
        el("strong", {}, one.number),
        el("span", { class: "uses" }, `${number(one.mentions.length)} lần`),
        el("span", { class: "soft" }, about(one)),
      ),
    );
  }

  const isChosen = (one) =>
    one.number === state.so && (state.ngay || "") === (one.date || "");

  async function showDetail() {
    const mine = (opened += 1);
    panes.classList.toggle("chosen", Boolean(state.so));
    if (!state.so) {
      const hint = "Chọn một văn bản để xem các bài nhắc đến và các văn bản liên quan.";
      detail.replaceChildren(el("p", { class: "empty" }, hint));
      return;
    }
    const back = new URLSearchParams(query({ q: state.q }));
    const home = el("a", { class: "back", href: href("van-ban", back) }, "← Mọi văn bản");
    detail.replaceChildren(home, loading("Đang đọc văn bản…"));
    try {
      const [bearing, known] = await Promise.all([bearers(state.so), articles()]);
      if (mine !== opened) return;
      dates = new Map(known.map((article) => [article.article_id, article]));
      const exact = state.ngay ? bearing.filter((one) => one.date === state.ngay) : bearing;
      const width = detail.clientWidth - EDGES;
      const shown = exact.length ? exact : bearing;
      detail.replaceChildren(home, ...shown.map((one) => documentElement(one, dates, width)));
      if (!bearing.length)
        detail.append(el("p", { class: "empty" }, `Chưa bài nào nhắc đến ${state.so}.`));
    } catch (problem) {
      if (mine === opened) detail.replaceChildren(home, problemBox(problem, showDetail));
    }
  }

  function markChosen() {
    for (const link of list.querySelectorAll(".documents a"))
      if (isChosen(link.dataset)) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
  }

  function update(given) {
    const next = Object.fromEntries(["q", "so", "ngay"].map((name) => [name, given.get(name)]));
    if (JSON.stringify(next) === JSON.stringify(state)) return;
    const [before, first] = [state, !asked];
    state = next;
    if (input.value.trim() !== (state.q ?? "")) input.value = state.q ?? "";
    if (first || (before.q ?? "") !== (state.q ?? "")) showList();
    else markChosen();
    if (!first && before.so === state.so && before.ngay === state.ngay) return;
    const chosen = list.contains(document.activeElement) && state.so;
    showDetail();
    if (!chosen) return;
    // Past the rest of the list; on a phone, where the list is gone, to the top of the page.
    detail.focus({ preventScroll: true });
    if (!list.checkVisibility()) scrollTo(0, 0);
  }

  update(params);
  return { update };
}

const about = (one) =>
  [one.type, one.issuer, day(one.date)].filter(Boolean).join(" · ") || "Chưa rõ loại và cơ quan";

function documentElement(one, dates, width) {
  const published = one.mentions.map((mention) => mention.published);
  const forward = one.relations.map((relation) => ({ ...relation, words: KINDS[relation.kind] }));
  const reverse = one.inverse_relations.map((relation) => ({
    ...relation,
    words: REVERSED[relation.kind],
  }));
  const relations = distinct([...forward, ...reverse]);
  return el(
    "article",
    {},
    el("h2", {}, one.number),
    el("p", {}, about(one)),
    one.title ? el("p", { class: "title-said" }, one.title) : null,
    elsewhere(one.number),
    el("h3", {}, `Được nhắc ${number(one.mentions.length)} lần`),
    timeline(published, width),
    relations.length ? el("h3", {}, "Quan hệ") : null,
    relations.length ? el("ul", { class: "relations" }, ...relations.map(relationItem)) : null,
    el("h3", {}, "Các câu nhắc đến"),
    mentionList(one.mentions, dates),
  );
}

function elsewhere(name) {
  const found = new URLSearchParams({ q: name, document: name });
  const tasks = new URLSearchParams({ document: name });
  return el(
    "p",
    {},
    el("a", { href: href("tra-cuu", found) }, "Các đoạn nói đến"),
    " · ",
    el("a", { href: href("chi-dao", tasks) }, "Việc được giao"),
  );
}

/** Return one of each relation; many articles may state the same. */
function distinct(relations) {
  return [...new Map(relations.map((one) => [`${one.words} ${one.number}`, one])).values()];
}

function relationItem(relation) {
  claim(relation, relation.quote);
  const to = new URLSearchParams({ so: relation.number });
  return el(
    "li",
    {},
    `${relation.words ?? relation.kind} `,
    el("a", { href: href("van-ban", to), class: "tag" }, relation.number),
    " ",
    el("a", { href: articleHref(relation), class: "soft" }, "câu gốc"),
  );
}

function mentionList(mentions, dates) {
  const list = el("ul", { class: "mentions" });
  const show = (most) => {
    list.replaceChildren(...mentions.slice(0, most).map((one) => mentionItem(one, dates)));
    if (mentions.length <= most) return;
    const more = { click: () => show(most + MENTIONS) };
    const button = el("button", { type: "button", class: "more", on: more }, "Xem thêm");
    list.append(el("li", {}, button));
  };
  show(MENTIONS);
  return list;
}

function mentionItem(mention, dates) {
  claim(mention, mention.quote);
  const article = dates.get(mention.article_id);
  const from = [article && titleOf(article), day(article?.published)].filter(Boolean).join(" · ");
  return el(
    "li",
    {},
    el("a", { href: articleHref(mention), class: "passage" }, mention.quote),
    el("span", { class: "soft small" }, from),
  );
}
