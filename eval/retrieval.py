"""`python -m eval retrieval`: standard metrics of a BEIR set, through the service's own search."""

import resource
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import ir_measures
from ir_measures import RR, P, R, nDCG

from eval.datasets import Qrels, Retrieval
from eval.statistics import means
from eval.workspace import Workspace
from index.hits import Leg

METRICS = {"P@1": P @ 1, "R@10": R @ 10, "MRR@10": RR @ 10, "nDCG@10": nDCG @ 10}
DEPTH = 10
# Passages asked for, so that ten documents are left when several are of one document.
PASSAGES = 40
MOST_PASSAGES = 640


def run(
    data: Retrieval,
    workspace: Workspace,
    leg: Leg | None = None,
    *,
    typed: Callable[[str], str] = str,
) -> dict[str, Any]:
    """Search for every question as it is `typed`; a document scores as its best passage.

    Returns metrics in [0, 1] with 95 % intervals, seconds, peak memory, and a row per question.
    Raises what the search raises.
    """
    _ = workspace.service.engine  # loading it is not searching
    rows: list[dict[str, Any]] = []
    scores: dict[str, dict[str, float]] = {}
    started = time.perf_counter()
    for query, text in data.queries.items():
        asked = time.perf_counter()
        scores[query] = documents(workspace, typed(text), leg)
        rows.append({"id": query, "ms": round(1000 * (time.perf_counter() - asked), 2)})
    seconds = time.perf_counter() - started
    measured = evaluate(data.qrels, scores)
    per_question = [{**row, **measured[row["id"]]} for row in rows]
    metrics, ci95 = means(per_question, METRICS)
    return {
        "metrics": metrics,
        "ci95": ci95,
        "queries": len(data.queries),
        "passages": workspace.passages,
        "seconds": {"index": round(workspace.seconds, 2), "search": round(seconds, 2)},
        "peak_rss_mb": peak_rss_mb(),
        "per_question": per_question,
    }


def documents(workspace: Workspace, question: str, leg: Leg | None) -> dict[str, float]:
    """Return documents by their best passage, best first, at least `DEPTH` where there are.

    Their scores say only the order, which is the service's: a passage that names the question's
    document comes before others of a higher score. Documents of one text stand in file order.
    """
    depth = PASSAGES
    while True:
        hits = workspace.search(question, top=depth, leg=leg).hits
        ranked = [d for hit in hits for d in workspace.documents_of(hit.article_id)]
        found = {document: -float(place) for place, document in enumerate(dict.fromkeys(ranked))}
        if len(found) >= DEPTH or len(hits) < depth or depth >= MOST_PASSAGES:
            return found
        depth *= 4


def evaluate(
    qrels: Qrels, scores: Mapping[str, Mapping[str, float]]
) -> dict[str, dict[str, float]]:
    """Return each metric of each question; a question without hits scores 0."""
    names = {str(measure): name for name, measure in METRICS.items()}
    rows = {query: dict.fromkeys(METRICS, 0.0) for query in qrels}
    for value in ir_measures.iter_calc(list(METRICS.values()), qrels, scores):
        rows[value.query_id][names[str(value.measure)]] = round(float(value.value), 4)
    return rows


def peak_rss_mb() -> int:
    """Return the most memory this process ever had in use, in MB."""
    try:
        status = Path("/proc/self/status").read_text(encoding="utf-8")
        return round(int(status.partition("VmHWM:")[2].split()[0]) / 1024)
    except (OSError, IndexError):  # not Linux, where `ru_maxrss` counts the parent's memory too
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # in bytes on macOS
        return round(peak / (1024 * 1024 if sys.platform == "darwin" else 1024))
