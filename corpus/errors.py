"""What can go wrong between a source and the store.

CorpusError
├── SourceError          the source cannot be reached: a path that does not exist, no permission
├── Refused              the source was read, but cannot be an article; `reason` says why
│   └── FetchRefused     the address is not fetched or gave nothing to read; `kind` says why
├── StoreError           the store cannot do what it was asked
│   ├── UnknownArticle   no article has this id (or revision)
│   ├── SchemaMismatch   the store was written by another version of the program
│   ├── StoreBusy        another process held the store for too long
│   └── StoreAway        the database's server does not answer
├── BadFilter            a filter's value cannot be read
└── WorkStopped          one of the processes that share the work was killed

Every message names the value, what was expected and the remedy.
"""

# ruff: noqa: N818 - a name says what happened; "Error" is left to the groups that are caught

from typing import Literal

FetchProblem = Literal[
    "address",  # not an address that is fetched: its scheme, port, credentials, spelling
    "private",  # the host, or one it redirects to, is not on the public internet
    "robots",  # the site's robots.txt asks not to fetch this
    "missing",  # the server says that there is nothing here, or nothing for us
    "redirects",  # more redirects than are followed
    "type",  # a kind of content that is not read
    "encoding",  # compressed in a way that is not understood, or damaged
    "large",
    "feed",  # not a feed or sitemap that can be read
    # What follows may pass by itself.
    "unresolved",  # the host's name has no address
    "unreachable",
    "tls",  # no trusted certificate
    "timeout",
    "busy",  # the server asks to come back later
    "server",  # the server failed
]
PASSING: frozenset[FetchProblem] = frozenset(
    {"unresolved", "unreachable", "tls", "timeout", "busy", "server"}
)


class CorpusError(Exception):
    """Any error of this package."""


class SourceError(CorpusError):
    """A source cannot be reached or read at all."""


class Refused(CorpusError):
    """A source that cannot be an article; the rest of an ingest goes on."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class FetchRefused(Refused):
    """An address that is not fetched, or that gave nothing to read.

    `wait` is after how many seconds the server asks to come back, None where it does not say.
    """

    def __init__(self, kind: FetchProblem, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.kind = kind
        self.wait = wait

    @property
    def passing(self) -> bool:
        """Whether it may be otherwise the next time, though nobody changes the page."""
        return self.kind in PASSING


class StoreError(CorpusError):
    """The store cannot do what it was asked."""


class UnknownArticle(StoreError):
    """No article has this id, or the article has no such revision."""


class SchemaMismatch(StoreError):
    """The store was written by another version of the program."""


class StoreBusy(StoreError):
    """Another process held the store for longer than the time allowed."""


class StoreAway(StoreError):
    """The database's server does not answer; it may be back at any moment."""


class BadFilter(CorpusError):
    """A filter's value cannot be read."""


class WorkStopped(CorpusError):
    """One of the processes that share the work was killed."""
