"""The database connection: the only file that knows which database it is.

SQLite runs in WAL mode, so that readers never wait for the writer, and with synchronous=FULL: a
transaction that has returned survives a power cut too. That matters beyond the last article,
because an index that is already on disk names passages by key: a lost transaction would hand the
same keys to other passages. The price is one fsync per transaction.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, select, table
from sqlalchemy import column as sql_column
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from corpus.errors import SchemaMismatch, StoreBusy, StoreError
from corpus.store.schema import SCHEMAS

STORE_FILE = "store.sqlite"
BUSY_SECONDS = 10.0
_shared: ContextVar[Connection | None] = ContextVar("shared", default=None)
_VERSION = table("alembic_version", sql_column("version_num"))


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


def open_engine(url: URL, *, create: bool) -> Engine:
    """Connect, and bring the schema up to date.

    Raises StoreError where there is no store (and `create` is False), or where the file is
    damaged or not a store; SchemaMismatch where a newer program wrote it.
    """
    path = file_of(url)
    if path is not None:
        if not create and not path.exists():
            raise StoreError(f"no store at {path}; put articles in with: tracuu ingest PATH")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"the directory {path.parent} cannot be made ({error.strerror}); name another "
                "with --data or TRACUU_DATA"
            ) from error
    with translated(url):
        # Threads of a service come and go: connections beyond the pool are made, not waited for.
        engine = create_engine(url, pool_size=8, max_overflow=-1)
        if path is not None:
            event.listen(engine, "connect", _prepare_sqlite)
            event.listen(engine, "begin", _begin_sqlite)
        try:
            _bring_up_to_date(engine)
        except BaseException:
            engine.dispose()
            raise
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that sees one state of the store and changes nothing.

    Within `one_state` it is the one that is open.
    """
    shared = _shared.get()
    if shared is not None and shared.engine is engine:
        with translated(engine.url):
            yield shared
        return
    with translated(engine.url), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def one_state(engine: Engine) -> Iterator[None]:
    """Let all that is read within, in this thread, see the same state of the store."""
    with reading(engine) as connection:
        token = _shared.set(connection)
        try:
            yield
        finally:
            _shared.reset(token)


@contextmanager
def changing(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that is kept as a whole on success and leaves no trace otherwise."""
    with translated(engine.url), engine.connect() as connection:
        connection = connection.execution_options(changing=True)  # noqa: PLW2901 - same connection
        with connection.begin():
            yield connection


def database_problems(connection: Connection) -> list[str]:
    """Return what the database itself finds wrong with its file; only SQLite has one."""
    if connection.dialect.name != "sqlite":
        return []
    found = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
    lost = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return [
        *(str(line) for line in found if line != "ok"),
        *(f"a row of {table} points to no row of {parent}" for table, _, parent, _ in lost),
    ]


def scrub(engine: Engine) -> None:
    """Leave nothing in an SQLite file of what was deleted: write it anew and empty its log.

    Raises StoreBusy where a reader holds on to the log.
    """
    path = file_of(engine.url)
    if path is None:
        return
    with translated(engine.url):
        connection = engine.raw_connection()
        try:
            if connection.cursor().execute("PRAGMA freelist_count").fetchone()[0]:
                connection.cursor().execute("VACUUM")
            busy, *_ = connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            connection.close()
    if busy:
        raise StoreBusy(
            f"the articles are deleted, but {path}-wal may hold their text still: another process "
            "is reading; run tracuu purge again when it has finished"
        )


@contextmanager
def translated(url: URL) -> Iterator[None]:
    """Turn a database error into a StoreError that says what to do."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise _explain(error, url) from error


def _explain(error: Exception, url: URL) -> StoreError:
    cause = error.orig if isinstance(error, DBAPIError) else error
    where = file_of(url) or url.render_as_string(hide_password=True)
    text = str(cause)
    if "disk is full" in text:
        return StoreError(
            f"the disk that holds the store {where} is full; nothing of the last batch was kept: "
            "free some space and run the command again"
        )
    if "locked" in text:
        return StoreBusy(
            f"the store {where} was held by another process for more than {BUSY_SECONDS:.0f} "
            "seconds; try again when it has finished"
        )
    if "not a database" in text or "malformed" in text:
        return StoreError(
            f"the store {where} is damaged ({text}); put back a copy, or move the file away and "
            "ingest the sources again"
        )
    if "unable to open" in text or "readonly" in text or "disk I/O" in text:
        return StoreError(
            f"the store {where} cannot be opened for writing ({text}); check the permissions of "
            "the file and its directory, and the disk"
        )
    return StoreError(f"the store {where} failed ({text}); tracuu doctor checks it")


def _prepare_sqlite(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # transactions begin where `_begin_sqlite` says
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000:.0f}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes the write lock at once: a reader that becomes a writer half-way would fail
    # when another has written in between.
    changing = connection.get_execution_options().get("changing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if changing else "BEGIN")


def _bring_up_to_date(engine: Engine) -> None:
    with reading(engine) as connection:
        if _schema_of(connection) == SCHEMAS[-1]:
            return
    # Imported here because it takes longer than everything else and is rarely needed.
    from corpus.store.migrating import migrate  # noqa: PLC0415

    with changing(engine) as connection:
        if _schema_of(connection) != SCHEMAS[-1]:  # another process may have been quicker
            migrate(connection)


def _schema_of(connection: Connection) -> str | None:
    """Return the schema version of the store, None for an empty database."""
    tables = inspect(connection).get_table_names()
    if not tables:
        return None
    where = file_of(connection.engine.url) or connection.engine.url.database
    version = None
    if "alembic_version" in tables and "heads" in tables:
        version = connection.execute(select(_VERSION.c.version_num)).scalar()
    if version is None:
        raise StoreError(f"the database {where} is not a store of tracuu; name another place")
    if version not in SCHEMAS:
        raise SchemaMismatch(
            f"the store {where} has schema {version}, this program knows up to {SCHEMAS[-1]}; "
            "update tracuu, or name another place with --data"
        )
    return str(version)
