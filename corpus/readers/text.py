"""Plain text and Markdown: from bytes in any usual encoding to lines."""

import re
import unicodedata

from charset_normalizer import from_bytes

from corpus.articles import RawDocument
from corpus.errors import Refused
from corpus.readers.page import Page, SourceLine

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_LINE_ENDS = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
# Invisible characters that would split a word or hide text: soft hyphens, zero-width and
# direction marks, joiners and fillers, variation selectors, tags, other control characters.
_INVISIBLE = re.compile(
    "[\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff\x00-\x08\x0e-\x1f\x7f]"
)
_CONTROL = bytes({*range(9), *range(14, 32)})
_HEADING = re.compile(r"#{1,6}\s+(.*)")
# Bounded: what opens and is never closed would be looked through again from each opening.
_LINK = re.compile(r"(?<!!)\[([^\]\n]{1,200})\]\((?:https?://|/|#|mailto:)[^)\s]{0,2000}\)")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.{1,200}?)(?<=\S)\1")
_RULE = re.compile(r"\s*([-*_=]\s*){3,}")
_VIETNAMESE = re.compile("[ăđĩơưạảấầậắằẹếềểệịọốồộớờợỡụủứừựỳỵỷỹ]", re.IGNORECASE)


def read(raw: RawDocument) -> Page:
    """Read plain text line by line."""
    return Page(tuple(SourceLine(line) for line in decode(raw.content).split("\n")), url=raw.url)


def read_markdown(raw: RawDocument) -> Page:
    """Read Markdown: headings are known, marks of links and emphasis are taken off."""
    lines = []
    for line in decode(raw.content).split("\n"):
        if _RULE.fullmatch(line):
            lines.append(SourceLine(""))
            continue
        heading = _HEADING.fullmatch(line.strip())
        plain = _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", _headline(heading[1]) if heading else line))
        lines.append(SourceLine(plain, "heading" if heading else None))
    return Page(tuple(lines), url=raw.url)


def _headline(text: str) -> str:
    return text.rstrip().rstrip("#").rstrip()


def decode(content: bytes) -> str:
    r"""Return the text of `content`, NFC, with `\n` line ends and without invisible characters.

    Understands UTF-8, UTF-16 and UTF-32 with a byte order mark, UTF-8 and UTF-16 without, and
    windows-1258 where the outcome is Vietnamese. Raises `Refused` for anything else.
    """
    text = unicodedata.normalize("NFC", _decode(content))
    return _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text)).replace("\xa0", " ")


def _decode(content: bytes) -> str:
    encoding = next((name for mark, name in _BOMS if content.startswith(mark)), None)
    encoding = encoding or _utf16_by_nulls(content) or "utf-8"
    if encoding == "utf-8" and _is_binary(content):
        raise Refused("binary content, not text; convert it to UTF-8 text first")
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        legacy = _windows_1258(content)
        if legacy is not None:
            return legacy
        raise Refused(
            f"not valid {encoding} (byte {error.start}) nor Vietnamese in windows-1258; "
            "save it as UTF-8"
        ) from error


def _is_binary(content: bytes) -> bool:
    """Return whether the first 4,096 bytes cannot be text in a one-byte encoding or UTF-8."""
    head = content[:4096]
    control = len(head) - len(head.translate(None, _CONTROL))
    return b"\x00" in head or control > len(head) // 50


def _utf16_by_nulls(content: bytes) -> str | None:
    """Guess UTF-16 without a mark: spaces, line ends and digits have a null on one side only."""
    head = content[:4096]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) < max(4, len(head) // 16) or min(even, odd) > max(even, odd) // 20:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _windows_1258(content: bytes) -> str | None:
    """Decode windows-1258, or None where the outcome is not Vietnamese."""
    best = from_bytes(content, cp_isolation=["cp1258"]).best()
    if best is None:
        return None
    text = unicodedata.normalize("NFC", str(best))
    # Running Vietnamese has such a letter in about every second word; Western text has none.
    letters = len(_VIETNAMESE.findall(text))
    return text if letters * 20 > len(text) else None
