"""Write the whole corpus as lines, few articles in memory at a time."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, Select, Table, func, select

from corpus.store.known import chunks
from corpus.store.lines import (
    ArticleLine,
    DefinitionLine,
    DirectiveLine,
    Header,
    KeyLine,
    MentionLine,
    RevisionLine,
)
from corpus.store.schema import (
    articles,
    definitions,
    directives,
    heads,
    mentions,
    passages,
    revisions,
    source_keys,
    texts,
)

_AT_ONCE = 50
L = TypeVar("L", MentionLine, DefinitionLine, DirectiveLine)
Rows = dict[int, list[Row[*tuple[Any, ...]]]]


def export(connection: Connection) -> Iterator[str]:
    """Yield the header and each article, removed ones too, the first added first."""
    keys = connection.execute(select(articles.c.key).order_by(articles.c.key)).scalars().all()
    yield Header(articles=len(keys)).model_dump_json()
    for some in chunks(keys, _AT_ONCE):
        for line in article_lines(connection, some):
            yield line.model_dump_json()


def count(connection: Connection) -> int:
    """Return how many articles an export has."""
    return int(connection.execute(select(func.count()).select_from(articles)).scalar_one())


def article_lines(connection: Connection, keys: Sequence[int]) -> list[ArticleLine]:
    """Return articles as lines, in the order of their keys."""
    found = connection.execute(
        select(articles, heads.c.revision, heads.c.state, heads.c.removed_at)
        .join(heads, heads.c.article == articles.c.key)
        .where(articles.c.key.in_(keys))
        .order_by(articles.c.key)
    ).all()
    statement: Select[*tuple[Any, ...]] = (
        select(revisions, texts.c.text, texts.c.blocks)
        .join(texts, texts.c.revision == revisions.c.key)
        .where(revisions.c.article.in_(keys))
        .order_by(revisions.c.key)
    )
    read = connection.execute(statement).all()
    of_article: Rows = _grouped(read, "article")
    hanging = [
        _hanging(connection, table, [row.key for row in read])
        for table in (passages, mentions, definitions, directives)
    ]
    known = connection.execute(
        select(source_keys).where(source_keys.c.article.in_(keys)).order_by(source_keys.c.key)
    )
    of_keys = _grouped(known.all(), "article")
    return [
        ArticleLine(
            article_id=row.article_id,
            created_at=row.created_at,
            state=row.state,
            removed_at=row.removed_at,
            keys=tuple(
                KeyLine(key=one.key, revision=one.revision, fingerprint=one.fingerprint,
                        seen_at=one.seen_at)
                for one in of_keys[row.key]
            ),
            revisions=tuple(
                _revision(one, row.revision, [rows[one.key] for rows in hanging])
                for one in of_article[row.key]
            ),
        )
        for row in found
    ]  # fmt: skip


def _hanging(connection: Connection, table: Table, keys: Sequence[int]) -> Rows:
    statement = (
        select(table).where(table.c.revision.in_(keys)).order_by(table.c.revision, table.c.ordinal)
    )
    return _grouped(connection.execute(statement).all(), "revision")


def _grouped(rows: Sequence[Row[*tuple[Any, ...]]], name: str) -> Rows:
    found: Rows = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return found


def _revision(
    row: Row[*tuple[Any, ...]],
    current: int,
    hanging: Sequence[Sequence[Any]],
) -> RevisionLine:
    cut, mentioned, defined, directed = hanging
    return RevisionLine(
        revision=row.revision,
        current=row.key == current,
        origin=row.origin,
        content=row.content,
        name=row.name,
        title=row.title,
        source=row.source,
        author=row.author,
        url=row.url,
        published=row.published,
        place=row.place,
        ingested_at=row.ingested_at,
        text=row.text,
        blocks=tuple((kind, start, end) for kind, start, end in row.blocks),
        passages=tuple((one.start, one.end) for one in cut),
        mentions=tuple(_line(MentionLine, one) for one in mentioned),
        definitions=tuple(_line(DefinitionLine, one) for one in defined),
        directives=tuple(
            _line(DirectiveLine, one, units=tuple(one.units), documents=tuple(one.documents))
            for one in directed
        ),
    )


def _line(kind: type[L], row: Any, **given: Any) -> L:
    values: dict[str, Any] = {
        name: getattr(row, name) for name in kind.model_fields if name not in given
    }
    return kind(**values, **given)
