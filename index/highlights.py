"""Which words of a passage to show as found."""

from collections.abc import Iterable

from corpus.articles import Passage
from corpus.vietnamese.normal import fold
from corpus.vietnamese.tokens import tokenize
from index.hits import Query

# A term of less weight (a question word, an expansion's lesser form) explains no hit by itself.
SHOWN_WEIGHT = 0.3


def highlights(passage: Passage, query: Query) -> tuple[tuple[int, int], ...]:
    """Return the spans of the query's terms in the article's text, neighbours as one span."""
    shown = [term for term in query.terms if term.weight >= SHOWN_WEIGHT]
    exact = {term.text for term in shown if not term.folded}
    folded = {term.text for term in shown if term.folded}
    spans = (
        (token.start, token.end)
        for token in tokenize(passage.text)
        if token.text in exact or (folded and fold(token.text) in folded)
    )
    return tuple(
        (passage.start + start, passage.start + end) for start, end in _joined(spans, passage.text)
    )


def _joined(spans: Iterable[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Join spans that only whitespace separates."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
