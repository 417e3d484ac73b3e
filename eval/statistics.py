"""Means with what they are worth: bootstrap intervals and paired comparisons.

Percentile bootstrap over questions (Efron 1979), seeded, so that a figure repeats exactly.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

RESAMPLES = 2000
SEED = 20250522


def interval(values: ArrayLike) -> tuple[float, float]:
    """Return the 95 % percentile bootstrap interval of the mean; (0, 0) of nothing."""
    sample = np.asarray(values, dtype=np.float64)
    if not sample.size:
        return 0.0, 0.0
    low, high = np.percentile(_means(sample), [2.5, 97.5])
    return round(float(low), 4), round(float(high), 4)


def ratio_interval(parts: Sequence[float], wholes: Sequence[float]) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of sum(parts) / sum(wholes), resampled in pairs."""
    over = np.asarray(parts, dtype=np.float64)
    under = np.asarray(wholes, dtype=np.float64)
    if not over.size or not under.sum():
        return 0.0, 0.0
    drawn = np.random.default_rng(SEED).integers(0, over.size, (RESAMPLES, over.size))
    ratios = over[drawn].sum(axis=1) / np.maximum(under[drawn].sum(axis=1), 1e-12)
    low, high = np.percentile(ratios, [2.5, 97.5])
    return round(float(low), 4), round(float(high), 4)


def paired(a: ArrayLike, b: ArrayLike) -> tuple[float, tuple[float, float], float]:
    """Return mean(b - a), its 95 % interval and a two-sided bootstrap p-value."""
    differences = np.asarray(b, dtype=np.float64) - np.asarray(a, dtype=np.float64)
    if not differences.size:
        return 0.0, (0.0, 0.0), 1.0
    means = _means(differences)
    p = 2 * min(float((means <= 0).mean()), float((means >= 0).mean()))
    return float(differences.mean()), interval(differences), min(1.0, p)


def _means(sample: np.ndarray) -> np.ndarray:
    rng = np.random.default_rng(SEED)
    # In blocks, so that memory stays small for ten thousand questions.
    blocks = [
        sample[rng.integers(0, sample.size, (100, sample.size))].mean(axis=1)
        for _ in range(RESAMPLES // 100)
    ]
    return np.concatenate(blocks)
