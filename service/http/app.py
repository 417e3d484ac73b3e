"""The HTTP application: `create_app(settings)`, and the factory that uvicorn calls."""

import gc
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Any

from anyio.to_thread import run_sync
from fastapi import FastAPI

from service.compose import Service
from service.http import (
    articles,
    asking,
    directives,
    mcp,
    openai,
    operations,
    page,
    problems,
    records,
)
from service.http.access import check_exposure
from service.http.description import Described
from service.http.following import LOCK_FILE, Follower
from service.http.limits import LimitRate
from service.http.logs import configure
from service.http.middleware import LimitBody, Observe
from service.http.state import State
from service.http.watched import make_watcher
from service.settings import Settings, load_settings

_logger = logging.getLogger(__name__)
_COLLECTED = (2_000, 20, 100)
_PROBLEM = {
    "description": "Problem (RFC 9457)",
    "content": {
        problems.MEDIA_TYPE: {
            "schema": {
                "type": "object",
                "properties": {
                    "type": {"type": "string"},
                    "title": {"type": "string"},
                    "status": {"type": "integer"},
                    "detail": {"type": "string"},
                    "errors": {"type": "array", "items": {"type": "object"}},
                },
            }
        }
    },
}


def create_app(settings: Settings, service: Service | None = None) -> FastAPI:
    """Return the application; `service` stands in for the one that the settings describe.

    Raises Forbidden where it would be open to other machines without any key, and StoreError
    where the store cannot be opened.
    """
    service = service or Service(settings, create=True)
    has_keys = any(key.revoked_at is None for key in service.store.list_keys())
    check_exposure(settings, has_keys)
    state = State(settings, service)
    watcher = make_watcher(state)
    follower = Follower(service, settings.data / LOCK_FILE, settings.follow_seconds)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        # Warm, so that the first question does not wait; what is missing is said by /readyz.
        try:
            await run_sync(service.warm)
        except Exception as error:
            _logger.warning("not ready: %s", error)
        # What was loaded lives as long as the process: no later collection need look at it.
        gc.collect()
        gc.freeze()
        # What is remembered grows at first: looking through all of it would stop every answer for a
        # tenth of a second.
        gc.set_threshold(*_COLLECTED)
        watcher.start()
        follower.start()
        yield
        await run_sync(follower.stop, settings.shutdown_timeout)
        await run_sync(watcher.stop, settings.shutdown_timeout)
        await run_sync(state.publisher.stop, settings.shutdown_timeout)
        service.close()

    app = Described(
        title="Tra cứu",
        version=version("tracuu"),
        description="Semantic search and cited answers over Vietnamese articles.",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        responses=dict[int | str, dict[str, Any]]({"default": _PROBLEM}),
    )
    app.state.tracuu = state
    app.state.examples = page.Examples(state)
    for module in (asking, articles, records, operations, page, directives, openai, mcp):
        app.include_router(module.router)
    problems.install(app)
    # The last one added is the outermost.
    app.add_middleware(LimitBody, limit=settings.max_body)
    app.add_middleware(LimitRate, state=state)
    app.add_middleware(Observe, metrics=state.metrics)
    app.add_middleware(openai.ProtocolErrors)
    return app


def from_environment() -> FastAPI:
    """Return the application for the settings of this process; uvicorn calls this."""
    settings = load_settings()
    configure(settings.log_level)
    return create_app(settings)
