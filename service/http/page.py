"""The web page: its files from memory, under a policy that lets in nothing else."""

import asyncio
import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel
from starlette.responses import Response

from corpus.store import ReferenceFilters
from service.answering.answerer import Answerer
from service.examples import DOCUMENTS, find_examples
from service.http.access import READ
from service.http.bodies import StrictRoute
from service.http.problems import Problem
from service.http.requests import no_parameters
from service.http.state import State

router = APIRouter(route_class=StrictRoute)
INDEX = "index.html"
# `trusted-types 'none'` has the browser itself refuse any text that is taken for HTML.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
_TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
}
_SMALL = 1_000


@dataclass(frozen=True, slots=True)
class _File:
    """One file of the page, plain and compressed; `etag` names its content."""

    content: bytes
    packed: bytes
    media_type: str
    etag: str


@cache
def _files() -> dict[str, _File]:
    """Return the files by their path under `service/web`, read once."""
    return dict(_walk(files("service").joinpath("web"), ""))


def _walk(folder: Traversable, prefix: str) -> list[tuple[str, _File]]:
    found: list[tuple[str, _File]] = []
    for entry in folder.iterdir():
        path = prefix + entry.name
        if entry.is_dir():
            found += _walk(entry, f"{path}/")
        elif media_type := _TYPES.get(entry.name.rpartition(".")[2]):
            content = entry.read_bytes()
            etag = hashlib.sha256(content).hexdigest()[:16]
            found.append((path, _File(content, gzip.compress(content, mtime=0), media_type, etag)))
    return found


def _send(request: Request, path: str) -> Response:
    """Return a file, or 304 where the browser holds it; Problem 404 where there is none."""
    file = _files().get(path)
    if file is None:
        raise Problem(404)
    packed = len(file.content) > _SMALL and "gzip" in request.headers.get("accept-encoding", "")
    etag = f'"{file.etag}{"-gzip" if packed else ""}"'
    headers = {
        "Content-Security-Policy": POLICY,
        # Kept, but asked about each time: a new version is there at once and in one piece.
        "Cache-Control": "no-cache",
        "ETag": etag,
        "Vary": "Accept-Encoding",
    }
    held = request.headers.get("if-none-match", "")
    if etag in (tag.strip().removeprefix("W/") for tag in held.split(",")):
        return Response(status_code=304, headers=headers)
    if packed:
        headers["Content-Encoding"] = "gzip"
    return Response(
        file.packed if packed else file.content, media_type=file.media_type, headers=headers
    )


@router.api_route("/", methods=["GET", "HEAD"], include_in_schema=False)
async def front(request: Request) -> Response:
    """Return the page."""
    return _send(request, INDEX)


@router.api_route("/static/{path:path}", methods=["GET", "HEAD"], include_in_schema=False)
async def static(path: str, request: Request) -> Response:
    """Return a file that the page uses."""
    return _send(request, path)


class ExamplesOut(BaseModel):
    """Questions that the articles answer."""

    examples: list[str]


class Examples:
    """The examples of one service, made anew when the store has changed; one at a time."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._making = asyncio.Lock()
        self._version: int | None = None
        self._found: tuple[str, ...] = ()

    async def current(self) -> tuple[str, ...]:
        """Return the examples; raise what stands in the way of any answer."""
        async with self._making:
            version = await self._state.work(self._state.service.store.version)
            if version != self._version:
                self._found = await self._state.work(self._make)
                self._version = version
            return self._found

    def _make(self) -> tuple[str, ...]:
        # The reader that quotes: trying questions must not cost a chat model's time.
        service = self._state.service
        service.check()
        quoting = Answerer(service, service.extractive)
        page = service.store.list_references(ReferenceFilters(), limit=DOCUMENTS)
        return find_examples(page.references, quoting.answer)


@router.get(
    "/v1/examples",
    tags=["asking"],
    summary="Questions to begin with",
    dependencies=[*READ, Depends(no_parameters)],
)
async def examples(request: Request) -> ExamplesOut:
    """Return a few questions, each checked to be answered rightly from the articles."""
    found: Examples = request.app.state.examples
    return ExamplesOut(examples=list(await found.current()))
