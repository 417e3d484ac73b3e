"""Abbreviations that a text defines: "chuyển đổi số (CĐS)" or "CĐS (chuyển đổi số)".

Only the initials of the syllables beside the parenthesis count, so that a short name ("(Ban Chỉ
đạo)"), a remark or a foreign abbreviation of other words is no definition.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from corpus.effort import step
from corpus.vietnamese.normal import fold

_PARENTHESIS = re.compile(r"\(([^()\n]{2,80})\)")
_ANNOUNCEMENT = re.compile(
    r"(?:(?:sau đây|dưới đây)\s+)?(?:được\s+)?(?:gọi|viết)(?:\s+(?:tắt|chung))?(?:\s+là)?\s*:?\s*",
    re.IGNORECASE,
)
_BETWEEN_SHORTS = re.compile(r"\s*[,;/]\s*|\s+(?:và|hoặc|and)\s+")
_SHORT = re.compile(r"[^\W\d_]+(?:[&-][^\W\d_]+)*")
_SHORT_BEFORE = re.compile(r"(?<![\w&/-])([^\W\d_]+(?:&[^\W\d_]+)*)\s?$")
_LETTER = re.compile(r"[^\W\d_]")
_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_SYLLABLE = re.compile(r"[^\W_]+")
_GAP = re.compile(r"[\s,&/\-–\"“”'’]+")
_CLOSE_GAP = re.compile(r"[\s\"”'’]*")
# Words inside a name that its initials may pass over.
_PASSED = frozenset(("và", "của", "về", "các", "cho", "với", "of", "and", "the", "for", "on", "in"))
_LONGEST = 240  # code points looked back; the longest list of names on real pages has 150
_MOST_INITIALS = 20


@dataclass(frozen=True, slots=True)
class Definition:
    """A short form and the long form it stands for, which is `[start, end)` of the text."""

    short: str
    long: str
    start: int
    end: int


def _units(short: str) -> list[str]:
    """Return the capitals of a short form, each with the small letters after it (C, Tr)."""
    units: list[str] = []
    for letter in _LETTER.findall(short):
        if letter.isupper():
            units.append(letter)
        elif units:
            units[-1] += letter
        else:
            return []
    return units


def _shorts(content: str) -> list[str]:
    """Return the short forms in a parenthesis, or none if anything else is in it.

    `KH&CN` is one; what `&` joins in `ĐMST&CĐS` are two, each long enough to stand alone.
    """
    announcement = _ANNOUNCEMENT.match(content)
    listed = content[announcement.end() if announcement else 0 :].strip(" .\"“”'’")
    shorts: list[str] = []
    for written in _BETWEEN_SHORTS.split(listed):
        if not _SHORT.fullmatch(written):
            return []
        pieces = written.split("&")
        shorts.extend(pieces if all(len(_units(piece)) > 2 for piece in pieces) else [written])
    plausible = all(len(_units(short)) > 1 and not _ROMAN.fullmatch(short) for short in shorts)
    return shorts if plausible else []


def _begins(syllable: str, unit: str) -> bool:
    """Return whether `unit` is the initial of `syllable`, with letters of the rest in order."""
    first, initial = syllable[0].lower(), unit[0].lower()
    same = first == initial if "đ" in (first, initial) else fold(first) == fold(initial)
    rest = iter(fold(syllable[1:]))
    return same and all(letter in rest for letter in fold(unit[1:]))


def _fit(syllables: Sequence[str], units: Sequence[str]) -> tuple[int, ...] | None:
    """Return the index of the syllable that each unit begins, the last unit at the last syllable.

    Only words that names pass over may stand between; they are passed over if they can be.
    """

    @cache
    def fit(left: int, wanted: int) -> tuple[int, ...] | None:
        if not wanted:
            return ()
        if not left:
            return None
        if syllables[left - 1].lower() in _PASSED and (passed := fit(left - 1, wanted)):
            return passed
        if not _begins(syllables[left - 1], units[wanted - 1]):
            return None
        fitted = fit(left - 1, wanted - 1)
        return None if fitted is None else (*fitted, left - 1)

    return fit(len(syllables), len(units))


def _run(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Return the last syllables of `text[start:end]` that nothing but blanks and commas parts."""
    found = list(_SYLLABLE.finditer(text, start, end))
    if not found or not _CLOSE_GAP.fullmatch(text, found[-1].end(), end):
        return []
    for index, (one, other) in reversed(list(enumerate(pairwise(found), start=1))):
        if not _GAP.fullmatch(text, one.end(), other.start()):
            return found[index:]
    return found


def _before(text: str, parenthesis: re.Match[str]) -> Iterator[Definition]:
    """Yield the definitions whose short forms are in the parenthesis."""
    shorts = _shorts(parenthesis[1])
    units = [unit for short in shorts for unit in _units(short)]
    if not units or len(units) > _MOST_INITIALS:
        return
    line = text.rfind("\n", 0, parenthesis.start()) + 1
    run = _run(text, max(line, parenthesis.start() - _LONGEST), parenthesis.start())
    fitted = _fit([syllable[0] for syllable in run], units)
    if fitted is None:
        return
    position = 0
    for short in shorts:
        count = len(_units(short))
        start, end = run[fitted[position]].start(), run[fitted[position + count - 1]].end()
        yield Definition(short, text[start:end], start, end)
        position += count


def _inside(text: str, parenthesis: re.Match[str]) -> Iterator[Definition]:
    """Yield the definition whose long form fills the parenthesis."""
    short = _SHORT_BEFORE.search(text, max(0, parenthesis.start() - 20), parenthesis.start())
    units = _units(short[1]) if short else []
    start, end = parenthesis.span(1)
    run = _run(text, start, end)
    if short is None or len(units) < 2 or not run or run[0].start() != start:
        return
    fitted = _fit([syllable[0] for syllable in run], units)
    if fitted and fitted[0] == 0 and fitted[-1] == len(run) - 1:
        yield Definition(short[1], text[start:end], start, end)


def defined_in(text: str) -> list[Definition]:
    """Return the abbreviations that `text` (NFC) defines, in the order of their parentheses."""
    found: list[Definition] = []
    for parenthesis in _PARENTHESIS.finditer(text):
        step()
        found += (*_before(text, parenthesis), *_inside(text, parenthesis))
    return found
