"""Text typed in the fonts of before Unicode: TCVN3 (ABC), VNI and VPS.

Such a font draws Vietnamese letters in place of Western ones, so that a file which names the font
but not the letters reads as mojibake ("§éc lËp" for "Độc lập"). What the letters stand for is
known from the font's name, or from the text where every word of it becomes Vietnamese.
"""

import re
import unicodedata
from typing import Literal

from corpus.vietnamese.normal import fold

Encoding = Literal["tcvn3", "tcvn3-capitals", "vni", "vps"]
ENCODINGS: tuple[Encoding, ...] = ("tcvn3", "vni", "vps")

UNKNOWN_LETTERS = (
    "its text is in a font of before Unicode that is not known; convert it to Unicode first "
    "(UniKey's converter does it in Word), or print it and have it recognised"
)
"""Why text that is `garbled` is refused."""

# The 134 letters of TCVN 5712:1993 VN3 and of VPS that are not ASCII, by their codes in hex.
_TCVN3 = {
    "ĂÂÊÔƠƯĐăâêôơưđ": "a1a2a3a4a5a6a7a8a9aaabacadae",
    "àảãáạằẳẵắặầẩẫấậ": "b5b6b7b8b9bbbcbdbec6c7c8c9cacb",
    "èẻẽéẹềểễếệìỉĩíị": "cccecfd0d1d2d3d4d5d6d7d8dcddde",
    "òỏõóọồổỗốộờởỡớợ": "dfe1e2e3e4e5e6e7e8e9eaebecedee",
    "ùủũúụừửữứựỳỷỹýỵ": "eff1f2f3f4f5f6f7f8f9fafbfcfdfe",
}
_VPS = {
    "áàảãạâấầẩẫậăắằẳẵặ": "e1e0e4e3e5e2c3c0c4c5c6e6a1a2a3a4a5",
    "éèẻẽẹêếềểễệíìỉĩị": "e9e8c8ebcbea898a8bcd8cedecccefce",
    "óòỏõọôốồổỗộơớờởỡợ": "f3f2d5f586f4d3d2b087b6d6a7a9aaabae",
    "úùủũụưứừửữựýỳỷỹỵđ": "faf9fbdbf8dcd9d8babbbf9aff9bcf9cc7",
    "ÁÀẢÃÂẤẦẨĂẮẰẲÉÈẺẼÊẾỀỂỄ": "c1808182c2838485888d8e8fc9d7defeca90939495",
    "ÓÒỎÕÔỐỒỔỖƠỚỜỞỠÍÌỈĨ": "b9bcbdbed496979899f79d9e9fa6b4b5b7b8",
    "ÚÙỦŨƯỨỪỬÝỲỶỸĐ": "daa8d1acd0adafb1ddb2fdb3f1",
}
# VNI writes a letter and then its mark: the mark alone tells what it does to the vowel before.
_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT = "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"
_ROOF, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
_VNI_MARKS = {
    "ù": _ACUTE, "ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ï": _DOT,
    "â": _ROOF, "á": _ROOF + _ACUTE, "à": _ROOF + _GRAVE, "å": _ROOF + _HOOK,
    "ã": _ROOF + _TILDE, "ä": _ROOF + _DOT,
    "ê": _BREVE, "é": _BREVE + _ACUTE, "è": _BREVE + _GRAVE, "ú": _BREVE + _HOOK,
    "ü": _BREVE + _TILDE, "ë": _BREVE + _DOT,
}  # fmt: skip
_VNI_LETTERS = {"ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị",
                "î": "ỵ"}  # fmt: skip
_VNI_BASES = "aeouyôö"
_FONT: tuple[tuple[re.Pattern[str], Encoding], ...] = (
    (re.compile(r"\.?Vn[A-Z]\w*?H(?![a-z])"), "tcvn3-capitals"),
    (re.compile(r"\.Vn|Vn(Time|Arial)"), "tcvn3"),
    (re.compile(r"VNI[- ]?[A-Z]"), "vni"),
    (re.compile(r"VPS[- ]?[A-Z]"), "vps"),
)
_SHAPE = re.compile(
    r"(?:[bcdghklmnpqrstvx]|ch|gh|gi|kh|ngh?|nh|ph|qu|th|tr)?[aeiouy]{1,3}(?:[cmpt]|ch|ng?|nh)?"
)
_TONES = re.compile(f"[{_ACUTE}{_GRAVE}{_HOOK}{_TILDE}{_DOT}]")
_TOKEN = re.compile(r"[^\s\d!-/:-@\[-`{-~“”‘’…–—]+")
# Of the words with a letter that is not ASCII, so many must become Vietnamese syllables to be
# certain: names, loans and slips are the rest. Vietnamese has .98 of them as it stands, mojibake
# at most half (a French "é" is a letter of Vietnamese too). Fewer words than these tell nothing.
_CERTAIN, _AS_IT_STANDS, _ENOUGH = 0.9, 0.7, 8


def _points(codes: dict[str, str]) -> dict[int, str]:
    """Return the table from what stands in a file (windows-1252, as programs read it) to letters.

    Codes that windows-1252 leaves open are read as the control characters of Latin-1.
    """
    table: dict[int, str] = {}
    for letters, row in codes.items():
        for letter, byte in zip(letters, bytes.fromhex(row), strict=True):
            table[byte] = letter
            table[ord(bytes([byte]).decode("cp1252", "ignore") or chr(byte))] = letter
    return table


_TABLES = {"tcvn3": _points(_TCVN3), "vps": _points(_VPS)}


def _vni_pairs() -> dict[str, str]:
    pairs = {}
    for base in _VNI_BASES:
        for mark, accents in _VNI_MARKS.items():
            letter = unicodedata.normalize("NFC", _VNI_LETTERS.get(base, base) + accents)
            if len(letter) == 1:
                pairs[base + mark] = letter
    pairs |= _VNI_LETTERS
    return pairs | {old.upper(): new.upper() for old, new in pairs.items()} | {
        old.capitalize(): new.upper() for old, new in pairs.items()
    }  # fmt: skip


_VNI = _vni_pairs()
_VNI_PATTERN = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))


def encoding_of_font(name: str) -> Encoding | None:
    """Return the encoding that a font is drawn for, by its name; None for a font of Unicode."""
    for pattern, encoding in _FONT:
        if pattern.match(name):
            return encoding
    return None


def repair(text: str, encoding: Encoding) -> str:
    """Return the Vietnamese that `text` stands for in an encoding, NFC.

    A hyphen inside a word of TCVN3 is "ư" where that alone makes a syllable: readers of PDF give
    the code that both share (AD) as a hyphen.
    """
    if encoding == "vni":
        return _VNI_PATTERN.sub(lambda found: _VNI[found[0]], text)
    if encoding == "vps":
        # VPS has small letters only for some capitals, so a word in capitals is lifted whole.
        return _TOKEN.sub(lambda found: _as_cased(found[0]), text.translate(_TABLES["vps"]))
    plain = re.sub(r"[^\s]*[^\W\d_]*-[^\s]*", lambda found: _horned(found[0]), text)
    plain = plain.translate(_TABLES["tcvn3"])
    return plain.upper() if encoding == "tcvn3-capitals" else plain


def _horned(word: str) -> str:
    """Read the hyphens of a word of TCVN3 as "ư" where the word is a syllable then."""
    horned = word.replace("-", "\xad").translate(_TABLES["tcvn3"]).strip(".,;:!?()\"'")
    horns = len(horned) > 1 and is_syllable(horned)
    return word.replace("-", "\xad") if horns else word


def _as_cased(word: str) -> str:
    plain = "".join(letter for letter in word if letter.isascii() and letter.isalpha())
    return word.upper() if len(plain) > 1 and plain.isupper() else word


def guess(text: str) -> Encoding | None:
    """Return the encoding that turns nearly every word of `text` into Vietnamese, None if none.

    None also for text that is Vietnamese as it stands, and where there are too few words to tell.
    """
    words = [word for word in _TOKEN.findall(text[:200_000]) if not word.isascii()]
    if len(words) < _ENOUGH or _share(words) > _AS_IT_STANDS:
        return None
    shares = {name: _share([repair(word, name) for word in words]) for name in ENCODINGS}
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] >= _CERTAIN else None


def meant(words: list[str], named: Encoding) -> Encoding | None:
    """Return the encoding of words in a font named for `named`; None where they are Unicode."""
    if any("ạ" <= letter <= "ỹ" or letter in "ơưƠƯ" for word in words for letter in word):
        return None
    found = guess(" ".join(words))
    return named if found is None or named.startswith(found) else found


def garbled(text: str) -> bool:
    """Return whether text looks like Vietnamese in letters that are not those of Vietnamese.

    That is many words of more than ASCII, most of them no syllables, among Western letters.
    """
    words = _TOKEN.findall(text[:200_000])
    strange = [word for word in words if not word.isascii()]
    return len(strange) > max(_ENOUGH, len(words) // 4) and _share(strange) < 0.5


def _share(words: list[str]) -> float:
    """Return the share of words that are Vietnamese syllables, 0 to 1."""
    return sum(map(is_syllable, words)) / len(words) if words else 0.0


def is_syllable(word: str) -> bool:
    """Return whether a word has the shape and the letters of one Vietnamese syllable."""
    if not word.isalpha() or _SHAPE.fullmatch(fold(word)) is None:
        return False
    marked = unicodedata.normalize("NFD", word)
    return len(_TONES.findall(marked)) <= 1 and all(
        letter.isascii() or letter in _ALPHABET for letter in word.lower()
    )


_ALPHABET = frozenset(letter for row in _TCVN3 for letter in row.lower())
