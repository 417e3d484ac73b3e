"""Text that speaks to a program and not to readers: it is never quoted and proves nothing.

An article is data. A sentence of it that sets aside instructions, dictates an answer, addresses a
model or hides what it says in odd letters is no statement about the world, whoever put it there.
"""

import re
import unicodedata
from functools import lru_cache

from corpus.vietnamese.normal import fold, has_diacritics, normalise
from corpus.vietnamese.sentences import sentences
from service.answering.addressed_signs import SIGNS

# Letters set apart one by one, long strings that are code and no word, words of two scripts.
_SPREAD = re.compile(r"(?<!\w)(?:[^\W\d_][ .·\-_]){6,}")
_LONG, _CODE = 24, re.compile(r"[0-9a-f]{32,}|[A-Za-z0-9+/]{24,}={0,2}")
_MIXED = re.compile(r"[a-zà-ỹ][\u0370-\u052f]|[\u0370-\u052f][a-zà-ỹ]", re.IGNORECASE)
_OTHER_SCRIPT = re.compile(r"[\u0370-\u1dff\u3040-\ud7ff]")
_MACHINE = re.compile(r"\bAI\b")
_ANNOUNCES = re.compile(r"(?::|như sau|sau đây|(?:câu|dòng|nội dung) (?:sau|tiếp theo))[.:]?\s*$")
_LOOK_ALIKES = str.maketrans("асеорхуіѕјԁһАВСЕНІЈКМОРЅТХУаο", "aceopxyisjdhABCEHIJKMOPSTXYao")
_Signs = tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]


def is_addressed(text: str, start: int = 0, end: int | None = None) -> bool:
    """Return whether the sentence `[start, end)` of a text speaks to a program.

    So does one that such a sentence before it in its line announces ("như sau:").
    """
    if _speaks(text[start:end]):
        return True
    before = text[text.rfind("\n", 0, start) + 1 : start]
    if not _ANNOUNCES.search(before):
        return False
    first, last = sentences(before)[-1]
    return _speaks(before[first:last])


@lru_cache(maxsize=4096)
def _speaks(sentence: str) -> bool:
    if _is_disguised(sentence):
        return True
    seen = sentence
    if not (seen.isprintable() and unicodedata.is_normalized("NFKC", seen)):
        seen = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", seen))
        seen = " ".join("".join(c if c.isprintable() else " " for c in seen).split())
    if _OTHER_SCRIPT.search(seen):
        seen = seen.translate(_LOOK_ALIKES)
    form = normalise(_MACHINE.sub("llm", seen))
    if _has_sign(form, _signs(plain=False)):
        return True
    return not has_diacritics(form) and _has_sign(form, _signs(plain=True))


def _is_disguised(sentence: str) -> bool:
    """Return whether the letters themselves hide what is said, or are not those of Vietnamese."""
    others = len(_OTHER_SCRIPT.findall(sentence))
    if (others and _MIXED.search(sentence)) or _SPREAD.search(sentence):
        return True
    for word in sentence.split():
        if len(word) >= _LONG and "://" not in word and _CODE.search(word):
            return True
    return 2 * others > sum(map(str.isalpha, sentence)) if others else False


def _has_sign(form: str, signs: _Signs) -> bool:
    # The words are there for speed, as are the loops: most sentences have few of them.
    for words, pattern in signs:
        for word in words:
            if word in form:
                if pattern.search(form):
                    return True
                break
    return False


@lru_cache(maxsize=2)
def _signs(*, plain: bool) -> _Signs:
    """Return the signs in matching form, without diacritics if `plain`."""
    form = fold if plain else str
    return tuple((tuple(form(words).split("|")), re.compile(form(found))) for words, found in SIGNS)
