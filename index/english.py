"""Which questions are English, and the words by which they are.

The language of a whole article is told by `corpus.vietnamese.language`; a question has few words,
and one typed without diacritics may be half made of what are English words too (can, to, an, the).
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from corpus.vietnamese.language import language
from corpus.vietnamese.normal import has_diacritics
from embeddings.glossary import WORD, Entry, bundled

WITH_SMALL = 0.3  # share of English words that is enough where small words are among them
WITHOUT = 0.5

_LETTERS = re.compile(r"[^\W\d_]+")
_SYLLABLE = re.compile(
    r"(?:[bcdghklmnpqrstvx]|ch|gh|gi|kh|ngh?|nh|ph|qu|th|tr)?[aeiouy]{1,3}(?:[cmpt]|ch|ng?|nh)?"
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ASKING = _words("how what when where which who whom whose why")
# After "what", these tell that it asks for a thing by itself ("what is"), not for a kind of what
# follows ("what date").
AUXILIARY = _words(
    "is are was were do does did has have had can could will would shall should must may might the "
    "this these"
)
# Words that say nothing of what is looked for.
EMPTY = AUXILIARY | _words(
    "a about according all also am an and any as at be been being both but by come comes each for "
    "from get got he her here him his i if in into it its just know let like make makes made me "
    "mine my no not of off on only or other our out own per please put she show so some such take "
    "takes tell than that their them then there they those through to under upon us very via want "
    "wants we with within you your"
)
_SMALL = frozenset(
    word for word in EMPTY | ASKING if len(word) > 1 and not _SYLLABLE.fullmatch(word)
)

# Small Vietnamese words without their marks that are no English ones.
_VIETNAMESE = _words("gi nao nhieu cua nhung duoc khong cac khi nguoi theo voi nghi luat trong")


@lru_cache(maxsize=256)
def is_english(text: str) -> bool:
    """Return whether a question (NFC) is English; names in it may have diacritics.

    What tells is what could not be Vietnamese syllables, so that no question typed without
    diacritics is taken for English: `WITH_SMALL` of all words where a small English word is among
    them; where none is, `WITHOUT` of them in terms that Vietnamese does not borrow.
    """
    words = _LETTERS.findall(text.lower() if text.isupper() else text)
    bare: list[str] = []
    marked: list[str] = []
    for word in words:
        (marked if has_diacritics(word) else bare).append(word)
    if any(word[0].islower() for word in marked) or not _VIETNAMESE.isdisjoint(bare):
        return False
    if language(" ".join(bare)) == "vi":
        return False
    if any(word.lower() in _SMALL for word in bare):
        return sum(map(_strange, bare)) >= WITH_SMALL * len(words)
    return not marked and 0 < WITHOUT * len(words) <= _known(bare)


def may_be_name(word: str) -> bool:
    """Return whether a small word is spelled as a part of a Vietnamese name may be (To Lam)."""
    return word.istitle() and _SYLLABLE.fullmatch(word.lower()) is not None


def _known(words: Sequence[str]) -> int:
    """Return how many of the words are in terms that could not stand in a Vietnamese question."""
    known = position = 0
    while position < len(words):
        entry, count = bundled().match(words, position) or (None, 1)
        if entry and _foreign(entry, words[position : position + count]):
            known += count
        position += count
    return known


def _strange(word: str) -> bool:
    """Return whether a word could not be a Vietnamese syllable."""
    return not _SYLLABLE.fullmatch(word.lower())


def _foreign(entry: Entry, phrase: Sequence[str]) -> bool:
    """Return whether a phrase could not stand in a Vietnamese question just so."""
    borrowed = {word.lower() for term in entry.vietnamese for word in WORD.findall(term)}
    return any(word not in borrowed and _strange(word) for word in map(str.lower, phrase))
