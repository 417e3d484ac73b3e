"""What is written of new passages, whatever kind of index they are written to."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from corpus.articles import Passage
from corpus.spread import Executor, one_ahead
from embeddings.encoder import Encoder, EncoderElsewhere, Vectors
from index.changes import Batch
from index.cutting import CutPassage, cut
from index.hits import PassageSource
from index.vectors import Digests, Keys


@dataclass(frozen=True, slots=True)
class _Begun:
    """Passages of a batch that are still live, and what is being made of them.

    `wanted` are the keys of those whose vectors are not known, which `embedded` waits for.
    """

    batch: Batch
    passages: list[Passage]
    written: Iterator[CutPassage]
    wanted: list[int]
    embedded: Callable[[], Vectors]


@dataclass(frozen=True)
class Prepared:
    """Those passages of a batch that are still live: `keys` and row for row the others.

    `taken` counts the passages of the batch, those that are gone included.
    """

    keys: Keys
    digests: Digests
    cut: list[CutPassage]
    vectors: NDArray[np.floating]
    taken: int


def prepare(
    batches: Iterable[Batch], source: PassageSource, encoder: Encoder, executor: Executor
) -> Iterator[Prepared]:
    """Yield batches read, cut into terms and embedded, the next one being read meanwhile."""
    for begun in one_ahead(_begin(batch, source, encoder, executor) for batch in batches):
        batch = begun.batch
        written = {passage.key: passage for passage in begun.written}
        found = batch.vectors | dict(zip(begun.wanted, begun.embedded(), strict=True))
        here = np.isin(batch.keys, [passage.key for passage in begun.passages])
        keys = batch.keys[here].tolist()
        vectors = np.stack([found[key] for key in keys]) if keys else np.empty((0, 0))
        yield Prepared(
            batch.keys[here],
            batch.digests[here],
            [written[key] for key in keys],
            vectors,
            len(batch.keys),
        )


def embedding_text(passage: Passage) -> str:
    """Return what is embedded of a passage: the article's title and the passage's text."""
    if passage.title and not passage.text.startswith(passage.title):
        return f"{passage.title}\n{passage.text}"
    return passage.text


def _begin(batch: Batch, source: PassageSource, encoder: Encoder, executor: Executor) -> _Begun:
    """Begin to cut and embed those passages of a batch that are still live."""
    passages = list(source.passages(batch.keys.tolist()))
    new = [passage for passage in passages if passage.key not in batch.vectors]
    return _Begun(
        batch,
        passages,
        executor.map(cut, passages),
        [passage.key for passage in new],
        _begin_to_embed(encoder, [embedding_text(passage) for passage in new]),
    )


def _begin_to_embed(encoder: Encoder, texts: Sequence[str]) -> Callable[[], Vectors]:
    """Return what gives the vectors; only an encoder elsewhere begins before it is asked."""
    if isinstance(encoder, EncoderElsewhere):
        return encoder.begin_passages(texts)
    return partial(encoder.encode_passages, texts)
