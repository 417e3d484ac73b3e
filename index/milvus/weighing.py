"""BM25 as an inner product of sparse vectors that we weigh ourselves.

A passage's vector holds what its terms' frequencies and its length say, a question's how rare its
terms are and how much each counts. Together they are the score that tantivy gives (`lexical.py`):

    idf(t) · (k1 + 1) · tf / (tf + k1 · (1 − b + b · length / average))
    idf(t) = ln(1 + (N − n + ½) / (n + ½))

for each of the two fields, lengths as coarse as tantivy keeps them in one byte. A dimension is a
hash of the term and its field; of a million terms one in 4,300 shares its dimension with another.
"""

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from zlib import crc32

from index.cutting import CutPassage
from index.hits import Term

Weights = dict[int, float]
Averages = tuple[float, float]
"""Mean number of terms of a passage in the exact and in the folded field."""
Lengths = tuple[int, int]
"""Numbers of terms in the exact and in the folded field."""

K1 = 1.2
B = 0.75
_MARKS = (0x5EED, 0xF01D)  # tell the two fields apart
_HIGHEST = 2**32 - 2  # the highest dimension that Milvus takes
NO_TERM = _HIGHEST
"""The dimension of a passage without any term: Milvus takes no empty vector."""
# The lengths that fit in a byte: each up to 40, then ever coarser, eight to a doubling.
_LENGTHS: list[int] = [
    *range(40),
    *(24 + (8 + step << shift) for shift in range(1, 28) for step in range(8)),
]


def dimension(term: str, *, folded: bool) -> int:
    """Return the dimension of a term of a field."""
    return crc32(term.encode(), _MARKS[folded]) % _HIGHEST


def coarse(length: int) -> int:
    """Return the length that is kept for a length: the next one below that fits in a byte."""
    return _LENGTHS[bisect_right(_LENGTHS, length) - 1]


def lengths(passage: CutPassage) -> Lengths:
    """Return how many terms the exact and the folded field have."""
    exact, folded = (_terms(field) for field in (passage.exact, passage.folded))
    return len(exact), len(folded)


def added(left: Lengths, right: Lengths) -> Lengths:
    """Return the sum of both, field by field."""
    return left[0] + right[0], left[1] + right[1]


def weigh(passage: CutPassage, averages: Averages) -> Weights:
    """Return the vector of a passage."""
    weights: Weights = {}
    for field, average in enumerate(averages):
        terms = _terms((passage.exact, passage.folded)[field])
        damp = K1 * (1 - B + B * coarse(len(terms)) / max(average, 1e-9))
        for term, count in Counter(terms).items():
            at = dimension(term, folded=bool(field))
            weights[at] = weights.get(at, 0.0) + (K1 + 1) * count / (count + damp)
    return weights or {NO_TERM: 1.0}


def rarity(frequency: int, passages: int) -> float:
    """Return the idf of a term that `frequency` of `passages` have."""
    return math.log1p((passages - frequency + 0.5) / (frequency + 0.5))


def asked(terms: Iterable[Term], frequencies: Mapping[int, int], passages: int) -> Weights:
    """Return the vector of a question; terms that no passage has are left out."""
    weights: Weights = {}
    for term in terms:
        at = dimension(term.text, folded=term.folded)
        frequency = frequencies.get(at, 0)
        if term.weight > 0 and frequency:
            weights[at] = weights.get(at, 0.0) + term.weight * rarity(frequency, passages)
    return weights


def _terms(values: Sequence[str]) -> list[str]:
    return " ".join(values).split()
