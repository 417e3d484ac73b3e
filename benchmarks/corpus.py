"""What a large corpus costs, interrupted while it comes in and asked meanwhile.

    python -m benchmarks.corpus [--limit N] [--kills 5] [--compare] [--out FILE]

The news articles of the test data are written as text files and ingested into a fresh folder, in
which the bundled articles are already served. `tracuu ingest` is killed (SIGKILL, all its
processes) at random moments and run again, while a client asks one question a second. Then every
file is looked up, articles are added over HTTP until a search finds them, and the share of each
step is measured on articles that come on top. With `--compare` the same files are ingested once
more without an interruption. Memory is the proportional set size of all processes (Linux).
"""

import argparse
import itertools
import json
import os
import random
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx

from benchmarks.corpus_page import page
from benchmarks.corpus_steps import steps
from benchmarks.corpus_trial import Asking, Memory, Moment, command, ingest
from benchmarks.load import _key, serving
from benchmarks.processes import DATA, ROOT
from benchmarks.workloads import disk_mb, lines
from corpus.articles import digest
from corpus.store import Store
from eval.provenance import machine
from index.generations import open_current

SEED = 20261122
ADDED = 5
_FOLDER = 1_000  # files in one folder


def main() -> None:
    """Measure and write the page, and the figures beside it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA, help="test data")
    parser.add_argument("--limit", type=int, help="so many articles")
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--compare", action="store_true", help="ingest once more, not interrupted")
    parser.add_argument("--keep", type=Path, help="where to work, and to leave the corpus")
    parser.add_argument("--again", action="store_true", help="only add to what --keep has left")
    parser.add_argument("--out", type=Path, default=ROOT / "benchmarks" / "corpus.md")
    options = parser.parse_args()
    news = options.data / "data" / "train" / "news.jsonl.xz"
    figures = options.out.with_suffix(".json")
    found: dict[str, Any] = json.loads(figures.read_text("utf-8")) if options.again else {}
    with tempfile.TemporaryDirectory(prefix="tracuu-corpus-") as temporary:
        place = options.keep or Path(temporary)
        for part in (add_all(place),) if options.again else measure(news, place, options):
            found |= part
            figures.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
        found["steps"] = steps(news.with_name("news-2017.jsonl.xz"), place / "data")
    figures.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    options.out.write_text(page(found), "utf-8")
    print(page(found))


def measure(news: Path, place: Path, options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """Yield the figures, part by part."""
    files, data = place / "files", place / "data"
    count, texts = write_files(news, files, options.limit)
    command("ingest", ROOT / "corpus" / "samples", "--data", data)
    with Store.open(data / "store.sqlite") as store:
        before = store.counts().live
    yield {
        "date": datetime.now(UTC).date().isoformat(),
        "machine": machine(),
        "load_at_start": round(os.getloadavg()[0], 1),
        "limit": options.limit,
        "files": {"count": count, "different": texts, "megabytes": disk_mb(files)},
    }
    chance = random.Random(SEED)
    # Beyond all files it is the index that is being written.
    shares = sorted(chance.uniform(0, 1.2) for _ in range(options.kills))
    with serving(data, rate_limit=0) as (url, pid), Asking(url) as asking, Memory(pid) as memory:
        runs: list[dict[str, Any]] = []
        told: dict[str, Any] = {}
        for share in [*shares, None]:
            run, told = ingest(files, data, share and Moment(share, count, before, chance), memory)
            runs.append(run)
            print(run, flush=True)
        yield {"asking": asking.figures()}
    yield {
        "ingest": {
            "runs": runs,
            "told": {name: told[name] for name in ("added", "unchanged", "duplicate")},
            "refused": len(told["refused"]),
            "peak_mb": round(memory.peak),
            "serving_mb": [round(memory.serving[0]), round(max(memory.serving))],
        },
        "disk_mb": {
            "store": round(sum(f.stat().st_size for f in data.glob("store.sqlite*")) / 1e6, 1),
            "index": disk_mb(data / "index"),
        },
    }
    yield {"kept": check(files, data, before, told)}
    yield add_all(place)
    if options.compare:
        whole = place / "whole"
        command("ingest", ROOT / "corpus" / "samples", "--data", whole)
        run, _ = ingest(files, whole, None, Memory(os.getpid()))
        same = ids(whole) == ids(data, without=ADDED)
        yield {"uninterrupted": {**run, "same_articles": same}}
        shutil.rmtree(whole)


def add_all(place: Path) -> dict[str, Any]:
    """Add articles one after the other to a corpus that is served; return how long each took."""
    data = place / "data"
    chance = random.Random()  # what was added before would be found at once
    with serving(data, rate_limit=0) as (url, _):
        key = _key(data, "adds", "admin")
        return {"added": [add(url, key, chance.randrange(10**9)) for _ in range(ADDED)]}


def write_files(news: Path, folder: Path, limit: int | None) -> tuple[int, int]:
    """Write each article as a text file; return how many, and how many different ones."""
    seen: set[str] = set()
    number = -1
    for number, row in enumerate(itertools.islice(lines(news), limit)):
        path = folder / f"{number // _FOLDER:03}" / f"{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = f"{row['title']}\n\n{row['lead']}\n\n{row['body']}\n"
        path.write_text(text, "utf-8")
        seen.add(digest(text))
    return number + 1, len(seen)


def ids(data: Path, without: int = 0) -> set[str]:
    """Return the ids of all articles, without the last ones added."""
    with closing(sqlite3.connect(data / "store.sqlite")) as store:
        rows = store.execute("SELECT article_id FROM articles ORDER BY key").fetchall()
    return {row[0] for row in rows[: len(rows) - without]}


def check(files: Path, data: Path, before: int, told: dict[str, Any]) -> dict[str, Any]:
    """Look every file up, and have the store check itself."""
    paths = sorted(str(path.absolute()) for path in files.rglob("*.txt"))
    refused = {one["name"] for one in told["refused"]}
    started = time.process_time()
    with Store.open(data / "store.sqlite") as store:
        states = store.states(paths)
        missing = [p for p in paths if states.get(p) != "live" and Path(p).stem not in refused]
        problems = [problem.what for problem in store.check()]
        seconds = time.process_time() - started
        counts = store.counts()
        passages = store.live_passages()
        indexed = open_current(data / "index").manifest.passages
    with closing(sqlite3.connect(data / "store.sqlite")) as rows:
        twice = rows.execute("SELECT count(*) - count(DISTINCT revision) FROM revisions").fetchone()
        copies = rows.execute("SELECT count(*), count(DISTINCT original) FROM copies").fetchone()
    return {
        "articles": counts.live - before,
        "passages": len(passages),
        "indexed": indexed,
        "missing": len(missing),
        "twice": twice[0],
        "clusters": copies[1],
        "in_clusters": copies[0],
        "problems": problems,
        "check_cpu_seconds": round(seconds, 1),
    }


def add(url: str, key: str, number: int) -> dict[str, float]:
    """Add one article over HTTP; return the seconds until it is taken and until it is found."""
    word = f"khoidongxyz{number}"
    body = {"title": f"Bài {word} vừa đăng", "text": f"Hội {word} mở cửa sáng nay. " * 20}
    started = time.monotonic()
    with httpx.Client(base_url=url, timeout=120) as client:
        added = client.post("/v1/articles", json=body, headers={"X-API-Key": key})
        added.raise_for_status()
        taken = time.monotonic() - started
        wanted = added.json()["article_id"]
        while time.monotonic() - started < 120:
            hits = client.get("/v1/search", params={"q": word, "top": 3}).json()["hits"]
            if wanted in {hit["article_id"] for hit in hits}:
                return {"taken": round(taken, 2), "found": round(time.monotonic() - started, 2)}
            time.sleep(0.05)
    raise SystemExit("an article that was added was not found within two minutes")


if __name__ == "__main__":
    main()
