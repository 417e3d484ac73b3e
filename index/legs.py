"""A generation of files in memory: both legs, and the syllables of what they find."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from embeddings.encoder import Vectors
from index.fusion import Fusion, fuse, normalise
from index.generations import Generation, Manifest
from index.hits import Leg, Query, Term
from index.lexical import LexicalIndex
from index.protocol import Scores
from index.shortlist import Shortlist
from index.syllables import SyllableIndex
from index.vectors import Keys, VectorIndex
from index.vectors import Scores as LegScores


@dataclass(frozen=True, slots=True)
class LocalLegs:
    """What a search looks through; requests hold on to the one they began with."""

    manifest: Manifest
    lexical: LexicalIndex
    vectors: VectorIndex
    syllables: SyllableIndex

    @classmethod
    def of(cls, generation: Generation) -> Self:
        """Load a generation."""
        segments = generation.segments()
        return cls(
            generation.manifest,
            LexicalIndex(generation.lexical),
            VectorIndex(segments, generation.manifest.dimension),
            SyllableIndex(
                (segment.keys, segment.live, generation.syllables(segment.name))
                for segment in segments
            ),
        )

    def candidates(
        self,
        terms: Sequence[Term],
        vector: Vectors | None,
        top: int,
        allowed: Collection[int] | None,
    ) -> tuple[Scores, Scores]:
        """Return the raw scores of the best `top` of each leg that has something to look for."""
        lexical: Scores = {}
        dense: Scores = {}
        if terms:
            lexical = _paired(*self.lexical.search(terms, top, allowed))
        if vector is not None:
            dense = _paired(*self.vectors.search(vector, top, allowed))
            # What only words found has a similarity too, and it is cheap to look up.
            dense |= self.vectors.scores(vector, lexical.keys() - dense.keys())
        return lexical, dense

    def shortlist(
        self,
        query: Query,
        keys: Sequence[int],
        legs: tuple[Scores, Scores],
        fused: Scores,
        texts: Callable[[], Sequence[str]],
    ) -> Shortlist:
        """Return these passages as a reranker looks at them."""
        lexical, dense = map(normalise, legs)
        return Shortlist(
            query=query,
            lexical=np.array([lexical.get(key, 0.0) for key in keys]),
            dense=np.array([dense.get(key, 0.0) for key in keys]),
            fused=np.array([fused[key] for key in keys]),
            passages=len(self.lexical),
            frequency=self.lexical.frequency,
            syllables=lambda: self.syllables.take(keys),
            texts=texts,
        )


def combine(lexical: Scores, dense: Scores, leg: Leg, fusion: Fusion) -> Scores:
    """Return the score that ranks: of the one leg asked for, or of both."""
    if leg == "lexical":
        return normalise(lexical)
    if leg == "dense":
        return normalise(dense)
    return fuse(lexical, dense, fusion)


def _paired(keys: Keys, scores: LegScores) -> Scores:
    return dict(zip(keys.tolist(), scores.tolist(), strict=True))
