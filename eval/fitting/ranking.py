"""Fit the ranking network on what the evidence and the span networks say of unseen questions."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from eval.fitting.rows import Rows
from service.answering import ranking, span_input
from service.answering.evidence import FEATURES
from service.answering.overlap import words
from service.answering.question import understand
from service.answering.span_model import SpanModel


def shortlisted(
    rows: Rows, probabilities: NDArray[np.float32], models: Sequence[SpanModel]
) -> Rows:
    """Return the rows that the ranking network would see, described as it sees them.

    `probabilities` are cross-fitted; `models[i % len(models)]` has not seen the questions of
    part i.
    """
    order = np.argsort(rows.question, kind="stable")
    ends = np.searchsorted(rows.question[order], np.arange(len(rows.sight)), side="right")
    kept: list[NDArray[np.int64]] = []
    features: list[NDArray[np.float32]] = []
    start = 0
    for question, end in enumerate(ends):
        here = np.array([i for i in order[start:end] if words(rows.said[i]).exact], np.int64)
        start = int(end)
        best = here[np.argsort(-probabilities[here], kind="stable")][: ranking.READ]
        if not len(best):
            continue
        asking = span_input.ask(understand(rows.asked[question]))
        inputs = [span_input.describe(asking, rows.said[i]) for i in best]
        model = models[rows.part[question] % len(models)]
        replies = model.read(asking, inputs)
        likely = [float(p) for p in probabilities[best]]
        alone = rows.sight[question].startswith("given")
        known = rows.features[best][:, : len(FEATURES)]
        features.append(ranking.described(known, likely, replies, alone=alone))
        kept.append(best)
    chosen = np.concatenate(kept)
    return Rows(
        features=np.concatenate(features),
        labels=rows.labels[chosen],
        weights=rows.weights[chosen],
        question=rows.question[chosen],
        sight=rows.sight,
        part=rows.part,
        asked=rows.asked,
        said=tuple(rows.said[i] for i in chosen),
    )
