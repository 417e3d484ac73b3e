"""Short answers: the span of a sentence that has the type a question asks for.

Rules of form, not of content: a number with its unit, a date, a capitalised name, a document
number. Which of several is meant is decided by how close it stands to the words of the question
that the sentence repeats. All offsets are code points in the sentence.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from corpus.documents import find_documents
from corpus.vietnamese.normal import fold
from corpus.vietnamese.tokens import Token, tokenize
from service.answering.overlap import folded
from service.answering.question import Kind, Question

Span = tuple[int, int]

UPPER = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ"
_WORD = rf"[{UPPER}][\w’'.&-]*"
NAME = rf"{_WORD}(?:\s+{_WORD})*"
# "5G" is no number.
_NUMBER = r"(?<![\w./-])\d[\d.,]*\d(?!\d|[GD]\b)|(?<![\w./-])\d(?!\d|[GD]\b)"
_QUANTITY = rf"(?:{_NUMBER})(?:\s*(?:nghìn|ngàn|vạn|triệu|tỷ|tỉ)\b){{0,2}}"
_RANGE = rf"{_QUANTITY}(?:\s*(?:-|–|đến)\s*{_QUANTITY})?"
# Letters of both cases where a word may begin a sentence: a pattern that ignores case throughout
# takes three times as long.
_SPELT = (
    r"\b(?:[Mm]ột(?!\s+(?:cách|số|trong|phần|mặt|vài|ít|loạt|lần nữa)\b)|[Hh]ai|[Bb]a|[Bb]ốn|[Nn]ăm"
    r"|[Ss]áu|[Bb]ảy|[Tt]ám|[Cc]hín|[Mm]ười|[Hh]àng (?:chục|trăm|nghìn|triệu))\b"
)
_NO_CURRENCY = r"(?! (?:thời|ý|bộ|chí|thuận|hành|loạt|tình|bào|phục)\b)"
_CURRENCY = (
    rf"(?:đồng{_NO_CURRENCY}|[Uu][Ss][Dd]|[Vv][Nn][DdĐđ]|đô la|[Ee]uro|bảng|won|yên|RMB|NDT|CNY"
    r"|nhân dân tệ|rupee|rúp|baht)\b(?:/\w+)?"
)
_TIME_UNIT = (
    r"(?:ngày|tuần|tháng|năm|giờ|tiếng|phút|giây|thập kỷ|thế kỷ)(?:\s+làm việc)?"
    r"(?!\s+(?:đầu|cuối)\s+năm)"
)
_BODY = (
    "Bộ|Sở|Ban|Ủy ban|Uỷ ban|UBND|HĐND|Hội đồng|Hội|Công ty|Tổng công ty|Tập đoàn|Cục|Tổng cục|Vụ"
    "|Trường|Đại học|Học viện|Viện|Bệnh viện|Ngân hàng|Trung tâm|Tòa án|Đảng|Quốc hội|Chính phủ"
    "|Văn phòng|Tỉnh ủy|Tỉnh uỷ|Thành ủy|Huyện ủy|Công an|Tạp chí|Báo"
)
# "Thủ tướng Chính phủ" is nobody's name.
_OF_BODY = re.compile(rf"(?:{_BODY}|nước)\b")
AREA = r"(?:tỉnh|thành phố|TP\.?|thị xã|huyện|quận|xã|phường|thị trấn|đảo|nước|sông|vùng|khu vực)"
# What begins a sentence in capitals and is no part of the name after it.
_OPENERS = re.compile(
    "Tại|Theo|Trong|Trên|Sau|Trước|Khi|Ngày|Sáng|Chiều|Tối|Cùng|Với|Về|Đến|Để|Do|Vì|Nhưng|Tuy|Và"
    "|Các|Những|Mỗi|Mọi|Đây|Đó|Ở|Qua|Bên|Hiện|Như|Nếu|Còn|Được|Bởi"
)
_OFFICES = re.compile(
    r"(?:tổng bí thư|chủ tịch|thủ tướng|bộ trưởng|thứ trưởng|bí thư|giám đốc|trưởng ban"
    r"|đồng chí|ông|bà|anh|chị|bác sĩ|giáo sư|tiến sĩ|đại tướng|thượng tướng|trung tướng)\s*$",
    re.IGNORECASE,
)
# Those of nearly all Vietnamese; what begins otherwise is seldom a person's name.
_SURNAME = re.compile(
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Đào|Đoàn|Lâm"
    "|Mai|Trịnh|Tạ|Cao|Chu|Châu|Thái|Tống|Phùng|Quách|Triệu|Vương|Kiều|Lưu|Mạc|Nông|Bế|Giàng"
    "|Thào|Vàng|Lò|Cầm|Quàng|Hầu|Sùng|Khuất|Tăng|Thân|Từ|Bạch|Doãn|Đàm|Tô|Lương|Trương|Hà|Lại"
    "|Lã|Nghiêm|Thạch|Tòng|Vi|Hứa|Âu|Ninh|Đồng|Vừ|Lù|Cù|Điểu|Danh|Sơn|Kim|Khương|Ngọ|Thẩm|Trà"
    "|Ung|Mẫn|Nhâm"
)
# The lookahead spares trying ten alternatives at every letter.
_DATE = re.compile(
    r"(?=[\dnmqtNMQT])(?:"
    r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}"
    r"|(?:[Nn]gày|[Mm]ùng|[Mm]ồng)\s+\d{1,2}\s+tháng\s+(?:\d{1,2}|\w+)(?:\s+năm\s+\d{4})?"
    r"|\b\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}"
    r"|(?:[Qq]uý\s+[IVX]+|[Tt]háng\s+\d{1,2})\s*(?:/|,?\s*năm\s+)\d{4}"
    r"|(?:[Tt]háng|[Qq]uý)\s+(?:\d{1,2}|[IVX]+)\b"
    r"|[Nn]ăm\s+(?:học\s+)?\d{4}(?:\s*[-–]\s*\d{4})?"
    r"|[Tt]hế\s+kỷ\s+(?:thứ\s+)?[\dIVX]+(?:\s+(?:trước|TCN|SCN)\S*)?"
    r"|\d{1,2}\s*(?:[Gg]iờ|[Hh])(?![^\W\d])\s*\d{0,2}|\b\d{1,2}/\d{4}\b(?!/)"
    r"|(?<![\d/])\d{1,2}/(?:0?[1-9]|1[0-2])(?![\d/])"
    r"|(?<!/)\b[12]\d{3}\b(?!/))"
)
# What may stand before a span and belongs to it, by what the span begins with.
_BEFORE_DAY = re.compile(
    r"(?:(?:sáng|chiều|tối|trưa|đêm)\s+(?:ngày\s+)?|ngày\s+|mùng\s+|mồng\s+)$", re.IGNORECASE
)
_BEFORE_YEAR = re.compile(r"(?:(?:đầu|giữa|cuối)\s+(?:những\s+)?|những\s+)$", re.IGNORECASE)
_ABOUT = re.compile(r"(?:khoảng|hơn|gần|trên|dưới|tối thiểu|tối đa|ít nhất)\s+$", re.IGNORECASE)
_ABOUT_NUMBER = re.compile(rf"(?:{_ABOUT.pattern[:-1]}|thứ\s+|hạng\s+)$", re.IGNORECASE)
_ABOUT_MONEY = re.compile(rf"(?:{_ABOUT.pattern[:-1]})?(?:từ\s+)?$", re.IGNORECASE)
# What has a number for a name: "Đề án 06".
_CALLED = re.compile(
    r"\b(?:Đề án|Nghị quyết|Nghị định|Quyết định|Chỉ thị|Thông tư|Kết luận|Kế hoạch|Công điện|Luật"
    r"|Chương trình|Đề tài|Dự án|Tổ|Quốc lộ)\s+(?:số\s+)?$"
)
_REACH = 24  # characters before a span that are looked at
_FORMS: dict[str, re.Pattern[str]] = {
    "date": _DATE,
    "percent": re.compile(rf"(?:{_NUMBER})\s*(?:%|phần trăm)"),
    "money": re.compile(rf"{_RANGE}\s*{_CURRENCY}"),
    "duration": re.compile(
        rf"(?:{_RANGE}|{_SPELT})\s*{_TIME_UNIT}"
        r"|(?:[Gg]iai đoạn|[Nn]hiệm kỳ)\s+\d{4}\s*[-–]\s*\d{4}"
    ),
    # "6/63" is a rank among so many.
    "number": re.compile(rf"(?<![\w./-])\d{{1,3}}/\d{{1,3}}(?![\d/])|{_QUANTITY}|{_SPELT}"),
    "person": re.compile(NAME),
    "organisation": re.compile(
        rf"\b(?:{_BODY})\b"
        rf"(?:\s+(?:{_WORD}|và|về|của|tỉnh|thành phố|nhân dân"
        rf"|\w+(?=\s+(?:và\s+)?[{UPPER}])))*"
    ),
    "place": re.compile(rf"(?:{AREA}\s+)*{NAME}"),
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
    if kind == "organisation" and not found:
        return _spans(_FORMS["person"], sentence)
    if kind in _FITS:
        found = [s for s in found if _FITS[kind](sentence, s)]
    if kind in ("number", "place"):
        taken = _documents(sentence)
        if kind == "number":
            taken += _candidates(sentence, "date")
            found = [n for n in found if not _CALLED.search(sentence, max(0, n[0] - _REACH), n[0])]
        found = [n for n in found if not any(n[0] < t[1] and t[0] < n[1] for t in taken)]
    return [(_beginning(kind, sentence, start), end) for start, end in found]


def _documents(sentence: str) -> list[Span]:
    return [(m.start, m.end) for m in find_documents(sentence)]


def _spans(pattern: re.Pattern[str], sentence: str) -> list[Span]:
    return [_trim(sentence, m.start(), m.end()) for m in pattern.finditer(sentence)]


def _beginning(kind: Kind, sentence: str, start: int) -> int:
    """Return where a span begins with what stands before it and belongs to it."""
    if kind in ("percent", "money", "duration", "number"):
        before = {"money": _ABOUT_MONEY, "number": _ABOUT_NUMBER}.get(kind, _ABOUT)
    elif kind == "date":
        of_a_day = sentence[start].isdigit() or sentence.startswith(("ngày", "Ngày"), start)
        before = _BEFORE_DAY if of_a_day else _BEFORE_YEAR
    else:
        return start
    found = before.search(sentence, max(0, start - _REACH), start)
    return found.start() if found else start


def _trim(sentence: str, start: int, end: int) -> Span:
    while start < end and sentence[start] in " ,.;:":
        start += 1
    while end > start and sentence[end - 1] in " ,.;:":
        end -= 1
    return start, end


def _is_name(sentence: str, span: Span) -> bool:
    """Tell a personal name (two to five capitalised syllables) from a sentence's first word."""
    words = sentence[span[0] : span[1]].split()
    if len(words) == 1 and _OF_BODY.match(sentence, span[0]):
        return False
    if span[0] == 0 and _OPENERS.fullmatch(words[0]):
        return False
    return 2 <= len(words) <= 5 or bool(
        _OFFICES.search(sentence, max(0, span[0] - _REACH), span[0])
    )


def has_surname(name: str) -> bool:
    """Tell whether a name begins with a surname that is common in Vietnam."""
    return _SURNAME.fullmatch(name.split(maxsplit=1)[0]) is not None


def _is_place(sentence: str, span: Span) -> bool:
    """Tell a place from the capitalised first word of a sentence."""
    return span[0] > 0 or " " in sentence[span[0] : span[1]]


_FITS: dict[str, Callable[[str, Span], bool]] = {"person": _is_name, "place": _is_place}


def counted(question: Question, sentence: str, end: int) -> float:
    """Return how well what follows a number is what the question counts: 0, 0.6 or 1."""
    if not question.unit:
        return 0.0
    unit = folded(question.unit)
    following = fold(sentence[end : end + 40].lstrip().replace(",", "")[: len(unit)])
    if following == unit:
        return 1.0
    return 0.6 if following.startswith(unit.split()[0]) else 0.0


def pick(
    question: Question, sentence: str, matched: Sequence[Token], among: Sequence[Span]
) -> Span | None:
    """Return the short answer's span in the sentence, or None where it has none of the kind.

    `matched` are the sentence's tokens that the question names, `among` the candidates. One made
    only of words the question already holds is no answer. The nearest to the matched words wins;
    a following counted noun ("1,6 triệu hồ sơ" for "bao nhiêu hồ sơ") outweighs distance.
    """
    asked = {fold(t.text) for t in tokenize(question.text)}
    best: tuple[float, Span] | None = None
    for start, end in among:
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
