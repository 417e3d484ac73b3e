"""When two Vietnamese answers are the same: SQuAD's normalisation, and spellings of one fact."""

import re
import string
from collections import Counter

from corpus.documents import parse_number
from corpus.vietnamese.normal import nfc, normalise

_PUNCTUATION = str.maketrans(dict.fromkeys(string.punctuation + "“”‘’…–—«»", " "))
_DATE = re.compile(r"\b(\d{1,2})\s*[/.-]\s*(\d{1,2})(?:\s*[/.-]\s*(\d{4}))?\b")
_LONG_DATE = re.compile(r"\bngày (\d{1,2}) tháng (\d{1,2})(?: năm (\d{4}))?")
_DOCUMENT = re.compile(r"\d+\s*[-–/]\s*(?:\d{4}\s*/\s*)?[a-zđ]+\d*(?:\s*[-–/]\s*[a-zđ]+\d*)*")


def squad_form(text: str) -> str:
    """Normalise as SQuAD does, for Vietnamese: lower case, one tone placing, no punctuation.

    There are no articles to drop; punctuation becomes a blank, blanks are single.
    """
    return " ".join(normalise(nfc(text)).translate(_PUNCTUATION).split())


def exact_match(prediction: str, answers: tuple[str, ...]) -> float:
    """Return 1.0 if the prediction equals one answer in SQuAD form; no answers: if it is empty."""
    form = squad_form(prediction)
    if not answers:
        return float(not form)
    return float(any(form == squad_form(answer) for answer in answers))


def f1(prediction: str, answers: tuple[str, ...]) -> float:
    """Return the best token F1 over the answers, as in SQuAD; no answers: 1.0 if it is empty."""
    words = squad_form(prediction).split()
    if not answers:
        return float(not words)
    best = 0.0
    for answer in answers:
        gold = squad_form(answer).split()
        if not words or not gold:
            best = max(best, float(words == gold))
            continue
        same = sum((Counter(words) & Counter(gold)).values())
        if same:
            precision, recall = same / len(words), same / len(gold)
            best = max(best, 2 * precision * recall / (precision + recall))
    return best


def fact_form(text: str) -> str:
    """Return a text in which dates, numbers and document numbers have one spelling.

    NFC, lower case, single spaces; `01/4/2025` and `ngày 1 tháng 4 năm 2025` become `1/4/2025`,
    `57- NQ/TW` becomes `57-nq/tw`.
    """
    text = " ".join(nfc(text).lower().split())
    text = _LONG_DATE.sub(_date, text)
    text = _DOCUMENT.sub(_document, text)
    return _DATE.sub(_date, text)


def holds(text: str, fact: str) -> bool:
    """Tell whether a fact stands in a text, in any of its spellings."""
    return fact_form(fact) in fact_form(text)


def _date(match: re.Match[str]) -> str:
    return "/".join(str(int(part)) for part in match.groups() if part)


def _document(match: re.Match[str]) -> str:
    number = parse_number(match[0])
    return number.normal.lower() if number else match[0]
