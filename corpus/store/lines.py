"""The form of an exported corpus: JSON Lines, a header and then one article a line.

What can be derived (folded names, digests, bands, clusters) is not in it. Absent values are null.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from corpus.articles import BlockKind, State
from corpus.directives.directive import Kind

VERSION = 1
Digest = Annotated[str, Field(pattern="^[0-9a-f]{16}$")]
Span = tuple[int, int]


class _Line(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)


class Header(_Line):
    """The first line: what this is, and how many articles follow."""

    tracuu: Literal["corpus"] = "corpus"
    version: Literal[1] = 1
    articles: int


class KeyLine(_Line):
    """Where texts of the article come from, with the text last seen there."""

    key: str
    revision: Digest
    fingerprint: str | None
    seen_at: str


class MentionLine(_Line):
    """A document that the text mentions; see `corpus.documents.DocumentMention`."""

    number: str
    type: str | None
    issuer: str | None
    date: str | None
    title: str | None
    start: int
    end: int
    repaired: bool
    short: bool


class DefinitionLine(_Line):
    """An abbreviation that the text defines."""

    short: str
    long: str
    start: int
    end: int


class DirectiveLine(_Line):
    """A task that the text sets; see `corpus.directives.Directive`. `task` is part of the span."""

    start: int
    end: int
    issuer: str
    issuer_office: str | None
    units: tuple[str, ...]
    task: str
    kind: Kind
    deadline: str | None
    deadline_text: str | None
    deadline_inferred: bool
    documents: tuple[str, ...]


class RevisionLine(_Line):
    """One revision, the first read first; `current` is true of one of an article."""

    revision: Digest
    current: bool
    origin: str
    content: Digest
    name: str
    title: str | None
    source: str | None
    author: str | None
    url: str | None
    published: str | None
    place: str | None
    ingested_at: str
    text: str
    blocks: tuple[tuple[BlockKind, int, int], ...]
    passages: tuple[Span, ...]
    mentions: tuple[MentionLine, ...]
    definitions: tuple[DefinitionLine, ...]
    directives: tuple[DirectiveLine, ...]


class ArticleLine(_Line):
    """An article with all its revisions and keys."""

    article_id: Digest
    created_at: str
    state: State
    removed_at: str | None
    keys: tuple[KeyLine, ...]
    revisions: Annotated[tuple[RevisionLine, ...], Field(min_length=1)]
