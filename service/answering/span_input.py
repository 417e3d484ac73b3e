"""What the span network sees of a question and a sentence, the same in training and in use.

A syllable is two numbers, one for its exact and one for its folded form, so that a question
typed without diacritics still meets the sentence in the second. Beside them stand features of
form and of match with the question.
"""

import itertools
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from corpus.vietnamese.frequencies import idf, ranked
from corpus.vietnamese.tokens import Token, tokenize
from service.answering.overlap import folded
from service.answering.question import KINDS, Question
from service.answering.spans import candidates

# Ids before the syllables: unknown word, unknown name, number, date, document number.
UNKNOWN, NAME, NUMBER, DATE, DOCUMENT, SPECIALS = 0, 1, 2, 3, 4, 5
EXACT = 5000
FOLDED = 2500
FEATURES = 22
# Columns of the features: whether a token is in the question with its diacritics, without; with
# the one before it, with the one after it; its weight, and that if it matches; its form; marks
# around it; whether a span of the kind asked for begins, goes on, ends; place; the sentence's share
# of matched weight; how near it stands to what matches.
_EXACT, _KNOWN, _AFTER, _BEFORE, _WEIGHT, _MATCHED = range(6)
_BY_FORM = slice(6, 16)  # three of its form, three of the marks before, four of those after
_SPANS = (16, 17, 18)
_PLACE, _SHARE, _NEAR = 19, 20, 21
MAX_TOKENS = 96
MAX_QUESTION = 40
# How fast the nearness of a matched word fades with distance, per token.
_FADE = 0.75


@dataclass(frozen=True, slots=True)
class Side:
    """Ids of a question or a sentence, int32 of shape (tokens,), and its tokens."""

    tokens: tuple[Token, ...]
    exact: NDArray[np.int32]
    folded: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Asking:
    """A question's side, its kind as a vector, and its words as they are matched."""

    question: Question
    side: Side
    kind: NDArray[np.float32]
    exact: frozenset[str]
    folded: frozenset[str]
    pairs: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Input:
    """A sentence's side with its features against a question, float32 (tokens, FEATURES)."""

    side: Side
    features: NDArray[np.float32]


@lru_cache(maxsize=1)
def _vocabulary() -> tuple[dict[str, int], dict[str, int]]:
    exact = {term: i + SPECIALS for i, term in enumerate(ranked(EXACT))}
    plain = {term: i + SPECIALS for i, term in enumerate(ranked(FOLDED, folded=True))}
    return exact, plain


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a term: its ids (None where it is unknown), folded form and weight."""

    exact: int | None
    plain: int | None
    folded: str
    weight: float


@lru_cache(maxsize=65_536)
def _known(term: str) -> _Known:
    exact, plain = _vocabulary()
    bare = folded(term)
    return _Known(exact.get(term), plain.get(bare), bare, idf(term) / 8)


def _side(text: str, *, most: int, accented: bool) -> tuple[Side, list[_Known]]:
    """Tokenize a text, at most `most` tokens; without `accented` only folded ids are known."""
    tokens = tuple(tokenize(text)[:most])
    known = [_known(token.text) for token in tokens]
    exact, plain = [], []
    for token, term in zip(tokens, known, strict=True):
        one = term.exact if accented else None
        other = term.plain
        if one is None or other is None:
            special = _special(token.text, text[token.start])
            one, other = (special if i is None else i for i in (one, other))
        exact.append(one)
        plain.append(other)
    return Side(tokens, np.array(exact, np.int32), np.array(plain, np.int32)), known


def _special(term: str, first: str) -> int:
    if term[0].isdigit():
        if any(c.isalpha() for c in term) and ("/" in term or "-" in term):
            return DOCUMENT
        return DATE if "/" in term else NUMBER
    return NAME if first.isupper() else UNKNOWN


def ask(question: Question) -> Asking:
    """Return the question as sentences are matched with it."""
    side, known = _side(question.text, most=MAX_QUESTION, accented=question.accented)
    plain = [term.folded for term in known]
    kind = np.zeros(len(KINDS) + 1, np.float32)
    kind[KINDS.index(question.kind)] = 1.0
    kind[-1] = question.accented
    return Asking(
        question=question,
        side=side,
        kind=kind,
        exact=frozenset(t.text for t in side.tokens),
        folded=frozenset(plain),
        pairs=frozenset(itertools.pairwise(plain)),
    )


def describe(asking: Asking, sentence: str) -> Input:
    """Describe a sentence against a question."""
    side, forms, weights, alone = _by_itself(sentence)
    known = np.array([form in asking.folded for form in forms])
    exact = known
    if asking.question.accented:
        exact = np.array([token.text in asking.exact for token in side.tokens]) & known
    paired = np.array([pair in asking.pairs for pair in itertools.pairwise(forms)], bool)
    matched = weights * known
    features = alone.copy()
    features[:, _EXACT] = exact
    features[:, _KNOWN] = known
    features[1:, _AFTER] = paired
    features[:-1, _BEFORE] = paired
    features[:, _MATCHED] = matched
    for column, marked in zip(_SPANS, _typed(asking, sentence, side.tokens), strict=True):
        features[:, column] = marked
    features[:, _SHARE] = matched.sum() / max(1e-6, float(weights.sum()))
    features[:, _NEAR] = _nearness(matched)
    return Input(side, features)


@lru_cache(maxsize=4096)
def _by_itself(
    sentence: str,
) -> tuple[Side, tuple[str, ...], NDArray[np.float32], NDArray[np.float32]]:
    """Return what no question changes, remembered: the sentences that are read are often the same.

    Its side, and by token the folded form, the weight and the features that are the same for
    every question.
    """
    side, known = _side(sentence, most=MAX_TOKENS, accented=True)
    tokens = side.tokens
    weights = np.array([term.weight for term in known], np.float32)
    marks = [_marks(gap) for gap in _gaps(sentence, tokens)]
    shapes = [_shape(sentence[t.start : t.end]) for t in tokens]
    features = np.zeros((len(tokens), FEATURES), np.float32)
    features[:, _WEIGHT] = weights
    forms = b"".join(
        shape + before[:3] + after
        for shape, before, after in zip(shapes, marks[:-1], marks[1:], strict=True)
    )
    features[:, _BY_FORM] = np.frombuffer(forms, np.uint8).reshape(len(tokens), -1)
    features[:, _PLACE] = np.minimum(1, np.arange(len(tokens)) / 40)
    return side, tuple(term.folded for term in known), weights, features


@lru_cache(maxsize=16_384)
def _shape(word: str) -> bytes:
    """Return whether a word begins with a capital, is all capitals, begins with a figure."""
    return bytes((word[0].isupper(), len(word) > 1 and word.isupper(), word[0].isdigit()))


def _gaps(sentence: str, tokens: tuple[Token, ...]) -> list[str]:
    """Return what stands before each token, and after the last."""
    edges = [0, *(edge for token in tokens for edge in (token.start, token.end)), len(sentence)]
    return [sentence[edges[i] : edges[i + 1]] for i in range(0, len(edges), 2)]


@lru_cache(maxsize=4096)
def _marks(gap: str) -> bytes:
    """Return whether a gap has a comma, another stop, a bracket, quote or dash, a percent sign."""
    return bytes(
        (
            "," in gap,
            any(c in gap for c in ".!?;:"),
            any(c in gap for c in "()\"“”'‘’-–"),
            "%" in gap,
        )
    )


def _typed(
    asking: Asking, sentence: str, tokens: tuple[Token, ...]
) -> tuple[list[bool], list[bool], list[bool]]:
    """Mark the tokens that begin, lie in and end a span of the kind that is asked for."""
    starts, inside, ends = ([False] * len(tokens) for _ in range(3))
    for start, end in candidates(sentence, asking.question.kind):
        span = token_span(tokens, start, end)
        if span:
            starts[span[0]] = True
            ends[span[1]] = True
            inside[span[0] : span[1] + 1] = [True] * (span[1] + 1 - span[0])
    return starts, inside, ends


def _nearness(matched: NDArray[np.float32]) -> list[float]:
    """Return for each token how much of the question stands near it, on either side."""
    weights = matched.tolist()
    total = [0.0] * len(weights)
    for order in (range(len(weights)), range(len(weights) - 1, -1, -1)):
        level = 0.0
        for i in order:
            total[i] += level / 2
            level = level * _FADE + weights[i]
    return total


def token_span(tokens: tuple[Token, ...], start: int, end: int) -> tuple[int, int] | None:
    """Return first and last token (inclusive) of a character span, None where it has none."""
    inside = [i for i, t in enumerate(tokens) if t.start < end and start < t.end]
    return (inside[0], inside[-1]) if inside else None
