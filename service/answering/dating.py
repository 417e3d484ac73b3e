"""Whether a sentence has the date that a question asks for, of the right precision and thing."""

import re

from corpus.documents import find_documents
from corpus.vietnamese.normal import fold
from service.answering import overlap, spans
from service.answering.question import Question
from service.answering.ranking import Ranked

# A question about a document, and how near its date stands to its number.
_ON_DOCUMENT = re.compile(
    r"\b(?:nghi quyet|nghi dinh|quyet dinh|chi thi|thong tu|luat(?! su)|phap lenh|ket luan"
    r"|cong dien|van ban|ke hoach|to trinh|cong van|de an|chuong trinh|ban hanh|ky)\b"
)
_BESIDE = 4
# "Bộ luật Dân sự 2015": the year is part of its name.
_LAW_OF_YEAR = re.compile(
    r"\b(?:[Ll]uật|Pháp lệnh|Hiến pháp)\b(?:\s+[^\W\d][^\s,.;:()]*){0,9}\s+((?:19|20)\d\d)\b(?!/)"
)
ASKS_DAY = re.compile(r"\b(?:ngay|hom) (?:nao|may)\b")
_ASKS_MONTH = re.compile(r"\bthang (?:nao|may)\b")
_TIME = re.compile(r"\bnam nao\b|\b(?:truoc|cham nhat|muon nhat) (?:khi|luc) nao\b")
OF_DAY = re.compile(r"\d\s*[/.-]\s*\d|\b(?:ngày|mùng|mồng)\b", re.IGNORECASE)
_OF_MONTH = re.compile(r"\d\s*[/.-]\s*\d|\btháng\s+\d", re.IGNORECASE)
# What a text may say of a time that is no date.
_WHEN = re.compile(
    r"\b(?:khi|ngay|trong vòng|sau|trước|tháng|năm|ngày|quý|tuần|giờ|kỳ|hằng|hàng|mỗi|định kỳ"
    r"|thế kỷ|đầu|cuối|giữa|mùa|dịp|tới|nay|hiện|đến|từ)\b",
    re.IGNORECASE,
)
# What happens once to somebody or something, and is said by this word.
_EVENT = re.compile(
    r"\b(?:(sinh)|(qua doi|giai the|pha san|khai truong|khanh thanh|khoi cong|tu chuc|nghi huu"
    r"|ket hon)(?: \w+){0,4}?)(?: vao| tu)? (?:(?:nam|ngay|thang|khi|luc) (?:nao|may)|bao gio)"
)


def new(question: Question, text: str) -> bool:
    """Tell whether a text says what the question does not already."""
    return not overlap.words(text).have <= overlap.asked(question).words


def of_documents(question: Question, text: str) -> set[spans.Span]:
    """Return the dates that are those of documents which the question does not speak of."""
    if _ON_DOCUMENT.search(fold(question.text)) or find_documents(question.text):
        return set()
    ends = [mention.end for mention in find_documents(text) if mention.date]
    years = [law.span(1) for law in _LAW_OF_YEAR.finditer(text)]
    dates = spans.candidates(text, "date")
    return {
        date
        for date in dates
        if any(0 < date[0] - end <= _BESIDE for end in ends)
        or any(date[0] <= start and end <= date[1] for start, end in years)
    }


def undated(question: Question, ranked: Ranked) -> bool:
    """Tell whether no new date is there, of the precision asked for."""
    form, text = fold(question.text), ranked.evidence.text
    if question.kind != "date":
        return False
    if (others := of_documents(question, text)) and others >= set(spans.candidates(text, "date")):
        return True
    asked = ((ASKS_DAY, OF_DAY), (_ASKS_MONTH, _OF_MONTH), (_TIME, re.compile("")))
    precise = next((form_of for asks, form_of in asked if asks.search(form)), None)
    if precise is None:
        return not spans.candidates(text, "date") and not _WHEN.search(text)
    dates = [text[slice(*span)] for span in spans.candidates(text, "date")]
    return not any(precise.search(date) and new(question, date) for date in dates)


def eventless(question: Question, ranked: Ranked) -> bool:
    """Tell whether nothing of what is asked to be dated happens: "sinh năm nào", "giải thể"."""
    event = _EVENT.search(fold(question.text)) if question.kind == "date" else None
    told = f"{ranked.evidence.hit.title or ''}\n{ranked.evidence.text}"
    return event is not None and f" {event[1] or event[2]} " not in overlap.words(told).line
