"""`/v1/directives` and `/v1/directives.csv`."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.responses import Response

from service import wire
from service.directives import as_csv, read_directive_filters
from service.http.access import READ
from service.http.bodies import StrictRoute
from service.http.requests import DirectivesPageQuery, DirectivesQuery
from service.http.state import State, state_of

router = APIRouter(route_class=StrictRoute, dependencies=READ, tags=["directives"])
Shared = Annotated[State, Depends(state_of)]


@router.get("/v1/directives", summary="Tasks that articles set")
def directives(query: Annotated[DirectivesPageQuery, Query()], state: Shared) -> wire.DirectivesOut:
    """Return the tasks found in the articles, by deadline; those without one last."""
    found = state.service.store.directives(
        read_directive_filters(query.q, query.values()), limit=query.limit, offset=query.offset
    )
    return wire.directives_out(found)


@router.get(
    "/v1/directives.csv",
    summary="The same for a spreadsheet",
    response_class=Response,
    responses={200: {"content": {"text/csv": {}}, "description": "CSV, UTF-8 with BOM"}},
)
def directives_csv(query: Annotated[DirectivesQuery, Query()], state: Shared) -> Response:
    """Return all of them, one a line, with the columns of `/v1/directives`."""
    found = state.service.store.directives(read_directive_filters(query.q, query.values()))
    return Response(
        as_csv(wire.directives_out(found)),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="directives.csv"'},
    )
