"""Words that people ask with and texts do not use: what stands for what.

Only words that mean the same of the same thing: what merely goes with a word ("tăng", "đạt") would
make near misses look like answers.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from corpus.vietnamese.normal import fold
from corpus.vietnamese.tokens import terms

_GROUPS = Path(__file__).with_name("synonyms.tsv")  # a group a line, of phrases


@cache
def _table() -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return the phrases that mean the same as each phrase, in syllables of matching form."""
    table: dict[tuple[str, ...], tuple[tuple[str, ...], ...]] = {}
    for line in _GROUPS.read_text(encoding="utf-8").splitlines():
        group = [tuple(terms(phrase)) for phrase in line.split("\t") if phrase.strip()]
        for phrase in group:
            others = tuple(other for other in group if other != phrase)
            table[phrase] = table.get(phrase, ()) + others
    return table


@cache
def _folded() -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return the same without diacritics; phrases of one syllable are then too many words."""
    return {
        tuple(map(fold, phrase)): others for phrase, others in _table().items() if len(phrase) > 1
    }


def synonyms(
    question: Sequence[str], *, accented: bool
) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """Yield pairs of folded syllables: of a phrase of the question, and of one that means it.

    `question` is its syllables in matching form, folded if it was typed so.
    """
    table = _table() if accented else _folded()
    longest = max(map(len, table))
    for start in range(len(question)):
        for size in range(1, longest + 1):
            phrase = tuple(question[start : start + size])
            if len(phrase) == size:
                for other in table.get(phrase, ()):
                    yield frozenset(map(fold, phrase)), frozenset(map(fold, other))
