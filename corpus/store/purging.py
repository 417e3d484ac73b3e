"""Take removed articles out of the store for good."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete, or_, select

from corpus.errors import UnknownArticle
from corpus.store.known import chunks
from corpus.store.schema import (
    articles,
    bands,
    definitions,
    directives,
    feedback,
    heads,
    mentions,
    passages,
    revisions,
    source_keys,
    texts,
    visits,
)

_HANGING = (texts, passages, mentions, definitions, directives, bands)
_AT_ONCE = 1_000


def removed(
    connection: Connection, older_than: timedelta, only: Collection[str] = ()
) -> dict[int, str]:
    """Return the articles removed longer ago than that, their keys and ids; `only` restricts.

    Raises UnknownArticle where one of `only` is not a removed article.
    """
    before = (datetime.now(UTC) - older_than).strftime("%Y-%m-%dT%H:%M:%SZ")
    statement = (
        select(articles.c.key, articles.c.article_id, heads.c.removed_at)
        .join(heads, heads.c.article == articles.c.key)
        .where(heads.c.state == "removed")
        .order_by(articles.c.key)
    )
    rows = connection.execute(statement).all()
    unknown = set(only) - {row.article_id for row in rows}
    if unknown:
        raise UnknownArticle(
            f"there is no removed article {min(unknown)!r}; remove it first: "
            "tracuu articles remove ID"
        )
    return {
        row.key: row.article_id
        for row in rows
        if row.removed_at <= before and (not only or row.article_id in only)
    }


def purge(connection: Connection, gone: dict[int, str]) -> None:
    """Delete articles with all that hangs on them, and what feedback quotes of them."""
    for some in chunks(gone, _AT_ONCE):
        rows = select(revisions.c.key).where(revisions.c.article.in_(some))
        keys = select(source_keys.c.key).where(source_keys.c.article.in_(some))
        connection.execute(delete(visits).where(visits.c.key.in_(keys)))
        connection.execute(delete(heads).where(heads.c.article.in_(some)))
        for table in _HANGING:
            connection.execute(delete(table).where(table.c.revision.in_(rows)))
        connection.execute(delete(revisions).where(revisions.c.article.in_(some)))
        connection.execute(delete(source_keys).where(source_keys.c.article.in_(some)))
        connection.execute(delete(articles).where(articles.c.key.in_(some)))
    # A thumb stays what it was; the quotes go with their article.
    for few in chunks(gone.values(), 100):
        quoting = or_(*(feedback.c.citations.contains(article_id) for article_id in few))
        connection.execute(feedback.update().where(quoting).values(answer="", citations="[]"))
