"""So many requests a minute: for each API key, and for each address that presents none.

An unknown key counts for its address, so that guessing keys is limited as well. Each process
counts for itself. Where nobody set a limit, this machine's own programs have none; a request that
a proxy passes on comes from the address that `X-Forwarded-For` names.
"""

import ipaddress
import math
import time

from anyio.to_thread import run_sync
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from service.http.access import is_loopback, presented_key
from service.http.problems import Problem
from service.http.state import State
from service.keys import Role, hashed, role_of

# What costs something. The page's files, health and metrics are always there.
_LIMITED = ("/v1/", "/mcp")
SHARE = 3_000  # requests a minute, where nobody set another


class LimitRate:
    """Answer 429 with `Retry-After` where a client sends more than its share."""

    def __init__(self, app: ASGIApp, state: State) -> None:
        self._app = app
        self._state = state
        rate = state.settings.rate_limit
        self._spares_own = rate is None
        share = SHARE if rate is None else rate
        self._share = RateLimitItemPerMinute(share) if share else None
        self._counter = SlidingWindowCounterRateLimiter(MemoryStorage())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count the request and pass it on, or refuse it before its body is read."""
        limited = scope["type"] == "http" and scope["path"].startswith(_LIMITED)
        if self._share is not None and limited and not self._spared(scope):
            who = await self._who(Request(scope))
            if not self._counter.hit(self._share, who):
                wait = self._counter.get_window_stats(self._share, who).reset_time - time.time()
                problem = Problem(
                    429,
                    f"More than {self._share.amount:,} requests came in a minute; "
                    "try again after Retry-After seconds.",
                    headers={"Retry-After": str(max(1, math.ceil(wait)))},
                )
                await problem.response()(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _spared(self, scope: Scope) -> bool:
        client = scope.get("client")
        return self._spares_own and client is not None and is_loopback(client[0])

    async def _who(self, request: Request) -> str:
        key = presented_key(request)
        if key is not None:
            role: Role | None = await run_sync(role_of, self._state.service.store, key)
            if role is not None:
                return hashed(key)
        return _network(request.client.host if request.client else "")


def _network(host: str) -> str:
    """Return whose share an address uses: in IPv6 that of its /64, of which one client has all."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    return str(ipaddress.ip_network((address, 64), strict=False)) if address.version == 6 else host
