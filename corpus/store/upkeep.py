"""What keeps the store right: checks, and what is found anew."""

from corpus.store import checking, clustering
from corpus.store.engine import changing
from corpus.store.engine import reading as read
from corpus.store.keeping import Keeping
from corpus.store.known import chunks
from corpus.store.records import Problem

_AT_ONCE = 500  # articles in one transaction, so that other writers need not wait long


class Upkeep(Keeping):
    """The part of the store that operators call on."""

    def check(self) -> list[Problem]:
        """Return what is wrong with the store: the file, identities, offsets, digests, clusters."""
        with read(self._engine) as connection:
            return list(checking.check(connection))

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
