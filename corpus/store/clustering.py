"""Clusters of live articles with the same body but for boilerplate.

Each cluster has an original, and every member's body is the same as the original's. Whatever
changes what is live has the articles it touches arranged anew: an article joins the cluster of the
first original that it is a copy of; when an original goes, or changes, its copies find another.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, and_, delete, func, or_, select

from corpus.articles import Article, Block, Copy
from corpus.duplicates import Body, bands, same_body
from corpus.store.known import among, chunks, rows_among
from corpus.store.schema import articles, copies, heads, passages, revisions, texts
from corpus.store.schema import bands as band_rows

MOST_COMPARED = 20
"""Originals an article is compared with, those first with which it shares the most bands."""

_AT_ONCE = 200
_LIVE = heads.c.state == "live"
_THEIRS = heads.alias("theirs")
_BAND = band_rows.alias("band")
_SHARED = func.count()
# Which live articles share bands with those of `keys`, and how many.
_CANDIDATES = (
    select(heads.c.article, _THEIRS.c.article.label("other"), _SHARED.label("shared"))
    .join(band_rows, band_rows.c.revision == heads.c.revision)
    .join(_BAND, _BAND.c.band == band_rows.c.band)
    .join(_THEIRS, _THEIRS.c.revision == _BAND.c.revision)
    .where(
        among(heads.c.article),
        _LIVE,
        _THEIRS.c.state == "live",
        _THEIRS.c.article != heads.c.article,
    )
    .group_by(heads.c.article, _THEIRS.c.article)
    .order_by(heads.c.article, _SHARED.desc(), _THEIRS.c.article)
)
_ORIGINALS = select(copies.c.article, copies.c.original).where(among(copies.c.article))
_TOUCHED = select(copies.c.article, copies.c.original).where(
    or_(among(copies.c.article), among(copies.c.original))
)
_LONELY = (
    select(copies.c.original)
    .where(among(copies.c.original))
    .group_by(copies.c.original)
    .having(func.count() == 1)
)
_TEXTS = select(texts).where(among(texts.c.revision))
_BODIES = (
    select(heads.c.article, texts.c.text, texts.c.blocks)
    .join(texts, texts.c.revision == heads.c.revision)
    .where(among(heads.c.article))
)


def arrange(connection: Connection, changed: Collection[int]) -> None:
    """Put articles whose state or current revision has changed into the clusters they belong to."""
    for some in chunks(sorted(changed), _AT_ONCE):
        _arrange(connection, some)


def _arrange(connection: Connection, changed: Sequence[int]) -> None:
    left = {row.article: row.original for row in rows_among(connection, _TOUCHED, changed)}
    gone = set(changed)
    # The copies of an original that may be one no longer are to find another.
    loose = sorted(gone | {article for article, original in left.items() if original in gone})
    for some in chunks(loose if left else ()):
        connection.execute(delete(copies).where(copies.c.article.in_(some)))
    found = defaultdict[int, list[int]](list)
    for row in rows_among(connection, _CANDIDATES, loose):
        found[row.article].append(row.other)
    new = _placed(connection, loose, found) if found else {}
    if new:
        rows = [{"article": article, "original": original} for article, original in new.items()]
        connection.execute(copies.insert(), rows)
    _delete_lonely(connection, set(left.values()) - gone)


def _placed(
    connection: Connection, loose: Sequence[int], found: Mapping[int, Sequence[int]]
) -> dict[int, int]:
    """Return the original of each loose article that is a copy, and of new originals."""
    others = {other for some in found.values() for other in some}
    known = {row.article: row.original for row in rows_among(connection, _ORIGINALS, others)}
    unplaced = set(loose)
    bodies = Bodies(connection)
    new: dict[int, int] = {}
    for article in loose:
        unplaced.discard(article)
        originals = dict.fromkeys(
            (known | new).get(other, other) for other in found[article] if other not in unplaced
        )
        for original in islice(originals, MOST_COMPARED):
            if same_body(bodies[article], bodies[original]):
                new[article] = original
                if original not in known:
                    new[original] = original
                break
    return new


class Bodies:
    """The current bodies of articles, each read once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._read: dict[int, Body] = {}

    def __getitem__(self, article: int) -> Body:
        if article not in self._read:
            row = self._connection.execute(_BODIES, {"keys": [article]}).one()
            self._read[article] = Body.of(article_of(row.text, row.blocks))
        return self._read[article]


def article_of(text: str, blocks: Iterable[Sequence[Any]]) -> Article:
    """Return what decides on copies of a stored text."""
    return Article(text, tuple(Block(kind, start, end) for kind, start, end in blocks), "")


def _delete_lonely(connection: Connection, originals: Collection[int]) -> None:
    """Dissolve those clusters of which nothing but the original is left."""
    for some in chunks(originals):
        lonely = connection.execute(_LONELY, {"keys": some}).scalars().all()
        connection.execute(delete(copies).where(copies.c.original.in_(lonely)))


_CLUSTERS = (
    select(passages.c.key, copies.c.original, copies.c.article)
    .join(heads, heads.c.revision == passages.c.revision)
    .join(copies, copies.c.article == heads.c.article)
    .where(_LIVE, among(passages.c.key))
)
_ANY = select(copies.c.article).limit(1)
_NAMED = articles.alias("named")
_MEMBER = copies.alias("member")
_SAME = (
    select(
        _NAMED.c.article_id.label("of"),
        articles.c.article_id,
        revisions.c.title,
        revisions.c.source,
        revisions.c.url,
        revisions.c.published,
    )
    .join(copies, copies.c.article == _NAMED.c.key)
    .join(_MEMBER, and_(_MEMBER.c.original == copies.c.original, _MEMBER.c.article != _NAMED.c.key))
    .join(articles, articles.c.key == _MEMBER.c.article)
    .join(heads, heads.c.article == _MEMBER.c.article)
    .join(revisions, revisions.c.key == heads.c.revision)
    .where(_LIVE, among(_NAMED.c.article_id))
    .order_by(_MEMBER.c.article)
)


def clusters(connection: Connection, keys: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Return cluster and article of those passages whose article has copies."""
    if connection.execute(_ANY).first() is None:  # the look-up costs every search ten times this
        return {}
    rows = rows_among(connection, _CLUSTERS, keys)
    return {row.key: (row.original, row.article) for row in rows}


def same(connection: Connection, article_ids: Collection[str]) -> dict[str, tuple[Copy, ...]]:
    """Return the copies of each live article that has any, the first added first."""
    found: dict[str, tuple[Copy, ...]] = {}
    for of, *about in rows_among(connection, _SAME, article_ids):
        found[of] = (*found.get(of, ()), Copy(*about))
    return found


def renew(connection: Connection, keys: Collection[int]) -> None:
    """Find the bands of revisions anew."""
    for some in chunks(keys, _AT_ONCE):
        connection.execute(delete(band_rows).where(band_rows.c.revision.in_(some)))
        rows = [
            {"revision": row.revision, "ordinal": ordinal, "band": band}
            for row in rows_among(connection, _TEXTS, some)
            for ordinal, band in enumerate(bands(article_of(row.text, row.blocks)))
        ]
        if rows:
            connection.execute(band_rows.insert(), rows)


def dissolve(connection: Connection) -> None:
    """Leave no article in a cluster."""
    connection.execute(delete(copies))


def live_articles(connection: Connection) -> list[int]:
    """Return the live articles, the first added first."""
    statement = select(heads.c.article).where(_LIVE).order_by(heads.c.article)
    return list(connection.execute(statement).scalars())


def revisions_by_key(connection: Connection) -> list[int]:
    """Return all revisions, the first added first."""
    return list(connection.execute(select(revisions.c.key).order_by(revisions.c.key)).scalars())
