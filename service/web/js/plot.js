// A small bar plot of how often something was mentioned over time.

import { el, svg } from "./dom.js";
import { number } from "./text.js";

const HEIGHT = 120;
const FOOT = 20;
const MOST_MONTHS = 36;

/** Return the plot of ISO dates, so many pixels wide; dates that are null are only counted. */
export function timeline(dates, width) {
  const known = dates.filter(Boolean).map((date) => date.slice(0, 7)).sort();
  const unknown = dates.length - known.length;
  const note = unknown ? `${number(unknown)} lần trong bài không rõ ngày` : null;
  if (!known.length) return el("p", { class: "soft" }, note ?? "Chưa có lần nhắc nào.");
  const bars = binned(known);
  const most = Math.max(...bars.map(([, count]) => count));
  const room = Math.max(240, width);
  const step = room / bars.length;
  const thick = Math.max(2, Math.min(40, step * 0.7));
  const drawn = bars.map(([name, count], i) => {
    const height = (count / most) * (HEIGHT - FOOT - 18);
    const x = (i + 0.5) * step;
    const y = HEIGHT - FOOT - height;
    return svg(
      "g",
      {},
      svg("rect", { x: x - thick / 2, y, width: thick, height, rx: 2 }, svg("title", {}, `${name}: ${count}`)),
      count && bars.length <= 24 ? svg("text", { x, y: y - 4 }, String(count)) : null,
    );
  });
  const every = Math.ceil(bars.length / (room / 90));
  const names = bars.map(([name], i) =>
    i % every ? null : svg("text", { x: (i + 0.5) * step, y: HEIGHT - 5 }, name),
  );
  const said = bars.filter(([, count]) => count).map(([name, count]) => `${name}: ${count}`);
  const label = `Số lần nhắc theo thời gian. ${said.join("; ")}`;
  const picture = svg(
    "svg",
    { class: "plot", viewBox: `0 0 ${room} ${HEIGHT}`, role: "img", "aria-label": label },
    svg("line", { x1: 0, x2: room, y1: HEIGHT - FOOT, y2: HEIGHT - FOOT }),
    ...drawn,
    ...names,
  );
  return el("figure", {}, picture, note ? el("figcaption", { class: "soft" }, note) : null);
}

/** Return `[name, count]` for each month from first to last, for each year where they are many. */
function binned(months) {
  const [low, high] = [months[0], months.at(-1)].map((m) => {
    const [year, month] = m.split("-").map(Number);
    return year * 12 + month - 1;
  });
  const monthly = high - low < MOST_MONTHS;
  const counts = new Map();
  for (let at = low; at <= high; at += 1) {
    const [year, month] = [Math.floor(at / 12), (at % 12) + 1];
    const name = monthly ? `${String(month).padStart(2, "0")}/${year}` : String(year);
    const key = `${year}-${String(month).padStart(2, "0")}`;
    const here = months.filter((m) => m === key).length;
    counts.set(name, (counts.get(name) ?? 0) + here);
  }
  return [...counts];
}
