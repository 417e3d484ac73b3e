"""The store: the one truth about articles, their revisions and their passages."""

from corpus.store.entry import Entry
from corpus.store.records import (
    ApiKey,
    ArticleSummary,
    Counts,
    Defined,
    Outcome,
    Page,
    Problem,
    Put,
)
from corpus.store.store import Store

__all__ = [
    "ApiKey",
    "ArticleSummary",
    "Counts",
    "Defined",
    "Entry",
    "Outcome",
    "Page",
    "Problem",
    "Put",
    "Store",
]
