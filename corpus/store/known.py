"""What the store already knows of some keys, texts and articles."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Boolean, Column, Connection, Row, Select, bindparam, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.operators import OperatorType

from corpus.store.schema import articles, heads, revisions, source_keys

T = TypeVar("T")
# Databases limit the number of values in one statement, SQLite and PostgreSQL to about 32,000.
_MOST_VALUES = 10_000


@dataclass(slots=True)
class KnownText:
    """A text that the store holds, in its newest row."""

    article: int
    row: int
    origin: str
    content: str


@dataclass(slots=True)
class Head:
    """The current row of an article."""

    article_id: str
    row: int
    live: bool


@dataclass(slots=True)
class KnownKey:
    """Which article a source key belongs to, and what was last seen under it."""

    article: int
    revision: str
    fingerprint: str | None


def chunks(values: Iterable[T], size: int = _MOST_VALUES) -> Iterator[list[T]]:
    """Yield the values in lists that one statement can take."""
    rest = iter(values)
    while chunk := list(islice(rest, size)):
        yield chunk


class among(FunctionElement[bool]):  # noqa: N801 - read as a function in statements
    """Whether the value of a column is among those of the parameter `keys`.

    Statements keep what they were compiled to; a database may have a shorter form than one
    parameter for each value (`corpus.store.postgres`).
    """

    inherit_cache = True
    type = Boolean()

    def __init__(self, column: Column[Any]) -> None:
        super().__init__(column)

    # The signature is SQLAlchemy's.
    def self_group(self, against: OperatorType | None = None) -> "among":  # noqa: ARG002
        """Stand as it is: SQLite's planner does not see through `IN (…) = 1`."""
        return self


@compiles(among)
def _expanded(element: among, compiler: SQLCompiler, **options: Any) -> str:
    (column,) = element.clauses
    return compiler.process(column.in_(bindparam("keys", expanding=True)), **options)


def rows_among(
    connection: Connection, statement: Select[*tuple[Any, ...]], keys: Iterable[object]
) -> Iterator[Row[*tuple[Any, ...]]]:
    """Yield the rows of a statement that has `among`, however many keys there are."""
    for chunk in chunks(keys):
        yield from connection.execute(statement, {"keys": chunk}).all()


_KEYS = select(
    source_keys.c.key, source_keys.c.article, source_keys.c.revision, source_keys.c.fingerprint
).where(among(source_keys.c.key))
_TEXTS = (
    select(
        revisions.c.revision,
        revisions.c.article,
        revisions.c.key,
        revisions.c.origin,
        revisions.c.content,
    )
    .where(among(revisions.c.revision))
    .order_by(revisions.c.key)
)
_HEADS = (
    select(heads.c.article, articles.c.article_id, heads.c.revision, heads.c.state)
    .join(articles, articles.c.key == heads.c.article)
    .where(among(heads.c.article))
)


def known_keys(connection: Connection, wanted: set[str]) -> dict[str, KnownKey]:
    """Return what was last seen under each key."""
    rows = rows_among(connection, _KEYS, wanted)
    return {row.key: KnownKey(row.article, row.revision, row.fingerprint) for row in rows}


def known_texts(connection: Connection, wanted: set[str]) -> dict[str, KnownText]:
    """Return the newest row of each text, by its digest."""
    rows = rows_among(connection, _TEXTS, wanted)
    return {row.revision: KnownText(row.article, row.key, row.origin, row.content) for row in rows}


def known_heads(connection: Connection, wanted: set[int]) -> dict[int, Head]:
    """Return the current row of each article."""
    rows = rows_among(connection, _HEADS, wanted)
    return {row.article: Head(row.article_id, row.revision, row.state == "live") for row in rows}
