"""What the span network sees of a question and a passage, the same in training and in use.

A syllable is two numbers, one for its exact and one for its folded form, so that a question
typed without diacritics still meets the passage in the second. Beside them stand features of
form and of match with the question.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from corpus.vietnamese.frequencies import idf, ranked
from corpus.vietnamese.normal import fold
from corpus.vietnamese.tokens import Token, tokenize
from service.answering.question import KINDS, Question

# Ids before the syllables: unknown word, unknown name, number, date, document number.
UNKNOWN, NAME, NUMBER, DATE, DOCUMENT, SPECIALS = 0, 1, 2, 3, 4, 5
EXACT = 5000
FOLDED = 2500
FEATURES = 20
MAX_TOKENS = 420
MAX_QUESTION = 40


@dataclass(frozen=True, slots=True)
class Side:
    """Ids of a question or a passage, int32 of shape (tokens,), and its tokens."""

    tokens: tuple[Token, ...]
    exact: NDArray[np.int32]
    folded: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Pair:
    """A passage side with its features against the question, float32 (tokens, FEATURES)."""

    question: Side
    passage: Side
    features: NDArray[np.float32]


@lru_cache(maxsize=1)
def _vocabulary() -> tuple[dict[str, int], dict[str, int]]:
    exact = {term: i + SPECIALS for i, term in enumerate(ranked(EXACT))}
    folded = {term: i + SPECIALS for i, term in enumerate(ranked(FOLDED, folded=True))}
    return exact, folded


def side(text: str, *, most: int, accented: bool = True) -> Side:
    """Tokenize a text, at most `most` tokens; without `accented` only folded ids are known."""
    exact_ids, folded_ids = _vocabulary()
    tokens = tokenize(text)[:most]
    exact = np.empty(len(tokens), np.int32)
    folded = np.empty(len(tokens), np.int32)
    for i, token in enumerate(tokens):
        special = _special(token.text, text[token.start])
        exact[i] = exact_ids.get(token.text, special) if accented else special
        folded[i] = folded_ids.get(fold(token.text), special)
    return Side(tuple(tokens), exact, folded)


def _special(term: str, first: str) -> int:
    if term[0].isdigit():
        if any(c.isalpha() for c in term) and ("/" in term or "-" in term):
            return DOCUMENT
        return DATE if "/" in term else NUMBER
    return NAME if first.isupper() else UNKNOWN


def ask(question: Question) -> Side:
    """Return the question's side."""
    return side(question.text, most=MAX_QUESTION, accented=question.accented)


def pair(question: Side, text: str, *, accented: bool) -> Pair:
    """Describe a passage against a question."""
    passage = side(text, most=MAX_TOKENS)
    words = [t.text for t in question.tokens]
    plain = [fold(w) for w in words]
    exact_set, plain_set = set(words), set(plain)
    pairs = set(itertools.pairwise(plain))
    tokens = passage.tokens
    count = len(tokens)
    features = np.zeros((count, FEATURES), np.float32)
    forms = [fold(t.text) for t in tokens]
    for i, token in enumerate(tokens):
        row = features[i]
        first = text[token.start]
        known = forms[i] in plain_set
        row[0] = known and (not accented or token.text in exact_set)
        row[1] = known
        row[2] = i > 0 and (forms[i - 1], forms[i]) in pairs
        row[3] = i + 1 < count and (forms[i], forms[i + 1]) in pairs
        weight = idf(token.text) / 8
        row[4] = weight
        row[5] = weight if known else 0.0
        row[6] = first.isupper()
        row[7] = text[token.start : token.end].isupper() and token.end - token.start > 1
        row[8] = first.isdigit()
        before = text[tokens[i - 1].end : token.start] if i else "\n"
        after = text[token.end : tokens[i + 1].start] if i + 1 < count else "."
        row[9] = "," in before
        row[10] = any(c in before for c in ".!?\n;:") or i == 0
        row[11] = any(c in before for c in "(\"“'-–")
        row[12] = "," in after
        row[13] = any(c in after for c in ".!?\n;:")
        row[14] = any(c in after for c in ")\"”'-–")
        row[15] = "%" in after[:2]
        row[16] = i == 0
        row[17] = min(1.0, i / 200)
        row[18] = bool(before.strip())
        row[19] = 1.0
    return Pair(question, passage, features)


def kind_vector(question: Question) -> NDArray[np.float32]:
    """Return the question's kind as one of len(KINDS), and whether it is accented."""
    vector = np.zeros(len(KINDS) + 1, np.float32)
    vector[KINDS.index(question.kind)] = 1.0
    vector[-1] = question.accented
    return vector


def token_span(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int] | None:
    """Return first and last token (inclusive) of a character span, None where it has none."""
    inside = [i for i, t in enumerate(tokens) if t.start < end and start < t.end]
    return (inside[0], inside[-1]) if inside else None
