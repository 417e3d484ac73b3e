"""The options that every command takes, and the filters."""

from pathlib import Path
from typing import Annotated

import typer

Data = Annotated[
    Path | None, typer.Option("--data", metavar="DIR", help="Data directory.", show_default=False)
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]

_Many = list[str] | None
Source = Annotated[_Many, typer.Option("--source", help="Publisher; repeatable.")]
Place = Annotated[_Many, typer.Option("--place", help="Place; repeatable.")]
Document = Annotated[_Many, typer.Option("--document", help="Document number; repeatable.")]
From = Annotated[_Many, typer.Option("--from", help="Published on or after (ISO 8601).")]
To = Annotated[_Many, typer.Option("--to", help="Published on or before (ISO 8601).")]
ArticleId = Annotated[_Many, typer.Option("--article", help="Article id; repeatable.")]


def filters(
    *, source: _Many, place: _Many, document: _Many, from_: _Many, to: _Many, article: _Many
) -> dict[str, list[str]]:
    """Gather the filter options under the names that `read_filters` takes."""
    given = {
        "source": source,
        "place": place,
        "document": document,
        "from": from_,
        "to": to,
        "article": article,
    }
    return {name: values for name, values in given.items() if values}
