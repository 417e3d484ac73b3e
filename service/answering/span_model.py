"""The network that finds the short answer in a sentence, in NumPy.

Made by `eval/fitting`; the arithmetic is that of `eval/fitting/span_network.py`.
"""

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
_TRIED = 40
_LOW = np.float32(-1e4)

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

    def read(self, asking: Asking, sentences: Sequence[Input]) -> list[Reply]:
        """Look for the answer in each sentence; those without a token are not allowed."""
        tables, none = self.scores(asking, sentences)
        return [
            _reply(table[: len(s.side.tokens), : len(s.side.tokens)], float(n))
            for table, n, s in zip(tables, none, sentences, strict=True)
        ]

    def scores(self, asking: Asking, sentences: Sequence[Input]) -> tuple[Floats, Floats]:
        """Return scores of spans (sentences, length, length) and of no answer (sentences,)."""
        t = self._tensors
        q = t["exact.weight"][asking.side.exact] + t["plain.weight"][asking.side.folded]
        states = _relu(self._linear("question", _spread(q, 1)))
        share = _softmax(self._linear("pool", states)[:, 0])
        whole = _relu(share @ states + self._linear("kind", asking.kind))
        known, exact, plain, features = _batch(sentences)
        p = t["exact.weight"][exact] + t["plain.weight"][plain]
        likeness = ((p @ t["align.weight"]) @ (q @ t["align.weight"]).T / 8).astype(np.float32)
        seen = _softmax(likeness) @ np.concatenate([q, states], -1)
        x = np.concatenate([p, seen, features, likeness.max(-1, keepdims=True)], -1)
        mask = known[..., None]
        hidden = _relu(self._linear("enter", x)) * mask
        for i, distance in enumerate(DILATIONS):
            mixed = self._linear(f"mix.{i}", _spread(hidden, distance))
            value, opening = np.split(mixed, 2, -1)
            gate = opening + self._linear(f"gate.{i}", whole)
            hidden = (hidden + value / (1 + np.exp(-gate))) * mask
        return self._spans(hidden, known, whole, asking.kind), self._none(hidden, known, whole)

    def _spans(
        self, hidden: Floats, known: NDArray[np.bool_], whole: Floats, kind: Floats
    ) -> Floats:
        edges = self._linear("edges", hidden)
        for_start, for_end = np.split(self._linear("asked", whole) / 10, 2)
        start = edges[..., 0] + hidden @ for_start
        end = edges[..., 1] + hidden @ for_end
        joint = self._linear("left", hidden) @ self._linear("right", hidden).swapaxes(1, 2) / 4
        bucket = buckets(known.shape[1])
        table = start[:, :, None] + end[:, None, :] + joint
        table += (kind @ self._tensors["length"])[np.maximum(bucket, 0)]
        inside = (bucket >= 0) & known[:, :, None] & known[:, None, :]
        return np.where(inside, table, _LOW)

    def _none(self, hidden: Floats, known: NDArray[np.bool_], whole: Floats) -> Floats:
        top = np.where(known[..., None], hidden, _LOW).max(1)
        mean = hidden.sum(1) / known.sum(1, keepdims=True)
        every = np.broadcast_to(whole, top.shape)
        none: Floats = self._linear("none", np.concatenate([top, mean, every], -1))[:, 0]
        return none

    def _linear(self, name: str, x: Floats) -> Floats:
        result: Floats = x @ self._tensors[f"{name}.weight"] + self._tensors[f"{name}.bias"]
        return result


def _batch(
    sentences: Sequence[Input],
) -> tuple[NDArray[np.bool_], NDArray[np.int32], NDArray[np.int32], Floats]:
    """Pad sentences to one length: mask, exact ids, folded ids, features."""
    size = max(len(s.side.tokens) for s in sentences)
    shape = (len(sentences), size)
    known = np.zeros(shape, bool)
    exact, plain = np.zeros(shape, np.int32), np.zeros(shape, np.int32)
    features = np.zeros((*shape, sentences[0].features.shape[1]), np.float32)
    for i, s in enumerate(sentences):
        n = len(s.side.tokens)
        known[i, :n] = True
        exact[i, :n], plain[i, :n], features[i, :n] = s.side.exact, s.side.folded, s.features
    return known, exact, plain, features


def _reply(table: Floats, none: float) -> Reply:
    """Return the span with the best expected F1 under the network's distribution."""
    size = len(table)
    flat = table.ravel()
    tried = np.argsort(-flat, kind="stable")[:_TRIED]
    tried = tried[flat[tried] > _LOW / 2]
    top = float(flat[tried[0]])
    total = top + float(np.log(np.exp(flat - top).sum()))
    likely = np.exp(flat[tried] - total)
    first, last = np.divmod(tried, size)
    shared = np.minimum(last[:, None], last) - np.maximum(first[:, None], first) + 1
    length = last - first + 1
    f1 = 2 * np.maximum(shared, 0) / (length[:, None] + length)
    best = int(np.argmax(f1 @ likely))
    return Reply(total - none, int(first[best]), int(last[best]), float(likely[best]))


def _spread(x: Floats, distance: int) -> Floats:
    """Return each token beside those `distance` before and after it."""
    before, after = np.zeros_like(x), np.zeros_like(x)
    before[..., distance:, :] = x[..., :-distance, :]
    after[..., :-distance, :] = x[..., distance:, :]
    return np.concatenate([before, x, after], -1)


def _relu(x: Floats) -> Floats:
    result: Floats = np.maximum(x, 0)
    return result


def _softmax(x: Floats) -> Floats:
    raised = np.exp(x - x.max(-1, keepdims=True))
    result: Floats = raised / raised.sum(-1, keepdims=True)
    return result
