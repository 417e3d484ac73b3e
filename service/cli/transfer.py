"""`tracuu export` and `tracuu import`: the whole corpus as JSON Lines."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from service import audit
from service.cli import options as o
from service.cli.output import emit, note, say
from service.cli.progress import bar
from service.compose import Service
from service.errors import BadInput
from service.settings import load_settings

STANDARD = Path("-")
File = Annotated[Path, typer.Argument(metavar="FILE", help="A file, or - for the standard one.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("export")(export)
    app.command("import")(import_)


def export(file: File, data: o.Data = None, as_json: o.Json = False) -> int:
    """Write all articles with their revisions, removed ones too, as JSON Lines."""
    if as_json and file == STANDARD:
        raise BadInput("with --json the export cannot go to standard output; name a file", "file")
    written = -1  # the header is no article
    with Service(load_settings(data=data)) as service, _written(file) as out, bar("articles") as at:
        for line in service.store.export():
            out.write(line.encode() + b"\n")
            written += 1
            at(written)
    if as_json:
        emit({"articles": written, "file": str(file)})
    elif file != STANDARD:
        say(f"exported {written} articles")
    return 0


def import_(file: File, data: o.Data = None, as_json: o.Json = False) -> int:
    """Read what `tracuu export` wrote, and publish the index; articles here stay as they are."""
    with _read(file) as lines, Service(load_settings(data=data), create=True) as service:
        with service.store.writing(), bar("articles") as at:
            loaded = service.store.load(lines, at)
        if loaded.added:
            audit.record(service.settings.data, audit.COMMAND_LINE, "import", added=loaded.added)
        with bar("passages") as at:
            service.publish(at)
    if as_json:
        emit(
            {
                "added": loaded.added,
                "unchanged": loaded.unchanged,
                "refused": [{"line": one.line, "reason": one.reason} for one in loaded.refused],
            }
        )
    else:
        for one in loaded.refused:
            note(f"refused: line {one.line}: {one.reason}")
        counted = f"added {loaded.added}, unchanged {loaded.unchanged}"
        say(f"{counted}, refused {len(loaded.refused)}")
    return 1 if loaded.refused else 0


@contextmanager
def _read(file: Path) -> Iterator[BinaryIO]:
    if file == STANDARD:
        yield sys.stdin.buffer
    else:
        with file.open("rb") as lines:
            yield lines


@contextmanager
def _written(file: Path) -> Iterator[BinaryIO]:
    """Open a file that takes its name when it is whole, or standard output."""
    if file == STANDARD:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    partial = file.with_name(f"{file.name}.partial")
    try:
        with partial.open("wb") as out:
            yield out
        partial.replace(file)
    finally:
        partial.unlink(missing_ok=True)
