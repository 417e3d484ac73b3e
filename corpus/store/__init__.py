"""The store: the one truth about articles, their revisions and their passages."""

from corpus.store.entry import Entry
from corpus.store.records import (
    ApiKey,
    ArticleSummary,
    Counts,
    Defined,
    DirectiveFilters,
    Directives,
    Outcome,
    Page,
    Problem,
    Put,
    ReferenceFilters,
    ReferencePage,
    StoredDirective,
    Visit,
)
from corpus.store.store import LOCK_FILE, Store
from corpus.store.upkeep import UNDO_TIME

__all__ = [
    "LOCK_FILE",
    "UNDO_TIME",
    "ApiKey",
    "ArticleSummary",
    "Counts",
    "Defined",
    "DirectiveFilters",
    "Directives",
    "Entry",
    "Outcome",
    "Page",
    "Problem",
    "Put",
    "ReferenceFilters",
    "ReferencePage",
    "Store",
    "StoredDirective",
    "Visit",
]
