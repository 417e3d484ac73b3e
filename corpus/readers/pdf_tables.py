"""Tables that ruled lines draw: cells from the lines, text from the words inside."""

from collections.abc import Sequence
from itertools import pairwise

from corpus.readers.pdf_glyphs import Rule, Sheet, Word
from corpus.readers.pdf_layout import lines_of_column
from corpus.readers.pdf_lines import LONG_CELL, Table
from corpus.readers.pdf_paragraphs import paragraphs_of

_SNAP = 3.0
# Drawings have more lines than tables; to try them all would take time and find nothing.
_MOST_RULES = 800
# The bars and axes of a chart make cells too, most of them empty.
_LEAST_FILLED = 0.4


def tables_of(sheet: Sheet) -> list[Table]:
    """Return the tables of a page that have at least two rows and two columns with text."""
    if not 4 <= len(sheet.rules) <= _MOST_RULES:
        return []
    found = [_table(group, sheet.words) for group in _groups(sheet.rules)]
    whole = sorted(filter(None, found), key=lambda table: table.top - table.bottom)
    kept: list[Table] = []
    for table in whole:
        if not any(_overlap(table, other) for other in kept):
            kept.append(table)
    return kept


def _groups(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Return the rules that touch, directly or through others, together."""
    groups: list[list[Rule]] = []
    for rule in rules:
        touching = [group for group in groups if any(_touch(rule, other) for other in group)]
        groups = [group for group in groups if group not in touching]
        groups.append([rule, *(other for group in touching for other in group)])
    return groups


def _touch(first: Rule, second: Rule) -> bool:
    return (
        first.x0 <= second.x1 + _SNAP
        and second.x0 <= first.x1 + _SNAP
        and first.y0 <= second.y1 + _SNAP
        and second.y0 <= first.y1 + _SNAP
    )


def _overlap(first: Table, second: Table) -> bool:
    across = min(first.x1, second.x1) - max(first.x0, second.x0)
    down = min(first.bottom, second.bottom) - max(first.top, second.top)
    return across > 0 and down > 0


def _table(rules: list[Rule], words: Sequence[Word]) -> Table | None:
    level = [rule for rule in rules if rule.level]
    upright = [rule for rule in rules if not rule.level]
    # A row that goes on on the next page has no line below it, but lines down its sides.
    ends = [end for rule in upright for end in (rule.y0, rule.y1)]
    ys = _snapped(
        [(rule.y0 + rule.y1) / 2 for rule in level] + [min(ends, default=0), max(ends, default=0)]
    )
    xs = _snapped([(rule.x0 + rule.x1) / 2 for rule in upright])
    if len(ys) < 2 or len(xs) < 3:
        return None
    table = Table(xs[0], xs[-1], ys[0], ys[-1])
    cells: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        middle, height = (word.x0 + word.x1) / 2, word.y - 0.3 * word.size
        if table.x0 <= middle <= table.x1 and table.top <= height <= table.bottom:
            row = sum(y < height for y in ys[1:-1])
            column = sum(x < middle for x in xs[1:-1])
            cells.setdefault((row, column), []).append(word)
    cells = _merged(cells, xs, ys, level, upright)
    texts = [
        [_cell(cells[key]) for key in sorted(cells) if key[0] == row]
        for row in range(len(ys) - 1)
    ]  # fmt: skip
    filled = [row for row in texts if row]
    several = sum(len(row) > 1 for row in filled)
    widest = max(map(len, filled), default=0)
    # The only row of a page is one that goes on from the page before.
    if (
        several < max(min(2, len(ys) - 1), 0.6 * len(filled))
        or len(cells) < _LEAST_FILLED * len(filled) * widest
    ):
        return None
    lines = tuple(line for row in filled for line in _rows(row))
    return Table(table.x0, table.x1, table.top, table.bottom, lines)


def _snapped(values: list[float]) -> list[float]:
    """Return the values in order, those of one line once."""
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > _SNAP:
            kept.append(value)
    return kept


def _merged(
    cells: dict[tuple[int, int], list[Word]],
    xs: list[float],
    ys: list[float],
    level: list[Rule],
    upright: list[Rule],
) -> dict[tuple[int, int], list[Word]]:
    """Put cells together that no line parts; their text stands where they begin."""
    rows, columns = list(pairwise(ys)), list(pairwise(xs))

    def parted_left(row: int, column: int) -> bool:
        y = sum(rows[row]) / 2
        return any(
            abs((rule.x0 + rule.x1) / 2 - xs[column]) <= _SNAP and rule.y0 <= y <= rule.y1
            for rule in upright
        )

    def parted_above(row: int, column: int) -> bool:
        x = sum(columns[column]) / 2
        return any(
            abs((rule.y0 + rule.y1) / 2 - ys[row]) <= _SNAP and rule.x0 <= x <= rule.x1
            for rule in level
        )

    begins: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(len(rows)):
        for column in range(len(columns)):
            if column and not parted_left(row, column):
                begins[row, column] = begins[row, column - 1]
            elif row and not parted_above(row, column):
                begins[row, column] = begins[row - 1, column]
            else:
                begins[row, column] = row, column
    merged: dict[tuple[int, int], list[Word]] = {}
    for key, words in cells.items():
        merged.setdefault(begins[key], []).extend(words)
    return merged


def _cell(words: list[Word]) -> list[str]:
    """Return the paragraphs of a cell."""
    edges = min(word.x0 for word in words), max(word.x1 for word in words)
    lines = list(lines_of_column(words, edges))
    return [paragraph.text for paragraph in paragraphs_of([lines])]


def _rows(cells: list[list[str]]) -> list[str]:
    """Return a row of cells as a line, or as one line for each text of it where they are long."""
    if any(len(text) > LONG_CELL for cell in cells for text in cell):
        return [text for cell in cells for text in cell]
    return [" | ".join(filter(None, map(" ".join, cells)))]
