"""Two results of one command, compared question by question."""

import json
from pathlib import Path
from typing import Any

from eval.errors import BadDataset
from eval.statistics import paired

# Measures of a question in any of the results; booleans count as 0 and 1.
MEASURES = (
    "P@1",
    "R@10",
    "MRR@10",
    "nDCG@10",
    "EM",
    "F1",
    "evidence",
    "correct",
    "cited",
    "abstained_rightly",
    "answered_wrongly",
)


def compare_files(a: Path, b: Path) -> dict[str, Any]:
    """Return, for each measure both hold, the paired difference with interval, p, won and lost.

    Only questions that both results hold are compared; raises BadDataset where there are none.
    """
    before, after = _questions(a), _questions(b)
    shared = sorted(before.keys() & after.keys())
    if not shared:
        raise BadDataset(f"{a} and {b} share no question; compare results of one set")
    metrics = {}
    for name in MEASURES:
        ids = [i for i in shared if name in before[i] and name in after[i]]
        if not ids:
            continue
        old = [float(before[i][name]) for i in ids]
        new = [float(after[i][name]) for i in ids]
        difference, ci95, p = paired(old, new)
        metrics[name] = {
            "a": sum(old) / len(ids),
            "b": sum(new) / len(ids),
            "difference": difference,
            "ci95": ci95,
            "p": p,
            "won": [i for i, x, y in zip(ids, old, new, strict=True) if y > x],
            "lost": [i for i, x, y in zip(ids, old, new, strict=True) if y < x],
        }
    return {"questions": len(shared), "metrics": metrics}


def _questions(path: Path) -> dict[str, dict[str, Any]]:
    try:
        result = json.loads(path.read_text(encoding="utf-8"))
        rows = result.get("per_question", result.get("questions"))
        if isinstance(rows, dict):
            return rows
        return {str(row["id"]): row for row in rows}
    except (OSError, UnicodeDecodeError, ValueError, KeyError, TypeError) as error:
        raise BadDataset(f"{path} is not a result of python -m eval: {error!r}") from error
