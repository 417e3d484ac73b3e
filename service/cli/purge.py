"""`tracuu purge`: removed articles out for good."""

from datetime import timedelta
from typing import Annotated

import typer

from corpus.store import UNDO_TIME
from service import audit
from service.cli import options as o
from service.cli.output import emit, say
from service.compose import Service
from service.settings import load_settings


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(purge)


def purge(
    article_ids: Annotated[
        list[str] | None,
        typer.Argument(metavar="ID…", help="Only these articles.", show_default=False),
    ] = None,
    now: Annotated[bool, typer.Option("--now", help="Whenever they were removed.")] = False,
    data: o.Data = None,
    as_json: o.Json = False,
) -> int:
    """Take articles removed more than 30 days ago out of store and index for good."""
    age, only = timedelta() if now else UNDO_TIME, article_ids or ()
    with Service(load_settings(data=data)) as service, service.store.writing():
        if service.store.removed(age, only):
            # First, so that one that is interrupted begins anew: no removed article is in it.
            service.publish(rebuild=True, forget=True)
        purged = service.store.purge(age, only)
        for article_id in purged:
            audit.record(service.settings.data, audit.COMMAND_LINE, "purged", article_id=article_id)
    if as_json:
        emit({"purged": list(purged)})
    else:
        say(f"purged {len(purged)} articles")
    return 0
