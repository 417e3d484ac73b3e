"""Who attended an event: the sentences that say so in the article that tells of it.

"Cùng dự ở điểm cầu tỉnh còn có …" shares hardly a word with "Ai dự phiên họp ngày 17/5".
"""

import re
from dataclasses import replace

from corpus.vietnamese.normal import fold
from index.hits import SearchResult
from service.answering import overlap
from service.answering.events import beginning, in_another_year, is_event, places_in, tells_of
from service.answering.evidence import bare
from service.answering.presiding import people_in
from service.answering.question import understand
from service.answering.quoting import Quotes, repeats
from service.answering.ranking import Ranked
from service.answering.told import Told, sentences_of

MOST = 3
_WHO = r"(?:nhung )?(?:ai|nguoi nao|dong chi nao|vi nao|lanh dao nao|dai bieu nao)"
_DID = r"(?:tham du|tham gia|du|co mat)"
# Of the question without diacritics.
_ASKS = re.compile(
    rf"(?:co )?{_WHO}(?: da| cung| den| toi| ve| cung den)* {_DID}(?: tai| trong| o)? (?P<event>.+)"
    rf"|(?P<held>.+?) (?:co|gom)(?: su)?(?: tham du cua)? {_WHO}(?: {_DID})?"
    rf"|(?:thanh phan|dai bieu|nguoi) {_DID} (?P<of>.+?)(?: (?:la|gom)(?: co)? {_WHO})?"
)
_SITE = re.compile(
    r"(?:\b(?:tai|o)\s+)?\bdiem cau\b(?: (?:tinh|huyen|xa))?|\b(?:tai|o)\s(?=tinh\s)"
)
_ATTENDS = re.compile(r"\b(?:dự|tham dự|có mặt|tham gia|theo dõi trực tuyến)\b", re.IGNORECASE)
_OFFERS = re.compile(r"\btham gia (?:ý kiến|góp ý)", re.IGNORECASE)
_CERTAIN = 1.0


def attending(question: str, result: SearchResult, quotes: Quotes) -> list[Ranked] | None:
    """Return the sentences that name who attended the event that a question names.

    None where it asks nothing of the kind, or none of the event's articles says so.
    """
    question = " ".join(question.split()).strip(" ?.!")
    form = fold(question)
    asks = _ASKS.fullmatch(form)
    part = next((name for name in ("event", "held", "of") if asks and asks[name]), None)
    if asks is None or part is None or not is_event(asks[part]):
        return None
    event = question[slice(*asks.span(part))]
    places = places_in(event)
    words = " ".join(_SITE.sub(" ", fold(event)).split()) if places else event.lower()
    asked = overlap.asked(replace(understand(event), content=words, accented=not places))
    found: list[Ranked] = []
    for hit, start, end in sentences_of(result):
        sentence = hit.text[start:end]
        people = people_in(sentence)
        if not people or not _ATTENDS.search(_OFFERS.sub("", sentence)):
            continue
        evidence = bare(hit, start, end)
        here = places_in(sentence) or places_in(beginning(evidence, quotes))
        if (
            (not places or set(places) & set(here))
            and tells_of(asked, evidence, quotes, sentence)
            and not in_another_year(asked, evidence, quotes)
            and quotes.quotable(evidence)
            and not any(repeats(evidence, other.evidence) for other in found)
        ):
            span = people[0][0], people[-1][1]
            found.append(Told(_CERTAIN, hit, start, end, span).ranked())
    return found[:MOST] or None
