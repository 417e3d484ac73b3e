"""Reading JSON bodies: right media type, right UTF-8, right JSON, before anything looks inside."""

import json
from collections.abc import Callable, Coroutine
from typing import Any, NoReturn
from urllib.parse import unquote_to_bytes

from fastapi import Request
from fastapi.routing import APIRoute
from starlette.responses import Response

from service.http.problems import Problem

JSON = "application/json"
MULTIPART = "multipart/form-data"


class StrictRoute(APIRoute):
    """A route that refuses what it cannot read exactly.

    That is: bytes in the address or body that are not UTF-8, and for a route with a body a media
    type that is not JSON, or JSON that the standard does not know.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the handler with the checks before it."""
        handler = super().get_route_handler()

        async def strict(request: Request) -> Response:
            try:
                unquote_to_bytes(request.scope["query_string"]).decode("utf-8")
            except UnicodeDecodeError:
                raise Problem(422, "The address is not UTF-8.", field="query") from None
            if self.body_field is not None:
                await read_json(request)
            return await handler(request)

        return strict


def media_type(request: Request) -> str:
    """Return the media type of the body, without its parameters."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


async def read_json(request: Request) -> Any:
    """Return the JSON body; raise Problem 415 or 422."""
    if media_type(request) != JSON:
        raise Problem(415, f"The body must be {JSON}.")
    try:
        text = (await request.body()).decode("utf-8")
        return json.loads(text, parse_constant=_refuse)
    except UnicodeDecodeError:
        raise Problem(422, "The body is not UTF-8.", field="body") from None
    except (ValueError, RecursionError):
        raise Problem(422, "The body is not JSON.", field="body") from None


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)
