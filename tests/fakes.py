"""Stand-ins whose arithmetic can be followed by eye, so that tests assert exact numbers."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field

import numpy as np

from corpus.articles import Bearer, Copy, Filters, Passage, digest
from embeddings.encoder import Vectors
from index.hits import HitRecord


@dataclass
class FakeEncoder:
    """A vector counts the words of each length, 1 to `dimension`, scaled to unit length.

    "một hai ba" has one word of 2 letters and two of 3: (0, 1, 2, 0, …) before scaling.
    `encoded` counts the passages that were embedded.
    """

    fingerprint: str = "fake-1"
    dimension: int = 8
    encoded: int = 0

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self._encode(texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        self.encoded += len(texts)
        return self._encode(texts)

    def _encode(self, texts: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for word in text.split():
                row[min(len(word), self.dimension) - 1] += 1
        return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


@dataclass
class FakeSource:
    """A store in memory: passages by key, and what each one's article says about itself."""

    records: dict[int, HitRecord] = field(default_factory=dict)
    mentions: dict[str, list[int]] = field(default_factory=dict)
    copies: dict[int, list[int]] = field(default_factory=dict)

    def add(
        self, key: int, text: str, *, title: str | None = None, source: str | None = None
    ) -> Passage:
        """Put a passage of an article of its own; it starts at offset 100 of the article."""
        passage = Passage(
            key=key,
            passage_id=f"p{key}",
            article_id=f"a{key}",
            revision=digest(text),
            digest=digest(f"{title}\n{text}"),
            title=title,
            lead=None,
            text=text,
            start=100,
            end=100 + len(text),
        )
        self.records[key] = HitRecord(passage, source, url=None, published=None)
        return passage

    def remove(self, key: int) -> None:
        del self.records[key]

    def one_state(self) -> AbstractContextManager[None]:
        return nullcontext()

    def live_passages(self) -> Iterable[tuple[int, str]]:
        return [(key, record.passage.digest) for key, record in self.records.items()]

    def passages(self, keys: Sequence[int]) -> Iterator[Passage]:
        return (self.records[key].passage for key in keys if key in self.records)

    def hit_records(self, keys: Sequence[int]) -> dict[int, HitRecord]:
        return {key: self.records[key] for key in keys if key in self.records}

    def allowed_passages(self, filters: Filters) -> set[int]:
        """Only `source` and `article` are looked at."""
        return {
            key
            for key, record in self.records.items()
            if (not filters.source or record.source in filters.source)
            and (not filters.article or record.passage.article_id in filters.article)
        }

    def clusters(self, keys: Sequence[int]) -> dict[int, tuple[int, int]]:
        return {
            key: (cluster, key)
            for cluster, members in self.copies.items()
            for key in members
            if key in keys and key in self.records
        }

    def same(self, article_ids: Collection[str]) -> dict[str, tuple[Copy, ...]]:
        return {
            f"a{key}": tuple(
                Copy(f"a{other}", None, self.records[other].source, None, None)
                for other in members
                if other != key and other in self.records
            )
            for members in self.copies.values()
            for key in members
            if f"a{key}" in article_ids
        }

    def numbered(self, plain: str) -> list[Bearer]:
        return [Bearer(n, "Nghị quyết", None) for n in self.mentions if n.startswith(f"{plain}-")]

    def passages_mentioning(self, number: str) -> list[int]:
        return [key for key in self.mentions.get(number, []) if key in self.records]
