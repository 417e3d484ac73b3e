"""Two services on PostgreSQL and Milvus of which things fail; the whole trial with `make soak`."""

import json
import os
import random
import sys
from pathlib import Path

import pytest

from benchmarks.faults import QUESTIONS, SAMPLES, sound, trial, whole
from benchmarks.faults_trial import Fault
from benchmarks.faults_truth import choose
from tests.conftest import NO_SERVER
from tests.postgres_server import binaries
from tests.shared_data import SHARED

WHOLE = bool(os.environ.get("TRACUU_SOAK"))
FEW = (
    Fault("service", "SIGKILL", 0, 0.2),
    Fault("postgresql", "SIGINT", away=1.2),
    Fault("milvus", "SIGINT", away=1.2),
    Fault("cache", "changed", 1),
)


@pytest.mark.timeout(1800 if WHOLE else 300)
@pytest.mark.skipif(binaries() is None, reason=NO_SERVER)
def test_nothing_is_wrong_or_lost_whatever_fails(tmp_path: Path) -> None:
    if WHOLE:
        found = whole(SHARED)
        sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        chance = random.Random(7)
        base = sorted(SAMPLES.iterdir())[:6]
        questions = choose(QUESTIONS, base, 4, chance)
        found = trial(
            base, questions, FEW, tmp_path, changes=3, clients=1, breath=0.2, seed=7,
            by_command=False,
        )  # fmt: skip
        assert {fault["how"] for fault in found["faults"] if "back" in fault} == {
            "SIGKILL", "SIGINT",
        }  # fmt: skip
    assert sound(found) == []
    requests, changes = found["requests"], found["changes"]
    assert min(requests["right"], requests["away"], requests["unreached"]) > 0
    assert changes["made"] == changes["planned"]
    away = [fault["readyz_while_away"] for fault in found["faults"]]
    assert {503} == {status for told in away for status in told or ()}
