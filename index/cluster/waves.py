"""Lists of things done by a Ray cluster: each list a Ray data set, its parts the tasks."""

import logging
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from logging.handlers import QueueHandler
from queue import SimpleQueue
from socket import gethostname
from types import TracebackType
from typing import Any, Self, TypeVar

import ray.data
from ray import cloudpickle

from corpus.errors import WorkStopped
from corpus.spread import FEW
from index.cluster.program import installed

PARTS = 8  # for each processor, so that none waits long for another at the end of a list
LISTS = 4  # of the usual length for each processor at once: a data set costs half a second
RETRIES = 3
"""How often a part is begun anew when whoever had it is lost: it might be the part that kills."""

_In = TypeVar("_In")
_Out = TypeVar("_Out")
_Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Done:
    """What became of a part: the results of its things, and what the thing after them raised.

    `logged` is what was logged meanwhile.
    """

    results: list[Any]
    error: Exception | None
    logged: list[logging.LogRecord]


class Waves:
    """The executor of a cluster with so many processors, whose machines have `program`."""

    def __init__(self, processors: int, program: str) -> None:
        self.width = LISTS * processors
        self._processors = processors
        self._program = program
        self._ended = threading.Event()

    def map(self, work: Callable[[_In], _Out], things: Sequence[_In]) -> Iterator[_Out]:
        """Return `work` of each thing in order; see `Executor`.

        A part whose process or machine is lost is done by another; WorkStopped where that has
        happened to it too often.
        """
        if len(things) < FEW:
            return map(work, things)
        arrived: SimpleQueue[bytes | Exception | None] = SimpleQueue()
        # Ray begins with a data set when its first row is waited for, so somebody waits.
        threading.Thread(
            target=self._fetch, args=(self._data(work, things), arrived), name="wave", daemon=True
        ).start()
        return _unpacked(arrived)

    def _fetch(
        self, data: "ray.data.Dataset", arrived: "SimpleQueue[bytes | Exception | None]"
    ) -> None:
        """Have the list done; hand on each part as it comes, then None, or what went wrong."""
        try:
            for row in data.iter_rows():
                if self._ended.is_set():
                    return
                arrived.put(row["done"])
            arrived.put(None)
        except Exception as error:  # whatever it is, it is raised where the results are asked for
            arrived.put(error)

    def _data(self, work: Callable[[_In], _Out], things: Sequence[_In]) -> "ray.data.Dataset":
        size = max(1, len(things) // (PARTS * self._processors))
        # Packed here: Arrow knows no column of such things, and says so for each part.
        parts = [
            {"part": cloudpickle.dumps(things[start : start + size])}
            for start in range(0, len(things), size)
        ]
        data = ray.data.from_items(parts, override_num_blocks=len(parts))
        data.context.execution_options.preserve_order = True
        data.context.enable_progress_bars = False
        with warnings.catch_warnings():
            # There is no other way to limit attempts yet, and without a limit a part that kills
            # whoever has it would be tried for ever.
            warnings.filterwarnings("ignore", "`ray_remote_args` is deprecated")
            return data.map(partial(_do, work, self._program), num_cpus=1, max_retries=RETRIES)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ended.set()


def _unpacked(arrived: "SimpleQueue[bytes | Exception | None]") -> Iterator[Any]:
    while (part := arrived.get()) is not None:
        if isinstance(part, Exception):
            raise WorkStopped(
                f"the cluster gave up a part of the work ({first_line(part)}); run the command "
                "again: what was stored stays and is not done twice"
            ) from part
        done: _Done = cloudpickle.loads(part)
        for record in done.logged:
            logging.getLogger(record.name).handle(record)
        yield from done.results
        if done.error:
            raise done.error


def _do(work: Callable[[Any], Any], program: str, row: _Row) -> _Row:
    """Do a part; runs on a machine of the cluster."""
    results: list[Any] = []
    error: Exception | None = None
    with _logged() as logged:
        try:
            _check(program)
            for thing in cloudpickle.loads(row["part"]):
                results.append(work(thing))
        except Exception as raised:  # the caller gets it, after the results before it
            error = raised
    return {"done": cloudpickle.dumps(_Done(results, error, logged))}


def _check(program: str) -> None:
    """Raise WorkStopped unless this machine has the program that is asked for."""
    if installed() != program:
        raise WorkStopped(
            f"machine {gethostname()} of the cluster has another version of the program; install "
            "the same on all"
        )


@contextmanager
def _logged() -> Iterator[list[logging.LogRecord]]:
    """Give what is logged meanwhile, in a form that can be sent."""
    logged: SimpleQueue[logging.LogRecord] = SimpleQueue()
    records: list[logging.LogRecord] = []
    handler = QueueHandler(logged)
    logging.getLogger().addHandler(handler)
    try:
        yield records
    finally:
        logging.getLogger().removeHandler(handler)
        while not logged.empty():
            records.append(logged.get())


def first_line(error: Exception) -> str:
    """Return the first line of what Ray says, which goes on with traces; else the kind of error."""
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__
