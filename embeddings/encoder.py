"""What an encoder is: the one Protocol that everything else sees of a model."""

from collections.abc import Callable, Sequence
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


@runtime_checkable
class Encoder(Protocol):
    """Turn strings into vectors whose inner product is their similarity.

    Both methods return float32 of shape (n, dimension); rows have unit length, or are all zero
    for a text without any known token. `fingerprint` names the weights and everything that
    changes a vector (tokenizer, prompts, pooling): two encoders with the same fingerprint give
    the same vectors, so an index made with one is valid for the other.
    """

    @property
    def fingerprint(self) -> str:
        """Identity of the vectors, at most 64 characters."""
        ...

    @property
    def dimension(self) -> int:
        """Number of columns of every result."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Encode questions, shape (len(texts), dimension)."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Encode passages, shape (len(texts), dimension)."""
        ...


@runtime_checkable
class EncoderElsewhere(Encoder, Protocol):
    """An encoder whose work is done on other processors, so that it can be begun early."""

    def begin_passages(self, texts: Sequence[str]) -> Callable[[], Vectors]:
        """Begin to encode passages; return what waits for them as `encode_passages` does."""
        ...


@runtime_checkable
class PairScorer(Protocol):
    """Tell how well passages answer a question, each looked at together with it."""

    def score(self, question: str, passages: Sequence[str]) -> NDArray[np.float32]:
        """Return a score for each passage, shape (len(passages),); the higher the better."""
        ...
