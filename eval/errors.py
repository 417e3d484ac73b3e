"""What can go wrong in an evaluation.

EvaluationError             an error of this package
└── BadDataset              a file that is missing, or not in the format that the command takes
"""


class EvaluationError(Exception):
    """Any error of this package."""


class BadDataset(EvaluationError):  # noqa: N818 - a name says what happened
    """A data set that cannot be read; the message names the file, the line and the format."""
