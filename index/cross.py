"""A cross-encoder as a reranker: it reads question and passage together."""

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import PairScorer
from index.shortlist import Shortlist

CANDIDATES = 30


class CrossReranker:
    """Ranks candidates by what a cross-encoder says of title and text."""

    candidates = CANDIDATES

    def __init__(self, model: PairScorer) -> None:
        self._model = model

    def score(self, shortlist: Shortlist) -> NDArray[np.floating]:
        """Return the score of each candidate."""
        return self._model.score(shortlist.query.text, shortlist.texts())
