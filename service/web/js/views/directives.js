// Chỉ đạo: the tasks found in the articles, who owes what by when.

import { articleHref, claim, href, replace } from "../address.js";
import { get, query, send } from "../api.js";
import { absent, announce, debounce, download, el, goOn, icon, loading, problemBox } from "../dom.js";
import { anyOf, filterPanel, filtersOf } from "../filters.js";
import { day, number, today } from "../text.js";

const STEP = 100;
const SOON_DAYS = 14;
const OWN = {
  names: { for: "Đơn vị", issuer: "Bên giao" },
  dates: { after: "Hạn từ ngày", before: "Hạn đến ngày" },
};
const COLUMNS = ["Hạn", "Việc", "Đơn vị", "Bên giao", "Văn bản", "Bài viết"];

/** Show the directives. */
export function mount(root, params) {
  const input = el("input", {
    type: "search",
    maxlength: 2000,
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
  root.append(
    el("h1", {}, "Chỉ đạo"),
    el("p", { class: "soft" }, "Việc được giao trong các bài viết: ai giao, ai làm, bao giờ xong."),
    el("form", { class: "searching", role: "search", on: { submit: now } }, icon("tra-cuu"), input),
    panel,
    bar,
    place,
  );
  input.addEventListener("input", debounce(() => change({ q: input.value.trim() }), 250));
  late.addEventListener("change", () => change({ late: late.checked }));
  save.addEventListener("click", saveAll);

  async function saveAll() {
    place.querySelector(":scope > .notice")?.remove();
    try {
      const response = await send("/v1/directives.csv" + query(wanted()));
      download("chi-dao.csv", await response.blob());
    } catch (problem) {
      place.prepend(problemBox(problem, saveAll));
    }
  }

  function now(event) {
    event.preventDefault();
    change({ q: input.value.trim() });
  }

  function wanted() {
    return { q: state.q, overdue: state.late ? today() : null, ...state.filters };
  }

  function change(part) {
    const next = { ...state, ...part };
    if (JSON.stringify(next) === JSON.stringify(state)) return;
    state = next;
    replace(new URLSearchParams(query({ q: state.q, han: state.late ? "qua" : null, ...state.filters })));
    start();
  }

  function nothing() {
    const narrowed = state.q || state.late || anyOf(state.filters);
    return narrowed ? "Không có việc nào như vậy." : "Chưa bài nào có việc được giao.";
  }

  async function page(offset, signal) {
    return get("/v1/directives" + query({ ...wanted(), limit: STEP, offset }), signal);
  }

  async function start() {
    abort?.abort();
    const { signal } = (abort = new AbortController());
    if (!place.hasChildNodes()) place.append(loading("Đang đọc các chỉ đạo…"));
    try {
      const { directives, total } = await page(0, signal);
      count.textContent = `${number(total)} việc`;
      announce(count.textContent);
      save.hidden = total === 0;
      const body = el("tbody", {}, ...directives.map(row));
      const head = el("tr", {}, ...COLUMNS.map((name) => el("th", { scope: "col" }, name)));
      place.replaceChildren(
        total
          ? el("table", { class: "cards" }, el("thead", {}, head), body)
          : el("p", { class: "empty" }, nothing()),
      );
      more(directives.length, total, body, signal);
    } catch (problem) {
      if (problem.name === "AbortError") return;
      count.textContent = "";
      save.hidden = true;
      place.replaceChildren(problemBox(problem, start));
      place.scrollIntoView({ block: "nearest" });
    }
  }

  function more(shown, total, body, signal) {
    if (shown >= total) return;
    const button = el("button", { type: "button", class: "more" }, "Xem thêm");
    place.append(button);
    button.addEventListener("click", async () => {
      button.disabled = true;
      try {
        const { directives } = await page(shown, signal);
        goOn(body, directives.map(row), button);
        more(directives.length ? shown + directives.length : total, total, body, signal);
      } catch (problem) {
        button.disabled = false;
        if (problem.name !== "AbortError") button.before(problemBox(problem));
      }
    });
  }

  function update(given) {
    const filters = filtersOf(given, OWN);
    const next = { q: given.get("q") ?? "", late: given.get("han") === "qua", filters };
    if (JSON.stringify(next) === JSON.stringify(state)) return;
    state = next;
    if (input.value.trim() !== state.q) input.value = state.q;
    late.checked = state.late;
    const changed = (now) => change({ filters: { ...now } });
    panel.replaceChildren(filterPanel({ ...filters }, changed, OWN));
    start();
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

function row(one) {
  claim(one, one.quote);
  const said = [one.issuer_office, one.kind].filter(Boolean).join(" · ");
  const cells = [
    deadline(one),
    [one.task],
    [one.units.join(", ") || absent()],
    [one.issuer ?? absent(), el("span", { class: "soft small" }, said)],
    one.documents.length ? one.documents.map(documentLink) : [absent()],
    [el("a", { href: articleHref(one), class: "nowrap" }, "Xem câu gốc"), " ", el("span", { class: "soft nowrap" }, day(one.published) ?? "")],
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
    words ? el("span", { class: "nowrap" }, words) : absent(),
    badge ? el("span", { class: `badge ${state}` }, badge) : null,
    said ? el("span", { class: "soft small" }, said, one.deadline_inferred ? " (suy ra)" : "") : null,
  ];
}

function documentLink(name) {
  return el("a", { href: href("van-ban", new URLSearchParams({ so: name })), class: "tag" }, name);
}
