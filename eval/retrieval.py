"""`python -m eval retrieval`: standard metrics of a BEIR set, through the service's own search."""

import resource
import time
from collections.abc import Mapping
from typing import Any

import ir_measures
from ir_measures import RR, P, R, nDCG

from corpus.articles import Filters
from eval.datasets import Retrieval
from eval.statistics import interval
from eval.workspace import Workspace
from index.hits import Leg

METRICS = {"P@1": P @ 1, "R@10": R @ 10, "MRR@10": RR @ 10, "nDCG@10": nDCG @ 10}
DEPTH = 10
# Passages asked for, so that ten documents are left when several are of one document.
PASSAGES = 40


def run(data: Retrieval, workspace: Workspace, leg: Leg | None) -> dict[str, Any]:
    """Search every question; a document scores as its best passage.

    Returns metrics in [0, 1] with 95 % intervals, seconds, peak memory, and per-question values.
    """
    started = time.perf_counter()
    scores: dict[str, dict[str, float]] = {}
    for query, text in data.queries.items():
        scores[query] = documents(workspace, text, leg)
    seconds = time.perf_counter() - started
    per_question = _evaluate(data.qrels, scores)
    metrics = {
        name: sum(row[name] for row in per_question.values()) / max(1, len(per_question))
        for name in METRICS
    }
    return {
        "metrics": {name: round(value, 4) for name, value in metrics.items()},
        "ci95": {name: interval([r[name] for r in per_question.values()]) for name in METRICS},
        "queries": len(data.queries),
        "passages": workspace.passages,
        "seconds": {"index": round(workspace.seconds, 2), "search": round(seconds, 2)},
        "peak_rss_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "questions": per_question,
    }


def documents(workspace: Workspace, text: str, leg: Leg | None) -> dict[str, float]:
    """Return document ids with the score of their best passage, at most `DEPTH` of them."""
    found: dict[str, float] = {}
    depth = PASSAGES
    while True:
        result = workspace.search(text, top=depth, filters=Filters(), leg=leg)
        for hit in result.hits:
            for document in workspace.documents_of(hit.article_id):
                found[document] = max(found.get(document, float("-inf")), hit.score)
        if len(found) >= DEPTH or len(result.hits) < depth or depth >= 8 * PASSAGES:
            best = sorted(found.items(), key=lambda item: (-item[1], item[0]))
            return dict(best[:DEPTH])
        depth *= 2


def _evaluate(
    qrels: Mapping[str, Mapping[str, int]], scores: Mapping[str, Mapping[str, float]]
) -> dict[str, dict[str, float]]:
    """Return each metric of each question; a question without hits scores 0."""
    names = {str(measure): name for name, measure in METRICS.items()}
    rows = {query: dict.fromkeys(METRICS, 0.0) for query in qrels}
    for value in ir_measures.iter_calc(list(METRICS.values()), qrels, scores):
        rows[value.query_id][names[str(value.measure)]] = float(value.value)
    return rows
