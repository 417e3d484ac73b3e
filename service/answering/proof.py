"""Whether one sentence says what a claim says: the claim may leave out, and hardly anything else.

The claim's words are laid beside the sentence's. It may drop words, move a phrase where a comma or
a joining word shows it, and add words that claim nothing. It may not touch what changes a meaning
(negation, bounds, deputies, "dự kiến"), take a figure's unit away, or join what the sentence says
of one thing with another. What is said well in other words is refused too: a wrong sentence costs
more than a missing one.
"""

import re
from collections.abc import Iterator, Sequence

from corpus.vietnamese.tokens import tokenize
from service.answering.proof_alignment import DATE, Alignment, Word, texts_of
from service.answering.proof_words import CLAIMS_NOTHING, DOUBTS

LONGEST = 200  # words; no sentence of news is longer
_LONG_DATE = re.compile(r"\b(\d{1,2}) tháng (\d{1,2}) năm (\d{4})", re.IGNORECASE)
_SPELLINGS = (
    (re.compile(r"\b[Ủủ]y ban nhân dân\b"), "UBND"),
    (re.compile(r"\b[Hh]ội đồng nhân dân\b"), "HĐND"),
    (re.compile(r"\bTP\.?(?=\s)"), "thành phố"),
    (re.compile(r"\btỉ(?=\s+(?:đồng|USD|lệ|giá))"), "tỷ"),
    (re.compile(r"(?<=\d)\s+%"), "%"),
)
_BREAK = re.compile(r"[,;:()–—]|\s-\s")


def words(text: str) -> list[Word]:
    """Return the words of a text, with one spelling of dates and of common abbreviations."""
    text = _LONG_DATE.sub(r"\1/\2/\3", text)
    for pattern, spelling in _SPELLINGS:
        text = pattern.sub(spelling, text)
    found: list[Word] = []
    end = 0
    for token in tokenize(text):
        percent = "%" if text[token.end : token.end + 1] == "%" else ""
        broken = bool(_BREAK.search(text[end : token.start]))
        found.append(Word(token.text + percent, broken, text[token.start].isupper()))
        end = token.end
    return found


def proves(sentence: str, claim: str, *, later: bool = False) -> bool:
    """Return whether the sentence says what the claim says.

    `later`: the claim goes on from another one, so that it must name whom the sentence is about.
    """
    said = words(claim)
    held = words(sentence)
    if not said or max(len(said), len(held)) > LONGEST:
        return False
    if sum(w.content and w.text not in CLAIMS_NOTHING for w in said) < 2 or (
        DOUBTS & texts_of(held)
    ) - texts_of(said):
        return False
    for part in _windows(held, whole_starts=later):
        dated = _dated(said, part)
        needed = {word.text for word in dated if word.content and not word.figure}
        whole = needed - CLAIMS_NOTHING <= {word.text for word in part}
        if whole and Alignment(dated, part).holds(later=later):
            return True
    return False


def _windows(held: list[Word], *, whole_starts: bool) -> Iterator[list[Word]]:
    """Yield the runs of clauses, shortest first; those from the sentence's start if so asked."""
    starts = [0, *(i for i, word in enumerate(held) if i and word.broken)]
    ends = [*starts[1:], len(held)]
    firsts = starts[:1] if whole_starts else starts
    spans = [(end - start, start, end) for start in firsts for end in ends if end > start]
    return (held[start:end] for _, start, end in sorted(spans))


def _dated(said: list[Word], held: Sequence[Word]) -> list[Word]:
    """Let "năm 2024" and "tháng 3/2024" be the one date of the sentence that lies in them."""
    known = {word.text for word in held}
    dates = [word.text for word in held if DATE.fullmatch(word.text)]
    result: list[Word] = []
    for word in said:
        within = [date for date in dates if date.endswith("/" + word.text)]
        if word.text not in known and len(set(within)) == 1:
            if result and result[-1].text in {"năm", "tháng"}:
                result.pop()
            result.append(Word(within[0], word.broken, word.capital))
        else:
            result.append(word)
    return result
