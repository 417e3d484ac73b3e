"""Check that clusters hold what is the same, and that nothing was left uncompared."""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, select

from corpus.duplicates import bands, same_body
from corpus.store.clustering import Bodies, article_of
from corpus.store.known import chunks
from corpus.store.schema import articles, copies, heads, texts
from corpus.store.schema import bands as band_rows

REMEDY = "run: tracuu reindex"
_AT_ONCE = 500  # texts held in memory
_ORIGINAL = copies.alias("original")


def check_copies(connection: Connection) -> Iterator[str]:
    """Yield every problem; `tracuu reindex` mends them all."""
    yield from _bands(connection)
    yield from _members(connection)


def _bands(connection: Connection) -> Iterator[str]:
    """Check that texts have the bands that this program finds, so that their copies are found."""
    keys = connection.execute(select(texts.c.revision).order_by(texts.c.revision)).scalars().all()
    wrong = 0
    for some in chunks(keys, _AT_ONCE):
        stored = select(band_rows).where(band_rows.c.revision.in_(some))
        rows = connection.execute(stored.order_by(band_rows.c.revision, band_rows.c.ordinal))
        kept = {
            revision: tuple(row.band for row in group)
            for revision, group in groupby(rows, attrgetter("revision"))
        }
        for row in connection.execute(select(texts).where(texts.c.revision.in_(some))):
            wrong += bands(article_of(row.text, row.blocks)) != kept.get(row.revision, ())
    if wrong:
        yield f"{wrong} texts were not compared with the others by this version of the program"


def _members(connection: Connection) -> Iterator[str]:
    """Check that the members of each cluster are live and have the body of its original."""
    bodies = Bodies(connection)
    statement = (
        select(articles.c.article_id, copies, heads.c.state, _ORIGINAL.c.original.label("root"))
        .join(articles, articles.c.key == copies.c.article)
        .join(heads, heads.c.article == copies.c.article)
        .outerjoin(_ORIGINAL, _ORIGINAL.c.article == copies.c.original)
        .order_by(copies.c.original, copies.c.article)
    )
    for original, group in groupby(connection.execute(statement), attrgetter("original")):
        members: list[Any] = list(group)
        for member in members:
            if member.state != "live":
                yield f"article {member.article_id} is removed, but in a cluster"
            elif member.root != original or len(members) == 1:
                yield f"article {member.article_id} is in a cluster that has no original or no copy"
            elif not same_body(bodies[member.article], bodies[original]):
                yield f"article {member.article_id} is in a cluster of articles with another body"
