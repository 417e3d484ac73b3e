"""When two Vietnamese answers are the same: SQuAD's normalisation, and spellings of one fact."""

import re
import string
import unicodedata
from collections import Counter

from corpus.documents.numbers import find_numbers
from corpus.vietnamese.normal import nfc, normalise

_PUNCTUATION = str.maketrans(dict.fromkeys(string.punctuation + "“”‘’…–—«»", None))
_MARKER = re.compile(r"\s*\[\d+\]")
_DAY = r"(?:(?:ngày|mùng|mồng) )?"
# A month after a day without a year counts only where "ngày" says that it is a date.
_SPELT_DATE = re.compile(
    rf"{_DAY}\b(\d{{1,2}}) tháng (\d{{1,2}})(?:,? năm |/)(\d{{4}})\b"
    r"|(?:ngày|mùng|mồng) (\d{1,2}) tháng (\d{1,2})\b"
)
_DATE = re.compile(
    rf"{_DAY}(?<![\w.,/-])(\d{{1,2}}) ?([/.-]) ?(\d{{1,2}}) ?\2 ?(\d{{4}})(?![\w/])"
    rf"|{_DAY}(?<![\w.,/])(\d{{1,2}})/(\d{{1,2}})(?![\w/])"
)
_MONTH = re.compile(r"(?:(?<=tháng )(\d{1,2}),? năm |(?<![\w.,/-])(\d{1,2})/)(\d{4})(?![\w/])")
_GROUPED = re.compile(r"(?<![\w.,/-])\d{1,3}(?:\.\d{3})+(?![\w.])")
_PERCENT = re.compile(r"(?<=\d) ?(?:%|phần trăm\b)")
_LEADING_ZERO = re.compile(r"(?<![\w.,/-])0+(?=\d+(?![.,]?\d))")
_BARE_DAY = re.compile(r"\d{1,2} tháng \d{1,2}")
_YES_NO = ("có", "không")


def squad_form(text: str) -> str:
    """Normalise as SQuAD does, for Vietnamese: lower case, one tone placing, no punctuation.

    Punctuation goes and blanks become single, as in SQuAD's own script; there are no articles to
    drop.
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


def contains(text: str, answers: tuple[str, ...]) -> bool:
    """Tell whether one of the answers stands in a text, whole words in SQuAD form."""
    form = f" {squad_form(text)} "
    return any(f" {squad_form(answer)} " in form for answer in answers if squad_form(answer))


def fact_form(text: str) -> str:
    """Return a text in which dates, numbers and document numbers have one spelling.

    NFC, lower case, single blanks; `01/4/2025` and `ngày 1 tháng 4 năm 2025` become `1/4/2025`,
    `57- NQ/TW` becomes `57-nq/tw`, `1.000` becomes `1000`, `8 phần trăm` becomes `8%`.
    """
    text = " ".join(nfc(text).split())
    parts: list[str] = []
    end = 0
    for found in find_numbers(text):
        parts += [text[end : found.start], found.number.normal]
        end = found.end
    text = normalise("".join(parts) + text[end:]).replace("–", "-")
    text = _DATE.sub(_date, _SPELT_DATE.sub(_date, text))
    text = _MONTH.sub(_date, text)
    text = _GROUPED.sub(lambda match: match[0].replace(".", ""), text)
    text = _LEADING_ZERO.sub("", _PERCENT.sub("%", text))
    return re.sub(r"\btỉ\b", "tỷ", text)


def holds(text: str, fact: str) -> bool:
    """Tell whether a fact stands in a text, in any of its spellings, as whole words and numbers.

    "71" is not held by "171", "71,5", "71/NQ-CP" or "1/71", "17/5" is by "17/05/2025", and a year
    by a date of that year. "15 tháng 4" may be a day or fifteen of something.
    """
    forms = [fact_form(fact)]
    if _BARE_DAY.fullmatch(forms[0]):
        forms.append(fact_form(f"ngày {fact}"))
    whole = fact_form(text)
    return any(_stands(form, whole) for form in forms if form)


def _stands(form: str, whole: str) -> bool:
    before, after = r"(?<!\w)(?<!\d[.,])", r"(?!\w)(?![.,]\d)"
    if re.match(r"\d[^/]*$", form) and not re.match(r"\d{4}$", form):
        before += r"(?<!\d/)"
    if re.match(r"[\d.,]+$", form):
        after += r"(?!/)(?!-[^\W\d])"
    return re.search(before + re.escape(form) + after, whole) is not None


def is_yes_no(fact: str) -> bool:
    """Tell whether a gold answer is "Có" or "Không": words that stand in any text."""
    return fact_form(fact) in _YES_NO


def says(answer: str, short_answer: str | None, fact: str) -> bool:
    """Tell whether an answer states a fact, in its text or in its short answer.

    A yes or no is what the short answer says, or without one what the answer begins with: both
    words are so common that they stand in most sentences.
    """
    if is_yes_no(fact):
        told = fact_form(short_answer or answer)
        return re.match(re.escape(fact_form(fact)) + r"\b", told) is not None
    return holds(f"{_MARKER.sub('', answer)}\n{short_answer or ''}", fact)


def unaccented(text: str) -> str:
    """Return a text as it is typed without diacritics, case kept."""
    letters = unicodedata.normalize("NFD", text).translate(str.maketrans("đĐ", "dD"))
    return unicodedata.normalize("NFC", "".join(c for c in letters if not unicodedata.combining(c)))


def _date(match: re.Match[str]) -> str:
    return "/".join(str(int(part)) for part in match.groups() if part and part.isdigit())
