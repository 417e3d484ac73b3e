"""`POST /v1/ask` and `GET /v1/search`."""

import json
from collections.abc import AsyncIterator, Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.responses import Response

from corpus.articles import Filters
from service import wire
from service.answers import Answer, Citation, Turn
from service.http import requests
from service.http.access import READ
from service.http.bodies import StrictRoute
from service.http.problems import problem_of
from service.http.state import State, state_of
from service.inputs import read_filters, read_question

router = APIRouter(route_class=StrictRoute, dependencies=READ, tags=["asking"])
Shared = Annotated[State, Depends(state_of)]
Part = Citation | str | Answer


@router.get("/v1/search", summary="Find passages, best first")
async def search(query: Annotated[requests.SearchQuery, Query()], state: Shared) -> wire.SearchOut:
    """Passages for a question, among those that pass the filters."""
    question, filters = read_question(query.q, "q"), read_filters(query.values())
    result = await state.work(state.service.search, question, top=query.top, filters=filters)
    return wire.search_out(result)


@router.post(
    "/v1/ask",
    summary="Answer a question with citations",
    response_model=wire.AnswerOut,
    responses={200: {"content": {"text/event-stream": {}}}},
    dependencies=[Depends(requests.no_parameters)],
)
async def ask(body: requests.AskIn, state: Shared) -> wire.AnswerOut | Response:
    """Answer, or abstain; with `stream`, send the answer as server-sent events."""
    question = read_question(body.question)
    filters = read_filters(body.filters.values() if body.filters else {})
    turns = tuple(Turn(turn.role, turn.content) for turn in body.conversation or ())
    if body.stream:
        # What stands in the way of any answer is said by the status, before the stream begins.
        await state.work(state.service.check)
        return EventSourceResponse(_events(state, question, filters, turns), sep="\n")
    answer = await state.work(state.service.answer, question, filters=filters, conversation=turns)
    count(state, answer)
    return wire.answer_out(answer)


async def _events(
    state: State, question: str, filters: Filters, turns: tuple[Turn, ...]
) -> AsyncIterator[ServerSentEvent]:
    """Yield citation, token, done, or error at last; closing it stops the work."""
    parts = state.service.stream(question, filters=filters, conversation=turns)
    try:
        while (part := await state.work(next_part, parts)) is not None:
            if isinstance(part, Answer):
                count(state, part)
            # An empty text only says that the model is still at work.
            if part != "":
                yield _event(part)
    except Exception as error:
        yield _sent("error", problem_of(error).body())
    finally:
        parts.close()


def next_part(parts: Iterator[Part]) -> Part | None:
    """Return the next part of an answer, None after the last."""
    return next(parts, None)


def _event(part: Part) -> ServerSentEvent:
    match part:
        case Citation():
            return _sent("citation", wire.citation_out(part))
        case Answer():
            return _sent("done", wire.answer_out(part))
        case str():
            return _sent("token", {"text": part})


def _sent(event: str, value: BaseModel | dict[str, Any]) -> ServerSentEvent:
    data = value.model_dump() if isinstance(value, BaseModel) else value
    return ServerSentEvent(json.dumps(data, ensure_ascii=False), event=event, sep="\n")


def count(state: State, answer: Answer) -> None:
    """Count an answer in the metrics."""
    state.metrics.answers.labels(answer.mode, str(answer.abstained).lower()).inc()
