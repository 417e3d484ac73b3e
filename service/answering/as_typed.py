"""A question as it was meant: typed in capitals, in raw Telex, or in the short forms of chats."""

import re

from corpus.documents import find_documents
from corpus.vietnamese.frequencies import idf
from corpus.vietnamese.normal import fold, has_diacritics, nfc, normalise
from corpus.vietnamese.telex import decode
from index.rendering import render

# Short forms of chats that are no word, abbreviation or unit.
_CHAT = {
    "bn": "bao nhiêu", "bnhiu": "bao nhiêu", "bnhieu": "bao nhiêu", "nhiu": "nhiêu",
    "dc": "được", "đc": "được", "dk": "được", "đk": "được", "ko": "không", "kh": "không",
    "hok": "không", "hong": "không", "khum": "không", "ntn": "như thế nào", "trc": "trước",
    "vs": "với", "mik": "mình", "mk": "mình", "mn": "mọi người", "mng": "mọi người", "cx": "cũng",
    "hnay": "hôm nay", "bjo": "bao giờ", "tủi": "tuổi", "j": "gì", "lm": "làm",
}  # fmt: skip
# Types of documents before a whole number: "QĐ 749/QĐ-TTg".
_TYPES = {"qd": "Quyết định", "nd": "Nghị định", "nq": "Nghị quyết", "tt": "Thông tư"}
_TYPE = re.compile(
    r"(?<![\w/.-])(?P<code>[qQ][đĐdD]|[nN][đĐdDqQ]|[tT]{2})(?=\.? (?:số |so )?\d+(?:/\d+)?/)"
)
_WORD = re.compile(r"(?<![\w/.-])[^\W\d_]+(?![\w/-]|\.\w)")
# "k" only where it denies: before a verb or at the end, never after a figure.
_NOT = re.compile(r"(?<!\d )(?<![\w/.-])k(?= (?:được|dc|đc|có|co|phải|phai|bị|bi|cần|can)\b)")
_AT_END = re.compile(r"\s+(?:z|zậy|zay|v|vậy ta|dzậy)(?:\s+(?:ạ|a|ta|ad|mn|mọi người))*\s*[?.!]*$")
_SHOUTED = 3  # words
# The shape of every syllable, without diacritics.
_SYLLABLE = re.compile(
    r"(?:ngh?|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?"
)


def as_meant(text: str) -> str:
    """Return a question (NFC) with Telex decoded, capitals lowered, chat forms written out.

    One in English, or typed as usual, stays as it is.
    """
    text = nfc(text)
    if render(text):
        return text
    if text.isupper() and len(text.split()) >= _SHOUTED:
        text = _lowered(text)
    text = _AT_END.sub("?", decode(text))
    bare = not has_diacritics(_TYPE.sub("", text))
    text = _TYPE.sub(lambda m: _type(m["code"], bare=bare), text)
    text = _NOT.sub("khong" if bare else "không", text)
    return _WORD.sub(lambda m: _written(m[0], bare=bare), text)


def _type(code: str, *, bare: bool) -> str:
    meant = _TYPES[fold(code)]
    return fold(meant) if bare else meant


def _lowered(text: str) -> str:
    """Return a text in capitals without them, but for documents and what is no syllable."""
    kept = {i for found in find_documents(text) for i in range(found.start, found.end)}
    return _WORD.sub(lambda m: m[0] if m.start() in kept or _is_short(m[0]) else m[0].lower(), text)


def _is_short(word: str) -> bool:
    """Tell whether it is no syllable: of another shape, or in no list of words."""
    if not _SYLLABLE.fullmatch(fold(word)):
        return True
    plain = not has_diacritics(word)
    return idf(normalise(word), folded=plain) >= idf("xyz", folded=plain)


def _written(word: str, *, bare: bool) -> str:
    meant = _CHAT.get(word)
    if meant is None:
        return _untangled(word) if has_diacritics(word) and word.islower() else word
    return fold(meant) if bare else meant


def _untangled(word: str) -> str:
    """Return a word that is none with two neighbouring letters the other way round, if that is."""
    if not _is_short(word):
        return word
    swapped = (word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1))
    known = [other for other in swapped if not _is_short(other)]
    return min(known, key=lambda other: idf(normalise(other)), default=word)
