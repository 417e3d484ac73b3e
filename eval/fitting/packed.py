"""Span examples as arrays: many short texts end to end, cut into batches of like length."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from eval.fitting.synthetic import Example
from service.answering.question import understand
from service.answering.span_input import FEATURES, ask, describe, token_span
from service.answering.span_model import WIDTH

_Ids = NDArray[np.int32]
_Row = tuple[_Ids, _Ids, NDArray[np.float16], NDArray[np.float32], NDArray[np.int64]]
ANSWERS = 3
# Columns of the features that tell what matches the question; dropped at times while fitting.
MATCH = slice(0, 6)

Batch = tuple[tuple[Tensor, Tensor, Tensor], tuple[Tensor, Tensor, Tensor], Tensor, Tensor, Tensor]


@dataclass(frozen=True)
class Packed:
    """Examples end to end; `*_end` are where each one's tokens end.

    `gold` (examples, ANSWERS, 2) holds first and last tokens, -1 where there is none.
    """

    question: NDArray[np.int32]
    question_end: NDArray[np.int64]
    sentence: NDArray[np.int32]
    sentence_end: NDArray[np.int64]
    features: NDArray[np.float16]
    kind: NDArray[np.float32]
    gold: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.gold)

    @classmethod
    def of(cls, examples: Iterable[Example]) -> "Packed":
        """Describe examples as the reader does; answers cut off or too long are left out."""
        rows = [row for example in examples if (row := _row(example))]
        return cls(
            question=np.concatenate([r[0] for r in rows], 1),
            question_end=np.cumsum([r[0].shape[1] for r in rows]),
            sentence=np.concatenate([r[1] for r in rows], 1),
            sentence_end=np.cumsum([r[1].shape[1] for r in rows]),
            features=np.concatenate([r[2] for r in rows]),
            kind=np.stack([r[3] for r in rows]),
            gold=np.stack([r[4] for r in rows]),
        )

    def save(self, path: Path) -> None:
        """Write the arrays."""
        np.savez(path, **vars(self))

    @classmethod
    def load(cls, path: Path) -> "Packed":
        """Read the arrays."""
        with np.load(path) as arrays:
            return cls(**arrays)

    def batches(self, size: int, rng: np.random.Generator) -> Iterator[Batch]:
        """Yield batches without end, the lengths in one alike."""
        lengths = np.diff(self.sentence_end, prepend=0)
        while True:
            order = rng.permutation(len(self))
            for chunk in np.array_split(order, max(1, len(order) // (size * 16))):
                like = chunk[np.argsort(lengths[chunk], kind="stable")]
                parts = np.array_split(like, max(1, len(like) // size))
                for i in rng.permutation(len(parts)):
                    yield self.batch(parts[i], rng)

    def batch(self, chosen: NDArray[np.int64], rng: np.random.Generator | None = None) -> Batch:
        """Return the chosen examples padded; with `rng`, some matches are hidden."""
        question = _padded(self.question, self.question_end, chosen)
        sentence = _padded(self.sentence, self.sentence_end, chosen)
        features = np.zeros((*sentence[2].shape, FEATURES), np.float32)
        for row, i in enumerate(chosen):
            start, end = _span(self.sentence_end, i)
            features[row, : end - start] = self.features[start:end]
        if rng is not None:
            features[rng.random(features.shape[:2]) < 0.08, MATCH] = 0
        kind = torch.from_numpy(self.kind[chosen])
        gold = torch.from_numpy(self.gold[chosen])
        return question, sentence, torch.from_numpy(features), kind, gold


def _row(
    example: Example,
) -> (
    tuple[
        NDArray[np.int32],
        NDArray[np.int32],
        NDArray[np.float16],
        NDArray[np.float32],
        NDArray[np.int64],
    ]
    | None
):
    asking = ask(understand(example.question))
    sentence = describe(asking, example.sentence)
    if not asking.side.tokens or not sentence.side.tokens:
        return None
    gold = np.full((ANSWERS, 2), -1, np.int64)
    found = [token_span(sentence.side.tokens, *span) for span in example.spans[:ANSWERS]]
    # No longer span can be given: as gold it would have no score to raise.
    spans = [span for span in found if span and span[1] - span[0] < WIDTH]
    if example.spans and not spans:
        return None
    for i, span in enumerate(spans):
        gold[i] = span
    return (
        np.stack([asking.side.exact, asking.side.folded]),
        np.stack([sentence.side.exact, sentence.side.folded]),
        sentence.features.astype(np.float16),
        asking.kind,
        gold,
    )


def _span(ends: NDArray[np.int64], i: int) -> tuple[int, int]:
    return (int(ends[i - 1]) if i else 0), int(ends[i])


def _padded(
    ids: NDArray[np.int32], ends: NDArray[np.int64], chosen: NDArray[np.int64]
) -> tuple[Tensor, Tensor, Tensor]:
    spans = [_span(ends, i) for i in chosen]
    shape = (len(chosen), max(end - start for start, end in spans))
    exact, plain, known = (
        np.zeros(shape, np.int64),
        np.zeros(shape, np.int64),
        np.zeros(shape, bool),
    )
    for row, (start, end) in enumerate(spans):
        exact[row, : end - start], plain[row, : end - start] = ids[:, start:end]
        known[row, : end - start] = True
    return torch.from_numpy(exact), torch.from_numpy(plain), torch.from_numpy(known)
