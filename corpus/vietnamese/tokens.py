"""Tokens: what the lexical leg indexes and what readers compare.

A token is a syllable (any run of letters and digits, such as `covid19`), a number or a date, in
matching form. A number keeps its separators and loses its sign: `18,72%` is `18,72`. A date has
one spelling, `1/4/2025`, whatever it is written with, and a number of two digits under ten loses
its zero, so that "05 tháng 6" and "5 tháng 6" agree.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from corpus.vietnamese.normal import normalise

_WORD = re.compile(r"[^\W\d_][^\W_]*|\d+(?:[.,/-]\d+)+|[^\W_]+")
# Inside what starts with a digit: dates and numbers that stand whole, else single figures.
_FIGURE = re.compile(
    r"""
      (?<![./]) (?P<day>\d\d?) (?P<mark>[./-]) (?P<month>\d\d?) (?P=mark) (?P<year>\d{4})
      (?! \d | [./]\d )
    | (?P<iso>\d{4}-\d\d-\d\d) (?! \d | [./-]\d )
    | (?<![./]) (?P<short>\d\d?/(?:\d{4}|\d\d?)) (?! \d | [./]\d )
    | (?<![.,]) (?: \d{1,3}(?:\.\d{3})+(?:,\d+)?
                  | \d{1,3}(?:,\d{3})+(?:\.\d+)?
                  | \d+[.,]\d+ ) (?! [.,]?\d )
    | [^\W_]+
    """,
    re.VERBOSE,
)


class Token(NamedTuple):
    """A token's matching form and its span `[start, end)` in the text.

    A named tuple because readers make thousands for an answer, and it is made in half the time.
    """

    text: str
    start: int
    end: int


def _joined(parts: Iterable[str]) -> str:
    """Return the parts of a date without leading zeros."""
    return "/".join(part.lstrip("0") or "0" for part in parts)


def _spelling(figure: re.Match[str]) -> str:
    """Return the one spelling of a figure."""
    if figure["day"]:
        return _joined(figure.group("day", "month", "year"))
    if figure["iso"]:
        return _joined(reversed(figure["iso"].split("-")))
    if figure["short"]:
        return _joined(figure["short"].split("/"))
    found = figure[0]
    return found[1] if len(found) == 2 and found[0] == "0" and found[1].isdecimal() else found


def _tokens(form: str) -> Iterator[Token]:
    """Yield the tokens of a text in matching form."""
    for word in _WORD.finditer(form):
        if form[word.start()] > "9":
            yield Token(word[0], *word.span())
        else:
            for figure in _FIGURE.finditer(form, *word.span()):
                yield Token(_spelling(figure), *figure.span())


def tokenize(text: str) -> list[Token]:
    """Return the tokens of `text` in order; they do not overlap."""
    return list(_tokens(normalise(text)))


def terms(text: str) -> list[str]:
    """Return the texts of `tokenize(text)`, faster."""
    found: list[str] = []
    for word in _WORD.findall(normalise(text)):
        if word[0] > "9":
            found.append(word)
        else:
            found.extend(_spelling(figure) for figure in _FIGURE.finditer(word))
    return found


def bigrams(terms: Sequence[str]) -> list[str]:
    """Return the neighbours among `terms` joined by an underscore, one less than there are terms.

    No term holds an underscore, so that a bigram is never taken for a term.
    """
    return [f"{first}_{second}" for first, second in pairwise(terms)]
