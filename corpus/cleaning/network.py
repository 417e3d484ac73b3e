"""Small networks that were fitted on news wrapped in page furniture: `fitted`.

`python -m tests.furniture.fit` makes `weights.npz`. Those of "title" score lines as the title,
those of "lines" say how likely each line is the article's; several of a kind are averaged. Each
turns the features of a line into a few values, and mixes these with those of lines ever farther
away.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files

import numpy as np
import numpy.typing as npt

Weights = npt.NDArray[np.float32]
STEPS = (1, 2, 4)
"""How far apart the lines are that each layer mixes."""
_FILE = "weights.npz"


@dataclass(frozen=True, slots=True)
class Network:
    """Layers as pairs of weights (inputs, outputs) and biases: into lines, across lines, out."""

    layers: tuple[tuple[Weights, Weights], ...]

    # Matrix kernels read past the end of short rows and raise flags for what they drop.
    @np.errstate(invalid="ignore")
    def __call__(self, rows: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Return one value per line; `rows` has shape (lines, features)."""
        (weights, bias), *across, (last, end) = self.layers
        here = np.maximum(rows.astype(np.float32) @ weights + bias, 0)
        for step, (weights, bias) in zip(STEPS, across, strict=False):
            wide = np.zeros((len(here) + 2 * step, here.shape[1]), here.dtype)
            wide[step:-step] = here
            beside = np.concatenate((wide[: len(here)], here, wide[2 * step :]), 1)
            here = here + np.maximum(beside @ weights + bias, 0)
        return np.asarray((here @ last + end)[:, 0], dtype=np.float64)


Networks = Mapping[str, Sequence[Network]]


@lru_cache(maxsize=1)
def fitted() -> Networks:
    """Return the networks that come with the package, by what they are for."""
    with as_file(files("corpus.cleaning") / _FILE) as path, np.load(path) as stored:
        arrays: dict[str, list[Weights]] = {}
        for key in sorted(stored):
            arrays.setdefault(key.rsplit(".", 2)[0], []).append(stored[key].astype(np.float32))
    found: dict[str, list[Network]] = {}
    for name, parts in arrays.items():
        layers = tuple(zip(parts[1::2], parts[::2], strict=True))
        found.setdefault(name.split(".")[0], []).append(Network(layers))
    return found
