"""The plots of a report, each as one SVG image that needs nothing beside it."""

import base64
import html
import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from eval.statistics import Interval

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

BLUE, ORANGE, GREY = "#2456a6", "#d9822b", "#8a8f98"
Bar = tuple[str, float, Interval | None]


def bars(rows: Sequence[Bar], label: str) -> str:
    """Draw a bar for each (name, share, interval), the first on top."""
    figure, axes = _drawing(height=0.9 + 0.3 * len(rows))
    for place, (_, value, ci95) in enumerate(rows):
        axes.barh(place, value, color=BLUE, height=0.62)
        _whisker(axes, place, ci95)
        axes.text(0.01, place, f"{value:.0%}", va="center", color="white", fontsize=8)
    axes.set_yticks(range(len(rows)), [name for name, _, _ in rows])
    axes.invert_yaxis()
    axes.set_xlim(0, 1)
    axes.xaxis.set_major_formatter(lambda share, _: f"{share:.0%}")
    axes.set_xlabel(label)
    return _image(figure, label)


def pairs(rows: Sequence[tuple[str, float, float]], first: str, second: str, label: str) -> str:
    """Draw two bars for each (name, share of the first, share of the second)."""
    figure, axes = _drawing(height=1.1 + 0.45 * len(rows))
    for offset, column, color, name in ((-0.19, 1, BLUE, first), (0.19, 2, ORANGE, second)):
        places = np.arange(len(rows)) + offset
        values = [float(row[column]) for row in rows]
        drawn = axes.barh(places, values, height=0.36, color=color, label=name)
        axes.bar_label(drawn, [f"{value:.0%}" for value in values], padding=3, fontsize=8)
    axes.set_yticks(range(len(rows)), [row[0] for row in rows])
    axes.invert_yaxis()
    axes.set_xlim(0, 1.1)
    axes.xaxis.set_major_formatter(lambda share, _: f"{share:.0%}")
    axes.set_xlabel(label)
    axes.legend(loc="lower right", fontsize=8)
    return _image(figure, label)


def risk_coverage(curves: Mapping[str, Sequence[tuple[float, float]]]) -> str:
    """Draw for each name the share of wrong answers against the share of questions answered."""
    figure, axes = _drawing(height=3.4)
    for name, points in curves.items():
        axes.plot(*zip(*points, strict=True), label=name, linewidth=1.8)
    axes.set_xlim(0, 1)
    axes.set_ylim(0, None)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(lambda share, _: f"{share:.0%}")
    axes.set_xlabel("questions answered, surest first")
    axes.set_ylabel("of these answered wrongly")
    axes.legend(fontsize=8)
    return _image(figure, "risk against coverage")


def reliability(bins: Sequence[tuple[float, float, int]], name: str) -> str:
    """Draw how often answers were right for each (mean confidence, share right, how many)."""
    figure, axes = _drawing(height=3.4)
    axes.plot([0, 1], [0, 1], color=GREY, linestyle="--", linewidth=1, label="as it should be")
    confidence, right, counts = zip(*bins, strict=True)
    axes.scatter(confidence, right, s=45, color=BLUE, label=name)
    for x, y, count in zip(confidence, right, counts, strict=True):
        axes.annotate(str(count), (x, y), (8, -10), textcoords="offset points", fontsize=8)
    axes.set_xlim(0, 1.03)
    axes.set_ylim(0, 1.05)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(lambda share, _: f"{share:.0%}")
    axes.set_xlabel("confidence that the program states")
    axes.set_ylabel("answers that were right")
    axes.legend(loc="lower right", fontsize=8)
    return _image(figure, f"reliability of the confidence: {name}")


def latencies(times: Mapping[str, Sequence[float]]) -> str:
    """Draw for each name the share of questions done within a time, in milliseconds."""
    figure, axes = _drawing(height=3.2)
    for name, milliseconds in times.items():
        ordered = np.sort(np.maximum(milliseconds, 0.01))
        axes.step(ordered, np.arange(1, len(ordered) + 1) / len(ordered), label=name, where="post")
    axes.set_xscale("log")
    axes.set_ylim(0, 1.02)
    axes.xaxis.set_major_formatter(lambda ms, _: f"{ms:g}")
    axes.yaxis.set_major_formatter(lambda share, _: f"{share:.0%}")
    axes.set_xlabel("milliseconds")
    axes.set_ylabel("questions done")
    axes.legend(loc="lower right", fontsize=8)
    return _image(figure, "latency")


def _whisker(axes: "Axes", place: float, ci95: Interval | None) -> None:
    if ci95:
        axes.plot(ci95, (place, place), color="black", linewidth=1.1, solid_capstyle="butt")


def _drawing(height: float) -> tuple["Figure", "Axes"]:
    """Return an empty figure, 7 inches wide, and its axes."""
    # Imported here because it takes half a second that other commands do without.
    from matplotlib.figure import Figure  # noqa: PLC0415

    figure = Figure(figsize=(7, height), layout="constrained")
    axes = figure.add_subplot()
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(axis="x", color="#e3e6ea", linewidth=0.8)
    axes.set_axisbelow(True)
    return figure, axes


def _image(figure: "Figure", text: str) -> str:
    """Return an `img` element that holds the figure; `text` is read out where it is not seen."""
    from matplotlib import rc_context  # noqa: PLC0415 - as above

    drawn = io.BytesIO()
    # Letters stay letters, and the same figure is the same file.
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": "tracuu"}):
        figure.savefig(drawn, format="svg", metadata={"Date": None})
    data = base64.b64encode(drawn.getvalue()).decode()
    return f'<img alt="{html.escape(text)}" src="data:image/svg+xml;base64,{data}">'
