"""`python -m eval tune-fusion`: how much an encoder's dense leg should weigh.

Chosen on the tune half of a BEIR set by searches as the service makes them, and told with its worth
on the report half.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

import numpy as np

from embeddings.encoder import Encoder, Vectors
from eval.datasets import Retrieval
from eval.errors import BadDataset
from eval.retrieval import METRICS, documents, evaluate
from eval.statistics import means, paired
from eval.workspace import Workspace
from index.fusion import Fusion
from index.tuned import Fusions

# Between two of them the figures differ by less than a set of some hundred questions can tell.
WEIGHTS = tuple(step / 10 for step in range(11))
MEASURE = "nDCG@10"
FLAT = 0.002  # what is no better than chance in any such set

Rows = Mapping[str, Mapping[str, float]]


class Tried(Fusions):
    """Gives every encoder the weight that is being tried, and what ships where there is none."""

    weight: float | None = None

    def of(self, fingerprint: str) -> Fusion:
        """Return the encoder's fusion with that weight."""
        shipped = super().of(fingerprint)
        return shipped if self.weight is None else replace(shipped, weight=self.weight)

    def stamp(self) -> Hashable:
        """Return what is another when the weight is."""
        return self.weight


class Remembering:
    """An encoder that encodes each question once."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: dict[str, Vectors] = {}
        self.fingerprint, self.dimension = encoder.fingerprint, encoder.dimension

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Encode those of the questions that are new."""
        for text in texts:
            if text not in self._known:
                self._known[text] = self._encoder.encode_queries([text])[0]
        rows = [self._known[text] for text in texts]
        return np.array(rows, np.float32).reshape(len(rows), self.dimension)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Encode passages."""
        return self._encoder.encode_passages(texts)


def run(data: Retrieval, workspace: Workspace, tried: Tried) -> tuple[float, dict[str, Any]]:
    """Return the weight that does best on the tune half, and the result to be written.

    `workspace` searches with what `tried` says. `curve` is of the tune half, a point for each
    weight; `metrics`, `before` and `difference` are of the report half, with the weight chosen and
    with that of an encoder that was never tuned. Raises BadDataset where one half is empty.
    """
    tune, report = data.restricted("tune"), data.restricted("report")
    for name, part in (("tune", tune), ("report", report)):
        if not part.queries:
            raise BadDataset(
                f"no question falls into the {name} half; give a set of more questions"
            )
    before = workspace.service.engine.fusion
    old = _searched(report, workspace, tried, None)
    curve = [(weight, _mean(_searched(tune, workspace, tried, weight))) for weight in WEIGHTS]
    after = replace(before, weight=choose(curve))
    new = _searched(report, workspace, tried, after.weight)
    metrics, ci95 = means(list(new.values()), METRICS)
    gain, interval, p = paired(*([row[MEASURE] for row in rows.values()] for rows in (old, new)))
    return after.weight, {
        "fusion": asdict(after),
        "before": {**asdict(before), "metrics": means(list(old.values()), METRICS)[0]},
        "curve": [{"weight": weight, MEASURE: round(mean, 4)} for weight, mean in curve],
        "metrics": metrics,
        "ci95": ci95,
        "difference": {MEASURE: round(gain, 4), "ci95": interval, "p": round(p, 4)},
        "queries": {"tune": len(tune.queries), "report": len(report.queries)},
        "passages": workspace.passages,
    }


def choose(curve: Sequence[tuple[float, float]]) -> float:
    """Return the middle of the weights that do as well as the best but for `FLAT`."""
    best = max(mean for _, mean in curve)
    flat = [weight for weight, mean in curve if mean >= best - FLAT]
    return flat[(len(flat) - 1) // 2]


def _searched(data: Retrieval, workspace: Workspace, tried: Tried, weight: float | None) -> Rows:
    """Return each metric of each question with a weight."""
    tried.weight = weight
    return evaluate(
        data.qrels,
        {query: documents(workspace, text, "hybrid") for query, text in data.queries.items()},
    )


def _mean(rows: Rows) -> float:
    return sum(row[MEASURE] for row in rows.values()) / len(rows)
