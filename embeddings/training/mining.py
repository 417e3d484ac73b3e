"""Semi-hard negatives: texts that the words of a title find, though not the best of them."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, vstack

from embeddings.training.pairs import TokenisedDocuments

Numbers = NDArray[np.int32]
NONE = -1  # stands where a document has fewer negatives

_K1, _B = 1.2, 0.75
_BODY_TOKENS = 600
_PAIR_WEIGHT = 0.5  # of two tokens in a row, as in the lexical leg
_BINS = 1 << 21  # that pairs are hashed into
_PRIME = 40_503
_COMMON = 0.1  # terms in a greater share of the documents tell them too little apart
_BLOCK = 1_000  # documents weighed, and titles looked up, at a time


@dataclass(frozen=True, slots=True)
class Mining:
    """Which of the documents that BM25 finds for a title are its negatives.

    Ranks `first` to `last`, counted from 0, of those that score at most `margin` times what the
    title's own document does: above that lie copies and other accounts of the same event, which
    may be right. `kept` of them are drawn by lot.
    """

    first: int = 10
    last: int = 60
    margin: float = 0.8
    kept: int = 8


def mine(documents: TokenisedDocuments, mining: Mining, seed: int) -> Numbers:
    """Return the negatives of each document, shape (len(documents), kept), NONE where it has fewer.

    A document without a title that finds its own body has none.
    """
    rng = np.random.default_rng(seed)
    negatives = np.full((len(documents), mining.kept), NONE, np.int32)
    titles, weights = _matrices(documents)
    for start in range(0, len(documents), _BLOCK):
        scores = titles[start : start + _BLOCK] @ weights
        for own, (found, given) in enumerate(_rows(scores), start):
            chosen = _semi_hard(own, found, given, mining)
            lot = rng.permutation(chosen)[: mining.kept]
            negatives[own, : len(lot)] = lot
    return negatives


def _semi_hard(own: int, found: Numbers, given: NDArray[np.float32], mining: Mining) -> Numbers:
    right = given[found == own]
    if not len(right):
        return found[:0]
    fit = given <= mining.margin * right[0]
    found, given = found[fit], given[fit]
    if len(found) > mining.last:
        best = np.argpartition(-given, mining.last)[: mining.last]
        found, given = found[best], given[best]
    # The number decides among equals, so that the same data give the same negatives.
    return found[np.lexsort((found, -given))][mining.first :]


def _matrices(documents: TokenisedDocuments) -> tuple[csr_array, csr_array]:
    """Return titles (documents × terms) and BM25's weights of bodies (terms × documents)."""
    bounds, first = documents.bounds[False], documents.first
    opens = bounds[first[:-1] + documents.heads]
    closes = np.minimum(bounds[first[1:]], opens + _BODY_TOKENS)
    counts = _counted(documents, opens, closes)
    titles = _counted(documents, bounds[first[:-1]], bounds[first[:-1] + 1])
    documents_with = np.bincount(counts.indices, minlength=counts.shape[1])
    total = len(documents)
    rarity = np.log1p((total - documents_with + 0.5) / (documents_with + 0.5))
    rarity[_vocabulary(documents) :] *= _PAIR_WEIGHT
    rarity[documents_with > max(_COMMON * total, 1)] = 0
    lengths = closes - opens
    stretch = _K1 * (1 - _B + _B * lengths / max(lengths.mean(), 1))
    owner = np.repeat(np.arange(total), np.diff(counts.indptr))
    counts.data *= rarity[counts.indices] / (counts.data + stretch[owner])
    titles.data = (rarity[titles.indices] > 0).astype(np.float32)
    for matrix in (counts, titles):
        matrix.eliminate_zeros()
    return titles, counts.T.tocsr()


def _counted(
    documents: TokenisedDocuments, opens: NDArray[np.int64], closes: NDArray[np.int64]
) -> csr_array:
    """Count tokens, and hashed pairs of them, of a span of each document."""
    tokens, vocabulary = documents.ids[False], _vocabulary(documents)
    blocks = []
    for start in range(0, len(documents), _BLOCK):
        begins, sizes = opens[start:][:_BLOCK], (closes - opens)[start:][:_BLOCK]
        ends = np.cumsum(sizes)
        owner = np.repeat(np.arange(len(sizes)), sizes)
        ids = tokens[np.arange(ends[-1]) + np.repeat(begins - ends + sizes, sizes)].astype(np.int64)
        linked = owner[1:] == owner[:-1]
        pairs = vocabulary + (ids[:-1] * _PRIME + ids[1:])[linked] % _BINS
        place = np.concatenate([owner, owner[1:][linked]]), np.concatenate([ids, pairs])
        shape = (len(sizes), vocabulary + _BINS)
        blocks.append(csr_array((np.ones(len(place[0]), np.float32), place), shape=shape))
    return vstack(blocks, format="csr")


def _vocabulary(documents: TokenisedDocuments) -> int:
    return int(documents.ids[False].max(initial=0)) + 1


def _rows(matrix: csr_array) -> Iterator[tuple[Numbers, NDArray[np.float32]]]:
    for start, end in zip(matrix.indptr[:-1], matrix.indptr[1:], strict=True):
        yield matrix.indices[start:end], matrix.data[start:end]
