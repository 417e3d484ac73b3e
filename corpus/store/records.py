"""What goes into the store and what comes out of it, besides the shapes of `corpus.articles`."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, Protocol

from corpus.articles import Article, PassageSpan, State, digest
from corpus.documents import DocumentMention, parse_number
from corpus.errors import Refused
from corpus.store.dates import seconds
from corpus.vietnamese.normal import fold, nfc, normalise

Outcome = Literal["added", "updated", "unchanged", "duplicate"]
Thumb = Literal["up", "down"]


class Span(Protocol):
    """Anything that says where in a text it stands."""

    @property
    def start(self) -> int:
        """First code point."""
        ...

    @property
    def end(self) -> int:
        """Code point after the last one."""
        ...


@dataclass(frozen=True, slots=True)
class Definition:
    """Where a text defines an abbreviation."""

    short: str
    long: str
    start: int
    end: int

    @property
    def short_matching(self) -> str:
        """The form in which abbreviations are looked up."""
        return normalise(self.short)


@dataclass(frozen=True, slots=True)
class Entry:
    """An article ready to be put under the key of its source.

    `fingerprint` identifies the source's bytes and the version of what read them; None for a
    text that did not come from a file or an address. Raises Refused where the store could not
    give the text back as it is, or where an offset lies outside it.
    """

    key: str
    article: Article
    passages: tuple[PassageSpan, ...]
    mentions: tuple[DocumentMention, ...] = ()
    definitions: tuple[Definition, ...] = ()
    fingerprint: str | None = None

    def __post_init__(self) -> None:
        article = self.article
        for value in (self.key, article.text, article.name, article.title, article.source,
                      article.author, article.url, article.place):  # fmt: skip
            if value is not None:
                _check_characters(value)
        spans: tuple[Iterable[Span], ...] = (
            article.blocks, self.passages, self.mentions, self.definitions
        )  # fmt: skip
        for group in spans:
            for span in group:
                if not 0 <= span.start <= span.end <= len(article.text):
                    raise Refused(f"{span} lies outside the text of {len(article.text)} characters")
        if article.published is not None:
            try:
                seconds(article.published)
            except ValueError as error:
                raise Refused(
                    f"published is {article.published!r}, expected an ISO date such as 2025-05-17"
                ) from error

    @property
    def content(self) -> str:
        """Digest of everything but the text and the key."""
        article = self.article
        return digest(
            repr(
                (article.blocks, article.name, article.title, article.source, article.author,
                 article.url, article.published, article.place,
                 self.passages, self.mentions, self.definitions)
            )
        )  # fmt: skip

    @property
    def lead(self) -> str | None:
        """The lead of the article, if a block says which it is."""
        for block in self.article.blocks:
            if block.kind == "lead":
                return self.article.text[block.start : block.end]
        return None


def _check_characters(value: str) -> None:
    if "\0" in value:
        raise Refused("the text has a NUL character, so it is not text; save it as UTF-8")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise Refused(
            f"the character {value[error.start]!a} at {error.start} is half of a pair and stands "
            "for nothing; save the text as UTF-8"
        ) from error


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


def number_key(number: str) -> str:
    """Return the form in which document numbers are compared, for any spelling of one."""
    parsed = parse_number(number)
    return parsed.key if parsed else fold(nfc(number).strip()).lstrip("0")
