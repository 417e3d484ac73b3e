"""Mentions of official documents in a text."""

from dataclasses import dataclass

from corpus.documents.names import issuer_name
from corpus.documents.numbers import find_numbers


@dataclass(frozen=True, slots=True)
class DocumentMention:
    """A document number in a text, with what the text says of the document."""

    number: str
    type: str | None
    issuer: str | None
    date: str | None
    title: str | None
    start: int
    end: int
    repaired: bool
    short: bool = False


def find_documents(text: str) -> list[DocumentMention]:
    """Return the mentions of documents in `text` (NFC), in order."""
    return [
        DocumentMention(
            found.number.normal,
            found.number.type,
            issuer_name(found.number.body),
            None,
            None,
            found.start,
            found.end,
            found.number.repaired,
        )
        for found in find_numbers(text)
    ]
