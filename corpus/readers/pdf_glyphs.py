"""What stands where on the pages of a PDF: words with their place and look, and ruled lines.

The one file that imports pypdfium2. It runs in the child process of `corpus.readers.child`.
"""

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

import pypdfium2 as pdfium
from pypdfium2 import raw

from corpus.errors import Refused
from corpus.vietnamese.legacy import Encoding, encoding_of_font

MAX_PAGES = 2_000
# From so many points on, a rule is drawn for what it separates rather than for itself.
_THIN, _LEAST_RULE = 3.0, 6.0
_TINY = 2.0
# White that is lower than this lies behind a line of text rather than a row of a table.
_LINE = 26.0
POINTS = 72
"""Points of an inch."""
_BOLD = re.compile(r"bold|black|heavy|demi|semibold", re.IGNORECASE)
# Baselines that differ by this share of the type's size are those of different words.
_GAP = 0.2
# From letter to letter, in sizes of the type; what is farther is another column.
_WIDEST = 2.0
_PASSWORD = 4


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters without a space; points from the left and the top edge of the upright page.

    `y` is the baseline, `size` the height of the type, `spaced` says that a space was typed before
    it. `legacy` names the encoding of its font.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False
    spaced: bool = True
    legacy: Encoding | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line drawn on the page, level or upright: its box in the same points."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def level(self) -> bool:
        """Whether it runs across the page."""
        return self.x1 - self.x0 > self.y1 - self.y0


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page as it is printed; `pictured` where a picture covers most of it."""

    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...] = ()
    pictured: bool = False


@dataclass(frozen=True, slots=True)
class _Style:
    size: float
    angle: int
    bold: bool
    legacy: Encoding | None


Document: TypeAlias = pdfium.PdfDocument


def open_pdf(content: bytes) -> Document:
    """Open a PDF; raise `Refused` where it is encrypted, damaged or too long."""
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        if raw.FPDF_GetLastError() == _PASSWORD:
            raise Refused("a PDF locked with a password; save a copy without one") from error
        raise Refused("a damaged PDF; open it and save it again, or print it to PDF") from error
    if (pages := len(document)) > MAX_PAGES:
        raise Refused(f"a PDF of {pages:,} pages, more than {MAX_PAGES:,}; split it")
    if pages == 0:
        raise Refused("a PDF without pages")
    return document


def read_sheet(document: pdfium.PdfDocument, index: int) -> Sheet:
    """Return what stands on page `index`; raise `Refused` where the page cannot be loaded."""
    try:
        page = document[index]
        text = page.get_textpage()
    except pdfium.PdfiumError as error:
        raise Refused(f"page {index + 1} of the PDF is damaged; print it to PDF again") from error
    turn = _Turn(page)
    words = tuple(_turned(list(_words(text, turn)), turn))
    rules, pictured = _drawn(page, turn)
    sheet = Sheet(turn.width, turn.height, words, tuple(rules), pictured)
    text.close()
    page.close()
    return sheet


def picture_of(document: pdfium.PdfDocument, index: int, dots: int) -> tuple[Sheet, bytes]:
    """Return page `index` without its text and its picture in grey, `dots` to the inch, as PGM."""
    page = document[index]
    bitmap = page.render(scale=dots / POINTS, grayscale=True)
    rows = memoryview(bitmap.buffer).cast("B")
    lines = (
        bytes(rows[start : start + bitmap.width])
        for start in range(0, bitmap.stride * bitmap.height, bitmap.stride)
    )
    head = f"P5 {bitmap.width} {bitmap.height} 255\n".encode()
    width, height = page.get_size()
    return Sheet(width, height, ()), head + b"".join(lines)


class _Turn:
    """From points of a page to points of the page as it is shown, which may be turned."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        left, bottom, right, top = page.get_cropbox()
        self.angle = page.get_rotation() % 360
        self._left, self._bottom, self._right, self._top = left, bottom, right, top
        self.width, self.height = right - left, top - bottom
        if self.angle in (90, 270):
            self.width, self.height = self.height, self.width

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        if self.angle == 90:
            return y - self._bottom, x - self._left
        if self.angle == 180:
            return self._right - x, y - self._bottom
        if self.angle == 270:
            return self._top - y, self._right - x
        return x - self._left, self._top - y


def _words(text: pdfium.PdfTextPage, turn: _Turn) -> Iterator[tuple[Word, int]]:
    """Yield each word in the order of the file, with the angle it is written at.

    PDFium tells of a space where one is typed and where letters stand apart. Every call into it
    costs more than all else here, so each letter has no more than three.
    """
    handle = text.raw
    styles: dict[int | None, _Style] = {}
    x, y = ctypes.c_double(), ctypes.c_double()
    letters: list[str] = []
    style = _Style(0, 0, False, None)
    start = at = base = 0.0
    spaced = after_space = True

    def ended(last: int) -> tuple[Word, int]:
        box = raw.FS_RECTF()
        raw.FPDFText_GetLooseCharBox(handle, last, box)
        right = max(turn(box.left, box.bottom)[0], turn(box.right, box.top)[0], at)
        text = "".join(letters)
        word = Word(text, start, right, base, style.size, style.bold, spaced, style.legacy)
        return word, style.angle

    last = 0
    for index in range(raw.FPDFText_CountChars(handle)):
        letter = _letter(raw.FPDFText_GetUnicode(handle, index))
        if not letter or letter.isspace():
            after_space = after_space or bool(letter)
            continue
        shape = raw.FPDFText_GetTextObject(handle, index)
        address = ctypes.c_void_p.from_buffer(shape).value
        if address is None:
            after_space = True
            continue
        if address not in styles:
            styles[address] = _style(handle, index, shape, turn)
        now = styles[address]
        if now.size < _TINY:
            continue
        raw.FPDFText_GetCharOrigin(handle, index, x, y)
        left, baseline = turn(x.value, y.value)
        apart = (
            after_space
            or now.angle != style.angle
            or now.legacy != style.legacy
            or abs(baseline - base) > _GAP * now.size
            or not -now.size < left - at < _WIDEST * now.size
        )
        if apart and letters:
            yield ended(last)
            letters = []
        if not letters:
            start, base, style, spaced, after_space = left, baseline, now, after_space, False
        letters.append(letter)
        at, last = left, index
    if letters:
        yield ended(last)


def _letter(point: int) -> str:
    """Return the character of a code point; hyphens that are drawn are hyphens."""
    if point in (0x02, 0xAD, 0x2010, 0x2011):
        return "-"
    if 0xE000 <= point < 0xF900:
        return "•"  # symbol fonts have their bullets there
    if point < 0x20 or 0xD800 <= point < 0xE000 or point in (0xFFFD, 0xFFFE, 0xFFFF):
        return ""
    return chr(point)


def _style(handle: raw.FPDF_TEXTPAGE, index: int, shape: object, turn: _Turn) -> _Style:
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(handle, index, matrix)
    size = raw.FPDFText_GetFontSize(handle, index) * math.hypot(matrix.c, matrix.d)
    angle = round(math.degrees(math.atan2(matrix.b, matrix.a))) + turn.angle
    flags = ctypes.c_int()
    buffer = ctypes.create_string_buffer(256)
    length = raw.FPDFText_GetFontInfo(handle, index, buffer, 256, flags)
    name = buffer.raw[: max(0, min(length, 256) - 1)].decode("utf-8", "replace")
    name = name.partition("+")[2] or name
    # The weight that PDFium reports is a guess from the stems; programs fake bold by an outline.
    outlined = raw.FPDFTextObj_GetTextRenderMode(shape) == raw.FPDF_TEXTRENDERMODE_FILL_STROKE
    bold = outlined or _BOLD.search(name) is not None
    return _Style(size, angle % 360, bold, encoding_of_font(name))


def _turned(words: list[tuple[Word, int]], turn: _Turn) -> Iterator[Word]:
    """Yield the words of the page's own direction; a stamp across the page is not part of it.

    A page whose text runs up or down its side is turned, so that it reads as it is meant.
    """
    letters: Counter[int] = Counter()
    for word, angle in words:
        letters[angle] += len(word.text)
    upright = max((0, 90, 180, 270), key=lambda angle: (letters[angle], angle == 0))
    for word, angle in words:
        if min((angle - upright) % 360, (upright - angle) % 360) > 2:
            continue
        if upright == 90:
            place = (turn.height - word.y, word.x0)
        elif upright == 270:
            place = (word.y, turn.width - word.x0)
        elif upright == 180:
            place = (turn.width - word.x0, turn.height - word.y)
        else:
            yield word
            continue
        length = max(word.x1 - word.x0, 0.5 * word.size * len(word.text))
        yield replace(word, x0=place[0], x1=place[0] + length, y=place[1])


def _drawn(page: pdfium.PdfPage, turn: _Turn) -> tuple[list[Rule], bool]:
    """Return the straight lines of a page, and whether a picture covers most of it."""
    rules: list[Rule] = []
    pictured = False
    kinds = [raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE]
    for shape in page.get_objects(filter=kinds, max_depth=4):
        left, bottom, right, top = shape.get_bounds()
        (x0, y0), (x1, y1) = turn(left, bottom), turn(right, top)
        box = Rule(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        wide, high = box.x1 - box.x0, box.y1 - box.y0
        if shape.type == raw.FPDF_PAGEOBJ_IMAGE:
            pictured = pictured or wide * high > 0.5 * turn.width * turn.height
        elif min(wide, high) <= _THIN:
            rules += [box] if max(wide, high) >= _LEAST_RULE else []
        elif wide < 0.98 * turn.width and high > (_LINE if _is_paper(shape) else 8):
            # The edges of a box that is drawn or filled part what is in it from what is not.
            rules += [
                replace(box, y1=box.y0),
                replace(box, y0=box.y1),
                replace(box, x1=box.x0),
                replace(box, x0=box.x1),
            ]
    return rules, pictured


def _is_paper(shape: pdfium.PdfObject) -> bool:
    """Return whether a path is filled with white and has no outline."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(shape.raw, fill, stroke)
    colour = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFPageObj_GetFillColor(shape.raw, *colour)
    return not stroke.value and all(part.value > 250 for part in colour[:3])
