"""The title and the date of a document, from what its first page looks like.

Rules for the form of official documents: Nghị định 30/2020/NĐ-CP, Phụ lục I; papers and articles
set their title in the largest type, or first.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.articles import BlockKind
from corpus.readers.page import Page, SourceLine


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, heading or row of a table of a file, with its look.

    `size` is that of most of its letters in points, 0 where it is not known; `heading` where the
    file itself calls it one.
    """

    text: str
    size: float = 0.0
    bold: bool = False
    centred: bool = False
    page: int = 0
    row: bool = False
    heading: bool = False


_TOP = 30
# What stands at the head of official documents beside their title.
_LETTERHEAD = re.compile(
    r".*(CỘNG H[ÒO]A X[ÃA] HỘI|Độc lập\s*[-–])"
    r"|\W*((Luật )?số\s*:|số \d+\b|dự thảo\b|\(dự thảo|kính gửi)"
    r"|(QUỐC HỘI|CHÍNH PHỦ|(ỦY|UỶ) BAN|BỘ [A-ZĐÀ-Ỹ]+|VĂN PHÒNG|BAN |TỈNH ỦY|THỦ TƯỚNG|ĐẢNG )"
    r"[A-ZĐÀ-Ỹ ,-]*$|[\w .]*, ?ngày\b|ngày\b|\W*\w?\W*$|.{0,30}trình Quốc hội|\W*tại Kỳ họp"
    r"|nhận bài|received|email",
    re.IGNORECASE,
)
_KINDS = (
    "BỘ LUẬT", "LUẬT", "HIẾN PHÁP", "PHÁP LỆNH", "LỆNH", "NGHỊ QUYẾT", "NGHỊ ĐỊNH", "QUYẾT ĐỊNH",
    "THÔNG TƯ", "CHỈ THỊ", "TỜ TRÌNH", "BÁO CÁO", "KẾ HOẠCH", "CÔNG ĐIỆN", "THÔNG BÁO",
    "HƯỚNG DẪN", "CHƯƠNG TRÌNH", "KẾT LUẬN", "QUY ĐỊNH", "QUY CHẾ", "ĐỀ ÁN", "PHỤ LỤC", "THÔNG CÁO",
    "BẢN ", "BIÊN BẢN", "ĐỀ CƯƠNG", "GIẤY MỜI", "THƯ ", "TUYÊN BỐ", "QUY HOẠCH", "CHIẾN LƯỢC",
    "DỰ ÁN", "THAM LUẬN",
)  # fmt: skip
_BODY = re.compile(
    r"Căn cứ|Kính gửi|Thực hiện|Chương\b|Điều\b|Phần\b|MỤC LỤC|[IVX]+\.|\d+\.|[\w .]*, ngày\b"
    r"|Quốc hội ban hành|Email|Tóm tắt|Thi hành|Xét\b",
    re.IGNORECASE,
)
_STAMP = re.compile(r"\W*(DỰ THẢO|bản sạch|lần \d)", re.IGNORECASE)
_ENDS = re.compile(r"[.;:,]$")
_PLACE = r"[^\W\d]+(?:[ .-][^\W\d]+){0,4}"
_DATED = re.compile(
    rf"(?:(?:.*\S)?\s*\b{_PLACE},\s*)?ngày\s+(\d{{1,2}})\s*(?:tháng|/)"
    r"\s*(\d{1,2})\s*(?:năm|/)\s*(\d{4})\W*",
    re.IGNORECASE,
)
_NUMBER_BREAKS = re.compile(r"\d/$|\d/[A-ZĐ]{2,}-$")
_NUMBER_GOES_ON = re.compile(r"[A-ZĐ]{2}")
_HEADING = re.compile(r"(Điều|Chương|Mục|Phần|Phụ lục)\s+[\dIVXLC]+\b|[IVXLC]{1,5}\.\s")
_CAPTION = re.compile(r"(Hình|Biểu đồ|Sơ đồ|Ảnh)\s*\d+\s*[.:]")


def page_of(paragraphs: Sequence[Paragraph]) -> Page:
    """Return a file as a page: title, date, and every line with its kind."""
    paragraphs = _rejoined(paragraphs)
    titled = _title(paragraphs)
    title = " ".join(paragraphs[index].text for index in titled) or None
    usual = _usual(paragraphs)
    lines = tuple(
        SourceLine(paragraph.text, _kind(paragraph, usual))
        for index, paragraph in enumerate(paragraphs)
        if index not in titled
    )
    return Page(lines, title=title, published=_published(paragraphs), whole=True)


def _rejoined(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Join what was broken in the midst of a document's number ("843/" and "QĐ-TTg")."""
    done: list[Paragraph] = []
    for paragraph in paragraphs:
        if done and _NUMBER_BREAKS.search(done[-1].text) and _NUMBER_GOES_ON.match(paragraph.text):
            done[-1] = replace(done[-1], text=done[-1].text + paragraph.text)
        else:
            done.append(paragraph)
    return done


def _usual(paragraphs: Sequence[Paragraph]) -> float:
    letters: dict[float, int] = {}
    for paragraph in paragraphs:
        letters[paragraph.size] = letters.get(paragraph.size, 0) + len(paragraph.text)
    return max(letters, key=lambda size: letters[size], default=0.0)


def _title(paragraphs: Sequence[Paragraph]) -> list[int]:
    """Return which paragraphs are the title, none where none is."""
    top = [
        index
        for index, paragraph in enumerate(paragraphs[:_TOP])
        if paragraph.page == 0 and not paragraph.row and len(paragraph.text) <= 400
    ]
    wordy = [i for i in top if sum(map(str.isalpha, paragraphs[i].text)) >= 8]
    largest = max((paragraphs[i].size for i in wordy), default=0.0)
    named = next((index for index in top if _names_kind(paragraphs[index].text)), None)
    if named is not None and paragraphs[named].size >= 0.7 * largest:
        return _from(paragraphs, named)
    if largest > 1.15 * _usual(paragraphs) > 0:
        start = next(i for i in wordy if paragraphs[i].size >= 0.97 * largest)
        end = start + 1
        while end < len(paragraphs) and _same_type(paragraphs[end], paragraphs[start]):
            end += 1
        while start and _same_type(paragraphs[start - 1], paragraphs[start]):
            start -= 1
        return list(range(start, end))
    start = next((i for i in top if not _LETTERHEAD.match(paragraphs[i].text)), -1)
    if (
        start < 0
        or len(paragraphs[start].text.split()) > 45
        or _ENDS.search(paragraphs[start].text)
    ):
        return []
    return _from(paragraphs, start)


def _names_kind(text: str) -> bool:
    kind = next((kind for kind in _KINDS if text.upper().startswith(kind.strip())), None)
    if kind is None or len(text) > 300 or _ENDS.search(text):
        return False
    return text.isupper() or text.upper().strip() == kind.strip()


def _same_type(paragraph: Paragraph, first: Paragraph) -> bool:
    return (
        paragraph.size >= 0.9 * first.size
        and paragraph.page == 0
        and not _ENDS.search(paragraph.text)
    )


def _from(paragraphs: Sequence[Paragraph], start: int) -> list[int]:
    """Return the paragraphs of a title from its first on: what looks like it, or goes on with it.

    The kind of an official document ("LUẬT") and its matter stand on lines of their own, a stamp
    ("DỰ THẢO") may stand beside them.
    """
    first = paragraphs[start]
    found = [start]
    for index in range(start + 1, min(len(paragraphs), start + 8)):
        paragraph = paragraphs[index]
        text = paragraph.text
        if _STAMP.match(text) and len(text) < 40:
            continue
        if _BODY.match(text) or _LETTERHEAD.match(text) or len(text) > 300 or paragraph.row:
            break
        alike = (paragraph.bold, paragraph.centred) == (first.bold, first.centred)
        goes_on = text[:1].islower() or (text.isupper() and first.text.isupper())
        matter = _names_kind(paragraphs[found[-1]].text) and (paragraph.bold or paragraph.centred)
        noted = text.startswith("(") and len(first.text.split()) < 4
        if not (noted or matter or (alike and goes_on)):
            break
        found.append(index)
    return found


def _kind(paragraph: Paragraph, usual: float) -> BlockKind | None:
    if paragraph.row:
        return "table"
    text = paragraph.text
    if _CAPTION.match(text) and len(text) < 250:
        return "caption"
    short = len(text.split()) <= 40 and not text.endswith((".", ";", ",", ":", "”"))
    large = usual and paragraph.size > 1.12 * usual
    if short and (paragraph.heading or paragraph.bold or large or _HEADING.match(text)):
        return "heading"
    return None


def _published(paragraphs: Sequence[Paragraph]) -> str | None:
    """Return the date of the document's head or of its signature, ISO."""
    for paragraph in (*paragraphs[:_TOP], *paragraphs[-12:]):
        if len(paragraph.text) > 120 or (found := _DATED.fullmatch(paragraph.text)) is None:
            continue
        day, month, year = (int(part) for part in found.groups() if part)
        try:
            return date(year, month, day).isoformat()
        except ValueError:
            continue
    return None
