"""One system in one process: build its index, or open it and answer. Prints one JSON object.

The process is held to as many cores as it may use threads, so that no library takes more.
"""

import argparse
import json
import os
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any

from benchmarks.systems import SYSTEMS, System
from benchmarks.workloads import disk_mb, lines

WARM = 5


def main() -> None:
    """Run the phase that the arguments name."""
    parser = argparse.ArgumentParser()
    parser.add_argument("phase", choices=["index", "search", "tokenize"])
    parser.add_argument("system", choices=SYSTEMS)
    parser.add_argument("workload", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--budget", type=float, default=60.0)
    parser.add_argument("--started", type=float, default=time.time())
    options = parser.parse_args()
    cores = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, cores[-options.threads :])
    # Libraries may write to standard output; the result alone goes there.
    stdout, sys.stdout = sys.stdout, sys.stderr
    system = SYSTEMS[options.system]
    if options.phase == "index":
        result = index(system, options.workload, options.folder)
    elif options.phase == "tokenize":
        result = tokenize(options.workload)
    else:
        result = search(system, options)
    result["peak_rss_mb"] = _peak_rss_mb()
    json.dump(result, stdout)


def documents(workload: Path) -> Iterator[tuple[str, str, str]]:
    """Yield the documents of a workload."""
    for row in lines(workload / "corpus.jsonl"):
        yield row["_id"], row["title"], row["text"]


def index(system: type[System], workload: Path, folder: Path) -> dict[str, Any]:
    """Build the index."""
    started = time.perf_counter()
    system.index(documents(workload), folder)
    return {"seconds": round(time.perf_counter() - started, 2), "disk_mb": disk_mb(folder)}


def tokenize(workload: Path) -> dict[str, Any]:
    """Only cut the texts into tokens, for words and for the encoder: the least that indexing is."""
    from tokenizers import Tokenizer

    from corpus.vietnamese.tokens import terms
    from embeddings.loading import BUNDLED

    tokenizer = Tokenizer.from_file(str(next(BUNDLED.rglob("tokenizer.json"))))
    seconds = {"words": 0.0, "encoder": 0.0}
    for _, title, text in documents(workload):
        whole = f"{title}\n{text}"
        started = time.perf_counter()
        terms(whole)
        between = time.perf_counter()
        tokenizer.encode(whole)
        seconds["words"] += between - started
        seconds["encoder"] += time.perf_counter() - between
    return {name: round(value, 2) for name, value in seconds.items()}


def search(kind: type[System], options: argparse.Namespace) -> dict[str, Any]:
    """Open the index and answer the questions in order, until the budget in seconds is spent.

    `cold_s` is from the start of the process to the first answer.
    """
    asked = [(row["_id"], row["text"]) for row in lines(options.workload / "queries.jsonl")]
    system = kind(options.folder)
    system.search(asked[0][1])
    cold = time.time() - options.started
    for _, text in asked[1:WARM]:
        system.search(text)
    found: dict[str, Any] = {}
    times: list[float] = []
    begun = time.perf_counter()
    numbers = count()

    def work() -> None:
        while (n := next(numbers)) < len(asked) and time.perf_counter() - begun < options.budget:
            before = time.perf_counter()
            answer = system.search(asked[n][1])
            times.append(time.perf_counter() - before)
            found[asked[n][0]] = answer

    workers = [threading.Thread(target=work) for _ in range(options.threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    seconds = time.perf_counter() - begun
    return {
        "cold_s": round(cold, 2),
        "queries": len(times),
        "queries_per_second": round(len(times) / seconds, 2),
        "ms": {f"p{p}": round(1000 * _percentile(times, p), 2) for p in (50, 95, 99)},
        "steps_ms": _steps(list(found.values())),
        "found": {key: system.documents(answer) for key, answer in found.items()},
    }


def _steps(answers: Sequence[Any]) -> dict[str, float]:
    """Return the mean milliseconds of each step, of a system whose answers tell them."""
    told = [answer.timings_ms for answer in answers if hasattr(answer, "timings_ms")]
    return {step: round(sum(t[step] for t in told) / len(told), 3) for step in (told or [{}])[0]}


def _peak_rss_mb() -> int:
    """Return the most memory this process had in use; `ru_maxrss` would count its parent's."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return round(int(status.partition("VmHWM:")[2].split()[0]) / 1024)


def _percentile(values: Sequence[float], percent: int) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


if __name__ == "__main__":
    main()
