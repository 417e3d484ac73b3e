"""Words typed in Telex while no input method was on: "chuyeern ddooir soos" is "chuyển đổi số".

The rules are those of the Telex input method: a doubled letter or one followed by w is another
letter, and one of s, f, r, x, j after the vowel is the tone. No Vietnamese rime has those letters,
so a word that reads so is no word of its own.
"""

import re
import unicodedata

from corpus.vietnamese.frequencies import idf
from corpus.vietnamese.normal import has_diacritics, normalise

_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_LETTERS = (
    ("uow", "ươ"), ("uwow", "ươ"), ("dd", "đ"), ("aa", "â"), ("ee", "ê"), ("oo", "ô"), ("aw", "ă"),
    ("ow", "ơ"), ("uw", "ư"),
)  # fmt: skip
_WORD = re.compile(r"(?<![\w/.-])[A-Za-z]{2,9}(?![\w/-])")
_VOWELS = "aăâeêioôơuưy"
# An initial that may end in a letter that is a vowel elsewhere, the vowels, the final.
_SYLLABLE = re.compile(rf"(?P<initial>qu|gi(?=[{_VOWELS}])|[b-df-hj-np-tvxđ]*)(?P<rime>.*)")
_NUCLEUS = re.compile(rf"[{_VOWELS}]+")
_PLAIN = re.compile(r"[a-z]*")
_UNKNOWN = "xyz"  # rarer than every word
# So many words have to read as Telex before any is taken for it, or one with a letter of its own;
# beside words with diacritics one is enough.
_ENOUGH = 2
_SURE = re.compile(r"dd|uow|uw|ow|aw|(?:aa|ee|oo).*[sfrxj]", re.IGNORECASE)


def decode(text: str) -> str:
    """Return the text with the words that read as Telex as Vietnamese; case of initials is kept."""
    found = {m[0]: word for m in _WORD.finditer(text) if (word := _decoded(m[0]))}
    enough = 1 if has_diacritics(text) else _ENOUGH
    if not found or not (len(found) >= enough or any(map(_SURE.search, found))):
        return text
    return _WORD.sub(lambda m: found.get(m[0], m[0]), text)


def _decoded(word: str) -> str | None:
    """Return the syllable that a word is in Telex, None where it is none, or a word as it is."""
    form = word.lower()
    if word.isupper() or idf(form, folded=True) < idf(_UNKNOWN, folded=True):
        return None
    syllable = _SYLLABLE.fullmatch(form.replace("dd", "đ"))
    first = _NUCLEUS.search(syllable["rime"]) if syllable else None
    if syllable is None or first is None:
        return None
    rime = syllable["rime"]
    tones = [c for c in rime[first.start() :] if c in _TONES]
    rime = rime[: first.start()] + "".join(c for c in rime[first.start() :] if c not in _TONES)
    for typed, letter in _LETTERS:
        rime = rime.replace(typed, letter)
    if rime.endswith("w"):  # "duongw"
        rime = re.sub(r"uo|a|o|u", lambda m: {"uo": "ươ", "a": "ă", "o": "ơ", "u": "ư"}[m[0]],
                      rime[:-1], count=1)  # fmt: skip
    rime = rime.replace("ưo", "ươ")
    nucleus = _NUCLEUS.search(rime)
    if nucleus is None:
        return None
    if tones:
        at = nucleus.start() + _toned(nucleus[0], closed=nucleus.end() < len(rime))
        rime = rime[: at + 1] + _TONES[tones[-1]] + rime[at + 1 :]
    read = unicodedata.normalize("NFC", syllable["initial"] + rime)
    if _PLAIN.fullmatch(read) or idf(normalise(read)) >= idf(_UNKNOWN):
        return None
    return read[0].upper() + read[1:] if word[0].isupper() else read


def _toned(vowels: str, *, closed: bool) -> int:
    """Return which of the vowels of a syllable carries the tone."""
    marked = [i for i, c in enumerate(vowels) if c in "ăâêôơư"]
    if marked:
        return marked[-1]
    return len(vowels) - 1 if closed or len(vowels) == 1 else len(vowels) - 2
