"""Syllables as numbers: what the reranker sees of a passage.

A code has 32 bits: 21 of a hash of the syllable without diacritics, 10 of a hash of the syllable
as written, and one that says whether it has a figure. So `code >> FOLDED` compares without
diacritics, the whole code with them. Two syllables share a code by chance about once in two
million, which costs the reranker as good as nothing and spares it a vocabulary.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from corpus.vietnamese.normal import fold

Codes = NDArray[np.uint32]

FOLDED = 11  # bits below those of the folded syllable
FIGURE = 1
NOTHING = np.uint32(0xFFFF_FFFF)  # the code of no syllable, with or without marks
_FOLDED_BITS, _EXACT_BITS = 21, 10
_MOST_KNOWN = 200_000


class Coder(dict[str, int]):
    """Codes of terms in matching form; a dictionary that knows whatever it is asked."""

    def __missing__(self, term: str) -> int:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        folded = crc32(fold(term).encode()) & ((1 << _FOLDED_BITS) - 1)
        exact = crc32(term.encode()) >> (32 - _EXACT_BITS)
        code = self[term] = folded << FOLDED | exact << 1 | any(map(str.isdigit, term))
        return code

    def codes(self, terms: Sequence[str]) -> Codes:
        """Return the codes of terms in order."""
        return np.fromiter(map(self.__getitem__, terms), np.uint32, len(terms))


@dataclass(frozen=True)
class Candidates:
    """Passages to rank: codes of all, end to end, and what is known of each.

    Each is its article's title and its text; `heads` says how many codes are the title's,
    `articles` which article it is of.
    """

    codes: Codes
    lengths: NDArray[np.int64]
    heads: NDArray[np.int64]
    articles: NDArray[np.uint32]

    def __len__(self) -> int:
        return len(self.lengths)

    @cached_property
    def ends(self) -> NDArray[np.int64]:
        """Where in `codes` each passage ends."""
        return np.cumsum(self.lengths)

    @cached_property
    def starts(self) -> NDArray[np.int64]:
        """Where in `codes` each passage begins."""
        return self.ends - self.lengths
