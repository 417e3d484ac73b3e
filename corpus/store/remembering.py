"""What searches ask of the store again and again, remembered for as long as nothing has changed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Generic, TypeVar

from sqlalchemy import Connection, select

from corpus.articles import HitRecord
from corpus.store import clustering, reading
from corpus.store.schema import counters

V = TypeVar("V")
_VERSION = select(counters.c.value).where(counters.c.name == "changes")
_MOST_RECORDS, _MOST_CLUSTERS = 4_096, 65_536


def version(connection: Connection) -> int:
    """Return a number that grows with every change of the live passages or their clusters."""
    return int(connection.execute(_VERSION).scalar_one())


class Remembered(Generic[V]):
    """What is known of keys, of those that there is nothing to know of too; at most so many."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._known: dict[int, V | None] = {}

    def of(
        self, keys: Sequence[int], find: Callable[[Sequence[int]], Mapping[int, V]]
    ) -> dict[int, V]:
        """Return what is known of the keys, having looked up what was not asked for before."""
        known = self._known  # one name, should another thread begin anew
        lacking = [key for key in keys if key not in known]
        if lacking:
            if len(known) + len(lacking) > self._most:
                lacking, known = list(keys), {}
                self._known = known
            found = find(lacking)
            known.update((key, found.get(key)) for key in lacking)
        return {key: value for key in keys if (value := known[key]) is not None}


class Memory:
    """Remembers, for the transactions that it is told of, the state that they see.

    Safe to use from several threads: what is remembered of a state is right whoever finds it.
    """

    def __init__(self) -> None:
        self._latest = _State(-1)
        self._seen: dict[Connection, _State] = {}

    @contextmanager
    def during(self, connection: Connection) -> Iterator[None]:
        """Remember what is asked within a transaction."""
        if connection in self._seen:
            yield
            return
        now = version(connection)
        state = self._latest  # one name: another thread may see a later state
        if state.version != now:
            state = self._latest = _State(now)
        self._seen[connection] = state
        try:
            yield
        finally:
            del self._seen[connection]

    def hit_records(self, connection: Connection, keys: Sequence[int]) -> dict[int, HitRecord]:
        """Return the live passages among `keys` with their article's metadata."""
        state = self._seen.get(connection)
        if state is None:
            return reading.hit_records(connection, keys)
        return state.records.of(keys, lambda some: reading.hit_records(connection, some))

    def clusters(self, connection: Connection, keys: Sequence[int]) -> dict[int, tuple[int, int]]:
        """Return cluster and article of those passages whose article has copies."""
        state = self._seen.get(connection)
        if state is None:
            return clustering.clusters(connection, keys)
        return state.clusters.of(keys, lambda some: clustering.clusters(connection, some))


class _State:
    """What is known of one state of the store."""

    def __init__(self, version: int) -> None:
        self.version = version
        self.records = Remembered[HitRecord](_MOST_RECORDS)
        self.clusters = Remembered[tuple[int, int]](_MOST_CLUSTERS)
