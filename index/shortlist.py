"""What a reranker is: the protocol of the engine's second look at the best candidates."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.codes import Candidates
from index.hits import Query


@dataclass(frozen=True)
class Shortlist:
    """The best candidates of a search, best first, and ways to what is known of them.

    `lexical` and `dense` (n,) are shares of the leg's best score, `fused` (n,) is what ranked
    them; `syllables` reads what the index holds of them, `texts` title and text from the store
    (empty where a passage is gone), `frequency(term, folded)` counts the passages with a term
    among `passages`.
    """

    query: Query
    lexical: NDArray[np.float64]
    dense: NDArray[np.float64]
    fused: NDArray[np.float64]
    passages: int
    frequency: Callable[[str, bool], int]
    syllables: Callable[[], Candidates]
    texts: Callable[[], Sequence[str]]

    def __len__(self) -> int:
        return len(self.fused)


class Reranker(Protocol):
    """Scores a shortlist; the higher the better, comparable within one."""

    @property
    def candidates(self) -> int:
        """How many candidates it wants to see."""
        ...

    def score(self, shortlist: Shortlist) -> NDArray[np.floating]:
        """Return the score of each candidate, shape (len(shortlist),)."""
        ...
