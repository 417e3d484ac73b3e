"""An encoder that remembers: questions are encoded to search and to read, sentences come again."""

import threading
from collections.abc import Callable, Sequence

import numpy as np
from cachetools import LRUCache

from embeddings.encoder import Encoder, Vectors

_QUESTIONS, _PASSAGES = 256, 4096  # texts; with 1,024 columns 17 MB when full
_FEW = 64  # passages that are encoded at a time and worth remembering


class RememberingEncoder:
    """Gives the vectors of another encoder, each text encoded once while it is remembered.

    Safe to use from several threads.
    """

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._questions = _Memory(encoder.encode_queries, _QUESTIONS)
        self._passages = _Memory(encoder.encode_passages, _PASSAGES)

    @property
    def fingerprint(self) -> str:
        """Identity of the vectors."""
        return self._encoder.fingerprint

    @property
    def dimension(self) -> int:
        """Number of columns of every result."""
        return self._encoder.dimension

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Encode questions, shape (len(texts), dimension)."""
        return self._questions.of(texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Encode passages, shape (len(texts), dimension)."""
        return self._passages.of(texts)


class _Memory:
    """The vectors of the texts that were last encoded."""

    def __init__(self, encode: Callable[[Sequence[str]], Vectors], most: int) -> None:
        self._encode = encode
        self._known = LRUCache[str, Vectors](most)
        self._lock = threading.Lock()

    def of(self, texts: Sequence[str]) -> Vectors:
        if not 0 < len(texts) <= _FEW:
            return self._encode(texts)
        with self._lock:
            found = {text: self._known[text] for text in texts if text in self._known}
        lacking = list(dict.fromkeys(text for text in texts if text not in found))
        if lacking:
            new = dict(zip(lacking, self._encode(lacking), strict=True))
            with self._lock:
                self._known.update(new)
            found |= new
        return np.stack([found[text] for text in texts])
