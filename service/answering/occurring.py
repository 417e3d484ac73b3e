"""Where an event took place: "Sáng 17/5, tại Hà Nội, Ban Chỉ đạo … tổ chức phiên họp thứ hai".

Its article says so at its beginning, in a sentence that may share hardly a word with the question.
"""

import re
from dataclasses import replace

from corpus.vietnamese.normal import fold
from index.hits import SearchResult
from service.answering import overlap
from service.answering.events import in_another_year, is_event, named, tells_of
from service.answering.evidence import bare
from service.answering.located import sites
from service.answering.question import understand
from service.answering.quoting import Quotes
from service.answering.ranking import Ranked
from service.answering.told import Told, sentences_of

_WHERE = r"(?:(?:o|tai) (?:dau|noi nao|cho nao|dia diem nao)|noi nao|dau)"
# Of the question without diacritics.
_ASKS = re.compile(
    rf"(?P<event>.+?) (?:da |duoc |se )*(?:dien ra|to chuc|hop|khai mac|mo)(?: o| tai)? {_WHERE}"
    r"|(?:dia diem|noi) (?:to chuc|dien ra|hop)? ?(?P<of>.+?)(?: (?:la|o) (?:dau|noi nao))?"
)
_OCCURS = re.compile(
    r"\b(?:diễn ra|tổ chức|họp|khai mạc|mở|hội nghị|hội thảo|lễ|tọa đàm|đại hội|diễn đàn|buổi"
    r"|chủ trì|điều hành)\b",
    re.IGNORECASE,
)
_OUTSIDE = re.compile(r"\b(?:điểm cầu|trực tuyến (?:tại|ở|từ))\b", re.IGNORECASE)
_TOLD, _ENOUGH, _HELD = (
    2.0,
    0.5,
    re.compile(r"\b(?:diễn ra|tổ chức|họp tại|họp ở|khai mạc)\b", re.IGNORECASE),
)


def occurring(question: str, result: SearchResult, quotes: Quotes) -> list[Ranked] | None:
    """Return the sentence that says where the event that a question names took place.

    None where it asks nothing of the kind, or none of the event's articles says so.
    """
    question = " ".join(question.split()).strip(" ?.!")
    asks = _ASKS.fullmatch(fold(question))
    part = next((name for name in ("event", "of") if asks and asks[name]), None)
    if asks is None or part is None or not is_event(asks[part]):
        return None
    event = question[slice(*asks.span(part))]
    asked = overlap.asked(replace(understand(event), content=event.lower()))
    best: tuple[float, Ranked] | None = None
    for hit, start, end in sentences_of(result):
        sentence = hit.text[start:end]
        if not _OCCURS.search(sentence):
            continue
        evidence = bare(hit, start, end)
        if not (
            tells_of(asked, evidence, quotes, sentence)
            and not in_another_year(asked, evidence, quotes)
            and quotes.quotable(evidence)
        ):
            continue
        places = sites(sentence)
        if not places or _OUTSIDE.search(sentence, 0, places[0][0]):
            continue
        own = tells_of(asked, evidence, quotes)  # not an article that only mentions it
        score = named(asked, sentence) + bool(_HELD.search(sentence)) + own
        if score < _ENOUGH:
            continue
        if best is None or score > best[0]:
            best = score, Told(_TOLD, hit, start, end, places[0]).ranked()
    return [best[1]] if best else None
