"""How the networks do on questions they have not seen: what is found, and at which risk."""

import numpy as np
from numpy.typing import NDArray

from eval.fitting.evidence import best, threshold
from eval.fitting.rows import Rows

THRESHOLDS = (0.3, 0.4, 0.5, 0.6)
RISKS = (0.1, 0.15, 0.2, 0.3)


def table(rows: Rows, probabilities: NDArray[np.float32]) -> str:
    """Return lines by what the reader may see: share right, answer rate and precision."""
    scored = best(rows, probabilities)
    lines = []
    for sight in np.unique(rows.sight):
        here = rows.sight == sight
        right = scored.right[here].mean()
        parts = [f"{sight:14s} {here.sum():5d} questions, best is right {right:.3f}"]
        for limit in THRESHOLDS:
            given = here & (scored.probability >= limit)
            right = scored.right[given].mean() if given.any() else 0.0
            parts.append(f"{limit}: rate {given.sum() / here.sum():.2f} right {right:.2f}")
        lines.append("  ".join(parts))
    lines += [f"risk {risk}: threshold {threshold(scored, risk=risk):.3f}" for risk in RISKS]
    return "\n".join(lines)
