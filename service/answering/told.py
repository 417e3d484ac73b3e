"""What the rules of the reader share: sentences of the hits, and what was found told in one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from corpus.documents import DocumentMention, find_documents
from index.hits import Hit, SearchResult
from service.answering.evidence import bare
from service.answering.quoting import Quotes
from service.answering.ranking import Ranked
from service.answering.surroundings import split

# Probabilities of an answer by rule: the sentence says just what is asked, or comes near it.
SURE, LIKELY = 0.9, 0.6
_SURE_FROM = 2.0
ISSUED = re.compile(r"ban hành|\bký\b|thông qua|phê duyệt|công bố", re.IGNORECASE)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of a hit's text that tells what was asked, and the span in it that does.

    `what` keeps apart what is told of several things, "" where there is one.
    """

    score: float
    hit: Hit
    start: int
    end: int
    span: Span
    what: str = ""

    def ranked(self) -> Ranked:
        """Return it as the reader quotes sentences."""
        likely = SURE if self.score >= _SURE_FROM else LIKELY
        return Ranked(bare(self.hit, self.start, self.end), likely, *self.span, 1.0)


def sentences_of(result: SearchResult) -> Iterator[tuple[Hit, int, int]]:
    """Yield the sentences of all hits in order, with their offsets in the hit's text."""
    for hit in result.hits:
        for start, end in split(hit.text):
            yield hit, start, end


@lru_cache(maxsize=4096)
def numbered(text: str) -> tuple[DocumentMention, ...]:
    """Return the documents a text mentions by their number, remembered: it is found again."""
    return tuple(mention for mention in find_documents(text) if not mention.short)


def best(found: Iterator[Told], quotes: Quotes) -> list[Ranked]:
    """Return the best that may be quoted, a title only where no body tells."""
    telling: list[tuple[float, Ranked]] = []
    for told in found:
        ranked = told.ranked()
        if quotes.quotable(ranked.evidence):
            telling.append((told.score - quotes.is_title(ranked.evidence), ranked))
    return [max(telling, key=lambda pair: pair[0])[1]] if telling else []
