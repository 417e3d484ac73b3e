"""How soon the page shows its first view, in Chromium on loopback.

    python -m benchmarks.page [--loads 30] [--articles FOLDER] [--out FILE]

Each load is in a new context, which holds nothing of the page; then the same address is loaded once
more, where everything is held and only asked about. Times are from the start of the navigation
(Navigation Timing): `painted` is the first contentful paint, `usable` the frame in which one can
type a question, `whole` the frame that shows the example questions. Bytes are those of the bodies
as they were sent. The service has answered once before, as it has when it says it is ready. A
line of text (`/healthz`) is loaded beside each, for what the browser and the machine take anyway;
on a machine that does other work the fastest loads tell most.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.load import serving
from benchmarks.service import _machine

ROOT = Path(__file__).parents[1]
AIM_MS = 500
AIM_BYTES = 100_000
TEXT, COLD, WARM = "a line of text", "nothing held", "loaded before"
# In the frame after an element is there, it has been painted.
_WATCH = """
window.steps = {};
const wanted = { usable: ".composer textarea", whole: ".examples button" };
new MutationObserver(() => {
  for (const [step, selector] of Object.entries(wanted))
    if (!(step in steps) && document.querySelector(selector)) {
      steps[step] = null;
      requestAnimationFrame(() => { steps[step] = performance.now(); });
    }
}).observe(document, { childList: true, subtree: true });
"""
_PAINTED = "performance.getEntriesByName('first-contentful-paint')[0].startTime"


@dataclass(frozen=True, slots=True)
class Load:
    """One load: milliseconds to each step, requests sent and bytes of their bodies."""

    steps: dict[str, float]
    requests: int
    bytes: int


def load_once(page: Page, url: str) -> Load:
    """Load the page and wait until its first view is whole."""
    sizes: list[int] = []
    page.on("requestfinished", lambda r: sizes.append(r.sizes()["responseBodySize"]))
    page.goto(url)
    page.locator(".examples button").first.wait_for()
    page.wait_for_timeout(100)
    steps = {"painted": page.evaluate(_PAINTED), **page.evaluate("steps")}
    page.close()
    return Load(steps, len(sizes), sum(sizes))


def load_text(page: Page, url: str) -> Load:
    """Load a line of text."""
    page.goto(f"{url}/healthz")
    page.wait_for_timeout(500)
    painted = page.evaluate(_PAINTED)
    page.close()
    return Load({"painted": painted}, 1, 0)


def loads(browser: Browser, url: str, count: int) -> dict[str, list[Load]]:
    """Return so many loads of a line of text, and of the page, held by the browser or not."""
    found: dict[str, list[Load]] = {TEXT: [], COLD: [], WARM: []}
    for _ in range(count):
        context = browser.new_context(locale="vi-VN", viewport={"width": 1280, "height": 800})
        context.add_init_script(_WATCH)
        found[TEXT].append(load_text(context.new_page(), url))
        found[COLD].append(load_once(context.new_page(), url))
        found[WARM].append(load_once(context.new_page(), url))
        context.close()
    return found


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that so large a share of them does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def report(found: dict[str, list[Load]]) -> str:
    """Return the page of a run."""
    rows = []
    for name, some in found.items():
        for step in some[0].steps:
            times = [one.steps[step] for one in some]
            told = [min(times), median(times), percentile(times, 0.95), max(times)]
            rows.append(" | ".join(("", name, step, *(f"{ms:.0f} ms" for ms in told), "")).strip())
    cold, warm = found[COLD], found[WARM]
    usable = percentile([one.steps["usable"] for one in cold], 0.95)
    sent = max(one.bytes for one in cold)
    met = "met" if usable < AIM_MS and sent < AIM_BYTES else "**not met** at p95"
    return "\n".join(
        (
            "# The first view of the page",
            "",
            f"{datetime.now(UTC).date().isoformat()}, {_machine()}. {len(cold)} loads in Chromium "
            "on loopback, the bundled articles, `python -m benchmarks.page`, which says what each "
            "step is.",
            "",
            "| | | fastest | p50 | p95 | slowest |",
            "| --- | --- | --- | --- | --- | --- |",
            *rows,
            "",
            f"{cold[0].requests} requests, {sent / 1000:.1f} kB where nothing is held; "
            f"{warm[0].requests} and {max(one.bytes for one in warm) / 1000:.1f} kB where the page "
            f"was loaded before. Aim: usable within {AIM_MS} ms and {AIM_BYTES // 1000} kB: {met}.",
            "",
        )
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--loads", type=int, default=30)
    parser.add_argument("--articles", type=Path, default=ROOT / "corpus" / "samples")
    parser.add_argument("--out", type=Path, default=ROOT / "benchmarks" / "page.md")
    options = parser.parse_args()
    command = "from service.cli import main; main()"
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        ingest = [sys.executable, "-c", command, "ingest", str(options.articles), "--data", data]
        subprocess.run(ingest, check=False, capture_output=True)
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        with serving(Path(data)) as (url, _):
            context = browser.new_context()
            page = context.new_page()
            page.goto(url)
            page.locator(".examples button").first.wait_for()
            context.close()
            found = loads(browser, url, options.loads)
        browser.close()
    text = report(found)
    options.out.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
