"""Vietnamese spelling as training needs it: folding, the two tone placements, sentences."""

import re
import unicodedata
from collections.abc import Iterator

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SENTENCE_END = re.compile(r"(?<=\w{2}[.!?…])\s+(?=\w)|\s*\n\s*")
# Syllables without a final consonant that are written in two ways: hoà and hòa, khoẻ and khỏe,
# thuý and thúy. After q the u belongs to the consonant: quý has one spelling.
_OPEN_RHYME = re.compile(rf"((?<!q)u|o)([{_TONES}]?)([aey])([{_TONES}]?)$")
_RHYMES = {"oa", "oe", "uy"}
_BARE = {ord("đ"): "d", ord("Đ"): "D"} | {
    point: unicodedata.normalize("NFD", chr(point))[0]
    for first, last in ((0xC0, 0x1B4), (0x1EA0, 0x1EFA))
    for point in range(first, last)
    if len(unicodedata.normalize("NFD", chr(point))) > 1
}


def fold(text: str) -> str:
    """Return the NFC string `text` without diacritics, đ as d."""
    return text.translate(_BARE)


def other_placement(syllable: str) -> str | None:
    """Return the lower-case `syllable` with its tone mark at the other of two customary places.

    None where there is only one spelling: `hoà` ↔ `hòa`, but `hoàn`, `quý` and `hoa` have one.
    """
    match = _OPEN_RHYME.search(unicodedata.normalize("NFD", syllable))
    if match is None or match[1] + match[3] not in _RHYMES or bool(match[2]) == bool(match[4]):
        return None
    swapped = match.string[: match.start()] + match[1] + match[4] + match[3] + match[2]
    return unicodedata.normalize("NFC", swapped)


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of `text`; good enough for training pairs, not for quoting."""
    for sentence in _SENTENCE_END.split(text):
        if stripped := sentence.strip():
            yield stripped
