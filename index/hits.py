"""What a search takes and gives, and what it needs of a store."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Literal, Protocol

from corpus.articles import Bearer, Copy, Filters, HitRecord, Passage

# Between what was written and what it stands for, in a note shown to the user.
STANDS_FOR = " → "
Leg = Literal["lexical", "dense", "hybrid", "reranked"]


@dataclass(frozen=True, slots=True)
class Query:
    """A question as it was understood.

    `text` is what was asked, NFC. `expansions` are human-readable notes of what was added or
    repaired ("UBND → Ủy ban nhân dân", "57/NQ-TW → 57-NQ/TW"), shown to the user. `documents`
    are the document numbers in it, in normal form. `terms` are weighted lexical terms, `dense`
    the string that is embedded.
    """

    text: str
    expansions: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    terms: tuple["Term", ...] = ()
    dense: str = ""


def pairs(expansions: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield what was written and what it stands for, of each of `Query.expansions` that says so.

    What a place or a body became is no other name for it, and not among them.
    """
    for expansion in expansions:
        written, stands_for, meant = expansion.partition(STANDS_FOR)
        if stands_for:
            yield written, meant


@dataclass(frozen=True, slots=True)
class Term:
    """One lexical term: `text` in matching form; `folded` if diacritics are not to be compared."""

    text: str
    weight: float = 1.0
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found, with its score (higher is better, comparable in one result).

    `mark` finds the question's words in the passage; it is called only where they are shown.
    `lexical` and `dense` are the raw scores of the legs, None where a leg did not find it. `same`
    are the other live articles with the same body, whether or not they pass the filters.
    """

    passage_id: str
    article_id: str
    revision: str
    title: str | None
    source: str | None
    url: str | None
    published: str | None
    text: str
    start: int
    end: int
    score: float
    mark: Callable[[str], Iterable[tuple[int, int]]] | None = field(
        default=None, compare=False, repr=False
    )
    lexical: float | None = None
    dense: float | None = None
    document_hit: bool = False
    same: tuple[Copy, ...] = ()

    @property
    def highlights(self) -> list[tuple[int, int]]:
        """Spans of found words in the article's text (not the passage's), as `start` and `end`."""
        found = self.mark(self.text) if self.mark else ()
        return [(self.start + start, self.start + end) for start, end in found]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Hits best first; `total` counts the candidates that passed the filters.

    `chosen` tells that the filters left one article, which somebody chose.
    """

    query: Query
    hits: tuple[Hit, ...]
    total: int
    timings_ms: dict[str, float] = field(default_factory=dict)
    chosen: bool = False


class PassageSource(Protocol):
    """The store as the index sees it: the truth about which passages are live."""

    def one_state(self) -> AbstractContextManager[None]:
        """Let all that is read within see the same state of the store."""
        ...

    def live_passages(self) -> Iterable[tuple[int, str]]:
        """Yield (key, digest) of every passage of every live article's current revision."""
        ...

    def passages(self, keys: Sequence[int]) -> Iterator[Passage]:
        """Yield the live passages among `keys`, in any order."""
        ...

    def hit_records(self, keys: Sequence[int]) -> dict[int, HitRecord]:
        """Return the live passages among `keys` with their metadata; others are left out."""
        ...

    def allowed_passages(self, filters: Filters) -> set[int]:
        """Return the keys of the live passages that pass the filters."""
        ...

    def clusters(self, keys: Sequence[int]) -> dict[int, tuple[int, int]]:
        """Return cluster and article, as numbers, of those passages whose article has copies."""
        ...

    def same(self, article_ids: Collection[str]) -> dict[str, tuple[Copy, ...]]:
        """Return the copies of each live article that has any."""
        ...

    def passages_mentioning(self, number: str) -> list[int]:
        """Return the keys of the live passages that mention a document number (normal form)."""
        ...

    def numbered(self, plain: str) -> Sequence[Bearer]:
        """Return the documents that live articles mention whose number begins with that figure."""
        ...
