"""What is written of new passages, whatever kind of index they are written to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.articles import Passage
from corpus.spread import Spread, one_ahead
from embeddings.encoder import Encoder
from index.changes import Batch
from index.cutting import CutPassage, cut
from index.hits import PassageSource
from index.vectors import Digests, Keys

_Begun = tuple[Batch, list[Passage], Iterator[CutPassage]]


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
    batches: Iterable[Batch], source: PassageSource, encoder: Encoder, spread: Spread
) -> Iterator[Prepared]:
    """Yield batches read, cut into terms and embedded, the next one being read meanwhile."""
    for batch, live, begun in one_ahead(_begin(batch, source, spread) for batch in batches):
        passages = {passage.key: passage for passage in live}
        written = dict(zip(passages, begun, strict=True))
        wanted = [key for key in passages if key not in batch.vectors]
        embedded = encoder.encode_passages([embedding_text(passages[key]) for key in wanted])
        found = batch.vectors | dict(zip(wanted, embedded, strict=True))
        here = np.isin(batch.keys, list(passages))
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


def _begin(batch: Batch, source: PassageSource, spread: Spread) -> _Begun:
    """Begin to cut those passages of a batch that are still live."""
    passages = list(source.passages(batch.keys.tolist()))
    return batch, passages, spread.map(cut, passages)
