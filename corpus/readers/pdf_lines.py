"""Lines and rows: words that stand side by side, and their text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.readers.pdf_glyphs import Word

# Marks of notes stand between these private characters until it is known whether a note bears them.
LONG_CELL = 300
"""Characters from which on the cells of a row are read one by one, as texts set side by side."""
MARK_OPENS, MARK_CLOSES = "\ue001", "\ue002"
_MARK = re.compile(r"\(?\d{1,3}\)?|[*∗†‡]{1,3}|\[\d{1,3}\]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a column with its look; `left` and `right` are the edges of the column.

    `row` marks a row of a table, its cells parted by " | ". `edge` is where the line beside it ends
    too, 0 where that ends elsewhere.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    left: float
    right: float
    page: int = 0
    row: bool = False
    edge: float = 0.0

    @property
    def centred(self) -> bool:
        """Whether the white on both sides is the same, and not none."""
        before, behind = self.x0 - self.left, self.right - self.x1
        least = min(before, behind)
        return least > 2 * self.size and abs(before - behind) < max(self.size, 0.2 * least)


@dataclass(frozen=True, slots=True)
class Table:
    """A table that ruled lines draw: its box and its rows, cells parted by " | "."""

    x0: float
    x1: float
    top: float
    bottom: float
    rows: tuple[str, ...] = field(default=())


Item = Word | Table


def rows_of(items: Sequence[Item]) -> list[list[Item]]:
    """Return what stands side by side, rows from the top, each from the left."""
    rows: list[list[Item]] = []
    base = 0.0
    for item in sorted(items, key=base_of):
        last = rows[-1][-1] if rows else None
        if (
            isinstance(item, Word)
            and isinstance(last, Word)
            and base_of(item) - base <= _near(last, item)
        ):
            rows[-1].append(item)
        else:
            rows.append([item])
        # A raised mark comes first; the baseline is that of the letters it is raised from.
        base = base_of(item)
    return [sorted(row, key=lambda item: item.x0) for row in rows]


def _near(last: Word, word: Word) -> float:
    """Return how far two words of one row may differ in their baselines."""
    raised = last.size < 0.85 * word.size and _MARK.fullmatch(last.text)
    return (0.6 if raised else 0.35) * max(last.size, word.size)


def base_of(item: Item) -> float:
    """Return where an item stands on the page: a word's baseline, a table's top."""
    return item.y if isinstance(item, Word) else item.top


def text_of(words: Sequence[Word], *, marks: bool = False) -> str:
    """Return the words of a line with single spaces, raised marks of notes enclosed if asked."""
    size, base = size_of(words), max(word.y for word in words)
    parts: list[str] = []
    last: Word | None = None
    for word in words:
        text = word.text
        raised = word.size < 0.85 * size and base - word.y > 0.15 * size
        if marks and raised and _MARK.fullmatch(text):
            text = f"{MARK_OPENS}{text}{MARK_CLOSES}"
        if last is not None and (word.spaced or word.x0 - last.x1 >= 0.2 * size):
            parts.append(" ")
        parts.append(text)
        last = word
    return "".join(parts)


def size_of(words: Sequence[Word]) -> float:
    """Return the size that most letters of a line have."""
    letters: dict[float, int] = {}
    for word in words:
        letters[round(word.size, 1)] = letters.get(round(word.size, 1), 0) + len(word.text)
    return max(letters, key=lambda size: (letters[size], size))
