"""Where something is or happens: what a sentence names after "tại" and "ở"."""

import re

from corpus.places import places
from corpus.vietnamese.normal import fold
from corpus.vietnamese.tokens import Token, tokenize
from service.answering import overlap
from service.answering.overlap import words
from service.answering.question import Question
from service.answering.spans import AREA, NAME, Span, candidates, pick

ASKS_WHERE = re.compile(r"\b(?:o|tai) dau\b|\b(?:noi|cho) nao\b")
_SITE = (
    rf"(?:{AREA}|phòng họp|phòng|t[oò][aà] nhà|nhà văn hóa|nhà hát|nhà thi đấu|nhà máy|hội trường"
    r"|trụ sở(?: chính)?|điểm cầu|trung tâm|khách sạn|sân vận động|sân|bệnh viện|trường|khu|cung"
    r"|bảo tàng|thủ đô|số \d+|đường|phố|ngõ|ấp|thôn|bản|nghĩa trang|quảng trường|cửa khẩu|đền|chùa)"
)
# The second syllables of names of houses, which are not capitals: "Đại học Bách khoa Hà Nội".
_WITHIN = (
    r"(?:học|viện|tâm|nghị|khoa|hóa|thao|tàng|hát|trường|gia|tế|lãm|nghệ|thuật|đẳng|phạm|nghiệp|động"
    r"|vận động|quốc gia|quốc tế|hữu nghị|trung ương|tổng hợp|hành chính công|thông|sử|giáo|dục)\b"
)
_HOUSE = (
    r"(?:Đại học|Học viện|Trường|Viện|Trung tâm|Bệnh viện|Nhà|Cung|Hội trường|Bảo tàng|Thư viện|Sân"
    r"|Công viên|Khách sạn|Bộ|Sở|Cục|Công an|Tòa án|Đài|Khu|Quảng trường)"
)
_NO_END = (
    r"(?!(?:diễn|tổ|đã|khai|họp|với|để|về|có|được|sáng|chiều|tối|ngày|do|và|là|của|vào|từ|trong)\b)"
)
_SEAT = rf"{NAME}(?:(?<=Quốc)\s+hội|(?<=Chính)\s+phủ|(?<=Tỉnh)\s+[uủ][yỷ]|(?<=Thành)\s+[uủ][yỷ])?"
_PLACE = (
    rf"(?:{_SITE}\s+){{0,3}}"
    rf"(?:{_HOUSE}(?:\s+{_NO_END}[^\s,.;:()]+){{1,8}}(?=[,.;:]|$)"
    rf"|{_HOUSE}(?:\s+{_WITHIN}|\s+{NAME})+|{_SEAT})"
)
_LOCATED = re.compile(rf"\b(?:[Tt]ại|[Ởở])\s+(?P<place>{_PLACE}(?:,\s+(?:{_SITE}\s+)+{_SEAT})*)")
# "Sáng 17/5/2025, từ Hà Nội, Thủ tướng … điều hành phiên họp".
_FROM = re.compile(rf",\s+từ\s+(?P<place>{NAME}),")
# What is no place, though something is done "tại" it.
_NO_SITE = re.compile(
    r"(?:Phiên|Hội nghị|Hội thảo|Kỳ họp|Đại hội|Lễ|Buổi|Diễn đàn|Tọa đàm|Điều|Khoản|Chương|Luật"
    r"|Bộ luật|Nghị|Quyết định|Kết luận|Thông|Chỉ thị|Kế hoạch|Công điện|Đề án|Tờ trình|Báo cáo)\b"
)
_NEXT = re.compile(rf",\s+(?P<place>{NAME})")


def located(question: Question, sentence: str) -> list[Span]:
    """Return the places that a sentence names, where the question asks where something is."""
    if question.kind != "place" or not ASKS_WHERE.search(fold(question.text)):
        return []
    return [_whole(sentence, *found.span("place")) for found in _LOCATED.finditer(sentence)]


def sites(sentence: str) -> list[Span]:
    """Return the places at which, by a sentence, something happens."""
    found = [*_LOCATED.finditer(sentence), *_FROM.finditer(sentence)]
    spans = [one.span("place") for one in found if not _NO_SITE.match(sentence, one.start("place"))]
    return [_whole(sentence, *span) for span in spans]


def _whole(sentence: str, start: int, end: int) -> Span:
    """Return a place with the province after it: "hội trường A, Hà Nội"."""
    following = _NEXT.match(sentence, end)
    if following and places().at(sentence, following.start("place")):
        end = following.end()
    return start, start + len(sentence[start:end].rstrip("."))


def matched(question: Question, sentence: str) -> list[Token]:
    """Return the tokens of a sentence that the question names."""
    known = words(question.content).have
    return [token for token in tokenize(sentence) if fold(token.text) in known]


def in_clause(question: Question, sentence: str, start: int, end: int) -> Span:
    """Return the span, or one of its kind in the only part between ";" that has all names asked."""
    names = overlap.asked(question).names
    parts, begin = [], 0
    for part in sentence.split(";"):
        if names and all(f" {name} " in words(part).line for name in names):
            parts.append((begin, begin + len(part)))
        begin += len(part) + 1
    if len(parts) != 1 or parts[0][0] <= start < parts[0][1]:
        return start, end
    found = [
        span
        for span in candidates(sentence, question.kind)
        if parts[0][0] <= span[0] and span[1] <= parts[0][1]
    ]
    return pick(question, sentence, matched(question, sentence), found) or (start, end)
