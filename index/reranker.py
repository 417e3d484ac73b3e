"""The bundled reranker: weighs what is known of the candidates against each other.

Every feature enters as it is and in standard deviations from the candidates' mean; the score is
their weighted sum. A network with hidden layers did no better on kinds of text that it had not
seen: docs/decisions/0006-reranker.md. Made by `eval/fitting/reranker.py`; NumPy only.
"""

import hashlib
import math
from collections.abc import Callable
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from corpus.vietnamese.tokens import terms
from index.codes import FOLDED, Candidates, Coder
from index.errors import RerankerDamaged
from index.features import NAMES, Asked, Floats, features
from index.hits import Query
from index.scope import asks_scope, tells_scope
from index.shortlist import Shortlist

WEIGHTS = Path(__file__).parent / "reranker.tsv"
"""What ships; `reranker.md` beside it is its model card."""

SHA256 = "df5e75620b78b027a84bee2e6972bd001ebcd18f220b551aa62ba5ec0e86f523"
CANDIDATES = 50
LEGS = ("lexical", "dense", "fused", "lexical_rank", "dense_rank", "lexical_log", "dense_log")
COLUMNS = (*LEGS, *NAMES)
WIDTH = 2 * len(COLUMNS)
MOST_SYLLABLES = 32  # of a question; the lightest are left out
_STEEPEST = 5.0  # standard deviations
# What a passage loses that only tells what its document is about. Not learned: but one of the sets
# has such passages. Measured in docs/decisions/0019-what-search-misses.md.
_SCOPE = 2.0


class BundledReranker:
    """Ranks candidates by how the question's syllables lie in them. Safe to use from threads."""

    candidates = CANDIDATES

    def __init__(self, weights: Floats) -> None:
        """Take the weights of `described`, shape (WIDTH,)."""
        self._weights = weights
        self._coder = Coder()

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> Self:
        """Load the weights, by default those that ship.

        Raises RerankerDamaged where they are missing or of another version, or where what ships
        is not what its model card describes.
        """
        try:
            content = path.read_bytes()
            lines = content.decode("utf-8").splitlines()[1:]
            names, plain, steps = zip(*(line.split("\t") for line in lines), strict=True)
            weights = np.array([*plain, *steps], np.float32)
        except (OSError, ValueError) as error:
            raise RerankerDamaged(f"{path} cannot be read; install the program again") from error
        if names != COLUMNS:
            raise RerankerDamaged(
                f"{path} has other features than this version; install the program again"
            )
        found = hashlib.sha256(content).hexdigest()
        if path == WEIGHTS and found != SHA256:
            raise RerankerDamaged(
                f"{path} has the SHA-256 {found[:12]}… where {SHA256[:12]}… was expected; install "
                "the program again, or choose another with TRACUU_RERANKER"
            )
        return cls(weights)

    def score(self, shortlist: Shortlist) -> Floats:
        """Return the score of each candidate."""
        passages = shortlist.syllables()
        with np.errstate(invalid="ignore"):  # see index/features.py
            scores: Floats = described(shortlist, passages, self._coder) @ self._weights
        if not asks_scope(shortlist.query):
            scores -= np.float32(_SCOPE) * tells_scope(passages)
        return scores


def table(weights: Floats) -> str:
    """Return the weights as `load` reads them: a feature's own and that of its deviation."""
    rows = zip(COLUMNS, *np.split(weights, 2), strict=True)
    lines = [f"{name}\t{plain:.6g}\t{steps:.6g}" for name, plain, steps in rows]
    return "\n".join(["feature\tweight\tdeviations", *lines]) + "\n"


def described(shortlist: Shortlist, passages: Candidates, coder: Coder) -> Floats:
    """Return what the weights are for, shape (len(shortlist), WIDTH); `passages` its syllables."""
    asked = ask(shortlist.query, shortlist.frequency, shortlist.passages, coder)
    found = np.zeros((len(shortlist), len(NAMES)), np.float32)
    if asked is not None:
        found = features(asked, passages)
    return compared(np.concatenate([_legs(shortlist), found], axis=1))


def ask(
    query: Query, frequency: Callable[[str, bool], int], passages: int, coder: Coder
) -> Asked | None:
    """Return the question with its syllables weighed by rarity; None where it has none."""
    weights: dict[int, float] = {}
    exact: dict[int, int] = {}
    bare: set[int] = set()
    for term in query.terms:
        if "_" in term.text:  # a bigram: what stands side by side is seen in the passages
            continue
        code = coder[term.text]
        count = frequency(term.text, term.folded)
        rarity = math.log(1 + (passages - count + 0.5) / (count + 0.5))
        row = code >> FOLDED
        weights[row] = weights.get(row, 0.0) + term.weight * rarity
        if term.folded:
            bare.add(row)
        else:
            exact[code] = row
    kept = sorted(sorted(weights, key=lambda row: (-weights[row], row))[:MOST_SYLLABLES])
    if not kept:
        return None
    place = {row: number for number, row in enumerate(kept)}
    order = [place[row] for text in terms(query.text) if (row := coder[text] >> FOLDED) in place]
    shares = np.array([weights[row] for row in kept], np.float32)
    return Asked(
        folded=np.array(kept, np.uint32),
        exact=np.array(sorted(exact), np.uint32),
        lax=np.array([row in bare for row in kept]),
        weights=shares / max(float(shares.sum()), 1e-6),
        order=np.array(order, np.int64),
    )


def compared(found: Floats) -> Floats:
    """Return features of one question's candidates as they are and against each other."""
    steps = (found - found.mean(0)) / (found.std(0) + np.float32(1e-3))
    return np.concatenate([found, np.clip(steps, -_STEEPEST, _STEEPEST)], axis=1)


def _legs(shortlist: Shortlist) -> Floats:
    """Return what the legs say of each candidate, shape (len(shortlist), len(LEGS))."""
    ranks = [_ranks(leg) for leg in (shortlist.lexical, shortlist.dense)]
    columns = [
        shortlist.lexical,
        shortlist.dense,
        shortlist.fused,
        *(1 / (1 + rank) for rank in ranks),
        *(np.log1p(rank) for rank in ranks),
    ]
    return np.stack(columns, axis=1).astype(np.float32)


def _ranks(scores: NDArray[np.float64]) -> Floats:
    """Return the rank of each score from 0; equal ones rank in the order given."""
    ranks = np.empty(len(scores), np.float32)
    ranks[np.argsort(-scores, kind="stable")] = np.arange(len(scores))
    return ranks
