"""`POST /mcp`: the tools of `service/mcp.py` over streamable HTTP, each request by itself.

No session is kept, so any worker can answer any request; GET and DELETE, which sessions would
need, are not taken.
"""

from importlib import import_module
from typing import Annotated, Any
from urllib.parse import urlsplit

from anyio.to_thread import run_sync
from fastapi import APIRouter, Depends, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from service.http.access import READ, is_loopback, presented_key
from service.http.bodies import JSON, StrictRoute
from service.http.problems import MEDIA_TYPE, Problem
from service.http.state import State, state_of

Shared = Annotated[State, Depends(state_of)]
_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            JSON: {
                "schema": {"type": "object"},
                "example": {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}},
            }
        },
    }
}
_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {"description": "The answer, as JSON-RPC 2.0", "content": {JSON: {}}},
    202: {"description": "A notification was taken"},
    "default": {
        "description": "Problem (RFC 9457), or an error of the protocol",
        "content": {MEDIA_TYPE: {}, JSON: {}},
    },
}


def asked_by_no_foreign_page(request: Request, state: Shared) -> None:
    """Refuse what a page of another site sends through somebody's browser.

    The protocol demands it, for a page may have its own name point at this machine: where only
    this machine may read without a key, the service must have been called by a name of it.
    """
    host, origin = request.headers.get("host", ""), request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != host:
        raise Problem(403, "The page that sends this is of another site.")
    alone = state.settings.anonymous == "auto" and is_loopback(state.settings.host)
    if alone and presented_key(request) is None and not is_loopback(_name(host)):
        raise Problem(403, "Without an API key, call this service by a loopback address.")


router = APIRouter(
    route_class=StrictRoute, dependencies=[*READ, Depends(asked_by_no_foreign_page)], tags=["mcp"]
)


@router.post(
    "/mcp",
    summary="The Model Context Protocol",
    response_class=Response,
    responses=_RESPONSES,
    openapi_extra=_BODY,
)
async def mcp(state: Shared) -> Response:
    """Answer one message of the protocol."""
    # Imported by the first who needs it, in a thread: it takes longer than the rest of the service.
    module = await run_sync(import_module, "service.mcp")
    manager = await run_sync(import_module, "mcp.server.streamable_http_manager")
    return _Passed(
        manager.StreamableHTTPSessionManager(
            module.server_of(state.service, state.work), json_response=True, stateless=True
        )
    )


class _Passed(Response):
    """A response that the protocol's own library writes."""

    def __init__(self, manager: Any) -> None:
        super().__init__()
        self._manager = manager

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async with self._manager.run():
            await self._manager.handle_request(scope, receive, send)


def _name(host: str) -> str:
    """Return a Host header without its port."""
    return urlsplit(f"//{host}").hostname or ""
