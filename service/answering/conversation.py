"""Follow-ups: a question that leans on the one before is made whole, without a language model."""

import re
from collections.abc import Sequence

from corpus.vietnamese.normal import fold
from corpus.vietnamese.tokens import terms
from service.answering.question import understand
from service.answers import Turn

# Openings and pronouns that point back, in folded form.
_POINTS_BACK = re.compile(
    r"^(?:con|the con|vay con|vay|the|the thi|vay thi)\b"
    r"|\b(?:do|nay|ay|tren|no|ong ay|ba ay|ho|noi tren|vua neu)\b"
)
# A question with at most this many content syllables cannot stand alone after another question.
_SHORT = 4


def rewrite(question: str, conversation: Sequence[Turn]) -> str | None:
    """Return the question completed from the last question before it, or None if it is whole.

    The earlier question's content comes in front; what the new one names replaces it where both
    hold a year or a number.
    """
    before = next((t.content for t in reversed(conversation) if t.role == "user"), None)
    if not before or not before.strip():
        return None
    asked = understand(question)
    content = terms(asked.content)
    if len(content) > _SHORT and not _POINTS_BACK.search(fold(question)):
        return None
    kept = understand(before).text
    if re.match(r"^(?:the |vay )?con\b", fold(question)):
        new = re.sub(r"^\W*(?:(?:thế|vậy|the|vay)\s+)?(?:còn|con)\s+", "", question, flags=re.I)
        return _replace(kept, new.strip(" ?"))
    return f"{understand(before).content} {question.strip()}"


def _replace(before: str, new: str) -> str:
    """Put a new year (or number, or phrase) where the earlier question had one of its kind."""
    year = re.search(r"\b(?:năm|nam)\s+\d{4}\b", before, re.I)
    fresh = re.search(r"\b(?:năm|nam)\s+\d{4}\b", new, re.I)
    if year and fresh:
        return before[: year.start()] + new + before[year.end() :]
    return f"{before} {new}"
