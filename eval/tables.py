"""What the commands show on the terminal: tables on standard error."""

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.table import Table

screen = Console(stderr=True)


def show_metrics(title: str, result: Mapping[str, Any]) -> None:
    """Show the metrics of a result with their intervals."""
    table = _table(title, "metric", "value", "95 %")
    for name, value in result["metrics"].items():
        table.add_row(name, _number(value), _interval(result["ci95"][name]))
    screen.print(table)


def show_curve(title: str, result: Mapping[str, Any]) -> None:
    """Show how well each weight does, and which one was chosen and which one held before."""
    table = _table(title, "weight", "nDCG@10", "")
    named = {result["before"]["weight"]: "before", result["fusion"]["weight"]: "chosen"}
    for point in result["curve"]:
        weight = point["weight"]
        table.add_row(f"{weight:.2f}", _number(point["nDCG@10"]), named.get(weight, ""))
    screen.print(table)


def show_kinds(title: str, result: Mapping[str, Any], measures: tuple[str, ...]) -> None:
    """Show a line for each kind of question, the last for all."""
    table = _table(title, "kind", "asked", *(name.replace("_", "\n") for name in measures))
    for kind, row in {**result["kinds"], "overall": result["overall"]}.items():
        table.add_row(kind, str(row["questions"]), *(_number(row[name]) for name in measures))
    ci95 = result["overall"]["ci95"]
    table.add_row("95 %", "", *(_interval(ci95[name]).replace(" to ", "\n") for name in measures))
    screen.print(table)


def show_comparison(title: str, result: Mapping[str, Any]) -> None:
    """Show each measure before and after, with what the difference is worth."""
    columns = ("metric", "before", "after", "difference", "95 %", "p", "won", "lost")
    table = _table(title, *columns)
    for name, row in result["metrics"].items():
        low, high = row["ci95"]
        table.add_row(
            name,
            _number(row["a"]),
            _number(row["b"]),
            f"{row['difference']:+.4f}",
            f"{low:+.4f} to {high:+.4f}",
            f"{row['p']:.4f}",
            str(len(row["won"])),
            str(len(row["lost"])),
        )
    screen.print(table)


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title)
    for column in columns:
        table.add_column(column)
    return table


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.4f}"


def _interval(ci95: tuple[float, float] | None) -> str:
    return "" if ci95 is None else f"{ci95[0]:.4f} to {ci95[1]:.4f}"
