"""`tracuu mcp`."""

from importlib import import_module
from typing import Annotated

import typer

from service.cli import options as o
from service.compose import Service
from service.http.logs import configure
from service.settings import load_settings


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(mcp)


def mcp(
    *,
    http: Annotated[
        bool, typer.Option("--http", help="Serve as `tracuu serve` does, with POST /mcp.")
    ] = False,
    host: Annotated[str | None, typer.Option("--host", help="Address, with --http.")] = None,
    port: Annotated[int | None, typer.Option("--port", help="Port, with --http.")] = None,
    data: o.Data = None,
    as_json: o.Json = False,
) -> int:
    """Serve the tools to a language model's client over standard input and output."""
    # Both are imported only here, so that `tracuu --help` waits for neither.
    if http:
        code: int = import_module("service.cli.serve").serve(
            host=host, port=port, data=data, as_json=as_json
        )
        return code
    settings = load_settings(data=data)
    with Service(settings) as service:
        service.check()
        configure(settings.log_level)
        import_module("service.mcp").serve_stdio(service)
    return 0
