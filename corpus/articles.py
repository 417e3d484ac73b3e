"""The shapes an article takes on its way from a source to the store.

`RawDocument` (bytes of one source) → `Article` (clean text with typed blocks and metadata)
→ `StoredArticle` (an article in one revision, with its identity). Offsets are Unicode code
points in `text`, end exclusive, as Python slices.
"""

import hashlib
from dataclasses import dataclass, field
from typing import Literal

BlockKind = Literal["title", "lead", "heading", "paragraph", "table", "caption"]
BLOCK_KINDS: tuple[BlockKind, ...] = ("title", "lead", "heading", "paragraph", "table", "caption")
State = Literal["live", "removed"]


def digest(text: str) -> str:
    """Return the first 16 hex digits of the SHA-256 of `text` in UTF-8."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class RawDocument:
    """One source as it was found: its bytes and where they come from.

    `key` identifies the source across runs (canonical address or absolute file path), `name` is
    the file name without extension or the last part of the address, `url` is None for files.
    `media_type` is `text/plain` or `text/html` (readers may add kinds).
    """

    key: str
    name: str
    content: bytes
    media_type: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A source that is known, without reading it, to be as it was last seen."""

    key: str


@dataclass(frozen=True, slots=True)
class Block:
    """A span `[start, end)` of an article's text with what it is."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """A clean article: `text` is title, lead, then blocks in order, joined by newlines, NFC.

    `published` is an ISO date or an ISO date-time with `+07:00`. Absent metadata is None.
    `title` is None only for ready texts that have none (evaluation data).
    """

    text: str
    blocks: tuple[Block, ...]
    name: str
    title: str | None = None
    source: str | None = None
    author: str | None = None
    url: str | None = None
    published: str | None = None
    place: str | None = None

    @property
    def revision(self) -> str:
        """Identity of this text: first 16 hex digits of its SHA-256."""
        return digest(self.text)


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article in one revision as the store keeps it."""

    article_id: str
    revision: str
    state: State
    article: Article


@dataclass(frozen=True, slots=True)
class PassageSpan:
    """A passage of an article before it is stored: the unit that is embedded and retrieved.

    `ordinal` counts from 0 within the revision.
    """

    ordinal: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A stored passage with what encoder and lexical leg need of its article.

    `key` is a positive integer unique in the store and never reused (the id in both legs).
    `digest` covers everything that is embedded (title, lead, text), so that an unchanged passage
    is recognised across revisions and generations.
    """

    key: int
    passage_id: str
    article_id: str
    revision: str
    digest: str
    title: str | None
    lead: str | None
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class HitRecord:
    """A live passage with its article's metadata, as the store gives it for a key."""

    passage: Passage
    source: str | None
    url: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Bearer:
    """A document by its number in normal form, with what most mentions say of it."""

    number: str
    type: str | None
    issuer: str | None


@dataclass(frozen=True, slots=True)
class Copy:
    """Another live article with the same body but for boilerplate, as a reader is told of it."""

    article_id: str
    title: str | None
    source: str | None
    url: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Filters:
    """Restrict a search. Values of one field are alternatives; different fields all hold.

    `from_` and `to` are ISO dates or date-times compared with `published`; a plain `to` date
    includes its whole day in Vietnam. An undated article fails a date filter. `document` holds
    document numbers in normal form, `article` article ids.
    """

    source: tuple[str, ...] = field(default=())
    place: tuple[str, ...] = field(default=())
    document: tuple[str, ...] = field(default=())
    article: tuple[str, ...] = field(default=())
    from_: tuple[str, ...] = field(default=())
    to: tuple[str, ...] = field(default=())

    def __bool__(self) -> bool:
        """Return whether anything is restricted."""
        return any((self.source, self.place, self.document, self.article, self.from_, self.to))
