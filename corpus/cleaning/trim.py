"""Find the article among the lines of a page: its title, what interrupts it, where it ends."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from statistics import median

from corpus.cleaning.chain import decode, fitted
from corpus.cleaning.features import features
from corpus.cleaning.lines import Line
from corpus.cleaning.metadata import author_of, source_of
from corpus.cleaning.signs import Signs

_WINDOW, _TOP = 25, 12
# What it takes to cut anything, in log odds; the articles of real papers reach 7 without furniture.
_CROWDED, _QUIET = 4.0, 10.0
# A line with this share of the article's usual kinship is the article's wherever it stands.
_SURE = 0.8
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
    title = title_of(signs, declared)
    first = title + 1 if title is not None else signs.start
    if signs.wrapped or signs.untouched:
        # Nothing is the page's; what stands above the title is the head of a document.
        body = [i for i in range(len(signs.lines)) if i != title]
    else:
        body = _follow(signs, first)
        if not signs.crowded:
            body = [i for i in range(first) if i != title and signs.plain(i)] + body
    return title, _without_metadata(signs, body)


def title_of(signs: Signs, declared: str | None) -> int | None:
    """Choose the title among the lines before the first prose."""
    lines, start = signs.lines, signs.start
    if not signs.crowded:
        top = range(min(_TOP, len(lines)))
        return next((i for i in top if signs.plain(i) and _heads_document(lines[i])), None)
    while start < len(lines) - 1 and not (signs.plain(start) and lines[start].prose):
        start += 1
    before = range(max(0, start - _WINDOW), start + 1)
    candidates = [
        i
        for i in before
        if signs.plain(i) and _could_be_title(lines[i], dated=lines[i + 1 : i + 2])
    ]
    texts = Counter(line.text for line in lines)
    bare = all(map(signs.plain, range(start)))

    def score(index: int) -> float:
        line = lines[index]
        distance = sum(map(signs.plain, range(index + 1, start)))
        value = 3 * signs.kin[index] + min(line.words, 10) / 10 - 0.15 * distance
        value += 0.4 * (texts[line.text] > 1 or line.echoed)
        value += 0.5 * (index + 1 < len(lines) and lines[index + 1].metadata)
        value += 1.5 * (bare and index == candidates[0])
        if declared and (line.text in declared or declared in line.text):
            value += 2
        return value

    return max(candidates, key=score, default=None)


def _heads_document(line: Line) -> bool:
    """Whether a line of a page without furniture is its title and not an official letterhead."""
    return _could_be_title(line) and _LETTERHEAD.match(line.text) is None


def _could_be_title(line: Line, dated: Sequence[Line] = ()) -> bool:
    if not 1 <= line.words <= 45 or line.continues:
        return False
    return line.headline or not line.terminal or any(below.metadata for below in dated)


def _follow(signs: Signs, first: int) -> list[int]:
    """Return the lines from `first` on that the fitted chain takes for the article's."""
    if first >= len(signs.lines):
        return []
    node, edge = features(signs)
    margin = _CROWDED if signs.crowded else _QUIET
    kept = decode(node[first:], edge[first:], fitted(), margin)
    prose = [i for i in range(first, len(signs.lines)) if signs.lines[i].prose and signs.plain(i)]
    own = [signs.kin[i] for i in prose if kept[i - first]]
    rest = next(
        (i for i, line in enumerate(signs.lines) if line.opens == "rest" and i > first), None
    )
    for index in prose[: bisect_left(prose, rest) if rest else None] if own else ():
        # To lose a paragraph of the article is worse than to keep a line that speaks of its matter.
        if signs.kin[index] >= max(_SURE * median(own), 0.0):
            kept[index - first] = True
    return [first + int(index) for index in kept.nonzero()[0]]


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
