"""The official documents that live articles mention."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import BindParameter, Connection, Select, bindparam, select

from corpus.documents import DocumentMention
from corpus.references import Reference, StoredMention, aggregate, stored_mentions
from corpus.store.filters import number_key
from corpus.store.known import chunks
from corpus.store.schema import articles, heads, mentions, revisions, texts

_AT_ONCE = 500  # texts held in memory
_WANTED: BindParameter[Any] = bindparam("keys", expanding=True)
_MENTIONS: Select[*tuple[Any, ...]] = (
    select(
        mentions.c.revision,
        mentions.c.number,
        mentions.c.type,
        mentions.c.issuer,
        mentions.c.date,
        mentions.c.title,
        mentions.c.start,
        mentions.c.end,
        mentions.c.repaired,
        mentions.c.short,
    )
    .where(mentions.c.revision.in_(_WANTED))
    .order_by(mentions.c.revision, mentions.c.ordinal)
)
_TEXTS = (
    select(
        revisions.c.key,
        articles.c.article_id,
        revisions.c.revision,
        texts.c.text,
        revisions.c.published,
    )
    .join(articles, articles.c.key == revisions.c.article)
    .join(texts, texts.c.revision == revisions.c.key)
    .where(revisions.c.key.in_(_WANTED))
)


def references(connection: Connection, number: str | None) -> list[Reference]:
    """Return the documents that live articles mention, or those that bear one number."""
    statement = (
        select(mentions.c.revision)
        .distinct()
        .join(heads, heads.c.revision == mentions.c.revision)
        .where(heads.c.state == "live")
        .order_by(mentions.c.revision)
    )
    if number is None:
        keys = connection.execute(statement).scalars().all()
        return aggregate(_stored(connection, keys))
    wanted = number_key(number)
    keys = connection.execute(statement.where(mentions.c.number_key == wanted)).scalars().all()
    # All mentions of these articles: the others in a sentence say what the documents relate to.
    found = aggregate(_stored(connection, keys))
    return [reference for reference in found if number_key(reference.number) == wanted]


def _stored(connection: Connection, keys: Sequence[int]) -> Iterator[StoredMention]:
    for some in chunks(keys, _AT_ONCE):
        rows = connection.execute(_MENTIONS, {"keys": some})
        found = {
            key: [DocumentMention(*row[1:]) for row in group]
            for key, group in groupby(rows, attrgetter("revision"))
        }
        for key, article_id, revision, text, published in connection.execute(
            _TEXTS, {"keys": some}
        ):
            yield from stored_mentions(article_id, revision, text, found[key], published)
