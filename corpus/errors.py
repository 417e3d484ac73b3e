"""What can go wrong between a source and the store.

CorpusError
├── SourceError          the source cannot be reached: a path that does not exist, no permission
├── Refused              the source was read, but cannot be an article; `reason` says why
├── StoreError           the store cannot do what it was asked
│   ├── UnknownArticle   no article has this id (or revision)
│   ├── SchemaMismatch   the store was written by another version of the program
│   └── StoreBusy        another process held the store for too long
├── BadFilter            a filter's value cannot be read
└── WorkStopped          one of the processes that share the work was killed

Every message names the value, what was expected and the remedy.
"""

# ruff: noqa: N818 - a name says what happened; "Error" is left to the groups that are caught


class CorpusError(Exception):
    """Any error of this package."""


class SourceError(CorpusError):
    """A source cannot be reached or read at all."""


class Refused(CorpusError):
    """A source that cannot be an article; the rest of an ingest goes on."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class StoreError(CorpusError):
    """The store cannot do what it was asked."""


class UnknownArticle(StoreError):
    """No article has this id, or the article has no such revision."""


class SchemaMismatch(StoreError):
    """The store was written by another version of the program."""


class StoreBusy(StoreError):
    """Another process held the store for longer than the time allowed."""


class BadFilter(CorpusError):
    """A filter's value cannot be read."""


class WorkStopped(CorpusError):
    """One of the processes that share the work was killed."""
