"""Where somebody works: "Bà Phùng Thị Ánh Ngọc công tác ở đâu?", from how they are introduced.

"ThS. Phùng Thị Ánh Ngọc - Cục Quản lý giá, Bộ Tài chính" over an article, "ông A, Trưởng phòng B"
in it.
"""

import re

from index.hits import SearchResult
from service.answering.offices import NAME
from service.answering.quoting import Quotes
from service.answering.ranking import Ranked
from service.answering.told import Told, sentences_of

_ASKS = re.compile(
    rf"(?:.*?\s)?(?P<name>{NAME.pattern})\s+(?:hiện\s+|đang\s+|hiện đang\s+)?"
    r"(?:công tác|làm việc|làm)\s+(?:ở|tại|cho)\s+"
    r"(?:đâu|(?:cơ quan|đơn vị|trường|viện|công ty)\s+nào)"
)
_BODY = (
    r"(?:Bộ|Sở|Cục|Tổng cục|Vụ|Ủy ban|Uỷ ban|UBND|Quốc hội|Tòa án|Viện|Công an|Hội|Ban|Ngân hàng"
    r"|Công ty|Tập đoàn|Trường|Đại học|Học viện|Thanh tra|Kiểm toán|Báo|Đài|Hiệp hội|Trung tâm"
    r"|Văn phòng|Hội đồng|Bệnh viện|Khoa|Phòng|Đoàn)\b(?!\s+trưởng)"
)
# What may stand between a name and where its bearer works: an office, and what joins them.
_AT = re.compile(
    r"\s*(?:[-–,(]|\s(?:của|thuộc|ở|tại|đến từ)\s)\s*(?:[^\n;.()]*?(?:\s|[-–,]\s?))??"
    rf"(?P<body>{_BODY}[^\n;.(),]{{2,90}}(?:,\s+{_BODY}[^\n;.(),]{{2,60}})*)"
)
_ENDS = re.compile(
    r"\s+(?:cho|nói|nhấn|khẳng|phát|chia|nhận|đề|kiến|thì|đã|là|cũng|và\s+(?:ông|bà))\b"
)
_CERTAIN = 3.0


def workplace(question: str, result: SearchResult, quotes: Quotes) -> list[Ranked] | None:
    """Return the sentence that introduces somebody with where they work.

    None where that is not asked, or nobody of the name is introduced so.
    """
    asks = _ASKS.fullmatch(" ".join(question.split()).strip(" ?.!"))
    if asks is None:
        return None
    named = re.compile(rf"\b{re.escape(asks['name'])}\b")
    for hit, start, end in sentences_of(result):
        sentence = hit.text[start:end]
        for name in named.finditer(sentence):
            at = _AT.match(sentence, name.end())
            if at is None:
                continue
            stop = _ENDS.search(sentence, *at.span("body"))
            span = at.start("body"), stop.start() if stop else at.end("body")
            told = Told(_CERTAIN, hit, start, end, span).ranked()
            if quotes.quotable(told.evidence, heading=True):
                return [told]
    return None
