"""Who holds an office, and which office a person holds: read from how the two stand together.

Vietnamese texts put the office right before the name ("Chủ tịch UBND tỉnh Trần Văn An") or after it
between commas ("Trần Văn An, Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh"). An office that stands only
with "Phó" or "nguyên" before it is another one.
"""

import re
from collections.abc import Callable

from corpus.vietnamese.normal import fold
from index.hits import SearchResult, pairs
from service.answering.quoting import Quotes
from service.answering.ranking import Ranked
from service.answering.spans import UPPER, candidates
from service.answering.told import Span, Told, sentences_of

_LOWER = UPPER.lower()
_NAME = rf"[{UPPER}][{_LOWER}]+(?:\s[{UPPER}][{_LOWER}]+){{1,4}}"
_HEAD = (
    r"(?:Phó\s+|Nguyên\s+|nguyên\s+)?(?:Tổng Bí thư|Bí thư|Chủ tịch|Chủ nhiệm|Thủ tướng|Bộ trưởng"
    r"|Thứ trưởng|Tổng Giám đốc|Giám đốc|Trưởng Ban|Trưởng ban|Trưởng Đoàn|Cục trưởng|Vụ trưởng"
    r"|Viện trưởng|Hiệu trưởng|Tổng Biên tập|Chánh Văn phòng|Chánh án|Ủy viên|Tư lệnh|Thống đốc"
    r"|Tổng [Tt]hư ký|Tổng [Tt]hanh tra|Tổng [Kk]iểm toán|Chính ủy|Trưởng phòng|Trưởng khoa|Đại sứ)"
)
# What a person is called besides the office that is asked for.
_CALLED = (
    r"(?:(?i:ông|bà|anh|chị|đồng chí|luật sư|bác sĩ|nhà báo|giáo sư|phó giáo sư|tiến sĩ|thạc sĩ"
    r"|thiếu tướng|trung tướng|thượng tướng|đại tướng|thiếu tá|trung tá|thượng tá|đại tá|GS|PGS|TS"
    r"|ThS|LS|BS|KTS|NCS)\.?\s*)*"
)
_POST = r"(?:chức vụ|chức danh|chức|cương vị|vị trí|vai trò)"
_ASKS_OFFICE = re.compile(
    rf"{_CALLED}(?P<name>{_NAME})\s+(?:hiện nay\s+|hiện\s+|đang\s+)*"
    rf"(?:là ai|(?:giữ|đảm nhiệm|đảm nhận|nắm giữ|làm|có)\s+{_POST}\s+(?:gì|nào)|làm gì$)"
)
_ASKS_PERSON = (
    re.compile(
        r"(?:ai|người nào|đồng chí nào)\s+(?:hiện\s+|đang\s+)?(?:là|làm|giữ chức|giữ chức vụ)\s+"
        r"(?P<office>.+)",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?P<office>.+?)\s+(?:hiện nay\s+|hiện\s+)?(?:là ai|tên là gì|tên gì|là người nào)",
        re.IGNORECASE,
    ),
)
_STARTS = re.compile(rf"\s*{_HEAD}", re.IGNORECASE)
_BEFORE = re.compile(
    rf"(?P<office>{_HEAD}(?:\s+(?!{_HEAD})[^\s,;.:()]+){{0,9}}?)\s+(?:đồng chí\s+)?$"
)
_AFTER = re.compile(
    rf"(?:\s*[,(]|\s[-–])\s*(?P<office>{_HEAD}[^;:.()]*?)"
    r"(?=\s*(?:[;:.()]|$|,?\s(?:dự|chủ trì|đồng chủ trì|phát biểu|cho biết|nhấn mạnh|yêu cầu|đã"
    r"|cùng|và)\b))"
)
_NAME_AFTER = re.compile(rf"[,:]?\s+(?:(?:đồng chí|ông|bà)\s+)?(?P<name>{_NAME})")
_NAME_BEFORE = re.compile(rf"(?P<name>{_NAME}),\s*(?:[^;.:]*,\s*)?$")
_TITLED = re.compile(rf"\b(?i:ông|bà|đồng chí)\s+[{UPPER}][{_LOWER}]+")
# Those of nearly all Vietnamese; what begins otherwise is seldom a person's name.
_SURNAME = re.compile(
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Đào|Đoàn|Lâm"
    "|Mai|Trịnh|Tạ|Cao|Chu|Châu|Thái|Tống|Phùng|Quách|Triệu|Vương|Kiều|Lưu|Mạc|Nông|Bế|Giàng"
    "|Thào|Vàng|Lò|Cầm|Quàng|Hầu|Sùng|Khuất|Tăng|Thân|Từ|Bạch|Doãn|Đàm|Tô|Lương|Trương|Hà|Lại"
    "|Lã|Nghiêm|Thạch|Tòng|Vi|Hứa|Âu|Ninh|Đồng|Vừ|Lù|Cù|Điểu|Danh|Sơn|Kim|Khương|Ngọ|Thẩm|Trà"
    "|Ung|Mẫn|Nhâm"
)
_MADE = re.compile(
    rf"(?P<name>{_NAME})\s+(?:làm|giữ chức|được cử làm|được bầu làm)\s+(?P<head>{_HEAD})\b"
)
_CERTAIN = 3.0
_LESSER = re.compile(r"(?:\bpho|\bnguyen)\s+$")


def person(question: str) -> str | None:
    """Return the name of the person whose office a question asks for, None where it does not.

    The other words of such a question say nothing of where the answer stands.
    """
    whose = _ASKS_OFFICE.match(question.strip(" ?.!"))
    return whose["name"] if whose else None


def held(question: str, result: SearchResult, quotes: Quotes) -> list[Ranked] | None:
    """Return the sentence that joins the person and the office that a question asks about.

    None where it asks nothing of the kind or no sentence joins them; empty where the office asked
    about stands in the hits only as a deputy's or a former one.
    """
    question = question.strip(" ?.!")
    if name := person(question):
        return _first(result, lambda text: _office_of(text, name), quotes)
    if office := _office_asked(question):
        return _holder(result, _spellings(office, result.query.expansions), quotes)
    return None


def names_holder(question: str, sentence: str) -> bool:
    """Tell whether a sentence may say who holds the office asked for: it names somebody.

    True for every other question.
    """
    if not _office_asked(question.strip(" ?.!")):
        return True
    found = (sentence[start:end].split() for start, end in candidates(sentence, "person"))
    return any(_SURNAME.fullmatch(name[0]) for name in found) or bool(_TITLED.search(sentence))


def _office_asked(question: str) -> str | None:
    """Return the office whose holder a question asks for."""
    for pattern in _ASKS_PERSON:
        asks = pattern.fullmatch(question)
        if asks and _STARTS.match(asks["office"]):
            return asks["office"]
    return None


def _spellings(office: str, expansions: tuple[str, ...]) -> tuple[str, ...]:
    """Return an office folded, with its abbreviations short and long."""
    found = [fold(office)]
    for written, meant in pairs(expansions):
        short = re.compile(rf"\b{re.escape(fold(written))}\b")
        found += [short.sub(fold(meant), form) for form in found]
    return tuple(dict.fromkeys(found))


def _first(
    result: SearchResult, find: Callable[[str], Span | None], quotes: Quotes
) -> list[Ranked] | None:
    """Return the first sentence in which something is found."""
    for hit, start, end in sentences_of(result):
        if span := find(hit.text[start:end]):
            ranked = Told(_CERTAIN, hit, start, end, span).ranked()
            if quotes.quotable(ranked.evidence):
                return [ranked]
    return None


def _office_of(sentence: str, name: str) -> Span | None:
    for match in re.finditer(rf"\b{re.escape(name)}\b", sentence):
        if after := _AFTER.match(sentence, match.end()):
            return after.span("office")
        if before := _BEFORE.search(sentence[: match.start()]):
            return before.span("office")
    return None


def _holder(
    result: SearchResult, spellings: tuple[str, ...], quotes: Quotes
) -> list[Ranked] | None:
    lesser_only = False
    office = re.compile("|".join(rf"\b{re.escape(form)}\b" for form in spellings))

    def find(sentence: str) -> Span | None:
        nonlocal lesser_only
        plain = fold(sentence)
        for match in office.finditer(plain):
            if _LESSER.search(plain[: match.start()]):
                lesser_only = True
                continue
            if after := _NAME_AFTER.match(sentence, match.end()):
                return after.span("name")
            if before := _NAME_BEFORE.search(sentence[: match.start()]):
                return before.span("name")
        return None

    found = _first(result, find, quotes)
    found = found or _first(result, lambda text: _made(text, spellings), quotes)
    return found if found or not lesser_only else []


def _made(sentence: str, spellings: tuple[str, ...]) -> Span | None:
    """Return who becomes what in "Ban Chỉ đạo A …, ông Trần Văn An làm Trưởng Ban"."""
    found = list(_MADE.finditer(sentence))
    plain = fold(sentence) if found else ""
    for match in found:
        head = fold(match["head"])
        for form in spellings:
            body = form[len(head.removesuffix("ban")) :].strip()
            if form.startswith(head) and body and body in plain:
                return match.span("name")
    return None
