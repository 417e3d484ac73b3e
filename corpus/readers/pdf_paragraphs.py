"""Paragraphs from the lines of all pages: broken lines joined, notes after what they note."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.readers.heads import Paragraph
from corpus.readers.joining import join, join_lines
from corpus.readers.pdf_lines import LONG_CELL, MARK_CLOSES, MARK_OPENS, Line

_MARKED = re.compile(f" ?{MARK_OPENS}([^{MARK_CLOSES}]*){MARK_CLOSES}")
_NOTE = re.compile(
    rf"(?:{MARK_OPENS}([^{MARK_CLOSES}]+){MARK_CLOSES}|([*∗†‡]{{1,3}}|\d{{1,2}}(?=\s*[^\W\d_a-zà-ỹ“])))"
    r"\s*\S"
)
_RULE = re.compile(r"[_\-–—=.\s*]{3,}")
# Of the size of the type above it, a note is at most so large.
_SMALL, _TINY = 0.93, 0.8
_ITEM = re.compile(
    r"[-–—+•▪●○◦*]\s|\[\d{1,3}\]\s|\(\d{1,2}\)\s|\(?[a-zđ]{1,2}\)|\(?[ivx]{1,4}\)|\d{1,2}(\.\d{1,2}){0,3}[.)]\s"
    r"|[IVXLC]{1,5}[.)]\s|(Điều|Chương|Mục|Phần|Phụ lục)\s+[\dIVXLC]"
)
_ENDS = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
# What cannot be the end of a paragraph.
_OPEN = re.compile(r"([-–,]|\([^()]*)$")
_SINGLE = 1.3


def paragraphs_of(pages: Sequence[Sequence[Line]]) -> list[Paragraph]:
    """Return the paragraphs of all pages in reading order."""
    usual = _usual([line for lines in pages for line in lines])
    body: list[Line] = []
    notes: list[list[Line]] = []
    for lines in pages:
        shown = [line for line in lines if not _RULE.fullmatch(line.text)]
        kept, below = _without_notes(shown, usual)
        body += kept
        notes.append(below)
    marks = [{_mark(line.text) for line in below} for below in notes]
    body = _edged(body)
    indented, pitch = _indents(body), _pitch(body)
    done: list[Paragraph] = []
    parts: list[Line] = []
    held: list[Line] = []

    def close() -> None:
        if parts:
            done.append(_paragraph(parts, marks[parts[0].page]))
            done.extend(_paragraph([line], set()) for line in held)
            parts.clear()
            held.clear()

    page = 0
    for line in body:
        if line.row and parts and not _ENDS.search(parts[-1].text) and _full(parts, line):
            # A table that stands where the page had room for it, in the midst of a sentence.
            held.append(line)
            continue
        if parts and not _goes_on(parts, line, indented=indented, pitch=pitch):
            close()
            for number in range(page, line.page):
                done += _notes(notes[number])
            page = max(page, line.page)
        parts.append(line)
    close()
    for number in range(page, len(notes)):
        done += _notes(notes[number])
    return done


def _without_notes(lines: list[Line], usual: float) -> tuple[list[Line], list[Line]]:
    """Part the notes at the foot of each column from the text above them."""
    kept: list[Line] = []
    notes: list[Line] = []
    column: list[Line] = []
    for line in [*lines, None]:
        if column and (
            line is None or (line.left, line.right) != (column[-1].left, column[-1].right)
        ):
            first = _first_note(column, usual, last=line is None and bool(kept))
            kept += column[:first]
            notes += column[first:]
            column = []
        if line is not None:
            column.append(line)
    return kept, notes


def _first_note(column: list[Line], usual: float, *, last: bool) -> int:
    """Return the index of the first line of the notes of a column, its length for none.

    What stands in much smaller type below all columns is a note without a mark.
    """
    start = len(column)
    while start and not column[start - 1].row and column[start - 1].size <= _SMALL * usual:
        start -= 1
    noted = (i for i in range(start, len(column)) if _NOTE.match(column[i].text))
    below = not start and last and column[0].size <= _TINY * usual
    return next(noted, 0 if below else len(column))


def _usual(lines: Sequence[Line]) -> float:
    letters: dict[float, int] = {}
    for line in lines:
        letters[line.size] = letters.get(line.size, 0) + len(line.text)
    return max(letters, key=lambda size: (letters[size], size), default=0.0)


def _mark(text: str) -> str:
    found = _NOTE.match(text)
    return (found[1] or found[2]) if found else ""


def _notes(lines: list[Line]) -> list[Paragraph]:
    """Return notes as paragraphs, each with its mark before it."""
    texts: list[list[Line]] = []
    last = 0
    for line in lines:
        mark = _mark(line.text)
        # A number that is not raised begins a note only where it is the next one.
        raised = line.text.startswith(MARK_OPENS) or not mark.isdigit()
        begins = mark and (raised or not last or int(mark) == last + 1)
        if begins or not texts:
            texts.append([])
            last = int(mark) if mark.isdigit() else last
        texts[-1].append(line)
    done = []
    for note in texts:
        mark = _mark(note[0].text)
        text = _plain(join_lines(line.text for line in note), set())
        if mark.isdigit():
            text = f"({mark}) {text.removeprefix(mark).strip()}"
        first = note[0]
        done.append(Paragraph(text, first.size, False, False, first.page))
    return done


def _plain(text: str, noted: set[str]) -> str:
    """Drop the marks of notes that the page bears, keep what else is raised (km2)."""
    return _MARKED.sub(lambda found: "" if found[1] in noted else found[1], text)


def _paragraph(lines: list[Line], noted: set[str]) -> Paragraph:
    first = lines[0]
    text = ""
    for line in lines:
        text = join(text, _plain(line.text, noted))
    letters = sum(len(line.text) for line in lines)
    bold = sum(len(line.text) for line in lines if line.bold) > 0.8 * letters
    centred = all(line.centred for line in lines)
    return Paragraph(text.strip(), _usual(lines), bold, centred, first.page, _is_row(first))


def _is_row(line: Line) -> bool:
    """Whether a line is a row; a text in a cell of its own is a paragraph."""
    return line.row and (" | " in line.text or len(line.text) <= LONG_CELL)


def _edged(lines: list[Line]) -> list[Line]:
    """Return the lines with the edge that each shares with the line above it or below it.

    Text beside a picture is narrower than its column.
    """
    edged = []
    for index, line in enumerate(lines):
        beside = [*lines[max(0, index - 1) : index], *lines[index + 1 : index + 2]]
        wide = line.x1 - line.x0 > 0.4 * (line.right - line.left)
        shared = wide and any(
            other.page == line.page and (other.left, other.right) == (line.left, line.right)
            and abs(other.x1 - line.x1) < 1.5 and other.x0 < line.x1
            for other in beside
        )  # fmt: skip
        edged.append(replace(line, edge=line.x1) if shared else line)
    return edged


def _indents(lines: Sequence[Line]) -> bool:
    """Whether the first lines of paragraphs are indented, as those of most documents are."""
    starts = [line for line in lines if not line.text[:1].islower() and _full([line], line)]
    return sum(_indent(line) for line in starts) > 0.1 * len(lines)


def _indent(line: Line) -> bool:
    return line.x0 - line.left > 0.8 * line.size and not line.centred


def _full(parts: Sequence[Line], following: Line) -> bool:
    """Whether the first word of the following line would not have fitted on the last one."""
    last = parts[-1]
    # Text set in from both sides ends where its own lines end.
    right = min(last.right, max(line.x1 for line in parts)) if len(parts) > 1 else last.right
    right = last.edge or right
    width = (following.x1 - following.x0) / max(1, len(following.text))
    return right - last.x1 < width * (len(following.text.split()[0]) + 1) + 0.5 * last.size


def _goes_on(parts: list[Line], line: Line, *, indented: bool, pitch: float) -> bool:
    """Whether a line is the rest of the paragraph that `parts` begin."""
    last = parts[-1]
    if last.row or line.row:
        return False
    item = _ITEM.match(line.text) is not None
    open_ = _OPEN.search(last.text) is not None and not item
    rest = open_ or (line.text[:1].islower() and not item)
    if abs(last.size - line.size) > 0.12 * last.size:
        return rest and not open_ and _full(parts, line) and not _ENDS.search(last.text)
    if (last.left, last.right, last.page) != (line.left, line.right, line.page):
        return _goes_on_elsewhere(parts, line, rest=rest, indented=indented)
    below = line.y - last.y
    near = not item and below < max(1.6, 1.1 * pitch) * last.size
    if near and (_one_heading(last, line) or (last.centred and line.centred and rest)):
        return True
    if rest:
        return open_ or _full(parts, line)
    return (
        _full(parts, line)
        and below <= 1.25 * pitch * last.size
        and _runs_on(parts, line, item=item, indented=indented)
    )


def _one_heading(last: Line, line: Line) -> bool:
    """Whether two lines look like those of one heading, which need not be full."""
    if last.bold != line.bold or _in_capitals(last.text) != _in_capitals(line.text):
        return False
    if last.centred and line.centred:
        return last.bold or _in_capitals(last.text)
    level = abs(line.x0 - last.x0) <= 0.8 * line.size
    return level and last.bold and not _ENDS.search(last.text)


def _in_capitals(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return sum(map(str.isupper, letters)) > 0.6 * len(letters)


def _runs_on(parts: list[Line], line: Line, *, item: bool, indented: bool) -> bool:
    """Whether a line that could begin a sentence goes on where a full one ended."""
    last = parts[-1]
    step = line.x0 - last.x0
    if last.bold != line.bold:
        return False
    if step > 0.8 * line.size:
        # A hanging indent, or the first line of the next paragraph.
        return len(parts) == 1 and _ITEM.match(last.text) is not None and not item
    if step < -0.5 * line.size and len(parts) > 1:
        return False  # out of a hanging indent
    if step >= -0.8 * line.size and _indent(line) and indented:
        return len(parts) > 1
    listed = _ITEM.match(parts[0].text) is not None and abs(line.x0 - parts[0].x0) < 0.5 * line.size
    return not (item and _ENDS.search(last.text) and (listed or not indented))


def _goes_on_elsewhere(parts: Sequence[Line], line: Line, *, rest: bool, indented: bool) -> bool:
    """Whether the first line of a column or a page is the rest of what the last one ended with."""
    last = parts[-1]
    caption = last.centred and len(parts) == 1
    if last.bold != line.bold or caption or ((line.centred or last.centred) and not rest):
        return False
    if rest:
        return not _ENDS.search(last.text) or _full(parts, line)
    if _ITEM.match(line.text) or _indent(line) or not _full(parts, line):
        return False
    return indented or not _ENDS.search(last.text)


def _pitch(lines: Sequence[Line]) -> float:
    """Return the usual distance of lines, in sizes of their type, at least that of single lines."""
    gaps = Counter(
        round((b.y - a.y) / b.size, 1)
        for a, b in pairwise(lines)
        if b.text[:1].islower() and (a.left, a.right, a.page) == (b.left, b.right, b.page)
    )
    usual = max(gaps, key=lambda gap: (gaps[gap], -gap), default=_SINGLE)
    return max(_SINGLE, usual)
