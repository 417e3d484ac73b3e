"""Follow a page line by line: the likeliest course between the article and everything else.

A chain of two states whose weights were fitted on news wrapped in page furniture
(`python -m tests.furniture.fit`): what a line looks like speaks for the article or against it,
and changing over has a price that depends on where it happens.
"""

from functools import lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from corpus.cleaning.features import EDGE, NODE, Array

_FILE = "weights.tsv"
PARTS = (("line", NODE), ("leave", EDGE), ("enter", EDGE))


@lru_cache(maxsize=1)
def fitted() -> Array:
    """Return the weights that come with the package, in the order in which `decode` takes them."""
    rows = (files("corpus.cleaning") / _FILE).read_text(encoding="utf-8").splitlines()
    table = {(part, name): float(value) for part, name, value in (row.split("\t") for row in rows)}
    return np.array([table[part, name] for part, names in PARTS for name in names])


def decode(node: Array, edge: Array, weights: Array, margin: float = 0.0) -> npt.NDArray[np.bool_]:
    """Return for each line whether it is the article's (Viterbi).

    `node` and `edge` are the features of the lines below the title, which is in the article.
    Everything is kept where the best course gains less than `margin` on that, in log odds.
    """
    n, e = len(NODE), len(EDGE)
    here = (node @ weights[:n]).tolist()
    leave = (edge @ weights[n : n + e]).tolist()
    enter = (edge @ weights[n + e :]).tolist()
    out, inside = float("-inf"), 0.0
    came_out: list[bool] = []
    came_in: list[bool] = []
    for value, leaving, entering in zip(here, leave, enter, strict=True):
        came_out.append(out >= inside + leaving)
        came_in.append(out + entering > inside)
        out, inside = max(out, inside + leaving), max(inside, out + entering) + value
    if max(inside, out) - sum(here) < margin:
        return np.ones(len(here), dtype=np.bool_)
    state = inside >= out
    kept = np.zeros(len(here), dtype=np.bool_)
    for index in range(len(here) - 1, -1, -1):
        kept[index] = state
        state = not came_in[index] if state else not came_out[index]
    return kept
