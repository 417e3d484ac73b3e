"""Abbreviations that nobody defined: "CSCĐ" where the articles found say "Cảnh sát cơ động".

The initials have to be those of words that the hits say again and again.
"""

import re
from collections import Counter
from collections.abc import Sequence

from corpus.vietnamese.normal import fold, normalise
from index.hits import Hit, SearchResult, pairs
from service.answering import overlap
from service.answering.ranking import HITS_READ

_SHORT = re.compile(r"(?<![\w/.&-])(?<!\d )[A-ZĐ]{2,6}(?![\w/&-]|\.\w)")
_WORDS = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)+")
# Words that begin or end no name.
_JOINING = frozenset(
    """và của về các cho với những trong theo là có được bị để từ tại ở khi do này đó một không đã
    sẽ cũng như mà thì đến vào ra trên dưới sau trước hoặc hay nếu phải đang""".split()  # noqa: SIM905 - read as text
)
_OFTEN = {2: 4}  # times that the words of so few letters stand in the hits; of more letters:
_AGAIN = 2


def spelled_out(question: str, result: SearchResult) -> str:
    """Return the question (NFC) with unknown abbreviations as the words that the hits have.

    One that query understanding knows, or that stands in a hit, stays as it is.
    """
    shorts = dict.fromkeys(_SHORT.findall(question))
    known = {written for written, _ in pairs(result.query.expansions)}
    shorts = {short: None for short in shorts if short not in known}
    if not shorts or question.isupper():
        return question
    hits = result.hits[:HITS_READ]
    have = {word for hit in hits for word in overlap.words(f"{hit.title or ''}\n{hit.text}").exact}
    for short in shorts:
        if normalise(short) not in have and (meant := _commonest(short, hits)):
            question = re.sub(rf"(?<!\w){short}(?!\w)", meant, question)
    return question


def _commonest(short: str, hits: Sequence[Hit]) -> str | None:
    """Return the words with these initials that the hits have most often, None where too few."""
    initials = short.lower()
    counts: Counter[str] = Counter()
    for hit in hits:
        for run in _WORDS.findall(f"{hit.title or ''}\n{hit.text}"):
            syllables = run.lower().split()
            for first in range(len(syllables) - len(initials) + 1):
                words = syllables[first : first + len(initials)]
                if all(map(_begins, words, initials)) and not _JOINING & {words[0], words[-1]}:
                    counts[" ".join(words)] += 1
    meant, times = next(iter(counts.most_common(1)), ("", 0))
    return meant if times >= _OFTEN.get(len(initials), _AGAIN) else None


def _begins(syllable: str, initial: str) -> bool:
    """Tell whether it is the initial of the syllable; "đ" and "d" are two letters."""
    return syllable[0] == initial or (
        "đ" not in (syllable[0], initial) and fold(syllable[0]) == initial
    )
