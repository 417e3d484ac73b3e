"""What an event is about: "Phiên họp ngày 17/5 bàn về những nội dung gì?".

Its article says so in sentences that share no word with the question but the event's own.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from corpus.vietnamese.normal import fold
from service.answering import overlap
from service.answering.events import in_another_year, is_event, tells_of
from service.answering.evidence import Evidence
from service.answering.question import Question
from service.answering.quoting import Quotes, repeats

MOST = 4
_THINGS = (
    r"(?:nhung |cac )?(?:(?:noi dung|van de|viec|dieu|chu de)(?: chinh| quan trong)? )?(?:gi|nao)"
)
# Of the question without diacritics.
_ASKS = re.compile(
    rf"(?P<event>.+?) (?:da |se |de )?(?:ban(?: luan)?|thao luan|xem xet|nghe(?: bao cao)?"
    rf"|tap trung(?: vao)?|cho y kien|noi|co|dien ra)(?: ve| voi)? {_THINGS}"
    r"|(?:noi dung|chuong trinh|chu de)(?: chinh)?(?: cua)? (?P<of>.+?)"
    r"(?: (?:la|gom|co)(?: nhung)? gi)?"
)
_DISCUSSES = re.compile(
    r"\b(?:nghe(?! nói)|(?<!địa )bàn(?! hành| giao)|thảo luận|cho ý kiến|báo cáo|công bố"
    r"|trình bày|xem xét|nội dung|quán triệt|giới thiệu|thông qua|biểu quyết)\b",
    re.IGNORECASE,
)


def agenda(
    question: Question, articles: Iterable[list[Evidence]], quotes: Quotes
) -> list[Evidence] | None:
    """Return the sentences that say what an event is about, None where none is asked about.

    `articles` are what may be quoted of each article, in text order, the best article first.
    """
    asks = _ASKS.fullmatch(fold(question.text))
    part = next((name for name in ("event", "of") if asks and asks[name]), None)
    if asks is None or part is None or not is_event(asks[part]):
        return None
    event = question.text[slice(*asks.span(part))].lower()
    asked = overlap.asked(replace(question, content=event))
    found: list[Evidence] = []
    for told in articles:
        if not told or in_another_year(asked, told[0], quotes):
            continue
        if not tells_of(asked, told[0], quotes):
            continue
        for evidence in told:
            discusses = _DISCUSSES.search(evidence.text) and not quotes.is_title(evidence)
            if discusses and not any(repeats(evidence, other) for other in found):
                found.append(evidence)
    return found[:MOST]
