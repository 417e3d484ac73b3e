"""What an answer is, inside the program; the wire form is made from it in `service/wire.py`."""

from dataclasses import dataclass, field
from typing import Literal, Protocol

from corpus.articles import Copy, Filters
from index.hits import Hit, SearchResult

Mode = Literal["extractive", "chat"]
NO_ANSWER = "Các bài viết hiện có không chứa câu trả lời cho câu hỏi này."


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a conversation as the client sends it."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim quote: `article.text[start:end] == quote`, in the named revision, always.

    `same` are the other live articles with the same body.
    """

    marker: int
    article_id: str
    revision: str
    passage_id: str
    title: str | None
    source: str | None
    url: str | None
    published: str | None
    quote: str
    start: int
    end: int
    same: tuple[Copy, ...] = ()


@dataclass(frozen=True, slots=True)
class QueryInfo:
    """How the question was understood, shown to the user."""

    rewritten: str | None = None
    expansions: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with its proof, or an abstention with the closest hits.

    `confidence` is in [0, 1]. On abstention `answer` says so in Vietnamese, `citations` is empty
    and `closest` holds up to three hits.
    """

    question: str
    answer: str
    short_answer: str | None
    abstained: bool
    confidence: float
    mode: Mode
    query: QueryInfo
    citations: tuple[Citation, ...] = ()
    closest: tuple[Hit, ...] = ()
    timings_ms: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader made of the hits: None of a short answer where no short fact was asked."""

    answer: str
    short_answer: str | None
    confidence: float
    citations: tuple[Citation, ...]


class Reader(Protocol):
    """Answers from hits alone. Returns None where they do not hold the answer."""

    mode: Mode

    def read(self, question: str, result: SearchResult) -> Reading | None:
        """Read the hits of `result` for the answer to `question`."""
        ...


class Searcher(Protocol):
    """Where hits come from; `index.engine.Engine` is the one implementation."""

    def search(self, question: str, *, top: int, filters: Filters) -> SearchResult:
        """Return the best `top` passages for the question among those that pass the filters."""
        ...
