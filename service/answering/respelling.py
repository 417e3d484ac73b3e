"""A question with its dates and numbers as the articles found write them."""

from collections.abc import Sequence

from index.figures import spellings
from index.hits import Hit
from service.answering import overlap

_DAY = "ngày "


def respelled(question: str, hits: Sequence[Hit]) -> str:
    """Return the question (NFC) with the spelling of a date or number that stands in a hit.

    One that a hit has as it was asked stays as it is.
    """
    lines: list[str] | None = None
    for written, other in spellings(question):
        lines = lines or [overlap.words(f"{hit.title or ''}\n{hit.text}").line for hit in hits]
        if _stands(other, lines) and not _stands(written, lines):
            question = question.replace(written, other)
    return question


def _stands(figures: str, lines: Sequence[str]) -> bool:
    wanted = overlap.words(figures.removeprefix(_DAY)).line
    return any(wanted in line for line in lines)
