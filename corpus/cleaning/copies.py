"""Lines that a page says twice."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.cleaning.lines import Line


def without_copies(lines: Sequence[Line]) -> list[Line]:
    """Leave out the second copy of an article in one page, and lines repeated at once.

    Of two copies of a line of prose the first stays, unless it stands alone (a description above
    the page); lines that repeat, and metadata, go with the copy they stand beside. A line that
    was repeated at once is marked as `echoed`: lists of teasers often have each headline twice.
    """
    first: dict[str, int] = {}
    dropped: set[int] = set()
    echoed: set[int] = set()
    for index, line in enumerate(lines):
        here = first.setdefault(line.text, index)
        if here == index:
            continue
        if lines[index - 1].text == line.text and line.words >= 4:
            dropped.add(index)
            if line.headline and not (line.structured or line.metadata or "://" in line.text):
                echoed.add(here)
        elif line.prose and line.words >= 12 and not line.structured:
            alone = _company(lines, here) <= 1 and _company(lines, index) >= 3
            dropped.add(here if alone else index)
    copied = {index for index in dropped if lines[index].prose}
    for step in (1, -1):
        for index in range(len(lines))[::step]:
            line = lines[index]
            again = first[line.text] < index or (not line.prose and line.metadata)
            if index - step in copied and again:
                copied.add(index)
    dropped |= copied
    return [
        replace(line, echoed=True) if index in echoed else line
        for index, line in enumerate(lines)
        if index not in dropped
    ]


def _company(lines: Sequence[Line], index: int) -> int:
    """Count the lines of prose among the four before and after."""
    return sum(line.prose for line in lines[max(0, index - 4) : index + 5])
