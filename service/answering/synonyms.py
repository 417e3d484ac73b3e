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


Syllables = tuple[str, ...]
# A phrase, and the pairs of its folded syllables with those of each that means the same.
_Meant = tuple[Syllables, tuple[tuple[frozenset[str], frozenset[str]], ...]]


@cache
def _groups() -> tuple[tuple[Syllables, ...], ...]:
    lines = _GROUPS.read_text(encoding="utf-8").splitlines()
    return tuple(tuple(tuple(terms(p)) for p in line.split("\t") if p.strip()) for line in lines)


@cache
def _table(*, folded: bool) -> dict[str, list[_Meant]]:
    """Return the phrases that begin with each syllable, the shortest first.

    If `folded` without diacritics; phrases of one syllable are then too many words.
    """
    same: dict[Syllables, list[Syllables]] = {}
    for group in _groups():
        for phrase in group:
            same.setdefault(phrase, []).extend(other for other in group if other != phrase)
    table: dict[str, list[_Meant]] = {}
    if folded:
        same = {tuple(map(fold, phrase)): same[phrase] for phrase in same if len(phrase) > 1}
    for phrase in sorted(same, key=len):
        written = frozenset(map(fold, phrase))
        pairs = tuple((written, frozenset(map(fold, other))) for other in same[phrase])
        table.setdefault(phrase[0], []).append((phrase, pairs))
    return table


def synonyms(
    question: Sequence[str], *, accented: bool
) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """Yield pairs of folded syllables: of a phrase of the question, and of one that means it.

    `question` is its syllables in matching form, folded if it was typed so.
    """
    table = _table(folded=not accented)
    for start, first in enumerate(question):
        for phrase, pairs in table.get(first, ()):
            if tuple(question[start : start + len(phrase)]) == phrase:
                yield from pairs


def alike(phrase: Sequence[str]) -> Iterator[str]:
    """Yield the phrases of several syllables that mean the same, given in matching form."""
    wanted = tuple(phrase)
    for group in _groups():
        if wanted in group:
            yield from (" ".join(other) for other in group if other != wanted and len(other) > 1)
