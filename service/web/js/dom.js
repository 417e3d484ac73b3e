// Making elements. Text from anywhere is only ever text: nothing here or elsewhere parses HTML.

const SVG = "http://www.w3.org/2000/svg";

/** Return an element; `on` holds listeners, other properties are attributes; null children go. */
export function el(tag, properties = {}, ...children) {
  return fill(document.createElement(tag), properties, children);
}

/** Return an SVG element. */
export function svg(tag, properties = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), properties, children);
}

/** Return an icon of the sprite in the page. */
export function icon(name) {
  const use = svg("use", { href: `#i-${name}` });
  return svg("svg", { class: "icon", "aria-hidden": "true" }, use);
}

function fill(element, { on = {}, ...attributes }, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined)
      element.setAttribute(name, value);
  }
  for (const [event, listener] of Object.entries(on)) element.addEventListener(event, listener);
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** Tell screen readers what happened. */
export function announce(text) {
  document.getElementById("status").textContent = text;
}

/** Return a box that says what went wrong, with a way to try again. */
export function problemBox(problem, retry) {
  return el(
    "div",
    { class: "notice bad", role: "alert" },
    icon("warn"),
    el("p", {}, problem.message),
    retry ? el("button", { type: "button", on: { click: retry } }, "Thử lại") : null,
  );
}

/** Put more rows into a list in place of the button that asked for them, and the focus on them. */
export function goOn(list, rows, button) {
  list.append(...rows);
  rows[0]?.querySelector("a")?.focus({ preventScroll: true });
  button.remove();
}

/** Return what stands where a value is missing. */
export const absent = () => el("span", { class: "absent soft" }, "—");

/** Return a box that says that something is on its way. */
export function loading(text = "Đang tải…") {
  return el("p", { class: "loading", role: "status" }, text);
}

/** Return a function that runs `action` once its calls pause for so many milliseconds. */
export function debounce(action, pause) {
  let timer;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...values), pause);
  };
}

/** Hand a text to the person as a file. */
export function download(name, blob) {
  const address = URL.createObjectURL(blob);
  const link = el("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Copy a text; the clipboard proper is only there on loopback and over HTTPS. */
export async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = el("textarea", { class: "unseen", "aria-hidden": "true" });
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

/** Ask before something that cannot be taken back; resolve to whether it was confirmed. */
export function confirm(question, action) {
  return new Promise((resolve) => {
    const dialog = el(
      "dialog",
      { class: "confirm", "aria-labelledby": "confirm-text" },
      el(
        "form",
        { method: "dialog" },
        el("p", { id: "confirm-text" }, question),
        el("button", { value: "", autofocus: true }, "Thôi"),
        el("button", { value: "yes", class: "danger" }, action),
      ),
    );
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
