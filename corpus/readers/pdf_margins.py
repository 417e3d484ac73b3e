"""What pages repeat above and below their text: running heads, page numbers, stamps."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from corpus.readers.pdf_glyphs import Sheet, Word
from corpus.readers.pdf_lines import rows_of, text_of

# Running heads stand among so many rows from the edge, within this share of the page's height.
_DEEP, _ZONE = 3, 0.16
_SAME_PLACE = 6.0
_LEAST_WORDS = 4
_NUMBER = re.compile(
    r"\W*(?:trang|page|tr\.)?\W*(?P<page>\d{1,4})\W*(?:(?:/|of|trên)\W*\d{1,4}\W*)?", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")

Row = tuple[float, str, tuple[Word, ...]]
"""A row's baseline, its text and its words."""


def without_margins(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Return the pages without the rows that they repeat at the top and at the bottom.

    A row goes where another page has the same, digits aside, at the same height; where it is the
    page's number, counted on from page to page; and where it stands, short and apart, at a height
    that is a running head's on other pages.
    """
    edges = [_edges(sheet) for sheet in sheets]
    said: dict[str, list[tuple[int, float]]] = {}
    numbers: Counter[int] = Counter()
    for page, rows in enumerate(edges):
        for y, text, _ in rows:
            said.setdefault(_key(text), []).append((page, y))
        numbers.update({number - page for _, text, _ in rows for number in _counted(text)})
    heads = {key: places for key, places in said.items() if _repeated(places)}
    slots = {_slot(y) for places in heads.values() for _, y in places}
    kept = []
    for page, (sheet, rows) in enumerate(zip(sheets, edges, strict=True)):
        gone: set[int] = set()
        for y, text, words in rows:
            key = _key(text)
            number = _NUMBER.fullmatch(text)
            counted = number is not None and numbers[int(number["page"]) - page] > 1
            again = any(abs(y - other) < _SAME_PLACE for _, other in heads.get(key, ()))
            placed = any(_slot(y) + near in slots for near in (-1, 0, 1)) and (
                _apart(sheet, y, words, first=not page)
            )
            alike = any(_alike(key, head) for head in heads)
            if counted or again or placed or alike:
                gone.update(map(id, words))
        words_left = tuple(word for word in sheet.words if id(word) not in gone)
        kept.append(replace(sheet, words=words_left))
    return kept


def _counted(text: str) -> set[int]:
    """Return the numbers that a row of an edge begins or ends with: one may be the page's."""
    if found := _NUMBER.fullmatch(text):
        return {int(found["page"])}
    words = text.split()
    return {int(word) for word in (words[0], words[-1]) if word.isdecimal() and len(word) < 5}


def _alike(key: str, head: str) -> bool:
    """Whether a row says most of what a running head says, as first pages do in other words."""
    mine, other = set(re.findall(r"\w{2,}", key)), set(re.findall(r"\w{2,}", head))
    fewer, more = sorted((len(mine), len(other)))
    return fewer >= max(_LEAST_WORDS, 0.6 * more) and len(mine & other) >= 0.75 * fewer


def _edges(sheet: Sheet) -> list[Row]:
    rows = [[word for word in row if isinstance(word, Word)] for row in rows_of(list(sheet.words))]
    found = []
    for index, row in enumerate(rows):
        y = max(word.y for word in row)
        above = index < _DEEP and y < _ZONE * sheet.height
        below = index >= len(rows) - _DEEP and y > (1 - _ZONE) * sheet.height
        if above or below:
            found.append((y, text_of(row), tuple(row)))
    return found


def _key(text: str) -> str:
    return _DIGITS.sub("#", text).strip().lower()


def _slot(y: float) -> int:
    return round(y / _SAME_PLACE)


def _repeated(places: list[tuple[int, float]]) -> bool:
    """Whether at least two pages say it at the same height."""
    return any(
        page != other and abs(y - height) < _SAME_PLACE
        for index, (page, y) in enumerate(places)
        for other, height in places[index + 1 :]
    )


def _apart(sheet: Sheet, y: float, words: tuple[Word, ...], *, first: bool) -> bool:
    """Whether a row is short and parted from the text by more than a line.

    On the first page it may be the title, so there it must be no larger than the rest.
    """
    own = {id(word) for word in words}
    others = [word for word in sheet.words if id(word) not in own]
    if not others or sum(len(word.text) for word in words) > 60:
        return False
    size = max(word.size for word in words)
    usual = Counter(round(word.size) for word in others).most_common(1)[0][0]
    if first or size > 1.3 * usual:
        return False
    inward = min(abs(word.y - y) for word in others)
    outermost = all(word.y > y for word in others) or all(word.y < y for word in others)
    return outermost and inward > 1.6 * usual
