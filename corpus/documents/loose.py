"""Numbers that are known for one only by what stands before them.

"Nghị định 151/2017" lacks its code, and only the Government issues decrees; "Thông tư số
574/QLTPK" has the letters of a department that no table knows.
"""

import re
from collections.abc import Iterator

from corpus.documents.names import TYPES
from corpus.documents.numbers import DocumentNumber, FoundNumber, parse_number

# The look-behinds stand after the first digit, so that text without digits is passed over fast.
_YEAR = re.compile(
    r"[0-9](?<![\w/.,\-][0-9])[0-9]{0,2}\s?/\s?(?:19|20)[0-9]{2}"
    r"(?![\w%]|\s?[/\-‐‑–—]\s?\w|\s[A-ZĐ]{2})"
)
_LETTERS = re.compile(r"[0-9](?<![\w/.,\-][0-9])[0-9]{0,3}/[A-ZĐ]{5,8}(?![\w/\-&])")
_DECREE = re.compile(r"\bNghị định\s+(?:số\s*:?\s*)?$", re.IGNORECASE)
_TYPES = "|".join(sorted(set(TYPES.values()), key=len, reverse=True))
_NUMBERED = re.compile(rf"\b(?:{_TYPES}) số\s*:?\s*$")
_LEFT = 40  # longer than any type with "số"


def find_loose(text: str) -> Iterator[FoundNumber]:
    """Yield the numbers in `text` (NFC) that `find_numbers` leaves alone, not in order."""
    for match in _YEAR.finditer(text):
        if _DECREE.search(text, max(0, match.start() - _LEFT), match.start()):
            serial, year = map(int, match[0].split("/"))
            normal = f"{serial:02d}/{year}/NĐ-CP"
            number = DocumentNumber(normal, "Nghị định", "CP", year, repaired=True)
            yield FoundNumber(number, *match.span())
    for match in _LETTERS.finditer(text):
        old = parse_number(match[0])
        named = _NUMBERED.search(text, max(0, match.start() - _LEFT), match.start())
        if named and old and old.type is None:
            yield FoundNumber(old, *match.span())
