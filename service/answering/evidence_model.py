"""The small networks that turn features of a sentence into a probability."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load_file

from service.errors import ReaderDamaged

Floats = NDArray[np.float32]


class EvidenceModel:
    """A two-layer network over features: probability that the sentence holds the answer."""

    def __init__(self, tensors: dict[str, Floats]) -> None:
        self._mean = tensors["mean"]
        self._scale = tensors["scale"]
        self._layers = [(tensors[f"w{i}"], tensors[f"b{i}"]) for i in range(2)]

    @classmethod
    def load(cls, path: Path, *, inputs: int) -> "EvidenceModel":
        """Load the weights for so many features; raises ReaderDamaged."""
        try:
            model = cls(load_file(path))
        except (OSError, KeyError, SafetensorError) as error:
            raise ReaderDamaged(path.name) from error
        (first, _), (second, _) = model._layers
        fits = model._mean.shape == model._scale.shape == (inputs,) == first.shape[:1]
        if not fits or second.shape != (first.shape[1], 1):
            raise ReaderDamaged(path.name)
        return model

    # Matrix kernels read past the end of short rows and raise flags for what they drop.
    @np.errstate(invalid="ignore")
    def probabilities(self, features: Floats) -> Floats:
        """Map features (n, inputs) to probabilities (n,) in [0, 1]."""
        (into, shift), (out, rest) = self._layers
        hidden = np.maximum((features - self._mean) / self._scale @ into + shift, 0)
        result: Floats = 1 / (1 + np.exp(-(hidden @ out + rest)[:, 0]))
        return result
