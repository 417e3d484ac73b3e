"""Who presides over an event: the sentence that says so in the article that tells of it.

"Ai chủ trì phiên họp ngày 17/5" shares few words with "… Thủ tướng Phạm Minh Chính điều hành phiên
họp thứ hai của Ban Chỉ đạo", and many with other sentences on that session.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from corpus.places import places
from corpus.vietnamese.normal import fold
from index.hits import SearchResult
from service.answering import overlap
from service.answering.events import in_another_year, is_event, named, tells_of
from service.answering.question import understand
from service.answering.quoting import Quotes
from service.answering.ranking import Ranked
from service.answering.spans import candidates, has_surname
from service.answering.told import Span, Told, sentences_of

# Of the question without diacritics.
_WHO = r"(?:ai|nguoi nao|dong chi nao|vi nao|lanh dao nao)"
_DID = r"(?:chu tri|dieu hanh|chu toa)"
_ASKS = re.compile(
    rf"{_WHO}(?: la nguoi)?(?: da)? {_DID} (?P<event>.+)"
    rf"|(?P<held>.+?)(?: duoc)?(?: do)? {_WHO}(?: la nguoi)?(?: da)? {_DID}"
    r"|nguoi (?:chu tri|dieu hanh) (?P<of>.+?) la ai"
)
_PRESIDES = re.compile(
    r"(?P<together>\b(?:cùng|đồng)\s)?\b(?:chủ trì|điều hành|chủ tọa)\b"
    r"(?=\s*(?:$|[.,;:()]|(?:của|với|cùng|tại|là|phiên|cuộc|buổi|kỳ|hội nghị|hội thảo|lễ|tọa đàm"
    r"|đại hội|họp|diễn đàn)\b))(?!\s*,\s*phối hợp)",
    re.IGNORECASE,
)
# Whoever presides where an event is only watched does not preside over it.
_WATCHED = re.compile(r"\bđiểm cầu\b", re.IGNORECASE)
_UNDER = re.compile(r"(?:dưới )?sự\s+$", re.IGNORECASE)
_WITH = re.compile(r"(?<!đại diện) \bcùng\b(?! (?:ngày|năm|kỳ|thời|chủ))[^.;]*$")
_OTHER_CLAUSE = re.compile(r"[;:]|\.\s")
# Begins a sentence, so that it looks like a part of the name.
ADDRESS = re.compile(r"(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]ô|[Đđ]ồng chí)\s+")
_TOLD, _OF_OTHERS = 2.0, 1.5


def presiding(question: str, result: SearchResult, quotes: Quotes) -> list[Ranked] | None:
    """Return the sentence that says who presides over the event that a question names.

    None where it asks nothing of the kind or nobody is found to preside over anything; empty where
    that is over other events.
    """
    event = _event(question)
    if event is None:
        return None
    known = replace(understand(event), content=event.lower())
    asked = overlap.asked(known, result.query.expansions)
    best: tuple[float, Ranked] | None = None
    others = another_year = False
    for rank, (hit, start, end) in enumerate(sentences_of(result)):
        sentence = hit.text[start:end]
        for worth, span in _presidents(sentence):
            others = True
            told = Told(_TOLD, hit, start, end, span).ranked()
            evidence = told.evidence
            score = worth + named(asked, sentence) - rank / 1_000
            if (best and score <= best[0]) or not tells_of(asked, evidence, quotes, sentence):
                continue
            if in_another_year(asked, evidence, quotes):
                another_year = True
            elif quotes.quotable(evidence):
                best = score, told
    # The same day of another year is meant by an article of no known day, too.
    if best and not (another_year and best[1].evidence.hit.published is None):
        return [best[1]]
    return [] if others else None


def names_president(question: str, sentence: str) -> bool:
    """Tell whether a sentence may say who presides over the event asked about: it names a person.

    True for every other question.
    """
    return _event(question) is None or bool(people_in(sentence))


@lru_cache(maxsize=64)
def _event(question: str) -> str | None:
    """Return the event of which a question asks who presides over it, None where it does not."""
    question = " ".join(question.split()).strip(" ?.!")
    asks = _ASKS.fullmatch(fold(question))
    part = next((name for name in ("event", "held", "of") if asks and asks[name]), None)
    if asks is None or part is None or not is_event(asks[part]):
        return None
    return question[slice(*asks.span(part))]


def _presidents(sentence: str) -> Iterator[tuple[float, Span]]:
    """Yield those whom a sentence lets preside, each with how much it says just that."""
    if _WATCHED.search(sentence):
        return
    for verb in _PRESIDES.finditer(sentence):
        people = people_in(sentence)
        if _UNDER.search(sentence, 0, verb.start()):
            after = [span for span in people if span[0] >= verb.end()]
            if after and not _OTHER_CLAUSE.search(sentence, verb.end(), after[0][0]):
                yield _TOLD, after[0]
            continue
        before = [span for span in people if span[1] <= verb.start()]
        if before and not _OTHER_CLAUSE.search(sentence, before[-1][1], verb.start()):
            # "Thủ tướng A cùng các Phó Thủ tướng B và C chủ trì": the first of them.
            joined = _WITH.search(sentence, before[0][1], before[-1][0])
            first = before[0] if joined else before[-1]
            yield (_OF_OTHERS if verb["together"] else _TOLD), first


def people_in(sentence: str) -> list[Span]:
    """Return where a sentence names people, without how they are addressed."""
    spans = ((_addressed(sentence, start), end) for start, end in candidates(sentence, "person"))
    return [span for span in spans if _is_person(sentence[slice(*span)])]


def _addressed(sentence: str, start: int) -> int:
    address = ADDRESS.match(sentence, start)
    return address.end() if address else start


def _is_person(name: str) -> bool:
    return has_surname(name) and " " in name and not any(places().find(name))
