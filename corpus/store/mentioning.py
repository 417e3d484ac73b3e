"""The official documents that live articles mention."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    bindparam,
    func,
    or_,
    select,
)

from corpus.articles import Bearer, Filters
from corpus.documents import DocumentMention
from corpus.errors import BadFilter
from corpus.references import Reference, StoredMention, aggregate, stored_mentions
from corpus.store.cursors import cursor_at, place_at
from corpus.store.filters import conditions, matching, number_key
from corpus.store.known import among, chunks
from corpus.store.records import ReferenceFilters, ReferencePage
from corpus.store.schema import articles, heads, mentions, revisions, texts

_AT_ONCE = 500  # texts held in memory
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
    .where(among(mentions.c.revision))
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
    .where(among(revisions.c.key))
    .order_by(revisions.c.key)
)


_LIVE = (
    mentions.join(heads, heads.c.revision == mentions.c.revision)
    .join(articles, articles.c.key == heads.c.article)
    .join(revisions, revisions.c.key == heads.c.revision)
)
_SAID = (mentions.c.number_key, mentions.c.type, mentions.c.issuer, mentions.c.title)


# What follows the figure in a number, "-", "." or "/", stands before "0" in every order.
_NUMBERED = (
    select(mentions.c.number, mentions.c.type, mentions.c.issuer, func.count())
    .select_from(_LIVE)
    .where(
        heads.c.state == "live",
        mentions.c.number_key >= bindparam("first"),
        mentions.c.number_key < bindparam("past"),
    )
    .group_by(mentions.c.number, mentions.c.type, mentions.c.issuer)
)


def references(connection: Connection, number: str, filters: Filters) -> list[Reference]:
    """Return the documents that bear a number, as live articles that pass mention them."""
    return _bearing(connection, [number_key(number)], filters)


def numbered(connection: Connection, plain: str) -> list[Bearer]:
    """Return the documents of live articles whose number begins with a figure: `_NUMBERED`."""
    rows = connection.execute(_NUMBERED, {"first": f"{plain}-", "past": f"{plain}0"}).all()
    told: defaultdict[str, list[Counter[str]]] = defaultdict(lambda: [Counter(), Counter()])
    times: Counter[str] = Counter()
    for number, type_, issuer, mentioned in rows:
        times[number] += mentioned
        for said, counts in zip((type_, issuer), told[number], strict=True):
            counts.update({said: mentioned} if said else {})
    return [
        Bearer(number, *(max(counts, key=lambda s: (counts[s], s), default=None)
                         for counts in told[number]))
        for number, _ in sorted(times.items(), key=lambda item: (-item[1], item[0]))
    ]  # fmt: skip


def list_references(
    connection: Connection, filters: ReferenceFilters, limit: int, cursor: str | None
) -> ReferencePage:
    """Return a page of the documents that live articles which pass the filters mention.

    The most mentioned numbers first; documents that share a number stand together. Texts are read
    only of the articles that mention a number of the page. Raises BadFilter for a limit below 1
    and for a cursor or a date that cannot be read.
    """
    if limit < 1:
        raise BadFilter(f"limit={limit} is no number of documents; expected 1 or more")
    numbers = _numbers(connection, filters)
    total = sum(each.documents for each in numbers)
    skipped = 0
    if cursor is not None:
        place, skipped = place_at(cursor, _place)
        numbers = [each for each in numbers if each.place >= place]
        skipped *= bool(numbers) and numbers[0].place == place
    page: list[Reference] = []
    for some in chunks(numbers, _AT_ONCE):
        wanted = {each.key: each for each in some[: skipped + limit - len(page) + 1]}
        found: defaultdict[str, list[Reference]] = defaultdict(list)
        for reference in _bearing(connection, list(wanted), filters.articles):
            found[number_key(reference.number)].append(reference)
        for key, number in wanted.items():
            for position, reference in enumerate(found[key]):
                if skipped:
                    skipped -= 1
                elif len(page) == limit:
                    next_ = cursor_at([*number.place, position])
                    return ReferencePage(tuple(page), total, next_)
                else:
                    page.append(reference)
    return ReferencePage(tuple(page), total, None)


@dataclass(frozen=True, slots=True)
class _Number:
    """A number with how often it is mentioned and how many documents may bear it."""

    key: str
    mentioned: int
    documents: int

    @property
    def place(self) -> tuple[int, str]:
        """Where it stands in the list."""
        return -self.mentioned, self.key


def _numbers(connection: Connection, filters: ReferenceFilters) -> list[_Number]:
    """Return the numbers in the order of the list."""
    holds = (heads.c.state == "live", *conditions(filters.articles))
    count = select(mentions.c.number_key, func.count()).select_from(_LIVE).where(*holds)
    counted = connection.execute(count.group_by(mentions.c.number_key)).all()
    if filters.query is not None:
        said: defaultdict[str, set[str]] = defaultdict(set)
        statement = select(*_SAID).distinct().select_from(_LIVE).where(*holds)
        for key, *others in connection.execute(statement):
            said[key].update(filter(None, others))
        words = matching(filters.query).split()
        counted = [
            row
            for row in counted
            for told in (matching(" ".join((row[0], *said[row[0]]))),)
            if all(word in told for word in words)
        ]
    several = _several(connection, holds)
    found = (_Number(key, mentioned, several[key] or 1) for key, mentioned in counted)
    return sorted(found, key=lambda each: each.place)


def _several(connection: Connection, holds: Sequence[ColumnElement[bool]]) -> Counter[str]:
    """Return how many documents bear each number of which texts name several issuers or years.

    Told from the mentions alone, without their texts.
    """
    year = func.substr(mentions.c.date, 1, 4)
    told = or_(func.count(mentions.c.issuer.distinct()) > 1, func.count(year.distinct()) > 1)
    keys = select(mentions.c.number_key).select_from(_LIVE).where(*holds)
    doubtful = keys.group_by(mentions.c.number_key).having(told)
    columns = (articles.c.article_id, revisions.c.revision.label("digest"), mentions)
    statement = (
        select(*columns)
        .select_from(_LIVE)
        .where(*holds, mentions.c.number_key.in_(doubtful))
        .order_by(mentions.c.revision, mentions.c.ordinal)
    )
    light = [
        StoredMention(row.article_id, row.digest, row.number, row.type, row.issuer, row.date, None,
                      row.start, row.end, "")
        for row in connection.execute(statement)
    ]  # fmt: skip
    return Counter(number_key(reference.number) for reference in aggregate(light))


def _bearing(connection: Connection, keys: Sequence[str], filters: Filters) -> list[Reference]:
    """Return the documents of some numbers, the most mentioned first."""
    statement = (
        select(mentions.c.revision)
        .distinct()
        .select_from(_LIVE)
        .where(heads.c.state == "live", *conditions(filters), mentions.c.number_key.in_(keys))
        .order_by(mentions.c.revision)
    )
    found = connection.execute(statement).scalars().all()
    # All mentions of these articles: the others in a sentence say what the documents relate to.
    wanted = frozenset(keys)
    every = aggregate(_stored(connection, found))
    return [reference for reference in every if number_key(reference.number) in wanted]


def _place(given: Any) -> tuple[tuple[int, str], int] | None:
    """Return the place of a number and how many of its documents were shown."""
    if not isinstance(given, list) or [type(part) for part in given] != [int, str, int]:
        return None
    mentioned, key, position = given
    return ((mentioned, key), position) if position >= 0 else None


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
