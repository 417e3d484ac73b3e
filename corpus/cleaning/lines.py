"""Lines of a page with the features that tell an article's lines from the page's."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from corpus.articles import BlockKind
from corpus.cleaning.lexicon import coverage, opens, points_elsewhere
from corpus.cleaning.metadata import is_metadata
from corpus.effort import step
from corpus.readers.page import SourceLine

_IMAGE_MARK = re.compile(r"!\[[^\]\n]{0,500}\](\([^)\n]{0,2000}\))?")
# No word is as long, nor any rule of dots or dashes: what such runs hold is not for readers, and
# patterns that look back over them would take for ever.
_RUN = re.compile(r"\S{1000,}|(?:^|(?<=[\W_]))[\W_]{200,}")
_LONGEST_LINE = 20_000
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
_DASH = re.compile(r"[-–—+*]\s*\S")
_TERMINAL = re.compile(r"[.!?…]+[\"'”’»)\]]*\d{0,2}(\[\d+\])?$")
_CONTINUES = re.compile(r"[:;,][\"'”’»)\]]*$")
_SENTENCE_END = re.compile(r"[^\W\d_]{2,}[\"”’»)]?[.!?…]+[\"”’»)]?\s+[\"“‘«(]?[^\W\d_a-zà-ỹ]")
_WORD = re.compile(r"[^\W_]+")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
# Words are counted to this length; longer lines are running text whatever they hold.
_LONG = 1_000
_ENDING = 24
# A line with this share of words of page furniture is no part of a sentence.
_PAGE = 0.3
# With so many spaces a piece that begins small is running text.
_MANY = 8
_PAGE_NUMBER = re.compile(r"[-–—]?\s*\d{1,3}\s*[-–—]?")
# A page is broken at a width when so many lines at least, and this share of all, end in
# mid-sentence, and this share of those are as long, within as much of their length.
_FEWEST, _OF_LINES, _MOST, _NEAR = 12, 0.2, 0.7, 0.2
_WIDEST = 160  # characters
_CLOCK = re.compile(r"\d{1,2}[:h]\d{2}\b")
_COUNTER = re.compile(r"\W*[^\W\d][^\d.!?;]{1,38}?[\s:.(]*\d[\d.,\s]*\)?")


@dataclass(frozen=True, slots=True)
class Line:
    """One line with single spaces, and what it looks like by itself.

    `prose` reads as running text, `headline` could be a headline (some words, a capital first, no
    full stop), `counter` is numbers with or without a label, `structured` begins as an item of a
    list or a heading with a number, `terminal` ends a sentence, `continues` ends in a colon or
    the like. `furniture` is the share of its letters that are words of page furniture, `opens`
    what it announces, `points` that it is a link. `gap` says that a blank line stood before it,
    `pictured` that a picture did; `echoed` that the page repeats it at once.
    """

    text: str
    words: int
    prose: bool
    headline: bool
    counter: bool
    structured: bool
    terminal: bool
    continues: bool
    furniture: float
    opens: Literal["list", "rest"] | None
    points: bool
    metadata: bool
    kind: BlockKind | None = None
    gap: bool = False
    pictured: bool = False
    echoed: bool = False


@lru_cache(maxsize=8192)  # an article is looked at twice, to see that nothing is left to cut
def line_of(text: str) -> Line:
    """Return a line with its features; its white space is single already."""
    step()
    tokens = _WORD.findall(text[:_LONG].lower())
    words = len(tokens)
    ending = text[-_ENDING:]
    terminal = _TERMINAL.search(ending) is not None
    continues = _CONTINUES.search(ending) is not None
    structured = _is_structured(text)
    opened = opens(text)
    return Line(
        text=text,
        words=words,
        prose=_is_prose(text, words, ends=terminal or continues),
        headline=_is_headline(text, words),
        counter=not structured and not (terminal and words > 6) and _is_counter(text, words),
        structured=structured,
        terminal=terminal,
        continues=continues,
        furniture=coverage(tokens),
        opens=opened,
        points=opened is None and points_elsewhere(text),
        metadata=is_metadata(text),
    )


def _is_prose(text: str, words: int, *, ends: bool) -> bool:
    if words >= 45 or (words >= 12 and _SENTENCE_END.search(text)):
        return True
    # A question or an exclamation of this length is as often a headline.
    asks = text.rstrip("\"'”’») ").endswith(("?", "!"))
    return ends and words >= (25 if asks else 8)


def _is_headline(text: str, words: int) -> bool:
    if not 4 <= words <= 40 or text.endswith((".", ";", ":", ",")):
        return False
    return text.lstrip("\"'“‘«([-–•*> ")[:1].isupper() or text[:1].isdigit()


def _is_counter(text: str, words: int) -> bool:
    """Whether a line is numbers, with or without a label: visits, prices, times of a programme."""
    if _LETTERS.search(text) is None or (words <= 12 and _CLOCK.match(text)):
        return True
    if words > 8:
        return False
    digits = sum(map(str.isdigit, text))
    return digits * 2 > len(text.replace(" ", "")) or _COUNTER.fullmatch(text) is not None


@dataclass(slots=True)
class _Piece:
    """A line as it stands on the page; `joined` when others have been added to it.

    `last` is the length of the last of them, characters.
    """

    text: str
    kind: BlockKind | None
    gap: bool
    pictured: bool
    joined: bool = False
    last: int = 0


def lines_of(source: tuple[SourceLine, ...]) -> list[Line]:
    """Split off pictures and blank lines, unwrap table rows, join lines broken in mid-sentence."""
    visible = list(_visible(source))
    if width := _width(visible):
        visible = [
            piece for piece in visible if piece.kind or not _PAGE_NUMBER.fullmatch(piece.text)
        ]
    pieces: list[_Piece] = []
    for piece in visible:
        last = pieces[-1] if pieces else None
        if last is not None and (_goes_on(last, piece) or (width and _is_full(last, piece, width))):
            last.text, last.joined = f"{last.text} {piece.text}", True
            last.last = len(piece.text)
        else:
            pieces.append(piece)
            piece.last = len(piece.text)
    return list(map(_line, pieces))


def _width(pieces: Sequence[_Piece]) -> int:
    """Return how long the lines of a page are that is broken at a width, 0 where it is not.

    Then many lines end in mid-sentence, all after about as many characters.
    """
    broken = sorted(
        len(one.text)
        for one, other in itertools.pairwise(pieces)
        if other.text[0].islower()
        and _TERMINAL.search(one.text[-_ENDING:]) is None
        and not (one.kind or other.kind or _is_structured(other.text))
    )
    if len(broken) < max(_FEWEST, _OF_LINES * len(pieces)):
        return 0
    width = broken[len(broken) // 2]
    near = sum(abs(length - width) <= _NEAR * width for length in broken)
    return width if near >= _MOST * len(broken) and width <= _WIDEST else 0


def _is_full(last: _Piece, piece: _Piece, width: int) -> bool:
    """Whether a page broken at `width` was broken between two pieces: before a name, a number."""
    return not (
        last.last < (1 - _NEAR) * width
        or len(last.text) > _LONGEST_LINE // 2
        or last.text[-1] in ";:"
        or _TERMINAL.search(last.text[-_ENDING:])
        or last.kind
        or piece.kind
        or piece.pictured
        or piece.gap
        or _is_structured(piece.text)
        or last.text.isupper()
        or piece.text.isupper()
    )


def _line(piece: _Piece) -> Line:
    line = line_of(piece.text)
    if not (piece.kind or piece.gap or piece.pictured):
        return line
    counter = line.counter and piece.kind != "table"
    return replace(line, kind=piece.kind, gap=piece.gap, pictured=piece.pictured, counter=counter)


def _visible(source: tuple[SourceLine, ...]) -> Iterator[_Piece]:
    gap = pictured = False
    for entry in source:
        text, images = entry.text, 0
        if "![" in text:
            text, images = _IMAGE_MARK.subn(" ", text)
        row = text.strip().startswith("|") or (images and "|" in text)
        kind = entry.kind
        if row and _TABLE_RULE.fullmatch(text.strip()):
            continue
        if row:
            cells = [" ".join(cell.split()) for cell in text.strip().strip("|").split("|")]
            cells = [cell for cell in cells if cell]
            text, kind = " | ".join(cells), "table" if len(cells) > 1 else kind
        text = " ".join(_RUN.sub(" ", text).split())
        picture = is_picture(text)
        pictured = pictured or picture or images > 0
        if not text or picture:
            gap = gap or not (text or images)
            continue
        for part in _parts(text):
            yield _Piece(part, kind, gap, pictured)
            gap = pictured = False


def _parts(text: str) -> Iterator[str]:
    """Yield a line, or the parts of one that is longer than any paragraph, cut at sentences."""
    while len(text) > _LONGEST_LINE:
        cut = max(text.rfind(". ", 0, _LONGEST_LINE), 0) or text.rfind(" ", 0, _LONGEST_LINE)
        yield text[: cut + 1].rstrip()
        text = text[cut + 1 :].lstrip()
    if text:
        yield text


def is_picture(text: str) -> bool:
    """Return whether a line is the name of a picture's file."""
    return 0 < len(text) < 200 and _IMAGE_FILE.fullmatch(text.strip("[]() ")) is not None


def _goes_on(last: _Piece, piece: _Piece) -> bool:
    """Whether a piece is the rest of a sentence that a line break cut in two."""
    if (
        len(last.text) > _LONGEST_LINE // 2
        or not piece.text[0].islower()
        or last.text[-1] in ";:"
        or _TERMINAL.search(last.text[-_ENDING:])
    ):
        return False
    if last.kind or piece.kind or piece.pictured or _is_structured(piece.text):
        return False
    if not last.joined:
        begun = line_of(last.text)
        if begun.words < 3 or begun.metadata or begun.counter or begun.furniture >= _PAGE:
            return False
    if piece.text.count(" ") >= _MANY:
        return "://" not in piece.text
    # A web address or a lone short word that begins small is no rest of a sentence.
    rest = line_of(piece.text)
    if rest.counter or rest.furniture >= _PAGE or "://" in piece.text:
        return False
    return rest.words > 1 or last.text[-1] == ","


def _is_structured(text: str) -> bool:
    return _STRUCTURE.match(text) is not None or _DASH.match(text) is not None
