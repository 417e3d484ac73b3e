"""The directives that live articles hold, as they were found when the articles came in."""

import re
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, bindparam, func, or_, select

from corpus.articles import Filters
from corpus.bodies import bodies
from corpus.errors import BadFilter
from corpus.places import places
from corpus.renaming import Alternative
from corpus.store.filters import conditions, in_time, matching, number_key
from corpus.store.records import DirectiveFilters, Directives, StoredDirective
from corpus.store.schema import articles, directives, heads, revisions
from corpus.vietnamese.abbreviations import Lexicon

_FROM = (
    directives.join(heads, heads.c.revision == directives.c.revision)
    .join(articles, articles.c.key == heads.c.article)
    .join(revisions, revisions.c.key == heads.c.revision)
)
_STORED = select(
    articles.c.article_id, revisions.c.revision.label("digest"), revisions.c.published, directives
).select_from(_FROM)
_OF_REVISION = _STORED.where(
    articles.c.article_id == bindparam("article_id"),
    revisions.c.revision == bindparam("revision"),
).order_by(directives.c.ordinal)
# Groups of those asked that every ministry, or every province and city, belongs to.
_MINISTRIES = ("cac bo", "bo nganh", "cac co quan ngang bo", "thanh vien chinh phu")
_LOCALITIES = ("dia phuong", "cac tinh", "tinh thanh pho", "cac thanh pho truc thuoc")
_MINISTRY = re.compile(r"bo ")
_WORD = re.compile(r"[^\W_]+")


def list_directives(
    connection: Connection, filters: DirectiveFilters, limit: int | None, offset: int
) -> Directives:
    """Return the directives that pass the filters: by deadline, those without one last."""
    if (limit is not None and limit < 1) or offset < 0:
        raise BadFilter(f"limit={limit}, offset={offset}: expected at least 1 and at least 0")
    holds = [heads.c.state == "live", *_conditions(filters)]
    count = select(func.count()).select_from(_FROM).where(*holds)
    total = int(connection.execute(count).scalar_one())
    statement = (
        _STORED.where(*holds)
        .order_by(
            directives.c.deadline.is_(None),
            directives.c.deadline,
            directives.c.revision,
            directives.c.ordinal,
        )
        .limit(limit)
        .offset(offset or None)
    )
    return Directives(tuple(map(_stored, connection.execute(statement))), total)


def of_revision(
    connection: Connection, article_id: str, revision: str
) -> tuple[StoredDirective, ...]:
    """Return the directives of a current revision in text order, none of another one."""
    named = {"article_id": article_id, "revision": revision}
    return tuple(map(_stored, connection.execute(_OF_REVISION, named)))


def _stored(row: Row[Any]) -> StoredDirective:
    return StoredDirective(
        directive_id=f"{row.digest}-d{row.ordinal}",
        article_id=row.article_id,
        revision=row.digest,
        quote=row.quote,
        start=row.start,
        end=row.end,
        issuer=row.issuer,
        issuer_office=row.issuer_office,
        units=tuple(row.units),
        task=row.task,
        kind=row.kind,
        deadline=row.deadline,
        deadline_text=row.deadline_text,
        deadline_inferred=row.deadline_inferred,
        documents=tuple(row.documents),
        published=row.published,
    )


def spaced(values: Iterable[str]) -> str:
    """Return values as they are compared: folded words, each value between bars."""
    return "|" + "|".join(f" {_words(value)} " for value in values) + "|"


def spellings(name: str) -> set[str]:
    """Return a name as it is, and with each of its abbreviations written out."""
    lexicon = Lexicon.bundled()
    return {name, *lexicon.expansions(name)} | {
        name.replace(found.short, long)
        for found in lexicon.find(name)
        for long in lexicon.expansions(found.short)
    }


def _words(value: str) -> str:
    return " ".join(_WORD.findall(matching(value)))


def _conditions(filters: DirectiveFilters) -> list[ColumnElement[bool]]:
    """Return what must hold; values of one filter are alternatives."""
    of_article = Filters(
        source=filters.articles.source,
        place=filters.articles.place,
        article=filters.articles.article,
        from_=filters.articles.from_,
        to=filters.articles.to,
    )
    held: list[ColumnElement[bool]] = conditions(of_article)
    numbers = filters.articles.document
    if numbers:
        keys = (f"|{number_key(number)}|" for number in numbers)
        held.append(or_(*(_has(directives.c.document_keys, key) for key in keys)))
    for column, wanted in (
        (directives.c.issuer_folded, filters.issuer),
        (directives.c.units_folded, filters.unit),
    ):
        if wanted:
            held.append(or_(*(_names(column, value) for value in wanted)))
    if filters.concerns:
        held.append(or_(*map(_concerns, filters.concerns)))
    deadline = directives.c.deadline
    if filters.after is not None:
        held.append(deadline >= filters.after)
    if filters.before is not None:
        held.append(deadline <= filters.before)
    if filters.overdue is not None:
        held.append(deadline < filters.overdue)
    if filters.query:
        terms = _words(filters.query).split()
        held.append(and_(*(_has(directives.c.searched, f" {term} ") for term in terms)))
    return held


def _names(column: ColumnElement[Any], value: str) -> ColumnElement[bool]:
    """Return whether a name holds the words of `value`, in full or abbreviated.

    A body is found under what it was and became by merging too, as `corpus.renaming` says.
    """
    alternatives = bodies().alternatives(value)
    if not any(each.until for each in alternatives):
        alternatives = (Alternative(tuple(spellings(value))), *alternatives)
    found = []
    for each in alternatives:
        words = sorted({words for name in each.names if (words := _words(name))})
        held = or_(*(_has(column, f" {each} ") for each in words)) if words else column.is_(None)
        found.append(and_(held, *in_time(each)))
    return or_(*found)


def _concerns(value: str) -> ColumnElement[bool]:
    """Return whether a unit is asked, by its name or as one of a group that it belongs to."""
    groups: tuple[str, ...] = ()
    if places().find(value) or places().get(value):
        groups = _LOCALITIES
    elif bodies().get(value) or _MINISTRY.match(f"{_words(value)} "):
        groups = _MINISTRIES
    units = directives.c.units_folded
    return or_(_names(units, value), *(_has(units, f" {group} ") for group in groups))


def _has(column: ColumnElement[Any], value: str) -> ColumnElement[bool]:
    return column.contains(value, autoescape=True)
