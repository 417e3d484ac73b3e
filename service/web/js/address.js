// The address bar: `#/view?name=value` says all that a view shows, so that a link can be shared.

const ARTICLE = ["bai", "ban", "tu", "den"];
const quotes = new Map();
const last = new Map();

/** Return the view's name, its parameters, and the article that is open over it, or null. */
export function read() {
  const [view, query = ""] = location.hash.replace(/^#\/?/, "").split(/\?(.*)/s);
  const params = new URLSearchParams(query);
  const [id, revision, start, end] = ARTICLE.map((name) => params.get(name));
  for (const name of ARTICLE) params.delete(name);
  if (!id) return { view, params, article: null };
  const span = [start, end].map((offset) => (/^\d+$/.test(offset ?? "") ? Number(offset) : null));
  return { view, params, article: { id, revision, start: span[0], end: span[1] } };
}

/** Return the address of a view. */
export function href(view, params = new URLSearchParams()) {
  const query = params.toString();
  return `#/${view}${query ? `?${query}` : ""}`;
}

/** Return the address of a view as it was left. */
export function lastHref(view) {
  return href(view, last.get(view));
}

/** Note what a view shows, for `lastHref`. */
export function remember(view, params) {
  last.set(view, new URLSearchParams(params));
}

/** Say in the address bar what the view shows now, without a step in the history. */
export function replace(params) {
  const { view } = read();
  remember(view, params);
  history.replaceState(null, "", href(view, params));
}

/** Return the address of a span of an article, over the view that is open. */
export function articleHref({ article_id, revision, start, end }) {
  const { view, params } = read();
  params.set("bai", article_id);
  if (revision) params.set("ban", revision);
  if (start !== undefined) {
    params.set("tu", start);
    params.set("den", end);
  }
  return href(view, params);
}

/** Note the quote that a citation claims, so that the reader can hold it against the article. */
export function claim({ article_id, revision, start, end }, quote) {
  quotes.set([article_id, revision, start, end].join(" "), quote);
}

/** Return the quote that was claimed for a span, or undefined where none was. */
export function claimed({ id, revision, start, end }) {
  return quotes.get([id, revision, start, end].join(" "));
}
