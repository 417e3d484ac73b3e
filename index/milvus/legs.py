"""A generation in a Milvus server as it is searched."""

from base64 import b64decode, b64encode
from collections.abc import Callable, Collection, Iterable, Sequence

import numpy as np

from embeddings.encoder import Vectors
from index.codes import Candidates, Codes
from index.cutting import CutPassage
from index.fusion import normalise
from index.hits import Query, Term
from index.milvus.collections import Manifest, Pair
from index.milvus.weighing import asked, dimension
from index.protocol import Scores
from index.shortlist import Shortlist
from index.syllables import candidates

MOST = 16_384  # rows that one search returns
FEW = 1_000  # keys whose vectors are compared one by one rather than through the graph
SELECTIVE = 2_000  # keys up to which a filter is part of the question
MOST_KEYS = 10_000  # of one question
OVERFETCH = 4
BREADTH = 64  # of the graph's search, at least; twice as many as are wanted
_MOST_KNOWN = 200_000
_HEAD = 2  # numbers before the codes of a passage's syllables


class MilvusLegs:
    """A generation; what is counted of its terms is asked once and kept."""

    def __init__(self, pair: Pair, manifest: Manifest) -> None:
        self._link, self._pair, self._manifest = pair.link, pair, manifest
        self._counts: dict[int, int] = {}

    @property
    def manifest(self) -> Manifest:
        """What the generation holds."""
        return self._manifest

    def candidates(
        self,
        terms: Sequence[Term],
        vector: Vectors | None,
        top: int,
        allowed: Collection[int] | None,
    ) -> tuple[Scores, Scores]:
        """Return the raw scores of the best `top` of each leg that has something to look for.

        No more than `MOST` of each, which is as many as the server returns.
        """
        lexical: Scores = {}
        dense: Scores = {}
        if not self._manifest.passages or (allowed is not None and not allowed):
            return lexical, dense
        if terms:
            words = asked(terms, self._counted(terms), self._manifest.written)
            if words:
                lexical = self._search("words", words, top, allowed)
        if vector is not None and vector.any():
            dense = self._search("dense", vector.tolist(), top, allowed)
            # What only words found has a similarity too.
            lacking = lexical.keys() - dense.keys()
            if lacking:
                dense |= self._compared(vector, lacking)
        return lexical, dense

    def shortlist(
        self,
        query: Query,
        keys: Sequence[int],
        legs: tuple[Scores, Scores],
        fused: Scores,
        texts: Callable[[], Sequence[str]],
    ) -> Shortlist:
        """Return these passages as a reranker looks at them."""
        lexical, dense = map(normalise, legs)
        counts = self._counted(query.terms)
        return Shortlist(
            query=query,
            lexical=np.array([lexical.get(key, 0.0) for key in keys]),
            dense=np.array([dense.get(key, 0.0) for key in keys]),
            fused=np.array([fused[key] for key in keys]),
            passages=self._manifest.passages,
            frequency=lambda term, folded: counts.get(dimension(term, folded=folded), 0),
            syllables=lambda: self._syllables(keys),
            texts=texts,
        )

    def _search(
        self, field: str, vector: object, top: int, allowed: Collection[int] | None
    ) -> Scores:
        """Return the best `top` rows of a leg."""
        if allowed is not None and len(allowed) <= SELECTIVE:
            return self._among(field, vector, top, allowed)
        top = min(top, MOST)
        if allowed is None:
            return self._ask(field, vector, top)
        # Many keys take longer to send and to look up than to look through what was found.
        fetched = top
        while fetched < MOST:
            fetched = min(OVERFETCH * fetched, MOST)
            found = self._ask(field, vector, fetched)
            passed = [(key, score) for key, score in found.items() if key in allowed][:top]
            if len(passed) == top or len(found) < fetched:
                return dict(passed)
        return self._among(field, vector, top, allowed)

    def _among(self, field: str, vector: object, top: int, keys: Collection[int]) -> Scores:
        """Return the best `top` rows of those with these keys."""
        found: Scores = {}
        ordered = sorted(keys)
        if field == "dense" and len(keys) <= FEW:
            found, ordered = self._compared(np.array(vector, np.float32), keys), []
        for start in range(0, len(ordered), MOST_KEYS):
            part = ordered[start : start + MOST_KEYS]
            found |= self._ask(field, vector, min(top, MOST), f" and key in {part}")
        best = sorted(found.items(), key=lambda row: (-row[1], row[0]))[:top]
        return dict(best)

    def _compared(self, vector: Vectors, keys: Collection[int]) -> Scores:
        """Return the inner products of those of the keys that are here.

        A graph that is searched for few of its rows does not find them all.
        """
        fields = ("key", "generation", "dense")
        rows = [
            row
            for row in self._link.rows(self._pair.passages, sorted(keys), fields)
            if row["generation"] <= self._manifest.number
        ]
        vectors = np.array([row["dense"] for row in rows], np.float32).reshape(-1, len(vector))
        scores = np.einsum("ij,j", vectors, vector).tolist()
        return {int(row["key"]): score for row, score in zip(rows, scores, strict=True)}

    def _ask(self, field: str, vector: object, top: int, more: str = "") -> Scores:
        return self._link.search(
            self._pair.passages,
            field,
            vector,
            top,
            where=f"generation <= {self._manifest.number}{more}",
            params={"ef": max(BREADTH, 2 * top)} if field == "dense" else None,
        )

    def _counted(self, terms: Iterable[Term]) -> dict[int, int]:
        """Return how many passages have each of these terms, asking what is not known yet."""
        wanted = {dimension(term.text, folded=term.folded) for term in terms}
        known = self._counts
        if new := wanted - known.keys():
            found = dict.fromkeys(new, 0) | self._pair.counts(new, self._manifest.number)
            # Put in the place of the other at once: threads may be reading it.
            known = known | found if len(known) < _MOST_KNOWN else {**found}
            self._counts = known
        return {term: known.get(term, 0) for term in wanted}

    def _syllables(self, keys: Sequence[int]) -> Candidates:
        """Read the syllables of passages, in this order; one that is not there has none."""
        rows = self._link.rows(self._pair.passages, list(keys), ("key", "syllables"))
        found = {int(row["key"]): unpacked(row["syllables"]) for row in rows}
        nothing = np.zeros(_HEAD, np.uint32)
        packed = [found.get(key, nothing) for key in keys]
        return candidates(
            [codes[_HEAD:] for codes in packed],
            np.array([codes[0] for codes in packed], np.int64),
            np.array([codes[1] for codes in packed], np.uint32),
        )


def packed(passage: CutPassage) -> str:
    """Return a passage's syllables as text: how many are the title's, its article, the codes."""
    numbers = np.concatenate([np.array([passage.head, passage.article], "<u4"), passage.codes])
    return b64encode(numbers.astype("<u4").tobytes()).decode()


def unpacked(text: str) -> Codes:
    """Return what `packed` put together."""
    return np.frombuffer(b64decode(text), "<u4")
