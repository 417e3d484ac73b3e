"""What goes into the store: an article with all that was found in it."""

from dataclasses import dataclass, field
from itertools import chain
from typing import Protocol

from corpus.articles import Article, PassageSpan, digest
from corpus.directives import Directive
from corpus.documents import DocumentMention
from corpus.errors import Refused
from corpus.store.dates import seconds
from corpus.vietnamese.definitions import Definition

MAX_KEY = 2_500
"""Bytes of a source's key; PostgreSQL's indexes take 2,704 in a row."""


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
class Entry:
    """An article ready to be put under the key of its source.

    `fingerprint` identifies the source's bytes and the version of what read them; None for a
    text that did not come from a file or an address. `revision` is the digest of the text,
    `content` that of all else but the key. `bands` are those of `corpus.duplicates`; without them
    no copies of the article are looked for. Raises Refused where the store could not give the
    text back as it is, or where an offset lies outside it.
    """

    key: str
    article: Article
    passages: tuple[PassageSpan, ...]
    mentions: tuple[DocumentMention, ...] = ()
    definitions: tuple[Definition, ...] = ()
    directives: tuple[Directive, ...] = ()
    fingerprint: str | None = None
    bands: tuple[int, ...] = ()

    revision: str = field(init=False)
    content: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        article = self.article
        about = (article.name, article.title, article.source, article.author, article.url,
                 article.published, article.place)  # fmt: skip
        spans = (
            article.blocks, self.passages, self.mentions, self.definitions, self.directives
        )  # fmt: skip
        if not is_storable(self.key):
            raise Refused(f"its name {article.name!a} is not UTF-8; rename it")
        if len(self.key.encode()) > MAX_KEY:
            raise Refused(
                f"its path or address has {len(self.key.encode())} bytes, at most {MAX_KEY} can "
                "be kept; move it to a shorter one"
            )
        for value in (article.text, *about):
            if value is not None:
                _check_characters(value)
        for span in chain[Span](*spans):
            if not 0 <= span.start <= span.end <= len(article.text):
                raise Refused(f"{span} lies outside the text of {len(article.text)} characters")
        if article.published is not None:
            _check_date(article.published)
        object.__setattr__(self, "revision", article.revision)
        object.__setattr__(self, "content", digest(repr((about, spans))))

    @property
    def lead(self) -> str | None:
        """The lead of the article, if a block says which it is."""
        for block in self.article.blocks:
            if block.kind == "lead":
                return self.article.text[block.start : block.end]
        return None


def is_storable(value: str) -> bool:
    """Return whether a value is text that every database takes."""
    try:
        _check_characters(value)
    except Refused:
        return False
    return True


def _check_date(published: str) -> None:
    try:
        seconds(published)
    except ValueError as error:
        raise Refused(
            f"published is {published!r}, expected an ISO date such as 2025-05-17"
        ) from error


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
