"""The OpenAI protocol: `POST /v1/chat/completions` and `GET /v1/models`, for what speaks it."""

import json
import time
import uuid
from collections.abc import AsyncIterator, Generator
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service import wire
from service.answers import Answer
from service.http.access import READ_ANY_KEY
from service.http.asking import Part, count, next_part
from service.http.bodies import StrictRoute
from service.http.openai_wire import (
    MODEL,
    ChoiceOut,
    CompletionIn,
    CompletionOut,
    ErrorsOut,
    MessageOut,
    ModelOut,
    ModelsOut,
    UsageOut,
)
from service.http.problems import MEDIA_TYPE, Problem, problem_of
from service.http.state import State, state_of
from service.inputs import read_filters

router = APIRouter(
    route_class=StrictRoute,
    dependencies=READ_ANY_KEY,
    tags=["openai"],
    responses={"default": {"model": ErrorsOut, "description": "Error of the protocol"}},
)
Shared = Annotated[State, Depends(state_of)]
_CHUNK = "chat.completion.chunk"
_ADDRESSES = ("/v1/chat/completions", "/v1/models")
# Type and code that clients of the protocol know, by status; others are the request's fault.
_KINDS = {
    401: ("invalid_request_error", "invalid_api_key"),
    403: ("invalid_request_error", "insufficient_permissions"),
    404: ("invalid_request_error", "not_found"),
    429: ("rate_limit_error", "rate_limit_exceeded"),
}


@router.get("/v1/models", summary="The models of the OpenAI protocol: one")
async def models() -> ModelsOut:
    """Return the one model."""
    return ModelsOut(data=[ModelOut()])


@router.get("/v1/models/{model}", summary="One model of the OpenAI protocol")
async def model(model: str) -> ModelOut:
    """Return the model of that name."""
    _check_model(model)
    return ModelOut()


@router.post(
    "/v1/chat/completions",
    summary="Answer in the OpenAI protocol",
    response_model=CompletionOut,
    responses={200: {"content": {"text/event-stream": {}}}},
)
async def complete(body: CompletionIn, state: Shared) -> CompletionOut | Response:
    """Answer the last message of the user; with `stream`, in chunks as the protocol has them."""
    _check_model(body.model)
    question, turns = body.asked()
    filters = read_filters(body.filters.values() if body.filters else {})
    head: dict[str, Any] = {
        "id": f"chatcmpl-{uuid.uuid4().hex}",
        "created": int(time.time()),
        "model": MODEL,
    }
    if body.stream:
        # What stands in the way of any answer is said by the status, before the stream begins.
        await state.work(state.service.check)
        parts = state.service.stream(question, filters=filters, conversation=turns)
        return EventSourceResponse(_events(state, body, parts, head), sep="\n")
    answer = await state.work(state.service.answer, question, filters=filters, conversation=turns)
    count(state, answer)
    return CompletionOut(
        **head,
        choices=[ChoiceOut(message=MessageOut(content=answer.answer))],
        usage=UsageOut.of(body, answer),
        citations=wire.answer_out(answer).citations,
        abstained=answer.abstained,
    )


async def _events(
    state: State,
    body: CompletionIn,
    parts: Generator[Part],
    head: dict[str, Any],
) -> AsyncIterator[ServerSentEvent]:
    """Yield the role, the text as it comes, the end with the citations, and usage if asked for."""
    counted = body.stream_options is not None and body.stream_options.include_usage
    try:
        yield _chunk(head, {"role": "assistant", "content": ""})
        while (part := await state.work(next_part, parts)) is not None:
            match part:
                case Answer():
                    count(state, part)
                    cited = wire.answer_out(part).model_dump(include={"citations", "abstained"})
                    yield _chunk(head | cited, {}, "stop")
                    if counted:
                        usage = UsageOut.of(body, part).model_dump()
                        yield _sent(head | {"object": _CHUNK, "choices": [], "usage": usage})
                # An empty text only says that the model is still at work.
                case str() if part:
                    yield _chunk(head, {"content": part})
        yield ServerSentEvent("[DONE]", sep="\n")
    except Exception as error:  # of whatever kind: the stream has begun, so it is told there
        yield _sent(error_of(problem_of(error).body()))
    finally:
        parts.close()


def _chunk(
    head: dict[str, Any], delta: dict[str, str], finish: str | None = None
) -> ServerSentEvent:
    choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
    return _sent(head | {"object": _CHUNK, "choices": [choice]})


def _sent(value: dict[str, Any]) -> ServerSentEvent:
    return ServerSentEvent(json.dumps(value, ensure_ascii=False), sep="\n")


def _check_model(name: str) -> None:
    if name != MODEL:
        raise Problem(404, f"There is no such model; this service has {MODEL}.", field="model")


def error_of(problem: dict[str, Any]) -> dict[str, Any]:
    """Return a problem in the protocol's shape."""
    first = next(iter(problem.get("errors", ())), {"field": None})
    usual = "invalid_request_error" if problem["status"] < 500 else "server_error"
    kind, code = _KINDS.get(problem["status"], (usual, None))
    if (problem["status"], first["field"]) == (404, "model"):
        code = "model_not_found"
    param = None if first["field"] == "body" else first["field"]
    return {"error": {"message": problem["detail"], "type": kind, "param": param, "code": code}}


class ProtocolErrors:
    """Give every problem on the protocol's addresses the shape that its clients read.

    The last to touch a response, so that it sees the problems of all that lies within. Bad input
    is 400 there.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and its response, translated where it is a problem."""
        if scope["type"] != "http" or not scope["path"].startswith(_ADDRESSES):
            await self._app(scope, receive, send)
            return
        begun: Message | None = None
        problem = bytearray()

        async def translated(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                if Headers(raw=message["headers"]).get("content-type") == MEDIA_TYPE:
                    begun = message
                    return
            elif begun is not None:
                problem.extend(message.get("body", b""))
                if not message.get("more_body", False):
                    await _send_error(begun, bytes(problem), send)
                return
            await send(message)

        await self._app(scope, receive, translated)


async def _send_error(start: Message, problem: bytes, send: Send) -> None:
    body = json.dumps(error_of(json.loads(problem)), ensure_ascii=False).encode()
    headers = MutableHeaders(raw=start["headers"])
    headers["content-type"] = "application/json"
    headers["content-length"] = str(len(body))
    status = 400 if start["status"] == 422 else start["status"]
    await send({**start, "status": status, "headers": headers.raw})
    await send({"type": "http.response.body", "body": body})
