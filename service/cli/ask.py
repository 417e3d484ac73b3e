"""`tracuu search` and `tracuu ask`."""

from typing import Annotated

import typer

from service import wire
from service.answers import Answer
from service.cli import options as o
from service.cli.output import emit, say
from service.compose import Service
from service.inputs import read_filters, read_question, read_top
from service.settings import load_settings


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(search)
    app.command()(ask)


def search(
    query: Annotated[str, typer.Argument(help="What to look for.")],
    *,
    top: Annotated[int, typer.Option("--top", help="How many passages, at most 100.")] = 10,
    source: o.Source = None,
    place: o.Place = None,
    document: o.Document = None,
    from_: o.From = None,
    to: o.To = None,
    article: o.ArticleId = None,
    data: o.Data = None,
    as_json: o.Json = False,
) -> int:
    """Find passages, best first."""
    question, wanted = read_question(query, "query"), read_top(top)
    filters = read_filters(
        o.filters(
            source=source, place=place, document=document, from_=from_, to=to, article=article
        )
    )
    with Service(load_settings(data=data)) as service:
        result = service.search(question, top=wanted, filters=filters)
    if as_json:
        emit(wire.search_out(result))
    for rank, hit in enumerate(() if as_json else result.hits, 1):
        where = " · ".join(part for part in (hit.source, hit.published, hit.url) if part)
        say(f"{rank}. {hit.title or hit.article_id} ({hit.score:.3f})")
        say(f"   {where or 'no source named'} · {hit.article_id} [{hit.start}:{hit.end}]")
        say("   " + " ".join(hit.text.split()))
    return 0 if result.hits else 1


def ask(
    question: Annotated[str, typer.Argument(help="The question, or a document number.")],
    *,
    source: o.Source = None,
    place: o.Place = None,
    document: o.Document = None,
    from_: o.From = None,
    to: o.To = None,
    article: o.ArticleId = None,
    data: o.Data = None,
    as_json: o.Json = False,
) -> int:
    """Answer a question with citations."""
    text = read_question(question)
    filters = read_filters(
        o.filters(
            source=source, place=place, document=document, from_=from_, to=to, article=article
        )
    )
    with Service(load_settings(data=data)) as service:
        answer = service.answer(text, filters=filters)
    if as_json:
        emit(wire.answer_out(answer))
    else:
        _show(answer)
    return 1 if answer.abstained else 0


def _show(answer: Answer) -> None:
    say(answer.answer)
    for expansion in answer.query.expansions:
        say(f"({expansion})")
    for citation in answer.citations:
        where = (citation.title, citation.source, citation.published, citation.url)
        say(f"\n[{citation.marker}] " + " · ".join(part for part in where if part))
        say(f"    “{citation.quote}”")
        say(f"    {citation.article_id} [{citation.start}:{citation.end}]")
    for hit in answer.closest:
        say(f"    {hit.title or hit.article_id} · {hit.article_id}")
