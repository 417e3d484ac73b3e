"""Which article tells of an event that a question names: a session, a conference, a day.

An article says at its beginning what happened where and when, and not again in every sentence.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.places import places
from corpus.vietnamese.normal import fold
from index.hits import SearchResult
from service.answering import overlap
from service.answering.evidence import Evidence, bare
from service.answering.overlap import Asked
from service.answering.question import understand
from service.answering.quoting import Quotes

_EVENT = re.compile(
    r"(?:(?:phien|cuoc|ky|buoi|dai hoi|hoi nghi|hoi thao|toa dam|le|dien dan|chuyen)\b"
    r"|(?:ngay |sang |chieu |toi )?\d{1,2}/\d{1,2}\b)"
)
_OCCASION = r"(?:phien|cuoc|ky hop|buoi|dai hoi|hoi nghi|hoi thao|toa dam|le|dien dan)\b"
_AT_EVENT = re.compile(
    rf"(?P<rest>.+?),? (?:tai|trong|o) (?P<event>{_OCCASION}.+)"
    rf"|(?:tai|trong|o) (?P<first>{_OCCASION}[^,]+), (?P<then>.+)"
)
_DATE = re.compile(r"(\d{1,2})/(\d{1,2})(?:/\d{4})?")
_DATED = re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-]((?:19|20)\d\d)\b")
_BEGINNING = 700  # characters
# What of an event's words an article has to name at its beginning, and what of their pairs: a body
# is not named by its words here and there.
_OF_EVENT, _OF_PAIRS = 0.85, 0.9
_OF = "cua"
_PASSED = frozenset(("cua", "cac", "nhung", "tinh", "thanh", "pho", "xa", "phuong", "huyen"))
_PARTS = frozenset(
    (
        *("ngay", "sang", "chieu", "toi", "o", "tai", "ve", "nam", "thang", "va", "do"),
        *("phien", "hop", "hoi", "nghi", "cuoc", "buoi", "ky", "lan"),
        *("le", "khai", "mac", "truong", "be"),
    )
)
# "Phiên họp thứ hai | Ban Chỉ đạo": what follows an ordinal is named apart.
_ORDINALS = frozenset(("nhat", "hai", "ba", "tu", "bon", "sau", "bay", "tam", "chin", "muoi"))


def is_event(words: str) -> bool:
    """Tell whether folded words name something that happened once."""
    return _EVENT.match(words) is not None


def named(asked: Asked, text: str) -> float:
    """Return how much of the question a text names; a day counts without its year."""
    words = overlap.words(text)
    found = overlap.held(asked, words.have, words.years)
    days = {_day(word) for word in words.have} - {None}
    return overlap.coverage(asked, found | {word for word in asked.numbers if _day(word) in days})


def _day(word: str) -> tuple[int, int] | None:
    """Return day and month of a date, None of any other word."""
    dated = _DATE.fullmatch(word)
    return (int(dated[1]), int(dated[2])) if dated else None


def tells_of(asked: Asked, evidence: Evidence, quotes: Quotes, said: str = "") -> bool:
    """Tell whether the article of a sentence tells of an event: by its title, day and beginning.

    What is `said` in the sentence counts as well.
    """
    written = "/".join(reversed((evidence.hit.published or "")[5:10].split("-")))
    text = f"{written}\n{beginning(evidence, quotes)}\n{said}"
    return named(asked, text) >= _OF_EVENT and _paired(asked, text) >= _OF_PAIRS


def _paired(asked: Asked, text: str) -> float:
    """Return the share of neighbouring words of an event that are neighbours in a text."""
    short = {word for written, _ in asked.same if len(written) == 1 for word in written}
    parts = " ".join(asked.folded).split(f" {_OF} ")  # whose it is may be said elsewhere
    named = set[tuple[str, str]]().union(*(_within(part.split()) for part in parts))
    pairs = {pair for pair in named if not short.intersection(pair)}
    return len(pairs & _pairs(overlap.words(text).folded)) / len(pairs) if pairs else 1.0


def _within(words: Sequence[str]) -> set[tuple[str, str]]:
    """Return the neighbours that nothing joins: of "Ban Chỉ đạo tỉnh Hòa Bắc" not "đạo Hòa"."""
    runs = itertools.groupby(words, key=_PASSED.__contains__)
    return set[tuple[str, str]]().union(*(_pairs(list(run)) for joins, run in runs if not joins))


def _pairs(words: Sequence[str]) -> set[tuple[str, str]]:
    """Return the neighbours among words but dates, and but what joins the parts of an event."""
    kept = [word for word in words if word not in _PASSED]
    return {
        pair
        for pair in itertools.pairwise(kept)
        if pair[0] not in _ORDINALS and not any(w in _PARTS or w[0].isdigit() for w in pair)
    }


def in_another_year(asked: Asked, evidence: Evidence, quotes: Quotes) -> bool:
    """Tell whether a day is asked about whose year its article neither is of nor begins with.

    One of no known day is of no earlier year than the dates in it.
    """
    years = {word[-4:] for word in asked.numbers if _day(word) and word.count("/") > 1}
    if not years:
        return False
    if published := evidence.hit.published:
        return not years & {published[:4], *overlap.words(beginning(evidence, quotes)).years}
    article = quotes.article(evidence)
    dated = _DATED.findall(article.text if article else evidence.text)
    return bool(dated) and max(years) < max(dated)


def at_event(
    question: str, result: SearchResult, quotes: Quotes
) -> tuple[str, SearchResult] | None:
    """Return a question without the event at which it asks, and the hits that tell of that event.

    None where it names none, or no article tells of it.
    """
    text = " ".join(question.split()).strip(" ?.!")
    at = _AT_EVENT.fullmatch(fold(text))
    if at is None:
        return None
    part, rest = ("event", "rest") if at["event"] else ("first", "then")
    named_so = understand(text[slice(*at.span(part))].lower())
    asked = overlap.asked(replace(named_so, content=named_so.text))
    hits = tuple(
        hit
        for hit in result.hits
        for first in [bare(hit, 0, len(hit.text))]
        if tells_of(asked, first, quotes) and not in_another_year(asked, first, quotes)
    )
    return (text[slice(*at.span(rest))], replace(result, hits=hits)) if hits else None


def beginning(evidence: Evidence, quotes: Quotes) -> str:
    """Return the title and the beginning of a sentence's article."""
    article = quotes.article(evidence)
    return article.text[:_BEGINNING] if article else evidence.hit.title or ""


def places_in(text: str) -> list[str]:
    """Return the provinces that a text names, folded."""
    return [fold(text[found.start : found.end]) for found in places().find(text)]
