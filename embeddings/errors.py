"""What can go wrong with a model.

EmbeddingError
├── ModelNotFound      nothing of that name on this machine
├── ModelDamaged       files are missing, cut short, or do not fit together
├── ModelUnsupported   a model this program cannot run as asked (backend, layout, device)
└── BadTrainingData    the training data is absent or unusable
"""

# ruff: noqa: N818 - a name says what happened; "Error" is left to the groups that are caught


class EmbeddingError(Exception):
    """Base of everything this package raises; the message names value, reason and remedy."""


class ModelNotFound(EmbeddingError):
    """No model of that name or path can be reached."""


class ModelDamaged(EmbeddingError):
    """A model's files are there but cannot be read or do not belong together."""


class ModelUnsupported(EmbeddingError):
    """The model or the way it was asked for is not one this program can run."""


class BadTrainingData(EmbeddingError):
    """The training data is absent or does not have the shape that is expected."""
