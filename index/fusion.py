"""One score from two legs: a convex combination of normalised scores.

Bruch, Gai, Ingber (2022), "An Analysis of Fusion Functions for Hybrid Retrieval". What the dense
leg is worth depends on the encoder, so each has its own `Fusion`, under its fingerprint
(index/tuned.py): docs/decisions/0005-fusion.md and 0017-fusion-weights.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fusion:
    """How much the dense leg weighs, in [0, 1], and whether its scores are stretched.

    Encoders differ in what they give texts that have nothing to do with each other: some 0.1, some
    0.7, where all candidates are nearly as good as the best. Stretched, the worst counts 0.
    """

    weight: float
    stretched: bool = True


def normalise(scores: Mapping[int, float], *, stretched: bool = False) -> dict[int, float]:
    """Return the scores divided by the best one, in [0, 1]; negative ones count as 0.

    Where they are `stretched`, what each is above the worst is divided by what the best is.
    """
    best = max(scores.values(), default=0.0)
    if best <= 0:
        return dict.fromkeys(scores, 0.0)
    least = min(scores.values()) if stretched else 0.0
    if best == least:
        return dict.fromkeys(scores, 1.0)
    span = best - least
    return {key: (score - least) / span if score > least else 0.0 for key, score in scores.items()}


def fuse(
    lexical: Mapping[int, float], dense: Mapping[int, float], fusion: Fusion
) -> dict[int, float]:
    """Return `(1 - weight) · lexical + weight · dense` of the normalised scores, in [0, 1].

    A key that a leg lacks has 0 there.
    """
    left, right = normalise(lexical), normalise(dense, stretched=fusion.stretched)
    return {
        key: (1 - fusion.weight) * left.get(key, 0.0) + fusion.weight * right.get(key, 0.0)
        for key in left.keys() | right.keys()
    }
