// Text by code points, as the service counts offsets; a JavaScript string counts UTF-16 units.

const LONGEST_TITLE = 180;

/** Return the code points of a text. */
export const points = (text) => Array.from(text);

/** Return `[start, end)` of an array of code points as a string. */
export const slice = (array, start, end) => array.slice(start, end).join("");

/** Cut `[start, end)` of code points into runs `{text, marked}`; `spans` say what is marked. */
export function runs(array, start, end, spans) {
  const found = [];
  let at = start;
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    const low = Math.max(from, at);
    const high = Math.min(to, end);
    if (low >= high) continue;
    if (low > at) found.push({ text: slice(array, at, low), marked: false });
    found.push({ text: slice(array, low, high), marked: true });
    at = high;
  }
  if (at < end) found.push({ text: slice(array, at, end), marked: false });
  return found;
}

/** Return the part of at most `size` code points that holds most of what is marked. */
export function excerpt(array, spans, size, from = 0) {
  if (array.length - from <= size) return [from, array.length];
  const starts = [from, ...spans.map(([start]) => Math.max(from, start - 40))];
  let best = [from, -1];
  for (const start of starts) {
    const held = spans
      .filter(([low, high]) => low >= start && high <= start + size)
      .reduce((sum, [low, high]) => sum + high - low, 0);
    if (held > best[1]) best = [start, held];
  }
  const start = Math.max(from, Math.min(best[0], array.length - size));
  const end = Math.min(array.length, start + size);
  // At whole words, unless the part has no two.
  let [low, high] = [start, end];
  while (low > from && low < end && /\S/u.test(array[low - 1])) low += 1;
  while (high < array.length && high > low && /\S/u.test(array[high])) high -= 1;
  return low < high ? [low, high] : [start, end];
}

/** Return a text for comparing: lower case, without diacritics. */
export const fold = (text) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();

/** Return an ISO date or date-time as people write it here. */
export function day(iso) {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso ?? "");
  return match ? `${match[3]}/${match[2]}/${match[1]}` : null;
}

/** Return today's date in Vietnam, ISO. */
export const today = () =>
  new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Ho_Chi_Minh" }).format(new Date());

/** Return a number as people write it here. */
export const number = (value) => new Intl.NumberFormat("vi-VN").format(value);

/** Return what is known of an article, in one line. */
export const meta = ({ source, published }) =>
  [source, day(published)].filter(Boolean).join(" · ") || "Không rõ nguồn và ngày";

/** Return the title of an article, or its name, cut where it would fill the page. */
export function titleOf({ title, name }) {
  const whole = points(title ?? name ?? "Bài không có tiêu đề");
  if (whole.length <= LONGEST_TITLE) return whole.join("");
  const [start, end] = excerpt(whole, [], LONGEST_TITLE);
  return `${slice(whole, start, end)}…`;
}

/** Return rows as CSV for spreadsheets: UTF-8 with BOM; cells that would run are defused. */
export function csv(columns, rows) {
  const cell = (value) => {
    const text = String(value ?? "");
    const safe = typeof value !== "number" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return "\ufeff" + [columns, ...rows].map((row) => row.map(cell).join(",") + "\r\n").join("");
}
