"""Follow a store that other machines write to: what they bring comes into the index here."""

import threading
from pathlib import Path

import structlog
from filelock import FileLock, Timeout

from index.errors import IndexBusy
from service.compose import Service

LOCK_FILE = "follow.lock"


class Follower:
    """Publish in a thread of its own whenever the store has changed; the first time at once.

    So a machine that is new builds its index by itself. Of the processes that share `lock` one at
    a time looks. Nothing that goes wrong ends it: the next look is `seconds` later.
    """

    def __init__(self, service: Service, lock: Path, seconds: float) -> None:
        self._service, self._seconds = service, seconds
        self._lock = FileLock(lock, thread_local=False)
        self._log = structlog.get_logger("tracuu.following")
        self._stopping = threading.Event()
        self._seen: int | None = None
        self._thread = threading.Thread(target=self._run, name="follower", daemon=True)

    def start(self) -> None:
        """Begin to look, where the store is one that other machines may write to."""
        if self._seconds and self._service.store.shared:
            self._thread.start()

    def stop(self, seconds: float) -> None:
        """End, in so many seconds."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(seconds)

    def look(self) -> None:
        """Publish where the store is not as it was at the last look; raises what that raises."""
        version = self._service.store.version()
        if version != self._seen:
            with self._lock.acquire(timeout=0):
                manifest = self._service.publish()
            self._seen = version
            self._log.info("followed", version=version, passages=manifest.passages)

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self.look()
            except (Timeout, IndexBusy):
                pass  # another process is at it
            except Exception as error:  # of whatever kind: the thread must go on looking
                self._log.warning("following failed", error=str(error))
            self._stopping.wait(self._seconds)
