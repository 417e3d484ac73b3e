"""The articles of a law, asked for by number or by their matter, in the law's own text.

"Điều 7 Luật Hóa chất quy định gì?", "Sự đồng ý được quy định ở điều nào của Luật Bảo vệ dữ liệu cá
nhân?", "Luật Căn cước quy định thế nào về thẻ căn cước?". The law is found by the name at the head
of its text, the article by its heading.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from corpus.articles import Article
from corpus.vietnamese.normal import fold, nfc
from corpus.vietnamese.sentences import sentences
from index.hits import Hit, SearchResult
from service.answering import overlap
from service.answering.enumerated import MOST as MOST_ITEMS
from service.answering.enumerated import announces, style_of
from service.answering.evidence import Evidence, placed
from service.answering.overlap import Asked
from service.answering.own_text import texts_of
from service.answering.provisions import heading_share
from service.answering.question import understand
from service.answering.quoting import Quotes
from service.answering.ranking import Ranked
from service.answering.standing import Thing, thing
from service.answering.told import SURE

# Of the question without diacritics and its end.
_LAW = r"(?P<law{}>(?:du thao )?(?:bo luat|luat|phap lenh|nghi dinh|thong tu) [^,]+?)"
_OF = r"(?: (?:cua|trong|tai|theo|thuoc))?"
_NUMBER = r"(?:khoan (?P<clause{0}>\d{{1,2}}) )?dieu (?P<number{0}>\d{{1,3}}[a-z]?)"
_SAYS = r"(?:co )?(?:quy dinh|noi|neu|de cap|noi dung)(?: den)?(?: nhung)?(?: ve)?"
_WHAT = r"(?:nhung )?(?:van de |noi dung |viec |dieu )?(?:gi|nao|nhu the nao|the nao|ra sao)"
_HOW = (
    r"(?:nhu the nao|the nao|ra sao|nhu nao|la gi|gom (?:nhung )?gi|gom nhung noi dung (?:gi|nao))"
)
_PLACE = r"(?:o|tai|trong|theo)?(?: khoan nao,?)? ?dieu (?:nao|may|so may|bao nhieu)"
_BY_NUMBER = re.compile(
    rf"(?:noi dung (?:cua )?)?{_NUMBER.format(1)}{_OF} {_LAW.format(1)} (?:{_SAYS} {_WHAT}|la gi)"
    rf"|noi dung (?:cua )?{_NUMBER.format(2)}{_OF} {_LAW.format(2)}"
    rf"|(?:theo )?{_LAW.format(3)} {_NUMBER.format(3)} (?:{_SAYS} {_WHAT}|la gi)"
)
_WHERE = re.compile(
    rf"(?P<matter1>.+?) (?:duoc )?(?:quy dinh|nam|neu|the hien|noi)(?: cu the)? {_PLACE}{_OF}"
    rf" {_LAW.format(1)}"
    rf"|{_PLACE}{_OF} {_LAW.format(2)} (?:quy dinh|noi|neu)(?: ve)? (?P<matter2>.+)"
    rf"|(?:theo )?{_LAW.format(3)} (?:quy dinh|noi)(?: ve)? (?P<matter3>.+?) {_PLACE}"
)
_MATTER = re.compile(
    rf"(?:theo )?{_LAW.format(1)} (?:quy dinh|noi)(?: nhung)? (?:gi|{_HOW}) ve (?P<matter1>.+)"
    rf"|(?:theo )?{_LAW.format(2)} (?:quy dinh|noi)(?: ve)? (?P<matter2>.+?) {_HOW}"
    rf"|(?P<matter3>.+?) (?:duoc )?(?:quy dinh )?{_HOW}{_OF} {_LAW.format(3)}"
    rf"|theo(?: quy dinh (?:cua|tai))? {_LAW.format(4)}, (?P<matter4>.+?)"
    rf" (?:duoc )?(?:quy dinh )?{_HOW}"
)
_HEADING = re.compile(
    r"^\W{0,3}(?P<name>Điều\s+(?P<number>\d{1,3}[a-zđ]?))\s*[.:]\s*(?P<title>[^\n]{3,300}?)\s*$",
    re.MULTILINE,
)
# A line of a table of contents: its page follows, or the next heading.
_OF_CONTENTS = re.compile(r"\n\W*(?:Điều\s+\d+|Chương\s+[IVX]+|M[ụỤ][cC]\s+\d)")
_CLAUSE = re.compile(r"\W*(\d{1,2})[.)]\s")
_MOST = 4  # sentences under a heading, where none announces an enumeration
# What of the heading's words the matter has to name, and what of the matter's words heading and
# law have to.
_OF_HEADING, _OF_MATTER = 0.5, 0.8


@dataclass(frozen=True, slots=True)
class LawArticle:
    """An article of a law: `heading` and `body` are offsets in the text, `name` is "Điều 7"."""

    number: str
    name: str
    title: str
    heading: tuple[int, int]
    body: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Asked:
    """The law, and the number of an article of it (and of a clause) or the matter, else "".

    `where` tells that the number is asked for.
    """

    law: Thing
    number: str = ""
    clause: str = ""
    matter: str = ""
    where: bool = False


def provided(question: str, result: SearchResult, quotes: Quotes) -> list[Ranked] | None:
    """Return what the article of a law that a question asks for provides, its heading first.

    None where no article of a law is asked for, where the text of that law is not among the
    articles of the hits, or where no heading is about the matter; empty where it has no article of
    that number.
    """
    known = False
    for asked in _asked(question):
        for hit, article in texts_of(asked.law, result, quotes):
            known = known or asked.number != ""
            for found in _found(asked, article):
                told = list(_told(asked, hit, article, found, quotes))
                if told:
                    return told
    return [] if known else None


def asks_articles(question: str) -> bool:
    """Tell whether a question asks for an article of a law, for which more is read."""
    return bool(_asked(question))


@lru_cache(maxsize=64)
def _asked(question: str) -> tuple[_Asked, ...]:
    """Return what a question may ask for: of the commas in it one may end the name of the law."""
    text = " ".join(nfc(question).split()).strip(" ?.!")
    parts = text.split(", ")
    ended = (f"{' '.join(parts[:end])}, {' '.join(parts[end:])}" for end in range(1, len(parts)))
    found = (_parsed(form) for form in (" ".join(parts), *ended))
    return tuple(one for one in found if one is not None)


def _parsed(text: str) -> _Asked | None:
    form = fold(text)
    for pattern in (_BY_NUMBER, _WHERE, _MATTER):
        asks = pattern.fullmatch(form)
        if asks is None:
            continue
        said = {name.rstrip("1234"): asks.span(name) for name in asks.groupdict() if asks[name]}
        law = thing(text[slice(*said["law"])])
        if law is None:
            continue
        number, clause = (form[slice(*said.get(part, (0, 0)))] for part in ("number", "clause"))
        matter = text[slice(*said.get("matter", (0, 0)))]
        return _Asked(law, number, clause, matter, pattern is _WHERE)
    return None


@lru_cache(maxsize=64)
def law_articles(text: str) -> tuple[LawArticle, ...]:
    """Return the articles of a law in the order of its text, without its table of contents."""
    heads = list(_HEADING.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    return tuple(
        LawArticle(head["number"], head["name"], head["title"], head.span(), (head.end(), end))
        for head, end in zip(heads, ends, strict=True)
        if not re.search(r"\s\d+$", head["title"]) and not _OF_CONTENTS.match(text, head.end())
    )


def _found(asked: _Asked, article: Article) -> Iterator[LawArticle]:
    """Yield the articles of a law that are asked for, the one most about the matter."""
    if asked.number:
        yield from (a for a in law_articles(article.text) if a.number == asked.number)
        return
    matter = overlap.asked(understand(asked.matter))
    shares = ((_about(one, matter, asked.law), one) for one in law_articles(article.text))
    best = max(shares, key=lambda pair: pair[0], default=(0.0, None))
    if best[1] is not None and best[0] > 0:
        yield best[1]


def _about(article: LawArticle, matter: Asked, law: Thing) -> float:
    """Return how much an article's heading and the matter say the same, 0 if too little."""
    words = overlap.words(article.title)
    of_heading = heading_share(article.title, matter)
    named = frozenset(" ".join(law.subjects).split())
    found = overlap.held(matter, words.have, words.years)
    of_matter = overlap.coverage(matter, found | (matter.words & named))
    if not found or of_heading < _OF_HEADING or of_matter < _OF_MATTER:
        return 0.0
    return of_heading + of_matter


def _told(
    asked: _Asked, hit: Hit, article: Article, found: LawArticle, quotes: Quotes
) -> Iterator[Ranked]:
    """Yield the heading and what stands under it, or the clause of it that is asked for."""
    text = article.text
    heading = placed(hit, text, *found.heading)
    if not quotes.quotable(heading, heading=True):
        return
    name, title = (heading.text.find(part) for part in (found.name, found.title))
    span = (name, name + len(found.name)) if asked.where else (title, title + len(found.title))
    yield Ranked(heading, SURE, *span, 1.0)
    if asked.where:
        return
    body = [
        placed(hit, text, found.body[0] + start, found.body[0] + end)
        for start, end in sentences(text[slice(*found.body)])
    ]
    for evidence in _clause(body, asked.clause) if asked.clause else _first(body):
        if quotes.quotable(evidence):
            yield Ranked(evidence, SURE, 0, 0, 0.0)


def _clause(body: list[Evidence], number: str) -> Iterator[Evidence]:
    """Yield the clause of a number, up to the next one."""
    inside = False
    for evidence in body:
        if clause := _CLAUSE.match(evidence.text):
            inside = clause[1] == number
        if inside:
            yield evidence


def _first(body: list[Evidence]) -> Iterator[Evidence]:
    """Yield what stands first under a heading: an enumeration whole, else a few sentences."""
    style = style_of(body[0].text) if body else None
    for place, evidence in enumerate(body):
        now = style_of(evidence.text)
        if place >= (MOST_ITEMS if style else _MOST) or (style and now and now != style):
            return
        yield evidence
        if announces(evidence.text) and place == 0:
            style = style_of(body[1].text) if len(body) > 1 else None
