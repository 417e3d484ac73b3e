"""Folders and feeds that are watched: what is new there becomes articles by itself.

One thread looks at the folders and one at the feeds, so that a slow site keeps no file waiting.
Both write through the store's one lock. Nothing that goes wrong ends them: it is told, and tried
again, later each time. What somebody has removed from the store is not brought back.
"""

import logging
import random
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from filelock import FileLock, Timeout
from watchfiles import watch

from corpus.errors import FetchRefused
from corpus.fetching.fetcher import Fetcher
from corpus.fetching.gather import Gatherer
from corpus.ingest import BATCH, Summary, ingest
from corpus.readers import walk
from corpus.readers.settling import SETTLE_SECONDS, Settling
from corpus.store import Store
from corpus.store.known import chunks

Kind = Literal["folder", "feed"]
LOCK_FILE = "watch.lock"
_PAGES = 200  # of one feed, before the next has its turn
_LOOK_SECONDS = 60.0  # between two looks at all files: not every file system tells of changes
_LOOK_SHARE = 100  # how many times longer than such a look it is to the next
_TICK_MS = 500
_LEADER_SECONDS = 30.0
_log = logging.getLogger(__name__)


class Listener(Protocol):
    """Who is told what comes of watching; called by the watching threads."""

    def came(self, kind: Kind, name: str, summary: Summary) -> None:
        """Take note of what a look at a folder or feed brought, which may be nothing."""
        ...

    def failed(self, kind: Kind, name: str, error: Exception, again: float) -> None:
        """Take note that it failed and is tried again after so many seconds."""
        ...


class Backoff:
    """How long to wait after failures: twice as long each time, with jitter, up to a limit."""

    def __init__(self, first: float, most: float, jitter: Callable[[], float]) -> None:
        self._first, self._most = first, most
        self._jitter = jitter
        self._failures = 0

    def failed(self) -> float:
        """Return the seconds to wait, at least half and at most all of this time's limit."""
        limit = min(self._first * 2.0**self._failures, self._most)
        self._failures = min(self._failures + 1, 60)
        return limit * (0.5 + 0.5 * self._jitter())

    def worked(self) -> None:
        """Begin anew."""
        self._failures = 0


@dataclass
class _Feed:
    address: str
    backoff: Backoff
    due: float


class Schedule:
    """When each feed is due; all at first."""

    def __init__(
        self,
        feeds: Sequence[str],
        seconds: float,
        now: Callable[[], float] = time.monotonic,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._seconds = seconds
        self._now, self._jitter = now, jitter
        most = max(seconds, 6 * 3_600.0)
        self._feeds = {feed: _Feed(feed, Backoff(60.0, most, jitter), now()) for feed in feeds}

    def next(self) -> tuple[str, float]:
        """Return the feed that is due first, and in how many seconds."""
        first = min(self._feeds.values(), key=lambda feed: feed.due)
        return first.address, max(0.0, first.due - self._now())

    def worked(self, feed: str, more: bool) -> None:
        """Have a feed wait for its next turn, or only for the others' where it has more."""
        known = self._feeds[feed]
        known.backoff.worked()
        known.due = self._now() + (0 if more else self._seconds * (0.9 + 0.2 * self._jitter()))

    def failed(self, feed: str, wait: float = 0.0) -> float:
        """Have a feed wait, at least as long as it asks for; return how many seconds."""
        known = self._feeds[feed]
        seconds = max(wait, known.backoff.failed())
        known.due = self._now() + seconds
        return seconds


class Watcher:
    """Watch folders and feeds in threads of its own.

    Of several with the same `lock` only one watches, and another takes over when it has ended.
    `seconds` lie between two looks at a feed; a file is read when it has not changed for `settle`
    seconds.
    """

    def __init__(
        self,
        store: Store,
        fetcher: Fetcher,
        listener: Listener,
        *,
        folders: Sequence[Path] = (),
        feeds: Sequence[str] = (),
        seconds: float = 1_800.0,
        lock: Path | None = None,
        settle: float = SETTLE_SECONDS,
    ) -> None:
        self._store, self._fetcher, self._listener = store, fetcher, listener
        self._folders = [folder.absolute() for folder in folders]
        self._feeds = list(feeds)
        self._seconds, self._settle = seconds, settle
        self._lock = FileLock(lock, thread_local=False) if lock else None
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watcher", daemon=True)

    def start(self) -> None:
        """Begin to watch, where there is anything to."""
        if self._folders or self._feeds:
            self._thread.start()

    def stop(self, seconds: float) -> None:
        """End, in so many seconds; what is being put into the store is put there whole."""
        self._stopping.set()
        self._fetcher.stop()
        if self._thread.is_alive():
            self._thread.join(seconds)

    def _run(self) -> None:
        """Watch as soon as nobody else does."""
        while self._lock and not self._stopping.is_set():
            try:
                self._lock.acquire(timeout=0)
                break
            except (Timeout, OSError):
                self._stopping.wait(_LEADER_SECONDS)
        threads = [
            threading.Thread(target=run, name=run.__name__, daemon=True)
            for run, wanted in (
                (self._watch_folders, self._folders),
                (self._watch_feeds, self._feeds),
            )
            if wanted
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if self._lock:
            self._lock.release()

    # Folders

    def _watch_folders(self) -> None:
        backoff = Backoff(2.0, 300.0, random.random)
        name = ", ".join(map(str, self._folders))
        while not self._stopping.is_set():
            try:
                self._follow(Settling(self._folders, self._settle), name, backoff)
            except Exception as error:  # of whatever kind: the thread must go on looking
                again = backoff.failed()
                self._tell("folder", name, error, again)
                self._stopping.wait(again)

    def _follow(self, settling: Settling, name: str, backoff: Backoff) -> None:
        """Follow the folders until told to stop, or until something fails."""
        look_at = 0.0
        told = watch(
            *self._folders,
            watch_filter=None,
            stop_event=self._stopping,
            rust_timeout=_TICK_MS,
            yield_on_timeout=True,
            raise_interrupt=False,
        )
        for changes in told:
            settling.notice(Path(path) for _, path in changes)
            started = time.monotonic()
            if started >= look_at:
                settling.look()
                took = time.monotonic() - started
                look_at = started + max(_LOOK_SECONDS, _LOOK_SHARE * took)
            for paths in chunks(settling.ready(), BATCH):
                if self._stopping.is_set():
                    return
                self._listener.came("folder", name, self._read(paths))
                backoff.worked()

    def _read(self, paths: Sequence[Path]) -> Summary:
        states = self._store.states([str(path) for path in paths])
        wanted = [path for path in paths if states.get(str(path)) != "removed"]
        present = [path for path in wanted if path.exists()]
        return ingest(walk(present), self._store)

    # Feeds

    def _watch_feeds(self) -> None:
        schedule = Schedule(self._feeds, self._seconds)
        gatherer = Gatherer(self._store, self._fetcher, stopped=self._stopping.is_set)
        while not self._stopping.is_set():
            feed, wait = schedule.next()
            if self._stopping.wait(wait):
                return
            try:
                gathered = gatherer.feed(feed, most=_PAGES)
                self._listener.came("feed", feed, gathered.summary)
                schedule.worked(feed, gathered.more)
            except Exception as error:  # as above
                asked = error.wait if isinstance(error, FetchRefused) else None
                again = schedule.failed(feed, asked or 0.0)
                if not self._stopping.is_set():
                    self._tell("feed", feed, error, again)

    def _tell(self, kind: Kind, name: str, error: Exception, again: float) -> None:
        """Tell of a failure; that it cannot be told ends nothing."""
        try:
            self._listener.failed(kind, name, error, again)
        except Exception:  # as above
            _log.exception("watching %s failed, and so did telling of it", name)
