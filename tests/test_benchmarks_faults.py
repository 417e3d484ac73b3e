"""The trial of what fails: what it holds for right, what it excuses, what its page says."""

import json
import random
from pathlib import Path
from typing import Any

import httpx
import pytest

from benchmarks.faults import round_of_faults, sound
from benchmarks.faults_asking import Crowd, Timeline, ask, counted
from benchmarks.faults_page import page
from benchmarks.faults_trial import damage
from benchmarks.faults_truth import Change, Truth

HOME = Path(__file__).parents[1] / "benchmarks"
QUESTION = "Ai?"
HITS = {name: {"hits": [{"passage_id": name}]} for name in ("old", "new", "gone", "odd")}


def truth() -> Truth:
    """Return what is right while an article comes and then goes."""
    shown = {(0, 0): "old", (1, 0): "old", (1, 1): "new", (2, 1): "gone", (2, 2): "old"}
    told = {at: {("search", QUESTION): (name,)} for at, name in shown.items()}
    changes = (Change("new", QUESTION, Path("new.txt")), Change("new", QUESTION, None))
    return Truth((QUESTION,), changes, told)


def asked(timeline: Timeline, status: int, body: object, **headers: str) -> str:
    def answer(_request: httpx.Request) -> httpx.Response:
        return httpx.Response(status, json=body, headers=headers)

    with httpx.Client(transport=httpx.MockTransport(answer), base_url="http://x") as client:
        return ask(client, 0, ("search", QUESTION), truth(), timeline).outcome


@pytest.mark.parametrize(
    ("timeline", "shown", "outcome"),
    [
        (Timeline(0, 0, 0), "old", "right"),
        (Timeline(0, 0, 0), "new", "wrong"),
        (Timeline(1, 0, 0), "new", "right"),
        (Timeline(1, 1, 0), "old", "right"),
        (Timeline(1, 1, 1), "old", "wrong"),
        (Timeline(2, 2, 1, ("new",)), "new", "wrong"),
        (Timeline(2, 2, 1, ("new",)), "gone", "right"),
        (Timeline(2, 2, 1, ("new",)), "odd", "between"),
        (Timeline(2, 2, 2, ("new",)), "odd", "wrong"),
    ],
)
def test_what_is_right_depends_on_what_was_done(
    timeline: Timeline, shown: str, outcome: str
) -> None:
    assert asked(timeline, 200, HITS[shown]) == outcome


def test_what_is_no_answer_is_an_error_of_a_kind() -> None:
    problem = {"content-type": "application/problem+json"}
    assert asked(Timeline(), 503, {}, **problem) == "away"
    assert asked(Timeline(), 503, {}) == "other"
    assert asked(Timeline(), 500, {}, **problem) == "other"


def test_an_error_is_excused_only_where_something_was_away() -> None:
    timeline = Timeline(disturbed=[(None, 1.0, 2.0), (1, 5.0, 6.0)])
    assert timeline.excuses(0, 1.9, 2.5)
    assert timeline.excuses(1, 4.0, 5.0)
    assert not timeline.excuses(0, 5.0, 6.0)
    assert not timeline.excuses(1, 2.1, 4.9)


def test_clients_reach_nobody_and_say_so() -> None:
    timeline = Timeline()
    crowd = Crowd(["http://127.0.0.1:1"] * 2, truth(), timeline, clients=1, breath=0.0, seed=1)
    with crowd:
        while len(crowd.sent) < 2:
            pass
    found = counted(crowd.sent, timeline)
    assert found["unreached"] == found["requests"] == found["errors_with_all_up"]


def test_a_seed_draws_every_fault_once() -> None:
    drawn = [round_of_faults(random.Random(seed)) for seed in (1, 1, 2)]
    assert drawn[0] == drawn[1] != drawn[2]
    assert len({(f.kind, f.how, f.service) for f in drawn[0] if f.kind != "cache"}) == 8


@pytest.mark.parametrize("how", ["deleted", "cut short", "changed"])
def test_what_a_service_keeps_is_damaged(tmp_path: Path, how: str) -> None:
    for name in ("tracuu.npz", "home"):
        (tmp_path / name).write_bytes(b"whole" * 50)
    damage(tmp_path, how, random.Random(1))
    left = [path.read_bytes() for path in tmp_path.iterdir()]
    assert b"whole" * 50 not in left
    assert bool(left) == (how != "deleted")


def figures() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((HOME / "faults.json").read_text("utf-8"))
    return found


def test_the_page_is_that_of_the_figures() -> None:
    assert page(figures()) == (HOME / "faults.md").read_text("utf-8")
    assert sound(figures()) == figures()["unsound"] == []


def test_what_is_wrong_or_lost_stands_on_the_page() -> None:
    found = figures()
    found["requests"] |= {"wrong": 3, "errors_with_all_up": 2}
    found["end"] |= {"lost": 1, "index_differs": True}
    found["unsound"] = sound(found)
    shown = page(found)
    assert "| wrong | 3 | 0 |" in shown
    assert "| errors while nothing was away | 2 | 0 |" in shown
    assert "; 1, 0, 0 | 0 |" in shown
    assert "store has not | some | none |" in shown
    assert "wrong answers: 3; errors with all up: 2; articles lost: 1; rows" in shown
