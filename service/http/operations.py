"""Liveness, readiness, metrics, and the description of the service."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.responses import HTMLResponse, JSONResponse, Response

from service.http.pages import docs_page
from service.http.state import State, state_of

router = APIRouter(tags=["operations"])
Shared = Annotated[State, Depends(state_of)]


@router.get("/healthz", summary="Liveness")
async def healthz() -> dict[str, str]:
    """Answer as long as the process does."""
    return {"status": "ok"}


@router.get("/readyz", summary="Readiness")
async def readyz(state: Shared) -> dict[str, str]:
    """Answer 200 as soon as an index is loaded, 503 before."""
    await state.work(state.service.check)
    return {"status": "ready"}


@router.get(
    "/metrics",
    summary="Prometheus metrics",
    response_class=Response,
    responses={200: {"content": {"text/plain": {}}, "description": "Prometheus text"}},
)
async def metrics(state: Shared) -> Response:
    """Return the metrics of this process."""
    return Response(generate_latest(state.metrics.registry), media_type=CONTENT_TYPE_LATEST)


@router.get("/openapi.json", include_in_schema=False)
async def openapi(request: Request) -> JSONResponse:
    """Return the OpenAPI description."""
    return JSONResponse(request.app.openapi())


@router.get("/docs", include_in_schema=False)
async def docs(request: Request) -> HTMLResponse:
    """Return the description as a page that loads nothing from anywhere."""
    description: dict[str, Any] = request.app.openapi()
    return docs_page(description)
