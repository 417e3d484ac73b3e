"""What a sentence lists: the parts of something at its end, or several names side by side."""

import re

from corpus.vietnamese.normal import fold
from service.answering.question import Question
from service.answering.spans import AREA, NAME, Span
from service.answering.unformed import ASKS_NAMES

_LISTS = re.compile(
    r"(?::|\b(?:gồm(?: có)?|bao gồm|đó là|Đó là)\b(?!\s+\d)(?:\s*:)?)\s+(?P<items>[^:]{8,600})$"
)
_SEPARATES = re.compile(r"[,;]\s|\svà\s")
_ASKS_ROW = re.compile(r"\bke ten\b")
_ONE = rf"(?:{AREA}\s+)*{NAME}(?:\s[-–]\s{NAME})?"
_JOINED = r"(?:,\s+|,?\s+và\s+)(?:các\s+)?"
# The office or body of the next one in a row: "…, Nguyễn Hòa Bình và Bộ (trưởng)".
_HALF = re.compile(
    rf"{_JOINED}(?:Bộ|Sở|Ban|Phó|Thứ|Chủ|Giám|Đại|Trung|Thượng|Thiếu|Tổng|Bí|Ông|Bà|Ủy|Thủ)$"
)
_NAMES = re.compile(rf"\b{_ONE}(?:{_JOINED}{_ONE})+")


def row(sentence: str, start: int, end: int) -> Span:
    """Return a span of several names with the rest of their row, any other as it is."""
    if not _SEPARATES.search(sentence, start, end):
        return start, end
    met = (m for m in _NAMES.finditer(sentence) if m.start() < end and start < m.end())
    return next(((m.start(), m.start() + len(m[0].rstrip("."))) for m in met), (start, end))


def listed(question: Question, sentence: str) -> str | None:
    """Return what a sentence lists, None where it lists nothing.

    Of a question for names ("những tỉnh nào") the longest row of them that it does not say itself;
    of any other what stands at the end: "gồm A, B và C", "ba loại: A; B; C".
    """
    found = _LISTS.search(sentence)
    whole = found["items"].strip(" .;") if found and _SEPARATES.search(found["items"]) else ""
    form = fold(question.text)
    if ASKS_NAMES.search(form) or _ASKS_ROW.search(form):
        rows = (m[0].rstrip(".") for m in _NAMES.finditer(sentence) if fold(m[0]) not in form)
        row = max(rows, key=lambda names: len(_SEPARATES.findall(names)), default="")
        row = _HALF.sub("", row)
        if row not in whole:
            return row
    return whole or None
