"""What speaks for and against each line of a page, by itself and beside its neighbours."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np

from corpus.cleaning.lines import Line
from corpus.cleaning.metadata import stamp
from corpus.cleaning.topic import NEUTRAL, Matter
from corpus.effort import step

# From this kinship on, a line speaks of the article's matter whatever words it uses.
_OWN = 0.25
# Where a page stands in its site: "Trang chủ > Thời sự > Chính trị".
_TRAIL = re.compile(r"[^>›»|.:;]{2,30}(?:\s*[>›»]\s*[^>›»|.:;]{2,40})+")
# Addresses and nothing else, as dumps of a page list its links; a reference says what it is to.
_ADDRESS = r"(?:https?://|www\.)\S+"
_ADDRESSES = re.compile(rf"\W*(?:\d{{1,3}}\W*)?{_ADDRESS}(?:\s+{_ADDRESS})*\s*")
# So many lines of prose make a vocabulary that other lines can be compared with in earnest.
_ENOUGH = 6
# A page without its list of other articles, its menu or its date is hardly as long in lines.
_DOCUMENT = 100
_NOTHING = Matter(())


@dataclass(frozen=True, slots=True)
class Signs:
    """The lines of a page with their signs; all sequences have one entry per line.

    `furniture` are lines that speak of the page. `kin` says how much more than a stranger's line
    a line shares with the article, about -.35 to .65. The densest run of prose is [`start`, `end`).
    `matter` holds the terms of the lines, none where the page is `untouched`.
    """

    lines: Sequence[Line]
    furniture: Sequence[bool]
    kin: Sequence[float]
    start: int
    end: int
    matter: Matter = _NOTHING

    @property
    def wrapped(self) -> bool:
        """Whether lines were broken by a page's width, as in text taken from a PDF.

        A page of the web, which announces its lists, is not meant.
        """
        if any(line.opens for line in self.lines):
            return False
        own = [line.text for i, line in enumerate(self.lines) if self.plain(i)]
        return len(own) > 30 and sum(text[0].islower() for text in own) > len(own) // 4

    @property
    def crowded(self) -> bool:
        """Whether the page certainly holds more than its article; one odd word does not tell."""
        if any(line.opens or line.echoed for line in self.lines):
            return True
        if any(stamp(line.text) for line in self.lines[: self.start] if line.metadata):
            return True
        return sum(self.furniture) > max(1, len(self.lines) // 50)

    @property
    def untouched(self) -> bool:
        """Whether this is a document of some length without a sign of a page."""
        return len(self.lines) > _DOCUMENT and not self.crowded

    def plain(self, index: int) -> bool:
        """Whether no sign speaks against a line by itself."""
        line = self.lines[index]
        return not (line.counter or line.metadata or self.furniture[index])

    def near(self, index: int, step: int) -> Line | None:
        """Return the neighbouring line, None beyond the ends."""
        return self.lines[index + step] if 0 <= index + step < len(self.lines) else None

    def teaser(self, index: int) -> bool:
        """Whether a line could be the lead below another article's headline.

        That is prose which stands alone; sections of one paragraph look the same.
        """
        if not self.lines[index].prose:
            return False
        before, after = self.near(index, -1), self.near(index, 1)
        if before is None or before.structured or before.prose:
            return False
        return before.headline and (after is None or not after.prose)


def signs_of(lines: Sequence[Line]) -> Signs:
    """Look at every line of a page."""
    furniture = [_is_furniture(line) for line in lines]
    first = Signs(lines, furniture, [0.0] * len(lines), 0, len(lines))
    start, end = _densest(first)
    seen = Signs(lines, furniture, [0.0] * len(lines), start, end)
    if seen.untouched:
        return seen
    prose = [i for i in range(start, end) if lines[i].prose and first.plain(i)]
    firm = [i for i in prose if not first.teaser(i)]
    matter = Matter([line.text for line in lines])
    kin = _kin(matter, firm if len(firm) >= 3 else prose)
    for index, line in enumerate(lines):
        after = first.near(index, 1)
        own = line.prose or line.structured or (after is not None and after.prose)
        # An article on advertising may say "advertising": its own words are no furniture.
        if own and not line.opens and kin[index] >= _OWN:
            furniture[index] = False
    return Signs(lines, furniture, kin, start, end, matter)


def _kin(matter: Matter, context: Sequence[int]) -> list[float]:
    inside = np.zeros(matter.size, dtype=np.bool_)
    inside[context] = True
    shares = matter.share(inside).tolist()
    # An article that hardly repeats itself cannot be told from others by its words.
    own = median(shares[index] for index in context) if context else 0.0
    centre = min(NEUTRAL, 0.6 * own)
    sure = min(1.0, len(context) / _ENOUGH)
    return [sure * (share - centre) for share in shares]


def _is_furniture(line: Line) -> bool:
    step()
    if line.opens or line.points or _ADDRESSES.fullmatch(line.text):
        return True
    if line.structured or line.continues or (line.terminal and line.text[0].islower()):
        return False
    if line.prose:
        return line.furniture >= 0.35
    if _TRAIL.fullmatch(line.text) or ("|" in line.text and line.furniture > 0.2):
        return True
    return line.furniture >= (0.5 if line.words > 6 else 0.34)


def _densest(signs: Signs) -> tuple[int, int]:
    """Return the densest run of prose (the largest sum of scores) as a range of lines."""
    best, best_range, total, begin = 0.0, (0, len(signs.lines)), 0.0, 0
    for index in range(len(signs.lines)):
        if total <= 0:
            total, begin = 0.0, index
        total += _density(signs, index)
        if total > best:
            best, best_range = total, (begin, index + 1)
    return best_range


def _density(signs: Signs, index: int) -> float:
    line = signs.lines[index]
    if not signs.plain(index):
        return -3.0
    if signs.teaser(index):
        return 1.5
    if line.prose:
        return 1.0 + min(len(line.text), 400) / 100
    return 0.2 if line.structured or line.terminal else -0.8
