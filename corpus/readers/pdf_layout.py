"""The order in which a page is read: columns found by the white between them, lines in each.

Works on words and where they stand, whatever order the file holds them in, so that text that was
recognised in a picture is read by the same rules.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

from corpus.readers.pdf_glyphs import Sheet, Word
from corpus.readers.pdf_lines import Item, Line, Table, base_of, rows_of, size_of, text_of

# White of this share of the type's size, through so many rows on either side, parts columns.
_GUTTER, _LEAST_GUTTER, _ROWS = 0.9, 6.0, 3
# From baseline to baseline, in sizes of the type: more than between lines of a paragraph; and more
# than a blank line makes, so that what is above is read before what is below.
_APART, _STRIP = 1.7, 2.8
# So many lines that end at one place show the edge of justified text.
_OFTEN = 4
# A column is at least as wide as a few words; what is narrower are the numbers of a list.
_COLUMN = 6.0
# Of the lines of running text in columns, so many reach the column's right edge.
_FULL, _REACH = 0.5, 0.85
_LETTERHEAD = re.compile(r"CỘNG H[ÒO]A X[ÃA]|Độc lập|Nơi nhận|ĐẢNG CỘNG SẢN", re.IGNORECASE)


Interval = tuple[float, float]


def lines_of_sheet(sheet: Sheet, tables: Sequence[Table] = (), page: int = 0) -> list[Line]:
    """Return the lines of a page in reading order; words inside `tables` are left to these."""
    words = [word for word in sheet.words if not any(_inside(word, table) for table in tables)]
    items: list[Item] = [*words, *tables]
    edges = (min((i.x0 for i in items), default=0.0), max((i.x1 for i in items), default=0.0))
    return [line for column in _columns(items) for line in lines_of_column(column, edges, page)]


def _inside(word: Word, table: Table) -> bool:
    middle = (word.x0 + word.x1) / 2
    return table.x0 <= middle <= table.x1 and table.top <= word.y - 0.3 * word.size <= table.bottom


def _columns(items: list[Item]) -> Iterator[list[Item]]:
    """Cut into columns, again and again, until none is left; each is a list in no order."""
    rows = rows_of(items)
    if (band := _band(rows)) is None:
        if items:
            yield items
        return
    start, end, gutter = band
    above = [item for row in rows[:start] for item in row]
    if above:
        yield above
    inside = [item for row in rows[start:end] for item in row]
    left = [item for item in inside if item.x1 <= gutter]
    right = [item for item in inside if item.x1 > gutter]
    if _tabular(rows[start:end], gutter):
        yield [_as_table(rows[start:end])]
    else:
        yield from _columns(left)
        yield from _columns(right)
    yield from _columns([item for row in rows[end:] for item in row])


def _band(rows: list[list[Item]]) -> tuple[int, int, float] | None:
    """Return the first run of rows that one gutter parts, with the middle of the gutter."""
    gaps = [_gaps(row) for row in rows]
    for start in range(len(rows) - _ROWS + 1):
        if (found := _reach(rows, gaps, start)) is None:
            continue
        end, gutter = found
        # Below white across the page other columns may begin that this gutter happens to part too.
        headed = _is_letterhead(rows[start:end])
        for cut in range(start + _ROWS, end):
            parted = (_white(rows, cut, _STRIP) and not headed) or (
                _white(rows, cut) and (below := _reach(rows, gaps, cut)) and below[0] > end + 1
            )
            if parted and (above := _reach(rows[:cut], gaps[:cut], start)) is not None:
                return start, *above
        return start, _end(rows, start, end, gutter), gutter
    return None


def _reach(
    rows: list[list[Item]], gaps: list[list[Interval]], start: int
) -> tuple[int, float] | None:
    """Return how far a gutter goes on from row `start`, and its middle; None for no gutter."""
    shared, best = gaps[start], None
    for end in range(start + 1, len(rows) + 1):
        for low, high in sorted(shared, key=lambda gap: gap[0] - gap[1]):
            if high - low < 1e6 and _parts(rows[start:end], (low + high) / 2):
                best = end, (low + high) / 2
                break
        if end == len(rows) or not (shared := _common(shared, gaps[end])):
            break
    return best


def _white(rows: list[list[Item]], index: int, least: float = _APART) -> bool:
    """Whether there is more white above a row than between lines of a paragraph."""
    size = max((item.size for item in rows[index] if isinstance(item, Word)), default=0.0)
    return size > 0 and base_of(rows[index][0]) - base_of(rows[index - 1][0]) > least * size


def _end(rows: list[list[Item]], start: int, end: int, gutter: float) -> int:
    """Return where the columns end: a heading of what spans them below stands on one side too."""
    if end == len(rows):
        return end
    last = end
    while last - start > _ROWS and len({item.x1 <= gutter for item in rows[last - 1]}) == 1:
        last -= 1
        if _white(rows, last):
            return last
    return end


def _gaps(row: list[Item]) -> list[Interval]:
    """Return the white of a row wide enough to be a gutter, with all before it and behind it."""
    size = median([item.size for item in row if isinstance(item, Word)] or [12.0])
    least = max(_LEAST_GUTTER, _GUTTER * size)
    gaps, reached = [(-1e9, row[0].x0)], row[0].x1
    for item in row[1:]:
        if item.x0 - reached >= least:
            gaps.append((reached, item.x0))
        reached = max(reached, item.x1)
    return [*gaps, (reached, 1e9)]


def _common(first: list[Interval], second: list[Interval]) -> list[Interval]:
    met = ((max(a, c), min(b, d)) for a, b in first for c, d in second)
    return [(low, high) for low, high in met if high - low >= _LEAST_GUTTER]


def _parts(rows: list[list[Item]], gutter: float) -> bool:
    """Return whether both sides of a gutter are columns of text."""
    sides = (
        [[item for item in row if item.x1 <= gutter] for row in rows],
        [[item for item in row if item.x1 > gutter] for row in rows],
    )
    least = 1 if len(rows) < 12 and _is_letterhead(rows) else _ROWS
    for side in sides:
        filled = [row for row in side if row]
        if len(filled) < least:
            return False
        size = median(
            [item.size for row in filled for item in row if isinstance(item, Word)] or [9]
        )
        if max(row[-1].x1 - row[0].x0 for row in filled) < _COLUMN * size:
            return False
    return True


def _is_letterhead(rows: list[list[Item]]) -> bool:
    """Whether rows are the head of an official document, or its end with who gets it."""
    texts = (" ".join(item.text for item in row if isinstance(item, Word)) for row in rows)
    return any(map(_LETTERHEAD.search, texts))


def _tabular(rows: list[list[Item]], gutter: float) -> bool:
    """Return whether rows that a gutter parts are those of a table rather than lines of columns."""
    words = [[item for item in row if isinstance(item, Word)] for row in rows]
    if _is_letterhead(rows):
        return False
    sides = [[[word for word in row if (word.x1 <= gutter) == left] for row in words]
             for left in (True, False)]  # fmt: skip
    paired = sum(all(row) for row in zip(*sides, strict=True))
    if paired < max(_ROWS, 0.6 * len(rows)):
        return False
    # Running text fills its column; the cells of a table end where they end.
    return not all(_runs([row for row in side if row]) for side in sides)


def _runs(lines: list[list[Word]]) -> bool:
    left, right = min(line[0].x0 for line in lines), max(line[-1].x1 for line in lines)
    full = sum(line[-1].x1 - left >= _REACH * (right - left) for line in lines)
    return full >= _FULL * len(lines)


def _as_table(rows: list[list[Item]]) -> Table:
    """Return rows as a table, each parted where white goes through all of them."""
    items = [item for row in rows for item in row]
    parted = [gaps for gaps in map(_gaps, rows) if len(gaps) > 2]  # a caption runs across
    shared = parted[0] if parted else []
    for gaps in parted[1:]:
        shared = _common(shared, gaps)
    cuts = [(low + high) / 2 for low, high in shared if high - low < 1e6]
    texts = []
    for row in rows:
        cells: dict[int, list[Word]] = {}
        for item in row:
            if isinstance(item, Word):
                column = sum(cut < item.x0 for cut in cuts) if len(_gaps(row)) > 2 else 0
                cells.setdefault(column, []).append(item)
        if cells:
            texts.append(" | ".join(text_of(cells[column]) for column in sorted(cells)))
        texts += [text for item in row if isinstance(item, Table) for text in item.rows]
    return Table(
        min(item.x0 for item in items),
        max(item.x1 for item in items),
        min(map(base_of, items)),
        max(map(base_of, items)),
        tuple(texts),
    )


def lines_of_column(column: Sequence[Item], edges: Interval, page: int = 0) -> Iterator[Line]:
    """Yield the lines of a column; one of few lines has the `edges` of what it stands in."""
    rows = rows_of(column)
    left, right = min(item.x0 for item in column), _right(rows)
    if len(rows) < _ROWS:
        left, right = edges
    for row in rows:
        words = [item for item in row if isinstance(item, Word)]
        for table in (item for item in row if isinstance(item, Table)):
            for number, text in enumerate(table.rows):
                y = table.top + number
                yield Line(text, table.x0, table.x1, y, 10, False, left, right, page, row=True)
        if words:
            size = size_of(words)
            letters = sum(len(word.text) for word in words)
            bold = sum(len(word.text) for word in words if word.bold) > 0.8 * letters
            base = max(word.y for word in words)
            text = text_of(words, marks=True)
            yield Line(text, words[0].x0, words[-1].x1, base, size, bold, left, right, page)


def _right(rows: list[list[Item]]) -> float:
    """Return where most full lines end; a long address may stand out beyond them."""
    ends = [max(item.x1 for item in row) for row in rows]
    counts = Counter(round(end / 2) for end in ends)
    often, count = max(counts.items(), key=lambda item: (item[1], item[0]))
    return max(end for end in ends if round(end / 2) == often) if count >= _OFTEN else max(ends)
