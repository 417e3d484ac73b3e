// From the address bar to a view, and to the article that is open over it.

import { lastHref, read, remember } from "./address.js";
import { el, loading, problemBox } from "./dom.js";
import { Problem } from "./api.js";
import { closeReader, openReader } from "./reader.js";

// A view's module gives `mount(root, params)`, which returns `{update(params), leave()}`.
const VIEWS = {
  "hoi-dap": ["Hỏi đáp", () => import("./views/ask.js")],
  "tra-cuu": ["Tra cứu", () => import("./views/search.js")],
  "chi-dao": ["Chỉ đạo", () => import("./views/directives.js")],
  "van-ban": ["Văn bản", () => import("./views/documents.js")],
  nguon: ["Nguồn", () => import("./views/sources.js")],
};
const FIRST = "hoi-dap";
const main = document.getElementById("main");
const links = [...document.querySelectorAll("nav a")];
let shown = null;
let wanted = null;

async function route() {
  const { view, params, article } = read();
  const name = view in VIEWS ? view : FIRST;
  remember(name, params);
  if (wanted !== name) await change(name);
  else shown?.update(params);
  if (article && wanted === name) openReader(article);
  else closeReader();
}

async function change(name) {
  const [title, fetch] = VIEWS[name];
  const first = wanted === null;
  wanted = name;
  shown?.leave?.();
  shown = null;
  document.title = `${title} – Tra cứu`;
  for (const link of links) {
    link.href = lastHref(link.dataset.view);
    if (link.dataset.view === name) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  main.replaceChildren(loading());
  let module;
  try {
    module = await fetch();
  } catch {
    const problem = new Problem(0, "Không tải được phần này: không nối được với máy chủ.");
    // A module that failed to load is not fetched again, the page is.
    if (wanted === name) main.replaceChildren(problemBox(problem, () => location.reload()));
    return;
  }
  if (wanted !== name) return;
  const root = el("div", { class: `view ${name}` });
  main.replaceChildren(root);
  shown = module.mount(root, read().params);
  scrollTo(0, 0);
  const elsewhere = !root.contains(document.activeElement);
  if (!first && elsewhere && !read().article) main.focus({ preventScroll: true });
}

document.querySelector(".skip").addEventListener("click", (event) => {
  // The address bar belongs to the views.
  event.preventDefault();
  main.focus();
});
addEventListener("hashchange", route);
if (!location.hash) history.replaceState(null, "", lastHref(FIRST));
route();
