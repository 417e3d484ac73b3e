"""Enumerations: the sentence that announces one, and its items.

    3. Phân loại vị trí việc làm:
    a) Vị trí việc làm lãnh đạo, quản lý;
    b) Vị trí việc làm chuyên môn, nghiệp vụ;

A question for the parts of something is answered by all of them, in a law nearly always.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from index.hits import Hit
from service.answering.spans import Span
from service.answering.surroundings import split

MOST = 8  # items that are quoted
_LONGEST_ROW = 400  # characters
_ITEM = re.compile(
    r"\W{0,2}(?:(?P<letter>[a-zđ])[.)]|(?P<number>\d{1,2})[.)]|(?P<roman>\(?[ivx]+\))"
    r"|(?P<dash>[-–+•*]))\s+(?=\w)"
)


def announces(text: str) -> bool:
    """Tell whether a sentence ends by announcing what follows."""
    return text.rstrip().endswith(":")


def items(hit: Hit, start: int) -> list[Span]:
    """Return the items that follow the sentence at `start` of a hit's text, [] if none do.

    As many as stand side by side in one style, at most `MOST`.
    """
    sentences = split(hit.text)
    place = next((i for i, span in enumerate(sentences) if span[0] == start), None)
    if place is None or not announces(hit.text[slice(*sentences[place])]):
        return []
    found: list[Span] = []
    style = None
    for span in sentences[place + 1 : place + 1 + MOST]:
        now = style_of(hit.text[slice(*span)])
        if now is None or (style and now != style):
            break
        style = now
        found.append(span)
    return found


def announced_by(hit: Hit, start: int) -> Span | None:
    """Return the sentence that announces the item at `start`, None where it is no item of one."""
    sentences = split(hit.text)
    place = next((i for i, span in enumerate(sentences) if span[0] == start), None)
    if place is None:
        return None
    style = style_of(hit.text[slice(*sentences[place])])
    while style and place > 0:
        place -= 1
        text = hit.text[slice(*sentences[place])]
        if announces(text):
            return sentences[place]
        if style_of(text) != style:
            return None
    return None


def side_by_side(quoted: Sequence[str]) -> list[str]:
    """Return the items of an enumeration that is quoted whole, [] if none is, or a long one."""
    found = [stripped(text) for text in quoted[1:] if style_of(text)]
    whole = len(found) == len(quoted) - 1 > 1 and announces(quoted[0])
    return found if whole and sum(map(len, found)) <= _LONGEST_ROW else []


def stripped(text: str) -> str:
    """Return an item without its number and its end."""
    mark = _ITEM.match(text)
    return text[mark.end() if mark else 0 :].strip(" ;.,")


@lru_cache(maxsize=8192)
def style_of(text: str) -> str | None:
    """Return how an item is marked, None of what is no item."""
    mark = _ITEM.match(text)
    return mark.lastgroup if mark else None
