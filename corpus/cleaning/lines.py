"""Lines of a page with the features that tell an article's lines from the page's."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from corpus.articles import BlockKind
from corpus.cleaning.lexicon import coverage
from corpus.cleaning.metadata import is_metadata
from corpus.readers.page import SourceLine

_IMAGE_MARK = re.compile(r"!\[[^\]\n]*\](\([^)\n]*\))?")
_IMAGE_FILE = re.compile(
    r"\S.{0,150}\.(jpe?g|png|gif|webp|bmp|svg|avif|heic|tiff?)(\?\S*)?"
    r"|(image|images|img|anh|ảnh|photo|picture|dsc|screenshot|hinh|hình)[\s_-]*\d[\d_()\s-]{2,}"
    r"|(?=\S*\d\S*\d\S*\d)(?!https?:)[0-9a-z]+([_-][0-9a-z]+)+_?[0-9a-f]{12,}",
    re.IGNORECASE,
)
_TABLE_RULE = re.compile(r"[\s|:+-]*-[\s|:+-]*")
_STRUCTURE = re.compile(
    r"(\d{1,2}(\.\d{1,2}){0,3}[.)]|\d{1,2}(\.\d{1,2}){1,3}|[IVXLC]{1,5}[.)]|[A-ZĐa-zđ][.)]"
    r"|\(?[a-zđ0-9]{1,2}\)|\[\d{1,3}\]\.?)\s+\S"
    r"|(Điều|Chương|Mục|Phần|Khoản|Phụ lục|Bảng|Hình|Bước|Câu)\s+([\dIVXLC]+|thứ)\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"[\divxlc]", re.IGNORECASE)
_DASH = re.compile(r"[-–—+*]\s*\S")
_TERMINAL = re.compile(r"[.!?…]+[\"'”’»)\]]*\d{0,2}(\[\d+\])?$")
_CONTINUES = re.compile(r"[:;,][\"'”’»)\]]*$")
_SENTENCE_END = re.compile(r"[^\W\d_]{2,}[\"”’»)]?[.!?…]+[\"”’»)]?\s+[\"“‘«(]?[^\W\d_a-zà-ỹ]")
_WORD = re.compile(r"[^\W_]+")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_COUNTER = re.compile(r"\W*[^\W\d][^\d.!?;]{1,38}?[\s:.(]*\d[\d.,\s]*\)?")


@dataclass(frozen=True, slots=True)
class Line:
    """One line with single spaces, and what it looks like.

    `furniture` is the share of its characters that are words of page furniture, `digits` the
    share of its visible characters that are digits, `capitals` the share of its words that begin
    with a capital. `gap` says that a blank line stood before it, `pictured` that a picture did;
    `echoed` that the page repeats it at once.
    """

    text: str
    kind: BlockKind | None
    gap: bool
    pictured: bool
    words: int
    digits: float
    capitals: float
    furniture: float
    terminal: bool
    continues: bool
    structured: bool
    sentence: bool
    echoed: bool = False

    @property
    def prose(self) -> bool:
        """Whether it reads as running text: sentences, or a clause of a list."""
        if self.words >= 45 or (self.sentence and self.words >= 12):
            return True
        # A question or an exclamation of this length is as often a headline.
        asks = self.text.rstrip("\"'”’») ").endswith(("?", "!"))
        return (self.terminal or self.continues) and self.words >= (25 if asks else 8)

    @property
    def headline(self) -> bool:
        """Whether it could be a headline: some words, a capital first, no full stop."""
        if not 4 <= self.words <= 40 or self.text.endswith((".", ";", ":", ",")):
            return False
        return self.text.lstrip("\"'“‘«([-–•*> ")[:1].isupper() or self.text[:1].isdigit()

    @property
    def counter(self) -> bool:
        """Whether it is a number with its label, or mostly numbers: statistics of visits."""
        if self.structured or (self.terminal and self.words > 6):
            return False
        if self.kind != "table" and _LETTERS.search(self.text) is None:
            return True
        if self.words <= 8 and self.digits > 0.5:
            return True
        return self.words <= 7 and _COUNTER.fullmatch(self.text) is not None


def line_of(
    text: str, kind: BlockKind | None = None, *, gap: bool = False, pictured: bool = False
) -> Line:
    """Return `text` with its features; white space is made single."""
    return replace(_features(" ".join(text.split())), kind=kind, gap=gap, pictured=pictured)


@lru_cache(maxsize=4096)  # an article is looked at twice, to see that nothing is left to cut
def _features(text: str) -> Line:
    words = _WORD.findall(text)
    visible = len(text) - text.count(" ")
    return Line(
        text=text,
        kind=None,
        gap=False,
        pictured=False,
        words=len(words),
        digits=sum(map(str.isdigit, text)) / visible if visible else 0.0,
        capitals=sum(word[0].isupper() for word in words) / len(words) if words else 0.0,
        furniture=coverage(text),
        terminal=_TERMINAL.search(text) is not None,
        continues=_CONTINUES.search(text) is not None,
        structured=_STRUCTURE.match(text) is not None or _DASH.match(text) is not None,
        sentence=_SENTENCE_END.search(text) is not None,
    )


def lines_of(source: tuple[SourceLine, ...]) -> list[Line]:
    """Split off pictures and blank lines, unwrap table rows, join lines broken in mid-sentence."""
    joined: list[Line] = []
    for line in _visible(source):
        last = joined[-1] if joined else None
        if last is not None and _goes_on(last, line):
            joined[-1] = line_of(
                f"{last.text} {line.text}", last.kind, gap=last.gap, pictured=last.pictured
            )
        else:
            joined.append(line)
    return joined


def _visible(source: tuple[SourceLine, ...]) -> Iterator[Line]:
    gap = pictured = False
    for entry in source:
        text, images = _IMAGE_MARK.subn(" ", entry.text)
        row = text.strip().startswith("|") or (images and "|" in text)
        kind = entry.kind
        if row and _TABLE_RULE.fullmatch(text.strip()):
            continue
        if row:
            cells = [" ".join(cell.split()) for cell in text.strip().strip("|").split("|")]
            cells = [cell for cell in cells if cell]
            text, kind = " | ".join(cells), "table" if len(cells) > 1 else kind
        text = text.strip()
        if images or (text and is_picture(text)):
            pictured = True
        if not text or is_picture(text):
            gap = gap or (not images and not text)
            continue
        yield replace(line_of(text, kind), gap=gap, pictured=pictured)
        gap = pictured = False


def is_picture(text: str) -> bool:
    """Return whether a line is the name of a picture's file."""
    return len(text) < 200 and _IMAGE_FILE.fullmatch(text.strip("[]() ")) is not None


def _goes_on(last: Line, line: Line) -> bool:
    """Whether `line` is the rest of a sentence that a line break cut in two."""
    if last.terminal or last.kind or line.kind or line.pictured or line.structured:
        return False
    if is_metadata(last.text) or max(last.furniture, line.furniture) >= 0.3:
        return False
    if last.counter or line.counter:
        return False
    if not line.text[0].islower() or last.text[-1] in ";:" or last.words < 3:
        return False
    # A web address or a lone short word that begins small is no rest of a sentence.
    return "://" not in line.text and (line.words > 1 or last.text[-1] == ",")
