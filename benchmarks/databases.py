"""What articles cost in each database: processor time of ingests, searches and answers.

    python -m benchmarks.databases FOLDER --store PATH_OR_URL [--store …] [--questions N] --out FILE

Each store must be empty. Only processor time is counted, of this process and, with `--server PID`,
of a server on this machine with all its children. The hits of all stores must be the same.
"""

import argparse
import json
import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks.workloads import QUESTIONS, lines
from corpus import ingest
from corpus.readers import walk
from corpus.store import Store
from service.compose import Service
from service.settings import load_settings

_TICKS = os.sysconf("SC_CLK_TCK")


class Clock:
    """Processor time of this process, and of a server with all it has started."""

    def __init__(self, server: int | None) -> None:
        self._server = server
        self.spent: dict[str, list[float]] = {}

    @contextmanager
    def timed(self, what: str) -> Iterator[None]:
        """Add what is spent within."""
        before = time.process_time(), _of_server(self._server)
        yield
        here, there = time.process_time() - before[0], _of_server(self._server) - before[1]
        spent = self.spent.setdefault(what, [0.0, 0.0])
        self.spent[what] = [spent[0] + here, spent[1] + there]

    def each(self, count: int, *names: str) -> dict[str, dict[str, float]]:
        """Return milliseconds here and in the server, for each of `count`."""
        return {
            name: {
                "here_ms": round(1000 * self.spent[name][0] / count, 2),
                "server_ms": round(1000 * self.spent[name][1] / count, 2),
            }
            for name in names
        }


def _of_server(pid: int | None) -> float:
    """Return the seconds that a process and all its children have used, ended ones too."""
    if pid is None:
        return 0.0
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    ticks = 0
    for each in (str(pid), *children):
        try:
            fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has ended meanwhile
        # utime and stime; of the server itself also those of children that have ended.
        ticks += sum(map(int, fields[11 : 15 if each == str(pid) else 13]))
    return ticks / _TICKS


def measure(
    location: str, folder: Path, questions: Sequence[str], server: int | None
) -> tuple[dict[str, Any], list[object]]:
    """Return the figures of one store, and what was found."""
    clock = Clock(server)
    put_many = Store.put_many

    def timed_put(store: Store, entries: Any) -> Any:
        with clock.timed("put"):
            return put_many(store, entries)

    with tempfile.TemporaryDirectory() as data:
        settings = load_settings(data=Path(data), store=location)
        with Service(settings, create=True) as service:
            with patch.object(Store, "put_many", timed_put):
                summary = ingest.ingest(list(walk([folder])), service.store)
            with clock.timed("publish"):
                manifest = service.publish()
            for question in questions:  # what is made on first use is made now
                service.answer(question)
            found: list[object] = []
            with clock.timed("search"):
                for question in questions:
                    hits = service.search(question).hits
                    found.append([(hit.passage_id, hit.score) for hit in hits])
            with clock.timed("ask"):
                for question in questions:
                    answer = service.answer(question)
                    found.append((answer.answer, answer.short_answer))
    articles = summary.added
    figures = {
        "store": location.partition(":")[0] if "://" in location else "sqlite",
        "articles": articles,
        "passages": manifest.passages,
        **clock.each(articles, "put", "publish"),
        **clock.each(len(questions), "search", "ask"),
    }
    return figures, found


def main(argv: Sequence[str] | None = None) -> int:
    """Measure every store and write the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--store", action="append", required=True)
    parser.add_argument("--questions", type=int, default=100)
    parser.add_argument("--server", type=int)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args(argv)
    asked = [row["question"] for row in lines(QUESTIONS) if "conversation" not in row]
    asked = asked[: options.questions]
    results, answers = [], []
    for location in options.store:
        figures, found = measure(location, options.folder, asked, options.server)
        results.append(figures)
        answers.append(found)
        print(json.dumps(figures))
    same = all(found == answers[0] for found in answers)
    report = {"stores": results, "questions": len(asked), "same_answers": same}
    options.out.write_text(json.dumps(report, indent=1) + "\n")
    return 0 if same else 1


if __name__ == "__main__":
    raise SystemExit(main())
