"""A sentence of a hit and what stands around it: passage, title, heading."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from corpus.vietnamese.sentences import sentences
from index.hits import Hit
from service.answering import overlap
from service.answering.overlap import Asked, Missing, Words

# What ends a sentence that states something; headings end without.
ENDS = frozenset('.!…"”»)')
_FULL_DATE = re.compile(r"(?P<day>\d+/\d+)/(?P<year>\d{4})")
_HEADING = 16  # syllables at most


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence before it is described; `found` are the question's words in it.

    `place` counts over all hits, `rank` is its hit's; offsets are in the hit's text.
    """

    place: int
    rank: int
    start: int
    end: int
    text: str
    words: Words
    found: frozenset[str]
    share: float


@dataclass(frozen=True, slots=True)
class Around:
    """The passage and the title that a sentence stands under."""

    title: Words
    share: float
    title_found: frozenset[str]
    title_share: float
    missing: Missing


def split_hits(asked: Asked, hits: Sequence[Hit]) -> list[Sentence]:
    """Return the sentences of all hits in order, each with its share of the question."""
    found: list[Sentence] = []
    for rank, hit in enumerate(hits):
        for start, end in split(hit.text):
            text = hit.text[start:end]
            words = _dated(asked, overlap.words(text), hit.published or "")
            held = overlap.held(asked, words.have, words.years)
            share = overlap.coverage(asked, held)
            found.append(Sentence(len(found), rank, start, end, text, words, held, share))
    return found


def _dated(asked: Asked, words: Words, published: str) -> Words:
    """Return the words with the days asked for that an article of that year writes without it."""
    full = [match for match in map(_FULL_DATE.fullmatch, asked.numbers) if match]
    told = {
        name
        for match in full
        if match["day"] in words.have and published.startswith(match["year"])
        for name in (match[0], match["year"])
    }
    return replace(words, years=words.years | told) if told else words


@lru_cache(maxsize=4096)
def split(text: str) -> tuple[tuple[int, int], ...]:
    """Return where the sentences of a passage begin and end, remembered."""
    return tuple(sentences(text))


def surroundings(asked: Asked, hit: Hit, rank: int, everything: Sequence[Sentence]) -> Around:
    """Return what stands around the sentences of the hit at `rank`, matched with the question."""
    title = _title(hit.title or "", hit.published or "")
    parts = [title, *(s.words for s in everything if s.rank == rank)]
    have, years = together(parts)
    found = overlap.held(asked, have, years)
    title_found = overlap.held(asked, title.have, title.years)
    return Around(
        title=title,
        share=overlap.coverage(asked, found),
        title_found=title_found,
        title_share=overlap.coverage(asked, title_found),
        missing=overlap.missing(asked, found, parts),
    )


@lru_cache(maxsize=4096)
def _title(title: str, published: str) -> Words:
    """Return the words of a title; the year of publication counts as named."""
    words = overlap.words(title)
    return replace(words, years=words.years | overlap.words(published).years)


def together(parts: Sequence[Words]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words and the years of texts together."""
    return (
        frozenset[str]().union(*(part.have for part in parts)),
        frozenset[str]().union(*(part.years for part in parts)),
    )


def leading(sentence: Sentence, everything: Sequence[Sentence]) -> list[Words]:
    """Return the words of what leads to a sentence: the one before it and its heading."""
    found: list[Words] = []
    for place in range(sentence.place - 1, -1, -1):
        other = everything[place]
        if other.rank != sentence.rank:
            break
        heading = len(other.words.folded) <= _HEADING and other.text[-1:] not in ENDS
        if place == sentence.place - 1 or heading:
            found.append(other.words)
        if heading:
            break
    return found
