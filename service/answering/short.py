"""The short answer: verbatim words of a quote, "Có" or "Không", or several joined by "; "."""

import re
from collections.abc import Sequence

from corpus.vietnamese.normal import fold
from corpus.vietnamese.tokens import tokenize
from service.answering import spans
from service.answering.overlap import words
from service.answering.question import Kind, Question
from service.answering.ranking import Ranked

YES, NO = "Có", "Không"
JOINT = "; "
# Kinds whose answer has a form; a span without that form gives way to one that has it.
_FORMED: frozenset[Kind] = frozenset(("percent", "money", "number", "date", "document", "person"))
_NEGATIONS = frozenset(("không", "chưa", "chẳng", "cấm"))
# "… không?" asks and does not deny.
_YEAR = re.compile(r"(?<![\w/-])(?:19|20)\d\d(?![\w/-])")
_CLOSING = re.compile(r"\s(?:không|chưa)(?: ạ| vậy| nhỉ)?$")
_PAIRS = {"(": ")", "“": "”", "‘": "’", '"': '"'}
_AFTER_NUMBER = re.compile(r"\s?(?:%|°\s?C\b|‰)")


def short_answer(question: Question, chosen: Sequence[Ranked]) -> str | None:
    """Return the short answer that the chosen sentences give, None where none was asked for."""
    if question.kind == "summary":
        return None
    if question.kind == "yesno":
        return _yes_or_no(question, chosen[0])
    if question.kind == "list":
        parts = dict.fromkeys(_span(question, ranked) for ranked in chosen if ranked.end)
        return JOINT.join(part for part in parts if part) or None
    return _span(question, chosen[0])


def _yes_or_no(question: Question, ranked: Ranked) -> str | None:
    """Return whether the sentence affirms; None if it leaves out what the question names."""
    sentence = ranked.evidence.words
    asked = words(_CLOSING.sub("", question.content)).exact
    named = {fold(w) for w in asked if any(c.isdigit() for c in w)}
    if not named <= sentence.have:
        return None
    negated = _NEGATIONS & set(sentence.exact)
    return NO if negated and not _NEGATIONS & set(asked) else YES


def _span(question: Question, ranked: Ranked) -> str | None:
    sentence = ranked.evidence.text
    start, end = ranked.start, ranked.end
    if question.kind in _FORMED:
        found = _of_year(question, sentence)
        if not any(s < end and start < e for s, e in found):
            known = ranked.evidence.words.have & words(question.content).have
            matched = [t for t in tokenize(sentence) if fold(t.text) in known]
            if span := spans.pick(question, sentence, matched, found):
                start, end = span
    start, end = _whole(sentence, start, end)
    return sentence[start:end] or None


def _of_year(question: Question, sentence: str) -> Sequence[spans.Span]:
    """Return the spans of the asked kind, only those of the year asked about where it names more.

    "Năm 2023 đạt 5, năm 2024 đạt 7": after their year, or, where one stands before any year is
    named ("từ 5 năm 2023 lên 7 năm 2024"), before it.
    """
    found = spans.candidates(sentence, question.kind)
    asked = {match[0] for match in _YEAR.finditer(question.text)}
    years = list(_YEAR.finditer(sentence))
    if len(asked) != 1 or question.kind == "date" or not asked < {match[0] for match in years}:
        return found
    here = next(i for i, match in enumerate(years) if match[0] in asked)
    if found and found[0][0] < years[0].start():
        first, last = years[here - 1].end() if here else 0, years[here].start()
    else:
        others = (match.start() for match in years[here + 1 :] if match[0] not in asked)
        first, last = years[here].end(), next(others, len(sentence))
    return [span for span in found if first <= span[0] < last] or found


def _whole(sentence: str, start: int, end: int) -> tuple[int, int]:
    """Take in the sign after a number and the bracket or quote that a span has half of."""
    if start < end and sentence[end - 1].isdigit():
        sign = _AFTER_NUMBER.match(sentence, end)
        end = sign.end() if sign else end
    for opening, closing in _PAIRS.items():
        inside = sentence[start:end]
        if sentence[start - 1 : start] == opening and (
            sentence[end : end + 1] == closing or inside.endswith(closing)
        ):
            start -= 1
        inside = sentence[start:end]
        if (
            opening != closing
            and inside.count(opening) > inside.count(closing)
            and sentence[end : end + 1] == closing
        ):
            end += 1
    return start, end
