"""Words of many texts at a time, and what is remembered of each, without a string for every word.

Cutting texts into strings and looking each up in a dictionary took two thirds of encoding. Here
the words of a block of texts are found, hashed and looked up as arrays; a string is made only of
a word that was never met before.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.intp]
Hashes = NDArray[np.uint64]

# What str.split() splits at.
SPACES = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
    "\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
_IS_SPACE = np.zeros(0x3002, np.bool_)
_IS_SPACE[list(map(ord, SPACES))] = True
_BASE = 0x9E37_79B9_7F4A_7C15  # odd, so that its powers have inverses modulo 2^64
_INVERSE = pow(_BASE, -1, 1 << 64)
_KEPT_POWERS = 1 << 17
_COUNT_BITS = 32


@dataclass(frozen=True, slots=True)
class Words:
    """The words of some texts: word `i` is `joined[starts[i]:ends[i]]`, known by `hashes[i]`.

    Text `t` has the words `bounds[t]` to `bounds[t + 1]`.
    """

    joined: str
    starts: Ints
    ends: Ints
    hashes: Hashes
    bounds: Ints

    @classmethod
    def of(cls, texts: Sequence[str]) -> "Words":
        """Cut texts at white space.

        A word's hash is the polynomial of its code points, modulo 2^64, and its length. Two of a
        million different words share one with a probability of about 3 in 10^8; they would be
        taken for the same word.
        """
        joined = "\n".join(["", *texts, ""])
        codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
        outside = _IS_SPACE.take(codes, mode="clip")
        edges = np.flatnonzero(outside[1:] != outside[:-1]) + 1
        starts, ends = edges[::2], edges[1::2]
        powers, inverses = _powers(len(codes))
        sums = np.cumsum(codes * powers)
        hashes = (sums[ends - 1] - sums[starts - 1]) * inverses[starts - 1]
        hashes += (ends - starts).astype(np.uint64) * np.uint64(_BASE)
        hashes[hashes == 0] = 1  # an empty place has 0
        opens = list(accumulate((len(text) + 1 for text in texts), initial=1))
        return cls(joined, starts, ends, hashes, np.searchsorted(starts, opens))

    def distinct(self, chosen: NDArray[np.bool_]) -> tuple[Hashes, list[str]]:
        """Return each of the chosen words once."""
        hashes, first = np.unique(self.hashes[chosen], return_index=True)
        spans = zip(self.starts[chosen][first], self.ends[chosen][first], strict=True)
        return hashes, [self.joined[start:end] for start, end in spans]


class Memo:
    """A hash table from words to their token ids. Safe to use from several threads.

    Nothing is ever taken out or moved, and a word's key is written after its ids, so that whoever
    finds a key finds its ids too.
    """

    def __init__(self, words: int, ids: int) -> None:
        """Make room for so many words and token ids."""
        bits = (4 * words - 1).bit_length()
        self._shift = np.uint64(64 - bits)
        self._keys: Hashes = np.zeros(1 << bits, np.uint64)
        self._spans = np.zeros(1 << bits, np.int64)  # start among the ids, and how many
        self._ids: Ints = np.zeros(ids, np.intp)
        self._room, self._used = words, 0
        self._lock = threading.Lock()

    def find(self, hashes: Hashes) -> tuple[Ints, NDArray[np.bool_]]:
        """Return the place of each word, and whether it is new."""
        keys = self._keys
        places = (hashes >> self._shift).astype(np.intp)
        astray = np.flatnonzero(keys[places] != hashes)
        while len(astray):
            astray = astray[keys[places[astray]] != 0]
            places[astray] = (places[astray] + 1) % len(keys)
            astray = astray[keys[places[astray]] != hashes[astray]]
        return places, keys[places] != hashes

    def learn(self, hashes: Hashes, rows: Sequence[Ints]) -> bool:
        """Remember the ids of distinct words; return False if there is no room for them."""
        counts = np.array([len(ids) for ids in rows], np.int64)
        with self._lock:
            places, new = self.find(hashes)
            ends = self._used + np.cumsum(counts)
            if len(hashes) > self._room or ends[-1] > len(self._ids):
                return False
            self._ids[self._used : ends[-1]] = np.concatenate(rows)
            spans = (ends - counts) << _COUNT_BITS | counts
            left = np.flatnonzero(new)
            while len(left):
                _, first = np.unique(places[left], return_index=True)
                placed = left[first]
                self._spans[places[placed]] = spans[placed]
                self._keys[places[placed]] = hashes[placed]
                left = np.delete(left, first)
                places[left], _ = self.find(hashes[left])
            self._used = int(ends[-1])
            self._room -= len(hashes)
        return True

    def ids(self, places: Ints) -> tuple[Ints, Ints]:
        """Return the ids of the words at `places`, end to end, and where each word's end."""
        spans = self._spans[places]
        counts = spans & ((1 << _COUNT_BITS) - 1)
        ends = np.cumsum(counts)
        total = int(ends[-1]) if len(ends) else 0
        offsets = np.repeat((spans >> _COUNT_BITS) - ends + counts, counts)
        return self._ids[offsets + np.arange(total)], ends


_kept: list[tuple[Hashes, Hashes]] = []


def _powers(size: int) -> tuple[Hashes, Hashes]:
    """Return the powers of the base from 0, and their inverses, modulo 2^64."""
    if size > _KEPT_POWERS:
        return _raised(_BASE, size), _raised(_INVERSE, size)
    if not _kept:
        _kept.append((_raised(_BASE, _KEPT_POWERS), _raised(_INVERSE, _KEPT_POWERS)))
    powers, inverses = _kept[0]
    return powers[:size], inverses[:size]


def _raised(base: int, size: int) -> Hashes:
    factors = np.full(size, base, np.uint64)
    factors[0] = 1
    raised: Hashes = np.multiply.accumulate(factors)
    return raised
