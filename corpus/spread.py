"""Work on many things at once, results in order: what an executor is, and that of this machine.

The other one is a cluster (`index/cluster`).
"""

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from multiprocessing.context import BaseContext
from types import TracebackType
from typing import Protocol, Self, TypeVar

from threadpoolctl import threadpool_limits

from corpus.errors import WorkStopped

FEW = 32
"""So many things are done sooner here than other processes have started."""

_PARTS = 8  # lists that each process is handed of a long one
_In = TypeVar("_In")
_Out = TypeVar("_Out")


class Executor(Protocol):
    """Where work on many things is done, until the block that it serves ends."""

    @property
    def width(self) -> int:
        """How many lists of the usual length, each as one, keep it busy."""
        ...

    def map(self, work: Callable[[_In], _Out], things: Sequence[_In]) -> Iterator[_Out]:
        """Return `work` of each thing in order; `work` is a function of a module.

        A long list is begun at once, so that what is done between the call and the results costs
        no time; a short one is done here, as its results are asked for. The results raise what
        `work` raises, and WorkStopped where a process that has the work is lost for good.
        """
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


Executors = Callable[[str], Executor]
"""Give an executor for the work of the module of this name, which it may import first."""


class Spread:
    """The executor of this machine.

    Its processes start with the first long list, and end with the block they serve, or when this
    process ends, however it does.
    """

    width = 1  # a list is handed out in parts, so that one keeps all processes busy

    def __init__(self, module: str, processes: int | None = None, *, fork: bool = True) -> None:
        """Import `module` first; with one process, all is done in this one.

        With `fork` they may be copies of this process, which start at once. Not where a library
        has threads of its own that Python does not see.
        """
        self._module, self._processes, self._fork = module, processes or _cores(), fork
        self._pool: ProcessPoolExecutor | None = None

    def map(self, work: Callable[[_In], _Out], things: Sequence[_In]) -> Iterator[_Out]:
        """Return `work` of each thing; raises WorkStopped where one of the processes is killed."""
        if self._processes == 1 or (self._pool is None and len(things) < FEW):
            return map(work, things)
        part = max(1, len(things) // (_PARTS * self._processes))
        return _told(self._started().map(work, things, chunksize=part))

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            context = self._context()
            self._pool = ProcessPoolExecutor(
                self._processes, mp_context=context, initializer=_begin
            )
        return self._pool

    def _context(self) -> BaseContext:
        if self._fork and threading.active_count() == 1:
            return get_context("fork")  # at once, and nobody else holds a lock meanwhile
        context = get_context("forkserver")
        context.set_forkserver_preload([self._module])
        return context

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)


def one_ahead(begun: Iterable[_Out]) -> Iterator[_Out]:
    """Yield each when the next one has been begun, or has failed to begin."""
    waiting: list[_Out] = []
    iterator = iter(begun)
    while True:
        try:
            one = next(iterator)
        except StopIteration:
            break
        except BaseException:
            yield from waiting
            raise
        yield from waiting
        waiting = [one]
    yield from waiting


def _told(results: Iterator[_Out]) -> Iterator[_Out]:
    try:
        yield from results
    except BrokenProcessPool as error:
        raise WorkStopped(
            "a process that shared the work was stopped from outside, perhaps for want of "
            "memory; run the command again: what was stored stays and is not done twice"
        ) from error


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


def _begin() -> None:
    """Set up a process: one thread for its sums, and an end with the one that started it."""
    threadpool_limits(limits=1, user_api="blas")
    parent = parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
