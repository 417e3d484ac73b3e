"""Query understanding: from what was typed to weighted terms and a string to embed.

Diacritics that are typed count, diacritics that are missing match: a question without any is
compared without them throughout; in one that has some, a syllable without may still be one whose
marks were left out, so it is looked up in both forms.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from corpus.documents import find_documents
from corpus.vietnamese.normal import fold, has_diacritics, nfc
from corpus.vietnamese.tokens import bigrams, terms, tokenize
from index.hits import Query, Term

EXPANSION_WEIGHT = 0.5
BARE_EXACT, BARE_FOLDED = 0.7, 0.3
# What may be an abbreviation: UBND, KHCN, ĐMST&CĐS, TP.HCM; the lexicon knows which are.
_SHORT = re.compile(r"\b[^\W\d_][\w&.-]*\w\b")
LONGEST_FORM = 8  # syllables of the long form of an abbreviation


class Abbreviations(Protocol):
    """What is asked of a lexicon; `corpus.vietnamese.abbreviations.Lexicon` is one."""

    def expansions(self, short: str) -> tuple[str, ...]:
        """Return the long forms of an abbreviation."""
        ...

    def shortenings(self, long: str) -> tuple[str, ...]:
        """Return the abbreviations of a long form."""
        ...


Definitions = Callable[[str], Sequence[str]]


def understand(
    question: str, lexicon: Abbreviations | None = None, defined: Definitions | None = None
) -> Query:
    """Return the question as the legs search it.

    `defined` gives the long forms that the articles themselves define for an abbreviation.
    """
    text = nfc(question).strip()
    mentions = find_documents(text)
    notes = [
        f"{text[mention.start : mention.end]} → {mention.number}"
        for mention in mentions
        if mention.repaired
    ]
    added = [mention.number for mention in mentions if mention.repaired]
    for written, meant in _expansions(text, lexicon, defined):
        notes.append(f"{written} → {meant}")
        added.append(meant)
    found = _weighted(text, 1.0)
    for phrase in added:
        found += _weighted(phrase, EXPANSION_WEIGHT)
    return Query(
        text=text,
        expansions=tuple(dict.fromkeys(notes)),
        documents=tuple(dict.fromkeys(mention.number for mention in mentions)),
        terms=tuple(_strongest(found)),
        dense=" ".join([text, *added]),
    )


def _expansions(
    text: str, lexicon: Abbreviations | None, defined: Definitions | None
) -> Iterator[tuple[str, str]]:
    """Yield what stands in the question with its long or short form, both ways."""
    for word in dict.fromkeys(_SHORT.findall(text)):
        longs = [
            *(lexicon.expansions(word) if lexicon else ()),
            *(defined(word) if defined else ()),
        ]
        yield from ((word, long) for long in dict.fromkeys(longs))
    if not lexicon:
        return
    tokens = tokenize(text)
    for first, token in enumerate(tokens):
        for last in tokens[first + 1 : first + LONGEST_FORM]:
            phrase = text[token.start : last.end]
            yield from ((phrase, short) for short in lexicon.shortenings(phrase))


def _weighted(text: str, weight: float) -> list[Term]:
    """Return the syllables and bigrams of `text` as terms."""
    syllables = terms(text)
    bare = not has_diacritics(text)
    return [
        term
        for token in syllables + bigrams(syllables)
        for term in _forms(token, weight, bare=bare)
    ]


def _forms(token: str, weight: float, *, bare: bool) -> Iterator[Term]:
    """Yield the forms in which a token is looked up; `bare` if the text has no diacritics."""
    folded = fold(token)
    if bare:
        yield Term(folded, weight, folded=True)
    elif folded != token:
        yield Term(token, weight)
    else:
        yield Term(token, weight * BARE_EXACT)
        yield Term(token, weight * BARE_FOLDED, folded=True)


def _strongest(found: Sequence[Term]) -> list[Term]:
    """Return each term once, with the highest of its weights."""
    best: dict[tuple[str, bool], Term] = {}
    for term in found:
        key = (term.text, term.folded)
        if key not in best or best[key].weight < term.weight:
            best[key] = term
    return list(best.values())
