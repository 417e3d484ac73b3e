"""The other reader: a LangChain chat model whose sentences are kept only with their proof.

The model is any that `init_chat_model` knows: OpenAI-compatible servers, Ollama, a local
transformers model. Nothing of LangChain is imported before the first question.
"""

import logging
import queue
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Protocol

from index.hits import SearchResult
from service.answering.gate import (
    Kept,
    Quotable,
    check,
    clean_output,
    speaks_to_readers,
    split_output,
)
from service.answering.prompt import NOTHING, messages
from service.answers import Citation, Mode, Reader, Reading
from service.errors import ChatError

# Vietnamese needs about three characters a token; what runs past this is cut off.
CHARACTERS_PER_TOKEN = 4
# Calls that may be under way at once, those that were given up but have not ended among them.
MAX_CALLS = 16
_END = object()
_logger = logging.getLogger(__name__)


class TextModel(Protocol):
    """A chat model as this module needs it: messages in, pieces of text out."""

    def __call__(self, messages: list[tuple[str, str]], /) -> Iterator[str]:
        """Yield the reply in pieces as it comes."""
        ...


class ChatReader:
    """Ask a chat model, keep what the passages hold.

    Takes at most `timeout` seconds in all. Where nothing can be kept, `fallback` answers if it
    is given. It also gives the short answer, where that stands in one of the kept quotes.
    `quotable` tells which sentences of the hits may be a proof.
    """

    mode: Mode = "chat"

    def __init__(
        self,
        model: TextModel,
        *,
        passages: int = 8,
        timeout: float = 60.0,
        max_tokens: int = 1024,
        fallback: Reader | None = None,
        quotable: Quotable = speaks_to_readers,
    ) -> None:
        self._model = model
        self._quotable = quotable
        self._passages = passages
        self._timeout = timeout
        self._max_characters = CHARACTERS_PER_TOKEN * max_tokens
        self._fallback = fallback
        self._slots = threading.BoundedSemaphore(MAX_CALLS)

    def read(self, question: str, result: SearchResult) -> Reading | None:
        """Return the kept sentences with their citations, or None where nothing is kept.

        Raises ChatError where the model failed, nothing was kept and there is no fallback.
        """
        reading = None
        for part in self.stream(question, result):
            if isinstance(part, Reading):
                reading = part
        return reading

    def stream(self, question: str, result: SearchResult) -> Iterator[Citation | str | Reading]:
        """Yield each new citation before the sentence that uses it, at last the whole Reading.

        There is no Reading where nothing can be kept. An empty text only says that the model is
        still at work; closing the iterator then stops it. A model that fails is passed over where
        there is a fallback or a sentence kept, else ChatError is raised.
        """
        hits = result.hits[: self._passages]
        if not hits:
            return
        draft = _Draft()
        try:
            for sentence in self._sentences(messages(question, hits)):
                kept = check(sentence, hits, self._quotable) if sentence else None
                if kept:
                    yield from draft.add(kept)
                else:
                    yield ""
        except ChatError as error:
            if not draft.said and self._fallback is None:
                raise
            _logger.warning("%s", error, exc_info=error.__cause__)
        if draft.said:
            yield draft.reading(self._short_answer(question, result, draft.citations))

    def _short_answer(
        self, question: str, result: SearchResult, citations: list[Citation]
    ) -> str | None:
        reading = self._fallback.read(question, result) if self._fallback else None
        short = reading.short_answer if reading else None
        if short and any(short in citation.quote for citation in citations):
            return short
        return None

    def _sentences(self, prompt: list[tuple[str, str]]) -> Iterator[str]:
        """Yield the reply's sentences as soon as each is whole, and "" for pieces meanwhile."""
        text, done = "", 0
        for piece in self._pieces(prompt):
            text += piece
            if len(text) > self._max_characters:
                break
            whole = list(split_output(clean_output(text)))
            # The last one may go on, and so may one whose marker has only begun.
            ready = len(whole) - 1
            while ready > 0 and whole[ready].startswith("["):
                ready -= 1
            yield from whole[done:ready] or [""]
            done = max(done, ready)
        if NOTHING not in text:
            yield from list(split_output(clean_output(text)))[done:]

    def _pieces(self, prompt: list[tuple[str, str]]) -> Iterator[str]:
        """Yield what the model sends, from a thread of its own so that the time limit holds."""
        if not self._slots.acquire(blocking=False):
            raise ChatError("the chat model is busy; ask again later")
        pieces: queue.Queue[object] = queue.Queue()
        stop = threading.Event()
        threading.Thread(target=self._call, args=(prompt, pieces, stop), daemon=True).start()
        deadline = time.monotonic() + self._timeout
        try:
            while True:
                try:
                    piece = pieces.get(timeout=max(0.0, deadline - time.monotonic()))
                except queue.Empty:
                    raise ChatError(
                        f"the chat model took longer than {self._timeout:g} seconds"
                    ) from None
                if piece is _END:
                    return
                if isinstance(piece, Exception):
                    raise ChatError("the chat model failed") from piece
                yield str(piece)
        finally:
            stop.set()

    def _call(
        self,
        prompt: list[tuple[str, str]],
        pieces: "queue.Queue[object]",
        stop: threading.Event,
    ) -> None:
        try:
            for piece in self._model(prompt):
                if stop.is_set():
                    return
                pieces.put(piece)
            pieces.put(_END)
        # Whatever a provider's library raises has to reach the thread that waits.
        except Exception as error:
            pieces.put(error)
        finally:
            self._slots.release()


class _Draft:
    """The answer as it grows: sentences with their citations, numbered as they come."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.citations: list[Citation] = []
        self._support: list[float] = []

    def add(self, kept: Kept) -> Iterator[Citation | str]:
        """Yield the quotes that are new, numbered, then the sentence with its markers."""
        markers = []
        for quote in kept.quotes:
            known = next((c for c in self.citations if replace(c, marker=0) == quote), None)
            if known is None:
                known = replace(quote, marker=len(self.citations) + 1)
                self.citations.append(known)
                yield known
            markers.append(f"[{known.marker}]")
        sentence = f"{kept.text} {' '.join(markers)}"
        if sentence in self.said:
            return
        yield f"{' ' if self.said else ''}{sentence}"
        self.said.append(sentence)
        self._support.append(kept.support)

    def reading(self, short_answer: str | None) -> Reading:
        """Return the whole; its confidence is that of the least supported sentence."""
        return Reading(" ".join(self.said), short_answer, min(self._support), tuple(self.citations))


def langchain_model(
    name: str,
    *,
    url: str | None = None,
    key: str | None = None,
    timeout: float = 60.0,
    max_tokens: int = 1024,
) -> TextModel:
    """Return a model by the name that `init_chat_model` takes, loaded on its first call.

    A name without a provider at a URL is an OpenAI-compatible server.
    """
    lock = threading.Lock()
    loaded: list[Any] = []

    def stream(prompt: list[tuple[str, str]], /) -> Iterator[str]:
        with lock:
            if not loaded:
                loaded.append(_load(name, url, key, timeout, max_tokens))
        empty = True
        try:
            for chunk in loaded[0].stream(prompt):
                empty = empty and not chunk.text
                yield str(chunk.text)
        except ValueError:  # what LangChain raises where nothing was streamed
            if not empty:
                raise
        if empty:  # some servers do not stream, whatever they are asked
            yield str(loaded[0].invoke(prompt).text)

    return stream


def _load(name: str, url: str | None, key: str | None, timeout: float, max_tokens: int) -> Any:
    # LangChain takes seconds to import and is not needed without a chat model.
    from langchain.chat_models import init_chat_model  # noqa: PLC0415 - see above

    provider = name.partition(":")[0] if ":" in name else None
    options: dict[str, Any] = {}
    if provider == "ollama":
        options = {"num_predict": max_tokens, "client_kwargs": {"timeout": timeout}}
    elif provider == "huggingface":
        options = {"pipeline_kwargs": {"max_new_tokens": max_tokens, "return_full_text": False}}
    else:
        options = {"max_tokens": max_tokens, "timeout": timeout, "max_retries": 0}
    if provider != "huggingface":
        options["temperature"] = 0
    if url:
        options["base_url"] = url
        if provider is None:
            options["model_provider"] = "openai"
    if key:
        options["api_key"] = key
    elif url and provider in (None, "openai"):
        # The client insists on a key; servers on one's own machine do not ask for any.
        options["api_key"] = "none"
    return init_chat_model(name, **options)
