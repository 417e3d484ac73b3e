"""The title of a document as a text gives it after the number."""

import re

from corpus.documents.names import CAPITALS, TYPES

LONGEST = 250
_OPENER = re.compile(r"\s*,?\s*[(“\"]?\s*((?:về|V/v|phê duyệt|sửa đổi, bổ sung)\s)")
# These are a title's beginning after a date or an issuer, the sentence's own verb otherwise.
_SURE_OPENER = re.compile(
    r"\s*,?\s*[(“\"]?\s*((?:về|V/v|phê duyệt|sửa đổi|quy định|hướng dẫn|ban hành|điều chỉnh"
    r"|tăng cường|công bố|thí điểm|thành lập)\s)"
)
_TYPE = "|".join(sorted({*TYPES.values(), "Luật", "Bộ luật"}, key=len, reverse=True)).replace(
    " ", r"\s"
)
_STOP = re.compile(
    rf"""
    [;:?!…()\n\t]
    | \.(?=\s+[{CAPITALS}“\"\d]|\s*$|\s*\n)(?<!TP\.)
    | ,\s+(?=[{CAPITALS}“\"\d])
    | ,\s+(?=(?:đồng\schí|ông|bà|ngày|trong\sđó|theo\sđó|đến\snay|tại|nhằm|góp\sphần|đây|đó\slà
        |các\s(?:bộ|cấp|địa\sphương|đại\sbiểu|cơ\squan)|hội\snghị|tỉnh|chúng\sta|nhiều|với|để|cần
        |thì|sau|bên\scạnh|do\sđó|gồm|bao\sgồm|trên\scơ\ssở|thay\sthế|có|qua\sđó|từ\sđó|nhất\slà
        |đặc\sbiệt|được|gọi\stắt|viết\stắt|sau\sđây|chủ\strương|tinh\sthần|mục\stiêu|thời\sgian|làm\scơ\ssở|cụ\sthể)\b)
    | ,?\s+(?=(?:đã|đang|sẽ|nêu|khẳng\sđịnh|xác\sđịnh\srõ|đặt\sra|chỉ\srõ|nhấn\smạnh|cho\sthấy
        |có\shiệu\slực|được\s(?:ban\shành|thông\squa|triển\skhai|xác\sđịnh)|là|thì|cũng|vẫn|nhằm
        |ra\sđời|vào\sngày|kể\stừ|trong\sđó|yêu\scầu(?=\s*:|\s+(?:các|phải)))\b)
    | (?<=”)\s+(?!(?:giai\sđoạn|đến|trong|trên|của|và|tại|cho|theo|năm|thời\skỳ|tỉnh)\b)
    | \s+[–-]\s+(?=(?:{_TYPE})\s)
    | ,?\s+(?:và|cùng(?:\svới)?|cũng\snhư|hoặc)\s+(?:các\s+|dự\sthảo\s+)?(?=(?:{_TYPE})\s)
    """,
    re.VERBOSE,
)
_QUOTED = re.compile(r"“[^“”\n]*”|\"[^\"\n]*\"")
_ACT = re.compile(
    r"((?:Bộ luật|Luật|Pháp lệnh)\s(?!số\b)[^.;:()\n“”]+?),?"
    r"\s+(?:\(?năm\s+\d{4}\)?\s*)?(?:\(\s*)?số\s*:?\s*$"
)


def title_at(text: str, start: int, *, sure: bool) -> str | None:
    """Return the title that begins at `start`, at most 250 characters, or None.

    `sure` says that a date or an issuer stood before it. A longer one is cut between words.
    """
    opened = (_SURE_OPENER if sure else _OPENER).match(text, start)
    if opened is None:
        return None
    rest = text[opened.start(1) : opened.start(1) + LONGEST + 150]
    title = rest[: _end(rest)].strip(" ,.–-")
    if len(title) > LONGEST:
        title = title[: LONGEST + 1].rsplit(" ", 1)[0].rstrip(" ,.–-")
    return title if len(title.split()) > 2 else None


def _end(rest: str) -> int:
    """Return where a title at the beginning of `rest` ends."""
    quoted = [match.span() for match in _QUOTED.finditer(rest)]
    for stop in _STOP.finditer(rest):
        if not any(start < stop.start() < end - 1 for start, end in quoted):
            return _unquoted(rest[: stop.start()])
    return _unquoted(rest)


def _unquoted(title: str) -> int:
    """Return the end of a title, before a closing mark that nothing opened."""
    balance = 0
    for position, letter in enumerate(title):
        balance += (letter == "“") - (letter == "”")
        if balance < 0:
            return position
    return len(title)


def act_title(named: str) -> str | None:
    """Return the title of an act named before its number ("Luật Hóa chất số 06/2007/QH12")."""
    found = _ACT.match(named)
    title = " ".join(found[1].split()) if found else ""
    return title if 0 < len(title) <= LONGEST else None
