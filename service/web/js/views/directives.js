// Chỉ đạo: the tasks found in the articles, who owes what by when.

import { articleHref, claim, href, replace } from "../address.js";
import { get, query } from "../api.js";
import { absent, announce, debounce, download, el, icon, loading, problemBox } from "../dom.js";
import { filtersOf, foldedFilters } from "../filters.js";
import { csv, day, fold, number, today } from "../text.js";

const STEP = 100;
const SOON_DAYS = 14;
const FIELDS = [
  "deadline", "deadline_text", "task", "kind", "units", "issuer", "issuer_office", "documents",
  "quote", "published", "article_id", "revision", "start", "end", "directive_id",
];
const COLUMNS = ["Hạn", "Việc", "Đơn vị", "Bên giao", "Văn bản", "Bài viết"];

/** Show the directives. */
export function mount(root, params) {
  const input = el("input", {
    type: "search",
    "aria-label": "Tìm trong các chỉ đạo",
    placeholder: "Tìm việc, đơn vị, bên giao",
    autocomplete: "off",
  });
  const late = el("input", { type: "checkbox" });
  const panel = el("div");
  const count = el("p", { class: "soft count" });
  const save = el("button", { type: "button", class: "link" }, icon("table"), "Tải CSV");
  const overdue = el("label", { class: "check-field" }, late, "Chỉ việc quá hạn");
  const bar = el("div", { class: "bar" }, count, overdue, save);
  const place = el("div");
  let state = {};
  let abort = null;
  let all = [];
  let chosen = [];
  root.append(
    el("h1", {}, "Chỉ đạo"),
    el("p", { class: "soft" }, "Việc được giao trong các bài viết: ai giao, ai làm, bao giờ xong."),
    el("form", { class: "searching", role: "search", on: { submit: now } }, icon("tra-cuu"), input),
    panel,
    bar,
    place,
  );
  const soon = debounce(() => change({ q: input.value.trim() }), 150);
  input.addEventListener("input", soon);
  late.addEventListener("change", () => change({ late: late.checked }));
  save.addEventListener("click", () => {
    const rows = chosen.map((one) => FIELDS.map((name) => [one[name]].flat().join("; ")));
    download("chi-dao.csv", new Blob([csv(FIELDS, rows)], { type: "text/csv;charset=utf-8" }));
  });

  function now(event) {
    event.preventDefault();
    change({ q: input.value.trim() });
  }

  function change(part) {
    const refetch = "filters" in part;
    state = { ...state, ...part };
    const shown = { q: state.q, han: state.late ? "qua" : null, ...state.filters };
    replace(new URLSearchParams(query(shown)));
    if (refetch) fetchAll();
    else show(STEP);
  }

  async function fetchAll() {
    abort?.abort();
    const { signal } = (abort = new AbortController());
    place.replaceChildren(loading("Đang đọc các chỉ đạo…"));
    try {
      all = (await get("/v1/directives" + query(state.filters), signal)).directives;
      show(STEP);
    } catch (problem) {
      if (problem.name !== "AbortError") place.replaceChildren(problemBox(problem, fetchAll));
    }
  }

  function show(most) {
    const words = fold(state.q).split(/\s+/).filter(Boolean);
    chosen = all.filter((one) => {
      if (state.late && urgency(one) !== "late") return false;
      const text = fold([one.task, one.issuer, one.issuer_office, ...one.units].join(" "));
      return words.every((word) => text.includes(word));
    });
    count.textContent = `${number(chosen.length)} việc`;
    announce(count.textContent);
    save.hidden = chosen.length === 0;
    if (!chosen.length) {
      place.replaceChildren(el("p", { class: "empty" }, "Không có việc nào như vậy."));
      return;
    }
    place.replaceChildren(table(chosen.slice(0, most)));
    if (chosen.length > most) {
      const more = { click: () => show(most + STEP) };
      place.append(el("button", { type: "button", class: "more", on: more }, "Xem thêm"));
    }
  }

  function update(given) {
    const filters = filtersOf(given);
    const next = { q: given.get("q") ?? "", late: given.get("han") === "qua", filters };
    if (JSON.stringify(next) === JSON.stringify(state)) return;
    state = next;
    input.value = state.q;
    late.checked = state.late;
    panel.replaceChildren(foldedFilters({ ...filters }, (now) => change({ filters: { ...now } })));
    fetchAll();
  }

  update(params);
  return { update, leave: () => abort?.abort() };
}

/** Return "late", "soon" or null. */
function urgency({ deadline }) {
  if (!deadline) return null;
  if (deadline < today()) return "late";
  return Date.parse(deadline) - Date.parse(today()) <= SOON_DAYS * 86_400_000 ? "soon" : null;
}

function table(directives) {
  const head = el("tr", {}, ...COLUMNS.map((name) => el("th", { scope: "col" }, name)));
  const body = el("tbody", {}, ...directives.map(row));
  return el("table", { class: "cards" }, el("thead", {}, head), body);
}

function row(one) {
  claim(one, one.quote);
  const cells = [
    deadline(one),
    [one.task],
    [one.units.join(", ") || absent()],
    [one.issuer ?? absent(), one.issuer_office ? el("span", { class: "soft" }, ` ${one.issuer_office}`) : null],
    one.documents.length ? one.documents.map(documentLink) : [absent()],
    [el("a", { href: articleHref(one) }, "Xem câu gốc"), " ", el("span", { class: "soft nowrap" }, day(one.published) ?? "")],
  ];
  return el(
    "tr",
    {},
    ...cells.map((cell, i) => el("td", { "data-label": COLUMNS[i] }, el("div", {}, cell))),
  );
}

function deadline(one) {
  const words = day(one.deadline) ?? one.deadline_text;
  const state = urgency(one);
  const badge = { late: "Quá hạn", soon: "Sắp đến hạn" }[state];
  const said = one.deadline && one.deadline_text ? `“${one.deadline_text}”` : null;
  return [
    words ? el("span", {}, words) : absent(),
    badge ? el("span", { class: `badge ${state}` }, badge) : null,
    said ? el("span", { class: "soft small" }, said, one.deadline_inferred ? " (suy ra)" : "") : null,
  ];
}

function documentLink(name) {
  return el("a", { href: href("van-ban", new URLSearchParams({ so: name })), class: "tag" }, name);
}
