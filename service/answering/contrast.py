"""What a follow-up puts in the place of its like: "còn Luật Căn cước?", "con lai chau?"."""

import re
from functools import lru_cache

from corpus.documents import find_documents
from corpus.places import places
from corpus.vietnamese.normal import fold, has_diacritics
from service.answering.spans import Span

# How a document is called, and what ends its name; typed without diacritics fewer words can tell.
_TYPES = (
    "bộ luật|luật|pháp lệnh|nghị quyết|nghị định|quyết định|thông tư|chỉ thị|kết luận|kế hoạch"
    "|đề án|chương trình hành động|công điện"
)
_STOPS = (
    "có|gồm|được|quy định|ban hành|thông qua|do|của|là|ra|áp dụng|hiệu lực|thay|sửa|ký|mang|từ|khi"
    "|vào|ngày|nói|đặt|giao|yêu cầu|cho|bao nhiêu|bao giờ|bao gồm|cấm|bãi bỏ|thực hiện|tại|trong"
    "|nhằm|ai|nào|mấy|gì|bắt đầu|này|đó"
)
_FEW_STOPS = (
    "co|gom|duoc|quy dinh|ban hanh|thong qua|cua|la|ap dung|hieu luc|khi|vao|ngay|nao|gi|nay"
    "|bao nhieu|bao gio|bao gom|do ai"
)
_NUMBER = re.compile(r"(?:số |so )?(\d{1,4})")
# Those of a group stand in each other's place.
_GROUPS = (
    "nam giới|nữ giới|nam|nữ",
    "thành thị|nông thôn",
    "xuất khẩu|nhập khẩu",
    "sơ thẩm|phúc thẩm",
    "tối đa|tối thiểu",
    "cá nhân|tổ chức|doanh nghiệp",
    "tổng bí thư|thủ tướng|chủ tịch nước|chủ tịch quốc hội",
    "chết|bị thương|mất tích|tử vong|thiệt mạng",
)
_LED = re.compile(r"(?:người|ở|nguoi|o) ")
_LEAD = 6  # characters before a number or a name: "tỉnh "
_YEAR = re.compile(r"(?:19|20)\d\d")


@lru_cache(maxsize=2)
def _document(*, accented: bool) -> re.Pattern[str]:
    types, stops = (_TYPES, _STOPS) if accented else (fold(_TYPES), _FEW_STOPS)
    drafts = "dự thảo |dự án " if accented else "du thao |du an "
    return re.compile(rf"\b(?:{drafts})?(?:{types})(?: (?!(?:{stops})\b)[^\s?!.;]+)+")


def _documents(text: str) -> re.Pattern[str]:
    return _document(accented=has_diacritics(text))


def document_in(text: str) -> str | None:
    """Return the first document that a text (NFC) calls by its type, None where there is none."""
    found = _documents(text).search(text.lower())
    return text[slice(*found.span())].rstrip(" ,") if found else None


def in_its_place(asked: str, new: str) -> str | None:
    """Return a question (NFC) with something new where its like stood, None where nothing is like.

    A document takes the place of a document, a place that of a place, one of a group that of
    another one.
    """
    span = _of_document(asked, new) or _of_place(asked, new) or _of_group(asked, new)
    if span is None:
        return None
    start, end = span
    if number := _NUMBER.fullmatch(new):
        new = number[1]
    elif led := _LED.match(new):
        new = new[led.end() :] if fold(asked[:start]).endswith(fold(led[0])) else new
    return f"{asked[:start]}{new}{asked[end:]}?"


def _of_document(asked: str, new: str) -> Span | None:
    document = _documents(asked).search(asked.lower())
    if document is None:
        return None
    if re.match(rf"(?:dự (?:thảo|án) )?(?:{_TYPES}|{fold(_TYPES)})\s+\S", new.lower()):
        return document.start(), document.start() + len(document[0].rstrip(" ,"))
    found = find_documents(new)
    if len(found) == 1 and found[0].end - found[0].start >= len(new) - _LEAD:
        mentions = find_documents(asked)
        return (mentions[0].start, mentions[0].end) if mentions else document.span()
    if _NUMBER.fullmatch(new) and not _YEAR.fullmatch(new):
        number = re.search(r"\d{1,4}\b(?![/-])", document[0])
        start = document.start()
        return (start + number.start(), start + number.end()) if number else None
    return None


def _of_place(asked: str, new: str) -> Span | None:
    ours, theirs = list(places().find(asked)), list(places().find(new))
    if len(ours) != 1 or len(theirs) != 1 or theirs[0].end - theirs[0].start < len(new) - _LEAD:
        return None
    led = re.search(r"\b(?:tinh|thanh pho)\s+$", fold(asked)[: ours[0].start])
    whole = led and re.match(r"(?:tinh|thanh pho)\s", fold(new))
    return led.start() if led and whole else ours[0].start, ours[0].end


def _of_group(asked: str, new: str) -> Span | None:
    for group in _GROUPS:
        ours, theirs = (group if has_diacritics(t) else fold(group) for t in (asked, new))
        if re.fullmatch(rf"(?:{_LED.pattern})?(?:{theirs})", new.lower()):
            found = list(re.finditer(rf"\b(?:{ours})\b", asked.lower()))
            if found:
                return found[-1].span()
    return None
