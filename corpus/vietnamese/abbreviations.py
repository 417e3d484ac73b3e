"""Abbreviations: the bundled lexicon of government usage, and those a text defines itself.

`abbreviations.tsv` has a short form, a long form and perhaps a note to a line; a short form with
several readings has several lines, the commonest first.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from corpus.documents.numbers import find_numbers
from corpus.vietnamese.definitions import Definition, defined_in
from corpus.vietnamese.normal import fold, has_diacritics, normalise
from corpus.vietnamese.tokens import terms

__all__ = ["Abbreviation", "Definition", "Lexicon", "defined_in"]

_FILE = "abbreviations.tsv"
_RUN = re.compile(r"(?<![\w&/])[^\W\d_]+(?:[&-][^\W\d_]+)*(?![\w&/])")
_PART = re.compile(r"[^\W\d_]+")
_MOST_PARTS = 3  # of a short form in the lexicon: DTTS&MN, VH-TT&DL
# Letters of an address (baochinhphu.vn) are no abbreviation.
_IN_ADDRESS = re.compile(r"^[.@:=_]|\.[a-z]$")
# What could be a Vietnamese syllable typed without diacritics is no abbreviation in lower case.
_SYLLABLE = re.compile(
    r"(?:[bcdghklmnpqrstvx]|ch|gh|gi|kh|ngh?|nh|ph|qu|th|tr)?[aeiouy]{1,3}(?:ch?|m|ng?h?|nh|p|t)?"
)


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form at its span `[start, end)` in a text, with its readings, commonest first."""

    short: str
    expansions: tuple[str, ...]
    start: int
    end: int


class Lexicon:
    """Short forms and what they stand for."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Take pairs of a short and a long form, the commoner reading of a short form first."""
        self.pairs = tuple(dict.fromkeys(pairs))
        self._exact: dict[str, tuple[str, ...]] = {}
        self._lower: dict[str, tuple[str, ...]] = {}
        self._folded: dict[str, tuple[str, ...]] = {}
        self._shorts: dict[str, tuple[str, ...]] = {}
        for short, long in self.pairs:
            _add(self._exact, short, long)
            _add(self._lower, normalise(short), long)
            _add(self._folded, fold(short), long)
            for key in dict.fromkeys((_key(long), fold(_key(long)))):
                _add(self._shorts, key, short)
        self._known = self._lower.keys() | self._folded.keys()

    @staticmethod
    @lru_cache(maxsize=1)
    def bundled() -> "Lexicon":
        """Return the lexicon that comes with the program."""
        text = files(__package__).joinpath(_FILE).read_text(encoding="utf-8")
        rows = (line.split("\t") for line in text.splitlines())
        return Lexicon((row[0], row[1]) for row in rows)

    def extended(self, pairs: Iterable[tuple[str, str]]) -> "Lexicon":
        """Return a lexicon with more pairs; the readings of this one stay first."""
        return Lexicon((*self.pairs, *pairs))

    def expansions(self, short: str) -> tuple[str, ...]:
        """Return the long forms of `short`, commonest first.

        As it is usually written, else in any case, else without diacritics too. A lower-case word
        that may be a syllable (`tu`, `ai`, `an`) is taken for one.
        """
        if found := self._exact.get(short):
            return found
        if not short.isupper() and _SYLLABLE.fullmatch(fold(short)):
            return ()
        if has_diacritics(short):
            return self._lower.get(normalise(short), ())
        return self._lower.get(normalise(short)) or self._folded.get(fold(short), ())

    def shortenings(self, long: str) -> tuple[str, ...]:
        """Return the short forms of `long`, which may lack its diacritics."""
        return self._shorts.get(_key(long), ())

    def find(self, text: str) -> list[Abbreviation]:
        """Return the abbreviations in `text` (NFC) in order, none from a document number.

        Among words in capitals (a headline) one that may be a syllable is taken for one.
        """
        numbers = [(number.start, number.end) for number in find_numbers(text)]
        found = (each for run in _RUN.finditer(text) for each in self._within(text, run))
        return [
            each for each in found if not any(s < each.end and each.start < e for s, e in numbers)
        ]

    def _within(self, text: str, run: re.Match[str]) -> Iterator[Abbreviation]:
        """Yield the abbreviations in letters joined by & and -, the longest first."""
        if run[0].isalpha():
            if whole := self._at(text, *run.span()):
                yield whole
            return
        parts = [part.span() for part in _PART.finditer(text, *run.span())]
        position = 0
        while position < len(parts):
            count = min(_MOST_PARTS, len(parts) - position)
            joined = (
                (size, self._at(text, parts[position][0], parts[position + size - 1][1]))
                for size in range(count, 0, -1)
            )
            size, abbreviation = next((pair for pair in joined if pair[1]), (1, None))
            if abbreviation:
                yield abbreviation
            position += size

    def _at(self, text: str, start: int, end: int) -> Abbreviation | None:
        """Return the abbreviation that fills the span, if one does."""
        short = text[start:end]
        if short.lower() not in self._known:
            return None
        expansions = self.expansions(short)
        if not expansions or (
            short.islower() and _IN_ADDRESS.search(text[max(0, start - 1) : end + 2])
        ):
            return None
        if _SYLLABLE.fullmatch(fold(short)) and self._shouted(text, start, end):
            return None
        return Abbreviation(short, expansions, start, end)

    def _shouted(self, text: str, start: int, end: int) -> bool:
        """Return whether a word next to the span is in capitals and no abbreviation itself."""
        before = re.search(r"([^\W\d_]+)\s$", text[max(0, start - 12) : start])
        after = re.match(r"\s([^\W\d_]+)", text[end : end + 12])
        words = [match[1] for match in (before, after) if match]
        return any(w.isupper() and len(w) > 1 and w not in self._exact for w in words)


def _add(table: dict[str, tuple[str, ...]], key: str, value: str) -> None:
    """Put `value` last among the values of `key`, once."""
    values = table.get(key, ())
    if value not in values:
        table[key] = (*values, value)


def _key(long: str) -> str:
    """Return what two spellings of a long form have in common."""
    return " ".join(terms(long))
