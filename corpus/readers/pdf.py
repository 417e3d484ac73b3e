"""PDF with a text layer, or scanned where text can be recognised: bytes to a page.

Runs in the child process of `corpus.readers.child`.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import replace

from corpus.errors import Refused
from corpus.readers.heads import Paragraph, page_of
from corpus.readers.ocr import recognise
from corpus.readers.page import Page
from corpus.readers.pdf_glyphs import Sheet, Word, open_pdf, read_sheet
from corpus.readers.pdf_layout import lines_of_sheet
from corpus.readers.pdf_margins import without_margins
from corpus.readers.pdf_paragraphs import paragraphs_of
from corpus.readers.pdf_tables import tables_of
from corpus.vietnamese.legacy import UNKNOWN_LETTERS, Encoding, garbled, guess, meant, repair

# A page with fewer letters holds no text to speak of: a number, a stamp, what a scanner adds.
_LEAST_LETTERS = 40


def read_pdf(content: bytes, progress: Callable[[], None] = lambda: None) -> Page:
    """Read a PDF; `progress` is called after each page. Raises `Refused`."""
    document = open_pdf(content)
    sheets: list[Sheet] = []
    for index in range(len(document)):
        sheets.append(read_sheet(document, index))
        progress()
    scanned = [
        i for i, sheet in enumerate(sheets) if sheet.pictured and _letters(sheet) < _LEAST_LETTERS
    ]
    for index, sheet in recognise(document, scanned, progress):
        sheets[index] = sheet
    document.close()
    if sum(map(_letters, sheets)) < _LEAST_LETTERS:
        raise Refused(
            "a PDF without text, only drawings or pictures; print it to PDF from its source"
        )
    return page_of(_paragraphs(_repaired(sheets)))


def _letters(sheet: Sheet) -> int:
    return sum(len(word.text) for word in sheet.words)


def _paragraphs(sheets: list[Sheet]) -> list[Paragraph]:
    trimmed = without_margins(sheets)
    pages = [
        lines_of_sheet(sheet, tables_of(sheet), number) for number, sheet in enumerate(trimmed)
    ]
    found = paragraphs_of(pages)
    return [
        replace(item, text=unicodedata.normalize("NFC", item.text)) for item in found if item.text
    ]


def _repaired(sheets: list[Sheet]) -> list[Sheet]:
    """Return the pages with the letters that fonts of before Unicode stand for.

    Raises `Refused` where the text is mojibake that no known encoding explains.
    """
    named: dict[Encoding, list[str]] = {}
    for word in (word for sheet in sheets for word in sheet.words):
        if word.legacy is not None:
            named.setdefault(word.legacy, []).append(word.text)
    encodings = {name: meant(words, name) for name, words in named.items()}
    plain = [word.text for sheet in sheets for word in sheet.words if not word.legacy]
    unnamed = guess(" ".join(plain))

    def mended(word: Word) -> Word:
        encoding = encodings[word.legacy] if word.legacy else unnamed
        return replace(word, text=repair(word.text, encoding)) if encoding else word

    mended_sheets = [
        replace(sheet, words=tuple(map(mended, sheet.words))) for sheet in sheets
    ]  # fmt: skip
    if garbled(" ".join(word.text for sheet in mended_sheets for word in sheet.words)):
        raise Refused(UNKNOWN_LETTERS)
    return mended_sheets
