"""What can go wrong between the store and a hit.

IndexingError
├── IndexMissing       nothing has been published in this directory yet
├── IndexDamaged       a file of the index is absent, of the wrong size or with a wrong checksum
├── FormatMismatch     the index was written by another version of the program
├── EncoderMismatch    the index was made with another encoder than the one in use
├── IndexBusy          another process is publishing
├── IndexUnwritable    a new generation cannot be written (disk full, no permission)
├── IndexAway          the server that holds the index does not answer, or not in time
├── ClusterAway        the Ray cluster that shares the work is not there, or not fit for it
├── FusionDamaged      the file of tuned fusion weights is not what the program writes
├── FusionUnwritable   a tuned fusion weight cannot be kept (disk full, no permission)
├── RerankerDamaged    the bundled reranker's weights are missing or of another version
└── UnknownLeg         a search was asked for a leg that does not exist

Every message names the value, what was expected and the remedy.
"""

# ruff: noqa: N818 - a name says what happened; "Error" is left to the group that is caught

REMEDY = "run `tracuu reindex` to build it anew from the store"


class IndexingError(Exception):
    """Any error of this package."""


class IndexMissing(IndexingError):
    """Nothing has been published in this directory yet."""


class IndexDamaged(IndexingError):
    """A file of the index is not what its manifest says."""


class FormatMismatch(IndexingError):
    """The index was written in a format that this version does not read."""


class EncoderMismatch(IndexingError):
    """The vectors of the index come from another encoder than the one in use."""


class IndexBusy(IndexingError):
    """Another process is publishing in this directory."""


class IndexUnwritable(IndexingError):
    """A new generation cannot be written; the current one is untouched."""


class FusionDamaged(IndexingError):
    """The file of tuned fusion weights cannot be used."""


class FusionUnwritable(IndexingError):
    """A tuned fusion weight cannot be kept; the file is untouched."""


class IndexAway(IndexingError):
    """The server that holds the index does not answer, or not in time; it may do so again soon."""


class ClusterAway(IndexingError):
    """The cluster that shares the work cannot be joined, or its machines are not fit for it."""


class RerankerDamaged(IndexingError):
    """The bundled reranker's weights cannot be used."""


class UnknownLeg(IndexingError):
    """A search was asked for a leg that does not exist."""
