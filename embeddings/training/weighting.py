"""How much a token counts before training has said anything."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from embeddings.training.pairs import Ids

_WINDOW = 200  # tokens; about a passage


def prior_weights(streams: Iterable[Ids], rows: NDArray[np.uint16]) -> NDArray[np.float32]:
    """Return the square root of each token's inverse document frequency, with mean 1.

    Windows of running text stand for documents. `rows` maps tokens to the row that they train.
    The root, because the full frequency made rare words louder than they are worth.
    """
    found = np.full(len(rows), 0.5)
    windows = 0
    for stream in streams:
        count = max(1, len(stream) // _WINDOW)
        for window in np.array_split(rows[stream], count):
            found[np.unique(window)] += 1
        windows += count
    weights = np.sqrt(np.log1p(windows / found))
    scaled: NDArray[np.float32] = (weights / weights.mean()).astype(np.float32)
    return scaled
