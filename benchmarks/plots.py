"""The plots beside the tables, as SVG files."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from matplotlib import rc_context
from matplotlib.figure import Figure

BLUE, ORANGE = "#2456a6", "#d9822b"


def peers(result: Mapping[str, Any], path: Path) -> None:
    """Draw quality against speed, a field for each set of texts; the program's own in blue."""
    texts = result["workloads"]
    figure = Figure(figsize=(4.6 * len(texts), 3.8), layout="constrained")
    for place, (name, workload) in enumerate(texts.items(), 1):
        axes = figure.add_subplot(1, len(texts), place)
        for system, row in workload["systems"].items():
            if "failed" in row["search_1"]:
                continue
            x, y = row["search_1"]["queries_per_second"], row["metrics"]["nDCG@10"]
            color = BLUE if system.startswith("tracuu") else ORANGE
            axes.errorbar(x, y, yerr=_error(y, row["ci95"]["nDCG@10"]), fmt="o", color=color)
            axes.annotate(system, (x, y), (5, 5), textcoords="offset points", fontsize=8)
        axes.set_xscale("log")
        axes.set_title(f"{name}, {workload['documents']:,} documents", fontsize=10)
        axes.set_xlabel("queries a second, one thread")
        axes.set_ylabel("nDCG@10")
        axes.margins(x=0.25)
        axes.spines[["top", "right"]].set_visible(False)
    _save(figure, path)


def growth(result: Mapping[str, Any], path: Path) -> None:
    """Draw latency, memory and time to index against the passages."""
    sizes = [size for size in result["sizes"] if "failed" not in str(size)]
    passages = [size["passages"] for size in sizes]
    figure = Figure(figsize=(11, 3.4), layout="constrained")
    latency = {p: [size["search_1"]["ms"][p] for size in sizes] for p in ("p50", "p95", "p99")}
    memory = {
        "indexing": [size["index"]["peak_rss_mb"] for size in sizes],
        "serving": [size["search_1"]["peak_rss_mb"] for size in sizes],
    }
    seconds = {"indexing": [size["index"]["seconds"] for size in sizes]}
    fields = (("milliseconds a query", latency), ("peak MB", memory), ("seconds", seconds))
    for place, (label, curves) in enumerate(fields, 1):
        axes = figure.add_subplot(1, 3, place)
        for name, values in curves.items():
            axes.plot(passages, values, marker="o", label=name)
        axes.set_xscale("log")
        axes.set_yscale("log")
        axes.set_xlabel("passages")
        axes.set_ylabel(label)
        axes.legend(fontsize=8)
        axes.spines[["top", "right"]].set_visible(False)
    _save(figure, path)


def _error(value: float, ci95: tuple[float, float]) -> list[list[float]]:
    return [[max(0.0, value - ci95[0])], [max(0.0, ci95[1] - value)]]


def _save(figure: Figure, path: Path) -> None:
    with rc_context({"svg.hashsalt": "tracuu"}):
        figure.savefig(path, format="svg", metadata={"Date": None})
