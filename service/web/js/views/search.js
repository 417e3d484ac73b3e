// Tra cứu: passages as one types, grouped by article; the address bar holds question and filters.

import { articleHref, claim, href, replace } from "../address.js";
import { get, query } from "../api.js";
import { announce, debounce, download, el, icon, loading, problemBox } from "../dom.js";
import { anyOf, filterPanel, filtersOf } from "../filters.js";
import { sameContent } from "../same.js";
import { csv, excerpt, meta, points, runs, titleOf } from "../text.js";

const STEP = 20;
const MOST = 100;
const COLUMNS = [
  "title", "source", "published", "url", "text", "article_id", "revision", "start", "end", "score",
];

/** Show the search. */
export function mount(root, params) {
  const input = el("input", {
    type: "search",
    maxlength: 2000,
    "aria-label": "Từ cần tìm",
    placeholder: "Tìm theo ý, từ khóa hoặc số văn bản; không dấu cũng được",
    autocomplete: "off",
    spellcheck: "false",
  });
  const panel = el("div");
  const results = el("div", { class: "results" });
  const save = el("button", { type: "button", class: "link" }, icon("table"), "Tải CSV");
  const count = el("p", { class: "soft count" });
  const question = el("a", {}, "Hỏi câu này");
  const bar = el("div", { class: "bar" }, count, question, save);
  let state = {};
  let abort = null;
  let found = [];
  let resumed = null; // after "Xem thêm", how many articles were shown before
  root.append(
    el("h1", {}, "Tra cứu"),
    el("form", { class: "searching", role: "search", on: { submit: now } }, icon("tra-cuu"), input),
    panel,
    bar,
    results,
  );
  const soon = debounce(() => change({ q: input.value.trim() }), 220);
  input.addEventListener("input", soon);
  save.addEventListener("click", () => {
    const rows = found.map((hit) => COLUMNS.map((name) => hit[name]));
    download("tra-cuu.csv", new Blob([csv(COLUMNS, rows)], { type: "text/csv;charset=utf-8" }));
  });

  function now(event) {
    event.preventDefault();
    change({ q: input.value.trim() });
  }

  function change(part) {
    const next = { ...state, top: STEP, ...part };
    if (JSON.stringify(next) === JSON.stringify(state)) return;
    state = next;
    replace(new URLSearchParams(query({ q: state.q, ...state.filters })));
    search();
  }

  async function search() {
    abort?.abort();
    const { signal } = (abort = new AbortController());
    if (!state.q) {
      show([]);
      results.append(el("p", { class: "empty" }, "Gõ điều cần tìm; kết quả hiện ra khi bạn gõ."));
      return;
    }
    results.setAttribute("aria-busy", "true");
    if (!found.length) results.replaceChildren(loading("Đang tìm…"));
    try {
      const asked = { q: state.q, top: state.top, ...state.filters };
      const { hits } = await get("/v1/search" + query(asked), signal);
      show(hits);
    } catch (problem) {
      if (problem.name === "AbortError") return;
      const box = problemBox(problem, search);
      found = [];
      count.textContent = "";
      save.hidden = question.hidden = true;
      results.replaceChildren(box);
      box.scrollIntoView({ block: "nearest" });
    }
    results.removeAttribute("aria-busy");
  }

  function show(hits) {
    found = hits;
    const groups = grouped(hits);
    results.replaceChildren(...[...groups.values()].map(articleGroup));
    save.hidden = question.hidden = hits.length === 0;
    question.href = href("hoi-dap", new URLSearchParams({ hoi: state.q }));
    count.textContent = hits.length ? `${hits.length} đoạn trong ${groups.size} bài` : "";
    if (hits.length >= state.top && state.top < MOST) {
      const more = {
        click: () => {
          resumed = groups.size;
          change({ top: Math.min(MOST, state.top + STEP) });
        },
      };
      results.append(el("button", { type: "button", class: "more", on: more }, "Xem thêm"));
    }
    if (resumed !== null) goOn(resumed);
    resumed = null;
    if (!state.q) return;
    announce(hits.length ? count.textContent : "Không tìm thấy đoạn nào");
    const instead = anyOf(state.filters) ? "Thử bớt từ hoặc bỏ bộ lọc." : "Thử bớt từ hoặc nói cách khác.";
    if (!hits.length)
      results.append(el("p", { class: "empty" }, `Không tìm thấy đoạn nào. ${instead}`));
  }

  /** Bring the focus, which was on the button that is gone, to where the new results begin. */
  function goOn(before) {
    const links = [...results.querySelectorAll(".group h2 a")];
    (links[before] ?? links.at(-1))?.focus({ preventScroll: true });
  }

  function update(given) {
    const filters = filtersOf(given);
    const next = { q: given.get("q") ?? "", filters, top: state.top ?? STEP };
    if (JSON.stringify(next) === JSON.stringify(state)) return;
    state = next;
    input.value = state.q;
    panel.replaceChildren(filterPanel({ ...filters }, (now) => change({ filters: { ...now } })));
    search();
  }

  update(params);
  input.focus({ preventScroll: true });
  return { update, leave: () => abort?.abort() };
}

/** Return the hits of each article, articles in the order of their best hit. */
function grouped(hits) {
  const groups = new Map();
  for (const hit of hits)
    groups.set(hit.article_id, [...(groups.get(hit.article_id) ?? []), hit]);
  return groups;
}

function articleGroup(hits) {
  const [first, ...others] = hits;
  const rest = others.length
    ? el(
        "details",
        {},
        el("summary", {}, `Thêm ${others.length} đoạn trong bài này`),
        ...others.map(passage),
      )
    : null;
  claim(first, first.text);
  return el(
    "article",
    { class: "group" },
    el("h2", {}, el("a", { href: articleHref(first) }, titleOf(first))),
    el("p", { class: "soft" }, meta(first)),
    passage(first),
    rest,
    sameContent(first.same),
  );
}

function passage(hit) {
  claim(hit, hit.text);
  const text = points(hit.text);
  // The title stands above already.
  const title = points(`${hit.title}\n`);
  const from = hit.start === 0 && hit.text.startsWith(`${hit.title}\n`) ? title.length : 0;
  const spans = hit.highlights.map(([start, end]) => [start - hit.start, end - hit.start]);
  const [start, end] = excerpt(text, spans, 320, Math.min(from, text.length - 1));
  const pieces = runs(text, start, end, spans).map((run) =>
    run.marked ? el("mark", {}, run.text) : run.text,
  );
  const open = { href: articleHref(hit), class: "passage" };
  return el("a", open, start > from ? "… " : "", ...pieces, end < text.length ? " …" : "");
}
