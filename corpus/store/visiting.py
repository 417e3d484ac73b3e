"""Addresses that were fetched, and what is known of sources by their keys."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, select

from corpus.articles import State
from corpus.store.dates import now
from corpus.store.known import among, chunks, rows_among
from corpus.store.records import Visit
from corpus.store.schema import heads, source_keys, visits

_VISITS = select(visits).where(among(visits.c.address))
_STATES = (
    select(source_keys.c.key, heads.c.state)
    .join(heads, heads.c.article == source_keys.c.article)
    .where(among(source_keys.c.key))
)


def find_visits(connection: Connection, addresses: Iterable[str]) -> dict[str, Visit]:
    """Return what is known of addresses that were fetched before."""
    return {
        row.address: Visit(
            row.address, row.url, row.key, row.etag, row.last_modified, row.stamp, row.refused,
            row.version,
        )
        for row in rows_among(connection, _VISITS, addresses)
    }  # fmt: skip


def note_visits(connection: Connection, made: Sequence[Visit]) -> None:
    """Keep what is known of addresses, in the place of what was known before."""
    rows = {
        visit.address: {
            "address": visit.address,
            "url": visit.url,
            "key": visit.key,
            "etag": visit.etag,
            "last_modified": visit.last_modified,
            "stamp": visit.stamp,
            "refused": visit.refused,
            "version": visit.version,
            "visited_at": now(),
        }
        for visit in made
    }
    for some in chunks(rows.values(), 1_000):
        addresses = [row["address"] for row in some]
        connection.execute(delete(visits).where(visits.c.address.in_(addresses)))
        connection.execute(visits.insert(), some)


def states(connection: Connection, keys: Iterable[str]) -> dict[str, State]:
    """Return the state of the article that each source key belongs to."""
    return {row.key: row.state for row in rows_among(connection, _STATES, keys)}
