"""The network that turns a sentence's features into a probability."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load_file

from service.answering.evidence import FEATURES
from service.errors import ReaderDamaged

MODEL = Path(__file__).parent / "evidence.safetensors"


class EvidenceModel:
    """A two-layer network over the features: probability that the sentence holds the answer."""

    def __init__(self, tensors: dict[str, NDArray[np.float32]]) -> None:
        self._mean = tensors["mean"]
        self._scale = tensors["scale"]
        self._layers = [(tensors[f"w{i}"], tensors[f"b{i}"]) for i in range(len(tensors) // 2 - 1)]

    @classmethod
    def load(cls, path: Path = MODEL) -> "EvidenceModel":
        """Load the weights; raises ReaderDamaged if they are missing or of another shape."""
        try:
            tensors = load_file(path)
            model = cls(tensors)
            fits = model._mean.shape == (len(FEATURES),)
        except (OSError, KeyError, SafetensorError) as error:
            raise ReaderDamaged(path.name) from error
        if not fits:
            raise ReaderDamaged(path.name)
        return model

    def probabilities(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """Map features (n, len(FEATURES)) to probabilities (n,) in [0, 1]."""
        hidden = (features - self._mean) / self._scale
        for i, (weights, bias) in enumerate(self._layers):
            hidden = hidden @ weights + bias
            if i < len(self._layers) - 1:
                hidden = np.maximum(hidden, 0)
        result: NDArray[np.float32] = 1 / (1 + np.exp(-hidden[:, 0]))
        return result
