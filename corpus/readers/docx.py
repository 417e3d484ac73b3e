"""DOCX: paragraphs, tables, notes and text boxes of the document as its last reader accepts it.

Insertions are kept and deletions left out; so are headers, footers, comments and hidden text.
Names are compared without their namespace, which transitional and strict files spell differently.
Runs in the child process of `corpus.readers.child`.
"""

import io
import lzma
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from corpus.errors import Refused
from corpus.readers.docx_styles import Look, Styles
from corpus.readers.docx_text import Notes, Piece, Text, letters_of, name_of
from corpus.readers.heads import Paragraph, page_of
from corpus.readers.page import Page
from corpus.readers.pdf_lines import LONG_CELL
from corpus.vietnamese.legacy import UNKNOWN_LETTERS, Encoding, garbled, guess, meant, repair

MAX_PART = 64 * 1024 * 1024
"""Bytes that one part may have when unpacked; a document of 2,000 pages has about 20 million."""
_DAMAGED = "a damaged DOCX; open it in Word or LibreOffice and save it again"
_LETTERHEAD = ("CỘNG HÒA XÃ HỘI", "CỘNG HOÀ XÃ HỘI", "Nơi nhận", "ĐẢNG CỘNG SẢN VIỆT NAM")


def read_docx(content: bytes) -> Page:
    """Read a DOCX; raise `Refused` where it is damaged, or unpacks to more than can be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            body = _part(archive, "word/document.xml")
            if body is None:
                raise Refused("a ZIP file that is no DOCX; unpack it first")
            styles = Styles(_part(archive, "word/styles.xml"), _part(archive, "word/numbering.xml"))
            notes = Notes(_part(archive, "word/footnotes.xml"), _part(archive, "word/endnotes.xml"))
    except (
        zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, OSError,
        ValueError,
    ) as error:  # fmt: skip
        raise Refused(_DAMAGED) from error
    text = Text(styles, notes)
    found = next((child for child in body if name_of(child) == "body"), body)
    pieces = list(_pieces(found, text))
    return page_of(_paragraphs(pieces))


def _part(archive: zipfile.ZipFile, name: str) -> etree._Element | None:
    """Return a part as a tree, None where the archive has none of this name."""
    try:
        info = archive.getinfo(name)
    except KeyError:
        return None
    if info.flag_bits & 1:
        raise Refused("a DOCX locked with a password; save a copy without one")
    with archive.open(info) as file:
        content = file.read(MAX_PART + 1)
    if len(content) > MAX_PART:
        raise Refused(f"unpacks to more than {MAX_PART:,} bytes of text; split it")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise Refused(_DAMAGED) from error


def _pieces(parent: etree._Element, text: Text) -> Iterator[Piece]:
    """Yield the paragraphs and rows of a body in order."""
    joined: Piece | None = None
    for child in parent:
        name = name_of(child)
        if name == "p":
            piece, below, goes_on = text.paragraph(child)
            if joined is not None:
                piece = joined.and_then(piece)
            # Where the mark at a paragraph's end was deleted, the next one goes on with it.
            joined = piece if goes_on else None
            if joined is None:
                yield piece
            yield from below
        elif name == "tbl":
            yield from _table(child, text)
        elif name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"):
            yield from _pieces(child, text)
    if joined is not None:
        yield joined


def _table(table: etree._Element, text: Text) -> Iterator[Piece]:
    """Yield a table row by row; one that lays out a letterhead or a signature, cell by cell."""
    rows = [
        [list(_pieces(cell, text)) for cell in _cells(row)] for row in table if name_of(row) == "tr"
    ]
    texts = [letters_of(piece) for row in rows for cell in row for piece in cell]
    wide = max((len(row) for row in rows), default=0)
    if wide < 2 or any(mark in one for one in texts for mark in _LETTERHEAD):
        columns = range(wide) if len(rows) < 6 else range(0)
        for column in columns:
            for row in rows:
                yield from row[column] if column < len(row) else ()
        if not columns:
            yield from (piece for row in rows for cell in row for piece in cell)
        return
    for row in rows:
        if any(len(letters_of(piece)) > LONG_CELL for cell in row for piece in cell):
            # Texts set side by side, as drafts beside what they amend, are read one by one.
            yield from (piece for cell in row for piece in cell)
            continue
        cells = [" ".join(filter(None, map(letters_of, cell))) for cell in row]
        runs = [run for cell in row for piece in cell for run in piece.runs]
        if any(cells):
            look = row[0][0].look if row and row[0] else Look()
            fonts = {encoding for _, encoding, _ in runs if encoding}
            encoding = next(iter(fonts)) if len(fonts) == 1 else None
            joined = " | ".join(cell for cell in cells if cell)
            yield Piece(((joined, encoding, False),), look, row=True)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        if name_of(child) == "tc":
            yield child
        elif name_of(child) in ("sdt", "sdtContent", "customXml"):
            yield from _cells(child)


def _paragraphs(pieces: list[Piece]) -> list[Paragraph]:
    """Return the paragraphs, with the letters that fonts of before Unicode stand for."""
    named: dict[Encoding, list[str]] = {}
    plain: list[str] = []
    for piece in pieces:
        for run, encoding, _ in piece.runs:
            (named.setdefault(encoding, []) if encoding else plain).append(run)
    encodings = {name: meant(" ".join(runs).split(), name) for name, runs in named.items()}
    unnamed = guess(" ".join(plain))
    done: list[Paragraph] = []
    for piece in pieces:
        parts = []
        for run, encoding, _ in piece.runs:
            known = encodings[encoding] if encoding else unnamed
            parts.append(repair(run, known) if known else run)
        joined = " ".join(unicodedata.normalize("NFC", "".join(parts)).split())
        if joined:
            look = piece.look
            bold = all(heavy for run, _, heavy in piece.runs if run.strip())
            done.append(
                Paragraph(joined, look.size, bold, look.centred, 0, piece.row, look.heading)
            )
    if garbled(" ".join(paragraph.text for paragraph in done)):
        raise Refused(UNKNOWN_LETTERS)
    if not done:
        raise Refused("a DOCX without text; if it holds pictures of pages, save it as PDF")
    return done
