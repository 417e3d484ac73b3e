"""The network that finds the short answer in a sentence, in NumPy.

Made by `eval/fitting`; the arithmetic is that of `eval/fitting/span_network.py`.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load_file

from service.answering.span_input import Asking, Input
from service.errors import ReaderDamaged

MODEL = Path(__file__).parent / "spans.safetensors"
DILATIONS = (1, 2, 4, 8)
# Tokens a span may have; longer ones are not answers but sentences.
WIDTH = 48
BUCKETS = 14
_TRIED, _NEAR = 40, np.float32(6)
_LOW = np.float32(-1e4)
_APART = max(DILATIONS)

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Reply:
    """What the network says of one sentence.

    `gain` is the log-odds that a span of it answers; `first` and `last` are the tokens of the
    span with the best expected F1, `probability` its own among all spans.
    """

    gain: float
    first: int
    last: int
    probability: float


@lru_cache(maxsize=128)
def buckets(size: int) -> NDArray[np.int64]:
    """Return for each span (first, last) the bucket of its length, -1 where it is none."""
    lengths = np.arange(size)[None, :] - np.arange(size)[:, None] + 1
    bounds = (1, 2, 3, 4, 5, 6, 8, 10, 13, 16, 20, 25, 32)
    bucket = np.searchsorted(bounds, lengths).astype(np.int64)
    return np.where((lengths > 0) & (lengths <= WIDTH), bucket, -1)


class SpanModel:
    """Convolutions over sentences that know the question."""

    def __init__(self, tensors: dict[str, Floats]) -> None:
        self._tensors = tensors

    @classmethod
    def load(cls, path: Path = MODEL) -> "SpanModel":
        """Load the weights; raises ReaderDamaged if they are missing or of another shape."""
        try:
            tensors = {name: t.astype(np.float32) for name, t in load_file(path).items()}
            if tensors["length"].shape[1] != BUCKETS:
                raise ReaderDamaged(path.name)
        except (OSError, KeyError, IndexError, SafetensorError) as error:
            raise ReaderDamaged(path.name) from error
        return cls(tensors)

    # Matrix kernels read past the end of short rows and raise flags for what they drop.
    @np.errstate(invalid="ignore")
    def read(self, asking: Asking, sentences: Sequence[Input]) -> list[Reply]:
        """Look for the answer in each sentence; those without a token are not allowed."""
        t = self._tensors
        hidden, whole, places = self._hidden(asking, sentences)
        edges = self._linear("edges", hidden)
        edges += hidden @ (self._linear("asked", whole) / 10).reshape(2, -1).T
        left, right = self._linear("left", hidden), self._linear("right", hidden)
        right /= 4
        none = self._none(hidden, whole, places)
        # What has no bucket, the last, is no span.
        bonus: Floats = np.append(asking.kind @ t["length"], _LOW)
        replies = []
        for place, no_answer in zip(places, none, strict=True):
            start, end = edges[place].T
            table = left[place] @ right[place].T
            table += start[:, None]
            table += end
            table += bonus[buckets(len(start))]
            replies.append(_reply(table, no_answer))
        return replies

    def _hidden(
        self, asking: Asking, sentences: Sequence[Input]
    ) -> tuple[Floats, Floats, list[slice]]:
        """Return the tokens' states (tokens, hidden), the question's, and each sentence's place.

        For the convolutions the sentences lie in one table, so far apart that none reaches the
        next; what is between them stays zero.
        """
        t = self._tensors
        q = t["exact.weight"][asking.side.exact] + t["plain.weight"][asking.side.folded]
        states = _relu(self._linear("question", _beside(q)))
        share = _softmax(self._linear("pool", states)[:, 0])
        whole = _relu(share @ states + self._linear("kind", asking.kind))
        rows, places = _placed([len(s.side.tokens) for s in sentences])
        exact = np.concatenate([s.side.exact for s in sentences])
        plain = np.concatenate([s.side.folded for s in sentences])
        features = np.concatenate([s.features for s in sentences])
        p = t["exact.weight"][exact] + t["plain.weight"][plain]
        likeness = (p @ t["align.weight"]) @ (q @ t["align.weight"]).T
        likeness /= 8
        seen = _softmax(likeness) @ np.concatenate([q, states], -1)
        x = np.concatenate([p, seen, features, likeness.max(-1, keepdims=True)], -1)
        hidden = _relu(self._linear("enter", x))
        size = hidden.shape[1]
        table = np.zeros((rows[-1] + 1 + _APART, size), np.float32)
        for i, distance in enumerate(DILATIONS):
            table[rows] = hidden
            beside = [table[rows - distance], hidden, table[rows + distance]]
            mixed: Floats = np.concatenate(beside, -1) @ t[f"mix.{i}.weight"]
            shift = t[f"mix.{i}.bias"].copy()
            shift[size:] += self._linear(f"gate.{i}", whole)
            mixed += shift
            opening = np.exp(-mixed[:, size:])
            opening += 1
            hidden += mixed[:, :size] / opening
        return hidden, whole, places

    def _none(self, hidden: Floats, whole: Floats, places: Sequence[slice]) -> list[float]:
        """Return for each sentence the score of there being no answer in it."""
        starts = [place.start for place in places]
        sizes = np.array([place.stop - place.start for place in places], np.float32)
        highest = np.maximum.reduceat(hidden, starts)
        mean = np.add.reduceat(hidden, starts) / sizes[:, None]
        every = np.concatenate([highest, mean, np.tile(whole, (len(places), 1))], 1)
        none: list[float] = self._linear("none", every)[:, 0].tolist()
        return none

    def _linear(self, name: str, x: Floats) -> Floats:
        result: Floats = x @ self._tensors[f"{name}.weight"]
        result += self._tensors[f"{name}.bias"]
        return result


def _placed(sizes: Sequence[int]) -> tuple[NDArray[np.int64], list[slice]]:
    """Return the row of each token where sentences stand apart, and their slices of the tokens."""
    bounds = list(itertools.accumulate(sizes, initial=0))
    rows = np.arange(bounds[-1])
    for start in bounds[:-1]:
        rows[start:] += _APART
    return rows, [slice(a, b) for a, b in itertools.pairwise(bounds)]


def _reply(table: Floats, none: float) -> Reply:
    """Return the span with the best expected F1 under the network's distribution."""
    size = len(table)
    flat = table.ravel()
    top = float(flat.max())
    total = top + float(np.log(np.exp(flat - top).sum()))
    # Few are near the best, and the best few are quickly found among those.
    near = np.flatnonzero(flat > top - _NEAR)
    if len(near) < _TRIED:
        near = np.flatnonzero(flat > _LOW / 2)
    scores = flat[near]
    least = np.partition(scores, -_TRIED)[-_TRIED] if len(near) > _TRIED else _LOW
    tried = near[scores >= least]
    likely = np.exp(flat[tried] - total)
    first, last = np.divmod(tried, size)
    shared = np.minimum(last[:, None], last) - np.maximum(first[:, None], first) + 1
    length = last - first + 1
    f1 = 2 * np.maximum(shared, 0) / (length[:, None] + length)
    best = int(np.argmax(f1 @ likely))
    return Reply(total - none, int(first[best]), int(last[best]), float(likely[best]))


def _beside(x: Floats) -> Floats:
    """Return each token beside the one before and the one after it."""
    nothing = np.zeros_like(x[:1])
    return np.concatenate([np.r_[nothing, x[:-1]], x, np.r_[x[1:], nothing]], -1)


def _relu(x: Floats) -> Floats:
    result: Floats = np.maximum(x, 0)
    return result


def _softmax(x: Floats) -> Floats:
    raised = np.exp(x - x.max(-1, keepdims=True))
    result: Floats = raised / raised.sum(-1, keepdims=True)
    return result
