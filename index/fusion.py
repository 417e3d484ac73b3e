"""One score from two legs: a convex combination of normalised scores.

Bruch, Gai, Ingber (2022), "An Analysis of Fusion Functions for Hybrid Retrieval". The weight was
tuned, see docs/decisions/0005-fusion.md.
"""

from collections.abc import Mapping

DENSE_WEIGHT = 0.2


def normalise(scores: Mapping[int, float]) -> dict[int, float]:
    """Return the scores divided by the best one, in [0, 1]; negative ones count as 0."""
    best = max(scores.values(), default=0.0)
    if best <= 0:
        return dict.fromkeys(scores, 0.0)
    return {key: score / best if score > 0 else 0.0 for key, score in scores.items()}


def fuse(
    lexical: Mapping[int, float], dense: Mapping[int, float], weight: float = DENSE_WEIGHT
) -> dict[int, float]:
    """Return `(1 - weight) · lexical + weight · dense` of the normalised scores, in [0, 1].

    A key that a leg lacks has 0 there.
    """
    left, right = normalise(lexical), normalise(dense)
    return {
        key: (1 - weight) * left.get(key, 0.0) + weight * right.get(key, 0.0)
        for key in left.keys() | right.keys()
    }
