"""Read articles and passages out of the store. Every function runs in one transaction."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, func, select

from corpus.articles import Article, Block, Filters, HitRecord, Passage, State, StoredArticle
from corpus.errors import BadFilter, UnknownArticle
from corpus.store.cursors import cursor_at, place_at
from corpus.store.entry import is_storable
from corpus.store.filters import conditions, is_digest, number_key
from corpus.store.known import among, rows_among
from corpus.store.records import ArticleSummary, Page
from corpus.store.schema import (
    articles,
    heads,
    mentions,
    passages,
    revisions,
    source_keys,
    texts,
)

_LIVE = heads.c.state == "live"
_LIVE_PASSAGES = passages.join(heads, heads.c.revision == passages.c.revision)
_CURRENT = (
    heads.join(articles, articles.c.key == heads.c.article)
    .join(revisions, revisions.c.key == heads.c.revision)
)  # fmt: skip


def live_passages(connection: Connection) -> list[tuple[int, str]]:
    """Return (key, digest) of every live passage, by key."""
    # Sorted here, and as the database gives them: with an order the index of digests is not used,
    # and rows of SQLAlchemy's take as long to make as all else.
    statement = select(passages.c.key, passages.c.digest).select_from(_LIVE_PASSAGES).where(_LIVE)
    found = connection.execute(statement).cursor.fetchall()
    return sorted((key, digest) for key, digest in found)


# Made once: building a statement takes longer than running it.
_HITS = (
    select(
        passages.c.key,
        passages.c.ordinal,
        passages.c.start,
        passages.c.end,
        passages.c.digest,
        articles.c.article_id,
        revisions.c.revision,
        revisions.c.title,
        revisions.c.lead,
        revisions.c.source,
        revisions.c.url,
        revisions.c.published,
        passages.c.text,
    )
    .select_from(
        _LIVE_PASSAGES.join(articles, articles.c.key == heads.c.article).join(
            revisions, revisions.c.key == heads.c.revision
        )
    )
    .where(_LIVE, among(passages.c.key))
)


def hit_records(connection: Connection, keys: Sequence[int]) -> dict[int, HitRecord]:
    """Return the live passages among `keys` with their article's metadata."""
    return {row[0]: _hit_record(row) for row in rows_among(connection, _HITS, keys)}


def _hit_record(row: Row[*tuple[Any, ...]]) -> HitRecord:
    (key, ordinal, start, end, digest, article_id, revision, title, lead, source, url, published,
     text) = row  # fmt: skip
    passage = Passage(
        key=key,
        passage_id=f"{revision}-{ordinal}",
        article_id=article_id,
        revision=revision,
        digest=digest,
        title=title,
        lead=lead,
        text=text,
        start=start,
        end=end,
    )
    return HitRecord(passage, source, url, published)


def allowed_passages(connection: Connection, filters: Filters) -> set[int]:
    """Return the keys of the live passages whose article passes the filters."""
    joined = _LIVE_PASSAGES
    if filters:
        joined = joined.join(articles, articles.c.key == heads.c.article).join(
            revisions, revisions.c.key == heads.c.revision
        )
    statement = select(passages.c.key).select_from(joined).where(_LIVE, *conditions(filters))
    return set(connection.execute(statement).scalars())


def passages_mentioning(connection: Connection, number: str) -> list[int]:
    """Return the keys of the live passages that a mention of a document stands in, by key."""
    statement = (
        select(passages.c.key)
        .distinct()
        .select_from(_LIVE_PASSAGES.join(mentions, mentions.c.revision == passages.c.revision))
        .where(
            _LIVE,
            mentions.c.number_key == number_key(number),
            mentions.c.start < passages.c.end,
            mentions.c.end > passages.c.start,
        )
        .order_by(passages.c.key)
    )
    return list(connection.execute(statement).scalars())


_METADATA = (
    revisions.c.revision,
    revisions.c.name,
    revisions.c.title,
    revisions.c.source,
    revisions.c.author,
    revisions.c.url,
    revisions.c.published,
    revisions.c.place,
)
_FULL = (
    select(
        *_METADATA,
        texts.c.text,
        texts.c.blocks,
        heads.c.state,
    )
    .join(articles, articles.c.key == revisions.c.article)
    .join(heads, heads.c.article == articles.c.key)
    .join(texts, texts.c.revision == revisions.c.key)
    .where(articles.c.article_id == bindparam("article_id"))
)
_IS_CURRENT = revisions.c.key == heads.c.revision
_CURRENT_TEXT = _FULL.where(_IS_CURRENT)
# The same text may have been read twice; what is current counts, then the newest.
_REVISION_TEXT = (
    _FULL.where(revisions.c.revision == bindparam("revision"))
    .order_by(_IS_CURRENT.desc(), revisions.c.key.desc())
    .limit(1)
)


def get(connection: Connection, article_id: str, revision: str | None) -> StoredArticle:
    """Return an article in a revision, by default the current one, removed or not."""
    if not is_digest(article_id) or (revision is not None and not is_digest(revision)):
        raise _unknown(article_id, revision)
    if revision is None:
        row = connection.execute(_CURRENT_TEXT, {"article_id": article_id}).first()
    else:
        named = {"article_id": article_id, "revision": revision}
        row = connection.execute(_REVISION_TEXT, named).first()
    if row is None:
        raise _unknown(article_id, revision)
    article = Article(
        text=row.text,
        blocks=tuple(Block(kind, start, end) for kind, start, end in row.blocks),
        name=row.name,
        title=row.title,
        source=row.source,
        author=row.author,
        url=row.url,
        published=row.published,
        place=row.place,
    )
    return StoredArticle(article_id, row.revision, row.state, article)


def _unknown(article_id: str, revision: str | None) -> UnknownArticle:
    which = f"article {article_id!r}" + (f" with revision {revision!r}" if revision else "")
    return UnknownArticle(f"there is no {which}; tracuu articles list shows what there is")


def list_articles(
    connection: Connection,
    *,
    limit: int,
    cursor: str | None,
    filters: Filters,
    state: State | None,
) -> Page:
    """Return a page of articles, the last added first."""
    if limit < 1:
        raise BadFilter(f"limit={limit} is no number of articles; expected 1 or more")
    holds: list[ColumnElement[bool]] = conditions(filters)
    if state is not None:
        holds.append(heads.c.state == state)
    total = connection.execute(
        select(func.count()).select_from(_CURRENT if filters else heads).where(*holds)
    ).scalar_one()
    if cursor is not None:
        holds.append(heads.c.article < place_at(cursor, _key))
    statement: Select[*tuple[Any, ...]] = (
        select(
            articles.c.key,
            articles.c.article_id,
            *_METADATA,
            revisions.c.characters,
            heads.c.state,
        )
        .select_from(_CURRENT)
        .where(*holds)
        .order_by(heads.c.article.desc())
        .limit(limit + 1)
    )
    rows = connection.execute(statement).all()
    page = tuple(ArticleSummary(*row[1:]) for row in rows[:limit])
    more = len(rows) > limit
    return Page(page, total, cursor_at(rows[limit - 1].key) if more else None)


_MOST_ROWS = 2**31  # what an Integer of every database holds


def _key(place: object) -> int | None:
    return place if type(place) is int and 0 < place < _MOST_ROWS else None


_FINGERPRINTS = (
    select(source_keys.c.key, source_keys.c.fingerprint)
    .join(heads, heads.c.article == source_keys.c.article)
    .where(
        _LIVE,
        among(source_keys.c.key),
        source_keys.c.fingerprint.is_not(None),
    )
)
_KEYS = (
    select(articles.c.article_id, source_keys.c.key)
    .join(source_keys, source_keys.c.article == articles.c.key)
    .where(among(articles.c.article_id))
    .order_by(articles.c.article_id, source_keys.c.key)
)


def fingerprints(connection: Connection, keys: Sequence[str]) -> dict[str, str]:
    """Return the fingerprints last seen under the keys whose article is live."""
    keys = [key for key in keys if is_storable(key)]
    return {row.key: row.fingerprint for row in rows_among(connection, _FINGERPRINTS, keys)}


def keys_of(connection: Connection, article_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return the source keys of each article, in order."""
    found: dict[str, tuple[str, ...]] = {}
    for row in rows_among(connection, _KEYS, article_ids):
        found[row.article_id] = (*found.get(row.article_id, ()), row.key)
    return found
