"""From a question to an answer: the file that shows the whole way."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.articles import Filters
from corpus.documents import closed_up
from corpus.vietnamese.normal import nfc
from index.hits import SearchResult
from service.answering import force_from
from service.answering.as_typed import as_meant
from service.answering.attributes import asks_of_document, asks_passing
from service.answering.comparison import alike, answers_each, joined, parts
from service.answering.conversation import rewrite
from service.answering.courtesy import without_courtesy
from service.answering.defining import defined_as
from service.answering.force import asks_force
from service.answering.law_articles import asks_articles
from service.answering.meaning import asks_short
from service.answering.mentioning import asks_mentions
from service.answering.numbering import titled
from service.answering.offices import office, person
from service.answering.overview import is_broad
from service.answering.parts_of_law import asks_parts
from service.answering.provisions import asks_provisions
from service.answering.ranking import HITS_READ
from service.answering.scope import asks_scope
from service.answers import (
    NO_ANSWER,
    Answer,
    Citation,
    QueryInfo,
    Reader,
    Reading,
    Searcher,
    Turn,
)

# Many passages mention a document or an office, and the one that tells of it may be far down.
HITS_OF_DOCUMENT, HITS_OF_OFFICE = 24, 48
_READ_WIDELY = (
    asks_of_document,
    asks_articles,
    asks_parts,
    asks_force,
    defined_as,
    asks_passing,
    asks_scope,
    is_broad,
    asks_short,
    asks_provisions,
)
CLOSEST = 3


class Answerer:
    """Search, read, and answer with citations or abstain with the closest hits.

    `fallback` reads when `reader` finds nothing that holds (the extractive reader behind a
    language model).
    """

    def __init__(self, searcher: Searcher, reader: Reader, fallback: Reader | None = None) -> None:
        self._searcher = searcher
        self._reader = reader
        self._fallback = fallback

    def answer(
        self, question: str, filters: Filters | None = None, conversation: Sequence[Turn] = ()
    ) -> Answer:
        """Answer a question of 1 to 2,000 characters; filters restrict what is looked at."""
        started = time.perf_counter()
        meant = without_courtesy(as_meant(question))
        rewritten = rewrite(meant, conversation)
        asked = rewritten or meant
        result = look_up(self._searcher, asked, filters)
        asked, _ = closed_up(asked)
        found = time.perf_counter()
        reader = self._reader
        reading = self._read(asked, result, filters)
        if reading is None and self._fallback is not None:
            reader = self._fallback
            reading = reader.read(asked, result)
        read = time.perf_counter()
        timings = {
            "retrieve": round(1000 * (found - started), 3),
            "answer": round(1000 * (read - found), 3),
        }
        info = QueryInfo(rewritten, result.query.expansions, result.query.documents)
        if reading is None:
            return _abstain(question, result, reader, info, timings)
        return Answer(
            question=question,
            answer=reading.answer,
            short_answer=reading.short_answer,
            abstained=False,
            confidence=round(reading.confidence, 4),
            mode=reader.mode,
            query=info,
            citations=reading.citations,
            timings_ms=timings,
        )

    def _read(self, asked: str, result: SearchResult, filters: Filters | None) -> Reading | None:
        """Read for each part of a question that asks several things, else for the question.

        What was found for the question mostly has the answer to each part of the same matter.
        Where a part is not answered, the question is read as one, and what that finds is taken only
        if it has something for each part.
        """
        several = parts(asked) if self._reader.mode == "extractive" else None
        if several is None:
            return self._reader.read(asked, result)
        readings: list[Reading] = []
        found = result if alike(several) and not any(map(_of_its_own, several)) else None
        for part in several:
            reading = self._reader.read(part, found) if found else None
            reading = reading or self._reader.read(part, look_up(self._searcher, part, filters))
            if reading is None:
                whole = self._reader.read(asked, result)
                return whole if whole and answers_each(several, whole) else None
            readings.append(reading)
        return joined(readings)


def _of_its_own(question: str) -> bool:
    """Tell whether a question is looked up in another way than by its words."""
    return _sought(question) != (question, HITS_READ)


def look_up(searcher: Searcher, asked: str, filters: Filters | None) -> SearchResult:
    """Return the hits that a question is answered from."""
    sought, top = _sought(asked)
    return searcher.search(sought, top=top, filters=filters or Filters())


def _sought(asked: str) -> tuple[str, int]:
    """Return what is searched for a question, and how many hits are read."""
    question, _ = closed_up(nfc(asked))
    title = titled(question)
    held = office(question)
    dated = force_from.sought(question)
    many = title or dated or any(asks(question) for asks in _READ_WIDELY)
    wide = held or asks_mentions(question)
    top = HITS_OF_OFFICE if wide else HITS_OF_DOCUMENT if many else HITS_READ
    return dated or title or held or person(question) or defined_as(question) or asked, top


def _abstain(
    question: str,
    result: SearchResult,
    reader: Reader,
    info: QueryInfo,
    timings: dict[str, float],
) -> Answer:
    return Answer(
        question=question,
        answer=NO_ANSWER,
        short_answer=None,
        abstained=True,
        confidence=0.0,
        mode=reader.mode,
        query=info,
        closest=result.hits[:CLOSEST],
        timings_ms=timings,
    )


def stream(answer: Answer) -> Iterator[Citation | str | Answer]:
    """Yield an answer in parts: each citation before the text that uses it, then the whole."""
    if not answer.citations:
        yield answer.answer
    rest = answer.answer
    for citation in answer.citations:
        yield citation
        text, mark, rest = rest.partition(f"[{citation.marker}]")
        yield text + mark
    if answer.citations and rest:
        yield rest
    yield replace(answer)
