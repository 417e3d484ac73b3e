"""What keeps the store right: checks, and what is found anew."""

from collections.abc import Collection
from datetime import timedelta

from corpus.store import checking, clustering, purging
from corpus.store.engine import changing, scrub
from corpus.store.engine import reading as read
from corpus.store.keeping import Keeping
from corpus.store.known import chunks
from corpus.store.records import Problem

UNDO_TIME = timedelta(days=30)
"""How long a removal can be undone at least: until a purge after that."""

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
        scrub(self._engine)
        return tuple(gone.values())

    def removed(
        self, older_than: timedelta = UNDO_TIME, only: Collection[str] = ()
    ) -> tuple[str, ...]:
        """Return the ids of the articles that `purge` would take out; raises as it does."""
        with read(self._engine) as connection:
            return tuple(purging.removed(connection, older_than, only).values())

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
        for some in chunks(articles, _AT_ONCE):
            with changing(self._engine) as connection:
                clustering.arrange(connection, some)
