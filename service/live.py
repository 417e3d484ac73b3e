"""An answer of a chat model as it is written: what is proved is sent while the model goes on."""

import time
from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace

from corpus.articles import Filters
from index.hits import SearchResult
from service.answering.answerer import Answerer, look_up, stream
from service.answering.chat import ChatReader
from service.answering.conversation import rewrite
from service.answers import Answer, Citation, Mode, Reader, Reading, Searcher, Turn


def live(
    question: str,
    filters: Filters,
    conversation: Sequence[Turn],
    *,
    searcher: Searcher,
    chat: ChatReader,
    fallback: Reader,
) -> Generator[Citation | str | Answer]:
    """Yield citations and sentences as they are proved, at last the whole Answer.

    Where the model says nothing that can be proved, the answer of `fallback` follows. Closing
    the generator stops the model.
    """
    started = time.perf_counter()
    asked = rewrite(question, conversation) or question
    result = look_up(searcher, asked, filters)
    found = time.perf_counter()
    reading: Reading | None = None
    for part in chat.stream(asked, result):
        if isinstance(part, Reading):
            reading = part
        else:
            yield part
    # What is known by now is put together by the one place that puts answers together.
    whole = Answerer(_Found(result), _Read(reading, chat.mode), fallback).answer(
        question, filters, conversation
    )
    done = time.perf_counter()
    timings = {
        "retrieve": round(1000 * (found - started), 3),
        "answer": round(1000 * (done - found), 3),
    }
    whole = replace(whole, timings_ms=timings)
    if reading is None:
        yield from stream(whole)
    else:
        yield whole


@dataclass(frozen=True, slots=True)
class _Found:
    """A search that was made already."""

    result: SearchResult

    def search(self, *_asked: object, **_options: object) -> SearchResult:
        return self.result


@dataclass(slots=True)
class _Read:
    """A reading that was made already."""

    reading: Reading | None
    mode: Mode

    def read(self, *_asked: object) -> Reading | None:
        return self.reading
