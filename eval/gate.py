"""The gate: figures that `make test` holds against a record which a person updates on purpose.

Every figure is of a report half, which nothing was fitted on. The record is `eval/record.json`;
`python -m eval record` writes it anew.
"""

import json
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import corpus
from eval import answers, reading, retrieval
from eval.datasets import half, load_gold, load_retrieval, load_squad
from eval.errors import BadDataset
from eval.provenance import models
from eval.statistics import Interval
from eval.workspace import Workspace

RECORD = Path(__file__).parent / "record.json"
SAMPLES = Path(next(iter(corpus.__path__))) / "samples"
QUESTIONS = Path(__file__).parent / "questions"
SAMPLED = 150
SEED = 20250522
# Measures where more is worse.
_BAD = frozenset({"answered_wrongly"})
_ANSWERS = ("correct", "cited", "abstained_rightly", "answered_wrongly")

T = TypeVar("T")
Figures = dict[str, tuple[float, Interval]]


@dataclass(frozen=True, slots=True)
class Part:
    """A set of figures that are measured together; `data` is what it needs of the test data."""

    measure: Callable[[Path], Figures]
    data: tuple[str, ...] = ()


def _sampled(values: Sequence[T]) -> list[T]:
    return random.Random(SEED).sample(values, min(SAMPLED, len(values)))  # noqa: S311 - no secret


def _figures(metrics: Mapping[str, Any], ci95: Mapping[str, Any], names: Sequence[str]) -> Figures:
    return {name: (metrics[name], tuple(ci95[name])) for name in names if ci95[name]}


def _answers(questions: Path, *sources: Path) -> Figures:
    asked = [question for question in load_gold(questions) if half(question.id) == "report"]
    with Workspace.of_sources(sources) as workspace:
        overall = answers.run(asked, workspace.service)["overall"]
    return _figures(overall, overall["ci95"], _ANSWERS)


def _retrieval(name: str, data: Path) -> Figures:
    whole = load_retrieval(data / "data" / "dev" / name).restricted("report")
    with Workspace.of_documents(whole.documents) as workspace:
        result = retrieval.run(whole.only(_sampled(sorted(whole.queries))), workspace)
    return _figures(result["metrics"], result["ci95"], ("P@1", "nDCG@10"))


def _reading(name: str, data: Path, *, given: bool) -> Figures:
    questions = load_squad(data / "data" / "dev" / f"{name}.squad.json")
    asked = _sampled([question for question in questions if half(question.title) == "report"])
    with Workspace.of_questions(asked if given else questions) as workspace:
        result = reading.run(asked, workspace, given=given)
    names = [name for name in result["metrics"] if name != "answer_rate"]
    return _figures(result["metrics"], result["ci95"], names)


def _dev(name: str) -> dict[str, Part]:
    folder, squad = f"data/dev/{name}", f"data/dev/{name}.squad.json"
    return {
        f"{name} retrieval": Part(lambda data: _retrieval(name, data), (folder,)),
        f"{name} reading": Part(lambda data: _reading(name, data, given=True), (squad,)),
        f"{name} open": Part(lambda data: _reading(name, data, given=False), (squad,)),
    }


PARTS: dict[str, Part] = {
    "bundled answers": Part(
        lambda _: _answers(QUESTIONS / "bundled.jsonl", SAMPLES, QUESTIONS / "injected")
    ),
    "shared answers": Part(
        lambda data: _answers(
            QUESTIONS / "shared.jsonl", data / "articles" / "seeds", data / "articles" / "web"
        ),
        ("articles/seeds", "articles/web"),
    ),
    "files answers": Part(
        lambda data: _answers(QUESTIONS / "files.jsonl", data / "articles" / "files"),
        ("articles/files",),
    ),
    **_dev("viquad-dev"),
    **_dev("vinewsqa-dev"),
    "zalo-wiki reading": Part(
        lambda data: _reading("zalo-wiki", data, given=True), ("data/dev/zalo-wiki.squad.json",)
    ),
}


def record(data: Path) -> dict[str, Any]:
    """Measure every part and return the record; raises BadDataset where test data is absent."""
    for part in PARTS.values():
        for name in part.data:
            if not (data / name).exists():
                raise BadDataset(f"there is no {data / name}; name the test data with --test-data")
    figures = {
        name: {
            figure: {"value": value, "ci95": list(ci95)}
            for figure, (value, ci95) in part.measure(data).items()
        }
        for name, part in PARTS.items()
    }
    return {"models": models(), "figures": figures}


def load_record(path: Path = RECORD) -> dict[str, Any]:
    """Load the record."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def fallen(recorded: Mapping[str, Any], measured: Figures) -> list[str]:
    """Return a line for each figure that is worse than the recorded one by more than its noise.

    The noise is the recorded interval: the figure must not lie beyond its worse end. Figures that
    the record does not have, or that are no longer measured, are named too.
    """
    lines = [
        f"{name}: recorded, but no longer measured" for name in recorded.keys() - measured.keys()
    ]
    for name, (value, _) in measured.items():
        if name not in recorded:
            lines.append(f"{name}: {value}, not in the record; run python -m eval record")
            continue
        low, high = recorded[name]["ci95"]
        if value > high if name in _BAD else value < low:
            was = recorded[name]["value"]
            lines.append(f"{name}: {value} is worse than {was} by more than [{low}, {high}]")
    return lines


def changed_models(recorded: Mapping[str, str]) -> list[str]:
    """Return the learned files that are others than when the record was made."""
    now = models()
    return sorted(name for name in recorded.keys() | now if recorded.get(name) != now.get(name))
