"""How time, memory and latency grow with the passages: `python -m benchmarks.growth`.

News articles, repeated with other digits where there are not enough; titles are the questions.
Writes `growth.json`, `growth.md` and `growth.svg`.
"""

import argparse
import json
import os
import tempfile
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import plots
from benchmarks.processes import DATA, OURS, run
from benchmarks.workloads import clear, lines
from corpus.chunking import passages
from corpus.ready import ready_article
from eval.provenance import machine, models

HERE = Path(__file__).parent
SIZES = (1_000, 10_000, 100_000, 1_000_000)
QUESTIONS = 300
GIGABYTE = 1_000_000_000


def main() -> None:
    """Measure every size and write the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA, help="test data")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="passages")
    parser.add_argument("--out", type=Path, default=HERE / "growth.json")
    options = parser.parse_args()
    result: dict[str, Any] = {
        "date": datetime.now(UTC).date().isoformat(),
        "machine": machine(),
        "load_at_start": os.getloadavg()[0],
        "memory_gb_per_second": bandwidth(),
        "models": models(),
        "sizes": [],
    }
    for size in options.sizes:
        with tempfile.TemporaryDirectory(prefix="tracuu-growth-") as folder:
            result["sizes"].append(measure(size, options.data, Path(folder)))
        options.out.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
        options.out.with_suffix(".md").write_text(page(result), encoding="utf-8")
        plots.growth(result, options.out.with_suffix(".svg"))


def measure(size: int, data: Path, place: Path) -> dict[str, Any]:
    """Index `size` passages and search them."""
    workload, folder = place / "texts", place / "index"
    held = make(size, data / "data" / "train" / "news.jsonl.xz", clear(workload))
    built = run("index", OURS, workload, clear(folder))
    one, two = (run("search", OURS, workload, folder, threads=n) for n in (1, 2))
    dense = run("search", "tracuu-dense", workload, folder)
    for row in (one, two, dense):
        row.pop("found", None)
    scanned = sum(_scanned(keys) for keys in (folder / "index").rglob("*.keys.npy"))
    return {
        "passages": held,
        "index": built,
        "search_1": one,
        "search_2": two,
        "dense": dense,
        "scanned_bytes": scanned,
    }


def make(size: int, news: Path, folder: Path) -> int:
    """Write articles of `size` passages in all, or a few more, and questions; return how many."""
    held = 0
    asked: list[dict[str, str]] = []
    with (folder / "corpus.jsonl").open("w", encoding="utf-8") as file:
        for number, (title, text) in enumerate(_articles(news)):
            row = {"_id": str(number), "title": "", "text": text}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            asked.append({"_id": str(number), "text": title})
            held += len(passages(ready_article("", text, name="")))
            if held >= size:
                break
    step = max(1, len(asked) // QUESTIONS)
    with (folder / "queries.jsonl").open("w", encoding="utf-8") as file:
        for question in asked[::step][:QUESTIONS]:
            file.write(json.dumps(question, ensure_ascii=False) + "\n")
    return held


def _articles(news: Path) -> Iterator[tuple[str, str]]:
    """Yield title and text of the articles, then again and again with other digits."""
    for turn in count():
        digits = str.maketrans("0123456789", "".join(str((d + turn) % 10) for d in range(10)))
        end = f"\nBản tin lần thứ {turn}." if turn else ""
        for row in lines(news):
            yield row["title"], f"{row['lead']}\n{row['body']}".translate(digits) + end


def _scanned(keys: Path) -> int:
    """Return how many bytes of a segment a search reads: its codes where it has them."""
    stem = keys.name.removesuffix(".keys.npy")
    codes, vectors = (keys.with_name(stem + end) for end in (".codes.faiss", ".vectors.npy"))
    return (codes if codes.exists() else vectors).stat().st_size


def bandwidth() -> float:
    """Return how many GB a second one core reads from memory: the best of five passes over 1 GB."""
    values = np.ones(GIGABYTE // 4, np.float32)
    times = []
    for _ in range(5):
        started = time.perf_counter()
        values.dot(values)
        times.append(time.perf_counter() - started)
    return round(1 / min(times), 1)


def page(result: Mapping[str, Any]) -> str:
    """Return the results as a page of Markdown."""
    on = result["machine"]
    rows = [
        "# Growth\n",
        f"{result['date']}, {on['processor']}, {on['cores']} cores, {on['memory_gb']} GB, "
        f"Python {on['python']}. On one core, `2 threads` on two. One core reads "
        f"{result['memory_gb_per_second']} GB a second from memory; the last column is how much of "
        "that the dense leg reads while it searches.\n",
        "Repeat with `python -m benchmarks.growth`. The aims at a million are 50 ms at p95 and "
        "3 GB: the memory is reached. What a search reads of a million is the next limit: the "
        "short codes of all vectors, and the postings of common syllables.\n",
        "| passages | index s | passages/s | index peak MB | disk MB | serving MB | cold start "
        "s | q/s, 1 thread | q/s, 2 | p50 ms | p95 | p99 | dense leg ms | scanned MB | GB/s | of "
        "memory |",
        "| --- " * 16 + "|",
    ]
    for size in result["sizes"]:
        built, one, two, dense = (size[k] for k in ("index", "search_1", "search_2", "dense"))
        failed = next((part["failed"] for part in (built, one, two, dense) if "failed" in part), "")
        if failed:
            rows.append(f"| {size['passages']:,} | {failed} |")
            continue
        speed = size["scanned_bytes"] / 1e6 / dense["steps_ms"]["legs"]  # GB/s
        cells = [
            f"{size['passages']:,}",
            built["seconds"],
            round(size["passages"] / built["seconds"]),
            built["peak_rss_mb"],
            built["disk_mb"],
            one["peak_rss_mb"],
            one["cold_s"],
            one["queries_per_second"],
            two["queries_per_second"],
            *one["ms"].values(),
            dense["steps_ms"]["legs"],
            round(size["scanned_bytes"] / 1e6, 1),
            round(speed, 2),
            f"{speed / result['memory_gb_per_second']:.0%}",
        ]
        rows.append("| " + " | ".join(map(str, cells)) + " |")
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    main()
