"""A store in a PostgreSQL database, over psycopg.

Whoever reads has a repeatable-read transaction: one snapshot, no waiting. Whoever writes takes the
store's advisory lock first, so that there is one writer at a time as in SQLite, on however many
machines; the rules by which articles become revisions and copies need to see all that came before.
The lock ends with its transaction, whatever becomes of the process. Writers are not serializable
transactions: those would have to begin again whenever another has written meanwhile.
"""

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from pybreaker import CircuitBreakerError
from sqlalchemy import (
    ARRAY,
    Connection,
    Engine,
    Table,
    any_,
    bindparam,
    create_engine,
    event,
    func,
    literal,
    select,
    text,
)
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.sql.compiler import SQLCompiler

from corpus.errors import StoreAway, StoreBusy, StoreError
from corpus.store.known import among
from corpus.store.reconnecting import Patient, keep_trying, wait_for_ever
from corpus.store.schema import metadata

CONNECTIONS = 16
"""How many connections a process may have at once."""
WAIT_SECONDS = 10
"""How long to wait for another writer, and for a connection that is free."""
STATEMENT_SECONDS = 60
"""How long a statement may take, unless role or URL say otherwise; a migration takes any time."""
GRACE_SECONDS = 10.0
"""After that much more the server is taken not to answer at all."""
SILENT_SECONDS = 60
"""After this a writer that has stopped half-way, or its machine, loses the lock."""
_LOCK = int.from_bytes(b"tracuu")
# What libpq is told, unless the URL says otherwise: a machine that is gone is noticed in seconds.
_CONNECTING = {
    "application_name": "tracuu",
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
# Tables that hold what articles say; rows are deleted from them by a purge alone.
_TELLING = (
    "texts, passages, mentions, definitions, directives, revisions, source_keys, visits, feedback"
)
_LOOK_SECONDS = 0.05
_AWAY = ("08", "57P")  # classes of states: connection exception, server going up or down


@dataclass(frozen=True, slots=True)
class Postgres:
    """A database on a server; see `corpus.store.database.Database`."""

    url: URL

    errors: ClassVar[tuple[type[Exception], ...]] = (CircuitBreakerError,)
    changing: ClassVar[Mapping[str, Any]] = {
        "changing": True,
        # Each statement sees what was written before it; the lock lets nobody write meanwhile. A
        # snapshot would be taken by the statement that waits for the lock, before it has it.
        "isolation_level": "READ COMMITTED",
    }

    @property
    def place(self) -> str:
        """The URL without its password."""
        return self.url.render_as_string(hide_password=True)

    def make_engine(self, *, create: bool) -> Engine:  # noqa: ARG002 - no file is missing here
        """Make what connects to the server, over a pool of connections that are tried first."""
        engine = create_engine(
            self.url,
            isolation_level="REPEATABLE READ",
            pool_size=CONNECTIONS,
            max_overflow=0,
            pool_timeout=WAIT_SECONDS,
            pool_pre_ping=True,
            connect_args={k: v for k, v in _CONNECTING.items() if k not in self.url.query},
        )
        keep_trying(engine)
        event.listen(engine, "connect", _set_up)
        event.listen(engine, "begin", _begin)
        return engine

    def prepare(self, connection: Connection) -> None:
        """Refuse a database that cannot hold every letter, and lift the limit of time."""
        encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
        if encoding != "UTF8":
            raise StoreError(
                f"the database {self.place} has the encoding {encoding}, expected UTF8; make one "
                "with: createdb --encoding=UTF8 --template=template0 NAME"
            )
        wait_for_ever(connection)

    def problems(self, connection: Connection) -> list[str]:
        """Return indexes that are not whole, and rows that point to none."""
        broken = text(
            "SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
            " WHERE NOT i.indisvalid AND c.relnamespace = current_schema()::regnamespace"
        )
        return [
            *(f"the index {name} is not whole" for name in connection.execute(broken).scalars()),
            *(what for table in metadata.sorted_tables for what in _lost(connection, table)),
        ]

    def scrub(self, engine: Engine, *, deleted: bool) -> None:
        """Write the tables anew that hold what articles say, when nobody sees what they said."""
        if not deleted:
            return
        with engine.connect() as connection:
            connection = connection.execution_options(  # noqa: PLW2901 - same connection
                isolation_level="AUTOCOMMIT"
            )
            if not _alone(connection):
                raise StoreBusy(
                    f"the articles are deleted, but the files of {self.place} may hold their text "
                    "still: another process is reading; run VACUUM FULL there when it has finished"
                )
            wait_for_ever(connection)
            connection.exec_driver_sql(f"VACUUM (FULL) {_TELLING}")

    def explain(self, error: Exception) -> StoreError:
        """Return what to do by the state that the server gave (SQLSTATE), or that there is none."""
        cause = error.orig if isinstance(error, DBAPIError) else error
        state = getattr(cause, "sqlstate", None) or ""
        said = str(cause).partition("\n")[0]
        if isinstance(error, CircuitBreakerError):
            return StoreAway(f"the store {self.place} is away; it is tried again in a moment")
        if isinstance(error, PoolTimeout):
            return StoreBusy(
                f"all {CONNECTIONS} connections to the store {self.place} were in use for more "
                f"than {WAIT_SECONDS} seconds; try again, or serve with more processes"
            )
        if _is_away(error, state):
            return StoreAway(
                f"the store {self.place} does not answer ({said}); start its server, or mend "
                "TRACUU_STORE"
            )
        kind, what = _MEANINGS.get(state, (StoreError, "failed ({said}); tracuu doctor checks it"))
        return kind(f"the store {self.place} {what.format(said=said, wait=WAIT_SECONDS)}")


_UNWRITABLE = (
    "cannot be written ({said}); connect as the role that owns its tables, and to a server that "
    "is no copy of another"
)
_DAMAGED = "is damaged ({said}); restore it from a backup"
_MEANINGS: dict[str, tuple[type[StoreError], str]] = {
    "55P03": (
        StoreBusy,
        "was held by another process for more than {wait} seconds; try again when it has finished",
    ),
    "57014": (
        StoreBusy,
        "took too long for one statement ({said}); see what keeps its server busy, and try again",
    ),
    "53100": (
        StoreError,
        "is on a disk that is full; nothing of the last batch was kept: free some space and run "
        "the command again",
    ),
    "42501": (StoreError, _UNWRITABLE),
    "25006": (StoreError, _UNWRITABLE),
    "XX001": (StoreError, _DAMAGED),
    "XX002": (StoreError, _DAMAGED),
}


def _is_away(error: Exception, state: str) -> bool:
    """Return whether the server went, is going up or down, or was never reached."""
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return True
    return state.startswith(_AWAY) or (isinstance(error, OperationalError) and not state)


@compiles(among, "postgresql")
def _in_array(element: among, compiler: SQLCompiler, **options: Any) -> str:
    """Return a test against one array, which is parsed and planned as quickly for any number."""
    (column,) = element.clauses
    keys = bindparam("keys", type_=ARRAY(column.type))
    return compiler.process(column == any_(keys), **options)


def _set_up(connection: Patient, _entry: ConnectionPoolEntry) -> None:
    # What has returned is to survive a crash, whatever the server is set to: an index that is
    # already on disk names passages by key, which a lost transaction would hand out again.
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT set_config('synchronous_commit', 'on', false)
            WHERE current_setting('synchronous_commit') = 'off';
            SELECT set_config('statement_timeout', '{STATEMENT_SECONDS}s', false)
            WHERE current_setting('statement_timeout') = '0';
            SET lock_timeout = '{WAIT_SECONDS}s';
            SET tcp_keepalives_idle = 30;
            SET tcp_keepalives_interval = 10;
            SET tcp_keepalives_count = 3
            """.encode()
        )
        cursor.execute("SELECT extract(epoch FROM current_setting('statement_timeout')::interval)")
        ((seconds,),) = cursor.fetchall()
    connection.commit()
    connection.answer_seconds = float(seconds) + GRACE_SECONDS


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get("changing", False):
        silent = func.set_config(
            "idle_in_transaction_session_timeout", f"{SILENT_SECONDS}s", literal(True)
        )
        # Stores in other schemas of the database have locks of their own.
        store = func.hashtextextended(func.current_schema(), _LOCK)
        connection.execute(select(silent, func.pg_advisory_xact_lock(store)))


def _lost(connection: Connection, table: Table) -> Iterator[str]:
    """Yield which tables lack rows that rows of this one point to; a restore may have lost them."""
    for key in table.foreign_keys:
        other = key.column.table.alias("other")
        statement = (
            select(key.parent)
            .outerjoin(other, key.parent == other.c[key.column.name])
            .where(key.parent.is_not(None), other.c[key.column.name].is_(None))
            .limit(1)
        )
        if connection.execute(statement).first() is not None:
            yield f"a row of {table.name} points to no row of {key.column.table.name}"


def _alone(connection: Connection) -> bool:
    """Wait until nobody sees the database as it was before now; return whether that came."""
    earlier = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        " AND pid <> pg_backend_pid() AND backend_xmin IS NOT NULL AND xact_start < :now"
    )
    now = connection.execute(select(func.now())).scalar_one()
    until = time.monotonic() + WAIT_SECONDS
    while connection.execute(earlier, {"now": now}).scalar_one():
        if time.monotonic() > until:
            return False
        time.sleep(_LOOK_SECONDS)
    return True
