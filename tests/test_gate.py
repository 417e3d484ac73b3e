"""Quality may not fall: every figure against the record, which a person updates on purpose.

`python -m eval record` writes the record anew (docs/evaluation.md).
"""

from typing import Any

import pytest

from eval.gate import PARTS, changed_models, fallen, load_record
from tests.shared_data import SHARED, shared

RECORD = load_record()


@pytest.mark.parametrize("name", PARTS)
def test_no_figure_falls_by_more_than_its_noise(name: str) -> None:
    part = PARTS[name]
    for folder in part.data:
        shared(*folder.split("/"))
    worse = fallen(RECORD["figures"].get(name, {}), part.measure(SHARED))
    assert not worse, [*worse, f"changed since the record: {changed_models(RECORD['models'])}"]


def test_the_record_holds_every_part_with_intervals() -> None:
    assert RECORD["figures"].keys() == PARTS.keys()
    for figures in RECORD["figures"].values():
        assert figures
        for figure in figures.values():
            low, high = figure["ci95"]
            assert 0 <= low <= figure["value"] <= high <= 1


RECORDED: dict[str, Any] = {
    "correct": {"value": 0.8, "ci95": [0.75, 0.85]},
    "answered_wrongly": {"value": 0.1, "ci95": [0.05, 0.15]},
}


@pytest.mark.parametrize(
    ("correct", "wrong", "lines"),
    [
        (0.8, 0.1, 0),
        (0.75, 0.15, 0),  # as far as the noise goes
        (0.95, 0.0, 0),  # better is never refused
        (0.74, 0.1, 1),
        (0.8, 0.16, 1),
        (0.5, 0.5, 2),
    ],
)
def test_worse_by_more_than_the_noise_is_told(correct: float, wrong: float, lines: int) -> None:
    measured = {"correct": (correct, (0.0, 1.0)), "answered_wrongly": (wrong, (0.0, 1.0))}
    assert len(fallen(RECORDED, measured)) == lines


def test_what_is_only_on_one_side_is_told() -> None:
    assert fallen(RECORDED, {"correct": (0.8, (0.0, 1.0))}) == [
        "answered_wrongly: recorded, but no longer measured"
    ]
    measured = {"correct": (0.8, (0.0, 1.0)), "F1": (0.5, (0.0, 1.0))}
    assert any("F1: 0.5, not in the record" in line for line in fallen({}, measured))
