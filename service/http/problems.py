"""Every error as `application/problem+json` (RFC 9457), without an exception's text or a path."""

import logging
import math
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from corpus.errors import BadFilter, FetchRefused, Refused, StoreBusy, StoreError, UnknownArticle
from embeddings.errors import EmbeddingError
from index.errors import IndexingError
from service.errors import BadInput, ChatError, NotReady, ReaderDamaged

MEDIA_TYPE = "application/problem+json"
_logger = logging.getLogger(__name__)

_DETAILS = {
    401: "An API key is needed: Authorization: Bearer KEY, or X-API-Key: KEY.",
    403: "This needs an API key with the admin role.",
    404: "There is nothing at this address; GET /docs lists what there is.",
    405: "This address does not take this method; Allow names those it takes.",
    408: "The request's body came too slowly.",
    415: "This media type is not taken here; GET /docs names those that are.",
    429: "Too many requests are waiting; try again after Retry-After seconds.",
    500: "The service failed to do this; its log says why, under this request id.",
    502: "The chat model did not answer as it should; try again.",
    503: "The service is not ready: it has no usable index or store; GET /readyz says when it is.",
}
_RETRY = {"Retry-After": "5"}
_NOT_READY = (NotReady, IndexingError, StoreError, EmbeddingError, ReaderDamaged, OSError)


class Problem(Exception):  # noqa: N818 - the name that RFC 9457 gives it
    """A problem to be sent: a status, a detail, for bad input the fields.

    `reason` is one word for programs, where the status alone does not say it.
    """

    def __init__(
        self,
        status: int,
        detail: str | None = None,
        *,
        field: str | None = None,
        headers: dict[str, str] | None = None,
        reason: str | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail or _DETAILS.get(status, HTTPStatus(status).phrase)
        self.errors = [{"field": field, "detail": self.detail}] if field else []
        self.headers = headers or {}
        self.reason = reason

    def body(self) -> dict[str, Any]:
        """Return the members of the JSON object."""
        members: dict[str, Any] = {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
        }
        members |= {"reason": self.reason} if self.reason else {}
        return members | ({"errors": self.errors} if self.errors else {})

    def response(self) -> Response:
        """Return the problem as a response."""
        return JSONResponse(self.body(), self.status, headers=self.headers, media_type=MEDIA_TYPE)


def problem_of(error: Exception) -> Problem:
    """Return what a client is told of an error; its text only where that speaks of the request."""
    problem: Problem
    match error:
        case Problem():
            problem = error
        case BadInput():
            problem = Problem(422, str(error), field=error.field)
        case BadFilter():
            problem = Problem(422, str(error), field="filters")
        case FetchRefused():
            problem = _not_fetched(error)
        case Refused():
            problem = Problem(422, f"This cannot be an article: {error.reason}.", field="text")
        case RequestValidationError():
            problem = _invalid(error)
        case HTTPException():
            problem = Problem(error.status_code, headers=dict(error.headers or {}))
        case UnknownArticle():
            problem = Problem(404, "There is no such article, or it has no such revision.")
        case ChatError():
            problem = Problem(502)
        case StoreBusy():
            problem = Problem(503, "Another process is writing; try again.", headers=_RETRY)
        case _ if isinstance(error, _NOT_READY):
            problem = Problem(503, headers=_RETRY)
        case _:
            problem = Problem(500)
    _log(problem, error)
    return problem


def _not_fetched(error: FetchRefused) -> Problem:
    """Return what is told of an address: what is wrong with it, or with what it leads to."""
    detail = f"The address was not fetched: {error.reason}."
    headers = {}
    match error.kind:
        case "busy":
            status, headers = 429, {"Retry-After": str(math.ceil(error.wait or 60))}
        case "timeout":
            status = 504
        case _ if error.passing:
            status = 502
        case _:
            return Problem(422, detail, field="url", reason=error.kind)
    return Problem(status, detail, headers=headers, reason=error.kind)


def _log(problem: Problem, error: Exception) -> None:
    if problem.status == 503:
        _logger.warning("not ready: %s", error)
    elif isinstance(error, FetchRefused):
        _logger.info("not fetched (%s): %s", error.kind, error.reason)
    elif problem.status >= 500:
        _logger.error("request failed with %d", problem.status, exc_info=error)


def install(app: FastAPI) -> None:
    """Answer the known errors with a problem; `Observe` does it for the unknown ones."""
    known = (BadInput, BadFilter, Refused, ChatError, *_NOT_READY)
    for kind in (Problem, RequestValidationError, HTTPException, *known):
        app.add_exception_handler(kind, _handle)


async def _handle(_request: Request, error: Exception) -> Response:
    return problem_of(error).response()


def _invalid(error: RequestValidationError) -> Problem:
    """Return the fields that are wrong; the first part of each place says body, query or path."""
    return fields_of([{**one, "loc": one["loc"][1:] or one["loc"]} for one in error.errors()])


def fields_of(errors: Sequence[Mapping[str, Any]]) -> Problem:
    """Return the problem of what pydantic found wrong; what was sent is not repeated."""
    found = []
    for one in errors:
        # A JSON text that is broken has only an offset for a place.
        broken = one["type"] == "json_invalid" or not one["loc"]
        field = "body" if broken else ".".join(map(str, one["loc"]))
        message = str(one["msg"]).removeprefix("Value error, ")
        if one["type"] == "extra_forbidden":
            message = "is unknown; GET /docs lists what is known"
        elif one["type"].endswith(("too_long", "too_short")) and isinstance(one.get("input"), str):
            limits = one.get("ctx", {})
            bound = (
                f"at most {limits['max_length']:,}"
                if "max_length" in limits
                else f"at least {limits['min_length']:,}"
            )
            message = f"has {len(one['input']):,} characters; {bound} are expected"
        found.append({"field": field, "detail": message})
    problem = Problem(422, "; ".join(f"{f['field']}: {f['detail']}" for f in found[:3]))
    problem.errors = found
    return problem
