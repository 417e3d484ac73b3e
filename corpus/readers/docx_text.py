"""The text of a paragraph of a DOCX: its runs, its number, its notes and its text boxes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from corpus.readers.docx_styles import Look, Styles, child_of, name_of, value_of
from corpus.vietnamese.legacy import Encoding

__all__ = ["Notes", "Piece", "Run", "Text", "letters_of", "name_of"]

Run = tuple[str, Encoding | None, bool]
"""A stretch of text, the encoding that its font is drawn for, and whether it is bold."""

# What is deleted, moved away, or no text of the document.
_LEFT_OUT = frozenset(("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "annotationRef"))
_BOXES = frozenset(("drawing", "pict", "object"))
_BREAKS = frozenset(("tab", "br", "cr", "ptab"))
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph or a row of a table before its letters are known for certain."""

    runs: tuple[Run, ...]
    look: Look = field(default_factory=Look)
    row: bool = False

    def and_then(self, other: "Piece") -> "Piece":
        """Return this paragraph with another going on in it."""
        return replace(self, runs=(*self.runs, *other.runs))


def letters_of(piece: Piece) -> str:
    """Return a piece's text with single spaces."""
    return _SPACES.sub(" ", "".join(run for run, _, _ in piece.runs)).strip()


class Notes:
    """Footnotes and endnotes by their ids."""

    def __init__(self, *parts: etree._Element | None) -> None:
        self._notes = [
            {value_of(note, "id"): note for note in part} if part is not None else {}
            for part in parts
        ]

    def find(self, kind: str, number: str | None) -> etree._Element | None:
        """Return the note that a reference of this kind names, None where there is none."""
        return self._notes[0 if kind == "footnoteReference" else 1].get(number)


class Text:
    """Turns paragraphs into pieces, in order: lists are numbered and notes counted on the way."""

    def __init__(self, styles: Styles, notes: Notes) -> None:
        self._styles = styles
        self._notes = notes
        self._noted = 0
        self._in_note = False

    def paragraph(self, element: etree._Element) -> tuple[Piece, list[Piece], bool]:
        """Return a paragraph, what stands below it (notes, text boxes), and whether it goes on.

        It goes on in the next where the mark at its end was deleted.
        """
        properties = child_of(element, "pPr")
        look = self._styles.look(properties)
        below: list[Piece] = []
        runs = list(self._runs(element, look, below))
        label = self._styles.label(properties)
        if label and any(run.strip() for run, _, _ in runs):
            runs.insert(0, (f"{label} ", None, look.bold))
        mark = child_of(properties, "rPr") if properties is not None else None
        goes_on = mark is not None and child_of(mark, "del") is not None
        return Piece(tuple(runs), replace(look, size=self._size(element, look))), below, goes_on

    def _size(self, element: etree._Element, look: Look) -> float:
        """Return the size that most letters of a paragraph have."""
        letters: dict[float, int] = {}
        for run in element.iter():
            if name_of(run) == "r":
                size = self._styles.run(child_of(run, "rPr"), look).size
                length = sum(len(child.text or "") for child in run if name_of(child) == "t")
                letters[size] = letters.get(size, 0) + length
        return max(letters, key=lambda size: letters[size], default=look.size)

    def _runs(self, element: etree._Element, look: Look, below: list[Piece]) -> Iterator[Run]:
        for child in element:
            name = name_of(child)
            if name in _LEFT_OUT or not name:
                continue
            if name == "r":
                own = self._styles.run(child_of(child, "rPr"), look)
                if not own.hidden:
                    yield from self._run(child, own, below)
            elif name == "AlternateContent":
                # The same content twice, for newer programs and for older ones.
                choice = next(iter(child), None)
                if choice is not None:
                    self._boxes(choice, below)
            elif name in _BOXES:
                self._boxes(child, below)
            else:
                yield from self._runs(child, look, below)

    def _run(self, run: etree._Element, look: Look, below: list[Piece]) -> Iterator[Run]:
        for child in run:
            name = name_of(child)
            if name == "t":
                text = child.text or ""
                yield text.upper() if look.capitals else text, look.encoding, look.bold
            elif name in _BREAKS:
                yield " ", None, look.bold
            elif name == "noBreakHyphen":
                yield "-", None, look.bold
            elif name == "sym":
                yield "•", None, look.bold
            elif name in ("footnoteReference", "endnoteReference"):
                self._note(name, value_of(child, "id"), below)
            elif name == "AlternateContent":
                choice = next(iter(child), None)
                if choice is not None:
                    self._boxes(choice, below)
            elif name in _BOXES:
                self._boxes(child, below)

    def _note(self, kind: str, number: str | None, below: list[Piece]) -> None:
        note = None if self._in_note else self._notes.find(kind, number)
        if note is None:
            return
        self._in_note = True  # a note has none of its own
        self._noted += 1
        first = True
        for paragraph in note.iter():
            if name_of(paragraph) != "p":
                continue
            piece, _, _ = self.paragraph(paragraph)
            if letters_of(piece):
                mark: tuple[Run, ...] = ((f"({self._noted}) ", None, False),) if first else ()
                below.append(replace(piece, runs=(*mark, *piece.runs)))
                first = False
        self._in_note = False

    def _boxes(self, element: etree._Element, below: list[Piece]) -> None:
        """Add the paragraphs of the text boxes in a drawing."""
        for box in element.iter():
            # One in another comes with the paragraph of that one in which it stands.
            if name_of(box) != "txbxContent" or _box_of(box) is not _box_of(element):
                continue
            for paragraph in box.iter():
                if name_of(paragraph) == "p" and _box_of(paragraph) is box:
                    piece, deeper, _ = self.paragraph(paragraph)
                    below += [piece, *deeper]


def _box_of(element: etree._Element) -> etree._Element | None:
    return next(
        (above for above in element.iterancestors() if name_of(above) == "txbxContent"), None
    )
