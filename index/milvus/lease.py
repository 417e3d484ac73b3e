"""Who may publish, among processes on any machines: a row in the server that says whose turn it is.

Milvus has no transaction that reads and writes. So whoever wants the turn writes its name where
none is, waits for longer than any other that saw none needs to write its own, and has the turn
if its name is still there (Fischer's algorithm). The holder writes the row again and again; when
it has not for `LOST_SECONDS`, by the clock of who waits, it is taken for dead.
"""

import json
import random
import threading
import time
import uuid
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

from index.errors import IndexBusy, IndexingError
from index.milvus.link import Link

SETTLE_SECONDS = 0.5
BEAT_SECONDS = 5.0
LOST_SECONDS = 20.0
WAIT_SECONDS = 60.0
_ROW = 1
_FIELDS: dict[str, dict[str, Any]] = {
    "row": {"type": "INT64", "is_primary": True},
    "note": {"type": "VARCHAR", "max_length": 1_000},
    # Milvus wants a vector in every collection.
    "nothing": {
        "type": "FLOAT_VECTOR",
        "dim": 2,
        "index": {"index_type": "FLAT", "metric_type": "IP", "params": {}},
    },
}


class Lease:
    """The turn to publish under a name; a context manager.

    `home` tells those apart that have a lock of their own beside this: what a process of the same
    home has left can be taken over at once. Raises `IndexBusy` where another has the turn for
    longer than `WAIT_SECONDS`.
    """

    def __init__(self, link: Link, name: str, home: str) -> None:
        self._link, self._collection, self._home = link, f"{name}_turn", home
        self._me = uuid.uuid4().hex
        self._done = threading.Event()
        self._beating = threading.Thread(target=self._beat, name="publishing", daemon=True)

    def held(self) -> bool:
        """Return whether it is still this one's turn."""
        return self._read().get("holder") == self._me

    def __enter__(self) -> Self:
        self._prepare()
        until = time.monotonic() + WAIT_SECONDS
        seen, since = self._read(), time.monotonic()
        while True:
            begun = time.monotonic()
            found = self._read()
            if found != seen:
                seen, since = found, begun
            free = not found or found["home"] == self._home or begun - since > LOST_SECONDS
            if free and self._take(begun):
                self._beating.start()
                return self
            if begun > until:
                raise IndexBusy(f"another process is publishing in {self._link.shown}; try again")
            time.sleep(random.uniform(0.5, 1) * SETTLE_SECONDS)  # noqa: S311 - no secret

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give the turn to the next one; a server that is away takes it for lost."""
        self._done.set()
        self._beating.join()
        with suppress(IndexingError):
            if self.held():
                self._link.write("delete", self._collection, ids=[_ROW])

    def _take(self, begun: float) -> bool:
        """Write this one's name and return whether it has the turn; `begun` is when none was."""
        self._write()
        if time.monotonic() - begun > SETTLE_SECONDS:
            return False  # another may have the turn already
        time.sleep(SETTLE_SECONDS)
        return self.held()

    def _beat(self) -> None:
        """Say again and again that the holder lives."""
        while not self._done.wait(BEAT_SECONDS):
            with suppress(IndexingError):
                if self.held():
                    self._write()

    def _prepare(self) -> None:
        """Make the collection where there is none; another may do the same at the same time."""
        if not self._link.call("has_collection", self._collection):
            with suppress(IndexingError):
                self._link.create(self._collection, _FIELDS)
        self._link.call("load_collection", self._collection)

    def _read(self) -> dict[str, str]:
        rows = self._link.rows(self._collection, [_ROW], ("note",), consistency="Strong")
        return dict(json.loads(rows[0]["note"])) if rows else {}

    def _write(self) -> None:
        note = json.dumps({"holder": self._me, "home": self._home, "beat": uuid.uuid4().hex})
        row = {"row": _ROW, "note": note, "nothing": [0.0, 1.0]}
        self._link.write("upsert", self._collection, [row])
