"""Check that the store holds what it must: what `tracuu doctor` asks."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import (
    Connection,
    FromClause,
    Row,
    Select,
    Table,
    and_,
    func,
    or_,
    select,
)

from corpus.articles import BLOCK_KINDS, digest
from corpus.documents import DocumentMention
from corpus.store.checking_copies import REMEDY, check_copies
from corpus.store.engine import database_problems
from corpus.store.known import among, chunks, rows_among
from corpus.store.records import Problem
from corpus.store.rows import passage_digest
from corpus.store.schema import (
    COUNTED,
    articles,
    counters,
    definitions,
    directives,
    heads,
    mentions,
    passages,
    revisions,
    texts,
)
from corpus.vietnamese.definitions import Definition

Found = Row[*tuple[Any, ...]]
_REMEDY = "put back a copy of the store, or move it away and ingest the sources again"
_SERIAL = re.compile("0*([0-9]+)")
_AT_ONCE = 500  # texts held in memory


def check(connection: Connection) -> Iterator[Problem]:
    """Yield every problem: the database, identities, keys, offsets, digests and clusters."""
    for what in (
        *(f"the database reports: {found}" for found in database_problems(connection)),
        *_identities(connection),
        *_counters(connection),
        *_contents(connection),
    ):
        yield Problem(what, _REMEDY)
    for what in check_copies(connection):
        yield Problem(what, REMEDY)


def _identities(connection: Connection) -> Iterator[str]:
    """Check that each article is named by its first text and has a current one of its own."""
    firsts = select(func.min(revisions.c.key).label("key")).group_by(revisions.c.article).subquery()
    first = revisions.join(firsts, firsts.c.key == revisions.c.key)
    current = and_(revisions.c.key == heads.c.revision, revisions.c.article == heads.c.article)
    wrong: tuple[tuple[str, FromClause, Any], ...] = (
        (
            "is not named by its first text",
            articles.outerjoin(first, revisions.c.article == articles.c.key),
            or_(revisions.c.key.is_(None), revisions.c.revision != articles.c.article_id),
        ),
        (
            "has no current revision",
            articles.outerjoin(heads, heads.c.article == articles.c.key).outerjoin(
                revisions, current
            ),
            revisions.c.key.is_(None),
        ),
    )
    for what, joined, condition in wrong:
        statement = select(articles.c.article_id).select_from(joined).where(condition)
        statement = statement.order_by(articles.c.key)
        for article_id in connection.execute(statement).scalars():
            yield f"article {article_id} {what}"


def _counters(connection: Connection) -> Iterator[str]:
    """Check that no key will be handed out twice."""
    last = {row.name: row.value for row in connection.execute(select(counters))}
    for name, column in COUNTED.items():
        used = connection.execute(select(func.max(column))).scalar() or 0
        if used > last.get(name, -1):
            yield f"the counter of {name} is behind: {last.get(name)}, in use {used}"


_TEXTS = (
    select(
        revisions.c.key,
        revisions.c.revision,
        revisions.c.title,
        revisions.c.lead,
        revisions.c.characters,
        texts.c.blocks,
        texts.c.text,
    )
    .outerjoin(texts, texts.c.revision == revisions.c.key)
    .where(among(revisions.c.key))
    .order_by(revisions.c.key)
)


def _of_revisions(table: Table) -> Select[*tuple[Any, ...]]:
    return select(table).where(among(table.c.revision)).order_by(table.c.revision, table.c.ordinal)


_HANGING = tuple(map(_of_revisions, (passages, mentions, definitions, directives)))


def _contents(connection: Connection) -> Iterator[str]:
    """Check every revision's text and all that points into it."""
    keys = connection.execute(select(revisions.c.key).order_by(revisions.c.key)).scalars().all()
    for some in chunks(keys, _AT_ONCE):
        hanging = [
            {
                revision: list(rows)
                for revision, rows in groupby(
                    rows_among(connection, statement, some), attrgetter("revision")
                )
            }
            for statement in _HANGING
        ]
        for row in rows_among(connection, _TEXTS, some):
            if row.text is None or digest(row.text) != row.revision:
                yield f"revision {row.revision} does not hold the text it is named by"
                continue
            for what in _revision_problems(row, *(rows.get(row.key, []) for rows in hanging)):
                yield f"revision {row.revision}: {what}"


def _revision_problems(
    row: Found,
    cut: list[Found],
    mentioned: list[Found],
    defined: list[Found],
    directed: list[Found],
) -> Iterator[str]:
    text: str = row.text
    if row.characters != len(text):
        yield f"{row.characters} characters are noted, the text has {len(text)}"
    for kind, start, end in row.blocks:
        if kind not in BLOCK_KINDS or not 0 <= start <= end <= len(text):
            yield f"block {kind} [{start}, {end}) is none of this text"
    if [passage.ordinal for passage in cut] != list(range(len(cut))):
        yield "passages are missing"
    if text.strip() and not cut:
        yield "there is no passage"
    yield from _outside((*cut, *mentioned, *defined, *directed), len(text))
    for passage in cut:
        if passage.text != text[passage.start : passage.end]:
            yield f"passage {passage.ordinal} is not [{passage.start}, {passage.end}) of the text"
        if passage_digest(row.title, row.lead, passage.text) != passage.digest:
            yield f"passage {passage.ordinal} has another digest"
    yield from finding_problems(text, mentioned, defined)
    for directive in directed:
        quote = text[directive.start : directive.end]
        if directive.quote != quote or directive.task not in quote:
            yield f"directive {directive.ordinal} is not what the text says"


def finding_problems(
    text: str, mentioned: Iterable[DocumentMention | Found], defined: Iterable[Definition | Found]
) -> Iterator[str]:
    """Yield what is wrong with where documents are mentioned and abbreviations defined."""
    for mention in mentioned:
        # The spelling in the text may be any, its serial number is always there.
        serial = _SERIAL.match(mention.number)
        if serial is None or serial[1] not in text[mention.start : mention.end]:
            yield f"{mention.number} is not at [{mention.start}, {mention.end})"
    for definition in defined:
        if text[definition.start : definition.end] != definition.long:
            yield f"{definition.short} is not defined at [{definition.start}, {definition.end})"


def _outside(spans: Iterable[Found], length: int) -> Iterator[str]:
    for span in spans:
        if not 0 <= span.start <= span.end <= length:
            yield f"the span [{span.start}, {span.end}) lies outside the text"
