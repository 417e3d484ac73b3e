"""Which words of a passage to show as found."""

import re
from collections.abc import Iterable

from corpus.articles import Passage
from corpus.vietnamese.normal import fold, normalise
from index.hits import Query

# Terms of less weight (question words, the unlikely reading of a syllable) explain no hit.
LEAST_SHOWN = 0.31

Span = tuple[int, int]


class Highlighter:
    """Finds the terms of one question in passages."""

    def __init__(self, query: Query) -> None:
        # Bigrams would show nothing more than their syllables do.
        shown = [
            term for term in query.terms if term.weight >= LEAST_SHOWN and "_" not in term.text
        ]
        self._exact = _pattern(term.text for term in shown if not term.folded)
        self._folded = _pattern(term.text for term in shown if term.folded)

    def spans(self, passage: Passage) -> tuple[Span, ...]:
        """Return the spans of terms in the article's text, in order, neighbours as one."""
        # Both forms keep every offset, which spares the work of cutting the text into tokens.
        found: set[Span] = set()
        if self._exact:
            found.update(match.span() for match in self._exact.finditer(normalise(passage.text)))
        if self._folded:
            found.update(match.span() for match in self._folded.finditer(fold(passage.text)))
        return tuple(
            (passage.start + start, passage.start + end)
            for start, end in _joined(sorted(found), passage.text)
        )


def _pattern(words: Iterable[str]) -> re.Pattern[str] | None:
    """Return what matches any of `words` in a text in their form; the longest wins."""
    escaped = [re.escape(word) for word in sorted(set(words), key=len, reverse=True)]
    return re.compile(rf"\b(?:{'|'.join(escaped)})\b") if escaped else None


def _joined(spans: Iterable[Span], text: str) -> list[Span]:
    """Join spans that overlap or that only whitespace separates."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined
