"""`tracuu serve`."""

import os
import sys
from typing import Annotated

import typer
import uvicorn
from sse_starlette.sse import AppStatus

from service.cli import options as o
from service.cli.output import emit, note
from service.compose import Service
from service.http.access import check_exposure
from service.http.logs import configure
from service.settings import PREFIX, load_settings

# Seconds that an idle connection stays open. Longer than clients and proxies keep theirs, so that
# none is closed in the moment in which it is used again.
_KEEP_ALIVE = 75


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(serve)


def serve(
    *,
    host: Annotated[str | None, typer.Option("--host", help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option("--port", help="Port to listen on.")] = None,
    workers: Annotated[int | None, typer.Option("--workers", help="Server processes.")] = None,
    data: o.Data = None,
    as_json: o.Json = False,
) -> int:
    """Serve the HTTP interface."""
    settings = load_settings(data=data, host=host, port=port, workers=workers)
    with Service(settings, create=True) as service:
        keys = service.store.list_keys()
    check_exposure(settings, any(key.revoked_at is None for key in keys))
    # The server's processes read the settings anew, so options go to them as variables.
    for name in ("data", "host", "port", "workers"):
        os.environ[PREFIX + name.upper()] = str(getattr(settings, name))
    configure(settings.log_level)
    # A running answer may finish: streams end by themselves, within the chat model's limit.
    AppStatus.enable_automatic_graceful_drain = False
    address = f"http://{settings.host}:{settings.port}"
    if as_json:
        emit({"address": address})
        sys.stdout.flush()
    else:
        note(f"Tra cứu listens on {address}")
    uvicorn.run(
        "service.http.app:from_environment",
        factory=True,
        host=settings.host,
        port=settings.port,
        workers=settings.workers if settings.workers > 1 else None,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=_KEEP_ALIVE,
        timeout_graceful_shutdown=settings.shutdown_timeout,
    )
    return 0
