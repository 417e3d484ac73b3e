"""Filters as conditions on the current revision of an article."""

import re
from functools import lru_cache

from sqlalchemy import ColumnElement, and_, or_, select

from corpus.articles import Filters
from corpus.documents import parse_number
from corpus.errors import BadFilter
from corpus.places import places
from corpus.renaming import Alternative
from corpus.store.dates import seconds
from corpus.store.schema import articles, heads, mentions, revisions
from corpus.vietnamese.normal import fold, nfc

_DIGEST = re.compile("[0-9a-f]{16}")
_LONGEST_NUMBER = 200
_KINDS = ("", "tinh ", "thanh pho ", "tp ", "tp. ")  # of a place, before its name


def conditions(filters: Filters) -> list[ColumnElement[bool]]:
    """Return what must hold of `articles`, `revisions` and `heads` joined; all must.

    Source and place are compared without case and diacritics, a document number in any spelling.
    A province is found under its other spellings and under what it was and became by merging, as
    `corpus.renaming` says.
    Where an article gives only its day, it passes a filter on the time if any moment of that day
    does. Raises BadFilter for a date that is none.
    """
    found: list[ColumnElement[bool]] = []
    if filters.source:
        found.append(revisions.c.source_folded.in_(map(matching, filters.source)))
    if filters.place:
        found.append(or_(*map(_placed, filters.place)))
    if filters.article:
        ids = [value for value in filters.article if is_digest(value)]
        found.append(articles.c.article_id.in_(ids))
    if filters.document:
        numbers = [number_key(value) for value in filters.document]
        mentioning = select(mentions.c.revision).where(mentions.c.number_key.in_(numbers))
        found.append(heads.c.revision.in_(mentioning))
    if filters.from_:
        earliest = min(_parse("from", value)[0] for value in filters.from_)
        found.append(revisions.c.published_to >= earliest)
    if filters.to:
        latest = max(_parse("to", value)[1] for value in filters.to)
        found.append(revisions.c.published_from <= latest)
    return found


def _placed(value: str) -> ColumnElement[bool]:
    """Return whether an article is of a place, under any name that means it at its date."""
    alternatives = places().alternatives(value) or (Alternative((value,)),)
    return or_(
        *(
            and_(
                revisions.c.place_folded.in_(
                    {f"{k}{matching(n)}" for n in each.names for k in _KINDS}
                ),
                *in_time(each),
            )
            for each in alternatives
        )
    )


def in_time(alternative: Alternative) -> list[ColumnElement[bool]]:
    """Return what must hold of `revisions` for a name to mean what was asked for."""
    held: list[ColumnElement[bool]] = []
    if alternative.since:
        held.append(revisions.c.published_to >= seconds(alternative.since)[0])
    if alternative.until:
        held.append(revisions.c.published_from < seconds(alternative.until)[0])
    return held


def matching(value: str) -> str:
    """Return the form in which a source or a place is compared: folded, single spaces."""
    return " ".join(fold(nfc(storable(value))).split())


def is_digest(value: str) -> bool:
    """Return whether a value can be an article id or a revision at all."""
    return _DIGEST.fullmatch(value) is not None


def storable(value: str) -> str:
    """Return a value that databases take, however broken; no stored one is equal to those."""
    return value.encode("utf-8", "replace").decode().replace("\0", "�")


def _parse(name: str, value: str) -> tuple[int, int]:
    try:
        return seconds(value.strip())
    except ValueError as error:
        raise BadFilter(
            f"{name}={value!r} is not a date; expected ISO 8601, such as 2025-05-17 or "
            "2025-05-17T13:20:00+07:00"
        ) from error


@lru_cache(maxsize=10_000)
def number_key(number: str) -> str:
    """Return the form in which document numbers are compared, for any spelling of one."""
    parsed = parse_number(number[:_LONGEST_NUMBER])
    return parsed.key if parsed else fold(nfc(storable(number)).strip()).lstrip("0")
