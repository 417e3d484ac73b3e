"""Text recognised in pictures of pages by Tesseract, where it is installed with Vietnamese."""

import csv
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from corpus.errors import Refused
from corpus.readers.pdf_glyphs import POINTS, Document, Sheet, Word, picture_of

_DPI = 300
# A page takes seconds; what takes longer is no page of text.
_SECONDS = 120
MAX_PAGES = 200
# A document may have a picture for a cover; with more pages than this share of it unread, too much
# of it would be missing.
_SPARED = 0.2
# Tesseract's own confidence, 0 to 100, below which a word is a smudge more often than a word.
_LEAST_SURE = 20.0
_REMEDY = "install Tesseract with Vietnamese (apt install tesseract-ocr tesseract-ocr-vie)"


def available() -> bool:
    """Return whether Tesseract is installed with Vietnamese."""
    if (program := shutil.which("tesseract")) is None:
        return False
    listed = subprocess.run(  # noqa: S603 - a program of the machine, no argument from outside
        [program, "--list-langs"], capture_output=True, text=True, check=False, timeout=_SECONDS
    )
    return "vie" in listed.stdout.split()


def recognise(
    document: Document, pages: Sequence[int], progress: Callable[[], None]
) -> Iterator[tuple[int, Sheet]]:
    """Yield each of the scanned `pages` with the words that were recognised on it.

    Raises `Refused` where there are too many, or where they are much of the document and
    Tesseract is not there.
    """
    if not pages:
        return
    if not available():
        if len(pages) > _SPARED * len(document):
            raise Refused(f"scanned: {len(pages)} of {len(document)} pages are pictures; {_REMEDY}")
        return
    if len(pages) > MAX_PAGES:
        raise Refused(f"scanned: {len(pages)} pages, more than {MAX_PAGES}; split it")
    for index in pages:
        yield index, _read(document, index)
        progress()


def _read(document: Document, index: int) -> Sheet:
    sheet, picture = picture_of(document, index, _DPI)
    command = ["tesseract", "stdin", "stdout", "-l", "vie", "--dpi", str(_DPI), "tsv"]
    try:
        done = subprocess.run(  # noqa: S603 - a program of the machine, no argument from outside
            command,
            input=picture,
            capture_output=True,
            check=True,
            timeout=_SECONDS,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise Refused(
            "scanned, and Tesseract failed on a page; recognise it with another program"
        ) from error
    return replace(sheet, words=tuple(_words(done.stdout.decode("utf-8", "replace"))))


def _words(table: str) -> Iterator[Word]:
    """Yield the words of Tesseract's table, lines of one size and one baseline each."""
    scale = POINTS / _DPI
    lines: dict[tuple[str, ...], list[dict[str, str]]] = {}
    for row in csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["level"] == "5" and row["text"].strip() and float(row["conf"]) >= _LEAST_SURE:
            key = row["block_num"], row["par_num"], row["line_num"]
            lines.setdefault(key, []).append(row)
    for words in lines.values():
        # Boxes are as high as their letters; the line's usual height stands for the type's size.
        heights = sorted(float(row["height"]) for row in words)
        size = round(1.1 * heights[len(heights) // 2] * scale)
        bottoms = sorted(float(row["top"]) + float(row["height"]) for row in words)
        base = bottoms[len(bottoms) // 4] * scale
        for row in words:
            x0, wide = float(row["left"]) * scale, float(row["width"]) * scale
            yield Word(row["text"], x0, x0 + wide, base, float(size))
