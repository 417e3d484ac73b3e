"""The Model Context Protocol: what the service does, as tools that a language model calls.

Every result is given twice, structured as on the wire and told as text. What goes wrong with a
call is a tool error, so that the model can read it and mend the call; it says no more than HTTP
would.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from importlib.metadata import version
from typing import Annotated, Any

import anyio
from anyio.to_thread import run_sync
from mcp.server import Server
from mcp.server.context import ServerRequestContext
from mcp.server.stdio import stdio_server
from mcp.shared.exceptions import MCPError
from mcp_types import (
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    ToolAnnotations,
)
from mcp_types import Tool as ToolOut
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.store import ReferenceFilters
from service import telling, wire
from service.answers import Turn
from service.compose import Service
from service.directives import read_directive_filters
from service.http.problems import fields_of, problem_of
from service.http.requests import FiltersIn, Name, Text, TurnIn
from service.inputs import MAX_TOP, read_filters, read_number, read_question

_INSTRUCTIONS = (
    "Tra cứu searches Vietnamese government and news articles and answers from them with verbatim "
    "quotes. Ask in Vietnamese, with or without diacritics; cite what you use by article and url. "
    "If `ask` abstains, the articles do not hold the answer."
)
_FILTERS = (
    " `filters` restrict the articles: source, place, document (number), from, to (published, ISO "
    "8601), article (id), each a list; values of one are alternatives, different ones all hold."
)
Work = Callable[[Callable[[], BaseModel]], Awaitable[BaseModel]]


class _Args(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Filtered(_Args):
    filters: FiltersIn | None = None

    def chosen(self) -> dict[str, list[str]]:
        """Return the filters under their names on the wire."""
        return self.filters.values() if self.filters else {}


class AskArgs(_Filtered):
    """What `ask` takes."""

    question: Annotated[Text, Field(description="A question of 1 to 2,000 characters.")]
    conversation: list[TurnIn] = Field(
        [], max_length=100, description="The turns before, where the question leans on them."
    )


class SearchArgs(_Filtered):
    """What `search` takes."""

    query: Annotated[Text, Field(description="What to look for.")]
    top: int = Field(10, ge=1, le=MAX_TOP, description="How many passages.")


class ArticleArgs(_Args):
    """What `article` takes."""

    article_id: Annotated[Text, Field(description="The id, as a citation or a hit names it.")]
    revision: Name | None = Field(None, description="An older revision.")


class DirectivesArgs(_Filtered):
    """What `directives` takes."""

    query: Text | None = Field(None, description="Words that must all occur.")
    issuer: list[Name] = Field([], description="Who asks.")
    unit: list[Name] = Field([], description="Who is asked.")
    after: Name | None = Field(None, description="Due on this day or later, ISO 8601.")
    before: Name | None = Field(None, description="Due on this day or earlier, ISO 8601.")
    overdue: Name | None = Field(None, description="Was due before this day, ISO 8601.")
    limit: int = Field(50, ge=1, le=1_000, description="How many.")


class ReferencesArgs(_Args):
    """What `references` takes."""

    number: Name | None = Field(None, description="A document number, such as 57-NQ/TW.")
    limit: int = Field(20, ge=1, le=1_000, description="How many documents.")


def _ask(service: Service, args: AskArgs) -> wire.AnswerOut:
    question, filters = read_question(args.question), read_filters(args.chosen())
    turns = tuple(Turn(turn.role, turn.content) for turn in args.conversation)
    return wire.answer_out(service.answer(question, filters=filters, conversation=turns))


def _search(service: Service, args: SearchArgs) -> wire.SearchOut:
    question, filters = read_question(args.query, "query"), read_filters(args.chosen())
    return wire.search_out(service.search(question, top=args.top, filters=filters))


def _article(service: Service, args: ArticleArgs) -> wire.FullArticleOut:
    return wire.full_article_out(service.store.get(args.article_id, args.revision))


def _directives(service: Service, args: DirectivesArgs) -> wire.DirectivesOut:
    days = {"after": args.after, "before": args.before, "overdue": args.overdue}
    values = args.chosen() | {"issuer": args.issuer, "unit": args.unit}
    values |= {name: [day] for name, day in days.items() if day is not None}
    filters = read_directive_filters(args.query, values)
    return wire.directives_out(service.store.directives(filters, limit=args.limit))


def _references(service: Service, args: ReferencesArgs) -> wire.ReferencesOut:
    if args.number is None:
        return wire.reference_page_out(
            service.store.list_references(ReferenceFilters(), limit=args.limit)
        )
    found = wire.references_out(service.store.references(read_number(args.number, "number")))
    return found.model_copy(update={"references": found.references[: args.limit]})


@dataclass(frozen=True, slots=True)
class _Tool:
    """A tool: what it takes and gives, how it is run, and how its result is told."""

    title: str
    description: str
    takes: type[BaseModel]
    gives: type[BaseModel]
    run: Callable[[Service, Any], BaseModel]
    tell: Callable[[Any], str]


TOOLS = {
    "ask": _Tool(
        "Hỏi đáp",
        "Answer a question from the articles, with verbatim quotes as citations; abstains where "
        "they do not hold the answer." + _FILTERS,
        AskArgs,
        wire.AnswerOut,
        _ask,
        telling.tell_answer,
    ),
    "search": _Tool(
        "Tra cứu",
        "Find passages of the articles, best first." + _FILTERS,
        SearchArgs,
        wire.SearchOut,
        _search,
        telling.tell_search,
    ),
    "article": _Tool(
        "Bài viết",
        "Show one article with its whole text.",
        ArticleArgs,
        wire.FullArticleOut,
        _article,
        telling.tell_article,
    ),
    "directives": _Tool(
        "Chỉ đạo",
        "List the tasks found in the articles by deadline: who asks whom to do what." + _FILTERS,
        DirectivesArgs,
        wire.DirectivesOut,
        _directives,
        telling.tell_directives,
    ),
    "references": _Tool(
        "Văn bản",
        "List official documents that the articles mention: where, and how they relate.",
        ReferencesArgs,
        wire.ReferencesOut,
        _references,
        telling.tell_references,
    ),
}


def server_of(service: Service, work: Work = run_sync) -> Server[Any]:
    """Return the server with its tools; `work` runs what takes time outside the event loop."""

    async def list_tools(
        _context: ServerRequestContext[Any], _params: PaginatedRequestParams | None
    ) -> ListToolsResult:
        return ListToolsResult(tools=[_listed(name, tool) for name, tool in TOOLS.items()])

    async def call_tool(
        _context: ServerRequestContext[Any], params: CallToolRequestParams
    ) -> CallToolResult:
        tool = TOOLS.get(params.name)
        if tool is None:
            raise MCPError(INVALID_PARAMS, f"unknown tool; known are {', '.join(TOOLS)}")
        try:
            args = tool.takes.model_validate(params.arguments or {})
            result = await work(lambda: tool.run(service, args))
        except ValidationError as error:
            return _failed(fields_of(error.errors()).detail)
        except Exception as error:  # of whatever kind: the caller is told as over HTTP
            return _failed(problem_of(error).detail)
        return CallToolResult(
            content=[TextContent(text=tool.tell(result))],
            structured_content=result.model_dump(mode="json"),
        )

    return Server(
        "tracuu",
        title="Tra cứu",
        version=version("tracuu"),
        instructions=_INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def serve_stdio(service: Service) -> None:
    """Serve over standard input and output until the input ends."""

    async def serve() -> None:
        server = server_of(service)
        async with stdio_server() as (read, write):
            await server.run(read, write, server.create_initialization_options())

    anyio.run(serve)


def _listed(name: str, tool: _Tool) -> ToolOut:
    return ToolOut(
        name=name,
        title=tool.title,
        description=tool.description,
        input_schema=tool.takes.model_json_schema(),
        output_schema=tool.gives.model_json_schema(mode="serialization"),
        annotations=ToolAnnotations(read_only_hint=True, open_world_hint=False),
    )


def _failed(message: str) -> CallToolResult:
    return CallToolResult(content=[TextContent(text=message)], is_error=True)
