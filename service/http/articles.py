"""`/v1/articles`: list, show, add, remove and restore."""

from pathlib import PurePosixPath
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from pydantic import ValidationError
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from service import audit, wire
from service.adding import add_file, add_page, add_text, fetch_page
from service.http import requests
from service.http.access import CHANGE, READ, Presented, caller, check_admin
from service.http.bodies import JSON, MULTIPART, StrictRoute, media_type, read_json
from service.http.problems import Problem, fields_of
from service.http.state import State, state_of
from service.inputs import read_filters

router = APIRouter(route_class=StrictRoute, tags=["articles"])
Shared = Annotated[State, Depends(state_of)]
_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            JSON: {
                "schema": {
                    "anyOf": [
                        requests.ArticleIn.model_json_schema(),
                        requests.AddressIn.model_json_schema(),
                    ]
                }
            },
            MULTIPART: {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {"file": {"type": "string", "format": "binary"}},
                }
            },
        },
    }
}


@router.get("/v1/articles", dependencies=READ, summary="List the articles")
def list_articles(
    query: Annotated[requests.ArticlesQuery, Query()],
    request: Request,
    role: Presented,
    state: Shared,
) -> wire.ArticlesOut:
    """Return one page of articles, the last added first; the removed ones to admins."""
    if query.state == "removed":
        check_admin(request, role)
    page = state.service.store.list_articles(
        limit=query.limit,
        cursor=query.cursor,
        filters=read_filters(query.values()),
        state=query.state,
    )
    return wire.articles_out(page)


@router.get("/v1/articles/{article_id}", dependencies=READ, summary="Show one article")
def show(
    article_id: str, query: Annotated[requests.RevisionQuery, Query()], state: Shared
) -> wire.FullArticleOut:
    """Return an article with its text and blocks, by default in its current revision."""
    return wire.full_article_out(state.service.store.get(article_id, query.revision))


@router.post(
    "/v1/articles",
    dependencies=[*CHANGE, Depends(requests.no_parameters)],
    summary="Add an article",
    openapi_extra=_BODY,
    status_code=201,
    response_model=wire.AddedOut,
    responses={200: {"model": wire.AddedOut, "description": "Nothing new was added"}},
)
async def add(request: Request, state: Shared) -> Response:
    """Add a file, a text or an address; it can be asked about once the index is published."""
    store = state.service.store
    if media_type(request) == MULTIPART:
        name, content = await _upload(request)
        put = await state.work(add_file, store, name, content)
    elif media_type(request) == JSON:
        sent = _article(await read_json(request))
        if isinstance(sent, requests.AddressIn):
            page = await state.fetch(fetch_page, state.service.fetcher, sent.url)
            put = await state.work(add_page, store, page)
        else:
            put = await state.work(add_text, store, **sent.model_dump())
    else:
        raise Problem(415, f"The body must be {JSON} or {MULTIPART}.")
    if put.outcome != "unchanged":
        by = await state.work(caller, request, state)
        audit.record(
            state.settings.data,
            by,
            put.outcome,
            article_id=put.article_id,
            revision=put.revision,
        )
    state.publisher.request()
    added = wire.AddedOut.model_validate(put)
    return JSONResponse(added.model_dump(), 201 if put.outcome == "added" else 200)


@router.delete(
    "/v1/articles/{article_id}",
    dependencies=[*CHANGE, Depends(requests.no_parameters)],
    summary="Remove an article",
    status_code=204,
)
def remove(article_id: str, request: Request, state: Shared) -> None:
    """Take an article out of every answer, at once; the index follows."""
    state.service.store.remove(article_id)
    audit.record(state.settings.data, caller(request, state), "removed", article_id=article_id)
    state.publisher.request()


@router.post(
    "/v1/articles/{article_id}/restore",
    dependencies=[*CHANGE, Depends(requests.no_parameters)],
    summary="Undo a removal",
    status_code=204,
)
def restore(article_id: str, request: Request, state: Shared) -> None:
    """Bring a removed article back as it was; the index follows."""
    state.service.store.restore(article_id)
    audit.record(state.settings.data, caller(request, state), "restored", article_id=article_id)
    state.publisher.request()


def _article(body: Any) -> requests.ArticleIn | requests.AddressIn:
    """Return what a body gives: a text, or where there is neither title nor text, an address."""
    address = isinstance(body, dict) and "url" in body and not {"title", "text"} & body.keys()
    try:
        return (requests.AddressIn if address else requests.ArticleIn).model_validate(body)
    except ValidationError as error:
        raise fields_of(error.errors()) from None


async def _upload(request: Request) -> tuple[str, bytes]:
    """Return name and bytes of the one file of a form; raise Problem 422."""
    try:
        async with request.form(max_files=1, max_fields=0) as form:
            upload = form.get("file")
            if not isinstance(upload, UploadFile):
                raise Problem(422, "The form has no file.", field="file")
            name = PurePosixPath((upload.filename or "").replace("\\", "/")).name
            if not name:
                raise Problem(422, "The file has no name.", field="file")
            return name, await upload.read()
    except HTTPException:
        raise Problem(422, "The form is broken, or has more than one file.", field="file") from None
