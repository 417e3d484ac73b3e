"""A sentence with what is named in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.directives.issuers import Mention
from corpus.directives.words import ITEM
from corpus.documents import DocumentMention


@dataclass(frozen=True, slots=True)
class Sentence:
    """The sentence `[start, end)` of a text, with the speakers and documents that it names.

    `last_document` is the document named last before it.
    """

    text: str
    start: int
    end: int
    speakers: Sequence[Mention]
    documents: Sequence[DocumentMention]
    last_document: DocumentMention | None

    def __str__(self) -> str:
        return self.text[self.start : self.end]

    @property
    def is_item(self) -> bool:
        """Return whether it is an item of a list."""
        return self.opening > self.start

    @property
    def opening(self) -> int:
        """Return where it begins after the dash or number of a list item."""
        item = ITEM.match(self.text, self.start, self.end)
        return item.end() if item else self.start

    @property
    def numbers(self) -> tuple[str, ...]:
        """Return the numbers of the documents that it names."""
        return tuple(dict.fromkeys(document.number for document in self.documents))
