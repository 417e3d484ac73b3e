"""What comes out of the store, besides the shapes of `corpus.articles`."""

from dataclasses import dataclass, field
from typing import Literal

from corpus.articles import State

Outcome = Literal["added", "updated", "unchanged", "duplicate"]
Thumb = Literal["up", "down"]


@dataclass(frozen=True, slots=True)
class Put:
    """What became of an entry, and the article that now holds its text."""

    outcome: Outcome
    article_id: str
    revision: str


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """An article in its current revision without its text; `characters` is the text's length."""

    article_id: str
    revision: str
    name: str
    title: str | None
    source: str | None
    author: str | None
    url: str | None
    published: str | None
    place: str | None
    characters: int
    state: State


@dataclass(frozen=True, slots=True)
class Page:
    """Some of `total` articles; `next` is the cursor of the page after, None on the last."""

    articles: tuple[ArticleSummary, ...]
    total: int
    next: str | None


@dataclass(frozen=True, slots=True)
class Defined:
    """An abbreviation as `articles` live articles define it."""

    short: str
    long: str
    articles: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the store holds; passages, mentions and definitions of live articles only."""

    live: int
    removed: int
    revisions: int
    passages: int
    mentions: int
    definitions: int
    feedback: int


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key by which a client is known; only the hash of the secret is kept."""

    key_id: int
    name: str
    role: str
    created_at: str
    revoked_at: str | None = None
    hash: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the store that is not as it must be, and how to mend it."""

    what: str
    remedy: str
