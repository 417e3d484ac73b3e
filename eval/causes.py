"""Why a gold question went wrong, in words that say where to look."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

# Cause → what it means for somebody who asks.
CAUSES = {
    "answered, but must not": "The articles do not say it; the program should have said so.",
    "another article quoted": "The answer was sought in the wrong article.",
    "wrong sentence": "The right article was quoted, but not the sentence with the fact.",
    "not found": "The program says nothing, and the right article is not among the closest.",
    "not dared": "The program says nothing, though the right article is among the closest.",
    "proof lacks the fact": "The answer is right, but no quote of the right article shows it.",
}


def cause(row: Mapping[str, Any]) -> str | None:
    """Return the cause for a question of `python -m eval answers`, None where it went right.

    Results from before `right_article` was noted count as if it had been there.
    """
    if row["must_abstain"]:
        return None if row["abstained"] else "answered, but must not"
    near = row.get("right_article", True)
    if row["abstained"]:
        return "not dared" if near else "not found"
    if not row["correct"]:
        return "wrong sentence" if near else "another article quoted"
    return None if row["cited"] else "proof lacks the fact"


def count_causes(rows: Sequence[Mapping[str, Any]]) -> list[tuple[str, int, str]]:
    """Return (cause, how many, the question that was answered most surely), most frequent first."""
    found = [(cause(row), row) for row in rows]
    counts = Counter(name for name, _ in found if name is not None)
    surest = {
        name: max(
            (row for other, row in found if other == name), key=lambda row: float(row["confidence"])
        )
        for name in counts
    }
    return [(name, n, str(surest[name]["question"])) for name, n in counts.most_common()]
