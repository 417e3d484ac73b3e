"""What keeps the store right: checks, and what is found anew."""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import timedelta

from corpus.errors import Refused
from corpus.store import checking, clustering, exporting, importing, purging
from corpus.store.access import next_key
from corpus.store.engine import changing, scrub
from corpus.store.engine import reading as read
from corpus.store.keeping import Keeping
from corpus.store.known import chunks
from corpus.store.records import Loaded, Problem, RefusedLine

UNDO_TIME = timedelta(days=30)
"""How long a removal can be undone at least: until a purge after that."""

_LINES_AT_ONCE = 100
_AT_ONCE = 500  # articles in one transaction, so that other writers need not wait long


class Upkeep(Keeping):
    """The part of the store that operators call on."""

    def check(self) -> list[Problem]:
        """Return what is wrong with the store: the file, identities, offsets, digests, clusters."""
        with read(self._engine) as connection:
            return list(checking.check(connection))

    def purge(
        self, older_than: timedelta = UNDO_TIME, only: Collection[str] = ()
    ) -> tuple[str, ...]:
        """Take articles removed longer ago than that out for good; return their ids.

        `only` restricts to these ids, and raises UnknownArticle where one is not removed. The
        file is written anew, so that it holds none of their text; raises StoreBusy where readers
        keep that from being finished. What the index holds is not touched.
        """
        with changing(self._engine) as connection:
            gone = purging.removed(connection, older_than, only)
            purging.purge(connection, gone)
        scrub(self._engine, deleted=bool(gone))
        return tuple(gone.values())

    def removed(
        self, older_than: timedelta = UNDO_TIME, only: Collection[str] = ()
    ) -> tuple[str, ...]:
        """Return the ids of the articles that `purge` would take out; raises as it does."""
        with read(self._engine) as connection:
            return tuple(purging.removed(connection, older_than, only).values())

    def export(self) -> Iterator[str]:
        """Yield the whole corpus as lines of JSON, few articles in memory at a time.

        All of it is of one moment, whatever is written meanwhile.
        """
        with read(self._engine) as connection:
            yield from exporting.export(connection)

    def load(
        self, lines: Iterable[bytes], progress: Callable[[int, int], None] | None = None
    ) -> Loaded:
        """Put exported articles in, each whole or not at all; those here already are left alone.

        Raises StoreError where the first line is not that of an export.
        """
        numbered = enumerate(lines, 1)
        header = importing.read_header(next(numbered, (1, b""))[1])
        added = unchanged = done = 0
        refused: list[RefusedLine] = []
        for some in chunks(numbered, _LINES_AT_ONCE):
            ready: list[importing.ReadLine] = []
            for number, line in some:
                try:
                    ready.append(importing.read_line(number, line))
                except Refused as error:
                    refused.append(RefusedLine(number, error.reason))
            with changing(self._engine) as connection:
                told = importing.put_lines(connection, ready)
            added += sum(reason is None for reason in told.values())
            unchanged += sum(reason == "" for reason in told.values())
            refused += [RefusedLine(number, reason) for number, reason in told.items() if reason]
            done += len(some)
            if progress:
                progress(done, header.articles)
        if done != header.articles:
            reason = f"the file ends after {done} of {header.articles} articles; export it again"
            refused.append(RefusedLine(done + 2, reason))
        return Loaded(added, unchanged, tuple(sorted(refused, key=lambda one: one.line)))

    def recluster(self) -> None:
        """Find the copies among all articles anew; readers go on, ingests are to wait.

        Meanwhile, and where it is interrupted, clusters may be missing but none is wrong.
        """
        with read(self._engine) as connection:
            revisions = clustering.revisions_by_key(connection)
            articles = clustering.live_articles(connection)
        for some in chunks(revisions, _AT_ONCE):
            with changing(self._engine) as connection:
                clustering.renew(connection, some)
        with changing(self._engine) as connection:
            clustering.dissolve(connection)
            next_key(connection, "changes")
        for some in chunks(articles, _AT_ONCE):
            with changing(self._engine) as connection:
                clustering.arrange(connection, some)
                next_key(connection, "changes")
