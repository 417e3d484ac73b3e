"""First vectors of syllables: what stands near them in news, factored.

Positive pointwise mutual information with the syllables one and two places before and after, and
with those within five places (Levy, Goldberg, Dagan 2015), cut to few dimensions.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from corpus.vietnamese.frequencies import idf, ranked
from corpus.vietnamese.normal import fold
from corpus.vietnamese.tokens import terms
from service.answering.span_input import EXACT, FOLDED, SPECIALS

CONTEXTS = 2000
WINDOW = 5
_SMOOTHING = 0.75
_SCALE = 0.15

Matrix = NDArray[np.float32]


def syllable_vectors(texts: Iterable[str], dimension: int) -> tuple[Matrix, Matrix]:
    """Return vectors of exact and of folded ids; those of a syllable add up to its meaning.

    A folded form has the mean of the syllables behind it, an exact one the difference.
    """
    exact = ranked(EXACT)
    ids = {term: i + SPECIALS for i, term in enumerate(exact)}
    stream = np.array(
        [i for text in texts for i in (*(ids.get(t, 0) for t in terms(text)), 0, 0, 0, 0, 0)],
        np.int64,
    )
    blocks = [_association(stream, [offset]) for offset in (-2, -1, 1, 2)]
    blocks.append(_association(stream, [o for o in range(-WINDOW, WINDOW + 1) if o]))
    vectors = _factor(np.concatenate(blocks, 1), dimension)
    return _split(vectors, exact)


def _association(stream: NDArray[np.int64], offsets: Iterable[int]) -> Matrix:
    """Return positive mutual information of (syllable, syllable at one of the offsets)."""
    rows = EXACT + SPECIALS
    counts = np.zeros(rows * CONTEXTS)
    for offset in offsets:
        left = stream[max(0, -offset) : len(stream) - max(0, offset)]
        right = stream[max(0, offset) : len(stream) + min(0, offset)]
        kept = (right < CONTEXTS) & (right > 0) & (left > 0)
        counts += np.bincount(left[kept] * CONTEXTS + right[kept], minlength=rows * CONTEXTS)
    table = counts.reshape(rows, CONTEXTS)
    row = table.sum(1, keepdims=True)
    column = table.sum(0, keepdims=True) ** _SMOOTHING
    column /= column.sum() or 1.0
    with np.errstate(divide="ignore", invalid="ignore"):
        information = np.log(table / (row * column))
    information[~np.isfinite(information)] = 0
    positive: Matrix = np.maximum(information, 0).astype(np.float32)
    return positive


def _factor(matrix: Matrix, dimension: int) -> Matrix:
    """Return the left singular vectors times the root of their values (randomised, seeded)."""
    rng = np.random.default_rng(1)
    basis = matrix @ rng.standard_normal((matrix.shape[1], dimension + 16)).astype(np.float32)
    for _ in range(3):
        basis, _ = np.linalg.qr(matrix @ (matrix.T @ basis))
    left, values, _ = np.linalg.svd(basis.T @ matrix, full_matrices=False)
    vectors = (basis @ left)[:, :dimension] * np.sqrt(values[:dimension])
    spread = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Matrix = vectors / np.maximum(spread, 1e-6) * _SCALE * np.sqrt(dimension)
    return scaled.astype(np.float32)


def _split(vectors: Matrix, exact: list[str]) -> tuple[Matrix, Matrix]:
    plain = {term: i + SPECIALS for i, term in enumerate(ranked(FOLDED, folded=True))}
    total = np.zeros((FOLDED + SPECIALS, vectors.shape[1]), np.float32)
    weight = np.zeros(FOLDED + SPECIALS, np.float32)
    behind = np.array([plain.get(fold(term), 0) for term in exact])
    for term, row, form in zip(exact, vectors[SPECIALS:], behind, strict=True):
        share = np.exp(-idf(term))
        total[form] += share * row
        weight[form] += share
    folded = total / np.maximum(weight, 1e-9)[:, None]
    folded[:SPECIALS] = 0
    own = vectors.copy()
    own[:SPECIALS] = np.random.default_rng(2).normal(0, _SCALE, own[:SPECIALS].shape)
    own[SPECIALS:] -= folded[behind]
    return own, folded.astype(np.float32)
