"""Reading what a person or a client sends: one set of rules for the command line and for HTTP."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from difflib import get_close_matches

from corpus.articles import Filters
from corpus.documents import parse_number
from service.errors import BadInput

MAX_QUESTION = 2_000
MAX_TOP = 100
FILTER_NAMES = ("source", "place", "document", "from", "to", "article")
_ARTICLE_ID = re.compile(r"[0-9a-f]{16}")
# C0 controls and DEL, which no text needs, save tab, line feed, carriage return.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def wellformed(text: str) -> str:
    """Return the text; raise ValueError where UTF-8 cannot carry it or it holds control codes."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise ValueError("holds broken Unicode; send UTF-8") from None
    if _CONTROL.search(text):
        raise ValueError("holds control characters; send plain text")
    return text


def read_question(text: str, field: str = "question") -> str:
    """Return the question in NFC, trimmed: 1 to 2,000 characters. Raises BadInput."""
    try:
        question = unicodedata.normalize("NFC", wellformed(text)).strip()
    except ValueError as error:
        raise BadInput(f"{field} {error}", field) from None
    if not 1 <= len(question) <= MAX_QUESTION:
        raise BadInput(
            f"{field} has {len(question):,} characters; 1 to {MAX_QUESTION:,} are expected", field
        )
    return question


def read_top(top: int) -> int:
    """Return how many hits are wanted: 1 to 100. Raises BadInput."""
    if not 1 <= top <= MAX_TOP:
        raise BadInput(f"top is {top}; 1 to {MAX_TOP} is expected", "top")
    return top


def read_filters(values: Mapping[str, Sequence[str]]) -> Filters:
    """Return the filters, checked and in normal form. Raises BadInput naming the field."""
    for name in values:
        if name not in FILTER_NAMES:
            near = get_close_matches(name, FILTER_NAMES, n=1, cutoff=0.5)
            hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(FILTER_NAMES)}"
            raise BadInput(f"unknown filter {name!r}; {hint}", name)
    return Filters(
        source=tuple(_plain("source", v) for v in values.get("source", ())),
        place=tuple(_plain("place", v) for v in values.get("place", ())),
        document=tuple(read_number(v) for v in values.get("document", ())),
        article=tuple(_article_id(v) for v in values.get("article", ())),
        from_=tuple(read_date("from", v) for v in values.get("from", ())),
        to=tuple(read_date("to", v) for v in values.get("to", ())),
    )


def read_number(value: str, field: str = "document") -> str:
    """Return a document number in normal form. Raises BadInput."""
    number = parse_number(_plain(field, value))
    if number is None:
        raise BadInput(
            f"{field}: {value!r} is not a document number; one such as 57-NQ/TW is expected", field
        )
    return number.normal


def read_date(field: str, value: str) -> str:
    """Return an ISO date or date-time as it was given. Raises BadInput."""
    value = value.strip()
    try:
        # fromisoformat takes more than ISO dates with dashes: week dates, compact forms.
        if not re.match(r"\d{4}-\d{2}-\d{2}(?:$|[T ]\d{2}:\d{2})", value):
            raise ValueError
        date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value)
    except ValueError:
        raise BadInput(
            f"{field}: {value!r} is not a date; ISO 8601 is expected, such as 2025-05-17", field
        ) from None
    return value


def _plain(field: str, value: str) -> str:
    try:
        text = unicodedata.normalize("NFC", wellformed(value)).strip()
    except ValueError as error:
        raise BadInput(f"{field} {error}", field) from None
    if not text:
        raise BadInput(f"{field} is empty; leave it out or give a value", field)
    return text


def _article_id(value: str) -> str:
    if not _ARTICLE_ID.fullmatch(value):
        raise BadInput(
            f"article: {value!r} is not an article id; 16 hex digits are expected", "article"
        )
    return value
