"""`tracuu ingest` and `tracuu reindex`."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from corpus.ingest import ingest as run_ingest
from corpus.readers import walk
from service import audit
from service.cli import options as o
from service.cli.output import emit, note, say
from service.compose import Service
from service.errors import NotAvailable
from service.settings import load_settings

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(ingest)
    app.command()(reindex)


def ingest(
    sources: Annotated[list[str], typer.Argument(help="Files and folders.", metavar="PATH…")],
    data: o.Data = None,
    as_json: o.Json = False,
) -> int:
    """Read articles into the store and publish the index."""
    for source in sources:
        if _ADDRESS.match(source):
            raise NotAvailable(
                f"{source} is an address, which cannot be ingested yet; save the page as a file"
            )
    found = walk(sources)  # a path that does not exist is known before anything is made
    with Service(load_settings(data=data), create=True) as service:
        with _bar("articles") as progress:
            summary = run_ingest(found, service.store, progress=progress)
        changed = {name: getattr(summary, name) for name in ("added", "updated", "duplicate")}
        if any(changed.values()):
            audit.record(service.settings.data, audit.COMMAND_LINE, "ingest", **changed)
        with _bar("passages") as progress:
            service.publish(progress)
    result = {
        "added": summary.added,
        "updated": summary.updated,
        "unchanged": summary.unchanged,
        "duplicate": summary.duplicate,
        "refused": [{"name": r.name, "reason": r.reason} for r in summary.refused],
    }
    if as_json:
        emit(result)
    else:
        for refusal in summary.refused:
            note(f"refused: {refusal.name}: {refusal.reason}")
        say(
            f"added {summary.added}, updated {summary.updated}, unchanged {summary.unchanged}, "
            f"duplicate {summary.duplicate}, refused {len(summary.refused)}"
        )
    return 1 if summary.refused else 0


def reindex(data: o.Data = None, as_json: o.Json = False) -> int:
    """Build a new index from the store."""
    with Service(load_settings(data=data)) as service, _bar("passages") as progress:
        manifest = service.publish(progress, rebuild=True)
    if as_json:
        emit({"passages": manifest.passages, "generation": manifest.generation})
    else:
        say(f"indexed {manifest.passages} passages")
    return 0


class _Shown:
    """Show progress as a bar."""

    def __init__(self, bar: Progress, what: str) -> None:
        self._bar, self._task = bar, bar.add_task(what, total=None)

    def __call__(self, done: int, total: int | None = None) -> None:
        """Move the bar."""
        self._bar.update(self._task, completed=done, total=total)


@contextmanager
def _bar(what: str) -> Iterator[_Shown]:
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
        yield _Shown(bar, what)
