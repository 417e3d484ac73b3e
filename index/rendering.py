"""English questions, put into Vietnamese term by term with the bundled glossary.

This is no translation: terms become what Vietnamese articles call them, names and numbers stay,
what carries nothing is left out. The order stays too, save that neighbouring nouns and adjectives
are turned round: what English puts before a noun, Vietnamese puts after it. It is enough to search
by, and the words that ask become those of a Vietnamese question (docs/decisions/0007-english.md).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.documents import find_documents
from embeddings.glossary import WORD, Entry, bundled
from index.english import AUXILIARY, EMPTY, is_english, may_be_name

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATE = re.compile(
    r"""\b(?:(?P<day>\d\d?)(?:st|nd|rd|th)?\s+(?:of\s+)?)?
    (?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?
      |sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?
    (?:\s+(?P<after>\d\d?)(?:st|nd|rd|th)?\b)?
    (?:,?\s+(?:of\s+)?(?P<year>(?:19|20)\d\d)\b)?""",
    re.IGNORECASE | re.VERBOSE,
)
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
# Not 3.321, which may be a Vietnamese thousand already.
_SWAPPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.(?:\d{1,2}|\d{4,})")
_MARKS = str.maketrans(",.", ".,")

# "What is the population" asks for a number.
_MEASURED = frozenset(
    ("công suất", "diện tích", "doanh thu", "dân số", "giá", "kết dư", "mức phạt tối đa", "phạt",
     "phần trăm", "quy mô", "số", "thuế suất", "tối thiểu", "tối đa", "tổng", "xếp hạng")
)  # fmt: skip
# Sections of the glossary whose terms stay where they are.
_FIXED = frozenset(("questions", "acts", "links"))


@dataclass(frozen=True, slots=True)
class Rendering:
    """An English question in Vietnamese terms.

    `text` has the usual rendering of each term, `notes` pairs each term as it was written with
    that, `others` are less usual renderings, `names` what was kept as written, by neighbours.
    """

    text: str
    notes: tuple[tuple[str, str], ...] = ()
    others: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word as written; or, where it has `fixed` renderings, what needs no glossary."""

    word: str
    fixed: tuple[str, ...] = ()


def render(text: str) -> Rendering | None:
    """Return a question (NFC) in Vietnamese terms, None where it is not English."""
    if not is_english(text):
        return None
    pieces = list(_pieces(text.lower() if text.isupper() else text))
    words = [piece.word for piece in pieces]
    draft = _Draft()
    position = 0
    while position < len(pieces):
        piece = pieces[position]
        if found := _match(words, position):
            entry, count = found
            draft.add(entry, " ".join(words[position : position + count]))
            position += count
            continue
        position += 1
        word = _small(piece.word)
        if piece.fixed:
            draft.put(piece.fixed)
        elif _YEAR.fullmatch(word):
            draft.describe(f"năm {word}")
        elif ordinal := _ORDINAL.fullmatch(word):
            draft.describe(f"thứ {ordinal[1]}")
        elif word == "which":
            draft.asks_which()
        elif word == "what":
            if position == len(words) or _predicate(_small(words[position])):
                draft.asks_what()
            else:
                draft.asks_which()
        elif word in EMPTY and not (position > 1 and may_be_name(piece.word)):
            draft.pause()
        else:
            draft.keep(piece.word)
    return draft.finished()


class _Draft:
    """A rendering that grows term by term."""

    def __init__(self) -> None:
        self._terms: list[str] = []
        self._phrase: list[str] = []  # neighbouring nouns and adjectives in their English order
        self._notes: list[tuple[str, str]] = []
        self._others: list[str] = []
        self._names: list[list[str]] = [[]]
        self._which = self._what = False

    def add(self, entry: Entry, written: str) -> None:
        """Add a term that stands in the question as `written`."""
        usual, *others = entry.vietnamese
        if entry.section != "questions" and written.lower() != usual.lower():
            self._notes.append((written, usual))
        if entry.section in _FIXED:
            self.put(entry.vietnamese)
        else:
            self._others += others
            self.describe(usual)

    def describe(self, term: str) -> None:
        """Add a noun or what describes one."""
        self._phrase.append(term)
        self._names.append([])

    def put(self, renderings: Sequence[str]) -> None:
        """Add what stays where it is."""
        self.pause()
        self._terms.append(renderings[0])
        self._others += renderings[1:]

    def keep(self, word: str) -> None:
        """Add a word as it was written; it may be a part of a name."""
        self._turn()
        self._terms.append(word)
        self._names[-1].append(word)

    def pause(self) -> None:
        """End the phrase and the name that may have been going on."""
        self._turn()
        self._names.append([])

    def asks_which(self) -> None:
        """Note that the question is which one the next phrase is."""
        self.pause()
        self._which = True

    def asks_what(self) -> None:
        """Note that the question is what something is."""
        self.pause()
        self._what = True

    def finished(self) -> Rendering | None:
        """Return the rendering, None where nothing was added."""
        self._turn()
        terms = [*self._terms, "nào"] if self._which else self._terms
        if self._what and terms[:1] == ["số"]:
            terms = [*terms[1:], "số bao nhiêu"]  # the number of a document, most often
        elif self._what:
            terms = [*terms, "là gì" if _MEASURED.isdisjoint(terms) else "là bao nhiêu"]
        names = tuple(" ".join(name) for name in self._names if name)
        notes, others = tuple(self._notes), tuple(self._others)
        return Rendering(" ".join(terms), notes, others, names) if terms else None

    def _turn(self) -> None:
        """End the phrase: what described the last noun in it from before now follows it."""
        if self._phrase:
            self._terms += reversed(self._phrase)
            if self._which:
                self._terms.append("nào")
            self._phrase.clear()
            self._which = False


def _predicate(word: str) -> bool:
    """Return whether a word after "what" goes on with the sentence (what is, what replaced)."""
    return word in AUXILIARY or (word.endswith("ed") and len(word) > 4)


def _match(words: Sequence[str], position: int) -> tuple[Entry, int] | None:
    """Return the glossary's entry at a position and how many words it takes up, if there is one.

    A small word is a term only together with others.
    """
    found = bundled().match(words, position)
    if found and found[1] == 1 and _small(words[position]) in EMPTY:
        return None
    return found


def _small(word: str) -> str:
    """Return a word in lower case unless its capitals tell it from a small word (US, IT)."""
    return word if word.isupper() and len(word) > 1 else word.lower()


def _pieces(text: str) -> Iterator[_Piece]:
    """Yield words, numbers, dates and document numbers in order."""
    documents = [(m.start, m.end, (text[m.start : m.end],)) for m in find_documents(text)]
    dates = [(*found.span(), fixed) for found in _DATE.finditer(text) if (fixed := _date(found))]
    position = 0
    for start, end, fixed in sorted([*documents, *dates]):
        if start >= position:
            yield from _words(text, position, start)
            yield _Piece("", fixed)
            position = end
    yield from _words(text, position, len(text))


def _words(text: str, start: int, end: int) -> Iterator[_Piece]:
    """Yield the words and numbers within a span that holds nothing else."""
    for found in WORD.finditer(text, start, end):
        word = found[0]
        share = "%" if text[found.end() : found.end() + 1] == "%" else ""
        if _SWAPPED.fullmatch(word):
            yield _Piece(word, (word.translate(_MARKS) + share,))
        elif word.isdecimal() and (share or not _YEAR.fullmatch(word)):
            yield _Piece(word, (word + share,))
        else:
            yield _Piece(word)


def _date(found: re.Match[str]) -> tuple[str, ...]:
    """Return the Vietnamese spellings of a date, none where it is but the name of a month."""
    month = _MONTHS.index(found["month"][:3].lower()) + 1
    day, year = found["day"] or found["after"], found["year"]
    if day and year:
        return (
            f"ngày {int(day)}/{month}/{year}",
            f"ngày {int(day)} tháng {month} năm {year}",
            f"{int(day)}/{month}",
        )
    if day and (found["day"] or found["month"] != "may"):  # "may 12 people" names no day
        return f"ngày {int(day)}/{month}", f"ngày {int(day)} tháng {month}"
    return (f"tháng {month}/{year}", f"tháng {month} năm {year}") if year else ()
