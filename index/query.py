"""Query understanding: from what was typed to weighted terms and a string to embed.

Diacritics that are typed count, diacritics that are missing match: a question without any is
compared without them throughout; in one that has some, a syllable without may still be one whose
marks were left out, so it is looked up in both forms. An English question is put into Vietnamese
first. The weights were measured, see docs/decisions/0003-lexical-leg.md and 0007-english.md.
"""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from corpus.documents import closed_up, find_documents
from corpus.places import places
from corpus.renaming import plain
from corpus.vietnamese.abbreviations import Lexicon
from corpus.vietnamese.frequencies import idf
from corpus.vietnamese.normal import fold, has_diacritics, nfc
from corpus.vietnamese.tokens import bigrams, terms, tokenize
from index.figures import in_years, spellings, without_year
from index.hits import STANDS_FOR, Query, Term
from index.mergers import mergers
from index.naming import Bearers, in_full
from index.rendering import render

Definitions = Callable[[str], Sequence[str]]

BIGRAM = 0.5  # weight of a bigram against its syllables
QUESTION_WORD = 0.3
EXPANSION = 0.5
NAMED = 2.0  # the number of a document that was named in short
SPELLING = 2.0  # of a date or a number: one term, or a few bigrams, stand for five words
MERGED = 0.25  # what a place or a body became, or was made of
LEAST = 0.05  # a form with a smaller share of the weight is not looked up
READINGS = 2  # of an abbreviation
LONGEST_FORM = 8  # syllables of the long form of an abbreviation
SHORTEST = 3  # letters of an abbreviation that is added for its long form

# What asks rather than names: in most questions, and of little use in finding the answer.
QUESTION_WORDS = frozenset(
    "gì nào sao ai như thế bao nhiêu được của trong thì để việc ra".split()  # noqa: SIM905 - read as text
)
_FOLDED_QUESTION_WORDS = frozenset(map(fold, QUESTION_WORDS))
# What an article may have defined as an abbreviation: two capitals at least.
_SHORT = re.compile(r"\b[^\W\d_]*[A-ZĐ][^\W\d_]*[A-ZĐ][^\W\d_]*\b")


def understand(
    question: str,
    lexicon: Lexicon,
    defined: Definitions | None = None,
    numbered: Bearers | None = None,
) -> Query:
    """Return the question as the legs search it.

    `defined` gives the long forms that the articles themselves define for an abbreviation,
    `numbered` the documents that they mention whose number begins with a figure.
    """
    text = nfc(question).strip()
    rendering = render(text)
    asked, closed = closed_up(rendering.text if rendering else text)
    mentions = find_documents(asked)
    repairs = [
        (asked[mention.start : mention.end], mention.number)
        for mention in mentions
        if mention.repaired
    ]
    longer = list(_longer(asked, lexicon, defined))
    named = list(in_full(asked, numbered)) if numbered else []
    added = [*closed, *repairs, *named, *longer, *_shorter(asked, lexicon)]
    others = list(spellings(asked))
    bare = not has_diacritics(asked)
    found = list(_weighted(asked, bare=bare))
    phrases = [phrase for _, phrase in added]
    embedded = [asked, *(meant for _, meant in longer)]
    if rendering:
        # A bilingual encoder reads what was typed, any other one the Vietnamese.
        embedded.insert(0, text)
        phrases += rendering.others
        # Names were typed without their diacritics.
        found += (term for name in rendering.names for term in _weighted(name, bare=True))
        added = [*rendering.notes, *added]
    merged = list(mergers(asked))
    for phrase, share in (
        *((phrase, EXPANSION) for phrase in phrases),
        *((number, NAMED) for _, number in named),
        *((name, MERGED) for merger in merged for name in merger.names),
    ):
        found += (
            Term(term.text, term.weight * share, term.folded)
            for term in _weighted(phrase, bare=bare)
        )
    # With and without its year a date is the same in some articles only.
    days = (*without_year(asked), *in_years(asked))
    for other in (*(other for _, other in others), *days):
        found += _spelt(other, bare=bare)
    notes = [f"{written}{STANDS_FOR}{meant}" for written, meant in (*added, *others)]
    return Query(
        text=text,
        expansions=tuple(dict.fromkeys([*notes, *(merger.note for merger in merged)])),
        documents=tuple(dict.fromkeys(mention.number for mention in mentions)),
        terms=tuple(_strongest(found)),
        dense=" ".join(embedded),
    )


def _longer(text: str, lexicon: Lexicon, defined: Definitions | None) -> Iterator[tuple[str, str]]:
    """Yield the abbreviations in the question with what they stand for.

    What is part of a place's name ("TP.HCM", "BR-VT") stands for nothing else.
    """
    named = places().find(text)
    for place in named:
        written = text[place.start : place.end]
        if plain(written) != plain(place.unit.name):
            yield written, place.unit.name
    covered = {position for place in named for position in range(place.start, place.end)}
    for found in lexicon.find(text):
        if found.start not in covered:
            yield from ((found.short, long) for long in found.expansions[:READINGS])
    if defined:
        shorts = (match[0] for match in _SHORT.finditer(text) if match.start() not in covered)
        for short in dict.fromkeys(shorts):
            yield from ((short, long) for long in defined(short)[:READINGS])


def _shorter(text: str, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Yield the long forms in the question with their abbreviation."""
    shorts = _shorts(lexicon)
    tokens = tokenize(text)
    for first in range(len(tokens)):
        phrase = tokens[first].text
        for token in tokens[first + 1 : first + LONGEST_FORM]:
            phrase = f"{phrase} {token.text}"
            if short := shorts.get(phrase):
                yield text[tokens[first].start : token.end], short


@lru_cache(maxsize=4)
def _shorts(lexicon: Lexicon) -> dict[str, str]:
    """Return the commonest abbreviation of each long form, by its terms with and without marks."""
    table: dict[str, str] = {}
    for short, long in lexicon.pairs:
        phrase = " ".join(terms(long))
        if len(short) >= SHORTEST:
            table.setdefault(phrase, short)
            table.setdefault(fold(phrase), short)
    return table


def _weighted(text: str, *, bare: bool) -> Iterator[Term]:
    """Yield the syllables and bigrams of `text`, folded throughout if `bare`."""
    syllables = terms(text)
    if bare:
        syllables = [fold(syllable) for syllable in syllables]
    asking = _FOLDED_QUESTION_WORDS if bare else QUESTION_WORDS
    weights = [QUESTION_WORD if syllable in asking else 1.0 for syllable in syllables]
    shares = [0.0] * len(syllables) if bare else _meant(syllables)
    for syllable, weight, share in zip(syllables, weights, shares, strict=True):
        yield from _forms(syllable, weight, share)
    # The index has bigrams without diacritics only.
    folded = [fold(syllable) for syllable in syllables]
    for bigram, pair in zip(bigrams(folded), pairwise(weights), strict=True):
        yield Term(bigram, BIGRAM * max(pair), folded=True)


def _spelt(other: str, *, bare: bool) -> Iterator[Term]:
    """Yield what tells that another spelling of a date or a number stands somewhere.

    Not the single words of "ngày 1 tháng 4 năm 2025": every text with dates has them.
    """
    found = list(_weighted(other, bare=bare))
    for term in found:
        if len(found) == 1 or not term.text.isalnum():
            yield Term(term.text, term.weight * SPELLING, term.folded)


def _meant(syllables: Sequence[str]) -> list[float]:
    """Return how likely each is meant as it was typed, not with marks that were left out.

    A syllable without marks: its share of the articles that have it with any marks or none. Where
    there is none that could hardly be meant so, all marks were typed.
    """
    shares = [
        1.0
        if has_diacritics(syllable)
        else min(1.0, math.exp(idf(syllable, folded=True) - idf(syllable)))
        for syllable in syllables
    ]
    return shares if min(shares, default=1.0) < LEAST else [1.0] * len(shares)


def _forms(syllable: str, weight: float, exact: float) -> Iterator[Term]:
    """Yield the forms in which it is looked up, `exact` the share of the form as typed."""
    if exact > LEAST:
        yield Term(syllable, weight * exact)
    if 1 - exact > LEAST:
        yield Term(fold(syllable), weight * (1 - exact), folded=True)


def _strongest(found: Sequence[Term]) -> Iterator[Term]:
    """Yield each term once, with the highest of its weights."""
    best: dict[tuple[str, bool], Term] = {}
    for term in found:
        key = (term.text, term.folded)
        if key not in best or best[key].weight < term.weight:
            best[key] = term
    yield from best.values()
