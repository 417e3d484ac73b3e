"""The way in: sources become articles in the store.

    source → RawDocument → Article → passages, mentions, definitions → store

Each batch is one transaction, so that whatever happens, an article is in the store whole or not
at all; what was committed before an interrupt stays.
"""

import hashlib
import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sized
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import TypeGuard

from corpus.articles import Article, RawDocument, Unchanged
from corpus.chunking import passages
from corpus.cleaning import clean
from corpus.directives.find import find_directives
from corpus.documents import find_documents
from corpus.duplicates import bands
from corpus.effort import limited
from corpus.errors import CorpusError, Refused
from corpus.readers import Refusal
from corpus.spread import Executor, Executors, Spread, one_ahead
from corpus.store import Entry, Put, Store
from corpus.store.known import chunks
from corpus.vietnamese.definitions import defined_in

VERSION = 5
"""Raise it with every change of reading, cleaning, chunking or of what is found in a text that
shall reach the articles already stored: their sources are then read again at the next ingest."""

BATCH = 200
_BATCH_BYTES = 32 * 1024 * 1024  # few large sources fill a batch too, so that memory is bounded
_WIDEST = 8  # times as many bytes are handed to an executor that takes more at once
Source = RawDocument | Refusal | Unchanged
Progress = Callable[[int, int | None], None]
"""Called with how many sources are done, and of how many, None where that is not known."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of the sources of an ingest."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    duplicate: int = 0
    refused: tuple[Refusal, ...] = ()

    @property
    def changed(self) -> dict[str, int]:
        """How many sources changed what the store holds, by outcome; all zero where none did."""
        return {"added": self.added, "updated": self.updated, "duplicate": self.duplicate}

    @property
    def counts(self) -> dict[str, int]:
        """How many sources had each outcome."""
        return {
            "added": self.added,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "duplicate": self.duplicate,
            "refused": len(self.refused),
        }

    def __add__(self, other: "Summary") -> "Summary":
        """Return what became of the sources of both."""
        return Summary(
            self.added + other.added,
            self.updated + other.updated,
            self.unchanged + other.unchanged,
            self.duplicate + other.duplicate,
            self.refused + other.refused,
        )


def ingest(
    sources: Iterable[Source],
    store: Store,
    *,
    progress: Progress | None = None,
    batch: int = BATCH,
    executors: Executors = Spread,
) -> Summary:
    """Bring sources into the store; a source that cannot be an article never stops the rest.

    A source whose bytes are those of the last time is not read again. What becomes of the others
    is worked out by an executor, and written here. Waits for another writer, and raises StoreBusy
    where that takes too long.
    """
    outcomes: Counter[str] = Counter()
    refused: list[Refusal] = []
    report = _reporter(sources, progress)
    with store.writing(), executors(__name__) as executor:
        for unchanged, begun in one_ahead(_begun(sources, store, executor, batch)):
            outcomes["unchanged"] += unchanged
            for _ in range(unchanged):
                report()
            for entries in chunks(_kept(begun, refused, report), batch):
                outcomes.update(put.outcome for put in store.put_many(entries))
    return Summary(**outcomes, refused=tuple(refused))


def _kept(
    reads: Iterable[Entry | Refusal], refused: list[Refusal], report: Callable[[], None]
) -> Iterator[Entry]:
    """Yield the entries, and note the others in `refused`."""
    for read in reads:
        report()
        if isinstance(read, Refusal):
            refused.append(read)
        else:
            yield read


def _begun(
    sources: Iterable[Source], store: Store, executor: Executor, batch: int
) -> Iterator[tuple[int, Iterator[Entry | Refusal]]]:
    """Yield for each list how many of it are as they were last seen, and the others, read."""
    many, most = batch * executor.width, _BATCH_BYTES * min(executor.width, _WIDEST)
    for group in _batches(sources, many, most):
        last_seen = store.fingerprints([source.key for source in group])
        changed = [source for source in group if _is_new(source, last_seen.get(source.key))]
        yield len(group) - len(changed), executor.map(_read, changed)


def ingest_articles(
    articles: Iterable[tuple[str, Article]],
    store: Store,
    *,
    progress: Progress | None = None,
    batch: int = BATCH,
    clustered: bool = True,
) -> list[Put]:
    """Bring ready texts, each with its key, into the store as they are; nothing is cleaned.

    Unless `clustered` is False, those with the same body as another are put into one cluster.
    Returns what became of each, in order. Raises Refused where a text holds what no text can
    (half a surrogate pair, NUL) or a date that is none.
    """
    done: list[Put] = []
    report = _reporter(articles, progress)
    with store.writing(), Spread(__name__) as spread:
        work = partial(_prepared, clustered=clustered)
        begun = (spread.map(work, group) for group in chunks(articles, batch))
        for prepared in one_ahead(begun):
            entries: list[Entry] = []
            for entry in prepared:
                entries.append(entry)
                report()
            done += store.put_many(entries)
    return done


def _prepared(keyed: tuple[str, Article], *, clustered: bool) -> Entry:
    key, article = keyed
    return prepare(article, key, clustered=clustered)


def ingest_article(article: Article, key: str, store: Store) -> Put:
    """Bring one ready text into the store; see `ingest_articles`."""
    return ingest_articles([(key, article)], store)[0]


def prepare(
    article: Article, key: str, fingerprint: str | None = None, *, clustered: bool = True
) -> Entry:
    """Find everything that is stored with an article; raise Refused where that is too much work."""
    with limited():
        return _entry(article, key, fingerprint, clustered)


def _entry(article: Article, key: str, fingerprint: str | None, clustered: bool) -> Entry:
    mentions = tuple(find_documents(article.text))
    return Entry(
        key=key,
        article=article,
        passages=passages(article),
        mentions=mentions,
        definitions=tuple(defined_in(article.text)),
        directives=tuple(find_directives(article, mentions)),
        fingerprint=fingerprint,
        bands=bands(article) if clustered else (),
    )


def _batches(sources: Iterable[Source], many: int, most: int) -> Iterator[list[Source]]:
    """Yield the sources in lists of at most `many`, fewer where these reach `most` bytes."""
    group: list[Source] = []
    size = 0
    for source in sources:
        group.append(source)
        size += len(source.content) if isinstance(source, RawDocument) else 0
        if len(group) >= many or size >= most:
            yield group
            group, size = [], 0
    if group:
        yield group


def _is_new(source: Source, last_seen: str | None) -> TypeGuard[RawDocument | Refusal]:
    if isinstance(source, RawDocument):
        return _fingerprint(source) != last_seen
    return isinstance(source, Refusal)


def _read(source: RawDocument | Refusal) -> Entry | Refusal:
    """Return the source as an entry, or why it cannot be one."""
    if isinstance(source, Refusal):
        return source
    try:
        return prepare(clean(source), source.key, _fingerprint(source))
    except Refused as error:
        return Refusal(source.key, source.name, error.reason)
    except CorpusError as error:
        return Refusal(source.key, source.name, str(error))
    except Exception:
        # A source that trips over a mistake of ours must not keep the others out.
        _log.exception("reading %s failed", source.name)
        return Refusal(source.key, source.name, "reading it failed; the log says where")


def _fingerprint(source: RawDocument) -> str:
    """Return what identifies a source's content and everything that decides what it becomes."""
    about = f"{VERSION}\n{source.media_type}\n{source.name}\n{source.url or ''}\n"
    return hashlib.sha256(about.encode("utf-8", "replace") + source.content).hexdigest()


def _reporter(sources: Iterable[object], progress: Progress | None) -> Callable[[], None]:
    """Return what is called after each source."""
    total = len(sources) if isinstance(sources, Sized) else None
    done = count(1)
    return lambda: progress(next(done), total) if progress else None
