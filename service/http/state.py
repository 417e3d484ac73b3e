"""What one application shares among its requests."""

import functools
import threading
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import anyio
import anyio.to_thread
import structlog
from fastapi import Request

from service.compose import Service
from service.http.middleware import Metrics
from service.http.problems import Problem
from service.settings import Settings

P = ParamSpec("P")
T = TypeVar("T")
_FETCHING = 4  # addresses that are fetched at once for those who wait for them
_AGAIN_SECONDS = 60.0  # after which publishing is tried again where it failed


class State:
    """The service, its metrics, the bounded pools that answer and fetch, and the publisher."""

    def __init__(self, settings: Settings, service: Service) -> None:
        self.settings = settings
        self.service = service
        self.metrics = Metrics()
        self.publisher = Publisher(service)
        self._working = _Pool(settings.threads, settings.queue)
        # Apart, so that servers which take their time keep nobody here from an answer.
        self._fetching = _Pool(_FETCHING, _FETCHING)

    async def work(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run CPU-bound work in the pool; Problem 429 where too many wait for it already."""
        return await self._working.run(function, *args, **kwargs)

    async def fetch(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run what waits for other servers; Problem 429 where too much of it waits already."""
        return await self._fetching.run(function, *args, **kwargs)


class _Pool:
    """So many threads, and so many calls that may wait for them."""

    def __init__(self, threads: int, queue: int) -> None:
        self._most = threads + queue
        self._threads = anyio.CapacityLimiter(threads)
        self._working = 0

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        if self._working >= self._most:
            raise Problem(429, headers={"Retry-After": "1"})
        call = functools.partial(function, *args, **kwargs)
        self._working += 1
        try:
            return await anyio.to_thread.run_sync(call, limiter=self._threads)
        finally:
            self._working -= 1


class Publisher:
    """Publishes in the background after changes: one at a time, changes meanwhile in the next.

    Where it fails it is tried again with the next change, or after `again` seconds.
    """

    def __init__(self, service: Service, again: float = _AGAIN_SECONDS) -> None:
        self._service = service
        self._again = again
        self._log = structlog.get_logger("tracuu.publisher")
        self._changed = threading.Condition()
        self._requested = self._published = 0
        self._stopping = False
        self._thread: threading.Thread | None = None

    def request(self) -> None:
        """Have the index brought up to date soon."""
        with self._changed:
            self._requested += 1
            self._changed.notify_all()
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="publisher", daemon=True)
                self._thread.start()

    def wait(self, seconds: float) -> bool:
        """Wait until all that was requested has been dealt with; return whether it has."""
        with self._changed:
            wanted = self._requested
            return self._changed.wait_for(lambda: self._published >= wanted, seconds)

    def stop(self, seconds: float) -> None:
        """Finish what was requested and end."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(seconds)

    def _run(self) -> None:
        failed = False
        while True:
            with self._changed:
                self._changed.wait_for(
                    lambda: self._stopping or self._requested > self._published,
                    self._again if failed else None,
                )
                if self._stopping and self._requested == self._published:
                    return
                target = self._requested
            try:
                manifest = self._service.publish()
                self._log.info("published", passages=manifest.passages)
                failed = False
            # The thread must outlive any failure.
            except Exception:
                self._log.exception("publishing failed; the index in use is untouched")
                failed = True
            with self._changed:
                self._published = target
                self._changed.notify_all()


async def state_of(request: Request) -> State:
    """Return the state of the application that a request came to."""
    state: State = request.app.state.tracuu
    return state
