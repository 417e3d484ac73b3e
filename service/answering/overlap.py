"""What a question and a text have in common, word by word.

Words are compared without diacritics, and with them where they were typed; rare words weigh more
than common ones (`corpus.vietnamese.frequencies`). An abbreviation and its long form stand for
each other where query understanding found them.
"""

import itertools
import math
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from corpus.places import places
from corpus.vietnamese.frequencies import idf
from corpus.vietnamese.normal import fold, normalise
from corpus.vietnamese.tokens import terms
from index.hits import pairs
from service.answering.contrary import contraries, offices
from service.answering.countries import HOME, countries
from service.answering.question import Question
from service.answering.synonyms import synonyms

_YEAR = re.compile(r"(?:^|/)((?:1[89]|20)\d\d)$")
_DATE = re.compile(r"(\d{1,2})/(\d{1,2})(/\d{4})")
_DOCUMENT = re.compile(r"(\d{1,4})(?:(/\d{4})(?=/[a-z])|(?=[/-][a-z]))")
_FIGURES = re.compile(r"\d+(?:[.,]\d+)*")
# No list of frequencies knows numbers, and years stand everywhere: a number weighs what a rare
# syllable does, not what an unknown word does (docs/decisions/0011-reader.md).
OF_NUMBERS = 4.0
# A word so rare that begins a question is a name there ("Iceland"): one article in 150 has it.
RARE = 5.0
_OPENING = "\"“‘('"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: `exact` in matching form, `folded` without diacritics.

    `line` is the folded words between blanks, `years` are those that it names, in dates too, and of
    whole dates also the day ("17/5") and the month ("5/2025"), of documents the bare number ("57").
    """

    exact: tuple[str, ...]
    folded: tuple[str, ...]
    have: frozenset[str]
    line: str
    years: frozenset[str]


@dataclass(frozen=True, slots=True)
class Missing:
    """Shares in [0, 1] of what the question names and a text lacks."""

    share: float
    rarest: float
    numbers: float
    names: float


@dataclass(frozen=True, slots=True)
class Asked:
    """What of a question is compared.

    `weight` is by folded word, the heaviest first, `total` their sum, `words` the set of them;
    `numbers` are words with a figure, `years` those that name a year, `names` the folded runs of
    capitalised words. `same` pairs the words of a form with those of its expansion or of what
    means the same; `opposites` are words of the question with their opposite, `offices` those it
    names.
    """

    exact: tuple[str, ...]
    folded: tuple[str, ...]
    weight: dict[str, float]
    total: float
    words: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    numbers: frozenset[str]
    years: frozenset[str]
    names: frozenset[str]
    same: tuple[tuple[frozenset[str], frozenset[str]], ...]
    opposites: tuple[tuple[str, str], ...]
    offices: tuple[str, ...]


@lru_cache(maxsize=65_536)
def folded(word: str) -> str:
    """Return `fold(word)`, remembered: a corpus has few different syllables."""
    return fold(word)


@lru_cache(maxsize=16_384)
def words(text: str) -> Words:
    """Split a text into words, remembered: the same sentences are found again."""
    exact = tuple(terms(text))
    plain = tuple(map(folded, exact))
    dated = years(plain) | _within_dates(plain) | _of_documents(plain)
    return Words(exact, plain, frozenset(plain), f" {' '.join(plain)} ", dated)


@lru_cache(maxsize=64)
def asked(question: Question, expansions: tuple[str, ...] = ()) -> Asked:
    """Return what of the question is compared; expansions are `index.hits.Query.expansions`."""
    if expansions:
        whole = asked(question)
        return replace(whole, same=(*_same(expansions), *whole.same))
    exact = tuple(terms(question.content))
    plain = tuple(map(folded, exact))
    weight: dict[str, float] = {}
    for word, bare in zip(exact, plain, strict=True):
        rarity = idf(word) if question.accented else idf(bare, folded=True)
        if _FIGURES.fullmatch(bare):
            rarity = min(rarity, OF_NUMBERS)
        weight[bare] = max(weight.get(bare, 0.0), rarity)
    return Asked(
        exact=exact,
        folded=plain,
        weight=dict(sorted(weight.items(), key=lambda item: (-item[1], item[0]))),
        total=math.fsum(weight.values()) or 1.0,
        words=frozenset(weight),
        pairs=frozenset(itertools.pairwise(plain)),
        numbers=frozenset(w for w in plain if any(c.isdigit() for c in w)),
        years=years(plain),
        names=_names(question.text) if question.accented else _known_names(question.text),
        same=tuple(synonyms(exact, accented=question.accented)),
        opposites=contraries(exact),
        offices=offices(exact),
    )


def years(plain: Iterable[str]) -> frozenset[str]:
    """Return the years among words, those of dates too."""
    return frozenset(m[1] for word in plain if word[0].isdigit() and (m := _YEAR.search(word)))


def _within_dates(plain: Iterable[str]) -> frozenset[str]:
    dates = filter(None, (_DATE.fullmatch(word) for word in plain if word[0].isdigit()))
    return frozenset(part for date in dates for part in (f"{date[1]}/{date[2]}", date[2] + date[3]))


def _of_documents(plain: Iterable[str]) -> frozenset[str]:
    """Return the bare numbers of documents among words, with their year too: "174/2025"."""
    found = (m for word in plain if word[0].isdigit() and (m := _DOCUMENT.match(word)))
    return frozenset(part for m in found for part in (m[1], m[1] + (m[2] or "")))


def _same(expansions: Sequence[str]) -> Iterable[tuple[frozenset[str], frozenset[str]]]:
    for written, meant in pairs(expansions):
        sides = frozenset(words(written).folded), frozenset(words(meant).folded)
        if all(sides):
            yield sides


def _names(text: str) -> frozenset[str]:
    """Return the folded runs of capitalised words; a first word alone is no name.

    Unless it is an abbreviation. Nor is it part of a name before one ("Điểm EGDI" names EGDI), or
    where it only leads to the name: "Theo Bộ Y tế".
    """
    runs: list[list[str]] = [[]]
    for word in text.replace("Thành phố", "thành phố").split():
        capital = word.lstrip(_OPENING)[:1].isupper() and not any(c.isdigit() for c in word)
        if capital:
            runs[-1].append(word)
        if not capital or word[-1] in ",.;:)":
            runs.append([])
    first = text.split()[:1]
    begins = first and runs[0][:1] == first and not _is_name(first[0])
    opens = begins and normalise(first[0]) in _OPENS
    if opens or (begins and (len(runs[0]) == 1 or _is_short(runs[0][1]))):
        del runs[0][0]
    found = (" ".join(words(" ".join(run)).folded) for run in runs if run)
    return frozenset(run for run in found if run)


def _known_names(text: str) -> frozenset[str]:
    """Return the provinces and countries that a text without diacritics names, folded.

    With its capitals too fewer questions are answered wrongly, and as many fewer rightly.
    """
    provinces = (fold(text[found.start : found.end]) for found in places().find(text))
    return frozenset(provinces) | (countries(text) - {HOME})


# What begins a question before a name and is no part of it, in matching form.
_OPENS = frozenset(
    ("theo", "tại", "ở", "trong", "năm", "khi", "từ", "đến", "tới", "với", "về", "cho", "do",
     "bởi", "nếu", "vì", "hiện", "còn", "ngày", "tháng", "có", "các", "những", "như", "tính",
     "trước", "sau", "đầu", "cuối", "giữa", "qua", "trên", "dưới", "ai", "nước", "vậy", "thế",
     "ngoài", "dự", "ông", "bà", "anh", "chị", "tỉnh", "huyện", "xã")
)  # fmt: skip


def _is_name(word: str) -> bool:
    """Tell what is a name wherever it stands: an abbreviation, or a word of no common text."""
    return _is_short(word) or (len(word) > 1 and word.isalpha() and idf(normalise(word)) >= RARE)


def _is_short(word: str) -> bool:
    """Tell an abbreviation by its capitals."""
    return len(word) > 1 and word.isupper()


def held(question: Asked, have: frozenset[str], known: frozenset[str]) -> frozenset[str]:
    """Return the words of the question that a text holds, by themselves or by an expansion.

    `known` are the text's years.
    """
    found = have & question.words
    for written, meant in question.same:
        if meant <= have:
            found |= written & question.words
    return found | (question.numbers & known)


def coverage(question: Asked, found: Collection[str]) -> float:
    """Return the weighted share of the question's words that were found."""
    # In any order of the words the same, to the last bit.
    return min(1.0, math.fsum(map(question.weight.__getitem__, found)) / question.total)


def exact_coverage(question: Asked, text: Words) -> float:
    """Return the weighted share found with the diacritics that were typed."""
    have = set(text.exact)
    found = {p for w, p in zip(question.exact, question.folded, strict=True) if w in have}
    return coverage(question, found)


def missing(question: Asked, found: frozenset[str], texts: Sequence[Words]) -> Missing:
    """Return what of the question is not found in texts that stand together."""
    weight = question.weight
    rarest = next((w for word, w in weight.items() if word not in found), 0.0)  # heaviest first
    most = next(iter(weight.values()), 1.0) or 1.0
    numbers = question.numbers
    names = question.names
    lacking = sum(not (name in found or _named(question, name, texts)) for name in names)
    return Missing(
        share=1.0 - coverage(question, found),
        rarest=rarest / most,
        numbers=len(numbers - found) / max(1, len(numbers)),
        names=lacking / max(1, len(names)),
    )


def _named(question: Asked, name: str, texts: Sequence[Words]) -> bool:
    """Tell whether a name stands in texts, or what stands for it or a part of it.

    "Bác Hồ" is Chủ tịch Hồ Chí Minh, "Bộ GD&ĐT" is Bộ Giáo dục và Đào tạo.
    """
    if any(f" {name} " in text.line for text in texts):
        return True
    words = frozenset(name.split())
    forms = [(written, meant) for written, meant in question.same if written & words]
    for text in texts if forms else ():
        known = [written for written, meant in forms if meant <= text.have]
        if known and words.difference(*known) <= text.have:
            return True
    return False


def pair_coverage(question: Asked, text: Words) -> float:
    """Return the share of the question's neighbouring words that are neighbours in the text."""
    pairs = question.pairs
    return len(pairs.intersection(itertools.pairwise(text.folded))) / max(1, len(pairs))


def longest_run(question: Asked, text: Words) -> float:
    """Return the longest run of the question that stands in the text as it is, as a share."""
    query = question.folded
    best = start = 0
    # A window that only grows: each word is looked up once at the current best length.
    while start + best < len(query):
        if query[start + best] not in text.have:
            start += best + 1
        elif f" {' '.join(query[start : start + best + 1])} " in text.line:
            best += 1
        else:
            start += 1
    return best / max(1, len(query))
