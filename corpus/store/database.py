"""What differs between the databases that a store may be in: one file for each.

Everything else is SQLAlchemy Core and the same for all. What a transaction promises is:

- one that reads sees one state of the store, from its first statement to its last, and waits for
  nobody;
- of those that write there is one at a time, and each sees all that the one before it has written.
"""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError

from corpus.errors import StoreError
from corpus.store.sqlite import SQLite

STORE_FILE = "store.sqlite"


class Database(Protocol):
    """A database that holds a store or may hold one."""

    @property
    def place(self) -> str:
        """Where it is, as messages name it: without a password."""
        ...

    @property
    def errors(self) -> tuple[type[Exception], ...]:
        """What it raises besides SQLAlchemy's errors."""
        ...

    @property
    def changing(self) -> Mapping[str, Any]:
        """The execution options of a transaction that writes."""
        ...

    def make_engine(self, *, create: bool) -> Engine:
        """Make what connects to it; raise StoreError where that cannot be."""
        ...

    def prepare(self, connection: Connection) -> None:
        """Make ready for a migration; raise StoreError where a store cannot be in it."""
        ...

    def problems(self, connection: Connection) -> list[str]:
        """Return what the database itself finds wrong with what it holds."""
        ...

    def scrub(self, engine: Engine, *, deleted: bool) -> None:
        """Leave nothing in its files of what was deleted, now or before.

        Raises StoreBusy where others see it still.
        """
        ...

    def explain(self, error: Exception) -> StoreError:
        """Return an error of the database as one that says what to do."""
        ...


def locate(location: str | Path) -> URL:
    """Return the database URL of a file, of a directory that holds `store.sqlite`, or of a URL."""
    if isinstance(location, str) and "://" in location:
        try:
            return make_url(location)
        except ArgumentError as error:
            raise StoreError(
                f"store {location!r} is not a database URL; expected a path or such as "
                "postgresql+psycopg://host/name"
            ) from error
    path = Path(location)
    return URL.create("sqlite", database=str(path / STORE_FILE if path.is_dir() else path))


def file_of(url: URL) -> Path | None:
    """Return the file of an SQLite database, or None for any other."""
    if url.get_backend_name() != "sqlite" or not url.database:
        return None
    return Path(url.database)


@lru_cache(maxsize=100)
def database_at(url: URL) -> Database:
    """Return the database at a URL; raise StoreError for a kind that holds no store."""
    if file_of(url) is not None:
        return SQLite(url)
    if url.drivername in {"postgresql", "postgresql+psycopg"}:
        return _postgres(url.set(drivername="postgresql+psycopg"))
    raise StoreError(
        f"{url.drivername}: is no database that holds a store; expected a path or such as "
        "postgresql+psycopg://host/name"
    )


def _postgres(url: URL) -> Database:
    try:
        # Not every installation has what it needs.
        from corpus.store.postgres import Postgres  # noqa: PLC0415
    except ImportError as error:
        raise StoreError(
            f"a store on PostgreSQL needs {error.name}; install it with: pip install "
            "'tracuu[postgres]'"
        ) from error
    return Postgres(url)
