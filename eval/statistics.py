"""Means with what they are worth: bootstrap intervals and paired comparisons.

Percentile bootstrap over questions (Efron 1979) and sign-flip randomisation test (Fisher 1935;
for retrieval Smucker et al. 2007), both seeded, so that a figure repeats exactly.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Interval = tuple[float, float]
RESAMPLES = 2000
SEED = 20250522
_BLOCK = 100  # resamples at a time, so that memory stays small for ten thousand questions


def means(
    rows: Sequence[Mapping[str, Any]], names: Iterable[str]
) -> tuple[dict[str, float | None], dict[str, Interval | None]]:
    """Return the mean and the 95 % interval of each named measure over rows of questions.

    Rows where a measure is None do not count for it; a measure that no row has is None.
    """
    metrics: dict[str, float | None] = {}
    ci95: dict[str, Interval | None] = {}
    for name in names:
        values = [float(row[name]) for row in rows if row[name] is not None]
        metrics[name] = round(sum(values) / len(values), 4) if values else None
        ci95[name] = interval(values) if values else None
    return metrics, ci95


def interval(values: ArrayLike) -> Interval:
    """Return the 95 % percentile bootstrap interval of the mean; (0, 0) of nothing."""
    sample = np.asarray(values, dtype=np.float64)
    if not sample.size:
        return 0.0, 0.0
    rng = np.random.default_rng(SEED)
    drawn = [
        sample[rng.integers(0, sample.size, (_BLOCK, sample.size))].mean(axis=1)
        for _ in range(RESAMPLES // _BLOCK)
    ]
    return _percentiles(np.concatenate(drawn))


def ratio_interval(parts: Sequence[float], wholes: Sequence[float]) -> Interval:
    """Return the 95 % bootstrap interval of sum(parts) / sum(wholes), resampled in pairs."""
    over = np.asarray(parts, dtype=np.float64)
    under = np.asarray(wholes, dtype=np.float64)
    if not over.size or not under.sum():
        return 0.0, 0.0
    rng = np.random.default_rng(SEED)
    ratios = []
    for _ in range(RESAMPLES // _BLOCK):
        drawn = rng.integers(0, over.size, (_BLOCK, over.size))
        ratios.append(over[drawn].sum(axis=1) / np.maximum(under[drawn].sum(axis=1), 1e-12))
    return _percentiles(np.concatenate(ratios))


def paired(a: ArrayLike, b: ArrayLike) -> tuple[float, Interval, float]:
    """Return mean(b - a), its 95 % bootstrap interval and a two-sided sign-flip p-value."""
    differences = np.asarray(b, dtype=np.float64) - np.asarray(a, dtype=np.float64)
    if not differences.size:
        return 0.0, (0.0, 0.0), 1.0
    return float(differences.mean()), interval(differences), _sign_flip(differences)


def _sign_flip(differences: NDArray[np.float64]) -> float:
    """Return how often the mean is as far from 0 when each difference's sign is a coin's."""
    moved = differences[differences != 0]
    if not moved.size:
        return 1.0
    rng = np.random.default_rng(SEED)
    least = abs(moved.sum()) - 1e-9
    as_far = 0
    for _ in range(RESAMPLES // _BLOCK):
        signs = rng.integers(0, 2, (_BLOCK, moved.size)) * 2 - 1
        as_far += int((np.abs(signs @ moved) >= least).sum())
    return (1 + as_far) / (1 + RESAMPLES)


def _percentiles(drawn: NDArray[np.float64]) -> Interval:
    low, high = np.percentile(drawn, [2.5, 97.5])
    return round(float(low), 4), round(float(high), 4)
