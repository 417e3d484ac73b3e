// The filters that every list shares: values of one are alternatives, different filters all hold.

import { el, icon } from "./dom.js";
import { day } from "./text.js";
import { suggestions } from "./vocabulary.js";

const NAMES = { source: "Nguồn", place: "Nơi", document: "Văn bản" };
const DATES = { from: "Đăng từ ngày", to: "Đăng đến ngày" };
const NONE = { names: {}, dates: {} };
let count = 0;

const namesOf = (own) => Object.keys({ ...own.names, ...NAMES, ...own.dates, ...DATES });

/** Return the filters among the parameters of an address; `own` are those of one view alone. */
export const filtersOf = (params, own = NONE) =>
  Object.fromEntries(namesOf(own).map((name) => [name, params.getAll(name)]));

/** Return whether any filter is in use. */
export const anyOf = (filters) => Object.values(filters).some((values) => values.length);

/** Return the fields, folded away where there is little room, and below them what is in use.

`changed(filters)` is called with all of them; `own` names those of one view alone. */
export function filterPanel(filters, changed, own = NONE) {
  const NAMED = { ...own.names, ...NAMES };
  const DATED = { ...own.dates, ...DATES };
  const chips = el("ul", { class: "chips", "aria-label": "Bộ lọc đang dùng" });
  const inputs = Object.fromEntries(Object.keys(DATED).map((name) => [name, dateInput(name)]));

  function set(name, values) {
    filters[name] = values;
    show();
    changed(filters);
  }

  function show() {
    const held = Object.keys(filters).flatMap((name) => filters[name].map((value) => [name, value]));
    chips.replaceChildren(...held.map(([name, value]) => chip(name, value)));
    chips.hidden = held.length === 0;
    for (const [name, input] of Object.entries(inputs)) input.value = filters[name][0] ?? "";
  }

  function chip(name, value) {
    const others = () => filters[name].filter((other) => other !== value);
    const words = `${NAMED[name] ?? DATED[name]}: ${name in DATED ? (day(value) ?? value) : value}`;
    const label = `Bỏ lọc ${words}`;
    const button = el("button", { type: "button", "aria-label": label }, icon("close"));
    button.addEventListener("click", () => {
      set(name, others());
      (chips.querySelector("button") ?? fold.querySelector("summary")).focus();
    });
    return el("li", {}, words, button);
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
    return el("label", { class: "field" }, el("span", {}, NAMED[name]), input, list);
  }

  function dateInput(name) {
    const input = el("input", { type: "date", name });
    input.addEventListener("change", () => set(name, input.value ? [input.value] : []));
    return input;
  }

  show();
  const fields = el(
    "div",
    { class: "fields" },
    ...Object.keys(NAMED).map(valueInput),
    ...Object.entries(inputs).map(([name, input]) =>
      el("label", { class: "field date" }, el("span", {}, DATED[name]), input),
    ),
  );
  const open = matchMedia(own === NONE ? "(min-width: 48rem)" : "(min-width: 61rem)").matches;
  const fold = el("details", { class: "fold", open }, el("summary", {}, "Bộ lọc"), fields);
  return el("div", { class: "filters" }, fold, chips);
}
