"""A store in an SQLite file.

SQLite runs in WAL mode, so that readers never wait for the writer, and with synchronous=FULL: a
transaction that has returned survives a power cut too. That matters beyond the last article,
because an index that is already on disk names passages by key: a lost transaction would hand the
same keys to other passages. The price is one fsync per transaction.
"""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from corpus.errors import StoreBusy, StoreError

BUSY_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class SQLite:
    """A file; see `corpus.store.database.Database`."""

    url: URL

    errors: ClassVar[tuple[type[Exception], ...]] = (sqlite3.Error,)
    changing: ClassVar[Mapping[str, Any]] = {"changing": True}

    @property
    def path(self) -> Path:
        """The file."""
        return Path(self.url.database or "")

    @property
    def place(self) -> str:
        """The file, as messages name it."""
        return str(self.path)

    def make_engine(self, *, create: bool) -> Engine:
        """Make what connects to the file, and its directory where there is none."""
        if not create and not self.path.exists():
            raise StoreError(f"no store at {self.path}; put articles in with: tracuu ingest PATH")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"the directory {self.path.parent} cannot be made ({error.strerror}); name another "
                "with --data or TRACUU_DATA"
            ) from error
        # Threads of a service come and go: connections beyond the pool are made, not waited for.
        engine = create_engine(self.url, pool_size=8, max_overflow=-1)
        event.listen(engine, "connect", _set_up)
        event.listen(engine, "begin", _begin)
        return engine

    def prepare(self, connection: Connection) -> None:
        """Do nothing: every file can hold a store."""

    def problems(self, connection: Connection) -> list[str]:
        """Return damaged pages and indexes, and rows that point to none."""
        found = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
        lost = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        return [
            *(str(line) for line in found if line != "ok"),
            *(f"a row of {table} points to no row of {parent}" for table, _, parent, _ in lost),
        ]

    def scrub(self, engine: Engine, *, deleted: bool) -> None:  # noqa: ARG002 - the file knows
        """Write the file anew where it has pages that are free, and empty its log."""
        connection = engine.raw_connection()
        try:
            if connection.cursor().execute("PRAGMA freelist_count").fetchone()[0]:
                connection.cursor().execute("VACUUM")
            busy, *_ = connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            connection.close()
        if busy:
            raise StoreBusy(
                f"the articles are deleted, but {self.path}-wal may hold their text still: another "
                "process is reading; run tracuu purge again when it has finished"
            )

    def explain(self, error: Exception) -> StoreError:
        """Return what to do by SQLite's own words."""
        text = str(error.orig if isinstance(error, DBAPIError) else error)
        if "disk is full" in text:
            return StoreError(
                f"the disk that holds the store {self.path} is full; nothing of the last batch was "
                "kept: free some space and run the command again"
            )
        if "locked" in text:
            return StoreBusy(
                f"the store {self.path} was held by another process for more than "
                f"{BUSY_SECONDS:.0f} seconds; try again when it has finished"
            )
        if "not a database" in text or "malformed" in text:
            return StoreError(
                f"the store {self.path} is damaged ({text}); put back a copy, or move the file "
                "away and ingest the sources again"
            )
        if "unable to open" in text or "readonly" in text or "disk I/O" in text:
            return StoreError(
                f"the store {self.path} cannot be opened for writing ({text}); check the "
                "permissions of the file and its directory, and the disk"
            )
        return StoreError(f"the store {self.path} failed ({text}); tracuu doctor checks it")


def _set_up(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # transactions begin where `_begin` says
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000:.0f}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin(connection: Connection) -> None:
    # A writer takes the write lock at once: a reader that becomes a writer half-way would fail
    # when another has written in between.
    changing = connection.get_execution_options().get("changing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if changing else "BEGIN")
