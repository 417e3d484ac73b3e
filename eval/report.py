"""`python -m eval report`: results as one page for people who do not code.

The page holds everything it shows: plots are images inside it, nothing is fetched.
"""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from eval import plots
from eval.causes import CAUSES, count_causes
from eval.compare import load_result, questions_of
from eval.errors import BadDataset
from eval.pages import PAGE, SUMMARY, TEXTS
from eval.statistics import interval

Rows = Sequence[dict[str, Any]]
# What says of a question whether it went right, for each command.
_RIGHT = {
    "retrieval": "P@1",
    "reading": "evidence",
    "open": "citation_recall",
    "answers": "correct",
}
_BINS = 8
_MOST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Result:
    """A result with its rows and the name that it has on the page."""

    name: str
    values: dict[str, Any]
    rows: Rows

    @property
    def command(self) -> str:
        """Return the command that wrote it."""
        return str(self.values["command"])

    @property
    def answers(self) -> bool:
        """Return whether questions were answered, not only searched for."""
        return self.command != "retrieval"


def load(paths: Sequence[Path]) -> list[Result]:
    """Load results that `python -m eval` wrote; raises BadDataset for another file."""
    results = []
    for path in paths:
        values = load_result(path)
        if values.get("command") not in _RIGHT:
            raise BadDataset(f"{path} is not a result of python -m eval: it names no command")
        rows = list(questions_of(values, path).values())
        if not rows:
            raise BadDataset(f"{path} holds no question")
        results.append(Result(_name(values), values, rows))
    return results


def page(results: Sequence[Result]) -> str:
    """Return the whole page."""
    sections = [
        _section("key", _key_figures(results)),
        _section("kinds", "".join(_kinds(r) for r in results if "kinds" in r.values)),
        _section("accents", _accents(results)),
        _section("risk", _risk(results)),
        _section("confidence", "".join(_reliability(r) for r in results if r.answers)),
        _section("latency", _latency(results)),
        _section("causes", "".join(_causes(r) for r in results if r.command == "answers")),
        _section("wrong", "".join(_wrong(r) for r in results if r.command == "answers")),
        _section("made", _made(results)),
    ]
    return PAGE.format(summary=SUMMARY, sections="".join(sections))


def right(command: str, row: dict[str, Any]) -> bool:
    """Tell whether a question went right: found, answered, or rightly not answered."""
    value = row[_RIGHT[command]]
    return bool(row["abstained"] if value is None else value)


def curve(command: str, rows: Rows) -> list[tuple[float, float]]:
    """Return (coverage, risk) as ever less sure answers are let through.

    Coverage is the share of all questions that are answered, risk the share of these answered
    wrongly; answers of the same confidence are let through together.
    """
    answered = sorted((r for r in rows if not r["abstained"]), key=lambda r: -r["confidence"])
    points = []
    wrong = 0
    for place, row in enumerate(answered, 1):
        wrong += not right(command, row)
        if place == len(answered) or answered[place]["confidence"] < row["confidence"]:
            points.append((place / len(rows), wrong / place))
    return points


def bins(command: str, rows: Rows) -> list[tuple[float, float, int]]:
    """Return (mean confidence, share right, count) of answers in bins of equal size."""
    answered = sorted((r for r in rows if not r["abstained"]), key=lambda r: r["confidence"])
    parts = np.array_split(np.arange(len(answered)), min(_BINS, max(1, len(answered) // 5)))
    found = []
    for part in parts:
        chosen = [answered[i] for i in part]
        if chosen:
            sure = float(np.mean([r["confidence"] for r in chosen]))
            share = float(np.mean([right(command, r) for r in chosen]))
            found.append((sure, share, len(chosen)))
    return found


def _name(values: dict[str, Any]) -> str:
    marks = [values["command"], values.get("dataset"), values.get("leg"), values.get("half")]
    if values.get("unaccented"):
        marks.append("without diacritics")
    return " · ".join(str(mark) for mark in marks if mark)


def _section(name: str, content: str) -> str:
    if not content:
        return ""
    title, text = TEXTS[name]
    return f"<section><h2>{title}</h2><p>{text}</p>{content}</section>"


def _key_figures(results: Sequence[Result]) -> str:
    rows = []
    for result in results:
        overall = result.values.get("overall")
        metrics = overall or result.values["metrics"]
        ci95 = overall["ci95"] if overall else result.values["ci95"]
        for name, around in ci95.items():
            if around is not None:
                rows.append(
                    (
                        result.name,
                        name,
                        f"{metrics[name]:.1%}",
                        f"{around[0]:.1%} – {around[1]:.1%}",
                    )
                )
    return _table(("result", "measure", "value", "95 % interval"), rows)


def _kinds(result: Result) -> str:
    shares = []
    for kind, row in result.values["kinds"].items():
        measure = "correct" if row["correct"] is not None else "abstained_rightly"
        chosen = [r for r in result.rows if r["kind"] == kind]
        went = [right("answers", r) for r in chosen]
        note = "" if measure == "correct" else ", to be refused"
        shares.append((f"{kind} ({len(went)}{note})", float(np.mean(went)), interval(went)))
    shares.sort(key=lambda share: -share[1])
    return _figure(result.name, plots.bars(shares, "questions that went right"))


def _accents(results: Sequence[Result]) -> str:
    """Pair results that differ in the diacritics of their questions only."""
    marks = ("command", "dataset", "leg", "half")
    found: dict[tuple[Any, ...], dict[bool, Result]] = {}
    for result in results:
        key = tuple(result.values.get(mark) for mark in marks)
        found.setdefault(key, {})[bool(result.values.get("unaccented"))] = result
    rows = [
        (both[False].name, _share_right(both[False]), _share_right(both[True]))
        for both in found.values()
        if len(both) == 2
    ]
    if not rows:
        return ""
    label = "questions that went right"
    return _figure("", plots.pairs(rows, "with diacritics", "without", label))


def _share_right(result: Result) -> float:
    return float(np.mean([right(result.command, row) for row in result.rows]))


def _risk(results: Sequence[Result]) -> str:
    curves = {r.name: curve(r.command, r.rows) for r in results if r.answers}
    curves = {name: points for name, points in curves.items() if points}
    return _figure("", plots.risk_coverage(curves)) if curves else ""


def _reliability(result: Result) -> str:
    found = bins(result.command, result.rows)
    return _figure(result.name, plots.reliability(found, "answers")) if found else ""


def _latency(results: Sequence[Result]) -> str:
    times = {r.name: [float(row["ms"]) for row in r.rows] for r in results}
    rows = [
        (name, *(f"{np.percentile(ms, share):.1f}" for share in (50, 95, 99)), f"{max(ms):.1f}")
        for name, ms in times.items()
    ]
    columns = ("result", "half within (ms)", "95 % within", "99 % within", "slowest")
    return _figure("", plots.latencies(times)) + _table(columns, rows)


def _causes(result: Result) -> str:
    rows = [
        (name, str(count), f"{count / len(result.rows):.1%}", CAUSES[name], question)
        for name, count, question in count_causes(result.rows)
    ]
    if not rows:
        return ""
    columns = ("cause", "questions", "of all", "what it means", "for example")
    return f"<h3>{html.escape(result.name)}</h3>" + _table(columns, rows)


def _wrong(result: Result) -> str:
    rows = [
        (row["kind"], row["question"], row["short_answer"] or "(sentences)",
         f"{row['confidence']:.0%}")
        for row in sorted(result.rows, key=lambda r: -r["confidence"])
        if row["answered_wrongly"]
    ]  # fmt: skip
    if not rows:
        return ""
    more = f"<p>… and {len(rows) - _MOST_SHOWN} more.</p>" if len(rows) > _MOST_SHOWN else ""
    columns = ("kind", "question", "answer given", "confidence")
    title = f"<h3>{html.escape(result.name)}</h3>"
    return title + _table(columns, rows[:_MOST_SHOWN]) + more


def _made(results: Sequence[Result]) -> str:
    rows = []
    for result in results:
        values = result.values
        machine = values.get("machine") or {}
        where = f"{machine.get('processor')}, {machine.get('cores')} cores"
        made = (str(values.get(key)) for key in ("date", "program", "encoder", "reader"))
        rows.append((result.name, str(len(result.rows)), *made, where))
    columns = ("result", "questions", "date", "program", "encoder", "reader", "machine")
    return _table(columns, rows)


def _figure(title: str, image: str) -> str:
    caption = f"<figcaption>{html.escape(title)}</figcaption>" if title else ""
    return f"<figure>{image}{caption}</figure>"


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f"<th>{html.escape(column)}</th>" for column in columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
