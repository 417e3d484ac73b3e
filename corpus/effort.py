"""How much work one source may be: a limit in processor time, asked about between small steps.

Text can be made so that reading it takes hours. Nobody can tell by looking at it, so the time is
taken; that of the thread, so that what else the machine does is not counted.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from corpus.errors import Refused

SECONDS = 120.0
_end: ContextVar[float | None] = ContextVar("effort", default=None)


@contextmanager
def limited(seconds: float = SECONDS) -> Iterator[None]:
    """Have `step` raise Refused after so many seconds; in another limit, that one holds."""
    if _end.get() is not None:
        yield
        return
    token = _end.set(time.thread_time() + seconds)
    try:
        yield
    finally:
        _end.reset(token)


def step() -> None:
    """Say that a small step is done; raise Refused where there were too many for a source."""
    end = _end.get()
    if end is not None and time.thread_time() > end:
        raise Refused("takes more processor time to understand than a source may; split it")
