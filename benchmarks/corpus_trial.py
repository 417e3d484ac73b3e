"""A large ingest that is killed and run again, with a client and a gauge of memory beside it."""

import itertools
import json
import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import httpx

from benchmarks.load import _MAIN, _questions
from benchmarks.processes import ROOT

_POLL_SECONDS = 0.5
_GAUGE_SECONDS = 2.0


def command(*arguments: object) -> None:
    """Run a command that must not fail as a whole."""
    done = subprocess.run(_command(*arguments), env=_variables(), capture_output=True, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr.decode())


def _command(*arguments: object) -> list[str]:
    return [sys.executable, "-c", _MAIN, *map(str, arguments)]


def _variables() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT)}


class Moment:
    """When to kill: at a share of the files, or as far beyond them into the publication."""

    def __init__(self, share: float, files: int, before: int, chance: random.Random) -> None:
        self.share = share
        self._wanted = before + share * files
        # A publication takes about as long as four files in ten take to be read.
        self._beyond = max(0.0, share - 1) * files / 40 + chance.uniform(0, 2)
        self._all_since: float | None = None
        self._last, self._still = -1, 0

    def has_come(self, live: int) -> bool:
        """Say whether it is now, with so many live articles; ask every half second."""
        self._still = self._still + 1 if live == self._last else 0
        self._last = live
        if live >= self._wanted:
            return True
        if self.share > 1 and self._still > 20 and self._all_since is None:
            self._all_since = time.monotonic()  # no more come: it is publishing
        return self._all_since is not None and time.monotonic() - self._all_since > self._beyond


def ingest(
    files: Path, data: Path, moment: Moment | None, memory: "Memory"
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Run `tracuu ingest`, killed when the moment has come; return figures and what it told."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.monotonic()
    with tempfile.TemporaryFile() as out:
        arguments = _command("ingest", files, "--data", data, "--json")
        process = subprocess.Popen(
            arguments, env=_variables(), stdout=out, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
        memory.session = process.pid
        killed = False
        while process.poll() is None:
            time.sleep(_POLL_SECONDS)
            if moment and moment.has_come(live(data)):
                os.killpg(process.pid, signal.SIGKILL)
                killed = process.wait() == -signal.SIGKILL
        memory.session = None
        out.seek(0)
        told: dict[str, Any] = json.loads(out.read() or b"{}")
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = spent.ru_utime + spent.ru_stime - used.ru_utime - used.ru_stime
    return {
        "killed_at_share": round(moment.share, 2) if moment and killed else None,
        "seconds": round(time.monotonic() - started, 1),
        # Where it was killed, its own processes were not waited for by it, and are not counted.
        "cpu_seconds": None if killed else round(cpu, 1),
        "articles": live(data),
    }, told


def live(data: Path) -> int:
    """Return how many articles are live, looking from outside and waiting for nobody."""
    try:
        with closing(sqlite3.connect(f"file:{data}/store.sqlite?mode=ro", uri=True)) as store:
            (count,) = store.execute("SELECT count(*) FROM heads WHERE state = 'live'").fetchone()
    except sqlite3.OperationalError:
        return -1
    return int(count)


class Memory:
    """The proportional set size of the processes of a service and of an ingest, from a thread."""

    def __init__(self, service: int) -> None:
        self.serving: list[float] = []
        self.peak = 0.0
        self.session: int | None = None
        self._service = service
        self._done = threading.Event()

    def __enter__(self) -> Self:
        threading.Thread(target=self._gauge, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()

    def _gauge(self) -> None:
        while not self._done.wait(_GAUGE_SECONDS):
            self.serving.append(_megabytes(_family(self._service)))
            if (session := self.session) is not None:
                self.peak = max(self.peak, _megabytes(_members(session)))


def _family(process: int) -> Iterator[int]:
    """Yield a process and all that descend from it."""
    yield process
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:
            continue
        for child in children:
            yield from _family(int(child))


def _members(session: int) -> Iterator[int]:
    """Yield the processes of a session."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session:
            yield int(stat.parent.name)


def _megabytes(processes: Iterator[int]) -> float:
    """Return what processes hold together, pages that several share counted once."""
    total = 0
    for process in processes:
        try:
            rolled = Path(f"/proc/{process}/smaps_rollup").read_text()
        except OSError:
            continue  # it has ended
        pss = (line.split()[1] for line in rolled.splitlines() if line.startswith("Pss:"))
        total += int(next(pss, 0))
    return total / 1024


@dataclass
class Asking:
    """A client that asks one question a second from a thread."""

    url: str
    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    _done: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Self:
        threading.Thread(target=self._ask, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()

    def _ask(self) -> None:
        with httpx.Client(base_url=self.url, timeout=60) as client:
            for question in itertools.cycle(_questions()):
                started = time.monotonic()
                try:
                    status = client.post("/v1/ask", json={"question": question}).status_code
                    if status != 200:
                        self.errors.append(str(status))
                except httpx.HTTPError as error:
                    self.errors.append(type(error).__name__)
                took = time.monotonic() - started
                self.seconds.append(took)
                if self._done.wait(max(0.0, 1 - took)):
                    return

    def figures(self) -> dict[str, Any]:
        """Return what it has seen until now."""
        ordered = sorted(self.seconds)

        def at(share: float) -> float:
            return round(1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))], 1)

        return {"asked": len(ordered), "errors": self.errors, "p50_ms": at(0.5),
                "p95_ms": at(0.95), "most_ms": at(1.0)}  # fmt: skip
