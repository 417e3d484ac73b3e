"""`tracuu references`."""

from typing import Annotated

import typer

from corpus.references import Reference
from corpus.store import ReferenceFilters
from service import wire
from service.cli import options as o
from service.cli.output import emit, say
from service.compose import Service
from service.errors import BadInput
from service.inputs import read_filters, read_number
from service.settings import load_settings

_PAGE = 1_000


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(references)


def references(
    number: Annotated[str | None, typer.Argument(help="A document number.")] = None,
    *,
    query: Annotated[
        str | None, typer.Option("--query", help="Words of number, type, issuer or title.")
    ] = None,
    source: o.Source = None,
    place: o.Place = None,
    document: o.Document = None,
    from_: o.From = None,
    to: o.To = None,
    article: o.ArticleId = None,
    data: o.Data = None,
    as_json: o.Json = False,
) -> int:
    """List the official documents that the articles mention, and where."""
    wanted = read_number(number, "number") if number is not None else None
    given = o.filters(
        source=source, place=place, document=document, from_=from_, to=to, article=article
    )
    if wanted and query:
        raise BadInput("--query finds documents, a number names one; leave out either", "query")
    filters = ReferenceFilters(query, read_filters(given))
    with Service(load_settings(data=data)) as service:
        if wanted:
            found = wire.references_out(service.store.references(wanted, filters.articles))
        else:
            found = _all(service, filters)
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


def _all(service: Service, filters: ReferenceFilters) -> wire.ReferencesOut:
    """Return every page as one."""
    found: list[Reference] = []
    cursor = None
    while True:
        page = service.store.list_references(filters, limit=_PAGE, cursor=cursor)
        found += page.references
        cursor = page.next
        if cursor is None:
            return wire.references_out(found)
