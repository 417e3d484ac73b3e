// What the articles offer to filter by, fetched when first wanted and kept for a minute.

import { get, query } from "./api.js";

const PAGE = 1000;
const PAGES = 20;
const FRESH = 60_000;
const SUGGESTED = 200;
// What a task has for the filters that tasks alone have.
const ASKED = { for: (task) => task.units, issuer: (task) => [task.issuer_office, task.issuer] };
const held = new Map();

function kept(name, fetch) {
  const known = held.get(name);
  if (known && Date.now() - known.at < FRESH) return known.value;
  const value = fetch();
  held.set(name, { value, at: Date.now() });
  value.catch(() => held.delete(name));
  return value;
}

/** Return the articles, up to 20,000 of them, the last added first. */
export function articles() {
  return kept("articles", async () => {
    const found = [];
    let cursor = null;
    for (let page = 0; page < PAGES; page += 1) {
      const given = await get("/v1/articles" + query({ limit: PAGE, cursor }));
      found.push(...given.articles);
      cursor = given.next;
      if (!cursor) break;
    }
    return found;
  });
}

/** Return the first tasks that the articles set. */
function tasks() {
  return kept("tasks", async () => (await get("/v1/directives" + query({ limit: PAGE }))).directives);
}

/** Return a page of the official documents that the articles mention, the most mentioned first. */
export function references(asked) {
  const address = "/v1/references" + query(asked);
  return kept(address, () => get(address));
}

/** Return the documents that bear a number, one per issuer and year. */
export function bearers(number) {
  const address = "/v1/references/" + encodeURIComponent(number);
  return kept(address, async () => (await get(address)).references);
}

/** Return the values to suggest for a filter, the most common first. */
export async function suggestions(filter) {
  if (filter === "document") {
    const page = await references({ limit: SUGGESTED });
    return [...new Set(page.references.map((one) => one.number))];
  }
  const values = filter in ASKED ? (await tasks()).flatMap(ASKED[filter]) : (await articles()).map((one) => one[filter]);
  const counts = new Map();
  for (const value of values) if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([value]) => value);
}

/** Forget what was fetched: the articles have changed. */
export const forget = () => held.clear();
