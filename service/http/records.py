"""`/v1/references` and `/v1/feedback`."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from corpus.store import ReferenceFilters
from service import wire
from service.http import requests
from service.http.access import READ
from service.http.bodies import StrictRoute
from service.http.state import State, state_of
from service.inputs import read_filters, read_number

router = APIRouter(route_class=StrictRoute, dependencies=READ)
Shared = Annotated[State, Depends(state_of)]


@router.get("/v1/references", tags=["references"], summary="Documents that articles mention")
def references(
    query: Annotated[requests.ReferencesQuery, Query()], state: Shared
) -> wire.ReferencesOut:
    """Return one page of the official documents that articles mention, the most mentioned first."""
    filters = ReferenceFilters(query.q, read_filters(query.values()))
    page = state.service.store.list_references(filters, limit=query.limit, cursor=query.cursor)
    return wire.reference_page_out(page)


@router.get(
    "/v1/references/{number:path}",
    tags=["references"],
    summary="One document number",
)
def reference(
    number: str, query: Annotated[requests.FiltersQuery, Query()], state: Shared
) -> wire.ReferencesOut:
    """Return every document that bears the number, one per issuer and year."""
    wanted, filters = read_number(number, "number"), read_filters(query.values())
    return wire.references_out(state.service.store.references(wanted, filters))


@router.post(
    "/v1/feedback",
    tags=["asking"],
    summary="Judge an answer",
    status_code=204,
    dependencies=[Depends(requests.no_parameters)],
)
def feedback(body: requests.FeedbackIn, state: Shared) -> None:
    """Keep what a reader thinks of an answer."""
    state.service.store.add_feedback(
        question=body.question,
        answer=body.answer,
        citations=body.citations,
        thumb=body.thumb,
        comment=body.comment,
    )
