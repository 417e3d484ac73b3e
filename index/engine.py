"""The engine: from a question to hits. The main path of a search reads from here."""

import logging
import threading
import time
from collections import Counter
from collections.abc import Callable, Collection, Hashable
from functools import partial

from corpus.articles import Copy, Filters, HitRecord
from corpus.vietnamese.abbreviations import Lexicon
from embeddings.encoder import Encoder
from index.copies import first_of_each
from index.errors import IndexAway, IndexingError, UnknownLeg
from index.fusion import Fusion
from index.highlights import Highlighter, Span
from index.hits import Hit, Leg, PassageSource, Query, SearchResult
from index.legs import combine
from index.preparing import embedding_text
from index.protocol import Index, Legs, Published, Scores
from index.query import Definitions, understand
from index.shortlist import Reranker
from index.tuned import Fusions

LEGS: tuple[Leg, ...] = ("lexical", "dense", "hybrid", "reranked")
CANDIDATES = 100  # per leg, at least
NO_FILTERS = Filters()

logger = logging.getLogger(__name__)


class Engine:
    """Searches the current generation; safe to use from several threads.

    A newly published generation is picked up by the first search after it, verified, and serves
    from then on; one that is damaged or of another encoder is refused and logged, and the one in
    use goes on serving. So it is with a fusion weight that is tuned meanwhile.
    """

    def __init__(
        self,
        index: Index,
        source: PassageSource,
        encoder: Encoder,
        *,
        lexicon: Lexicon | None = None,
        defined: Definitions | None = None,
        reranker: Reranker | None = None,
        fusions: Fusions | None = None,
    ) -> None:
        """Load the current generation; see `open`."""
        self._index, self._source, self._encoder = index, source, encoder
        self._lexicon, self._defined = lexicon or Lexicon.bundled(), defined
        self._reranker = reranker
        self._fusions = fusions or Fusions()
        self._swap = threading.Lock()
        self._seen = self._stamp()
        self._loaded = self._load()

    @classmethod
    def open(
        cls,
        index: Index,
        source: PassageSource,
        encoder: Encoder,
        *,
        lexicon: Lexicon | None = None,
        defined: Definitions | None = None,
        reranker: Reranker | None = None,
        fusions: Fusions | None = None,
    ) -> "Engine":
        """Open the current generation; searches go through `reranker` where there is one.

        `fusions` tells what the dense leg weighs, by default only what ships. Raises
        `EncoderMismatch`, `FusionDamaged` and what `Index.load` raises.
        """
        return cls(
            index,
            source,
            encoder,
            lexicon=lexicon,
            defined=defined,
            reranker=reranker,
            fusions=fusions,
        )

    @property
    def manifest(self) -> Published:
        """Manifest of the generation in use."""
        return self._serving()[0].manifest

    @property
    def fusion(self) -> Fusion:
        """How the legs are made one score."""
        return self._serving()[1]

    @property
    def legs(self) -> tuple[Leg, ...]:
        """The legs there are, the one used by default last."""
        return LEGS if self._reranker else LEGS[:-1]

    def search(
        self,
        question: str,
        *,
        top: int = 10,
        filters: Filters = NO_FILTERS,
        leg: Leg | None = None,
    ) -> SearchResult:
        """Return the best `top` live passages among those that pass the filters.

        Passages that mention a document number of the question come first. Of articles with the
        same body the best one is shown, and the others are named in its hits. `leg` is the reranked
        one by default, without a reranker the hybrid one. Raises `UnknownLeg`.
        """
        leg = leg or self.legs[-1]
        if leg not in self.legs:
            raise UnknownLeg(f"there is no leg {leg!r} here; use one of {', '.join(self.legs)}")
        with self._source.one_state():
            return self._search(question, top, filters, leg)

    def _search(self, question: str, top: int, filters: Filters, leg: Leg) -> SearchResult:
        clock = _Clock()
        loaded, fusion = self._serving()
        query = understand(question, self._lexicon, self._defined, self._source.numbered)
        terms = query.terms if leg != "dense" else ()
        vector = None
        if leg != "lexical":
            vector = self._encoder.encode_queries([query.dense])[0]
        clock.lap("understand")
        allowed = self._source.allowed_passages(filters) if filters else None
        mentions = self._mentions(query, allowed)
        clock.lap("filter")
        wanted = max(CANDIDATES, 2 * top)
        while True:
            lexical, dense = loaded.candidates(terms, vector, wanted, allowed)
            if mentions:
                more = loaded.candidates(terms, vector, wanted, mentions.keys())
                lexical, dense = lexical | more[0], dense | more[1]
            clock.lap("legs")
            scores = combine(lexical, dense, leg, fusion)
            found = sorted(scores, key=lambda key: (-mentions[key], -scores[key], key))
            clusters = self._source.clusters(found)
            ranked = first_of_each(found, clusters)
            scores = {key: scores[key] for key in ranked}
            clock.lap("copies")
            if leg == "reranked" and self._reranker and ranked:
                first = ranked[: self._reranker.candidates]
                texts = partial(self._texts, first)
                shortlist = loaded.shortlist(query, first, (lexical, dense), scores, texts)
                given = dict(zip(first, self._reranker.score(shortlist).tolist(), strict=True))
                ranked, scores = _reranked(ranked, scores, given, mentions)
                clock.lap("rerank")
            records, lost = self._hydrate(ranked, top)
            clock.lap("hydrate")
            # A store that is ahead of the index may have taken away all that was found, and all
            # may be copies of one article.
            exhausted = max(len(lexical), len(dense)) < wanted
            if len(records) >= top or exhausted or not (lost or len(ranked) < len(found)):
                break
            wanted *= 4
        copied = {r.passage.article_id for key, r in records.items() if key in clusters}
        same = self._source.same(copied) if copied else {}
        mark = Highlighter(query).spans
        hits = tuple(
            _hit(
                record,
                mark,
                scores[key],
                lexical.get(key),
                dense.get(key),
                document=key in mentions,
                same=same.get(record.passage.article_id, ()),
            )
            for key, record in records.items()
        )
        chosen = len(filters.article) == 1
        return SearchResult(query, hits, len(ranked) - lost, clock.times, chosen)

    def _texts(self, keys: list[int]) -> list[str]:
        """Return title and text of passages, empty where one is gone."""
        found = self._source.hit_records(keys)
        return [embedding_text(found[key].passage) if key in found else "" for key in keys]

    def _mentions(self, query: Query, allowed: Collection[int] | None) -> Counter[int]:
        """Return how many of the question's documents each passage mentions."""
        return Counter(
            key
            for number in query.documents
            for key in set(self._source.passages_mentioning(number))
            if allowed is None or key in allowed
        )

    def _hydrate(self, ranked: list[int], top: int) -> tuple[dict[int, HitRecord], int]:
        """Return the first `top` live passages of `ranked`, and how many dead were met."""
        records: dict[int, HitRecord] = {}
        lost = 0
        for start in range(0, len(ranked), max(top, 1)):
            batch = ranked[start : start + top]
            found = self._source.hit_records(batch)
            lost += len(batch) - len(found)
            for key in batch:
                if key in found and len(records) < top:
                    records[key] = found[key]
            if len(records) >= top:
                break
        return records, lost

    def _stamp(self) -> Hashable:
        """Return what is another when another generation is current, or a weight is tuned."""
        return self._index.stamp(), self._fusions.stamp()

    def _serving(self) -> tuple[Legs, Fusion]:
        """Return the generation to search, the new one if there is a sound one, and its fusion."""
        stamp = self._stamp()
        # Whoever comes first loads it; requests that come meanwhile use the old one.
        if stamp != self._seen and self._swap.acquire(blocking=False):
            before, self._seen = self._seen, stamp
            try:
                self._loaded = self._load()
                logger.info("index generation %s in use", self._loaded[0].manifest.generation)
            except IndexAway:
                self._seen = before  # nothing is known of the new one yet
                raise
            except IndexingError as error:
                logger.error("the new index is refused, the old one stays in use: %s", error)
            finally:
                self._swap.release()
        return self._loaded

    def _load(self) -> tuple[Legs, Fusion]:
        """Open the current generation, if it is of this encoder."""
        legs, fingerprint = self._index.load(), self._encoder.fingerprint
        legs.manifest.check_encoder(fingerprint, self._encoder.dimension)
        return legs, self._fusions.of(fingerprint)


class _Clock:
    """Milliseconds of each step, those of the same name added up."""

    def __init__(self) -> None:
        self.times: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, name: str) -> None:
        """Book the time since the last call under `name`."""
        now = time.perf_counter()
        self.times[name] = self.times.get(name, 0.0) + (now - self._last) * 1000
        self._last = now


def _reranked(
    ranked: list[int], scores: Scores, given: Scores, mentions: Counter[int]
) -> tuple[list[int], Scores]:
    """Return the passages in their new order, with the same scores shared out anew in that order.

    What a reranker gives means nothing outside its shortlist; the scores keep their meaning.
    """
    first = sorted(given, key=lambda key: (-mentions[key], -given[key], key))
    order = [*first, *ranked[len(first) :]]
    return order, dict(zip(order, sorted(scores.values(), reverse=True), strict=True))


def _hit(
    record: HitRecord,
    mark: Callable[[str], list[Span]],
    score: float,
    lexical: float | None,
    dense: float | None,
    *,
    document: bool,
    same: tuple[Copy, ...],
) -> Hit:
    passage = record.passage
    return Hit(
        passage_id=passage.passage_id,
        article_id=passage.article_id,
        revision=passage.revision,
        title=passage.title,
        source=record.source,
        url=record.url,
        published=record.published,
        text=passage.text,
        start=passage.start,
        end=passage.end,
        score=score,
        mark=mark,
        lexical=lexical,
        dense=dense,
        document_hit=document,
        same=same,
    )
