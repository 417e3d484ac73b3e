"""Sketches: which articles may have the same body, without looking at them all.

A body's runs of three words are min-hashed, and the least hashes are joined to bands: bodies that
share a band are candidates. Two bodies that agree in a share J of their runs have a band in
common with the probability 1 - (1 - J ** ROWS) ** BANDS. The figures behind the numbers are in
docs/decisions/0012-near-duplicates.md.
"""

import re
from hashlib import blake2b

from rensa import RMinHash

from corpus.articles import Article
from corpus.duplicates.bodies import LEAST_WORDS, body_text

BANDS = 12
ROWS = 4
HEAD = 3_000
"""Code points of a body that are looked at: copies of a long text share its beginning too."""

# Everything that decides a band: bands of another making are never equal to these.
_MAKING = f"{RMinHash.ALGORITHM_VERSION}/{HEAD}/3/{BANDS}x{ROWS}"
_WORD = re.compile(r"\w+")


def bands(article: Article) -> tuple[int, ...]:
    """Return the bands of an article, signed integers of 64 bits; none where its body is short."""
    words = _WORD.findall(body_text(article, HEAD).lower())
    if len(words) < LEAST_WORDS:
        return ()
    runs = list(map(" ".join, zip(words, words[1:], words[2:], strict=False)))
    (sketch,) = RMinHash.from_token_sets([runs], num_perm=BANDS * ROWS, seed=1)
    least = sketch.digest()
    return tuple(_band(i, least[ROWS * i : ROWS * (i + 1)]) for i in range(BANDS))


def _band(number: int, least: list[int]) -> int:
    """Return the key of a band: the same only for the same band of the same making."""
    key = blake2b(repr((_MAKING, number, least)).encode(), digest_size=8)
    return int.from_bytes(key.digest(), signed=True)
