"""What happens to every request: an id, a size limit, headers, a log line, metrics.

Plain ASGI, so that streams pass through as they come. A question's text is never logged.
"""

import asyncio
import re
import time
import uuid
from collections.abc import Iterable

import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.http.problems import Problem, problem_of

BODY_SECONDS = 30.0
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
}


class Metrics:
    """Prometheus metrics of one application, by route template and never by path."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        labels = ("method", "route", "status")
        self.requests = Counter(
            "tracuu_requests", "Requests answered.", labels, registry=self.registry
        )
        self.seconds = Histogram(
            "tracuu_request_seconds",
            "Time to the end of the response.",
            ("method", "route"),
            buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60),
            registry=self.registry,
        )
        self.running = Gauge(
            "tracuu_requests_running", "Requests being answered.", registry=self.registry
        )
        self.answers = Counter(
            "tracuu_answers", "Answers given.", ("mode", "abstained"), registry=self.registry
        )


class Observe:
    """Give each request an id, and the log and the metrics one entry."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics
        self._log = structlog.get_logger("tracuu.http")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and record how it ended."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        request_id = given if _REQUEST_ID.fullmatch(given) else uuid.uuid4().hex
        status, begun = 500, False
        started = time.perf_counter()

        async def observed(message: Message) -> None:
            nonlocal status, begun
            if message["type"] == "http.response.start":
                status, begun = message["status"], True
                headers = MutableHeaders(scope=message)
                headers["X-Request-Id"] = request_id
                for name, value in _SECURITY.items():
                    headers.setdefault(name, value)
            await send(message)

        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        self._metrics.running.inc()
        try:
            await self._app(scope, receive, observed)
        except Exception as error:
            problem = problem_of(error)
            if begun:
                raise
            await problem.response()(scope, receive, observed)
        finally:
            self._metrics.running.dec()
            seconds = time.perf_counter() - started
            method, route = _method(scope), _route(scope)
            self._metrics.requests.labels(method, route, str(status)).inc()
            self._metrics.seconds.labels(method, route).observe(seconds)
            self._log.info(
                "request", method=method, route=route, status=status, ms=round(seconds * 1000, 1)
            )


class LimitBody:
    """Read the body before the application does: at most `limit` bytes, in limited time."""

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self._app = app
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with its body, or answer 413, 408 or nothing."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        declared = Headers(scope=scope).get("content-length", "0")
        too_large = Problem(
            413,
            f"The body is larger than {self._limit:,} bytes.",
            headers={"Connection": "close"},
        )
        if declared.isdecimal() and int(declared) > self._limit:
            await too_large.response()(scope, receive, send)
            return
        try:
            async with asyncio.timeout(BODY_SECONDS):
                body = await self._read(receive)
        except TimeoutError:
            problem = Problem(408, headers={"Connection": "close"})
            await problem.response()(scope, receive, send)
            return
        if body is None:
            return
        if len(body) > self._limit:
            await too_large.response()(scope, receive, send)
            return
        messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def replay() -> Message:
            return messages.pop() if messages else await receive()

        await self._app(scope, replay, send)

    async def _read(self, receive: Receive) -> bytes | None:
        """Return the body, or a little more than the limit of it; None if the client has left."""
        body = bytearray()
        while len(body) <= self._limit:
            message = await receive()
            if message["type"] == "http.disconnect":
                return None
            body += message.get("body", b"")
            if not message.get("more_body", False):
                break
        return bytes(body)


def _method(scope: Scope) -> str:
    known: Iterable[str] = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
    return scope["method"] if scope["method"] in known else "other"


def _route(scope: Scope) -> str:
    """Return the template of the route, such as /v1/articles/{article_id}."""
    return str(getattr(scope.get("route"), "path", "unmatched"))
