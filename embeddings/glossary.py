"""English terms of government, law, economy and technology with their Vietnamese.

`glossary.tsv` has the English spellings of a term and the Vietnamese ones to a line, a tab between
the two, the usual one first on either side. A line that begins with # names the section below it:
the words that ask, acts (verbs), qualities (adjectives), links (numerals and other words that keep
their place); every other section holds nouns by subject. It is read both ways: from English for
questions, as pairs for training.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

_FILE = "glossary.tsv"
# A word, a number with its separators, an ordinal. The s of a possessive is no word.
WORD = re.compile(r"\d+(?:[.,]\d+)+|(?!(?<=['’])s\b)[^\W_]+")
_HISS = ("sses", "shes", "ches", "xes", "zes")
_NO_PLURAL = ("ss", "us", "is")
_KEPT_DOUBLE = "lsfz"  # passed, rolled: the two letters are the word's own


@dataclass(frozen=True, slots=True)
class Entry:
    """One term: its spellings in each language, the usual one first, and its section."""

    english: tuple[str, ...]
    vietnamese: tuple[str, ...]
    section: str = ""


class Glossary:
    """Entries that are found by the English words of a question."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        """Take entries; among several for one spelling the first one counts."""
        self.entries = tuple(entries)
        self._as_written: dict[tuple[str, ...], Entry] = {}
        self._stems: dict[tuple[str, ...], Entry] = {}
        for entry in self.entries:
            for spelling in entry.english:
                words = WORD.findall(spelling)
                self._as_written.setdefault(_written(words), entry)
                self._stems.setdefault(tuple(map(stem, words)), entry)
        self._longest: dict[str, int] = {}  # phrase by the stem that it begins with
        for first, *rest in self._stems:
            self._longest[first] = max(self._longest.get(first, 0), 1 + len(rest))

    def match(self, words: Sequence[str], start: int) -> tuple[Entry, int] | None:
        """Return the entry of the longest phrase that begins at `start`, and its words' count.

        Capitals that spell a term decide first (WHO is not who), then the very words, then what
        is left of them without endings.
        """
        longest = self._longest.get(stem(words[start]), 0) if start < len(words) else 0
        for count in range(min(longest, len(words) - start), 0, -1):
            phrase = words[start : start + count]
            entry = (
                self._as_written.get(_written(phrase))
                or self._as_written.get(tuple(word.lower() for word in phrase))
                or self._stems.get(tuple(map(stem, phrase)))
            )
            if entry:
                return entry, count
        return None


@lru_cache(maxsize=1)
def bundled() -> Glossary:
    """Return the glossary that ships with the program."""
    section = ""
    entries = []
    for line in files(__package__).joinpath(_FILE).read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            section = line[2:]
        else:
            english, vietnamese = (tuple(side.split("; ")) for side in line.split("\t"))
            entries.append(Entry(english, vietnamese, section))
    return Glossary(entries)


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Return an English word in lower case without the endings -s, -ing, -ed and a silent e.

    Crude on purpose: it only has to bring the forms of one word together.
    """
    word = word.lower()
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(_HISS):
        word = word[:-2]
    elif word.endswith("s") and len(word) > 3 and not word.endswith(_NO_PLURAL):
        word = word[:-1]
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("ing") and len(word) > 5:
        word = _single(word[:-3])
    elif word.endswith("ed") and len(word) > 3 and not word.endswith("eed"):
        word = _single(word[:-2]) if len(word) > 4 else word[:-1]
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


def _single(word: str) -> str:
    """Return a word without the doubling of its last letter that an ending brings (planned)."""
    doubled = word[-2:-1] == word[-1] and word[-1] not in _KEPT_DOUBLE
    return word[:-1] if doubled else word


def _written(words: Sequence[str]) -> tuple[str, ...]:
    """Return words in lower case save those that are spelled in capitals."""
    return tuple(word if word.isupper() and len(word) > 1 else word.lower() for word in words)
