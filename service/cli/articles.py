"""`tracuu articles list`, `show`, `remove` and `restore`."""

from typing import Annotated

import typer

from corpus.articles import State
from corpus.store import ArticleSummary, Page
from embeddings.errors import EmbeddingError
from index.errors import IndexingError
from service import audit, wire
from service.cli import options as o
from service.cli.output import emit, note, say
from service.compose import Service
from service.inputs import read_filters
from service.settings import load_settings

_PAGE = 1_000
Id = Annotated[str, typer.Argument(help="Article id, as `tracuu articles list` shows it.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(rich_markup_mode=None, no_args_is_help=True)
    group.command("list")(list_articles)
    group.command()(show)
    group.command()(remove)
    group.command()(restore)
    app.add_typer(group, name="articles", help="What is in the store.")


def list_articles(
    *,
    source: o.Source = None,
    place: o.Place = None,
    document: o.Document = None,
    from_: o.From = None,
    to: o.To = None,
    article: o.ArticleId = None,
    state: Annotated[State, typer.Option("--state", help="live or removed.")] = "live",
    data: o.Data = None,
    as_json: o.Json = False,
) -> int:
    """List the articles, the last added first."""
    filters = read_filters(
        o.filters(
            source=source, place=place, document=document, from_=from_, to=to, article=article
        )
    )
    found: list[ArticleSummary] = []
    with Service(load_settings(data=data)) as service:
        page = service.store.list_articles(limit=_PAGE, filters=filters, state=state)
        found.extend(page.articles)
        while page.next:
            page = service.store.list_articles(
                limit=_PAGE, cursor=page.next, filters=filters, state=state
            )
            found.extend(page.articles)
    if as_json:
        emit(wire.articles_out(Page(tuple(found), len(found), None)))
    for one in () if as_json else found:
        about = " · ".join(part for part in (one.published, one.source) if part)
        say(f"{one.article_id}  {one.title or one.name}{f'  ({about})' if about else ''}")
    return 0


def show(
    article_id: Id,
    revision: Annotated[str | None, typer.Option("--revision", help="An older revision.")] = None,
    data: o.Data = None,
    as_json: o.Json = False,
) -> int:
    """Show one article with its text."""
    with Service(load_settings(data=data)) as service:
        stored = service.store.get(article_id, revision)
    if as_json:
        emit(wire.full_article_out(stored))
        return 0
    article = stored.article
    for name, value in (
        ("id", f"{stored.article_id} (revision {stored.revision}, {stored.state})"),
        ("source", article.source),
        ("author", article.author),
        ("published", article.published),
        ("place", article.place),
        ("url", article.url),
    ):
        if value:
            say(f"{name}: {value}")
    say(f"\n{article.text}")
    return 0


def remove(article_id: Id, data: o.Data = None, as_json: o.Json = False) -> int:
    """Take an article out of every answer, at once; `restore` undoes it."""
    with Service(load_settings(data=data)) as service:
        service.store.remove(article_id)
        audit.record(service.settings.data, audit.COMMAND_LINE, "removed", article_id=article_id)
        try:
            service.publish()
        except (IndexingError, EmbeddingError) as error:
            # Nothing of it can be found any more; its place in the index is all that is left.
            note(f"the index still has its passages, which nobody sees: {error}")
    if as_json:
        emit({"article_id": article_id, "state": "removed"})
    else:
        say(f"removed {article_id}; to undo: tracuu articles restore {article_id}")
    return 0


def restore(article_id: Id, data: o.Data = None, as_json: o.Json = False) -> int:
    """Undo a removal; possible for 30 days, and then until a purge."""
    with Service(load_settings(data=data)) as service:
        service.store.restore(article_id)
        audit.record(service.settings.data, audit.COMMAND_LINE, "restored", article_id=article_id)
        service.publish()
    if as_json:
        emit({"article_id": article_id, "state": "live"})
    else:
        say(f"restored {article_id}")
    return 0
