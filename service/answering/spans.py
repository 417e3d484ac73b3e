"""Short answers: the span of a sentence that has the type a question asks for.

Rules of form, not of content: a number with its unit, a date, a capitalised name, a document
number. Which of several is meant is decided by how close it stands to the words of the question
that the sentence repeats. All offsets are code points in the sentence.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from corpus.documents import find_documents
from corpus.vietnamese.normal import fold
from corpus.vietnamese.tokens import Token, tokenize
from service.answering.question import Kind, Question

Span = tuple[int, int]

_UPPER = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ"
_WORD = rf"[{_UPPER}][\w’'.&-]*"
_NAME = rf"{_WORD}(?:\s+{_WORD})*"
_NUMBER = r"(?<![\w./-])\d[\d.,]*\d|(?<![\w./-])\d"
_QUANTITY = rf"(?:{_NUMBER})(?:\s*(?:nghìn|ngàn|vạn|triệu|tỷ|tỉ)){{0,2}}"
_RANGE = rf"{_QUANTITY}(?:\s*(?:-|–|đến)\s*{_QUANTITY})?"
_SPELT = (
    r"(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười"
    r"|hàng chục|hàng trăm|hàng nghìn|hàng triệu)"
)
_ABOUT = r"(?:(?:khoảng|hơn|gần|trên|dưới|tối thiểu|tối đa|ít nhất)\s+)?"
_PART_OF_DAY = r"(?:sáng|chiều|tối|trưa|đêm)\s+"
_CURRENCY = r"(?:đồng|USD|VND|VNĐ|đô la|euro|bảng|won|yên)\b(?:/\w+)?"
_TIME_UNIT = r"(?:ngày|tuần|tháng|năm|giờ|tiếng|phút|giây|thập kỷ|thế kỷ)(?:\s+làm việc)?"
_BODY = (
    "Bộ|Sở|Ban|Ủy ban|Uỷ ban|UBND|HĐND|Hội đồng|Hội|Công ty|Tổng công ty|Tập đoàn|Cục|Tổng cục|Vụ"
    "|Trường|Đại học|Học viện|Viện|Bệnh viện|Ngân hàng|Trung tâm|Tòa án|Đảng|Quốc hội|Chính phủ"
    "|Văn phòng|Tỉnh ủy|Tỉnh uỷ|Thành ủy|Huyện ủy|Công an|Tạp chí|Báo"
)
_AREA = r"(?:tỉnh|thành phố|TP\.?|thị xã|huyện|quận|xã|phường|thị trấn|đảo|nước|sông|vùng|khu vực)"
_OFFICES = re.compile(
    r"(?:tổng bí thư|chủ tịch|thủ tướng|bộ trưởng|thứ trưởng|bí thư|giám đốc|trưởng ban"
    r"|đồng chí|ông|bà|anh|chị|bác sĩ|giáo sư|tiến sĩ|đại tướng|thượng tướng|trung tướng)\s*$",
    re.IGNORECASE,
)
_DATE = re.compile(
    rf"(?:{_PART_OF_DAY}(?:ngày\s+)?)?(?:ngày\s+)?\d{{1,2}}\s*[/.-]\s*\d{{1,2}}\s*[/.-]\s*\d{{4}}"
    r"|(?:ngày|mùng|mồng)\s+\d{1,2}\s+tháng\s+(?:\d{1,2}|\w+)(?:\s+năm\s+\d{4})?"
    rf"|(?:{_PART_OF_DAY}(?:ngày\s+)?|ngày\s+)\d{{1,2}}/\d{{1,2}}(?![\d/])"
    r"|(?:quý\s+[IVX]+|tháng\s+\d{1,2})\s*(?:/|,?\s*năm\s+)\d{4}"
    r"|(?:tháng|quý)\s+(?:\d{1,2}|[IVX]+)\b"
    r"|(?:đầu|giữa|cuối)?\s*(?:những\s+)?năm\s+\d{4}(?:\s*[-–]\s*\d{4})?"
    r"|thế\s+kỷ\s+(?:thứ\s+)?[\dIVX]+(?:\s+(?:trước|TCN|SCN)\S*)?"
    r"|\d{1,2}\s*(?:giờ|h)(?![^\W\d])\s*\d{0,2}|\b\d{1,2}/\d{4}\b|(?<![\d/])\d{1,2}/\d{1,2}(?![\d/])"
    r"|\b[12]\d{3}\b",
    re.IGNORECASE,
)
_FORMS: dict[str, re.Pattern[str]] = {
    "date": _DATE,
    "percent": re.compile(rf"{_ABOUT}(?:{_NUMBER})\s*(?:%|phần trăm)", re.IGNORECASE),
    "money": re.compile(rf"{_ABOUT}(?:từ\s+)?{_RANGE}\s*{_CURRENCY}", re.IGNORECASE),
    "duration": re.compile(
        rf"{_ABOUT}(?:{_RANGE}|{_SPELT})\s*{_TIME_UNIT}"
        r"|(?:giai đoạn|nhiệm kỳ)\s+\d{4}\s*[-–]\s*\d{4}",
        re.IGNORECASE,
    ),
    "number": re.compile(rf"{_ABOUT}(?:{_QUANTITY}|\b{_SPELT}\b)", re.IGNORECASE),
    "person": re.compile(_NAME),
    "organisation": re.compile(
        rf"\b(?:{_BODY})\b"
        rf"(?:\s+(?:{_WORD}|và|về|của|tỉnh|thành phố|nhân dân"
        rf"|\w+(?=\s+(?:và\s+)?[{_UPPER}])))*"
    ),
    "place": re.compile(rf"(?:{_AREA}\s+)*{_NAME}"),
}


@lru_cache(maxsize=8192)
def candidates(sentence: str, kind: Kind) -> tuple[Span, ...]:
    """Return the spans of a sentence that have the type of `kind`, in text order.

    Empty for kinds whose answer is a clause. Remembered: the same sentences are found again.
    """
    return tuple(_candidates(sentence, kind))


def _candidates(sentence: str, kind: Kind) -> list[Span]:
    if kind == "document":
        return _documents(sentence)
    if kind not in _FORMS:
        return []
    found = _spans(_FORMS[kind], sentence)
    if kind == "number":
        taken = _spans(_DATE, sentence) + _documents(sentence)
        return [n for n in found if not any(n[0] < t[1] and t[0] < n[1] for t in taken)]
    if kind in ("person", "place"):
        fits = _is_name if kind == "person" else _is_place
        return [s for s in found if fits(sentence, s)]
    if kind == "organisation" and not found:
        return _spans(_FORMS["person"], sentence)
    return found


def _documents(sentence: str) -> list[Span]:
    return [(m.start, m.end) for m in find_documents(sentence)]


def _spans(pattern: re.Pattern[str], sentence: str) -> list[Span]:
    return [_trim(sentence, m.start(), m.end()) for m in pattern.finditer(sentence)]


def _trim(sentence: str, start: int, end: int) -> Span:
    while start < end and sentence[start] in " ,.;:":
        start += 1
    while end > start and sentence[end - 1] in " ,.;:":
        end -= 1
    return start, end


def _is_name(sentence: str, span: Span) -> bool:
    """Tell a personal name (two to five capitalised syllables) from a sentence's first word."""
    words = sentence[span[0] : span[1]].split()
    return 2 <= len(words) <= 5 or bool(_OFFICES.search(sentence[: span[0]]))


def _is_place(sentence: str, span: Span) -> bool:
    """Tell a place from the capitalised first word of a sentence."""
    return span[0] > 0 or " " in sentence[span[0] : span[1]]


def counted(question: Question, sentence: str, end: int) -> float:
    """Return how well what follows a number is what the question counts: 0, 0.6 or 1."""
    if not question.unit:
        return 0.0
    following = fold(sentence[end : end + 40]).lstrip()
    unit = fold(question.unit)
    if following.startswith(unit):
        return 1.0
    return 0.6 if following.startswith(unit.split()[0]) else 0.0


def pick(question: Question, sentence: str, matched: Sequence[Token]) -> Span | None:
    """Return the short answer's span in the sentence, or None where it has none of the kind.

    `matched` are the sentence's tokens that the question names. A candidate made only of words
    the question already holds is no answer. The nearest to the matched words wins; a following
    counted noun ("1,6 triệu hồ sơ" for "bao nhiêu hồ sơ") outweighs distance.
    """
    asked = {fold(t.text) for t in tokenize(question.text)}
    best: tuple[float, Span] | None = None
    for start, end in candidates(sentence, question.kind):
        inside = [fold(t.text) for t in tokenize(sentence[start:end])]
        if not inside or all(t in asked for t in inside):
            continue
        overlap = sum(t in asked for t in inside) / len(inside)
        score = 60 * counted(question, sentence, end) - 30 * overlap
        score -= _distance(start, end, matched)
        if best is None or score > best[0]:
            best = (score, (start, end))
    return best[1] if best else None


def _distance(start: int, end: int, matched: Sequence[Token]) -> float:
    """Return the mean distance in characters to the nearest matched tokens, at most 120."""
    gaps = sorted(
        min(abs(start - t.end), abs(t.start - end))
        for t in matched
        if t.end <= start or t.start >= end
    )[:3]
    return min(120.0, sum(gaps) / len(gaps)) if gaps else 120.0
