"""What an index is to the engine that searches it and to whoever publishes in it.

Two kinds satisfy this: files with FAISS and tantivy (`index/local.py`), and collections of a
Milvus server (`index/milvus`).
"""

from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass
from typing import Protocol

from corpus.spread import Executors
from embeddings.encoder import Encoder, Vectors
from index.errors import REMEDY, EncoderMismatch
from index.hits import PassageSource, Query, Term
from index.shortlist import Shortlist

Progress = Callable[[int, int], None]
Scores = dict[int, float]


@dataclass(frozen=True, slots=True)
class Published:
    """What is known of a generation: its name, the encoder's mark, and how many passages."""

    generation: str
    fingerprint: str
    dimension: int
    passages: int

    def check_encoder(self, fingerprint: str, dimension: int) -> None:
        """Raise `EncoderMismatch` unless the vectors were made with this encoder."""
        if (self.fingerprint, self.dimension) != (fingerprint, dimension):
            raise EncoderMismatch(
                f"the index was made with encoder {self.fingerprint} ({self.dimension} "
                f"dimensions), the one in use is {fingerprint} ({dimension}); {REMEDY}"
            )


class Legs(Protocol):
    """One generation as it is searched; safe to use from several threads."""

    @property
    def manifest(self) -> Published:
        """What is known of the generation."""
        ...

    def candidates(
        self,
        terms: Sequence[Term],
        vector: Vectors | None,
        top: int,
        allowed: Collection[int] | None,
    ) -> tuple[Scores, Scores]:
        """Return the raw scores of the best `top` of each leg that has something to look for.

        Lexical (BM25) and dense (inner products), by key; what only words found has a dense score
        too. With `allowed`, only these keys are looked at.
        """
        ...

    def shortlist(
        self,
        query: Query,
        keys: Sequence[int],
        legs: tuple[Scores, Scores],
        fused: Scores,
        texts: Callable[[], Sequence[str]],
    ) -> Shortlist:
        """Return these passages as a reranker looks at them."""
        ...


class Index(Protocol):
    """Where generations are published, one of them the current one.

    Every method raises an `IndexingError` where it cannot do what it says.
    """

    def stamp(self) -> Hashable:
        """Return what is another when another generation is current."""
        ...

    def load(self) -> Legs:
        """Open the current generation, which is whole; raises `IndexMissing` if there is none."""
        ...

    def publish(
        self,
        source: PassageSource,
        encoder: Encoder,
        *,
        progress: Progress | None = None,
        rebuild: bool = False,
        forget: bool = False,
        executors: Executors | None = None,
    ) -> Published:
        """Publish a generation that holds exactly the live passages of `source`.

        Only passages that the current generation lacks are read, and of them only those embedded
        whose digest it does not know; with `rebuild` all are, and what is there is not looked at;
        with `forget` no earlier generation is kept. `progress` is called with the number of new
        passages done and their total. Where nothing changed, nothing is written. Readers see the
        generation before or the new one, never half of it. The work is done on this machine
        unless `executors` say where else.
        """
        ...

    def lacking(self, source: PassageSource, encoder: Encoder) -> int:
        """Check the current generation thoroughly; return how many passages it lacks."""
        ...

    def close(self) -> None:
        """Give back what is held."""
        ...
