"""Two results of one command, compared question by question."""

import json
from pathlib import Path
from typing import Any

from eval.errors import BadDataset
from eval.statistics import paired

# Measures of a question in any of the results; booleans count as 0 and 1.
MEASURES = (
    *("P@1", "R@10", "MRR@10", "nDCG@10"),
    *("EM", "F1", "evidence", "EM_unanswerable", "citation_recall"),
    *("correct", "cited", "abstained_rightly", "answered_wrongly", "answer_rate"),
)


def compare_files(before: Path, after: Path) -> dict[str, Any]:
    """Return, for each measure both hold, the paired difference with interval, p, won and lost.

    `a` and `b` are the means before and after over the questions that both results hold.
    `won` are the ids whose measure rose, `lost` those where it fell. Raises BadDataset for a file
    that is no result, and where no question is shared.
    """
    old, new = (questions_of(load_result(path), path) for path in (before, after))
    shared = sorted(old.keys() & new.keys())
    if not shared:
        raise BadDataset(f"{before} and {after} share no question; compare results of one set")
    metrics = {}
    for name in MEASURES:
        both = {
            i: (float(x), float(y))
            for i in shared
            if (x := old[i].get(name)) is not None and (y := new[i].get(name)) is not None
        }
        if not both:
            continue
        a, b = zip(*both.values(), strict=True)
        difference, ci95, p = paired(a, b)
        metrics[name] = {
            "a": round(sum(a) / len(a), 4),
            "b": round(sum(b) / len(b), 4),
            "difference": round(difference, 4),
            "ci95": ci95,
            "p": round(p, 4),
            "won": [i for i, (x, y) in both.items() if y > x],
            "lost": [i for i, (x, y) in both.items() if y < x],
        }
    return {"questions": len(shared), "metrics": metrics}


def load_result(path: Path) -> dict[str, Any]:
    """Load what one of the commands wrote; raises BadDataset."""
    try:
        result = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadDataset(f"{path} cannot be read: {error}") from error
    if not isinstance(result, dict):
        raise BadDataset(f"{path} is not a result of python -m eval")
    return result


def questions_of(result: dict[str, Any], path: Path) -> dict[str, dict[str, Any]]:
    """Return the rows of a result by question; raises BadDataset where it has none."""
    rows = result.get("per_question", result.get("questions"))
    try:
        return {str(row["id"]): row for row in rows or ()}
    except (KeyError, TypeError) as error:
        raise BadDataset(f"{path} is not a result of python -m eval: no questions") from error
