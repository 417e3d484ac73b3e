"""What comes out of the store, besides the shapes of `corpus.articles`."""

from dataclasses import dataclass, field
from typing import Literal

from corpus.articles import Filters, State
from corpus.directives.directive import Kind
from corpus.references import Reference

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
class StoredDirective:
    """A directive of a live article in its current revision; see `corpus.directives.Directive`.

    `quote` is the article's `text[start:end]`, `published` the article's date.
    """

    directive_id: str
    article_id: str
    revision: str
    quote: str
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
    published: str | None


@dataclass(frozen=True, slots=True)
class Directives:
    """Some of `total` directives, by deadline, those without one last."""

    directives: tuple[StoredDirective, ...]
    total: int


@dataclass(frozen=True, slots=True)
class DirectiveFilters:
    """Restrict a list of directives; values of one field are alternatives, all fields hold.

    `articles` restricts the articles, save that its `document` means the directive's own
    documents. `issuer` and `unit` are words of a name, without case and diacritics, in full or
    abbreviated; `concerns` is a unit asked by name or as one of a group. `after` and `before`
    are ISO dates that a deadline may be itself; what is
    `overdue` at a day had to be done before it. `query` holds words that must all occur.
    """

    query: str | None = None
    issuer: tuple[str, ...] = ()
    unit: tuple[str, ...] = ()
    concerns: tuple[str, ...] = ()
    after: str | None = None
    before: str | None = None
    overdue: str | None = None
    articles: Filters = field(default_factory=Filters)


@dataclass(frozen=True, slots=True)
class ReferencePage:
    """Some of `total` documents; `next` is the cursor of the page after, None on the last."""

    references: tuple[Reference, ...]
    total: int
    next: str | None


@dataclass(frozen=True, slots=True)
class ReferenceFilters:
    """Restrict a list of documents: to what articles that pass `articles` mention.

    `query` holds words that must all occur in number, type, issuer and titles.
    """

    query: str | None = None
    articles: Filters = field(default_factory=Filters)


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A line of an import, counted from 1, that was not taken, and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of the lines of an import."""

    added: int
    unchanged: int
    refused: tuple[RefusedLine, ...]


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
class Visit:
    """What is known of an address since it was last fetched.

    `url` is where it was found after redirects, `key` the source key of its article (None where
    it has none), `etag` and `last_modified` what its server said to know it by, `stamp` what the
    feed that lists it said, `refused` why it is no article, `version` that of the way in.
    """

    address: str
    url: str
    key: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    stamp: str | None = None
    refused: str | None = None
    version: int = 0


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
