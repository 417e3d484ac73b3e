"""Which words of a passage to show as found."""

import re
from collections.abc import Iterable, Iterator

from corpus.articles import Passage
from corpus.vietnamese.normal import fold, normalise
from index.hits import Query

# Terms of less weight (question words, the unlikely reading of a syllable) explain no hit.
LEAST_SHOWN = 0.31
_WORD = re.compile(r"\w+")

Span = tuple[int, int]


class Highlighter:
    """Finds the terms of one question in passages."""

    def __init__(self, query: Query) -> None:
        # Bigrams would show nothing more than their syllables do.
        shown = [
            term for term in query.terms if term.weight >= LEAST_SHOWN and "_" not in term.text
        ]
        self._exact = _Words(term.text for term in shown if not term.folded)
        self._folded = _Words(term.text for term in shown if term.folded)

    def spans(self, passage: Passage) -> tuple[Span, ...]:
        """Return the spans of terms in the article's text, in order, neighbours as one."""
        # Both forms keep every offset, which spares the work of cutting the text into tokens.
        found: set[Span] = set()
        if self._exact:
            found.update(self._exact.spans(normalise(passage.text)))
        if self._folded:
            found.update(self._folded.spans(fold(passage.text)))
        return tuple(
            (passage.start + start, passage.start + end)
            for start, end in _joined(sorted(found), passage.text)
        )


class _Words:
    """Finds whole words in a text of their form: looked up, as compiling a pattern takes longer."""

    def __init__(self, words: Iterable[str]) -> None:
        wanted = frozenset(words)
        self._plain = frozenset(word for word in wanted if _WORD.fullmatch(word))
        # Numbers and document numbers, few in a question.
        self._others = [re.compile(rf"\b{re.escape(word)}\b") for word in wanted - self._plain]

    def __bool__(self) -> bool:
        return bool(self._plain or self._others)

    def spans(self, text: str) -> Iterator[Span]:
        """Yield where they stand, in no order."""
        plain = self._plain
        yield from (match.span() for match in _WORD.finditer(text) if match[0] in plain)
        for other in self._others:
            yield from (match.span() for match in other.finditer(text))


def _joined(spans: Iterable[Span], text: str) -> list[Span]:
    """Join spans that overlap or that only whitespace separates."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined
