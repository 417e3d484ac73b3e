"""`tracuu references`."""

from typing import Annotated

import typer

from service import wire
from service.cli import options as o
from service.cli.output import emit, say
from service.compose import Service
from service.inputs import read_number
from service.settings import load_settings


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(references)


def references(
    number: Annotated[str | None, typer.Argument(help="A document number.")] = None,
    *,
    data: o.Data = None,
    as_json: o.Json = False,
) -> int:
    """List the official documents that the articles mention, and where."""
    wanted = read_number(number, "number") if number is not None else None
    with Service(load_settings(data=data)) as service:
        found = wire.references_out(service.store.references(wanted))
    if as_json:
        emit(found)
    for one in () if as_json else found.references:
        about = " · ".join(part for part in (one.type, one.issuer, one.date, one.title) if part)
        say(f"{one.number}{f'  ({about})' if about else ''}: mentioned {len(one.mentions)} times")
        for mention in one.mentions if wanted else ():
            when = f"{mention.published[:10]} " if mention.published else ""
            say(f"    {when}{mention.article_id} [{mention.start}:{mention.end}] {mention.quote}")
        for relation in one.relations if wanted else ():
            say(f"    {relation.kind} {relation.number}: {relation.quote}")
        for relation in one.inverse_relations if wanted else ():
            say(f"    {relation.number} {relation.kind} it: {relation.quote}")
    return 0 if found.references else 1
