"""A bar on the terminal for what takes long."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


class Shown:
    """Show progress as a bar."""

    def __init__(self, bar: Progress, what: str) -> None:
        self._bar, self._task = bar, bar.add_task(what, total=None)

    def __call__(self, done: int, total: int | None = None) -> None:
        """Move the bar."""
        self._bar.update(self._task, completed=done, total=total)


@contextmanager
def bar(what: str) -> Iterator[Shown]:
    """Yield a progress callback: a bar on a terminal, nothing elsewhere."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        yield Shown(bar, what)
