"""Connections and transactions, on whatever database the store is in."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from sqlalchemy import Connection, Engine, inspect, select, table
from sqlalchemy import column as sql_column
from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError

from corpus.errors import SchemaMismatch, StoreError
from corpus.store.database import database_at
from corpus.store.schema import SCHEMAS

_shared: ContextVar[Connection | None] = ContextVar("shared", default=None)
_VERSION = table("alembic_version", sql_column("version_num"))


def open_engine(url: URL, *, create: bool) -> Engine:
    """Connect, and bring the schema up to date.

    Raises StoreError where there is no store (and `create` is False), or where the database is
    away, damaged or not a store; SchemaMismatch where a newer program wrote it.
    """
    with translated(url):
        engine = database_at(url).make_engine(create=create)
        try:
            _bring_up_to_date(engine, create=create)
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
def one_state(engine: Engine) -> Iterator[Connection]:
    """Let all that is read within, in this thread, see the same state of the store."""
    with reading(engine) as connection:
        token = _shared.set(connection)
        try:
            yield connection
        finally:
            _shared.reset(token)


@contextmanager
def changing(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that is kept as a whole on success and leaves no trace otherwise."""
    options = database_at(engine.url).changing
    with translated(engine.url), engine.connect() as connection:
        connection = connection.execution_options(**options)  # noqa: PLW2901 - same connection
        with connection.begin():
            yield connection


def database_problems(connection: Connection) -> list[str]:
    """Return what the database itself finds wrong with what it holds."""
    return database_at(connection.engine.url).problems(connection)


def scrub(engine: Engine, *, deleted: bool) -> None:
    """Leave nothing in the database's files of what was deleted; `deleted` where that was now.

    Raises StoreBusy where others see it still.
    """
    with translated(engine.url):
        database_at(engine.url).scrub(engine, deleted=deleted)


@contextmanager
def translated(url: URL) -> Iterator[None]:
    """Turn a database error into a StoreError that says what to do."""
    try:
        yield
    except Exception as error:
        database = database_at(url)
        if not isinstance(error, (SQLAlchemyError, *database.errors)):
            raise
        raise database.explain(error) from error


def _bring_up_to_date(engine: Engine, *, create: bool) -> None:
    with reading(engine) as connection:
        schema = _schema_of(connection)
    if schema == SCHEMAS[-1]:
        return
    database = database_at(engine.url)
    if schema is None and not create:
        raise StoreError(f"no store at {database.place}; put articles in with: tracuu ingest PATH")
    # Imported here because it takes longer than everything else and is rarely needed.
    from corpus.store.migrating import migrate  # noqa: PLC0415

    with changing(engine) as connection:
        if _schema_of(connection) != SCHEMAS[-1]:  # another process may have been quicker
            database.prepare(connection)
            migrate(connection)


def _schema_of(connection: Connection) -> str | None:
    """Return the schema version of the store, None for an empty database."""
    tables = inspect(connection).get_table_names()
    if not tables:
        return None
    place = database_at(connection.engine.url).place
    version = None
    if "alembic_version" in tables and "heads" in tables:
        version = connection.execute(select(_VERSION.c.version_num)).scalar()
    if version is None:
        raise StoreError(f"the database {place} is not a store of tracuu; name another place")
    if version not in SCHEMAS:
        raise SchemaMismatch(
            f"the store {place} has schema {version}, this program knows up to {SCHEMAS[-1]}; "
            "update tracuu, or name another place with --data"
        )
    return str(version)
