"""Pairs of token ids for contrastive training, drawn afresh at every step."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from embeddings.errors import BadTrainingData
from embeddings.tokens import Tokens
from embeddings.training.sources import Document
from embeddings.training.text import fold

Ids = NDArray[np.uint16]
Pair = tuple[Ids, Ids]
Example = tuple[Ids, ...]  # a question, its passage, and passages that do not answer it

_MIXES = (  # (question folded, passage folded) with its share
    ((False, False), 0.68),
    ((True, False), 0.16),
    ((False, True), 0.04),
    ((True, True), 0.12),
)
_PASSAGE_TOKENS = (40, 260)
_QUERY_TOKENS = (4, 20)
_WHOLE_TOKENS = 400
_KEEP_WORD = 0.8  # share of a sentence's words that a question made of it keeps
_HEAD_SHARE = 0.35  # of the questions: a title or a lead; the others are parts of sentences
_TITLE_SHARE = 0.7  # of those: the title
_OPENING_SHARE = 0.4  # of their passages: from the start of the body
_HEADED_SHARE = 0.5  # of the other passages: with the title before, as the service embeds them
_LEAD_SHARE = 0.3  # of those: with the lead as well
_CONTAINED_SHARE = 0.6  # of the passages round a sentence: with the sentence itself
_SENTENCES_BEFORE = 5
_BLOCK = 500  # documents tokenised at a time


@dataclass(frozen=True, slots=True)
class TokenisedDocuments:
    """Documents as token ids: sentence `i` is `ids[bounds[i]:bounds[i + 1]]`.

    Document `d` has the sentences `first[d]` to `first[d + 1]`, its `heads[d]` heads first.
    """

    ids: tuple[Ids, Ids]
    bounds: tuple[NDArray[np.int64], NDArray[np.int64]]
    first: NDArray[np.int64]
    heads: NDArray[np.int64]
    whole: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.heads)


def tokenise(documents: Iterable[Document], tokens: Tokens) -> TokenisedDocuments:
    """Tokenise documents twice: as they are, and without diacritics."""
    ids: tuple[list[Ids], list[Ids]] = ([], [])
    sizes: tuple[list[int], list[int]] = ([], [])
    first, heads, whole = [0], [], []
    remaining = iter(documents)
    while block := list(islice(remaining, _BLOCK)):
        texts = [text for document in block for text in document.heads + document.body]
        for version, folded in ((texts, False), ([fold(text) for text in texts], True)):
            rows = tokens.ids(version)
            ids[folded].append(np.concatenate(rows).astype(np.uint16))
            sizes[folded].extend(map(len, rows))
        for document in block:
            first.append(first[-1] + len(document.heads) + len(document.body))
            heads.append(len(document.heads))
            whole.append(document.whole)
    if not heads:
        raise BadTrainingData("a source of the training data holds no usable text; check its files")
    return TokenisedDocuments(
        ids=(np.concatenate(ids[False]), np.concatenate(ids[True])),
        bounds=(_bounds(sizes[False]), _bounds(sizes[True])),
        first=np.array(first, np.int64),
        heads=np.array(heads, np.int64),
        whole=np.array(whole, np.bool_),
    )


def _bounds(sizes: Sequence[int]) -> NDArray[np.int64]:
    return np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)])


class PairDrawer:
    """Draw pairs from tokenised documents, the same ones for the same seed.

    `mined` gives the numbers of documents that are negatives for each document, shape
    (documents, any), below 0 where there are fewer; `each` passages are drawn from them for a pair.
    """

    def __init__(
        self,
        documents: TokenisedDocuments,
        seed: int,
        mined: NDArray[np.int32] | None = None,
        each: int = 0,
    ) -> None:
        self._documents = documents
        self._mined = mined
        self._each = each
        self._random = random.Random(seed)  # noqa: S311 - the draw need not be secret
        self._mixes = [mix for mix, _ in _MIXES]
        self._shares = [share for _, share in _MIXES]
        self._kept = np.random.default_rng(seed).random(1 << 16) < _KEEP_WORD

    def draw(self, numbers: Iterable[int]) -> Iterator[Example]:
        """Yield question, passage and negatives of each of the documents, none of them empty."""
        for number in numbers:
            folded = self._random.choices(self._mixes, self._shares)[0]
            make = self._whole_pair if self._documents.whole[number] else self._cut_pair
            question, passage = make(number, *folded)
            if len(question) and len(passage):
                yield question, passage, *self._negatives(number, folded[1])

    def _negatives(self, number: int, folded: bool) -> Iterator[Ids]:
        """Yield passages of other documents, written as the right one is."""
        others = [] if self._mined is None else self._mined[number].tolist()
        others = [other for other in others if other >= 0]
        for other in self._random.sample(others, min(self._each, len(others))):
            first, last, body = self._extent(other)
            parts = [self._span(self._between(body, last), last, folded)]
            if self._random.random() < _HEADED_SHARE:
                parts.insert(0, self._span(first, first + 1, folded))
            passage = np.concatenate(parts)[: self._between(*_PASSAGE_TOKENS)]
            if len(passage):
                yield passage

    def _whole_pair(self, number: int, question_folded: bool, passage_folded: bool) -> Pair:
        first, last, body = self._extent(number)
        passage = self._span(body, last, passage_folded)[:_WHOLE_TOKENS]
        return self._span(first, first + 1, question_folded), passage

    def _cut_pair(self, number: int, question_folded: bool, passage_folded: bool) -> Pair:
        """Make a question of a head, or of a part of a body sentence, and cut a passage."""
        first, last, body = self._extent(number)
        length = self._between(*_PASSAGE_TOKENS)
        if self._random.random() < _HEAD_SHARE:
            head = first if self._random.random() < _TITLE_SHARE else body - 1
            start = body if self._random.random() < _OPENING_SHARE else self._between(body, last)
            passage = self._span(start, last, passage_folded)[:length]
            return self._span(head, head + 1, question_folded), passage
        sentence = self._between(body, last)
        parts = []
        if self._random.random() < _HEADED_SHARE:
            heads = body if self._random.random() < _LEAD_SHARE else first + 1
            parts.append(self._span(first, heads, passage_folded))
        before = max(body, sentence - self._between(0, _SENTENCES_BEFORE))
        parts.append(self._span(before, sentence, passage_folded)[-length:])
        if self._random.random() < _CONTAINED_SHARE:
            parts.append(self._span(sentence, sentence + 1, passage_folded))
        rest = max(length - sum(map(len, parts)), 0)
        parts.append(self._span(sentence + 1, last, passage_folded)[:rest])
        return self._part(sentence, question_folded), np.concatenate(parts)

    def _part(self, sentence: int, folded: bool) -> Ids:
        """Return a run of a sentence with some words left out, as a question would have it."""
        ids = self._span(sentence, sentence + 1, folded)
        size = self._between(*_QUERY_TOKENS)
        start = self._between(0, max(len(ids) - size, 0) + 1)
        part = ids[start : start + size]
        mask = self._between(0, len(self._kept) - size)
        return part[self._kept[mask : mask + len(part)]]

    def _between(self, low: int, high: int) -> int:
        """Return a random integer of [low, high)."""
        return low + int(self._random.random() * (high - low))

    def _extent(self, number: int) -> tuple[int, int, int]:
        first = int(self._documents.first[number])
        last = int(self._documents.first[number + 1])
        return first, last, first + int(self._documents.heads[number])

    def _span(self, start: int, end: int, folded: bool) -> Ids:
        bounds = self._documents.bounds[folded]
        return self._documents.ids[folded][bounds[start] : bounds[end]]
