"""What a reader makes of a source: its lines in reading order and what its markup says."""

from dataclasses import dataclass
from typing import Protocol

from corpus.articles import BlockKind, RawDocument


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line of a source, as read; empty where the source leaves a line blank.

    `kind` is what the source's own markup says of it (a heading, a table row, a caption), None
    where it says nothing. It decides what a kept line is called, never whether it is kept.
    """

    text: str
    kind: BlockKind | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a source, NFC, with the metadata that it declares (None where it does not).

    `whole` where every line is the article's, each a paragraph, a heading or a row of its own: the
    reader of a file has put them together and left out what its pages repeat. The title is a line
    of its own then, or none.
    """

    lines: tuple[SourceLine, ...]
    title: str | None = None
    source: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    whole: bool = False


class Reader(Protocol):
    """Turn the bytes of one kind of source into a page."""

    def __call__(self, raw: RawDocument) -> Page:
        """Read `raw`; raise `Refused` where its content cannot be read."""
        ...
