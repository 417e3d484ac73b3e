"""`tracuu directives`."""

import sys
from typing import Annotated

import typer

from service import wire
from service.cli import options as o
from service.cli.output import emit, say
from service.compose import Service
from service.directives import as_csv, read_directive_filters
from service.errors import BadInput
from service.settings import load_settings

_Many = list[str] | None
_Day = str | None


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(directives)


def directives(
    query: Annotated[str | None, typer.Argument(help="Words that must all occur.")] = None,
    *,
    issuer: Annotated[_Many, typer.Option("--issuer", help="Who asks; repeatable.")] = None,
    unit: Annotated[_Many, typer.Option("--unit", help="Who is asked; repeatable.")] = None,
    for_: Annotated[
        _Many, typer.Option("--for", help="Asked by name or as one of a group; repeatable.")
    ] = None,
    after: Annotated[_Day, typer.Option("--after", help="Due on this day or later.")] = None,
    before: Annotated[_Day, typer.Option("--before", help="Due on this day or earlier.")] = None,
    overdue: Annotated[_Day, typer.Option("--overdue", help="Was due before this day.")] = None,
    source: o.Source = None,
    place: o.Place = None,
    document: o.Document = None,
    from_: o.From = None,
    to: o.To = None,
    article: o.ArticleId = None,
    as_file: Annotated[bool, typer.Option("--csv", help="Print CSV for a spreadsheet.")] = False,
    data: o.Data = None,
    as_json: o.Json = False,
) -> int:
    """List the tasks found in the articles, by deadline."""
    if as_json and as_file:
        raise BadInput("--json and --csv are two formats; give one of them", "csv")
    given = o.filters(
        source=source, place=place, document=document, from_=from_, to=to, article=article
    )
    named = (("issuer", issuer), ("unit", unit), ("for", for_))
    given |= {name: values for name, values in named if values}
    days = (("after", after), ("before", before), ("overdue", overdue))
    given |= {name: [value] for name, value in days if value is not None}
    filters = read_directive_filters(query, given)
    with Service(load_settings(data=data)) as service:
        found = wire.directives_out(service.store.directives(filters))
    if as_json:
        emit(found)
    elif as_file:
        sys.stdout.write(as_csv(found))
    else:
        for one in found.directives:
            _show(one)
    return 0 if found.directives else 1


def _show(one: wire.DirectiveOut) -> None:
    due = one.deadline or one.deadline_text or "–"
    who = " · ".join(part for part in (one.issuer_office, one.issuer) if part)
    if one.issuer_office == one.issuer:
        who = one.issuer
    whom = f" → {', '.join(one.units)}" if one.units else ""
    inferred = " (inferred)" if one.deadline_inferred else ""
    say(f"{due}{inferred}  {who}{whom} [{one.kind}]: {one.task}")
    say(f"    {one.article_id} [{one.start}:{one.end}] {one.quote}")
