"""Find the article among the lines of a page: where it begins, what interrupts it, where it ends."""

import re
from collections import Counter
from collections.abc import Sequence

from corpus.cleaning.lexicon import opens_list
from corpus.cleaning.lines import Line
from corpus.cleaning.metadata import is_metadata

_SYLLABLE = re.compile(r"[^\W_]+")


def is_furniture(line: Line) -> bool:
    """Return whether a line by itself speaks of the page and not of the article's matter."""
    if line.furniture >= 0.5 or opens_list(line.text):
        return True
    return line.words <= 14 and line.furniture >= 0.34 or line.words <= 60 and line.furniture > 0.25


def without_copies(lines: Sequence[Line]) -> list[Line]:
    """Leave out the second copy of an article in one page, and lines repeated at once.

    Of two copies of a line of prose the first stays, unless it stands alone (a description
    above the page); what stands
    between two dropped lines, and repeated or metadata lines round them, go with them.
    """
    first: dict[str, int] = {}
    dropped: set[int] = set()
    for index, line in enumerate(lines):
        here = first.setdefault(line.text, index)
        if here == index:
            continue
        if here == index - 1 and line.words >= 4:
            dropped.add(index)
        elif line.prose and line.words >= 12:
            alone = _company(lines, here) <= 1 and _company(lines, index) >= 3
            dropped.add(here if alone else index)
    texts = Counter(line.text for line in lines)
    copied = {index for index in dropped if lines[index].prose}
    for step in (1, -1):
        for index in range(len(lines))[::step]:
            if index - step in copied and _goes_along(lines[index], texts):
                copied.add(index)
    dropped |= copied
    return [line for index, line in enumerate(lines) if index not in dropped]


def _company(lines: Sequence[Line], index: int) -> int:
    """Count the lines of prose among the four before and after."""
    return sum(line.prose for line in lines[max(0, index - 4) : index + 5])


def _goes_along(line: Line, texts: Counter[str]) -> bool:
    return not line.prose and (texts[line.text] > 1 or is_metadata(line.text))


def trim(lines: Sequence[Line], declared: str | None = None) -> tuple[int | None, list[int]]:
    """Return the index of the title (None where no line is one) and of the lines of the body.

    `declared` is the title that the page's markup names.
    """
    furniture = [is_furniture(line) or line.counter for line in lines]
    start = _start(lines, furniture)
    title = _title(lines, furniture, start, declared)
    first = title + 1 if title is not None else start
    body = _body(lines, furniture, first, start)
    return title, body


def _start(lines: Sequence[Line], furniture: Sequence[bool]) -> int:
    """Return the first line of prose of the densest run of lines (the largest sum of scores)."""
    best, best_start, total, begin = 0.0, 0, 0.0, 0
    for index, line in enumerate(lines):
        if total <= 0:
            total, begin = 0.0, index
        total += _score(line, furniture[index])
        if total > best:
            best, best_start = total, begin
    return best_start


def _score(line: Line, furniture: bool) -> float:
    if furniture:
        return -3.0
    if line.prose:
        return 1.0 + min(len(line.text), 400) / 100
    if line.structured or line.terminal:
        return 0.2
    return -0.8


def _title(
    lines: Sequence[Line], furniture: Sequence[bool], start: int, declared: str | None
) -> int | None:
    """Choose the title among the lines before the first prose."""
    before = [i for i in range(max(0, start - 20), start + 1) if not furniture[i]]
    candidates = [i for i in before if _could_be_title(lines[i])]
    if not candidates:
        return None
    if not any(furniture[:start]):
        return candidates[0] if candidates[0] <= 2 else None
    words = Counter(
        word for line in lines[start : start + 40] for word in _SYLLABLE.findall(line.text.lower())
    )
    texts = Counter(line.text for line in lines)

    def score(index: int) -> float:
        line = lines[index]
        syllables = _SYLLABLE.findall(line.text.lower())
        overlap = sum(word in words for word in syllables) / max(1, len(syllables))
        distance = sum(not furniture[i] for i in range(index + 1, start))
        value = 2 * overlap + min(line.words, 12) / 12 - 0.15 * distance
        value += 0.4 * (texts[line.text] > 1)
        value += 0.5 * (index + 1 < len(lines) and is_metadata(lines[index + 1].text))
        if declared and (line.text in declared or declared in line.text):
            value += 2
        return value

    return max(candidates, key=score)


def _could_be_title(line: Line) -> bool:
    if is_metadata(line.text) or line.words > 45:
        return False
    return (line.headline or (1 <= line.words < 45 and not line.terminal)) and not line.continues


def _body(lines: Sequence[Line], furniture: Sequence[bool], first: int, start: int) -> list[int]:
    kept: list[int] = []
    index = first
    while index < len(lines):
        line = lines[index]
        if opens_list(line.text) or (furniture[index] and _list_follows(lines, furniture, index)):
            index = _resume(lines, furniture, index + 1, kept)
            continue
        if not furniture[index]:
            kept.append(index)
        index += 1
    return kept


def _list_follows(lines: Sequence[Line], furniture: Sequence[bool], index: int) -> bool:
    following = lines[index + 1 : index + 4]
    return bool(following) and not any(line.prose for line in following[:2])


def _resume(
    lines: Sequence[Line], furniture: Sequence[bool], index: int, kept: Sequence[int]
) -> int:
    """Return where the article goes on after a list of other things, or the end of the page.

    Two lines of prose in a row go on with the article; lists of teasers alternate.
    """
    for here in range(index, len(lines)):
        if furniture[here] or not lines[here].prose:
            continue
        after = next((i for i in range(here + 1, len(lines)) if not lines[i].pictured), None)
        if after is not None and lines[after].prose and not furniture[after]:
            return here
    return len(lines)
