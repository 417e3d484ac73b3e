// Văn bản: the official documents that the articles mention, over time and with their relations.

import { articleHref, claim, href, replace } from "../address.js";
import { query } from "../api.js";
import { announce, debounce, el, icon, loading, problemBox } from "../dom.js";
import { timeline } from "../plot.js";
import { day, fold, number } from "../text.js";
import { articles, references } from "../vocabulary.js";

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
  const detail = el("section", { class: "detail", "aria-label": "Văn bản đang xem" });
  const panes = el("div", { class: "panes" }, el("div", {}, form, list), detail);
  let state = {};
  let all = null;
  let dates = new Map();
  root.append(el("h1", {}, "Văn bản"), panes);
  form.addEventListener("submit", (event) => event.preventDefault());
  const soon = debounce(() => {
    state = { ...state, q: input.value.trim() };
    replace(new URLSearchParams(query(state)));
    showList(STEP);
  }, 120);
  input.addEventListener("input", soon);

  async function start() {
    list.replaceChildren(loading("Đang đọc các văn bản…"));
    try {
      const [documents, known] = await Promise.all([references(), articles()]);
      all = documents;
      dates = new Map(known.map((article) => [article.article_id, article]));
      showList(STEP);
      showDetail();
    } catch (problem) {
      list.replaceChildren(problemBox(problem, start));
    }
  }

  function showList(most) {
    if (!all) return;
    const words = fold(state.q ?? "").split(/\s+/).filter(Boolean);
    const chosen = all.filter((one) => {
      const text = fold([one.number, one.type, one.issuer, one.title].join(" "));
      return words.every((word) => text.includes(word));
    });
    const count = `${number(chosen.length)} văn bản`;
    announce(count);
    list.replaceChildren(
      el("p", { class: "soft count" }, count),
      el("ul", { class: "documents" }, ...chosen.slice(0, most).map(item)),
    );
    if (chosen.length > most) {
      const more = { click: () => showList(most + STEP) };
      list.append(el("button", { type: "button", class: "more", on: more }, "Xem thêm"));
    }
  }

  function item(one) {
    const to = new URLSearchParams(query({ q: state.q, so: one.number, ngay: one.date }));
    return el(
      "li",
      {},
      el(
        "a",
        { href: href("van-ban", to), "aria-current": isChosen(one) ? "true" : null },
        el("strong", {}, one.number),
        el("span", { class: "uses" }, `${number(one.mentions.length)} lần`),
        el("span", { class: "soft" }, about(one)),
      ),
    );
  }

  const isChosen = (one) =>
    one.number === state.so && (state.ngay ?? null) === (one.date ?? null);

  function showDetail() {
    panes.classList.toggle("chosen", Boolean(state.so));
    if (!state.so) {
      const hint = "Chọn một văn bản để xem các bài nhắc đến và các văn bản liên quan.";
      detail.replaceChildren(el("p", { class: "empty" }, hint));
      return;
    }
    if (!all) return;
    const bearing = all.filter((one) => one.number === state.so);
    const exact = state.ngay ? bearing.filter((one) => one.date === state.ngay) : bearing;
    const back = new URLSearchParams(query({ q: state.q }));
    detail.replaceChildren(
      el("a", { class: "back", href: href("van-ban", back) }, "← Mọi văn bản"),
      ...(exact.length ? exact : bearing).map((one) => documentElement(one, all, dates, detail.clientWidth - EDGES)),
    );
    if (!bearing.length)
      detail.append(el("p", { class: "empty" }, `Chưa bài nào nhắc đến ${state.so}.`));
  }

  function update(given) {
    const next = Object.fromEntries(["q", "so", "ngay"].map((name) => [name, given.get(name)]));
    if (JSON.stringify(next) === JSON.stringify(state)) return;
    state = next;
    if (input.value.trim() !== (state.q ?? "")) input.value = state.q ?? "";
    showList(STEP);
    showDetail();
  }

  update(params);
  start();
  return { update };
}

const about = (one) =>
  [one.type, one.issuer, day(one.date)].filter(Boolean).join(" · ") || "Chưa rõ loại và cơ quan";

function documentElement(one, all, dates, width) {
  const published = one.mentions.map((mention) => dates.get(mention.article_id)?.published ?? null);
  const reverse = all.flatMap((other) =>
    other === one
      ? []
      : other.relations
          .filter((relation) => relation.number === one.number)
          .map((relation) => ({ ...relation, number: other.number, words: REVERSED[relation.kind] })),
  );
  const forward = one.relations.map((relation) => ({ ...relation, words: KINDS[relation.kind] }));
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
  const from = [article?.title, day(article?.published)].filter(Boolean).join(" · ");
  return el(
    "li",
    {},
    el("a", { href: articleHref(mention), class: "passage" }, mention.quote),
    el("span", { class: "soft small" }, from),
  );
}
