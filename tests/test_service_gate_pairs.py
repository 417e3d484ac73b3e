"""The gate on sentences that a passage supports, and on the same ones minimally corrupted.

The pairs of the split `tune` were looked at while the rules were made, those of `report` not.
"""

import functools
import json
from pathlib import Path
from typing import Any

import pytest

from service.answering.gate import check
from tests.fakes_service import make_hit

PAIRS = Path(__file__).parent / "labels" / "gate_pairs.jsonl"


@functools.cache
def rows() -> tuple[dict[str, Any], ...]:
    return tuple(json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines())


@functools.cache
def kept(split: str, side: str) -> dict[tuple[str, str], bool]:
    """Return of each (kind, sentence) of a split whether the gate keeps it."""
    return {
        (kind, sentence): check(f"{sentence.rstrip('.')} [1].", (make_hit(row["passage"]),))
        is not None
        for row in rows()
        if row["split"] == split
        for kind, sentence in row[side]
    }


def test_there_are_enough_pairs() -> None:
    assert sum(len(row["supported"]) + len(row["corrupted"]) for row in rows()) >= 150
    for row in rows():
        for _, sentence in row["supported"]:
            assert sentence not in [other for _, other in row["corrupted"]]


@pytest.mark.parametrize(
    ("split", "precision", "recall"), [("tune", 0.98, 0.95), ("report", 0.95, 0.8)]
)
def test_precision_and_recall(split: str, precision: float, recall: float) -> None:
    right, wrong = kept(split, "supported"), kept(split, "corrupted")
    let_through = [key for key, is_kept in wrong.items() if is_kept]
    lost = [key for key, is_kept in right.items() if not is_kept]
    found_recall = sum(right.values()) / len(right)
    found_precision = sum(right.values()) / (sum(right.values()) + len(let_through))
    assert found_precision >= precision, let_through
    assert found_recall >= recall, lost
