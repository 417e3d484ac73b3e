// The filters that every list shares: values of one are alternatives, different filters all hold.

import { el, icon } from "./dom.js";
import { suggestions } from "./vocabulary.js";

const NAMES = { source: "Nguồn", place: "Nơi", document: "Văn bản" };
const DATES = { from: "Từ ngày", to: "Đến ngày" };
export const FILTERS = [...Object.keys(NAMES), ...Object.keys(DATES)];
let count = 0;

/** Return the filters among the parameters of an address. */
export const filtersOf = (params) =>
  Object.fromEntries(FILTERS.map((name) => [name, params.getAll(name)]));

/** Return the fields for the filters; `changed(filters)` is called with all of them. */
export function filterFields(filters, changed) {
  const chips = el("ul", { class: "chips", "aria-label": "Bộ lọc đang dùng" });
  const inputs = Object.fromEntries(Object.keys(DATES).map((name) => [name, dateInput(name)]));

  function set(name, values) {
    filters[name] = values;
    show();
    changed(filters);
  }

  function show() {
    const held = Object.keys(NAMES).flatMap((name) => filters[name].map((value) => [name, value]));
    chips.replaceChildren(...held.map(([name, value]) => chip(name, value)));
    chips.hidden = held.length === 0;
    for (const [name, input] of Object.entries(inputs)) input.value = filters[name][0] ?? "";
  }

  function chip(name, value) {
    const others = () => filters[name].filter((other) => other !== value);
    const label = `Bỏ lọc ${NAMES[name]}: ${value}`;
    const button = el("button", { type: "button", "aria-label": label }, icon("close"));
    button.addEventListener("click", () => set(name, others()));
    return el("li", {}, `${NAMES[name]}: ${value}`, button);
  }

  function valueInput(name) {
    const list = el("datalist", { id: `filter-${(count += 1)}` });
    const input = el("input", { type: "text", list: list.id, name, autocomplete: "off" });
    const take = () => {
      const value = input.value.trim();
      input.value = "";
      if (value && !filters[name].includes(value)) set(name, [...filters[name], value]);
    };
    input.addEventListener("focus", async () => {
      // Without suggestions a value can still be typed.
      const values = await suggestions(name).catch(() => []);
      list.replaceChildren(...values.slice(0, 500).map((value) => el("option", { value })));
    });
    input.addEventListener("change", take);
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      take();
    });
    return el("label", { class: "field" }, el("span", {}, NAMES[name]), input, list);
  }

  function dateInput(name) {
    const input = el("input", { type: "date", name });
    input.addEventListener("change", () => set(name, input.value ? [input.value] : []));
    return input;
  }

  show();
  return el(
    "div",
    { class: "filters" },
    el(
      "div",
      { class: "fields" },
      ...Object.keys(NAMES).map(valueInput),
      ...Object.entries(inputs).map(([name, input]) =>
        el("label", { class: "field date" }, el("span", {}, DATES[name]), input),
      ),
    ),
    chips,
  );
}

/** Return the filters folded away where there is little room, open where one is in use. */
export function foldedFilters(filters, changed) {
  const used = FILTERS.some((name) => filters[name].length);
  const open = used || matchMedia("(min-width: 48rem)").matches;
  return el(
    "details",
    { class: "fold", open },
    el("summary", {}, "Bộ lọc"),
    filterFields(filters, changed),
  );
}
