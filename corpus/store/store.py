"""The store: every article in every revision, and the one truth about which passages are live."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from filelock import FileLock, Timeout
from sqlalchemy import Engine

from corpus.articles import Bearer, Copy, Filters, HitRecord, Passage, State, StoredArticle
from corpus.errors import StoreBusy, StoreError
from corpus.references import Reference
from corpus.store import clustering, counting, directing, mentioning, reading, visiting
from corpus.store.database import file_of, locate
from corpus.store.engine import changing, one_state, open_engine
from corpus.store.engine import reading as read
from corpus.store.entry import Entry
from corpus.store.known import chunks
from corpus.store.records import (
    Counts,
    Defined,
    DirectiveFilters,
    Directives,
    Page,
    Put,
    ReferenceFilters,
    ReferencePage,
    StoredDirective,
)
from corpus.store.remembering import Memory, version
from corpus.store.upkeep import Upkeep
from corpus.store.writing import Batch, remove, restore

_EVERYTHING = Filters()
_EVERY_DIRECTIVE = DirectiveFilters()
LOCK_FILE = "write.lock"
WRITE_SECONDS = 60.0
"""How long a second writer waits for the first."""


class Store(Upkeep):
    """Articles in revisions, in an SQLite file or a PostgreSQL database.

    Safe to share between threads, and between processes. Every method is one transaction: it
    sees one state of the store, and what it changes it changes as a whole or not at all. All
    raise StoreError where the database fails, with the remedy in the message.
    """

    def __init__(self, engine: Engine, lock: Path | None) -> None:
        super().__init__(engine)
        self._lock = FileLock(lock) if lock else None
        self._memory = Memory()

    @classmethod
    def open(
        cls, location: str | Path, *, create: bool = True, lock: Path | None = None
    ) -> "Store":
        """Open a store file, a directory that holds one, or a database URL.

        A missing store is made, with its directory, unless `create` is False. What `writing`
        locks is `write.lock` beside a store file, and the file `lock` for a store on a server.
        Raises StoreError, or SchemaMismatch for a store of a newer program.
        """
        url = locate(location)
        path = file_of(url)
        if path is not None:
            lock = path.parent / LOCK_FILE
        return cls(open_engine(url, create=create), lock)

    @property
    def shared(self) -> bool:
        """Whether other machines may write to it: it is on a server."""
        return file_of(self._engine.url) is None

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # Writing

    @contextmanager
    def writing(self, seconds: float = WRITE_SECONDS) -> Iterator[None]:
        """Be the only one that ingests or publishes; may be nested in one thread.

        Raises StoreBusy where another holds it for more than `seconds`.
        """
        if self._lock is None:
            raise StoreError("this store has no lock file; open it with lock=PATH to write")
        try:
            with self._lock.acquire(timeout=seconds):
                yield
        except Timeout as error:
            raise StoreBusy(
                f"another ingest or publish has held {self._lock.lock_file} for more than "
                f"{seconds:.0f} seconds; try again when it has finished"
            ) from error

    def put(self, entry: Entry) -> Put:
        """Put one article; see `put_many`."""
        return self.put_many([entry])[0]

    def put_many(self, entries: Sequence[Entry]) -> list[Put]:
        """Put articles in one transaction, and return what became of each, in order.

        The rules are those of `corpus.store.writing`.
        """
        if not entries:
            return []
        with changing(self._engine) as connection:
            batch = Batch(connection, entries)
            outcomes = [batch.put(entry) for entry in entries]
            batch.write()
        return outcomes

    def remove(self, article_id: str) -> None:
        """Take an article out of every answer at once; all of it is kept.

        Raises UnknownArticle where no live article has this id.
        """
        with changing(self._engine) as connection:
            remove(connection, article_id)

    def restore(self, article_id: str) -> None:
        """Undo a removal: the article is as it was.

        Raises UnknownArticle where no removed article has this id.
        """
        with changing(self._engine) as connection:
            restore(connection, article_id)

    # What the index asks

    @contextmanager
    def one_state(self) -> Iterator[None]:
        """Let all that this thread reads within see the same state of the store."""
        with one_state(self._engine) as connection, self._memory.during(connection):
            yield

    def version(self) -> int:
        """Return a number that grows with every change of the live passages or their clusters."""
        with read(self._engine) as connection:
            return version(connection)

    def live_passages(self) -> list[tuple[int, str]]:
        """Return (key, digest) of every passage of every live article's current revision."""
        with read(self._engine) as connection:
            return reading.live_passages(connection)

    def passages(self, keys: Iterable[int]) -> Iterator[Passage]:
        """Yield the live passages among `keys`, by key in each thousand of them."""
        for some in chunks(keys, 1_000):
            for _, record in sorted(self.hit_records(some).items()):
                yield record.passage

    def hit_records(self, keys: Sequence[int]) -> dict[int, HitRecord]:
        """Return the live passages among `keys` with their metadata; others are left out."""
        with read(self._engine) as connection:
            return self._memory.hit_records(connection, keys)

    def allowed_passages(self, filters: Filters) -> set[int]:
        """Return the keys of the live passages whose article passes the filters.

        Raises BadFilter for a date that cannot be read.
        """
        with read(self._engine) as connection:
            return reading.allowed_passages(connection, filters)

    def passages_mentioning(self, number: str) -> list[int]:
        """Return the keys of the live passages that mention a document, in any spelling."""
        with read(self._engine) as connection:
            return reading.passages_mentioning(connection, number)

    def clusters(self, keys: Sequence[int]) -> dict[int, tuple[int, int]]:
        """Return cluster and article, as numbers, of those passages whose article has copies."""
        with read(self._engine) as connection:
            return self._memory.clusters(connection, keys)

    def same(self, article_ids: Collection[str]) -> dict[str, tuple[Copy, ...]]:
        """Return the other live articles of each one's cluster, the first added first."""
        with read(self._engine) as connection:
            return clustering.same(connection, article_ids)

    # What the service asks

    def get(self, article_id: str, revision: str | None = None) -> StoredArticle:
        """Return an article, removed or not, in a revision, by default the current one.

        Raises UnknownArticle where there is none.
        """
        with read(self._engine) as connection:
            return reading.get(connection, article_id, revision)

    def list_articles(
        self,
        *,
        limit: int = 100,
        cursor: str | None = None,
        filters: Filters = _EVERYTHING,
        state: State | None = "live",
    ) -> Page:
        """Return a page of articles, the last added first; `state` None lists removed ones too.

        A page and its cursor stay right while articles are added. Raises BadFilter for a limit
        below 1 and for a cursor or a date that cannot be read.
        """
        with read(self._engine) as connection:
            return reading.list_articles(
                connection, limit=limit, cursor=cursor, filters=filters, state=state
            )

    def fingerprints(self, keys: Sequence[str]) -> dict[str, str]:
        """Return the fingerprints last seen under source keys whose article is live."""
        with read(self._engine) as connection:
            return reading.fingerprints(connection, keys)

    def keys_of(self, article_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Return the source keys of each article, duplicates' too."""
        with read(self._engine) as connection:
            return reading.keys_of(connection, article_ids)

    def states(self, keys: Sequence[str]) -> dict[str, State]:
        """Return the state of the article that each of the source keys belongs to."""
        with read(self._engine) as connection:
            return visiting.states(connection, keys)

    def references(self, number: str, filters: Filters = _EVERYTHING) -> list[Reference]:
        """Return every document that bears a number, in any spelling: one per issuer and year."""
        with read(self._engine) as connection:
            return mentioning.references(connection, number, filters)

    def numbered(self, plain: str) -> list[Bearer]:
        """Return the documents whose number begins with a figure ("57"), the most mentioned first.

        Without the zeros before it.
        """
        with read(self._engine) as connection:
            return mentioning.numbered(connection, plain)

    def list_references(
        self, filters: ReferenceFilters, limit: int = 100, cursor: str | None = None
    ) -> ReferencePage:
        """Return a page of the documents that live articles mention, the most mentioned first."""
        with read(self._engine) as connection:
            return mentioning.list_references(connection, filters, limit, cursor)

    def directives(
        self,
        filters: DirectiveFilters = _EVERY_DIRECTIVE,
        limit: int | None = None,
        offset: int = 0,
    ) -> Directives:
        """Return the tasks that live articles set: by deadline, those without one last.

        Raises BadFilter for a date of `filters.articles` that cannot be read.
        """
        with read(self._engine) as connection:
            return directing.list_directives(connection, filters, limit, offset)

    def tasks(self, article_id: str, revision: str) -> tuple[StoredDirective, ...]:
        """Return the tasks that an article sets in its current revision, in text order."""
        with read(self._engine) as connection:
            return directing.of_revision(connection, article_id, revision)

    def definitions(self, short: str | None = None) -> tuple[Defined, ...]:
        """Return what live articles define, for one abbreviation or all, the commonest first."""
        with read(self._engine) as connection:
            return counting.defined(connection, short)

    def counts(self) -> Counts:
        """Return how much the store holds."""
        with read(self._engine) as connection:
            return counting.counts(connection)
