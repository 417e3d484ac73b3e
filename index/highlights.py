"""Which words of a passage to show as found."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from corpus.vietnamese.normal import fold, normalise
from index.hits import Query

# Terms of less weight (question words, the unlikely reading of a syllable) explain no hit.
LEAST_SHOWN = 0.31
_WORD = re.compile(r"\w+")

Span = tuple[int, int]


class Highlighter:
    """Finds the terms of one question in texts."""

    def __init__(self, query: Query) -> None:
        # Bigrams would show nothing more than their syllables do.
        self._shown = [
            term for term in query.terms if term.weight >= LEAST_SHOWN and "_" not in term.text
        ]

    @cached_property
    def _exact(self) -> "_Words":
        return _Words(term.text for term in self._shown if not term.folded)

    @cached_property
    def _folded(self) -> "_Words":
        return _Words(term.text for term in self._shown if term.folded)

    def spans(self, text: str) -> list[Span]:
        """Return where the terms stand, in order, neighbours as one."""
        # Both forms keep every offset, which spares the work of cutting the text into tokens.
        found: set[Span] = set()
        if self._exact:
            found.update(self._exact.spans(normalise(text)))
        if self._folded:
            found.update(self._folded.spans(fold(text)))
        return _joined(sorted(found), text)


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
