"""Find the article among the lines of a page: its title, what interrupts it, where it ends."""

import re
from collections.abc import Sequence

import numpy as np

from corpus.cleaning.features import could_be_title
from corpus.cleaning.lines import Line
from corpus.cleaning.metadata import author_of, source_of
from corpus.cleaning.network import Network, Networks, fitted
from corpus.cleaning.signs import Signs
from corpus.cleaning.topic import Array
from corpus.cleaning.view import PageView

_TOP = 12
# What all lines that are not the article's must have against them to cut any, in log odds.
_CLEAR = 8.0
# To lose a paragraph is worse than to keep one of the page, so prose is kept against these odds.
_DOUBT = 0.75
# The least score of a line that is taken for the title; 0 is as good as there being none.
_LEAST = -1.0
# The head of official documents, as the rules for their form prescribe it.
_LETTERHEAD = re.compile(
    r".*(CỘNG H[ÒO]A XÃ HỘI|Độc lập)|\W*((Luật )?số\s*:|dự thảo\b.{0,3}$|kính gửi)"
    r"|(QUỐC HỘI|CHÍNH PHỦ|ỦY BAN|UỶ BAN|BỘ [A-ZĐÀ-Ỹ ]+|VĂN PHÒNG.*)$|[\w .]*, ngày\b|\W*\w?\W*$",
    re.IGNORECASE,
)


def trim(signs: Signs, declared: str | None = None) -> tuple[int | None, list[int]]:
    """Return the index of the title (None where no line is one) and of the lines of the body.

    `declared` is the title that the page's markup names.
    """
    if signs.wrapped or signs.untouched:
        title = document_title(signs)
        body = [i for i in range(len(signs.lines)) if i != title]
    else:
        title, body = look(PageView(signs, declared), fitted())
    return title, _without_metadata(signs, body)


def document_title(signs: Signs) -> int | None:
    """Choose the title of a text without furniture: the first line that is no letterhead."""
    top = range(min(_TOP, len(signs.lines)))
    return next((i for i in top if signs.plain(i) and _heads_document(signs.lines[i])), None)


def _heads_document(line: Line) -> bool:
    return could_be_title(line) and _LETTERHEAD.match(line.text) is None


def look(view: PageView, networks: Networks) -> tuple[int | None, list[int]]:
    """Return the index of the title and of the body's lines, as the networks see a page."""
    title = _title(view, networks)
    odds = _mean(networks["lines"], view.round(title))
    if np.maximum(0, -odds).sum() < _CLEAR:
        # Nothing is the page's; what stands above the title is the head of a document.
        title, odds = document_title(view.signs), np.ones(len(odds))
    least = [-_DOUBT if line.prose else 0.0 for line in view.signs.lines]
    return title, [i for i, value in enumerate(odds) if value > least[i] and i != title]


def _title(view: PageView, networks: Networks) -> int | None:
    scores = _mean(networks["title"], view.titles())
    lines = view.signs.lines
    open_ = [i for i, line in enumerate(lines) if could_be_title(line) and scores[i] > _LEAST]
    none = None if view.signs.crowded else document_title(view.signs)
    return max(open_, key=lambda i: float(scores[i]), default=none)


def _mean(networks: Sequence[Network], rows: Array) -> Array:
    return sum((network(rows) for network in networks), np.zeros(len(rows))) / len(networks)


def _without_metadata(signs: Signs, body: list[int]) -> list[int]:
    """Take metadata out of the body; the source of a table in the midst of the text stays."""
    prose = [i for i in body if signs.lines[i].prose and signs.plain(i)]
    kept = []
    for index in body:
        text = signs.lines[index].text
        within = bool(prose) and prose[0] < index < prose[-1]
        beside = signs.near(index, -1)
        signed = beside is not None and author_of(beside.text) is not None
        if not signs.lines[index].metadata or (within and source_of(text) and not signed):
            kept.append(index)
    return kept
