"""Which articles tell of something: "Bài nào nhắc tới Nghị quyết 57-NQ/TW?".

One sentence of each is quoted, so that each can be opened where it does.
"""

import re
from dataclasses import replace

from corpus.vietnamese.normal import fold, nfc
from index.hits import Hit, SearchResult
from service.answering import overlap
from service.answering.evidence import Evidence, bare
from service.answering.named import Named, named_document
from service.answering.question import understand
from service.answering.quoting import Quotes
from service.answering.ranking import Ranked
from service.answering.told import LIKELY, SURE, numbered, sentences_of

MOST = 6  # articles
_OF_TOPIC, _OF_PAIRS = 0.8, 0.5  # of the words of what they are to tell of, and of their pairs
# Of the question without diacritics.
_ARTICLE = r"(?:bai(?: bao| viet)?|tin(?: tuc)?|trang|nguon|van ban)"
_TELLS = r"(?:nhac|noi|de cap|viet|dan|dua tin|trich dan|ban)(?: (?:toi|den|ve|lai))?"
_ASKS = re.compile(
    rf"(?:co )?(?:nhung |cac |mot so )?{_ARTICLE} nao(?: co| da)? {_TELLS} (?P<topic>.+)"
    rf"|(?:tim|liet ke|cho (?:toi|em|minh)? ?(?:xem|biet)?) (?:nhung |cac )?{_ARTICLE} {_TELLS}"
    rf" (?P<named>.+)"
    rf"|(?P<document>.+?),? {_ARTICLE} nao(?: co| da)? {_TELLS}"
    rf"|(?P<told>.+?) duoc {_TELLS} (?:o|tai|trong) (?:nhung |cac )?{_ARTICLE} nao"
)


def mentioning(question: str, result: SearchResult, quotes: Quotes) -> list[Ranked] | None:
    """Return a sentence of each article that tells of what a question names, the newest first.

    None where no articles are asked for, empty where none tells of it.
    """
    topic = _topic(question)
    if topic is None:
        return None
    named = named_document(topic)
    numbers = named.numbers(result) if named else frozenset[str]()
    best: dict[str, tuple[float, Ranked]] = {}
    for place, (hit, start, end) in enumerate(sentences_of(result)):
        evidence = bare(hit, start, end)
        worth = _of_document(evidence, named, numbers) if named else _on(topic, hit, evidence)
        if worth <= 0 or not quotes.quotable(evidence):
            continue
        worth -= place / 10_000 + 0.3 * quotes.is_title(evidence)
        if hit.article_id not in best or worth > best[hit.article_id][0]:
            likely = SURE if named else LIKELY
            best[hit.article_id] = worth, Ranked(evidence, likely, 0, 0, 0.0)
    found = sorted((ranked for _, ranked in best.values()), key=_published, reverse=True)
    return found[:MOST]


def asks_mentions(question: str) -> bool:
    """Tell whether a question asks which articles tell of something, for which more is read."""
    return _topic(question) is not None


def _topic(question: str) -> str | None:
    text = " ".join(nfc(question).split()).strip(" ?.!")
    asks = _ASKS.fullmatch(fold(text))
    if asks is None:
        return None
    return next(text[slice(*asks.span(part))] for part, said in asks.groupdict().items() if said)


def _of_document(evidence: Evidence, named: Named, numbers: frozenset[str]) -> float:
    """Return how much a sentence is about one of the documents, 0 where it names none."""
    mentions = numbered(evidence.text)
    starts = [m.start for m in mentions if m.number in numbers]
    if named.type:
        line = fold(evidence.text)
        short = rf"\b{named.type} (?:so )?{named.digits}\b(?![/-])"
        starts += [m.start() for m in re.finditer(short, line)]
    others = sum(m.number not in numbers for m in mentions)
    return max(0.1, 2.0 - 0.3 * others - min(starts) / 400) if starts else 0.0


def _on(topic: str, hit: Hit, evidence: Evidence) -> float:
    """Return how much of a topic a sentence names, with its title, 0 where that is too little."""
    asked = overlap.asked(replace(understand(topic), content=topic.lower()))
    words, title = evidence.words, overlap.words(hit.title or "")
    own = overlap.coverage(asked, overlap.held(asked, words.have, words.years))
    both = overlap.held(asked, words.have | title.have, words.years | title.years)
    pairs = [" ".join(pair) for pair in asked.pairs]
    beside = sum(any(f" {pair} " in text.line for text in (words, title)) for pair in pairs)
    if own <= 0 or beside < _OF_PAIRS * len(pairs):
        return 0.0
    return own + 0.1 if overlap.coverage(asked, both) >= _OF_TOPIC else 0.0


def _published(ranked: Ranked) -> str:
    return ranked.evidence.hit.published or ""
