"""Entry point: picks the command's module, runs it, and turns every error into one line.

Only the module of the command that runs is imported, so that asking from a cold process does
not wait for the web framework.

Exit codes: 0 done; 1 done, but something was refused or nothing was found to answer from; 2
wrong usage or bad input; 70 a defect of the program (TRACUU_DEBUG=1 shows its traceback); 130
interrupted.
"""

import gc
import io
import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version as installed
from typing import Annotated

import typer
from typer.exceptions import TyperException

from corpus.errors import CorpusError
from embeddings.errors import EmbeddingError
from index.errors import IndexingError
from service.cli.output import complain
from service.errors import ServiceError

OK, PARTLY, USAGE, DEFECT, INTERRUPTED = 0, 1, 2, 70, 130
# Each module has `register(app)`, which adds its commands.
MODULES = {
    "ingest": "service.cli.ingest",
    "reindex": "service.cli.ingest",
    "articles": "service.cli.articles",
    "search": "service.cli.ask",
    "ask": "service.cli.ask",
    "export": "service.cli.transfer",
    "import": "service.cli.transfer",
    "purge": "service.cli.purge",
    "references": "service.cli.references",
    "directives": "service.cli.directives",
    "doctor": "service.cli.upkeep",
    "settings": "service.cli.upkeep",
    "keys": "service.cli.keys",
    "serve": "service.cli.serve",
    "mcp": "service.cli.mcp",
}


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # File names may hold bytes that are not UTF-8.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(run(sys.argv[1:] if argv is None else argv))


def run(argv: Sequence[str]) -> int:
    """Run one command and return its exit code; never raises."""
    try:
        asked = list(argv) or ["--help"]
        code = build(argv)(args=asked, prog_name="tracuu", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else OK
    except BrokenPipeError:
        # The reader went away (`| head`): what is left to write goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except (Exception, KeyboardInterrupt) as error:
        if os.environ.get("TRACUU_DEBUG") == "1":
            traceback.print_exception(error)
        message, code = explain(error)
        if message.startswith("Usage:"):  # a group of commands without one of them
            typer.echo(message, err=True)
        else:
            complain(" ".join(message.split()))
        return code


def explain(error: BaseException) -> tuple[str, int]:
    """Return the one line for an error and the exit code."""
    match error:
        case KeyboardInterrupt() | typer.Abort():
            return "interrupted", INTERRUPTED
        case TyperException():
            return error.format_message(), USAGE
        case ServiceError() | CorpusError() | IndexingError() | EmbeddingError():
            return str(error), USAGE
        case OSError():
            return f"{error.strerror or error}: {error.filename or 'no file named'}", USAGE
    hint = "this is a defect of the program; TRACUU_DEBUG=1 shows where"
    return f"{type(error).__name__}: {error} ({hint})", DEFECT


def build(argv: Sequence[str]) -> typer.Typer:
    """Return the application with the command that `argv` names, or with all of them."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.callback()(_root)
    named = MODULES.get(argv[0]) if argv else None
    # What imports make lives as long as the process: collecting meanwhile costs a tenth of a start.
    gc.disable()
    for module in [named] if named else dict.fromkeys(MODULES.values()):
        import_module(module).register(app)
    gc.freeze()
    gc.enable()
    return app


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(installed("tracuu"))
        raise typer.Exit


def _root(
    _version: Annotated[
        bool,
        typer.Option("--version", help="Print the version.", callback=_show_version, is_eager=True),
    ] = False,
) -> None:
    """Semantic search and cited answers over Vietnamese government and news articles."""
