"""The forms in which Vietnamese text is compared.

Every form keeps one code point per code point, so that an offset in one is an offset in all.
They expect NFC, which is what the store keeps; give foreign text to `nfc` first.
"""

import re
import unicodedata
from collections.abc import Iterator

_TONES = "\u0300\u0301\u0309\u0303\u0323"
_LETTER = r"[^\W\d_]"


def _toned(vowel: str) -> str:
    """Return `vowel` with each of the five tone marks, always in the same order."""
    return "".join(unicodedata.normalize("NFC", vowel + tone) for tone in _TONES)


def _later(first: str, second: str) -> dict[str, str]:
    """Map each vowel pair with its tone on the first letter to the pair with it on the second."""
    pairs = zip(_toned(first), _toned(second), strict=True)
    return {early + second: first + late for early, late in pairs}


# An open syllable in oa, oe, uy is written both ways (hòa, hoà): here the first letter takes the
# tone. A closed one (hoàn) and one in qu- (quý) have it on the second; the other way (hòan, qúy)
# is a slip that is common on older pages.
_LATER = _later("o", "a") | _later("o", "e") | _later("u", "y")
_LATER_AFTER_Q = {pair: moved for vowel in "aeiy" for pair, moved in _later("u", vowel).items()}
_PLACED = {late: early for early, late in _LATER.items()} | _LATER | _LATER_AFTER_Q
_MISPLACED = re.compile(
    rf"o[{_toned('a')}{_toned('e')}](?!{_LETTER})"
    rf"|u(?<!qu)[{_toned('y')}](?!{_LETTER})"
    rf"|[{_toned('o')}][ae](?={_LETTER})"
    rf"|[{_toned('u')}](?:y(?={_LETTER})|(?<=q.)[aeiy])"
)


def _unmarked() -> Iterator[tuple[int, int]]:
    """Yield each lower-case code point up to U+20FF with its form without diacritics.

    Letters that are their own form are in too: str.translate is five times slower on what its
    table lacks. Only letters over a to z lose marks; other scripts are spelled with theirs.
    """
    for point in range(0x2100):
        base = unicodedata.normalize("NFD", chr(point))[0]
        yield point, ord(base) if "a" <= base <= "z" else point
    yield ord("đ"), ord("d")


_UNMARKED = dict(_unmarked())
_MARKED = re.compile("[" + "".join(chr(p) for p, base in _UNMARKED.items() if p != base) + "]")


def nfc(text: str) -> str:
    """Return `text` in Unicode normal form C."""
    return unicodedata.normalize("NFC", text)


def _lower(text: str) -> str:
    """Return `text` in lower case, code point by code point."""
    # What str.lower maps to two code points or by its neighbours, and the stand-ins for đ that
    # older encodings left behind. One expression, because nothing is called more often.
    return text.replace("İ", "i").replace("Σ", "σ").replace("Ð", "đ").replace("ð", "đ").lower()


def normalise(text: str) -> str:
    """Return the matching form of `text`: lower case, each tone mark in its one place.

    Idempotent, and as long as `text` in code points.
    """
    return _MISPLACED.sub(lambda match: _PLACED[match[0]], _lower(text))


def fold(text: str) -> str:
    """Return the matching form of `text` without diacritics, with d for đ.

    Idempotent, as long as `text` in code points, and the same for `text` and its matching form.
    """
    return _lower(text).translate(_UNMARKED)


def has_diacritics(text: str) -> bool:
    """Return whether any letter of `text` would change in `fold` other than by its case."""
    return _MARKED.search(_lower(text)) is not None
