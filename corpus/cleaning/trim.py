"""Find the article among the lines of a page: where it begins, what interrupts it, where it ends."""

from collections import Counter
from collections.abc import Sequence

from corpus.cleaning.lexicon import opens_list, points_elsewhere
from corpus.cleaning.lines import Line
from corpus.cleaning.metadata import is_metadata
from corpus.cleaning.topic import kinship

# From this kinship on, a line speaks of the article's matter whatever words it uses.
_OWN = 0.6


def is_furniture(line: Line) -> bool:
    """Return whether a line by itself speaks of the page and not of the article's matter."""
    if opens_list(line.text) or points_elsewhere(line.text):
        return True
    if line.structured or line.prose:
        return line.furniture >= 0.4
    return line.furniture >= (0.5 if line.words > 6 else 0.34)


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
    copied = {index for index in dropped if lines[index].prose}
    for step in (1, -1):
        for index in range(len(lines))[::step]:
            later = first[lines[index].text] < index
            if index - step in copied and _goes_along(lines[index], later=later):
                copied.add(index)
    dropped |= copied
    return [line for index, line in enumerate(lines) if index not in dropped]


def _company(lines: Sequence[Line], index: int) -> int:
    """Count the lines of prose among the four before and after."""
    return sum(line.prose for line in lines[max(0, index - 4) : index + 5])


def _goes_along(line: Line, *, later: bool) -> bool:
    return not line.prose and (later or is_metadata(line.text))


def trim(lines: Sequence[Line], declared: str | None = None) -> tuple[int | None, list[int]]:
    """Return the index of the title (None where no line is one) and of the lines of the body.

    `declared` is the title that the page's markup names.
    """
    furniture = [is_furniture(line) or line.counter or is_metadata(line.text) for line in lines]
    start, end = _densest(lines, furniture)
    prose = [i for i in range(start, end) if lines[i].prose and not furniture[i]]
    firm = [i for i in prose if not _teaser(lines, i)]
    context = set(firm if len(firm) >= 3 else prose)
    kin = kinship([line.text for line in lines], context)
    # Few lines to compare with say little.
    sure = min(1.0, len(context) / 6)
    # An article on advertising may say "advertising": its own words are no furniture.
    furniture = [
        flag and (kin[i] < _OWN * sure + 1 - sure or opens_list(lines[i].text))
        for i, flag in enumerate(furniture)
    ]
    title = _title(lines, furniture, start, kin, declared)
    first = title + 1 if title is not None else start
    return title, _body(lines, furniture, [sure * (k - 0.35) for k in kin], first)


def _densest(lines: Sequence[Line], furniture: Sequence[bool]) -> tuple[int, int]:
    """Return the densest run of prose (the largest sum of scores) as a range of lines."""
    best, best_range, total, begin = 0.0, (0, len(lines)), 0.0, 0
    for index, line in enumerate(lines):
        if total <= 0:
            total, begin = 0.0, index
        teaser = _teaser(lines, index)
        total += _density(line, furniture=furniture[index], teaser=teaser)
        if total > best:
            best, best_range = total, (begin, index + 1)
    return best_range


def _density(line: Line, *, furniture: bool, teaser: bool) -> float:
    if furniture:
        return -3.0
    if teaser:
        return 0.5
    if line.prose:
        return 1.0 + min(len(line.text), 400) / 100
    if line.structured or line.terminal:
        return 0.2
    return -0.8


def _title(
    lines: Sequence[Line],
    furniture: Sequence[bool],
    start: int,
    kin: Sequence[float],
    declared: str | None,
) -> int | None:
    """Choose the title among the lines before the first prose."""
    while start < len(lines) - 1 and (furniture[start] or not lines[start].prose):
        start += 1
    before = [i for i in range(max(0, start - 25), start + 1) if not furniture[i]]
    candidates = [i for i in before if _could_be_title(lines[i])]
    if not candidates:
        return None
    if not any(furniture[:start]) and candidates[0] <= 2:
        return candidates[0]
    texts = Counter(line.text for line in lines)

    def score(index: int) -> float:
        line = lines[index]
        distance = sum(not furniture[i] for i in range(index + 1, start))
        value = 3 * kin[index] + min(line.words, 10) / 10 - 0.15 * distance
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


def _body(
    lines: Sequence[Line], furniture: Sequence[bool], kin: Sequence[float], first: int
) -> list[int]:
    """Follow the page from its title: each line is the article's or something else's.

    The likeliest course of a two-state chain (Viterbi): what a line looks like speaks for one or
    the other, and changing over costs, less where a line announces a list.
    """
    article, other = 0.0, -6.0
    back: list[tuple[bool, bool]] = []
    for index in range(first, len(lines)):
        line = lines[index]
        leaving = 0.3 if opens_list(line.text) else 1.5 if furniture[index] else 4.0
        stay, enter = article, other - 3.5
        leave, remain = article - leaving, other
        back.append((enter > stay, leave > remain))
        value = _favours(lines, furniture, kin, index)
        article, other = max(stay, enter) + value, max(leave, remain)
    kept: list[int] = []
    inside = article >= other
    for index in range(len(lines) - 1, first - 1, -1):
        if inside and not furniture[index]:
            kept.append(index)
        came_from_other, came_from_article = back[index - first]
        inside = not came_from_other if inside else came_from_article
    return kept[::-1]


def _favours(
    lines: Sequence[Line], furniture: Sequence[bool], kin: Sequence[float], index: int
) -> float:
    """Return how much a line speaks for the article (positive) or for something else."""
    line = lines[index]
    if furniture[index]:
        return -2.0 if is_furniture(line) else -1.0
    topic = max(-2.0, min(1.5, 6 * kin[index]))
    if line.kind == "table" or line.pictured:
        return 0.3 + topic
    if line.prose:
        teaser = _teaser(lines, index)
        return topic + (0.2 if teaser else 1.0 + min(len(line.text), 300) / 300)
    if line.structured or line.text[:1].islower() or line.text.isupper():
        return 0.3 + topic
    if line.terminal and not (line.headline and line.words >= 5):
        return 0.3 + topic
    if line.headline:
        before, after = _beside(lines, index, -1), _beside(lines, index, 1)
        run = any(near is not None and near.headline and not near.prose for near in (before, after))
        return topic - (1.2 if run else 0.6)
    return 0.5 * topic - 0.2


def _teaser(lines: Sequence[Line], index: int) -> bool:
    """Whether a line could be the lead under another article's headline: prose that stands alone.

    Sections of one paragraph look the same.
    """
    before, after = _beside(lines, index, -1), _beside(lines, index, 1)
    if not lines[index].prose or before is None or before.structured or before.prose:
        return False
    return before.headline and (after is None or not after.prose)


def _beside(lines: Sequence[Line], index: int, step: int) -> Line | None:
    return lines[index + step] if 0 <= index + step < len(lines) else None
